//! Trade credit: invoices, due dates, settlement accounts, the principal customer.

crate::parameters! {
    /// Parameters of invoicing and paying.
    pub struct TradeCredit : "trade_credit" {
        principal_share = 0.25, 0.0 .. 0.9, "share of sales", "part of a firm's sales to other firms that its principal customer buys", Assumed, "largest customer of small suppliers in customer surveys; prior range 0.15-0.4";
        principal_anchor = 0.35, 0.0 .. 1.0, "share of firms", "firms whose principal customer is a large firm", Assumed, "over 90% of little giants supply large firms, far fewer of all; prior range 0.2-0.5";
        principal_cap = 0.6, 0.1 .. 1.0, "share of inputs", "most of its inputs that a firm buys from the suppliers whose principal customer it is", Assumed, "keeps purchases within needs; prior range 0.4-0.8";
        stretch_months = 1.5, 0.0 .. 12.0, "months of purchases", "overdue invoices that suppliers bear before they stop delivering on credit", Assumed, "between 3 (resilient) and 1 (strict) of the prototype; prior range 0.5-3";
    }
}

use crate::money::{Money, apportion};
use crate::month::accounts::Accounts;
use crate::month::buyers;
use crate::month::buyers::due_share;
use crate::month::ctx::Setting;
use crate::month::large_firm_failure;
use crate::month::large_firms::{self, LargeSales};
use crate::month::out::Out;
use crate::state::ledger::{Entries, Item};
use crate::state::market::{self, Final};
use crate::state::{Settlement, State};
use crate::terms::Terms;

/// What the clearing of goods leaves for later steps of the month.
#[derive(Clone, Debug)]
pub struct Clearing {
    /// Entries of the large, the final buyers and the state.
    pub entries: Entries,
    /// Credit that small firms of a sector are expected to take, by seller (the last is abroad) and using
    /// sector.
    expected_credit: Vec<f64>,
    /// Purchases they are expected to pay at once, likewise.
    expected_cash: Vec<f64>,
}

/// Takes `total` out of `claims`, in proportion to `weights` as far as each claim allows; the rest where room
/// is left. Gives what was taken from each.
pub fn draw_down(claims: &mut [Money], weights: &[f64], total: Money) -> Vec<Money> {
    let mut taken = vec![Money::ZERO; claims.len()];
    if total.is_zero() {
        return taken;
    }
    apportion(total, weights, &mut taken);
    let mut over = Money::ZERO;
    for (part, claim) in taken.iter_mut().zip(claims.iter()) {
        let most = claim.positive();
        if *part > most {
            over += *part - most;
            *part = most;
        }
    }
    for (part, claim) in taken.iter_mut().zip(claims.iter()) {
        let more = over.min(claim.positive() - *part);
        *part += more;
        over -= more;
    }
    // Beyond all claims nothing should be left; if it is, the first account bears it and the check of the
    // month says so.
    taken[0] += over;
    for (claim, part) in claims.iter_mut().zip(&taken) {
        *claim -= *part;
    }
    taken
}

