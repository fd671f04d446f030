//! Prices of a job-year: round ones to draw lines for, and how they are written.

use super::scale::decade;
use crate::charts::ticks::grouped;
use crate::language::Language;

/// Four prices of a job-year around the one that runs into the upper right corner: 1, 2 or 5 times a power of
/// ten, or powers of ten on logarithmic scales.
pub fn prices(middle: f64, log: bool) -> Vec<f64> {
    if log {
        return [0.01, 0.1, 1.0, 10.0].map(|step| step * decade(middle)).to_vec();
    }
    let series = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0].map(|step| step * decade(middle));
    let first = series.iter().position(|price| *price > middle).unwrap_or(4).saturating_sub(2);
    series[first..(first + 4).min(series.len())].to_vec()
}

/// A price in the currency's unit, short: in Chinese by ten thousands.
pub fn price(language: Language, value: f64, unit: &str) -> String {
    let part = |value: f64| {
        let whole = value >= 10.0 || value.fract() == 0.0;
        if value < 1.0 { format!("{value}") } else { grouped(value, usize::from(!whole)) }
    };
    match language {
        Language::English if value >= 1e6 => format!("{} m {unit}", part(value / 1e6)),
        Language::English => format!("{} {unit}", part(value)),
        Language::Chinese if value >= 1e4 => format!("{}万{unit}", part(value / 1e4)),
        Language::Chinese => format!("{}{unit}", part(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_round_and_around_the_middle() {
        assert_eq!(prices(700_000.0, false), [200_000.0, 500_000.0, 1_000_000.0, 2_000_000.0]);
        assert_eq!(prices(700_000.0, true), [1_000.0, 10_000.0, 100_000.0, 1_000_000.0]);
        let english = |value: f64| price(Language::English, value, "yuan");
        assert_eq!(
            [2e6, 1.5e6, 5e4, 0.5].map(english),
            ["2 m yuan", "1.5 m yuan", "50,000 yuan", "0.5 yuan"]
        );
        let chinese = |value: f64| price(Language::Chinese, value, "元");
        assert_eq!([2e6, 2e4, 500.0].map(chinese), ["200万元", "2万元", "500元"]);
    }
}
