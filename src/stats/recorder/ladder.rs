//! Rows of the ladder of specialised firms.

use super::Recorder;
use crate::levers;
use crate::month::model::Scenario;
use crate::month::tally::Tally;
use crate::stats::tables::ladder;
use crate::table::Table;
use crate::units::Month;

/// The empty table; without columns where no policy has a ladder, and then no file is written.
pub(super) fn table(scenario: &Scenario) -> Table {
    if !scenario.policies.iter().any(|policy| levers::ALL[policy.lever].kind() == "cultivation_ladder") {
        return Table::default();
    }
    super::table(&[], ladder::COLUMNS)
}

impl Recorder<'_> {
    /// Records the tiers at the end of a month.
    pub(super) fn ladder(&mut self, now: Month, tally: &Tally) {
        if self.tables.ladder.columns.is_empty() {
            return;
        }
        for cells in ladder::rows(tally, &self.scenario.economy, now, self.norms.weight) {
            let row = self.row(cells);
            self.tables.ladder.rows.push(row);
        }
    }
}
