//! `report.html`: one file about a finished run folder, for reading, printing and passing on. No network, no
//! scripts.

mod agreement;
mod answer;
mod compared;
mod falls;
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
use crate::charts::run::Run;
use crate::charts::words::{capital, words as plain};
use crate::charts::{self, ticks};
use crate::diagnose::tame;
use crate::error::{Error, Result};
use crate::files::entries::{PolicyEntry, ShockEntry};
use crate::units::unbroken;
use minijinja::{Environment, Value};
use serde::Serialize;
use std::path::Path;

const TEMPLATE: &str = include_str!("template.html");

/// Stands in every report.
pub const MARK: &str = "<meta name=\"generator\" content=\"tideover";

/// A chart in the report.
#[derive(Debug, Serialize)]
struct Figure {
    name: &'static str,
    title: &'static str,
    reading: &'static str,
    svg: String,
}

/// A window of time in words.
#[derive(Debug, Serialize)]
struct Window {
    name: String,
    kind: String,
    from: String,
    to: String,
    back: String,
    /// In a comparison the arms that have it.
    arms: String,
}

/// Writes `report.html` into a run folder. Can be repeated on an old folder; takes the charts that are in it,
/// and draws them first when there are none.
///
/// # Errors
/// A file that can't be read or written, or is not what it should be.
pub fn write(folder: &Path) -> Result<()> {
    write_to(folder, &folder.join("report.html"))
}

/// The same into a file elsewhere.
///
/// # Errors
/// As [`write()`].
pub fn write_to(folder: &Path, file: &Path) -> Result<()> {
    if !folder.join("charts").exists() {
        charts::draw(folder)?;
    }
    let run = Run::open(folder)?;
    let page = page(&run)?;
    atomic::write_soon(file, page.as_bytes()).map(drop)
}

fn page(run: &Run) -> Result<String> {
    let wrong = |error: minijinja::Error| Error::Picture { what: "report".into(), source: error.into() };
    let mut environment = Environment::new();
    environment.add_template("report.html", TEMPLATE).map_err(wrong)?;
    let manifest = &run.manifest;
    let several = run.ways.len() > 1 || run.compared.is_some();
    // A comparison shows beside its answer who survived under each arm, a run its levels of the same.
    let first: &[&str] = if run.compared.is_some() { &[charts::compare::FIRST] } else { &charts::FIRST };
    let values = serde_json::json!({
        "title": manifest.title(),
        "question": manifest.question,
        "unanswered": answer::unanswered(run),
        "source": manifest.source,
        "quick": manifest.quick,
        "facts": facts(run),
        "shocks": shocks(run),
        "policies": policies(run),
        "compared": compared::findings(run)?,
        "headline": tables::headline(run)?,
        "shown": if several { charts::figure::names(run) } else { String::new() },
        "costs": tables::costs(run)?,
        "unit": run.unit(),
        "last_month": run.month(run.months.saturating_sub(1)),
        "first": figures(run, charts::every().filter(|chart| first.contains(&chart.name)))?,
        "lead": figures(run, charts::compare::ALL.iter().filter(|chart| !first.contains(&chart.name)))?,
        "figures": figures(run, charts::ALL.iter().filter(|chart| !first.contains(&chart.name)))?,
        "again": settings::command(run),
        "limits": limits(run),
        "citation": manifest.citation,
        "version": manifest.program(),
        "id": manifest.id,
        "short_id": manifest.short_id,
    });
    environment
        .get_template("report.html")
        .and_then(|template| template.render(template_value(&values)))
        .map_err(wrong)
}

/// A JSON value as the template engine's.
fn template_value(json: &serde_json::Value) -> Value {
    use serde_json::Value as Json;
    match json {
        Json::Null => Value::from(()),
        Json::Bool(value) => Value::from(*value),
        Json::Number(value) => Value::from(value.as_f64().unwrap_or_default()),
        Json::String(value) => Value::from(tame(value).into_owned()),
        Json::Array(values) => values.iter().map(template_value).collect(),
        Json::Object(values) => {
            Value::from_pairs(values.iter().map(|(name, value)| (name.clone(), template_value(value))))
        }
    }
}

