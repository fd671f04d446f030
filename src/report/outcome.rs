//! What a policy did: one arm of a comparison in one regime at one horizon, in numbers.

use crate::report::verdict::{Number, Verdict};
use std::collections::BTreeMap;

/// One arm in one regime at one horizon.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Behaviour regime.
    pub regime: String,
    /// Arm.
    pub arm: String,
    /// Months after the fork.
    pub horizon: i64,
    /// Effects on the whole economy by metric; `deadweight` is the share of money that went to firms alive
    /// either way.
    pub numbers: BTreeMap<String, Number>,
    /// Share of what was deferred or guaranteed that stood with firms alive either way; none where nothing
    /// was.
    pub behind_safe: Option<f64>,
    /// Simulated firms whose fate differs from that in the base, all replications together.
    pub differ: i64,
    /// Simulated firms that were followed, all replications together.
    pub followed: i64,
}

impl Row {
    /// What may be said of a metric.
    pub fn verdict(&self, metric: &str) -> Option<Verdict> {
        self.numbers.get(metric).map(Number::verdict)
    }
    /// The share of the money that went to firms alive either way, where any was paid out or waived. Sums
    /// that are called from a guarantee are none: they go to the creditors of firms that closed.
    pub fn deadweight(&self) -> Option<f64> {
        let paid = self.numbers.get("outlay").is_none_or(|outlay| outlay.value > 0.0);
        self.numbers.get("deadweight").filter(|_| paid).map(|share| share.value)
    }
    /// The price of a job-year of the whole country, where there is one: both what was paid and what was kept
    /// exceed zero beyond chance.
    pub fn price(&self) -> Option<Number> {
        self.ratio("cost_per_job_year", "national_job_years")
    }
    /// The same of job-years in small and medium firms alone.
    pub fn price_in_small_firms(&self) -> Option<Number> {
        self.ratio("cost_per_sme_job_year", "job_years")
    }
    fn ratio(&self, name: &str, kept: &str) -> Option<Number> {
        let more = |metric: &str| self.verdict(metric) == Some(Verdict::More);
        let price = self.numbers.get(name).filter(|price| price.bounds.is_some());
        price.filter(|_| more("public_cost") && more(kept)).copied()
    }
}
