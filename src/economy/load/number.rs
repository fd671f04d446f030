//! A column of numbers, and what is said of a cell that can't be used.

use crate::language::told::Told;
use crate::sheet::number_hint;
use crate::told;

/// A column of numbers: its name, the range allowed, and what it counts (a phrase).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    pub name: &'static str,
    pub min: f64,
    pub max: f64,
    pub unit: &'static str,
}

impl Number {
    /// What is said where nothing stands. A column of any number has no range to show.
    pub(super) fn wanted(self, who: &Told) -> Told {
        let Number { name, min, max, unit } = self;
        let (who, unit) = (who.clone(), Told::phrase(unit));
        if max == f64::MAX {
            return told!("{who}: {column} is empty; it is a number", who = who, column = name);
        }
        told!(
            "{who}: {column} is empty; it is a {unit}, {min}..={max}",
            who = who,
            column = name,
            unit = unit,
            min = min,
            max = max
        )
    }

    /// The number that a text is; or what is wrong with it, and a hint. `name` is that of the column in the file.
    pub(super) fn read(self, name: &str, text: &str, who: &Told) -> Result<f64, (Told, Option<Told>)> {
        let Number { min, max, unit, .. } = self;
        let (who, unit) = (who.clone(), Told::phrase(unit));
        let Some(value) = text.parse::<f64>().ok().filter(|value| value.is_finite()) else {
            let message = told!(
                "{who}: {column} is \"{text}\", which is not a number ({unit})",
                who = who,
                column = name,
                text = text,
                unit = unit
            );
            return Err((message, number_hint(text)));
        };
        if (min..=max).contains(&value) {
            return Ok(value);
        }
        let hundredth = value / 100.0;
        let percent = max == 1.0 && value > 1.0 && hundredth <= 1.0;
        let hint = percent.then(|| told!("did you mean {name}?", name = format!("{hundredth:.2}")));
        let message = told!(
            "{who}: {column} is {value}, outside {min}..={max} ({unit})",
            who = who,
            column = name,
            value = text,
            min = min,
            max = max,
            unit = unit
        );
        Err((message, hint))
    }
}
