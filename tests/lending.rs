//! Credit policy: each channel of lending does its own thing, costs what it should, and does nothing where it
//! has nothing to push.

mod common;

use common::model::{assert_same_economy, booked, policy, rows, shipped, simulate, sum, with_policy};
use std::sync::OnceLock;
use tideover::month::model::Scenario;
use tideover::policy::Policy;
use tideover::stats::run_tables::RunTables;
use tideover::table::{Cell, Table};

/// The crunch, small.
fn crunch() -> &'static (Scenario, RunTables) {
    static BASE: OnceLock<(Scenario, RunTables)> = OnceLock::new();
    BASE.get_or_init(|| {
        let set = [
            "scenario.months=24",
            "scenario.firms=16000",
            "parameters.population.burn_in_years=6",
            "parameters.population.burn_in_firms=8000",
            // Losses come out soon.
            "parameters.estate.months=6",
        ];
        let scenario = shipped("credit-crunch.toml", &set);
        let tables = simulate(&scenario);
        (scenario, tables)
    })
}

/// The same without the crunch.
fn calm() -> Scenario {
    Scenario { shocks: Vec::new(), ..crunch().0.clone() }
}

/// In force from March 2020 to August 2021.
fn lever(kind: &str, settings: &[(&str, f64)]) -> Policy {
    policy(kind, "2020-03", "2021-08", settings)
}

fn run(settings: &[(&str, f64)]) -> RunTables {
    simulate(&with_policy(&crunch().0, lever("lending_mechanism", settings)))
}

/// The rows of a group in the table of lending while the crunch lasts: afterwards firms catch up.
fn lending(tables: &RunTables, column: &str, group: &str) -> Table {
    let mut table = rows(&tables.lending, column, group);
    let at = table.columns.iter().position(|column| column == "month").unwrap();
    table.rows.retain(|row| ("2020-03"..="2021-02").contains(&&*row[at].text()));
    table
}

/// The sum of a column of the table of lending over a group.
fn of(tables: &RunTables, group: &str, column: &str) -> f64 {
    sum(&lending(tables, "group", group), column)
}

/// The mean of a column over a group, weighted by another.
fn mean(tables: &RunTables, group: &str, column: &str, by: &str) -> f64 {
    let table = lending(tables, "group", group);
    let at = |name: &str| table.columns.iter().position(|column| column == name).unwrap();
    let number = |cell: &Cell| cell.number().unwrap_or(0.0);
    let parts = table.rows.iter().map(|row| (number(&row[at(column)]), number(&row[at(by)])));
    let (weighted, weight) =
        parts.fold((0.0, 0.0), |sums, (value, weight)| (sums.0 + value * weight, sums.1 + weight));
    weighted / weight
}

fn granted(tables: &RunTables) -> f64 {
    of(tables, "all", "granted_bn")
}

#[test]
fn the_table_of_lending_adds_up() {
    let tables = &crunch().1;
    for column in [
        "applied_bn",
        "granted_bn",
        "refused_risk_bn",
        "refused_access_bn",
        "refused_price_bn",
        "refused_capacity_bn",
    ] {
        let whole = of(tables, "all", column);
        for dimension in ["size", "age", "risk"] {
            let parts = sum(&lending(tables, "dimension", dimension), column);
            assert!(
                (parts - whole).abs() < 1e-8 * whole.max(1.0),
                "{column} by {dimension}: {parts} of {whole}"
            );
        }
    }
    let all = sum(&rows(&tables.lending, "group", "all"), "granted_bn");
    assert!((all - sum(&tables.monthly, "credit_granted_bn")).abs() < 1e-8 * all);
    for group in ["low", "middle", "high"] {
        assert!(
            of(tables, group, "applied_bn") > 0.02 * of(tables, "all", "applied_bn"),
            "few {group} risks ask for loans"
        );
    }
}

#[test]
fn banks_that_dare_lend_to_riskier_firms_and_bear_it() {
    let none = &crunch().1;
    let dare = run(&[("dare", 2.0)]);
    let default = |tables: &RunTables| mean(tables, "all", "default_granted", "granted_bn");
    assert!(default(&dare) > 1.01 * default(none), "{} against {}", default(&dare), default(none));
    let refused = |tables: &RunTables| of(tables, "all", "refused_risk_bn") / of(tables, "all", "applied_bn");
    assert!(refused(&dare) < 0.8 * refused(none), "{} against {}", refused(&dare), refused(none));
    let borne = sum(&dare.policies, "borne_by_others_bn");
    assert!(borne > 0.0 && sum(&dare.policies, "paid_out_bn") == 0.0);
    // The state bears half: what banks do does not change.
    let shared = run(&[("dare", 1.5), ("loss_share", 0.5)]);
    let [paid, left] = ["paid_out_bn", "borne_by_others_bn"].map(|column| sum(&shared.policies, column));
    assert!(paid > 0.0 && (paid - left).abs() < 0.2 * paid, "{paid} and {left}");
    assert!((paid - booked(&shared, "loan_losses_shared_by_state")).abs() < 1e-9);
}

