//! The output tables, a file for each: the context of a row, and one list of columns, each with the function
//! that computes it from the context.

// A list of columns is a list of functions of the table's numbers: that type is long and says what it is.
#![allow(clippy::type_complexity)]

pub mod digital;
mod ecology;
pub mod environment;
pub mod exposure;
pub mod factors;
pub mod fidelity;
pub mod groups;
pub mod ladder;
pub mod ledger;
pub mod lending;
pub mod monthly;
mod national;
mod strengths;
mod numbers;
pub mod policies;
pub mod scale;
pub mod scorecard;
pub mod summary;
pub mod survival;
pub mod trace;

use super::columns::{Described, described};

/// The name that stands for all files by group in [`described_columns`].
pub const BY_GROUP: &str = "monthly_by_GROUP.csv";

/// What readers read about the columns of each file, keys left out.
pub fn described_columns() -> Vec<(&'static str, Vec<Described>)> {
    vec![
        ("monthly.csv", described(monthly::COLUMNS)),
        (BY_GROUP, described(groups::COLUMNS)),
        ("policies.csv", described(policies::COLUMNS)),
        ("ledger.csv", described(ledger::COLUMNS)),
        ("lending.csv", described(lending::COLUMNS)),
        ("trace.csv", described(trace::COLUMNS)),
        ("trace_balances.csv", described(trace::BALANCES)),
        ("fidelity.csv", described(fidelity::COLUMNS)),
        ("scorecard.csv", described(scorecard::COLUMNS)),
        ("environment.csv", described(environment::COLUMNS)),
        ("ladder.csv", described(ladder::COLUMNS)),
        ("digital.csv", described(digital::COLUMNS)),
        ("survival.csv", described(survival::COLUMNS)),
        ("resilience_factors.csv", described(factors::COLUMNS)),
        ("summary.csv", described(summary::COLUMNS)),
    ]
}
