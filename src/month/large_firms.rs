//! Large firms: large buyers and leading firms, and the sectors without firm agents; with them sell the
//! self-employed and public units ([`super::producers`]). How they pay and what they do when money is short stands
//! in [`super::buyers`].

crate::parameters! {
    /// Parameters of large firms.
    pub struct LargeFirms : "anchors" {
        per_thousand = 2.0, 0.0 .. 100.0, "per thousand firms", "large firms for each thousand small and medium ones", Official, "census of China 2018: 99.8% of enterprises are small or medium";
        state_share = 0.3, 0.0 .. 1.0, "share of large firms", "large firms owned by the state", Assumed, "prior range 0.2-0.4";
        pay_days_private = 75.0, 0.0 .. 720.0, "days", "days after invoice at which private large firms pay", Assumed, "Coface 2019: average term 86 days in China";
        pay_days_state = 90.0, 0.0 .. 720.0, "days", "days after invoice at which state-owned large firms pay", Assumed, "Coface 2019: average term 86 days in China";
        restriction = 1.0, 0.0 .. 3.0, "ratio", "part of a restriction of attendance that large firms feel, over that which the pack states for their sector (large_restriction)", Assumed, "the pack's own parts; prior range 0.6-1.6";
        cash_months = 1.0, 0.0 .. 12.0, "months of sales", "cash that large firms keep", Assumed, "prior range 0.5-2";
        liquidity_spread = 0.8, 0.0 .. 3.0, "log", "standard deviation over large firms of the log of cash kept and credit line, over sales", Assumed, "as wide as the cash of small firms about its median; prior range 0.4-1.2";
        size_tail = 1.1, 0.5 .. 3.0, "exponent", "Pareto exponent of the size of large firms", Derived, "size tail near one, US SUSB 2022";
        size_most = 200.0, 1.0 .. 100000.0, "ratio", "largest large firm over the smallest", Assumed, "keeps a small simulated economy from hanging on one firm";
    }
}

use crate::money::{Money, apportion};
use crate::month::buyers;
use crate::month::closure;
use crate::month::ctx::Setting;
use crate::month::large_outlook;
use crate::month::out::Out;
use crate::month::supply;
use crate::state::ledger::{Entries, Item};
use crate::state::{LargeFirm, State};
use crate::terms::Terms;

/// What the large firms of a sector sold in a month.
#[derive(Clone, Copy, Debug, Default)]
pub struct LargeSales {
    /// On invoice.
    pub invoiced: Money,
    /// Paid at once.
    pub at_once: Money,
    /// Of both, what was ordered before and had to wait.
    pub late: f64,
}

/// Splits an amount of a sector over its large firms by `weight`, and lets `give` book each part.
fn split(
    large_firms: &mut [LargeFirm],
    sector: usize,
    total: Money,
    weight: impl Fn(&LargeFirm) -> f64,
    mut give: impl FnMut(&mut LargeFirm, Money),
) {
    let weights: Vec<f64> = large_firms.iter().filter(|a| a.sector == sector).map(&weight).collect();
    if weights.is_empty() {
        return;
    }
    let mut parts = vec![Money::ZERO; weights.len()];
    apportion(total, &weights, &mut parts);
    for (large_firm, part) in large_firms.iter_mut().filter(|a| a.sector == sector).zip(parts) {
        give(large_firm, part);
    }
}

/// The part of demand that is lost: to firms closed by restriction, or to those struck by a disaster.
fn shut(closed: f64, struck: f64) -> f64 {
    if struck == 0.0 { closed } else { 1.0 - (1.0 - closed) * (1.0 - struck) }
}

/// ⟂ Large firms sell what is ordered from them, less the part of a restriction or disaster that they feel
/// and what they can't make or deliver for lack of goods.
pub fn sell(state: &mut State, setting: &Setting, terms: &Terms) -> Vec<LargeSales> {
    let norms = setting.norms;
    (0..norms.sectors)
        .map(|s| {
            let cells = s * norms.regions..(s + 1) * norms.regions;
            let felt = setting.scenario.params.disaster.large_felt;
            let of_cell = |cell| {
                let lost = closure::lost_by_large(setting.scenario, terms, s, cell);
                shut(lost, felt * terms.struck[cell]) * state.market.region_share[cell]
            };
            let lost: f64 = cells.map(of_cell).sum::<f64>();
            let unmade: f64 =
                state.large_firms.iter().filter(|a| a.sector == s).map(|a| a.share * (1.0 - a.output)).sum();
            let made = supply::large_firms_make(state, s);
            let price = state.market.large_price[s];
            let demand = state.market.large_demand[s];
            let late = price * large_outlook::serve_waiting(state, setting, s, demand / price, lost);
            let delivered = (1.0 - unmade) * made;
            let late = late * delivered;
            let sales = Money::round(demand * (1.0 - lost) * delivered + late);
            state.market.large_sales[s] = sales.real() / price;
            split(&mut state.large_firms, s, sales, |a| a.share * a.output, |a, part| a.sales = part);
            let invoiced = sales.times(state.market.credit_share[s]);
            LargeSales { invoiced, at_once: sales - invoiced, late }
        })
        .collect()
}

