//! The run: burn-in, starting population, months.

use crate::economy::population::BurnedIn;
use crate::scenario::Scenario;
use crate::stats::table::RunTables;

/// Called after every month with the number of months done (burn-in and settling months count too); the run stops when it answers false.
pub type Watch<'a> = &'a (dyn Fn(u32) -> bool + Sync);

/// Months that [`burn_in`] will report.
pub fn burn_in_months(_scenario: &Scenario) -> u32 {
    0
}

/// Months that [`simulate`] will report for one replication (settling and reported months).
pub fn replication_months(scenario: &Scenario) -> u32 {
    scenario.months
}

/// Simulates the burn-in from a crude start. `None` when `watch` stopped it.
pub fn burn_in(_scenario: &Scenario, _watch: Watch) -> Option<BurnedIn> {
    Some(BurnedIn::default())
}

/// Simulates one replication. `None` when `watch` stopped it.
pub fn simulate(_scenario: &Scenario, _start: &BurnedIn, _replication: u32, _watch: Watch) -> Option<RunTables> {
    Some(RunTables::default())
}
