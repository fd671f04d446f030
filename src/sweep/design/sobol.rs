//! A Sobol sequence, scrambled as Owen (1995) does, by the hash of Burley (2020): points that fill the cube
//! more evenly than random ones.

use super::row::Row;
use crate::language::told::Told;
use crate::rng::{Draws, Purpose};
use crate::told;

/// Points that the sequence has.
pub const MOST_POINTS: usize = 1 << 16;
/// Dimensions that the sequence has.
pub const MOST_DIMENSIONS: usize = sobol_burley::NUM_DIMENSIONS as usize;

/// The first points of a scrambled Sobol sequence. A longer design begins with the points of a shorter one of
/// the same seed. Points are most even when their number is a power of two. Numbers lie inside (0, 1), never
/// at an end.
///
/// # Errors
/// More points or factors than the sequence has.
pub fn sobol(points: usize, factors: usize, seed: u64) -> Result<Vec<Row>, Told> {
    if points > MOST_POINTS {
        return Err(told!(
            "a Sobol sequence has at most {most} points here, not {points}",
            most = MOST_POINTS,
            points = points
        ));
    }
    if factors > MOST_DIMENSIONS {
        return Err(told!(
            "a Sobol sequence has at most {most} dimensions here, not {factors}",
            most = MOST_DIMENSIONS,
            factors = factors
        ));
    }
    let scramble = (Draws::new(seed, 0).stream(Purpose::Scramble, 0).bits(0) >> 32) as u32;
    // The sequence comes in steps of 2⁻²³ from zero on: half a step keeps it away from both ends.
    let number = |point, factor| {
        f64::from(sobol_burley::sample(point as u32, factor as u32, scramble)) + 1.0 / 16_777_216.0
    };
    Ok((0..points).map(|point| (0..factors).map(|factor| number(point, factor)).collect()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_longer_design_begins_with_a_shorter_one(short in 0usize..300, more in 0usize..300, factors in 1usize..12, seed: u64) {
            let long = sobol(short + more, factors, seed).unwrap();
            prop_assert_eq!(&long[..short], &sobol(short, factors, seed).unwrap()[..]);
        }

        #[test]
        fn each_slice_of_each_factor_is_met_once_by_a_power_of_two(power in 0u32..10, factors in 1usize..40, seed: u64) {
            let points = 1usize << power;
            let rows = sobol(points, factors, seed).unwrap();
            for factor in 0..factors {
                let mut slices: Vec<usize> = rows.iter().map(|row| (row[factor] * points as f64) as usize).collect();
                slices.sort_unstable();
                prop_assert_eq!(slices, (0..points).collect::<Vec<_>>());
            }
        }

        #[test]
        fn the_first_two_factors_meet_each_box_of_equal_size_once(power in 0u32..10, cut in 0u32..10, seed: u64) {
            // The first two dimensions are a (0, m, 2)-net: so are they after Owen's scrambling.
            let wide = cut.min(power);
            let (across, up) = (1usize << wide, 1usize << (power - wide));
            let rows = sobol(1 << power, 2, seed).unwrap();
            let place = |row: &Row| (row[0] * across as f64) as usize * up + (row[1] * up as f64) as usize;
            let mut boxes: Vec<usize> = rows.iter().map(place).collect();
            boxes.sort_unstable();
            prop_assert_eq!(boxes, (0..across * up).collect::<Vec<_>>());
        }
    }

    #[test]
    fn numbers_lie_inside_the_cube_and_seeds_differ() {
        let rows = sobol(MOST_POINTS, 3, 1).unwrap();
        assert!(rows.iter().flatten().all(|x| 0.0 < *x && *x < 1.0));
        assert_ne!(rows[..8], sobol(8, 3, 2).unwrap()[..]);
    }

    #[test]
    fn more_than_the_sequence_has_is_refused() {
        assert!(sobol(MOST_POINTS + 1, 1, 1).unwrap_err().english().contains("at most 65536 points"));
        assert!(sobol(2, MOST_DIMENSIONS + 1, 1).unwrap_err().english().contains("at most 256 dimensions"));
    }

    #[test]
    fn the_numbers_are_the_same_on_every_machine() {
        assert_eq!(
            sobol(2, 2, 20_200_101).unwrap(),
            [[0.9954506754875183, 0.8759693503379822], [0.20324987173080444, 0.2844364047050476]]
        );
    }
}
