//! A finished sweep folder as the charts see it. The plan is read leniently: what an old or foreign folder
//! lacks stays empty.

pub use super::level::{Level, short};
use crate::charts::columns::Columns;
use crate::charts::figure::About;
use crate::charts::page::Page;
use crate::charts::words::{capital, words};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::{phrase, say, told};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A factor.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Factor {
    pub name: String,
    pub label: String,
    pub unit: String,
    pub values: Vec<Level>,
    pub range: Option<[f64; 2]>,
    pub log: bool,
    pub distribution: String,
    pub baseline: Option<Level>,
    pub paths: Vec<String>,
    /// Whether the label was said in another language, where a comma parts clauses and no addition.
    #[serde(skip)]
    pub(super) whole: bool,
}

impl Factor {
    /// What it is called.
    pub fn called(&self) -> String {
        if self.label.is_empty() { capital(&words(&self.name)) } else { self.label.clone() }
    }
    /// The same within a sentence.
    pub fn inside(&self) -> String {
        let called = self.called();
        let mut chars = called.chars();
        match (chars.next(), chars.next()) {
            // A name in capitals keeps them.
            (Some(first), Some(second)) if second.is_lowercase() => {
                first.to_lowercase().chain([second]).chain(chars).collect()
            }
            _ => called,
        }
    }
    /// The same, up to a comma: `size of the shock` of `size of the shock, of that of 2020`.
    pub fn brief(&self) -> String {
        let inside = self.inside();
        if self.whole {
            return inside;
        }
        let end = inside.find(", ").or_else(|| inside.find('，')).unwrap_or(inside.len());
        inside[..end].to_string()
    }
    /// The same with its unit.
    pub fn caption(&self) -> String {
        let comma = if self.unit.is_ascii() { ", " } else { "，" };
        if self.unit.is_empty() { self.called() } else { [&self.called(), comma, &self.unit].concat() }
    }
    /// The lowest and the highest of its values; none when it takes names.
    pub fn ends(&self) -> Option<[Level; 2]> {
        let ends = match (self.range, self.values.as_slice()) {
            (Some([low, high]), _) => Some([Level::Number(low), Level::Number(high)]),
            (None, [low, .., high]) => Some([low.clone(), high.clone()]),
            _ => None,
        };
        let ordered = |level: &Level| level.number().is_some() || level.month().is_some();
        ends.filter(|ends| ends.iter().all(ordered))
    }
    /// The ends of its range: `18 to 40`; empty when it takes names.
    pub fn bounds(&self, language: Language) -> String {
        self.ends().map_or_else(String::new, |[low, high]| {
            say!(language, "{least} to {greatest}", least = low.words(), greatest = high.words())
        })
    }
    /// It and a value of it, for what is shown under the pointer: `Cash buffer 30 days`.
    pub fn valued(&self, language: Language, value: &str) -> String {
        let unit = if self.unit.is_empty() || self.unit == "%" { "" } else { language.of(&self.unit) };
        let value = format!("{value} {unit}");
        say!(language, "{factor} {value}", factor = self.called(), value = value.trim_end())
    }
    /// A value with the unit where that is a sign such as %.
    pub fn value_text(&self, level: &Level) -> String {
        match (level, self.unit.as_str()) {
            (Level::Number(_), "%") => format!("{}%", level.words()),
            _ => level.words(),
        }
    }
}

/// An output.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Output {
    pub name: String,
    pub text: String,
    pub label: String,
    pub unit: String,
    pub effect: bool,
}

/// What is read of `plan.json`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Plan {
    pub name: String,
    pub title: String,
    pub source: String,
    pub id: String,
    pub program_version: String,
    pub design: String,
    pub bases: Vec<String>,
    pub regimes: Vec<String>,
    pub against: String,
    pub factors: Vec<Factor>,
    pub outputs: Vec<Output>,
    pub replications: f64,
    pub firms: f64,
    pub quick: bool,
    pub question: String,
    pub language: Language,
}

impl Plan {
    /// What the sweep is called.
    pub fn called(&self) -> &str {
        if self.title.is_empty() { &self.name } else { &self.title }
    }
    /// Says titles and labels of shipped sweeps in a language; those that users wrote stay as they are.
    fn speak(&mut self, language: Language) {
        for factor in &mut self.factors {
            factor.whole = language.of(&factor.label) != factor.label;
        }
        let texts = self.factors.iter_mut().flat_map(|factor| [&mut factor.label, &mut factor.unit]);
        for text in texts.chain([&mut self.title, &mut self.question]) {
            *text = language.of(text).to_string();
        }
        self.source = language.of_parts(&self.source);
    }
}

/// A base scenario and a behaviour regime.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct History {
    pub base: String,
    pub regime: String,
}

/// A design point with its results.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number in the plan.
    pub point: usize,
    /// Base and regime.
    pub way: History,
    /// Value of each factor.
    pub levels: Vec<Level>,
    /// Whether its runs failed.
    pub failed: bool,
    /// Each output: mean over replications; NaN where it failed.
    pub values: Vec<f64>,
    /// Monte-Carlo standard error of each; NaN when there was one replication.
    pub errors: Vec<f64>,
}

