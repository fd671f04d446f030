//! What makes a small firm resilient: hazard ratios of closing by what firms had at the start.
//!
//! The firms alive when the reported months begin are followed for one, two and three years. Whether a firm has
//! closed by then is explained by its sector, size, age and strengths together, as a proportional hazard that is
//! seen at one date alone: 1 − exp(−exp(x·β)) (the complementary log-log model; Prentice and Gloeckler 1978), so that
//! e^β is the hazard of firms with a factor over that of firms alike but for it. Sectors are strata with a constant
//! of their own. Estimated by iterated weighted least squares (McCullagh and Nelder 1989).
//!
//! Firms of all replications are pooled; the standard error is that of firms as independent draws. A factor with
//! fewer than [`FEWEST`] closures among those who have it, or those who have not, is left out. Firms that have a
//! factor differ in more than what is held alike here: a ratio is what a survey would find, not what the factor does.

use super::factors::{FACTORS, has, sector};
use crate::math;
use std::collections::BTreeMap;

/// Closures on either side of a factor below which it says nothing.
pub const FEWEST: f64 = 10.0;
/// The two-sided 95% quantile of the standard normal distribution.
const Z95: f64 = 1.959_963_984_540_054;
/// Rounds after which the estimate is given up.
const ROUNDS: usize = 60;

/// What came out for a factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// The factor.
    pub factor: usize,
    /// Firms that had it, and how many of them closed.
    pub with: [f64; 2],
    /// The same of all others.
    pub without: [f64; 2],
    /// Hazard ratio with the ends of its 95% interval; none where it can't be told.
    pub ratio: Option<[f64; 3]>,
}

/// Firms and closures by pattern.
pub type Counts = BTreeMap<u32, [f64; 2]>;

/// Columns of the regression that a pattern sets to one: strata, then factors.
struct Design {
    strata: Vec<usize>,
    /// Whether the sectors with few closures are a stratum together.
    rest: bool,
    factors: Vec<usize>,
}

impl Design {
    fn of(counts: &Counts) -> Design {
        let mut closed = BTreeMap::new();
        counts.iter().for_each(|(pattern, count)| *closed.entry(sector(*pattern)).or_insert(0.0) += count[1]);
        let (many, few): (Vec<_>, Vec<_>) = closed.into_iter().partition(|stratum| stratum.1 >= FEWEST);
        let strata = many.into_iter().map(|stratum| stratum.0).collect();
        let rest = few.iter().map(|stratum| stratum.1).sum::<f64>() >= FEWEST;
        let tells = |factor: &usize| {
            let [with, without] = split(counts, *factor);
            with[1] >= FEWEST && without[1] >= FEWEST
        };
        Design { strata, rest, factors: (0..FACTORS.len()).filter(tells).collect() }
    }
    /// A constant, the strata but the first, the factors.
    fn width(&self) -> usize {
        1 + (self.strata.len() + usize::from(self.rest)).saturating_sub(1) + self.factors.len()
    }
    fn columns(&self, pattern: u32) -> Vec<usize> {
        let rest = self.rest.then_some(self.strata.len());
        let place = self.strata.iter().position(|stratum| *stratum == sector(pattern)).or(rest);
        let first = self.width() - self.factors.len();
        std::iter::once(0)
            .chain(place.filter(|place| *place > 0))
            .chain(
                self.factors
                    .iter()
                    .enumerate()
                    .filter(|(_, factor)| has(pattern, **factor))
                    .map(|(k, _)| first + k),
            )
            .collect()
    }
}

/// Firms and closures with a factor and without.
fn split(counts: &Counts, factor: usize) -> [[f64; 2]; 2] {
    let mut sides = [[0.0; 2]; 2];
    for (pattern, count) in counts {
        let side = &mut sides[usize::from(!has(*pattern, factor))];
        side.iter_mut().zip(count).for_each(|(sum, more)| *sum += more);
    }
    sides
}

/// Solves a symmetric positive definite system by Cholesky's method, and gives the diagonal of the inverse; `None`
/// where the matrix is none.
fn solve(mut a: Vec<Vec<f64>>, b: &[f64]) -> Option<(Vec<f64>, Vec<f64>)> {
    let n = b.len();
    for j in 0..n {
        let scale = a[j][j];
        for k in 0..j {
            a[j][j] -= a[j][k] * a[j][k];
        }
        if a[j][j].is_nan() || a[j][j] <= 1e-10 * scale.max(1e-300) {
            return None;
        }
        a[j][j] = a[j][j].sqrt();
        for i in j + 1..n {
            for k in 0..j {
                a[i][j] -= a[i][k] * a[j][k];
            }
            a[i][j] /= a[j][j];
        }
    }
    let lower = |right: &[f64]| {
        let mut y = right.to_vec();
        for i in 0..n {
            for k in 0..i {
                y[i] -= a[i][k] * y[k];
            }
            y[i] /= a[i][i];
        }
        y
    };
    let mut x = lower(b);
    for i in (0..n).rev() {
        for k in i + 1..n {
            x[i] -= a[k][i] * x[k];
        }
        x[i] /= a[i][i];
    }
    // The inverse is L⁻ᵀ L⁻¹: its diagonal are the squared lengths of the columns of L⁻¹.
    let unit = |j: usize| (0..n).map(|i| f64::from(u8::from(i == j))).collect::<Vec<_>>();
    let diagonal = (0..n).map(|j| lower(&unit(j)).iter().map(|y| y * y).sum()).collect();
    Some((x, diagonal))
}

