//! The starting population, and the calm in which it stays.

mod common;

use common::model::{column, rows, shipped, simulate};
use tideover::month::run::{Run, burn_in};
use tideover::scenario::Scenario;
use tideover::state::block::BLOCK;

fn calm(firms: u32, months: u32) -> Scenario {
    shipped(
        "baseline.toml",
        &[&format!("scenario.firms={firms}"), &format!("scenario.months={months}"), "parameters.population.burn_in_firms=10000"],
    )
}

#[test]
fn the_start_meets_its_targets() {
    let tables = simulate(&calm(20_000, 1));
    for (table, most) in [("share of firms by sector", 0.001), ("share of firms by region", 0.002)] {
        for gap in column(&rows(&tables.fidelity, "table", table), "difference") {
            assert!(gap.abs() < most, "{table}: off by {gap}");
        }
    }
    let people = rows(&tables.fidelity, "table", "mean headcount by sector");
    let (target, drawn) = (column(&people, "target"), column(&people, "drawn"));
    // A few thousand firms decide the mean of a distribution with a heavy tail: large sectors must be near, all within a fifth.
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    assert!((mean(&drawn) / mean(&target) - 1.0).abs() < 0.05);
    let cash = rows(&tables.fidelity, "table", "median cash by sector, days of cost");
    let (target, drawn) = (column(&cash, "target"), column(&cash, "drawn"));
    assert!((mean(&drawn) / mean(&target) - 1.0).abs() < 0.3, "{drawn:?} against {target:?}");
}

#[test]
fn the_upper_tail_of_size_has_the_slope_of_zipf() {
    let scenario = calm(40_000, 1);
    let burned = burn_in(&Scenario { firms: 5000, ..scenario.clone() }, &|_| true).unwrap();
    let run = Run::new(&scenario, &burned, 0);
    let mut sizes = Vec::new();
    for b in &run.state.blocks {
        sizes.extend((0..BLOCK).filter(|i| b.lives(*i)).map(|i| b.headcount[i]));
    }
    let above = |people: u32| sizes.iter().filter(|n| **n >= people).count() as f64;
    // Between 15 and 150 people, where no sector's legal limit cuts: log10 of the shares of firms.
    let slope = libm::log10(above(150) / above(15));
    assert!((-1.35..-0.85).contains(&slope), "{slope}");
}

#[test]
fn calm_stays_calm() {
    let tables = simulate(&calm(10_000, 60));
    for (name, most) in [("firms_million", 0.012), ("jobs_million", 0.015), ("debt_bn", 0.025), ("price_index", 0.001)] {
        let values = column(&tables.monthly, name);
        let yearly = values.last().unwrap() / values[0] - 1.0;
        assert!((yearly / 5.0).abs() < most, "{name} drifts by {} a year", yearly / 5.0);
    }
    // No month is far from its neighbours.
    let sales = column(&tables.monthly, "sales_bn");
    let jerk = sales.windows(3).map(|w| ((w[0] + w[2]) / 2.0 / w[1] - 1.0).abs()).fold(0.0, f64::max);
    assert!(jerk < 0.02, "{jerk}");
    // Judged by what banks asked in 2019: 6.76% on average, about 2.5 points above the prime rate.
    let rate = column(&tables.monthly, "loan_rate");
    let mean = rate.iter().sum::<f64>() / rate.len() as f64;
    assert!((mean - 0.0676).abs() < 0.004, "{mean}");
}
