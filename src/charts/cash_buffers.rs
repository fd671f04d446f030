//! How long firms can pay from cash: quantiles over firms.

use super::figure::Head;
use super::panel::{Across, Area, Line, Panel};
use super::run::Run;
use super::{Chart, Sheet, series, stack, style};
use crate::error::Result;

/// The chart.
pub const CHART: Chart = Chart {
    name: "cash_buffers",
    title: "Cash buffers of firms",
    reading: "Days a firm could pay its costs from cash alone: the median firm, the middle half and the middle 80% of firms.",
    needs: "cash buffers (monthly.csv)",
    make,
};

const QUANTILES: [(&str, &str); 5] = [
    ("cash_days_p10", "10% below"),
    ("cash_days_p25", "25% below"),
    ("cash_days_p50", "Median"),
    ("cash_days_p75", "75% below"),
    ("cash_days_p90", "90% below"),
];

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let mut numbers = series::tidy();
    let mut courses = Vec::new();
    for (column, _) in QUANTILES {
        let course = run.course(&run.main, column)?;
        series::note(run, &mut numbers, &run.main, column, "days of outgo", &course);
        courses.push(course);
    }
    if !courses[2].has_data() {
        return Ok(None);
    }
    let area = |low: usize, high: usize, alpha: f64| {
        let point = |month: usize| [month as f64 + 0.5, courses[low].mean[month], courses[high].mean[month]];
        let points = (0..run.months).map(point).collect();
        Area { label: String::new(), color: style::veil(style::BLUE, alpha), points }
    };
    let mut panel = Panel { zero: true, areas: vec![area(0, 4, 0.16), area(1, 3, 0.26)], ..Panel::default() };
    for (at, (_, label)) in QUANTILES.iter().enumerate() {
        let width = if at == 2 { style::STROKE } else { 2 };
        panel.lines.push(Line::course(label, style::BLUE, &courses[at]).bare().width(width));
    }
    let head = Head {
        title: chart.title.to_string(),
        measure: "Days of unavoidable outgo (pay, rent, interest) that cash covers; quantiles over firms at the end of the month".to_string(),
        note: "Line: median firm; dark band: middle half of firms; pale band: middle 80%. Means over replications.".to_string(),
        every: false,
    };
    let canvas = stack::draw(run, &head, &Across::Calendar, &[panel], 1180.0);
    Ok(Some(Sheet { canvas, numbers }))
}
