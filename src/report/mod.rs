//! `report.html`: one file about a finished run folder, for reading, printing and passing on. It needs no network,
//! and reads whole without scripts; these show numbers under the pointer and sort tables.

mod about;
mod agreement;
mod answer;
mod compared;
mod falls;
mod figures;
pub mod findings;
mod lists;
pub mod outcome;
mod reply;
mod said;
mod settings;
mod side;
pub mod tables;
mod turns;
mod verdict;
pub mod words;

use crate::atomic;
use crate::charts;
use crate::charts::run::Run;
use crate::charts::web;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::told;
use minijinja::value::Kwargs;
use minijinja::{Environment, Value};
use std::fmt::Display;
use std::path::Path;

const TEMPLATE: &str = include_str!("template.html");

/// Stands in every report.
pub const MARK: &str = "<meta name=\"generator\" content=\"tideover";

/// Writes `report.html` into a run folder, in the folder's language. Can be repeated on an old folder; charts are
/// drawn for it, and into the folder first when there are none.
///
/// # Errors
/// A file that can't be read or written, or is not what it should be.
pub fn write(folder: &Path) -> Result<()> {
    write_to(folder, &folder.join("report.html"), None)
}

/// The same into a file elsewhere, in a language or in that of the folder.
///
/// # Errors
/// As [`write()`].
pub fn write_to(folder: &Path, file: &Path, language: Option<Language>) -> Result<()> {
    if !folder.join("charts").exists() {
        charts::draw(folder)?;
    }
    let run = Run::open(folder)?;
    let page = run.page.clone().in_language(language.unwrap_or(run.page.language));
    let page = page_of(&run.on(page))?;
    atomic::write_soon(file, page.as_bytes()).map(drop)
}

fn page_of(run: &Run) -> Result<String> {
    let wrong = |error: minijinja::Error| Error::Picture { what: told!("report"), source: error.into() };
    let (manifest, language) = (&run.manifest, run.page.language);
    let mut environment = Environment::new();
    environment.add_function("say", move |english: &str, values: Kwargs| said(language, english, &values));
    environment.add_template("report.html", TEMPLATE).map_err(wrong)?;
    let several = run.ways.len() > 1 || run.compared.is_some();
    // A comparison shows beside its answer who survived under each arm, a run its levels of the same.
    let first: &[&str] = if run.compared.is_some() { &[charts::compare::FIRST] } else { &charts::FIRST };
    let figures = figures::all(run)?;
    let compared = |name: &str| charts::compare::ALL.iter().any(|chart| chart.name == name);
    let part = |wanted: &dyn Fn(&str) -> bool| -> Vec<&figures::Figure> {
        figures.iter().filter(|figure| wanted(figure.name)).collect()
    };
    let values = serde_json::json!({
        "lang": language.code(),
        "mark": language.list(&["", ""]),
        "title": charts::compare::names::title(manifest, language),
        "question": charts::compare::names::question(manifest, language),
        "unanswered": answer::unanswered(run),
        "source": language.of_parts(&manifest.source),
        "quick": manifest.quick,
        "facts": about::facts(run),
        "shocks": about::shocks(run),
        "policies": about::policies(run),
        "compared": compared::findings(run)?,
        "headline": tables::headline(run)?,
        "shown": if several { charts::figure::names(run) } else { String::new() },
        "costs": tables::costs(run)?,
        "unit": run.unit(),
        "billions": language.billions(run.unit()).0,
        "last_month": run.month_label(run.months.saturating_sub(1)),
        "first": part(&|name| first.contains(&name)),
        "lead": part(&|name| compared(name) && !first.contains(&name)),
        "figures": part(&|name| !compared(name) && !first.contains(&name)),
        "again": settings::command(run),
        "limits": about::limits(run),
        "citation": manifest.cited(language),
        "version": manifest.program(),
        "id": manifest.id,
        "short_id": manifest.short_id,
        "script": web::SCRIPT,
        "skin": web::STYLE,
    });
    environment
        .get_template("report.html")
        .and_then(|template| template.render(web::template_value(&values)))
        .map_err(wrong)
}

/// A phrase of the page with its values.
fn said(language: Language, english: &str, values: &Kwargs) -> std::result::Result<String, minijinja::Error> {
    let names: Vec<String> = values.args().map(str::to_string).collect();
    let given: Vec<Value> =
        names.iter().map(|name| values.get(name)).collect::<std::result::Result<_, _>>()?;
    let pairs: Vec<(&str, &dyn Display)> =
        names.iter().zip(&given).map(|(name, value)| (name.as_str(), value as &dyn Display)).collect();
    Ok(language.fill(english, &pairs))
}
