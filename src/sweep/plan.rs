//! The points of a sweep in order, with ids: a pure function of the files and of what the command line
//! changes.

use super::bases::{Bases, Combination, Named};
use super::called::labels;
use super::entry::{FactorEntry, OutputEntry, PlanEntry, Value};
use super::factor::Factor;
use super::file::{self, Sweep};
use super::points::{Plan, Point};
use super::read::shown;
use super::rows::{MOST_POINTS, Rows, first_values, rows};
use super::words::listed;
use crate::diagnose::{Place, Problem, Problems};
use crate::error::{Error, Result};
use crate::experiment::MODEL_VERSION;
use crate::language::told::Told;
use crate::scenario::Overrides;
use crate::told;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// Plans a sweep.
///
/// # Errors
/// All problems of the sweep file, of its bases and of its points at once; a file that the system does not
/// let us read.
pub fn plan(path: &Path, overrides: &Overrides) -> Result<Plan> {
    let mut problems = Problems::new();
    let Some(sweep) = file::read(path, &mut problems)? else { return Err(refused(problems)) };
    let bases = Bases::load(&sweep, overrides, &mut problems)?;
    let rows = if problems.is_empty() { rows(&sweep, &mut problems)? } else { Rows::default() };
    let points = rows.values.len() * bases.len();
    if points > MOST_POINTS {
        problems.at(&sweep.design_place, too_many(rows.values.len(), bases.len()), Some(fewer()));
    }
    if !problems.is_empty() {
        // The design can't be made; whether the factors' keys exist can be said all the same.
        for combination in &bases {
            problems.extend(unknown_keys(&sweep, combination));
        }
        return Err(refused(problems));
    }
    let places: Vec<(usize, usize)> =
        (0..bases.len()).flat_map(|b| (0..rows.values.len()).map(move |row| (b, row))).collect();
    let name = |(b, row): &(usize, usize)| {
        let settings = Settings { sweep: &sweep, rows: &rows, row: *row };
        bases[*b].name(&sweep, &settings.of())
    };
    let named: Vec<std::result::Result<Named, Problems>> = places.par_iter().map(name).collect();
    let named = all_named(&sweep, &rows, &places, named)?;
    Ok(made(sweep, overrides, bases, rows, &places, named))
}

fn too_many(rows: usize, bases: usize) -> Told {
    let ways = match bases {
        ..=1 => Told::nothing(),
        _ => {
            told!(" ({rows} of the design, each for {bases} bases and regimes)", rows = rows, bases = bases)
        }
    };
    told!(
        "sweep: {points} points{ways} are more than {most}, the most that can be planned",
        points = rows * bases,
        ways = ways,
        most = MOST_POINTS
    )
}

fn fewer() -> Told {
    told!(
        "take fewer values, conditions (where), or a design that covers the factors with few points, such as sobol"
    )
}

fn refused(mut problems: Problems) -> Error {
    problems.sort();
    Error::Input(problems)
}

/// The values of a row with their places.
struct Settings<'a> {
    sweep: &'a Sweep,
    rows: &'a Rows,
    row: usize,
}

impl<'a> Settings<'a> {
    fn of(&self) -> Vec<(&'a Factor, &'a Value, &'a Place)> {
        let values = &self.rows.values[self.row];
        let all = self.sweep.factors.iter().zip(values).enumerate();
        all.map(|(index, (factor, value))| (factor, value, self.rows.place(self.row, index, factor)))
            .collect()
    }
}

/// Problems of the factors' keys alone, found with a first value of each factor.
fn unknown_keys(sweep: &Sweep, combination: &Combination) -> Problems {
    let firsts = first_values(&sweep.factors);
    // A factor without readable values still has a key: any number shows whether it is there.
    let values: Vec<Value> = firsts.into_iter().map(|first| first.unwrap_or(Value::Number(0.0))).collect();
    let settings: Vec<_> =
        sweep.factors.iter().zip(&values).map(|(factor, value)| (factor, value, &factor.place)).collect();
    let mut problems = Problems::new();
    if let Err(found) = combination.variant(&settings, None, false) {
        let at_key = |problem: &&Problem| {
            let keys = sweep.factors.iter().flat_map(|factor| &factor.paths);
            problem
                .place
                .as_ref()
                .is_some_and(|place| keys.map(|keys| &keys.place).any(|known| same(known, place)))
        };
        for problem in found.iter().filter(at_key) {
            problems.at(
                problem.place.as_ref().expect("just looked at"),
                problem.message.clone(),
                problem.hint.clone(),
            );
        }
    }
    problems
}

fn same(a: &Place, b: &Place) -> bool {
    a.span == b.span && a.source.path == b.source.path
}

/// The names of all points, or what is wrong with them: of each place in the files the first problem, and the
/// point that shows it.
fn all_named(
    sweep: &Sweep,
    rows: &Rows,
    places: &[(usize, usize)],
    named: Vec<std::result::Result<Named, Problems>>,
) -> Result<Vec<Named>> {
    let mut seen: BTreeMap<String, ()> = BTreeMap::new();
    let mut problems = Problems::new();
    let mut all = Vec::with_capacity(named.len());
    for (index, (result, (_, row))) in named.into_iter().zip(places).enumerate() {
        let found = match result {
            Ok(named) => {
                all.push(named);
                continue;
            }
            Err(found) => found,
        };
        for problem in found.iter() {
            let key = match &problem.place {
                Some(place) => format!("{} {:?}", place.source.path.display(), place.span),
                None => format!("{:?}", problem.message),
            };
            if seen.insert(key, ()).is_some() {
                continue;
            }
            let values = sweep
                .factors
                .iter()
                .zip(&rows.values[*row])
                .map(|(factor, value)| format!("{} = {}", factor.name, shown(value)));
            let point = || told!("at point {index}: {values}", index = index, values = listed(values));
            let hint = Some(problem.hint.clone().unwrap_or_else(point));
            match &problem.place {
                Some(place) => problems.at(place, problem.message.clone(), hint),
                None => problems.of_file(problem.file.as_deref(), problem.message.clone(), hint),
            }
        }
    }
    if problems.is_empty() { Ok(all) } else { Err(refused(problems)) }
}

