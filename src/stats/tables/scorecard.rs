//! The stability scorecard: the six stabilities and the six protections of the policy world, each by one
//! indicator of the model.
//!
//! Made of the other tables when a replication is over, so that nobody who does not read it pays for it. Each
//! indicator is shown as it is and as an index, 100 in the first month. Where the model has nothing to say
//! (foreign investment), the row is left out and the page of the column says so.

use crate::stats::columns::{Column, MONTH, PLAIN, column};
use crate::table::{Cell, Table};
use std::collections::BTreeMap;

/// A line of the scorecard.
#[derive(Debug)]
pub struct Line<'a> {
    month: &'a Cell,
    what: &'a Item,
    value: f64,
    index: Cell,
}

/// Columns of `scorecard.csv` after `regime, arm, replication`.
pub const COLUMNS: &[Column<fn(&Line) -> Cell>] = &[
    column("month", PLAIN, MONTH, |l| l.month.clone()),
    column("of", PLAIN, "stability or protection: of the six stabilities or of the six protections", |l| {
        Cell::Text(l.what.of.into())
    }),
    column(
        "item",
        PLAIN,
        "what is to be kept stable or protected; foreign investment is not in the model, and food and energy security shows as what inputs cost",
        |l| Cell::Text(l.what.item.into()),
    ),
    column("indicator", PLAIN, "the number that stands for it", |l| Cell::Text(l.what.indicator.into())),
    column(
        "value",
        PLAIN,
        "its value, in the unit that the indicator names; empty where there is nothing to measure it on",
        |l| Cell::known(l.value),
    ),
    column(
        "index",
        PLAIN,
        "the value over that of the first month, 100 then; empty where that was zero or not known",
        |l| l.index.clone(),
    ),
    column("better", PLAIN, "up or down: which way is better", |l| Cell::Text(l.what.better.into())),
];

/// An item of the scorecard: its indicator, and how it is made of a month's numbers.
#[derive(Debug)]
struct Item {
    of: &'static str,
    item: &'static str,
    indicator: &'static str,
    better: &'static str,
    value: fn(&Numbers<'_>) -> f64,
}

/// The numbers of a month: series of `monthly.csv` and items of `ledger.csv`.
struct Numbers<'a> {
    series: &'a dyn Fn(&str) -> f64,
    entries: BTreeMap<&'a str, f64>,
}

impl Numbers<'_> {
    fn get(&self, name: &str) -> f64 {
        (self.series)(name)
    }
    fn entries(&self, items: &[&str]) -> f64 {
        items.iter().map(|item| self.entries.get(item).copied().unwrap_or(0.0)).sum()
    }
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { f64::NAN }
}

const STABILITY: &str = "stability";
const PROTECTION: &str = "protection";

#[rustfmt::skip]
const ITEMS: &[Item] = &[
    Item { of: STABILITY, item: "employment", indicator: "jobs, million", better: "up", value: |m| m.get("jobs_million") },
    Item { of: STABILITY, item: "financial sector", indicator: "bad loans over loans", better: "down", value: |m| m.get("bad_loan_ratio") },
    Item { of: STABILITY, item: "foreign trade", indicator: "exports, billion", better: "up", value: |m| m.entries(&["exports_paid_at_once", "exports_on_invoice"]) },
    Item { of: STABILITY, item: "domestic investment", indicator: "investment spending, billion", better: "up", value: |m| m.entries(&["household_investment", "household_investment_on_invoice"]) },
    Item { of: STABILITY, item: "expectations", indicator: "hires over hires and lay-offs", better: "up", value: |m| ratio(m.get("hires_thousand"), m.get("hires_thousand") + m.get("layoffs_thousand")) },
    Item { of: PROTECTION, item: "jobs", indicator: "unemployment", better: "down", value: |m| m.get("unemployment") },
    Item { of: PROTECTION, item: "livelihoods", indicator: "household income, billion", better: "up", value: |m| m.get("household_income_bn") },
    Item { of: PROTECTION, item: "market entities", indicator: "firms in business, million", better: "up", value: |m| m.get("firms_million") - m.get("dormant_million") },
    Item { of: PROTECTION, item: "food and energy", indicator: "price of inputs, base one", better: "down", value: |m| m.get("input_price_index") },
    Item { of: PROTECTION, item: "supply chains", indicator: "orders served in their month over orders", better: "up", value: |m| ratio(m.get("sales_bn"), m.get("sales_bn") + m.get("lost_sales_bn")) },
    Item { of: PROTECTION, item: "local government", indicator: "revenue less policy outlay, billion", better: "up", value: |m| m.get("government_revenue_bn") - m.get("policy_outlay_bn") },
];

