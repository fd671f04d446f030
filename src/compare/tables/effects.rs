//! Columns of `effects.csv`: what each arm changed against the base.

use super::{HORIZON, MONTE_CARLO_ERROR};
use crate::stats::columns::{ARM, Column, PLAIN, REGIME, column};
use crate::table::Cell;

/// An effect; `None` where there is none.
#[derive(Debug, Default)]
#[allow(missing_docs)]
pub struct EffectNumbers<'a> {
    pub regime: &'a str,
    pub arm: &'a str,
    pub horizon: i64,
    pub metric: &'a str,
    pub dimension: &'a str,
    pub group: &'a str,
    pub unit: String,
    pub replications: usize,
    pub simulated: i64,
    pub base: Option<f64>,
    pub of_arm: Option<f64>,
    pub effect: Option<f64>,
    pub sd: Option<f64>,
    pub monte_carlo_error: Option<f64>,
    /// Ends of the interval.
    pub bounds: Option<[f64; 2]>,
    pub variance_ratio: Option<f64>,
}

/// All columns.
pub const COLUMNS: &[Column<fn(&EffectNumbers) -> Cell>] = &[
    column("regime", PLAIN, REGIME, |e| e.regime.into()),
    column("arm", PLAIN, ARM, |e| e.arm.into()),
    column("horizon_months", PLAIN, HORIZON, |e| Cell::Int(e.horizon)),
    column("metric", PLAIN, "what is compared; the list is below", |e| e.metric.into()),
    column("dimension", PLAIN, "what firms are grouped by: all, sector, size, region, age, tier", |e| {
        e.dimension.into()
    }),
    column("group", PLAIN, "the group", |e| e.group.into()),
    column("unit", PLAIN, "unit of the metric", |e| e.unit.as_str().into()),
    column("replications", PLAIN, "replications in which both arms have it", |e| {
        Cell::Int(e.replications as i64)
    }),
    column(
        "simulated_firms",
        PLAIN,
        "simulated firms of the group in the base at the horizon, all replications together",
        |e| Cell::Int(e.simulated),
    ),
    column("base_mean", PLAIN, "mean over replications in the base", |e| Cell::maybe(e.base)),
    column("arm_mean", PLAIN, "mean over replications in the arm", |e| Cell::maybe(e.of_arm)),
    column(
        "effect",
        PLAIN,
        "mean over replications of arm less base; of a ratio, the ratio of the two mean effects",
        |e| Cell::maybe(e.effect),
    ),
    column("sd", PLAIN, "standard deviation of the difference over replications", |e| Cell::maybe(e.sd)),
    column("monte_carlo_error", PLAIN, MONTE_CARLO_ERROR, |e| Cell::maybe(e.monte_carlo_error)),
    column(
        "lower",
        PLAIN,
        "lower end of the 95% interval of the effect; of a ratio by Fieller, empty when what it is divided by may be zero",
        |e| Cell::maybe(e.bounds.map(|[lower, _]| lower)),
    ),
    column("upper", PLAIN, "upper end of the 95% interval of the effect", |e| {
        Cell::maybe(e.bounds.map(|[_, upper]| upper))
    }),
    column(
        "variance_ratio",
        PLAIN,
        "variance that independent draws would give the difference, over the one it has: how many times as many replications \
         it would take without common random numbers",
        |e| Cell::maybe(e.variance_ratio),
    ),
];
