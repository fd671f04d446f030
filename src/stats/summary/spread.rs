//! What a handful of replications says: mean, spread, 95% confidence interval, quantiles.

/// 97.5% quantiles of Student's t for 1 to 30 degrees of freedom.
const T975: [f64; 30] = [
    12.70620, 4.30265, 3.18245, 2.77645, 2.57058, 2.44691, 2.36462, 2.30600, 2.26216, 2.22814, 2.20099,
    2.17881, 2.16037, 2.14479, 2.13145, 2.11991, 2.10982, 2.10092, 2.09302, 2.08596, 2.07961, 2.07387,
    2.06866, 2.06390, 2.05954, 2.05553, 2.05183, 2.04841, 2.04523, 2.04227,
];

/// The 97.5% quantile of Student's t: tabulated up to 30 degrees of freedom, then by its expansion in
/// 1/degrees around the normal quantile (Fisher and Cornish 1960), right to seven digits there. `degrees` is
/// at least one.
pub fn student_975(degrees: usize) -> f64 {
    if let Some(value) = T975.get(degrees.saturating_sub(1)) {
        return *value;
    }
    let (z, n) = (1.959_963_984_540_054_f64, degrees as f64);
    let z2 = z * z;
    let first = z * (z2 + 1.0) / 4.0;
    let second = z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0;
    let third = z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0;
    z + first / n + second / (n * n) + third / (n * n * n)
}

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
