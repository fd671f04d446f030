//! Months and firms of a replication: how many settle before the reported ones, and the norms they are held
//! against.

use crate::economy::norms::Norms;
use crate::math;
use crate::month::model::Scenario;
use crate::month::params::Params;
use crate::units::Month;

/// Called after every month with the number of months done (burn-in and settling months count too); the run
/// stops when it answers false.
pub type Watch<'a> = &'a (dyn Fn(u32) -> bool + Sync);

/// Name of the only arm of a single run.
pub const BASE_ARM: &str = "base";

/// Months before the reported ones in each replication.
pub fn settling_months(scenario: &Scenario) -> u32 {
    scenario.params.population.settle_months as u32
}

/// Months that a run will report for one replication (settling and reported months).
pub fn replication_months(scenario: &Scenario) -> u32 {
    settling_months(scenario) + scenario.months
}

/// Firms with which a stock starts that has `firms` after so many months: fewer where it grows.
pub fn firms_before(params: &Params, firms: f64, months: u32) -> u32 {
    let grown = math::pow(1.0 + params.entry.growth, f64::from(months) / 12.0);
    (firms / grown).max(1.0) as u32
}

/// Firms with which the settling months begin.
pub fn settling_firms(scenario: &Scenario) -> u32 {
    firms_before(&scenario.params, f64::from(scenario.firms), settling_months(scenario))
}

/// The norms of a replication, before founding adapts demand to its firms.
pub fn norms(scenario: &Scenario) -> Norms {
    // The frame is that of the first reported month, when a stock that grows has the firms asked for.
    let weight = scenario.economy.frame.firms / f64::from(scenario.firms);
    Norms {
        weight,
        ..crate::month::norms::of(&scenario.economy, &scenario.params, f64::from(settling_firms(scenario)))
    }
}

/// The last month of a scenario.
pub fn last_month(scenario: &Scenario) -> Month {
    scenario.start.plus(scenario.months as i32 - 1)
}
