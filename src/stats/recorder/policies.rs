//! Rows of policies: whom each reached, what it paid and got back.

use super::Recorder;
use crate::month::out::PolicyCount;
use crate::month::out::Report;
use crate::policy::Policy;
use crate::stats::tables::policies::PolicyNumbers;
use crate::table::Cell;

impl Recorder<'_> {
    /// One row a policy.
    pub(super) fn policies(&mut self, month: &Cell, report: &Report) {
        for (policy, count) in self.scenario.policies.iter().zip(&report.policies) {
            let row = self.policy_row(month, policy, count);
            self.tables.policies.rows.push(row);
        }
    }

    /// What one policy did in a month.
    pub(super) fn policy_row(&self, month: &Cell, policy: &Policy, count: &PolicyCount) -> Vec<Cell> {
        self.row(PolicyNumbers { scale: self.scale(), month, policy, count }.row())
    }
}
