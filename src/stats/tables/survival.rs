//! Columns of `survival.csv`: Kaplan–Meier survival of firms by group.

use crate::stats::columns::{ARM, Column, PLAIN, REGIME, column};
use crate::stats::survival::Point;
use crate::table::Cell;

/// A month of the curve of a group.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct SurvivalNumbers<'a> {
    pub regime: &'a str,
    pub arm: &'a str,
    pub clock: &'a str,
    pub dimension: &'a str,
    pub group: &'a str,
    pub point: Point,
}

/// All columns.
pub const COLUMNS: &[Column<fn(&SurvivalNumbers) -> Cell>] = &[
    column("regime", PLAIN, REGIME, |s| s.regime.into()),
    column("arm", PLAIN, ARM, |s| s.arm.into()),
    column(
        "clock",
        PLAIN,
        "since_start: months since the first month, all firms alive then; age: age of the firm in months, firms join late",
        |s| s.clock.into(),
    ),
    column("dimension", PLAIN, "what firms are grouped by", |s| s.dimension.into()),
    column("group", PLAIN, "the group", |s| s.group.into()),
    column(
        "month",
        PLAIN,
        "months completed on the clock at the end of this month; at month 0 survival is one",
        |s| Cell::Int(s.point.month + 1),
    ),
    column(
        "at_risk",
        PLAIN,
        "simulated firms alive and observed at the beginning of the month, all replications",
        |s| Cell::Int(s.point.at_risk),
    ),
    column("exits", PLAIN, "of these, firms that closed in the month", |s| Cell::Int(s.point.exits)),
    column(
        "survival",
        PLAIN,
        "share alive at the end of the month: product of 1 - exits/at_risk over the months so far",
        |s| Cell::Real(s.point.survival),
    ),
    column("standard_error", PLAIN, "Greenwood's standard error of survival, for the pooled firms", |s| {
        Cell::maybe(s.point.standard_error)
    }),
    column("hazard", PLAIN, "exits over at_risk: the chance to close in the month", |s| {
        Cell::Real(s.point.hazard)
    }),
    column("lower", PLAIN, "lower end of the 95% interval, log-log scale", |s| Cell::maybe(s.point.lower)),
    column("upper", PLAIN, "upper end of the 95% interval, log-log scale", |s| Cell::maybe(s.point.upper)),
];
