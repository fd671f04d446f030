//! The distribution of firms by days of cash.

/// Equal steps in which each doubling is cut.
const STEPS: usize = 16;
/// Bins: seventeen doublings, from an eighth of a day to 16,384 days.
const BINS: usize = 17 * STEPS;
/// Lower bound of the bins, in days.
const LEAST_DAYS: f64 = 0.125;

/// Firms by days of cash, in bins.
#[derive(Clone, Debug)]
pub struct CashDays(Vec<u32>);

impl Default for CashDays {
    fn default() -> Self {
        CashDays(vec![0; BINS])
    }
}

impl CashDays {
    /// Counts a firm.
    #[inline]
    pub fn count(&mut self, days: f64) {
        self.0[bin_of(days)] += 1;
    }

    /// Adds another distribution.
    pub fn add(&mut self, other: &CashDays) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a += b);
    }

    /// The days of cash below which a share of firms lies, interpolated within its bin; those of less than an
    /// eighth of a day are taken to be spread evenly from zero.
    pub fn quantile(&self, share: f64) -> f64 {
        let total: u64 = self.0.iter().map(|n| u64::from(*n)).sum();
        if total == 0 {
            return 0.0;
        }
        let rank = share * total as f64;
        let mut below = 0.0;
        for (bin, count) in self.0.iter().enumerate() {
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

/// The bin of a number of days: the exponent and the first bits of the fraction of a floating-point number
/// are such a scale.
#[inline]
fn bin_of(days: f64) -> usize {
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

    #[test]
    fn quantiles_lie_within_a_bin() {
        let mut firms = CashDays::default();
        (1..=1000).for_each(|k| firms.count(f64::from(k) / 10.0));
        for share in [0.1, 0.25, 0.5, 0.9] {
            let days = firms.quantile(share);
            assert!((days / (share * 100.0) - 1.0).abs() < 0.02, "{share}: {days}");
        }
        assert_eq!(CashDays::default().quantile(0.5), 0.0);
    }
}
