//! Rows of lending: who looks for a loan and what becomes of it.

use super::Recorder;
use crate::month::tally::{LENDING_GROUPS, Lending, Tally, lending_names};
use crate::stats::tables::lending::LendingNumbers;
use crate::table::Cell;

impl Recorder<'_> {
    /// One row a group and month.
    pub(super) fn lending(&mut self, month: &Cell, tally: &Tally) {
        let none = vec![Lending::default(); LENDING_GROUPS];
        let groups = if tally.lending.is_empty() { &none } else { &tally.lending };
        for ((dimension, group), sums) in lending_names().into_iter().zip(groups) {
            let row = self.row(LendingNumbers { scale: self.scale(), month, dimension, group, sums }.row());
            self.tables.lending.rows.push(row);
        }
    }
}