#[test]
fn willing_banks_ask_less() {
    let none = &crunch().1;
    let rate = |tables: &RunTables| mean(tables, "all", "loan_rate", "granted_bn");
    let willing = run(&[("margin_cut", 0.01)]);
    let fall = rate(none) - rate(&willing);
    assert!((fall - 0.01).abs() < 0.001, "{fall}");
    assert!(sum(&willing.policies, "borne_by_others_bn") > 0.0);
    let paid = run(&[("incentive", 0.01), ("pass_through", 1.0)]);
    assert!((rate(&paid) - rate(&willing)).abs() < 1e-4, "a point a year on loans of about a year");
    let out = sum(&paid.policies, "paid_out_bn");
    assert!(out > 0.0 && (out - booked(&paid, "lending_incentives")).abs() < 1e-9);
}

#[test]
fn room_helps_only_where_banks_are_rationed() {
    let none = &crunch().1;
    for settings in [&[("requirement", 0.5)][..], &[("capital_bn", 300.0)]] {
        let gain = granted(&run(settings)) - granted(none);
        assert!(gain > 0.03 * granted(none), "{settings:?}: {gain} of {}", granted(none));
        let calm = calm();
        let without = simulate(&with_policy(&calm, lever("lending_mechanism", settings)));
        let moved = granted(&without) - granted(&simulate(&calm));
        assert!(moved.abs() < 0.2 * gain, "{settings:?}: {moved} without a crunch, {gain} in it");
    }
    let injected = run(&[("capital_bn", 300.0)]);
    assert!((booked(&injected, "bank_capital_injected") - 300.0).abs() < 1e-6);
    assert!(sum(&injected.policies, "paid_out_bn") > 299.9);
}

#[test]
fn banks_that_know_how_distinguish_good_from_bad() {
    let calm = calm();
    let none = simulate(&calm);
    let knowing = simulate(&with_policy(&calm, lever("lending_mechanism", &[("noise", 0.0)])));
    let refused = |tables: &RunTables, group: &str| {
        of(tables, group, "refused_risk_bn") / of(tables, group, "applied_bn")
    };
    // Low risks are refused by nobody in calm times.
    assert!(refused(&knowing, "low") <= refused(&none, "low"));
    assert!(
        refused(&knowing, "middle") < refused(&none, "middle"),
        "{} against {}",
        refused(&knowing, "middle"),
        refused(&none, "middle")
    );
    assert!(
        refused(&knowing, "high") > refused(&none, "high"),
        "{} against {}",
        refused(&knowing, "high"),
        refused(&none, "high")
    );
    assert!(
        mean(&knowing, "all", "default_granted", "granted_bn")
            < mean(&none, "all", "default_granted", "granted_bn")
    );
}

#[test]
fn relending_funds_loans_and_is_paid_back() {
    let none = &crunch().1;
    let tables = simulate(&with_policy(
        &crunch().0,
        policy("relending", "2020-03", "2020-10", &[("quota_bn", 480.0)]),
    ));
    let [drawn, back, interest] =
        ["relending_drawn", "relending_repaid", "relending_interest"].map(|item| booked(&tables, item));
    assert!(drawn > 240.0 && drawn <= 320.0 + 1e-6, "{drawn} of eight months at 40 bn");
    assert!(back > 0.5 * drawn && back < drawn, "{back} of {drawn}");
    assert!(granted(&tables) > granted(none));
    // 4.15% against 1.75%: the gap on what is outstanding over the interest on it.
    let borne = sum(&tables.policies, "borne_by_others_bn");
    assert!((borne / interest - 2.4 / 1.75).abs() < 1e-3, "{borne} for {interest}");
}

