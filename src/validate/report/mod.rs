//! A folder of one comparison with published facts: `targets.csv`, a chart of dots on bands for each regime, and a page
//! that answers first. Nothing of others is overwritten.
//!
//! | file | holds |
//! | --- | --- |
//! | `outcome.rs` | what was compared, as data |
//! | `table.rs` | the table of facts |
//! | `page.rs` | the page (`template.html`) and its sentences |

mod outcome;
mod page;
mod table;

pub use outcome::{Fact, Fit, Outcome, Part, Role};

use crate::charts::facts::{self, Row};
use crate::charts::figure::About;
use crate::charts::page::Page;
use crate::charts::web::{Paper, address};
use crate::charts::{self, text};
use crate::error::Result;
use crate::files::owned::{self, Content, Kind};
use crate::language::Language;
use crate::{phrase, say};
use std::path::Path;

/// What is written.
const KIND: Kind = Kind { list: "validation.json", what: phrase!("results of a validation") };
/// The table of facts.
const TABLE: &str = "targets.csv";
/// The page.
const PAGE: &str = "report.html";

/// The names of the charts of these regimes, without ending.
fn charts_of(regimes: &[&str]) -> Vec<String> {
    regimes.iter().map(|regime| format!("charts/targets_{regime}")).collect()
}

/// Refuses a folder into which the results for these regimes can't be written, before they are computed.
///
/// # Errors
/// [`crate::error::Error::Usage`] where something of others would be overwritten; a file that can't be read.
pub fn claim(out: &Path, id: &str, regimes: &[&str]) -> Result<()> {
    let mut names = vec![TABLE.to_string(), PAGE.to_string()];
    for chart in charts_of(regimes) {
        names.extend(["svg", "csv", "png"].map(|ending| format!("{chart}.{ending}")));
    }
    owned::claim(out, KIND, id, names.iter().map(String::as_str))
}

/// Writes the folder; answers the names of its files and what they hold.
///
/// # Errors
/// As [`claim`]; a file that can't be written.
pub fn write(out: &Path, outcome: &Outcome) -> Result<Vec<(String, String)>> {
    let language = outcome.language;
    text::register();
    let mut parts = Vec::new();
    let mut add = |name: String, holds: &str, bytes: Vec<u8>| {
        parts.push(owned::Part { name, holds: holds.to_string(), content: Content::Bytes(bytes) });
    };
    let mut drawn = Vec::new();
    let regimes: Vec<&str> = outcome.parts.iter().map(|part| part.regime.as_str()).collect();
    for (part, name) in outcome.parts.iter().zip(charts_of(&regimes)) {
        let (title, rows) = (title(outcome), rows(part, language));
        let about = About { page: Page::default().in_language(language), ..about(outcome, part) };
        let Some(sheet) = facts::sheet(&about, &title, &rows) else { continue };
        let label = format!("{title}: {}\n{}", about.scenario, page::answer(part, outcome));
        let paper = Paper::of("targets", &sheet.canvas, &label)?;
        drawn.push(page::Drawing { paper, csv: address(&sheet.numbers.bytes()) });
        for (ending, bytes) in charts::files("targets", &label, &sheet)? {
            add(format!("{name}.{ending}"), say!(language, "published and simulated numbers"), bytes);
        }
    }
    add(
        TABLE.into(),
        say!(language, "each fact: source, published band, simulated number, whether it is met"),
        table::bytes(outcome),
    );
    let page = page::page(outcome, &drawn)?;
    add(PAGE.into(), say!(language, "how far the model meets published facts"), page.into_bytes());
    owned::write(out, KIND, &outcome.id, &parts)
}

/// The title of chart and page.
fn title(outcome: &Outcome) -> String {
    match outcome.crisis {
        true => say!(outcome.language, "The crisis in the model and in published figures").to_string(),
        false => say!(outcome.language, "Normal times in the model and in published figures").to_string(),
    }
}

fn about(outcome: &Outcome, part: &Part) -> About {
    let language = outcome.language;
    let regime = say!(language, "{regime} regime", regime = language.of(&part.regime));
    About {
        scenario: format!("{}{}", language.of(&outcome.title), language.bracketed(&regime)),
        stamp: format!("tideover {} · {}", outcome.program, outcome.id.get(..8).unwrap_or(&outcome.id)),
        quick: outcome.quick,
        ..About::default()
    }
}

/// The rows of a chart.
fn rows(part: &Part, language: Language) -> Vec<Row> {
    let row = |fact: &Fact| Row {
        id: fact.id.clone(),
        label: format!("{} {}", fact.id, fact.brief(language)),
        theme: language.of(fact.theme.1).to_string(),
        model: fact.model,
        interval: fact.interval,
        published: fact.published,
        band: fact.band,
        met: fact.met(),
    };
    part.facts.iter().map(row).collect()
}
