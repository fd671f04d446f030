//! Rare balances, kept apart from the columns: arrears by creditor, deferred obligations, informal loans,
//! grants received, estates.

use super::debts::{Arrears, Dared, Deferral, Slots, Stake};
use super::estates::{Estate, Linked};
use super::grants::Grants;
use super::receipts::Receipts;
use crate::money::Money;
use crate::state::slots::BLOCK;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The side tables of a block.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Side {
    /// Arrears, for firms that have any, by slot.
    arrears: BTreeMap<u16, Arrears>,
    /// Which slots have any, a bit each: most look-ups end here.
    owing: [u64; BLOCK / 64],
    /// Deferred obligations.
    pub deferrals: Vec<Deferral>,
    /// Informal loans, for firms that have any, by slot.
    pub informal: BTreeMap<u16, Money>,
    /// Estates of closed firms that are not yet wound up.
    pub estates: Vec<Estate>,
    /// What firms have got from policies, when a comparison asks; a checkpoint is of a single run, which does
    /// not.
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
    /// Firms that were short of cash at least once since the reported months began; see
    /// [`crate::month::count::gap`].
    pub short: Slots,
    /// Firms that have got something from a policy since then.
    pub helped: Slots,
    /// What the firms had that were there then, by slot, as bits; zero for nobody. See [`crate::stats::factors`].
    pub factors: Vec<u32>,
}

impl Side {
    /// Whether a firm has arrears.
    #[inline]
    pub fn owes(&self, i: usize) -> bool {
        self.owing[i / 64] >> (i % 64) & 1 != 0
    }
    /// The arrears of a firm.
    #[inline]
    pub fn arrears(&self, i: usize) -> Arrears {
        if self.owes(i) {
            self.arrears.get(&(i as u16)).copied().unwrap_or_default()
        } else {
            Arrears::default()
        }
    }
    /// Replaces the arrears of a firm.
    #[inline(always)]
    pub fn set_arrears(&mut self, i: usize, arrears: Arrears) {
        if self.owes(i) || !arrears.total().is_zero() {
            self.replace_arrears(i, arrears);
        }
    }
    #[inline(never)]
    fn replace_arrears(&mut self, i: usize, arrears: Arrears) {
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
    /// Pays deferred obligations that have fallen due out of what each slot has set aside for them; `report`
    /// hears of each payment.
    pub fn repay(&mut self, now: i32, set_aside: &mut [Money], mut report: impl FnMut(u16, Money)) {
        if set_aside.is_empty() {
            return;
        }
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
        let dared = self.dared.entry(i as u16).or_insert(Dared {
            policy: policy as u16,
            amount: Money::ZERO,
            loss_share,
        });
        dared.amount += amount;
    }
    /// What a firm owes to private lenders.
    #[inline]
    pub fn informal_debt(&self, i: usize) -> Money {
        if self.informal.is_empty() {
            Money::ZERO
        } else {
            self.informal.get(&(i as u16)).copied().unwrap_or_default()
        }
    }
    /// Notes that a firm got money from a policy, or had a sum deferred or guaranteed.
    #[inline]
    pub fn receive(&mut self, i: usize, policy: usize, sums: [Money; 2]) {
        if sums.iter().any(|sum| sum.0 > 0) {
            self.helped.put(i);
        }
        self.received.note(i, policy, sums);
    }
    /// What firms went through before the reported months is forgotten.
    pub fn begin(&mut self) {
        (self.short, self.helped) = Default::default();
    }
    /// Forgets a firm; gives its arrears, the sums it had deferred, by policy, and its informal loans.
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
        self.short.take(i);
        self.helped.take(i);
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
        let linked = |estate: &Estate| {
            estate.linked.capacity() * size_of::<Linked>()
                + estate.deferrals.capacity() * size_of::<Deferral>()
        };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_firms_went_through_is_forgotten_with_them() {
        let mut side = Side::default();
        side.receive(70, 0, [Money(5), Money::ZERO]);
        side.receive(71, 0, [Money::ZERO, Money(1)]);
        side.receive(72, 0, [Money::ZERO; 2]);
        // A first time counts once.
        assert!(side.short.put(70) && !side.short.put(70) && side.short.put(1023));
        assert_eq!((side.helped.count(), side.short.count()), (2, 2));
        side.forget(70);
        assert!(!side.helped.has(70) && side.helped.has(71) && !side.short.has(70));
        side.begin();
        assert_eq!((side.helped.count(), side.short.count()), (0, 0));
    }
}
