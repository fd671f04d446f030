//! Prices, wages and margins.

use super::figure::{Head, replications_note};
use super::panel::Across;
use super::run::Run;
use super::{Chart, Sheet, series, stack, style};
use crate::error::Result;
use crate::{phrase, say};

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
        ("input_price_index", phrase!("Input prices"), style::ORANGE),
        ("wage_index", phrase!("Pay per worker"), style::GREEN),
        ("price_index", phrase!("Selling prices"), style::BLUE),
    ];
    let mut index = series::columns(run, &mut numbers, &columns, "base = 100", (100.0, 1.0))?;
    if !series::has_data(&index) {
        return Ok(None);
    }
    // Selling prices often move with input prices: a thinner line on a wide one, both are seen.
    index.lines[0].width = 3 * style::STROKE;
    let language = run.page.language;
    index.title = say!(language, "Index, base = 100").to_string();
    index.reference = Some(100.0);
    let line = [("margin", "", style::PURPLE)];
    let mut margin = series::columns(run, &mut numbers, &line, "% of sales", (100.0, 1.0))?;
    margin.title = say!(language, "Profit before profit tax, share of sales").to_string();
    (margin.zero, margin.suffix) = (true, "%");
    let measure = say!(language, "Small and medium firms, mean").to_string();
    let head = Head::of(run, chart.title, measure, replications_note(run));
    let canvas = stack::draw(run, &head, &Across::Calendar, &[index, margin], 1400.0);
    Ok(Some(Sheet { canvas, numbers }))
}
