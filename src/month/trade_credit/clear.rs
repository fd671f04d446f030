//! Clearing: what was made is split over who ordered it; invoices become claims on groups of buyers, and
//! those that are due are paid.

use crate::money::{Money, apportion};
use crate::month::accounts::Accounts;
use crate::month::buyers::{self, due_share};
use crate::month::ctx::Setting;
use crate::month::large_firm_failure;
use crate::month::large_firms::{self, LargeSales};
use crate::month::large_outlook;
use crate::month::out::Out;
use crate::state::State;
use crate::state::ledger::{Entries, Item};
use crate::state::market::{self, Final};
use crate::terms::Terms;

/// What the clearing of goods leaves for later steps of the month.
#[derive(Clone, Debug)]
pub struct Clearing {
    /// Entries of the large, the final buyers and the state.
    pub entries: Entries,
    /// Credit that small firms of a sector are expected to take, by seller (the last is abroad) and using
    /// sector.
    pub(super) expected_credit: Vec<f64>,
    /// Purchases they are expected to pay at once, likewise.
    pub(super) expected_cash: Vec<f64>,
}

/// ⟂ Goods clear. What was made is split over who ordered it; what is not paid at once becomes a claim of the
/// selling sector's settlement account on a group of buyers. The accounts then say which share of its
/// receivables each seller gets this month: what buyers paid last month.
pub fn clear(
    state: &mut State,
    setting: &Setting,
    terms: &Terms,
    work: &Out,
    accounts: &mut Accounts,
) -> Clearing {
    let n = setting.norms.sectors;
    let mut entries = Entries::default();
    hear_small_firms(state, setting, work);
    large_firm_failure::lose_through_accounts(state, setting, &mut entries);
    let large = large_firms::sell(state, setting, terms);
    let small = part_of_small_firms(setting, work, &large);
    pay_early(state, setting, work);
    pay_claims(state, setting, terms, &small, &mut entries, accounts);
    collect(state, setting, work, &large, &mut entries);
    let mut purchases = Purchases {
        credit: vec![0.0; (n + 1) * n],
        cash: vec![0.0; (n + 1) * n],
        of_large: vec![[Money::ZERO; 2]; n],
    };
    for s in 0..n {
        sell(state, setting, work, s, &large[s], &mut purchases, &mut entries);
    }
    import(state, setting, &mut purchases, &mut entries);
    large_firms::buy(state, &purchases.of_large, &mut entries);
    large_outlook::hear_deliveries(state, setting, work, &purchases.of_large);
    deliver(state, setting, work, &purchases);
    Clearing { entries, expected_credit: purchases.credit, expected_cash: purchases.cash }
}

/// What was bought in a month, minor units.
struct Purchases {
    /// By small firms on invoice, by selling sector (the last is abroad) and buying sector.
    credit: Vec<f64>,
    /// The same, paid at once.
    cash: Vec<f64>,
    /// By large firms, by buying sector: on invoice, paid at once.
    of_large: Vec<[Money; 2]>,
}

/// The part of small firms in what each sector sold on invoice.
fn part_of_small_firms(setting: &Setting, work: &Out, large: &[LargeSales]) -> Vec<f64> {
    let part = |s: usize| {
        let invoiced = (work.invoiced_sales[s] + large[s].invoiced).real();
        if invoiced > 0.0 { work.invoiced_sales[s].real() / invoiced } else { 0.0 }
    };
    (0..setting.norms.sectors).map(part).collect()
}

/// What small firms paid in round 2 reaches the accounts of their sellers.
fn pay_early(state: &mut State, setting: &Setting, work: &Out) {
    let groups = market::groups(setting.norms.sectors);
    state.market.abroad = [Money::ZERO; 2];
    for (j, paid) in work.suppliers_paid.iter().enumerate() {
        state.market.abroad[0] += state.settlement.paid(groups, market::small(j), &setting.norms.due, *paid);
    }
}

