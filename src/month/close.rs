//! The end of a month: the accounts of large firms, banks, treasury and households are made up; the books are
//! counted and checked. What the treasury spends, on a wage subsidy or a grant, is the items of
//! `state/ledger.rs` whose payer is the government.

use crate::money::Money;
use crate::month::accounts::Accounts;
use crate::month::ctx::Setting;
use crate::month::limit;
use crate::month::out::Report;
use crate::month::out::{Out, Stock};
use crate::month::tally::Count;
use crate::month::trade_credit::Clearing;
use crate::month::{banks, entry, foreign_trade, households, large_firms, producers, relending, uncertainty};
use crate::state::ledger::{self, Entries, HOLDERS, Holder, INSTRUMENTS, Instrument, Item, Positions};
use crate::state::market::{self, Final};
use crate::state::{LargeFirm, State};
use crate::terms::Terms;

/// Taxes and other revenue of the government.
const REVENUE: &[Item] = &[
    Item::Contributions,
    Item::ValueAddedTax,
    Item::ProfitTax,
    Item::LocalFees,
    Item::TaxesSettled,
    Item::DeferredPaid,
    Item::LargeFirmTaxes,
    Item::GuaranteeFee,
    Item::FundRecovered,
    Item::FundDividend,
    Item::StakeSold,
    Item::ExportPremium,
];

/// ⟂ Closes the month.
pub fn month(
    state: &mut State,
    setting: &Setting,
    terms: &Terms,
    rounds: [Out; 4],
    clearing: Clearing,
    mut accounts: Accounts,
) -> Report {
    let [market, work, money, mut fate] = rounds;
    let mut entries = clearing.entries;
    for out in [&market, &work, &money, &fate] {
        entries.add(&out.entries);
    }
    accounts.book(state, setting, terms, &fate, &mut entries);
    accounts.fees(terms, entries.of(Item::LocalFees));
    let mut policies = accounts.policies;
    large_firms::settle(state, setting, terms, &mut entries);
    let [paid_abroad, lost_abroad] = state.market.abroad;
    entries.post(Item::ImportsCollected, paid_abroad);
    entries.post(Item::ImportsLost, lost_abroad);
    foreign_trade::book(state, setting.norms.sectors, &fate.foreign_lost, &mut entries);
    banks::compute(state, setting, &fate, &mut entries);
    banks::inject(state, setting, terms, &mut entries, &mut policies);
    relending::compute(state, setting, terms, &mut entries, &mut policies);
    banks::large_firms_prime(state, terms, &mut policies);
    treasury(state, setting, &mut entries);
    households::compute(
        &mut state.households,
        &setting.scenario.params.households,
        &entries,
        setting.settling,
    );

    let changes = entries.changes();
    let deposits = &changes[Instrument::Deposits as usize];
    state.households.deposits += deposits[Holder::Households as usize];
    state.treasury.deposits += deposits[Holder::Government as usize];
    state.world += deposits[Holder::World as usize];
    state.settlement.transit += entries.of(Item::PrincipalPaidSme)
        + entries.of(Item::PrincipalPaidLargeFirm)
        + entries.of(Item::EstatePaysLinked)
        - entries.of(Item::PrincipalReceived);
    state.settlement.receivables.copy_from_slice(&fate.receivables);
    state.market.small_orders.copy_from_slice(&fate.next_orders);
    state.market.foreign_orders.copy_from_slice(&fate.foreign_orders);

    let mut trace = money.trace;
    trace.splice(0..0, work.trace);
    trace.extend(std::mem::take(&mut fate.trace));
    for other in [&market.tally, &work.tally, &money.tally] {
        fate.tally.add(other);
    }
    for round in [&money.policies, &fate.policies] {
        policies.iter_mut().zip(round).for_each(|(sum, part)| sum.add(part));
    }
    for (index, policy) in policies.iter().enumerate() {
        state.treasury.spent[index] += policy.paid + policy.lost;
        state.treasury.guaranteed[index] = policy.outstanding;
        state.treasury.given[index] += policy.guaranteed;
    }
    limit::check(state, setting);
    entry::hear_banks(&mut state.entry, &fate.tally.sums, setting.settling);
    let people = fate.tally.total(Count::Jobs) as f64 + producers::people_elsewhere(state);
    let h = &mut state.households;
    h.outlet = if setting.settling {
        0.0
    } else {
        let without = h.normal_jobs + h.normal_jobs_elsewhere - people;
        households::outlet(&setting.scenario.params.households, h.outlet, without)
    };
    uncertainty::judge(state, &setting.scenario.params.uncertainty);
    if setting.settling {
        steer(state, setting, &fate.tally);
    }

    let closing = positions(state, setting, &fate.stocks);
    check_accounts(state, setting, &fate);
    let month = state.now.to_string();
    ledger::assert_balanced(&month, &state.positions, &entries, &closing);
    let own: Money = (0..INSTRUMENTS).map(|k| closing[k][Holder::Banks as usize]).sum();
    let capital: Money = state.banks.iter().map(|b| b.capital).sum();
    assert!(own == capital, "{month}: banks own {} net and their capital is {}", own.0, capital.0);
    state.positions = closing;
    Report { tally: fate.tally, policies, entries, trace, closures: fate.closures, stocks: fate.stocks }
}

