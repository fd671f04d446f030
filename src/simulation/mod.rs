//! The run: burn-in, starting population, settling, reported months.
//!
//! The program does the following for each replication, and writes the tables into files:
//!
//! ```
//! use tideover::scenario::{Overrides, load};
//! use tideover::simulation::{BurnInInput, simulate};
//!
//! // A scenario, made so small that it takes a second. Its numbers mean nothing then.
//! let small = ["scenario.months=3", "scenario.firms=300"];
//! let short = ["parameters.population.burn_in_years=1", "parameters.population.burn_in_firms=1000"];
//! let set = small.iter().chain(&short).map(|text| text.to_string()).collect();
//! let path = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/baseline.toml");
//! let loaded = load(&[path.into()], &Overrides { set, ..Overrides::default() })?;
//!
//! // The population that replications start from, and the first replication. Both go on while the function says true.
//! let start = BurnInInput::of(&loaded.scenario).burn_in(&|_| true).expect("nothing stops it");
//! let tables = simulate(&loaded.scenario, &start, 0, &|_| true).expect("nothing stops it");
//!
//! // One column of `monthly.csv`.
//! let at = tables.monthly.columns.iter().position(|name| name == "jobs_million").expect("a column");
//! let jobs: Vec<f64> = tables.monthly.rows.iter().map(|row| row[at].real()).collect();
//! assert_eq!(jobs.len(), 3);
//! assert!(jobs.iter().all(|jobs| *jobs > 0.0));
//! # Ok::<(), tideover::error::Error>(())
//! ```

pub mod burn_in;
pub mod fork;
pub mod initial_balances;
pub mod months;
pub mod population;
mod run;
pub mod split;

pub use burn_in::{BurnInInput, burn_in};
pub use months::{BASE_ARM, Watch, last_month, replication_months, settling_months};
pub use run::Run;

use crate::month::model::Scenario;
use crate::stats::run_tables::RunTables;
use population::BurnedIn;
use split::{Origin, finish};

/// Simulates one replication. `None` when `watch` stopped it.
pub fn simulate(scenario: &Scenario, start: &BurnedIn, replication: u32, watch: Watch) -> Option<RunTables> {
    finish(scenario, Origin::Start(start), replication, watch)
}
