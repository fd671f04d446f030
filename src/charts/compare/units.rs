//! Units in which charts of comparisons count: thousands, millions and billions in English, ten thousands and
//! hundred millions in Chinese, as the phrases beside the numbers say. Tables behind charts keep the units of the
//! folder.

use crate::language::Language;

/// What numbers that the folder has in some unit are multiplied by.
#[derive(Clone, Copy, Debug)]
pub struct Factors {
    /// Of what it has in thousands.
    pub thousand: f64,
    /// In millions.
    pub million: f64,
    /// In billions.
    pub billion: f64,
    /// Decimals more than in English that numbers in thousands need.
    pub decimals: usize,
}

/// The factors of a language.
pub fn factors(language: Language) -> Factors {
    match language {
        Language::English => Factors { thousand: 1.0, million: 1.0, billion: 1.0, decimals: 0 },
        Language::Chinese => Factors { thousand: 0.1, million: 100.0, billion: 10.0, decimals: 1 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_the_same_in_both_languages() {
        let chinese = factors(Language::Chinese);
        // 1.2 million people are 120 ten thousands; 150 thousand are 15; 2.5 billion are 25 hundred millions.
        assert_eq!(
            [1.2 * chinese.million, 150.0 * chinese.thousand, 2.5 * chinese.billion],
            [120.0, 15.0, 25.0]
        );
        assert_eq!(factors(Language::English).thousand, 1.0);
    }
}
