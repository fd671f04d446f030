//! Invoices of firms, and contagion where a customer does not pay: who the principal customer is, what is
//! sold to it, what comes in, what is delivered.

use crate::math;
use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::out::Out;
use crate::month::production::input_need;
use crate::month::{ladder, strengths};
use crate::rng::Purpose;
use crate::state::block::{Block, flag};
use crate::state::ledger::Item;
use crate::state::market;
use crate::state::slots::{BLOCK, LARGE_FIRM, NOBODY};

/// Large firms and neighbours that a firm looks at when it needs a principal customer.
const CANDIDATES: u64 = 24;
/// What rounding leaves of a bound on a score.
const SURE: f64 = 0.999_999;

/// ROUND 2. Firms without a principal customer find one: the same one in every arm in which it lives
/// (rendezvous hashing over ids), more likely one that buys much of what the firm's sector makes.
pub fn link(b: &mut Block, ctx: &Ctx) {
    let draws = ctx.draws.stream(Purpose::Link, 0);
    for i in 0..BLOCK {
        if b.lives(i) && b.customer[i] == NOBODY {
            b.customer[i] = principal_customer(b, i, ctx, draws);
        }
    }
}

fn principal_customer(b: &Block, i: usize, ctx: &Ctx, draws: crate::rng::Stream) -> u32 {
    let n = ctx.norms.sectors;
    let s = usize::from(b.sector[i]);
    let id = b.id[i];
    let use_of = |j: usize| ctx.norms.domestic[s * n + j] / ctx.sectors[j].material.max(1e-9);
    let to_large = draws.uniform(id ^ 0xa5a5)
        < ctx.params.trade_credit.principal_anchor.max(ladder::large_customer(b, i, ctx));
    let mut best = (f64::INFINITY, NOBODY);
    for k in 0..CANDIDATES {
        let pick = draws.bits(id.wrapping_mul(31).wrapping_add(k));
        let (name, index, weight) = if to_large {
            let a = (pick % ctx.large as u64) as usize;
            let large_firm = &ctx.large_firms[a];
            (a as u64, a as u32 | LARGE_FIRM, use_of(large_firm.sector) * large_firm.order)
        } else {
            let c = (pick % BLOCK as u64) as usize;
            if c == i || !b.lives(c) {
                continue;
            }
            (b.id[c], c as u32, use_of(usize::from(b.sector[c])) * f64::from(b.order[c]))
        };
        if weight > 0.0 {
            let draw = draws.uniform(id ^ name.wrapping_mul(0x9e37_79b9));
            // −ln u is never less than 1 − u: most candidates are out of it before the logarithm is worked
            // out.
            if (1.0 - draw) * SURE > best.0 * weight {
                continue;
            }
            let score = -math::ln(draw) / weight;
            if score < best.0 {
                best = (score, index);
            }
        }
    }
    best.1
}

/// ROUND 2. Sales are invoiced: a share to the principal customer (as far as it needs inputs), a share to
/// anonymous customers on credit, the rest is paid at once.
pub fn issue(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let n = ctx.norms.sectors;
    let cap = ctx.params.trade_credit.principal_cap;
    let mut wanted = [0.0f64; BLOCK];
    for i in 0..BLOCK {
        if !b.lives(i) || b.customer[i] == NOBODY {
            continue;
        }
        let meant = f64::from(b.sales[i]) * ctx.sectors[usize::from(b.sector[i])].principal_share;
        if b.customer[i] & LARGE_FIRM != 0 {
            out.post_to((b.customer[i] & !LARGE_FIRM) as usize, ctx).wanted += Money::towards_zero(meant);
        } else {
            wanted[b.customer[i] as usize] += meant;
        }
    }
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let s = usize::from(b.sector[i]);
        let sales = Money::round(f64::from(b.sales[i]));
        let meant = f64::from(b.sales[i]) * ctx.sectors[s].principal_share;
        let mut principal = Money::ZERO;
        if b.customer[i] != NOBODY && meant > 0.0 {
            if b.customer[i] & LARGE_FIRM != 0 {
                let a = (b.customer[i] & !LARGE_FIRM) as usize;
                principal = Money::round(meant * ctx.large_firms[a].takes);
                out.post_to(a, ctx).invoiced += principal;
                out.principal[s * 2 * n + market::large(n, ctx.large_firms[a].sector)] += principal;
                b.due_from_principal[i] += principal;
                out.post(b, i, Item::PrincipalInvoicedLargeFirm, principal);
            } else {
                let c = b.customer[i] as usize;
                let j = usize::from(b.sector[c]);
                let takes = (cap * f64::from(b.order[c]) / wanted[c].max(1.0)).min(1.0);
                principal = Money::round(meant * takes);
                out.principal[s * 2 * n + market::small(j)] += principal;
                b.due_from_principal[i] += principal;
                b.payable_principal[c] += principal;
                b.inputs[c] += (principal.real() / ctx.sectors[j].input_price_paid) as f32;
                out.post(b, i, Item::PrincipalInvoicedSme, principal);
                out.mirror(b, c, Item::PrincipalInvoicedSme, true, principal);
            }
        }
        let invoiced = Money::round((sales - principal).real() * ctx.sectors[s].credit_share);
        let at_once = sales - principal - invoiced;
        b.receivable[i] += invoiced;
        b.scratch.sales_at_once[i] = at_once;
        out.post(b, i, Item::InvoiceIssued, invoiced);
        out.sales[s] += sales;
        out.invoiced_sales[s] += invoiced;
        out.cash_sales[s] += at_once;
    }
    // What the principal suppliers did not deliver is ordered from the settlement accounts.
    for c in 0..BLOCK {
        if b.lives(c) {
            let taken = wanted[c].min(cap * f64::from(b.order[c]));
            let left = (f64::from(b.order[c]) - taken).max(0.0);
            b.order[c] = left as f32;
            out.orders[usize::from(b.sector[c])] += f64::from(b.order[c]);
        }
    }
}

