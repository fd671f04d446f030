//! Scales of a plot of points: plain; with roots; or logarithmic, where what is zero or less stands at the end.

use super::rows;
use crate::charts::ticks::grouped;

/// How values become places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Root,
    Log,
}

/// Share of a logarithmic scale that is kept for what is zero or less.
const REST: f64 = 0.07;

/// A scale.
#[derive(Clone, Debug)]
pub(in crate::charts) struct Scale {
    kind: Kind,
    /// Ends, as values; of a logarithmic scale the lower one is above zero.
    pub(in crate::charts) low: f64,
    pub(in crate::charts) high: f64,
    pub(in crate::charts) marks: Vec<(f64, String)>,
}

impl Scale {
    /// Plain, or with roots: these keep what differs by a factor of hundreds apart from zero.
    pub(in crate::charts) fn of(values: &[f64], root: bool) -> Scale {
        let plain = rows::ticks(values.iter().copied(), 6, "");
        let high = values.iter().copied().filter(|value| value.is_finite()).fold(0.0, f64::max) * 1.06;
        if !root || high <= 0.0 {
            return Scale { kind: Kind::Plain, low: plain.low, high: plain.high, marks: plain.marks };
        }
        let low = values.iter().copied().fold(0.0, f64::min) * 1.3;
        let steps =
            (-4..1).flat_map(|power| [1.0, 2.0, 5.0].map(|step| step * 10_f64.powi(power) * decade(high)));
        let mut last = 0.0;
        let mut marks = vec![(0.0, "0".to_string())];
        for value in steps.filter(|value| *value <= high) {
            // A root below a twelfth of the whole would put two numbers into one place.
            if value.sqrt() - last >= high.sqrt() / 12.0 {
                last = value.sqrt();
                marks.push((value, number(value)));
            }
        }
        Scale { kind: Kind::Root, low, high, marks }
    }
    /// Logarithmic, from a power of ten at or below the least of `points` above zero to one at or above the
    /// highest of all values.
    pub(in crate::charts) fn log(points: &[f64], values: &[f64]) -> Scale {
        let positive = |value: &f64| value.is_finite() && *value > 0.0;
        let least = points.iter().copied().filter(positive).fold(f64::INFINITY, f64::min);
        let least = if least.is_finite() { least } else { 1.0 };
        let most = values.iter().chain(points).copied().filter(positive).fold(least, f64::max);
        let low = decade(least);
        let mut high = low * 10.0;
        while high < most {
            high *= 10.0;
        }
        let mut marks = Vec::new();
        if values.iter().chain(points).any(|value| *value <= 0.0) {
            marks.push((0.0, "≤ 0".to_string()));
        }
        // Where there are few decades, numbers stand between them too.
        let steps: &[f64] = if high / low < 150.0 { &[1.0, 2.0, 5.0] } else { &[1.0] };
        let mut power = low;
        while power <= high * 1.001 {
            let between = steps.iter().map(|step| step * power).filter(|mark| *mark <= high * 1.001);
            marks.extend(between.map(|mark| (mark, number(mark))));
            power *= 10.0;
        }
        Scale { kind: Kind::Log, low, high, marks }
    }
    /// Whether each step of the scale is ten times the one before.
    pub(in crate::charts) fn is_log(&self) -> bool {
        self.kind == Kind::Log
    }
    /// Where a value stands between the two ends, as a share.
    pub(in crate::charts) fn part(&self, value: f64) -> f64 {
        let root = |value: f64| value.signum() * value.abs().sqrt();
        let between = |value: f64, low: f64, high: f64| ((value - low) / (high - low)).clamp(0.0, 1.0);
        match self.kind {
            Kind::Plain => between(value, self.low, self.high),
            Kind::Root => between(root(value), root(self.low), root(self.high)),
            Kind::Log if value <= 0.0 => 0.0,
            Kind::Log => {
                let ln = crate::math::ln;
                REST + (1.0 - REST) * between(ln(value), ln(self.low), ln(self.high))
            }
        }
    }
}

/// A number of a scale.
fn number(value: f64) -> String {
    if value < 0.999 { format!("{}", (value * 1e6).round() / 1e6) } else { grouped(value, 0) }
}

/// The power of ten at or below a value above zero; 1 of what has none, such as the price of a job-year where
/// no arm keeps one.
pub(super) fn decade(value: f64) -> f64 {
    let mut power = 1.0;
    if !value.is_finite() {
        return power;
    }
    while power * 10.0 <= value {
        power *= 10.0;
    }
    while power > value && power > 1e-12 {
        power /= 10.0;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An arm that keeps no job-years once sent the frontier round and round.
    #[test]
    fn what_has_no_power_of_ten_ends() {
        assert_eq!(decade(f64::INFINITY), 1.0);
        assert_eq!(decade(f64::NAN), 1.0);
        assert_eq!((decade(999.0), decade(0.02)), (100.0, 0.01));
    }

    #[test]
    fn a_logarithmic_scale_covers_whole_decades_and_keeps_room_for_zero() {
        let scale = Scale::log(&[2.0, 300.0], &[-1.0, 420.0]);
        assert_eq!((scale.low, scale.high), (1.0, 1000.0));
        let marks: Vec<&str> = scale.marks.iter().map(|mark| mark.1.as_str()).collect();
        assert_eq!(marks, ["≤ 0", "1", "10", "100", "1,000"]);
        assert_eq!((scale.part(-5.0), scale.part(1000.0)), (0.0, 1.0));
        assert!((scale.part(1.0) - REST).abs() < 1e-12);
        let middle = (scale.part(10.0) + scale.part(100.0)) / 2.0;
        assert!((middle - (1.0 + REST) / 2.0).abs() < 1e-9);
        assert!(Scale::log(&[], &[]).high.is_finite());
    }
}
