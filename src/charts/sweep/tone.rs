//! Colours of values: one scale from pale to dark, or two from white at zero when values have both signs.
//! Both are distinguished with every common kind of colour blindness and in grey.

use super::folder::{Row, Sweep};
use crate::charts::style;
use plotters::style::RGBAColor;

/// Pale yellow over green to dark blue.
const ONE_WAY: [[f64; 3]; 5] = [
    [255.0, 252.0, 217.0],
    [199.0, 233.0, 180.0],
    [65.0, 182.0, 196.0],
    [34.0, 94.0, 168.0],
    [8.0, 29.0, 88.0],
];
/// White to dark orange.
const BELOW: [[f64; 3]; 3] = [[247.0, 247.0, 247.0], [241.0, 163.0, 64.0], [140.0, 64.0, 4.0]];
/// White to dark blue.
const ABOVE: [[f64; 3]; 3] = [[247.0, 247.0, 247.0], [103.0, 169.0, 207.0], [4.0, 72.0, 120.0]];

/// The colours of a set of values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tone {
    /// Least value.
    pub low: f64,
    /// Greatest value.
    pub high: f64,
    /// Whether values are differences, with white at zero even where all have one sign.
    pub differences: bool,
    /// Whether less is better: then what is below zero is blue.
    pub less: bool,
}

impl Tone {
    /// Covers the values.
    pub fn of(values: impl Iterator<Item = f64>) -> Tone {
        let (low, high) = values
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        let (low, high) = if low > high { (0.0, 0.0) } else { (low, high) };
        Tone { low, high, differences: false, less: false }
    }
    /// The colours of an output: the same number has the same colours at all months, in all bases and regimes.
    /// Of effects those count that can be distinguished from zero.
    pub fn of_output(sweep: &Sweep, output: usize) -> Tone {
        let effect = sweep.plan.outputs[output].effect;
        let all = sweep.siblings(output);
        let decided = |row: &Row, output: usize| !(row.failed || effect && sweep.undecided(row, output));
        let rows = sweep.rows.iter();
        let values = rows.flat_map(|row| {
            all.iter().filter(|output| decided(row, **output)).map(|output| row.values[*output])
        });
        Tone { differences: effect, less: sweep.better(output) == Some(false), ..Tone::of(values) }
    }
    /// Whether values are held against zero.
    pub fn both(&self) -> bool {
        self.differences || (self.low < 0.0 && self.high > 0.0)
    }
    /// The colour of a value.
    pub fn color(&self, value: f64) -> RGBAColor {
        if self.both() {
            let part = value / self.high.max(-self.low).max(1e-300);
            let blue = (part < 0.0) == self.less;
            return mix(if blue { &ABOVE } else { &BELOW }, part.abs());
        }
        let span = self.high - self.low;
        // What is furthest from zero is darkest.
        let part = if self.high <= 0.0 { self.high - value } else { value - self.low };
        mix(&ONE_WAY, if span > 0.0 { part / span } else { 0.25 })
    }
}

fn mix(stops: &[[f64; 3]], part: f64) -> RGBAColor {
    let at = part.clamp(0.0, 1.0) * (stops.len() - 1) as f64;
    let below = (at.floor() as usize).min(stops.len() - 2);
    let rest = at - below as f64;
    let one = |c: usize| (stops[below][c] + (stops[below + 1][c] - stops[below][c]) * rest).round() as u8;
    style::solid(one(0), one(1), one(2))
}

/// The colour in which text on a colour can be read.
pub fn on(color: RGBAColor) -> RGBAColor {
    let light = 0.299 * f64::from(color.0) + 0.587 * f64::from(color.1) + 0.114 * f64::from(color.2);
    if light < 128.0 { style::PAPER } else { style::INK }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_is_white_only_between_both_signs() {
        let both = Tone::of([-5.0, f64::NAN, 10.0].into_iter());
        assert_eq!(both.color(0.0), style::solid(247, 247, 247));
        assert_eq!(both.color(10.0), style::solid(4, 72, 120));
        // The weaker side is paler: as far from zero, as strong.
        assert_eq!(both.color(-5.0), style::solid(241, 163, 64));
        let one = Tone::of([2.0, 6.0].into_iter());
        assert_eq!((one.color(2.0), one.color(6.0)), (style::solid(255, 252, 217), style::solid(8, 29, 88)));
        let below = Tone::of([-6.0, -2.0, 0.0].into_iter());
        assert_eq!((below.color(0.0), below.color(-6.0)), (one.color(2.0), one.color(6.0)));
        // Of differences blue is better, at one sign too: fewer failures are.
        let effects = Tone { differences: true, ..one };
        assert_eq!((effects.color(6.0), effects.color(0.0)), (style::solid(4, 72, 120), both.color(0.0)));
        let failures = Tone { differences: true, less: true, ..below };
        assert_eq!(
            (failures.color(-6.0), failures.color(6.0)),
            (effects.color(6.0), style::solid(140, 64, 4))
        );
        assert_eq!((on(one.color(2.0)), on(one.color(6.0))), (style::INK, style::PAPER));
    }
}
