//! Counting: sums over firms, by group, in whole numbers; exposure and exits by age; the distribution of
//! cash.

pub mod cash_days;
mod counts;
pub mod digital;
pub mod kinds;
pub mod ladder;
mod lending;
mod requests;

pub use requests::{Applicant, LENDING_GROUPS, Lending, Refusal, names as lending_names};

use crate::classes::AGE_BANDS;
use crate::economy::norms::Norms;
use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::tally::cash_days::CashDays;
use crate::month::tally::digital::DigitalTally;
use crate::month::tally::kinds::HigherSteps;
use crate::month::tally::ladder::LadderTally;
use crate::state::block::{Block, flag};
pub use counts::{COUNTS, Cause, Count};

/// Legal size classes.
const CLASSES: usize = 3;
/// Steps of the ladder of specialised firms.
const TIERS: usize = 5;
/// Ages in months up to which exposure is counted.
pub const AGES: usize = 181;
/// The first [`Count`]s: those that nearly every firm adds to every month.
pub(super) const DENSE: usize = 7;

/// Sums over firms.
#[derive(Clone, Debug)]
pub struct Tally {
    sectors: usize,
    regions: usize,
    /// Counts by sector and size class; empty, as the next, until a firm is counted.
    by_kind: Vec<[i64; COUNTS]>,
    /// Counts by region and age band.
    by_place: Vec<[i64; COUNTS]>,
    /// Counts of firms on each step of the ladder above the lowest.
    by_tier: [[i64; COUNTS]; TIERS - 1],
    /// Firms and jobs on these steps by sector and size class.
    higher: HigherSteps,
    /// `[at risk, exits]` of founding firms this month, by size class and sector.
    founding: Vec<[u64; 2]>,
    /// `[at risk, exits]` by size class, sector and age in months, [`AGES`] each; empty until a firm is
    /// counted.
    by_age: Vec<[u32; 2]>,
    /// Firms by days of cash.
    pub cash_days: CashDays,
    /// Requests for loans by group of firms; empty until one looks for a loan.
    pub lending: Vec<Lending>,
    /// The ladder of specialised firms.
    pub ladder: LadderTally,
    /// Digital levels and clusters.
    pub digital: DigitalTally,
    /// Sums of the whole month.
    pub sums: Sums,
}

macro_rules! sums {
    ($( $name:ident ),* $(,)?) => {
        /// Sums of a month over all firms: counts, or minor units.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        #[allow(missing_docs)]
        pub struct Sums { $( pub $name: f64, )* }
        impl Sums {
            fn add(&mut self, other: &Sums) { $( self.$name += other.$name; )* }
        }
    };
}
sums! {
    furloughed, hires, layoffs, jobs_born, jobs_closed, inputs_used, wages, wages_of_trading, normal_pay, overdue, due_to_suppliers, owed_to_suppliers, loss_making, loss_month, whole_quarter, loss_quarter,
    cash_below_month, short_first, ever_short, ever_helped, illiquid_and_insolvent, innovating, research, digital_firms, certified, trained, cluster_members, exporters,
    late_sales, applications, grants, applied, granted, granted_rate, refused_risk, refused_access, refused_price, refused_capacity,
}

impl Tally {
    /// Nothing counted.
    pub fn new(norms: &Norms) -> Tally {
        let (sectors, regions) = (norms.sectors, norms.regions);
        Tally {
            sectors,
            regions,
            by_kind: Vec::new(),
            by_place: Vec::new(),
            by_tier: Default::default(),
            higher: HigherSteps::default(),
            founding: vec![[0; 2]; CLASSES * sectors],
            by_age: Vec::new(),
            cash_days: CashDays::default(),
            lending: Vec::new(),
            ladder: LadderTally::default(),
            digital: DigitalTally::default(),
            sums: Sums::default(),
        }
    }

