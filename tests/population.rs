//! The starting population: in the pack's proportions, with a Pareto tail, each firm a whole burned-in
//! record. And a calm economy stays where it is.

mod common;

use common::model::{burned, column, number, place, rows, shipped, simulate, sum};
use std::sync::OnceLock;
use tideover::math;
use tideover::month::model::Scenario;
use tideover::simulation;
use tideover::simulation::Run;
use tideover::simulation::population::BurnedIn;
use tideover::state::block::Record;
use tideover::state::slots::BLOCK;

const FIRMS: u32 = 50_000;

fn scenario() -> &'static Scenario {
    static SCENARIO: OnceLock<Scenario> = OnceLock::new();
    SCENARIO.get_or_init(|| {
        let mut scenario = shipped(
            "baseline.toml",
            &[
                "scenario.months=1",
                "parameters.population.burn_in_years=5",
                "parameters.population.burn_in_firms=15000",
            ],
        );
        scenario.firms = FIRMS;
        scenario
    })
}

/// The firms of a starting population, before any month.
fn drawn(replication: u32) -> Vec<Record> {
    let start = burned(scenario());
    let run = Run::new(scenario(), &start, replication);
    run.state.blocks.iter().flat_map(|b| (0..BLOCK).filter(|i| b.lives(*i)).map(|i| b.record(i))).collect()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[test]
fn firms_are_in_the_packs_proportions() {
    let economy = &scenario().economy;
    let firms = drawn(0);
    assert_eq!(firms.len(), FIRMS as usize);
    let share = |part: usize| part as f64 / f64::from(FIRMS);
    for (s, sector) in economy.sectors.iter().enumerate() {
        let members: Vec<&Record> = firms.iter().filter(|f| usize::from(f.sector) == s).collect();
        assert!(
            (share(members.len()) - sector.firm_share).abs() < 1e-4 || !sector.has_firms,
            "{}: {}",
            sector.id,
            share(members.len())
        );
        assert!(sector.has_firms || members.is_empty(), "{} has firms", sector.id);
        if members.len() > 500 {
            let mean = members.iter().map(|f| f64::from(f.headcount)).sum::<f64>() / members.len() as f64;
            assert!(
                (mean / sector.mean_size - 1.0).abs() < 0.03,
                "{}: mean headcount {mean}, {} in the pack",
                sector.id,
                sector.mean_size
            );
            let largest = members.iter().map(|f| f.headcount).max().unwrap();
            assert!(f64::from(largest) <= sector.max_size.ceil(), "{}: {largest} people", sector.id);
        }
    }
    for (r, region) in economy.regions.iter().enumerate() {
        let members = firms.iter().filter(|f| usize::from(f.region) == r).count();
        assert!(
            (share(members) - region.firm_share).abs() < 5e-4,
            "{}: {}, {} in the pack",
            region.id,
            share(members),
            region.firm_share
        );
    }
    let mut ids: Vec<u64> = firms.iter().map(|f| f.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), FIRMS as usize, "two firms of one identity");
}

#[test]
fn the_size_tail_is_a_power_law() {
    let mut sizes: Vec<u32> = drawn(0).iter().map(|f| f.headcount).collect();
    sizes.sort_unstable();
    // Slope of the log share of firms with at least n people over log n, at twenty points from 20 to 200.
    let points: Vec<(f64, f64)> = (0..20)
        .map(|k| {
            let n = 20.0 * math::pow(10.0, f64::from(k) / 19.0);
            let above = sizes.len() - sizes.partition_point(|size| f64::from(*size) < n);
            (math::ln(n), math::ln(above as f64 / sizes.len() as f64))
        })
        .collect();
    let (mx, my) =
        (points.iter().map(|p| p.0).sum::<f64>() / 20.0, points.iter().map(|p| p.1).sum::<f64>() / 20.0);
    let slope = points.iter().map(|p| (p.0 - mx) * (p.1 - my)).sum::<f64>()
        / points.iter().map(|p| (p.0 - mx) * (p.0 - mx)).sum::<f64>();
    assert!((-1.3..=-0.9).contains(&slope), "slope {slope}");
}

