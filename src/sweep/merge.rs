//! The results of all shards in the order of the plan: the same bytes for any number of shards, in any order.

use super::entry;
use super::folder::{INPUTS, forget_results};
use super::journal::{self, Row, RunKey};
use super::points::outputs;
use super::points::{Plan, Point};
use super::words::listed;
use super::{manifest, readme, shard};
use crate::atomic;
use crate::error::{Error, Result};
use crate::experiment::reasons;
use crate::files::csv;
use crate::language::told::{Told, Value};
use crate::stats::summary::spread;
use crate::table::{Cell, Table, round};
use crate::told;
use std::collections::BTreeMap;
use std::path::Path;

/// How messages begin when not the point failed but what it is held against.
const OF_REFERENCE: &str = "its reference point: ";
/// Outstanding runs that are named.
const NAMED: usize = 5;

/// The runs of a plan as the journals have them.
#[derive(Debug, Default)]
pub struct Standing {
    /// Runs there are to be, reference runs counted in; of points with the same scenario once.
    pub runs: usize,
    /// Points none of whose runs is missing, nor one of their reference point.
    pub points: usize,
    /// Runs that are finished and went through.
    pub complete: usize,
    /// Runs that failed: index of the point, replication, message.
    pub failed: Vec<(usize, u32, String)>,
    /// Runs that nobody has finished: index of the point, replication.
    pub outstanding: Vec<(usize, u32)>,
    /// Runs by journal, of this plan or an earlier one, and damaged lines.
    pub journals: Vec<(String, usize, usize)>,
    /// Runs of which two journals tell different results: they were made by different programs, or a result
    /// depends on what it must not.
    pub differ: Vec<RunKey>,
}

/// What merging gave.
#[derive(Debug)]
pub struct Merged {
    /// Rows of `sweep.csv`.
    pub points: usize,
    /// Points of which a run failed.
    pub failed: usize,
    /// The first failure, in words; those of the run are English, as in its table.
    pub first: Option<Told>,
}

/// Reads all journals of a folder.
///
/// # Errors
/// A file can't be read.
pub fn standing(plan: &Plan, folder: &Path) -> Result<Standing> {
    Ok(look(plan, folder)?.0)
}

fn look(plan: &Plan, folder: &Path) -> Result<(Standing, BTreeMap<RunKey, Row>)> {
    let journals = shard::journals(folder, &outputs(plan))?;
    let mut standing = Standing {
        journals: journals
            .iter()
            .map(|(name, found)| (name.clone(), found.rows.len(), found.broken))
            .collect(),
        ..Standing::default()
    };
    let (known, differ) = journal::by_run(journals.into_iter().flat_map(|(_, found)| found.rows));
    standing.differ = differ;
    let mut missing = std::collections::BTreeSet::new();
    for point in super::work::distinct(plan) {
        for replication in 0..plan.entry.replications {
            standing.runs += 1;
            match known.get(&(point.id.clone(), replication)).map(|row| &row.values) {
                Some(Ok(_)) => standing.complete += 1,
                Some(Err(message)) => standing.failed.push((point.index, replication, message.clone())),
                None => {
                    missing.insert(point.id.as_str());
                    standing.outstanding.push((point.index, replication));
                }
            }
        }
    }
    let there = |point: &Point| !missing.contains(point.id.as_str());
    let through =
        |point: &&Point| there(point) && point.against.is_none_or(|reference| there(&plan.points[reference]));
    standing.points = plan.points[..plan.entry.points].iter().filter(through).count();
    Ok((standing, known))
}

/// Writes `runs.csv`, `sweep.csv` and `README.txt` of a sweep whose runs are all there.
///
/// # Errors
/// Runs are outstanding ([`Error::Incomplete`]); journals contradict one another; a file can't be read or
/// written.
pub fn merge(plan: &Plan, folder: &Path) -> Result<Merged> {
    let (standing, known) = look(plan, folder)?;
    if let Some((id, replication)) = standing.differ.first() {
        let what = told!(
            "two shards tell different results of point {id}, replication {replication}: they were not made by \
             the same program; take the journals of the other program out of shards/ and run again",
            id = id,
            replication = replication
        );
        return Err(Error::content(folder, what));
    }
    if !standing.outstanding.is_empty() {
        return Err(Error::Incomplete(outstanding(&standing, folder)));
    }
    let (mut runs, mut sweep) = (Table::new(run_columns(plan)), Table::new(sweep_columns(plan)));
    let mut merged = Merged { points: plan.entry.points, failed: 0, first: None };
    for point in &plan.points[..plan.entry.points] {
        let results: Vec<_> = (0..plan.entry.replications)
            .map(|replication| result(plan, point, replication, &known))
            .collect();
        for (replication, result) in results.iter().enumerate() {
            let mut row = head(plan, point);
            row.push(Cell::Int(replication as i64));
            match result {
                Ok(values) => {
                    row.push(Cell::Text("ok".into()));
                    row.extend(values.iter().map(|value| real(*value)));
                    row.push(Cell::Empty);
                }
                Err(message) => {
                    row.push(Cell::Text("failed".into()));
                    row.extend(plan.entry.outputs.iter().map(|_| Cell::Empty));
                    row.push(Cell::Text(message.clone()));
                }
            }
            runs.rows.push(row);
        }
        let message = results.iter().find_map(|result| result.as_ref().err());
        if let Some(message) = message {
            merged.failed += 1;
            let told = || told!("point {point}: {why}", point = point.index, why = reasons::known(message));
            merged.first.get_or_insert_with(told);
        }
        sweep.rows.push(summary(plan, folder, point, &results, message));
    }
    manifest::reopen(folder)?;
    forget_results(folder)?;
    atomic::write(&folder.join("runs.csv"), &csv::bytes(&runs, ""))?;
    atomic::write(&folder.join("sweep.csv"), &csv::bytes(&sweep, ""))?;
    atomic::write(&folder.join(readme::FILE), readme::text(&plan.entry)?.as_bytes())?;
    Ok(merged)
}

