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

fn quantity(language: Language, english: &str, factor: f64, chinese: &str) -> Quantity {
    match language {
        Language::English => Quantity { factor: 1.0, name: english.to_string() },
        Language::Chinese => Quantity { factor, name: chinese.to_string() },
    }
}

/// Of people that the folder counts in millions.
pub fn million_people(language: Language) -> Quantity {
    quantity(language, "million", 100.0, "万人")
}

/// Of firms that the folder counts in millions.
pub fn million_firms(language: Language) -> Quantity {
    quantity(language, "million", 100.0, "万户")
}

/// Of firms that the folder counts in thousands.
pub fn thousand_firms(language: Language) -> Quantity {
    quantity(language, "thousand", 0.1, "万户")
}

/// Of money that the folder counts in billions of a unit, which is given in the language.
pub fn billion(language: Language, unit: &str) -> Quantity {
    quantity(language, &format!("billion {unit}"), 10.0, &format!("亿{unit}"))
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
    }
}
