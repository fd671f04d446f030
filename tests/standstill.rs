//! Firms that stand still: orders wait through a restriction and are served afterwards; micro firms lie
//! dormant and wake or close in time. Switched off, neither changes anything.

mod common;

use common::model::{assert_same_economy, burned, column, month, shipped, shock, sum, tiny, with_shock};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use tideover::month::model::Scenario;
use tideover::month::tally::Count;
use tideover::shocks::Path;
use tideover::simulation;
use tideover::simulation::Run;
use tideover::simulation::population::BurnedIn;
use tideover::state::block::flag;
use tideover::state::slots::BLOCK;
use tideover::stats::run_tables::RunTables;

/// Calm and small, nobody dormant; the records it starts from.
fn calm() -> &'static (Scenario, Arc<BurnedIn>) {
    static CALM: OnceLock<(Scenario, Arc<BurnedIn>)> = OnceLock::new();
    CALM.get_or_init(|| {
        let scenario = shipped(
            "baseline.toml",
            &[
                "scenario.months=18",
                "scenario.firms=4000",
                "parameters.population.burn_in_years=4",
                "parameters.population.burn_in_firms=4000",
                "parameters.dormancy.share=0",
            ],
        );
        let start = burned(&scenario);
        (scenario, start)
    })
}

fn set(scenario: &Scenario, values: &[(&str, &str, f64)]) -> Scenario {
    let mut scenario = scenario.clone();
    for (group, name, value) in values {
        assert!(scenario.params.set(group, name, *value), "no parameter {group}.{name}");
    }
    scenario
}

fn simulate(scenario: &Scenario) -> RunTables {
    simulation::simulate(scenario, &calm().1, 0, &|_| true).unwrap()
}

/// All firms closed in March and April 2020.
fn two_months_closed(values: &[(&str, &str, f64)]) -> Scenario {
    let scenario = set(&calm().0, values);
    with_shock(
        &scenario,
        shock(
            &scenario,
            "attendance",
            1.0,
            Path::Step { from: month("2020-03"), to: Some(month("2020-04")) },
        ),
    )
}

const CLOSED: std::ops::Range<usize> = 2..4;

#[test]
fn what_waits_through_a_closure_is_made_up_afterwards() {
    let scenario = two_months_closed(&[("backlog", "share", 0.6), ("backlog", "patience", 60.0)]);
    let with = simulate(&scenario);
    let without = simulate(&two_months_closed(&[("backlog", "share", 0.0)]));
    assert_eq!(sum(&without.monthly, "late_sales_bn"), 0.0);
    let late = column(&with.monthly, "late_sales_bn");
    assert!(late[..4].iter().all(|late| *late == 0.0), "{late:?}");
    // Six tenths of what firms other than households ordered and nobody served, less the few whose seller
    // closed or whose patience ended.
    let norms = tideover::month::norms::of(&scenario.economy, &scenario.params, f64::from(scenario.firms));
    let lost: f64 = scenario
        .economy
        .sectors
        .iter()
        .enumerate()
        .filter(|(_, sector)| sector.has_firms)
        .map(|(s, sector)| {
            let rows = common::model::rows(common::model::grouped(&with, "sector"), "sector", &sector.id);
            norms.business_share[s]
                * sector.orders_wait
                * column(&rows, "lost_sales_bn")[CLOSED].iter().sum::<f64>()
        })
        .sum();
    let made_up = late.iter().sum::<f64>() / (0.6 * lost);
    assert!((0.8..1.0).contains(&made_up), "{made_up} of what waited was delivered");
    // Output overshoots at first, and a larger part of the year's loss is made up than without waiting
    // orders.
    let sales = |tables: &RunTables| column(&tables.monthly, "sales_bn");
    assert!(sales(&with)[4] > 1.02 * sales(&without)[4]);
    let gained = sum(&with.monthly, "sales_bn") - sum(&without.monthly, "sales_bn");
    assert!(gained > 0.5 * late.iter().sum::<f64>(), "{gained} gained");
}

#[test]
fn what_is_switched_off_has_no_say() {
    let off = [("backlog", "share", 0.0), ("dormancy", "share", 0.0)];
    let other = [
        ("backlog", "patience", 2.0),
        ("dormancy", "fixed", 0.9),
        ("dormancy", "wake", 0.9),
        ("dormancy", "most_months", 3.0),
    ];
    let left = simulate(&two_months_closed(&off));
    assert_same_economy(
        "switched off",
        &left,
        &simulate(&two_months_closed(&[&off[..], &other[..]].concat())),
    );
    assert_eq!(sum(&left.monthly, "dormant_million"), 0.0);
    // Without a restriction nothing ever waits.
    let calm = &calm().0;
    let all = set(calm, &[("backlog", "share", 1.0)]);
    assert_same_economy("no restriction", &simulate(calm), &simulate(&all));
}