/// What is outstanding, in words.
fn outstanding(standing: &Standing, folder: &Path) -> Told {
    let run = |(point, replication): &(usize, u32)| {
        Value::from(told!(
            "point {point} replication {replication}",
            point = point,
            replication = replication
        ))
    };
    let some = standing.outstanding.iter().take(NAMED).map(run);
    let more = (standing.outstanding.len() > NAMED).then(|| Value::from("…"));
    told!(
        "{folder}: {count} of {all} runs are outstanding ({some}); `tideover sweep run {folder}` does them",
        folder = folder.display(),
        count = standing.outstanding.len(),
        all = standing.runs,
        some = listed(some.chain(more))
    )
}

/// The outputs of a run; of effects the difference against the reference run of the same random draws.
fn result(
    plan: &Plan,
    point: &Point,
    replication: u32,
    known: &BTreeMap<RunKey, Row>,
) -> std::result::Result<Vec<f64>, String> {
    let of = |point: &Point| match known.get(&(point.id.clone(), replication)) {
        Some(row) => row.values.clone(),
        None => Err("it was not run".to_string()),
    };
    let values = of(point)?;
    let reference = match point.against {
        Some(index) => of(&plan.points[index]).map_err(|message| format!("{OF_REFERENCE}{message}"))?,
        None => Vec::new(),
    };
    let outputs = plan.entry.outputs.iter().enumerate();
    Ok(outputs.map(|(o, output)| round(values[o] - if output.effect { reference[o] } else { 0.0 })).collect())
}

fn head(plan: &Plan, point: &Point) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_string());
    vec![
        Cell::Int(point.index as i64),
        text(&point.id),
        text(&plan.entry.bases[point.base]),
        text(&plan.entry.regimes[point.regime]),
    ]
}

const HEAD: [&str; 4] = ["point", "id", "base", "regime"];

fn run_columns(plan: &Plan) -> Vec<String> {
    let outputs = plan.entry.outputs.iter().map(|output| output.name.clone());
    let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    [names(&HEAD), names(&["replication", "status"]), outputs.collect(), names(&["message"])].concat()
}

fn sweep_columns(plan: &Plan) -> Vec<String> {
    let factors = plan.entry.factors.iter().map(|factor| factor.name.clone());
    let outputs =
        plan.entry.outputs.iter().flat_map(|output| [output.name.clone(), format!("{}_se", output.name)]);
    let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    [
        names(&HEAD),
        factors.collect(),
        names(&["replications", "status"]),
        outputs.collect(),
        names(&["message", "command"]),
    ]
    .concat()
}

/// The row of a point: means over replications and their Monte-Carlo errors. Of a point with a failed run
/// nothing is given.
fn summary(
    plan: &Plan,
    folder: &Path,
    point: &Point,
    results: &[std::result::Result<Vec<f64>, String>],
    message: Option<&String>,
) -> Vec<Cell> {
    let mut row = head(plan, point);
    row.extend(point.values.iter().map(|value| match value {
        entry::Value::Number(number) => real(*number),
        entry::Value::Text(text) => Cell::Text(text.clone()),
    }));
    row.push(Cell::Int(results.len() as i64));
    row.push(Cell::Text(if message.is_some() { "failed" } else { "ok" }.into()));
    for output in 0..plan.entry.outputs.len() {
        let values: Vec<f64> = results.iter().flatten().map(|values| values[output]).collect();
        match spread(&values).filter(|_| message.is_none()) {
            Some(spread) => {
                row.push(real(round(spread.mean)));
                row.push(spread.error.map_or(Cell::Empty, |error| real(round(error[1]))));
            }
            None => row.extend([Cell::Empty, Cell::Empty]),
        }
    }
    row.push(message.map_or(Cell::Empty, |message| Cell::Text(message.clone())));
    row.push(message.map_or(Cell::Empty, |message| Cell::Text(command(plan, folder, point, message))));
    row
}

/// The command that runs a failed point alone, or its reference point when that is what failed; from within
/// the folder of the sweep, so that it is the same wherever the folder is.
fn command(plan: &Plan, folder: &Path, point: &Point, message: &str) -> String {
    let reference = point.against.filter(|_| message.starts_with(OF_REFERENCE));
    let command = plan.scenarios.command(reference.map_or(point, |index| &plan.points[index]));
    command.replace(&format!("{}/{INPUTS}/", folder.display()), &format!("{INPUTS}/"))
}

fn real(value: f64) -> Cell {
    if value.is_finite() { Cell::Real(value) } else { Cell::Empty }
}
