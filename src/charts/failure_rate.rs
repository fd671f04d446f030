//! Closures by sector, as a rate per year.

use super::dimension::Dimension;
use super::figure::{Head, replications_note};
use super::panel::{Across, Line, Panel};
use super::run::Run;
use super::survival::shade_note;
use super::tidy::{Tidy, cell};
use super::track::{Course, TrackPanel};
use super::{Chart, Sheet, grid, series, style};
use crate::error::Result;
use crate::say;
use plotters::style::RGBAColor;

/// The chart.
pub const CHART: Chart = Chart {
    name: "failure_rate_by_sector",
    title: "Closure rate by sector",
    reading: "The share of firms that would close in a year at the rate of each half year (of each quarter in a short run). Coloured: the sector; grey: all sectors.",
    needs: "closures by sector (monthly_by_sector.csv)",
    make,
};

/// Months over which closures are counted: by the month a sector has so few in a sample that its line would
/// be noise.
fn span(months: usize) -> usize {
    if months >= 18 { 6 } else { 3 }
}

/// Closures over the firms that could close (those at the end plus those closed), summed up over so many
/// months, as a yearly rate; a period that is not whole is left out unless it is the only one.
fn yearly(deaths: &TrackPanel, firms: &TrackPanel, span: usize) -> TrackPanel {
    let rate = |(dead, alive): (&Vec<f64>, &Vec<f64>)| -> Vec<f64> {
        let periods = dead.chunks(span).zip(alive.chunks(span));
        let whole = periods.filter(|(dead, _)| dead.len() == span || deaths.values[0].len() < span);
        let rate = |(dead, alive): (&[f64], &[f64])| {
            let closed: f64 = dead.iter().sum();
            let at_risk: f64 = dead.iter().zip(alive).map(|(dead, alive)| dead + alive).sum();
            100.0 * (1.0 - (1.0 - (closed / at_risk).clamp(0.0, 1.0)).powi(12))
        };
        whole.map(rate).collect()
    };
    TrackPanel { values: deaths.values.iter().zip(&firms.values).map(rate).collect() }
}

/// A line with a point in the middle of each period.
fn line(label: &str, color: RGBAColor, course: &Course, span: usize) -> Line {
    let mut line = Line::course(label, color, course);
    line.points.iter_mut().for_each(|point| point[0] *= span as f64);
    line
}

/// Adds a series to the table, a row a period, under its first month.
fn note(run: &Run, numbers: &mut Tidy, series: &str, course: &Course, span: usize) {
    let unit = format!("% a year over {span} months");
    for (at, mean) in course.mean.iter().enumerate() {
        let names = [run.main.regime.clone(), run.main.arm.clone(), run.month(at * span)];
        let values = [*mean, course.low[at], course.high[at]].map(cell);
        numbers.row(names.into_iter().chain([series.to_string(), unit.clone()]).chain(values).collect());
    }
}

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    by(run, Dimension::Sector, run.page.language.of(chart.title))
}

/// The chart by any group, under a title.
pub fn by(run: &Run, dimension: Dimension, title: &str) -> Result<Option<Sheet>> {
    let columns = ["firms_thousand", "deaths_thousand"];
    let Some(table) = run.by(dimension.name(), &columns)? else { return Ok(None) };
    let language = run.page.language;
    let span = span(run.months);
    let thousand = run
        .panel(&run.main, "firms_million")?
        .with(&run.panel(&run.main, "deaths_thousand")?, |firms, _| firms * 1000.0);
    let all = yearly(&run.panel(&run.main, "deaths_thousand")?, &thousand, span).course();
    let mut numbers = series::tidy();
    note(run, &mut numbers, "all", &all, span);
    let [this, everywhere] = dimension.lines(language);
    let mut plots = Vec::new();
    for group in dimension.groups(run, &table)? {
        let deaths = run.group(&table, dimension.name(), &group, "deaths_thousand")?;
        let firms = run.group(&table, dimension.name(), &group, "firms_thousand")?;
        let course = yearly(&deaths, &firms, span).course();
        if course.mean.iter().all(|value| !value.is_finite()) {
            continue;
        }
        note(run, &mut numbers, &group, &course, span);
        let behind = line(everywhere, style::GREY, &all, span).bare();
        let own = line(this, style::VERMILION, &course, span);
        plots.push(Panel {
            title: run.label(dimension.name(), &group),
            lines: vec![behind, own.width(5)],
            suffix: "%",
            zero: true,
            ..Panel::default()
        });
    }
    // One tier or region is no chart by tier or region.
    if plots.len() < if dimension == Dimension::Sector { 1 } else { 2 } {
        return Ok(None);
    }
    let measure = say!(
        language,
        "Firms closed, all causes, as an annual rate; each point stands for {count} months",
        count = span
    );
    let note = language.sentences(&[replications_note(run), shade_note(run)]);
    let head = Head { title: title.to_string(), measure, note, every: false };
    let canvas = grid::draw(run, &head, &Across::Calendar, &plots, grid::Scale::Shared);
    Ok(Some(Sheet { canvas, numbers }))
}
