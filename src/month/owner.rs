//! The owner: what is drawn out, what is put in, what is expected, when it is not worth going on.

crate::parameters! {
    /// Parameters of owners.
    pub struct Owner : "owner" {
        buffer_days = 26.5, 1.0 .. 400.0, "days of outgo", "median cash an owner aims at, before the sector's factor", Derived, "how long cash lets a firm survive: median of 42 days in the survey of 995 firms, China, February 2020; fitted to survival, hazards, cash and the crisis of China (scenarios/calibration/china-middle.toml)";
        buffer_sd = 0.75, 0.0 .. 2.0, "log", "spread of the cash aimed at", Derived, "995 firms, February 2020: lognormal, 0.77";
        draw_speed = 0.5, 0.0 .. 1.0, "per month", "share of cash above the aim that the owner draws", Assumed, "prototype";
        caution = 0.7, 0.0 .. 1.0, "share of normal sales", "sales below which owners leave all cash in the firm", Assumed, "prior range 0.5-0.9";
        saving = 0.3, 0.0 .. 1.0, "share of draws", "part of what is drawn that the owner keeps for a bad day", Assumed, "prototype";
        wealth_months = 0.75, 0.0 .. 60.0, "months of outgo", "private wealth that an owner can put into the firm, at its birth", Assumed, "not identified by demography; prior range 0.25-2";
        wealth_most = 1.1, 0.0 .. 120.0, "months of outgo", "most that an owner keeps for a bad day of the firm", Assumed, "not identified by demography; prior range 0.5-4";
        living = 0.4, 0.0 .. 5.0, "monthly wages", "what an owner's household lives on: the owner's own pay, or else cash of the firm, or else what it kept", Assumed, "about what a household of poor self-employed spends; prior range 0.2-0.6";
        without_income = 0.05, 0.0 .. 1.0, "per month", "hazard of giving up of an owner who finds neither in the firm nor at home what the household lives on", Assumed, "no source; other members of the household may earn; prior range 0-0.15";
        injection_chance = 0.4, 0.0 .. 1.0, "chance a month", "owner helps a firm that lacks cash", Assumed, "prototype: 0.5 resilient, 0.25 strict";
        injection_when_losing = 0.4, 0.0 .. 1.0, "ratio", "that chance when the firm makes a lasting loss", Assumed, "prototype";
        losing_margin = -0.05, -1.0 .. 0.0, "share of sales", "smoothed margin below which the loss counts as lasting", Assumed, "prototype";
        profit_memory = 0.055, 0.001 .. 1.0, "per month", "weight of this month's profit in what the owner expects", Derived, "prototype fit, China registry";
        look_through = 0.5, 0.0 .. 1.0, "share", "part of a known common shock that owners see as passing, when it begins", Assumed, "not identified: 0.7 resilient, 0 naive; the strongest choice of all";
        look_through_fades = 12.0, 1.0 .. 120.0, "months", "time in which that part falls to 37% while the shock lasts", Assumed, "who waited a year for the end of a passing shock waits no longer; no source; prior range 6-36";
        closure_sales = 0.5, 0.0 .. 1.0, "share of normal sales", "sales below which a firm may suspend its business for a time", Assumed, "prototype";
    }
}

use crate::math;
use crate::money::Money;
use crate::month::ctx::Ctx;
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

/// What owners see of a month's profit in a known common shock: with what all firms of the sector lose, as
/// far as it counts as passing (`common`), but never more than their own firm fell short of what they were
/// used to. Who stayed open and earned as before was not saved by the losses of others.
pub fn seen_profit(profit: f64, used_to: f64, common: f64) -> f64 {
    profit + common.min((used_to - profit).max(0.0))
}

/// The part of a common shock that owners see as passing after so many months of it.
pub fn passing(p: &Owner, part: f64, months: f64) -> f64 {
    part.min(1.0) * math::exp(-months / p.look_through_fades)
}

/// What the owner's household needs for a month beyond the owner's own pay, minor units. The owner is one of
/// the staff: while the firm pays its people the household lives on that.
#[inline]
fn living(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let cell = &ctx.cells[ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]))];
    let (living, paid_share) = (ctx.params.owner.living, f64::from(b.scratch.paid_share[i]));
    if !b.side.owes(i) {
        return needed(living, paid_share, 0.0) * cell.wage;
    }
    let owed = b.side.arrears(i).wages.real();
    needed(living, paid_share, owed / (f64::from(b.headcount[i].max(1)) * cell.wage)) * cell.wage
}

