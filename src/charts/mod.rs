//! Charts of a finished folder: SVG, PNG at 300 dots an inch, and the numbers behind each as CSV.
//!
//! Nothing here knows the simulation. A chart is a function from a [`run::Run`] to a [`Sheet`]; [`ALL`] lists
//! them. A sheet is a list of marks ([`canvas`]) that plotters turns into both files ([`render`]); most
//! charts are [`panel`]s put above one another ([`stack`]) or side by side ([`grid`]).

pub mod canvas;
pub mod columns;
pub mod compare;
pub mod dates;
pub mod dimension;
pub mod ends;
pub mod facts;
pub mod figure;
pub mod grid;
pub mod grouped;
pub mod hover;
pub mod key;
pub mod lanes;
pub mod style;
pub mod offer;
pub mod page;
pub mod panel;
pub mod pdf;
pub mod quantity;
pub mod render;
pub mod run;
pub mod says;
pub mod series;
pub mod stack;
pub mod sweep;
pub mod text;
pub mod tidy;
pub mod ticks;
pub mod track;
pub mod web;
pub mod words;

mod cash_buffers;
mod credit;
mod employment;
mod failure_rate;
mod failures;
mod firms;
mod ladder;
mod liquidity;
pub mod policy_cost;
mod prices;
mod ranked;
mod receivables;
mod region_changes;
mod regions;
mod resilience_factors;
mod survival;

use crate::atomic;
use crate::error::{Cause, Error, Result};
use crate::{say, told};
use rayon::prelude::*;
use std::path::Path;

/// A drawn chart and the numbers behind it.
#[derive(Debug)]
pub struct Sheet {
    /// The sheet.
    pub canvas: canvas::Canvas,
    /// The numbers.
    pub numbers: tidy::Tidy,
}

/// A kind of chart.
#[derive(Debug)]
pub struct Chart {
    /// File name without extension.
    pub name: &'static str,
    /// What it shows, without a finding.
    pub title: &'static str,
    /// How to read it, one line.
    pub reading: &'static str,
    /// What a folder must have for it, as the end of "this folder has no …".
    pub needs: &'static str,
    /// Draws it; `None` when the run has no data for it.
    pub make: fn(&run::Run, &Chart) -> Result<Option<Sheet>>,
}

/// Every chart of a run, in the order of the report. A comparison has those of [`compare::ALL`] before them.
pub const ALL: &[Chart] = &[
    survival::BY_SIZE,
    employment::CHART,
    firms::CHART,
    survival::BY_SECTOR,
    survival::BY_AGE,
    resilience_factors::CHART,
    failures::CHART,
    failure_rate::CHART,
    liquidity::CHART,
    cash_buffers::CHART,
    receivables::CHART,
    credit::CHART,
    prices::CHART,
    policy_cost::CHART,
    regions::CHART,
    ladder::CHART,
];

/// The charts that the report of a single run shows first.
pub const FIRST: [&str; 2] = [survival::BY_SIZE.name, employment::CHART.name];

/// The charts of runs and comparisons, in the order of the report.
pub fn every() -> impl Iterator<Item = &'static Chart> {
    compare::ALL.iter().chain(ALL)
}

/// Draws every chart for which the folder of a run or of a sweep has data into `charts/` in it. Can be
/// repeated on an old folder.
///
/// # Errors
/// A file that can't be read or written, or is not what it should be.
pub fn draw(folder: &Path) -> Result<()> {
    draw_while(folder, &|| true)
}

/// [`draw`], but no other chart is begun once `go_on` says no; each file that is there is whole.
///
/// # Errors
/// As [`draw`]; [`Error::Interrupted`] when charts were left out.
pub fn draw_while(folder: &Path, go_on: GoOn<'_>) -> Result<()> {
    if sweep::is_sweep(folder) {
        return sweep::draw(folder, go_on);
    }
    let run = run::Run::open(folder)?;
    let target = folder.join("charts");
    std::fs::create_dir_all(&target).map_err(Error::file(&target))?;
    text::register();
    let done: Vec<Result<()>> = every()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|chart| {
            unless_stopped(go_on, folder)?;
            one(&run, chart, &target)
        })
        .collect();
    done.into_iter().collect()
}

/// Whether to go on; shared by threads.
pub type GoOn<'a> = &'a (dyn Fn() -> bool + Sync);

/// An error when the user interrupted.
fn unless_stopped(go_on: GoOn<'_>, folder: &Path) -> Result<()> {
    let words = || {
        told!(
            "interrupted; charts in {folder} may be old and new ones, each whole; the same command draws them all",
            folder = folder.display()
        )
    };
    if go_on() { Ok(()) } else { Err(Error::Interrupted(words())) }
}

fn one(run: &run::Run, chart: &Chart, target: &Path) -> Result<()> {
    let Some(sheet) = (chart.make)(run, chart)? else { return Ok(()) };
    save(target, chart.name, &spoken(run, chart, &sheet), &sheet)
}

/// What is read to those who can't see a chart: what it is called and, on the next line, what it says.
pub fn spoken(run: &run::Run, chart: &Chart, sheet: &Sheet) -> String {
    format!("{}\n{}", label(run, chart), alt(run, chart, sheet))
}

/// What a chart says, for those who can't see it: its numbers in short; of charts whose table is no series, how
/// it is read.
fn alt(run: &run::Run, chart: &Chart, sheet: &Sheet) -> String {
    let group = |of: &str, cell: &str| {
        dimension::Dimension::named(of).filter(|_| cell != "all").map(|of| run.label(of.name(), cell))
    };
    let said = says::says(run.page.language, &sheet.numbers, &group);
    if said.is_empty() { run.page.language.of(chart.reading).to_string() } else { said }
}

/// The files of a sheet: ending and bytes. `label` is as for [`render::svg`].
///
/// # Errors
/// It can't be drawn.
pub fn files(name: &str, label: &str, sheet: &Sheet) -> Result<[(&'static str, Vec<u8>); 3]> {
    let wrong = |source: Cause| Error::Picture { what: told!("chart {name}", name = name), source };
    let svg = render::svg(&sheet.canvas, label).map_err(wrong)?;
    let png = render::png(&sheet.canvas).map_err(wrong)?;
    Ok([("svg", svg.into_bytes()), ("csv", sheet.numbers.bytes()), ("png", png)])
}

/// Writes a sheet's SVG, PNG and CSV files under a name; `label` is what it is called for those who can't see
/// it, on further lines what it says.
fn save(target: &Path, name: &str, label: &str, sheet: &Sheet) -> Result<()> {
    for (ending, bytes) in files(name, label, sheet)? {
        atomic::write_soon(&target.join(format!("{name}.{ending}")), &bytes)?;
    }
    Ok(())
}

/// What a chart is called for those who can't see it.
pub fn label(run: &run::Run, chart: &Chart) -> String {
    let language = run.page.language;
    let (chart, scenario) =
        (run.page.title(language.of(chart.title)), compare::names::title(&run.manifest, language));
    say!(language, "{chart}: {scenario}", chart = chart, scenario = scenario)
}
