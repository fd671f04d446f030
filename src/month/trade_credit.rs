//! Trade credit: invoices, due dates, settlement accounts, the principal customer. Contagion: what a bankrupt
//! customer owes is lost where its estate (`estate.rs`) can't pay, and spread over its suppliers here.

crate::parameters! {
    /// Parameters of invoicing and paying.
    pub struct TradeCredit : "trade_credit" {
        principal_share = 0.25, 0.0 .. 0.9, "share of sales", "part of a firm's sales to other firms that its principal customer buys", Assumed, "largest customer of small suppliers in customer surveys; prior range 0.15-0.4";
        principal_anchor = 0.35, 0.0 .. 1.0, "share of firms", "firms whose principal customer is a large firm", Assumed, "over 90% of little giants supply large firms, far fewer of all; prior range 0.2-0.5";
        principal_cap = 0.6, 0.1 .. 1.0, "share of inputs", "most of its inputs that a firm buys from the suppliers whose principal customer it is", Assumed, "keeps purchases within needs; prior range 0.4-0.8";
        beyond_terms = 0.12, 0.0 .. 0.5, "share of receivable days", "part of receivable days that is there because buyers are short or hold back, and not by the pace at which they pay as a rule; taken off when that pace is derived from published receivable days", Derived, "what the model itself shows in normal times; keeps receivable days at the pack's";
        stretch_months = 1.5, 0.0 .. 12.0, "months of purchases", "overdue invoices that suppliers bear before they stop delivering on credit", Assumed, "between 3 (resilient) and 1 (strict) of the prototype; prior range 0.5-3";
    }
}

mod clear;

pub use clear::{Clearing, clear};

use crate::money::{Money, apportion};
use crate::month::ctx::Setting;
use crate::month::large_firms::{self};
use crate::month::out::Out;
use crate::state::ledger::Item;
use crate::state::market::{self};
use crate::state::{Settlement, State};

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
    // What was paid early in the month has been noted.
    let mut abroad = [state.market.abroad[0], Money::ZERO];
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
    use super::clear::{bought, flows};
    use super::*;
    use crate::month::buyers::due_share;

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
