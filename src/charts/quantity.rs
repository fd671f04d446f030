//! Units in which charts count, as readers of a language do: millions and billions in English, ten thousands
//! and hundred millions in Chinese. The tables behind charts keep the units of the folder.

use crate::language::Language;

/// A unit: what a number of the folder is multiplied by, and the unit's name on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Factor.
    pub factor: f64,
    /// Name.
    pub name: String,
}

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

fn quantity(language: Language, factor: f64, [english, chinese]: [&str; 2]) -> Quantity {
    let name = match language {
        Language::English => english,
        Language::Chinese => chinese,
    };
    Quantity { factor, name: name.to_string() }
}

/// Of people that the folder counts in millions.
pub fn million_people(language: Language) -> Quantity {
    quantity(language, factors(language).million, ["million", "万人"])
}

/// Of firms that the folder counts in millions.
pub fn million_firms(language: Language) -> Quantity {
    quantity(language, factors(language).million, ["million", "万户"])
}

/// Of firms that the folder counts in thousands.
pub fn thousand_firms(language: Language) -> Quantity {
    quantity(language, factors(language).thousand, ["thousand", "万户"])
}

/// Of money that the folder counts in billions of a unit, which is given in the language.
pub fn billion(language: Language, unit: &str) -> Quantity {
    quantity(language, factors(language).billion, [&format!("billion {unit}"), &format!("亿{unit}")])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_its_unit_are_the_same_amount_in_both_languages() {
        let yuan = |language: Language| billion(language, language.of("元"));
        assert_eq!(yuan(Language::English).factor, 1.0);
        // 2.5 billion are 25 hundred millions.
        assert_eq!(
            (2.5 * yuan(Language::Chinese).factor, yuan(Language::Chinese).name.as_str()),
            (25.0, "亿元")
        );
        // 1.2 million are 120 ten thousands; 150 thousand are 15.
        assert_eq!(1.2 * million_people(Language::Chinese).factor, 120.0);
        assert_eq!(150.0 * thousand_firms(Language::Chinese).factor, 15.0);
        assert_eq!(million_firms(Language::English).name, "million");
        assert_eq!(factors(Language::English).thousand, 1.0);
    }
}
