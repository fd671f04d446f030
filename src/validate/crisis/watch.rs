//! Runs a crisis and the same months without it, and notes what the measures need.

use crate::math;
use crate::month::buyers::value_added_tax;
use crate::month::model::Scenario;
use crate::month::out::Report;
use crate::month::tally::Count;
use crate::simulation::population::BurnedIn;
use crate::simulation::{Run, settling_months};
use crate::state::block::flag;
use crate::state::slots::BLOCK;
use crate::units::Month;
use crate::validate::quiet;
use std::collections::BTreeMap;

/// What a sector did in a month; money in minor units.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs)]
pub struct OfSector {
    /// Sales of small and medium, and of large firms.
    pub sales: [f64; 2],
    /// Output at base prices, likewise.
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
            sales: [count(Count::Sales), 0.0],
            output: [count(Count::Sales) / price.max(1e-9), 0.0],
            profit: [count(Count::Profit), 0.0],
            receivables: [count(Count::Receivables), 0.0],
            jobs: [count(Count::Jobs), 0.0],
            firms: [count(Count::Firms) - count(Count::Dormant), count(Count::Suspended)],
        }
    };
    report.tally.dimension("sector").iter().zip(prices).map(of_sector).collect()
}

/// Pay of a worker and month by sector, minor units. Where the pack states none, since no small firm works
/// there, it is the mean over the others by their output.
fn pay_of_sectors(run: &Run, scenario: &Scenario) -> Vec<f64> {
    let norms = run.norms();
    let stated = |s: &usize| scenario.economy.sectors[*s].has_firms;
    let sums = (0..norms.sectors).filter(stated).fold([0.0; 2], |sums, s| {
        let bill = norms.labour[s] * norms.output[s];
        [sums[0] + bill, sums[1] + bill / run.normal_pay(s).max(1.0)]
    });
    let mean = sums[0] / sums[1].max(1.0);
    (0..norms.sectors).map(|s| if stated(&s) { run.normal_pay(s).max(1.0) } else { mean }).collect()
}

/// Adds what large firms did: their profit is sales less inputs at this month's price, pay, rent, taxes on
/// turnover and interest.
fn large(run: &Run, scenario: &Scenario, sectors: &mut [OfSector]) {
    let (norms, market, p) = (run.norms(), &run.state.market, &scenario.params);
    let pay = pay_of_sectors(run, scenario);
    for firm in &run.state.large_firms {
        let (s, sales) = (firm.sector, firm.sales.real());
        let of_sector = &mut sectors[s];
        let output = sales / market.large_price[s].max(1e-9);
        let manned = firm.staffed * firm.scale;
        let inputs = output * norms.material[s] * market.input_price[s];
        let vat_rate = scenario.economy.sectors[s].vat_rate;
        let taxes = sales * value_added_tax(vat_rate, 1.0 - norms.material[s]);
        let interest = firm.loan.real() * p.credit.policy_rate / 12.0;
        of_sector.sales[1] += sales;
        of_sector.output[1] += output;
        of_sector.profit[1] +=
            sales - inputs - manned * (norms.labour[s] + norms.fixed[s]) - taxes - interest;
        of_sector.receivables[1] += firm.receivable.real();
        of_sector.jobs[1] += norms.labour[s] * manned / pay[s];
    }
}
