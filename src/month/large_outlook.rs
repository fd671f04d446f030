//! Large firms under a restriction look ahead: orders that they could not serve wait in part, and inputs are
//! bought for the sales that they expect, not for those of a month in which they were closed.
//!
//! Without a restriction a large firm buys inputs for what it sold. While firms of its sector are closed it
//! buys for the sales it expects, which follow its orders slowly ([`crate::month::closure`]); what is delivered
//! beyond need lies in stock and is worked off, a part of it a month. Of the orders of firms, the state,
//! investors and exporters that it turns away a part waits, as with small firms ([`crate::month::backlog`]),
//! and is served out of overtime.

use crate::money::Money;
use crate::month::backlog;
use crate::month::closure;
use crate::month::ctx::Setting;
use crate::month::out::Out;
use crate::state::State;
use crate::terms::Terms;

/// The pace of the plans of the large firms of a sector, by the share of its firms that are closed all over the
/// country; see [`closure::pace`].
pub fn pace(state: &State, setting: &Setting, terms: &Terms, sector: usize) -> f64 {
    let cells = (0..setting.norms.regions).map(|r| setting.norms.cell(sector, r));
    let closed = cells.map(|cell| terms.closed[cell] * state.market.region_share[cell]).sum();
    closure::pace(&setting.scenario.params.closure, closed)
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

/// What large firms of a sector got delivered this month, counted in the sales that it serves.
pub fn hear_deliveries(state: &mut State, setting: &Setting, work: &Out, of_large: &[[Money; 2]]) {
    let mut got: Vec<Money> = of_large.iter().map(|[invoiced, at_once]| *invoiced + *at_once).collect();
    for (index, large_firm) in state.large_firms.iter().enumerate() {
        got[large_firm.sector] += work.post_of(index).invoiced;
    }
    for (j, got) in got.into_iter().enumerate() {
        let a_unit = setting.norms.material[j] * state.market.input_price[j];
        state.market.large_received[j] = got.real() / a_unit.max(1e-9);
    }
}

/// Inputs bought for next month over what this month's sales call for: for the sales expected, less a part of
/// the stock beyond need. All at base prices, counted in sales.
fn bought(sold: f64, expected: f64, stock: f64, speed: f64) -> f64 {
    if sold > 0.0 { (expected - speed * stock).max(0.0) / sold } else { 1.0 }
}

/// A stock beyond need of less than this part of a month's sales is none.
const NONE: f64 = 0.01;

/// ⟂ The end of the month: what the large firms of a sector, whose plans have this pace, buy for next month over
/// what their sales call for.
pub fn look_ahead(state: &mut State, setting: &Setting, sector: usize, pace: f64) -> f64 {
    let p = &setting.scenario.params;
    let m = &mut state.market;
    let sold = m.large_sales[sector];
    let (expected, stock) = (&mut m.large_expected[sector], &mut m.large_stock[sector]);
    if pace < 1.0 {
        let orders = m.large_demand[sector] / m.large_price[sector];
        *expected += pace * p.work.expectation_speed * (orders - *expected);
    } else {
        *expected = sold;
    }
    if pace < 1.0 || *stock != 0.0 {
        *stock += m.large_received[sector] - sold;
        if pace == 1.0 && stock.abs() < NONE * sold {
            *stock = 0.0;
        }
    }
    bought(sold, *expected, *stock, p.production.input_adjustment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purchases_worked_by_hand() {
        // 60 were sold and 100 are expected; 20 are in stock, a quarter of which is worked off.
        assert_eq!(bought(60.0, 90.0, 20.0, 0.25), 85.0 / 60.0);
        // As ever; and what was delivered too little is bought.
        assert_eq!(bought(100.0, 100.0, 0.0, 0.25), 1.0);
        assert_eq!(bought(100.0, 100.0, -40.0, 0.25), 1.1);
        // Nothing sold: nothing is said of what to buy.
        assert_eq!(bought(0.0, 0.0, 40.0, 0.25), 1.0);
    }
}
