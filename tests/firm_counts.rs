//! Columns of `monthly.csv` that count firms and jobs, held against the firms themselves, month by month.

mod common;

use common::model::{burned, column, place, policy, shipped, simulate};
use std::collections::BTreeMap;
use tideover::month::model::Scenario;
use tideover::month::outgo;
use tideover::simulation::{Run, settling_months};
use tideover::state::block::{Block, flag};
use tideover::state::slots::BLOCK;
use tideover::stats::recorder::Recorder;
use tideover::table::{Cell, Table};

/// A year of crisis with two grants, from February to January; no firm lies dormant, so that each is either
/// there with its staff or gone.
fn crisis() -> Scenario {
    let set = [
        "scenario.start=2020-02",
        "scenario.months=12",
        "scenario.firms=2500",
        "parameters.population.burn_in_years=2",
        "parameters.population.burn_in_firms=2500",
        "parameters.dormancy.share=0",
    ];
    let mut scenario = shipped("covid-2020-no-policy.toml", &set);
    let grant = |from: &str, to: &str, name: &str| {
        let mut grant = policy("wage_subsidy", from, to, &[]);
        (grant.name, grant.draw) = (name.into(), name.into());
        grant.take_up = Some(0.3);
        grant
    };
    scenario.policies = vec![grant("2020-03", "2020-04", "first"), grant("2020-06", "2020-06", "second")];
    scenario
}

