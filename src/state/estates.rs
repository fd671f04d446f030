//! Estates: what closed firms left to their creditors, in a table of its own until it is shared out.

use crate::money::Money;
use crate::state::debts::{Arrears, Dared, Deferral};
use serde::{Deserialize, Serialize};

/// The claim of a supplier whose principal customer the closed firm was.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Linked {
    /// Slot of the supplier.
    pub slot: u16,
    /// Its identity: by the time the estate pays, another firm may have the slot.
    pub id: u64,
    /// Its invoices.
    pub claim: Money,
}

/// An estate: the money that a closed firm's assets brought, and its debts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estate {
    /// Identity of the closed firm.
    pub id: u64,
    /// Its sector.
    pub sector: u8,
    /// Its bank.
    pub bank: u8,
    /// Policy whose fund stood in for part of the loan, plus one; 0 for none.
    pub guarantor: u8,
    /// Every entry is written out.
    pub traced: bool,
    /// Month in which creditors are paid.
    pub due: i32,
    /// Money in hand.
    pub cash: Money,
    /// Arrears by creditor.
    pub arrears: Arrears,
    /// Deferred obligations by policies.
    pub deferrals: Vec<Deferral>,
    /// Owed to the bank.
    pub loan: Money,
    /// Owed to the guarantee fund that has paid the bank.
    pub fund: Money,
    /// Part of the loan that the bank dared to make by a policy alone.
    pub dared: Option<Dared>,
    /// Owed to private lenders.
    pub informal: Money,
    /// Owed to suppliers through the settlement accounts.
    pub payable: Money,
    /// Owed to linked suppliers.
    pub linked: Vec<Linked>,
}

impl Estate {
    /// All deferred obligations.
    pub fn deferred(&self) -> Money {
        self.deferrals.iter().map(|deferral| deferral.amount).sum()
    }
    /// Owed to linked suppliers.
    pub fn owed_to_linked(&self) -> Money {
        self.linked.iter().map(|linked| linked.claim).sum()
    }
    /// All debts.
    pub fn debts(&self) -> Money {
        self.arrears.total()
            + self.deferred()
            + self.loan
            + self.fund
            + self.informal
            + self.payable
            + self.owed_to_linked()
    }
}
