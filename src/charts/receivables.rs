//! How long customers take to pay.

use super::figure::{Head, main, replications_note};
use super::panel::Across;
use super::run::Run;
use super::{Chart, Sheet, series, stack, style};
use crate::error::Result;
use crate::say;

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
    let mut days = series::ways(run, &mut numbers, "receivable_days", "days", (1.0, 1.0))?;
    if !series::has_data(&days) {
        return Ok(None);
    }
    let language = run.page.language;
    days.title = say!(language, "Receivables over sales of the last twelve months, days").to_string();
    let line = [("overdue_share", "", style::BLUE)];
    let mut overdue = series::columns(run, &mut numbers, &line, "% of payables", (100.0, 1.0))?;
    overdue.title = say!(language, "Overdue payables, share of all payables{arm}", arm = main(run));
    (overdue.zero, overdue.suffix) = (true, "%");
    let measure = say!(language, "Small and medium firms").to_string();
    let head = Head::of(run, chart.title, measure, replications_note(run)).every();
    let canvas = stack::draw(run, &head, &Across::Calendar, &[days, overdue], 1400.0);
    Ok(Some(Sheet { canvas, numbers }))
}
