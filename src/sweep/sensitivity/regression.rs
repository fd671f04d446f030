//! Standardised regression (Helton and Davis 2003): how many standard deviations the output moves when a
//! factor moves by one of its own, the other factors held, if all were straight lines. The same on ranks asks
//! only that effects go one way.

use super::estimate::{Estimate, constant, half_widths, mean};
use crate::language::told::Told;
use crate::told;

/// The slopes of all factors.
#[derive(Clone, Debug, PartialEq)]
pub struct Slopes {
    /// Standardised coefficient of each factor.
    pub src: Vec<Estimate>,
    /// The same when factors and output are replaced by their ranks.
    pub srrc: Vec<Estimate>,
    /// Share of the output's variance that the straight lines explain: low, when they say little.
    pub r2: f64,
}

/// The slopes of least squares with a constant. `points` are rows with a number for each factor, in any
/// units. Points are resampled for the intervals, ranks kept as they are in the whole sample; there are none
/// when most resamples leave a factor without variation.
///
/// # Errors
/// There are fewer points than coefficients (the constant is one) and two; a factor or the output does not
/// vary; or a factor is a combination of others.
pub fn regression(points: &[Vec<f64>], outputs: &[f64], seed: u64) -> Result<Slopes, Told> {
    let factors = points.first().map_or(0, Vec::len);
    if points.len() != outputs.len() || points.len() < factors + 3 {
        return Err(told!(
            "{points} points are too few for {factors} factors: at least {least} are needed",
            points = outputs.len(),
            factors = factors,
            least = factors + 3
        ));
    }
    // Columns: the factors, then the output.
    let mut columns: Vec<Vec<f64>> =
        (0..factors).map(|factor| points.iter().map(|row| row[factor]).collect()).collect();
    columns.push(outputs.to_vec());
    match columns.iter().position(|column| constant(column)) {
        Some(column) if column < factors => {
            return Err(told!("factor {number} has the same value at all points", number = column + 1));
        }
        Some(_) => return Err(told!("it is the same at all points")),
        None => {}
    }
    let all: Vec<usize> = (0..outputs.len()).collect();
    let entangled =
        || told!("a factor is a combination of others, so that their parts can't be distinguished");
    let (src, r2) = fitted(&columns, &all, seed).ok_or_else(entangled)?;
    let ranked: Vec<Vec<f64>> = columns.iter().map(|column| ranks(column)).collect();
    let (srrc, _) = fitted(&ranked, &all, seed).ok_or_else(entangled)?;
    Ok(Slopes { src, srrc, r2 })
}

/// Coefficients with intervals, and the share explained.
fn fitted(columns: &[Vec<f64>], all: &[usize], seed: u64) -> Option<(Vec<Estimate>, f64)> {
    let (slopes, explained) = standardised(columns, all)?;
    let half = half_widths(all.len(), seed, |drawn| standardised(columns, drawn).map(|(slopes, _)| slopes));
    let estimates = slopes
        .iter()
        .enumerate()
        .map(|(k, slope)| Estimate::around(*slope, half.as_ref().map(|half| half[k])));
    Some((estimates.collect(), explained))
}

/// Coefficients and share explained from the rows drawn: the solution of R b = r, where R holds the
/// correlations of factors and r theirs with the output; b·r is explained. Nothing when a column does not
/// vary or factors are combinations of others.
fn standardised(columns: &[Vec<f64>], drawn: &[usize]) -> Option<(Vec<f64>, f64)> {
    let mut standard = Vec::with_capacity(columns.len());
    for column in columns {
        let middle = mean(drawn.iter().map(|i| column[*i]));
        let mut moved: Vec<f64> = drawn.iter().map(|i| column[*i] - middle).collect();
        let size = moved.iter().map(|x| x * x).sum::<f64>().sqrt();
        if drawn.iter().all(|i| column[*i] == column[drawn[0]]) || size <= 0.0 {
            return None;
        }
        moved.iter_mut().for_each(|x| *x /= size);
        standard.push(moved);
    }
    let output = standard.pop()?;
    let product = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
    let with_output: Vec<f64> = standard.iter().map(|x| product(x, &output)).collect();
    let between: Vec<Vec<f64>> = standard
        .iter()
        .enumerate()
        .map(|(k, x)| standard[..=k].iter().map(|y| product(x, y)).collect())
        .collect();
    let slopes = solve(between, &with_output)?;
    let explained = product(&slopes, &with_output);
    Some((slopes, explained))
}

