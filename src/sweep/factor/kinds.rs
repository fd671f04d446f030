//! A factor and the values that it takes.

use super::spread::Spread;
use crate::diagnose::Place;
use crate::math::{exp, ln};
use crate::sweep::entry::{Design, FactorEntry, Value};
use crate::table::round;

/// A factor.
#[derive(Clone, Debug)]
pub struct Factor {
    /// Name of its column.
    pub name: String,
    /// What it is called on charts; empty where the file does not say.
    pub label: String,
    /// Its unit.
    pub unit: String,
    /// The keys that it sets.
    pub paths: Vec<Keys>,
    /// Its values.
    pub course: Course,
    /// Where its values stand; of listed values that of the list.
    pub place: Place,
}

/// A key of the scenario as a path.
#[derive(Clone, Debug)]
pub struct Keys {
    /// As it stands in the file.
    pub text: String,
    /// The keys one by one.
    pub keys: Vec<String>,
    /// Where it stands.
    pub place: Place,
}

/// The values of a factor.
#[derive(Clone, Debug)]
pub enum Course {
    /// None stated: a list design names them.
    Open,
    /// A few, in order.
    Values(Vec<(Value, Place)>),
    /// All between two ends.
    Range {
        /// Least.
        low: f64,
        /// Greatest.
        high: f64,
        /// How many of them a grid takes; zero when nothing is said.
        steps: usize,
        /// Even in logarithms.
        log: bool,
    },
    /// Drawn.
    Spread(Spread),
}

impl Factor {
    /// The value at a number in [0, 1]: of a few values each has an equal slice.
    pub fn at(&self, u: f64) -> Value {
        match &self.course {
            Course::Open => Value::Number(u),
            Course::Values(values) => values[slice(u, values.len())].0.clone(),
            Course::Range { low, high, log, .. } => Value::Number(between(*low, *high, u, *log)),
            Course::Spread(spread) => Value::Number(round(spread.quantile(u))),
        }
    }

    /// How many values a grid takes.
    pub fn levels(&self) -> usize {
        match &self.course {
            Course::Values(values) => values.len(),
            Course::Range { steps, .. } => *steps,
            _ => 0,
        }
    }

    /// A value of a grid, by index.
    pub fn level(&self, index: usize) -> Value {
        match &self.course {
            Course::Values(values) => values[index].0.clone(),
            _ => self.at(if self.levels() > 1 { index as f64 / (self.levels() - 1) as f64 } else { 0.5 }),
        }
    }

    /// Where a value stands in the file.
    pub fn place_of(&self, value: &Value) -> &Place {
        match &self.course {
            Course::Values(values) => {
                values.iter().find(|(listed, _)| listed == value).map_or(&self.place, |(_, place)| place)
            }
            _ => &self.place,
        }
    }

    /// Its ends, when it ranges: those that a design can reach.
    pub fn range(&self) -> Option<[f64; 2]> {
        let end = |u: f64| match self.at(u) {
            Value::Number(x) => x,
            Value::Text(_) => f64::NAN,
        };
        matches!(self.course, Course::Range { .. } | Course::Spread(_)).then(|| [end(0.0), end(1.0)])
    }

    /// What the plan tells of it; `seen` are the values of a list design.
    pub fn entry(&self, design: Design, baseline: Option<Value>, seen: &[Value]) -> FactorEntry {
        let (mut values, mut range) = (Vec::new(), self.range());
        match (&self.course, design) {
            (Course::Range { .. }, Design::Grid) => {
                values = (0..self.levels()).map(|index| self.level(index)).collect()
            }
            (Course::Values(listed), _) => values = listed.iter().map(|(value, _)| value.clone()).collect(),
            (Course::Open, _) => (values, range) = summed_up(seen),
            _ => {}
        }
        FactorEntry {
            name: self.name.clone(),
            label: self.label.clone(),
            unit: self.unit.clone(),
            paths: self.paths.iter().map(|path| path.text.clone()).collect(),
            values,
            range,
            log: matches!(
                self.course,
                Course::Range { log: true, .. } | Course::Spread(Spread::LogUniform { .. })
            ),
            distribution: if let Course::Spread(spread) = &self.course {
                spread.words()
            } else {
                String::new()
            },
            baseline,
        }
    }
}

/// Most values of a list design that are reported one by one; of more numbers the ends are reported.
const FEW: usize = 30;

/// The values of a list: one by one when they are few or texts, else their range.
fn summed_up(seen: &[Value]) -> (Vec<Value>, Option<[f64; 2]>) {
    let mut values: Vec<Value> = Vec::new();
    for value in seen {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    let numbers: Option<Vec<f64>> =
        values.iter().map(|value| if let Value::Number(x) = value { Some(*x) } else { None }).collect();
    match numbers {
        Some(mut numbers) if !numbers.is_empty() => {
            numbers.sort_by(f64::total_cmp);
            if numbers.len() <= FEW {
                return (numbers.into_iter().map(Value::Number).collect(), None);
            }
            (Vec::new(), Some([numbers[0], numbers[numbers.len() - 1]]))
        }
        _ => (values, None),
    }
}

/// The index of the slice of [0, 1] that a number lies in.
fn slice(u: f64, slices: usize) -> usize {
    // A number that stands for k/n may lie a hair below it.
    (((u + 1e-12) * slices as f64) as usize).min(slices - 1)
}

/// A number between two ends; twelve digits, so that a step of a tenth reads as such.
fn between(low: f64, high: f64, u: f64, log: bool) -> f64 {
    let x = if log { exp(ln(low) + u * (ln(high) - ln(low))) } else { low + u * (high - low) };
    match u {
        u if u <= 0.0 => low,
        u if u >= 1.0 => high,
        _ => round(x).clamp(low, high),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_values_have_equal_slices() {
        assert_eq!([0.0, 0.32, 1.0 / 3.0, 0.5, 0.67, 1.0].map(|u| slice(u, 3)), [0, 0, 1, 1, 2, 2]);
        // The four levels of Morris fall on four values one by one.
        assert_eq!([0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0].map(|u| slice(u, 4)), [0, 1, 2, 3]);
        assert_eq!([0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0].map(|u| slice(u, 2)), [0, 0, 1, 1]);
    }

    #[test]
    fn ranges_meet_their_ends_and_read_well() {
        let tenths: Vec<f64> = (0..=8).map(|k| between(0.0, 0.8, f64::from(k) / 8.0, false)).collect();
        assert_eq!(tenths, [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]);
        assert_eq!([0.0, 0.5, 1.0].map(|u| between(0.01, 100.0, u, true)), [0.01, 1.0, 100.0]);
    }

    #[test]
    fn long_lists_are_shown_by_their_ends() {
        let numbers: Vec<Value> = (0..100).map(|k| Value::Number(f64::from(k))).collect();
        assert_eq!(summed_up(&numbers), (Vec::new(), Some([0.0, 99.0])));
        let few = [2.0, 1.0, 2.0].map(Value::Number);
        assert_eq!(summed_up(&few), (vec![Value::Number(1.0), Value::Number(2.0)], None));
        let texts = ["b", "a"].map(|text| Value::Text(text.into()));
        assert_eq!(summed_up(&texts).0, texts);
    }
}