impl Settlement {
    /// What a group of buyers owes, by selling sector (the last is abroad).
    pub(crate) fn column(&self, groups: usize, buyer: usize) -> Vec<Money> {
        self.claims.iter().skip(buyer).step_by(groups).copied().collect()
    }
    fn put_column(&mut self, groups: usize, buyer: usize, column: &[Money]) {
        self.claims
            .iter_mut()
            .skip(buyer)
            .step_by(groups)
            .zip(column)
            .for_each(|(claim, value)| *claim = *value);
    }
    /// A group of buyers pays so much, as far as claims allow in these proportions: the claims fall, the
    /// accounts of the sellers fill. Gives what each seller gets (the last is abroad).
    pub(crate) fn draw(&mut self, groups: usize, buyer: usize, weights: &[f64], total: Money) -> Vec<Money> {
        let mut column = self.column(groups, buyer);
        let taken = draw_down(&mut column, weights, total);
        self.put_column(groups, buyer, &column);
        for (cash, part) in self.cash.iter_mut().zip(&taken) {
            *cash += *part;
        }
        taken
    }
    /// A group of buyers pays what falls due. Gives what goes abroad.
    fn paid(&mut self, groups: usize, buyer: usize, due: &[f64], total: Money) -> Money {
        let column = self.column(groups, buyer);
        let weights: Vec<f64> = column.iter().zip(due).map(|(claim, due)| claim.real() * due).collect();
        let taken = self.draw(groups, buyer, &weights, total);
        taken[taken.len() - 1]
    }
    /// A group of buyers fails to pay for good. Gives what is lost abroad.
    pub(crate) fn lost(&mut self, groups: usize, buyer: usize, total: Money) -> Money {
        let mut column = self.column(groups, buyer);
        let weights: Vec<f64> = column.iter().map(|claim| claim.real()).collect();
        let taken = draw_down(&mut column, &weights, total);
        self.put_column(groups, buyer, &column);
        for (loss, part) in self.losses.iter_mut().zip(&taken) {
            *loss += *part;
        }
        taken[taken.len() - 1]
    }
    /// The share of its invoices that a group of buyers must pay this month.
    fn due(&self, groups: usize, buyer: usize, due: &[f64]) -> f64 {
        let (mut sum, mut weighted) = (0.0, 0.0);
        for (claim, due) in self.claims.iter().skip(buyer).step_by(groups).zip(due) {
            sum += claim.real();
            weighted += claim.real() * due;
        }
        if sum > 0.0 { weighted / sum } else { 0.0 }
    }
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
    let small = collect(state, setting, work, &large, &mut entries);
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
    pay_claims(state, setting, terms, &small, &mut entries, accounts);
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

/// Collections and losses of the month, from what the accounts held when it began. The part of small firms in
/// what each sector sold on invoice.
fn collect(
    state: &mut State,
    setting: &Setting,
    work: &Out,
    large: &[LargeSales],
    entries: &mut Entries,
) -> Vec<f64> {
    let n = setting.norms.sectors;
    let mut collected_by_large = vec![0.0; n];
    let mut small = vec![0.0; n];
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
        let invoiced = (work.invoiced_sales[s] + large[s].invoiced).real();
        small[s] = if invoiced > 0.0 { work.invoiced_sales[s].real() / invoiced } else { 0.0 };
        state.market.write_off[s] =
            (state.settlement.losses[s].real() / owed).clamp(0.0, 1.0 - state.market.collection[s]);
    }
    large_firms::collect(state, large, &collected_by_large, entries);
    for (cash, sold) in state.settlement.cash.iter_mut().zip(&work.cash_sales) {
        // Small firms take this out of the accounts in round 3.
        *cash -= *sold;
    }
    small
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
    let bought = bought(demand, sold.real(), work.late_sales[s], households);
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
        purchases.credit[n * n + j] =
            norms.imported[j] / norms.material[j].max(1e-9) * state.market.small_orders[j];
        let bought = Money::round(norms.imported[j] * state.market.large_sales[j] * scale);
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
fn bought(demand: &[f64], sold: f64, late: f64, households: usize) -> Vec<f64> {
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
fn flows(demand: &[f64], sold: Money, principal: Money, to_principals: &[Money], orders: &[f64]) -> Vec<f64> {
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

/// Final buyers and large firms pay what falls due of their invoices; sellers get it next month.
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
    let habit = buyers::Habit { due: &due, small };
    buyers::public_bodies_pay(state, setting, terms, habit, entries, accounts);
    buyers::pay(state, setting, terms, habit, entries, accounts);
}

/// ⟂ After round 3: what small firms bought becomes claims on them, what they paid at once and collected
/// moves the accounts.
pub fn book_deliveries(state: &mut State, setting: &Setting, clearing: &mut Clearing, money: &Out) {
    let n = setting.norms.sectors;
    let groups = market::groups(n);
    for j in 0..n {
        let cash: Vec<f64> = (0..=n).map(|s| clearing.expected_cash[s * n + j]).collect();
        let mut paid = vec![Money::ZERO; n + 1];
        apportion(money.bought_at_once[j], &cash, &mut paid);
        if cash.iter().sum::<f64>() <= 0.0 {
            paid = vec![Money::ZERO; n + 1];
        }
        let left: Vec<f64> = (0..=n)
            .map(|s| clearing.expected_credit[s * n + j] + (cash[s] - paid[s].real()).max(0.0))
            .collect();
        let mut owed = vec![Money::ZERO; n + 1];
        apportion(money.bought_on_invoice[j], &left, &mut owed);
        for s in 0..=n {
            state.settlement.claims[s * groups + market::small(j)] += owed[s];
            if s < n {
                state.settlement.cash[s] += paid[s];
            }
        }
        clearing.entries.post(Item::ImportsInvoiced, owed[n]);
    }
    for s in 0..n {
        state.settlement.cash[s] -= money.collected[s];
        state.settlement.losses[s] -= money.written_off[s];
    }
}

/// ⟂ After round 4: what small firms paid and what their estates could not pay reaches the accounts.
pub fn book_payments(state: &mut State, setting: &Setting, fate: &Out) {
    let n = setting.norms.sectors;
    let groups = market::groups(n);
    for s in 0..n {
        for g in 0..2 * n {
            state.settlement.claims[s * groups + g] += fate.novated[s * 2 * n + g];
        }
    }
    let mut abroad = [Money::ZERO; 2];
    for j in 0..n {
        abroad[0] +=
            state.settlement.paid(groups, market::small(j), &setting.norms.due, fate.suppliers_paid[j]);
        abroad[1] += state.settlement.lost(groups, market::small(j), fate.suppliers_lost[j]);
    }
    state.market.abroad = abroad;
    for (index, large_firm) in state.large_firms.iter_mut().enumerate() {
        let inbox = fate.post_of(index);
        large_firm.cash -= inbox.paid + inbox.late_interest;
        large_firm.payable_principal -= inbox.paid + inbox.novated;
        large_firm.payable += inbox.novated;
    }
    large_firms::take_estates(state, fate);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_term_worked_by_hand() {
        // Half of the book a month is a term of 60 days; 30 days later makes 90, a third a month.
        assert!((due_share(0.5, 30.0) - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(due_share(0.5, 0.0), 0.5);
    }

    #[test]
    fn a_payment_is_spread_over_claims_and_never_exceeds_one() {
        let mut claims = vec![Money(10), Money(100), Money(0)];
        let taken = draw_down(&mut claims, &[1.0, 1.0, 1.0], Money(60));
        // 20 each; the first has only 10, the third nothing: the second bears 50.
        assert_eq!(taken, vec![Money(10), Money(50), Money(0)]);
        assert_eq!(claims, vec![Money(0), Money(50), Money(0)]);
    }

    #[test]
    fn waiting_orders_are_paid_by_those_who_ordered_them() {
        // Of 130 sold, 30 had waited: small firms (20 of the 50 that firms and exporters order) take twelve
        // of them, households none.
        let bought = bought(&[20.0, 10.0, 50.0, 0.0, 0.0, 20.0], 130.0, 30.0, 2);
        let expected = [32.0, 16.0, 50.0, 0.0, 0.0, 32.0];
        assert!(bought.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{bought:?}");
    }

    #[test]
    fn what_is_sold_is_split_by_demand_less_what_went_straight() {
        // One sector: small firms order 40, large 20, households 40 of a total of 100; all is sold, 10 of it
        // straight to small firms.
        let flows =
            flows(&[40.0, 20.0, 40.0, 0.0, 0.0, 0.0], Money(100), Money(10), &[Money(10), Money(0)], &[30.0]);
        assert_eq!(flows, vec![30.0, 20.0, 40.0, 0.0, 0.0, 0.0]);
    }
}
