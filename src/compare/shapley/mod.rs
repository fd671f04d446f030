//! Which policy of a package does how much: the Shapley value of each, over the coalitions of the package's
//! policies.
//!
//! What a policy adds depends on which others are there already. Its share is what it adds, averaged over the
//! orders in which the policies could have been introduced one by one; shares add up to what the package does
//! against its own world without policies.
//!
//! | file | what it does |
//! | --- | --- |
//! | `game.rs` | the Shapley value of any game; which orders count |
//! | `table.rs` | shares over replications |
//! | `recorded.rs` | read again, in words |

pub mod game;
pub mod table;
pub mod recorded;

use super::arm::Arm;
use super::effects::Series;
use super::tables::coalitions::{COLUMNS, CoalitionNumbers};
use crate::catalogue::METRICS;
use crate::error::{Error, Result};
use crate::language::told::Told;
use crate::levers;
use crate::month::model::Scenario;
use crate::policy::Policy;
use crate::stats::columns;
use crate::stats::run_tables::RunTables;
use crate::table::Table;
use crate::told;
use game::{Coalition, MOST_PLAYERS, Orders};

/// What is shared out: name, the metric of `effects.csv` that it is made of, and its sign.
pub const SHARED: [(&str, &str, f64); 5] = [
    ("failures_avoided", "failures", -1.0),
    ("firms_kept", "firms", 1.0),
    ("jobs_kept", "jobs", 1.0),
    ("job_years_kept", "job_years", 1.0),
    ("public_cost", "public_cost", 1.0),
];

/// The package of one alternative as a game of its policies.
#[derive(Clone, Debug)]
pub struct Game {
    /// The alternative's name.
    pub arm: String,
    /// Names of its policies.
    pub policies: Vec<String>,
    /// The orders that count.
    pub orders: Orders,
    /// Where each coalition is simulated: a place among the arms, then among [`Games::extra`].
    pub places: Vec<(Coalition, usize)>,
}

/// The games of one regime.
#[derive(Clone, Debug, Default)]
pub struct Games {
    /// By alternative.
    pub games: Vec<Game>,
    /// Coalitions that are none of the arms: simulated like arms, but reported in shares alone.
    pub extra: Vec<Scenario>,
}

impl Game {
    /// One of several games, in a line.
    fn announced(&self) -> Told {
        told!(
            "shapley: {arm}: {policies} policies, {orders}, {coalitions} coalitions",
            arm = &self.arm,
            policies = self.policies.len(),
            orders = self.orders_in_words(),
            coalitions = self.places.len()
        )
    }

    /// How many orders of the policies count.
    fn orders_in_words(&self) -> Told {
        match (self.orders.count(), Orders::possible(self.orders.players)) {
            (count, _) if self.orders.drawn.is_empty() => told!("all {count} orders", count = count),
            (count, all) => {
                told!("{count} of {all} orders", count = count, all = apart(&format!("{all:.0}")))
            }
        }
    }
}

impl Games {
    /// The games of the alternatives with two policies or more; of the arms the first `named`, the base among
    /// them, were named by the user.
    ///
    /// # Errors
    /// A package of more policies than a coalition can name.
    pub fn of(arms: &[Arm], named: usize) -> Result<Games> {
        let mut games = Games::default();
        for arm in arms[1..named].iter().filter(|arm| arm.scenario.policies.len() > 1) {
            let package = &arm.scenario;
            if package.policies.len() > MOST_PLAYERS {
                return Err(Error::Usage(told!(
                    "\"{arm}\" has {count} policies; --shapley takes {most} at most",
                    arm = &arm.name,
                    count = package.policies.len(),
                    most = MOST_PLAYERS
                )));
            }
            // Two of a kind are distinguished by their order, which what they say decides.
            let of_kind = |at: usize| {
                package.policies[..at].iter().filter(|other| same_draws(other, &package.policies[at])).count()
                    as i64
            };
            let keys: Vec<i64> = package
                .policies
                .iter()
                .enumerate()
                .map(|(at, policy)| levers::draw_key(policy) ^ of_kind(at))
                .collect();
            let orders = Orders::of(&keys, package.seed);
            let place = |coalition: Coalition| {
                let joined =
                    package.policies.iter().enumerate().filter(|(player, _)| coalition & 1 << player != 0);
                let policies = joined.map(|(_, policy)| policy.clone()).collect();
                (coalition, games.place(arms, Scenario { policies, ..package.clone() }))
            };
            let places = orders.coalitions().into_iter().map(place).collect();
            let policies = package.policies.iter().map(|policy| policy.name.clone()).collect();
            games.games.push(Game { arm: arm.name.clone(), policies, orders, places });
        }
        Ok(games)
    }

    /// Where a coalition is simulated: what is simulated anyway is not simulated twice.
    fn place(&mut self, arms: &[Arm], scenario: Scenario) -> usize {
        let same =
            |other: &Scenario| other.shocks == scenario.shocks && in_force(other).eq(in_force(&scenario));
        let among_arms = arms.iter().position(|arm| !arm.to_failing && same(&arm.scenario));
        let known = among_arms.or_else(|| self.extra.iter().position(same).map(|place| arms.len() + place));
        known.unwrap_or_else(|| {
            self.extra.push(scenario);
            arms.len() + self.extra.len() - 1
        })
    }

