//! Loans requested, granted and refused by reason, and credit that was needed and never asked for.

use super::figure::{Head, replications_note};
use super::panel::{Across, Area, Panel};
use super::run::Run;
use super::tidy::Tidy;
use super::{Chart, Sheet, lanes, quantity, series, stack, style};
use crate::error::Result;
use crate::{phrase, say};
use plotters::style::RGBAColor;

/// The chart.
pub const CHART: Chart = Chart {
    name: "credit",
    title: "Bank credit: requested, granted, refused and never asked for",
    reading: "Above: loans requested and granted each month. Middle: loans requested and not granted, stacked by reason. Below: credit that firms needed and did not ask for, as no bank knows them; it is in none of the sums above. Each plot has its own scale.",
    needs: "loans that firms asked for",
    make,
};

const REFUSED: [(&str, &str, RGBAColor); 3] = [
    ("credit_refused_risk_bn", phrase!("Too risky"), style::VERMILION),
    ("credit_refused_price_bn", phrase!("Rate too high"), style::SKY),
    ("credit_refused_limit_bn", phrase!("Bank at its limit"), style::PURPLE),
];

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let language = run.page.language;
    let mut numbers = series::tidy();
    let unit = format!("billion {} a month", run.manifest_unit());
    let money = quantity::billion(language, run.unit());
    let shown = (1.0, money.factor);
    let columns = [
        ("credit_applied_bn", phrase!("Requested"), style::BLUE),
        ("credit_granted_bn", phrase!("Granted"), style::GREEN),
    ];
    let mut asked = series::columns(run, &mut numbers, &columns, &unit, shown)?;
    if !series::has_data(&asked) {
        return Ok(None);
    }
    asked.title = say!(language, "Loans requested and granted, {unit} a month", unit = money.name);
    asked.zero = true;
    let mut refused = refused(run, &mut numbers, &unit, money.factor)?;
    refused.title = say!(language, "Requested and not granted, by reason, {unit} a month", unit = money.name);
    let never = [("credit_refused_access_bn", "", style::ORANGE)];
    let mut never = series::columns(run, &mut numbers, &never, &unit, shown)?;
    never.title = say!(
        language,
        "Needed and never asked for, as no bank knows the firm, {unit} a month",
        unit = money.name
    );
    never.zero = true;
    let slim = unlabel_slim(&mut refused.areas);
    let mut plots = vec![asked];
    plots.extend(Some(refused).filter(|panel| !panel.areas.is_empty()));
    plots.extend(Some(never).filter(series::has_data));
    let mut note = vec![replications_note(run)];
    if !slim.is_empty() {
        let names: Vec<String> = slim.iter().map(|name| name.to_lowercase()).collect();
        let names = lanes::listed(language, &names.iter().map(String::as_str).collect::<Vec<_>>());
        note.push(say!(language, "Too small to see among reasons: {names}.", names = names));
    }
    let measure = say!(language, "Small and medium firms; each plot on its own scale").to_string();
    let head = Head::of(run, chart.title, measure, language.sentences(&note));
    let height = 800.0 + 300.0 * plots.len() as f64;
    let canvas = stack::draw(run, &head, &Across::Calendar, &plots, height);
    Ok(Some(Sheet { canvas, numbers }))
}

/// Loans requested and not granted, one reason on the other.
fn refused(run: &Run, numbers: &mut Tidy, unit: &str, factor: f64) -> Result<Panel> {
    let mut panel = Panel { zero: true, ..Panel::default() };
    let mut below = vec![0.0; run.months];
    for (column, label, color) in REFUSED {
        let course = run.course(&run.main, column)?;
        series::note(run, numbers, &run.main, column, unit, &course);
        let mut points = Vec::new();
        for (month, value) in course.times(factor).mean.iter().enumerate() {
            let top = below[month] + if value.is_finite() { *value } else { 0.0 };
            points.push([month as f64 + 0.5, below[month], top]);
            below[month] = top;
        }
        if course.has_data() {
            let label = run.page.language.of(label).to_string();
            panel.areas.push(Area { label, color: style::veil(color, 0.85), points });
        }
    }
    Ok(panel)
}

/// Takes the labels from areas that are nowhere one hundredth as high as the whole, and gives them.
fn unlabel_slim(areas: &mut [Area]) -> Vec<String> {
    let whole = areas.iter().flat_map(|area| &area.points).map(|point| point[2]).fold(0.0, f64::max);
    let slim =
        areas.iter_mut().filter(|area| area.points.iter().all(|point| point[2] - point[1] < 0.01 * whole));
    slim.map(|area| std::mem::take(&mut area.label)).collect()
}
