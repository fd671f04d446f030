//! What most charts of monthly series share: one line a column or a history, and the tidy table behind them.

use super::panel::{Line, Panel};
use super::run::{History, Run};
use super::style;
use super::tidy::{Tidy, cell};
use super::track::Course;
use super::words::capital;
use crate::error::Result;
use plotters::style::RGBAColor;

/// A tidy table of monthly series.
pub fn tidy() -> Tidy {
    Tidy::new(&["regime", "arm", "month", "series", "unit", "mean", "p10", "p90"])
}

/// Adds a series to it.
pub fn note(run: &Run, numbers: &mut Tidy, way: &History, series: &str, unit: &str, course: &Course) {
    for month in 0..course.mean.len() {
        numbers.row(vec![
            way.regime.clone(),
            way.arm.clone(),
            run.month(month),
            series.to_string(),
            unit.to_string(),
            cell(course.mean[month]),
            cell(course.low[month]),
            cell(course.high[month]),
        ]);
    }
}

/// Colour and dash of the n-th history.
pub fn styled(line: Line, at: usize) -> Line {
    if at >= style::LINES.len() { line.dashed() } else { line }
}

/// Colour of the n-th history; in a comparison that of its arm.
pub fn color(run: &Run, at: usize) -> RGBAColor {
    match &run.compared {
        Some(compared) => compared.color(&run.ways[at].arm),
        None => style::LINES[at % style::LINES.len()],
    }
}

/// A plot with one line for each history of a column, times `factor` in the table and once more times `shown`
/// in the plot.
///
/// # Errors
/// A column that is missing.
pub fn ways(
    run: &Run,
    numbers: &mut Tidy,
    column: &str,
    unit: &str,
    (factor, shown): (f64, f64),
) -> Result<Panel> {
    let mut panel = Panel::default();
    for (at, way) in run.ways.iter().enumerate() {
        let course = run.course(way, column)?.times(factor);
        note(run, numbers, way, column, unit, &course);
        let line = Line::course(&capital(&run.way_label(way)), color(run, at), &course.times(shown));
        panel.lines.push(styled(line, at));
    }
    Ok(panel)
}

/// A plot with one line for each of several columns of the main history, with labels in English; times `factor`
/// in the table and once more times `shown` in the plot.
///
/// # Errors
/// A column that is missing.
pub fn columns(
    run: &Run,
    numbers: &mut Tidy,
    columns: &[(&str, &str, RGBAColor)],
    unit: &str,
    (factor, shown): (f64, f64),
) -> Result<Panel> {
    let mut panel = Panel::default();
    for (column, label, color) in columns {
        let course = run.course(&run.main, column)?.times(factor);
        note(run, numbers, &run.main, column, unit, &course);
        panel.lines.push(Line::course(run.page.language.of(label), *color, &course.times(shown)));
    }
    Ok(panel)
}

/// Whether any line of the plot has a value other than zero.
pub fn has_data(panel: &Panel) -> bool {
    panel.lines.iter().any(|line| line.points.iter().any(|point| point[1].is_finite() && point[1] != 0.0))
}
