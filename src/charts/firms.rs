//! The number of firms, and births and closures.

use super::figure::{Head, main, replications_note};
use super::lane::Across;
use super::run::Run;
use super::{Chart, Sheet, ink, series, stack};
use crate::error::Result;

/// The chart.
pub const CHART: Chart = Chart {
    name: "firms",
    title: "Small and medium firms: number, births and closures",
    reading: "Above: firms alive at the end of each month, dormant ones included. Below: how many opened and closed in the month.",
    make,
};

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let mut numbers = series::tidy();
    let mut stock = series::ways(run, &mut numbers, "firms_million", "million firms", 1.0)?;
    if !series::has_data(&stock) {
        return Ok(None);
    }
    stock.title = "Firms, million".to_string();
    let flows = [("births_thousand", "Births", ink::BLUE), ("deaths_thousand", "Closures", ink::VERMILION)];
    let mut flow = series::columns(run, &mut numbers, &flows, "thousand firms a month", 1.0)?;
    flow.title = format!("Births and closures, thousand firms a month{}", main(run));
    flow.zero = true;
    let head = Head { title: chart.title.to_string(), measure: "Whole country".to_string(), note: replications_note(run), every: true };
    let canvas = stack::draw(run, &head, &Across::Calendar, &[stock, flow], 1400.0);
    Ok(Some(Sheet { canvas, numbers }))
}
