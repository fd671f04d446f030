//! Dormancy: a micro firm that would close lies dormant instead, and wakes or is struck off later.
//!
//! A registered firm without business is neither dead nor trading, and surveys mix it with both. Owners leave
//! a firm on the register since closing it costs time and fees, and in China they may register dormancy for
//! up to three years (Regulation on the Administration of the Registration of Market Entities, art. 30, in
//! force since 1 March 2022); before, they just stopped. So some of the micro firms whose owner gives up, or
//! that lack cash although assets cover debts, lie dormant: all staff is let go, nothing is made, sold or
//! ordered, no loan or aid is asked for; part of the fixed cost goes on, debts stay with their interest,
//! invoices are collected and paid. Each month a dormant firm may wake, the likelier the more orders it would
//! get, and then trades with the staff it had; after its time it closes for the cause it had. The columns
//! `headcount`, `expected` and `normal_sales` of a dormant firm keep what it was, as the yardstick of what it
//! may be again.

crate::parameters! {
    /// Parameters of dormancy.
    pub struct Dormancy : "dormancy" {
        share = 0.1, 0.0 .. 1.0, "share of closures", "micro firms that lie dormant instead when the owner gives up or cash is lacking though assets cover debts", Assumed, "the registers of China and the United Kingdom hold many firms that do not trade; with 0.1 survival stays within the bands of the facts it was fitted to, with 0.15 it does not; prior range 0-0.3";
        fixed = 0.1, 0.0 .. 1.0, "share of fixed cost", "fixed cost that goes on in a dormant firm: an address, a store, a yearly report", Assumed, "far below the 0.7 of a business suspended for a time; prior range 0.02-0.3";
        wake = 0.02, 0.0 .. 1.0, "per month", "hazard of reopening of a dormant firm that would get its normal orders", Assumed, "about half reopen within the three years allowed; prior range 0.005-0.04";
        most_months = 36.0, 1.0 .. 240.0, "months", "time after which a dormant firm that has not reopened is closed", Official, "China, Regulation on the Administration of the Registration of Market Entities, art. 30: three years";
    }
}

use crate::math;
use crate::month::ctx::Ctx;
use crate::month::out::Out;
use crate::month::tally::Cause;
use crate::rng::Purpose;
use crate::state::block::{Block, flag};
use crate::state::slots::BLOCK;

/// Most by which good orders raise the hazard of reopening.
const MOST_PULL: f64 = 3.0;

/// Hazard of reopening: in proportion to the orders the firm would get over its normal ones, and to the share
/// of its trade that is not closed by a restriction.
pub fn wakes(p: &Dormancy, orders_over_normal: f64, closed: f64) -> f64 {
    p.wake * orders_over_normal.clamp(0.0, MOST_PULL) * (1.0 - closed)
}

/// Whether a firm that would close for this cause may lie dormant instead.
pub fn may_lie_down(class: u8, cause: Cause, insolvent: bool) -> bool {
    class == 0 && !insolvent && matches!(cause, Cause::Illiquid | Cause::Chain | Cause::Orderly)
}

/// ROUND 1, first. Dormant firms wake: they look at last month's orders and this month's restrictions.
pub fn wake(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let stream = ctx.draws.stream(Purpose::Waking, i64::from(ctx.now));
    for i in 0..BLOCK {
        if !b.has(i, flag::DORMANT) {
            continue;
        }
        let cell = &ctx.cells[ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]))];
        let price = math::pow(f64::from(b.price[i]), 1.0 - ctx.params.demand.price_elasticity);
        let orders = math::exp(f64::from(b.appeal[i] + b.transient[i])) * price * cell.orders_per_weight;
        let over_normal = orders / f64::from(b.normal_sales[i]).max(1.0);
        if stream.uniform(b.id[i]) < wakes(&ctx.params.dormancy, over_normal, cell.closed) {
            get_up(b, i, ctx, out);
        }
    }
}

