//! Columns of `policies.csv`: whom each policy reached, what it paid and got back, by month.

use super::scale::Scale;
use crate::levers;
use crate::money::Money;
use crate::month::out::PolicyCount;
use crate::policy::Policy;
use crate::stats::columns::{BILLION, Column, FIRMS, MONTH, PLAIN, column};
use crate::table::Cell;

/// The account of a policy in a month.
#[derive(Debug)]
pub struct PolicyNumbers<'a> {
    /// How simulated values are scaled.
    pub scale: Scale,
    /// The month, as written.
    pub month: &'a Cell,
    /// The policy.
    pub policy: &'a Policy,
    /// What it did.
    pub count: &'a PolicyCount,
}

impl PolicyNumbers<'_> {
    /// The cells of the row, in the order of [`COLUMNS`].
    pub fn row(&self) -> impl Iterator<Item = Cell> {
        COLUMNS.iter().map(|column| (column.value)(self))
    }

    /// Firms of the whole country, like all levels in these tables.
    fn of_country(&self, count: i64) -> i64 {
        Money::round(count as f64 * self.scale.weight).0
    }
    fn firms(&self, count: i64) -> Cell {
        Cell::Int(self.of_country(count))
    }
    /// The eligible are those who were reached or not, to the last firm: rounded before they are added up.
    fn eligible(&self) -> i64 {
        let PolicyCount { reached, not_aware, not_filed, .. } = *self.count;
        [reached, not_aware, not_filed].iter().map(|count| self.of_country(*count)).sum()
    }
    fn billions(&self, sum: Money) -> Cell {
        Cell::Real(self.scale.billions(sum.real()))
    }
}

/// Columns after `regime, arm, replication`.
pub const COLUMNS: &[Column<fn(&PolicyNumbers) -> Cell>] = &[
    column("month", PLAIN, MONTH, |p| p.month.clone()),
    column("policy", PLAIN, "the scenario's name of the policy", |p| Cell::Text(p.policy.name.clone())),
    column("lever", PLAIN, "its lever (`tideover levers` explains each)", |p| {
        Cell::Text(levers::ALL[p.policy.lever].kind().into())
    }),
    column(
        "eligible",
        FIRMS,
        "firms that meet its conditions this month; of a lever that acts on one due only firms that have it: of a moratorium firms in debt, of a guarantee firms that look for a loan",
        |p| Cell::Int(p.eligible()),
    ),
    column(
        "reached",
        FIRMS,
        "of these, firms that hear of it and can file; the budget or the bank may still refuse them",
        |p| p.firms(p.count.reached),
    ),
    column("eligible_micro", FIRMS, "of the eligible, micro firms", |p| p.firms(p.count.eligible_micro)),
    column("reached_micro", FIRMS, "of the reached, micro firms", |p| p.firms(p.count.reached_micro)),
    column("refused_not_aware", FIRMS, "eligible, but did not hear of it", |p| p.firms(p.count.not_aware)),
    column("refused_not_filed", FIRMS, "heard of it, but could not file", |p| p.firms(p.count.not_filed)),
    column("refused_budget", FIRMS, "reached, but the budget was spent", |p| p.firms(p.count.no_budget)),
    column("refused_lender", FIRMS, "reached, but the bank refused the loan", |p| {
        p.firms(p.count.refused_by_lender)
    }),
    column(
        "paid_out_bn",
        BILLION,
        "grants and subsidies paid in the month, with taxes and contributions that were waived, billion {unit}",
        |p| p.billions(p.count.paid),
    ),
    column(
        "recovered_bn",
        BILLION,
        "came in during the month: deferred sums paid back, guarantee fees, what public bodies save on purchases, billion {unit}",
        |p| p.billions(p.count.recovered),
    ),
    column(
        "lost_bn",
        BILLION,
        "lost for good in the month: guarantees called, deferred sums that estates could not pay, billion {unit}",
        |p| p.billions(p.count.lost),
    ),
    column(
        "deferred_bn",
        BILLION,
        "a stock: taxes deferred and not yet paid, or loans guaranteed, outstanding at the end of the month, billion {unit}",
        |p| p.billions(p.count.outstanding),
    ),
    column(
        "newly_deferred_bn",
        BILLION,
        "a flow: deferred in the month, billion {unit}; of a moratorium the interest added to loans, not the principal deferred; of rollovers the loans extended",
        |p| p.billions(p.count.deferred),
    ),
    column(
        "newly_guaranteed_bn",
        BILLION,
        "a flow: guaranteed part of loans granted in the month, billion {unit}",
        |p| p.billions(p.count.guaranteed),
    ),
    column(
        "borne_by_others_bn",
        BILLION,
        "what it cost others than the treasury in the month: banks, large firms, landlords, billion {unit}",
        |p| p.billions(p.count.borne),
    ),
    column(
        "substituted_bn",
        BILLION,
        "part of what was newly guaranteed: loans that the bank would have made without the guarantee, by its own judgement, billion {unit}",
        |p| p.billions(p.count.substituted),
    ),
];
