//! Founding: the aggregate agents and their balances around a population of firms, so that claims equal debts
//! from the first day.

use crate::economy::norms::Norms;
use crate::math;
use crate::money::{Money, apportion};
use crate::month::close;
use crate::month::ctx::Setting;
use crate::month::model::Scenario;
use crate::month::out::{STOCKS, Stock};
use crate::month::producers;
use crate::rng::{Draws, Purpose};
use crate::state::block::{Block, flag};
use crate::state::ledger::Positions;
use crate::state::market::{self, Final, Market};
use crate::state::slots::BLOCK;
use crate::state::{Bank, EntryState, Households, LargeFirm, Producer, Relent, Settlement, State, Treasury};
use crate::units::Month;

/// The banks of the pack, without balances.
pub fn banks(scenario: &Scenario) -> Vec<Bank> {
    let kinds = scenario.economy.banks.iter().enumerate();
    kinds
        .flat_map(|(kind, spec)| std::iter::repeat_n(kind, spec.count as usize))
        .map(|kind| Bank {
            kind,
            capital: Money::ZERO,
            loans: Money::ZERO,
            bad_loans: Money::ZERO,
            provisions: Money::ZERO,
            capacity: 0.0,
            usual: 0.0,
            cut: 0,
            cut_share: 0.0,
            injected: Money::ZERO,
            room: 0.0,
            beyond: 0.0,
        })
        .collect()
}

/// Builds the state at the end of `now` around these firms.
#[allow(clippy::too_many_arguments)]
pub fn state(
    scenario: &Scenario,
    norms: &mut Norms,
    blocks: Vec<Block>,
    mut banks: Vec<Bank>,
    now: Month,
    exit_rate: &[f64],
    margin: &[f64],
    draws: Draws,
) -> State {
    let n = norms.sectors;
    let groups = market::groups(n);
    let firms = sums(&blocks, norms, banks.len());
    let market = market(&firms, norms);
    let mut large_firms = large_firms(scenario, norms, &market, draws);
    let settlement = settlement(scenario, norms, &firms, &mut large_firms);
    for (bank, loans) in banks.iter_mut().zip(&firms.loans) {
        bank.loans = *loans;
        bank.capital = loans.times(scenario.economy.banks[bank.kind].capital_ratio);
    }
    let consumption: f64 = norms.final_demand.iter().map(|row| row[Final::Households as usize]).sum();
    let public: f64 = norms.final_demand.iter().map(|row| row[Final::Government as usize]).sum();
    let growth = math::monthly_growth(scenario.params.entry.growth) - 1.0;
    let entry = EntryState {
        normal: cells(norms, |s, cell| (exit_rate[s] + growth) * firms.count[cell]),
        exits: cells(norms, |s, cell| exit_rate[s] * firms.count[cell]),
        floor: cells(norms, |_, cell| {
            0.8 / 12.0 * norms.age_shares.first().copied().unwrap_or(0.0) * firms.count[cell]
        }),
        stock: firms.count.clone(),
        margin: margin.to_vec(),
        normal_margin: margin.to_vec(),
        sales: firms.sales_by_sector.clone(),
        normal_sales: firms.sales_by_sector.clone(),
        granted: 0.0,
        normal_granted: 0.0,
    };
    let mut state = State {
        now,
        blocks,
        large_firms,
        banks,
        market,
        settlement,
        households: Households {
            deposits: Money::round(12.0 * consumption),
            normal_jobs: firms.jobs,
            ..Households::default()
        },
        treasury: Treasury {
            deposits: Money::round(scenario.params.budget.deposit_months * public),
            spent: vec![Money::ZERO; scenario.policies.len()],
            given: vec![Money::ZERO; scenario.policies.len()],
            guaranteed: vec![Money::ZERO; scenario.policies.len()],
            ..Treasury::default()
        },
        world: Money::round(norms.final_demand.iter().map(|row| row[Final::Exports as usize]).sum::<f64>()),
        reserves: Money::ZERO,
        relending: vec![Relent::default(); scenario.policies.len()],
        entry,
        upgrade_costs: Vec::new(),
        positions: Positions::default(),
    };
    // Banks hold bonds and reserves against the deposits that loans do not explain.
    let setting = Setting { scenario, norms, draws, policy_keys: &[], settling: true, follow: false };
    let open = close::positions(&state, &setting, &firms.stocks);
    let own: Money = open.iter().map(|row| row[crate::state::ledger::Holder::Banks as usize]).sum();
    let capital: Money = state.banks.iter().map(|b| b.capital).sum();
    // Where loans exceed them, somebody holds the deposits that these loans made: households. A state that
    // owes nothing is paid no interest.
    state.households.deposits += (own - capital).positive();
    let missing = (capital - own).positive();
    state.reserves = missing.share(0.1);
    state.treasury.debt = missing - state.reserves;
    state.treasury.normal_debt = state.treasury.debt;
    state.positions = close::positions(&state, &setting, &firms.stocks);
    for s in 0..n {
        let claims: Money = state.settlement.claims[s * groups..(s + 1) * groups].iter().copied().sum();
        let owed = state.settlement.receivables[s]
            + state.large_firms.iter().filter(|a| a.sector == s).map(|a| a.receivable).sum::<Money>();
        state.settlement.remainder[s] = state.settlement.cash[s] + claims - owed;
    }
    state
}

