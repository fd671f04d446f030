//! Digital steps and clusters as policies: what a step costs, who is paid, who is served.

mod common;

use common::model::{booked, column, difference, policy, rows, shipped, simulate, sum, with_policy};
use std::sync::OnceLock;
use tideover::month::model::Scenario;
use tideover::policy::{Policy, Target};
use tideover::stats::run_tables::RunTables;

/// Normal times, small.
fn base() -> &'static (Scenario, RunTables) {
    static BASE: OnceLock<(Scenario, RunTables)> = OnceLock::new();
    BASE.get_or_init(|| {
        let scenario = shipped(
            "baseline.toml",
            &[
                "scenario.months=36",
                "scenario.firms=6000",
                "parameters.population.burn_in_years=6",
                "parameters.population.burn_in_firms=6000",
                "parameters.dormancy.share=0",
            ],
        );
        let tables = simulate(&scenario);
        (scenario, tables)
    })
}

fn lever(kind: &str, settings: &[(&str, f64)]) -> Policy {
    policy(kind, "2020-01", "2022-12", settings)
}

fn run(policy: Policy) -> RunTables {
    simulate(&with_policy(&base().0, policy))
}

/// A column of the whole country.
fn told(tables: &RunTables, region: &str, name: &str) -> Vec<f64> {
    column(&rows(&tables.digital, "region", region), name)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[test]
fn a_subsidy_brings_steps_forward_and_is_also_paid_to_those_who_would_have_stepped() {
    let none = &base().1;
    let rule = [("share", 0.5), ("price", 1.0)];
    let tables = run(lever("digital_subsidy", &rule));
    // A quarter of firms at the start.
    let share = told(&tables, "all", "digital_share");
    assert!((0.18..0.32).contains(&share[0]), "{share:?}");
    assert!(share[35] > share[0] + 0.03, "{share:?}");
    let normal: f64 = told(&tables, "all", "normal_steps_thousand").iter().sum();
    let early: f64 = told(&tables, "all", "early_steps_thousand").iter().sum();
    // Half the cost and an elasticity of two: steps four times as likely, so three early ones for a normal one; more,
    // since half the cost is within reach of firms that could not pay all of it.
    assert!(early > 2.0 * normal && early < 6.0 * normal, "{early} early steps, {normal} normal ones");
    let paid = sum(&tables.policies, "paid_out_bn");
    assert!(paid > 0.0 && (paid - booked(&tables, "grants")).abs() < 1e-9 * paid);
    // Who steps early pays the other half; so what early steps cost is twice what firms bore.
    let (borne, steps) = (sum(&tables.policies, "borne_by_others_bn"), booked(&tables, "digital_steps"));
    // Usual steps cost their firms what they cost without the policy, give or take whom it lets afford one.
    let usual = booked(none, "digital_steps");
    assert!(
        borne > 0.0 && usual > 0.0 && ((steps - usual) / (2.0 * borne) - 1.0).abs() < 0.2,
        "{steps} for steps, {usual} without the policy, {borne} borne"
    );
    assert!(paid > borne, "nobody was paid for a step that it would have taken anyway");
    // Cheaper packages are borne by their makers and bring steps as well.
    let cheap = run(lever("digital_subsidy", &[("share", 0.0), ("price", 0.6)]));
    assert_eq!(sum(&cheap.policies, "paid_out_bn"), 0.0);
    assert!(sum(&cheap.policies, "borne_by_others_bn") > 0.0);
}

#[test]
fn profit_falls_first_and_rises_later() {
    // Steps are taken in three months, without cost to anybody's cash so that input cost alone is seen.
    let mut scenario = base().0.clone();
    for (name, value) in [("cost", 1e-9), ("peers", 0.0), ("known", 0.0), ("dip_months", 9.0)] {
        assert!(scenario.params.set("digital", name, value));
    }
    let none = simulate(&scenario);
    let tables = simulate(&with_policy(
        &scenario,
        policy("digital_subsidy", "2020-01", "2020-03", &[("share", 0.9), ("elasticity", 3.0)]),
    ));
    let [before, after] = [&none, &tables].map(|tables| column(&tables.monthly, "profit_bn"));
    let change: Vec<f64> = after.iter().zip(&before).map(|(a, b)| a - b).collect();
    assert!(mean(&change[3..9]) < 0.0, "{change:?}");
    assert!(mean(&change[15..30]) > 0.0, "{change:?}");
}

#[test]
fn a_province_goes_ahead_and_its_trades_follow_elsewhere() {
    let region = base().0.economy.regions.iter().position(|region| region.id == "zhejiang").unwrap();
    let rule = Policy {
        target: Target { regions: Some(vec![region]), ..Target::default() },
        ..lever("digital_subsidy", &[("share", 0.8)])
    };
    let tables = run(rule.clone());
    let lead = |tables: &RunTables, region: &str| told(tables, region, "lead")[35];
    assert!(lead(&tables, "zhejiang") > 0.1, "{}", lead(&tables, "zhejiang"));
    assert!(lead(&tables, "zhejiang") > 5.0 * lead(&tables, "all"));
    let mut alone = base().0.clone();
    assert!(alone.params.set("digital", "peers", 0.0));
    assert_eq!(lead(&simulate(&with_policy(&alone, rule)), "guangdong"), 0.0);
    let mut strong = with_policy(
        &base().0,
        Policy {
            target: Target { regions: Some(vec![region]), ..Target::default() },
            ..lever("digital_subsidy", &[("share", 0.8)])
        },
    );
    assert!(strong.params.set("digital", "peers", 20.0));
    assert!(lead(&simulate(&strong), "guangdong") > 0.0);
}

#[test]
fn a_budget_holds() {
    let free = sum(&run(lever("digital_subsidy", &[("share", 0.5)])).policies, "paid_out_bn");
    let capped =
        run(Policy { budget: Some(0.4 * free * 1e9), ..lever("digital_subsidy", &[("share", 0.5)]) });
    let paid = sum(&capped.policies, "paid_out_bn");
    assert!(paid <= 0.4 * free * (1.0 + 1e-9) && paid > 0.3 * free, "{paid} of {free}");
}

#[test]
fn members_of_clusters_are_served_at_a_cost_a_head() {
    let none = &base().1;
    let still = run(lever(
        "cluster_programme",
        &[("services", 0.01), ("knowledge", 0.0), ("joining", 0.0), ("cost", 12_000.0)],
    ));
    let members: f64 = told(&still, "all", "cluster_share")
        .iter()
        .zip(told(&still, "all", "firms_thousand"))
        .map(|(a, b)| a * b)
        .sum();
    let paid = sum(&still.policies, "paid_out_bn");
    // A thousand yuan a month for each member; members of the end of the month, who are served before some
    // close.
    assert!(
        (paid / (members * 1e3 * 1e3 / 1e9) - 1.0).abs() < 0.03,
        "{paid} bn for {members} thousand member-months"
    );
    let profit = |tables: &RunTables| sum(&tables.monthly, "profit_bn");
    assert!(profit(&still) > profit(none), "{} against {}", profit(&still), profit(none));
    // Firms join, and only in the target.
    let region = base().0.economy.regions.iter().position(|region| region.id == "jiangsu").unwrap();
    let target = Target { regions: Some(vec![region]), ..Target::default() };
    let joined = run(Policy { target, ..lever("cluster_programme", &[("joining", 0.5)]) });
    let share = |region: &str| told(&joined, region, "cluster_share");
    assert!(share("jiangsu")[35] > 0.4, "{:?}", share("jiangsu"));
    assert!(share("guangdong")[35] < 0.1);
    // What members learn from one another comes through innovations alone.
    let learn = run(lever("cluster_programme", &[("services", 0.0), ("knowledge", 2.0), ("joining", 0.0)]));
    assert!(difference(&none.monthly, &learn.monthly).is_some());
}

#[test]
fn targets_by_cluster_and_level_split_the_firms() {
    let reached = |target: Target| {
        let tables =
            run(Policy { target, ..policy("liquidity_grant", "2020-01", "2020-01", &[("share", 0.1)]) });
        sum(&tables.policies, "reached")
    };
    let all = reached(Target::default());
    let [yes, no] =
        [true, false].map(|cluster| reached(Target { cluster: Some(cluster), ..Target::default() }));
    assert!(yes > 0.0 && yes < 0.1 * all && (yes + no - all).abs() <= 2.0, "{yes} + {no} = {all}");
    let levels: Vec<f64> = (0..4)
        .map(|level| reached(Target { digital_at_least: Some(f64::from(level)), ..Target::default() }))
        .collect();
    assert_eq!(levels[0], all);
    assert!((0.15..0.35).contains(&(levels[1] / all)), "{levels:?}");
    assert!(
        (0.2..0.4).contains(&(levels[2] / levels[1])) && levels[3] > 0.0 && levels[3] < levels[2],
        "{levels:?}"
    );
}
