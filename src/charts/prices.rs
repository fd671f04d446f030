//! Prices, wages and margins.

use super::figure::{Head, replications_note};
use super::panel::Across;
use super::run::Run;
use super::{Chart, Sheet, series, stack, style};
use crate::error::Result;

/// The chart.
pub const CHART: Chart = Chart {
    name: "prices_and_margins",
    title: "Prices, pay and margins",
    reading: "Above: prices, and pay due per worker (lower when staff are furloughed), relative to the base. Margins (below) fall when input prices and wages rise faster than selling prices.",
    needs: "prices of its months",
    make,
};

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let mut numbers = series::tidy();
    let columns = [
        ("price_index", "Selling prices", style::BLUE),
        ("input_price_index", "Input prices", style::VERMILION),
        ("wage_index", "Pay per worker", style::GREEN),
    ];
    let mut index = series::columns(run, &mut numbers, &columns, "base = 100", 100.0)?;
    if !series::has_data(&index) {
        return Ok(None);
    }
    index.title = "Index, base = 100".to_string();
    index.reference = Some(100.0);
    let mut margin =
        series::columns(run, &mut numbers, &[("margin", "", style::PURPLE)], "% of sales", 100.0)?;
    margin.title = "Profit before profit tax, share of sales".to_string();
    (margin.zero, margin.suffix) = (true, "%");
    let head = Head {
        title: chart.title.to_string(),
        measure: "Small and medium firms, mean".to_string(),
        note: replications_note(run),
        every: false,
    };
    let canvas = stack::draw(run, &head, &Across::Calendar, &[index, margin], 1400.0);
    Ok(Some(Sheet { canvas, numbers }))
}