    /// Adds another tally.
    pub fn add(&mut self, other: &Tally) {
        if self.by_age.len() < other.by_age.len() {
            self.by_age.resize(other.by_age.len(), [0; 2]);
        }
        if self.by_kind.len() < other.by_kind.len() {
            self.make_room();
        }
        for (sums, more) in [
            (&mut self.by_kind[..], &other.by_kind[..]),
            (&mut self.by_place, &other.by_place),
            (&mut self.by_tier, &other.by_tier),
        ] {
            sums.iter_mut().zip(more).for_each(|(a, b)| add(a, b));
        }
        self.higher.add(&other.higher);
        self.founding.iter_mut().zip(&other.founding).for_each(|(a, b)| (0..2).for_each(|k| a[k] += b[k]));
        self.by_age.iter_mut().zip(&other.by_age).for_each(|(a, b)| (0..2).for_each(|k| a[k] += b[k]));
        self.cash_days.add(&other.cash_days);
        self.add_lending(&other.lending);
        self.ladder.add(&other.ladder);
        self.digital.add(&other.digital);
        self.sums.add(&other.sums);
    }

    /// The counts by group of a dimension: `sector`, `size`, `region`, `age`, `tier`.
    ///
    /// # Panics
    /// When there is no such dimension.
    pub fn dimension(&self, name: &str) -> Vec<[i64; COUNTS]> {
        match name {
            "sector" => folded(&self.by_kind, self.sectors, |index| index / CLASSES),
            "size" => folded(&self.by_kind, CLASSES, |index| index % CLASSES),
            "region" => folded(&self.by_place, self.regions, |index| index / AGE_BANDS.len()),
            "age" => folded(&self.by_place, AGE_BANDS.len(), |index| index % AGE_BANDS.len()),
            "tier" => {
                let mut lowest = folded(&self.by_kind, 1, |_| 0)[0];
                for higher in &self.by_tier {
                    lowest.iter_mut().zip(higher).for_each(|(a, b)| *a -= b);
                }
                std::iter::once(lowest).chain(self.by_tier).collect()
            }
            _ => panic!("no dimension {name}"),
        }
    }

    /// Firms and jobs by step of the ladder, sector and size class, the lowest step first.
    pub fn kinds(&self) -> Vec<[i64; 2]> {
        self.higher.split(self.by_kind.iter().map(firms_and_jobs).collect())
    }

    /// A count over all firms.
    pub fn total(&self, what: Count) -> i64 {
        self.whole(what as usize)
    }
    /// The same by the number of the [`Count`].
    pub fn whole(&self, what: usize) -> i64 {
        self.by_kind.iter().map(|group| group[what]).sum()
    }

    /// `[at risk, exits]` of founding firms this month: all, by size class, by sector.
    pub fn founding(&self) -> Vec<[u64; 2]> {
        let mut rows = vec![[0; 2]; 1 + CLASSES + self.sectors];
        for (index, cell) in self.founding.iter().enumerate() {
            for row in self.rows_of(index) {
                (0..2).for_each(|k| rows[row][k] += cell[k]);
            }
        }
        rows
    }

    /// `[at risk, exits]` by age in months: all, by size class, by sector, [`AGES`] each.
    pub fn by_age(&self) -> Vec<[u64; 2]> {
        let mut rows = vec![[0; 2]; (1 + CLASSES + self.sectors) * AGES];
        for (index, cell) in self.by_age.iter().enumerate() {
            for row in self.rows_of(index / AGES) {
                (0..2).for_each(|k| rows[row * AGES + index % AGES][k] += u64::from(cell[k]));
            }
        }
        rows
    }

    /// The rows to which a group of one size class and sector adds: all, its size class, its sector.
    fn rows_of(&self, group: usize) -> [usize; 3] {
        [0, 1 + group / self.sectors, 1 + CLASSES + group % self.sectors]
    }

    fn make_room(&mut self) {
        self.by_kind.resize(self.sectors * CLASSES, [0; COUNTS]);
        self.by_place.resize(self.regions * AGE_BANDS.len(), [0; COUNTS]);
    }

    /// Adds to the groups of a firm: sector and size class, region and age band, step of the ladder.
    #[inline]
    pub(super) fn count(&mut self, b: &Block, i: usize, ctx: &Ctx, add: impl Fn(&mut [i64; COUNTS])) {
        if self.by_kind.is_empty() {
            self.make_room();
        }
        let band = usize::from(ctx.norms.tables.at_age(b.age(i, ctx.now)).band);
        let kind = usize::from(b.sector[i]) * CLASSES + usize::from(b.class[i]).min(2);
        add(&mut self.by_kind[kind]);
        add(&mut self.by_place[usize::from(b.region[i]) * AGE_BANDS.len() + band]);
        let tier = b.tier_of(i);
        if tier > 0 {
            add(&mut self.by_tier[tier - 1]);
            let mut own = [0; COUNTS];
            add(&mut own);
            self.higher.count(tier, kind, self.by_kind.len(), firms_and_jobs(&own));
        }
    }

