//! The same inputs give the same tables: on any number of threads, in any order; another seed gives others.

mod common;

use common::model::{assert_same_economy, burned, difference, shipped};
use tideover::month::run;
use tideover::scenario::Scenario;
use tideover::stats::table::RunTables;

fn crisis() -> Scenario {
    shipped(
        "covid-2020.toml",
        // More than eight blocks of firms, so that the walk really is shared out over the threads.
        &["scenario.firms=9000", "scenario.months=8", "parameters.population.burn_in_firms=8000", "parameters.population.burn_in_years=5"],
    )
}

fn on(threads: usize, scenario: &Scenario, replication: u32) -> RunTables {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| run::simulate(scenario, &burned(scenario), replication, &|_| true).unwrap())
}

#[test]
fn threads_change_no_table() {
    let scenario = crisis();
    let one = on(1, &scenario, 0);
    for threads in [2, 8] {
        let many = on(threads, &scenario, 0);
        assert_same_economy(&format!("{threads} threads"), &one, &many);
        assert_eq!(difference(&one.policies, &many.policies), None);
        assert_eq!(difference(&one.fidelity, &many.fidelity), None);
    }
}

#[test]
fn burn_in_is_the_same_on_any_number_of_threads() {
    let scenario = Scenario { shocks: Vec::new(), ..crisis() };
    let burn = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| run::burn_in(&scenario, &|_| true).unwrap().to_bytes())
    };
    assert!(burn(1) == burn(2), "the burn-in depends on the number of threads");
}

#[test]
fn replications_and_seeds_differ() {
    let scenario = crisis();
    let first = on(2, &scenario, 0);
    assert!(difference(&first.ledger, &on(2, &scenario, 1).ledger).is_some());
    let other = Scenario { seed: scenario.seed + 1, ..scenario };
    assert!(difference(&first.ledger, &on(2, &other, 0).ledger).is_some());
}
