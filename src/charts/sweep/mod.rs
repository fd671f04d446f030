//! Charts of a finished sweep: how outputs answer to factors. Drawn from the tables of its folder alone.
//!
//! [`folder`] reads the folder; each other file draws one kind of chart, one sheet for each output and for
//! each base and regime. [`axis`] places the values of a factor, [`tone`] colours those of an output, [`words`] says
//! what it is, in the language of the page (`units.rs`: in the units of that language). Which
//! charts there are depends on the design: maps and lines of grids, tornadoes, planes and bars of indices,
//! slices of samples.

pub mod axis;
pub mod cliffs;
pub mod contours;
pub mod folder;
pub mod level;
pub mod tone;
pub mod words;

mod heat;
mod legend;
mod line;
mod map;
mod morris;
mod planned;
mod plot;
mod slices;
mod sobol;
mod tornado;
mod units;

use super::figure::{Figure, Head};
use super::tidy::Tidy;
use super::{GoOn, Sheet, save, text, unless_stopped};
use crate::error::{Error, Result};
use crate::say;
use crate::units::rounded;
use folder::{History, Sweep};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// A kind of chart of sweeps.
#[derive(Debug)]
pub struct Kind {
    /// Beginning of its files' names.
    pub name: &'static str,
    /// What it shows, without a finding.
    pub title: &'static str,
    /// How to read it.
    pub reading: &'static str,
    /// Draws its sheets; none when the design gives no data for it.
    pub make: fn(&Sweep, &Kind) -> Vec<Named>,
}

/// A sheet with its name.
#[derive(Debug)]
pub struct Named {
    /// File name without extension.
    pub file: String,
    /// Its title.
    pub title: String,
    /// How to read it.
    pub reading: String,
    /// What it is called for those who can't see it, and on a second line what it says.
    pub label: String,
    /// The chart.
    pub sheet: Sheet,
}

/// Every kind, in the order in which they should be read.
pub const ALL: &[Kind] = &[heat::KIND, line::KIND, tornado::KIND, morris::KIND, sobol::KIND, slices::KIND];

/// Whether a folder is that of a sweep.
pub fn is_sweep(folder: &Path) -> bool {
    folder.join("plan.json").is_file()
}

/// Draws every chart for which the folder of a sweep has data into `charts/` in it.
///
/// # Errors
/// A file that can't be read or written, or is not what it should be.
pub fn draw(folder: &Path, go_on: GoOn<'_>) -> Result<()> {
    let sweep = Sweep::open(folder)?;
    let target = folder.join("charts");
    std::fs::create_dir_all(&target).map_err(Error::file(&target))?;
    text::register();
    let done: Vec<Result<()>> = sheets(&sweep)
        .par_iter()
        .map(|named| {
            unless_stopped(go_on, folder)?;
            save(&target, &named.file, &named.label, &named.sheet)
        })
        .collect();
    done.into_iter().collect()
}

/// Every sheet of a sweep, its numbers in the units of its language; the tables behind keep those of the folder.
pub fn sheets(sweep: &Sweep) -> Vec<Named> {
    let Some(said) = sweep.in_units() else { return drawn(sweep) };
    let tables = drawn(sweep).into_iter().map(|named| (named.file, named.sheet.numbers));
    let mut tables: BTreeMap<String, Tidy> = tables.collect();
    let mut sheets = drawn(&said);
    for named in &mut sheets {
        named.sheet.numbers = tables.remove(&named.file).unwrap_or_else(|| named.sheet.numbers.clone());
    }
    sheets
}

fn drawn(sweep: &Sweep) -> Vec<Named> {
    ALL.iter().flat_map(|kind| (kind.make)(sweep, kind)).collect()
}

/// A sheet for each output and each base and regime that have data for it.
fn each(sweep: &Sweep, kind: &Kind, make: impl Fn(&History, usize) -> Option<(String, Sheet)>) -> Vec<Named> {
    let mut found = Vec::new();
    for output in 0..sweep.plan.outputs.len() {
        for way in sweep.ways() {
            if let Some(sheet) = make(&way, output) {
                found.push(named(sweep, kind, output, Some(&way), sheet));
            }
        }
    }
    found
}

/// Names a sheet: kind, output and, where there are several, base and regime.
fn named(sweep: &Sweep, kind: &Kind, output: usize, way: Option<&History>, made: (String, Sheet)) -> Named {
    let (title, sheet) = made;
    let mut file = format!("{}_{}", kind.name, sweep.plan.outputs[output].name);
    let parts = way.map(|way| sweep.history_text(way)).unwrap_or_default();
    parts.iter().for_each(|part| file += &format!("_{part}"));
    let language = sweep.language();
    let about: Vec<String> = [sweep.plan.called().to_string()].into_iter().chain(parts).collect();
    let says = says(sweep, output, way);
    let label = format!("{}{}\n{says}", title, language.bracketed(&language.list(&about)));
    let reading = language.of(kind.reading).to_string();
    // Names of bases are file stems: letters, digits and little else.
    let plain = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    Named { file: file.chars().map(plain).collect(), title, reading, label, sheet }
}

/// What a chart says in short: the ends of its output over the points that it shows.
fn says(sweep: &Sweep, output: usize, way: Option<&History>) -> String {
    let shown = sweep.rows.iter().filter(|row| !row.failed && way.is_none_or(|way| row.way == *way));
    let values: Vec<f64> = shown.map(|row| row.values[output]).filter(|value| value.is_finite()).collect();
    let end = |pick: fn(f64, f64) -> f64| values.iter().copied().reduce(pick);
    let (Some(low), Some(high)) = (end(f64::min), end(f64::max)) else { return String::new() };
    say!(
        sweep.language(),
        "{output}: lowest {low}, highest {high} {unit} over {count} points.",
        output = sweep.output(output),
        low = rounded(low, low),
        high = rounded(high, high),
        unit = sweep.unit(output),
        count = values.len()
    )
}

/// A sheet with room `high` between its surroundings, whatever these need.
fn figure(sweep: &Sweep, way: Option<&History>, head: &Head, high: f64) -> Figure {
    Figure::around(&sweep.about(way), head, high)
}
