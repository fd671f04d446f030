//! What each firm of a block has got from each policy: kept only where a comparison asks who was helped.

use crate::money::Money;
use crate::state::slots::BLOCK;

/// Sums by firm and policy; empty, and then nothing is noted, unless asked for.
#[derive(Clone, Debug, Default)]
pub struct Receipts {
    /// `sums[policy * BLOCK + slot]`: money paid or waived, with what the fund lost on the firm; sums
    /// deferred or guaranteed.
    sums: Vec<[Money; 2]>,
}

impl Receipts {
    /// Begins to keep sums for so many policies.
    pub fn keep(&mut self, policies: usize) {
        self.sums = vec![[Money::ZERO; 2]; policies * BLOCK];
    }
    /// Notes that a firm got money, or had a sum deferred or guaranteed.
    #[inline]
    pub fn note(&mut self, i: usize, policy: usize, [money, support]: [Money; 2]) {
        if let Some(sum) = self.sums.get_mut(policy * BLOCK + i) {
            sum[0] += money;
            sum[1] += support;
        }
    }
    /// What a firm has got so far, by policy.
    pub fn of(&self, i: usize) -> impl Iterator<Item = [Money; 2]> {
        self.sums.iter().skip(i).step_by(BLOCK).copied()
    }
    /// What a closing firm has got, by policy; its slot starts anew.
    pub fn take(&mut self, i: usize) -> Vec<[Money; 2]> {
        self.sums.iter_mut().skip(i).step_by(BLOCK).map(std::mem::take).collect()
    }
    /// Bytes in use.
    pub fn bytes(&self) -> usize {
        self.sums.capacity() * size_of::<[Money; 2]>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_by_firm_and_policy() {
        let mut receipts = Receipts::default();
        receipts.note(3, 1, [Money(5), Money::ZERO]);
        assert_eq!(receipts.of(3).count(), 0);
        receipts.keep(2);
        receipts.note(3, 1, [Money(5), Money::ZERO]);
        receipts.note(3, 1, [Money(2), Money(9)]);
        receipts.note(4, 0, [Money(1), Money::ZERO]);
        assert_eq!(receipts.of(3).collect::<Vec<_>>(), [[Money::ZERO; 2], [Money(7), Money(9)]]);
        assert_eq!(receipts.take(3)[1], [Money(7), Money(9)]);
        assert_eq!(receipts.of(3).collect::<Vec<_>>(), [[Money::ZERO; 2]; 2]);
        assert_eq!(receipts.of(4).next(), Some([Money(1), Money::ZERO]));
    }
}
