//! Following firms: everyone alive when the arms begin to differ, what became of each in an arm, and the
//! money each got.

use super::tables::fates_by_replication::{COLUMNS, OwnFateNumbers};
use crate::catalogue::Fate;
use crate::classes::{AGE_BANDS, AGE_NAMES};
use crate::classes::{SIZES, TIERS};
use crate::economy::norms::Norms;
use crate::money::Money;
use crate::month::model::Scenario;
use crate::month::out::Report;
use crate::month::tally::Cause;
use crate::state::State;
use crate::state::block::flag;
use crate::state::slots::BLOCK;
use crate::table::Table;

/// A firm of the cohort as it was when the arms began to differ.
#[derive(Clone, Copy, Debug)]
struct Member {
    id: u64,
    jobs: u32,
    sector: u8,
    region: u8,
    class: u8,
    band: u8,
    tier: u8,
    /// Tenth of the cohort by cash over a month's normal sales, the poorest first.
    need: u8,
}

/// Months after the fork at which effects and fates are reported: a year, two, three, five, ten, as far as the run goes;
/// its end when it is shorter.
pub fn horizons(left: u32) -> Vec<u16> {
    let mut horizons: Vec<u16> =
        [12, 24, 36, 60, 120].into_iter().filter(|horizon| u32::from(*horizon) <= left).collect();
    if horizons.is_empty() && left > 0 {
        horizons.push(left as u16);
    }
    horizons
}

/// Everyone alive when the arms begin to differ.
#[derive(Debug)]
pub struct Cohort {
    /// By identity.
    members: Vec<Member>,
    /// Months after the fork at which fates are reported.
    pub horizons: Vec<u16>,
}

/// The dimensions by which fates are reported, besides the whole and the policies.
const DIMENSIONS: [&str; 7] = ["sector", "size", "region", "age", "tier", "need", "sector_size"];
/// Groups by need.
const TENTHS: usize = 10;

impl Cohort {
    /// The firms alive in a state, the last before the arms differ; `left` months follow.
    pub fn of(state: &State, norms: &Norms, left: u32) -> Cohort {
        let mut members = Vec::new();
        let mut cash = Vec::new();
        for b in &state.blocks {
            for i in (0..BLOCK).filter(|i| b.lives(*i)) {
                cash.push((b.cash[i].real() / f64::from(b.normal_sales[i]).max(1.0), members.len()));
                members.push(Member {
                    id: b.id[i],
                    jobs: if b.has(i, flag::DORMANT) { 0 } else { b.headcount[i] },
                    sector: b.sector[i],
                    region: b.region[i],
                    class: b.class[i].min(2),
                    band: norms.tables.at_age(b.age(i, state.now.0)).band,
                    tier: b.tier_of(i) as u8,
                    need: 0,
                });
            }
        }
        cash.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let all = cash.len().max(1);
        for (rank, (_, place)) in cash.into_iter().enumerate() {
            members[place].need = (rank * TENTHS / all) as u8;
        }
        members.sort_unstable_by_key(|member| member.id);
        Cohort { members, horizons: horizons(left) }
    }

    /// Firms.
    pub fn len(&self) -> usize {
        self.members.len()
    }
    /// Whether nobody is followed.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
    fn place(&self, id: u64) -> Option<usize> {
        self.members.binary_search_by_key(&id, |member| member.id).ok()
    }
}

/// What became of the cohort in one arm so far.
#[derive(Debug)]
pub struct Followed {
    /// Months after the fork in which each member closed; zero for the living.
    closed: Vec<u16>,
    /// Closed for lack of cash or with debts above assets.
    failed: Vec<bool>,
    /// What members had got from each policy when they closed.
    legacy: Vec<(usize, Vec<[Money; 2]>)>,
    /// The month at whose end each was first seen to have lacked cash before owner and private lenders helped;
    /// zero: never.
    first_short: Vec<u16>,
    /// Staff of the members at each horizon so far, in the order of horizons.
    staff: Vec<Vec<u32>>,
    month: u16,
}

/// Sums over firms of one fate.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    firms: u64,
    jobs: u64,
    dormant: u64,
    money: Money,
    support: Money,
    /// Jobs at the horizon and firms short of cash by then, in base and arm.
    jobs_then: [u64; 2],
    short: [u64; 2],
}

impl Followed {
    /// Nobody has closed yet.
    pub fn new(cohort: &Cohort) -> Followed {
        Followed {
            closed: vec![0; cohort.len()],
            failed: vec![false; cohort.len()],
            legacy: Vec::new(),
            first_short: vec![0; cohort.len()],
            staff: Vec::new(),
            month: 0,
        }
    }

