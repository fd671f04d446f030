//! Calendar months, grades of evidence, and numbers as readers see them: one format in talk, tables, charts
//! and reports. Commas stand between thousands, so that no number can break at the end of a line, and a minus
//! is a minus.

use crate::phrase;
use std::fmt;
use std::str::FromStr;

/// A calendar month, counted from January of year zero.
///
/// ```
/// use tideover::units::Month;
///
/// let onset: Month = "2020-02".parse().unwrap();
/// assert_eq!(onset, Month::new(2020, 2));
/// assert_eq!(onset.plus(11).to_string(), "2021-01");
/// assert_eq!(onset.since(Month::new(2019, 12)), 2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Month(pub i32);

impl Month {
    /// The month of a year; `month` is 1 to 12.
    pub fn new(year: i32, month: i32) -> Month {
        Month(year * 12 + month - 1)
    }
    /// The calendar year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }
    /// The month of the year, 1 to 12.
    pub fn month(self) -> i32 {
        self.0.rem_euclid(12) + 1
    }
    /// The month `months` later.
    pub fn plus(self, months: i32) -> Month {
        Month(self.0 + months)
    }
    /// Months from `earlier` to this month.
    pub fn since(self, earlier: Month) -> i32 {
        self.0 - earlier.0
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

/// Years whose months can be named.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// A text that is no month: a phrase, and what it says of the text. Only [`told`](crate::language::told) says it, in
/// the language of its reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoMonth {
    /// With `{text}`, `{first}` and `{last}` in it.
    pub phrase: &'static str,
    /// What was written.
    pub text: String,
}

impl NoMonth {
    /// The first and the last month that can be simulated.
    pub fn ends() -> [Month; 2] {
        [Month::new(*YEARS.start(), 1), Month::new(*YEARS.end(), 12)]
    }
}

impl FromStr for Month {
    type Err = NoMonth;
    fn from_str(text: &str) -> Result<Month, NoMonth> {
        let no_month = |phrase| NoMonth { phrase, text: text.to_string() };
        let wrong = || no_month(phrase!("\"{text}\" is not a month; write year-month, as in \"2020-02\""));
        let (year, month) = text.split_once('-').ok_or_else(wrong)?;
        if year.len() != 4 || month.len() != 2 {
            return Err(wrong());
        }
        let year: i32 = year.parse().map_err(|_| wrong())?;
        let month: i32 = month.parse().map_err(|_| wrong())?;
        if !(1..=12).contains(&month) {
            return Err(no_month(phrase!("\"{text}\" is not a month; the months of a year are 01 to 12")));
        }
        if !YEARS.contains(&year) {
            return Err(no_month(phrase!(
                "\"{text}\" is outside the months that can be simulated, {first} to {last}"
            )));
        }
        Ok(Month::new(year, month))
    }
}

/// How well a figure is founded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Read in a publication of the body that makes the figure.
    Official,
    /// Arithmetic on official figures, or fitted to them.
    Derived,
    /// No source: a stated prior within its range.
    Assumed,
}

impl Grade {
    /// The word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Grade::Official => "official",
            Grade::Derived => "derived",
            Grade::Assumed => "assumed",
        }
    }
    /// The grade a word names, if any.
    pub fn from_word(word: &str) -> Option<Grade> {
        [Grade::Official, Grade::Derived, Grade::Assumed].into_iter().find(|grade| grade.word() == word)
    }
}

/// A number with a comma between thousands and a true minus sign.
pub fn grouped(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return "–".to_string();
    }
    let plain = format!("{:.places$}", value.abs());
    let (whole, rest) = plain
        .split_once('.')
        .map_or((plain.as_str(), String::new()), |(whole, rest)| (whole, format!(".{rest}")));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    let negative = value < 0.0 && plain.chars().any(|c| c.is_ascii_digit() && c != '0');
    format!("{}{text}{rest}", if negative { "−" } else { "" })
}

/// A number with the decimals that three digits of `scale` leave: `48,100`, `−0.0123`. Numbers of one scale
/// read at one glance.
pub fn rounded(value: f64, scale: f64) -> String {
    let scale = scale.abs();
    if scale == 0.0 {
        return grouped(value, 0);
    }
    let mut power = -3;
    while power < 15 && 10_f64.powi(power + 1) <= scale {
        power += 1;
    }
    let step = 10_f64.powi(power - 2);
    grouped(if power > 2 { (value / step).round() * step } else { value }, (2 - power).max(0) as usize)
}

/// The same text with a space after each number that does not break: a number keeps its unit beside it.
pub fn unbroken(text: &str) -> String {
    let mut before = ' ';
    let mut keep = |c: char| {
        let kept = if c == ' ' && (before.is_ascii_digit() || before == '±') { '\u{a0}' } else { c };
        before = c;
        kept
    };
    text.chars().map(&mut keep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(1_234_567.0, 0), "1,234,567");
        assert_eq!(grouped(-1234.5, 1), "−1,234.5");
        assert_eq!(grouped(-0.001, 1), "0.0");
        assert_eq!(grouped(f64::NAN, 1), "–");
    }

    #[test]
    fn numbers_have_three_digits_of_their_scale() {
        assert_eq!(rounded(48_123.0, 50_451.0), "48,100");
        assert_eq!(rounded(3_924_000.0, 4_460_000.0), "3,920,000");
        assert_eq!(rounded(-0.012_34, 0.012_34), "−0.0123");
        assert_eq!(rounded(-0.04, 12.0), "0.0");
        assert_eq!(rounded(0.0, 0.0), "0");
        assert_eq!(rounded(1000.0, 1000.0), "1,000");
    }

    #[test]
    fn a_number_keeps_its_unit() {
        assert_eq!(
            unbroken("kept 503,000 jobs (1 ± 2) by 2020"),
            "kept 503,000\u{a0}jobs (1\u{a0}±\u{a0}2) by 2020"
        );
    }

    #[test]
    fn months_count_and_print() {
        let month: Month = "2020-02".parse().unwrap();
        assert_eq!((month.year(), month.month()), (2020, 2));
        assert_eq!(month.plus(11).to_string(), "2021-01");
        assert_eq!(month.since(Month::new(2019, 12)), 2);
        assert!("2020-13".parse::<Month>().is_err());
        assert!("20-1".parse::<Month>().is_err());
        let told = |text: &str| crate::language::told::Told::from(text.parse::<Month>().unwrap_err());
        let said = |text: &str| told(text).english();
        assert_eq!(
            said("1890-01"),
            "\"1890-01\" is outside the months that can be simulated, 1900-01 to 2200-12"
        );
        assert_eq!(
            said("2201-01"),
            "\"2201-01\" is outside the months that can be simulated, 1900-01 to 2200-12"
        );
        assert_eq!(said("2020-13"), "\"2020-13\" is not a month; the months of a year are 01 to 12");
        let chinese = told("2201-01").said(crate::language::Language::Chinese);
        assert!(["2201-01", "1900-01", "2200-12"].iter().all(|month| chinese.contains(month)), "{chinese}");
    }
}
