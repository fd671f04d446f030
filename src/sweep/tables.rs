//! The files of a plan: names and content.

use super::entry::{PlanEntry, Value};
use super::points::{Plan, Point};
use super::problem;
use crate::error::{Error, Result};
use crate::files::csv::{number, text};

/// What the folder is about.
pub const PLAN: &str = "plan.json";
/// The points.
pub const POINTS: &str = "points.csv";
/// The reference points.
pub const REFERENCES: &str = "references.csv";
/// The factors as SALib and black-it read them.
pub const PROBLEM: &str = "problem.json";
/// Copies of everything that the plan is made of.
pub const INPUTS: &str = "inputs";

/// The files of a plan, but its inputs, with their bytes; `plan.json` last.
///
/// # Errors
/// What can't be written as JSON.
pub(super) fn tables(plan: &Plan) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let (own, references) = plan.points.split_at(plan.entry.points);
    Ok(vec![
        (POINTS, table(&plan.entry, own)),
        (REFERENCES, table(&plan.entry, references)),
        (PROBLEM, json(&problem::of(plan))?),
        (PLAN, json(&plan.entry)?),
    ])
}

pub(super) fn json(value: &impl serde::Serialize) -> Result<Vec<u8>> {
    let mut text = serde_json::to_string_pretty(value).map_err(Error::plain_json)?;
    text.push('\n');
    Ok(text.into_bytes())
}

/// Points as a table: `index, id, base, regime` and the factors.
fn table(entry: &PlanEntry, points: &[Point]) -> Vec<u8> {
    let head = ["index", "id", "base", "regime"].map(str::to_string).into_iter();
    let head: Vec<String> = head.chain(entry.factors.iter().map(|factor| factor.name.clone())).collect();
    let row = |point: &Point| {
        let head = [
            point.index.to_string(),
            point.id.clone(),
            entry.bases[point.base].clone(),
            entry.regimes[point.regime].clone(),
        ];
        head.into_iter().chain(point.values.iter().map(cell)).collect()
    };
    text(&head, points.iter().map(row))
}

/// A value as a cell: the shortest digits that read back the same.
pub fn cell(value: &Value) -> String {
    match value {
        Value::Number(x) => number(*x),
        Value::Text(text) => text.clone(),
    }
}
