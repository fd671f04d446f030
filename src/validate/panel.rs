//! What is watched while the model runs for a validation: each firm once a year, founders with their fate,
//! and sums of months.

use crate::month::model::Scenario;
use crate::month::producers;
use crate::month::tally::{AGES, Count};
use crate::simulation;
use crate::simulation::Run;
use crate::simulation::population::BurnedIn;
use crate::state::block::flag;
use crate::state::slots::BLOCK;
use crate::state::{LargeFirm, Producer};
use std::collections::BTreeMap;

/// Years watched: the longest published survival is over ten, and firms are born all through the first.
pub const YEARS: u32 = 12;

/// A firm at the end of a year.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Seen {
    pub sector: usize,
    pub class: usize,
    pub people: f64,
    /// Whole months since birth.
    pub age: i32,
    /// Normal sales a month, minor units.
    pub sales: f64,
    /// Cash over the outflows of a usual day, materials counted in.
    pub cash_days: f64,
    /// Cash over a day's unavoidable outgo.
    pub survival_days: f64,
    /// What it owes, minor units.
    pub liabilities: f64,
    /// What it owns, minor units.
    pub assets: f64,
    /// Invoices that customers have not paid, minor units.
    pub receivables: f64,
}

/// A firm born while watched.
#[derive(Clone, Copy, Debug)]
pub struct Founder {
    /// Headcount when first seen.
    pub people: f64,
    /// Month of birth.
    pub born: i32,
    /// Last month in which it was seen alive.
    pub last: i32,
}

/// One replication, watched.
#[derive(Debug)]
pub struct Panel {
    /// Firms by identity, a map for each year's end.
    pub years: Vec<BTreeMap<u64, Seen>>,
    /// Firms born while watched.
    pub founders: Vec<Founder>,
    /// The last month watched.
    pub end: i32,
    /// `[at risk, exits]` by age in months, all firms.
    pub by_age: Vec<[u64; 2]>,
    /// `[sales, profit]` of the last twelve months by sector.
    pub by_sector: Vec<[f64; 2]>,
    /// Invoices of suppliers that small firms did not pay in the month they fell due, and all that fell due,
    /// sums of all months.
    pub late: [f64; 2],
    /// Sales of large firms in sectors with firm agents, last twelve months.
    pub large_sales: f64,
    /// People in large firms by sector, last month: pay over the sector's mean pay; and large firms by
    /// sector.
    pub large_people: Vec<[f64; 2]>,
    /// Share of loans that are bad, mean over months.
    pub bad_loans: f64,
    /// Yearly rate of new loans, weighted by amount.
    pub loan_rate: f64,
    /// Debt over twelve months' sales, at the end.
    pub debt_to_sales: f64,
}

/// Runs a replication without shock and policy and watches it. `None` when asked to stop.
pub fn watch(
    scenario: &Scenario,
    start: &BurnedIn,
    replication: u32,
    go_on: &(dyn Fn(u32) -> bool + Sync),
) -> Option<Panel> {
    let mut run = Run::new(scenario, start, replication);
    for _ in 0..simulation::settling_months(scenario) {
        run.settle();
    }
    run.begin(false);
    let sectors = scenario.economy.n_sectors();
    let mut panel = Panel {
        years: Vec::new(),
        founders: Vec::new(),
        end: 0,
        by_age: vec![[0; 2]; AGES],
        by_sector: vec![[0.0; 2]; sectors],
        late: [0.0; 2],
        large_sales: 0.0,
        large_people: vec![[0.0; 2]; sectors],
        bad_loans: 0.0,
        loan_rate: 0.0,
        debt_to_sales: 0.0,
    };
    let mut founders: BTreeMap<u64, Founder> = BTreeMap::new();
    let (mut granted, mut interest) = (0.0, 0.0);
    for month in 1..=YEARS * 12 {
        let tally = run.month().tally;
        for (sum, now) in panel.by_age.iter_mut().zip(tally.by_age()) {
            (0..2).for_each(|k| sum[k] += now[k]);
        }
        panel.late[0] += tally.sums.overdue;
        panel.late[1] += tally.sums.due_to_suppliers;
        granted += tally.sums.granted;
        interest += tally.sums.granted_rate;
        panel.bad_loans += bad_share(&run) / f64::from(YEARS * 12);
        if month > (YEARS - 1) * 12 {
            for (sums, now) in panel.by_sector.iter_mut().zip(tally.dimension("sector")) {
                sums[0] += now[Count::Sales as usize] as f64;
                sums[1] += now[Count::Profit as usize] as f64;
            }
            let counted = |sector: usize| scenario.economy.sectors[sector].has_firms;
            panel.large_sales += run
                .state
                .large_firms
                .iter()
                .filter(|a| counted(a.sector) && a.kind == Producer::LargeFirm)
                .map(|a| a.sales.real())
                .sum::<f64>();
        }
        follow(&run, &mut founders);
        if month % 12 == 0 {
            panel.years.push(year(&run));
        }
        if !go_on(month) {
            return None;
        }
    }
    people_in_large_firms(&run, scenario, &mut panel);
    panel.end = run.state.now.0;
    panel.founders = founders.into_values().collect();
    panel.loan_rate = if granted > 0.0 { interest / granted } else { 0.0 };
    let debt: f64 = run.state.banks.iter().map(|bank| bank.loans.real()).sum();
    panel.debt_to_sales = debt / panel.by_sector.iter().map(|sums| sums[0]).sum::<f64>().max(1.0);
    Some(panel)
}

