//! Shocks: nothing at size zero, the sign one expects, in the months and sectors written.

mod common;

use common::model::{assert_same_economy, column, grouped, month, place, rows, shipped, shock, simulate, with_shock};
use std::sync::OnceLock;
use tideover::scenario::Scenario;
use tideover::shocks::Path;
use tideover::stats::table::{Cell, RunTables, Table};

fn calm() -> Scenario {
    shipped(
        "baseline.toml",
        &[
            "scenario.firms=4000",
            "scenario.months=12",
            "parameters.population.burn_in_firms=8000",
            "parameters.population.burn_in_years=10",
        ],
    )
}

fn without() -> &'static RunTables {
    static DONE: OnceLock<RunTables> = OnceLock::new();
    DONE.get_or_init(|| simulate(&calm()))
}

fn spell() -> Path {
    Path::Step { from: month("2020-03"), to: Some(month("2020-05")) }
}

fn with(kind: &str, size: f64) -> RunTables {
    let calm = calm();
    simulate(&with_shock(&calm, shock(&calm, kind, size, spell())))
}

/// The values of a column in the months of the shock, and their mean over the same months without it.
fn mean(tables: &RunTables, name: &str) -> f64 {
    column(&tables.monthly, name)[2..5].iter().sum::<f64>() / 3.0
}
fn change(tables: &RunTables, name: &str) -> f64 {
    mean(tables, name) / mean(without(), name) - 1.0
}

#[test]
fn a_shock_of_size_zero_or_out_of_time_changes_no_byte() {
    for kind in ["demand", "attendance", "input_price", "wage", "export", "credit_tightening", "payment_delay"] {
        assert_same_economy(kind, without(), &with(kind, 0.0));
    }
    let calm = calm();
    let later = shock(&calm, "demand", -0.5, Path::Step { from: month("2021-06"), to: None });
    assert_same_economy("after the last month", without(), &simulate(&with_shock(&calm, later)));
}

#[test]
fn a_fall_of_demand_lowers_sales_jobs_and_profit_and_only_from_its_first_month() {
    let tables = with("demand", -0.3);
    let before = |tables: &RunTables| Table { rows: tables.monthly.rows[..2].to_vec(), ..tables.monthly.clone() };
    assert_eq!(common::model::difference(&before(&tables), &before(without())), None);
    let sales = change(&tables, "sales_bn");
    assert!((-0.35..-0.12).contains(&sales), "{sales}");
    assert!(change(&tables, "jobs_million") < -0.003);
    assert!(mean(&tables, "margin") < mean(without(), "margin"));
    assert!(mean(&tables, "illiquid_share") > mean(without(), "illiquid_share"));
}

#[test]
fn restrictions_close_the_share_of_firms_written() {
    let tables = with("attendance", 0.4);
    for at in 2..5 {
        let share = column(&tables.monthly, "dormant_million")[at] / column(&tables.monthly, "firms_million")[at];
        assert!((share - 0.4).abs() < 0.03, "{share}");
    }
    assert!(column(&tables.monthly, "dormant_million")[6] < 0.05);
    assert!(change(&tables, "sales_bn") < -0.15);
    assert!(mean(&tables, "furloughed_million") > 2.0 * mean(without(), "furloughed_million"));
}

#[test]
fn dear_inputs_squeeze_margins_most_where_prices_cannot_follow() {
    let tables = with("input_price", 0.3);
    assert!(change(&tables, "input_price_index") > 0.03);
    assert!(mean(&tables, "margin") < mean(without(), "margin") - 0.01);
    // Consumer goods pass on 15% of a rise in cost, mining 80%.
    let loss = |sector: &str| {
        let margin = |tables: &RunTables| {
            let rows = rows(grouped(tables, "sector"), "sector", sector);
            column(&rows, "profit_bn")[4] / column(&rows, "sales_bn")[4]
        };
        margin(without()) - margin(&tables)
    };
    assert!(loss("consumer_goods") > 0.03, "{}", loss("consumer_goods"));
}

#[test]
fn wages_exports_banks_and_payers() {
    let wages = with("wage", 0.1);
    assert!((change(&wages, "wage_index") - 0.1).abs() < 0.01);
    assert!(mean(&wages, "margin") < mean(without(), "margin"));
    let exports = with("export", -0.5);
    let sales = |tables: &RunTables, sector: &str| column(&rows(grouped(tables, "sector"), "sector", sector), "sales_bn")[3];
    let fall = |sector: &str| sales(&exports, sector) / sales(without(), sector) - 1.0;
    assert!(fall("equipment") < -0.05, "{}", fall("equipment"));
    assert!(fall("equipment") < fall("social_personal"));
    let banks = with("credit_tightening", 0.8);
    assert!(mean(&banks, "credit_granted_bn") < 0.8 * mean(without(), "credit_granted_bn"));
    let late = with("payment_delay", 60.0);
    assert!(mean(&late, "receivable_days") > mean(without(), "receivable_days") + 1.0);
    assert!(mean(&late, "cash_bn") < mean(without(), "cash_bn"));
}

#[test]
fn months_are_calendar_months() {
    let table = &without().monthly;
    let at = place(table, "month");
    assert_eq!(table.rows[0][at], Cell::Text("2020-01".into()));
    assert_eq!(table.rows[11][at], Cell::Text("2020-12".into()));
}
