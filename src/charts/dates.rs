//! Months as readers of a language write them: on charts and in their notes, never in tables.

use crate::language::Language;
use crate::units::Month;

/// A month: `2020-02`, `2020年2月`.
pub fn month(language: Language, month: Month) -> String {
    match language {
        Language::English => month.to_string(),
        Language::Chinese => format!("{}年{}月", month.year(), month.month()),
    }
}

/// A month below an axis whose labels are so many months apart. In Chinese the year stands beside January and
/// beside the first label.
pub fn tick(language: Language, month: Month, step: i32, first: bool) -> String {
    let january = month.month() == 1;
    match (language, step >= 12) {
        (Language::English, true) => format!("{:04}", month.year()),
        (Language::Chinese, true) => format!("{}年", month.year()),
        (Language::English, false) => month.to_string(),
        (Language::Chinese, false) if january || first => self::month(language, month),
        (Language::Chinese, false) => format!("{}月", month.month()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_written_as_readers_do() {
        let february = Month::new(2020, 2);
        assert_eq!(month(Language::English, february), "2020-02");
        assert_eq!(month(Language::Chinese, february), "2020年2月");
        assert_eq!(tick(Language::Chinese, february, 1, false), "2月");
        assert_eq!(tick(Language::Chinese, february, 1, true), "2020年2月");
        assert_eq!(tick(Language::Chinese, Month::new(2021, 1), 12, false), "2021年");
        assert_eq!(tick(Language::English, Month::new(2021, 1), 6, false), "2021-01");
    }
}
