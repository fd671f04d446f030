//! The table of facts as CSV: every regime's, one below the other.

use super::outcome::{Fact, Outcome, Part};
use crate::charts::tidy::cell;
use crate::diagnose::inert;
use crate::files::csv::text;
use crate::files::owned::MARK;

const COLUMNS: [&str; 16] = [
    "regime",
    "id",
    "theme",
    "fact",
    "unit",
    "published",
    "low",
    "high",
    "simulated",
    "simulated_lower",
    "simulated_upper",
    "verdict",
    "role",
    "not_scored_because",
    "definition",
    "source",
];

/// The bytes of the table; in Chinese behind the mark by which Excel knows UTF-8.
pub(super) fn bytes(outcome: &Outcome) -> Vec<u8> {
    let mut bytes = if outcome.language.is_english() { Vec::new() } else { MARK.to_vec() };
    let rows = outcome.parts.iter().flat_map(|part| part.facts.iter().map(|fact| row(outcome, part, fact)));
    bytes.extend(text(&COLUMNS.map(String::from), rows));
    bytes
}

fn row(outcome: &Outcome, part: &Part, fact: &Fact) -> Vec<String> {
    let language = outcome.language;
    let said = |words: &str| inert(language.of(words).to_string());
    let [lower, upper] = fact.interval.unwrap_or([f64::NAN; 2]);
    let mut row = vec![
        inert(part.regime.clone()),
        inert(fact.id.clone()),
        said(fact.theme.1),
        said(&fact.counts),
        inert(fact.unit(language).to_string()),
    ];
    let model = fact.model.unwrap_or(f64::NAN);
    row.extend([fact.published, fact.band[0], fact.band[1], model, lower, upper].map(cell));
    row.extend([
        said(fact.met().word()),
        said(fact.role.word()),
        said(fact.other_profile.as_deref().unwrap_or_default()),
        said(&fact.definition),
        inert(fact.source.clone()),
    ]);
    row
}
