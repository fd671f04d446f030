//! Columns of `lending.csv`: who looks for a loan and what becomes of it, by group and month.

use super::scale::Scale;
use crate::month::tally::{Lending, Refusal};
use crate::stats::columns::{BILLION, Column, MONTH, PLAIN, THOUSAND, column};
use crate::table::{Cell, round};

/// The requests of a group of firms in a month.
#[derive(Debug)]
pub struct LendingNumbers<'a> {
    /// How simulated values are scaled.
    pub scale: Scale,
    /// The month, as written.
    pub month: &'a Cell,
    /// What firms are grouped by.
    pub dimension: &'a str,
    /// The group.
    pub group: &'a str,
    /// Its sums.
    pub sums: &'a Lending,
}

impl LendingNumbers<'_> {
    /// The cells of the row, in the order of [`COLUMNS`].
    pub fn row(&self) -> impl Iterator<Item = Cell> {
        COLUMNS.iter().map(|column| (column.value)(self))
    }

    fn thousands(&self, count: f64) -> Cell {
        Cell::Real(self.scale.thousands(count))
    }
    fn billions(&self, minor: f64) -> Cell {
        Cell::Real(self.scale.billions(minor))
    }
    fn refused(&self, why: Refusal) -> Cell {
        self.billions(self.sums.refused[why as usize])
    }
}

/// The mean of something weighted by money, where there is any.
fn mean(weighted: f64, money: f64) -> Cell {
    if money > 0.0 { Cell::Real(round(weighted / money)) } else { Cell::Empty }
}

/// Columns after `regime, arm, replication`.
pub const COLUMNS: &[Column<fn(&LendingNumbers) -> Cell>] = &[
    column("month", PLAIN, MONTH, |g| g.month.clone()),
    column(
        "dimension",
        PLAIN,
        "what firms that look for a loan are grouped by: all, size, age, risk (their true odds of default, not what banks see)",
        |g| Cell::Text(g.dimension.into()),
    ),
    column(
        "group",
        PLAIN,
        "the group; of risk low, middle, high: default within a year less likely than 2%, less likely than 6% (what the strictest banks accept), more likely than that",
        |g| Cell::Text(g.group.into()),
    ),
    column("applications_thousand", THOUSAND, "firms that asked for a loan", |g| {
        g.thousands(g.sums.applications)
    }),
    column("grants_thousand", THOUSAND, "firms whose request was granted", |g| g.thousands(g.sums.grants)),
    column(
        "refused_thousand",
        THOUSAND,
        "firms whose request was refused or declined, for whatever reason",
        |g| g.thousands(g.sums.refusals),
    ),
    column("applied_bn", BILLION, "loans asked for, billion {unit}", |g| g.billions(g.sums.applied)),
    column("granted_bn", BILLION, "loans granted, billion {unit}", |g| g.billions(g.sums.granted)),
    column("refused_risk_bn", BILLION, "refused because the bank does not dare, billion {unit}", |g| {
        g.refused(Refusal::Risk)
    }),
    column(
        "refused_access_bn",
        BILLION,
        "needed but not asked for, since no bank knows the firm; in no sum asked for, billion {unit}",
        |g| g.refused(Refusal::Access),
    ),
    column("refused_price_bn", BILLION, "declined because of the rate, billion {unit}", |g| {
        g.refused(Refusal::Price)
    }),
    column("refused_capacity_bn", BILLION, "refused because the bank can't lend more, billion {unit}", |g| {
        g.refused(Refusal::Capacity)
    }),
    column("loan_rate", PLAIN, "mean rate on loans granted, per year; empty without any", |g| {
        mean(g.sums.rate, g.sums.granted)
    }),
    column(
        "default_applied",
        PLAIN,
        "mean true probability of default within a year of what was asked for; empty without any",
        |g| mean(g.sums.default_applied, g.sums.applied),
    ),
    column("default_granted", PLAIN, "the same of what was granted; empty without any", |g| {
        mean(g.sums.default_granted, g.sums.granted)
    }),
];
