//! Columns of `coalitions_by_replication.csv`: what coalitions of policies came to in one replication.

use super::HORIZON;
use crate::stats::columns::{ARM, Column, PLAIN, REGIME, REPLICATION, column};
use crate::table::Cell;

/// What a coalition came to.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct CoalitionNumbers<'a> {
    pub regime: &'a str,
    pub arm: &'a str,
    pub replication: u32,
    pub coalition: String,
    pub horizon: u16,
    pub metric: &'a str,
    pub value: f64,
}

/// All columns.
pub const COLUMNS: &[Column<fn(&CoalitionNumbers) -> Cell>] = &[
    column("regime", PLAIN, REGIME, |c| c.regime.into()),
    column("arm", PLAIN, ARM, |c| c.arm.into()),
    column("replication", PLAIN, REPLICATION, |c| Cell::Int(i64::from(c.replication))),
    column(
        "coalition",
        PLAIN,
        "the policies in force, by their numbers in the scenario from one (1+3), none without any",
        |c| c.coalition.as_str().into(),
    ),
    column("horizon_months", PLAIN, HORIZON, |c| Cell::Int(i64::from(c.horizon))),
    column("metric", PLAIN, "what is shared out, as in shapley.csv", |c| c.metric.into()),
    column("value", PLAIN, "what the economy came to with these policies", |c| Cell::Real(c.value)),
];
