//! What the firms of a block ask of policies with a budget in a month, and what of it is granted: no more is
//! paid to a firm.

use crate::money::Money;

/// What a firm asks of a policy.
#[derive(Clone, Copy, Debug)]
struct Claim {
    slot: u16,
    policy: u16,
    amount: Money,
}

/// The claims of a month. Nothing is kept where no policy has a budget.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// Not yet decided, in the order in which they were filed.
    filed: Vec<Claim>,
    /// Granted, by slot and policy, one of each.
    granted: Vec<Claim>,
}

impl Claims {
    /// No claims.
    pub const NONE: Claims = Claims { filed: Vec::new(), granted: Vec::new() };

    /// Forgets all claims.
    pub fn clear(&mut self) {
        self.filed.clear();
        self.granted.clear();
    }
    /// A firm asks a policy for a sum.
    pub fn file(&mut self, slot: usize, policy: usize, amount: Money) {
        self.filed.push(Claim { slot: slot as u16, policy: policy as u16, amount });
    }
    /// Grants the claims filed of those who are `served(policy, slot)`, and drops the others; claims of a
    /// firm to one policy add up.
    pub fn settle(&mut self, served: impl Fn(usize, usize) -> bool) {
        let Claims { filed, granted } = self;
        if filed.is_empty() {
            return;
        }
        granted.extend(
            filed.drain(..).filter(|claim| served(usize::from(claim.policy), usize::from(claim.slot))),
        );
        granted.sort_by_key(|claim| (claim.slot, claim.policy));
        granted.dedup_by(|later, kept| {
            let same = (later.slot, later.policy) == (kept.slot, kept.policy);
            if same {
                kept.amount += later.amount;
            }
            same
        });
    }
    fn place(&self, slot: usize, policy: usize) -> Option<usize> {
        self.granted
            .binary_search_by_key(&(slot as u16, policy as u16), |claim| (claim.slot, claim.policy))
            .ok()
    }
    /// What is granted to a firm under a policy and not yet taken.
    pub fn of(&self, slot: usize, policy: usize) -> Money {
        self.place(slot, policy).map_or(Money::ZERO, |place| self.granted[place].amount)
    }
    /// Takes up to a sum of what is granted to a firm under a policy.
    pub fn take(&mut self, slot: usize, policy: usize, most: Money) -> Money {
        let Some(place) = self.place(slot, policy) else { return Money::ZERO };
        let amount = &mut self.granted[place].amount;
        let taken = most.min(*amount);
        *amount -= taken;
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_granted_and_taken_once() {
        let mut claims = Claims::NONE;
        claims.file(5, 1, Money(30));
        claims.file(3, 1, Money(20));
        claims.file(3, 0, Money(7));
        claims.file(3, 1, Money(10));
        assert_eq!(claims.of(3, 1), Money::ZERO, "nothing is granted yet");
        claims.settle(|policy, slot| policy == 1 && slot < 9);
        assert_eq!(
            [(3, 0), (3, 1), (5, 1)].map(|(slot, policy)| claims.of(slot, policy)),
            [0, 30, 30].map(Money)
        );
        // What is filed later is decided later and changes nothing of what stands.
        claims.file(3, 2, Money(4));
        claims.settle(|_, _| true);
        assert_eq!((claims.of(3, 1), claims.of(3, 2)), (Money(30), Money(4)));
        assert_eq!([25, 25, 25].map(|sum| claims.take(3, 1, Money(sum))), [25, 5, 0].map(Money));
        assert_eq!(claims.take(4, 1, Money(1)), Money::ZERO);
        claims.clear();
        assert_eq!(claims.of(5, 1), Money::ZERO);
    }
}
