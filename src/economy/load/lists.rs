//! The tables that are plain lists: regions, thresholds, banks, ages.

use super::number::Number;
use super::table::Table;
use crate::diagnose::Problems;
use crate::economy::{BankType, Region, Thresholds};
use crate::language::told::Told;
use crate::{phrase, told};
use std::collections::BTreeMap;

const fn column(name: &'static str, min: f64, max: f64, unit: &'static str) -> Number {
    Number { name, min, max, unit }
}

/// Reads the regions.
pub(super) fn regions(mut table: Table, problems: &mut Problems) -> Vec<Region> {
    table.columns(["id", "label", "firm_share", "wage_index", "tile_column", "tile_row"], &["fiscal"]);
    let says_fiscal = table.has("fiscal");
    let ids = table.ids("id", phrase!("region"));
    let mut taken: BTreeMap<(i32, i32), String> = BTreeMap::new();
    let mut regions: Vec<Region> = Vec::new();
    for (row, id) in ids.into_iter().enumerate() {
        let who = told!("region \"{id}\"", id = &id);
        let tile_column = whole(
            &mut table,
            row,
            column("tile_column", 0.0, 200.0, phrase!("column of the tile map")),
            &who,
        );
        let tile_row =
            whole(&mut table, row, column("tile_row", 0.0, 200.0, phrase!("row of the tile map")), &who);
        if let (Some(x), Some(y)) = (tile_column, tile_row)
            && let Some(other) = taken.insert((x, y), id.clone())
        {
            let message = told!(
                "{who}: tile {x}, {y} of the map is taken by \"{other}\"",
                who = who.clone(),
                x = x,
                y = y,
                other = other
            );
            table.problem(row, "tile_column", message, None);
        }
        let label = table.text(row, "label");
        regions.push(Region {
            label: if label.is_empty() { id.clone() } else { label },
            firm_share: table.number(
                row,
                column("firm_share", 0.0, 1.0, phrase!("share of the firms")),
                &who,
            ),
            wage_index: table.number(
                row,
                column("wage_index", 0.01, 100.0, phrase!("ratio to the national mean")),
                &who,
            ),
            fiscal: if says_fiscal {
                table.number(row, column("fiscal", 0.0, 1.0, phrase!("share of spending")), &who)
            } else {
                1.0
            },
            tile: (tile_column.unwrap_or(0), tile_row.unwrap_or(0)),
            id,
        });
    }
    table.at_most(regions.len(), phrase!("regions"));
    table.shares(
        phrase!("firm_share of the regions"),
        regions.iter_mut().map(|region| &mut region.firm_share).collect(),
    );
    let firms: f64 = regions.iter().map(|region| region.firm_share).sum();
    let mean = regions.iter().map(|region| region.firm_share * region.wage_index).sum::<f64>() / firms;
    if (mean - 1.0).abs() > 0.02 {
        let message = told!(
            "wage_index has the mean {mean} when weighted by firm_share, not 1",
            mean = super::table::round(mean)
        );
        table.problem_at_top(message, Some(told!("divide each by that mean")));
    }
    regions.iter_mut().for_each(|region| region.wage_index /= mean);
    table.sourced();
    table.close(problems);
    regions
}

/// A whole number; `None` when there is none, which has been reported.
fn whole(table: &mut Table, row: usize, column: Number, who: &Told) -> Option<i32> {
    let value = table.number(row, column, who);
    if value.fract() != 0.0 && !value.is_nan() {
        let message = told!(
            "{who}: {column} is {value}; it must be a whole number",
            who = who.clone(),
            column = column.name,
            value = value
        );
        table.problem(row, column.name, message, None);
    }
    (value.fract() == 0.0).then_some(value as i32)
}

/// Reads the legal size thresholds.
pub(super) fn thresholds(mut table: Table, problems: &mut Problems) -> Vec<Thresholds> {
    const EMPLOYEES: [&str; 3] = ["employees_small", "employees_medium", "employees_large"];
    const REVENUE: [&str; 3] = ["revenue_small", "revenue_medium", "revenue_large"];
    table.columns(std::iter::once("id").chain(EMPLOYEES).chain(REVENUE), &[]);
    let ids = table.ids("id", phrase!("group"));
    let mut rules = Vec::new();
    for (row, id) in ids.into_iter().enumerate() {
        let who = told!("size classes of \"{id}\"", id = &id);
        let employees = bounds(&mut table, row, EMPLOYEES, 1e6, phrase!("employees"), &who);
        let revenue = bounds(&mut table, row, REVENUE, 1e15, phrase!("currency a year"), &who);
        let empty = EMPLOYEES.iter().chain(&REVENUE).all(|name| table.text(row, name).is_empty());
        if empty {
            let message = told!("{who}: give bounds of employees, or of revenue, or of both", who = who);
            table.problem(row, "id", message, None);
        }
        rules.push(Thresholds { id, employees, revenue });
    }
    table.sourced();
    table.close(problems);
    rules
}

