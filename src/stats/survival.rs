//! Survival of firms: the Kaplan–Meier product-limit estimate from monthly counts, with delayed entry.
//!
//! On the clock `since_start` all firms alive at the start are followed from month zero. On the clock `age` a
//! firm joins the firms at risk at the age it has when it is first seen (delayed entry), so that old firms
//! count at old ages only. Each month brings the number at risk `n` and the number of exits `d`; survival is
//! the running product of 1 − d/n (Kaplan and Meier 1958), its standard error is Greenwood's (1926), and the
//! 95% interval is taken on the scale ln(−ln S), which keeps it between zero and one (Kalbfleisch and
//! Prentice 1980).
//!
//! An `exposure` table counts by months completed when the month begins (0 in a firm's or the run's first
//! month). Survival is stated at the month's end: `month` 1 is the end of the first, and survival at month 0
//! is one.
//!
//! Counts are summed over replications first. So the standard error is that of the pooled firms, as if each
//! firm's fate were a draw of its own; it does not hold the difference between regimes or parameters, nor a
//! random draws common to a whole replication.

use crate::math;

/// The two-sided 95% quantile of the standard normal distribution.
const Z95: f64 = 1.959_963_984_540_054;

/// One month of a survival curve; `month` as counted. `None` where the estimate does not exist (survival of
/// exactly zero or one has no interval).
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Point {
    pub month: i64,
    pub at_risk: i64,
    pub exits: i64,
    pub survival: f64,
    pub standard_error: Option<f64>,
    /// Chance to exit within the month of those at risk in it.
    pub hazard: f64,
    pub lower: Option<f64>,
    pub upper: Option<f64>,
}

/// The curve of one group from `(month, at risk, exits)` in order of months. Months without firms at risk say
/// nothing and are left out: survival is carried over them.
pub fn kaplan_meier(counts: impl IntoIterator<Item = (i64, i64, i64)>) -> Vec<Point> {
    let (mut survival, mut greenwood) = (1.0, 0.0);
    let mut points = Vec::new();
    for (month, at_risk, exits) in counts {
        if at_risk <= 0 {
            continue;
        }
        assert!((0..=at_risk).contains(&exits), "month {month}: {exits} exits of {at_risk} at risk");
        let (n, d) = (at_risk as f64, exits as f64);
        survival *= (n - d) / n;
        greenwood += d / (n * (n - d)); // infinite when all exit
        let (lower, upper) = interval(survival, greenwood);
        let standard_error = (survival > 0.0).then(|| survival * greenwood.sqrt());
        points.push(Point { month, at_risk, exits, survival, standard_error, hazard: d / n, lower, upper });
    }
    points
}

/// The 95% interval on the scale ln(−ln S); `variance` is that of ln S.
fn interval(survival: f64, variance: f64) -> (Option<f64>, Option<f64>) {
    if survival <= 0.0 || survival >= 1.0 {
        return (None, None);
    }
    let theta = Z95 * variance.sqrt() / -math::ln(survival);
    (Some(math::pow(survival, math::exp(theta))), Some(math::pow(survival, math::exp(-theta))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(left: Option<f64>, right: f64) -> bool {
        (left.unwrap_or(f64::NAN) - right).abs() < 1e-9
    }

    #[test]
    fn worked_by_hand() {
        // Month 0: 10 firms, 1 exits.  S = 9/10 = 0.9.
        //          Greenwood's sum 1/(10·9) = 0.0111…; s.e. = 0.9·√0.0111… = 0.0948683298.
        // Month 1: one firm left observation, 8 remain, 2 exit.  S = 0.9·6/8 = 0.675.
        //          sum 0.0111… + 2/(8·6) = 0.0527777…; s.e. = 0.675·0.2297341… = 0.1550705485.
        //          θ = 1.959963985·0.2297341…/−ln 0.675 = 1.1456…; interval 0.675^e^±θ = 0.2905853574, 0.8824967337.
        // Month 2: nobody at risk: no row.
        // Month 3: three firms enter late, 6 + 3 = 9 at risk, 3 exit.  S = 0.675·6/9 = 0.45.
        //          sum + 3/(9·6) = 0.1083333…; s.e. = 0.45·0.3291402… = 0.1481131324; interval 0.1667630865, 0.7004905849.
        // Month 4: the last one at risk exits.  S = 0: no standard error, no interval.
        let points = kaplan_meier([(0, 10, 1), (1, 8, 2), (2, 0, 0), (3, 9, 3), (4, 1, 1)]);
        assert_eq!(points.iter().map(|p| p.month).collect::<Vec<_>>(), [0, 1, 3, 4]);
        assert!(near(Some(points[0].survival), 0.9) && near(points[0].standard_error, 0.094_868_329_8));
        assert!(near(points[0].lower, 0.473_009_271_4) && near(points[0].upper, 0.985_281_393_4));
        assert!(near(Some(points[1].survival), 0.675) && near(points[1].standard_error, 0.155_070_548_5));
        assert!(near(points[1].lower, 0.290_585_357_4) && near(points[1].upper, 0.882_496_733_7));
        assert!(near(Some(points[2].survival), 0.45) && near(points[2].standard_error, 0.148_113_132_4));
        assert!(near(points[2].lower, 0.166_763_086_5) && near(points[2].upper, 0.700_490_584_9));
        assert_eq!(points[1].hazard, 0.25);
        assert_eq!((points[3].survival, points[3].standard_error, points[3].lower), (0.0, None, None));
    }

    proptest! {
        #[test]
        fn survival_falls_within_zero_and_one(counts in prop::collection::vec((0i64..500, 0.0f64..=1.0), 1..60)) {
            let counts = counts.iter().enumerate().map(|(m, (n, share))| (m as i64, *n, (*n as f64 * share) as i64));
            let mut before = 1.0;
            for point in kaplan_meier(counts) {
                prop_assert!((0.0..=before).contains(&point.survival));
                if let (Some(lower), Some(upper)) = (point.lower, point.upper) {
                    prop_assert!(0.0 <= lower && lower <= point.survival + 1e-12);
                    prop_assert!(point.survival <= upper + 1e-12 && upper <= 1.0);
                }
                before = point.survival;
            }
        }

        #[test]
        fn without_censoring_it_is_the_share_alive(start in 1i64..10_000, shares in prop::collection::vec(0.0f64..0.3, 1..40)) {
            let mut alive = start;
            let mut counts = Vec::new();
            for (month, share) in shares.iter().enumerate() {
                let exits = (alive as f64 * share) as i64;
                counts.push((month as i64, alive, exits));
                alive -= exits;
            }
            let last = kaplan_meier(counts).pop().unwrap();
            let plain = alive as f64 / start as f64;
            prop_assert!((last.survival - plain).abs() < 1e-12);
            // Greenwood's error is then that of a binomial share: √(S(1−S)/n).
            let binomial = (plain * (1.0 - plain) / start as f64).sqrt();
            prop_assert!((last.standard_error.unwrap() - binomial).abs() < 1e-9);
        }
    }
}
