//! Post of small firms to large firms.

use crate::money::Money;

/// What small firms post to a large firm.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Inbox {
    /// Round 2: sales that small firms mean to make to it.
    pub wanted: Money,
    /// Round 2: invoices to it.
    pub invoiced: Money,
    /// Round 2: invoices to it that are lost.
    pub lost: Money,
    /// Round 4: payments by it.
    pub paid: Money,
    /// Round 4: interest on what it owes for longer than a rule allows.
    pub late_interest: Money,
    /// Round 4: invoices moved to the settlement accounts.
    pub novated: Money,
    /// Round 4: claims on it at the end of the month.
    pub claimed: Money,
}

impl Inbox {
    /// Adds another.
    pub(super) fn add(&mut self, other: &Inbox) {
        self.wanted += other.wanted;
        self.invoiced += other.invoiced;
        self.lost += other.lost;
        self.paid += other.paid;
        self.late_interest += other.late_interest;
        self.novated += other.novated;
        self.claimed += other.claimed;
    }
}