/// Collections and losses of the month, from what the accounts hold: what small firms paid late last month,
/// and what all buyers have paid in this one.
fn collect(state: &mut State, setting: &Setting, work: &Out, large: &[LargeSales], entries: &mut Entries) {
    let n = setting.norms.sectors;
    let mut collected_by_large = vec![0.0; n];
    for s in 0..n {
        let owed_to_small = state.settlement.receivables[s] + work.invoiced_sales[s];
        let owed = owed_to_small
            + state.large_firms.iter().filter(|a| a.sector == s).map(|a| a.receivable).sum::<Money>()
            + large[s].invoiced;
        let owed = owed.real().max(1.0);
        // What buyers under a rule paid sooner is for small sellers alone; the rest is for all alike.
        let sooner = state.settlement.to_small[s].min(state.settlement.cash[s].positive());
        state.settlement.to_small[s] = Money::ZERO;
        collected_by_large[s] = ((state.settlement.cash[s] - sooner).real() / owed).clamp(0.0, 1.0);
        state.market.collection[s] =
            (collected_by_large[s] + sooner.real() / owed_to_small.real().max(1.0)).min(1.0);
        state.market.write_off[s] =
            (state.settlement.losses[s].real() / owed).clamp(0.0, 1.0 - state.market.collection[s]);
    }
    large_firms::collect(state, large, &collected_by_large, entries);
    for (cash, sold) in state.settlement.cash.iter_mut().zip(&work.cash_sales) {
        // Small firms take this out of the accounts in round 3.
        *cash -= *sold;
    }
}

/// The sales of a sector in a month are shared out to its buyers, on invoice and paid at once.
fn sell(
    state: &mut State,
    setting: &Setting,
    work: &Out,
    s: usize,
    large: &LargeSales,
    purchases: &mut Purchases,
    entries: &mut Entries,
) {
    let n = setting.norms.sectors;
    let groups = market::groups(n);
    let links = &work.principal[s * 2 * n..(s + 1) * 2 * n];
    let principal: Money = links.iter().copied().sum();
    let sold = work.sales[s] + large.invoiced + large.at_once;
    let households = market::last(n, Final::Households);
    let demand = &state.market.demand[s * groups..(s + 1) * groups];
    let bought = bought(demand, sold.real(), work.late_sales[s] + large.late, households);
    let flows = flows(&bought, sold, principal, links, &work.orders);
    let credit = work.invoiced_sales[s] + large.invoiced;
    let at_once = work.cash_sales[s] + large.at_once;
    let to_others: f64 = flows.iter().sum::<f64>() - flows[households];
    let mut weights = flows.clone();
    weights[households] = (credit.real() - to_others).max(0.0);
    let mut on_credit = vec![Money::ZERO; groups];
    apportion(credit, &weights, &mut on_credit);
    let rest: Vec<f64> = flows.iter().zip(&on_credit).map(|(flow, credit)| flow - credit.real()).collect();
    let mut paid = vec![Money::ZERO; groups];
    apportion(at_once, &rest, &mut paid);
    for j in 0..n {
        purchases.credit[s * n + j] = on_credit[market::small(j)].real();
        purchases.cash[s * n + j] = paid[market::small(j)].real();
        let group = market::large(n, j);
        purchases.of_large[j][0] += on_credit[group];
        purchases.of_large[j][1] += paid[group];
        state.settlement.claims[s * groups + group] += on_credit[group];
        state.settlement.cash[s] += paid[group];
    }
    for (buyer, invoice, cash) in FINAL_ITEMS {
        let group = market::last(n, buyer);
        entries.post(invoice, on_credit[group]);
        entries.post(cash, paid[group]);
        state.settlement.claims[s * groups + group] += on_credit[group];
        state.settlement.cash[s] += paid[group];
    }
}

/// Imports, all on invoice.
fn import(state: &mut State, setting: &Setting, purchases: &mut Purchases, entries: &mut Entries) {
    let norms = setting.norms;
    let n = norms.sectors;
    let groups = market::groups(n);
    for j in 0..n {
        let scale = large_firms::scale(&state.large_firms, j);
        let [small, a_unit] = state.market.imports[j];
        purchases.credit[n * n + j] = small;
        let bought = Money::round(a_unit * state.market.large_sales[j] * scale);
        purchases.of_large[j][0] += bought;
        state.settlement.claims[n * groups + market::large(n, j)] += bought;
        entries.post(Item::ImportsInvoiced, bought);
    }
}

/// What part of its order each small firm of a sector gets, what part of that it pays at once, and how much
/// of its debts falls due.
fn deliver(state: &mut State, setting: &Setting, work: &Out, purchases: &Purchases) {
    let norms = setting.norms;
    let n = norms.sectors;
    for j in 0..n {
        let credit: f64 = (0..=n).map(|s| purchases.credit[s * n + j]).sum();
        let cash: f64 = (0..=n).map(|s| purchases.cash[s * n + j]).sum();
        let m = &mut state.market;
        m.delivery[j] = if work.orders[j] > 0.0 { (credit + cash) / work.orders[j] } else { 0.0 };
        m.delivery_cash[j] = if credit + cash > 0.0 { cash / (credit + cash) } else { 0.0 };
        m.payable_due[j] = state.settlement.due(market::groups(n), market::small(j), &norms.due);
        if m.payable_due[j] == 0.0 {
            m.payable_due[j] = norms.due[j];
        }
    }
}

