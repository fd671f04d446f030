//! Latin hypercube (McKay, Beckman and Conover 1979): the range of each factor is cut into as many slices as
//! there are points, and each slice of each factor is met once.

use super::row::Row;
use crate::rng::{Draws, Purpose};

/// So many points: for each factor one in each of `points` slices of equal width, at a random place in it;
/// slices of different factors are paired at random.
pub fn latin_hypercube(points: usize, factors: usize, seed: u64) -> Vec<Row> {
    let draws = Draws::new(seed, 0);
    let mut rows = vec![Vec::with_capacity(factors); points];
    for factor in 0..factors {
        let order = draws.stream(Purpose::Slice, factor as i64);
        let place = draws.stream(Purpose::Place, factor as i64);
        let mut slices: Vec<usize> = (0..points).collect();
        slices.sort_by_key(|slice| (order.bits(*slice as u64), *slice));
        for (slice, (index, row)) in slices.into_iter().zip(rows.iter_mut().enumerate()) {
            let at = |edge: f64| edge / points as f64;
            // Rounding must not carry a point over the edge of its slice.
            let last = at(slice as f64 + 1.0).next_down();
            row.push(at(slice as f64 + place.uniform(index as u64)).min(last));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_slice_of_each_factor_is_met_once(points in 1usize..200, factors in 1usize..6, seed: u64) {
            let rows = latin_hypercube(points, factors, seed);
            prop_assert_eq!(rows.len(), points);
            for factor in 0..factors {
                let mut column: Vec<f64> = rows.iter().map(|row| row[factor]).collect();
                column.sort_by(f64::total_cmp);
                for (slice, value) in column.iter().enumerate() {
                    let edges = [slice as f64 / points as f64, (slice + 1) as f64 / points as f64];
                    prop_assert!(edges[0] <= *value && *value < edges[1], "{} is not in slice {}", value, slice);
                }
            }
        }
    }

    #[test]
    fn seeds_and_factors_differ_and_factors_are_not_paired() {
        let rows = latin_hypercube(2000, 2, 1);
        assert_eq!(rows, latin_hypercube(2000, 2, 1));
        assert_ne!(rows, latin_hypercube(2000, 2, 2));
        // The correlation of 2000 unrelated pairs has standard error 0.022.
        let products: f64 = rows.iter().map(|row| (row[0] - 0.5) * (row[1] - 0.5)).sum();
        assert!((products / 2000.0 * 12.0).abs() < 0.09);
    }

    #[test]
    fn the_numbers_are_the_same_on_every_machine() {
        let rows = latin_hypercube(2, 2, 20_200_101);
        assert_eq!(
            rows,
            [[0.548285792006393, 0.5901004452604302], [0.2978063474428839, 0.42907491263193254]]
        );
    }
}
