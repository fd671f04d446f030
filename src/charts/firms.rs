//! The number of firms, births and closures, and firms that stand still.

use super::figure::{Head, main, replications_note};
use super::panel::Across;
use super::run::Run;
use super::{Chart, Sheet, quantity, series, stack, style};
use crate::error::Result;
use crate::{phrase, say};

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
    let language = run.page.language;
    let millions = quantity::million_firms(language);
    let thousands = quantity::thousand_firms(language);
    let mut stock =
        series::ways(run, &mut numbers, "firms_million", "million firms", (1.0, millions.factor))?;
    if !series::has_data(&stock) {
        return Ok(None);
    }
    stock.title = say!(language, "Firms, {unit}", unit = millions.name);
    let flows = [
        ("births_thousand", phrase!("Births"), style::BLUE),
        ("deaths_thousand", phrase!("Closures"), style::VERMILION),
    ];
    let shown = (1.0, thousands.factor);
    let mut flow = series::columns(run, &mut numbers, &flows, "thousand firms a month", shown)?;
    flow.title =
        say!(language, "Births and closures, {unit} a month{arm}", unit = thousands.name, arm = main(run));
    flow.zero = true;
    let measure = say!(language, "Whole country").to_string();
    let head = Head::of(run, chart.title, measure, replications_note(run)).every();
    let mut lanes = vec![stock, flow];
    // Folders of earlier versions tell nothing of suspended firms.
    let still = [
        ("suspended_million", phrase!("Suspended"), style::ORANGE),
        ("dormant_million", phrase!("Dormant"), style::PURPLE),
    ];
    let shown = (1.0, millions.factor);
    if let Some(mut still) =
        series::columns(run, &mut numbers, &still, "million firms", shown).ok().filter(series::has_data)
    {
        still.title = say!(language, "Inactive firms, {unit}{arm}", unit = millions.name, arm = main(run));
        still.zero = true;
        lanes.push(still);
    }
    let canvas =
        stack::draw(run, &head, &Across::Calendar, &lanes, 1400.0 + 300.0 * (lanes.len() - 2) as f64);
    Ok(Some(Sheet { canvas, numbers }))
}
