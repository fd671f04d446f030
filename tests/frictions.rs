//! Frictions: closed orders, the cost of founding, paperwork, a bias in banks' scores. What each does in the baseline,
//! what a policy that lessens it does to firms, jobs and output, small and large, and that at zero it does nothing.

mod common;

use common::model::{assert_same_economy, burned, column, policy, shipped, simulate, sum, with_policy};
use common::paired::{effect, interval, those};
use std::collections::BTreeSet;
use tideover::month::model::Scenario;
use tideover::rng::{Draws, Purpose};
use tideover::simulation;
use tideover::stats::run_tables::RunTables;

fn economy(set: &[&str]) -> Scenario {
    let small = [
        "scenario.firms=12000",
        "scenario.months=36",
        "parameters.population.burn_in_years=12",
        "parameters.population.burn_in_firms=12000",
    ];
    shipped("baseline.toml", &[&small[..], set].concat())
}

/// With a policy from the first reported month to the last.
fn with(base: &Scenario, kind: &str, settings: &[(&str, f64)]) -> Scenario {
    with_policy(base, policy(kind, "2020-01", "2024-12", settings))
}

/// Tables of paired runs, with and without.
fn paired(one: &Scenario, other: &Scenario, replications: u32) -> Vec<[RunTables; 2]> {
    let run = |scenario: &Scenario, replication: u32| {
        simulation::simulate(scenario, &burned(scenario), replication, &|_| true).unwrap()
    };
    (0..replications).map(|replication| [run(one, replication), run(other, replication)]).collect()
}

/// By how many per cent the sum of a monthly series is more with than without, with its half width.
fn more(pairs: &[[RunTables; 2]], series: &str) -> (f64, f64) {
    let changes: Vec<f64> = pairs
        .iter()
        .map(|[with, without]| 100.0 * (sum(&with.monthly, series) / sum(&without.monthly, series) - 1.0))
        .collect();
    interval(&changes)
}

/// By how many per cent the last month of a series is more.
fn more_at_the_end(pairs: &[[RunTables; 2]], series: &str) -> (f64, f64) {
    let last = |tables: &RunTables| *column(&tables.monthly, series).last().unwrap();
    interval(
        &pairs.iter().map(|[with, without]| 100.0 * (last(with) / last(without) - 1.0)).collect::<Vec<_>>(),
    )
}

/// Firms, jobs and output of small firms and jobs of the whole country at the end.
fn outcomes(what: &str, pairs: &[[RunTables; 2]]) -> [(f64, f64); 4] {
    let found = ["firms_million", "jobs_million", "sales_bn", "jobs_all_million"]
        .map(|series| more_at_the_end(pairs, series));
    eprintln!("{what}: firms, jobs, sales, national jobs at the end {found:.2?} %");
    found
}

#[test]
fn at_zero_a_lever_changes_nothing() {
    let base = shipped(
        "baseline.toml",
        &["scenario.firms=1500", "scenario.months=12", "parameters.population.burn_in_years=3"],
    );
    let none = simulate(&base);
    for (kind, settings) in [
        ("fair_competition", &[("opened", 0.0)][..]),
        ("entry_facilitation", &[("days", 0.0), ("money", 0.0)]),
        ("compliance_relief", &[("share", 0.0)]),
        ("fair_credit", &[("share", 0.0), ("programme_bn", 0.0)]),
    ] {
        assert_same_economy(kind, &none, &simulate(&with(&base, kind, settings)));
    }
    // Where nothing is closed it does not matter who would be an insider, or what he would charge.
    let open = |set: &[&str]| {
        let small = ["scenario.firms=1500", "scenario.months=6", "parameters.population.burn_in_years=2"];
        let closed = ["parameters.competition.closed=0"];
        simulate(&shipped("baseline.toml", &[&small[..], &closed, set].concat()))
    };
    let other = ["parameters.competition.premium=0.5", "parameters.competition.micro=0.9"];
    assert_same_economy("no closed orders", &open(&[]), &open(&other));
}

/// Firms that are insiders when reporting begins, or those that are not.
fn insiders(scenario: &Scenario, replication: u32, inside: bool) -> BTreeSet<u64> {
    let lots = Draws::new(scenario.seed, u64::from(replication)).stream(Purpose::Insider, 0);
    let p = &scenario.params.competition;
    let shares = [p.micro, p.small, p.medium];
    those(scenario, replication, |b, i| {
        (lots.uniform(b.id[i]) < shares[usize::from(b.class[i]).min(2)]) == inside
    })
}

#[test]
fn closed_orders_move_sales_from_outsiders_to_insiders_and_the_sum_stays() {
    let closed = economy(&[]);
    let open = economy(&["parameters.competition.closed=0"]);
    let of = |inside: bool| effect(&closed, &open, 24, 4, |r| Some(insiders(&open, r, inside)));
    let (inside, outside) = (of(true), of(false));
    let all = effect(&closed, &open, 24, 4, |_| None);
    eprintln!(
        "closed orders: firms, jobs, sales of insiders {inside:.2?}, outsiders {outside:.2?}, all {all:.2?}"
    );
    // Of orders of public bodies and large firms, a part of all, insiders get a tenth more than outsiders: published
    // for public tenders are 10%.
    let [jobs, sales] = [1, 2].map(|k| inside[k].0 - outside[k].0);
    assert!(sales > inside[2].1 + outside[2].1 && (1.0..8.0).contains(&sales), "{sales}");
    assert!(jobs > 0.0, "{jobs}");
    assert!(inside[0].0 > outside[0].0 - 0.3, "{inside:?} {outside:?}");
    assert!(all.iter().all(|(mean, half)| mean.abs() < 0.6 && *half < 0.8), "{all:?}");
}

