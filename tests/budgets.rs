//! Budgets: no policy spends more than it has, whatever stands beside it; one that never binds changes
//! nothing, and one that pays nothing moves nothing. Money is counted from the tables that are written out.

mod common;

use common::model::{
    assert_same_economy, booked, burned, column, difference, month, policy, rows, shipped, shock, simulate,
    sum, without_tiers,
};
use rayon::ThreadPoolBuilder;
use std::sync::OnceLock;
use tideover::levers::{self, Budgeting};
use tideover::math;
use tideover::month::model::Scenario;
use tideover::policy::{Policy, Queue};
use tideover::rng::{Draws, Purpose};
use tideover::shocks::{Path, Shock};
use tideover::simulation;
use tideover::stats::run_tables::RunTables;

/// The first year of the crisis of 2020, with costly energy, so that every lever finds something to pay for.
fn base() -> &'static Scenario {
    static BASE: OnceLock<Scenario> = OnceLock::new();
    BASE.get_or_init(|| {
        let set = [
            "scenario.months=12",
            "scenario.firms=2000",
            "parameters.population.burn_in_years=2",
            "parameters.population.burn_in_firms=3000",
        ];
        let mut scenario = shipped("covid-2020-no-policy.toml", &set);
        let path = Path::Step { from: month("2020-04"), to: Some(month("2020-09")) };
        let dear = Shock { name: "energy".into(), ..shock(&scenario, "energy", 0.2, path) };
        scenario.shocks.push(dear);
        scenario
    })
}

fn with(policies: Vec<Policy>) -> RunTables {
    simulate(&Scenario { policies, ..base().clone() })
}

/// A lever of firms at a strength at which it costs something.
fn strong(kind: &str) -> Policy {
    let settings: &[(&str, f64)] = match kind {
        "wage_subsidy" => &[("share", 0.8)],
        "tax_relief" => &[("vat", 1.0), ("profit", 1.0), ("fees", 1.0), ("small_taxpayers_only", 0.0)],
        "tax_deferral" => &[("contributions", 1.0), ("months", 24.0)],
        "rent_relief" => &[("share", 1.0), ("state_bears", 1.0)],
        "compliance_relief" => &[("share", 0.5), ("cost", 1.0)],
        "interest_subsidy" => &[("share", 1.0)],
        "loan_guarantee" => &[("cover", 0.9), ("access", 1.0), ("leverage", 3.0)],
        "credit_information_platform" => &[("programme_bn", 100.0), ("fee", 1e5)],
        "training_voucher" => &[("share", 0.9), ("elasticity", 1.0)],
        "quality_brand" => &[("share", 0.9), ("elasticity", 2.0)],
        "energy_price_relief" => &[("share", 0.3), ("rise", 0.8)],
        "development_fund" => &[("tickets", 0.5)],
        "listing_access" => &[("listings", 0.5)],
        "digital_subsidy" => &[("share", 0.8), ("elasticity", 4.0)],
        "cultivation_ladder" => &[("research", 0.5), ("specialised", 1e6)],
        _ => &[],
    };
    policy(kind, "2020-02", "2020-11", settings)
}

/// Levers for which firms apply: all that take a budget.
fn kinds() -> Vec<&'static str> {
    levers::ALL
        .iter()
        .filter(|lever| lever.budgeting() != Budgeting::Refused)
        .map(|lever| lever.kind())
        .collect()
}

fn budgeting(policy: &Policy) -> Budgeting {
    levers::ALL[policy.lever].budgeting()
}

/// The most that a policy has used of a budget at the end of any month, in billions: what it spent and lost
/// so far, with what is deferred and outstanding where a budget limits that.
fn used(tables: &RunTables, policy: &Policy) -> f64 {
    let own = rows(&tables.policies, "policy", &policy.name);
    let [paid, lost, stock] = ["paid_out_bn", "lost_bn", "deferred_bn"].map(|name| column(&own, name));
    let mut spent = 0.0;
    let mut most: f64 = 0.0;
    for row in 0..paid.len() {
        spent += paid[row] + lost[row];
        most = most.max(spent + if budgeting(policy) == Budgeting::PutOff { stock[row] } else { 0.0 });
    }
    most
}

