//! When firms of a block last had a payment that comes only every so many months.

use crate::state::slots::BLOCK;
use serde::{Deserialize, Serialize};

/// Month of the last payment by slot and policy. A sorted list: it is walked once a month and policy, and
/// looked up by nobody.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Grants(Vec<((u16, u16), i32)>);

impl Grants {
    /// Adds payments of this month; they replace earlier ones of the same firm and policy.
    pub fn add(&mut self, paid: Vec<((u16, u16), i32)>) {
        if paid.is_empty() {
            return;
        }
        self.0.extend(paid);
        // The sort keeps the order of equals, so that the later of two is the new one.
        self.0.sort_by_key(|row| row.0);
        self.0.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                kept.1 = later.1;
            }
            same
        });
    }
    /// Whether each firm has had a payment after a month of a policy that counts, by slot. Every row writes,
    /// so that nothing has to be guessed.
    pub fn since(&self, month: i32, counts: impl Fn(usize) -> bool) -> [bool; BLOCK] {
        let mut had = [false; BLOCK];
        for ((slot, own), last) in &self.0 {
            had[usize::from(*slot)] |= counts(usize::from(*own)) & (*last > month);
        }
        had
    }
    /// Forgets a firm.
    pub fn forget(&mut self, slot: u16) {
        let from = self.0.partition_point(|row| row.0.0 < slot);
        let to = from + self.0[from..].partition_point(|row| row.0.0 == slot);
        self.0.drain(from..to);
    }
    /// Policies get new numbers.
    pub fn renumber(&mut self, place: impl Fn(usize) -> usize) {
        self.0.iter_mut().for_each(|((_, policy), _)| *policy = place(usize::from(*policy)) as u16);
        self.0.sort_by_key(|row| row.0);
    }
    /// Bytes in use.
    pub fn bytes(&self) -> usize {
        self.0.capacity() * size_of::<((u16, u16), i32)>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_payment_counts() {
        let mut grants = Grants::default();
        grants.add(vec![((3, 0), 10), ((3, 1), 10), ((7, 1), 10)]);
        grants.add(vec![((3, 1), 22), ((5, 1), 22)]);
        let since = |grants: &Grants, month: i32| {
            (0..9).filter(|i| grants.since(month, |policy| policy == 1)[*i]).collect::<Vec<_>>()
        };
        assert_eq!((since(&grants, 9), since(&grants, 10)), (vec![3, 5, 7], vec![3, 5]));
        grants.forget(3);
        assert_eq!(since(&grants, 9), [5, 7]);
        grants.renumber(|policy| 1 - policy);
        assert_eq!(since(&grants, 9), Vec::<usize>::new());
    }
}
