//! Ticks at round numbers and calendar months, and numbers as readers want them.

use super::{dates, style, text};
use crate::language::Language;
use crate::units::Month;
pub use crate::units::grouped;

/// A vertical axis: where it begins and ends, and its ticks.
#[derive(Clone, Debug)]
pub struct Ticks {
    /// Lowest value shown.
    pub low: f64,
    /// Highest value shown.
    pub high: f64,
    /// Values and labels of the ticks.
    pub marks: Vec<(f64, String)>,
}

/// A round number near `raw`: 1, 2, 2.5 or 5 times a power of ten, not below it.
fn round_step(raw: f64) -> f64 {
    let mut power = 1.0;
    while power * 10.0 <= raw {
        power *= 10.0;
    }
    while power > raw {
        power /= 10.0;
    }
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|step| step * power)
        .find(|step| *step >= raw * 0.999)
        .unwrap_or(power * 10.0)
}

/// Decimals that show a multiple of `step` in full.
fn decimals(step: f64) -> usize {
    (0..7)
        .find(|places| {
            let scaled = step * 10_f64.powi(*places);
            (scaled - scaled.round()).abs() < 1e-6 * scaled.max(1.0)
        })
        .unwrap_or(7) as usize
}

impl Ticks {
    /// About `count` ticks that cover the values; from zero if `zero`.
    pub fn cover(values: impl Iterator<Item = f64>, count: usize, zero: bool, suffix: &str) -> Ticks {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(|value| value.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if zero {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        let least = (low.abs().max(high.abs()) * 1e-3).max(1e-9);
        if high - low < least {
            (low, high) = if zero {
                (low, high + least.max(if high == 0.0 { 1.0 } else { 0.0 }))
            } else {
                (low - least, high + least)
            };
        }
        let step = round_step((high - low) / count as f64);
        let (first, last) = ((low / step + 1e-6).floor() as i64, (high / step - 1e-6).ceil() as i64);
        let places = decimals(step);
        let label = |k: i64| (k as f64 * step, format!("{}{suffix}", grouped(k as f64 * step, places)));
        Ticks {
            low: first as f64 * step,
            high: last as f64 * step,
            marks: (first..=last).map(label).collect(),
        }
    }
    /// Width of the widest label.
    pub fn width(&self) -> f64 {
        self.marks.iter().map(|(_, label)| text::width(label, style::TICK, false)).fold(0.0, f64::max)
    }
}

/// Calendar labels of a language for months counted from `start`, fitting in `dots` for `months`: index and
/// label, and the step of minor ticks.
pub fn calendar(language: Language, start: Month, months: usize, dots: f64) -> (Vec<(usize, String)>, usize) {
    let per_month = dots / months.max(1) as f64;
    let labels = |step: i32| -> Vec<(usize, String)> {
        let month = |index: usize| start.plus(index as i32);
        let shown = (0..months).filter(|index| month(*index).0.rem_euclid(step) == 0);
        shown
            .enumerate()
            .map(|(at, index)| (index, dates::tick(language, month(index), step, at == 0)))
            .collect()
    };
    let wide = |label: &str| text::width(label, style::TICK, false);
    let fits = |labels: &[(usize, String)]| {
        labels.windows(2).all(|pair| {
            let room = (pair[1].0 - pair[0].0) as f64 * per_month;
            room >= (wide(&pair[0].1) + wide(&pair[1].1)) / 2.0 + 1.4 * style::TICK
        })
    };
    let marks = [1, 2, 3, 6, 12, 24, 60].into_iter().map(labels).find(|labels| fits(labels));
    let minor = [1, 3, 6, 12].into_iter().find(|step| *step as f64 * per_month >= 20.0).unwrap_or(12);
    (marks.unwrap_or_else(|| labels(120)), minor)
}

/// A number with about three significant digits.
pub fn brief(value: f64) -> String {
    let size = value.abs();
    let places = match size {
        s if s >= 100.0 => 0,
        s if s >= 10.0 => 1,
        s if s >= 1.0 || s == 0.0 => 2,
        s if s >= 0.1 => 3,
        s if s >= 0.01 => 4,
        _ => 5,
    };
    grouped(value, if size == 0.0 { 0 } else { places })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(brief(0.04567), "0.0457");
        assert_eq!(brief(0.0), "0");
    }

    #[test]
    fn ticks_are_round_and_cover() {
        let ticks = Ticks::cover([87.3, 101.2].into_iter(), 5, false, "");
        assert!(ticks.low <= 87.3 && ticks.high >= 101.2);
        assert_eq!(ticks.marks[0].1, "85");
        let flat = Ticks::cover([0.0, 0.0].into_iter(), 5, true, "%");
        assert!(flat.high > flat.low);
        let quarter = Ticks::cover([0.0, 10.0].into_iter(), 4, true, "");
        assert_eq!(quarter.marks[1].1, "2.5");
    }

    #[test]
    fn the_calendar_thins_out() {
        let start = Month::new(2020, 1);
        let wide = calendar(Language::English, start, 36, 1500.0).0;
        assert_eq!(wide.first().map(|mark| mark.1.as_str()), Some("2020-01"));
        let narrow = calendar(Language::English, start, 36, 350.0).0;
        assert_eq!(narrow.iter().map(|mark| mark.1.as_str()).collect::<Vec<_>>(), ["2020", "2021", "2022"]);
        let chinese = calendar(Language::Chinese, start, 36, 1000.0).0;
        let labels: Vec<&str> = chinese.iter().map(|mark| mark.1.as_str()).collect();
        assert_eq!(labels, ["2020年1月", "7月", "2021年1月", "7月", "2022年1月", "7月"]);
    }
}
