//! Designs: which points of the unit cube are looked at. Pure numbers: what a number means to a factor is
//! said in `factor.rs`.
//!
//! A row is a point, with a number in [0, 1] for each factor. Rows depend on the arguments alone: the same on
//! every machine.

mod latin_hypercube;
mod morris;
mod row;
mod saltelli;
mod sobol;

pub use latin_hypercube::latin_hypercube;
pub use morris::{morris, step};
pub use row::Row;
pub use saltelli::{rows_of_a_sample, saltelli};
pub use sobol::{MOST_DIMENSIONS, MOST_POINTS, sobol};

/// The middle, and each factor alone at its ends: first the middle of all, then for each factor a row with it
/// at 0 and one with it at 1, the rest in the middle. `1 + 2 factors` rows.
pub fn one_at_a_time(factors: usize) -> Vec<Row> {
    let middle = vec![0.5; factors];
    let mut rows = vec![middle.clone()];
    for factor in 0..factors {
        for end in [0.0, 1.0] {
            let mut row = middle.clone();
            row[factor] = end;
            rows.push(row);
        }
    }
    rows
}

/// Every combination of the factors' levels, as indices from zero; the first factor changes slowest. `levels`
/// says how many levels each factor has. Without factors there is one combination, of nothing.
pub fn grid(levels: &[usize]) -> Vec<Vec<usize>> {
    levels.iter().fold(vec![Vec::new()], |rows, count| {
        rows.iter()
            .flat_map(|row| (0..*count).map(move |level| row.iter().copied().chain([level]).collect()))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_factor_after_the_other_goes_to_its_ends() {
        assert_eq!(one_at_a_time(2), [[0.5, 0.5], [0.0, 0.5], [1.0, 0.5], [0.5, 0.0], [0.5, 1.0]]);
        assert_eq!(one_at_a_time(0), [[0.0; 0]]);
    }

    #[test]
    fn the_first_factor_of_a_grid_is_slowest() {
        assert_eq!(grid(&[2, 3]), [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]);
        assert_eq!(grid(&[]), [[0; 0]]);
        assert!(grid(&[2, 0]).is_empty());
    }
}