/// The firms of an economy with their slots.
fn firms<'a>(run: &'a Run) -> Vec<(&'a Block, usize)> {
    let of = |b| (0..BLOCK).map(move |i| (b, i));
    run.state.blocks.iter().flat_map(of).filter(|(b, i): &(&'a Block, usize)| b.lives(*i)).collect()
}

fn jobs(run: &Run) -> BTreeMap<u64, i64> {
    firms(run).into_iter().map(|(b, i)| (b.id[i], i64::from(b.headcount[i]))).collect()
}

fn last(table: &Table, name: &str) -> Option<f64> {
    table.rows.last().unwrap()[place(table, name)].number()
}

#[track_caller]
fn near(table: &Table, name: &str, expected: f64) {
    let found = last(table, name).unwrap_or_else(|| panic!("{name} is empty, expected {expected}"));
    assert!(
        (found - expected).abs() <= 1e-9 * expected.abs().max(1e-3),
        "{name}: {found}, expected {expected}"
    );
}

/// Jobs by what became of their firms: thousands in new ones, in those that grow, shrink, have closed.
fn job_flows(before: &BTreeMap<u64, i64>, now: &BTreeMap<u64, i64>) -> [i64; 4] {
    let [mut new, mut growing, mut shrinking] = [0; 3];
    for (id, staff) in now {
        match before.get(id) {
            None => new += staff,
            Some(old) if staff > old => growing += staff - old,
            Some(old) => shrinking += old - staff,
        }
    }
    let closed = before.iter().filter(|(id, _)| !now.contains_key(id)).map(|(_, staff)| staff).sum();
    [new, growing, shrinking, closed]
}

/// The share of firms with a loss in the last three months, of those that were there when each of them began;
/// profits by month and firm.
fn loss_of_quarter(profits: &[BTreeMap<u64, i64>]) -> f64 {
    let months = &profits[profits.len() - 3..];
    let sums: Vec<i64> =
        months[2].keys().filter_map(|id| months.iter().map(|of| of.get(id)).sum::<Option<i64>>()).collect();
    sums.iter().filter(|sum| **sum < 0).count() as f64 / sums.len() as f64
}

#[test]
fn columns_say_what_became_of_the_firms() {
    let scenario = crisis();
    let mut run = Run::new(&scenario, &burned(&scenario), 0);
    let norms = run.norms().clone();
    let mut recorder = Recorder::new(&scenario, &norms, 0, "base");
    (0..settling_months(&scenario)).for_each(|_| recorder.warm(&run.settle().tally));
    run.begin(false);
    let (mut before, mut profits, mut quarters) = (jobs(&run), Vec::new(), 0);
    for t in 0..scenario.months as usize {
        let report = run.month();
        recorder.month(&run.state, &report);
        let table = recorder.clone().finish(0, [0; 3]).monthly;
        let now = jobs(&run);
        let flows = job_flows(&before, &now);
        let names =
            ["new", "growing", "shrinking", "closed"].map(|what| format!("jobs_{what}_firms_thousand"));
        for (name, count) in names.iter().zip(flows) {
            near(&table, name, count as f64 * norms.weight / 1e3);
        }
        let [new, growing, shrinking, closed] = flows;
        let change = now.values().sum::<i64>() - before.values().sum::<i64>();
        assert_eq!(change, new + growing - shrinking - closed);

        // Cash and losses of those who were there when the month began.
        let old: Vec<(&Block, usize)> =
            firms(&run).into_iter().filter(|(b, i)| before.contains_key(&b.id[*i])).collect();
        let part = |of: fn(&Block, usize) -> bool| {
            old.iter().filter(|(b, i)| of(b, *i)).count() as f64 / old.len() as f64
        };
        near(&table, "cash_below_month_share", part(|b, i| outgo::months_of_cash(b, i) < 1.0));
        near(&table, "loss_month_share", part(|b, i| b.scratch.profit[i].0 < 0));
        profits.push(old.iter().map(|(b, i)| (b.id[*i], b.scratch.profit[*i].0)).collect());
        // The run begins in February; March ends a quarter that began while it settled.
        let share = last(&table, "loss_quarter_share");
        assert_eq!(share.is_some(), [1, 4, 7, 10].contains(&t), "month {t}");
        if let Some(share) = share.filter(|_| t >= 4) {
            // A sum that is all but zero may have either sign in single precision.
            assert!((share - loss_of_quarter(&profits)).abs() < 1e-3, "month {t}: {share}");
            quarters += 1;
        }

        // Who was short of cash, and who was helped: no mark stands where no firm is.
        let alive = |of: fn(&Block, usize) -> bool| {
            firms(&run).into_iter().filter(|(b, i)| of(b, *i)).count() as f64 / now.len() as f64
        };
        near(&table, "ever_short_share", alive(|b, i| b.side.short.has(i)));
        near(&table, "ever_helped_share", alive(|b, i| b.side.helped.has(i)));
        assert!(old.iter().all(|(b, i)| !b.has(*i, flag::ILLIQUID) || b.side.short.has(*i)), "month {t}");
        before = now;
    }
    assert_eq!(quarters, 3);
}

#[test]
fn help_adds_up_over_policies_and_months() {
    let scenario = crisis();
    let tables = simulate(&scenario);
    let helped = column(&tables.monthly, "ever_helped_share");
    // Nobody before March; then about three tenths of all firms, and as many of the rest in June.
    assert_eq!(helped[0], 0.0);
    assert!((0.2..0.4).contains(&helped[2]), "{helped:?}");
    assert!((0.4..0.6).contains(&helped[4]), "{helped:?}");
    // Those who come are new to help, so that the share falls when none is given.
    assert!(helped[11] < helped[4], "{helped:?}");
    // Firms short for the first time, closed ones counted in, are no fewer than those alive that ever were.
    let firms = column(&tables.monthly, "firms_million");
    let short = column(&tables.monthly, "ever_short_share");
    let mut first = 0.0;
    for (t, new) in column(&tables.monthly, "short_first_thousand").into_iter().enumerate() {
        first += new;
        assert!(short[t] * firms[t] * 1e3 <= first * (1.0 + 1e-9), "month {t}");
    }
    assert!(short[11] > short[0] && short[0] > 0.0, "{short:?}");
}

#[test]
fn yearly_job_flows_are_sums_of_months() {
    let scenario = crisis();
    let tables = simulate(&scenario);
    let sum = |name: &str| column(&tables.monthly, name).iter().sum::<f64>();
    let jobs = sum("jobs_million") * 1e3 / 12.0;
    for (name, flow) in
        [("job_creation_year", "hires_thousand"), ("job_destruction_year", "layoffs_thousand")]
    {
        // In the last of twelve reported months the year is that of the table.
        near(&tables.monthly, name, sum(flow) / jobs);
    }
    let mut late = scenario;
    late.params.population.settle_months = 2.0;
    let table = simulate(&late).monthly;
    let years: Vec<&Cell> = table.rows.iter().map(|row| &row[place(&table, "job_creation_year")]).collect();
    assert!(years[..9].iter().all(|cell| **cell == Cell::Empty), "{years:?}");
    assert!(years[9..].iter().all(|cell| **cell != Cell::Empty), "{years:?}");
}