/// The share of bank loans that are bad.
fn bad_share(run: &Run) -> f64 {
    let banks = run.state.banks.iter();
    let (bad, all) =
        banks.fold((0.0, 0.0), |sum, bank| (sum.0 + bank.bad_loans.real(), sum.1 + bank.loans.real()));
    bad / all.max(1.0)
}

/// People in large firms, and how many of these there are, by sector; self-employed people and public units are
/// no enterprises.
fn people_in_large_firms(run: &Run, scenario: &Scenario, panel: &mut Panel) {
    let counted =
        |a: &&LargeFirm| a.kind == Producer::LargeFirm && scenario.economy.sectors[a.sector].has_firms;
    for large_firm in run.state.large_firms.iter().filter(counted) {
        let s = large_firm.sector;
        panel.large_people[s][0] += producers::people(large_firm);
        panel.large_people[s][1] += 1.0;
    }
}

/// Notes the newborn, and that the founders known are still alive.
fn follow(run: &Run, founders: &mut BTreeMap<u64, Founder>) {
    let now = run.state.now.0;
    for b in &run.state.blocks {
        for i in (0..BLOCK).filter(|i| b.lives(*i)) {
            if b.born[i] == now {
                founders.insert(b.id[i], Founder { people: f64::from(b.headcount[i]), born: now, last: now });
            } else if let Some(founder) = founders.get_mut(&b.id[i]) {
                founder.last = now;
            }
        }
    }
}

/// Every firm that trades, as it stands: surveys and accounts do not reach those that lie dormant.
fn year(run: &Run) -> BTreeMap<u64, Seen> {
    let now = run.state.now.0;
    let mut firms = BTreeMap::new();
    for b in &run.state.blocks {
        let mut deferred = vec![0.0; BLOCK];
        b.side
            .deferrals
            .iter()
            .for_each(|deferral| deferred[usize::from(deferral.slot)] += deferral.amount.real());
        for i in (0..BLOCK).filter(|i| b.lives(*i) && !b.has(*i, flag::DORMANT)) {
            let sector = usize::from(b.sector[i]);
            let owed = b.side.arrears(i).total().real() + deferred[i];
            let receivables = (b.due_from_principal[i] + b.receivable[i]).real();
            let inputs = f64::from(b.inputs[i]) * run.state.market.input_price[sector];
            let sales = f64::from(b.normal_sales[i]);
            let seen = Seen {
                sector,
                class: usize::from(b.class[i]),
                people: f64::from(b.headcount[i]),
                age: b.age(i, now),
                sales,
                cash_days: 30.0 * b.cash[i].real() / run.outflow(b, i).max(1.0),
                survival_days: 30.0 * b.cash[i].real() / run.outgo(b, i).max(1.0),
                liabilities: (b.debt(i) + b.payable[i] + b.payable_principal[i]).real() + owed,
                assets: (b.cash[i] + b.in_transit[i]).real()
                    + receivables
                    + inputs
                    + f64::from(b.fixed_assets[i]),
                receivables,
            };
            firms.insert(b.id[i], seen);
        }
    }
    firms
}

/// A ratio, where there is something below.
pub(super) fn ratio(above: f64, below: f64) -> Option<f64> {
    (below > 0.0).then(|| above / below)
}