#[test]
fn resampled_records_keep_the_ratios_of_burned_in_ones() {
    let start: &BurnedIn = &burned(scenario());
    let firms = drawn(0);
    let cost = |f: &Record| {
        f64::from(f.normal_sales) * (1.0 - scenario().economy.sectors[usize::from(f.sector)].margin)
    };
    type Ratio<'a> = &'a dyn Fn(&Record) -> f64;
    let cash_days: Ratio = &|f| 30.0 * (f.cash + f.in_transit).real() / cost(f).max(1.0);
    let debt: Ratio = &|f| (f.working_loan + f.term_loan).real() / f64::from(f.normal_sales).max(1.0);
    let receivable: Ratio =
        &|f| (f.receivable + f.due_from_principal).real() / f64::from(f.normal_sales).max(1.0);
    let payable: Ratio = &|f| (f.payable + f.payable_principal).real() / f64::from(f.normal_sales).max(1.0);
    let margin: Ratio = &|f| f64::from(f.profit) / f64::from(f.normal_sales).max(1.0);
    for (name, ratio) in
        [("cash days", cash_days), ("receivables", receivable), ("payables", payable), ("margin", margin)]
    {
        let before = median(start.firms.iter().map(|(f, _)| ratio(f)).collect());
        let after = median(firms.iter().map(ratio).collect());
        assert!((after / before - 1.0).abs() < 0.05, "median {name}: {after} drawn, {before} burned in");
    }
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
    let (before, after) =
        (mean(start.firms.iter().map(|(f, _)| debt(f)).collect()), mean(firms.iter().map(debt).collect()));
    assert!(
        (after / before - 1.0).abs() < 0.08,
        "mean debt over monthly sales: {after} drawn, {before} burned in"
    );
    // Whole records: who has much debt has the cash that went with it. Ranks of cash and of age hang together
    // as they did.
    let together = |firms: &[Record]| {
        let (cash, profit) =
            (median(firms.iter().map(cash_days).collect()), median(firms.iter().map(margin).collect()));
        let both = firms.iter().filter(|f| cash_days(f) > cash && margin(f) > profit).count();
        both as f64 / firms.len() as f64
    };
    let records: Vec<Record> = start.firms.iter().map(|(f, _)| *f).collect();
    let (before, after) = (together(&records), together(&firms));
    assert!((after - before).abs() < 0.02, "rich and profitable: {after} drawn, {before} burned in");
    assert!(
        (before - 0.25).abs() > 0.01,
        "cash and profit are unrelated in the burn-in, so this shows nothing: {before}"
    );
}

#[test]
fn replications_differ_and_are_repeatable() {
    let (first, again, second) = (drawn(0), drawn(0), drawn(1));
    assert!(first == again);
    let same = first.iter().zip(&second).filter(|(a, b)| a == b).count();
    assert!(same < first.len() / 100, "{same} of {} firms are the same in another replication", first.len());
}

#[test]
fn the_fidelity_table_says_how_near_the_start_is() {
    let tables = simulate(scenario());
    let table = &tables.fidelity;
    for (figures, within) in [("share of firms by sector", 1e-4), ("share of firms by region", 5e-4)] {
        let part = rows(table, "table", figures);
        assert!(!part.rows.is_empty());
        assert!(column(&part, "difference").iter().all(|gap| gap.abs() < within), "{figures}");
    }
    let cash = rows(table, "table", "median cash by sector, days");
    let ratio = sum(&cash, "drawn") / sum(&cash, "target");
    assert!((ratio - 1.0).abs() < 0.3, "median cash is {ratio} of the target");
    for row in rows(table, "table", "mean headcount by sector").rows {
        let (target, drawn) = (number(&row[place(table, "target")]), number(&row[place(table, "drawn")]));
        // Looser than above: in a sector of few firms one large firm weighs.
        assert!((drawn / target - 1.0).abs() < 0.06, "{drawn} for {target}");
    }
}

