//! Columns of `shapley.csv`: the share of each policy in what a package does.

use super::{HORIZON, MONTE_CARLO_ERROR};
use crate::stats::columns::{ARM, Column, PLAIN, REGIME, column};
use crate::table::Cell;

/// A policy's share; `None` where there is no number.
#[derive(Debug, Default)]
#[allow(missing_docs)]
pub struct ShareNumbers<'a> {
    pub regime: &'a str,
    pub arm: &'a str,
    pub policy: &'a str,
    pub horizon: i64,
    pub metric: &'a str,
    pub unit: String,
    pub orders: usize,
    pub replications: usize,
    pub share: f64,
    pub sd: Option<f64>,
    pub monte_carlo_error: Option<f64>,
    pub order_error: f64,
    /// Ends of the interval.
    pub bounds: Option<[f64; 2]>,
    pub package: f64,
    pub share_of_package: Option<f64>,
}

/// All columns.
pub const COLUMNS: &[Column<fn(&ShareNumbers) -> Cell>] = &[
    column("regime", PLAIN, REGIME, |s| s.regime.into()),
    column("arm", PLAIN, ARM, |s| s.arm.into()),
    column("policy", PLAIN, "the policy, by its name in the scenario", |s| s.policy.into()),
    column("horizon_months", PLAIN, HORIZON, |s| Cell::Int(s.horizon)),
    column(
        "metric",
        PLAIN,
        "what is shared out: failures avoided, firms, jobs and job-years kept (of effects.csv, failures with the sign turned round), and \
         public cost",
        |s| s.metric.into(),
    ),
    column("unit", PLAIN, "unit of the metric", |s| s.unit.as_str().into()),
    column(
        "orders",
        PLAIN,
        "orders in which the policies were let in one by one: all of up to 5 policies, drawn pairs (an order and its reverse) of more",
        |s| Cell::Int(s.orders as i64),
    ),
    column("replications", PLAIN, "replications behind the row", |s| Cell::Int(s.replications as i64)),
    column("share", PLAIN, "mean over replications of what the policy adds, averaged over orders", |s| {
        Cell::Real(s.share)
    }),
    column("sd", PLAIN, "standard deviation of the share over replications", |s| Cell::maybe(s.sd)),
    column("monte_carlo_error", PLAIN, MONTE_CARLO_ERROR, |s| Cell::maybe(s.monte_carlo_error)),
    column(
        "order_error",
        PLAIN,
        "standard error from drawing orders: by the spread over pairs of orders of what the policy adds; zero where all orders count",
        |s| Cell::Real(s.order_error),
    ),
    column("lower", PLAIN, "lower end of the 95% interval of the share, for both errors together", |s| {
        Cell::maybe(s.bounds.map(|[lower, _]| lower))
    }),
    column("upper", PLAIN, "upper end of the 95% interval of the share, for both errors together", |s| {
        Cell::maybe(s.bounds.map(|[_, upper]| upper))
    }),
    column(
        "package",
        PLAIN,
        "what the package does, mean over replications: the sum of the shares of its policies",
        |s| Cell::Real(s.package),
    ),
    column(
        "share_of_package",
        PLAIN,
        "share over package; above one or below zero where policies work against one another",
        |s| Cell::maybe(s.share_of_package),
    ),
];
