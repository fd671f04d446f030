//! A stock of firms that grows: births exceed closures by its growth, it is young, its firms keep their size,
//! and there is room for it.

mod common;

use common::model::{burned, column, shipped, simulate, sum};
use tideover::math;
use tideover::month::model::Scenario;
use tideover::month::norms::aged;
use tideover::simulation;
use tideover::simulation::Run;
use tideover::state::slots::BLOCK;

/// The shipped register of China, small; `growth` a year of firms and demand.
fn register(growth: f64, set: &[&str]) -> Scenario {
    let [firms, demand] = [("entry", "growth"), ("demand", "trend")]
        .map(|(group, name)| format!("parameters.{group}.{name}={growth}"));
    let small = [
        "parameters.population.burn_in_years=10",
        "parameters.population.burn_in_firms=8000",
        &firms,
        &demand,
    ];
    shipped("baseline-registry.toml", &[&small[..], set].concat())
}

/// Yearly growth from the mean of the first year to that of the last.
fn growth(series: &[f64]) -> f64 {
    let years = series.len() / 12;
    let mean = |k: usize| series[12 * k..12 * (k + 1)].iter().sum::<f64>() / 12.0;
    math::pow(mean(years - 1) / mean(0), 1.0 / (years - 1) as f64) - 1.0
}

#[test]
fn the_register_of_china_grows() {
    let scenario = shipped("baseline-registry.toml", &[]);
    assert_eq!((scenario.params.entry.growth, scenario.params.demand.trend), (0.075, 0.075));
    assert_eq!(shipped("baseline.toml", &[]).params.entry.growth, 0.0);
}

#[test]
fn births_exceed_closures_by_the_growth_and_firms_keep_their_size() {
    let tables = simulate(&register(
        0.075,
        &[
            "scenario.months=72",
            "scenario.firms=24000",
            "parameters.population.burn_in_years=20",
            "parameters.population.burn_in_firms=16000",
        ],
    ));
    let series = |name: &str| column(&tables.monthly, name);
    let firms = series("firms_million");
    assert!((growth(&firms) - 0.075).abs() < 0.01, "firms grow by {}", growth(&firms));
    // Monthly births and closures, in thousands, over the firms, in millions.
    let net = (sum(&tables.monthly, "births_thousand") - sum(&tables.monthly, "deaths_thousand")) / 6.0;
    let stock = 1e3 * firms.iter().sum::<f64>() / 72.0;
    assert!(
        (net / stock - math::ln(1.075)).abs() < 0.01,
        "births less closures are {} of the stock a year",
        net / stock
    );
    // The frame, 52 million firms, is met when the reported months begin.
    assert!((firms[0] / 52.0 - 1.0).abs() < 0.03, "{} million firms in the first month", firms[0]);
    // Sales grow with demand, and nothing that is normal drifts away from them.
    for name in ["jobs_million", "sales_bn", "cash_bn", "debt_bn"] {
        assert!((growth(&series(name)) - 0.075).abs() < 0.02, "{name} grows by {}", growth(&series(name)));
    }
    for name in ["price_index", "loan_rate"] {
        assert!(growth(&series(name)).abs() < 0.02, "{name} grows by {}", growth(&series(name)));
    }
}

#[test]
fn a_growing_stock_is_young() {
    let younger = |growth: f64| {
        let scenario = register(growth, &["scenario.months=1", "scenario.firms=8000"]);
        let start = burned(&scenario);
        assert!(
            (start.firms.len() as f64 / 8000.0 - 1.0).abs() < 0.05,
            "the burn-in ends with {} firms",
            start.firms.len()
        );
        let run = Run::new(&scenario, &start, 0);
        let ages = run
            .state
            .blocks
            .iter()
            .flat_map(|b| (0..BLOCK).filter(|i| b.lives(*i)).map(|i| b.age(i, run.state.now.0)));
        let ages: Vec<i32> = ages.collect();
        let share = ages.iter().filter(|age| **age < 60).count() as f64 / ages.len() as f64;
        let norms = tideover::month::norms::of(&scenario.economy, &scenario.params, 8000.0);
        (share, norms.age_shares.iter().take(5).sum::<f64>(), scenario.economy.age_shares)
    };
    let (calm, of_pack, shares) = younger(0.0);
    let (grows, tilted, _) = younger(0.075);
    assert!(grows > calm + 0.08, "{grows} younger than five in the stock that grows, {calm} in the other");
    assert_eq!(aged(&shares, 0.075).iter().take(5).sum::<f64>(), tilted);
    assert!((aged(&shares, 0.075).iter().sum::<f64>() - 1.0).abs() < 1e-12);
    assert!(tilted > of_pack + 0.08);
}

/// Twelve years of growth more than double the stock: newborn firms find a slot, in new blocks, and the books
/// balance every month, which [`tideover::month::close`] asserts.
#[test]
fn there_is_room_for_twelve_years_of_growth() {
    let scenario = register(0.08, &["scenario.months=144", "scenario.firms=3000"]);
    let start = burned(&scenario);
    let mut run = Run::new(&scenario, &start, 0);
    let (firms, blocks) = (run.state.firms(), run.state.blocks.len());
    (0..simulation::settling_months(&scenario)).for_each(|_| drop(run.settle()));
    (0..scenario.months).for_each(|_| drop(run.month()));
    let times = run.state.firms() as f64 / firms as f64;
    // 1.08 to the thirteenth is 2.72.
    assert!((2.3..3.2).contains(&times), "{times} times the firms");
    assert!(run.state.blocks.len() > blocks, "{blocks} blocks were enough");
}
