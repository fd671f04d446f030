//! `report.html` of a sweep: one file for reading, printing and passing on. It needs no network, and
//! reads whole without scripts; these show values under the pointer, sort and filter tables, and save charts.

use super::findings::Findings;
use super::tables::Grid;
use crate::atomic;
use crate::charts::canvas::Canvas;
use crate::charts::page::{NARROW, Page};
use crate::charts::sweep::{ALL, Named, sheets};
use crate::charts::text;
use crate::charts::web::{self, Figure, Paper, address};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::{say, told};
use std::collections::BTreeMap;
use std::path::Path;

const TEMPLATE: &str = include_str!("template.html");
/// The report's file.
pub const FILE: &str = "report.html";
/// Points in the table of the report at most.
const POINTS: usize = 400;

/// Writes `report.html` into the folder of a merged sweep.
///
/// # Errors
/// As [`Findings::open`], or a file that can't be written.
pub fn write(folder: &Path) -> Result<()> {
    write_to(folder, &folder.join(FILE), None)
}

/// The same into a file elsewhere, in a language or in that of the folder.
///
/// # Errors
/// As [`write()`].
pub fn write_to(folder: &Path, file: &Path, language: Option<Language>) -> Result<()> {
    text::register();
    let page = page(Findings::open(folder, language)?)?;
    atomic::write_soon(file, page.as_bytes()).map(drop)
}

fn page(mut findings: Findings) -> Result<String> {
    let wrong = |error: minijinja::Error| Error::Picture { what: told!("report"), source: error.into() };
    let language = findings.language();
    let mut environment = web::environment(language).map_err(wrong)?;
    environment.add_filter("halves", |cell: String| halves(&cell).map(str::to_string).to_vec());
    environment.add_template("report.html", TEMPLATE).map_err(wrong)?;
    let (first, figures) = figures(&mut findings)?;
    let findings = &findings;
    let plan = &findings.sweep.plan;
    let rankings: Vec<(Vec<String>, Grid)> = findings
        .all_outputs()
        .into_iter()
        .filter_map(|output| Some((findings.leading_of(output), findings.ranking(output)?)))
        .collect();
    let values = serde_json::json!({
        "lang": language.code(),
        "version": plan.program_version,
        "title": plan.called(),
        "question": plan.question,
        "source": plan.source,
        "quick": plan.quick,
        "answer": findings.answer(),
        "note": note(findings),
        "first": first,
        "turns": findings.turns(),
        "rankings": rankings,
        "outputs": findings.outputs(),
        "points": findings.points(&findings.all_outputs(), POINTS),
        "left_out": left_out(findings),
        "figures": figures,
        "factors": findings.factors(),
        "facts": facts(findings),
        "id": plan.id,
        "script": web::SCRIPT,
        "skin": web::STYLE,
    });
    environment
        .get_template("report.html")
        .and_then(|template| template.render(web::template_value(&values)))
        .map_err(wrong)
}

/// A number and the interval in brackets behind it.
fn halves(cell: &str) -> [&str; 2] {
    let inner = |open: &str, close: &str| cell.strip_suffix(close).and_then(|cell| cell.split_once(open));
    let (value, interval) = inner(" (", ")").or_else(|| inner("（", "）")).unwrap_or((cell, ""));
    [value, interval]
}

/// What effects are held against, and what brackets mean.
fn note(findings: &Findings) -> String {
    let language = findings.language();
    let plan = &findings.sweep.plan;
    let any = plan.outputs.iter().any(|output| output.effect);
    let against = match plan.against.as_str() {
        _ if !any => "",
        "no_policy" => {
            say!(
                language,
                "Effects are differences from the same design point without policies, with the same random draws, firm by firm."
            )
        }
        "no_shock" => {
            say!(
                language,
                "Effects are differences from the same design point without shocks, with the same random draws, firm by firm."
            )
        }
        _ => "",
    };
    language.sentences(&[against, say!(language, "In brackets: 95% confidence intervals.")])
}