/// A number of `sensitivity.csv`.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Index {
    pub way: History,
    pub output: String,
    pub factor: String,
    pub index: String,
    pub value: f64,
    pub lower: f64,
    pub upper: f64,
}

/// A sweep folder.
#[derive(Debug)]
pub struct Sweep {
    /// The plan.
    pub plan: Plan,
    /// The points in design order.
    pub rows: Vec<Row>,
    /// Values of each output by point, one a replication that did not fail.
    pub runs: BTreeMap<usize, Vec<Vec<f64>>>,
    /// Sensitivity indices; none when the design has none.
    pub indices: Vec<Index>,
    /// The paper its charts are drawn for.
    pub page: Page,
}

impl Sweep {
    /// Opens a folder, its charts drawn as usual and in its own language.
    ///
    /// # Errors
    /// As [`Sweep::open_on`].
    pub fn open(folder: &Path) -> Result<Sweep> {
        Sweep::open_on(folder, Page::default(), None)
    }
    /// Opens a folder, its charts drawn for a paper; in a language, or in that of the folder.
    ///
    /// # Errors
    /// A file that is missing, can't be read, or is not what it should be.
    pub fn open_on(folder: &Path, page: Page, language: Option<Language>) -> Result<Sweep> {
        let path = folder.join("plan.json");
        let text = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
        let mut plan: Plan =
            serde_json::from_str(&text).map_err(Error::malformed(&path, phrase!("plan of a sweep")))?;
        let rows = rows(folder, &plan)?;
        let language = language.unwrap_or(plan.language);
        let runs = runs(folder, &plan)?;
        plan.speak(language);
        Ok(Sweep { rows, runs, indices: indices(folder)?, plan, page: page.in_language(language) })
    }

    /// Bases and regimes in order of appearance.
    pub fn ways(&self) -> Vec<History> {
        let mut ways: Vec<History> = Vec::new();
        for row in &self.rows {
            if !ways.contains(&row.way) {
                ways.push(row.way.clone());
            }
        }
        ways
    }
    /// The points of a base and regime.
    pub fn of<'a>(&'a self, way: &'a History) -> impl Iterator<Item = &'a Row> {
        self.rows.iter().filter(move |row| row.way == *way)
    }
    /// The factors that take more than one value, by index.
    pub fn varying(&self) -> Vec<usize> {
        let varies =
            |factor: &usize| self.rows.iter().any(|row| row.levels[*factor] != self.rows[0].levels[*factor]);
        (0..self.plan.factors.len()).filter(varies).collect()
    }
    /// An index of every factor that has it, by factor.
    pub fn indices(&self, way: &History, output: usize, index: &str) -> BTreeMap<usize, [f64; 3]> {
        let name = &self.plan.outputs[output].name;
        let wanted = self.indices.iter().filter(|one| {
            one.way == *way && one.output == *name && one.index == index && one.value.is_finite()
        });
        let place = |one: &Index| self.plan.factors.iter().position(|factor| factor.name == one.factor);
        wanted.filter_map(|one| Some((place(one)?, [one.value, one.lower, one.upper]))).collect()
    }
    /// An index of the output as a whole, such as r2.
    pub fn whole(&self, way: &History, output: usize, index: &str) -> Option<f64> {
        let name = &self.plan.outputs[output].name;
        let found =
            self.indices.iter().find(|one| one.way == *way && one.output == *name && one.index == index);
        found.map(|one| one.value).filter(|value| value.is_finite())
    }

    /// Base and regime, those alone of which there are several.
    pub fn history_text(&self, way: &History) -> Vec<String> {
        let ways = self.ways();
        let base = ways.iter().any(|other| other.base != way.base).then(|| way.base.clone());
        let regime = ways.iter().any(|other| other.regime != way.regime).then(|| way.regime.clone());
        base.into_iter().chain(regime).collect()
    }
    /// The surroundings of a chart of a base and regime, or of all.
    pub fn about(&self, way: Option<&History>) -> About {
        let parts: Vec<String> = match way {
            Some(way) => {
                vec![
                    words(&way.base),
                    if way.regime.is_empty() {
                        String::new()
                    } else {
                        say!(
                            self.language(),
                            "{regime} regime",
                            regime = self.language().of(&words(&way.regime))
                        )
                    },
                ]
            }
            None => Vec::new(),
        };
        let shown = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let shown = self.language().list(&shown);
        let shown = if shown.is_empty() { shown } else { self.language().bracketed(&shown) };
        let id: String = self.plan.id.chars().take(8).collect();
        About {
            scenario: format!("{}{shown}", self.plan.called()),
            source: self.plan.source.trim().to_string(),
            stamp: format!("tideover {} · sweep {id}", self.plan.program_version),
            quick: self.plan.quick,
            page: self.page.clone(),
        }
    }
    /// Standard error of the difference of an output between two points. Their replications share their
    /// random draws, so that it is that of the paired differences; where a run is missing, that of two means
    /// that have nothing to do with one another.
    pub fn error_of_difference(&self, one: &Row, other: &Row, output: usize) -> f64 {
        let values =
            |row: &Row| self.runs.get(&row.point).map_or(&[][..], |outputs| outputs[output].as_slice());
        paired_error(values(one), values(other)).unwrap_or_else(|| {
            let square = |error: f64| if error.is_finite() { error * error } else { 0.0 };
            (square(one.errors[output]) + square(other.errors[output])).sqrt()
        })
    }
}

