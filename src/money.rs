//! Money as a whole number of minor units (fen, cents): books that balance to exactly zero.
//!
//! Every rounding rule of the program stands here. A rate times an amount is rounded to the nearest unit,
//! halves to the even one ([`Money::times`]); a sum that must be split without losing a unit uses
//! [`apportion`].
//!
//! No amount wraps around or is cut off in silence: what `i64` cannot hold, and what is not a number, ends
//! the replication with a reason ([`crate::stop`]).
//!
//! ```
//! use tideover::money::{Money, apportion};
//!
//! // A rate of 13 per cent, rounded to the nearest unit; halves go to the even one.
//! assert_eq!(Money(1_000).times(0.13), Money(130));
//! assert_eq!([2.5, 3.5].map(Money::round), [Money(2), Money(4)]);
//!
//! // Three equal parts of 100 units: none is lost.
//! let mut parts = [Money::ZERO; 3];
//! apportion(Money(100), &[1.0, 1.0, 1.0], &mut parts);
//! assert_eq!(parts, [Money(33), Money(34), Money(33)]);
//! ```

use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// An amount in the minor unit of the currency. The sign convention is the holder's: `+` is an asset.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[repr(transparent)]
pub struct Money(pub i64);

/// 2⁵¹: below it a real number of minor units is rounded by one addition.
const LARGEST: f64 = (1u64 << 51) as f64;

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(0);

    /// Rounds a real number of minor units to the nearest, halves to the even one.
    ///
    /// # Panics
    /// Ends the replication, with a reason, when the number is not one or an amount cannot be that large.
    #[inline]
    pub fn round(minor_units: f64) -> Money {
        // Adding 1.5 · 2⁵² leaves no bits for a fraction: the processor rounds, and the low bits are the
        // whole number.
        const SHIFT: f64 = 6_755_399_441_055_744.0;
        if minor_units.abs() < LARGEST {
            Money((minor_units + SHIFT).to_bits().wrapping_sub(SHIFT.to_bits()) as i64)
        } else {
            Money::large(minor_units)
        }
    }

    /// Rounds a real number of minor units towards zero: what is handed out so never exceeds what is there.
    ///
    /// # Panics
    /// As [`Money::round`].
    #[inline]
    pub fn towards_zero(minor_units: f64) -> Money {
        if minor_units.abs() < LARGEST { Money(minor_units as i64) } else { Money::large(minor_units) }
    }

    /// An amount so large that a real number has no fraction left for it.
    #[cold]
    fn large(minor_units: f64) -> Money {
        /// 2⁶³, the first number beyond `i64`.
        const BEYOND: f64 = 9_223_372_036_854_775_808.0;
        if minor_units.abs() < BEYOND { Money(minor_units as i64) } else { too_large(minor_units) }
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

/// Ends the replication: an amount can't be held. What asks for it is an economy that explodes, or a division
/// by nothing.
#[cold]
#[inline(never)]
fn too_large(minor_units: f64) -> ! {
    let why = if minor_units.is_nan() {
        "is not a number".to_string()
    } else {
        format!("would be {minor_units:e} minor units")
    };
    crate::stop::replication(format!(
        "an amount of money {why}, where at most {:e} can be counted",
        i64::MAX as f64
    ))
}

/// The result of whole arithmetic, when it fits. Nothing of the operands is kept for the message: they would
/// need registers of their own in the hottest code.
#[inline(always)]
fn fits(result: Option<i64>) -> Money {
    match result {
        Some(amount) => Money(amount),
        None => beyond(),
    }
}

/// As [`too_large`], of a sum.
#[cold]
#[inline(never)]
fn beyond() -> ! {
    crate::stop::replication(format!(
        "a sum of money would be too large, where at most {:e} can be counted",
        i64::MAX as f64
    ))
}

impl Add for Money {
    type Output = Money;
    #[inline]
    fn add(self, other: Money) -> Money {
        fits(self.0.checked_add(other.0))
    }
}
impl Sub for Money {
    type Output = Money;
    #[inline]
    fn sub(self, other: Money) -> Money {
        fits(self.0.checked_sub(other.0))
    }
}
impl Neg for Money {
    type Output = Money;
    #[inline]
    fn neg(self) -> Money {
        fits(self.0.checked_neg())
    }
}
impl AddAssign for Money {
    #[inline]
    fn add_assign(&mut self, other: Money) {
        // Stored before it is looked at: that is one instruction to memory, and whoever sees a wrong sum has
        // been stopped.
        let (sum, over) = self.0.overflowing_add(other.0);
        self.0 = sum;
        if over {
            beyond();
        }
    }
}
impl SubAssign for Money {
    #[inline]
    fn sub_assign(&mut self, other: Money) {
        let (difference, over) = self.0.overflowing_sub(other.0);
        self.0 = difference;
        if over {
            beyond();
        }
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
            [-0.6, 1e15 + 0.75, 1e17, -9.2e18].map(Money::round),
            [
                Money(-1),
                Money(1_000_000_000_000_001),
                Money(100_000_000_000_000_000),
                Money(-9_200_000_000_000_000_000)
            ]
        );
        assert_eq!(Money::round(2.4), Money(2));
        assert_eq!(
            [2.9, -2.9, 1e17].map(Money::towards_zero),
            [Money(2), Money(-2), Money(100_000_000_000_000_000)]
        );
        assert_eq!(Money(10_001).times(0.5), Money(5_000));
    }

    #[test]
    fn no_amount_wraps_or_is_cut_off() {
        let most = Money(i64::MAX);
        let changed = |change: fn(&mut Money), mut amount: Money| {
            change(&mut amount);
            amount
        };
        let ends = |compute: &dyn Fn() -> Money| crate::stop::caught(compute).expect_err("no such amount");
        for (compute, words) in [
            (&(|| Money::round(f64::NAN)) as &dyn Fn() -> Money, "an amount of money is not a number"),
            (&|| Money::round(f64::INFINITY), "would be inf minor units"),
            (&|| Money::round(-1e300), "would be -1e300 minor units"),
            (&|| Money::towards_zero(9.3e18), "would be 9.3e18 minor units"),
            (&|| most + Money(1), "a sum of money would be too large"),
            (&|| Money(-2) - most, "a sum of money would be too large"),
            (&|| -Money(i64::MIN), "a sum of money would be too large"),
            (&|| [most, most].into_iter().sum(), "a sum of money would be too large"),
            (&|| changed(|amount| *amount += Money(1), most), "a sum of money would be too large"),
            (
                &|| changed(|amount| *amount -= Money(i64::MAX), Money(-2)),
                "a sum of money would be too large",
            ),
            (&|| most.times(2.0), "an amount of money"),
        ] {
            let why = ends(compute);
            assert!(
                why.contains(words) && why.ends_with("where at most 9.223372036854776e18 can be counted"),
                "{why}"
            );
        }
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