    /// What will have to be simulated, a line a game.
    pub fn announced(&self) -> Vec<Told> {
        let extra = self.extra.len();
        match &self.games[..] {
            [] => vec![told!(
                "note: --shapley: no alternative has two policies or more, so there is nothing to share out"
            )],
            [only] => vec![told!(
                "shapley: {policies} policies, {orders}, {coalitions} coalitions, {extra} to simulate beside the arms",
                policies = only.policies.len(),
                orders = only.orders_in_words(),
                coalitions = only.places.len(),
                extra = extra
            )],
            several => {
                let all = told!("shapley: {extra} coalitions to simulate beside the arms", extra = extra);
                several.iter().map(Game::announced).chain([all]).collect()
            }
        }
    }

    /// Puts down what the coalitions came to in one replication, given the outcomes of arms and extra
    /// scenarios by place.
    pub(super) fn report(
        &self,
        regime: &str,
        replication: u32,
        horizons: &[u16],
        outcomes: &[Outcome],
    ) -> Table {
        let mut table = columns::table(COLUMNS);
        for game in &self.games {
            for (coalition, place) in &game.places {
                for (horizon, values) in horizons.iter().zip(&outcomes[*place]) {
                    for ((name, _, _), value) in SHARED.iter().zip(values) {
                        let Some(value) = value else { continue };
                        let numbers = CoalitionNumbers {
                            regime,
                            arm: &game.arm,
                            replication,
                            coalition: written(*coalition),
                            horizon: *horizon,
                            metric: name,
                            value: *value,
                        };
                        table.rows.push(COLUMNS.iter().map(|column| (column.value)(&numbers)).collect());
                    }
                }
            }
        }
        table
    }
}

/// What an arm or a coalition came to, by horizon, in the order of [`SHARED`].
pub(super) type Outcome = Vec<[Option<f64>; SHARED.len()]>;

/// What the tables of one arm say at each horizon, by the formulas of `effects.csv`.
pub(super) fn outcome(tables: &RunTables, shared: u32, horizons: &[u16]) -> Outcome {
    let series = Series::of_whole(&tables.monthly, &tables.ledger);
    let columns = series.runs.values().next();
    let value = |horizon: u16, name: &str, sign: f64| {
        let metric = METRICS.iter().find(|metric| metric.name == name).expect("a metric of that name");
        Some(sign * metric.formula.value(columns?, shared as usize, usize::from(horizon))?)
    };
    horizons.iter().map(|horizon| SHARED.map(|(_, name, sign)| value(*horizon, name, sign))).collect()
}

/// Whether the random draws of two policies are the same.
fn same_draws(one: &Policy, other: &Policy) -> bool {
    one.lever == other.lever && one.draw == other.draw
}

/// The policies of a scenario that are in force at some time.
fn in_force(scenario: &Scenario) -> impl Iterator<Item = &Policy> {
    let (first, last) = (scenario.start, scenario.start.plus(scenario.months as i32 - 1));
    let late = |policy: &Policy| policy.delay as i32;
    scenario
        .policies
        .iter()
        .filter(move |policy| policy.from.plus(late(policy)) <= last && policy.to.plus(late(policy)) >= first)
}

/// A coalition as text: the numbers of its policies, from one, `1+3`; of nobody `none`.
fn written(coalition: Coalition) -> String {
    let numbers: Vec<String> =
        (0..MOST_PLAYERS).filter(|p| coalition & 1 << p != 0).map(|p| (p + 1).to_string()).collect();
    if numbers.is_empty() { "none".into() } else { numbers.join("+") }
}

/// A coalition from its text.
fn read(text: &str) -> Option<Coalition> {
    if text == "none" {
        return Some(0);
    }
    let number = |part: &str| part.parse::<usize>().ok().filter(|number| (1..=MOST_PLAYERS).contains(number));
    text.split('+').try_fold(0, |joined, part| Some(joined | 1 << (number(part)? - 1)))
}

/// Digits with thousands apart.
fn apart(digits: &str) -> String {
    let groups: Vec<String> =
        digits.as_bytes().rchunks(3).rev().map(|part| String::from_utf8_lossy(part).into_owned()).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coalitions_are_written_and_read() {
        assert_eq!((written(0), written(0b101)), ("none".to_string(), "1+3".to_string()));
        for coalition in [0, 1, 0b1011, Coalition::MAX] {
            assert_eq!(read(&written(coalition)), Some(coalition));
        }
        assert_eq!((read("0"), read("65"), read("a")), (None, None, None));
        assert_eq!((apart("362880"), apart("120")), ("362 880".to_string(), "120".to_string()));
    }

    #[test]
    fn everything_shared_is_a_metric() {
        assert!(SHARED.iter().all(|(_, name, _)| METRICS.iter().any(|metric| metric.name == *name)));
    }
}
