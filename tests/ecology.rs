//! Diversity: the index is that of a recount, and two economies that differ in the size of their trades alone lose as
//! much on the mean of all trades struck, but not in a bad draw.

mod common;

use common::model::{burned, column, grouped, place, rows, shipped, simulate, with_shock};
use common::paired::{effect, interval};
use std::collections::{BTreeMap, BTreeSet};
use tideover::math;
use tideover::month::model::Scenario;
use tideover::shocks::{Path, Shock};
use tideover::simulation::{self, Run};
use tideover::state::block::flag;
use tideover::state::slots::BLOCK;
use tideover::stats::diversity::shannon;
use tideover::stats::interim::student;
use tideover::stats::run_tables::RunTables;

fn economy(name: &str, set: &[&str]) -> Scenario {
    let small = ["parameters.population.burn_in_years=5", "parameters.population.burn_in_firms=6000"];
    shipped(name, &[&small[..], set].concat())
}

/// The first replication, ready for its first month.
fn begun(scenario: &Scenario) -> Run<'_> {
    let mut run = Run::new(scenario, &burned(scenario), 0);
    (0..simulation::settling_months(scenario)).for_each(|_| drop(run.settle()));
    run.begin(false);
    run
}

#[test]
fn diversity_is_that_of_a_recount() {
    let months = 15;
    let scenario = economy("ladder-ten-years.toml", &["scenario.firms=6000", "scenario.months=15"]);
    let tables = simulate(&scenario);
    let [diversity, of_jobs] = ["diversity", "diversity_of_jobs"].map(|name| column(&tables.monthly, name));
    let mut run = begun(&scenario);
    let mut higher = 0;
    for month in 0..months {
        run.month();
        let mut kinds: BTreeMap<(u8, u8, usize), [f64; 2]> = BTreeMap::new();
        for b in &run.state.blocks {
            for i in (0..BLOCK).filter(|i| b.lives(*i)) {
                let jobs = if b.has(i, flag::DORMANT) { 0.0 } else { f64::from(b.headcount[i]) };
                let kind = kinds.entry((b.sector[i], b.class[i], b.tier_of(i))).or_default();
                kind.iter_mut().zip([1.0, jobs]).for_each(|(sum, value)| *sum += value);
            }
        }
        higher += kinds.keys().filter(|(_, _, tier)| *tier > 0).count();
        for (told, k) in [(&diversity, 0), (&of_jobs, 1)] {
            let recount = shannon(kinds.values().map(|kind| kind[k]));
            assert!((told[month] - recount).abs() < 1e-9, "month {month}: {} and {recount}", told[month]);
        }
    }
    assert!(higher > 0, "nobody stands on a step of the ladder");
    // The table by sector knows part of it: the rest is at most what fifteen classes and tiers could add to each.
    let by_sector = grouped(&tables, "sector");
    let first = rows(by_sector, "month", &tables.monthly.rows[0][place(&tables.monthly, "month")].text());
    let sectors = shannon(column(&first, "firms_thousand").into_iter());
    assert!(sectors < diversity[0] && diversity[0] < sectors + math::ln(15.0), "{sectors}, {diversity:?}");
}

/// An economy of alike trades, small, in its calm.
fn calm(name: &str, set: &[&str]) -> Scenario {
    let scenario = economy(name, &[&["scenario.firms=8000"], set].concat());
    Scenario { shocks: Vec::new(), ..scenario }
}

#[test]
fn variety_worked_by_hand() {
    let of = |name: &str| {
        let scenario = calm(name, &["scenario.months=1"]);
        let tables = simulate(&scenario);
        let mut run = begun(&scenario);
        run.month();
        // What all trades sell to firms, as a share: the same for each, so that the sum tells it.
        let demand = &run.state.market.demand;
        let of_firms = demand.chunks(28).flat_map(|seller| &seller[..24]).sum::<f64>();
        let told = ["diversity", "supplier_variety", "customer_variety"]
            .map(|name| column(&tables.monthly, name)[0]);
        // Final buyers, one by one.
        let last = (24..28).map(|k| demand.chunks(28).map(|seller| seller[k]).sum::<f64>());
        (told, of_firms / demand.iter().sum::<f64>(), shannon(last))
    };
    let near = |told: f64, hand: f64| assert!((told - hand).abs() < 0.01, "{told}, by hand {hand}");
    // Even: ln 12 = 2.485. One trade with 0.56, eleven with 0.04: −0.56 ln 0.56 − 0.44 ln 0.04 = 1.741.
    let names = [("ecology-diverse.toml", 2.485), ("ecology-specialised.toml", 1.741)];
    let [even, specialised] = names.map(|(name, trades)| {
        let (told, firms, last) = of(name);
        near(told[1], trades);
        // Between firms and final buyers, among firms of all trades, among final buyers.
        let between = shannon([firms, 1.0 - firms].into_iter());
        near(told[2], between + firms * trades + (1.0 - firms) * last);
        assert!((0.38..0.48).contains(&firms), "{firms} of orders from firms; the table says 0.45");
        told
    });
    // Sizes of firms are the same in all trades, so that the two differ in trades alone.
    assert!((even[0] - specialised[0] - 0.744).abs() < 0.03, "{} and {}", even[0], specialised[0]);
}