/// Coefficients of the model and their standard errors, by column; `None` where it does not converge.
fn fit(counts: &Counts, design: &Design) -> Option<(Vec<f64>, Vec<f64>)> {
    let rows: Vec<(Vec<usize>, [f64; 2])> =
        counts.iter().map(|(pattern, count)| (design.columns(*pattern), *count)).collect();
    let width = design.width();
    let (firms, closed) = rows.iter().fold((0.0, 0.0), |sum, row| (sum.0 + row.1[0], sum.1 + row.1[1]));
    let mut beta = vec![0.0; width];
    beta[0] = math::ln(-math::ln(1.0 - closed / firms));
    for _ in 0..ROUNDS {
        let mut a = vec![vec![0.0; width]; width];
        let mut right = vec![0.0; width];
        for (columns, [firms, closed]) in &rows {
            let eta = columns.iter().map(|column| beta[*column]).sum::<f64>().clamp(-20.0, 3.0);
            let hazard = math::exp(eta);
            let open = math::exp(-hazard);
            let (share, slope) = ((1.0 - open).max(1e-12), (hazard * open).max(1e-12));
            let weight = firms * slope * slope / (share * open.max(1e-12));
            let working = eta + (closed / firms - share) / slope;
            for i in columns {
                right[*i] += weight * working;
                columns.iter().for_each(|j| a[*i][*j] += weight);
            }
        }
        let (next, variance) = solve(a, &right)?;
        let moved = next.iter().zip(&beta).map(|(new, old)| (new - old).abs()).fold(0.0, f64::max);
        beta = next;
        if moved < 1e-9 {
            return Some((beta, variance.iter().map(|v: &f64| v.sqrt()).collect()));
        }
    }
    None
}

/// Hazard ratios of all factors.
pub fn ratios(counts: &Counts) -> Vec<Ratio> {
    let design = Design::of(counts);
    let closed: f64 = counts.values().map(|count| count[1]).sum();
    let fitted = if closed >= FEWEST { fit(counts, &design) } else { None };
    let of_factor = |factor: usize| {
        let [with, without] = split(counts, factor);
        let place = design.factors.iter().position(|other| *other == factor);
        let column = place.map(|place| design.width() - design.factors.len() + place);
        let ratio = fitted.as_ref().zip(column).map(|((beta, error), column)| {
            [0.0, -Z95, Z95].map(|z| math::exp(beta[column] + z * error[column]))
        });
        Ratio { factor, with, without, ratio }
    };
    (0..FACTORS.len()).map(of_factor).filter(|ratio| ratio.with[0] > 0.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pattern of a sector with some factors.
    fn pattern(sector: u32, factors: &[usize]) -> u32 {
        factors.iter().fold(1 << 31 | sector, |bits, factor| bits | 1 << (8 + factor))
    }

    #[test]
    fn one_factor_worked_by_hand() {
        // A quarter of 4,000 firms without closes and an eighth of 2,000 with: ln(8/7) over ln(4/3).
        let counts = Counts::from([(pattern(0, &[]), [4000.0, 1000.0]), (pattern(0, &[9]), [2000.0, 250.0])]);
        let ratios = ratios(&counts);
        let [ratio, low, high] = ratios[0].ratio.unwrap();
        assert!((ratio - math::ln(8.0 / 7.0) / math::ln(4.0 / 3.0)).abs() < 1e-9, "{ratio}");
        assert_eq!(ratios.len(), 1, "nobody has any other factor");
        assert_eq!((ratios[0].with, ratios[0].without), ([2000.0, 250.0], [4000.0, 1000.0]));
        assert!(low < ratio && ratio < high && high < 0.6);
        // The variance of ln(−ln(1 − p)) of a share p of n is p / (n (1 − p) ln²(1 − p)); two of them add up.
        let variance = |p: f64, n: f64| p / (n * (1.0 - p) * math::ln(1.0 - p).powi(2));
        let error = (variance(0.25, 4000.0) + variance(0.125, 2000.0)).sqrt();
        assert!((math::ln(high / ratio) / Z95 - error).abs() < 1e-6);
    }

    #[test]
    fn strata_and_factors_are_held_apart() {
        // Sector 1 closes at twice the hazard, and has most firms with factor 9, which halves it; the raw shares hide
        // that.
        let closing = |hazard: f64| 1.0 - math::exp(-hazard);
        let cell = |n: f64, hazard: f64| [n, n * closing(hazard)];
        let counts = Counts::from([
            (pattern(0, &[]), cell(9000.0, 0.1)),
            (pattern(0, &[9]), cell(1000.0, 0.05)),
            (pattern(1, &[]), cell(1000.0, 0.2)),
            (pattern(1, &[9]), cell(9000.0, 0.1)),
        ]);
        let ratio = ratios(&counts)[0].ratio.unwrap();
        assert!((ratio[0] - 0.5).abs() < 1e-6, "{ratio:?}");
    }

    #[test]
    fn nothing_is_said_of_few_closures() {
        let counts = Counts::from([(pattern(0, &[]), [100.0, 4.0]), (pattern(0, &[9]), [100.0, 3.0])]);
        assert!(ratios(&counts).iter().all(|ratio| ratio.ratio.is_none()));
    }
}