/// Before the reported months: what is normal follows what happens.
fn steer(state: &mut State, setting: &Setting, tally: &crate::month::tally::Tally) {
    let mut alive = vec![0u32; setting.norms.sectors * setting.norms.regions];
    for b in &state.blocks {
        for i in (0..crate::state::slots::BLOCK).filter(|i| b.lives(*i)) {
            alive[setting.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]))] += 1;
        }
    }
    entry::steer(state, &alive, &setting.scenario.params.entry);
    let e = &mut state.entry;
    for s in 0..setting.norms.sectors {
        e.normal_margin[s] += (e.margin[s] - e.normal_margin[s]) / 12.0;
        e.normal_sales[s] = e.sales[s];
    }
    state.households.normal_jobs = tally.total(Count::Jobs) as f64;
    let jobs: Vec<f64> =
        tally.dimension("sector").iter().map(|counts| counts[Count::Jobs as usize] as f64).collect();
    producers::steer(state, setting, &jobs);
    let t = &mut state.treasury;
    t.transfers += Money::round(t.balance.real() / 4.0);
    t.normal_debt = t.debt;
}

/// The treasury: transfers, and bonds when deposits run low or pile up.
fn treasury(state: &mut State, setting: &Setting, entries: &mut Entries) {
    let p = &setting.scenario.params.budget;
    let t = &mut state.treasury;
    // A little of what the debt exceeds its normal level by is taken back each month, or the debt would run
    // away with its own interest.
    let transfers = t.transfers - (t.debt - t.normal_debt).times(p.debt_feedback);
    entries.post(Item::Transfers, transfers.positive());
    entries.post(Item::TransfersBack, (-transfers).positive());
    t.revenue = REVENUE.iter().map(|item| entries.of(*item)).sum();
    if t.normal_revenue == 0.0 {
        t.normal_revenue = t.revenue.real();
    }
    t.normal_revenue += (t.revenue.real() - t.normal_revenue) / 12.0;
    let change = entries.changes()[Instrument::Deposits as usize][Holder::Government as usize];
    t.balance = change;
    // Where refunds exceed revenue the state aims at no deposits; it never sells bonds that it does not owe.
    let aim = Money::round(p.deposit_months * t.normal_revenue).positive();
    let next = t.deposits + change;
    if next < aim.times(0.5) {
        let sold = aim - next;
        t.debt += sold;
        entries.post(Item::BondsSold, sold);
    } else if next > aim.times(1.5) && t.debt.0 > 0 {
        let redeemed = (next - aim).min(t.debt);
        t.debt -= redeemed;
        entries.post(Item::BondsRedeemed, redeemed);
    }
}

