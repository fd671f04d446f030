//! Illiquid and insolvent firms.

use super::figure::{Head, replications_note};
use super::panel::Across;
use super::run::Run;
use super::{Chart, Sheet, series, stack, style};
use crate::error::Result;
use crate::{phrase, say};

/// The chart.
pub const CHART: Chart = Chart {
    name: "liquidity",
    title: "Illiquid and insolvent firms",
    reading: "Illiquid: with overdue obligations. Insolvent: debts above assets. A firm can be both; liquidity support helps firms that are illiquid but not insolvent.",
    needs: "firms that were illiquid or insolvent",
    make,
};

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let mut numbers = series::tidy();
    // Few firms are both: on one axis with the others they would lie on its foot.
    let unit = "% of firms";
    let either = [
        ("illiquid_share", phrase!("Illiquid"), style::BLUE),
        ("insolvent_share", phrase!("Insolvent"), style::VERMILION),
    ];
    let both = [("illiquid_and_insolvent_share", phrase!("Both"), style::PURPLE)];
    let mut panels = vec![
        series::columns(run, &mut numbers, &either, unit, (100.0, 1.0))?,
        series::columns(run, &mut numbers, &both, unit, (100.0, 1.0))?,
    ];
    if !panels.iter().any(series::has_data) {
        return Ok(None);
    }
    let language = run.page.language;
    let titles = [
        say!(language, "Illiquid or insolvent, % of firms"),
        say!(language, "Illiquid and insolvent, % of firms"),
    ];
    for (panel, title) in panels.iter_mut().zip(titles) {
        (panel.zero, panel.suffix, panel.title) = (true, "%", title.to_string());
    }
    let measure = say!(language, "Share of firms alive at the end of the month").to_string();
    let head = Head::of(run, chart.title, measure, replications_note(run));
    let canvas = stack::draw(run, &head, &Across::Calendar, &panels, 1400.0);
    Ok(Some(Sheet { canvas, numbers }))
}
