//! A value of a design point as a number with its interval, and what may be said of it.

use crate::charts::sweep::folder::{Row, Sweep};
use crate::language::Language;
use crate::math::student_975;
pub use crate::report::findings::{FEWEST, Number};
use crate::report::findings::{Verdict, apart, digits, shown_in};
use crate::units::rounded;

/// What the replications allow to say of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The interval lies above zero.
    Above,
    /// The interval lies below zero.
    Below,
    /// The interval includes zero, or there are too few replications.
    Open,
}

impl Number {
    /// A value of a point; none where it failed.
    pub fn of(sweep: &Sweep, row: &Row, output: usize) -> Option<Number> {
        let (value, error) = (row.values[output], row.errors[output]);
        let replications = sweep.plan.replications as usize;
        let bounds = (error.is_finite() && replications > 1).then(|| {
            let half = student_975(replications - 1) * error;
            [value - half, value + half]
        });
        (!row.failed && value.is_finite()).then_some(Number { value, bounds, replications })
    }
    /// On which side of zero it is.
    pub fn sign(&self) -> Sign {
        match self.verdict() {
            Verdict::More => Sign::Above,
            Verdict::Fewer => Sign::Below,
            _ => Sign::Open,
        }
    }
    /// Half the width of its interval.
    pub fn half(&self) -> Option<f64> {
        self.bounds.map(|[lower, upper]| (upper - lower) / 2.0)
    }
    /// The number and the ends of its interval, to three digits of the largest of the three.
    pub fn texts(&self) -> (String, Option<[String; 2]>) {
        digits(*self)
    }
    /// The interval in words; empty where there is none.
    pub fn interval(&self, language: Language) -> String {
        apart(language, *self).1
    }
    /// For a screen: `48.1 ± 2.1`, with a break before the sign alone; in full where the interval is uneven.
    pub fn short(&self, language: Language) -> String {
        let even = |[lower, upper]: [f64; 2]| {
            upper > lower && (lower + upper - 2.0 * self.value).abs() <= 1e-6 * (upper - lower)
        };
        match self.half().filter(|_| self.bounds.is_some_and(even)) {
            Some(half) => {
                let scale = self.value.abs() + half;
                format!("{} ±\u{a0}{}", rounded(self.value, scale), rounded(half, scale))
            }
            None => self.said(language),
        }
    }
    /// `48.1 (46.0 to 50.5)`.
    pub fn said(&self, language: Language) -> String {
        shown_in(language, *self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_that_holds_zero_leaves_the_sign_open() {
        let number = |value: f64, half: f64, replications: usize| Number {
            value,
            bounds: Some([value - half, value + half]),
            replications,
        };
        let signs = [(3.0, 2.0, 6), (-3.0, 2.0, 6), (1.0, 2.0, 6), (3.0, 2.0, 4), (3.0, 0.0, 6)]
            .map(|(value, half, replications)| number(value, half, replications).sign());
        assert_eq!(signs, [Sign::Above, Sign::Below, Sign::Open, Sign::Open, Sign::Open]);
        assert_eq!(number(48.123, 2.0, 6).said(Language::English), "48.1 (46.1 to 50.1)");
        assert_eq!(number(5.0, 0.0, 6).said(Language::English), "5.00");
        assert_eq!(number(48.123, 2.0, 6).short(Language::English), "48.1 ±\u{a0}2.0");
        let uneven = Number { value: 5.0, bounds: Some([4.0, 9.0]), replications: 6 };
        assert_eq!(uneven.short(Language::English), "5.00 (4.00 to 9.00)");
    }
}
