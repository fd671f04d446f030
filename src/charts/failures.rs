//! Closures by sector and cause: stacked bars, the first year and the time after it.

use super::canvas::{Anchor, Canvas, Face};
use super::dimension::Dimension;
use super::figure::{Figure, Head};
use super::run::Run;
use super::ticks::{Ticks, grouped};
use super::tidy::{Tidy, cell};
use super::{Chart, Sheet, hover, style, text};
use crate::error::Result;
use crate::language::Language;
use crate::{phrase, say};
use plotters::style::RGBAColor;

/// The chart.
pub const CHART: Chart = Chart {
    name: "failures_by_sector_and_cause",
    title: "Closures by sector and cause",
    reading: "How many firms in a hundred closed, and why. Left: in the first twelve months; right: per year, on average, after that.",
    needs: "closures by sector (monthly_by_sector.csv)",
    make,
};

const CAUSES: [(&str, &str, RGBAColor); 5] = [
    ("deaths_illiquid_thousand", phrase!("Out of cash, but solvent"), style::BLUE),
    ("deaths_insolvent_thousand", phrase!("Insolvent"), style::VERMILION),
    ("deaths_chain_thousand", phrase!("Customer closed"), style::PURPLE),
    ("deaths_orderly_thousand", phrase!("Closed in good order"), style::GREEN),
    ("deaths_other_thousand", phrase!("Owner's age, health, other"), style::GREY),
];

/// Paper on which two periods have room side by side, in dots.
const BESIDE: f64 = 1500.0;
/// Widest label of a sector before it is broken in two.
const WIDEST: f64 = 440.0;

/// A sector: label and, for each period, the closures per hundred firms and year by cause.
#[derive(Debug)]
struct Row {
    id: String,
    label: String,
    shares: Vec<[f64; CAUSES.len()]>,
}

impl Row {
    fn total(&self, period: usize) -> f64 {
        self.shares[period].iter().sum()
    }
}

/// Periods: months from, to, and what they are called in the table.
fn periods(run: &Run) -> Vec<(usize, usize, String)> {
    let first = run.months.min(12);
    let name = |from: usize, to: usize| format!("{} to {}", run.month(from), run.month(to - 1));
    let mut periods = vec![(0, first, name(0, first))];
    if run.months >= 15 {
        periods.push((12, run.months, format!("{}, average year", name(12, run.months))));
    }
    periods
}

/// What a period is called above its bars.
fn heading(run: &Run, (from, to, _): &(usize, usize, String)) -> String {
    let (language, from, to) = (run.page.language, *from, run.month_label(to - 1));
    match from {
        0 => say!(language, "{from} to {to}", from = run.month_label(0), to = to),
        _ => say!(language, "{from} to {to}, average year", from = run.month_label(from), to = to),
    }
}

fn rows(run: &Run, periods: &[(usize, usize, String)]) -> Result<Vec<Row>> {
    let mut columns = vec!["firms_thousand", "births_thousand", "deaths_thousand"];
    columns.extend(CAUSES.map(|cause| cause.0));
    let Some(table) = run.by("sector", &columns)? else { return Ok(Vec::new()) };
    let mut rows = Vec::new();
    for id in Dimension::Sector.groups(run, &table)? {
        let firms = run.group(&table, "sector", &id, "firms_thousand")?.course().mean;
        let births = run.group(&table, "sector", &id, "births_thousand")?.course().mean;
        let deaths = run.group(&table, "sector", &id, "deaths_thousand")?.course().mean;
        let mut shares = Vec::new();
        for (from, to, _) in periods {
            // Firms at the beginning of the period.
            let stock = if *from == 0 { firms[0] - births[0] + deaths[0] } else { firms[from - 1] };
            let years = ((to - from) as f64 / 12.0).max(if *from == 0 { 0.0 } else { 1e-9 });
            let years = if *from == 0 { 1.0 } else { years };
            let mut share = [0.0; CAUSES.len()];
            for (at, (column, _, _)) in CAUSES.iter().enumerate() {
                share[at] = 100.0 * run.group(&table, "sector", &id, column)?.sum(*from..*to) / stock / years;
            }
            shares.push(share);
        }
        if shares.iter().flatten().all(|share| share.is_finite()) {
            rows.push(Row { label: run.label("sector", &id), id, shares });
        }
    }
    rows.sort_by(|a, b| b.total(0).total_cmp(&a.total(0)));
    Ok(rows)
}

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let periods = periods(run);
    let rows = rows(run, &periods)?;
    if rows.iter().all(|row| row.total(0) == 0.0) {
        return Ok(None);
    }
    let mut numbers = Tidy::new(&["regime", "arm", "sector", "period", "cause", "closed_per_100_firms"]);
    for row in &rows {
        for (share, (_, _, period)) in row.shares.iter().zip(&periods) {
            for (value, (column, _, _)) in share.iter().zip(CAUSES) {
                let cause = column.trim_start_matches("deaths_").trim_end_matches("_thousand");
                let (regime, arm) = (run.main.regime.clone(), run.main.arm.clone());
                numbers.row(vec![
                    regime,
                    arm,
                    row.id.clone(),
                    period.clone(),
                    cause.to_string(),
                    cell(*value),
                ]);
            }
        }
    }
    Ok(Some(Sheet { canvas: draw(run, chart, &periods, &rows), numbers }))
}

