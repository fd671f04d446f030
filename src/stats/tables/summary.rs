//! Columns of `summary.csv`: metrics of the run over replications.

use crate::stats::columns::{ARM, Column, PLAIN, REGIME, column};
use crate::stats::summary::spread::Spread;
use crate::table::Cell;

/// A metric of a group, over replications.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct SummaryNumbers<'a> {
    pub regime: &'a str,
    pub arm: &'a str,
    pub metric: &'a str,
    pub group: &'a str,
    pub unit: String,
    /// Replications that have it.
    pub replications: usize,
    pub spread: Spread,
}

impl SummaryNumbers<'_> {
    fn error(&self, which: usize) -> Cell {
        Cell::maybe(self.spread.error.map(|error| error[which]))
    }
}

/// All columns.
pub const COLUMNS: &[Column<fn(&SummaryNumbers) -> Cell>] = &[
    column("regime", PLAIN, REGIME, |s| s.regime.into()),
    column("arm", PLAIN, ARM, |s| s.arm.into()),
    column("metric", PLAIN, "name of the metric; the list is below", |s| s.metric.into()),
    column(
        "group",
        PLAIN,
        "all, or one size (size=micro), sector (sector=construction) or cause (cause=illiquid)",
        |s| s.group.into(),
    ),
    column("unit", PLAIN, "unit of the metric", |s| s.unit.as_str().into()),
    column(
        "replications",
        PLAIN,
        "replications that have it: a rate of a group that had no firm at the start is none, not zero",
        |s| Cell::Int(s.replications as i64),
    ),
    column("mean", PLAIN, "mean over replications", |s| Cell::Real(s.spread.mean)),
    column("sd", PLAIN, "standard deviation over replications", |s| s.error(0)),
    column(
        "monte_carlo_error",
        PLAIN,
        "sd over the root of the number of replications: what more replications would still move",
        |s| s.error(1),
    ),
    column("lower", PLAIN, "lower end of the 95% t-interval of the mean", |s| s.error(2)),
    column("upper", PLAIN, "upper end of the 95% t-interval of the mean", |s| s.error(3)),
    column("p10", PLAIN, "tenth percentile of replications", |s| Cell::Real(s.spread.quantiles[0])),
    column("p50", PLAIN, "median of replications", |s| Cell::Real(s.spread.quantiles[1])),
    column("p90", PLAIN, "ninetieth percentile of replications", |s| Cell::Real(s.spread.quantiles[2])),
];
