//! Interim analyses: when a run whose length is not fixed is analysed, and how wide its interval must then
//! be.
//!
//! A run that is analysed again and again, and stops once its interval is narrow enough, stops too often
//! where the spread seems small by chance (optional stopping). So the interim analyses are fixed beforehand,
//! and the 5% by which an interval may miss is split evenly over all of them (Bonferroni): with L analyses
//! scheduled each uses the quantile of Student's t at 1 − 0.025/L. The chance that any of the L intervals
//! misses is then at most 5%, hence also that of the one at which the run stops, whatever made it stop there.

use super::summary::spread;

/// The probability by which an interval may miss, both sides together.
pub const MISS: f64 = 0.05;

/// The numbers of values at which the run is analysed: the least, then each time half as many again (rounded,
/// a half up), last the greatest.
pub fn schedule(min: u32, max: u32) -> Vec<u32> {
    let mut analyses = vec![min.min(max)];
    while let Some(last) = analyses.last().copied().filter(|last| *last < max) {
        analyses.push(last.saturating_add(last.div_ceil(2).max(1)).min(max));
    }
    analyses
}

/// Mean and half-width at one of so many scheduled interim analyses; nothing with fewer than two values.
pub fn interval(values: &[f64], analyses: usize) -> Option<[f64; 2]> {
    let spread = spread(values)?;
    let [_, error, ..] = spread.error?;
    let half = student(1.0 - MISS / 2.0 / analyses.max(1) as f64, values.len() - 1) * error;
    half.is_finite().then_some([spread.mean, half])
}

/// The quantile of Student's t at `p` (from one half to below one) for a whole number of degrees of freedom,
/// by bisection.
pub fn student(p: f64, degrees: usize) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    while below(high, degrees) < p && high < 1e12 {
        (low, high) = (high, high * 2.0);
    }
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return middle;
        }
        if below(middle, degrees) < p { low = middle } else { high = middle }
    }
}

/// The probability that Student's t is below `t`, which is positive: the finite series of Abramowitz and
/// Stegun, 26.7.3 and 26.7.4.
fn below(t: f64, degrees: usize) -> f64 {
    let n = degrees.max(1) as f64;
    let (sine, cosine) = (t / (n + t * t).sqrt(), (n / (n + t * t)).sqrt());
    let odd = degrees.max(1) % 2;
    // Odd: cos + 2/3 cos³ + 2·4/(3·5) cos⁵ …, up to the power n − 2. Even: 1 + 1/2 cos² + 1·3/(2·4) cos⁴ …,
    // likewise.
    let mut term = if odd == 1 { cosine } else { 1.0 };
    let (mut sum, mut power) = (0.0, odd);
    while power + 2 <= degrees.max(1) {
        sum += term;
        term *= (power + 1) as f64 / (power + 2) as f64 * cosine * cosine;
        power += 2;
    }
    let between = match odd {
        1 => std::f64::consts::FRAC_2_PI * (crate::math::atan(t / n.sqrt()) + sine * sum),
        _ => sine * sum,
    };
    0.5 + between / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::summary::student_975;

    #[test]
    fn quantiles_as_tables_have_them() {
        for (p, degrees, table) in [
            (0.975, 1, 12.7062),
            (0.995, 1, 63.6567),
            (0.975, 2, 4.3027),
            (0.995, 2, 9.9248),
            (0.9995, 3, 12.9240),
            (0.995, 9, 3.2498),
            (0.999, 10, 4.1437),
            (0.9995, 10, 4.5869),
            (0.99, 29, 2.4620),
            (0.995, 30, 2.7500),
            (0.999, 60, 3.2317),
            (0.995, 120, 2.6174),
            (0.9995, 99_999, 3.2906),
        ] {
            let found = student(p, degrees);
            assert!((found - table).abs() < 6e-5, "{p} {degrees}: {found}");
        }
        for degrees in 1..400 {
            assert!((student(0.975, degrees) - student_975(degrees)).abs() < 6e-6, "{degrees}");
        }
        assert!(student(0.5, 7) < 1e-9);
    }

    #[test]
    fn interim_analyses_worked_by_hand() {
        // Half of 15 is 7.5, of 23 it is 11.5, of 35 17.5, of 53 26.5: rounded up.
        assert_eq!(schedule(10, 200), [10, 15, 23, 35, 53, 80, 120, 180, 200]);
        assert_eq!(schedule(2, 9), [2, 3, 5, 8, 9]);
        assert_eq!(schedule(7, 7), [7]);
        assert_eq!(schedule(100, 150), [100, 150]);
    }

    #[test]
    fn half_widths_worked_by_hand() {
        // 1, 2, 3, 4: error of the mean 0.645497; t with 3 degrees is 3.18245 at 97.5% (one look) and 5.84091
        // at 99.5% (five looks).
        let [mean, half] = interval(&[1.0, 2.0, 3.0, 4.0], 1).unwrap();
        assert!(mean == 2.5 && (half - 2.054_262).abs() < 1e-5, "{half}");
        let [_, half] = interval(&[1.0, 2.0, 3.0, 4.0], 5).unwrap();
        assert!((half - 5.840_91 * 0.645_497_2).abs() < 1e-5, "{half}");
        assert_eq!((interval(&[1.0], 3), interval(&[], 3)), (None, None));
        assert_eq!(interval(&[5.0, 5.0], 3), Some([5.0, 0.0]));
    }

    /// Runs that stop at the first look at which the half-width is met, on uniform and on skewed numbers of
    /// known mean: they cover the mean as often as they say.
    #[test]
    fn what_stops_early_covers_as_often_as_it_says() {
        let analyses = schedule(10, 200);
        for (skewed, mean, asked) in [(false, 0.5, 0.1), (true, 1.0, 0.35)] {
            let (mut covered, mut stops) = (0, std::collections::BTreeSet::new());
            for run in 0..400u64 {
                let mut random = run.wrapping_mul(0xd134_2543_de82_ef95);
                let mut draw = || {
                    // Splitmix64 (Steele, Lea and Flood 2014).
                    random = random.wrapping_add(0x9e37_79b9_7f4a_7c15);
                    let mut bits = random;
                    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                    let uniform = ((bits ^ (bits >> 31)) >> 11) as f64 / (1u64 << 53) as f64;
                    if skewed { -crate::math::ln(1.0 - uniform) } else { uniform }
                };
                let values: Vec<f64> = (0..200).map(|_| draw()).collect();
                let at = |analysis: &u32| interval(&values[..*analysis as usize], analyses.len()).unwrap();
                let stop = analyses.iter().copied().find(|analysis| at(analysis)[1] <= asked).unwrap_or(200);
                stops.insert(stop);
                let [found, half] = at(&stop);
                covered += usize::from((found - mean).abs() <= half);
            }
            assert!(stops.len() > 2, "runs stop at several looks: {stops:?}");
            assert!(covered >= 372, "{covered} of 400 cover the mean, 93% are wanted");
        }
    }
}
