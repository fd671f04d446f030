//! Each lever of the catalogue pushes the way it should; queues, phase-outs, services and shares of regions
//! do what they say.

mod common;

use common::model::{month, number, place, policy, rows, shipped, shock, simulate, sum, with_policy};
use std::sync::OnceLock;
use tideover::month::model::Scenario;
use tideover::policy::{Policy, Queue, Target};
use tideover::shocks::{Path, Shock};
use tideover::stats::run_tables::RunTables;
use tideover::table::Table;

/// The crisis of 2020 with costly materials and energy, without relief.
fn storm() -> &'static (Scenario, RunTables) {
    static STORM: OnceLock<(Scenario, RunTables)> = OnceLock::new();
    STORM.get_or_init(|| {
        let mut scenario = shipped(
            "covid-2020-no-policy.toml",
            &[
                "scenario.months=18",
                "scenario.firms=8000",
                "parameters.population.burn_in_years=6",
                "parameters.population.burn_in_firms=8000",
            ],
        );
        for kind in ["input_price", "energy"] {
            let path = Path::Step { from: month("2020-04"), to: Some(month("2020-09")) };
            let dear = Shock { name: kind.into(), ..shock(&scenario, kind, 0.2, path) };
            scenario.shocks.push(dear);
        }
        let tables = simulate(&scenario);
        (scenario, tables)
    })
}

fn run(policies: Vec<Policy>) -> RunTables {
    simulate(&Scenario { policies, ..storm().0.clone() })
}

/// In force from March to December 2020.
fn lever(kind: &str, settings: &[(&str, f64)]) -> Policy {
    policy(kind, "2020-03", "2020-12", settings)
}

/// Which series a lever moves most directly, and whether up.
const DIRECTIONS: &[(&str, &str, bool)] = &[
    ("vat_refund", "cash_bn", true),
    ("contribution_deferral", "cash_bn", true),
    ("fee_relief", "profit_bn", true),
    ("energy_price_relief", "cash_bn", true),
    ("logistics_relief", "cash_bn", true),
    ("input_price_stabilisation", "input_price_index", false),
    ("job_retention_refund", "cash_bn", true),
    ("short_time_work", "layoffs_thousand", false),
    ("hiring_subsidy", "hires_thousand", true),
    ("training_voucher", "trained_share", true),
    ("forgivable_loan", "layoffs_thousand", false),
    ("arrears_clearing", "receivable_days", false),
    ("rights_protection", "overdue_share", false),
    ("consumption_voucher", "sales_bn", true),
    ("procurement_set_aside", "sales_bn", true),
    ("fair_competition", "sales_bn", true),
    ("export_support", "sales_bn", true),
    ("entry_facilitation", "births_thousand", true),
    ("compliance_relief", "profit_bn", true),
    ("policy_horizon", "jobs_million", true),
    ("work_resumption", "suspended_million", false),
    ("development_fund", "cash_bn", true),
    ("listing_access", "cash_bn", true),
];

#[test]
fn each_lever_pushes_the_way_it_should() {
    let none = &storm().1;
    for (kind, series, up) in DIRECTIONS {
        // Twenty billion are lost in the noise of so few firms.
        let settings: &[(&str, f64)] = match *kind {
            "consumption_voucher" => &[("billion_year", 500.0)],
            // What small firms win of closed orders is little.
            "fair_competition" => &[("opened", 1.0)],
            _ => &[],
        };
        let with = simulate(&with_policy(&storm().0, lever(kind, settings)));
        let (before, after) = (sum(&none.monthly, series), sum(&with.monthly, series));
        assert!(
            if *up { after > before } else { after < before },
            "{kind}: {series} goes from {before} to {after}"
        );
    }
}

/// What a policy paid in a month.
fn paid(tables: &RunTables, month: &str) -> f64 {
    sum(&rows(&tables.policies, "month", month), "paid_out_bn")
}

