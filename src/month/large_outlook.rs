//! Large firms under a restriction look ahead: orders that they could not serve wait in part, and inputs are
//! bought for the sales that they expect, not for those of a month in which they were closed.
//!
//! Without a restriction a large firm buys inputs for what it sold. While firms of its sector are closed it
//! buys for the sales it expects, which follow its orders slowly ([`crate::month::closure`]); what it buys
//! too much lies in stock and is worked off, a part of it a month. Of the orders of firms, the state,
//! investors and exporters that it turns away a part waits, as with small firms ([`crate::month::backlog`]),
//! and is served out of overtime.

use crate::month::backlog;
use crate::month::closure;
use crate::month::ctx::Setting;
use crate::state::State;
use crate::terms::Terms;

/// The share of a sector's firms that are closed by a restriction, all over the country.
pub fn closed(state: &State, setting: &Setting, terms: &Terms, sector: usize) -> f64 {
    let cells = (0..setting.norms.regions).map(|r| setting.norms.cell(sector, r));
    cells.map(|cell| terms.closed[cell] * state.market.region_share[cell]).sum()
}

/// What waiting orders of a sector bring this month, at base prices, when `orders` came and of those a part
/// was lost.
pub fn serve_waiting(state: &mut State, setting: &Setting, sector: usize, orders: f64, lost: f64) -> f64 {
    let waiting = &mut state.market.large_waiting[sector];
    if *waiting == 0.0 && lost == 0.0 {
        return 0.0;
    }
    let p = &setting.scenario.params;
    let served = waiting.min((p.production.overtime - 1.0).max(0.0) * orders * (1.0 - lost));
    let joining = backlog::joins(&p.backlog, setting.scenario, setting.norms, sector) * lost * orders;
    *waiting = backlog::carried(&p.backlog, *waiting, served, joining);
    if *waiting < 1.0 {
        *waiting = 0.0;
    }
    served
}

/// Inputs bought for next month over what this month's sales call for, and the stock beyond need that is
/// left; sales and stock at base prices.
fn bought(sold: f64, expected: f64, stock: f64, speed: f64) -> (f64, f64) {
    let (extra, worked_off) = ((expected - sold).max(0.0), (speed * stock).min(sold));
    let ratio = if sold > 0.0 { (sold + extra - worked_off) / sold } else { 1.0 };
    (ratio, stock + extra - worked_off)
}

/// ⟂ The end of the month: what the large firms of a sector buy for next month over what their sales call
/// for.
pub fn look_ahead(state: &mut State, setting: &Setting, terms: &Terms, sector: usize) -> f64 {
    let p = &setting.scenario.params;
    let pace = closure::pace(&p.closure, closed(state, setting, terms, sector));
    let m = &mut state.market;
    let sold = m.large_sales[sector];
    let expected = &mut m.large_expected[sector];
    if pace < 1.0 {
        let orders = m.large_demand[sector] / m.large_price[sector];
        *expected += pace * p.work.expectation_speed * (orders - *expected);
    } else {
        *expected = sold;
    }
    let (ratio, stock) = bought(sold, *expected, m.large_stock[sector], p.production.input_adjustment);
    m.large_stock[sector] = if stock < 1.0 { 0.0 } else { stock };
    ratio
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purchases_worked_by_hand() {
        // 60 were sold and 100 are expected: inputs for 100 are bought, for 40 more than are used.
        let (ratio, stock) = bought(60.0, 100.0, 0.0, 0.25);
        assert!((ratio - 100.0 / 60.0).abs() < 1e-12 && stock == 40.0);
        // Open again: a quarter of the stock is worked off, and so much less bought.
        assert_eq!(bought(100.0, 100.0, 40.0, 0.25), (0.9, 30.0));
        // As ever.
        assert_eq!(bought(100.0, 100.0, 0.0, 0.25), (1.0, 0.0));
        // Nothing sold and a stock: nothing is bought, and nothing is worked off.
        assert_eq!(bought(0.0, 0.0, 40.0, 0.25), (1.0, 40.0));
    }
}
