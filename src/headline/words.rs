//! Words of tables in the language of the reader: units, names of arms and regimes, labels.

use crate::charts::run::Run;
use crate::charts::words::{capital, words};
use crate::language::Language;
use crate::say;

/// A unit, with the currency's name in place of `{unit}`.
pub(super) fn unit(run: &Run, template: &str) -> String {
    let language = run.page.language;
    let said = match template {
        "percent" => say!(language, "percent"),
        "percent of loans" => say!(language, "percent of loans"),
        "percent of orders" => say!(language, "percent of orders"),
        "percent of firms at start" => say!(language, "percent of firms at start"),
        "million" => say!(language, "million"),
        "thousand" => say!(language, "thousand"),
        "days" => say!(language, "days"),
        "days of sales" => say!(language, "days of sales"),
        "billion {unit}" => say!(language, "billion {unit}"),
        other => other,
    };
    said.replace("{unit}", language.of(run.unit()))
}

/// A unit that names the currency already.
pub(super) fn unit_of(run: &Run, written: &str) -> String {
    match run.manifest.currency_unit.as_str() {
        "" => unit(run, written),
        currency => unit(run, &written.replace(currency, "{unit}")),
    }
}

/// What an arm is called: its name in words.
pub(super) fn called(language: Language, arm: &str) -> String {
    let name = words(arm);
    match language.of(&name) {
        said if said == name => capital(&name),
        said => said.to_string(),
    }
}

/// A regime in words.
pub(super) fn regime(language: Language, name: &str) -> String {
    language.of(&words(name)).to_string()
}

/// `20 replications`.
pub(super) fn replications(run: &Run) -> String {
    counted(run.page.language, run.replications())
}

/// So many replications.
pub(super) fn counted(language: Language, count: f64) -> String {
    match count {
        1.0 => say!(language, "one replication").to_string(),
        _ => say!(language, "{count} replications", count = format!("{count:.0}")),
    }
}
