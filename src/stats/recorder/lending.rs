//! The table of lending: who looks for a loan and what becomes of it.

use super::{Recorder, round};
use crate::month::tally::{LENDING_GROUPS, Lending, Refusal, Tally, lending_names};
use crate::stats::table::Cell;
use crate::units::Month;

impl Recorder<'_> {
    /// One row a group and month.
    pub(super) fn lending(&mut self, month: Month, tally: &Tally) {
        let none = vec![Lending::default(); LENDING_GROUPS];
        let groups = if tally.lending.is_empty() { &none } else { &tally.lending };
        for ((dimension, name), sums) in lending_names().into_iter().zip(groups) {
            let mut row = self.head();
            row.extend([month.to_string(), dimension.to_string(), name.to_string()].map(Cell::Text));
            row.extend([sums.applications, sums.grants, sums.refusals].map(|count| Cell::Real(self.thousands(count))));
            let refused = [Refusal::Risk, Refusal::Access, Refusal::Price, Refusal::Capacity].map(|why| sums.refused[why as usize]);
            let money = [sums.applied, sums.granted].into_iter().chain(refused);
            row.extend(money.map(|minor| Cell::Real(self.billions(minor))));
            let mean = |part: f64, whole: f64| if whole > 0.0 { Cell::Real(round(part / whole)) } else { Cell::Empty };
            row.push(mean(sums.rate, sums.granted));
            row.push(mean(sums.default_applied, sums.applied));
            row.push(mean(sums.default_granted, sums.granted));
            self.tables.lending.rows.push(row);
        }
    }
}
