//! Levers: nothing at zero strength, the right sign and size switched on alone, money that adds up.

mod common;

use common::model::{assert_same_economy, booked, burned, column, grouped, policy, rows, shipped, simulate, sum, with_policy};
use std::sync::OnceLock;
use tideover::scenario::{Policy, Scenario};
use tideover::stats::table::RunTables;

/// China in 2020 without relief, small enough for a test.
fn crisis() -> Scenario {
    shipped(
        "covid-2020-no-policy.toml",
        &[
            "scenario.firms=4000",
            "scenario.months=18",
            "parameters.population.burn_in_firms=8000",
            "parameters.population.burn_in_years=10",
        ],
    )
}

/// The same, simulated once.
fn without() -> &'static RunTables {
    static DONE: OnceLock<RunTables> = OnceLock::new();
    DONE.get_or_init(|| simulate(&crisis()))
}

fn with(policy: Policy) -> RunTables {
    simulate(&with_policy(&crisis(), policy))
}

fn deaths(tables: &RunTables) -> f64 {
    sum(&tables.monthly, "deaths_thousand")
}

#[test]
fn a_lever_at_zero_strength_changes_no_byte() {
    let (from, to) = ("2020-02", "2020-12");
    let mut none_hear = policy("wage_subsidy", from, to, &[("share", 0.5)]);
    none_hear.take_up = Some(0.0);
    let mut no_money = policy("liquidity_grant", from, to, &[("share", 1.0)]);
    no_money.budget = Some(0.0);
    let mut no_fund = policy("loan_guarantee", from, to, &[("cover", 0.8), ("access", 0.5)]);
    no_fund.budget = Some(0.0);
    let cases = [
        ("no tax is put off", policy("tax_deferral", from, to, &[("share", 0.0), ("contributions", 1.0)])),
        ("no pay is borne", policy("wage_subsidy", from, to, &[("share", 0.0)])),
        ("nothing is granted", policy("liquidity_grant", from, to, &[("share", 0.0), ("flat", 0.0)])),
        ("nothing is covered", policy("loan_guarantee", from, to, &[("cover", 0.0), ("fee", 0.0), ("access", 0.0), ("limit_factor", 1.0)])),
        ("nothing is put off", policy("loan_moratorium", from, to, &[("principal", 0.0), ("interest", 0.0)])),
        ("nobody takes it up", none_hear),
        ("a grant without a budget", no_money),
        ("a guarantee fund without money", no_fund),
        ("after the last month", policy("wage_subsidy", "2023-01", "2023-06", &[("share", 0.5)])),
    ];
    for (what, policy) in cases {
        assert_same_economy(what, without(), &with(policy));
    }
}

#[test]
fn a_tax_deferral_comes_back_or_is_lost() {
    let tables = with(policy("tax_deferral", "2020-02", "2020-07", &[("share", 1.0), ("months", 6.0), ("contributions", 1.0)]));
    let put_off = sum(&tables.policies, "newly_deferred_bn");
    let back = sum(&tables.policies, "recovered_bn") + sum(&tables.policies, "lost_bn");
    let left = *column(&tables.policies, "deferred_bn").last().unwrap();
    assert!(put_off > 100.0, "{put_off}");
    assert!((put_off - back - left).abs() < 1e-6 * put_off, "put off {put_off}, back or lost {back}, left {left}");
    assert!((booked(&tables, "taxes_deferred") - put_off).abs() < 1e-6 * put_off);
    let illiquid = |tables: &RunTables| column(&tables.monthly, "illiquid_share")[1..5].iter().sum::<f64>();
    assert!(illiquid(&tables) < illiquid(without()), "a deferral should leave fewer firms with unpaid dues at first");
}

#[test]
fn a_wage_subsidy_keeps_jobs_and_costs_its_share_of_pay() {
    let tables = with(policy("wage_subsidy", "2020-02", "2020-05", &[("share", 0.4)]));
    let months = 1..5;
    let pay: f64 = column(&tables.monthly, "wages_bn")[months].iter().sum();
    let paid = sum(&tables.policies, "paid_out_bn");
    assert!((paid / (0.4 * pay) - 1.0).abs() < 0.02, "paid {paid}, two fifths of pay {}", 0.4 * pay);
    assert!((booked(&tables, "wage_subsidies") - paid).abs() < 1e-6 * paid);
    let jobs = |tables: &RunTables| column(&tables.monthly, "jobs_million")[5];
    assert!(jobs(&tables) > jobs(without()) * 1.002, "{} against {}", jobs(&tables), jobs(without()));
    assert!(deaths(&tables) < deaths(without()));
}

