//! Inputs and output: what a firm can make with its people, its inputs and its orders.

crate::parameters! {
    /// Parameters of production.
    pub struct Production : "production" {
        overtime = 1.15, 1.0 .. 2.0, "ratio", "output possible with the present staff, over normal output", Assumed, "overtime limits; prior range 1.1-1.3";
        input_months = 1.0, 0.1 .. 6.0, "months of use", "stock of inputs a firm aims at", Assumed, "inventories of above-scale industry of China about 5-6 weeks of cost; prior range 0.5-2";
        input_adjustment = 0.2, 0.01 .. 1.0, "per month", "share of the gap in the input stock that a month's order closes", Assumed, "slow enough not to oscillate; prior range 0.1-0.4";
        closed_output = 1.0, 0.0 .. 3.0, "ratio", "what firms closed by restriction still sell, over the share that the pack states for their sector (closed_sales)", Assumed, "the pack's own shares; a share of firms reopened is not an index of output; prior range 0.6-1.4";
        essential_share = 0.5, 0.0 .. 1.0, "share", "share of inputs without which nothing can be made; a lack of the others is worked around", Assumed, "Pichler et al. 2022 rate about half of input pairs as critical";
    }
}

use crate::month::ctx::Ctx;
use crate::month::out::Out;
use crate::month::work::hours;
use crate::month::{backlog, digital, dormancy, strengths, supply};
use crate::rng::Purpose;
use crate::state::block::{Block, flag};
use crate::state::slots::BLOCK;

/// Inputs that a unit of output takes: the sector's share less the firm's efficiency, scaled to the sector's
/// labour share.
#[inline]
pub fn input_need(material: f64, efficiency: f64, scale: f64) -> f64 {
    (material - (efficiency * scale).min(0.3)).max(0.02)
}

/// What a firm needs to know to produce, per month at base prices.
#[derive(Clone, Copy, Debug)]
pub struct Means {
    /// Orders.
    pub orders: f64,
    /// Output of the present staff in normal hours.
    pub normal_output: f64,
    /// Inputs in stock.
    pub inputs: f64,
    /// Inputs a unit of output takes.
    pub need: f64,
}

/// Output: what is ordered, as far as staff in overtime and essential inputs allow.
pub fn output(p: &Production, means: Means) -> f64 {
    let by_staff = p.overtime * means.normal_output;
    let by_inputs = means.inputs / (means.need * p.essential_share).max(1e-6);
    means.orders.min(by_staff).min(by_inputs).max(0.0)
}

/// ROUND 2. Orders arrive, and come before those that wait since a restriction; restricted firms stand still;
/// some suspend because selling costs them more than waiting; the others produce.
pub fn produce(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let (p, w, o) = (&ctx.params.production, &ctx.params.work, &ctx.params.owner);
    let openings = ctx.draws.stream(Purpose::Attendance, 0);
    let strikes = ctx.draws.stream(Purpose::Struck, 0);
    let stream = ctx.draws.stream(Purpose::Backlog, i64::from(ctx.now));
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        if b.has(i, flag::DORMANT) {
            dormancy::rest(b, i);
            continue;
        }
        let s = usize::from(b.sector[i]);
        let cell = ctx.norms.cell(s, usize::from(b.region[i]));
        let price = f64::from(b.price[i]);
        let rates = &ctx.cells[cell];
        let need = input_need(
            ctx.sectors[s].material,
            strengths::efficiency(b, i, ctx),
            ctx.sectors[s].efficiency_scale,
        );
        let people = f64::from(b.headcount[i]);
        let normal_output = people * rates.productivity;
        // A firm's draw is the same in every month, so that it reopens once, when the share of closed firms
        // falls below it.
        let closed = rates.closed > 0.0 && openings.uniform(b.id[i]) < rates.closed;
        let struck = rates.struck > 0.0 && strikes.uniform(b.id[i]) < rates.struck;
        let restricted = closed || struck;
        let weight = b.scratch.market_weight[i];
        let nominal = f64::from(weight.abs())
            * rates.orders_per_weight
            * rates.insiders[usize::from(weight.is_sign_negative())]
            * if restricted { 1.0 } else { rates.diverted };
        let orders = nominal / price;
        let expected = f64::from(b.expected[i]);
        b.expected[i] = (expected + rates.expectation_speed * (orders - expected)) as f32;
        let queue =
            if b.backlog[i] > 0 { backlog::waiting(b.backlog[i], backlog::normal_month(b, i)) } else { 0.0 };
        let wanted = if restricted { orders } else { orders + queue };
        let means = Means { orders: wanted, normal_output, inputs: f64::from(b.inputs[i]), need };
        let mut possible = output(p, means);
        if !ctx.market.lack.is_empty() {
            possible *= supply::limit(b.id[i], s, ctx) * (1.0 - rates.missing);
        }
        let mut made = possible
            * if struck {
                ctx.params.disaster.sold
            } else if closed {
                digital::closed_output(rates.closed_sales, b, i, ctx)
            } else {
                1.0
            };
        let mut suspended = restricted;
        let normal_sales = f64::from(b.normal_sales[i]);
        if !restricted && made * price < o.closure_sales * normal_sales {
            let pay = people * rates.wage * rates.pay;
            let saved_pay = (1.0 - w.idle_pay)
                * (1.0 - w.idle_threshold)
                * pay
                * (made / normal_output.max(1.0)).min(1.0);
            let saved_fixed = (1.0 - ctx.params.rent.closed) * f64::from(b.rent[i]);
            if made * (price - need * ctx.sectors[s].input_price) < saved_pay + saved_fixed {
                made = 0.0;
                suspended = true;
            }
        }
        b.mark(i, flag::SUSPENDED, suspended);
        b.inputs[i] = (means.inputs - (need * made).min(means.inputs)) as f32;
        let idle = (1.0 - made / normal_output.max(1.0)).max(0.0);
        let paid_share = hours::paid_share(idle, w.idle_threshold, w.idle_pay);
        b.scratch.paid_share[i] = paid_share as f32;
        let sales = made * price;
        // What is made beyond the month's orders was ordered before; only waiting orders can ask for so much.
        let late = (made - orders).max(0.0);
        if restricted | (b.backlog[i] > 0) {
            let lost = if restricted { possible - made } else { 0.0 };
            backlog::carry(b, i, [queue, late, lost], ctx, stream);
            out.late_sales[s] += late * price;
            out.tally.sums.late_sales += late * price;
        }
        b.sales[i] = sales as f32;
        out.real_sales[s] += made;
        let furloughed = if idle > w.idle_threshold { people * (idle - w.idle_threshold) } else { 0.0 };
        out.tally.work(furloughed, nominal - (sales - late * price), b, i, ctx);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scarcest_means_binds() {
        let p = Production::default();
        let plenty = Means { orders: 100.0, normal_output: 95.0, inputs: 1000.0, need: 0.8 };
        assert_eq!(output(&p, plenty), 100.0); // overtime allows 109.25
        assert!((output(&p, Means { normal_output: 80.0, ..plenty }) - 92.0).abs() < 1e-9); // 1.15 × 80
        assert!((output(&p, Means { inputs: 20.0, ..plenty }) - 50.0).abs() < 1e-9); // 20 / (0.8 × ½)
        assert_eq!(output(&p, Means { orders: 0.0, ..plenty }), 0.0);
    }

    #[test]
    fn an_efficient_firm_needs_fewer_inputs() {
        assert!((input_need(0.8, 0.02, 0.5) - 0.79).abs() < 1e-12);
        assert!((input_need(0.8, 9.0, 1.0) - 0.5).abs() < 1e-12); // never more than 0.3 below
    }
}