    /// A month has passed.
    pub fn hear(&mut self, cohort: &Cohort, report: &Report) {
        self.month += 1;
        for closure in &report.closures {
            if let Some(place) = cohort.place(closure.firm) {
                self.closed[place] = self.month;
                self.failed[place] =
                    matches!(closure.cause, Cause::Illiquid | Cause::Insolvent | Cause::Chain);
                if closure.received.iter().any(|sums| *sums != [Money::ZERO; 2]) {
                    self.legacy.push((place, closure.received.clone()));
                }
            }
        }
    }

    /// The state at the end of the month just heard of: who is short of cash, and at a horizon who employs whom.
    pub fn see(&mut self, cohort: &Cohort, state: &State) {
        let at_horizon = cohort.horizons.contains(&self.month);
        let mut staff = vec![0; if at_horizon { cohort.len() } else { 0 }];
        for b in &state.blocks {
            for i in (0..BLOCK).filter(|i| b.lives(*i) && (at_horizon || b.side.short.has(*i))) {
                let Some(place) = cohort.place(b.id[i]) else { continue };
                if b.side.short.has(i) && self.first_short[place] == 0 {
                    self.first_short[place] = self.month;
                }
                if at_horizon && !b.has(i, flag::DORMANT) {
                    staff[place] = b.headcount[i];
                }
            }
        }
        if at_horizon {
            self.staff.push(staff);
        }
    }

    /// Staff of a member at a horizon, and whether it was short of cash by then.
    fn at(&self, cohort: &Cohort, place: usize, horizon: u16) -> (u64, u64) {
        let which = cohort.horizons.iter().position(|known| *known == horizon);
        let staff = which.and_then(|which| self.staff.get(which)).map_or(0, |staff| staff[place]);
        let short = self.first_short[place] > 0 && self.first_short[place] <= horizon;
        (u64::from(staff), u64::from(short))
    }

    /// Members that failed for lack of cash or with debts above assets within so many months.
    pub fn failures(&self, cohort: &Cohort, within: u16) -> Vec<u64> {
        let failed = |place: &usize| self.failed[*place] && self.closed[*place] <= within;
        (0..cohort.len()).filter(failed).map(|place| cohort.members[place].id).collect()
    }
}

/// Writes the rows of `fates` for one arm and replication.
#[derive(Debug)]
pub struct Teller<'a> {
    /// The arm.
    pub scenario: &'a Scenario,
    /// Its name.
    pub arm: &'a str,
    /// The replication.
    pub replication: u32,
    /// Minor units and firms of the country for one simulated.
    pub norms: &'a Norms,
}

