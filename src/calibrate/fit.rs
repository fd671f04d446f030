//! Damped least squares (Levenberg 1944, Marquardt 1963) with slopes from one step of each parameter.
//!
//! Parameters are counted in steps of their own, so that the damping treats them alike. A simulation is a
//! rough function: no parameter goes further than [`FURTHEST`] steps at a time, and a step that makes things
//! worse is tried again, shorter.

/// Steps that a parameter may move in one round.
pub const FURTHEST: f64 = 2.5;
/// Damping at first, and what it is multiplied with when a step does not help.
const DAMPING: f64 = 0.3;
const MORE: f64 = 5.0;
/// Tries in a round.
const TRIES: usize = 3;

/// A parameter to move.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Knob {
    /// Where it starts.
    pub start: f64,
    /// Its step: a change that should show.
    pub step: f64,
    /// Bounds.
    pub bounds: [f64; 2],
}

/// Where a fit stands.
#[derive(Clone, Debug)]
pub struct Fit {
    /// Values of the parameters.
    pub values: Vec<f64>,
    /// Residuals there.
    pub residuals: Vec<f64>,
    /// Change of each residual (row) for a step of each parameter (column), as last measured.
    pub slopes: Vec<Vec<f64>>,
    /// Rounds made.
    pub rounds: usize,
    /// Whether the last round found nothing better.
    pub settled: bool,
}

impl Fit {
    /// Sum of squared residuals.
    pub fn loss(&self) -> f64 {
        loss(&self.residuals)
    }
    /// Parameters that move no residual by more than `least`, by index.
    pub fn idle_knobs(&self, least: f64) -> Vec<usize> {
        let knobs = self.slopes.first().map_or(0, Vec::len);
        (0..knobs).filter(|k| self.slopes.iter().all(|row| row[*k].abs() <= least)).collect()
    }
    /// Residuals that are not met and that no parameter moves by more than `least`, by index.
    pub fn unmoved(&self, least: f64) -> Vec<usize> {
        let rows = self.slopes.iter().zip(&self.residuals).enumerate();
        rows.filter(|(_, (row, residual))| {
            residual.abs() > 1.0 && row.iter().all(|slope| slope.abs() <= least)
        })
        .map(|(j, _)| j)
        .collect()
    }
}

fn loss(residuals: &[f64]) -> f64 {
    residuals.iter().map(|r| r * r).sum()
}

/// Fits: `model` gives the residuals for values of the parameters; `recorded` hears of each round.
///
/// # Errors
/// What `model` meets.
pub fn fit<E>(
    knobs: &[Knob],
    rounds: usize,
    mut model: impl FnMut(&[f64]) -> Result<Vec<f64>, E>,
    mut report: impl FnMut(&Fit),
) -> Result<Fit, E> {
    let values: Vec<f64> =
        knobs.iter().map(|knob| knob.start.clamp(knob.bounds[0], knob.bounds[1])).collect();
    let residuals = model(&values)?;
    let mut fit = Fit { values, residuals, slopes: Vec::new(), rounds: 0, settled: false };
    report(&fit);
    while fit.rounds < rounds && !fit.settled {
        fit.slopes = slopes(knobs, &fit, &mut model)?;
        let mut damping = DAMPING;
        fit.settled = true;
        for _ in 0..TRIES {
            let values = moved(knobs, &fit, damping);
            let residuals = model(&values)?;
            if loss(&residuals) < fit.loss() {
                (fit.values, fit.residuals, fit.settled) = (values, residuals, false);
                break;
            }
            damping *= MORE;
        }
        fit.rounds += 1;
        report(&fit);
    }
    Ok(fit)
}

fn slopes<E>(
    knobs: &[Knob],
    fit: &Fit,
    model: &mut impl FnMut(&[f64]) -> Result<Vec<f64>, E>,
) -> Result<Vec<Vec<f64>>, E> {
    let mut slopes = vec![vec![0.0; knobs.len()]; fit.residuals.len()];
    for (k, knob) in knobs.iter().enumerate() {
        // A step that would leave the bounds goes the other way.
        let way = if fit.values[k] + knob.step <= knob.bounds[1] { 1.0 } else { -1.0 };
        let mut values = fit.values.clone();
        values[k] = (values[k] + way * knob.step).clamp(knob.bounds[0], knob.bounds[1]);
        let steps = (values[k] - fit.values[k]) / knob.step;
        if steps == 0.0 {
            continue;
        }
        for ((row, there), here) in slopes.iter_mut().zip(model(&values)?).zip(&fit.residuals) {
            row[k] = (there - here) / steps;
        }
    }
    Ok(slopes)
}

