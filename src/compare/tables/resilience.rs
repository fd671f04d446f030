//! Columns of `resilience.csv`: depth, recovery and scar of each arm.

use super::MONTE_CARLO_ERROR;
use crate::stats::columns::{ARM, Column, PLAIN, REGIME, column};
use crate::table::Cell;

/// A measure of a series over replications; `None` where it was not reached or has no interval.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct ResilienceNumbers<'a> {
    pub regime: &'a str,
    pub arm: &'a str,
    pub series: &'a str,
    pub measure: &'a str,
    pub unit: &'a str,
    pub replications: usize,
    pub reached_in: usize,
    pub mean: Option<f64>,
    /// Standard deviation, Monte Carlo error, ends of the interval.
    pub error: Option<[f64; 4]>,
}

/// All columns.
pub const COLUMNS: &[Column<fn(&ResilienceNumbers) -> Cell>] = &[
    column("regime", PLAIN, REGIME, |r| r.regime.into()),
    column("arm", PLAIN, ARM, |r| r.arm.into()),
    column("series", PLAIN, "series of monthly.csv that is held against the arm without shocks", |r| {
        r.series.into()
    }),
    column(
        "measure",
        PLAIN,
        "depth: largest shortfall; depth_month: its month, counted from one; months_to_95_percent, months_to_99_percent: month from \
         which the series is back at that level after its lowest point, zero when it never was below; area_lost: shortfalls \
         summed over months; scar_at_end: shortfall in the last month",
        |r| r.measure.into(),
    ),
    column("unit", PLAIN, "unit of the measure", |r| r.unit.into()),
    column("replications", PLAIN, "replications behind the row", |r| Cell::Int(r.replications as i64)),
    column(
        "reached_in",
        PLAIN,
        "replications in which it was reached; mean and interval are of these alone",
        |r| Cell::Int(r.reached_in as i64),
    ),
    column("mean", PLAIN, "mean over replications", |r| Cell::maybe(r.mean)),
    column("sd", PLAIN, "standard deviation over replications", |r| Cell::maybe(r.error.map(|e| e[0]))),
    column("monte_carlo_error", PLAIN, MONTE_CARLO_ERROR, |r| Cell::maybe(r.error.map(|e| e[1]))),
    column("lower", PLAIN, "lower end of the 95% t-interval of the mean", |r| {
        Cell::maybe(r.error.map(|e| e[2]))
    }),
    column("upper", PLAIN, "upper end of the 95% t-interval of the mean", |r| {
        Cell::maybe(r.error.map(|e| e[3]))
    }),
];