/// What an instrument adds to the position of a holder.
type Entry = (Instrument, Holder, Money);

/// Counts all positions from the state itself.
pub fn positions(state: &State, setting: &Setting, stocks: &[Money]) -> Positions {
    debug_assert_eq!(HOLDERS, Holder::NAMES.len());
    let stock = |which: Stock| stocks[which as usize];
    let mut p = Positions::default();
    let parts = [
        deposits(state, &stock),
        loans(state, &stock),
        trade_credit(state, setting.norms.sectors, &stock),
        arrears(&stock),
        other_debts(state, &stock),
    ];
    for (instrument, holder, amount) in parts.into_iter().flatten() {
        p[instrument as usize][holder as usize] += amount;
    }
    p
}

/// A sum over large firms.
fn of_large(state: &State, get: fn(&LargeFirm) -> Money) -> Money {
    state.large_firms.iter().map(get).sum()
}

/// Deposits, which banks owe.
fn deposits(state: &State, stock: &dyn Fn(Stock) -> Money) -> Vec<Entry> {
    let accounts: Money = state.settlement.cash.iter().copied().sum();
    let held = [
        (Holder::Smes, stock(Stock::Cash)),
        (Holder::LargeFirms, of_large(state, |a| a.cash)),
        (Holder::Settlement, accounts + state.settlement.transit),
        (Holder::Households, state.households.deposits),
        (Holder::Government, state.treasury.deposits),
        (Holder::World, state.world),
    ];
    let owed = |(holder, amount): (Holder, Money)| {
        [(Instrument::Deposits, holder, amount), (Instrument::Deposits, Holder::Banks, -amount)]
    };
    held.into_iter().flat_map(owed).collect()
}

/// Bank loans, and claims that a guarantee fund took over.
fn loans(state: &State, stock: &dyn Fn(Stock) -> Money) -> Vec<Entry> {
    let to_large = of_large(state, |a| a.loan);
    let to_small: Money = state.banks.iter().map(|b| b.loans).sum();
    vec![
        (Instrument::Loans, Holder::Smes, -stock(Stock::Loans) - stock(Stock::FundClaims)),
        (Instrument::Loans, Holder::Government, stock(Stock::FundClaims)),
        (Instrument::Loans, Holder::LargeFirms, -to_large),
        (Instrument::Loans, Holder::Banks, to_small + to_large),
    ]
}

/// Unpaid invoices: sellers hold claims on the account of their sector, which holds claims on buyers.
fn trade_credit(state: &State, n: usize, stock: &dyn Fn(Stock) -> Money) -> Vec<Entry> {
    let groups = market::groups(n);
    let all = &state.settlement.claims;
    let on = |wanted: std::ops::Range<usize>| -> Money {
        all.iter().enumerate().filter(|(k, _)| wanted.contains(&(k % groups))).map(|(_, claim)| *claim).sum()
    };
    let imports: Money = all[n * groups..].iter().copied().sum();
    let receivable = of_large(state, |a| a.receivable);
    let sellers = stock(Stock::Receivable) + receivable + stock(Stock::InTransit);
    let of_small = stock(Stock::DueFromPrincipal) + stock(Stock::InTransit) + stock(Stock::Receivable);
    let mut entries = vec![
        (Instrument::TradeCredit, Holder::Smes, of_small),
        (Instrument::TradeCredit, Holder::Smes, -(stock(Stock::Payable) + stock(Stock::PayablePrincipal))),
        (
            Instrument::TradeCredit,
            Holder::LargeFirms,
            receivable - of_large(state, |a| a.payable + a.payable_principal),
        ),
        (Instrument::TradeCredit, Holder::Settlement, on(0..groups) - imports - sellers),
        (Instrument::TradeCredit, Holder::World, imports),
    ];
    for (buyer, holder) in [
        (Final::Households, Holder::Households),
        (Final::Government, Holder::Government),
        (Final::Investment, Holder::Households),
        (Final::Exports, Holder::World),
    ] {
        let group = market::last(n, buyer);
        entries.push((Instrument::TradeCredit, holder, -on(group..group + 1)));
    }
    entries
}

