//! What closed firms leave: estates that take time, bad loans that stay on the books, banks that set money
//! aside, private lenders.

mod common;

use common::model::{booked, column, shipped, simulate, sum};
use tideover::money::Money;
use tideover::month::model::Scenario;
use tideover::stats::run_tables::RunTables;

/// The crisis of 2020 without relief, small.
fn scenario(set: &[(&str, &str, f64)]) -> Scenario {
    let mut scenario = shipped(
        "covid-2020-no-policy.toml",
        &[
            "scenario.months=18",
            "scenario.firms=5000",
            "parameters.population.burn_in_years=3",
            "parameters.population.burn_in_firms=4000",
        ],
    );
    for (group, name, value) in set {
        assert!(scenario.params.set(group, name, *value), "no parameter {group}.{name}");
    }
    scenario
}

fn run(set: &[(&str, &str, f64)]) -> RunTables {
    simulate(&scenario(set))
}

/// Mean bad-loan ratio.
fn bad(tables: &RunTables) -> f64 {
    let ratio = column(&tables.monthly, "bad_loan_ratio");
    ratio.iter().sum::<f64>() / ratio.len() as f64
}

#[test]
fn losses_reach_creditors_when_the_estate_pays_not_before() {
    let (soon, never) = (run(&[("estate", "months", 1.0)]), run(&[("estate", "months", 60.0)]));
    for item in ["loans_lost", "suppliers_unpaid_for_good", "estate_costs"] {
        assert!(booked(&soon, item) > 0.0, "{item}");
        assert_eq!(booked(&never, item), 0.0, "{item} within five years of insolvency");
    }
    // Who can pay all debts pays at once, however long insolvency takes.
    assert!(booked(&never, "estate_rest_to_owners") > 0.0);
    // A loan stays bad until the estate is wound up.
    assert!(bad(&never) > 1.3 * bad(&soon), "{} against {}", bad(&never), bad(&soon));
}

#[test]
fn what_proceedings_cost_creditors_lose() {
    let lost = |cost: f64| {
        let tables = run(&[("estate", "months", 1.0), ("estate", "cost", cost)]);
        let lost = ["loans_lost", "suppliers_unpaid_for_good", "rent_arrears_lost", "informal_loans_lost"]
            .map(|item| booked(&tables, item));
        (booked(&tables, "estate_costs"), lost.iter().sum::<f64>())
    };
    let (free, dear) = (lost(0.0), lost(0.5));
    assert_eq!(free.0, 0.0);
    assert!(dear.0 > 0.0 && dear.1 > free.1, "{free:?} {dear:?}");
}

#[test]
fn a_bank_lends_less_before_its_losses_are_final() {
    // Nothing is final within the run, and whatever is bad is wholly set aside: capital falls short, requests
    // are turned away.
    let held = [
        ("estate", "months", 60.0),
        ("credit", "capital_requirement", 0.115),
        ("credit", "growth_limit", 1.0),
    ];
    let kept = run(&[&held[..], &[("credit", "loss_given_default", 0.0)]].concat());
    let aside = run(&[&held[..], &[("credit", "loss_given_default", 1.0)]].concat());
    let refused = |tables: &RunTables| {
        sum(&tables.monthly, "credit_refused_limit_bn") / sum(&tables.monthly, "credit_applied_bn")
    };
    assert_eq!(booked(&aside, "loans_lost"), 0.0);
    assert!(refused(&aside) > refused(&kept) + 0.01, "{} against {}", refused(&aside), refused(&kept));
}

#[test]
fn free_capital_worked_by_hand() {
    let bank = tideover::state::Bank {
        kind: 0,
        capital: Money(1200),
        loans: Money(10_000),
        bad_loans: Money(500),
        provisions: Money(300),
        capacity: 0.0,
        usual: 0.0,
        cut: 0,
        cut_share: 0.0,
        injected: Money::ZERO,
        room: 0.0,
        beyond: 0.0,
    };
    assert_eq!(bank.free_capital(), Money(900));
}

#[test]
fn private_lenders_help_at_a_price() {
    let (without, with) = (run(&[("informal", "access", 0.0)]), run(&[("informal", "access", 1.0)]));
    for item in
        ["informal_loans_drawn", "informal_interest_added", "informal_loans_repaid", "informal_loans_lost"]
    {
        assert_eq!(booked(&without, item), 0.0);
    }
    let [drawn, interest, repaid] =
        ["informal_loans_drawn", "informal_interest_added", "informal_loans_repaid"]
            .map(|item| booked(&with, item));
    assert!(
        // At most eighteen months at fifteen per cent a year on all that was drawn.
        drawn > 0.0 && repaid > 0.0 && interest > 0.0 && interest < 1.5 * 0.15 * drawn,
        "{drawn} {interest} {repaid}"
    );
    let illiquid = |tables: &RunTables| column(&tables.monthly, "illiquid_share").iter().sum::<f64>();
    assert!(
        illiquid(&with) < 0.97 * illiquid(&without),
        "{} against {}",
        illiquid(&with),
        illiquid(&without)
    );
    // A limit of nothing is the same as no lenders, to the byte.
    let closed = run(&[("informal", "limit", 0.0)]);
    common::model::assert_same_economy("no lenders and no limit", &without, &closed);
}