#[test]
fn a_phase_out_falls_by_equal_steps() {
    let fading = Policy { phase_out: 3, to: month("2020-06"), ..lever("wage_subsidy", &[("share", 0.4)]) };
    let tables = run(vec![fading]);
    let months = ["2020-06", "2020-07", "2020-08", "2020-09", "2020-10"].map(|month| paid(&tables, month));
    // Pay moves little from month to month: three quarters, a half, a quarter, nothing.
    for (step, share) in [1.0, 0.75, 0.5, 0.25].iter().enumerate() {
        assert!((months[step] / months[0] - share).abs() < 0.05, "{months:?}");
    }
    assert_eq!(months[4], 0.0);
}

/// Firms with overdue obligations at the end of a month, of those in trade.
fn unpaid(tables: &RunTables, month: &str) -> f64 {
    let now: Table = rows(&tables.monthly, "month", month);
    let at = place(&now, "illiquid_share");
    number(&now.rows[0][at])
}

#[test]
fn a_queue_by_need_reaches_whom_a_lottery_misses() {
    let grant = |queue: Queue| {
        let limited = Policy {
            queue,
            budget: Some(15e9),
            ..lever("liquidity_grant", &[("share", 1.0), ("every", 1.0)])
        };
        run(vec![Policy { to: month("2020-04"), ..limited }])
    };
    let [lottery, need, first] = [Queue::Lottery, Queue::Need, Queue::FirstCome].map(grant);
    let helped = |tables: &RunTables| unpaid(&storm().1, "2020-04") - unpaid(tables, "2020-04");
    assert!(helped(&need) > helped(&lottery), "{} and {}", helped(&need), helped(&lottery));
    // The same money, and who files first is larger: fewer firms get it.
    let served =
        |tables: &RunTables| sum(&tables.policies, "reached") - sum(&tables.policies, "refused_budget");
    assert!(served(&first) < served(&lottery), "{} and {}", served(&first), served(&lottery));
}

/// Share of eligible micro firms that the grant reaches.
fn reached_micro(tables: &RunTables) -> f64 {
    let grant = rows(&tables.policies, "policy", "grant");
    sum(&grant, "reached_micro") / sum(&grant, "eligible_micro")
}

#[test]
fn services_and_enabled_regions_reach_more_micro_firms() {
    let grant = Policy {
        name: "grant".into(),
        take_up: None,
        regional_share: 0.5,
        ..lever("liquidity_grant", &[("every", 1.0)])
    };
    let alone = reached_micro(&run(vec![grant.clone()]));
    let served = reached_micro(&run(vec![lever("service_network", &[]), grant.clone()]));
    let enabled = reached_micro(&run(vec![lever("regional_execution", &[]), grant.clone()]));
    assert!(served > alone + 0.05, "{alone} and with services {served}");
    assert!(enabled > alone + 0.02, "{alone} and with regions enabled {enabled}");
    // What the law gives to all reaches all, unless regions must pay for it.
    let by_law = Policy { take_up: Some(1.0), regional_share: 0.0, ..grant.clone() };
    assert_eq!(reached_micro(&run(vec![by_law.clone()])), 1.0);
    assert!(reached_micro(&run(vec![Policy { regional_share: 0.5, ..by_law }])) < 0.9);
}

#[test]
fn a_target_of_weak_regions_is_met_there_alone() {
    let weak = storm().0.economy.regions.iter().position(|region| region.id == "gansu").unwrap();
    let here = Policy {
        target: Target { regions: Some(vec![weak]), ..Target::default() },
        ..lever("work_resumption", &[("opened", 1.0)])
    };
    let tables = run(vec![here]);
    let by_region = |tables: &RunTables, region: &str| {
        let table = &tables.by_group.iter().find(|(dimension, _)| *dimension == "region").unwrap().1;
        sum(&rows(table, "region", region), "suspended_thousand")
    };
    assert!(by_region(&tables, "gansu") < by_region(&storm().1, "gansu"));
    let others = |tables: &RunTables| by_region(tables, "hubei");
    assert!((others(&tables) / others(&storm().1) - 1.0).abs() < 0.02);
}
