//! The table of policies: whom each reached, what it paid and got back.

use super::Recorder;
use crate::levers;
use crate::money::Money;
use crate::month::Report;
use crate::month::out::PolicyCount;
use crate::scenario::Policy;
use crate::stats::table::Cell;
use crate::units::Month;

impl Recorder<'_> {
    /// One row a policy.
    pub(super) fn policies(&mut self, month: Month, report: &Report) {
        for (policy, count) in self.scenario.policies.iter().zip(&report.policies) {
            let row = self.policy_row(Cell::Text(month.to_string()), policy, count);
            self.tables.policies.rows.push(row);
        }
    }

    /// What one policy did in a month.
    pub(super) fn policy_row(&self, month: Cell, policy: &Policy, count: &PolicyCount) -> Vec<Cell> {
        let mut row = self.head();
        row.extend([month, Cell::Text(policy.name.clone()), Cell::Text(levers::ALL[policy.lever].kind().into())]);
        let people = [
            count.eligible,
            count.reached,
            count.eligible_micro,
            count.reached_micro,
            count.not_aware,
            count.not_filed,
            count.no_budget,
            count.refused_by_lender,
        ];
        // Firms of the whole country, like all levels in these tables.
        row.extend(people.map(|n| Cell::Int(Money::round(n as f64 * self.norms.weight).0)));
        let money =
            [count.paid, count.recovered, count.lost, count.outstanding, count.deferred, count.guaranteed, count.borne, count.substituted];
        row.extend(money.map(|m| Cell::Real(self.billions(m.real()))));
        row
    }
}
