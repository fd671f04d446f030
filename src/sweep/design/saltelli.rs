//! Samples for Sobol indices (Saltelli 2002, Saltelli and others 2010): two unrelated points A and B, and
//! points that take one number from the other. Rows stand in the order of SALib, which reads them unchanged.

use super::row::Row;
use super::sobol::{MOST_DIMENSIONS, sobol};
use crate::language::told::Told;
use crate::told;

/// Rows of one sample: A, a row for each factor, as many again for the second order, B.
pub fn rows_of_a_sample(factors: usize, second_order: bool) -> usize {
    factors * if second_order { 2 } else { 1 } + 2
}

/// `samples` times the rows A, AB₁ … AB_d, (BA₁ … BA_d for the second order), B. A and B are the first and
/// the second half of a scrambled Sobol point in twice as many dimensions as there are factors; AB_k is A
/// with the k-th number of B, BA_k is B with that of A.
///
/// # Errors
/// `samples` is no power of two, or the Sobol sequence has not so many points or dimensions.
pub fn saltelli(samples: usize, factors: usize, second_order: bool, seed: u64) -> Result<Vec<Row>, Told> {
    if !samples.is_power_of_two() {
        let near = samples.max(1).next_power_of_two();
        return Err(told!(
            "the samples of a Saltelli design must be a power of two, such as {near}, not {samples}",
            near = near,
            samples = samples
        ));
    }
    if 2 * factors > MOST_DIMENSIONS {
        return Err(told!(
            "a Saltelli design has at most {most} factors here, not {factors}",
            most = MOST_DIMENSIONS / 2,
            factors = factors
        ));
    }
    let mut rows = Vec::with_capacity(samples * rows_of_a_sample(factors, second_order));
    for point in sobol(samples, 2 * factors, seed)? {
        let (a, b) = point.split_at(factors);
        let mixed = |into: &[f64], from: &[f64], factor: usize| {
            let mut row = into.to_vec();
            row[factor] = from[factor];
            row
        };
        rows.push(a.to_vec());
        rows.extend((0..factors).map(|factor| mixed(a, b, factor)));
        if second_order {
            rows.extend((0..factors).map(|factor| mixed(b, a, factor)));
        }
        rows.push(b.to_vec());
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_stands_in_the_order_of_salib() {
        let whole = sobol(2, 4, 9).unwrap();
        let [a0, a1, b0, b1] = whole[1][..] else { panic!() };
        let rows = saltelli(2, 2, true, 9).unwrap();
        assert_eq!(rows.len(), 12);
        assert_eq!(rows[6..], [[a0, a1], [b0, a1], [a0, b1], [a0, b1], [b0, a1], [b0, b1]]);
        let rows = saltelli(2, 2, false, 9).unwrap();
        assert_eq!(rows[4..], [[a0, a1], [b0, a1], [a0, b1], [b0, b1]]);
    }

    #[test]
    fn samples_that_make_no_even_design_are_refused() {
        assert!(
            saltelli(100, 2, false, 1)
                .unwrap_err()
                .english()
                .contains("a power of two, such as 128, not 100")
        );
        assert!(saltelli(0, 2, false, 1).is_err());
        assert!(saltelli(8, 129, false, 1).unwrap_err().english().contains("at most 128 factors"));
        assert!(saltelli(1 << 17, 2, false, 1).unwrap_err().english().contains("at most 65536 points"));
    }
}
