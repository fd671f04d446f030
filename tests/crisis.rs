//! What a crisis does to levels: cash falls, staff is laid off at its beginning and called back, rent goes on,
//! large buyers pay later, a credit crunch closes firms.

mod common;

use common::model::{booked, burned, column, policy, shipped, simulate, with_policy};
use std::sync::OnceLock;
use tideover::month::model::Scenario;
use tideover::simulation;
use tideover::stats::run_tables::RunTables;
use tideover::validate;

const SMALL: [&str; 3] = [
    "scenario.firms=16000",
    "parameters.population.burn_in_years=8",
    "parameters.population.burn_in_firms=6000",
];

fn small(name: &str, months: &str) -> Scenario {
    shipped(name, &[&SMALL[..], &[months]].concat())
}

/// 2020 without relief, and the same months without a crisis.
fn pair() -> &'static [RunTables; 2] {
    static PAIR: OnceLock<[RunTables; 2]> = OnceLock::new();
    PAIR.get_or_init(|| {
        let crisis = small("covid-2020-no-policy.toml", "scenario.months=14");
        let calm = Scenario { shocks: Vec::new(), ..crisis.clone() };
        [simulate(&crisis), simulate(&calm)]
    })
}

/// A column of the crisis over that of the calm, less one, by month.
fn change(name: &str) -> Vec<f64> {
    let [crisis, calm] = pair();
    let both = column(&crisis.monthly, name).into_iter().zip(column(&calm.monthly, name));
    both.map(|(crisis, calm)| crisis / calm - 1.0).collect()
}

#[test]
fn cash_of_small_firms_falls_in_a_lockdown() {
    let cash = change("cash_bn");
    // February to May 2020.
    assert!(cash[1] < 0.02 && cash[2] < -0.05 && cash[3] < -0.1 && cash[4] < -0.1, "{cash:?}");
}

#[test]
fn staff_is_laid_off_early_and_called_back() {
    let jobs = change("jobs_million");
    // More than three quarters of the year's loss is there by March, and some of it is made up for by July.
    // (It comes back in autumn, while surveyed unemployment did not: who finds no work takes to the land.)
    let lowest = jobs[..12].iter().copied().fold(0.0, f64::min);
    assert!(jobs[2] < -0.02 && jobs[2] < 0.75 * lowest && jobs[6] > 0.95 * jobs[2], "{jobs:?}");
}

#[test]
fn rent_goes_on_behind_closed_doors() {
    let [crisis, calm] = pair();
    let rent = |tables: &RunTables| booked(tables, "rent") + booked(tables, "rent_owed");
    // Sales of fourteen months fall by more than six per cent, rent by less than five.
    let sales = |tables: &RunTables| column(&tables.monthly, "sales_bn").iter().sum::<f64>();
    assert!(sales(crisis) < 0.94 * sales(calm), "{} of {}", sales(crisis), sales(calm));
    assert!(rent(crisis) > 0.95 * rent(calm), "{} of {}", rent(crisis), rent(calm));
}

#[test]
fn a_crunch_closes_firms_and_costs_jobs() {
    let crunch = small("credit-crunch.toml", "scenario.months=16");
    let calm = Scenario { shocks: Vec::new(), ..crunch.clone() };
    let [crunch, calm] = [simulate(&crunch), simulate(&calm)];
    let last = |tables: &RunTables, name: &str| *column(&tables.monthly, name).last().unwrap();
    let jobs = last(&crunch, "jobs_million") / last(&calm, "jobs_million") - 1.0;
    let firms = last(&crunch, "firms_million") / last(&calm, "firms_million") - 1.0;
    assert!(jobs < -0.003 && jobs > -0.03, "{jobs}");
    assert!(firms < -0.0005 && firms > -0.02, "{firms}");
}

#[test]
fn founders_wait_while_banks_refuse() {
    let crunch = small("credit-crunch.toml", "scenario.months=16");
    let born = |scenario: &Scenario| {
        let tables = simulate(scenario);
        column(&tables.monthly, "births_thousand")[4..].iter().sum::<f64>()
    };
    let calm = Scenario { shocks: Vec::new(), ..crunch.clone() };
    let mut without_banks = crunch.clone();
    assert!(without_banks.params.set("entry", "credit_share", 0.0));
    let [all, some, none] = [born(&calm), born(&crunch), born(&without_banks)];
    // One founder in five needs a bank, and banks refuse a part of them.
    assert!(some < 0.98 * none && some > 0.8 * all, "{all} {some} {none}");
}

