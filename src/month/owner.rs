//! The owner: what is drawn out, what is put in, what is expected, when it is not worth going on.

crate::parameters! {
    /// Parameters of owners.
    pub struct Owner : "owner" {
        buffer_days = 36.8, 1.0 .. 400.0, "days of cost", "median cash an owner aims at, before the sector's factor", Derived, "median cash of 42 days in the survey of 995 firms, China, February 2020; fitted to survival, hazards and cash of China (scenarios/calibration/china-middle.toml)";
        buffer_sd = 0.75, 0.0 .. 2.0, "log", "spread of the cash aimed at", Derived, "995 firms, February 2020: lognormal, 0.77";
        draw_speed = 0.5, 0.0 .. 1.0, "per month", "share of cash above the aim that the owner draws", Assumed, "prototype";
        caution = 0.7, 0.0 .. 1.0, "share of normal sales", "sales below which owners leave all cash in the firm", Assumed, "prior range 0.5-0.9";
        saving = 0.3, 0.0 .. 1.0, "share of draws", "part of what is drawn that the owner keeps for a bad day", Assumed, "prototype";
        wealth_months = 2.0, 0.0 .. 60.0, "months of cost", "private wealth of an owner at birth of the firm", Assumed, "not identified by demography: 3.6 resilient, 1.1 strict";
        wealth_most = 3.0, 0.0 .. 120.0, "months of cost", "most that an owner keeps for a bad day", Assumed, "prior range 3-12";
        injection_chance = 0.4, 0.0 .. 1.0, "chance a month", "owner helps a firm that lacks cash", Assumed, "prototype: 0.5 resilient, 0.25 strict";
        injection_when_losing = 0.4, 0.0 .. 1.0, "ratio", "that chance when the firm makes a lasting loss", Assumed, "prototype";
        losing_margin = -0.05, -1.0 .. 0.0, "share of sales", "smoothed margin below which the loss counts as lasting", Assumed, "prototype";
        profit_memory = 0.055, 0.001 .. 1.0, "per month", "weight of this month's profit in what the owner expects", Derived, "prototype fit, China registry";
        look_through = 0.5, 0.0 .. 1.0, "share", "part of a known common shock that owners see as passing", Assumed, "not identified: 0.7 resilient, 0 naive; the strongest choice of all";
        closure_sales = 0.5, 0.0 .. 1.0, "share of normal sales", "sales below which a firm may suspend its business for a time", Assumed, "prototype";
        closure_fixed = 0.7, 0.0 .. 1.0, "share", "fixed cost that goes on while business is suspended", Assumed, "prototype";
    }
}

use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::ctx::monthly_cost;
use crate::month::out::Out;
use crate::month::{equity, informal};
use crate::state::block::{Block, flag};
use crate::state::ledger::Item;
use crate::state::slots::BLOCK;

/// What the owner draws: part of the cash above the aim; nothing from a firm in distress, and nothing while
/// sales are so far below normal that the cash will be needed.
pub fn draw(p: &Owner, cash: f64, aim: f64, distress: u8, sales_ratio: f64) -> f64 {
    if distress > 0 || sales_ratio < p.caution { 0.0 } else { p.draw_speed * (cash - aim).max(0.0) }
}

/// ROUND 4. Of firms that trade, normal sales follow sales, the owner draws, the order for next month is
/// counted.
pub fn compute(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let p = &ctx.params.owner;
    let borrowers = b.side.borrowers();
    for i in 0..BLOCK {
        if !b.lives(i) || b.has(i, flag::DORMANT) {
            continue;
        }
        let s = usize::from(b.sector[i]);
        let ratio = f64::from(b.sales[i]) / f64::from(b.normal_sales[i]).max(1.0);
        b.normal_sales[i] += (b.sales[i] - b.normal_sales[i]) / 12.0;
        let aim = f64::from(b.buffer_days[i]) / 30.0 * monthly_cost(b, i, ctx) + equity::tied(b, i);
        let drawn = Money::round(draw(p, b.cash[i].real(), aim, b.distress[i], ratio)).min(b.cash[i]);
        // Private lenders come before the owner.
        let drawn = if borrowers.has(i) { informal::repay(b, i, drawn, out) } else { drawn };
        b.cash[i] -= drawn;
        let drawn = equity::dividend(b, i, drawn, out);
        let most = p.wealth_most * monthly_cost(b, i, ctx);
        b.owner_wealth[i] = (f64::from(b.owner_wealth[i]) + p.saving * drawn.real())
            .min(most.max(f64::from(b.owner_wealth[i]))) as f32;
        out.post(b, i, Item::OwnerDraw, drawn);
        out.next_orders[s] += f64::from(b.order[i]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_worked_by_hand() {
        let p = Owner::default();
        assert_eq!(draw(&p, 100.0, 60.0, 0, 1.0), 20.0);
        assert_eq!(draw(&p, 50.0, 60.0, 0, 1.0), 0.0);
        assert_eq!(draw(&p, 100.0, 60.0, 1, 1.0), 0.0);
        assert_eq!(draw(&p, 100.0, 60.0, 0, 0.5), 0.0);
    }
}
