//! What a finished sweep says, on the terminal: its answer, and its points with their intervals.

use crate::cli::{Global, print};
use crate::error::Result;
use crate::sweep_report::{Findings, Grid};
use std::path::Path;

/// Points that are shown at most.
const POINTS: usize = 16;
/// Outputs that are shown of each at most.
const OUTPUTS: usize = 2;

/// The answer and a short table of points.
pub(in crate::cli) fn text(folder: &Path, global: &Global) -> Result<String> {
    let findings = Findings::open(folder, global.lang)?;
    let points = findings.points(&findings.leading_outputs(OUTPUTS), POINTS);
    let mut text = sentences(&findings.answer());
    text.push('\n');
    text += &table(&points);
    let (all, shown) = (findings.count(), points.rows.len());
    if shown < all {
        text += &format!("{shown} of {all} points, those with the lowest and the highest values.\n");
    }
    Ok(text)
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
    global: &Global,
    mut own: serde_json::Value,
) -> Result<serde_json::Value> {
    let findings = Findings::open(folder, global.lang)?.data();
    if let (Some(own), serde_json::Value::Object(findings)) = (own.as_object_mut(), findings) {
        own.extend(findings);
    }
    Ok(own)
}