/// Items of final buyers: on invoice, and paid at once.
const FINAL_ITEMS: [(Final, Item, Item); 4] = [
    (Final::Households, Item::InvestmentInvoiced, Item::Consumption),
    (Final::Government, Item::GovernmentInvoiced, Item::GovernmentPurchases),
    (Final::Investment, Item::InvestmentInvoiced, Item::InvestmentPurchases),
    (Final::Exports, Item::ExportsInvoiced, Item::ExportsPaid),
];

/// What a sector sold by group of buyers: by the demand of the month, but for orders that had waited, for
/// which all but households pay: theirs did not wait. Each group then pays what it ordered, sooner or later,
/// and none for what others did.
pub(super) fn bought(demand: &[f64], sold: f64, late: f64, households: usize) -> Vec<f64> {
    let total: f64 = demand.iter().sum();
    let waited = total - demand[households];
    if late <= 0.0 || waited <= 0.0 {
        return demand.to_vec();
    }
    let of_late = |group: usize, demand: f64| if group == households { 0.0 } else { demand / waited * late };
    demand
        .iter()
        .enumerate()
        .map(|(group, demand)| demand / total * (sold - late) + of_late(group, *demand))
        .collect()
}

/// Splits what a sector sold through the settlement accounts over its groups of buyers: by demand, less what
/// went straight to principal customers. Small firms that ordered nothing get nothing; their part goes
/// abroad.
pub(super) fn flows(
    demand: &[f64],
    sold: Money,
    principal: Money,
    to_principals: &[Money],
    orders: &[f64],
) -> Vec<f64> {
    let total: f64 = demand.iter().sum();
    let n = orders.len();
    let mut flows: Vec<f64> =
        demand.iter().map(|d| if total > 0.0 { d / total * sold.real() } else { 0.0 }).collect();
    for (flow, principal) in flows.iter_mut().zip(to_principals) {
        *flow = (*flow - principal.real()).max(0.0);
    }
    for j in 0..n {
        if orders[j] <= 0.0 {
            flows[2 * n + Final::Exports as usize] += std::mem::take(&mut flows[market::small(j)]);
        }
    }
    let left = (sold - principal).real();
    let sum: f64 = flows.iter().sum();
    if sum > 0.0 {
        flows.iter_mut().for_each(|flow| *flow *= left / sum);
    } else {
        flows[2 * n + Final::Exports as usize] = left;
    }
    flows
}

/// Large firms hear what small firms posted to them in round 2.
fn hear_small_firms(state: &mut State, setting: &Setting, work: &Out) {
    let cap = setting.scenario.params.trade_credit.principal_cap;
    for (index, large_firm) in state.large_firms.iter_mut().enumerate() {
        let inbox = work.post_of(index);
        large_firm.payable_principal += inbox.invoiced - inbox.lost;
        large_firm.open = (large_firm.order - inbox.invoiced.real()).max(0.0);
        large_firm.wanted = inbox.wanted.real();
        large_firm.takes = (cap * large_firm.order / large_firm.wanted.max(1.0)).min(1.0);
    }
}

/// Final buyers and large firms pay what falls due of the invoices of earlier months; sellers get it this month.
fn pay_claims(
    state: &mut State,
    setting: &Setting,
    terms: &Terms,
    small: &[f64],
    entries: &mut Entries,
    accounts: &mut Accounts,
) {
    let n = setting.norms.sectors;
    let groups = market::groups(n);
    let mut due = setting.norms.due.clone();
    for (share, delay) in due.iter_mut().zip(&terms.delay_days) {
        *share = due_share(*share, *delay);
    }
    for (buyer, item) in [
        (Final::Households, Item::InvestmentPays),
        (Final::Investment, Item::InvestmentPays),
        (Final::Exports, Item::ExportsCollected),
    ] {
        let group = market::last(n, buyer);
        for s in 0..n {
            let claim = &mut state.settlement.claims[s * groups + group];
            let paid = claim.times(due[s]);
            *claim -= paid;
            state.settlement.cash[s] += paid;
            entries.post(item, paid);
        }
    }
    let habit = buyers::pay::Habit { due: &due, small };
    buyers::pay::public_bodies_pay(state, setting, terms, habit, entries, accounts);
    buyers::pay::pay(state, setting, terms, habit, entries, accounts);
}