#[test]
fn a_grant_saves_firms_and_stays_within_its_budget() {
    let grant = policy("liquidity_grant", "2020-02", "2020-05", &[("share", 1.0)]);
    let free = with(grant.clone());
    assert!(deaths(&free) < deaths(without()));
    let spent = sum(&free.policies, "paid_out_bn");
    let mut capped = grant;
    capped.budget = Some(spent / 4.0 * 1e9);
    let tables = with(capped);
    let paid = sum(&tables.policies, "paid_out_bn");
    // The queue is drawn by lot, so the first month may pass the cap by the luck of some thousand draws, and never by more.
    assert!(paid > 0.15 * spent && paid < 0.28 * spent, "paid {paid}, budget {}", spent / 4.0);
    assert!(sum(&tables.policies, "refused_budget") > 0.0);
}

#[test]
fn a_guarantee_brings_credit_to_more_firms_and_its_losses_are_booked() {
    let tables = with(policy("loan_guarantee", "2020-02", "2021-06", &[("cover", 0.9), ("access", 0.6), ("limit_factor", 1.5)]));
    assert!(sum(&tables.monthly, "loan_grants_thousand") > 1.3 * sum(&without().monthly, "loan_grants_thousand"));
    assert!(sum(&tables.monthly, "credit_refused_risk_bn") < sum(&without().monthly, "credit_refused_risk_bn"));
    let lost = sum(&tables.policies, "lost_bn");
    assert!(lost > 0.0, "some guaranteed debtors fail");
    assert!((booked(&tables, "guarantees_called") - lost).abs() < 1e-6 * lost);
    assert!((booked(&tables, "guarantee_fees") - sum(&tables.policies, "recovered_bn")).abs() < 1e-6);
}

#[test]
fn a_moratorium_puts_repayment_off() {
    let tables = with(policy("loan_moratorium", "2020-02", "2020-12", &[]));
    let repaid = |tables: &RunTables, from: &str, to: &str| -> f64 {
        let rows = rows(&tables.ledger, "item", "loans_repaid");
        let months = common::model::place(&rows, "month");
        let amounts = column(&rows, "amount_bn");
        let text = |row: &Vec<tideover::stats::table::Cell>| match &row[months] {
            tideover::stats::table::Cell::Text(text) => text.clone(),
            other => panic!("{other:?}"),
        };
        rows.rows.iter().zip(amounts).filter(|(row, _)| (from..=to).contains(&text(row).as_str())).map(|(_, amount)| amount).sum()
    };
    assert!(repaid(&tables, "2020-02", "2020-12") < 0.5 * repaid(without(), "2020-02", "2020-12"));
    assert!(repaid(&tables, "2021-01", "2021-06") > repaid(without(), "2021-01", "2021-06"));
}

#[test]
fn a_target_limits_who_is_reached() {
    let mut only = policy("wage_subsidy", "2020-02", "2020-02", &[("share", 0.3)]);
    only.target.sizes = Some(vec![0]);
    only.target.sectors = Some(vec![9]);
    let tables = with(only);
    let eligible = column(&tables.policies, "eligible")[1] / 1000.0;
    let sector = rows(grouped(&tables, "sector"), "sector", "accommodation_catering");
    let firms = column(&sector, "firms_thousand")[0];
    assert!(eligible > 0.5 * firms && eligible <= firms * 1.02, "{eligible} of {firms} thousand firms");
}

#[test]
fn the_same_policy_twice_pays_twice_but_never_more_than_the_whole_wage() {
    let scenario = crisis();
    let mut first = policy("wage_subsidy", "2020-02", "2020-02", &[("share", 0.8)]);
    let mut second = first.clone();
    first.name = "first".into();
    second.name = "second".into();
    let both = Scenario { policies: vec![first, second], ..scenario };
    let tables = tideover::month::run::simulate(&both, &burned(&both), 0, &|_| true).unwrap();
    let pay = column(&tables.monthly, "wages_bn")[1];
    let paid = sum(&tables.policies, "paid_out_bn");
    assert!((paid / pay - 1.0).abs() < 0.02, "paid {paid} of a pay bill of {pay}");
}
