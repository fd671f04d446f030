//! The same inputs give the same tables, whatever the threads; another seed gives others. (That files are the
//! same bytes after an interruption is shown in `run_folder.rs`.)

mod common;

use common::model::{assert_same_economy, burned, difference, shipped};
use rayon::ThreadPoolBuilder;
use tideover::month::model::Scenario;
use tideover::simulation;
use tideover::stats::run_tables::RunTables;

/// Enough firms for more than one task of blocks, every lever of 2020, and a few firms traced.
fn scenario() -> Scenario {
    let mut scenario = shipped(
        "covid-2020.toml",
        &[
            "scenario.months=14",
            "parameters.population.burn_in_years=1",
            "parameters.population.burn_in_firms=8000",
            "scenario.firms=9000",
        ],
    );
    scenario.trace = vec![0, 1, 2, 700];
    scenario
}

fn on_threads(threads: usize, scenario: &Scenario) -> RunTables {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| simulation::simulate(scenario, &burned(scenario), 0, &|_| true).unwrap())
}

#[track_caller]
fn assert_same(left: &RunTables, right: &RunTables) {
    assert_same_economy("two runs", left, right);
    for (name, a, b) in [
        ("policies", &left.policies, &right.policies),
        ("trace", &left.trace, &right.trace),
        ("trace_balances", &left.trace_balances, &right.trace_balances),
        ("fidelity", &left.fidelity, &right.fidelity),
    ] {
        assert!(!a.rows.is_empty(), "{name} is empty");
        assert_eq!(format!("{:?}", a.rows), format!("{:?}", b.rows), "{name}");
    }
    assert_eq!(left.firm_months, right.firm_months);
}

#[test]
fn tables_do_not_depend_on_threads_and_do_on_the_seed() {
    let scenario = scenario();
    let one = on_threads(1, &scenario);
    assert_same(&one, &on_threads(2, &scenario));
    assert_same(&one, &on_threads(8, &scenario));
    let other = on_threads(2, &Scenario { seed: scenario.seed + 1, ..scenario.clone() });
    assert!(difference(&one.monthly, &other.monthly).is_some());
    // The number of a replication is as good as another seed.
    let second = simulation::simulate(&scenario, &burned(&scenario), 1, &|_| true).unwrap();
    assert_ne!(
        common::model::column(&one.monthly, "sales_bn"),
        common::model::column(&second.monthly, "sales_bn")
    );
}

/// Replications share no random draws: what chance adds to a month in one says nothing of what it adds in the
/// next.
#[test]
fn replications_have_random_draws_of_their_own() {
    const REPLICATIONS: usize = 40;
    let set = [
        "scenario.months=12",
        "parameters.population.burn_in_years=1",
        "parameters.population.burn_in_firms=4000",
        "scenario.firms=1500",
    ];
    let scenario = shipped("covid-2020.toml", &set);
    let start = burned(&scenario);
    let tables: Vec<RunTables> = (0..REPLICATIONS as u32)
        .map(|r| simulation::simulate(&scenario, &start, r, &|_| true).unwrap())
        .collect();
    for name in ["births_thousand", "deaths_thousand", "sales_bn"] {
        let series: Vec<Vec<f64>> =
            tables.iter().map(|tables| common::model::column(&tables.monthly, name)).collect();
        let mut firsts: Vec<u64> = series.iter().map(|months| months[0].to_bits()).collect();
        firsts.sort_unstable();
        firsts.dedup();
        assert!(firsts.len() > 5, "{name}: first months are {firsts:?}");
        // Changes from month to month, less their mean over replications; pairs of neighbours, each
        // replication in one pair.
        let changes: Vec<Vec<f64>> =
            series.iter().map(|months| months.windows(2).map(|two| two[1] - two[0]).collect()).collect();
        let mean: Vec<f64> =
            (0..11).map(|m| changes.iter().map(|own| own[m]).sum::<f64>() / REPLICATIONS as f64).collect();
        let noise = |r: usize, m: usize| changes[r][m] - mean[m];
        let (mut both, mut left, mut right) = (0.0, 0.0, 0.0);
        for m in 0..11 {
            // Months in which little happens count as much as the others.
            let scale: f64 = (0..REPLICATIONS).map(|r| noise(r, m) * noise(r, m)).sum();
            for pair in 0..REPLICATIONS / 2 {
                let (one, other) = (noise(2 * pair, m), noise(2 * pair + 1, m));
                both += one * other / scale;
                left += one * one / scale;
                right += other * other / scale;
            }
        }
        // 220 pairs: the standard error of the correlation is 0.07; taking the mean away adds −1/39.
        let correlation = both / (left * right).sqrt();
        assert!(
            correlation.abs() < 0.25,
            "{name}: neighbouring replications are correlated by {correlation:.3}"
        );
    }
}

/// The version of the model and the digest of what it gives. Who changes a result raises the version, so that
/// no folder and no cache of an earlier one is taken for the present, and puts the new digest here. The
/// descriptions of entries in a trace are part of it.
const RESULTS: (u32, &str) = (15, "3b0ab21089f6272d");

#[test]
fn results_change_with_the_version_of_the_model_alone() {
    let scenario = scenario();
    let tables = simulation::simulate(&scenario, &burned(&scenario), 0, &|_| true).unwrap();
    let mut hasher = blake3::Hasher::new();
    for table in [&tables.monthly, &tables.ledger, &tables.policies, &tables.exposure, &tables.trace] {
        hasher.update(format!("{:?}", table.rows).as_bytes());
    }
    let digest = hasher.finalize().to_hex().as_str()[..16].to_string();
    assert_eq!((tideover::experiment::MODEL_VERSION, digest.as_str()), RESULTS);
}

#[test]
fn burn_in_does_not_depend_on_threads_nor_on_the_seed() {
    let scenario = scenario();
    let on = |threads: usize, scenario: &Scenario| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| simulation::burn_in(scenario, &|_| true).unwrap())
    };
    let one = on(1, &scenario);
    assert!(one == on(3, &scenario), "burn-in on one and three threads");
    assert!(one == on(2, &Scenario { seed: 1, ..scenario.clone() }), "burn-in of another seed");
    // Nor on what the scenario does to the economy: all arms start from the same firms.
    assert!(
        one == on(2, &Scenario { shocks: Vec::new(), policies: Vec::new(), ..scenario }),
        "burn-in of another arm"
    );
}

#[test]
fn a_run_that_is_asked_to_stop_stops() {
    let scenario = scenario();
    assert!(simulation::simulate(&scenario, &burned(&scenario), 0, &|month| month < 5).is_none());
    assert!(simulation::burn_in(&scenario, &|month| month < 2).is_none());
}