fn cells(norms: &Norms, value: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    (0..norms.sectors)
        .flat_map(|s| (0..norms.regions).map(move |r| (s, r)))
        .map(|(s, r)| value(s, norms.cell(s, r)))
        .collect()
}

/// What the firms add up to.
struct Firms {
    count: Vec<f64>,
    capacity: Vec<f64>,
    weight: Vec<f64>,
    sales_by_sector: Vec<f64>,
    orders: Vec<f64>,
    transit: Money,
    receivable: Vec<Money>,
    payable: Vec<Money>,
    loans: Vec<Money>,
    stocks: Vec<Money>,
    jobs: f64,
}

fn sums(blocks: &[Block], norms: &Norms, banks: usize) -> Firms {
    let (n, cells) = (norms.sectors, norms.sectors * norms.regions);
    let mut f = Firms {
        count: vec![0.0; cells],
        capacity: vec![0.0; cells],
        weight: vec![0.0; cells],
        sales_by_sector: vec![0.0; n],
        orders: vec![0.0; n],
        transit: Money::ZERO,
        receivable: vec![Money::ZERO; n],
        payable: vec![Money::ZERO; n],
        loans: vec![Money::ZERO; banks],
        stocks: vec![Money::ZERO; STOCKS],
        jobs: 0.0,
    };
    for b in blocks {
        for i in (0..BLOCK).filter(|i| b.lives(*i)) {
            let s = usize::from(b.sector[i]);
            let cell = norms.cell(s, usize::from(b.region[i]));
            f.count[cell] += 1.0;
            if !b.has(i, flag::DORMANT) {
                f.capacity[cell] += f64::from(b.headcount[i]) * norms.productivity[cell];
                f.weight[cell] += math::exp(f64::from(b.appeal[i] + b.transient[i]));
                f.jobs += f64::from(b.headcount[i]);
            }
            f.sales_by_sector[s] += f64::from(b.sales[i]);
            f.orders[s] += f64::from(b.order[i]);
            f.transit += b.in_transit[i];
            f.receivable[s] += b.receivable[i];
            f.payable[s] += b.payable[i];
            f.loans[usize::from(b.bank[i])] += b.debt(i);
            for (stock, value) in [
                (Stock::Cash, b.cash[i]),
                (Stock::Loans, b.debt(i)),
                (Stock::Receivable, b.receivable[i]),
                (Stock::InTransit, b.in_transit[i]),
                (Stock::Payable, b.payable[i]),
            ] {
                f.stocks[stock as usize] += value;
            }
        }
        let arrears = b.side.total_arrears();
        for (stock, value) in [
            (Stock::WageArrears, arrears.wages),
            (Stock::TaxArrears, arrears.taxes),
            (Stock::RentArrears, arrears.rent),
            (Stock::InterestArrears, arrears.interest),
        ] {
            f.stocks[stock as usize] += value;
        }
    }
    f
}