/// Demands that each policy has kept within its budget: to the unit, but for the digits of the tables.
#[track_caller]
fn assert_kept(what: &str, tables: &RunTables, policies: &[Policy]) {
    for policy in policies {
        let Some(budget) = policy.budget else { continue };
        let used = used(tables, policy);
        assert!(
            used <= budget * 1e-9 * (1.0 + 1e-9),
            "{what}: {} has used {used} bn of {} bn; {policy:?}",
            policy.name,
            budget * 1e-9
        );
    }
}

/// Numbers in [0, 1) for a test, by name.
fn draws(case: u64) -> impl FnMut() -> f64 {
    let stream = Draws::new(20_261_128, case).stream(Purpose::Queue, 0);
    let mut n = 0;
    move || {
        n += 1;
        stream.uniform(n)
    }
}

/// A policy with a budget of some random size between a ten-thousandth of `whole` and three times as much,
/// and random rules about it.
fn budgeted(policy: Policy, whole: f64, mut draw: impl FnMut() -> f64) -> Policy {
    let size = math::pow(10.0, -4.0 + 4.5 * draw());
    Policy {
        budget: Some(whole * 1e9 * size),
        queue: Queue::ALL[(draw() * Queue::ALL.len() as f64) as usize],
        delay: (draw() * 3.0) as u32,
        regional_share: if draw() < 0.5 { 0.0 } else { draw() },
        phase_out: (draw() * 4.0) as u32,
        ..policy
    }
}

