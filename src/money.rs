//! Money as a whole number of minor units (fen, cents): books that balance to exactly zero.
//!
//! Every rounding rule of the program stands here. A rate times an amount is rounded to the nearest
//! unit, halves to the even one ([`Money::times`]); a sum that must be split without losing a unit uses [`apportion`].

use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// An amount in the minor unit of the currency. The sign convention is the holder's: `+` is an asset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[repr(transparent)]
pub struct Money(pub i64);

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(0);

    /// Rounds a real number of minor units to the nearest, halves to the even one. Not-a-number counts as zero;
    /// values beyond the range of `i64` saturate.
    #[inline]
    pub fn round(minor_units: f64) -> Money {
        // Adding 1.5 · 2⁵² leaves no bits for a fraction: the processor rounds, and the low bits are the whole number.
        const SHIFT: f64 = 6_755_399_441_055_744.0;
        const LARGEST: f64 = (1u64 << 51) as f64;
        if minor_units.abs() < LARGEST {
            Money((minor_units + SHIFT).to_bits().wrapping_sub(SHIFT.to_bits()) as i64)
        } else {
            Money(minor_units as i64)
        }
    }

    /// The amount as a real number of minor units (exact up to 2^53).
    #[inline]
    pub fn real(self) -> f64 {
        self.0 as f64
    }

    /// A rate times this amount, rounded.
    #[inline]
    pub fn times(self, rate: f64) -> Money {
        Money::round(self.real() * rate)
    }

    /// A share of this amount, never more than the whole and never negative when the whole is not.
    /// `share` is clamped to `0..=1`.
    #[inline]
    pub fn share(self, share: f64) -> Money {
        if share >= 1.0 { self } else { Money::round(self.real() * share.max(0.0)) }
    }

    /// The larger of this amount and zero.
    #[inline]
    pub fn positive(self) -> Money {
        Money(self.0.max(0))
    }

    /// Whether this is exactly nothing.
    #[inline]
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl Add for Money {
    type Output = Money;
    #[inline]
    fn add(self, other: Money) -> Money {
        Money(self.0 + other.0)
    }
}
impl Sub for Money {
    type Output = Money;
    #[inline]
    fn sub(self, other: Money) -> Money {
        Money(self.0 - other.0)
    }
}
impl Neg for Money {
    type Output = Money;
    #[inline]
    fn neg(self) -> Money {
        Money(-self.0)
    }
}
impl AddAssign for Money {
    #[inline]
    fn add_assign(&mut self, other: Money) {
        self.0 += other.0;
    }
}
impl SubAssign for Money {
    #[inline]
    fn sub_assign(&mut self, other: Money) {
        self.0 -= other.0;
    }
}
impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(items: I) -> Money {
        items.fold(Money::ZERO, Add::add)
    }
}

/// Splits `total` over `weights` so that the parts sum to it exactly.
///
/// Each part is the difference of two rounded cumulative shares, so no part is off by more than one unit
/// and the order of the weights decides ties. Negative and not-a-number weights count as zero; when no weight
/// is positive everything goes to the last part.
///
/// # Panics
/// When `weights` is empty and `total` is not zero.
pub fn apportion(total: Money, weights: &[f64], parts: &mut [Money]) {
    assert!(!weights.is_empty() || total.is_zero(), "nothing to split {total:?} over");
    assert_eq!(weights.len(), parts.len(), "one part for each weight");
    let sum: f64 = weights.iter().map(|w| w.max(0.0)).sum();
    let mut cumulative = 0.0;
    let mut given = Money::ZERO;
    let last = weights.len().saturating_sub(1);
    for (i, (part, weight)) in parts.iter_mut().zip(weights).enumerate() {
        cumulative += weight.max(0.0);
        let upto = if i == last {
            total
        } else if sum > 0.0 {
            total.times(cumulative / sum)
        } else {
            Money::ZERO
        };
        *part = upto - given;
        given = upto;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rounds_halves_to_the_even_unit() {
        assert_eq!([2.5, 3.5, -2.5, -3.5].map(Money::round), [Money(2), Money(4), Money(-2), Money(-4)]);
        assert_eq!(
            [-0.6, 1e15 + 0.75, 1e17, 1e300].map(Money::round),
            [Money(-1), Money(1_000_000_000_000_001), Money(100_000_000_000_000_000), Money(i64::MAX)]
        );
        assert_eq!(Money::round(2.4), Money(2));
        assert_eq!(Money::round(f64::NAN), Money(0));
        assert_eq!(Money(10_001).times(0.5), Money(5_000));
    }

    #[test]
    fn a_split_worked_by_hand() {
        // 100 over 1:1:1 → cumulative 33.3, 66.7, 100 → 33, 67, 100 → 33, 34, 33.
        let mut parts = [Money::ZERO; 3];
        apportion(Money(100), &[1.0, 1.0, 1.0], &mut parts);
        assert_eq!(parts, [Money(33), Money(34), Money(33)]);
    }

    proptest! {
        #[test]
        fn a_split_loses_nothing(total in -1_000_000_000i64..1_000_000_000, weights in prop::collection::vec(0.0f64..1e6, 1..40)) {
            let mut parts = vec![Money::ZERO; weights.len()];
            apportion(Money(total), &weights, &mut parts);
            prop_assert_eq!(parts.into_iter().sum::<Money>(), Money(total));
        }
    }
}