/// A replication of an economy of alike trades and of its calm.
fn with_and_without(scenario: &Scenario, replication: u32) -> [RunTables; 2] {
    let calm = Scenario { shocks: Vec::new(), ..scenario.clone() };
    [scenario, &calm]
        .map(|scenario| simulation::simulate(scenario, &burned(scenario), replication, &|_| true).unwrap())
}

/// The trades that sell less than 0.85 times what they sell in the calm, by month.
fn struck(both: &[RunTables; 2]) -> Vec<BTreeSet<usize>> {
    let [with, without] = both.each_ref().map(|tables| column(grouped(tables, "sector"), "sales_bn"));
    let parts = with.iter().zip(&without).map(|(with, without)| with / without).collect::<Vec<_>>();
    parts.chunks(12).map(|month| (0..12).filter(|k| month[*k] < 0.85).collect()).collect()
}

#[test]
fn the_same_shocks_strike_the_same_trades() {
    let [even, uneven, related] = ["ecology-diverse.toml", "ecology-uneven.toml", "ecology-related.toml"]
        .map(|name| economy(name, &["scenario.firms=4000", "scenario.months=24"]));
    let ever = |scenario: &Scenario, replication| -> BTreeSet<usize> {
        struck(&with_and_without(scenario, replication)).into_iter().flatten().collect()
    };
    let (mut all, mut families) = (BTreeSet::new(), BTreeSet::new());
    for replication in 0..4 {
        let trades = ever(&even, replication);
        assert_eq!(trades, ever(&uneven, replication), "replication {replication}");
        all.extend(trades);
        for month in struck(&with_and_without(&related, replication)) {
            let here: BTreeSet<usize> = month.iter().map(|trade| trade / 4).collect();
            assert_eq!(month.len(), 4 * here.len(), "{month:?}");
            families.extend(here);
        }
    }
    assert!(!all.is_empty() && !families.is_empty());
}

/// Losses in per cent of firms, jobs and normal sales, a year after a trade has lost two fifths of final demand, with
/// intervals.
fn losses(calm: &Scenario, trade: usize) -> [(f64, f64); 3] {
    let course = Path::Step { from: calm.start, to: Some(calm.start.plus(11)) };
    let mut shock: Shock = common::model::shock(calm, "demand", 0.0, course);
    shock.by_sector[trade] = -0.4;
    effect(&with_shock(calm, shock), calm, 12, 6, |_| None).map(|(mean, half_width)| (-mean, half_width))
}

#[test]
fn a_trade_struck_costs_what_it_weighs() {
    let even = losses(&calm("ecology-diverse.toml", &["scenario.months=12"]), 0);
    let specialised = calm("ecology-specialised.toml", &["scenario.months=12"]);
    let [big, small] = [0, 5].map(|trade| losses(&specialised, trade));
    let [even_jobs, big_jobs] = [even[1].0, big[1].0];
    // Measured: 3.1 ± 0.1, 20.0 ± 0.4 and 1.4 ± 0.1% of jobs for trades of 8.3, 56 and 4%.
    assert!((2.8..3.4).contains(&even_jobs) && (19.0..21.0).contains(&big_jobs), "{even_jobs}, {big_jobs}");
    for (k, what) in [(1, "jobs"), (2, "sales")] {
        let [even, big, small] = [even[k], big[k], small[k]];
        // One trade of twelve is struck, each as likely, of which eleven are small: the mean loss is the same.
        let mean = (big.0 + 11.0 * small.0) / 12.0;
        let error = ((big.1 / 12.0).powi(2) + (small.1 * 11.0 / 12.0).powi(2) + even.1.powi(2)).sqrt();
        assert!((mean - even.0).abs() < 2.0 * error && error < 0.2, "{what}: {mean}, {even:?} ± {error}");
        // Each is struck or not for itself, so that variances add up. Were loss and weight in proportion, the spread
        // over that of twelve equal trades would be √(0.56² + 11 · 0.04²) / √(1/12) = 1.993.
        let spread = ((big.0.powi(2) + 11.0 * small.0.powi(2)) / 12.0).sqrt() / even.0;
        let error = spread * ((big.1 / big.0).powi(2) + (even.1 / even.0).powi(2)).sqrt();
        eprintln!(
            "{what}: even {even:.2?}, specialised {big:.2?} and {small:.2?}, spread {spread:.2} ± {error:.2}"
        );
        assert!((spread - 1.993).abs() < 2.0 * error && error < 0.15, "{what}: {spread} ± {error}");
    }
}