#[test]
fn firms_that_need_not_pay_new_workers_ahead_grow_more() {
    let baseline = small("baseline.toml", "scenario.months=12");
    let mut at_once = baseline.clone();
    // Receivables are waited for in any case: a pack in which customers pay at once.
    assert!(at_once.params.set("work", "ahead_of_receipts", 0.0));
    at_once.economy.sectors.iter_mut().for_each(|sector| sector.receivable_days = 0.1);
    let mut ahead = at_once.clone();
    assert!(ahead.params.set("work", "ahead_of_receipts", 12.0));
    let start = burned(&at_once);
    let jobs = |scenario: &Scenario, replication: u32| {
        let tables = simulation::simulate(scenario, &start, replication, &|_| true).unwrap();
        *column(&tables.monthly, "jobs_million").last().unwrap()
    };
    let gains: Vec<f64> = (0..4).map(|r| 100.0 * (jobs(&at_once, r) / jobs(&ahead, r) - 1.0)).collect();
    let mean = gains.iter().sum::<f64>() / 4.0;
    let variance = gains.iter().map(|gain| (gain - mean).powi(2)).sum::<f64>() / 3.0;
    // Student's t of three degrees of freedom, 95%.
    let half_width = 3.18 * (variance / 4.0).sqrt();
    assert!(mean > half_width && (0.2..2.0).contains(&mean), "{mean} ± {half_width}% more jobs");
}

#[test]
fn people_of_all_kinds_add_up_and_the_self_employed_lose_income_not_work() {
    let [crisis, calm] = pair();
    let of = |tables: &RunTables, name: &str| column(&tables.monthly, name);
    for tables in [crisis, calm] {
        let kinds =
            ["jobs_million", "jobs_large_million", "jobs_self_employed_million", "jobs_public_million"];
        let parts = kinds.map(|name| of(tables, name));
        for (month, all) in of(tables, "jobs_all_million").iter().enumerate() {
            let sum: f64 = parts.iter().map(|part| part[month]).sum();
            assert!((all - sum).abs() < 1e-6 * all, "{all} {sum}");
        }
    }
    // The census counts 149 million with individual businesses, and nearly all farms come on top; none of them
    // is out of work in February, while what they earn falls by more than a tenth.
    let people = of(crisis, "jobs_self_employed_million");
    assert!((people[0] - 345.0).abs() < 5.0 && people[1] == people[0], "{people:?}");
    let income = change("income_self_employed_bn");
    assert!(income[1] < -0.1, "{income:?}");
    // Large firms keep most of their staff; unemployment rises at once and is less in December, when most jobs are not
    // back: people take to farming or their own account.
    let large = change("jobs_large_million");
    assert!(large[1] < 0.0 && large[11] > -0.05, "{large:?}");
    let unemployed = of(crisis, "unemployment");
    let normal = of(calm, "unemployment");
    assert!(unemployed[1] > normal[1] + 0.003, "{unemployed:?}");
    assert!(unemployed[11] - normal[11] < unemployed[2] - normal[2], "{unemployed:?} {normal:?}");
}

#[test]
fn buyers_that_hold_nothing_back_leave_receivables_shorter() {
    let crisis = small("covid-2020-no-policy.toml", "scenario.months=5");
    let mut prompt = crisis.clone();
    for name in ["large_hold", "closed", "panic"] {
        assert!(prompt.params.set("paying", name, 0.0));
    }
    let owed = |scenario: &Scenario| {
        let tables = simulate(scenario);
        *column(&tables.monthly, "receivables_bn").last().unwrap()
    };
    assert!(owed(&crisis) > 1.03 * owed(&prompt));
}

#[test]
fn support_of_pay_keeps_staff_of_closed_firms() {
    let crisis = small("covid-2020-no-policy.toml", "scenario.months=6");
    let mut subsidy = policy("wage_subsidy", "2020-02", "2020-06", &[("share", 0.5)]);
    subsidy.take_up = Some(1.0);
    let helped = simulate(&with_policy(&crisis, subsidy));
    let [with, without] = [&helped, &pair()[0]].map(|tables| column(&tables.monthly, "jobs_million")[2]);
    assert!(with > 1.002 * without, "{with} with, {without} without");
}

#[test]
fn people_of_large_firms_are_counted_where_the_pack_states_no_pay() {
    let scenario = small("covid-2020-no-policy.toml", "scenario.months=4");
    let pair = validate::crisis::watch::watch(&scenario, &burned(&scenario), 0, 1, &|_| true).unwrap();
    let jobs =
        pair.normal[0].sectors.iter().fold([0.0; 2], |sum, s| [sum[0] + s.jobs[0], sum[1] + s.jobs[1]]);
    // Small firms have 233 of some 730 million; farms are half of the rest.
    let share = jobs[0] / (jobs[0] + jobs[1]);
    assert!((0.27..0.37).contains(&share), "{jobs:?}");
}
