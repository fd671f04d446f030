//! Loans requested, granted and refused, by reason.

use super::figure::{Head, replications_note};
use super::panel::{Across, Area, Panel};
use super::run::Run;
use super::{Chart, Sheet, series, stack, style};
use crate::error::Result;

/// The chart.
pub const CHART: Chart = Chart {
    name: "credit",
    title: "Bank credit: requested, granted and refused",
    reading: "Above: loans requested and granted each month. Below: credit that firms needed and did not get, stacked by reason; firms without a bank relationship could not apply.",
    needs: "loans that firms asked for",
    make,
};

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let mut numbers = series::tidy();
    let unit = format!("billion {} a month", run.unit());
    let columns =
        [("credit_applied_bn", "Requested", style::BLUE), ("credit_granted_bn", "Granted", style::GREEN)];
    let mut asked = series::columns(run, &mut numbers, &columns, &unit, 1.0)?;
    if !series::has_data(&asked) {
        return Ok(None);
    }
    asked.title = format!("Loans requested and granted, {unit}");
    asked.zero = true;
    let reasons = [
        ("credit_refused_risk_bn", "Too risky", style::VERMILION),
        ("credit_refused_access_bn", "No relationship", style::ORANGE),
        ("credit_refused_price_bn", "Rate too high", style::SKY),
        ("credit_refused_limit_bn", "Bank at its limit", style::PURPLE),
    ];
    let mut refused =
        Panel { title: format!("Not granted, by reason, {unit}"), zero: true, ..Panel::default() };
    let mut below = vec![0.0; run.months];
    for (column, label, color) in reasons {
        let course = run.course(&run.main, column)?;
        series::note(run, &mut numbers, &run.main, column, &unit, &course);
        let mut points = Vec::new();
        for (month, value) in course.mean.iter().enumerate() {
            let top = below[month] + if value.is_finite() { *value } else { 0.0 };
            points.push([month as f64 + 0.5, below[month], top]);
            below[month] = top;
        }
        if course.has_data() {
            refused.areas.push(Area { label: label.to_string(), color: style::veil(color, 0.85), points });
        }
    }
    let slim = unlabel_slim(&mut refused.areas);
    let lanes = if refused.areas.is_empty() { vec![asked] } else { vec![asked, refused] };
    let mut note = replications_note(run);
    if !slim.is_empty() {
        note += &format!(" Too small to see below: {}.", slim.join(", ").to_lowercase());
    }
    let head = Head {
        title: chart.title.to_string(),
        measure: "Small and medium firms".to_string(),
        note,
        every: false,
    };
    let canvas = stack::draw(run, &head, &Across::Calendar, &lanes, 1400.0);
    Ok(Some(Sheet { canvas, numbers }))
}

/// Takes the labels from areas that are nowhere one hundredth as high as the whole, and gives them.
fn unlabel_slim(areas: &mut [Area]) -> Vec<String> {
    let whole = areas.iter().flat_map(|area| &area.points).map(|point| point[2]).fold(0.0, f64::max);
    let slim =
        areas.iter_mut().filter(|area| area.points.iter().all(|point| point[2] - point[1] < 0.01 * whole));
    slim.map(|area| std::mem::take(&mut area.label)).collect()
}