/// The plan, when everything is known.
fn made(
    sweep: Sweep,
    overrides: &Overrides,
    bases: Vec<Combination>,
    rows: Rows,
    places: &[(usize, usize)],
    named: Vec<Named>,
) -> Plan {
    let mut points: Vec<Point> = Vec::with_capacity(named.len());
    let mut references: Vec<Point> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut work = Vec::with_capacity(named.len());
    for (index, (named, (b, row))) in named.into_iter().zip(places).enumerate() {
        let values = rows.values[*row].clone();
        let (base, regime) = (bases[*b].base, bases[*b].regime);
        let against = named.reference.map(|id| {
            let next = places.len() + references.len();
            *known.entry(id.clone()).or_insert_with(|| {
                let history = named.history.clone();
                references.push(Point {
                    index: next,
                    id,
                    history,
                    base,
                    regime,
                    values: values.clone(),
                    against: None,
                });
                next
            })
        });
        points.push(Point { index, id: named.id, history: named.history, base, regime, values, against });
        work.push(named.firm_months);
    }
    // A reference point takes as long as the first point that it serves.
    let mut served: BTreeMap<usize, usize> = BTreeMap::new();
    for point in &points {
        if let Some(reference) = point.against {
            served.entry(reference).or_insert(point.index);
        }
    }
    work.extend(references.iter().map(|reference| work[served[&reference.index]]).collect::<Vec<f64>>());
    let entry = entry(&sweep, &bases, &rows, &points, &references);
    points.extend(references);
    let notes = match rows.dropped {
        0 => Vec::new(),
        n => vec![told!(
            "{count} of {all} points of the design break a condition of where and are left out",
            count = n,
            all = n + rows.values.len()
        )],
    };
    let scenarios = Bases {
        sweep,
        combinations: bases,
        overrides: overrides.clone(),
        list: rows.list,
        own: entry.points,
        work,
        notes,
    };
    Plan { entry, points, scenarios: Box::new(scenarios) }
}

fn entry(
    sweep: &Sweep,
    bases: &[Combination],
    rows: &Rows,
    points: &[Point],
    references: &[Point],
) -> PlanEntry {
    let first = bases[0].scenario();
    let mut names: Vec<(usize, String)> =
        bases.iter().map(|combination| (combination.base, combination.scenario().name.clone())).collect();
    names.dedup_by_key(|(base, _)| *base);
    let mut regimes: Vec<(usize, String)> =
        bases.iter().map(|combination| (combination.regime, combination.scenario().regime.clone())).collect();
    regimes.sort();
    regimes.dedup();
    let seen = |index: usize| rows.values.iter().map(|row| row[index].clone()).collect::<Vec<_>>();
    let labels = labels(&sweep.factors, first);
    let factor = |(index, factor): (usize, &Factor)| {
        let mut baselines = bases.iter().map(|combination| combination.baseline(factor));
        let baseline = baselines.next().flatten();
        let baseline = baseline.filter(|value| baselines.all(|other| other.as_ref() == Some(value)));
        let label = labels[index].clone();
        FactorEntry { label, ..factor.entry(sweep.design, baseline, &seen(index)) }
    };
    let factors: Vec<FactorEntry> = sweep.factors.iter().enumerate().map(factor).collect();
    let outputs: Vec<OutputEntry> =
        sweep.outputs.iter().map(|(output, _)| output.entry(&first.economy.currency_unit)).collect();
    let mut entry = PlanEntry {
        name: sweep.name.clone(),
        title: sweep.title.clone(),
        question: sweep.question.clone(),
        source: sweep.source.clone(),
        id: String::new(),
        model_version: MODEL_VERSION,
        program_version: env!("CARGO_PKG_VERSION").into(),
        design: sweep.design,
        samples: if sweep.samples > 0 { sweep.samples } else { points.len() },
        levels: sweep.levels,
        second_order: sweep.second_order,
        design_seed: sweep.seed,
        bases: names.into_iter().map(|(_, name)| name).collect(),
        regimes: regimes.into_iter().map(|(_, regime)| regime).collect(),
        against: sweep.against.clone(),
        factors,
        outputs,
        replications: first.replications,
        firms: first.firms,
        points: points.len(),
        quick: first.quick,
        language: crate::language::Language::default(),
    };
    entry.id = id_of(&entry, points.iter().chain(references));
    entry
}

/// The plan's id: everything that its results and indices depend on. Names, titles and labels do not count.
fn id_of<'a>(entry: &PlanEntry, points: impl Iterator<Item = &'a Point>) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut part = |text: &str| {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    part("tideover sweep");
    part(&format!("{:?} {} {}", entry.design, entry.levels, entry.second_order));
    part(&format!("{} {}", entry.replications, entry.against));
    for point in points {
        part(&point.id);
    }
    for output in &entry.outputs {
        part(&output.name);
        part(&output.text);
    }
    for factor in &entry.factors {
        part(&factor.name);
        part(&factor.paths.join("\n"));
    }
    hasher.finalize().to_hex().as_str()[..32].to_string()
}
