//! Illiquid and insolvent firms.

use super::figure::{Head, replications_note};
use super::panel::Across;
use super::run::Run;
use super::{Chart, Sheet, series, stack, style};
use crate::error::Result;

/// The chart.
pub const CHART: Chart = Chart {
    name: "liquidity",
    title: "Illiquid and insolvent firms",
    reading: "Illiquid: with overdue obligations. Insolvent: debts above assets. A firm can be both; liquidity support helps firms that are illiquid but not insolvent.",
    make,
};

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let mut numbers = series::tidy();
    let columns = [
        ("illiquid_share", "Illiquid", style::BLUE),
        ("insolvent_share", "Insolvent", style::VERMILION),
        ("illiquid_and_insolvent_share", "Both", style::PURPLE),
    ];
    let mut panel = series::columns(run, &mut numbers, &columns, "% of firms", 100.0)?;
    if !series::has_data(&panel) {
        return Ok(None);
    }
    (panel.zero, panel.suffix) = (true, "%");
    let head = Head {
        title: chart.title.to_string(),
        measure: "Share of firms alive at the end of the month".to_string(),
        note: replications_note(run),
        every: false,
    };
    let canvas = stack::draw(run, &head, &Across::Calendar, &[panel], 1180.0);
    Ok(Some(Sheet { canvas, numbers }))
}
