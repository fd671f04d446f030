//! How long customers take to pay.

use super::figure::{Head, main, replications_note};
use super::panel::Across;
use super::run::Run;
use super::{Chart, Sheet, series, stack, style};
use crate::error::Result;

/// The chart.
pub const CHART: Chart = Chart {
    name: "receivable_days",
    title: "Receivable days and overdue invoices",
    reading: "Above: how many days of sales customers owe. Below: the share of small firms' debts to suppliers that is overdue.",
    needs: "receivables",
    make,
};

fn make(run: &Run, chart: &Chart) -> Result<Option<Sheet>> {
    let mut numbers = series::tidy();
    let mut days = series::ways(run, &mut numbers, "receivable_days", "days", 1.0)?;
    if !series::has_data(&days) {
        return Ok(None);
    }
    days.title = "Receivables over sales of the last twelve months, days".to_string();
    let mut overdue =
        series::columns(run, &mut numbers, &[("overdue_share", "", style::BLUE)], "% of payables", 100.0)?;
    overdue.title = format!("Overdue payables, share of all payables{}", main(run));
    (overdue.zero, overdue.suffix) = (true, "%");
    let head = Head {
        title: chart.title.to_string(),
        measure: "Small and medium firms".to_string(),
        note: replications_note(run),
        every: true,
    };
    let canvas = stack::draw(run, &head, &Across::Calendar, &[days, overdue], 1400.0);
    Ok(Some(Sheet { canvas, numbers }))
}