/// What draws of shocks come to: per cent of value added, then of job-years, lost in three years; and by trade the part
/// of the months in which it was struck.
struct Draws {
    lost: [Vec<f64>; 2],
    struck: Vec<[f64; 12]>,
}

impl Draws {
    fn of(name: &str) -> Draws {
        let scenario = economy(name, &["scenario.firms=4000"]);
        let sum = |tables: &RunTables, name: &str| column(&tables.monthly, name).iter().sum::<f64>();
        let mut draws = Draws { lost: [Vec::new(), Vec::new()], struck: Vec::new() };
        for replication in 0..24 {
            let both = with_and_without(&scenario, replication);
            for (lost, name) in draws.lost.iter_mut().zip(["value_added_bn", "jobs_million"]) {
                lost.push(100.0 * (1.0 - sum(&both[0], name) / sum(&both[1], name)));
            }
            let mut months = [0.0; 12];
            struck(&both).iter().flatten().for_each(|trade| months[*trade] += 1.0 / 36.0);
            draws.struck.push(months);
        }
        draws
    }
}

/// Slope of a line through points, with the half width of its 95% interval, and its height at `at`.
fn line(x: &[f64], y: &[f64], at: f64) -> (f64, f64, f64) {
    let n = x.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / n;
    let (mean_x, mean_y) = (mean(x), mean(y));
    let square: f64 = x.iter().map(|x| (x - mean_x).powi(2)).sum();
    let slope = x.iter().zip(y).map(|(x, y)| (x - mean_x) * (y - mean_y)).sum::<f64>() / square;
    let left: f64 = x.iter().zip(y).map(|(x, y)| (y - mean_y - slope * (x - mean_x)).powi(2)).sum();
    (slope, student(0.975, x.len() - 2) * (left / (n - 2.0) / square).sqrt(), mean_y + slope * (at - mean_x))
}

#[test]
fn the_specialised_economy_loses_as_much_on_the_mean_but_not_in_a_bad_draw() {
    let [even, specialised] = ["ecology-diverse.toml", "ecology-specialised.toml"].map(Draws::of);
    // What is struck is the same; which part of the economy that is differs.
    let part = |big: f64| -> Vec<f64> {
        let small = (1.0 - big) / 11.0;
        even.struck.iter().map(|of| big * of[0] + small * of[1..].iter().sum::<f64>()).collect()
    };
    let struck = [part(1.0 / 12.0), part(0.56)];
    // Measured with sixty draws of twenty thousand firms: points of loss for a point of demand-months struck, with
    // intervals; and what the first 24 of these draws come to, spread over spread and the difference on the mean.
    let measured = [
        ("output", [(49.3, 2.0), (53.3, 2.2)], 1.68, -1.07),
        ("job-years", [(37.3, 2.5), (39.5, 2.6)], 1.56, -0.91),
    ];
    for (k, (what, slopes, spread, difference)) in measured.into_iter().enumerate() {
        let [one, other] = [&even, &specialised].map(|draws| &draws.lost[k]);
        // In the middle of what both were struck by: nothing is lost or gained on the mean.
        let lines = [line(&struck[0], one, 0.08), line(&struck[1], other, 0.08)];
        eprintln!("{what}: slopes and losses {lines:.2?}");
        for ((slope, half_width, _), (usual, error)) in lines.into_iter().zip(slopes) {
            assert!(
                (slope - usual).abs() < half_width + error && half_width < 8.0,
                "{what}: {slope} ± {half_width}"
            );
        }
        assert!((lines[0].2 - lines[1].2).abs() < 0.4, "{what}: {lines:?}");
        let more: Vec<f64> = other.iter().zip(one).map(|(other, one)| other - one).collect();
        // The half widths of two intervals over as many draws are as the spreads.
        let ratio = interval(other).1 / interval(one).1;
        let worst = |lost: &[f64]| lost.iter().copied().fold(0.0, f64::max);
        let better = more.iter().filter(|more| **more < 0.0).count();
        let worst = [worst(one), worst(other)];
        eprintln!(
            "{what}: {:.2?} more, spread {ratio:.2}, worst {worst:.1?}, better in {better}",
            interval(&more)
        );
        assert!(
            (ratio - spread).abs() < 0.15 && (interval(&more).0 - difference).abs() < 0.4,
            "{what}: {ratio}"
        );
        // In most draws the specialised economy does better; its worst is much worse.
        assert!((17..=23).contains(&better) && worst[1] > 1.5 * worst[0], "{what}: {better}, {worst:?}");
    }
}
