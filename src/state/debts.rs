//! What few firms have, and keep beside the columns: unpaid and deferred obligations, outside equity, loans
//! that a policy let a bank dare.

use crate::money::Money;
use crate::state::slots::BLOCK;
use serde::{Deserialize, Serialize};

/// Overdue obligations of a firm by creditor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Arrears {
    /// Owed to staff.
    pub wages: Money,
    /// Owed to the treasury: taxes and contributions.
    pub taxes: Money,
    /// Owed to landlords.
    pub rent: Money,
    /// Owed to the bank: interest.
    pub interest: Money,
}

impl Arrears {
    /// All of them.
    #[inline]
    pub fn total(&self) -> Money {
        self.wages + self.taxes + self.rent + self.interest
    }
}

/// Deferred obligations by a policy.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deferral {
    /// Slot of the firm.
    pub slot: u16,
    /// The policy.
    pub policy: u16,
    /// Month in which the sum falls due.
    pub due: i32,
    /// The sum, owed to the treasury.
    pub amount: Money,
    /// It may be forgiven in that month.
    pub promise: Option<Promise>,
}

/// Outside equity in a firm.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stake {
    /// Slot of the firm.
    pub slot: u16,
    /// The policy.
    pub policy: u16,
    /// Of what was put in, what is not yet spent.
    pub left: Money,
    /// What is spent in a month.
    pub monthly: Money,
    /// The part of the firm that a public fund holds.
    pub share: f32,
    /// Sales that spending brings over what the same capital brings in the mean firm.
    pub success: f32,
    /// Month in which the fund sells; zero for never.
    pub until: i32,
}

/// On what a debt is forgiven.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Promise {
    /// People that must be there.
    pub staff: u32,
    /// Months until it falls due if they are not.
    pub repay: i32,
    /// Share of a month's pay that owners count as borne by others until then.
    pub borne: f32,
}

/// Slots of a block, a bit each: a phase asks here before it searches a table in which few firms stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Slots([u64; BLOCK / 64]);

impl FromIterator<u16> for Slots {
    fn from_iter<I: IntoIterator<Item = u16>>(slots: I) -> Slots {
        let mut bits = Slots::default();
        slots.into_iter().map(usize::from).for_each(|i| bits.0[i / 64] |= 1 << (i % 64));
        bits
    }
}

impl Slots {
    /// Whether a slot is among them.
    #[inline]
    pub fn has(&self, i: usize) -> bool {
        self.0[i / 64] >> (i % 64) & 1 != 0
    }
    /// Puts a slot among them; says whether it is new there.
    #[inline]
    pub fn put(&mut self, i: usize) -> bool {
        let new = !self.has(i);
        self.0[i / 64] |= 1 << (i % 64);
        new
    }
    /// Takes a slot out.
    pub fn take(&mut self, i: usize) {
        self.0[i / 64] &= !(1 << (i % 64));
    }
    /// How many there are.
    pub fn count(&self) -> u32 {
        self.0.iter().map(|bits| bits.count_ones()).sum()
    }
}

/// A loan that a bank made because a policy let it dare.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dared {
    /// The policy.
    pub policy: u16,
    /// The sum.
    pub amount: Money,
    /// Share of what is lost of it that the state bears.
    pub loss_share: f64,
}
