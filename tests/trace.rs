//! A traced firm can be followed by hand: each month its opening balances and its entries give its closing
//! balances, to the unit.

mod common;

use common::model::{number, place, shipped, simulate};
use std::collections::{BTreeMap, BTreeSet};
use tideover::month::model::Scenario;
use tideover::stats::run_tables::RunTables;
use tideover::table::Table;

/// What an entry does to a balance: item, side of the firm on it (any when empty), sign.
type Moves = &'static [(&'static str, &'static str, i64)];

/// Balances, each with the entries that move it.
const BALANCES: &[(&str, Moves)] = &[
    ("receivable", &[("invoices_issued", "", 1), ("invoices_collected", "", -1), ("invoices_lost", "", -1)]),
    (
        "due_from_principal",
        &[
            ("invoices_to_principal_sme", "to", 1),
            ("invoices_to_principal_large", "", 1),
            ("principal_sme_pays", "to", -1),
            ("principal_large_pays", "", -1),
            ("claim_on_estate", "", -1),
        ],
    ),
    (
        "in_transit",
        &[
            ("principal_sme_pays", "to", 1),
            ("principal_large_pays", "", 1),
            ("estate_pays_linked_supplier", "to", 1),
            ("principal_payment_received", "", -1),
        ],
    ),
    (
        "payable",
        &[
            ("purchases_on_invoice", "", 1),
            ("suppliers_paid", "", -1),
            ("claim_on_sme_moved_to_settlement", "from", 1),
        ],
    ),
    (
        "payable_to_linked",
        &[
            ("invoices_to_principal_sme", "from", 1),
            ("principal_sme_pays", "from", -1),
            ("claim_on_sme_moved_to_settlement", "from", -1),
        ],
    ),
    (
        "working_loan+term_loan",
        &[("loans_drawn", "", 1), ("interest_added_to_loan", "", 1), ("loans_repaid", "", -1)],
    ),
    ("wage_arrears", &[("wages_owed", "", 1), ("wage_arrears_paid", "", -1)]),
    ("tax_arrears", &[("taxes_owed", "", 1), ("tax_arrears_paid", "", -1)]),
    ("rent_arrears", &[("rent_owed", "", 1), ("rent_arrears_paid", "", -1)]),
    ("interest_arrears", &[("interest_owed", "", 1), ("interest_arrears_paid", "", -1)]),
    (
        "informal_loan",
        &[
            ("informal_loans_drawn", "", 1),
            ("informal_interest_added", "", 1),
            ("informal_loans_repaid", "", -1),
        ],
    ),
    ("deferred", &[("taxes_deferred", "", 1), ("deferred_taxes_paid", "", -1)]),
];

/// Months until estates pay.
const ESTATE_MONTHS: usize = 3;

/// Many traced firms of a hard year, with deferrals and moratoria.
fn traced() -> (Scenario, RunTables) {
    let mut scenario = shipped(
        "covid-2020.toml",
        &[
            "scenario.months=16",
            "scenario.firms=3000",
            "parameters.population.burn_in_years=2",
            "parameters.population.burn_in_firms=3000",
        ],
    );
    scenario.trace = (0..1500).collect();
    scenario.policies.iter_mut().for_each(|policy| policy.take_up = Some(0.7));
    assert!(scenario.params.set("estate", "months", ESTATE_MONTHS as f64));
    let tables = simulate(&scenario);
    (scenario, tables)
}

fn text(table: &Table, row: usize, name: &str) -> String {
    table.rows[row][place(table, name)].text().into_owned()
}

/// Minor units of a cell in major ones.
fn minor(table: &Table, row: usize, name: &str) -> i64 {
    (number(&table.rows[row][place(table, name)]) * 100.0).round() as i64
}

