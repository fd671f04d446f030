//! What a run will take: time and memory, and how both are said.

use crate::language::Language;
use crate::month::model::Scenario;
use crate::say;

/// Firm-months simulated a second on one core, as measured on a small machine.
pub(in crate::cli) const FIRM_MONTHS_A_SECOND: f64 = 1e6;
/// Memory of a firm: its columns and its part of the side tables.
const BYTES_A_FIRM: f64 = 400.0;

/// What a run will take.
#[derive(Debug, PartialEq)]
pub(super) struct Estimate {
    pub(super) firm_months: f64,
    pub(super) burn_in_firm_months: f64,
    pub(super) seconds: f64,
    pub(super) bytes: f64,
}

impl Estimate {
    /// Replications run side by side as far as there are threads; each needs its own memory.
    pub(super) fn of(scenario: &Scenario, replications: u32, threads: u64) -> Estimate {
        let population = &scenario.params.population;
        let firms = f64::from(scenario.firms);
        let months = f64::from(scenario.months) + population.settle_months;
        let firm_months = firms * months * f64::from(replications);
        let burn_in_firm_months = population.burn_in_firms * population.burn_in_years * 12.0;
        let threads = threads.max(1) as f64;
        Estimate {
            firm_months,
            burn_in_firm_months,
            seconds: (firm_months + burn_in_firm_months) / FIRM_MONTHS_A_SECOND / threads,
            bytes: firms * BYTES_A_FIRM * threads.min(f64::from(replications)),
        }
    }
}

/// A time in words.
pub(in crate::cli) fn lasting(seconds: f64, language: Language) -> String {
    if language.is_english() {
        return duration(seconds);
    }
    match seconds {
        s if s < 120.0 => say!(language, "{count} seconds", count = format!("{:.0}", s.max(1.0))),
        s if s < 7200.0 => say!(language, "{count} minutes", count = format!("{:.0}", s / 60.0)),
        s => say!(language, "{count} hours", count = format!("{:.1}", s / 3600.0)),
    }
}

pub(super) fn duration(seconds: f64) -> String {
    match seconds {
        s if s < 1.5 => "a second".into(),
        s if s < 120.0 => format!("{s:.0} seconds"),
        s if s < 7200.0 => format!("{:.0} minutes", s / 60.0),
        s => format!("{:.1} hours", s / 3600.0),
    }
}

pub(super) fn memory(bytes: f64) -> String {
    if bytes < 1e9 { format!("{:.0} MB", (bytes / 1e6).max(1.0)) } else { format!("{:.1} GB", bytes / 1e9) }
}
