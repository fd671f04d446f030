//! Runs a crisis and the same months without it, and notes what the measures need.

use crate::math;
use crate::month::model::Scenario;
use crate::month::out::Report;
use crate::month::producers;
use crate::month::tally::Count;
use crate::simulation::population::BurnedIn;
use crate::simulation::{Run, settling_months};
use crate::state::Producer;
use crate::state::block::flag;
use crate::state::slots::BLOCK;
use crate::units::Month;
use crate::validate::quiet;
use std::collections::BTreeMap;

/// What a sector did in a month; money in minor units.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs)]
pub struct OfSector {
    /// Sales of small and medium firms, of large firms, of self-employed people and public units.
    pub sales: [f64; 3],
    /// Output at base prices of small and medium firms, and of all others.
    pub output: [f64; 2],
    pub profit: [f64; 2],
    /// Unpaid invoices at the end of the month.
    pub receivables: [f64; 2],
    pub jobs: [f64; 2],
    /// Small and medium firms that trade, and those of them that are closed.
    pub firms: [f64; 2],
}

/// The month of a small or medium firm that trades.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct OfFirm {
    pub sector: u8,
    /// Size class.
    pub class: u8,
    pub sales: f32,
    pub profit: f32,
}

/// A month of an arm.
#[derive(Clone, Debug, Default)]
pub struct OfMonth {
    /// By sector.
    pub sectors: Vec<OfSector>,
    /// Firms that trade, by identity.
    pub firms: BTreeMap<u64, OfFirm>,
    /// Invoices of suppliers that fell due and were not paid, and all that fell due.
    pub overdue: [f64; 2],
    /// People who took to farming or work on their own account for want of a job.
    pub outlet: f64,
    /// Firms alive when the month begins and those of them that close in it, by age in whole years.
    pub exits: BTreeMap<i32, [f64; 2]>,
}

/// A replication: the crisis, and the same months without shocks and policies.
#[derive(Debug)]
pub struct Pair {
    /// The first month.
    pub start: Month,
    /// Months of the crisis.
    pub crisis: Vec<OfMonth>,
    /// The same months without it.
    pub normal: Vec<OfMonth>,
    /// Value added over output at base prices, by sector.
    pub value_added: Vec<f64>,
    /// Minor units in a major one.
    pub minor: f64,
}

/// Runs so many months of a replication of a crisis and of the same months without it. `None` when asked to
/// stop.
pub fn watch(
    scenario: &Scenario,
    start: &BurnedIn,
    replication: u32,
    months: u32,
    go_on: &(dyn Fn(u32) -> bool + Sync),
) -> Option<Pair> {
    let calm = quiet(scenario);
    let mut crisis = Run::new(scenario, start, replication);
    for _ in 0..settling_months(scenario) {
        crisis.settle();
    }
    crisis.begin(false);
    let mut normal = crisis.branch(&calm);
    let mut arms = [Vec::new(), Vec::new()];
    for month in 1..=months {
        for (run, noted) in [&mut crisis, &mut normal].into_iter().zip(&mut arms) {
            let before = ages(run);
            let report = run.month();
            noted.push(note(run, scenario, &report, &before));
        }
        if !go_on(month) {
            return None;
        }
    }
    let value_added = crisis.norms().material.iter().map(|inputs| 1.0 - inputs).collect();
    let minor = scenario.economy.minor_per_major;
    let [crisis, normal] = arms;
    Some(Pair { start: scenario.start, crisis, normal, value_added, minor })
}

/// The age in whole years of every firm alive.
fn ages(run: &Run) -> BTreeMap<u64, i32> {
    let now = run.state.now.0;
    let blocks = run.state.blocks.iter();
    let firms = blocks.flat_map(|b| (0..BLOCK).filter(|i| b.lives(*i)).map(move |i| (b, i)));
    firms.map(|(b, i)| (b.id[i], b.age(i, now) / 12)).collect()
}

fn note(run: &Run, scenario: &Scenario, report: &Report, before: &BTreeMap<u64, i32>) -> OfMonth {
    let mut noted = OfMonth {
        sectors: small(run, report),
        overdue: [report.tally.sums.overdue, report.tally.sums.due_to_suppliers],
        outlet: run.state.households.outlet,
        ..OfMonth::default()
    };
    large(run, scenario, &mut noted.sectors);
    let mut left = before.clone();
    for b in &run.state.blocks {
        for i in (0..BLOCK).filter(|i| b.lives(*i)) {
            left.remove(&b.id[i]);
            // Who was born this month has not been at work yet.
            if b.has(i, flag::DORMANT) || b.born[i] == run.state.now.0 {
                continue;
            }
            let firm = OfFirm {
                sector: b.sector[i],
                class: b.class[i],
                sales: b.sales[i],
                profit: b.scratch.profit[i].real() as f32,
            };
            noted.firms.insert(b.id[i], firm);
        }
    }
    for (age, closed) in before.iter().map(|(id, age)| (*age, left.contains_key(id))) {
        let sums = noted.exits.entry(age).or_default();
        sums[0] += 1.0;
        sums[1] += math::one_if(closed);
    }
    noted
}

/// What small and medium firms did, by sector.
fn small(run: &Run, report: &Report) -> Vec<OfSector> {
    let prices = &run.state.market.small_price;
    let of_sector = |(counts, price): (&[i64; crate::month::tally::COUNTS], &f64)| {
        let count = |which: Count| counts[which as usize] as f64;
        OfSector {
            sales: [count(Count::Sales), 0.0, 0.0],
            output: [count(Count::Sales) / price.max(1e-9), 0.0],
            profit: [count(Count::Profit), 0.0],
            receivables: [count(Count::Receivables), 0.0],
            jobs: [count(Count::Jobs), 0.0],
            firms: [count(Count::Firms) - count(Count::Dormant), count(Count::Suspended)],
        }
    };
    report.tally.dimension("sector").iter().zip(prices).map(of_sector).collect()
}

/// Adds what large firms did, and the sales, output and people of self-employed people and public units: they
/// count where a source counts all who sell or work, and are no enterprises with profits.
fn large(run: &Run, scenario: &Scenario, sectors: &mut [OfSector]) {
    let (norms, market) = (run.norms(), &run.state.market);
    let policy_rate = scenario.params.credit.policy_rate;
    for producer in &run.state.large_firms {
        let s = producer.sector;
        let account = producers::account(producer, &scenario.economy, norms, market, policy_rate);
        let of_sector = &mut sectors[s];
        of_sector.sales[if producer.kind == Producer::LargeFirm { 1 } else { 2 }] += account.sales;
        of_sector.output[1] += account.sales / market.large_price[s].max(1e-9);
        of_sector.jobs[1] += account.people;
        if producer.kind == Producer::LargeFirm {
            of_sector.profit[1] += account.surplus;
            of_sector.receivables[1] += producer.receivable.real();
        }
    }
}
