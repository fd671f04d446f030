//! A table for a paper as data: numbers are formatted here once, for all files that are made of it.

use crate::files::csv::NAME_LENGTH;
use crate::language::Language;
use crate::report::findings::{Number, digits};
use crate::say;
use crate::units::rounded;

/// A table for a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// Name of its files, without ending.
    pub name: String,
    /// What it shows.
    pub title: String,
    /// Of which run: its title.
    pub of: String,
    /// What stands above the first column.
    pub stub: String,
    /// The columns of numbers.
    pub heads: Vec<Head>,
    /// Rows from top to bottom.
    pub rows: Vec<Row>,
    /// What stands below: what the numbers are, their intervals, the source.
    pub notes: Vec<String>,
    /// The language of its words.
    pub language: Language,
}

impl Headline {
    /// What it shows, and of which run.
    pub fn caption(&self) -> String {
        say!(self.language, "{table}. {run}", table = self.title, run = self.of)
    }
    /// What stands below, in a row.
    pub fn note(&self) -> String {
        self.language.sentences(&self.notes)
    }
    /// The head of a column with its unit.
    pub fn head(&self, head: &Head) -> String {
        self.with_unit(&head.text, &head.unit)
    }
    /// A text with its unit, which may be empty.
    pub fn with_unit(&self, text: &str, unit: &str) -> String {
        if unit.is_empty() { text.to_string() } else { format!("{text}{}", self.language.bracketed(unit)) }
    }
    /// Number and interval as one text: `48,100 (46,000 to 50,500)`.
    pub fn figure(&self, figure: &Figure) -> String {
        let Some([lower, upper]) = &figure.interval else { return figure.value.clone() };
        say!(
            self.language,
            "{value} ({lower} to {upper})",
            value = figure.value,
            lower = lower,
            upper = upper
        )
    }
}

/// The head of a column of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What readers see.
    pub text: String,
    /// Its unit; empty where rows have units of their own.
    pub unit: String,
    /// The name of the column in CSV files, short enough for its ends, `_lower` and `_upper`.
    pub key: String,
}

impl Head {
    /// A head whose unit is said in its rows.
    pub fn plain(key: impl Into<String>, text: impl Into<String>) -> Head {
        Head { text: text.into(), unit: String::new(), key: key.into() }
    }
    /// A head with its unit, which the name in files says too; that is cut off where it would be too long.
    pub fn of(key: &str, text: &str, unit: impl Into<String>) -> Head {
        let key = key.chars().take(NAME_LENGTH - "_lower".len()).collect();
        Head { text: text.into(), unit: unit.into(), key }
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A heading over the rows below it.
    Panel(String),
    /// A row of numbers.
    Line {
        /// What they are.
        label: String,
        /// Their unit; empty where heads have units.
        unit: String,
        /// One a head; nothing where there is no number.
        cells: Vec<Option<Figure>>,
    },
}

/// A number as readers see it, with the ends of its 95% interval where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number.
    pub value: String,
    /// Lower and upper end.
    pub interval: Option<[String; 2]>,
}

impl Figure {
    /// A number with three digits of the largest of itself and its ends, and more where its interval would
    /// shrink to nothing; nothing for what is no number.
    pub fn of(value: f64, bounds: Option<[f64; 2]>) -> Option<Figure> {
        let bounds = bounds.filter(|ends| ends.iter().all(|end| end.is_finite()));
        let number = Number { value, bounds, replications: 0 };
        let Some([lower, upper]) = bounds.filter(|_| value.is_finite()) else {
            return value.is_finite().then(|| Figure::from(number));
        };
        let largest = value.abs().max(lower.abs()).max(upper.abs());
        // A twentieth of the scale is seen at three digits; six digits are the most that a table bears.
        let scale = (20.0 * (upper - lower)).clamp(largest / 1000.0, largest);
        let has_width = digits(number).1.is_some();
        let interval = has_width.then(|| [lower, upper].map(|end| rounded(end, scale)));
        Some(Figure { value: rounded(value, if has_width { scale } else { largest }), interval })
    }
    /// A share in percent, with two decimals where it is small.
    pub fn share(percent: f64) -> Option<Figure> {
        let value = || rounded(percent, percent.abs().max(1.0));
        percent.is_finite().then(|| Figure { value: value(), interval: None })
    }
}

impl From<Number> for Figure {
    fn from(number: Number) -> Figure {
        let (value, interval) = digits(number);
        Figure { value, interval }
    }
}

/// The same number without commas and with a minus that programs read.
pub fn plain(shown: &str) -> String {
    shown.replace(',', "").replace('−', "-")
}

/// What stands where there is no number.
pub const NONE: &str = "–";

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Headline {
        Headline {
            name: String::new(),
            title: String::new(),
            of: String::new(),
            stub: String::new(),
            heads: Vec::new(),
            rows: Vec::new(),
            notes: Vec::new(),
            language: Language::English,
        }
    }

    #[test]
    fn a_number_is_formatted_once_and_can_be_read_back() {
        let text = |value: f64, ends: Option<[f64; 2]>| table().figure(&Figure::of(value, ends).unwrap());
        let figure = Figure::of(-48_123.4, Some([-50_451.0, 1_049.0])).unwrap();
        assert_eq!(table().figure(&figure), "−48,100 (−50,500 to 1,000)");
        assert_eq!(plain(&figure.value), "-48100");
        assert_eq!(text(2.474, None), "2.47");
        assert_eq!(Figure::of(2.0, Some([f64::NAN, 3.0])).unwrap().interval, None);
        assert_eq!(text(721.93, Some([721.81, 722.05])), "721.93 (721.81 to 722.05)");
        assert_eq!(text(9.04, Some([9.04, 9.04])), "9.04");
        let chinese = Headline { language: Language::Chinese, ..table() };
        assert_eq!(chinese.figure(&Figure::of(2.5, Some([2.0, 3.0])).unwrap()), "2.50（2.00至3.00）");
        assert_eq!(chinese.with_unit("就业", "千"), "就业（千）");
        assert_eq!(Figure::of(f64::NAN, None), None);
    }
}
