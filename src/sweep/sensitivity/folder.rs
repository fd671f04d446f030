//! A merged sweep as numbers: its plan, its points, and the outputs at them. A design with holes is refused.

use crate::error::{Error, Result};
use crate::files::{csv, read};
use crate::language::told::Told;
use crate::sweep::entry::{FactorEntry, PlanEntry, Value};
use crate::sweep::words::{listed, quoted};
use crate::table::Table;
use crate::told;
use std::path::{Path, PathBuf};

/// Columns of `points.csv` and `sweep.csv` before the factors.
const BEFORE_FACTORS: usize = 4;
/// Ids that a complaint names.
const NAMED: usize = 5;

/// The points of one base in one regime, in the order of the design.
#[derive(Debug)]
pub(super) struct Group {
    /// Name of the base.
    pub base: String,
    /// The regime.
    pub regime: String,
    /// Ids of the points.
    pub ids: Vec<String>,
    /// For each point a number for each factor: its value, or its place among the factor's values where these
    /// are no numbers.
    pub points: Vec<Vec<f64>>,
    /// For each output its value at each point; nothing where it has none there.
    pub outputs: Vec<Vec<Option<f64>>>,
}

/// The groups of points with their outputs, in the order in which they first stand in the plan.
///
/// # Errors
/// Points are missing or have failed ([`Error::Incomplete`]); the tables do not fit the plan; a file can't be
/// read.
pub(super) fn groups(folder: &Path, plan: &PlanEntry) -> Result<Vec<Group>> {
    let points = Rows::read(folder, "points.csv", plan)?;
    if points.table.rows.len() < plan.points {
        return Err(points.wrong(told!(
            "it has {points} points, the plan {planned}",
            points = points.table.rows.len(),
            planned = plan.points
        )));
    }
    let ids: Vec<String> = (0..plan.points).map(|row| points.text(row, 1)).collect();
    let (results, at) = results(folder, plan, &ids)?;
    let outputs =
        plan.outputs.iter().map(|output| results.column(&output.name)).collect::<Result<Vec<usize>>>()?;
    let mut groups: Vec<Group> = Vec::new();
    for (row, id) in ids.into_iter().enumerate() {
        let (base, regime) = (points.text(row, 2), points.text(row, 3));
        let known = groups.iter().position(|group| group.base == base && group.regime == regime);
        let index = known.unwrap_or_else(|| {
            let outputs = vec![Vec::new(); plan.outputs.len()];
            groups.push(Group { base, regime, ids: Vec::new(), points: Vec::new(), outputs });
            groups.len() - 1
        });
        let group = &mut groups[index];
        group.ids.push(id);
        group.points.push(coordinates(&points, row, plan)?);
        for (values, column) in group.outputs.iter_mut().zip(&outputs) {
            values.push(results.text(at[row], *column).parse().ok().filter(|value: &f64| value.is_finite()));
        }
    }
    Ok(groups)
}

/// The table of results, and the row of each point in it.
fn results(folder: &Path, plan: &PlanEntry, ids: &[String]) -> Result<(Rows, Vec<usize>)> {
    let here = folder.display();
    if !folder.join("sweep.csv").is_file() {
        return Err(Error::Incomplete(told!(
            "{folder}: there are no merged results (sweep.csv) of the {count} points. `tideover sweep status {folder}` says which points are \
             done, `tideover sweep run {folder}` continues.",
            folder = here,
            count = plan.points
        )));
    }
    let results = Rows::read(folder, "sweep.csv", plan)?;
    let status = results.column("status")?;
    let mut at = vec![None; plan.points];
    for row in 0..results.table.rows.len() {
        // Reference points come after those of the plan.
        let Some(place) = results.text(row, 0).parse().ok().filter(|point: &usize| *point < plan.points)
        else {
            continue;
        };
        if results.text(row, 1) != ids[place] {
            return Err(results.wrong(told!(
                "point {number} is {here} here and {there} in points.csv; it belongs to another plan",
                number = place,
                here = results.text(row, 1),
                there = &ids[place]
            )));
        }
        at[place] = Some(row);
    }
    let missing: Vec<&str> =
        (0..plan.points).filter(|point| at[*point].is_none()).map(|point| ids[point].as_str()).collect();
    let bad = |point: &usize| at[*point].is_some_and(|row| results.text(row, status) != "ok");
    let failed: Vec<&str> = (0..plan.points).filter(bad).map(|point| ids[point].as_str()).collect();
    let holes = match (missing.len(), failed.len()) {
        (0, 0) => None,
        (_, 0) => Some(no_result(&missing, plan.points)),
        (0, _) => Some(did_fail(&failed, plan.points)),
        _ => Some(told!(
            "{missing}, {failed}",
            missing = no_result(&missing, plan.points),
            failed = did_fail(&failed, plan.points)
        )),
    };
    if let Some(holes) = holes {
        return Err(Error::Incomplete(told!(
            "{folder}: {holes}. Indices need every point of the design: with some left out they would be wrong. `tideover sweep run {folder}` \
             continues, `tideover sweep status {folder}` says more.",
            folder = here,
            holes = holes
        )));
    }
    Ok((results, at.into_iter().flatten().collect()))
}