#[test]
fn every_balance_follows_from_the_entries() {
    let (scenario, tables) = traced();
    let (balances, trace) = (&tables.trace_balances, &tables.trace);
    // Rows by firm and month.
    let mut closing: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut months: BTreeSet<String> = BTreeSet::new();
    for row in 0..balances.rows.len() {
        let key = (text(balances, row, "firm"), text(balances, row, "month"));
        months.insert(key.1.clone());
        assert!(closing.insert(key, row).is_none());
    }
    let mut entries: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for row in 0..trace.rows.len() {
        entries.entry((text(trace, row, "firm"), text(trace, row, "month"))).or_default().push(row);
    }
    let months: Vec<String> = months.into_iter().collect();
    assert_eq!(
        months.len(),
        scenario.months as usize + 1,
        "balances before the first month, and at the end of each"
    );
    let firms: BTreeSet<String> = closing.keys().map(|key| key.0.clone()).collect();
    assert!(firms.len() > 300);
    let (mut followed, mut closed) = (0, 0);
    let mut moved: BTreeSet<&str> = BTreeSet::new();
    for firm in &firms {
        for pair in months.windows(2) {
            let Some(open) = closing.get(&(firm.clone(), pair[0].clone())) else { continue };
            let rows = entries.get(&(firm.clone(), pair[1].clone())).cloned().unwrap_or_default();
            let place = format!("firm {firm} in {}", pair[1]);
            // Cash, entry by entry.
            let mut cash = minor(balances, *open, "cash");
            for row in &rows {
                cash += minor(trace, *row, "cash_change");
                assert_eq!(
                    cash,
                    minor(trace, *row, "cash_after"),
                    "{place}: cash after {}",
                    text(trace, *row, "item")
                );
                assert!(cash >= 0, "{place}: cash below zero");
            }
            let Some(close) = closing.get(&(firm.clone(), pair[1].clone())) else {
                // What is left lies in an estate until creditors are paid, to the last unit; the run must be
                // long enough to see it.
                let later = months
                    .iter()
                    .filter(|month| **month > pair[1])
                    .filter_map(|month| entries.get(&(firm.clone(), month.clone())));
                for row in later.flatten() {
                    cash += minor(trace, *row, "cash_change");
                    assert_eq!(
                        cash,
                        minor(trace, *row, "cash_after"),
                        "{place}: cash of the estate after {}",
                        text(trace, *row, "item")
                    );
                }
                let wound_up =
                    months.iter().position(|month| *month == pair[1]).unwrap() + ESTATE_MONTHS < months.len();
                assert!(cash == 0 || !wound_up, "{place}: an estate leaves {cash} behind");
                closed += 1;
                continue;
            };
            assert_eq!(cash, minor(balances, *close, "cash"), "{place}: cash at the end of the month");
            followed += 1;
            for (balance, moves) in BALANCES {
                let of = |row: usize| balance.split('+').map(|name| minor(balances, row, name)).sum::<i64>();
                let mut sum = of(*open);
                for row in &rows {
                    for (item, side, sign) in *moves {
                        if text(trace, *row, "item") == *item
                            && (side.is_empty() || text(trace, *row, "firm_is") == *side)
                        {
                            sum += sign * minor(trace, *row, "amount");
                            moved.insert(item);
                        }
                    }
                }
                assert_eq!(sum, of(*close), "{place}: {balance}");
            }
        }
    }
    assert!(followed > 4000 && closed > 10, "{followed} firm-months followed, {closed} closures");
    for item in [
        "principal_sme_pays",
        "claim_on_sme_moved_to_settlement",
        "rent_owed",
        "taxes_deferred",
        "interest_added_to_loan",
        "loans_repaid",
        "informal_loans_drawn",
        "claim_on_estate",
        "estate_pays_linked_supplier",
    ] {
        assert!(moved.contains(item), "nothing was booked under {item}: the test has not seen it");
    }
}

#[test]
fn tracing_changes_nothing() {
    let (scenario, tables) = traced();
    let untraced = simulate(&Scenario { trace: Vec::new(), ..scenario });
    common::model::assert_same_economy("traced and untraced", &tables, &untraced);
    assert!(untraced.trace.rows.is_empty() && untraced.trace_balances.rows.is_empty());
}