/// What each lever uses by itself without a budget, in billions.
fn wholes() -> &'static Vec<(&'static str, f64)> {
    static WHOLES: OnceLock<Vec<(&'static str, f64)>> = OnceLock::new();
    WHOLES.get_or_init(|| {
        kinds()
            .into_iter()
            .map(|kind| {
                let rule = strong(kind);
                let tables = with(vec![rule.clone()]);
                let stock = column(&tables.policies, "deferred_bn").into_iter().fold(0.0, f64::max);
                let whole = if budgeting(&rule) == Budgeting::Fund { stock } else { used(&tables, &rule) };
                assert!(
                    whole > 0.0 || budgeting(&rule) == Budgeting::Nothing,
                    "{kind} costs nothing: no budget of it can be tested"
                );
                (kind, whole.max(1e-3))
            })
            .collect()
    })
}

/// Relief of rent that its budget refuses falls due, and paperwork is spared on it: before, 273 bn were paid
/// out of half a billion.
#[test]
fn relief_of_rent_and_of_paperwork_keep_within_budgets_side_by_side() {
    let half = Some(0.5e9);
    let policies = [
        Policy { budget: half, ..strong("rent_relief") },
        Policy { budget: half, ..strong("compliance_relief") },
    ];
    let tables = with(policies.to_vec());
    assert_kept("two reliefs of half a billion", &tables, &policies);
    // Where both budgets are large enough for some firms, those whose rent is not waived are spared paperwork
    // out of the other.
    let [rent, paperwork] = policies;
    let policies = [Policy { budget: Some(400e9), ..rent }, Policy { budget: Some(20e9), ..paperwork }];
    let tables = with(policies.to_vec());
    assert_kept("reliefs of 400 and of 20 billion", &tables, &policies);
    assert!(
        used(&tables, &policies[0]) > 300.0 && used(&tables, &policies[1]) > 10.0,
        "{:?}",
        policies.map(|policy| used(&tables, &policy))
    );
}

/// A programme of 1,200 bn a year out of a budget of one: before, it cost 100 bn in its first month.
#[test]
fn a_programme_is_paid_as_far_as_its_budget_goes_and_does_so_much() {
    let platform = |settings: &[(&str, f64)], budget: f64| {
        let strong = [&[("noise", 0.0), ("cost", 0.5), ("access", 0.5)], settings].concat();
        Policy {
            budget: Some(budget * 1e9),
            ..policy("credit_information_platform", "2020-02", "2020-02", &strong)
        }
    };
    let paid = |policy: &Policy| sum(&with(vec![policy.clone()]).policies, "paid_out_bn");
    let dear = platform(&[("programme_bn", 1200.0)], 1.0);
    let spent = paid(&dear);
    assert!(spent <= 1.0 + 1e-9 && spent > 0.99, "{spent}");
    // A month of 100 bn of which a quarter can be paid does a quarter of the work.
    let none = with(vec![]);
    let quarter = with(vec![platform(&[("programme_bn", 1200.0), ("fee", 0.0)], 25.0)]);
    let weak = policy(
        "credit_information_platform",
        "2020-02",
        "2020-02",
        &[("noise", 0.75), ("cost", 0.875), ("access", 0.125), ("fee", 0.0)],
    );
    let weak = with(vec![weak]);
    // In the month itself: later the pay of a programme, which only one of them has, comes back as demand.
    let granted = |tables: &RunTables| {
        let of_month = rows(&tables.lending, "month", "2020-02");
        sum(&rows(&of_month, "dimension", "all"), "granted_bn")
    };
    let [none, quarter_granted, weak] = [&none, &quarter, &weak].map(granted);
    assert!((weak / none - 1.0).abs() > 1e-3, "the platform does nothing");
    assert!((quarter_granted / weak - 1.0).abs() < 1e-9, "{quarter_granted} and {weak}");
    assert!((sum(&quarter.policies, "paid_out_bn") - 25.0).abs() < 1e-3);
}

#[test]
fn every_lever_keeps_within_random_budgets() {
    for (case, (kind, whole)) in wholes().iter().enumerate() {
        for n in 0..2 {
            let rule = [budgeted(strong(kind), *whole, draws((2 * case + n) as u64))];
            assert_kept("alone", &with(rule.to_vec()), &rule);
        }
    }
}

#[test]
fn levers_side_by_side_keep_within_random_budgets() {
    for case in 0..16 {
        let mut draw = draws(1000 + case);
        // Most often a pair or a few, sometimes all of them.
        let share = if case % 4 == 0 { 1.0 } else { 0.02 + 0.3 * draw() };
        let mut rules: Vec<Policy> = Vec::new();
        for (kind, whole) in wholes() {
            if draw() < share {
                rules.push(budgeted(strong(kind), *whole, &mut draw));
            }
            // Two of a kind, of which one has no budget.
            if draw() < 0.3 * share {
                let mut second =
                    Policy { name: format!("{kind} 2"), ..budgeted(strong(kind), *whole, &mut draw) };
                second.budget = second.budget.filter(|_| draw() < 0.5);
                rules.push(second);
            }
        }
        assert_kept(&format!("case {case}"), &with(rules.clone()), &rules);
    }
}

#[test]
fn a_budget_that_binds_is_used() {
    for (kind, whole) in wholes()
        .iter()
        // Claims on an insurance are few and large: what can't be paid whole is not insured.
        .filter(|(kind, _)| {
            !["loan_guarantee", "patent_pledge", "cultivation_ladder", "export_credit_insurance"]
                .contains(kind)
        })
    {
        let rule = Policy { budget: Some(0.3e9 * whole), ..strong(kind) };
        if budgeting(&rule) == Budgeting::Nothing {
            continue;
        }
        let tables = with(vec![rule.clone()]);
        let spent = used(&tables, &rule);
        assert!(
            spent > 0.8 * 0.3 * whole && sum(&tables.policies, "refused_budget") > 0.0,
            "{kind}: {spent} bn of {} bn",
            0.3 * whole
        );
    }
}

#[track_caller]
fn assert_same(what: &str, left: &RunTables, right: &RunTables) {
    assert_same_economy(what, left, right);
    assert_eq!(difference(&left.policies, &right.policies), None, "{what}");
}

#[test]
fn a_budget_that_never_binds_changes_nothing() {
    let huge = |rule: &Policy| Policy { budget: Some(1e15), ..rule.clone() };
    for kind in kinds() {
        let rule = strong(kind);
        assert_same(kind, &with(vec![rule.clone()]), &with(vec![huge(&rule)]));
    }
    let all: Vec<Policy> = kinds().into_iter().map(strong).collect();
    let free = with(all.clone());
    assert_same("all levers", &free, &with(all.iter().map(huge).collect()));
    assert_same(
        "half of the levers",
        &free,
        &with(
            all.iter()
                .enumerate()
                .map(|(n, rule)| if n % 2 == 0 { huge(rule) } else { rule.clone() })
                .collect(),
        ),
    );
}

#[test]
fn a_budget_that_pays_nothing_moves_nothing() {
    let none = with(vec![]);
    let mut tried = 0;
    for kind in kinds() {
        let rule = strong(kind);
        // A hundred units of the currency in the whole country are about the smallest sum of the simulated
        // economy; a hundred thousand hardly pay for one of its firms.
        let sizes: &[f64] =
            if budgeting(&rule) == Budgeting::Nothing { &[0.0, 1e-9] } else { &[0.0, 1e2, 1e5] };
        for budget in sizes {
            let poor = Policy { budget: Some(*budget), ..rule.clone() };
            let tables = with(vec![poor.clone()]);
            let spent = used(&tables, &poor);
            assert!(spent <= budget * 1e-9, "{kind}: {spent}");
            if spent == 0.0 {
                if kind == "cultivation_ladder" && *budget > 0.0 {
                    // A certificate without an award costs nothing, and changes the record of who holds one
                    // alone.
                    let monthly = |tables: &RunTables| without_tiers(&tables.monthly);
                    assert_eq!(difference(&monthly(&none), &monthly(&tables)), None);
                } else {
                    assert_same_economy(&format!("{kind} with {budget}"), &none, &tables);
                }
                tried += usize::from(*budget >= 1e5);
            }
        }
    }
    assert!(tried > 10, "{tried} levers had some money and could pay nobody");
}

/// With guarantees of twenty times its size outstanding a fund may be called for more than it has when a
/// slump comes: it pays what it has, and banks bear the rest. Before, a fund of 20 bn paid 63.
#[test]
fn a_fund_never_pays_more_than_it_has() {
    let slump = Path::Step { from: month("2020-08"), to: Some(month("2021-12")) };
    let mut scenario = Scenario { months: 36, ..base().clone() };
    scenario.shocks.push(Shock { name: "slump".into(), ..shock(&scenario, "demand", -0.5, slump) });
    let settings = [("cover", 1.0), ("access", 1.0), ("leverage", 20.0), ("risk_taking", 3.0)];
    let fund = Policy { budget: Some(20e9), ..policy("loan_guarantee", "2020-01", "2020-12", &settings) };
    let tables = simulate(&Scenario { policies: vec![fund.clone()], ..scenario });
    assert_kept("a fund with leverage", &tables, std::slice::from_ref(&fund));
    let paid = booked(&tables, "guarantees_called");
    assert!(paid > 19.99, "the fund was not called for more than it has: {paid} bn");
    assert!((paid - sum(&tables.policies, "lost_bn")).abs() < 1e-6);
    // New guarantees keep within its size times the leverage.
    let stock = column(&tables.policies, "deferred_bn").into_iter().fold(0.0, f64::max);
    assert!(stock > 200.0 && stock <= 400.0, "{stock} bn");
}

#[test]
fn what_budgets_decide_does_not_depend_on_threads() {
    let rules: Vec<Policy> = wholes()
        .iter()
        .enumerate()
        .map(|(case, (kind, whole))| budgeted(strong(kind), 0.3 * whole, draws(case as u64)))
        .collect();
    // Enough firms for more than one task of blocks.
    let scenario = Scenario { policies: rules, firms: 9000, months: 6, ..base().clone() };
    let on = |threads: usize| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| simulation::simulate(&scenario, &burned(&scenario), 0, &|_| true).unwrap())
    };
    assert_same("threads", &on(1), &on(5));
}

#[test]
fn rules_on_markets_buyers_and_banks_take_no_budget() {
    for lever in levers::ALL.iter().filter(|lever| lever.budgeting() == Budgeting::Refused) {
        let kind = lever.kind();
        let text = format!(
            "[[policy]]\nname = \"rule\"\nkind = \"{kind}\"\nfrom = \"2020-03\"\nto = \"2020-12\"\nbudget_bn = 1\n"
        );
        let folder = common::folder(&[("t.toml", &format!("{}\n{text}", common::HEAD))]);
        let said = common::tideover(&folder, &["check", "t.toml"]).assert().failure();
        let said = String::from_utf8_lossy(&said.get_output().stderr).to_string();
        assert!(said.contains("it takes no budget_bn"), "{kind}: {said}");
    }
}
