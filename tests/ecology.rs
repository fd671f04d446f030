//! Diversity: the index is that of a recount, and two economies that differ in the size of their trades alone lose as
//! much on the mean of all trades struck, but not in a bad draw.

mod common;

use common::model::{burned, column, grouped, place, rows, shipped, simulate, sum, with_shock};
use common::paired::{effect, interval};
use std::collections::{BTreeMap, BTreeSet};
use tideover::math;
use tideover::month::model::Scenario;
use tideover::month::{in_force, norms};
use tideover::rng::Draws;
use tideover::shocks::{Path, Shock};
use tideover::simulation::{self, Run};
use tideover::state::block::flag;
use tideover::state::slots::BLOCK;
use tideover::stats::diversity::shannon;
use tideover::stats::interim::student;

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

/// The trades whose demand is struck in each of so many months.
fn struck(scenario: &Scenario, replication: u64, months: i32) -> Vec<BTreeSet<usize>> {
    let norms = norms::of(&scenario.economy, &scenario.params, f64::from(scenario.firms));
    let draws = Some(Draws::new(scenario.seed, replication));
    let terms = |month| in_force::of(scenario, &norms, scenario.start.plus(month), draws);
    // One region: a cell is a trade.
    (0..months).map(|month| (0..12).filter(|k| terms(month).demand[*k][0] < 1.0).collect()).collect()
}

#[test]
fn the_same_shocks_strike_the_same_trades() {
    let names = ["diverse", "uneven", "specialised", "related"];
    let [even, uneven, specialised, related] =
        names.map(|name| economy(&format!("ecology-{name}.toml"), &["scenario.firms=4000"]));
    let (mut trade_months, mut family_months) = (0, 0);
    for replication in 0..200 {
        let trades = struck(&even, replication, 36);
        assert_eq!(trades, struck(&uneven, replication, 36));
        assert_eq!(trades, struck(&specialised, replication, 36));
        trade_months += trades.iter().map(BTreeSet::len).sum::<usize>();
        for month in struck(&related, replication, 36) {
            let families: BTreeSet<usize> = month.iter().map(|trade| trade / 4).collect();
            assert_eq!(month.len(), 4 * families.len(), "{month:?}");
            family_months += families.len();
        }
    }
    // By chance a trade is struck in 24 months of 1% with probability 0.214, a second time with 0.007, for twelve months
    // each: 2.65 of 36 months. The same holds of a family; bounds are three standard errors.
    let [trade, family] = [trade_months as f64 / 2400.0, family_months as f64 / 600.0];
    eprintln!("struck: {trade:.2} months a trade, {family:.2} a family");
    assert!((trade - 2.65).abs() < 0.3 && (family - 2.65).abs() < 0.6, "{trade} and {family} months");
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
struct Losses {
    lost: [Vec<f64>; 2],
    struck: Vec<[f64; 12]>,
}

impl Losses {
    fn of(name: &str) -> Losses {
        let scenario = economy(name, &["scenario.firms=4000"]);
        let calm = Scenario { shocks: Vec::new(), ..scenario.clone() };
        let mut losses = Losses { lost: [Vec::new(), Vec::new()], struck: Vec::new() };
        for replication in 0..24 {
            let run = |scenario: &Scenario| {
                simulation::simulate(scenario, &burned(scenario), replication, &|_| true).unwrap()
            };
            let (with, without) = (run(&scenario), run(&calm));
            for (lost, name) in losses.lost.iter_mut().zip(["value_added_bn", "jobs_million"]) {
                lost.push(100.0 * (1.0 - sum(&with.monthly, name) / sum(&without.monthly, name)));
            }
            let mut months = [0.0; 12];
            let trades = struck(&scenario, u64::from(replication), 36);
            trades.iter().flatten().for_each(|trade| months[*trade] += 1.0 / 36.0);
            losses.struck.push(months);
        }
        losses
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
    let [even, specialised] = ["ecology-diverse.toml", "ecology-specialised.toml"].map(Losses::of);
    // What is struck is the same; which part of the economy that is differs.
    let part = |big: f64| -> Vec<f64> {
        let small = (1.0 - big) / 11.0;
        even.struck.iter().map(|of| big * of[0] + small * of[1..].iter().sum::<f64>()).collect()
    };
    let struck = [part(1.0 / 12.0), part(0.56)];
    // Measured with sixty draws of twenty thousand firms: points of loss for a point of demand-months struck, with
    // intervals; and what the first 24 of these draws come to, spread over spread and the difference on the mean.
    let measured = [
        ("output", [(59.0, 1.9), (60.2, 1.9)], 1.68, -1.07),
        ("job-years", [(44.6, 2.8), (44.3, 3.0)], 1.56, -0.91),
    ];
    for (k, (what, slopes, spread, difference)) in measured.into_iter().enumerate() {
        let [one, other] = [&even, &specialised].map(|losses| &losses.lost[k]);
        // Where as much of both is struck as chance strikes on the mean, 7%, they lose as much: there 4.17 ± 0.07 and
        // 4.17 ± 0.16% of output.
        let lines = [line(&struck[0], one, 0.07), line(&struck[1], other, 0.07)];
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