impl Teller<'_> {
    /// The fates at the present month, a horizon: every member of the cohort has one of six.
    pub fn report(&self, cohort: &Cohort, base: &Followed, arm: &Followed, state: &State, table: &mut Table) {
        let horizon = arm.month;
        let policies = self.scenario.policies.len();
        let names = self.names();
        // One row of sums a fate; groups of all dimensions one after the other, the whole first, policies
        // last.
        let groups: usize = 1 + names.iter().map(Vec::len).sum::<usize>() + policies;
        let mut sums = vec![[Sums::default(); Fate::ALL.len()]; groups];
        let mut add = |place: usize, dormant: bool, received: &mut dyn Iterator<Item = [Money; 2]>| {
            let member = &cohort.members[place];
            let fate = Fate::of(base.closed[place], arm.closed[place], horizon) as usize;
            let [in_base, in_arm] = [base, arm].map(|followed| followed.at(cohort, place, horizon));
            let then = Sums {
                firms: 1,
                jobs: u64::from(member.jobs),
                dormant: u64::from(dormant),
                jobs_then: [in_base.0, in_arm.0],
                short: [in_base.1, in_arm.1],
                ..Sums::default()
            };
            let mut whole = [Money::ZERO; 2];
            for (policy, got) in received.enumerate().filter(|(_, got)| *got != [Money::ZERO; 2]) {
                let own = Sums { money: got[0], support: got[1], ..then };
                sums[groups - policies + policy][fate].add(&own);
                (whole[0], whole[1]) = (whole[0] + got[0], whole[1] + got[1]);
            }
            let own = Sums { money: whole[0], support: whole[1], ..then };
            let mut first = 1;
            sums[0][fate].add(&own);
            let kind = usize::from(member.sector) * SIZES.len() + usize::from(member.class);
            let plain = [member.sector, member.class, member.region, member.band, member.tier, member.need]
                .map(usize::from);
            for (list, index) in names.iter().zip(plain.into_iter().chain([kind])) {
                sums[first + index][fate].add(&own);
                first += list.len();
            }
        };
        let mut recorded = vec![false; cohort.len()];
        for b in &state.blocks {
            for i in (0..BLOCK).filter(|i| b.lives(*i)) {
                if let Some(place) = cohort.place(b.id[i]) {
                    recorded[place] = true;
                    add(place, b.has(i, flag::DORMANT), &mut b.side.received.of(i));
                }
            }
        }
        for (place, received) in &arm.legacy {
            recorded[*place] = true;
            add(*place, false, &mut received.iter().copied());
        }
        for place in (0..cohort.len()).filter(|place| !recorded[*place]) {
            add(place, false, &mut std::iter::empty());
        }
        self.rows(horizon, &names, &sums, table);
    }

    /// The groups of each dimension.
    fn names(&self) -> [Vec<String>; DIMENSIONS.len()] {
        let economy = &self.scenario.economy;
        [
            economy.sectors.iter().map(|sector| sector.id.clone()).collect(),
            SIZES.map(String::from).to_vec(),
            economy.regions.iter().map(|region| region.id.clone()).collect(),
            AGE_NAMES[..AGE_BANDS.len()].iter().map(|name| (*name).to_string()).collect(),
            TIERS.map(String::from).to_vec(),
            (1..=TENTHS).map(|tenth| tenth.to_string()).collect(),
            economy
                .sectors
                .iter()
                .flat_map(|sector| SIZES.map(|size| format!("{}/{size}", sector.id)))
                .collect(),
        ]
    }

    fn rows(&self, horizon: u16, names: &[Vec<String>], sums: &[[Sums; Fate::ALL.len()]], table: &mut Table) {
        let mut labels = vec![("all", "all")];
        for (dimension, list) in DIMENSIONS.iter().zip(names) {
            labels.extend(list.iter().map(|name| (*dimension, name.as_str())));
        }
        labels.extend(self.scenario.policies.iter().map(|policy| ("policy", policy.name.as_str())));
        let thousand = |count: u64| count as f64 * self.norms.weight / 1e3;
        let billion =
            |money: Money| money.real() * self.norms.weight / self.scenario.economy.minor_per_major / 1e9;
        for ((dimension, group), fates) in labels.iter().zip(sums) {
            // The whole is there in any case: by it replications are counted.
            if *dimension != "all" && fates.iter().all(|sum| sum.firms == 0) {
                continue;
            }
            for (fate, sum) in Fate::NAMES.iter().zip(fates) {
                let numbers = OwnFateNumbers {
                    regime: &self.scenario.regime,
                    arm: self.arm,
                    replication: self.replication,
                    horizon,
                    dimension,
                    group,
                    fate,
                    firms: thousand(sum.firms),
                    jobs: thousand(sum.jobs),
                    dormant: thousand(sum.dormant),
                    money: billion(sum.money),
                    support: billion(sum.support),
                    jobs_then: sum.jobs_then.map(thousand),
                    short: sum.short.map(thousand),
                };
                table.rows.push(COLUMNS.iter().map(|column| (column.value)(&numbers)).collect());
            }
        }
    }
}

impl Sums {
    fn add(&mut self, other: &Sums) {
        self.firms += other.firms;
        self.jobs += other.jobs;
        self.dormant += other.dormant;
        self.money += other.money;
        self.support += other.support;
        for k in 0..2 {
            self.jobs_then[k] += other.jobs_then[k];
            self.short[k] += other.short[k];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fates_worked_by_hand() {
        // Months of closure without and with the policy, zero for never; seen after twelve months.
        for (base, arm, fate) in [
            (5, 0, Fate::Saved),
            (5, 13, Fate::Saved),
            (5, 9, Fate::Delayed),
            (5, 5, Fate::Lost),
            (5, 3, Fate::Hastened),
            (0, 3, Fate::Harmed),
            (20, 12, Fate::Harmed),
            (0, 0, Fate::Safe),
            (13, 14, Fate::Safe),
        ] {
            assert_eq!(Fate::of(base, arm, 12), fate, "{base} {arm}");
        }
        // A year later the one saved until month 13 was only delayed.
        assert_eq!(Fate::of(5, 13, 24), Fate::Delayed);
    }
}
