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
use crate::month::{banks, entry, households, large_firms, relending};
use crate::state::State;
use crate::state::ledger::{self, Entries, HOLDERS, Holder, INSTRUMENTS, Instrument, Item, Positions};
use crate::state::market::{self, Final};
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

/// Counts all positions from the state itself.
pub fn positions(state: &State, setting: &Setting, stocks: &[Money]) -> Positions {
    let n = setting.norms.sectors;
    let groups = market::groups(n);
    let stock = |which: Stock| stocks[which as usize];
    let mut p = Positions::default();
    let mut put = |instrument: Instrument, holder: Holder, amount: Money| {
        p[instrument as usize][holder as usize] += amount
    };
    let large_firms =
        |get: fn(&crate::state::LargeFirm) -> Money| state.large_firms.iter().map(get).sum::<Money>();

    let deposits = [
        (Holder::Smes, stock(Stock::Cash)),
        (Holder::LargeFirms, large_firms(|a| a.cash)),
        (Holder::Settlement, state.settlement.cash.iter().copied().sum::<Money>() + state.settlement.transit),
        (Holder::Households, state.households.deposits),
        (Holder::Government, state.treasury.deposits),
        (Holder::World, state.world),
    ];
    for (holder, amount) in deposits {
        put(Instrument::Deposits, holder, amount);
        put(Instrument::Deposits, Holder::Banks, -amount);
    }

    let large_firm_loans = large_firms(|a| a.loan);
    put(Instrument::Loans, Holder::Smes, -stock(Stock::Loans) - stock(Stock::FundClaims));
    put(Instrument::Loans, Holder::Government, stock(Stock::FundClaims));
    put(Instrument::Loans, Holder::LargeFirms, -large_firm_loans);
    put(
        Instrument::Loans,
        Holder::Banks,
        state.banks.iter().map(|b| b.loans).sum::<Money>() + large_firm_loans,
    );

    let claims = |groups_wanted: std::ops::Range<usize>| -> Money {
        state
            .settlement
            .claims
            .iter()
            .enumerate()
            .filter(|(k, _)| groups_wanted.contains(&(k % groups)))
            .map(|(_, c)| *c)
            .sum()
    };
    let imports: Money = state.settlement.claims[n * groups..].iter().copied().sum();
    let receivable = large_firms(|a| a.receivable);
    let trade = Instrument::TradeCredit;
    put(
        trade,
        Holder::Smes,
        stock(Stock::DueFromPrincipal) + stock(Stock::InTransit) + stock(Stock::Receivable),
    );
    put(trade, Holder::Smes, -(stock(Stock::Payable) + stock(Stock::PayablePrincipal)));
    put(trade, Holder::LargeFirms, receivable - large_firms(|a| a.payable + a.payable_principal));
    put(
        trade,
        Holder::Settlement,
        claims(0..groups) - imports - stock(Stock::Receivable) - receivable - stock(Stock::InTransit),
    );
    for (buyer, holder) in [
        (Final::Households, Holder::Households),
        (Final::Government, Holder::Government),
        (Final::Investment, Holder::Households),
        (Final::Exports, Holder::World),
    ] {
        let group = market::last(n, buyer);
        put(trade, holder, -claims(group..group + 1));
    }
    put(trade, Holder::World, imports);

    let arrears = Instrument::Arrears;
    let owed = [
        (Holder::Households, stock(Stock::WageArrears) + stock(Stock::RentArrears)),
        (Holder::Government, stock(Stock::TaxArrears) + stock(Stock::Deferred)),
        (Holder::Banks, stock(Stock::InterestArrears)),
    ];
    for (holder, amount) in owed {
        put(arrears, holder, amount);
        put(arrears, Holder::Smes, -amount);
    }
    put(Instrument::InformalLoans, Holder::Smes, -stock(Stock::Informal));
    put(Instrument::InformalLoans, Holder::Households, stock(Stock::Informal));
    put(Instrument::GovernmentDebt, Holder::Banks, state.treasury.debt);
    put(Instrument::GovernmentDebt, Holder::Government, -state.treasury.debt);
    put(Instrument::Reserves, Holder::Banks, state.reserves);
    put(Instrument::Reserves, Holder::CentralBank, -state.reserves);
    let relent: Money = state.relending.iter().map(|relent| relent.outstanding).sum();
    put(Instrument::Relending, Holder::CentralBank, relent);
    put(Instrument::Relending, Holder::Banks, -relent);
    debug_assert_eq!(HOLDERS, Holder::NAMES.len());
    p
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
