//! An index with its interval, and the statistics it takes.

use crate::rng::{Draws, Purpose};

/// Resamples of an interval.
pub const RESAMPLES: usize = 1000;
/// The 97.5% quantile of the normal distribution.
const QUANTILE: f64 = 1.959_963_984_540_054;

/// An index of a factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Its value.
    pub value: f64,
    /// The ends of its 95% interval, where there is one.
    pub bounds: Option<[f64; 2]>,
}

impl Estimate {
    /// A value with an interval of this half-width.
    pub(super) fn around(value: f64, half: Option<f64>) -> Estimate {
        Estimate { value, bounds: half.map(|half| [value - half, value + half]) }
    }
}

/// The half-widths of the 95% intervals of some statistics of `count` items. Each time as many items are
/// drawn with replacement, and `statistics` is asked for its numbers on the items drawn; nothing where it has
/// none. No half-widths when it had none more than half of the times.
pub(super) fn half_widths(
    count: usize,
    seed: u64,
    statistics: impl Fn(&[usize]) -> Option<Vec<f64>>,
) -> Option<Vec<f64>> {
    let mut found: Vec<Vec<f64>> = Vec::with_capacity(RESAMPLES);
    for number in 0..RESAMPLES {
        let draw = Draws::new(seed, 0).stream(Purpose::Resample, number as i64);
        let drawn: Vec<usize> =
            (0..count).map(|item| (draw.uniform(item as u64) * count as f64) as usize).collect();
        found.extend(statistics(&drawn));
    }
    let first = found.first().filter(|_| 2 * found.len() >= RESAMPLES)?;
    Some((0..first.len()).map(|k| QUANTILE * deviation(found.iter().map(|row| row[k]))).collect())
}

/// The mean of some numbers; zero of none.
pub(super) fn mean(numbers: impl Iterator<Item = f64>) -> f64 {
    let (count, sum) = numbers.fold((0.0, 0.0), |(count, sum), x| (count + 1.0, sum + x));
    if count > 0.0 { sum / count } else { 0.0 }
}

/// The standard deviation of a sample (divided by one less than its size); zero of fewer than two numbers.
pub(super) fn deviation(numbers: impl Iterator<Item = f64> + Clone) -> f64 {
    let count = numbers.clone().count();
    let middle = mean(numbers.clone());
    let squares: f64 = numbers.map(|x| (x - middle) * (x - middle)).sum();
    if count > 1 { (squares / (count - 1) as f64).sqrt() } else { 0.0 }
}

/// Whether all numbers are the same.
pub(super) fn constant(numbers: &[f64]) -> bool {
    numbers.windows(2).all(|pair| pair[0] == pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_mean_is_that_of_theory() {
        // 100 numbers 0 … 99: the bootstrap's standard error of their mean is √(Σ(x − x̄)²)/100 = 2.8866.
        let half = half_widths(100, 1, |drawn| Some(vec![mean(drawn.iter().map(|i| *i as f64))])).unwrap()[0];
        // The spread of 1000 resamples is itself known to 1/√2000 = 2.2%; four of these.
        assert!((half / (1.96 * 2.8866) - 1.0).abs() < 0.09, "{half}");
    }

    #[test]
    fn an_interval_that_few_resamples_support_is_not_given() {
        assert_eq!(half_widths(3, 1, |drawn| (drawn[0] < 2).then(|| vec![1.0])), Some(vec![0.0]));
        assert_eq!(half_widths(3, 1, |drawn| (drawn[0] == 0 && drawn[1] == 0).then(|| vec![1.0])), None);
    }

    #[test]
    fn means_and_deviations() {
        assert_eq!(
            (mean([1.0, 2.0, 6.0].into_iter()), deviation([1.0, 3.0].into_iter())),
            (3.0, 2f64.sqrt())
        );
        assert_eq!((mean([].into_iter()), deviation([4.0].into_iter())), (0.0, 0.0));
        assert!(constant(&[2.0, 2.0]) && !constant(&[2.0, 2.0, 3.0]));
    }
}
