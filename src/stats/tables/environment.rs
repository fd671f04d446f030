//! The environment index of regions: how a third party would score where small firms are better off.
//!
//! Five marks a year and region, each over the mean of the country's firms (100): entry, survival, payment,
//! liquidity, profit. The index is their mean. It is made of what happens to firms in the model, not of what
//! offices promise; regions differ in the pack by wages, sectors, and how well their offices serve, so a
//! lever that reaches some regions better shows here. After the assessments of the development environment of
//! small firms by third parties in China since 2019, whose marks (market, legal, financing, innovation,
//! policy) need facts that no model has.

use crate::stats::columns::{Column, PLAIN, column};
use crate::table::{Cell, Table};
use std::collections::BTreeMap;

/// The marks of a region in a year.
#[derive(Debug)]
pub struct Line<'a> {
    year: &'a str,
    region: &'a str,
    marks: Marks,
    digits: fn(f64) -> f64,
}

impl Line<'_> {
    fn number(&self, mark: f64) -> Cell {
        Cell::Real((self.digits)(mark))
    }
}

/// Columns of `environment.csv` after `regime, arm, replication`.
pub const COLUMNS: &[Column<fn(&Line) -> Cell>] = &[
    column("year", PLAIN, "calendar year, of the months simulated", |l| Cell::Text(l.year.into())),
    column("region", PLAIN, "the region", |l| Cell::Text(l.region.into())),
    column("index", PLAIN, "mean of the five marks; 100 is the country", |l| l.number(l.marks.mean())),
    column("entry", PLAIN, "births a firm, over those of the country, 100 if equal", |l| {
        l.number(l.marks.entry)
    }),
    column("survival", PLAIN, "closures a firm: those of the country over those of the region", |l| {
        l.number(l.marks.survival)
    }),
    column("payment", PLAIN, "receivables over sales: those of the country over those of the region", |l| {
        l.number(l.marks.payment)
    }),
    column("liquidity", PLAIN, "share of firms without overdue obligations, over that of the country", |l| {
        l.number(l.marks.liquidity)
    }),
    column("profit", PLAIN, "one and profit over sales, over those of the country", |l| {
        l.number(l.marks.profit)
    }),
];

/// Five marks; 100 is the country.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Marks {
    entry: f64,
    survival: f64,
    payment: f64,
    liquidity: f64,
    profit: f64,
}

impl Marks {
    fn mean(&self) -> f64 {
        let all = [self.entry, self.survival, self.payment, self.liquidity, self.profit];
        all.iter().sum::<f64>() / all.len() as f64
    }
}

/// What a year was like for the firms of a region: sums over its months.
#[derive(Clone, Copy, Debug, Default)]
struct Year {
    firms: f64,
    births: f64,
    deaths: f64,
    sales: f64,
    receivables: f64,
    illiquid: f64,
    profit: f64,
}

impl Year {
    fn add(&mut self, other: &Year) {
        self.firms += other.firms;
        self.births += other.births;
        self.deaths += other.deaths;
        self.sales += other.sales;
        self.receivables += other.receivables;
        self.illiquid += other.illiquid;
        self.profit += other.profit;
    }

    /// The five marks against the country; none where a region had no firms or no sales.
    fn marks(&self, country: &Year) -> Option<Marks> {
        if self.firms <= 0.0 || self.sales <= 0.0 {
            return None;
        }
        let over = |own: f64, all: f64| if all > 0.0 { (100.0 * own / all).clamp(0.0, 300.0) } else { 100.0 };
        let a_firm = |year: &Year, sum: f64| sum / year.firms;
        let entry = over(a_firm(self, self.births), a_firm(country, country.births));
        let survival = over(a_firm(country, country.deaths), a_firm(self, self.deaths));
        let payment = over(country.receivables / country.sales, self.receivables / self.sales);
        let liquidity = over(1.0 - a_firm(self, self.illiquid), 1.0 - a_firm(country, country.illiquid));
        let profit = over(1.0 + self.profit / self.sales, 1.0 + country.profit / country.sales);
        Some(Marks { entry, survival, payment, liquidity, profit })
    }
}

/// The rows of one arm and replication, out of its monthly series by region.
pub fn rows(by_region: &Table, digits: fn(f64) -> f64) -> Vec<Vec<Cell>> {
    let place = |name: &str| by_region.columns.iter().position(|column| column == name);
    let (Some(month), Some(region)) = (place("month"), place("region")) else { return Vec::new() };
    let mut years: BTreeMap<String, BTreeMap<String, Year>> = BTreeMap::new();
    let mut order = Vec::new();
    for row in &by_region.rows {
        let (Cell::Text(month), Cell::Text(region)) = (&row[month], &row[region]) else { continue };
        let of = |name: &str| place(name).map_or(0.0, |column| Cell::real(&row[column]));
        let firms = of("firms_thousand");
        let now = Year {
            firms,
            births: of("births_thousand"),
            deaths: of("deaths_thousand"),
            sales: of("sales_bn"),
            receivables: of("receivables_bn"),
            illiquid: of("illiquid_share") * firms,
            profit: of("profit_bn"),
        };
        if !order.contains(region) {
            order.push(region.clone());
        }
        let year = month.split('-').next().unwrap_or_default().to_string();
        years.entry(year).or_default().entry(region.clone()).or_default().add(&now);
    }
    let Some(first) = by_region.rows.first() else { return Vec::new() };
    let mut rows = Vec::new();
    for (year, regions) in &years {
        let mut country = Year::default();
        order.iter().filter_map(|region| regions.get(region)).for_each(|own| country.add(own));
        for region in &order {
            let Some(marks) = regions.get(region).and_then(|own| own.marks(&country)) else { continue };
            let line = Line { year, region, marks, digits };
            let cells = COLUMNS.iter().map(|column| (column.value)(&line));
            rows.push(first[..month].iter().cloned().chain(cells).collect());
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_worked_by_hand() {
        let country = Year {
            firms: 100.0,
            births: 10.0,
            deaths: 8.0,
            sales: 50.0,
            receivables: 100.0,
            illiquid: 20.0,
            profit: 5.0,
        };
        let equal = Marks { entry: 100.0, survival: 100.0, payment: 100.0, liquidity: 100.0, profit: 100.0 };
        assert_eq!(country.marks(&country), Some(equal));
        // Half as many closures a firm, twice the receivables a sale, nobody short of cash.
        let region = Year {
            firms: 10.0,
            births: 1.0,
            deaths: 0.4,
            sales: 5.0,
            receivables: 20.0,
            illiquid: 0.0,
            profit: 0.5,
        };
        let marks = region.marks(&country).unwrap();
        assert_eq!(
            [marks.entry, marks.survival, marks.payment, marks.liquidity],
            [100.0, 200.0, 50.0, 125.0]
        );
        assert!((marks.profit - 100.0).abs() < 1e-9);
        assert_eq!(Year::default().marks(&country), None);
    }
}
