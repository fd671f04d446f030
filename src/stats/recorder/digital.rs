//! Rows of digital levels and clusters.

use super::Recorder;
use crate::month::model::Scenario;
use crate::month::tally::Tally;
use crate::stats::columns::DIGITAL_COLUMNS;
use crate::stats::digital;
use crate::stats::table::Table;
use crate::units::Month;

/// The empty table; without columns where no policy is about levels or clusters, and then no file is written.
pub(super) fn table(scenario: &Scenario) -> Table {
    if !crate::month::tally::digital::told(scenario) {
        return Table::default();
    }
    Table::new(["regime", "arm", "replication"].into_iter().chain(DIGITAL_COLUMNS.iter().map(|series| series.name)))
}

impl Recorder<'_> {
    /// Records the levels at the end of a month.
    pub(super) fn digital(&mut self, now: Month, tally: &Tally) {
        if self.tables.digital.columns.is_empty() {
            return;
        }
        for cells in digital::rows(&tally.digital, &self.scenario.economy, now, self.norms.weight) {
            let mut row = self.head();
            row.extend(cells);
            self.tables.digital.rows.push(row);
        }
    }
}
