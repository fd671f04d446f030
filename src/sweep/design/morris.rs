//! Trajectories of Morris (1991): from a point of a coarse grid, one factor after the other moves by the same
//! step, up or down. Rows stand as SALib's do: each trajectory in consecutive rows, so that its analysis
//! reads them unchanged.

use super::row::Row;
use crate::language::told::Told;
use crate::rng::{Draws, Purpose};
use crate::told;

/// The step of a factor, as a share of its range: `levels / (2 (levels − 1))`, just over half. With it every
/// level is met equally often.
pub fn step(levels: usize) -> f64 {
    levels as f64 / (2.0 * (levels as f64 - 1.0))
}

/// So many trajectories of `factors + 1` rows on a grid of `levels` levels from 0 to 1. In a trajectory each
/// factor moves once, by [`step`], in an order that is drawn; its lower end is drawn among the lower half of
/// the levels, its direction by a coin. More trajectories begin with the fewer ones of the same seed.
///
/// # Errors
/// The number of levels is odd or less than two.
pub fn morris(trajectories: usize, factors: usize, levels: usize, seed: u64) -> Result<Vec<Row>, Told> {
    if levels < 2 || !levels.is_multiple_of(2) {
        return Err(told!(
            "the levels of a Morris design must be an even number of at least 2, not {levels}",
            levels = levels
        ));
    }
    let half = levels / 2;
    let share = |level: usize| level as f64 / (levels - 1) as f64;
    let mut rows = Vec::with_capacity(trajectories * (factors + 1));
    for number in 0..trajectories {
        let stream = Draws::new(seed, 0).stream(Purpose::Trajectory, number as i64);
        let draw = |factor: usize, what: u64| 3 * factor as u64 + what;
        let mut order: Vec<usize> = (0..factors).collect();
        order.sort_by_key(|factor| (stream.bits(draw(*factor, 0)), *factor));
        let low = |factor: usize| (stream.uniform(draw(factor, 1)) * half as f64) as usize;
        let ends = |factor: usize| {
            let ends = [low(factor), low(factor) + half];
            if stream.uniform(draw(factor, 2)) < 0.5 { ends } else { [ends[1], ends[0]] }
        };
        let mut row: Row = (0..factors).map(|factor| share(ends(factor)[0])).collect();
        rows.push(row.clone());
        for factor in order {
            row[factor] = share(ends(factor)[1]);
            rows.push(row.clone());
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_factor_of_a_trajectory_moves_once_by_the_step(
            trajectories in 1usize..20, factors in 1usize..12, half in 1usize..6, seed: u64
        ) {
            let levels = 2 * half;
            let rows = morris(trajectories, factors, levels, seed).unwrap();
            prop_assert_eq!(rows.len(), trajectories * (factors + 1));
            for row in rows.iter().flatten() {
                let level = row * (levels - 1) as f64;
                prop_assert!((0.0..=1.0).contains(row) && (level - level.round()).abs() < 1e-9);
            }
            for trajectory in rows.chunks(factors + 1) {
                let mut moved = Vec::new();
                for pair in trajectory.windows(2) {
                    let changed: Vec<usize> = (0..factors).filter(|factor| pair[0][*factor] != pair[1][*factor]).collect();
                    prop_assert_eq!(changed.len(), 1);
                    prop_assert!(((pair[1][changed[0]] - pair[0][changed[0]]).abs() - step(levels)).abs() < 1e-12);
                    moved.push(changed[0]);
                }
                moved.sort_unstable();
                prop_assert_eq!(moved, (0..factors).collect::<Vec<_>>());
            }
            prop_assert_eq!(&morris(trajectories + 3, factors, levels, seed).unwrap()[..rows.len()], &rows[..]);
        }
    }

    #[test]
    fn levels_directions_and_orders_are_met_equally_often() {
        let rows = morris(4000, 3, 4, 7).unwrap();
        let (mut levels, mut up, mut first) = ([0; 4], 0, [0; 3]);
        for trajectory in rows.chunks(4) {
            let moved = (0..3).find(|factor| trajectory[0][*factor] != trajectory[1][*factor]).unwrap();
            first[moved] += 1;
            up += u32::from(trajectory[3][0] > trajectory[0][0]);
            levels[(trajectory[0][1] * 3.0).round() as usize] += 1;
        }
        // Four standard errors of counts out of 4000.
        assert!(levels.iter().all(|n: &i32| (n - 1000).abs() < 110), "{levels:?}");
        assert!(first.iter().all(|n: &i32| (n - 1333).abs() < 120), "{first:?}");
        assert!(up.abs_diff(2000) < 127, "{up}");
    }

    #[test]
    fn odd_levels_are_refused() {
        assert!(morris(2, 2, 5, 1).unwrap_err().english().contains("an even number of at least 2, not 5"));
        assert!(morris(2, 2, 0, 1).is_err());
    }
}
