//! The number of firms, births and closures, and firms that stand still.

use super::figure::{Head, main, replications_note};
use super::panel::Across;
use super::run::Run;
use super::{Chart, Sheet, series, stack, style};
use crate::error::Result;

/// The chart.
pub const CHART: Chart = Chart {
    name: "firms",
    title: "Small and medium firms: number, births and closures",
    reading: "Above: firms alive at the end of each month, dormant ones included. Middle: openings and closures in the month. Below: inactive firms, either suspended temporarily with their staff or dormant without staff.",
    needs: "firms in its months",
    make,
};

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let mut numbers = series::tidy();
    let mut stock = series::ways(run, &mut numbers, "firms_million", "million firms", 1.0)?;
    if !series::has_data(&stock) {
        return Ok(None);
    }
    stock.title = "Firms, million".to_string();
    let flows =
        [("births_thousand", "Births", style::BLUE), ("deaths_thousand", "Closures", style::VERMILION)];
    let mut flow = series::columns(run, &mut numbers, &flows, "thousand firms a month", 1.0)?;
    flow.title = format!("Births and closures, thousand firms a month{}", main(run));
    flow.zero = true;
    let head = Head {
        title: chart.title.to_string(),
        measure: "Whole country".to_string(),
        note: replications_note(run),
        every: true,
    };
    let mut lanes = vec![stock, flow];
    // Folders of earlier versions tell nothing of suspended firms.
    let still =
        [("suspended_million", "Suspended", style::ORANGE), ("dormant_million", "Dormant", style::PURPLE)];
    if let Some(mut still) =
        series::columns(run, &mut numbers, &still, "million firms", 1.0).ok().filter(series::has_data)
    {
        still.title = format!("Inactive firms, million{}", main(run));
        still.zero = true;
        lanes.push(still);
    }
    let canvas =
        stack::draw(run, &head, &Across::Calendar, &lanes, 1400.0 + 300.0 * (lanes.len() - 2) as f64);
    Ok(Some(Sheet { canvas, numbers }))
}