/// The same in monthly wages: what the owner's pay leaves of it, `unpaid` being the part of a month's pay that is
/// overdue, for all who work there alike.
#[inline]
fn needed(living: f64, paid_share: f64, unpaid: f64) -> f64 {
    (living - paid_share * (1.0 - unpaid).max(0.0)).max(0.0)
}

/// Whether the owner of a firm finds neither in it nor at home what the household lives on this month.
#[inline]
pub fn without_income(b: &Block, i: usize, ctx: &Ctx) -> bool {
    let living = living(b, i, ctx);
    living > 0.0 && b.cash[i].real() + f64::from(b.owner_wealth[i]) < living
}

/// What is drawn in a month, and what the household takes from what it kept: what the owner would draw, but
/// no less than it lives on, as far as there is cash.
fn drawn_and_taken(draw: f64, living: f64, cash: f64, kept: f64) -> [f64; 2] {
    let drawn = draw.max(living).min(cash.max(0.0));
    [drawn, (living - drawn).clamp(0.0, kept.max(0.0))]
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
        let outgo = f64::from(b.scratch.outgo[i]);
        let aim = f64::from(b.buffer_days[i]) / 30.0 * outgo + equity::tied(b, i);
        let (cash, kept) = (b.cash[i].real(), f64::from(b.owner_wealth[i]));
        let living = living(b, i, ctx);
        let [drawn, taken] = drawn_and_taken(draw(p, cash, aim, b.distress[i], ratio), living, cash, kept);
        out.next_orders[s] += f64::from(b.order[i]);
        if drawn == 0.0 {
            b.owner_wealth[i] = (kept - taken).min(p.wealth_most * outgo) as f32;
            continue;
        }
        let lived = Money::round(drawn.min(living)).min(b.cash[i]);
        let rest = Money::round(drawn - drawn.min(living)).min(b.cash[i] - lived);
        // Private lenders come before what the owner takes beyond that.
        let rest = if borrowers.has(i) { informal::repay(b, i, rest, out) } else { rest };
        b.cash[i] -= lived + rest;
        let rest = equity::dividend(b, i, rest, out);
        b.owner_wealth[i] = (kept - taken + p.saving * rest.real()).min(p.wealth_most * outgo) as f32;
        let drawn = lived + rest;
        out.post(b, i, Item::OwnerDraw, drawn);
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

    #[test]
    fn a_household_must_eat() {
        // It would draw 20 and needs 50; 30 are in the firm, and of the 20 missing 5 at home.
        assert_eq!(drawn_and_taken(20.0, 50.0, 30.0, 5.0), [30.0, 5.0]);
        assert_eq!(drawn_and_taken(80.0, 50.0, 200.0, 5.0), [80.0, 0.0]);
        assert_eq!(drawn_and_taken(0.0, 50.0, -1.0, 90.0), [0.0, 50.0]);
        // On seven tenths of pay the owner has what the household needs, on a third of it or unpaid not.
        assert_eq!([needed(0.4, 0.7, 0.0), needed(0.4, 0.7, 1.0), needed(0.4, 0.7, 3.0)], [0.0, 0.4, 0.4]);
        assert!((needed(0.4, 0.3, 0.0) - 0.1).abs() < 1e-12);
        // Half of it is overdue: 0.4 less half of 0.7; one cent overdue changes nothing.
        assert!((needed(0.4, 0.7, 0.5) - 0.05).abs() < 1e-12);
        assert_eq!(needed(0.4, 0.7, 1e-6), 0.0);
    }

    #[test]
    fn owners_look_through_no_more_than_they_lost() {
        // Used to 100, lost 50 with all others losing 80, of which half counts as passing.
        assert_eq!(seen_profit(50.0, 100.0, 40.0), 90.0);
        assert_eq!(seen_profit(90.0, 100.0, 40.0), 100.0);
        assert_eq!(seen_profit(120.0, 100.0, 40.0), 120.0);
        let p = Owner { look_through_fades: 12.0, ..Owner::default() };
        assert_eq!(passing(&p, 0.5, 0.0), 0.5);
        assert!((passing(&p, 0.5, 12.0) - 0.183_939_72).abs() < 1e-8);
    }
}
