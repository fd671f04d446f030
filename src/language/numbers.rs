//! Numbers as readers of a language see them. English groups thousands and names millions and billions; Chinese
//! counts in ten thousands (万) and hundred millions (亿). The rule, for both: at most three significant digits
//! of the largest number that stands beside it, and one step for a number and its interval.

use super::Language;
use crate::phrase;
use crate::units::rounded;

/// Units of tables that are words; [`Language::unit`] says them.
pub const UNITS: [&str; 4] = [
    phrase!("percent"),
    phrase!("percent of firms at start"),
    phrase!("percent of orders"),
    phrase!("billion {unit}"),
];

/// What is counted. Chinese puts a measure word behind the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Counted {
    Firms,
    Jobs,
    Other,
}

/// Steps of large numbers in Chinese.
const STEPS: [(f64, &str); 3] = [(1e12, "万亿"), (1e8, "亿"), (1e4, "万")];

/// The step of numbers up to a size, and its word.
fn step(scale: f64) -> (f64, &'static str) {
    // Three digits of 9,999 make ten thousand.
    let reaches = |step: &&(f64, &str)| scale.abs() * 1.000_5 >= step.0;
    STEPS.iter().find(reaches).copied().unwrap_or((1.0, ""))
}

fn own((unit, factor): (&str, f64)) -> (String, f64) {
    (unit.to_string(), factor)
}

impl Language {
    /// A number in whole units to three digits of `scale`: `54,200`, `5.42万户`.
    pub fn whole(self, value: f64, scale: f64, counted: Counted) -> String {
        if self == Language::English {
            return rounded(value, scale);
        }
        let (size, word) = step(scale);
        // What is rounded up to a step has the digits of the step.
        let scale = if size > 1.0 { (scale.abs() / size).max(1.0) } else { scale };
        let measure = match counted {
            Counted::Firms => "户",
            Counted::Jobs => "个",
            Counted::Other => "",
        };
        format!("{}{word}{measure}", rounded(value / size, scale))
    }
    /// The unit in which a table has numbers that are written in thousands, `thousand` or `万`, and what such a
    /// number is multiplied with.
    pub fn thousands(self) -> (&'static str, f64) {
        match self {
            Language::English => ("thousand", 1.0),
            Language::Chinese => ("万", 0.1),
        }
    }
    /// The same of millions.
    pub fn millions(self) -> (&'static str, f64) {
        match self {
            Language::English => ("million", 1.0),
            Language::Chinese => ("万", 100.0),
        }
    }
    /// The same of sums of money in billions of a unit: `billion yuan`, `亿元`.
    pub fn billions(self, unit: &str) -> (String, f64) {
        match self {
            Language::English => (format!("billion {unit}"), 1.0),
            Language::Chinese => (format!("亿{unit}"), 10.0),
        }
    }
    /// A unit in which tables are written, as `million` or `billion yuan`, and what a number in it is multiplied with.
    pub fn unit(self, unit: &str) -> (String, f64) {
        match (unit, unit.strip_prefix("billion ")) {
            ("thousand", _) if self == Language::Chinese => own(self.thousands()),
            ("million", _) if self == Language::Chinese => own(self.millions()),
            (_, Some(currency)) => self.billions(self.of(currency)),
            _ => (self.of(unit).to_string(), 1.0),
        }
    }
    /// The same of prices in a unit, which a table has in that unit: `yuan`, `万元`.
    pub fn prices(self, unit: &str) -> (String, f64) {
        match self {
            Language::English => (unit.to_string(), 1.0),
            Language::Chinese => (format!("万{unit}"), 1e-4),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_counts_in_ten_thousands() {
        let said = |value: f64, scale: f64| Language::Chinese.whole(value, scale, Counted::Other);
        assert_eq!(said(54_213.0, 54_213.0), "5.42万");
        assert_eq!(said(1_072_000.0, 1_566_000.0), "107万");
        // A number and its interval share a step and its decimals.
        assert_eq!([said(107_300.0, 128_500.0), said(8_600.0, 128_500.0)], ["10.7万", "0.9万"]);
        assert_eq!(said(-250_000_000.0, 250_000_000.0), "−2.50亿");
        assert_eq!(said(1.34e12, 1.34e12), "1.34万亿");
        assert_eq!(
            [said(9_040.0, 9_040.0), said(9_999.0, 9_999.0), said(0.0, 0.0)],
            ["9,040", "1.00万", "0"]
        );
    }

    #[test]
    fn measure_words_stand_behind_chinese_numbers_only() {
        let firms = |language: Language| language.whole(54_213.0, 54_213.0, Counted::Firms);
        assert_eq!(Language::ALL.map(firms), ["54,200", "5.42万户"]);
        let jobs = |language: Language| language.whole(320.0, 320.0, Counted::Jobs);
        assert_eq!(Language::ALL.map(jobs), ["320", "320个"]);
    }

    #[test]
    fn tables_have_one_step_a_column() {
        assert_eq!(Language::Chinese.thousands(), ("万", 0.1));
        assert_eq!(Language::Chinese.millions(), ("万", 100.0));
        assert_eq!(Language::ALL.map(|language| language.prices("yuan").0), ["yuan", "万yuan"]);
        assert_eq!(Language::ALL.map(|language| language.billions("yuan").0), ["billion yuan", "亿yuan"]);
        assert_eq!(Language::Chinese.unit("billion yuan"), ("亿元".to_string(), 10.0));
        assert_eq!(Language::Chinese.unit("million"), ("万".to_string(), 100.0));
        assert_eq!(Language::English.unit("million"), ("million".to_string(), 1.0));
    }
}