/// Where the damped step leads.
fn moved(knobs: &[Knob], fit: &Fit, damping: f64) -> Vec<f64> {
    let n = knobs.len();
    let mut normal = vec![vec![0.0; n]; n];
    let mut right = vec![0.0; n];
    for (row, residual) in fit.slopes.iter().zip(&fit.residuals) {
        for a in 0..n {
            right[a] -= row[a] * residual;
            (0..n).for_each(|b| normal[a][b] += row[a] * row[b]);
        }
    }
    (0..n).for_each(|a| normal[a][a] += damping);
    let steps = solve(normal, right);
    let place = |k: usize| fit.values[k] + knobs[k].step * steps[k].clamp(-FURTHEST, FURTHEST);
    (0..n).map(|k| place(k).clamp(knobs[k].bounds[0], knobs[k].bounds[1])).collect()
}

/// Solves a symmetric positive definite system by Cholesky's decomposition.
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for i in 0..n {
        for j in 0..=i {
            let sum: f64 = a[i][j] - (0..j).map(|k| a[i][k] * a[j][k]).sum::<f64>();
            a[i][j] = if i == j { sum.sqrt() } else { sum / a[j][j] };
        }
        b[i] = (b[i] - (0..i).map(|k| a[i][k] * b[k]).sum::<f64>()) / a[i][i];
    }
    for i in (0..n).rev() {
        b[i] = (b[i] - (i + 1..n).map(|k| a[k][i] * b[k]).sum::<f64>()) / a[i][i];
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;

    const FREE: [f64; 2] = [-100.0, 100.0];

    #[test]
    fn a_system_worked_by_hand() {
        // 4x + 2y = 10, 2x + 3y = 11.
        let x = solve(vec![vec![4.0, 2.0], vec![2.0, 3.0]], vec![10.0, 11.0]);
        assert!((x[0] - 1.0).abs() < 1e-12 && (x[1] - 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_curved_model_is_fitted_and_its_bounds_are_kept() {
        // Facts: e^a = 2, a + b = 3, b² = 5.32 (all but met at a = ln 2, b = 2.307).
        let model = |v: &[f64]| {
            Ok::<_, ()>(vec![crate::math::exp(v[0]) - 2.0, v[0] + v[1] - 3.0, v[1] * v[1] - 5.32])
        };
        let knobs =
            [Knob { start: 0.0, step: 0.1, bounds: FREE }, Knob { start: 1.0, step: 0.1, bounds: FREE }];
        let found = fit(&knobs, 60, model, |_| {}).unwrap();
        assert!(
            (found.values[0] - 0.693).abs() < 0.01 && (found.values[1] - 2.307).abs() < 0.01,
            "{found:?}"
        );
        let bound = [knobs[0], Knob { bounds: [0.0, 2.0], ..knobs[1] }];
        assert_eq!(fit(&bound, 60, model, |_| {}).unwrap().values[1], 2.0);
    }

    #[test]
    fn what_moves_nothing_is_named() {
        let model = |v: &[f64]| Ok::<_, ()>(vec![v[0] - 5.0, 7.0]);
        let knobs =
            [Knob { start: 0.0, step: 1.0, bounds: FREE }, Knob { start: 0.0, step: 1.0, bounds: FREE }];
        let found = fit(&knobs, 1, model, |_| {}).unwrap();
        assert_eq!((found.idle_knobs(0.02), found.unmoved(0.02)), (vec![1], vec![1]));
    }

    #[test]
    fn an_error_of_the_model_ends_the_fit() {
        let knobs = [Knob { start: 0.0, step: 1.0, bounds: FREE }];
        assert_eq!(
            fit(&knobs, 3, |v| if v[0] > 0.0 { Err("broken") } else { Ok(vec![1.0]) }, |_| {}).unwrap_err(),
            "broken"
        );
    }
}