/// Markets in which small firms sell what their staff can make. Where that is more than nine tenths of a
/// sector's output in the table (a small simulated economy may draw a few large firms too many), final demand
/// for the sector is raised.
fn market(firms: &Firms, norms: &mut Norms) -> Market {
    let (n, regions) = (norms.sectors, norms.regions);
    let groups = market::groups(n);
    let mut small_share = vec![0.0; n];
    let mut region_share = vec![0.0; n * regions];
    for s in 0..n {
        let cells = s * regions..(s + 1) * regions;
        let capacity: f64 = firms.capacity[cells.clone()].iter().sum();
        let most = 0.9 * norms.output[s];
        if capacity > most && most > 0.0 {
            let more = capacity / 0.9 - norms.output[s];
            let last: f64 = norms.final_demand[s].iter().sum();
            norms.final_demand[s].iter_mut().for_each(|value| *value *= 1.0 + more / last.max(1.0));
            norms.output[s] += more;
        }
        small_share[s] = (capacity / norms.output[s].max(1.0)).min(0.9);
        for cell in cells {
            region_share[cell] =
                if capacity > 0.0 { firms.capacity[cell] / capacity } else { 1.0 / regions as f64 };
        }
    }
    let orders_per_weight = (0..n * regions)
        .map(|cell| if firms.weight[cell] > 0.0 { firms.capacity[cell] / firms.weight[cell] } else { 0.0 })
        .collect();
    let large_sales: Vec<f64> = (0..n).map(|s| norms.output[s] * (1.0 - small_share[s])).collect();
    Market {
        region_share,
        small_share,
        weight: firms.weight.clone(),
        full_weight: firms.weight.clone(),
        orders_per_weight,
        insiders: vec![[1.0; 2]; n * regions],
        insider_gains: vec![[0.0; 2]; n * regions],
        trend: 1.0,
        demand: vec![0.0; n * groups],
        large_demand: large_sales.clone(),
        small_orders: firms.orders.clone(),
        imports: vec![[0.0; 2]; n],
        small_price: vec![1.0; n],
        large_price: vec![1.0; n],
        input_price: vec![1.0; n],
        input_price_before: vec![1.0; n],
        large_expected: large_sales.clone(),
        large_stock: vec![0.0; n],
        large_received: vec![0.0; n],
        large_waiting: vec![0.0; n],
        large_sales,
        large_scale: vec![1.0; n],
        common_loss: vec![0.0; n],
        dispersion: vec![1.0; n],
        shocked_months: vec![0.0; n],
        foreign_orders: vec![0.0; n],
        delivery: vec![1.0; n],
        delivery_cash: vec![0.3; n],
        payable_due: norms.due[..n].to_vec(),
        collection: vec![0.0; n],
        write_off: vec![0.0; n],
        credit_share: vec![0.0; n],
        principal_share: vec![0.0; n],
        missing: Vec::new(),
        lack: Vec::new(),
        cover: Vec::new(),
        shortfall: Vec::new(),
        abroad: [Money::ZERO; 2],
    }
}

/// Large firms: so many a thousand small ones, at least one a sector, with Pareto sizes.
fn large_firms(scenario: &Scenario, norms: &Norms, market: &Market, draws: Draws) -> Vec<LargeFirm> {
    let p = &scenario.params.anchors;
    let n = norms.sectors;
    let total = (p.per_thousand / 1000.0 * f64::from(scenario.firms)).round().max(1.0);
    let mut numbers = vec![Money::ZERO; n];
    apportion(Money(total as i64), &market.large_sales, &mut numbers);
    let stream = draws.stream(Purpose::Population, 3);
    let parts = |s| producers::parts(&scenario.economy, &scenario.params.producers, norms, s);
    let parts: Vec<[f64; 3]> = (0..n).map(parts).collect();
    let mut large_firms = Vec::new();
    let mut aggregates = Vec::new();
    for (s, number) in numbers.iter().enumerate() {
        let number = number.0.max(1);
        let first = large_firms.len();
        for k in 0..number {
            let key = ((s as u64) << 32) | k as u64;
            let u = stream.uniform(key);
            let cut = math::pow(p.size_most, -p.size_tail);
            let size = math::pow(1.0 - u * (1.0 - cut), -1.0 / p.size_tail);
            large_firms.push(LargeFirm {
                state_owned: stream.uniform(key ^ (1 << 62)) < p.state_share,
                liquidity: math::exp(
                    p.liquidity_spread * (stream.normal(key ^ (1 << 61)) - 0.5 * p.liquidity_spread),
                ),
                ..LargeFirm::of(s, size)
            });
        }
        let sum: f64 = large_firms[first..].iter().map(|a| a.share).sum();
        let of_large = parts[s][0];
        large_firms[first..].iter_mut().for_each(|large_firm| large_firm.share *= of_large / sum);
        let beside = [(Producer::SelfEmployed, parts[s][1]), (Producer::PublicUnit, parts[s][2])];
        for (kind, share) in beside.into_iter().filter(|(_, share)| *share > 0.0) {
            let state_owned = kind == Producer::PublicUnit;
            aggregates.push(LargeFirm {
                kind,
                share,
                state_owned,
                liquidity: 1.0,
                ..large_firms[first].clone()
            });
        }
    }
    large_firms.append(&mut aggregates);
    for large_firm in &mut large_firms {
        let s = large_firm.sector;
        let sales = market.large_sales[s] * large_firm.share;
        large_firm.sales = Money::round(sales);
        large_firm.usual = sales;
        large_firm.staffed = sales;
        large_firm.normal_sales = sales;
        large_firm.order = norms.material[s] * sales;
        large_firm.cash = Money::round(sales * p.cash_months * large_firm.liquidity);
        large_firm.payable = Money::round(owed_for_inputs(scenario, norms, s) * sales);
        let credit = scenario.economy.sectors[s].credit_share * norms.business_share[s];
        large_firm.receivable = Money::round(credit * sales / norms.due[s]);
    }
    large_firms
}