#[test]
fn a_calm_economy_stays_where_it_is() {
    let mut scenario =
        shipped("baseline.toml", &["scenario.months=60", "parameters.population.burn_in_firms=12000"]);
    scenario.firms = 10_000;
    let tables = simulation::simulate(&scenario, &burned(&scenario), 0, &|_| true).unwrap();
    for name in ["firms_million", "jobs_million", "debt_bn", "price_index", "sales_bn", "cash_bn"] {
        let series = column(&tables.monthly, name);
        let year = |k: usize| series[12 * k..12 * (k + 1)].iter().sum::<f64>() / 12.0;
        let drift = math::pow(year(4) / year(0), 0.25) - 1.0;
        assert!(drift.abs() < 0.02, "{name} drifts by {:.2}% a year", 100.0 * drift);
    }
    // Judged by what banks asked in 2019: 6.76% on average, about 2.5 points above the prime rate.
    let rate = column(&tables.monthly, "loan_rate").iter().sum::<f64>() / 60.0;
    assert!((rate - 0.0676).abs() < 0.004, "{rate}");
    // No month-to-month oscillation: steps are small, and one does not undo the other.
    for name in ["jobs_million", "sales_bn", "input_price_index", "cash_bn"] {
        let series = column(&tables.monthly, name);
        let steps: Vec<f64> = series.windows(2).map(|w| w[1] / w[0] - 1.0).collect();
        let largest = steps.iter().fold(0.0, |most: f64, step| most.max(step.abs()));
        assert!(largest < 0.03, "{name} jumps by {largest} in a month");
        let spread: f64 = steps.iter().map(|x| x * x).sum();
        let together: f64 = steps.windows(2).map(|w| w[0] * w[1]).sum();
        assert!(
            spread < 1e-12 || together / spread > -0.6,
            "{name} swings to and fro: {}",
            together / spread
        );
    }
}

#[test]
fn failures_for_a_customers_closure_are_distinguished() {
    let run_with = |least: f64, share: f64| {
        let mut scenario = shipped(
            "covid-2020-no-policy.toml",
            &[
                "scenario.months=24",
                "scenario.firms=12000",
                "parameters.population.burn_in_years=3",
                "parameters.population.burn_in_firms=8000",
            ],
        );
        // Estates that leave nothing, owners who can't help, suppliers who don't wait.
        for (group, name, value) in [
            ("estate", "fixed_haircut", 1.0),
            ("estate", "claims_haircut", 1.0),
            ("estate", "stock_haircut", 1.0),
            ("estate", "chain_loss", least),
            ("owner", "injection_chance", 0.0),
            ("trade_credit", "stretch_months", 0.2),
            ("trade_credit", "principal_share", share),
            ("trade_credit", "principal_anchor", 0.0),
        ] {
            assert!(scenario.params.set(group, name, value));
        }
        let tables = simulation::simulate(&scenario, &burned(&scenario), 0, &|_| true).unwrap();
        let causes = ["illiquid", "insolvent", "chain", "orderly", "other"]
            .map(|cause| sum(&tables.monthly, &format!("deaths_{cause}_thousand")));
        let all = column(&tables.monthly, "deaths_thousand");
        assert!(
            (causes.iter().sum::<f64>() / all.iter().sum::<f64>() - 1.0).abs() < 1e-9,
            "causes add up to all closures"
        );
        (causes[2], all)
    };
    let (few, all) = run_with(1.0, 0.5);
    let (many, the_same) = run_with(0.0, 0.5);
    assert!(many > 0.0 && many > few, "{few} and {many} thousand");
    // It is a convention of counting and changes nobody's fate; without principal customers there is nothing
    // to count.
    assert_eq!(all, the_same);
    assert_eq!(run_with(0.0, 0.0).0, 0.0);
}
