//! The beginning of the report of a comparison: what holds in every regime and what does not, then the arms in figures.

use crate::charts::run::Run;
use crate::compare::findings;
use crate::error::Result;
use serde::Serialize;

/// What a comparison found.
#[derive(Debug, Serialize)]
pub(super) struct Compared {
    base: String,
    horizon: String,
    unit: String,
    /// Statements, each with the arms it is made of.
    agreement: Vec<Statement>,
    /// Rows of the table: arm, regime, then the columns of [`findings::Findings::lines`].
    rows: Vec<Row>,
    sentences: Vec<String>,
}

/// A heading, and what stands below it.
#[derive(Debug, Serialize)]
struct Statement {
    said: String,
    of: Vec<String>,
}

/// An arm in a regime.
#[derive(Debug, Serialize)]
struct Row {
    arm: String,
    /// Whether this is the first regime of its arm, which then gets its name.
    first: bool,
    regime: String,
    /// Each number with its interval, which may be empty.
    numbers: Vec<[String; 2]>,
}

/// The findings of a comparison; `None` in a run of one arm.
///
/// # Errors
/// A table that can't be read.
pub(super) fn findings(run: &Run) -> Result<Option<Compared>> {
    let Some(told) = &run.compared else { return Ok(None) };
    let found = findings::read(&run.folder, run.unit())?;
    let mut agreement: Vec<Statement> = Vec::new();
    for line in found.agreement() {
        // What belongs to a heading is indented.
        match (line.strip_prefix("  "), agreement.last_mut()) {
            (Some(of), Some(last)) => last.of.push(of.to_string()),
            _ => agreement.push(Statement { said: line, of: Vec::new() }),
        }
    }
    let mut rows: Vec<Row> = Vec::new();
    for line in found.lines() {
        let mut cells = line.into_iter();
        let (arm, regime) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let first = rows.last().is_none_or(|last| last.arm != arm);
        rows.push(Row { arm, first, regime, numbers: cells.map(apart).collect() });
    }
    let (base, unit) = (told.base.clone(), run.unit().to_string());
    Ok(Some(Compared { base, horizon: found.horizon().to_string(), sentences: found.sentences(&unit), unit, agreement, rows }))
}

/// A number and its interval, which stand below one another on the page.
fn apart(cell: String) -> [String; 2] {
    let (number, interval) = cell.split_once(" [").map_or((cell.as_str(), ""), |(number, rest)| (number, rest.trim_end_matches(']')));
    // A minus is no hyphen.
    [number.to_string(), interval.replace(", ", " to ")].map(|text| text.replace('-', "−"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_stand_apart() {
        assert_eq!(apart("48 100 [-46 000, 50 500]".into()), ["48 100", "−46 000 to 50 500"]);
        assert_eq!(apart("99%".into()), ["99%", ""]);
    }
}