/// ROUND 3. Receipts arrive, losses on closed customers are written off, inputs are delivered and the next
/// order is written.
pub fn receive(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let p = &ctx.params.production;
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let s = usize::from(b.sector[i]);
        let owed = b.receivable[i].real();
        // Rounded down, so that the receivers together never get more than the account holds.
        let lost = Money::towards_zero(owed * ctx.sectors[s].write_off);
        let collected = Money::towards_zero(owed * ctx.sectors[s].collection);
        b.receivable[i] -= lost + collected;
        out.post(b, i, Item::InvoiceLost, lost);
        b.cash[i] += collected;
        out.post(b, i, Item::InvoiceCollected, collected);
        b.cash[i] += b.scratch.sales_at_once[i];
        out.post(b, i, Item::SalesCash, b.scratch.sales_at_once[i]);
        let arrived = std::mem::take(&mut b.in_transit[i]);
        b.cash[i] += arrived;
        out.post(b, i, Item::PrincipalReceived, arrived);
        out.written_off[s] += lost;
        out.collected[s] += collected;

        let value = f64::from(b.order[i]) * ctx.sectors[s].delivery;
        let bill = Money::round(value);
        let at_once = bill.times(ctx.sectors[s].delivery_cash).min(b.cash[i]);
        let on_invoice = bill - at_once;
        b.cash[i] -= at_once;
        b.payable[i] += on_invoice;
        out.post(b, i, Item::PurchaseCash, at_once);
        out.post(b, i, Item::PurchaseInvoiced, on_invoice);
        out.bought_at_once[s] += at_once;
        out.bought_on_invoice[s] += on_invoice;
        let stock = f64::from(b.inputs[i]) + value / ctx.sectors[s].input_price_paid;
        b.inputs[i] = stock as f32;

        let need = input_need(
            ctx.sectors[s].material,
            strengths::efficiency(b, i, ctx),
            ctx.sectors[s].efficiency_scale,
        );
        let used = if b.has(i, flag::DORMANT) { 0.0 } else { f64::from(b.expected[i]) * need };
        // Who is closed has used nothing of what was delivered. Where orders wait it will be used for them; where they
        // are gone it lies there, and only what is missing is ordered.
        let adjustment = if b.has(i, flag::SUSPENDED) {
            1.0 - (1.0 - p.input_adjustment) * ctx.scenario.economy.sectors[s].orders_wait
        } else {
            p.input_adjustment
        };
        b.order[i] =
            (next_order(used, stock, p.input_months, adjustment) * ctx.sectors[s].input_price) as f32;
    }
}

/// Inputs to order at base prices: what will be used, and part of the gap between the stock aimed at and the
/// stock at hand.
pub fn next_order(used: f64, stock: f64, months: f64, adjustment: f64) -> f64 {
    (used + adjustment * (months * used - stock)).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_restores_the_stock_by_degrees() {
        assert_eq!(next_order(100.0, 100.0, 1.0, 0.2), 100.0);
        assert_eq!(next_order(100.0, 50.0, 1.0, 0.2), 110.0);
        assert_eq!(next_order(10.0, 500.0, 1.0, 0.2), 0.0);
    }
}