/// The rows of one arm and replication, out of its monthly series and its ledger; keys come first in all
/// three.
pub fn rows(monthly: &Table, ledger: &Table, digits: impl Fn(f64) -> f64) -> Vec<Vec<Cell>> {
    let place = |table: &Table, name: &str| table.columns.iter().position(|column| column == name);
    let (Some(month), Some(item), Some(amount)) =
        (place(ledger, "month"), place(ledger, "item"), place(ledger, "amount_bn"))
    else {
        return Vec::new();
    };
    let Some(month_of_series) = place(monthly, "month") else { return Vec::new() };
    let mut first = vec![0.0; ITEMS.len()];
    let mut rows = Vec::new();
    let mut left = ledger.rows.iter().peekable();
    for (number, line) in monthly.rows.iter().enumerate() {
        let mut entries = BTreeMap::new();
        while let Some(row) = left.next_if(|row| row[month] == line[month_of_series]) {
            if let Cell::Text(name) = &row[item] {
                *entries.entry(name.as_str()).or_insert(0.0) += Cell::real(&row[amount]);
            }
        }
        let series =
            |name: &str| place(monthly, name).map_or(0.0, |column| line[column].number().unwrap_or(f64::NAN));
        let numbers = Numbers { series: &series, entries };
        for (what, first) in ITEMS.iter().zip(&mut first) {
            let value = (what.value)(&numbers);
            if number == 0 {
                *first = value;
            }
            let index = if *first == 0.0 { Cell::Empty } else { Cell::known(digits(100.0 * value / *first)) };
            let of_item = Line { month: &line[month_of_series], what, value: digits(value), index };
            let cells = COLUMNS.iter().map(|column| (column.value)(&of_item));
            rows.push(line[..month_of_series].iter().cloned().chain(cells).collect());
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_worked_by_hand() {
        let text = |word: &str| Cell::Text(word.into());
        let monthly = Table {
            columns: ["month", "jobs_million", "sales_bn", "lost_sales_bn"].map(String::from).to_vec(),
            rows: vec![
                vec![text("2020-01"), Cell::Real(200.0), Cell::Real(90.0), Cell::Real(10.0)],
                vec![text("2020-02"), Cell::Real(190.0), Cell::Real(45.0), Cell::Real(55.0)],
            ],
        };
        let entry =
            |month: &str, amount: f64| vec![text(month), text("exports_on_invoice"), Cell::Real(amount)];
        let ledger = Table {
            columns: ["month", "item", "amount_bn"].map(String::from).to_vec(),
            rows: vec![entry("2020-01", 8.0), entry("2020-02", 6.0)],
        };
        let rows = rows(&monthly, &ledger, |x| x);
        let find = |month: &str, item: &str| {
            rows.iter().find(|row| row[0] == text(month) && row[2] == text(item)).unwrap().clone()
        };
        assert_eq!(find("2020-02", "employment")[4..6], [Cell::Real(190.0), Cell::Real(95.0)]);
        assert_eq!(find("2020-02", "foreign trade")[5], Cell::Real(75.0));
        assert_eq!(find("2020-02", "supply chains")[5], Cell::Real(50.0));
        assert_eq!(find("2020-01", "market entities")[5], Cell::Empty);
    }
}
