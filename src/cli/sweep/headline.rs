//! What a finished sweep says, on the terminal: its answer, and its points with their intervals, or, of many
//! parameters, those that matter most.

use crate::cli::print;
use crate::error::Result;
use crate::language::Language;
use crate::say;
use crate::sweep_report::{Findings, Grid};
use std::path::Path;

/// Points that are shown at most.
const POINTS: usize = 16;
/// Outputs that are shown of each at most.
const OUTPUTS: usize = 4;
/// Parameters that are shown at most.
const PARAMETERS: usize = 10;

/// The answer, and a short table of points or parameters.
pub(in crate::cli) fn text(folder: &Path, language: Language) -> Result<String> {
    let findings = Findings::open(folder, Some(language))?;
    let rest = if findings.many() { parameters(&findings) } else { points(&findings) };
    Ok(format!("{}\n{rest}", sentences(&findings.answer())))
}

fn points(findings: &Findings) -> String {
    let language = findings.language();
    let points = findings.short_points(&findings.leading_outputs(OUTPUTS), POINTS);
    let mut text = table(&points);
    let rest = findings.outputs_beyond(OUTPUTS);
    if !rest.is_empty() {
        text +=
            &say!(language, "Not shown here but in report.html: {outputs}.", outputs = language.list(&rest));
        text.push('\n');
    }
    let (all, shown) = (findings.count(), points.rows.len());
    if shown < all {
        text += &say!(
            language,
            "{shown} of {all} points, those with the lowest and the highest values.",
            shown = shown,
            all = all
        );
        text.push('\n');
    }
    text
}

/// The parameters that matter most, where the values of all would make too wide a table.
fn parameters(findings: &Findings) -> String {
    let (language, all) = (findings.language(), findings.count());
    let Some(grid) = findings.leading_table(PARAMETERS) else {
        return say!(language, "All {count} points are in sweep.csv.", count = all) + "\n";
    };
    let unit = if grid.unit.is_empty() { String::new() } else { language.bracketed(&grid.unit) };
    let shown = say!(
        language,
        "{shown} of {all} parameters; all are in sensitivity.csv, and all {points} points in sweep.csv.",
        shown = grid.rows.len(),
        all = findings.parameters(),
        points = all
    );
    format!("{}{unit}\n{}{shown}\n", grid.title, table(&grid))
}

/// A sentence a line.
pub(in crate::cli) fn sentences(sentences: &[String]) -> String {
    sentences.iter().map(|sentence| format!("- {sentence}\n")).collect()
}

fn table(grid: &Grid) -> String {
    let header: Vec<&str> = grid.header.iter().map(String::as_str).collect();
    print::table(&header, &grid.numbers, grid.rows.iter().cloned())
}

/// The same for programs, beside what a command says itself.
pub(in crate::cli) fn json(
    folder: &Path,
    language: Language,
    mut own: serde_json::Value,
) -> Result<serde_json::Value> {
    let findings = Findings::open(folder, Some(language))?.data();
    if let (Some(own), serde_json::Value::Object(findings)) = (own.as_object_mut(), findings) {
        own.extend(findings);
    }
    Ok(own)
}
