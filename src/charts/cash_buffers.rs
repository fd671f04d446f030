//! How long firms can pay from cash: quantiles over firms.

use super::figure::Head;
use super::panel::{Across, Area, Line, Panel};
use super::run::Run;
use super::{Chart, Sheet, series, stack, style};
use crate::error::Result;
use crate::{phrase, say};

/// The chart.
pub const CHART: Chart = Chart {
    name: "cash_buffers",
    title: "Cash buffers of firms",
    reading: "Days a firm could pay its costs from cash alone: the median firm, the middle half and the middle 80% of firms.",
    needs: "cash buffers (monthly.csv)",
    make,
};

const QUANTILES: [(&str, &str); 5] = [
    ("cash_days_p10", phrase!("10% below")),
    ("cash_days_p25", phrase!("25% below")),
    ("cash_days_p50", phrase!("Median")),
    ("cash_days_p75", phrase!("75% below")),
    ("cash_days_p90", phrase!("90% below")),
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
    let language = run.page.language;
    // Beside the plot lines are named at their ends; above it, where none of them can be told apart, the bands.
    let narrow = run.page.narrow();
    let area = |low: usize, high: usize, alpha: f64, label: &'static str| {
        let point = |month: usize| [month as f64 + 0.5, courses[low].mean[month], courses[high].mean[month]];
        let points = (0..run.months).map(point).collect();
        let label = if narrow { language.of(label).to_string() } else { String::new() };
        Area { label, color: style::veil(style::BLUE, alpha), points }
    };
    let areas = vec![
        area(0, 4, 0.16, phrase!("Middle 80% of firms")),
        area(1, 3, 0.26, phrase!("Middle half of firms")),
    ];
    let mut panel = Panel { zero: true, areas, ..Panel::default() };
    for (at, (_, label)) in QUANTILES.iter().enumerate() {
        let width = if at == 2 { style::STROKE } else { 2 };
        let label = if narrow && at != 2 { "" } else { language.of(label) };
        panel.lines.push(Line::course(label, style::BLUE, &courses[at]).bare().width(width));
    }
    let measure = say!(
        language,
        "Days of unavoidable outgo (pay, rent, interest) that cash covers; quantiles over firms at the end of the month"
    );
    let note = say!(
        language,
        "Line: median firm; dark band: middle half of firms; pale band: middle 80%. Means over replications."
    );
    let head = Head::of(run, chart.title, measure.to_string(), note.to_string());
    let canvas = stack::draw(run, &head, &Across::Calendar, &[panel], 1180.0);
    Ok(Some(Sheet { canvas, numbers }))
}