fn no_result(ids: &[&str], points: usize) -> Told {
    told!("{count} of {all} points have no result ({ids})", count = ids.len(), all = points, ids = few(ids))
}

fn did_fail(ids: &[&str], points: usize) -> Told {
    told!("{count} of {all} points failed ({ids})", count = ids.len(), all = points, ids = few(ids))
}

/// The first of some ids.
fn few(ids: &[&str]) -> Told {
    let more = (ids.len() > NAMED).then_some("…");
    listed(ids.iter().take(NAMED).copied().chain(more))
}

/// A number for each factor at a point.
fn coordinates(points: &Rows, row: usize, plan: &PlanEntry) -> Result<Vec<f64>> {
    let number = |(k, factor): (usize, &FactorEntry)| {
        let text = points.text(row, BEFORE_FACTORS + k);
        coordinate(factor, &text).ok_or_else(|| points.wrong(no_value(factor, &text)))
    };
    plan.factors.iter().enumerate().map(number).collect()
}

fn no_value(factor: &FactorEntry, text: &str) -> Told {
    told!("{value} is no value of the factor {factor}", value = quoted(text), factor = &factor.name)
}

/// The number of a value: itself, or its place among the factor's values when some of these are no numbers.
fn coordinate(factor: &FactorEntry, text: &str) -> Option<f64> {
    if !factor.values.iter().any(|value| matches!(value, Value::Text(_))) {
        return text.parse().ok().filter(|value: &f64| value.is_finite());
    }
    let same = |value: &Value| match value {
        Value::Text(name) => name == text,
        Value::Number(number) => csv::number(*number) == text,
    };
    factor.values.iter().position(same).map(|place| place as f64)
}

/// A table of the folder.
struct Rows {
    table: Table,
    path: PathBuf,
}

impl Rows {
    /// Reads a table whose factors stand where they should.
    fn read(folder: &Path, name: &str, plan: &PlanEntry) -> Result<Rows> {
        let path = folder.join(name);
        let rows = Rows { table: read::table(&path)?, path };
        let factors: Vec<&String> = plan.factors.iter().map(|factor| &factor.name).collect();
        let there: Vec<&String> =
            rows.table.columns.iter().skip(BEFORE_FACTORS).take(factors.len()).collect();
        if there == factors {
            Ok(rows)
        } else {
            Err(rows.wrong(told!(
                "its columns of factors are {there}, not {factors}",
                there = format!("{there:?}"),
                factors = format!("{factors:?}")
            )))
        }
    }
    /// A cell as it is written.
    fn text(&self, row: usize, column: usize) -> String {
        csv::cell(&self.table.rows[row][column])
    }
    /// A column by its name.
    fn column(&self, name: &str) -> Result<usize> {
        self.table
            .columns
            .iter()
            .rposition(|column| column == name)
            .ok_or_else(|| self.wrong(told!("it has no column {column}", column = name)))
    }
    fn wrong(&self, what: Told) -> Error {
        Error::content(&self.path, what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_enter_by_their_place_and_numbers_as_they_are() {
        let factor = |values: Vec<Value>| FactorEntry {
            name: "f".into(),
            label: String::new(),
            unit: String::new(),
            paths: Vec::new(),
            values,
            range: None,
            log: false,
            distribution: String::new(),
            baseline: None,
        };
        let named =
            factor(vec![Value::Text("none".into()), Value::Number(0.5), Value::Text("2020-03".into())]);
        assert_eq!(
            ["none", "0.5", "2020-03", "2020-04"].map(|text| coordinate(&named, text)),
            [Some(0.0), Some(1.0), Some(2.0), None]
        );
        let numbers = factor(vec![Value::Number(3.0), Value::Number(1.0)]);
        assert_eq!(["3", "1", "none"].map(|text| coordinate(&numbers, text)), [Some(3.0), Some(1.0), None]);
        assert_eq!(coordinate(&factor(Vec::new()), "1e-12"), Some(1e-12));
    }
}
