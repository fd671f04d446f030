//! What an experiment needs of a simulation. Tests put a small one in its place.

use crate::error::Result;
use crate::experiment::parts::{self, Done, Part, table_of};
use crate::files::manifest::Manifest;
use crate::month::model::Scenario;
use crate::simulation;
use crate::simulation::population::BurnedIn;
use crate::simulation::{BurnInInput, Watch};
use crate::stats::columns::Described;
use crate::stats::run_tables::RunTables;
use crate::stats::summary::Summary;
use crate::stats::tables::described_columns;
use crate::table::Table;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::Path;

/// The values, one a replication, of a regime and arm whose interval counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Measured {
    pub regime: String,
    pub arm: String,
    pub values: Vec<f64>,
}

/// A simulation, and what is made of a finished folder.
pub(crate) trait Simulator: Sync {
    /// What all replications start from.
    type Start: Send + Sync;
    /// Everything that the start depends on: it is computed from this value alone, and kept under a hash of
    /// its debug form, which must list all of it.
    type Input: Debug + Sync;
    /// What the start of a scenario depends on.
    fn input(&self, scenario: &Scenario) -> Self::Input;
    /// Months that the burn-in reports.
    fn burn_in_months(&self, scenario: &Scenario) -> u32;
    /// Months that a replication reports.
    fn replication_months(&self, scenario: &Scenario) -> u32;
    /// The start, when there is nothing to burn in.
    fn ready(&self) -> Option<Self::Start> {
        None
    }
    /// The start; `None` when stopped. Without `self`: nothing but the input can be reached.
    fn burn_in(input: &Self::Input, watch: Watch) -> Option<Self::Start>;
    /// The start as bytes.
    fn encode(&self, start: &Self::Start) -> Vec<u8>;
    /// The start from bytes; `None` when they are not whole.
    fn decode(&self, bytes: &[u8]) -> Option<Self::Start>;
    /// One replication; `None` when stopped.
    fn simulate(
        &self,
        scenario: &Scenario,
        start: &Self::Start,
        replication: u32,
        watch: Watch,
    ) -> Option<RunTables>;
    /// Adds to the manifest what only the simulation knows.
    fn describe(&self, _manifest: &mut Manifest) {}
    /// States in memory at a time for one replication.
    fn copies(&self) -> u32 {
        1
    }
    /// Tables made of all replications, beside survival and summary: file name and table, columns as the
    /// model names them.
    fn tables(&self, _folder: &Path, _done: &Done) -> Result<Vec<(&'static str, Table)>> {
        Ok(Vec::new())
    }
    /// What readers read about the columns of all files.
    fn described(&self) -> Vec<(&'static str, Vec<Described>)> {
        described_columns()
    }
    /// The runs that make so many replications, of each regime.
    fn runs(&self, each: u32) -> Vec<u32> {
        (0..each).collect()
    }
    /// The values of a metric over these parts, whose half-width may have to be met.
    fn measure(
        &self,
        scenario: &Scenario,
        folder: &Path,
        parts: &BTreeMap<u32, Part>,
        metric: &str,
    ) -> Result<Vec<Measured>> {
        let mut summary = Summary::default();
        for (run, part) in parts {
            if let Some(monthly) =
                table_of(&parts::path(folder, *run), part, "monthly.csv", &scenario.economy.currency_unit)?
            {
                summary.add(&monthly, &[]);
            }
        }
        let one = |(regime, arm, values): (&str, &str, &[f64])| Measured {
            regime: regime.to_string(),
            arm: arm.to_string(),
            values: values.to_vec(),
        };
        Ok(summary.whole(metric).into_iter().map(one).collect())
    }
    /// Makes charts, report and tables for papers of a folder whose results are there; answers the names of those
    /// tables.
    fn present(&self, folder: &Path) -> Result<Vec<String>>;
}

/// The model itself.
pub(crate) struct Model;

impl Simulator for Model {
    type Start = BurnedIn;
    type Input = BurnInInput;
    fn input(&self, scenario: &Scenario) -> BurnInInput {
        BurnInInput::of(scenario)
    }
    fn burn_in_months(&self, scenario: &Scenario) -> u32 {
        self.input(scenario).months()
    }
    fn replication_months(&self, scenario: &Scenario) -> u32 {
        simulation::replication_months(scenario)
    }
    fn burn_in(input: &BurnInInput, watch: Watch) -> Option<BurnedIn> {
        input.burn_in(watch)
    }
    fn encode(&self, start: &BurnedIn) -> Vec<u8> {
        start.to_bytes()
    }
    fn decode(&self, bytes: &[u8]) -> Option<BurnedIn> {
        BurnedIn::from_bytes(bytes)
    }
    fn simulate(
        &self,
        scenario: &Scenario,
        start: &BurnedIn,
        replication: u32,
        watch: Watch,
    ) -> Option<RunTables> {
        simulation::simulate(scenario, start, replication, watch)
    }
    fn present(&self, folder: &Path) -> Result<Vec<String>> {
        draw_and_report(folder)
    }
}

/// Charts, then the report, then the tables for papers, of a folder whose results and manifest are there. All can be
/// made again from an old folder. Answers the names of the tables for papers.
///
/// # Errors
/// A file that can't be read or written.
pub fn draw_and_report(folder: &Path) -> Result<Vec<String>> {
    crate::charts::draw(folder)?;
    crate::report::write(folder)?;
    crate::headline::present(folder)
}
