//! The model in a crisis against published facts: a scenario with its shocks and policies beside the same
//! months without either, both on the same random draws.
//!
//! | file | what it does |
//! | --- | --- |
//! | `facts.rs` | the published numbers, with bands, sources, and whether the scenario was fed with them |
//! | `fact.rs` | a published number, and how it is measured |
//! | `feed.rs` | from published sales and closures to the path of demand that a scenario is fed with |
//! | `measures.rs` | how each number is measured |
//! | `watch.rs` | runs both arms and watches them |

pub mod fact;
pub mod facts;
pub mod feed;
pub mod measures;
pub mod watch;

use super::{Verdict, judge};
use crate::month::model::Scenario;
use crate::simulation::population::BurnedIn;
use crate::stats::summary::spread::spread;
use crate::units::Month;
use fact::Fact;
use rayon::prelude::*;
use watch::Pair;

/// A fact beside what the model gives.
#[derive(Clone, Debug)]
pub struct Score {
    /// The published number.
    pub fact: Fact,
    /// The model's: mean over replications.
    pub model: Option<f64>,
    /// Its Monte Carlo standard error; none with one replication.
    pub error: Option<f64>,
    /// What that means.
    pub verdict: Verdict,
}

/// The months of a run from `start` that these facts take.
pub fn months<'a>(facts: impl Iterator<Item = &'a Fact>, start: Month) -> u32 {
    facts.map(|fact| fact.months[1].since(start) + 1).max().unwrap_or(0).max(0) as u32
}

/// Watches all replications, so many months of each. `None` when asked to stop.
pub fn watch(
    scenario: &Scenario,
    start: &BurnedIn,
    months: u32,
    go_on: &(dyn Fn(u32) -> bool + Sync),
) -> Option<Vec<Pair>> {
    let one = |replication| watch::watch(scenario, start, replication, months, go_on);
    (0..scenario.replications).into_par_iter().map(one).collect()
}

/// Scores the facts by what each replication says. A band is at least two Monte Carlo standard errors wide on
/// each side.
pub fn score(facts: Vec<Fact>, pairs: &[Pair]) -> Vec<Score> {
    let score = |fact: Fact| {
        let values: Vec<f64> = pairs.iter().filter_map(|pair| (fact.measure.of)(pair, &fact)).collect();
        let whole = Some(values).filter(|values| values.len() == pairs.len());
        let found = whole.and_then(|values| spread(&values));
        let model = found.as_ref().map(|found| found.mean);
        let error = found.and_then(|found| found.error).map(|error| error[1]);
        let judged = |model| judge(fact.value, fact.band, model, error.unwrap_or(0.0));
        let verdict = model.map_or(Verdict::NotScored, judged);
        Score { fact, model, error, verdict }
    };
    facts.into_iter().map(score).collect()
}