fn left_out(findings: &Findings) -> String {
    let all = findings.count();
    if all <= POINTS {
        return String::new();
    }
    say!(
        findings.language(),
        "Of {all} points those with the lowest and the highest values are shown; all are in sweep.csv.",
        all = all
    )
}

/// What was run: label and value.
fn facts(findings: &Findings) -> Vec<(String, String)> {
    let (language, plan) = (findings.language(), &findings.sweep.plan);
    let whole = |number: f64| crate::units::grouped(number, 0);
    let facts = [
        (say!(language, "Design"), language.of(design(&plan.design)).to_string()),
        (say!(language, "Points"), whole(findings.count() as f64)),
        (say!(language, "Replications of each"), whole(plan.replications)),
        (say!(language, "Firms simulated at each point"), whole(plan.firms)),
        (say!(language, "Base scenario"), language.list(&plan.bases)),
        (say!(language, "Behaviour regimes"), language.list(&plan.regimes)),
        (say!(language, "Sources"), plan.source.clone()),
        (say!(language, "Computed by"), format!("tideover {}", plan.program_version)),
        (say!(language, "Identity of the sweep"), plan.id.clone()),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    facts.map(|(label, value)| (label.to_string(), value)).collect()
}

/// The name of a design.
fn design(name: &str) -> &str {
    use crate::phrase;
    match name {
        "grid" => phrase!("grid: every combination of values"),
        "list" => phrase!("list of points"),
        "latin_hypercube" => phrase!("Latin hypercube"),
        "sobol" => phrase!("Sobol sequence"),
        "morris" => phrase!("Morris: trajectories in which one parameter after the other moves"),
        "saltelli" => phrase!("Saltelli: samples for Sobol indices"),
        "one_at_a_time" => phrase!("one parameter at a time"),
        other => other,
    }
}

/// The chart of the main output, and all others.
fn figures(findings: &mut Findings) -> Result<(Option<Figure>, Vec<Figure>)> {
    let mut slim = slim(findings);
    let sweep = &findings.sweep;
    let named = sheets(sweep);
    let name = &sweep.plan.outputs[findings.output].name;
    let parts = sweep.history_text(&findings.main);
    let ending: String = parts.iter().flat_map(|part| ["_", part.as_str()]).collect();
    let wanted = |file: &str| {
        let known = |kind: &str| file == format!("{kind}_{name}{ending}") || file == format!("{kind}_{name}");
        ALL.iter().any(|kind| known(kind.name))
    };
    let at = named.iter().position(|one| wanted(&one.file));
    let figures = named.into_iter().map(|one| {
        let slim = slim.remove(&one.file);
        figure(one, slim.as_ref())
    });
    let mut figures = web::light(figures.collect::<Result<_>>()?);
    Ok((at.map(|at| figures.remove(at)), figures))
}

/// The same charts for narrow screens, but for those that need more room.
fn slim(findings: &mut Findings) -> BTreeMap<String, Canvas> {
    let narrow = Page::of(web::SLIM).in_language(findings.language());
    let page = std::mem::replace(&mut findings.sweep.page, narrow);
    let named = sheets(&findings.sweep);
    findings.sweep.page = page;
    let canvases = named.into_iter().map(|one| (one.file, one.sheet.canvas));
    canvases.filter(|(_, canvas)| canvas.width <= NARROW).collect()
}

fn figure(named: Named, slim: Option<&Canvas>) -> Result<Figure> {
    Ok(Figure {
        broad: Paper::of(&named.file, &named.sheet.canvas, &named.label)?,
        slim: slim.map(|canvas| Paper::of(&named.file, canvas, &named.label)).transpose()?,
        csv: address(&named.sheet.numbers.bytes()),
        name: named.file,
        title: named.title,
        reading: named.reading,
    })
}
