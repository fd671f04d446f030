//! Swings: the output at both ends of each factor, the rest in the middle. Says nothing about interactions.

use crate::language::told::Told;
use crate::told;

/// The swing of a factor, in units of the output.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swing {
    /// The output with the factor at its low end.
    pub low: f64,
    /// The output in the middle of all factors.
    pub middle: f64,
    /// The output with the factor at its high end.
    pub high: f64,
}

impl Swing {
    /// How far apart the three outputs are.
    pub fn size(&self) -> f64 {
        let all = [self.low, self.middle, self.high];
        all.into_iter().fold(f64::MIN, f64::max) - all.into_iter().fold(f64::MAX, f64::min)
    }
}

/// The swing of each factor from the outputs of a design of one factor at a time, in its order.
///
/// # Errors
/// There are not `1 + 2 factors` outputs.
pub fn swings(outputs: &[f64], factors: usize) -> Result<Vec<Swing>, Told> {
    match outputs {
        [middle, ends @ ..] if ends.len() == 2 * factors => {
            Ok(ends.chunks(2).map(|ends| Swing { low: ends[0], middle: *middle, high: ends[1] }).collect())
        }
        _ => Err(told!(
            "{outputs} outputs are not the {rows} rows that {factors} factors need",
            outputs = outputs.len(),
            rows = 1 + 2 * factors,
            factors = factors
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sweep::design;

    #[test]
    fn swings_of_a_function_by_hand() {
        // y = 10x + (2z − 1)²: 0 … 10 around 5 for x; at both ends of z one more than in the middle.
        let rows = design::one_at_a_time(2);
        let outputs: Vec<f64> =
            rows.iter().map(|row| 10.0 * row[0] + (2.0 * row[1] - 1.0) * (2.0 * row[1] - 1.0)).collect();
        let found = swings(&outputs, 2).unwrap();
        assert_eq!(found[0], Swing { low: 0.0, middle: 5.0, high: 10.0 });
        assert_eq!(found[1], Swing { low: 6.0, middle: 5.0, high: 6.0 });
        assert_eq!(found.iter().map(Swing::size).collect::<Vec<_>>(), [10.0, 1.0]);
        assert!(swings(&outputs, 3).is_err() && swings(&[], 0).is_err());
    }
}
