//! Columns of the counts of followed firms by what they had, and of `resilience_factors.csv`.

use crate::stats::columns::{Column, PLAIN, SHARE, column};
use crate::stats::factors::FACTORS;
use crate::stats::resilience::Ratio;
use crate::table::Cell;

/// Firms of one pattern, after some months.
#[derive(Clone, Copy, Debug)]
pub struct FactorCount {
    /// Months since the start.
    pub months: i64,
    /// The pattern, see [`crate::stats::factors::pattern`].
    pub pattern: i64,
    /// Firms at the start.
    pub firms: i64,
    /// Of these, closed by now.
    pub closed: i64,
}

/// The counts of a replication.
pub const COUNTS: &[Column<fn(&FactorCount) -> Cell>] = &[
    column("after_months", PLAIN, "months since the start", |n| Cell::Int(n.months)),
    column("pattern", PLAIN, "sector and factors as bits", |n| Cell::Int(n.pattern)),
    column("firms", PLAIN, "firms at the start", |n| Cell::Int(n.firms)),
    column("closed", PLAIN, "of these, closed by then", |n| Cell::Int(n.closed)),
];

/// A row of `resilience_factors.csv`.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct FactorNumbers<'a> {
    pub regime: &'a str,
    pub arm: &'a str,
    pub months: i64,
    pub ratio: Ratio,
}

impl FactorNumbers<'_> {
    fn share(&self, [firms, closed]: [f64; 2]) -> Cell {
        if firms > 0.0 { Cell::Real(closed / firms) } else { Cell::Empty }
    }
    fn of_ratio(&self, which: usize) -> Cell {
        self.ratio.ratio.map_or(Cell::Empty, |ratio| Cell::Real(ratio[which]))
    }
}

/// The columns of `resilience_factors.csv`.
pub const COLUMNS: &[Column<fn(&FactorNumbers<'_>) -> Cell>] = &[
    column("regime", PLAIN, crate::stats::columns::REGIME, |n| Cell::Text(n.regime.to_string())),
    column("arm", PLAIN, crate::stats::columns::ARM, |n| Cell::Text(n.arm.to_string())),
    column(
        "after_months",
        PLAIN,
        "months since the start, at the end of which it is seen who has closed",
        |n| Cell::Int(n.months),
    ),
    column("group", PLAIN, "kind of factor", |n| Cell::Text(FACTORS[n.ratio.factor].group.to_string())),
    column("factor", PLAIN, "what firms had when the reported months began", |n| {
        Cell::Text(FACTORS[n.ratio.factor].name.to_string())
    }),
    column("meaning", PLAIN, "which firms those are", |n| {
        Cell::Text(FACTORS[n.ratio.factor].meaning.to_string())
    }),
    column("firms_with", PLAIN, "simulated firms that had it, replications pooled", |n| {
        Cell::Int(n.ratio.with[0] as i64)
    }),
    column("closed_with", SHARE, "of these, share that has closed", |n| n.share(n.ratio.with)),
    column("closed_without", SHARE, "of all other firms, share that has closed", |n| {
        n.share(n.ratio.without)
    }),
    column(
        "hazard_ratio",
        PLAIN,
        "hazard of closing over that of firms of the same sector that are alike in all other factors; empty where too few closed",
        |n| n.of_ratio(0),
    ),
    column("hazard_ratio_lower", PLAIN, "lower end of its 95% interval, firms as independent draws", |n| {
        n.of_ratio(1)
    }),
    column("hazard_ratio_upper", PLAIN, "upper end of it", |n| n.of_ratio(2)),
];
