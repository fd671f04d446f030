//! What each policy cost: money out, money back, losses, and what is outstanding.

use super::columns::Columns;
use super::figure::{Head, replications_note};
use super::panel::{Across, Line, Panel};
use super::run::{Run, keep};
use super::survival::shade_note;
use super::track::{Course, TrackPanel};
use super::words::{capital, words};
use super::{Chart, Sheet, grid, lanes, quantity, series, style};
use crate::error::Result;
use crate::{phrase, say};

/// The chart.
pub const CHART: Chart = Chart {
    name: "policy_cost",
    title: "Public money by policy",
    reading: "Sums since the start: paid out; recovered, as deferred sums paid back and fees; lost. Dashed: deferred taxes or guaranteed loans that are outstanding. Each policy has its own scale.",
    needs: "policies that cost anything (policies.csv)",
    make,
};

/// Policies shown at most.
const MOST: usize = 12;

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let Some(table) = read(run)? else { return Ok(None) };
    let mut numbers = series::tidy();
    let language = run.page.language;
    let unit = format!("billion {}", run.manifest_unit());
    let money = quantity::billion(language, run.unit());
    let (mut plots, mut left_out) = (Vec::new(), Vec::new());
    let mut beyond = Vec::new();
    for policy in table.names("policy")?.distinct.clone() {
        let mut panel =
            Panel { title: capital(language.of(&words(&policy))), zero: true, ..Panel::default() };
        for (beginning, label, color, stock) in MONEY {
            let Some(course) = course(run, &table, &policy, beginning, stock)? else { continue };
            series::note(
                run,
                &mut numbers,
                &run.main,
                &format!("{policy}: {}", label.to_lowercase()),
                &unit,
                &course,
            );
            let mut line = Line::course(language.of(label), color, &course.times(money.factor));
            if !course.has_data() {
                line.points.clear();
            }
            panel.lines.push(if stock { line.dashed() } else { line });
        }
        match (series::has_data(&panel), plots.len() < MOST) {
            (true, true) => plots.push(panel),
            (true, false) => beyond.push(language.of(&words(&policy)).to_string()),
            (false, _) => left_out.push(language.of(&words(&policy)).to_string()),
        }
    }
    if plots.is_empty() {
        return Ok(None);
    }
    let named =
        |names: &[String]| lanes::listed(language, &names.iter().map(String::as_str).collect::<Vec<_>>());
    let mut note = vec![replications_note(run)];
    if !beyond.is_empty() {
        note.push(say!(language, "In the table behind the chart alone: {names}.", names = named(&beyond)));
    }
    if !left_out.is_empty() {
        note.push(say!(language, "No public money: {names}.", names = named(&left_out)));
    }
    note.push(shade_note(run));
    let measure = capital(&say!(
        language,
        "{unit}, sums since the start; each policy on its own scale",
        unit = money.name
    ));
    let head = Head::of(run, chart.title, measure, language.sentences(&note));
    let canvas = grid::draw(run, &head, &Across::Calendar, &plots, grid::Scale::Own);
    Ok(Some(Sheet { canvas, numbers }))
}

/// Columns of `policies.csv` by the beginning of their names (they end in the currency's unit), and which are
/// stocks.
const MONEY: [(&str, &str, plotters::style::RGBAColor, bool); 4] = [
    ("paid_out", phrase!("Paid out or waived"), style::BLUE, false),
    ("recovered", phrase!("Recovered"), style::GREEN, false),
    ("lost", phrase!("Lost"), style::VERMILION, false),
    ("deferred", phrase!("Deferred or guaranteed, outstanding"), style::PURPLE, true),
];

/// Reads `policies.csv`.
pub fn read(run: &Run) -> Result<Option<Columns>> {
    Columns::read(&run.folder.join("policies.csv"), &["regime", "arm", "month", "policy", "lever"], |_| true)
}

/// A column for one policy in the main history: sums since the start of flows, stocks as they are.
pub fn course(
    run: &Run,
    table: &Columns,
    policy: &str,
    beginning: &str,
    stock: bool,
) -> Result<Option<Course>> {
    let Some(column) = table.numbers_like(beginning) else { return Ok(None) };
    let rows = keep(table, &run.main, Some(("policy", policy)))?;
    let panel = TrackPanel::gather((run.start, run.months), table, &rows, column)?;
    if panel.values.is_empty() {
        return Ok(None);
    }
    Ok(Some(if stock { panel.course() } else { panel.cumulated().course() }))
}