#[test]
fn loans_follow_the_prime_rate_and_come_back() {
    let calm = calm();
    let none = simulate(&calm);
    let cut =
        simulate(&with_policy(&calm, policy("policy_rate", "2020-03", "2020-12", &[("change", -0.01)])));
    let rate = |tables: &RunTables, from: &str, to: &str| {
        let table = &tables.monthly;
        let at = |name: &str| table.columns.iter().position(|column| column == name).unwrap();
        let inside = table.rows.iter().filter(|row| (from..=to).contains(&&*row[at("month")].text()));
        let rates: Vec<f64> = inside.map(|row| row[at("loan_rate")].number().unwrap()).collect();
        rates.iter().sum::<f64>() / rates.len() as f64
    };
    let fall = |from: &str, to: &str| rate(&none, from, to) - rate(&cut, from, to);
    assert!((fall("2020-03", "2020-12") - 0.01).abs() < 0.001, "{}", fall("2020-03", "2020-12"));
    assert!(fall("2021-01", "2021-12").abs() < 0.001, "{}", fall("2021-01", "2021-12"));
    let borne = |tables: &RunTables| sum(&tables.policies, "borne_by_others_bn");
    assert!(borne(&cut) > 0.0);
    let raised =
        simulate(&with_policy(&calm, policy("policy_rate", "2020-03", "2020-12", &[("change", 0.01)])));
    assert!(borne(&raised) < 0.0 && booked(&raised, "interest") > booked(&none, "interest"));
    assert!(booked(&cut, "interest") < booked(&none, "interest"));
}

#[test]
fn records_open_banks_and_sharpen_judgement() {
    let calm = calm();
    let none = simulate(&calm);
    let platform = simulate(&with_policy(
        &calm,
        lever("credit_information_platform", &[("noise", 0.0), ("access", 0.5)]),
    ));
    assert!(of(&platform, "all", "refused_access_bn") < 0.8 * of(&none, "all", "refused_access_bn"));
    assert!(granted(&platform) > granted(&none));
    let fees = sum(&platform.policies, "paid_out_bn");
    assert!(fees > 0.0 && (fees - booked(&platform, "public_programmes")).abs() < 1e-9);
    let fair = simulate(&with_policy(&calm, lever("fair_credit", &[])));
    assert!(
        mean(&fair, "all", "loan_rate", "granted_bn") < mean(&none, "all", "loan_rate", "granted_bn") - 0.003
    );
    assert!(of(&fair, "all", "refused_risk_bn") < of(&none, "all", "refused_risk_bn"));
    assert!(sum(&fair.policies, "borne_by_others_bn") > 0.0 && sum(&fair.policies, "paid_out_bn") > 0.0);
    // Half the bias twice is the whole bias once.
    let half = lever("fair_credit", &[("share", 0.5), ("programme_bn", 0.0)]);
    let twice =
        Scenario { policies: vec![half.clone(), Policy { name: "second".into(), ..half }], ..calm.clone() };
    let whole = simulate(&with_policy(&calm, lever("fair_credit", &[("share", 1.0), ("programme_bn", 0.0)])));
    assert_eq!(simulate(&twice).lending.rows, whole.lending.rows);
}

#[test]
fn a_guarantee_fund_has_leverage_a_cap_and_deadweight() {
    let fund = |settings: &[(&str, f64)], budget: Option<f64>| {
        let rule =
            Policy { budget: budget.map(|billion| billion * 1e9), ..lever("loan_guarantee", settings) };
        simulate(&with_policy(&crunch().0, rule))
    };
    let given = |tables: &RunTables| sum(&tables.policies, "newly_guaranteed_bn");
    let open = fund(&[], None);
    let substituted = sum(&open.policies, "substituted_bn");
    assert!(
        substituted > 0.1 * given(&open) && substituted < given(&open),
        "{substituted} of {}",
        given(&open)
    );
    let size = 0.05 * given(&open);
    let (plain, levered) = (fund(&[], Some(size)), fund(&[("leverage", 5.0)], Some(size)));
    assert!(given(&levered) > 3.0 * given(&plain), "{} against {}", given(&levered), given(&plain));
    // The bank keeps at least 40%: as a cover of 60%.
    assert_same_economy(
        "bank's own share",
        &fund(&[("bank_share", 0.4)], None),
        &fund(&[("cover", 0.6)], None),
    );
    let called = sum(&open.policies, "lost_bn");
    let cap = 0.1 * called / given(&open);
    let capped = sum(&fund(&[("payout_cap", cap)], None).policies, "lost_bn");
    assert!(capped > 0.0 && capped < 0.8 * called, "{capped} against {called}");
    let bold = fund(&[("risk_taking", 1.5)], None);
    assert!(of(&bold, "all", "refused_risk_bn") < of(&open, "all", "refused_risk_bn"));
}
