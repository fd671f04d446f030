//! The distribution of cash over firms, in days of cost: equal steps in each doubling, read off the bits of a number.

use super::Tally;

/// Bins of the distribution of cash: sixteen equal steps in each doubling, from an eighth of a day to 16,384 days.
pub const BINS: usize = 17 * STEPS;
const STEPS: usize = 16;
/// Lower bound of the bins, in days.
const LEAST_DAYS: f64 = 0.125;

impl Tally {
    /// The days of cash below which a share of firms lies, interpolated within its bin.
    pub fn cash_quantile(&self, share: f64) -> f64 {
        let total: u64 = self.cash_days.iter().map(|n| u64::from(*n)).sum();
        if total == 0 {
            return 0.0;
        }
        let rank = share * total as f64;
        let mut below = 0.0;
        for (bin, count) in self.cash_days.iter().enumerate() {
            let count = f64::from(*count);
            if below + count >= rank && count > 0.0 {
                let at = bin as f64 + (rank - below) / count;
                return if bin == 0 { days_of(1.0) * (rank - below) / count } else { days_of(at) };
            }
            below += count;
        }
        days_of(BINS as f64)
    }
}

/// Days at a place among the bins, from their lower bound.
fn days_of(place: f64) -> f64 {
    let doublings = (place as usize / STEPS) as u32;
    LEAST_DAYS * f64::from(1u32 << doublings) * (1.0 + place / STEPS as f64 - f64::from(doublings))
}

/// The bin of a number of days: the exponent and the first bits of the fraction of a floating-point number are such a scale.
#[inline]
pub(super) fn bin_of(days: f64) -> usize {
    const SHIFT: u32 = f64::MANTISSA_DIGITS - 1 - STEPS.ilog2();
    let bin = days.max(LEAST_DAYS).to_bits() >> SHIFT;
    ((bin - (LEAST_DAYS.to_bits() >> SHIFT)) as usize).min(BINS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_and_days_agree() {
        for days in [0.2, 1.0, 7.5, 42.0, 300.0, 9000.0] {
            let bin = bin_of(days);
            assert!(days_of(bin as f64) <= days && days < days_of(bin as f64 + 1.0), "{days}");
        }
        assert_eq!((bin_of(-3.0), bin_of(0.0), bin_of(1e9)), (0, 0, BINS - 1));
        assert_eq!((days_of(0.0), days_of(8.0), days_of(BINS as f64)), (0.125, 0.1875, 16_384.0));
    }
}
