//! The table of policies: whom each reached, what it paid and got back.

use super::Recorder;
use crate::levers;
use crate::money::Money;
use crate::month::out::PolicyCount;
use crate::month::out::Report;
use crate::policy::Policy;
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
        // Firms of the whole country, like all levels in these tables; the eligible are those who were reached or not, to the last firm.
        let firms = |n: i64| Money::round(n as f64 * self.norms.weight).0;
        let eligible = [count.reached, count.not_aware, count.not_filed].map(firms).iter().sum::<i64>();
        let people = [
            count.reached,
            count.eligible_micro,
            count.reached_micro,
            count.not_aware,
            count.not_filed,
            count.no_budget,
            count.refused_by_lender,
        ];
        row.push(Cell::Int(eligible));
        row.extend(people.map(|n| Cell::Int(firms(n))));
        let money =
            [count.paid, count.recovered, count.lost, count.outstanding, count.deferred, count.guaranteed, count.borne, count.substituted];
        row.extend(money.map(|m| Cell::Real(self.billions(m.real()))));
        row
    }
}