/// What a buyer of a sector owes suppliers over its sales of a month: what it buys on invoice, for as long as
/// each selling sector waits.
fn owed_for_inputs(scenario: &Scenario, norms: &Norms, j: usize) -> f64 {
    let n = norms.sectors;
    let from = |s: usize| norms.domestic[s * n + j] * scenario.economy.sectors[s].credit_share / norms.due[s];
    (0..n).map(from).sum::<f64>() + norms.imported[j] / norms.due[n]
}

/// Settlement accounts that make claims equal debts: buyers' debts are split over the sectors they buy from;
/// what sellers are owed beyond that is owed by final buyers. The accounts start empty.
fn settlement(
    scenario: &Scenario,
    norms: &Norms,
    firms: &Firms,
    large_firms: &mut [LargeFirm],
) -> Settlement {
    let n = norms.sectors;
    let groups = market::groups(n);
    let credit = |s: usize| scenario.economy.sectors[s].credit_share;
    let mut claims = vec![Money::ZERO; (n + 1) * groups];
    for j in 0..n {
        let mut weights: Vec<f64> =
            (0..n).map(|s| norms.domestic[s * n + j] * credit(s) / norms.due[s]).collect();
        weights.push(norms.imported[j] / norms.due[n]);
        let large: Money = large_firms.iter().filter(|a| a.sector == j).map(|a| a.payable).sum();
        for (group, owed) in [(market::small(j), firms.payable[j]), (market::large(n, j), large)] {
            let mut parts = vec![Money::ZERO; n + 1];
            apportion(owed, &weights, &mut parts);
            for (s, part) in parts.into_iter().enumerate() {
                claims[s * groups + group] = part;
            }
        }
    }
    for s in 0..n {
        let known: Money = claims[s * groups..(s + 1) * groups].iter().copied().sum();
        let large: Money = large_firms.iter().filter(|a| a.sector == s).map(|a| a.receivable).sum();
        let mut open = firms.receivable[s] + large - known;
        if open.0 < 0 {
            // More is owed than sellers claim: large sellers claim the rest.
            if let Some(large_firm) = large_firms.iter_mut().find(|a| a.sector == s) {
                large_firm.receivable -= open;
            }
            open = Money::ZERO;
        }
        let weights: Vec<f64> = (1..4).map(|channel| norms.final_demand[s][channel]).collect();
        let mut parts = vec![Money::ZERO; 3];
        apportion(open, &weights, &mut parts);
        for (channel, part) in parts.into_iter().enumerate() {
            claims[s * groups + 2 * n + 1 + channel] = part;
        }
    }
    Settlement {
        cash: vec![Money::ZERO; n],
        to_small: vec![Money::ZERO; n],
        transit: firms.transit,
        claims,
        losses: vec![Money::ZERO; n + 1],
        receivables: firms.receivable.clone(),
        remainder: vec![Money::ZERO; n],
    }
}