/// ⟂ Large firms are paid: at once, and `collection` of their invoices, which their sector's settlement
/// account pays.
pub fn collect(state: &mut State, large: &[LargeSales], collection: &[f64], entries: &mut Entries) {
    let State { large_firms, settlement, market, .. } = state;
    for (s, sold) in large.iter().enumerate() {
        split(large_firms, s, sold.at_once, |a| a.share * a.output, |a, part| a.cash += part);
        settlement.cash[s] -= sold.at_once;
        entries.post(Item::LargeFirmSales, sold.at_once);
        split(large_firms, s, sold.invoiced, |a| a.share * a.output, |a, part| a.receivable += part);
        entries.post(Item::LargeFirmInvoiced, sold.invoiced);
        for large_firm in large_firms.iter_mut().filter(|a| a.sector == s) {
            let owed = large_firm.receivable.real();
            let lost = Money::towards_zero(owed * market.write_off[s]);
            let collected = Money::towards_zero(owed * collection[s]);
            large_firm.receivable -= lost + collected;
            large_firm.cash += collected;
            settlement.cash[s] -= collected;
            settlement.losses[s] -= lost;
            entries.post(Item::LargeFirmCollected, collected);
            entries.post(Item::LargeFirmClaimsLost, lost);
        }
    }
}

/// ⟂ Large firms take delivery of their inputs, `[on invoice, paid at once]` by sector: each gets what its
/// principal suppliers left open.
pub fn buy(state: &mut State, deliveries: &[[Money; 2]], entries: &mut Entries) {
    // The trifle serves sectors in which principal suppliers leave nothing open.
    let needs = |a: &LargeFirm| a.open + 1e-6 * a.order;
    for (j, [invoiced, at_once]) in deliveries.iter().enumerate() {
        split(&mut state.large_firms, j, *invoiced, needs, |a, part| a.payable += part);
        split(&mut state.large_firms, j, *at_once, needs, |a, part| a.cash -= part);
        entries.post(Item::LargeFirmPurchaseInvoiced, *invoiced);
        entries.post(Item::LargeFirmPurchaseCash, *at_once);
    }
}

/// ⟂ Pay, taxes, interest and dividends of large firms; a lack of cash is drawn on credit lines, and beyond
/// them if it must be.
pub fn settle(state: &mut State, setting: &Setting, terms: &Terms, entries: &mut Entries) {
    let p = &setting.scenario.params;
    for large_firm in &mut state.large_firms {
        for (item, amount) in buyers::own_obligations(large_firm, setting, terms) {
            large_firm.cash -= amount;
            entries.post(item, amount);
        }
        let wanted = Money::round(large_firm.usual * p.anchors.cash_months * large_firm.liquidity);
        if large_firm.cash.0 < 0 {
            let drawn = -large_firm.cash;
            large_firm.loan += drawn;
            large_firm.cash = Money::ZERO;
            entries.post(Item::LargeFirmBorrowed, drawn);
        } else if large_firm.cash > wanted {
            let spare = (large_firm.cash - wanted).times(0.5);
            let repaid = spare.min(large_firm.loan);
            large_firm.loan -= repaid;
            // Who lets suppliers wait or cuts staff pays its owners nothing.
            let dividend = if large_firm.stressed() { Money::ZERO } else { spare - repaid };
            large_firm.cash -= repaid + dividend;
            entries.post(Item::LargeFirmRepaid, repaid);
            entries.post(Item::LargeFirmDividends, dividend);
        }
    }
    buyers::turn(state, setting, terms);
}

/// What the large firms of a sector order and man this month over what their output of the month calls for:
/// one where none cuts.
pub fn scale(large_firms: &[LargeFirm], sector: usize) -> f64 {
    let of_sector = large_firms.iter().filter(|a| a.sector == sector);
    let (ordered, made) = of_sector
        .fold((0.0, 0.0), |(ordered, made), a| (ordered + a.share * a.scale, made + a.share * a.output));
    if made > 0.0 { ordered / made } else { 1.0 }
}

/// ⟂ Large firms of a sector buy the invoices that estates of the sector sell.
pub fn take_estates(state: &mut State, fate: &Out) {
    for s in 0..fate.estate_claims.len() {
        split(&mut state.large_firms, s, fate.estate_claims[s], |a| a.share, |a, part| a.receivable += part);
        split(&mut state.large_firms, s, fate.estate_price[s], |a| a.share, |a, part| a.cash -= part);
    }
}
