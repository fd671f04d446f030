//! Closures by sector and month, as a rate per year.

use super::figure::{Head, replications_note};
use super::panel::{Across, Line, Panel};
use super::run::Run;
use super::survival::shade_note;
use super::track::{Course, TrackPanel};
use super::{Chart, Sheet, grid, series, style};
use crate::error::Result;

/// The chart.
pub const CHART: Chart = Chart {
    name: "failure_rate_by_sector",
    title: "Closure rate by sector",
    reading: "The share of firms that would close in a year at each month's rate (annualised). Coloured: the sector; grey: all sectors.",
    make,
};

/// Closures over the firms that could close (those at the end plus those closed), as a yearly rate.
fn yearly(deaths: &TrackPanel, firms: &TrackPanel) -> TrackPanel {
    deaths.with(firms, |dead, alive| {
        let share = (dead / (alive + dead)).clamp(0.0, 1.0);
        100.0 * (1.0 - (1.0 - share).powi(12))
    })
}

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let Some(table) = run.by("sector", &["firms_thousand", "deaths_thousand"])? else { return Ok(None) };
    let thousand = run
        .panel(&run.main, "firms_million")?
        .with(&run.panel(&run.main, "deaths_thousand")?, |firms, _| firms * 1000.0);
    let all = yearly(&run.panel(&run.main, "deaths_thousand")?, &thousand).course();
    let mut numbers = series::tidy();
    series::note(run, &mut numbers, &run.main, "all", "% a year", &all);
    let mut lanes = Vec::new();
    for sector in sectors(run, &table)? {
        let deaths = run.group(&table, "sector", &sector, "deaths_thousand")?;
        let course: Course =
            yearly(&deaths, &run.group(&table, "sector", &sector, "firms_thousand")?).course();
        if course.mean.iter().all(|value| !value.is_finite()) {
            continue;
        }
        series::note(run, &mut numbers, &run.main, &sector, "% a year", &course);
        let behind = Line::course("All sectors", style::GREY, &all).bare();
        let line = Line::course("This sector", style::VERMILION, &course);
        lanes.push(Panel {
            title: run.label("sector", &sector),
            lines: vec![behind, line.width(5)],
            suffix: "%",
            zero: true,
            ..Panel::default()
        });
    }
    if lanes.is_empty() {
        return Ok(None);
    }
    let head = Head {
        title: chart.title.to_string(),
        measure: "Firms closed in the month, all causes, as an annual rate".to_string(),
        note: format!("{}{}", replications_note(run), shade_note(run)),
        every: false,
    };
    let canvas = grid::draw(run, &head, &Across::Calendar, &lanes, grid::Scale::Shared);
    Ok(Some(Sheet { canvas, numbers }))
}

/// Sectors of the table, in the manifest's order.
pub fn sectors(run: &Run, table: &super::columns::Columns) -> Result<Vec<String>> {
    let mut found = table.names("sector")?.distinct.clone();
    found.sort_by_key(|id| {
        run.manifest.sectors.iter().position(|sector| sector.id == *id).unwrap_or(usize::MAX)
    });
    Ok(found)
}
