//! Informal credit: relatives, friends, private lenders.
//!
//! A firm that lacks cash although its suppliers wait and its owner's private wealth is empty borrows from
//! private lenders, if its owner knows any, up to a limit; at a high rate, added to the debt; repaid out of
//! what the owner would draw otherwise. In an estate such lenders rank last. Firms in China that banks turn
//! away live on such loans: Allen, Qian and Qian (2005), Journal of Financial Economics 77.

crate::parameters! {
    /// Parameters of informal credit.
    pub struct Informal : "informal" {
        access = 0.3, 0.0 .. 1.0, "share of firms", "owners who can borrow from relatives, friends or private lenders", Assumed, "no table at hand; shares in surveys of small firms of China as remembered, a fifth to a half; prior range 0.1-0.5";
        limit = 1.0, 0.0 .. 24.0, "months of outgo", "most that such lenders lend to a firm", Assumed, "prior range 0.5-3";
        rate = 0.15, 0.0 .. 1.0, "per year", "interest of such loans", Assumed, "private lending in China, about 15% from memory, below the judicial ceiling of four times the prime rate; prior range 0.1-0.24";
    }
}

use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::out::Out;
use crate::rng::Stream;
use crate::state::block::Block;
use crate::state::ledger::Item;

/// What private lenders still lend: up to the limit, in minor units.
pub fn room(p: &Informal, cost: f64, owed: Money) -> Money {
    Money::round(p.limit * cost - owed.real()).positive()
}

/// ROUND 4. A month's interest is added to all informal loans of a block. The profit that owners see is a
/// weighted mean of the profits of the months, so taking the interest times this month's weight off it is the
/// same as taking it off this month's profit.
pub fn accrue(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    if b.side.informal.is_empty() {
        return;
    }
    let rate = ctx.params.informal.rate / 12.0;
    let owing: Vec<(u16, Money)> = b.side.informal.iter().map(|(slot, owed)| (*slot, *owed)).collect();
    for (slot, owed) in owing {
        let i = usize::from(slot);
        let interest = owed.times(rate);
        b.side.informal.insert(slot, owed + interest);
        b.profit[i] -= (ctx.params.owner.profit_memory * interest.real()) as f32;
        out.post(b, i, Item::InformalInterest, interest);
    }
}

/// A firm that lacks `wanted` borrows it, or what it can; `circle` says who knows private lenders, the same
/// firms in every month.
pub fn borrow(b: &mut Block, i: usize, wanted: Money, circle: Stream, ctx: &Ctx, out: &mut Out) {
    let p = &ctx.params.informal;
    if circle.uniform(b.id[i]) >= p.access {
        return;
    }
    let owed = b.side.informal_debt(i);
    let amount = wanted.min(room(p, f64::from(b.scratch.outgo[i]), owed));
    if amount.0 > 0 {
        b.side.informal.insert(i as u16, owed + amount);
        b.cash[i] += amount;
        out.post(b, i, Item::InformalDrawn, amount);
    }
}

/// Repays out of `spare` cash; gives what is left of it.
pub fn repay(b: &mut Block, i: usize, spare: Money, out: &mut Out) -> Money {
    let owed = b.side.informal_debt(i);
    let paid = owed.min(spare);
    if paid.is_zero() {
        return spare;
    }
    if paid == owed {
        b.side.informal.remove(&(i as u16));
    } else {
        b.side.informal.insert(i as u16, owed - paid);
    }
    b.cash[i] -= paid;
    out.post(b, i, Item::InformalRepaid, paid);
    spare - paid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lenders_stop_at_the_limit() {
        let p = Informal { limit: 1.5, ..Informal::default() };
        assert_eq!(room(&p, 1000.0, Money(400)), Money(1100));
        assert_eq!(room(&p, 1000.0, Money(1600)), Money::ZERO);
    }
}
