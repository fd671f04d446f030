//! Research and innovation: who does research pays for it, who finds something lives longer, rivals catch up,
//! and normal times stay as they are fitted.

mod common;

use common::hazard::{Exposure, exposed, ratio};
use common::model::{assert_same_economy, burned, shipped, simulate};
use common::paired::{effect, those};
use std::cell::RefCell;
use std::collections::BTreeMap;
use tideover::month::model::Scenario;
use tideover::simulation::{self, Run};
use tideover::state::slots::BLOCK;

fn economy(name: &str, set: &[&str]) -> Scenario {
    let small = [
        "scenario.firms=40000",
        "parameters.population.burn_in_years=15",
        "parameters.population.burn_in_firms=20000",
    ];
    shipped(name, &[&small[..], set].concat())
}

/// An economy in which firms of every size do research, so that there are enough of them to see.
const ALL_SIZES: [&str; 3] =
    ["parameters.innovation.micro=1", "parameters.innovation.small=1", "scenario.months=80"];

/// What a firm is in the race: never seen to do research (0), or how much its lot is to spend (1 little, 2 much, between
/// them 3), and ahead of rivals or not (10 more).
fn racers(scenario: &Scenario, months: u32) -> Exposure {
    let spent = RefCell::new(BTreeMap::<u64, f32>::new());
    exposed(scenario, 0.15, months, |b, i| {
        let mut spent = spent.borrow_mut();
        if b.scratch.research[i] > 0.0 {
            // Where cash runs short less is done than the firm's lot says: the most that was seen is its lot.
            let share = b.scratch.research[i] / b.normal_sales[i].max(1.0);
            let most = spent.entry(b.id[i]).or_insert(share);
            *most = most.max(share);
        }
        match spent.get(&b.id[i]).copied().unwrap_or(0.0) {
            0.0 => 0,
            share => {
                let much = if share < 0.02 {
                    1
                } else if share > 0.05 {
                    2
                } else {
                    3
                };
                much + if b.innovations(i) > 0 { 10 } else { 0 }
            }
        }
    })
}

#[test]
fn who_innovates_lives_longer_and_who_only_spends_does_not() {
    let race = racers(&economy("baseline.toml", &ALL_SIZES), 60);
    let (ahead, closed) = ratio(&race, &[11, 12, 13], &[1, 2, 3]);
    eprintln!("ahead of rivals, over others that do research: {ahead:.2} ({closed} closures)");
    assert!(closed > 200.0 && (0.6..0.9).contains(&ahead), "{ahead}, {closed} closures");
    // Who is ahead is older and has had cash: the same firms, were innovations worth nothing.
    let nothing =
        [&ALL_SIZES[..], &["parameters.innovation.efficiency_gain=0", "parameters.innovation.appeal_gain=0"]]
            .concat();
    let (chosen, _) = ratio(&racers(&economy("baseline.toml", &nothing), 60), &[11, 12, 13], &[1, 2, 3]);
    eprintln!("the same where innovations bring nothing: {chosen:.2}");
    assert!(ahead < chosen - 0.05, "{ahead} against {chosen}");
    // Research that finds nothing costs lives, the more is spent: the same firms, with no success for anybody.
    let fruitless = racers(
        &economy("baseline.toml", &[&ALL_SIZES[..], &["parameters.innovation.success=0"]].concat()),
        60,
    );
    let [little, much] = [1, 2].map(|group| ratio(&fruitless, &[group], &[0]).0);
    eprintln!(
        "without success, over firms without research: {little:.2} where little is spent, {much:.2} where much"
    );
    assert!(much > 1.05 && much > 1.1 * little, "{little} {much}");
}

#[test]
fn innovators_live_longer_in_a_slump_too() {
    let race = racers(&economy("covid-2020-no-policy.toml", &ALL_SIZES), 18);
    let (ahead, closed) = ratio(&race, &[11, 12, 13], &[0]);
    eprintln!("2020, ahead of rivals over firms without research: {ahead:.2} ({closed} closures)");
    assert!(closed > 30.0 && ahead < 0.9, "{ahead}, {closed} closures");
}

#[test]
fn results_of_research_keep_firms_jobs_and_sales() {
    let usual = economy("baseline.toml", &ALL_SIZES);
    let fruitless =
        economy("baseline.toml", &[&ALL_SIZES[..], &["parameters.innovation.success=0"]].concat());
    // The firms that do research in the first month, with the same draws each time.
    let researchers = |replication| Some(those(&fruitless, replication, |b, i| b.scratch.research[i] > 0.0));
    let [firms, jobs, sales] = effect(&usual, &fruitless, 72, 4, researchers);
    eprintln!(
        "research with results over research without, % after six years: firms {firms:.1?}, jobs {jobs:.1?}, sales {sales:.1?}"
    );
    for (what, (mean, half_width)) in [("firms", firms), ("jobs", jobs), ("sales", sales)] {
        assert!(mean > half_width && mean < 10.0, "{what}: {mean} ± {half_width}");
    }
}

#[test]
fn research_rests_while_a_firm_is_closed_or_short_of_cash() {
    let scenario = economy("covid-2020-no-policy.toml", &["scenario.firms=6000"]);
    let mut run = Run::new(&scenario, &burned(&scenario), 0);
    (0..simulation::settling_months(&scenario)).for_each(|_| drop(run.settle()));
    run.begin(false);
    let mut at_work = Vec::new();
    for _ in 0..2 {
        run.month();
        let of_blocks = run.state.blocks.iter().map(|b| {
            let spends = |i: &usize| b.lives(*i) && b.scratch.research[*i] > 0.0;
            assert!((0..BLOCK).filter(spends).all(|i| b.sales[i] > 0.0));
            (0..BLOCK).filter(spends).count()
        });
        at_work.push(of_blocks.sum::<usize>());
    }
    // February 2020: four in five are closed for a time.
    assert!(at_work[0] > 20 && at_work[1] < at_work[0] / 2, "{at_work:?}");
}

#[test]
fn where_no_sector_does_research_nothing_of_it_moves_a_bit() {
    let small = ["scenario.firms=1500", "scenario.months=12", "parameters.population.burn_in_years=3"];
    let without = |set: &[&str]| {
        let mut scenario = economy("baseline.toml", &[&small[..], set].concat());
        scenario.economy.sectors.iter_mut().for_each(|sector| sector.research = 0.0);
        simulate(&scenario)
    };
    let other = without(&[
        "parameters.innovation.success=6",
        "parameters.innovation.imitation=1",
        "parameters.innovation.intensity=0.2",
    ]);
    assert_same_economy("no research", &without(&[]), &other);
}
