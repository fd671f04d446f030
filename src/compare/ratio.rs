//! The interval of a ratio of two means that were measured together, such as cost over job-years kept.
//!
//! Fieller (1954), Journal of the Royal Statistical Society B 16: the ratios θ for which the mean of x − θ·y
//! does not differ from zero. Where the mean of y itself does not differ from zero no bounded interval
//! exists, and none is given.

use crate::stats::summary::student_975;

/// A ratio of means, and the bounds of its 95% interval where there is one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// Mean of x over mean of y.
    pub value: f64,
    /// Bounds.
    pub bounds: Option<[f64; 2]>,
}

/// The ratio of the means of pairs `(x, y)`; `None` without pairs or when the mean of y is zero.
pub fn ratio(pairs: &[(f64, f64)]) -> Option<Ratio> {
    let n = pairs.len() as f64;
    let (x, y) = (pairs.iter().map(|p| p.0).sum::<f64>() / n, pairs.iter().map(|p| p.1).sum::<f64>() / n);
    if pairs.is_empty() || y == 0.0 {
        return None;
    }
    let value = x / y;
    if pairs.len() < 2 {
        return Some(Ratio { value, bounds: None });
    }
    // Variances and covariance of the means.
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / (n - 1.0) / n;
    let (xx, yy) = (mean(&|p| (p.0 - x) * (p.0 - x)), mean(&|p| (p.1 - y) * (p.1 - y)));
    let xy = mean(&|p| (p.0 - x) * (p.1 - y));
    let t2 = student_975(pairs.len() - 1) * student_975(pairs.len() - 1);
    // y²·θ² − 2·xy·θ + x² of the means, each less t² times its variance.
    let (a, b, c) = (y * y - t2 * yy, x * y - t2 * xy, x * x - t2 * xx);
    let root = b * b - a * c;
    let bounds = (a > 0.0 && root >= 0.0).then(|| [(b - root.sqrt()) / a, (b + root.sqrt()) / a]);
    Some(Ratio { value, bounds })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_worked_by_hand() {
        // x = 2y but for noise: means 6 and 3. Deviations of x: −1, 1, 0; of y: 0, 0, 0. Var of mean x = (1 +
        // 1)/2/3 = 1/3, of y zero: an ordinary interval, 2 ± t₂·√(1/3)/3 = 2 ± 4.30265·0.19245 = 2 ±
        // 0.828046.
        let Ratio { value, bounds } = ratio(&[(5.0, 3.0), (7.0, 3.0), (6.0, 3.0)]).unwrap();
        assert_eq!(value, 2.0);
        let [lower, upper] = bounds.unwrap();
        assert!((lower - (2.0 - 0.828_046)).abs() < 1e-5 && (upper - (2.0 + 0.828_046)).abs() < 1e-5);
        // In proportion exactly: no width.
        let exact =
            ratio(&[(2.0, 1.0), (4.0, 2.0), (6.0, 3.0), (8.0, 4.0), (10.0, 5.0), (12.0, 6.0)]).unwrap();
        let [lower, upper] = exact.bounds.unwrap();
        assert!((lower - 2.0).abs() < 1e-9 && (upper - 2.0).abs() < 1e-9);
        // What may be zero gives no bounded interval; nothing over nothing no ratio.
        assert_eq!(ratio(&[(1.0, -1.0), (1.0, 2.0)]).unwrap().bounds, None);
        assert_eq!(ratio(&[(1.0, 0.0)]), None);
        assert_eq!(ratio(&[(1.0, 2.0)]), Some(Ratio { value: 0.5, bounds: None }));
    }
}