    /// A firm is born.
    pub fn born(&mut self, b: &Block, i: usize, ctx: &Ctx) {
        let (jobs, cash) = (i64::from(b.headcount[i]), b.cash[i].0);
        self.count(b, i, ctx, |sums| {
            sums[Count::Births as usize] += 1;
            sums[Count::Firms as usize] += 1;
            sums[Count::Jobs as usize] += jobs;
            sums[Count::Cash as usize] += cash;
        });
        self.sums.hires += f64::from(b.headcount[i]);
        self.sums.jobs_born += f64::from(b.headcount[i]);
        if crate::month::tally::digital::counted(ctx.scenario) {
            self.digital.count_firm(b, i, ctx);
        }
    }

    /// A firm closes; called before its slot is freed. The month's sales and profit were made all the same.
    pub fn closed(&mut self, b: &Block, i: usize, cause: Cause, ctx: &Ctx) {
        let what = match cause {
            Cause::Illiquid => Count::Illiquid,
            Cause::Insolvent => Count::Insolvent,
            Cause::Chain => Count::Chain,
            Cause::Orderly => Count::Orderly,
            Cause::Other => Count::Other,
        };
        if !b.has(i, flag::DORMANT) {
            self.sums.layoffs += f64::from(b.headcount[i]);
            self.sums.jobs_closed += f64::from(b.headcount[i]);
        }
        self.expose(b, i, ctx.now, 1);
        let (sales, profit) = (b.sales[i] as i64, b.scratch.profit[i].0);
        self.count(b, i, ctx, |sums| {
            sums[what as usize] += 1;
            sums[Count::Sales as usize] += sales;
            sums[Count::Profit as usize] += profit;
        });
    }

    #[inline]
    pub(super) fn expose(&mut self, b: &Block, i: usize, now: i32, exits: u32) {
        if self.by_age.is_empty() {
            self.by_age.resize(CLASSES * self.sectors * AGES, [0; 2]);
        }
        let age = (b.age(i, now).max(0) as usize).min(AGES - 1);
        let group = usize::from(b.first_class(i)).min(2) * self.sectors + usize::from(b.sector[i]);
        let cell = &mut self.by_age[group * AGES + age];
        cell[0] += 1;
        cell[1] += exits;
        let founding = u64::from(b.has(i, flag::FOUNDING));
        self.founding[group][0] += founding;
        self.founding[group][1] += founding * u64::from(exits);
    }

    /// A firm has worked for a month: idle staff, orders of the month not served in it.
    #[inline]
    pub fn work(&mut self, furloughed: f64, lost: f64, b: &Block, i: usize, ctx: &Ctx) {
        self.sums.furloughed += furloughed;
        if lost >= 1.0 {
            self.count(b, i, ctx, |sums| sums[Count::Lost as usize] += Money::towards_zero(lost).0);
        }
    }
    /// The staff of a firm changes.
    pub fn staff(&mut self, before: f64, after: f64) {
        self.sums.hires += (after - before).max(0.0);
        self.sums.layoffs += (before - after).max(0.0);
    }
}

fn add(sums: &mut [i64; COUNTS], more: &[i64; COUNTS]) {
    sums.iter_mut().zip(more).for_each(|(a, b)| *a += b);
}

fn firms_and_jobs(counts: &[i64; COUNTS]) -> [i64; 2] {
    [Count::Firms, Count::Jobs].map(|what| counts[what as usize])
}

/// Sums counts into coarser groups.
fn folded(counts: &[[i64; COUNTS]], groups: usize, group_of: impl Fn(usize) -> usize) -> Vec<[i64; COUNTS]> {
    let mut sums = vec![[0; COUNTS]; groups];
    counts.iter().enumerate().for_each(|(index, row)| add(&mut sums[group_of(index)], row));
    sums
}
