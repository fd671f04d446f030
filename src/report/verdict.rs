//! A number with its interval, what may be said of it, and how it is shown.

use crate::language::Language;
use crate::language::numbers::Counted;
use crate::say;
use crate::units::rounded;

/// Replications below which there is no verdict: the interval of four or fewer is mostly that of Student's t,
/// not of the data.
pub const FEWEST: usize = 5;

/// A number with its 95% interval, where it has one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// The effect.
    pub value: f64,
    /// Bounds.
    pub bounds: Option<[f64; 2]>,
    /// Replications behind it.
    pub replications: usize,
}

/// What the replications allow to say of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The interval lies above zero.
    More,
    /// The interval lies below zero.
    Fewer,
    /// The interval holds zero.
    NoneShows,
    /// Zero in every replication.
    Same,
    /// Not zero, and the same in every replication: so few simulated firms differ that the spread is not
    /// measured.
    NoSpread,
    /// Fewer than [`FEWEST`] replications.
    TooFew,
}

impl Number {
    /// What may be said of it.
    pub fn verdict(&self) -> Verdict {
        match self.bounds {
            _ if self.replications < FEWEST => Verdict::TooFew,
            Some(_) if self.width() == 0.0 && self.value == 0.0 => Verdict::Same,
            Some(_) if self.width() == 0.0 => Verdict::NoSpread,
            Some([lower, _]) if lower > 0.0 => Verdict::More,
            Some([_, upper]) if upper < 0.0 => Verdict::Fewer,
            _ => Verdict::NoneShows,
        }
    }
    /// The width of the interval; zero where it is no more than rounding.
    pub(super) fn width(&self) -> f64 {
        let width = self.bounds.map_or(0.0, |[lower, upper]| upper - lower);
        if width <= 1e-9 * self.value.abs() { 0.0 } else { width }
    }
    /// The same times a factor.
    pub fn times(self, factor: f64) -> Number {
        let ends = |[lower, upper]: [f64; 2]| {
            if factor < 0.0 { [upper * factor, lower * factor] } else { [lower * factor, upper * factor] }
        };
        Number { value: self.value * factor, bounds: self.bounds.map(ends), ..self }
    }
}

/// A number and the ends of its interval, to three digits of the largest of the three, so that an interval
/// reads at one glance; no ends where it has no width.
pub fn digits(number: Number) -> (String, Option<[String; 2]>) {
    let largest = number
        .bounds
        .map_or(number.value.abs(), |[lower, upper]| number.value.abs().max(lower.abs()).max(upper.abs()));
    let short = |x: f64| rounded(x, largest);
    let ends = number.bounds.filter(|_| number.width() > 0.0).map(|ends| ends.map(short));
    (short(number.value), ends)
}

/// A number with its interval, to three digits: `48,000 (46,000 to 50,500)`; without one where it has no
/// width.
pub fn shown_in(language: Language, number: Number) -> String {
    let (value, interval) = apart(language, number);
    with_interval(language, &value, &interval)
}

/// A number and its interval, which is empty where it has no width.
pub fn apart(language: Language, number: Number) -> (String, String) {
    let (value, ends) = digits(number);
    (value, ends.map_or_else(String::new, |ends| to(language, &ends)))
}

/// The same of a number of whole units in a sentence: Chinese names ten thousands and hundred millions.
pub(super) fn counted(language: Language, number: Number, what: Counted) -> (String, String) {
    let ends = number.bounds.unwrap_or([0.0; 2]);
    let largest = ends.iter().fold(number.value.abs(), |most, end| most.max(end.abs()));
    let said = |x: f64, what: Counted| language.whole(x, largest, what);
    let interval = number.bounds.filter(|_| number.width() > 0.0);
    let interval = interval.map(|ends| to(language, &[said(ends[0], Counted::Other), said(ends[1], what)]));
    (said(number.value, what), interval.unwrap_or_default())
}

/// A number with what stands in brackets behind it.
pub(super) fn with_interval(language: Language, value: &str, interval: &str) -> String {
    if interval.is_empty() { value.to_string() } else { format!("{value}{}", language.bracketed(interval)) }
}

/// A range between two ends.
pub(super) fn to(language: Language, [lower, upper]: &[String; 2]) -> String {
    say!(language, "{lower} to {upper}", lower = lower, upper = upper)
}

/// A share as per cent; all and none are said of all and none alone.
pub(super) fn percent(language: Language, share: f64) -> String {
    match share {
        s if s >= 1.0 - 1e-9 => "100%".to_string(),
        s if s >= 0.9995 => say!(language, "over 99.9%").to_string(),
        s if s >= 0.995 => format!("{:.1}%", 100.0 * s),
        s if s <= 1e-9 => "0%".to_string(),
        s if s < 0.005 => say!(language, "under 0.5%").to_string(),
        s => format!("{:.0}%", 100.0 * s),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(number: Number) -> String {
        shown_in(Language::English, number)
    }

    fn number([value, lower, upper]: [f64; 3]) -> Number {
        Number { value, bounds: Some([lower, upper]), replications: 6 }
    }

    #[test]
    fn no_verdict_without_spread_or_on_few_replications() {
        // One simulated firm differs, in every replication.
        let one = number([9_040.0, 9_040.0, 9_040.0]);
        assert_eq!((one.verdict(), shown(one).as_str()), (Verdict::NoSpread, "9,040"));
        assert_eq!(number([0.0, 0.0, 0.0]).verdict(), Verdict::Same);
        let few = Number { replications: 4, ..number([3.0, 1.0, 5.0]) };
        assert_eq!((few.verdict(), number([3.0, 1.0, 5.0]).verdict()), (Verdict::TooFew, Verdict::More));
        assert_eq!(
            [[-3.0, -5.0, -1.0], [1.0, -1.0, 3.0]].map(|of| number(of).verdict()),
            [Verdict::Fewer, Verdict::NoneShows]
        );
    }

    #[test]
    fn numbers_are_shown_to_three_digits() {
        assert_eq!(shown(number([48_123.0, 46_049.0, 50_451.0])), "48,100 (46,000 to 50,500)");
        assert_eq!(shown(Number { value: -0.012_34, bounds: None, replications: 6 }), "−0.0123");
        assert_eq!(shown(number([0.4, -0.04, 12.0])), "0.4 (0.0 to 12.0)");
        assert_eq!(shown(number([1.5, 1.0, 2.0]).times(-2.0)), "−3.00 (−4.00 to −2.00)");
        let firms = |language| counted(language, number([48_123.0, 46_049.0, 50_451.0]), Counted::Firms);
        assert_eq!(firms(Language::English), ("48,100".to_string(), "46,000 to 50,500".to_string()));
        assert_eq!(firms(Language::Chinese), ("4.81万户".to_string(), "4.60万至5.05万户".to_string()));
    }
}
