//! The stability scorecard: the six stabilities and the six protections of the policy world, each by one
//! indicator of the model.
//!
//! Made of the other tables when a replication is over, so that nobody who does not read it pays for it. Each
//! indicator is shown with its definition, as it is, beside the base path, and as an index, 100 in the first month.
//! The base path is that of the base arm where arms are compared ([`beside`]); a run alone has none, and shows the
//! value of its first month.

use crate::stats::columns::{Column, MONTH, PLAIN, column};
use crate::table::{Cell, Table};
use std::collections::BTreeMap;

/// A line of the scorecard.
#[derive(Debug)]
pub struct Line<'a> {
    month: &'a Cell,
    what: &'a Item,
    value: f64,
    base: f64,
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
        "what is to be kept stable or protected; food and energy security shows as what inputs cost",
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
        BASE,
        PLAIN,
        "the value of the base arm in the same month, where arms are compared; in a run alone the value of the first month",
        |l| Cell::known(l.base),
    ),
    column(
        "index",
        PLAIN,
        "the value over that of the first month, 100 then; empty where that was zero or not known",
        |l| l.index.clone(),
    ),
    column("better", PLAIN, "up or down: which way is better", |l| Cell::Text(l.what.better.into())),
    column("definition", PLAIN, "what is counted, and where it comes from", |l| {
        Cell::Text(l.what.definition.into())
    }),
];

/// The column of the base path.
const BASE: &str = "base";

/// An item of the scorecard: its indicator, and how it is made of a month's numbers.
#[derive(Debug)]
struct Item {
    of: &'static str,
    item: &'static str,
    indicator: &'static str,
    better: &'static str,
    definition: &'static str,
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
    Item { of: STABILITY, item: "employment", indicator: "jobs, million", better: "up", definition: "jobs in small and medium firms at the end of the month, scaled to the country (monthly.csv)", value: |m| m.get("jobs_million") },
    Item { of: STABILITY, item: "financial sector", indicator: "bad loans over loans", better: "down", definition: "loans of small and medium firms that are bad over all their loans, end of the month (monthly.csv)", value: |m| m.get("bad_loan_ratio") },
    Item { of: STABILITY, item: "foreign trade", indicator: "exports, billion", better: "up", definition: "exports of the month, paid at once and on invoice, of all firms, large ones among them (ledger.csv)", value: |m| m.entries(&["exports_paid_at_once", "exports_on_invoice"]) },
    Item { of: STABILITY, item: "foreign investment", indicator: "capital from abroad, billion", better: "up", definition: "what foreign founders pay into new firms and put in later in need, in the month; small and medium firms alone (ledger.csv)", value: |m| m.entries(&["foreign_capital_paid_in", "foreign_owner_injections"]) },
    Item { of: STABILITY, item: "domestic investment", indicator: "investment spending, billion", better: "up", definition: "purchases of investors in the month, paid at once and on invoice (ledger.csv)", value: |m| m.entries(&["household_investment", "household_investment_on_invoice"]) },
    Item { of: STABILITY, item: "expectations", indicator: "hires over hires and lay-offs", better: "up", definition: "people hired in the month over people hired or laid off: above a half where firms expect to grow (monthly.csv)", value: |m| ratio(m.get("hires_thousand"), m.get("hires_thousand") + m.get("layoffs_thousand")) },
    Item { of: PROTECTION, item: "jobs", indicator: "unemployment", better: "down", definition: "people without work over the labour force, end of the month (monthly.csv)", value: |m| m.get("unemployment") },
    Item { of: PROTECTION, item: "livelihoods", indicator: "household income, billion", better: "up", definition: "income of all households in the month (monthly.csv)", value: |m| m.get("household_income_bn") },
    Item { of: PROTECTION, item: "market entities", indicator: "firms in business, million", better: "up", definition: "small and medium firms at the end of the month less those that lie dormant (monthly.csv)", value: |m| m.get("firms_million") - m.get("dormant_million") },
    Item { of: PROTECTION, item: "food and energy", indicator: "price of inputs, base one", better: "down", definition: "what a basket of inputs costs small and medium firms, over its price in normal times (monthly.csv)", value: |m| m.get("input_price_index") },
    Item { of: PROTECTION, item: "supply chains", indicator: "orders served in their month over orders", better: "up", definition: "sales over sales and sales lost for want of inputs, staff or permission, in the month (monthly.csv)", value: |m| ratio(m.get("sales_bn"), m.get("sales_bn") + m.get("lost_sales_bn")) },
    Item { of: PROTECTION, item: "local government", indicator: "revenue less policy outlay, billion", better: "up", definition: "taxes, contributions and fees of the month less what policies pay; local and central budgets are one (monthly.csv)", value: |m| m.get("government_revenue_bn") - m.get("policy_outlay_bn") },
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
            let of_item = Line {
                month: &line[month_of_series],
                what,
                value: digits(value),
                base: digits(*first),
                index,
            };
            let cells = COLUMNS.iter().map(|column| (column.value)(&of_item));
            rows.push(line[..month_of_series].iter().cloned().chain(cells).collect());
        }
    }
    rows
}

/// Puts the values of the base arm beside those of another, or of itself: both have the same rows.
pub fn beside(scorecard: &mut Table, base: &Table) {
    let place = |name: &str| base.columns.iter().position(|column| column == name);
    let (Some(value), Some(to)) = (place("value"), place(BASE)) else { return };
    let values: Vec<Cell> = base.rows.iter().map(|row| row[value].clone()).collect();
    scorecard.rows.iter_mut().zip(values).for_each(|(row, value)| row[to] = value);
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
        let all = rows.clone();
        let find = |month: &str, item: &str| {
            rows.iter().find(|row| row[0] == text(month) && row[2] == text(item)).unwrap().clone()
        };
        // Value, first month and index.
        let jobs = [Cell::Real(190.0), Cell::Real(200.0), Cell::Real(95.0)];
        assert_eq!(find("2020-02", "employment")[4..7], jobs);
        assert_eq!(find("2020-02", "foreign trade")[6], Cell::Real(75.0));
        assert_eq!(find("2020-02", "supply chains")[6], Cell::Real(50.0));
        assert_eq!(find("2020-01", "market entities")[6], Cell::Empty);
        let both = |of: &str| ITEMS.iter().filter(|item| item.of == of).count();
        assert_eq!([both(STABILITY), both(PROTECTION)], [6, 6]);

        // Beside a base with five more jobs in each month.
        let table = |rows: &[Vec<Cell>]| Table {
            columns: COLUMNS.iter().map(|column| column.name.to_string()).collect(),
            rows: rows.to_vec(),
        };
        let mut base = table(&all);
        for row in base.rows.iter_mut().filter(|row| row[2] == text("employment")) {
            row[4] = Cell::Real(row[4].number().unwrap() + 5.0);
        }
        let mut arm = table(&all);
        beside(&mut arm, &base);
        let jobs = arm.rows.iter().filter(|row| row[2] == text("employment"));
        assert_eq!(jobs.map(|row| row[5].number().unwrap()).collect::<Vec<_>>(), [205.0, 195.0]);
    }
}
