//! Comparison: what policies did, to whom, and what it cost, paired firm by firm.
//!
//! Arms of a comparison differ in shocks and policies alone. They share seeds, so that each firm meets the
//! same random draws in each, and the months before they first differ are simulated once. Every comparison
//! runs over the behaviour regimes: what holds in one only is no finding.
//!
//! | file | what it does |
//! | --- | --- |
//! | `arms.rs` | reads the arms, refuses what can't be compared |
//! | `fork.rs` | the first month in which arms differ |
//! | `simulate.rs` | one replication of all arms |
//! | `follow.rs` | what became of each firm, and the money it got |
//! | `series.rs` | the monthly series of a replication by regime, arm and group |
//! | `effects.rs`, `ratio.rs` | paired differences with intervals; cost per firm and job-year kept |
//! | `recipients.rs` | those who got a policy, alive, employing and short of cash in both arms: over replications |
//! | `fates.rs` | saved, only delayed, safe anyway, lost anyway, hastened, harmed: over replications |
//! | `resilience.rs` | depth, recovery, area lost, scar against the path without shocks |
//! | `shapley/` | the share of each policy in what a package does |
//! | `verdict.rs` | a number with its interval, what may be said of it |
//! | `findings.rs`, `said.rs` | in words: first what holds in every regime, then a sentence or two an arm |
//! | `experiment.rs` | a comparison as an experiment: folder, resumption, tables |

pub mod arm;
pub mod arms;
pub mod effects;
mod experiment;
pub mod fates;
pub mod follow;
pub mod ratio;
pub mod recipients;
pub mod resilience;
mod series;
pub mod shapley;
pub mod simulate;
pub mod tables;

use crate::error::Result;
use crate::experiment::simulator::Simulator;
use crate::experiment::{Outcome, RunOptions, carry_out, carry_out_again};
use crate::files::entries::ComparisonEntry;
use crate::files::manifest::Manifest;
use arms::Arms;
use experiment::Comparison;
use std::path::Path;

/// Firm-months that a comparison simulates: the burn-ins, and all replications in all regimes; the most where
/// their number is open.
pub fn firm_months(arms: &Arms) -> f64 {
    let (comparison, scenario) = (Comparison::new(arms), &arms.base.scenario);
    let runs = f64::from(scenario.replications) * arms.regimes.len() as f64;
    let burn_in = f64::from(comparison.burn_in_months(scenario)) * scenario.params.population.burn_in_firms;
    burn_in + runs * f64::from(comparison.replication_months(scenario)) * f64::from(scenario.firms)
}

/// Carries out a comparison into its folder, with charts and report. As with a single run, a complete folder
/// is reused and an interrupted one continued.
///
/// # Errors
/// As [`crate::experiment::run`].
pub fn run(arms: &Arms, options: &RunOptions) -> Result<Outcome> {
    let comparison = Comparison::new(arms);
    carry_out(&comparison, &comparison.loaded(), options)
}

/// Computes a finished comparison again from the copies in its folder, as [`crate::experiment::run_again`]
/// does a run.
///
/// # Errors
/// As [`crate::experiment::run_again`].
pub fn run_again(
    folder: &Path,
    manifest: &Manifest,
    recorded: &ComparisonEntry,
    options: &RunOptions,
    kept: &Path,
) -> Result<Outcome> {
    let arms = Arms::again(folder, recorded)?;
    let comparison = Comparison::new(&arms);
    carry_out_again(&comparison, &comparison.loaded(), manifest, options, kept)
}
