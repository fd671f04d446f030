//! What a handful of replications says: mean, spread, 95% confidence interval, quantiles.

use crate::math::student_975;

/// A quantile of sorted values, linear between neighbours (R's type 7).
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

/// The spread of a metric over replications.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// Mean over replications.
    pub mean: f64,
    /// Standard deviation, Monte-Carlo error of the mean, and the bounds of its 95% t-interval; none with one
    /// replication.
    pub error: Option<[f64; 4]>,
    /// Tenth percentile, median, ninetieth percentile.
    pub quantiles: [f64; 3],
}

/// The spread of some values; `None` when there are none.
pub fn spread(values: &[f64]) -> Option<Spread> {
    if values.is_empty() {
        return None;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let error = (values.len() > 1).then(|| {
        let sd = (values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0)).sqrt();
        let error = sd / n.sqrt();
        let half = student_975(values.len() - 1) * error;
        [sd, error, mean - half, mean + half]
    });
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    Some(Spread { mean, error, quantiles: [0.1, 0.5, 0.9].map(|share| quantile(&sorted, share)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_t() {
        assert_eq!(student_975(1), 12.70620);
        assert_eq!(student_975(30), 2.04227);
        assert!((student_975(31) - 2.039_513).abs() < 1e-5);
        assert!((student_975(120) - 1.979_930).abs() < 1e-5);
    }

    #[test]
    fn spread_worked_by_hand() {
        // 1, 2, 3, 4: mean 2.5; variance (2.25 + 0.25 + 0.25 + 2.25)/3 = 5/3; sd 1.290994; error sd/2 =
        // 0.645497; t with 3 degrees 3.18245: half width 2.054262. Type-7 quantiles: place 0.3 → 1.3, 1.5 →
        // 2.5, 2.7 → 3.7.
        let spread = spread(&[4.0, 1.0, 3.0, 2.0]).unwrap();
        let [sd, error, lower, upper] = spread.error.unwrap();
        assert_eq!(spread.mean, 2.5);
        assert!((sd - 1.290_994_4).abs() < 1e-6 && (error - 0.645_497_2).abs() < 1e-6);
        assert!((lower - 0.445_738).abs() < 1e-5 && (upper - 4.554_262).abs() < 1e-5);
        for (value, hand) in spread.quantiles.iter().zip([1.3, 2.5, 3.7]) {
            assert!((value - hand).abs() < 1e-12);
        }
    }

    #[test]
    fn one_replication_has_no_error() {
        assert_eq!(spread(&[7.0]), Some(Spread { mean: 7.0, error: None, quantiles: [7.0; 3] }));
        assert_eq!(spread(&[]), None);
    }
}
