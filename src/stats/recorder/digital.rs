//! Rows of digital levels and clusters.

use super::Recorder;
use crate::month::model::Scenario;
use crate::month::tally::Tally;
use crate::stats::tables::digital;
use crate::table::Table;
use crate::units::Month;

/// The empty table; without columns where no policy is about levels or clusters, and then no file is written.
pub(super) fn table(scenario: &Scenario) -> Table {
    if !crate::month::tally::digital::counted(scenario) {
        return Table::default();
    }
    super::table(&[], digital::COLUMNS)
}

impl Recorder<'_> {
    /// Records the levels at the end of a month.
    pub(super) fn digital(&mut self, now: Month, tally: &Tally) {
        if self.tables.digital.columns.is_empty() {
            return;
        }
        for cells in digital::rows(&tally.digital, &self.scenario.economy, now, self.norms.weight) {
            let row = self.row(cells);
            self.tables.digital.rows.push(row);
        }
    }
}
