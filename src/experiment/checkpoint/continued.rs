//! The model as it goes on from a checkpoint.

use super::fits;
use super::format::Checkpoint;
use crate::error::Result;
use crate::experiment::simulator::{Simulator, draw_and_report};
use crate::month::model::Scenario;
use crate::scenario::Loaded;
use crate::simulation::split::{Origin, Saved, finish};
use crate::simulation::{Watch, last_month};
use crate::stats::run_tables::RunTables;
use std::path::Path;

/// The model, going on from a checkpoint.
pub(crate) struct Continued {
    checkpoint: Checkpoint,
    /// The scenario under which the checkpoint was simulated.
    from: Scenario,
}

impl Continued {
    /// Opens a checkpoint from which a scenario may go on.
    ///
    /// # Errors
    /// The file is not a whole checkpoint of this version, or the scenario is another in the months already
    /// simulated.
    pub fn open(file: &Path, loaded: &Loaded) -> Result<Continued> {
        let checkpoint = Checkpoint::open(file)?;
        let from = fits::check(&checkpoint, loaded)?;
        Ok(Continued { checkpoint, from })
    }

    /// The file, as opened.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// What a replication goes on from.
    ///
    /// # Panics
    /// When the file, found whole before, can no longer be read: that replication then counts as failed.
    pub fn origin(&self, replication: u32) -> Origin<'_> {
        let mut chunks = self.checkpoint.chunks(replication).unwrap_or_else(|error| panic!("{error}"));
        let saved = Saved::read(&mut || chunks.next())
            .unwrap_or_else(|| panic!("{} changed while it was read", self.checkpoint.path.display()));
        Origin::Saved(Box::new(saved), &self.from)
    }
}

impl Simulator for Continued {
    type Start = ();
    type Input = ();
    fn ready(&self) -> Option<()> {
        Some(())
    }
    fn input(&self, _scenario: &Scenario) {}
    fn burn_in_months(&self, _scenario: &Scenario) -> u32 {
        0
    }
    fn replication_months(&self, scenario: &Scenario) -> u32 {
        last_month(scenario).since(self.checkpoint.until) as u32
    }
    fn burn_in((): &(), _watch: Watch) -> Option<()> {
        Some(())
    }
    fn encode(&self, (): &()) -> Vec<u8> {
        Vec::new()
    }
    fn decode(&self, _bytes: &[u8]) -> Option<()> {
        Some(())
    }
    fn simulate(&self, scenario: &Scenario, (): &(), replication: u32, watch: Watch) -> Option<RunTables> {
        finish(scenario, self.origin(replication), replication, watch)
    }
    fn present(&self, folder: &Path) -> Result<Vec<String>> {
        draw_and_report(folder)
    }
}