/// Standard error of the mean of paired differences; none of fewer than two pairs or of lists that do not
/// pair.
fn paired_error(one: &[f64], other: &[f64]) -> Option<f64> {
    let n = one.len() as f64;
    if one.len() != other.len() || one.len() < 2 {
        return None;
    }
    let differences: Vec<f64> = one.iter().zip(other).map(|(a, b)| a - b).collect();
    let mean = differences.iter().sum::<f64>() / n;
    let square: f64 = differences.iter().map(|difference| (difference - mean) * (difference - mean)).sum();
    Some((square / (n - 1.0) / n).sqrt())
}

fn rows(folder: &Path, plan: &Plan) -> Result<Vec<Row>> {
    let path = folder.join("sweep.csv");
    let names: Vec<&str> = plan.factors.iter().map(|factor| factor.name.as_str()).collect();
    let text: Vec<&str> = ["base", "regime", "status"].into_iter().chain(names.iter().copied()).collect();
    let error_of = |output: &Output| format!("{}_se", output.name);
    let wanted = |name: &str| {
        name == "point" || plan.outputs.iter().any(|output| output.name == name || error_of(output) == name)
    };
    let table = Columns::read(&path, &text, wanted)?;
    let table = table.ok_or_else(|| Error::content(&path, told!("there are no results in this folder")))?;
    let (points, status) = (table.numbers("point")?, table.names("status")?);
    let (base, regime) = (table.names("base")?, table.names("regime")?);
    let levels: Vec<_> = names.iter().map(|name| table.names(name)).collect::<Result<_>>()?;
    let values: Vec<&[f64]> =
        plan.outputs.iter().map(|output| table.numbers(&output.name)).collect::<Result<_>>()?;
    let errors: Vec<Option<&[f64]>> =
        plan.outputs.iter().map(|output| table.numbers(&error_of(output)).ok()).collect();
    let row = |at: usize| Row {
        point: points[at] as usize,
        way: History { base: base.at(at).to_string(), regime: regime.at(at).to_string() },
        levels: levels.iter().map(|column| Level::of(column.at(at))).collect(),
        failed: status.at(at) == "failed",
        values: values.iter().map(|column| column[at]).collect(),
        errors: errors.iter().map(|column| column.map_or(f64::NAN, |column| column[at])).collect(),
    };
    Ok((0..table.rows).map(row).collect())
}

fn runs(folder: &Path, plan: &Plan) -> Result<BTreeMap<usize, Vec<Vec<f64>>>> {
    let wanted = |name: &str| name == "point" || plan.outputs.iter().any(|output| output.name == name);
    let accept = |column: &str, cell: &str| column != "status" || cell != "failed";
    let mut found: BTreeMap<usize, Vec<Vec<f64>>> = BTreeMap::new();
    let Some(table) = Columns::read_where(&folder.join("runs.csv"), &["status"], wanted, accept)? else {
        return Ok(found);
    };
    let points = table.numbers("point")?;
    for (at, output) in plan.outputs.iter().enumerate() {
        let values = table.numbers(&output.name)?;
        for row in (0..table.rows).filter(|row| values[*row].is_finite()) {
            let point =
                found.entry(points[row] as usize).or_insert_with(|| vec![Vec::new(); plan.outputs.len()]);
            point[at].push(values[row]);
        }
    }
    Ok(found)
}

fn indices(folder: &Path) -> Result<Vec<Index>> {
    let text = ["base", "regime", "output", "factor", "index", "unit"];
    let Some(table) = Columns::read(&folder.join("sensitivity.csv"), &text, |_| true)? else {
        return Ok(Vec::new());
    };
    let names: Vec<_> = text[..5].iter().map(|name| table.names(name)).collect::<Result<_>>()?;
    let (value, lower, upper) = (table.numbers("value")?, table.numbers("lower")?, table.numbers("upper")?);
    let at = |column: usize, row: usize| names[column].at(row).to_string();
    let index = |row: usize| Index {
        way: History { base: at(0, row), regime: at(1, row) },
        output: at(2, row),
        factor: at(3, row),
        index: at(4, row),
        value: value[row],
        lower: lower[row],
        upper: upper[row],
    };
    Ok((0..table.rows).map(index).collect())
}

#[cfg(test)]
mod tests;
