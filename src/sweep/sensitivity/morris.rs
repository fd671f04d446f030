//! Elementary effects (Morris 1991; Campolongo, Cariboni and Saltelli 2007): what the output does when one
//! factor moves, over trajectories.
//!
//! An effect is the change of the output for a move of the factor upwards, divided by the step as a share of
//! the factor's range. So effects are in units of the output for a move over the whole range of the factor:
//! those of `SALib.analyze.morris` with `scaled=False`, which also divides by `levels / (2 (levels − 1))` and
//! takes nothing but the direction of moves from the values of factors. A factor of few values moves in
//! jumps: with two values its effect is the jump divided by the step, which is up to twice the jump.

use super::estimate::{Estimate, constant, deviation, half_widths, mean};
use crate::language::told::Told;
use crate::sweep::design::step;
use crate::told;

/// The effects of a factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effects {
    /// Mean effect: the direction. Output units for a move over the whole range.
    pub mu: f64,
    /// Mean size of effects: the importance. Its interval does not go below zero.
    pub mu_star: Estimate,
    /// Standard deviation of effects: curvature and interactions.
    pub sigma: f64,
}

/// The effects of each factor. `points` are rows of the design in order, in any units in which a factor moves
/// up when its place in the unit cube does; `outputs` are one a row; `levels` is that of the design.
/// Trajectories are resampled whole for the interval.
///
/// # Errors
/// The rows are not at least two whole trajectories in each of which each factor moves once.
pub fn morris(points: &[Vec<f64>], outputs: &[f64], levels: usize, seed: u64) -> Result<Vec<Effects>, Told> {
    let factors = points.first().map_or(0, Vec::len);
    let size = factors + 1;
    if points.len() != outputs.len() || !points.len().is_multiple_of(size) || points.len() < 2 * size {
        return Err(told!(
            "{points} points and {outputs} outputs are not two or more trajectories of {size} rows, as {factors} factors need",
            points = points.len(),
            outputs = outputs.len(),
            size = size,
            factors = factors
        ));
    }
    let step = step(levels);
    // One row a trajectory, one number a factor.
    let mut effects = Vec::with_capacity(points.len() / size);
    for (number, (rows, outputs)) in points.chunks(size).zip(outputs.chunks(size)).enumerate() {
        let mut effect = vec![None; factors];
        for (pair, change) in rows.windows(2).zip(outputs.windows(2)) {
            let moved: Vec<usize> =
                (0..factors).filter(|factor| pair[0][*factor] != pair[1][*factor]).collect();
            let [factor] = moved[..] else {
                return Err(told!(
                    "in trajectory {number} {count} factors move at once; one must",
                    number = number + 1,
                    count = moved.len()
                ));
            };
            let up = if pair[1][factor] > pair[0][factor] { 1.0 } else { -1.0 };
            effect[factor] = Some(up * (change[1] - change[0]) / step);
        }
        let whole: Option<Vec<f64>> = effect.into_iter().collect();
        let still = || told!("in trajectory {number} a factor does not move", number = number + 1);
        effects.push(whole.ok_or_else(still)?);
    }
    let sizes = |factor: usize, drawn: &[usize]| mean(drawn.iter().map(|i| effects[*i][factor].abs()));
    let half = half_widths(effects.len(), seed, |drawn| {
        Some((0..factors).map(|factor| sizes(factor, drawn)).collect())
    });
    let of_factor = |factor: usize| {
        let column: Vec<f64> = effects.iter().map(|row| row[factor]).collect();
        let mu_star =
            Estimate::around(mean(column.iter().map(|x| x.abs())), half.as_ref().map(|half| half[factor]));
        Effects {
            mu: mean(column.iter().copied()),
            mu_star: Estimate { bounds: mu_star.bounds.map(|[low, high]| [low.max(0.0), high]), ..mu_star },
            sigma: if constant(&column) { 0.0 } else { deviation(column.iter().copied()) },
        }
    };
    Ok((0..factors).map(of_factor).collect())
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{g, ishigami};
    use super::*;
    use crate::sweep::design;

    fn close(found: &[Effects], mu: &[f64], mu_star: &[f64], sigma: &[f64]) {
        for (k, effects) in found.iter().enumerate() {
            for (found, wanted) in
                [(effects.mu, mu[k]), (effects.mu_star.value, mu_star[k]), (effects.sigma, sigma[k])]
            {
                assert!(
                    (found - wanted).abs() < 1e-9 * wanted.abs().max(1.0),
                    "factor {k}: {found} instead of {wanted}"
                );
            }
        }
    }

    #[test]
    fn effects_of_a_plane_are_its_slopes_over_the_range() {
        // y = 3x − 2z on [0, 10] × [0, 1]: over the whole range +30 and −2, whatever the trajectories.
        let rows = design::morris(5, 2, 6, 3).unwrap();
        let real: Vec<Vec<f64>> = rows.iter().map(|row| vec![10.0 * row[0], row[1]]).collect();
        let outputs: Vec<f64> = real.iter().map(|row| 3.0 * row[0] - 2.0 * row[1]).collect();
        let found = morris(&real, &outputs, 6, 1).unwrap();
        close(&found, &[30.0, -2.0], &[30.0, 2.0], &[0.0, 0.0]);
        assert!(found[0].mu_star.bounds.is_some_and(|[low, high]| high - low < 1e-9));
    }

    #[test]
    fn numbers_of_salib_for_ishigami_and_g() {
        // SALib 1.6.0 read these rows from a file: morris.analyze(…, scaled=False, num_levels=4).
        let rows = design::morris(50, 3, 4, 20_200_101).unwrap();
        let outputs: Vec<f64> = rows.iter().map(|row| ishigami(row)).collect();
        close(&morris(&rows, &outputs, 4, 1).unwrap(), &ISHIGAMI[0], &ISHIGAMI[1], &ISHIGAMI[2]);
        let rows = design::morris(50, 8, 6, 20_200_101).unwrap();
        let outputs: Vec<f64> = rows.iter().map(|row| g(row)).collect();
        close(&morris(&rows, &outputs, 6, 1).unwrap(), &G[0], &G[1], &G[2]);
    }

    #[test]
    fn the_interval_is_that_of_whole_trajectories() {
        let rows = design::morris(50, 3, 4, 20_200_101).unwrap();
        let outputs: Vec<f64> = rows.iter().map(|row| ishigami(row)).collect();
        let found = morris(&rows, &outputs, 4, 1).unwrap();
        // SALib 1.6.0 with 20 000 resamples; ours of 1000 are known to 2.2%, four of these.
        for (effects, half) in found.iter().zip(HALF) {
            let [low, high] = effects.mu_star.bounds.unwrap();
            assert!(((high - low) / (2.0 * half) - 1.0).abs() < 0.09 || half < 1e-9, "{low} {high} {half}");
        }
    }

    #[test]
    fn rows_that_are_no_trajectories_are_refused() {
        let rows = design::morris(3, 2, 4, 1).unwrap();
        let outputs = vec![0.0; 9];
        assert!(morris(&rows[..8], &outputs[..8], 4, 1).unwrap_err().english().contains("8 points"));
        assert!(morris(&rows[..3], &outputs[..3], 4, 1).is_err());
        let mut swapped = rows.clone();
        swapped.swap(0, 2);
        swapped.swap(4, 8);
        assert!(morris(&swapped, &outputs, 4, 1).is_err());
    }

    // mu, mu_star, sigma; of HALF half-widths of mu_star.
    const ISHIGAMI: [[f64; 3]; 3] = [
        [6.9541985791931324, -0.9450000000000012, -0.2499518441333251],
        [6.9541985791931324, 7.875, 7.748507168133068],
        [6.26662437380832, 7.897467948652908, 9.937314078526306],
    ];
    const G: [[f64; 8]; 3] = [
        [
            -0.028926198170583933,
            0.16702370032047234,
            -0.12617204169166307,
            -0.017176353441473335,
            0.0037252325524953405,
            0.002693928672258785,
            0.011433534018127219,
            0.002069953559561562,
        ],
        [
            2.2237228820047195,
            1.172047116156414,
            0.4212397028964543,
            0.20880835188547267,
            0.020384947840789747,
            0.022106245189950607,
            0.026493356023629434,
            0.01861302324903764,
        ],
        [
            2.7777440178048582,
            1.6890359397627925,
            0.6420608049623265,
            0.28650920275093694,
            0.0329635325843821,
            0.033428922722987725,
            0.03795708413252582,
            0.02960307741659879,
        ],
    ];
    const HALF: [f64; 3] = [1.7288386758398855, 2.3603008297117352e-15, 1.681365837808415];
}
