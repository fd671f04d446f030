//! Where values of a factor stand along an axis, and what is written there.

use super::folder::{Factor, Level};
use crate::charts::canvas::{Anchor, Canvas, Face};
use crate::charts::ticks::Ticks;
use crate::charts::tidy::cell;
use crate::charts::{style, text};
use crate::language::Language;
use crate::math;
use crate::say;
use crate::units::Month;

/// How values stand along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// As numbers do.
    Even,
    /// Even in logarithms.
    Log,
    /// As months do in time.
    Months,
    /// One after the other.
    Names,
}

/// A mark along an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where it stands, in the units of [`Axis::place`].
    pub at: f64,
    /// What is written there.
    pub words: String,
    /// Whether it is the value of the base scenario, written in bold.
    pub base: bool,
}

/// The axis of a factor.
#[derive(Clone, Debug)]
pub struct Axis {
    /// Spacing.
    pub spacing: Spacing,
    /// Distinct values in order.
    pub levels: Vec<Level>,
    factor: Factor,
}

impl Axis {
    /// The axis of a factor that takes these values.
    pub fn of<'a>(factor: &Factor, given: impl Iterator<Item = &'a Level>) -> Axis {
        let mut levels: Vec<Level> = Vec::new();
        for level in given {
            if !levels.contains(level) {
                levels.push(level.clone());
            }
        }
        let all = |test: fn(&Level) -> bool| !levels.is_empty() && levels.iter().all(test);
        let spacing = if all(|level| level.number().is_some()) {
            let positive = levels.iter().all(|level| level.number().is_some_and(|number| number > 0.0));
            if factor.log && positive { Spacing::Log } else { Spacing::Even }
        } else if all(|level| level.month().is_some()) {
            Spacing::Months
        } else {
            Spacing::Names
        };
        let mut axis = Axis { spacing, levels, factor: factor.clone() };
        // Names stand in the order of the plan, those that it lacks behind them.
        let order =
            |level: &Level| factor.values.iter().position(|known| known == level).unwrap_or(usize::MAX);
        let mut sorted = std::mem::take(&mut axis.levels);
        match spacing {
            Spacing::Names => sorted.sort_by_key(order),
            _ => sorted.sort_by(|a, b| axis.place(a).total_cmp(&axis.place(b))),
        }
        axis.levels = sorted;
        axis
    }

    /// Where a value stands; NaN for one that is none of this axis.
    pub fn place(&self, level: &Level) -> f64 {
        match self.spacing {
            Spacing::Even => level.number().unwrap_or(f64::NAN),
            Spacing::Log => level.number().map_or(f64::NAN, math::ln),
            Spacing::Months => level.month().map_or(f64::NAN, |month| f64::from(month.0)),
            Spacing::Names => {
                self.levels.iter().position(|known| known == level).map_or(f64::NAN, |at| at as f64)
            }
        }
    }
    /// The value at a place, for tables: between names there is none.
    pub fn value_text(&self, at: f64) -> String {
        match self.spacing {
            Spacing::Even => cell(at),
            Spacing::Log => cell(math::exp(at)),
            Spacing::Months => Month(at.round() as i32).to_string(),
            Spacing::Names => self.levels.get(at.round() as usize).map_or_else(String::new, Level::cell),
        }
    }
    /// The factor and its value at a place, for what is shown under the pointer.
    pub fn place_text(&self, language: Language, at: f64) -> String {
        let (low, high) = self.ends();
        let same = |level: &&Level| (self.place(level) - at).abs() <= 1e-6 * (high - low);
        let value = match (self.levels.iter().find(same), self.spacing) {
            (Some(level), _) => self.factor.value_text(level),
            (None, Spacing::Even) => self.factor.value_text(&Level::Number(at)),
            (None, Spacing::Log) => self.factor.value_text(&Level::Number(math::exp(at))),
            (None, _) => self.value_text(at),
        };
        self.factor.valued(language, &value)
    }
    /// The value's number in order.
    pub fn find(&self, level: &Level) -> Option<usize> {
        self.levels.iter().position(|known| known == level)
    }
    /// The mark of the n-th value.
    pub fn tick(&self, at: usize) -> Tick {
        let level = &self.levels[at];
        Tick {
            at: self.place(level),
            words: self.factor.value_text(level),
            base: self.factor.baseline.as_ref() == Some(level),
        }
    }

    /// The bounds of the cells of all values, from zero to one: halfway between neighbours where values are
    /// spaced about evenly, else of equal width.
    pub fn bounds(&self) -> Vec<f64> {
        let count = self.levels.len();
        if !self.spaced() {
            return (0..=count).map(|at| at as f64 / count as f64).collect();
        }
        let places: Vec<f64> = self.levels.iter().map(|level| self.place(level)).collect();
        let mut bounds: Vec<f64> = places.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0).collect();
        let (first, last) = (2.0 * places[0] - bounds[0], 2.0 * places[count - 1] - bounds[count - 2]);
        bounds.insert(0, first);
        bounds.push(last);
        bounds.into_iter().map(|bound| (bound - first) / (last - first)).collect()
    }
    /// Whether the distances of the values are about even, so that cells may stand to scale.
    fn spaced(&self) -> bool {
        let places: Vec<f64> = self.levels.iter().map(|level| self.place(level)).collect();
        let gaps: Vec<f64> = places.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let mean = gaps.iter().sum::<f64>() / gaps.len().max(1) as f64;
        !gaps.is_empty() && gaps.iter().all(|gap| *gap >= 0.5 * mean)
    }
    /// Says that cells do not stand to scale, when they don't.
    pub fn uneven(&self) -> bool {
        self.spacing != Spacing::Names && self.levels.len() > 2 && !self.spaced()
    }

    /// The ends of a continuous axis, a little beyond the values.
    pub fn ends(&self) -> (f64, f64) {
        let places = || self.levels.iter().map(|level| self.place(level));
        let (mut low, mut high) =
            (places().fold(f64::INFINITY, f64::min), places().fold(f64::NEG_INFINITY, f64::max));
        if let (Some([from, to]), Spacing::Even | Spacing::Log) = (self.factor.range, self.spacing) {
            let place = |value: f64| self.place(&Level::Number(value));
            low = if place(from).is_finite() { low.min(place(from)) } else { low };
            high = if place(to).is_finite() { high.max(place(to)) } else { high };
        }
        let rim = match self.spacing {
            Spacing::Names => 0.5,
            _ if high > low => 0.03 * (high - low),
            _ => 1.0,
        };
        (low - rim, high + rim)
    }

    /// Marks of a continuous axis `room` dots wide: the values themselves when they are few, else round ones.
    pub fn ticks(&self, room: f64) -> Vec<Tick> {
        let own: Vec<Tick> = (0..self.levels.len()).map(|at| self.tick(at)).collect();
        let (low, high) = self.ends();
        let fits = |ticks: &[Tick]| {
            let x = |tick: &Tick| room * (tick.at - low) / (high - low);
            let wide = |tick: &Tick| text::width(&tick.words, style::TICK, tick.base);
            ticks
                .windows(2)
                .all(|pair| x(&pair[1]) - x(&pair[0]) >= (wide(&pair[0]) + wide(&pair[1])) / 2.0 + 14.0)
        };
        if self.spacing == Spacing::Names || (own.len() <= 13 && fits(&own)) {
            return own;
        }
        let plain = |at: f64, words: String| Tick { at, words, base: false };
        let tries: Vec<Vec<Tick>> = match self.spacing {
            Spacing::Months => [1, 2, 3, 6, 12, 24, 60]
                .into_iter()
                .map(|step| {
                    let months =
                        (low.ceil() as i32..=high.floor() as i32).filter(|month| month.rem_euclid(step) == 0);
                    months.map(|month| plain(f64::from(month), Month(month).to_string())).collect()
                })
                .collect(),
            Spacing::Log => [&[1.0, 2.0, 5.0][..], &[1.0, 3.0], &[1.0]]
                .into_iter()
                .map(|steps| {
                    let values =
                        (-9..12).flat_map(|power| steps.iter().map(move |step| step * 10_f64.powi(power)));
                    let ticks = values
                        .map(|value| plain(math::ln(value), self.factor.value_text(&Level::Number(value))));
                    ticks.filter(|tick| tick.at >= low && tick.at <= high).collect()
                })
                .collect(),
            _ => (2..8)
                .rev()
                .map(|count| {
                    let marks = Ticks::cover([low, high].into_iter(), count, false, "").marks.into_iter();
                    let sign = if self.factor.unit == "%" { "%" } else { "" };
                    marks
                        .filter(|mark| mark.0 >= low && mark.0 <= high)
                        .map(|(at, words)| plain(at, format!("{words}{sign}")))
                        .collect()
                })
                .collect(),
        };
        // Few numbers are better than none: the last try, or the two ends.
        let found = tries.into_iter().find(|ticks| ticks.len() > 1 && fits(ticks));
        found.unwrap_or_else(|| own.first().into_iter().chain(own.last()).cloned().collect())
    }

    /// Draws marks and numbers of a continuous axis below a plot.
    pub fn draw(&self, canvas: &mut Canvas, (left, right): (f64, f64), y: f64) {
        let (low, high) = self.ends();
        canvas.line(&[(left, y), (right, y)], style::HAIR, style::AXIS);
        for tick in self.ticks(right - left) {
            let x = left + (right - left) * (tick.at - low) / (high - low);
            canvas.line(&[(x, y), (x, y + 9.0)], style::HAIR, style::AXIS);
            let face = Face { bold: tick.base, ..Face::new(style::TICK).anchor(Anchor::Middle) };
            let face = face.color(if tick.base { style::INK } else { style::QUIET });
            if self.spacing == Spacing::Names {
                let room = (right - left) / self.levels.len() as f64 - 8.0;
                for (k, line) in text::wrap(&tick.words, style::SMALL, tick.base, room, 2).iter().enumerate()
                {
                    canvas.text(
                        (x, y + 14.0 + style::SMALL * (1.0 + 1.1 * k as f64)),
                        line,
                        Face { em: style::SMALL, ..face },
                    );
                }
                continue;
            }
            // At the edges of the sheet a wide number moves inwards.
            let half = text::width(&tick.words, style::TICK, tick.base) / 2.0;
            let middle = x.min(canvas.width - 4.0 - half).max(half + 4.0);
            canvas.text((middle, y + 14.0 + style::TICK), &tick.words, face);
        }
    }
    /// Draws what it is called, ending at `right`, below the numbers.
    pub fn caption(&self, canvas: &mut Canvas, right: f64, room: f64, y: f64) {
        let mut words = self.factor.caption();
        if self.spacing == Spacing::Log {
            words += &canvas.language.bracketed(say!(canvas.language, "log scale"));
        }
        let words = text::shorten(&words, style::TICK, false, room);
        let lines = if self.spacing == Spacing::Names { 3.0 } else { 2.0 };
        canvas.text(
            (right, y + 24.0 + lines * style::TICK),
            &words,
            Face::new(style::TICK).color(style::QUIET).anchor(Anchor::Right),
        );
    }
    /// Whether the value of the base scenario is among the values.
    pub fn has_base(&self) -> bool {
        self.factor.baseline.as_ref().is_some_and(|base| self.levels.contains(base))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(cells: &[&str], factor: Factor) -> Axis {
        let levels: Vec<Level> = cells.iter().map(|cell| Level::of(cell)).collect();
        Axis::of(&factor, levels.iter())
    }

    #[test]
    fn values_are_sorted_and_placed_by_what_they_are() {
        let numbers = axis(&["10", "2", "2", "6"], Factor::default());
        assert_eq!(
            (numbers.spacing, numbers.levels[0].clone(), numbers.levels.len()),
            (Spacing::Even, Level::Number(2.0), 3)
        );
        let months = axis(&["2020-12", "2021-03", "2020-09"], Factor::default());
        assert_eq!(months.spacing, Spacing::Months);
        assert_eq!(months.bounds(), [0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0]);
        let plan = Factor {
            values: vec![Level::Text("none".into()), Level::Text("all".into())],
            ..Factor::default()
        };
        assert_eq!(axis(&["all", "none"], plan).find(&Level::Text("none".into())), Some(0));
    }

    #[test]
    fn cells_of_uneven_values_are_of_equal_width_and_say_so() {
        let uneven = axis(&["1", "2", "5", "10", "100"], Factor::default());
        assert!(uneven.uneven());
        assert_eq!(uneven.bounds()[1], 0.2);
        let log = axis(&["1", "10", "100"], Factor { log: true, ..Factor::default() });
        assert!(!log.uneven() && (log.bounds()[1] - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(axis(&["7"], Factor::default()).bounds(), [0.0, 1.0]);
    }
}