/// A firm reopens with the staff it had. Months in distress are over for now, and its owner does not expect a
/// loss.
fn get_up(b: &mut Block, i: usize, ctx: &Ctx, out: &mut Out) {
    b.mark(i, flag::DORMANT | flag::GAVE_UP, false);
    b.dormant_months[i] = 0;
    b.distress[i] = 0;
    b.profit[i] = b.profit[i].max(0.0);
    // Who owes a bank uses credit; of the others those for whom it was drawn at birth.
    let need = ctx.draws.stream(Purpose::Need, 0).uniform(b.id[i]) < ctx.params.credit.need_share;
    let uses_credit = need || b.debt(i).0 > 0;
    b.mark(i, flag::USES_CREDIT, uses_credit);
    out.tally.staff(0.0, f64::from(b.headcount[i]));
}

/// ROUND 2. A dormant firm neither makes nor sells; it has no business that could be suspended.
#[cold]
pub fn rest(b: &mut Block, i: usize) {
    b.mark(i, flag::SUSPENDED, false);
    b.sales[i] = 0.0;
    b.scratch.paid_share[i] = 0.0;
}

/// ROUND 4. A firm about to close may lie dormant instead; says whether it does.
pub fn lies_down(b: &mut Block, i: usize, cause: Cause, insolvent: bool, ctx: &Ctx, out: &mut Out) -> bool {
    let share = ctx.params.dormancy.share;
    if share <= 0.0 || !may_lie_down(b.class[i], cause, insolvent) {
        return false;
    }
    if ctx.draws.stream(Purpose::Dormancy, i64::from(ctx.now)).uniform(b.id[i]) >= share {
        return false;
    }
    out.tally.staff(f64::from(b.headcount[i]), 0.0);
    b.mark(i, flag::SUSPENDED | flag::USES_CREDIT, false);
    b.mark(i, flag::DORMANT, true);
    b.mark(i, flag::GAVE_UP, cause == Cause::Orderly);
    b.dormant_months[i] = 0;
    b.order[i] = 0.0;
    b.backlog[i] = 0;
    // Who was laid off has found other work when the firm wakes.
    b.recall[i] = 0;
    true
}

/// ROUND 4. A month of a dormant firm passes; gives the cause of its closure when its time is over. A firm
/// that still feels the loss on a customer failed for that, since dormant firms stay so.
pub fn passes(b: &mut Block, i: usize, ctx: &Ctx) -> Option<Cause> {
    b.dormant_months[i] = b.dormant_months[i].saturating_add(1);
    (f64::from(b.dormant_months[i]) >= ctx.params.dormancy.most_months).then(|| {
        if b.has(i, flag::GAVE_UP) {
            Cause::Orderly
        } else if b.loss_shock_months(i) > 0 {
            Cause::Chain
        } else {
            Cause::Illiquid
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waking_worked_by_hand() {
        let p = Dormancy { wake: 0.02, ..Dormancy::default() };
        assert_eq!(wakes(&p, 1.0, 0.0), 0.02);
        // Orders a fifth below normal, half of the trade closed: 0.02 · 0.8 · 0.5.
        assert!((wakes(&p, 0.8, 0.5) - 0.008).abs() < 1e-15);
        assert_eq!(wakes(&p, 50.0, 0.0), 0.02 * MOST_PULL);
        assert_eq!(wakes(&p, 1.0, 1.0), 0.0);
    }

    #[test]
    fn only_solvent_micro_firms_with_a_choice_lie_down() {
        assert!(
            may_lie_down(0, Cause::Orderly, false)
                && may_lie_down(0, Cause::Illiquid, false)
                && may_lie_down(0, Cause::Chain, false)
        );
        assert!(!may_lie_down(1, Cause::Orderly, false));
        assert!(!may_lie_down(0, Cause::Orderly, true));
        assert!(!may_lie_down(0, Cause::Insolvent, true) && !may_lie_down(0, Cause::Other, false));
    }
}