/// The solution of `matrix` x = `right` by Cholesky's factors. The matrix is symmetric with a diagonal of
/// ones; only its lower triangle is given. Nothing when a row is, but for rounding, a combination of those
/// before.
fn solve(mut matrix: Vec<Vec<f64>>, right: &[f64]) -> Option<Vec<f64>> {
    const LEAST: f64 = 1e-10;
    let n = right.len();
    for i in 0..n {
        for j in 0..=i {
            let sum: f64 = (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum();
            let rest = matrix[i][j] - sum;
            if i == j && rest < LEAST {
                return None;
            }
            matrix[i][j] = if i == j { rest.sqrt() } else { rest / matrix[j][j] };
        }
    }
    let mut x = right.to_vec();
    for i in 0..n {
        let sum: f64 = (0..i).map(|k| matrix[i][k] * x[k]).sum();
        x[i] = (x[i] - sum) / matrix[i][i];
    }
    for i in (0..n).rev() {
        let sum: f64 = (i + 1..n).map(|k| matrix[k][i] * x[k]).sum();
        x[i] = (x[i] - sum) / matrix[i][i];
    }
    Some(x)
}

/// Ranks from one; equal numbers share the mean of theirs.
fn ranks(column: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..column.len()).collect();
    order.sort_by(|a, b| column[*a].total_cmp(&column[*b]));
    let mut ranks = vec![0.0; column.len()];
    let mut before = 0;
    for tied in order.chunk_by(|a, b| column[*a] == column[*b]) {
        for index in tied {
            ranks[*index] = before as f64 + (tied.len() as f64 + 1.0) / 2.0;
        }
        before += tied.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math;
    use crate::sweep::design;
    use crate::sweep::sensitivity::estimate::deviation;

    #[test]
    fn slopes_of_a_plane_are_exact_and_explain_all() {
        // y = 3x − 4z + 7: b = 3 sd(x)/sd(y) and −4 sd(z)/sd(y).
        let points = design::latin_hypercube(40, 2, 5);
        let outputs: Vec<f64> = points.iter().map(|row| 3.0 * row[0] - 4.0 * row[1] + 7.0).collect();
        let found = regression(&points, &outputs, 1).unwrap();
        let size = |factor: usize| {
            deviation(points.iter().map(|row| row[factor])) / deviation(outputs.iter().copied())
        };
        assert!(
            (found.src[0].value - 3.0 * size(0)).abs() < 1e-12
                && (found.src[1].value + 4.0 * size(1)).abs() < 1e-12
        );
        assert!((found.r2 - 1.0).abs() < 1e-12);
        assert!(
            found.src[0]
                .bounds
                .is_some_and(|[low, high]| low < found.src[0].value && found.src[0].value < high)
        );
    }

    #[test]
    fn a_small_case_by_hand() {
        // x = −1, −1, 1, 1 and z = −1, 1, −1, 1, once more each; y = x + z + xz. Correlations of x, z with y
        // are 1/√3 each, none between them, so the slopes are 1/√3 and two thirds are explained.
        let points: Vec<Vec<f64>> = [[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]]
            .repeat(2)
            .iter()
            .map(|row| row.to_vec())
            .collect();
        let outputs: Vec<f64> = points.iter().map(|row| row[0] + row[1] + row[0] * row[1]).collect();
        let found = regression(&points, &outputs, 1).unwrap();
        for slope in &found.src {
            assert!((slope.value - 1.0 / 3f64.sqrt()).abs() < 1e-12, "{slope:?}");
        }
        assert!((found.r2 - 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn ranks_see_through_curves_that_go_one_way() {
        let points = design::latin_hypercube(60, 1, 5);
        let outputs: Vec<f64> = points.iter().map(|row| math::exp(20.0 * row[0])).collect();
        let found = regression(&points, &outputs, 1).unwrap();
        assert!((found.srrc[0].value - 1.0).abs() < 1e-12, "{found:?}");
        assert!(found.src[0].value < 0.7 && found.r2 < 0.5, "{found:?}");
    }

    #[test]
    fn an_interval_covers_what_it_should() {
        // The slope of noise is zero: of 200 samples its 95% interval should exclude zero in about 10
        // (standard error 3).
        let missed = (0..200u64).filter(|seed| {
            let points = design::latin_hypercube(100, 2, *seed);
            let outputs: Vec<f64> = points.iter().map(|row| row[1]).collect();
            let points: Vec<Vec<f64>> = points.iter().map(|row| vec![row[0]]).collect();
            let [low, high] = regression(&points, &outputs, *seed).unwrap().src[0].bounds.unwrap();
            low > 0.0 || high < 0.0
        });
        let missed = missed.count();
        assert!((1..=22).contains(&missed), "{missed}");
    }

    #[test]
    fn ties_share_their_ranks() {
        assert_eq!(ranks(&[5.0, 1.0, 5.0, -2.0, 5.0]), [4.0, 2.0, 4.0, 1.0, 4.0]);
    }

    #[test]
    fn what_can_not_be_fitted_is_refused() {
        let rows = |numbers: &[[f64; 2]]| numbers.iter().map(|row| row.to_vec()).collect::<Vec<_>>();
        let outputs = [1.0, 3.0, 2.0, 5.0, 4.0];
        let fine = rows(&[[0.0, 1.0], [1.0, 0.0], [2.0, 5.0], [3.0, 2.0], [4.0, 4.0]]);
        assert!(regression(&fine, &outputs, 1).is_ok());
        assert!(
            regression(&fine[..4], &outputs[..4], 1).unwrap_err().english().contains("at least 5 are needed")
        );
        assert!(
            regression(&fine, &[2.0; 5], 1).unwrap_err().english().contains("it is the same at all points")
        );
        let flat: Vec<Vec<f64>> = fine.iter().map(|row| vec![row[0], 7.0]).collect();
        assert!(
            regression(&flat, &outputs, 1).unwrap_err().english().contains("factor 2 has the same value")
        );
        let twice: Vec<Vec<f64>> = fine.iter().map(|row| vec![row[0], 3.0 - 2.0 * row[0]]).collect();
        assert!(regression(&twice, &outputs, 1).unwrap_err().english().contains("a combination of others"));
    }
}
