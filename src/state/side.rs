//! Rare balances, kept apart from the columns: arrears by creditor, deferred dues, informal loans, grants received, estates.

use super::block::BLOCK;
use super::estates::{Estate, Linked};
use super::grants::Grants;
use super::receipts::Receipts;
use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Unpaid dues of a firm by creditor.
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

/// Dues put off by a policy.
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
    /// Month in which the fund sells; nought for never.
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
#[derive(Clone, Copy, Debug, Default)]
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

/// The side tables of a block.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Side {
    /// Arrears, for firms that have any, by slot.
    arrears: BTreeMap<u16, Arrears>,
    /// Which slots have any, a bit each: most look-ups end here.
    owing: [u64; BLOCK / 64],
    /// Deferred dues.
    pub deferrals: Vec<Deferral>,
    /// Informal loans, for firms that have any, by slot.
    pub informal: BTreeMap<u16, Money>,
    /// Estates of closed firms that are not yet wound up.
    pub estates: Vec<Estate>,
    /// What firms have got from policies, when a comparison asks; a checkpoint is of a single run, which does not.
    #[serde(skip)]
    pub received: Receipts,
    /// Loans that banks dared to make by a policy alone, by slot.
    pub dared: BTreeMap<u16, Dared>,
    /// Month of the last grant by slot and policy.
    pub grants: Grants,
    /// People by whom the staff of firms grew last month, by slot; empty unless somebody pays for it.
    pub hired: Vec<(u16, u32)>,
    /// Outside equity, until it is spent and sold.
    pub stakes: Vec<Stake>,
}

impl Side {
    /// Whether a firm has arrears.
    #[inline]
    fn owes(&self, i: usize) -> bool {
        self.owing[i / 64] >> (i % 64) & 1 != 0
    }
    /// The arrears of a firm.
    #[inline]
    pub fn arrears(&self, i: usize) -> Arrears {
        if self.owes(i) { self.arrears.get(&(i as u16)).copied().unwrap_or_default() } else { Arrears::default() }
    }
    /// Replaces the arrears of a firm.
    #[inline]
    pub fn set_arrears(&mut self, i: usize, arrears: Arrears) {
        if arrears.total().is_zero() {
            if self.owes(i) {
                self.owing[i / 64] &= !(1 << (i % 64));
                self.arrears.remove(&(i as u16));
            }
        } else {
            self.owing[i / 64] |= 1 << (i % 64);
            self.arrears.insert(i as u16, arrears);
        }
    }
    /// Pays deferred dues that have fallen due out of what each slot has set aside for them; `report` hears of each payment.
    pub fn repay(&mut self, now: i32, set_aside: &mut [Money; BLOCK], mut report: impl FnMut(u16, Money)) {
        self.deferrals.retain_mut(|deferral| {
            let left = &mut set_aside[usize::from(deferral.slot)];
            if deferral.due > now || left.is_zero() {
                return true;
            }
            let paid = deferral.amount.min(*left);
            *left -= paid;
            deferral.amount -= paid;
            report(deferral.policy, paid);
            !deferral.amount.is_zero()
        });
        if self.deferrals.is_empty() {
            self.deferrals = Vec::new();
        }
    }
    /// Firms that owe to private lenders.
    pub fn borrowers(&self) -> Slots {
        self.informal.keys().copied().collect()
    }
    /// Notes a loan that a bank dared to make by a policy alone.
    pub fn dare(&mut self, i: usize, policy: usize, amount: Money, loss_share: f64) {
        let dared = self.dared.entry(i as u16).or_insert(Dared { policy: policy as u16, amount: Money::ZERO, loss_share });
        dared.amount += amount;
    }
    /// What a firm owes to private lenders.
    #[inline]
    pub fn informal_debt(&self, i: usize) -> Money {
        if self.informal.is_empty() { Money::ZERO } else { self.informal.get(&(i as u16)).copied().unwrap_or_default() }
    }
    /// Forgets a firm; gives its arrears, the sums it had put off, by policy, and its informal loans.
    pub fn forget(&mut self, i: usize) -> (Arrears, Vec<Deferral>, Money) {
        let slot = i as u16;
        let arrears = self.arrears(i);
        self.set_arrears(i, Arrears::default());
        let gone: Vec<Deferral> = self.deferrals.iter().filter(|d| d.slot == slot).copied().collect();
        if !gone.is_empty() {
            self.deferrals.retain(|d| d.slot != slot);
        }
        self.grants.forget(slot);
        self.hired.retain(|hired| hired.0 != slot);
        self.stakes.retain(|stake| stake.slot != slot);
        (arrears, gone, self.informal.remove(&slot).unwrap_or_default())
    }
    /// All arrears of the block, by creditor; estates owe theirs until they are wound up.
    pub fn total_arrears(&self) -> Arrears {
        let mut sum = Arrears::default();
        for arrears in self.arrears.values().chain(self.estates.iter().map(|estate| &estate.arrears)) {
            sum.wages += arrears.wages;
            sum.taxes += arrears.taxes;
            sum.rent += arrears.rent;
            sum.interest += arrears.interest;
        }
        sum
    }
    /// Bytes in use.
    pub fn bytes(&self) -> usize {
        let linked = |estate: &Estate| estate.linked.capacity() * size_of::<Linked>() + estate.deferrals.capacity() * size_of::<Deferral>();
        self.arrears.len() * (size_of::<Arrears>() + 2) * 3 / 2
            + self.deferrals.capacity() * size_of::<Deferral>()
            + self.grants.bytes()
            + self.hired.capacity() * 8
            + self.stakes.capacity() * size_of::<Stake>()
            + self.informal.len() * 15
            + self.dared.len() * (size_of::<Dared>() + 2) * 3 / 2
            + self.received.bytes()
            + self.estates.capacity() * size_of::<Estate>()
            + self.estates.iter().map(linked).sum::<usize>()
    }
}