#[test]
fn opening_orders_moves_few_jobs_from_large_firms() {
    let base = economy(&[]);
    let pairs = paired(&with(&base, "fair_competition", &[("opened", 1.0)]), &base, 6);
    let [firms, jobs, sales, national] = outcomes("all closed orders opened", &pairs);
    let of = |column: &str| {
        interval(&pairs.iter().map(|[with, _]| sum(&with.policies, column)).collect::<Vec<_>>())
    };
    let [paid, borne] = ["paid_out_bn", "borne_by_others_bn"].map(of);
    eprintln!("review {paid:.1?} bn in three years, large firms lose {borne:.1?}");
    assert!(paid.0 > 2.5 && borne.0 > borne.1, "{paid:?} {borne:?}");
    assert!(sales.0.abs() < 1.5 && jobs.0.abs() < 1.5 && firms.0.abs() < 1.0, "{firms:?} {jobs:?} {sales:?}");
    assert!(national.0.abs() < 0.5, "{national:?}");
}

#[test]
fn halving_the_cost_of_founding_brings_the_entry_of_guangdong_and_exits_after_it() {
    let base = economy(&["scenario.months=60"]);
    let halved = with(&base, "entry_facilitation", &[("days", 0.5), ("money", 0.5)]);
    let pairs = paired(&halved, &base, 6);
    let [firms, jobs, sales, national] = outcomes("cost of founding halved", &pairs);
    let (births, deaths) = (more(&pairs, "births_thousand"), more(&pairs, "deaths_thousand"));
    let added = |series: &str| {
        let of = |tables: &RunTables| sum(&tables.monthly, series);
        pairs.iter().map(|[with, without]| of(with) - of(without)).sum::<f64>()
    };
    let a_birth = added("deaths_thousand") / added("births_thousand");
    eprintln!(
        "births {births:.1?} %, deaths {deaths:.1?} %, published 25 and 8.7; {a_birth:.2} deaths a birth"
    );
    assert!((births.0 - 25.0).abs() < 4.0 && births.1 < 3.0, "{births:?}");
    // Births are a fifth of the stock on registers of China and fewer in this stationary one: as many deaths a birth
    // more make less of a rise of deaths. Published are 0.25 births and 0.087 deaths, where births are twice deaths.
    assert!(deaths.0 > deaths.1 && deaths.0 < 8.7 + deaths.1, "{deaths:?}");
    assert!((0.1..0.35).contains(&a_birth), "{a_birth}");
    assert!(firms.0 > firms.1 && jobs.0 > -1.0, "{firms:?} {jobs:?} {sales:?} {national:?}");
}

#[test]
fn sparing_paperwork_keeps_micro_firms() {
    let base = economy(&[]);
    let spared = with(&base, "compliance_relief", &[("share", 0.5), ("cost", 0.1)]);
    let [firms, jobs, sales, national] =
        outcomes("half the hours of paperwork spared", &paired(&spared, &base, 6));
    // The same sum for each: of those who were micro firms more live on.
    let of = |class: u8| {
        effect(&spared, &base, 36, 6, |r| Some(those(&base, r, |b, i| b.class[i].min(1) == class)))
    };
    let (micro, larger) = (of(0), of(1));
    eprintln!("firms of those micro at the start {:.2?} %, of the larger {:.2?} %", micro[0], larger[0]);
    assert!(firms.0 > firms.1, "{firms:?} {jobs:?} {sales:?} {national:?}");
    assert!(micro[0].0 > micro[0].1 && micro[0].0 > larger[0].0, "{micro:?} {larger:?}");
}

#[test]
fn fair_scores_make_loans_cheaper_by_about_a_point() {
    let base = economy(&[]);
    let pairs = paired(&with(&base, "fair_credit", &[("share", 1.0)]), &base, 6);
    let [firms, jobs, sales, national] = outcomes("the whole bias ended", &pairs);
    let rate = |tables: &RunTables| {
        let rates = column(&tables.monthly, "loan_rate");
        100.0 * rates.iter().sum::<f64>() / rates.len() as f64
    };
    let cheaper =
        interval(&pairs.iter().map(|[with, without]| rate(without) - rate(with)).collect::<Vec<_>>());
    let refused = more(&pairs, "credit_refused_risk_bn");
    eprintln!(
        "rate of new loans lower by {cheaper:.2?} points, published 0 to 3; refused for risk {refused:.1?} %"
    );
    assert!((0.3..3.0).contains(&cheaper.0) && cheaper.1 < 0.2, "{cheaper:?}");
    assert!(refused.0 < -refused.1, "{refused:?}");
    assert!(firms.0 > firms.1 && national.0.abs() < 1.0, "{firms:?} {jobs:?} {sales:?} {national:?}");
}