#[test]
fn dormant_firms_neither_sell_nor_employ_and_wake_or_close_in_time() {
    const MOST: u8 = 9;
    let scenario = set(
        &calm().0,
        &[
            ("dormancy", "share", 1.0),
            ("dormancy", "wake", 0.05),
            ("dormancy", "most_months", f64::from(MOST)),
            ("population", "settle_months", 3.0),
        ],
    );
    let mut run = Run::new(&scenario, &calm().1, 0);
    (0..simulation::settling_months(&scenario)).for_each(|_| drop(run.settle()));
    run.begin(false);
    let mut before: BTreeMap<u64, u8> = BTreeMap::new();
    let (mut woke, mut closed, mut most, mut employed) = (0, 0, 0, None);
    for _ in 0..24 {
        let tally = run.month().tally;
        let (mut now, mut alive) = (BTreeMap::new(), BTreeMap::new());
        let mut jobs = 0;
        for b in &run.state.blocks {
            for i in (0..BLOCK).filter(|i| b.lives(*i)) {
                alive.insert(b.id[i], b.has(i, flag::DORMANT));
                if !b.has(i, flag::DORMANT) {
                    assert_eq!(b.dormant_months[i], 0);
                    jobs += i64::from(b.headcount[i]);
                    continue;
                }
                assert!(b.order[i] == 0.0 && b.backlog[i] == 0 && !b.has(i, flag::SUSPENDED));
                assert!(b.dormant_months[i] < MOST, "dormant for {} months", b.dormant_months[i]);
                // With zero months it has lain down this month, perhaps again.
                if let (Some(months), 1..) = (before.get(&b.id[i]), b.dormant_months[i]) {
                    assert_eq!(b.dormant_months[i], months + 1);
                    assert!(b.sales[i] == 0.0 && b.scratch.request[i].is_zero());
                }
                now.insert(b.id[i], b.dormant_months[i]);
            }
        }
        assert_eq!(jobs, tally.total(Count::Jobs));
        let change = tally.sums.hires - tally.sums.layoffs;
        assert!(
            employed.is_none_or(|before: i64| (jobs - before) as f64 == change),
            "hires less layoffs are {change}"
        );
        employed = Some(jobs);
        assert_eq!(now.len() as i64, tally.total(Count::Dormant));
        assert_eq!(alive.len() as i64, tally.total(Count::Firms));
        for (id, months) in before.iter().filter(|(id, _)| !now.contains_key(id)) {
            // Awake, or its time was over. (Who wakes may close in the same month for another reason.)
            match alive.get(id) {
                Some(dormant) => woke += i32::from(!dormant),
                None => closed += i32::from(months + 1 == MOST),
            }
        }
        most = most.max(now.len());
        before = now;
    }
    assert!(woke > 50 && closed > 50 && most > 100, "{woke} woke, {closed} closed, at most {most} dormant");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    /// The books are checked by the program itself, month by month; late orders are never more than were lost
    /// before.
    #[test]
    fn books_balance_through_closures_of_any_strength(
        closed in 0.3f64..1.0, share in 0.0f64..1.0, patience in 1.0f64..12.0, dormant in 0.0f64..1.0, wake in 0.0f64..0.5, overtime in 1.0f64..2.0,
    ) {
        let scenario = tiny("firms = 1500\n[parameters.population]\nburn_in_years = 1\nburn_in_firms = 1500\n");
        let start = burned(&scenario);
        let scenario = set(&scenario, &[
            ("backlog", "share", share), ("backlog", "patience", patience), ("dormancy", "share", dormant), ("dormancy", "wake", wake),
            ("production", "overtime", overtime),
        ]);
        let path = Path::Step { from: month("2020-02"), to: Some(month("2020-05")) };
        let scenario = with_shock(&scenario, shock(&scenario, "attendance", closed, path));
        let tables = simulation::simulate(&scenario, &start, 0, &|_| true).unwrap();
        let (late, lost) = (column(&tables.monthly, "late_sales_bn"), column(&tables.monthly, "lost_sales_bn"));
        let (mut delivered, mut open) = (0.0, 0.0);
        for (late, lost) in late.iter().zip(&lost) {
            delivered += late;
            // Rounding to sixteenths is right on average: with so many firms, within a few per cent.
            prop_assert!(delivered <= 1.05 * share * open + 1e-6, "{} of {} at a share of {}", delivered, open, share);
            open += lost;
        }
    }
}
