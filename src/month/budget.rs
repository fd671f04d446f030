//! Budgets: the treasury's, and those of policies: who asks, who is served, and how a grant or subsidy
//! reaches the cash of a firm.

crate::parameters! {
    /// Parameters of the treasury.
    pub struct Budget : "budget" {
        deposit_months = 3.0, 0.0 .. 24.0, "months of revenue", "deposits that the government keeps; a lack is borrowed from banks", Assumed, "fiscal deposits of China near two to three months";
        bond_rate = 0.03, 0.0 .. 0.3, "per year", "interest on government bonds", Derived, "China, ten-year bond about 3.1% at the end of 2019";
        debt_feedback = 0.005, 0.0 .. 0.5, "per month", "part of the debt above its normal level that taxes on households take back", Assumed, "slow fiscal rule: no drift over decades, little in a crisis";
    }
}

use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::filing;
use crate::month::foreign_trade;
use crate::month::forgivable_loans;
use crate::month::innovation;
use crate::month::out::Out;
use crate::month::payments::{self, pay_bill};
use crate::month::take_up;
use crate::month::take_up::{Concerned, reached, reached_by_any, verdict_on};
use crate::month::{limit, queue};
use crate::policy::Policy;
use crate::state::block::Block;
use crate::state::slots::BLOCK;
use crate::terms::Offer;
use crate::terms::payment::{Basis, Payment};
use crate::terms::rules::Verdict;
use crate::units::Month;

/// People by whom the staff of the firms of a block grew last month, by slot.
fn hires(b: &Block) -> Vec<u32> {
    let mut people = vec![0; BLOCK];
    b.side.hired.iter().for_each(|(slot, hired)| people[usize::from(*slot)] = *hired);
    people
}

/// Whether the policy, or another that counts as the same instrument, was in force last month: who hired
/// before it began did so without it.
fn hired_under(policy: usize, ctx: &Ctx) -> bool {
    let before = Month(ctx.now - 1);
    let began =
        |(other, known): (usize, &Policy)| ctx.terms.same_instrument(other, policy) && known.in_force(before);
    ctx.scenario.policies.iter().enumerate().any(began)
}

/// What the firms of a block may claim this month from an offer, by slot: those whose verdict `counts`.
fn claims(offer: &Offer<Payment>, b: &Block, ctx: &Ctx, counts: impl Fn(usize) -> bool) -> Vec<Money> {
    let what = &offer.what;
    let had = if what.every > 1 {
        take_up::had_since(offer.policy, ctx.now - what.every, b, ctx)
    } else {
        [false; BLOCK]
    };
    let hires =
        if what.basis == Basis::Hires && hired_under(offer.policy, ctx) { hires(b) } else { Vec::new() };
    let claim = |i: usize| payments::due(what, b, i, hires.get(i).copied().unwrap_or_default(), ctx);
    // The branch is unpredictable: to compute every claim is faster than to branch.
    let mine = |i: usize| Money(claim(i).0 * i64::from(!had[i]));
    (0..BLOCK).map(|i| if b.lives(i) && counts(i) { mine(i) } else { Money::ZERO }).collect()
}

/// Claims on budgets that have decided are granted or dropped.
pub fn settle(b: &mut Block, ctx: &Ctx) {
    let mut claims = std::mem::take(&mut b.scratch.claims);
    claims.settle(|policy, i| queue::served(policy, b, i, ctx));
    b.scratch.claims = claims;
}

/// ROUND 3. Firms file for what they are eligible for and know of: payments, and relief of their obligations.
pub fn file(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    b.scratch.claims.clear();
    if !limit::decides(ctx.terms) {
        return;
    }
    let open = |policy: usize| ctx.terms.budget_left[policy].is_some() && !ctx.terms.spent_out[policy];
    for offer in ctx.terms.payments.iter().filter(|offer| open(offer.policy)) {
        for (i, amount) in claims(offer, b, ctx, |i| reached(offer.policy, b, i))
            .into_iter()
            .enumerate()
            .filter(|claim| claim.1.0 > 0)
        {
            limit::ask(offer.policy, b, i, amount, amount.real(), ctx, out);
        }
    }
    filing::file(b, ctx, out);
}

/// ROUND 4. What policies pay is paid; where the budget does not suffice, the queue decides.
pub fn disburse(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    if ctx.terms.payments.is_empty() {
        return;
    }
    let terms = ctx.terms;
    let mut concerned = Concerned::none(ctx);
    // Amounts are fixed before anything is paid, so that cash received under one policy does not change the
    // claim to another. Offer by offer: what is asked of each firm is then the same, so that the
    // branch is predictable.
    let mut paid = [false; BLOCK];
    let mut payments: Vec<(usize, Payment, Vec<Money>)> = Vec::with_capacity(terms.payments.len());
    for offer in &terms.payments {
        let mut amounts = claims(offer, b, ctx, |i| verdict_on(offer.policy, b, i) != Verdict::NotEligible);
        let capped = ctx.terms.capped[offer.policy];
        for (i, amount) in amounts.iter_mut().enumerate() {
            let due = amount.0 > 0;
            concerned.mark_if(due, i, offer.policy);
            let mut gets = due & reached(offer.policy, b, i);
            if !ctx.all_served {
                gets = gets && queue::served(offer.policy, b, i, ctx);
            }
            *amount = if gets { *amount } else { Money::ZERO };
            if capped {
                *amount = b.scratch.claims.take(i, offer.policy, *amount);
            }
            paid[i] |= amount.0 > 0;
        }
        payments.push((offer.policy, offer.what, amounts));
    }
    let mut granted = Vec::new();
    for i in (0..BLOCK).filter(|i| paid[*i]) {
        let mut bill = Money::round(pay_bill(b, i, ctx));
        for (policy, what, amounts) in payments.iter().filter(|payment| payment.2[i].0 > 0) {
            let (policy, mut amount) = (*policy, amounts[i]);
            if what.of_bill() {
                amount = amount.min(bill);
                bill -= amount;
            }
            if what.every > 1 {
                granted.push(((i as u16, policy as u16), ctx.now));
            }
            b.cash[i] += amount;
            out.post(b, i, what.item, amount);
            if let Some(forgiven) = what.forgiven {
                let cell = ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
                let pay = f64::from(b.headcount[i]) * ctx.cells[cell].wage;
                b.side.deferrals.push(forgivable_loans::make(
                    i,
                    policy,
                    amount,
                    forgiven,
                    pay,
                    b.headcount[i],
                    ctx.now,
                ));
                out.policies[policy].deferred += amount;
                b.side.receive(i, policy, [Money::ZERO, amount]);
                continue;
            }
            if what.access > 0.0 {
                out.foreign_orders[usize::from(b.sector[i])] +=
                    what.access * foreign_trade::exports(b, i, ctx);
            }
            out.policies[policy].paid += amount;
            b.side.receive(i, policy, [amount, Money::ZERO]);
            if what.spends > 0.0 {
                innovation::spend(b, i, policy, what, amount, ctx, out);
            }
        }
    }
    b.side.grants.add(granted);
    concerned.report(b, ctx, out);
}

/// The share of pay that others bear for a firm this month, as its owner sees it: what slows layoffs.
pub fn borne_share(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    if !reached_by_any(&ctx.terms.payments, b, i) {
        return 0.0;
    }
    let mut borne = 0.0;
    for offer in &ctx.terms.payments {
        let what = &offer.what;
        if what.retention > 0.0
            && reached(offer.policy, b, i)
            && queue::served(offer.policy, b, i, ctx)
            && payments::staff_kept(what, b, i, ctx)
        {
            borne += what.retention;
        }
    }
    borne
}