/// What small firms owe beyond invoices and loans.
fn arrears(stock: &dyn Fn(Stock) -> Money) -> Vec<Entry> {
    let owed = [
        (Holder::Households, stock(Stock::WageArrears) + stock(Stock::RentArrears)),
        (Holder::Government, stock(Stock::TaxArrears) + stock(Stock::Deferred)),
        (Holder::Banks, stock(Stock::InterestArrears)),
    ];
    let both = |(holder, amount): (Holder, Money)| {
        [(Instrument::Arrears, holder, amount), (Instrument::Arrears, Holder::Smes, -amount)]
    };
    owed.into_iter().flat_map(both).collect()
}

/// Debts of the state, reserves and re-lending, and what private lenders lent.
fn other_debts(state: &State, stock: &dyn Fn(Stock) -> Money) -> Vec<Entry> {
    let relent: Money = state.relending.iter().map(|relent| relent.outstanding).sum();
    vec![
        (Instrument::InformalLoans, Holder::Smes, -stock(Stock::Informal)),
        (Instrument::InformalLoans, Holder::Households, stock(Stock::Informal)),
        (Instrument::GovernmentDebt, Holder::Banks, state.treasury.debt),
        (Instrument::GovernmentDebt, Holder::Government, -state.treasury.debt),
        (Instrument::Reserves, Holder::Banks, state.reserves),
        (Instrument::Reserves, Holder::CentralBank, -state.reserves),
        (Instrument::Relending, Holder::CentralBank, relent),
        (Instrument::Relending, Holder::Banks, -relent),
    ]
}

/// Claims equal debts for every group of buyers and every large firm, and what rounding leaves in an account
/// stays a trifle.
fn check_accounts(state: &mut State, setting: &Setting, fate: &Out) {
    let n = setting.norms.sectors;
    let groups = market::groups(n);
    let month = state.now;
    for j in 0..n {
        for (group, owed) in [
            (market::small(j), fate.payables[j]),
            (
                market::large(n, j),
                state.large_firms.iter().filter(|a| a.sector == j).map(|a| a.payable).sum(),
            ),
        ] {
            let claims: Money = state.settlement.claims.iter().skip(group).step_by(groups).copied().sum();
            assert!(
                claims == owed,
                "{month}: accounts claim {} of buyers {group}, who owe {}",
                claims.0,
                owed.0
            );
        }
    }
    for (index, large_firm) in state.large_firms.iter().enumerate() {
        let claims = fate.post_of(index).claimed;
        assert!(
            claims == large_firm.payable_principal,
            "{month}: small firms claim {} of a large one that owes {}",
            claims.0,
            large_firm.payable_principal.0
        );
    }
    // One unit a firm and payment at most; a real leak would be many orders of magnitude larger.
    let trifle = 4 * (state.blocks.len() * crate::state::slots::BLOCK + state.large_firms.len()) as i64;
    for s in 0..n {
        let claims: Money = state.settlement.claims[s * groups..(s + 1) * groups].iter().copied().sum();
        let owed = state.settlement.receivables[s]
            + state.large_firms.iter().filter(|a| a.sector == s).map(|a| a.receivable).sum::<Money>();
        let left = state.settlement.cash[s] + claims - (owed - state.settlement.losses[s]);
        let moved = left - state.settlement.remainder[s];
        assert!(
            moved.0.abs() <= trifle,
            "{month}: the settlement account of sector {s} is off by {} this month",
            moved.0
        );
        state.settlement.remainder[s] = left;
    }
}
