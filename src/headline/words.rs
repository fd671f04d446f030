//! Words of tables in the language of the reader: units, names of arms and regimes, labels.

use crate::charts::compare::names;
use crate::charts::quantity::Quantity;
use crate::charts::run::Run;
use crate::charts::words::{capital, words};
use crate::files::csv::file_column;
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

/// What is counted, which Chinese units say.
#[derive(Clone, Copy)]
pub(super) enum Of {
    /// Firms.
    Firms,
    /// People in work.
    People,
    /// Their years.
    Years,
    /// Anything else.
    Other,
}

/// What a metric or column counts, by its name.
pub(super) fn counts(name: &str) -> Of {
    let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    match name {
        name if name.contains("job_years") => Of::Years,
        _ if begins(&["firms", "failures", "exits", "entries"]) => Of::Firms,
        _ if begins(&["jobs"]) => Of::People,
        _ => Of::Other,
    }
}

/// The unit that readers of the language count in, and what a number in the folder's unit is multiplied by.
pub(super) fn quantity(run: &Run, template: &str, of: Of) -> Quantity {
    let language = run.page.language;
    if language.is_english() {
        return Quantity { factor: 1.0, name: unit(run, template) };
    }
    let counted = |(word, factor): (&str, f64)| {
        let measure = match of {
            Of::Firms => "户",
            Of::People => "人",
            Of::Years => "人年",
            Of::Other => "",
        };
        Quantity { factor, name: format!("{word}{measure}") }
    };
    let money = |(name, factor): (String, f64)| Quantity { factor, name };
    match template {
        "thousand" => counted(language.thousands()),
        "million" => counted(language.millions()),
        "billion {unit}" => money(language.billions(language.of(run.unit()))),
        "{unit}" => money(language.prices(language.of(run.unit()))),
        other => Quantity { factor: 1.0, name: unit(run, other) },
    }
}

/// The same of a unit that names the currency already.
pub(super) fn quantity_of(run: &Run, written: &str, of: Of) -> Quantity {
    match run.manifest.currency_unit.as_str() {
        "" => quantity(run, written, of),
        currency => quantity(run, &written.replace(currency, "{unit}"), of),
    }
}

/// The name in files of a column that the folder has in thousands, or in billions of the currency.
pub(super) fn key(run: &Run, stem: &str, money: bool) -> String {
    let currency = &run.manifest.currency_unit;
    match (run.page.language, money) {
        (Language::English, false) => format!("{stem}_thousand"),
        (Language::Chinese, false) => format!("{stem}_ten_thousand"),
        (Language::English, true) => file_column(&format!("{stem}_bn"), currency),
        (Language::Chinese, true) => format!("{stem}_100_million_{currency}"),
    }
}

/// An id in words.
pub(super) fn called(language: Language, arm: &str) -> String {
    let name = words(arm);
    match language.of(&name) {
        said if said == name => capital(&name),
        said => said.to_string(),
    }
}

/// What an arm is called, as on charts.
pub(super) fn arm(run: &Run, arm: &str) -> String {
    names::arm(&run.manifest, arm, run.page.language)
}

/// The title of a run or comparison.
pub(super) fn title(run: &Run) -> String {
    names::title(&run.manifest, run.page.language)
}

/// A regime in words.
pub(super) fn regime(language: Language, name: &str) -> String {
    names::regime(name, language)
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
