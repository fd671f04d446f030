//! Diversity: how evenly firms, jobs or orders spread over kinds (entropy of Shannon 1948, in natural units).
//!
//! The index is zero where all are of one kind and ln K where they spread evenly over K; its exponential is the
//! number of equally common kinds that would give the same index.

use crate::math;
use crate::stats::tables::scale::NONE;
use crate::table::round;

/// Shannon's index −Σ p ln p of amounts by kind, p being a kind's share; no number where there is nothing.
pub fn shannon(amounts: impl Iterator<Item = f64> + Clone) -> f64 {
    let whole: f64 = amounts.clone().filter(|amount| *amount > 0.0).sum();
    if whole <= 0.0 {
        return NONE;
    }
    let of_kind = |amount: f64| {
        let share = amount / whole;
        -share * math::ln(share)
    };
    round(amounts.filter(|amount| *amount > 0.0).map(of_kind).sum::<f64>())
}

/// The mean index of groups, each with its weight and its amounts by kind; groups in which there is nothing are left
/// out.
pub fn mean_shannon(groups: impl Iterator<Item = (f64, Vec<f64>)>) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (weight, amounts) in groups {
        let index = shannon(amounts.iter().copied());
        if weight > 0.0 && !index.is_nan() {
            sum += weight * index;
            weights += weight;
        }
    }
    if weights > 0.0 { round(sum / weights) } else { NONE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_worked_by_hand() {
        let index = |amounts: &[f64]| shannon(amounts.iter().copied());
        // Four equal groups: ln 4 = 1.386294, whatever their size; an empty kind is no kind.
        assert!((index(&[7.0, 7.0, 7.0, 7.0]) - 1.386_294_361).abs() < 1e-8);
        assert!((index(&[0.5, 0.0, 0.5, 0.5, 0.5]) - 1.386_294_361).abs() < 1e-8);
        assert!((math::exp(index(&[3.0; 4])) - 4.0).abs() < 1e-8);
        // Half, a quarter, a quarter: ½ ln 2 + 2 · ¼ ln 4 = 1.5 ln 2 = 1.039721, as many as 2.83 equal kinds.
        assert!((index(&[2.0, 1.0, 1.0]) - 1.039_720_771).abs() < 1e-8);
        assert!((math::exp(1.039_720_771) - 2.828_427).abs() < 1e-5);
        assert_eq!(index(&[5.0]), 0.0);
        assert!(index(&[]).is_nan() && index(&[0.0]).is_nan());
    }

    #[test]
    fn means_worked_by_hand() {
        // One group of four even kinds with three times the weight of one of a single kind: ¾ ln 4. A third has
        // nothing.
        let groups = [(3.0, vec![1.0; 4]), (1.0, vec![9.0, 0.0]), (5.0, vec![0.0; 2])];
        assert!((mean_shannon(groups.into_iter()) - 0.75 * 1.386_294_361).abs() < 1e-8);
        assert!(mean_shannon([(0.0, vec![1.0])].into_iter()).is_nan());
    }
}