/// What was run: label and value.
fn facts(run: &Run) -> Vec<(&'static str, String)> {
    let manifest = &run.manifest;
    let whole = |value: f64| ticks::grouped(value, 0);
    let count = |value: u32| whole(f64::from(value));
    let mut facts = vec![("Country", manifest.country.clone())];
    facts.push((
        "Months",
        format!("{} to {} ({})", run.month(0), run.month(run.months.saturating_sub(1)), run.months),
    ));
    let each = if manifest.weight >= 10.0 { whole(manifest.weight) } else { ticks::brief(manifest.weight) };
    facts.push((
        "Simulated firms",
        format!("{} at the start, each standing for {each} real ones", count(manifest.firms)),
    ));
    facts.push(("Population of firms", plain(&manifest.frame)));
    let (replications, regimes) = match &manifest.comparison {
        Some(compared) => {
            let each = if compared.regimes.len() > 1 { " of each regime" } else { "" };
            let only =
                if compared.alike.is_empty() || compared.regimes.len() > 1 { "" } else { "only one: " };
            (
                format!("{}{each}", count(compared.replications)),
                format!("{only}{}", compared.regimes.join(", ")),
            )
        }
        None => (count(manifest.replications), manifest.regime.clone()),
    };
    facts.push(("Replications", replications));
    facts.push(("Behaviour regime", plain(&regimes)));
    facts.push(("Seed", manifest.seed.to_string()));
    facts.push((
        "Program",
        format!("tideover {}, model version {}", manifest.program(), manifest.model_version),
    ));
    facts.push(("Run", manifest.id.clone()));
    facts.retain(|fact| !fact.1.is_empty());
    facts
}

fn shocks(run: &Run) -> Vec<Window> {
    let one = |shock: &ShockEntry| Window {
        name: shock.name.clone(),
        kind: plain(&shock.kind),
        from: shock.from.clone(),
        to: shock.to.clone(),
        back: shock.back.clone().unwrap_or_default(),
        arms: shock.arms.join(", "),
    };
    run.manifest.shocks.iter().map(one).collect()
}

fn policies(run: &Run) -> Vec<Window> {
    let one = |policy: &PolicyEntry| Window {
        name: policy.name.clone(),
        kind: plain(&policy.lever),
        from: policy.from.clone(),
        to: policy.to.clone(),
        back: String::new(),
        arms: policy.arms.join(", "),
    };
    run.manifest.policies.iter().map(one).collect()
}

/// Those of the charts that the folder has, as parts of the page.
fn figures<'a>(run: &Run, of: impl Iterator<Item = &'a charts::Chart>) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for chart in of {
        let path = run.folder.join("charts").join(format!("{}.svg", chart.name));
        let svg = match std::fs::read_to_string(&path) {
            Ok(svg) => svg,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Error::file(&path)(error)),
        };
        // Inside a page a drawing needs no name space, and its size is that of the page.
        let svg = match svg.split_once(" viewBox=") {
            Some((_, rest)) => format!("<svg viewBox={rest}"),
            None => continue,
        };
        figures.push(Figure { name: chart.name, title: chart.title, reading: chart.reading, svg });
    }
    Ok(figures)
}

/// What the run can't tell.
fn limits(run: &Run) -> Vec<String> {
    let manifest = &run.manifest;
    let mut limits = Vec::new();
    if manifest.quick {
        limits.push("This was a quick run with few firms and replications: for trying out a scenario, not for publication.".to_string());
    }
    if !manifest.failed.is_empty() {
        limits.push(format!(
            "{} of {} replications failed and are excluded from all results; see manifest.json.",
            manifest.failed.len(),
            manifest.replications
        ));
    }
    if run.replications() < 10.0 && !manifest.quick {
        limits.push(format!(
            "With {} replications the confidence intervals are imprecise; twenty or more are usual.",
            run.replications()
        ));
    }
    limits.push(
        "Intervals show Monte Carlo variation only, not uncertainty about parameters or the model itself: vary the \
         parameters whose grade is \"assumed\" (tideover params) before you report an effect."
            .to_string(),
    );
    if manifest.weight > 1.0 {
        limits.push(format!(
            "One simulated firm stands for {} real ones; results for groups of fewer than about thirty simulated firms are mostly noise.",
            ticks::grouped(manifest.weight, 0)
        ));
    }
    limits.push(
        "How long owners hold out, how fast they dismiss staff and how strict creditors are is assumed, not estimated; it affects the \
         results more than random draws do."
            .to_string(),
    );
    limits.push(
        "The model gives conditional projections: it shows what follows from the scenario's assumptions, and does not forecast.".to_string(),
    );
    limits.into_iter().map(|limit| unbroken(&capital(&limit))).collect()
}
