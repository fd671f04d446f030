//! The beginning of the report of a comparison: what holds in every regime and what does not, then the arms
//! in figures.

use crate::charts::run::Run;
use crate::error::Result;
use crate::report::findings;
use crate::units::unbroken;
use serde::Serialize;

/// What a comparison found.
#[derive(Debug, Serialize)]
pub(super) struct Compared {
    base: String,
    unit: String,
    /// Whether more than one regime was run.
    several: bool,
    /// Statements, each with the arms it is made of.
    agreement: Vec<Statement>,
    /// A table of arms a horizon.
    tables: Vec<Arms>,
    sentences: Vec<String>,
}

/// The arms at a horizon: arm, regime, then the columns of [`findings::Findings::lines`].
#[derive(Debug, Serialize)]
struct Arms {
    horizon: String,
    rows: Vec<Row>,
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
    let Some(recorded) = &run.compared else { return Ok(None) };
    let found = findings::read(&run.folder, run.unit())?;
    let mut agreement: Vec<Statement> = Vec::new();
    for line in found.agreement() {
        // What belongs to a heading is indented.
        match (line.strip_prefix("  "), agreement.last_mut()) {
            (Some(of), Some(last)) => last.of.push(unbroken(of)),
            _ => agreement.push(Statement { said: unbroken(&line), of: Vec::new() }),
        }
    }
    let tables = found
        .horizons()
        .into_iter()
        .map(|horizon| Arms { horizon: horizon.to_string(), rows: rows(found.lines(horizon)) });
    let (base, unit) = (recorded.base.clone(), run.unit().to_string());
    let sentences = found.sentences(&unit).iter().map(|sentence| unbroken(sentence)).collect();
    Ok(Some(Compared {
        base,
        several: recorded.regimes.len() > 1,
        tables: tables.collect(),
        sentences,
        unit,
        agreement,
    }))
}

fn rows(lines: Vec<Vec<String>>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in lines {
        let mut cells = line.into_iter();
        let (arm, regime) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let first = rows.last().is_none_or(|last| last.arm != arm);
        rows.push(Row { arm, first, regime, numbers: cells.map(apart).collect() });
    }
    rows
}

/// A number and its interval, which stand below one another on the page.
fn apart(cell: String) -> [String; 2] {
    let (number, interval) = cell
        .split_once(" (")
        .map_or((cell.as_str(), ""), |(number, rest)| (number, rest.trim_end_matches(')')));
    [number, interval].map(unbroken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_stand_apart() {
        assert_eq!(apart("48,100 (−46,000 to 50,500)".into()), ["48,100", "−46,000\u{a0}to 50,500"]);
        assert_eq!(apart("99%".into()), ["99%", ""]);
    }
}