fn draw(run: &Run, chart: &Chart, periods: &[(usize, usize, String)], rows: &[Row]) -> Canvas {
    let language = run.page.language;
    let measure = say!(
        language,
        "Firms closed per year, per 100 firms at the beginning of the period; sectors ordered by the first period"
    );
    let note =
        say!(language, "Means over replications. Firms that open and close within a period are included.");
    let head = Head::of(run, chart.title, measure.to_string(), note.to_string());
    let bar = 54.0;
    // Side by side, or below one another where the paper is narrow.
    let across = if run.page.wide < BESIDE { 1 } else { periods.len() };
    let block = 16.0 + bar * rows.len() as f64 + 4.0 + style::TICK + 24.0;
    let down = periods.len().div_ceil(across) as f64;
    let (key_height, title) = (key(None, language, run.page.wide, 26.0), 40.0);
    let mut figure = Figure::new(run, &head, key_height + (title + block) * down);
    let mut y = key(Some(&mut figure.canvas), language, run.page.wide, figure.top + 26.0);
    let widest = if run.page.narrow() { run.page.wide * 0.36 } else { WIDEST };
    let labels =
        rows.iter().map(|row| text::width(&row.label, style::TICK, false)).fold(0.0, f64::max).min(widest);
    let left = style::MARGIN + labels + 16.0;
    let right = figure.canvas.width - style::MARGIN - 70.0;
    let gap = 110.0;
    let width = (right - left - gap * (across - 1) as f64) / across as f64;
    let totals = rows.iter().flat_map(|row| (0..periods.len()).map(|period| row.total(period)));
    let ticks = Ticks::cover(totals, if run.page.narrow() { 4 } else { 6 }, true, "");
    let canvas = &mut figure.canvas;
    let quiet = Face::new(style::TICK).color(style::QUIET);
    for (period, name) in periods.iter().map(|period| heading(run, period)).enumerate() {
        let from = left + (width + gap) * (period % across) as f64;
        if period % across == 0 {
            y += title;
        }
        // Above all of it where there is nothing beside.
        let begin = if across == 1 { style::MARGIN } else { from };
        canvas.text((begin, y - 16.0), &name, Face::new(style::TICK).bold());
        let bottom = y + bar * rows.len() as f64 + 4.0;
        let x = |value: f64| from + width * value / ticks.high;
        for (value, label) in &ticks.marks {
            canvas.line(&[(x(*value), y), (x(*value), bottom)], style::HAIR, style::GRID);
            canvas.text((x(*value), bottom + 14.0 + style::TICK), label, quiet.anchor(Anchor::Middle));
        }
        for (at, row) in rows.iter().enumerate() {
            let (top, low) = (y + bar * at as f64 + 9.0, y + bar * (at + 1) as f64 - 9.0);
            let mut so_far = 0.0;
            for (share, (_, _, color)) in row.shares[period].iter().zip(CAUSES) {
                canvas.rect((x(so_far), top), (x(so_far + share), low), color);
                so_far += share;
            }
            let said: Vec<_> = (row.shares[period].iter().zip(CAUSES))
                .map(|(share, (_, label, color))| {
                    (run.page.language.of(label).to_string(), grouped(*share, 2), color)
                })
                .collect();
            let corners = ((from, top), (from + width, low));
            hover::mark(canvas, corners, &format!("{} · {name}", row.label), &said);
            let middle = (top + low) / 2.0 + style::TICK * 0.36;
            canvas.text((x(so_far) + 10.0, middle), &grouped(so_far, 1), quiet);
            if period % across == 0 {
                let face = Face::new(style::TICK).anchor(Anchor::Right);
                let lines = text::wrap(&row.label, style::TICK, false, widest, 2);
                let (em, step) =
                    if lines.len() > 1 { (style::SMALL, style::SMALL) } else { (style::TICK, 0.0) };
                for (k, line) in lines.iter().enumerate() {
                    canvas.text((left - 14.0, middle + step * (k as f64 - 0.5)), line, Face { em, ..face });
                }
            }
        }
        canvas.line(&[(from, y), (from, bottom)], style::HAIR, style::AXIS);
        if (period + 1) % across == 0 {
            y += block;
        }
    }
    figure.canvas
}

/// The key of causes, in as many lines as it needs; says where it ends, also when it is only measured.
fn key(mut canvas: Option<&mut Canvas>, language: Language, wide: f64, mut y: f64) -> f64 {
    let mut x = style::MARGIN;
    for (_, label, color) in CAUSES {
        let label = language.of(label);
        let room = 38.0 + text::width(label, style::TICK, false);
        if x > style::MARGIN && x + room > wide - style::MARGIN {
            (x, y) = (style::MARGIN, y + 38.0);
        }
        if let Some(canvas) = canvas.as_deref_mut() {
            canvas.rect((x, y - 22.0), (x + 26.0, y + 2.0), color);
            canvas.text((x + 38.0, y), label, Face::new(style::TICK));
        }
        x += room + 44.0;
    }
    y + 26.0
}
