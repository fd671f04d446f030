//! Jobs: as an index and in numbers of people, on one curve.

use super::figure::{Head, replications_note};
use super::panel::{Across, Line};
use super::run::Run;
use super::words::capital;
use super::{Chart, Sheet, quantity, series, stack};
use crate::error::Result;
use crate::say;

/// The chart.
pub const CHART: Chart = Chart {
    name: "employment",
    title: "Jobs in small and medium firms",
    reading: "Left scale: the first month is 100; right scale: the same in numbers of people. Staff on reduced pay count as jobs.",
    needs: "jobs in its months",
    make,
};

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let mut numbers = series::tidy();
    let main = run.course(&run.main, "jobs_million")?;
    let Some(base) = main.mean.iter().copied().find(|value| value.is_finite() && *value > 0.0) else {
        return Ok(None);
    };
    let mut panel = super::panel::Panel { reference: Some(100.0), ..Default::default() };
    for (at, way) in run.ways.iter().enumerate() {
        let course = run.course(way, "jobs_million")?;
        series::note(run, &mut numbers, way, "jobs_million", "million jobs", &course);
        let index = course.times(100.0 / base);
        series::note(run, &mut numbers, way, "jobs_index", "first month = 100", &index);
        let color = series::color(run, at);
        panel.lines.push(series::styled(Line::course(&capital(&run.way_label(way)), color, &index), at));
    }
    let language = run.page.language;
    let people = quantity::million_people(language);
    let measure = say!(
        language,
        "Headcount at the end of the month, {month} = 100 (left) and {unit} (right)",
        month = run.month_label(0),
        unit = people.name
    );
    panel.right = Some((base * people.factor / 100.0, people.name));
    let head = Head::of(run, chart.title, measure, replications_note(run)).every();
    let canvas = stack::draw(run, &head, &Across::Calendar, &[panel], 1180.0);
    Ok(Some(Sheet { canvas, numbers }))
}