/// Three rising bounds, or none where all three cells are empty.
fn bounds(
    table: &mut Table,
    row: usize,
    names: [&'static str; 3],
    max: f64,
    unit: &'static str,
    who: &Told,
) -> Option<[f64; 3]> {
    if names.iter().all(|name| table.text(row, name).is_empty()) {
        return None;
    }
    let values = names.map(|name| table.number(row, column(name, 0.0, max, unit), who));
    for pair in [0, 1] {
        if values[pair + 1] < values[pair] {
            let message = told!(
                "{who}: {column} is {value}, below {lower} {bound}",
                who = who.clone(),
                column = names[pair + 1],
                value = values[pair + 1],
                lower = names[pair],
                bound = values[pair]
            );
            table.problem(row, names[pair + 1], message, None);
        }
    }
    Some(values)
}

/// Reads the bank types.
pub(super) fn banks(mut table: Table, problems: &mut Problems) -> Vec<BankType> {
    const NUMBERS: [Number; 9] = [
        column("count", 1.0, 10000.0, phrase!("number of banks")),
        column("loan_share", 0.0, 1.0, phrase!("share of loans to small and medium firms")),
        column("margin", -0.1, 1.0, phrase!("per year over the prime rate")),
        column("tolerance", 0.0, 1.0, phrase!("yearly default probability")),
        column("capital_ratio", 0.0, 1.0, phrase!("capital over loans")),
        column("noise", 0.0, 10.0, phrase!("log odds")),
        column("cost", 0.0, 1.0, phrase!("share of the loan a year")),
        column("bad_loans", 0.0, 1.0, phrase!("share of loans")),
        column("size_taste", -5.0, 5.0, phrase!("exponent of headcount")),
    ];
    table.columns(["id", "label"].into_iter().chain(NUMBERS.map(|c| c.name)), &[]);
    let ids = table.ids("id", phrase!("bank type"));
    let mut banks = Vec::new();
    for (row, id) in ids.into_iter().enumerate() {
        let who = told!("bank type \"{id}\"", id = &id);
        let count = whole(&mut table, row, NUMBERS[0], &who);
        let [_, loan_share, margin, tolerance, capital_ratio, noise, cost, bad_loans, size_taste] =
            NUMBERS.map(|number| if number.name == "count" { 0.0 } else { table.number(row, number, &who) });
        let label = table.text(row, "label");
        let label = if label.is_empty() { id.clone() } else { label };
        let count = count.unwrap_or(1) as u32;
        banks.push(BankType {
            id,
            label,
            count,
            loan_share,
            margin,
            tolerance,
            capital_ratio,
            noise,
            cost,
            bad_loans,
            size_taste,
        });
    }
    table
        .at_most(banks.iter().map(|bank| bank.count as usize).sum(), phrase!("banks, their counts added up"));
    table.shares(
        phrase!("loan_share of the bank types"),
        banks.iter_mut().map(|bank| &mut bank.loan_share).collect(),
    );
    table.sourced();
    table.close(problems);
    banks
}

/// Reads the ages of the stock of firms.
pub(super) fn ages(mut table: Table, problems: &mut Problems) -> Vec<f64> {
    table.columns(["age", "share"], &[]);
    let mut shares = Vec::new();
    for row in 0..table.rows.len() {
        let age = table.number(row, column("age", 0.0, 1000.0, phrase!("years")), &told!("ages"));
        if !age.is_nan() && age != row as f64 {
            let message = told!(
                "age is {age}, but ages run from 0 by whole years: {row} comes here; the last row holds all older firms",
                age = age,
                row = row
            );
            table.problem(row, "age", message, None);
        }
        let who = told!("age {age}", age = table.text(row, "age"));
        shares.push(table.number(row, column("share", 0.0, 1.0, phrase!("share of the firms")), &who));
    }
    table.shares(phrase!("the shares of the ages"), shares.iter_mut().collect());
    table.sourced();
    table.close(problems);
    shares
}
