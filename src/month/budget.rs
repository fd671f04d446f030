//! The budget: what comes in, what goes out, what each lever costs.

crate::parameters! {
    /// Parameters of the treasury.
    pub struct Budget : "budget" {
        deposit_months = 3.0, 0.0 .. 24.0, "months of revenue", "deposits that the government keeps; a lack is borrowed from banks", Assumed, "fiscal deposits of China near two to three months";
        bond_rate = 0.03, 0.0 .. 0.3, "per year", "interest on government bonds", Derived, "China, ten-year bond about 3.1% at the end of 2019";
        debt_feedback = 0.005, 0.0 .. 0.5, "per month", "part of the debt above its normal level that taxes on households take back", Assumed, "slow fiscal rule: no drift over decades, little in a crisis";
    }
}

use super::{Ctx, Setting};
use crate::levers::target::Verdict;
use crate::money::Money;
use crate::month::dues;
use crate::month::out::Out;
use crate::month::take_up::{reached, verdict_on};
use crate::rng::Purpose;
use crate::state::State;
use crate::state::block::{BLOCK, Block};
use crate::state::ledger::Item;
use crate::state::terms::{GrantOffer, Offer, Terms, WageOffer};

/// What a grant is worth to a firm: its share of a month's pay and fixed cost, and the flat sum.
pub fn grant(what: GrantOffer, monthly_pay: f64, monthly_fixed: f64) -> Money {
    Money::round(what.share * (monthly_pay + monthly_fixed) + what.flat)
}

/// What the state bears of a month's pay: the share, up to the cap a head.
pub fn subsidy(what: WageOffer, pay: f64, people: f64) -> Money {
    Money::round((what.share * pay).min(what.cap * people))
}

/// The pay that falls due this month, furlough counted in.
fn pay_bill(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let cell = ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
    f64::from(b.headcount[i]) * ctx.cells[cell].wage * ctx.cells[cell].pay * f64::from(b.scratch.weight[i])
}

fn grant_due(b: &Block, i: usize, offer: &Offer<GrantOffer>, ctx: &Ctx) -> Money {
    let last = b.side.grants.get(&(i as u16, offer.policy as u16));
    if last.is_some_and(|last| ctx.now - last < offer.what.every) {
        return Money::ZERO;
    }
    let cell = ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
    let pay = f64::from(b.headcount[i]) * ctx.cells[cell].wage;
    grant(offer.what, pay, ctx.sectors[usize::from(b.sector[i])].fixed * f64::from(b.normal_sales[i]))
}

/// The share of pay that subsidies bear for a firm this month: what slows lay-offs.
pub fn subsidised_share(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let sum: f64 = ctx
        .terms
        .wages
        .iter()
        .filter(|offer| reached(offer.policy, b, i) && served(offer.policy, b.id[i], ctx))
        .map(|offer| offer.what.share)
        .sum();
    sum.min(1.0)
}

/// Lengths of a queue, of which each policy with a budget has one a month: whole lengths are served. A power of two, so that a firm's length
/// and its place are on the same side of every cut.
pub const QUEUE: usize = 1024;

/// A firm's place in the queue for a policy this month, drawn by lot, in [0, 1).
fn place(policy: usize, id: u64, ctx: &Ctx) -> f64 {
    ctx.draws.stream(Purpose::Queue, ctx.policy_keys[policy] ^ i64::from(ctx.now)).uniform(id)
}

/// Whether the budget of a policy suffices for a firm's place in the queue. In round 3, before budgets decide, all but those of spent-out
/// budgets are told yes.
pub fn served(policy: usize, id: u64, ctx: &Ctx) -> bool {
    !ctx.terms.spent_out[policy] && ctx.terms.budget_left[policy].is_none_or(|left| left >= 1.0 || place(policy, id, ctx) < left)
}

/// A request to a policy: counted at the firm's place in the queue.
pub fn ask(policy: usize, id: u64, amount: Money, ctx: &Ctx, out: &mut Out) {
    if ctx.terms.budget_left[policy].is_some() {
        let length = (place(policy, id, ctx) * QUEUE as f64) as usize;
        out.asked[policy * QUEUE + length.min(QUEUE - 1)] += amount;
    }
}

/// What is left of a policy's budget, minor units of the simulated economy: the whole less what was spent or lost and what is outstanding.
fn left(state: &State, setting: &Setting, policy: usize, budget: f64) -> Money {
    let whole = budget * setting.scenario.economy.minor_per_major / setting.norms.weight;
    (Money(whole as i64) - state.treasury.spent[policy] - state.treasury.guaranteed[policy]).positive()
}

/// Before the month: policies whose budget is spent are shut.
pub fn open(state: &State, setting: &Setting, terms: &mut Terms) {
    for (index, policy) in setting.scenario.policies.iter().enumerate() {
        if let Some(budget) = policy.budget {
            terms.spent_out[index] = left(state, setting, index, budget).is_zero();
            terms.budget_left[index] = Some(1.0);
        }
    }
}

/// ROUND 3. Firms file for what they are eligible for and know of.
pub fn file(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let capped = |policy: usize| ctx.terms.budget_left[policy].is_some();
    let terms = ctx.terms;
    let interest = terms.interest.iter().any(|offer| capped(offer.policy));
    let on_dues = interest
        || terms.deferrals.iter().any(|offer| capped(offer.policy))
        || terms.taxes.iter().any(|offer| capped(offer.policy))
        || terms.contributions.iter().any(|offer| capped(offer.policy))
        || terms.rents.iter().any(|offer| capped(offer.policy));
    if !on_dues && !terms.wages.iter().any(|offer| capped(offer.policy)) && !terms.grants.iter().any(|offer| capped(offer.policy)) {
        return;
    }
    let mut interest_asked = vec![(0, Money::ZERO); if interest { BLOCK } else { 0 }];
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        for offer in &ctx.terms.grants {
            let amount = grant_due(b, i, offer, ctx);
            if amount.0 > 0 && reached(offer.policy, b, i) {
                ask(offer.policy, b.id[i], amount, ctx, out);
            }
        }
        for offer in &ctx.terms.wages {
            if reached(offer.policy, b, i) {
                let amount = subsidy(offer.what, pay_bill(b, i, ctx), f64::from(b.headcount[i]));
                ask(offer.policy, b.id[i], amount, ctx, out);
            }
        }
        if on_dues {
            let dues = dues::reckon::<true>(b, i, Money::ZERO, ctx);
            let waived = dues.waived.unwrap_or_default();
            for cut in waived.costs() {
                ask(usize::from(cut.policy), b.id[i], cut.amount, ctx, out);
            }
            if interest {
                interest_asked[i] = (waived.interest.policy, waived.interest.amount);
            }
            if let Some((policy, _)) = dues.put_off_by {
                let most = dues.put_off_taxes + dues.put_off_contributions + waived.may_fall_due(ctx);
                ask(policy, b.id[i], most, ctx, out);
            }
        }
    }
    b.scratch.interest_asked = interest_asked;
}

/// ⟂ Budgets decide: how far each policy's queue can be served out of what is left of its budget.
pub fn decide(state: &mut State, setting: &Setting, terms: &mut Terms, money: &Out) {
    for (index, policy) in setting.scenario.policies.iter().enumerate() {
        if let Some(budget) = policy.budget {
            let served = cut(&money.asked[index * QUEUE..(index + 1) * QUEUE], left(state, setting, index, budget));
            terms.budget_left[index] = Some(served as f64 / QUEUE as f64);
        }
    }
}

/// How many lengths of a queue, each with what is asked in it, can be served in full out of what is left.
pub fn cut(queue: &[Money], mut left: Money) -> usize {
    let first_unserved = queue.iter().position(|asked| {
        left -= *asked;
        left < Money::ZERO
    });
    first_unserved.unwrap_or(queue.len())
}

/// ROUND 4. Grants and subsidies are paid; where the budget does not suffice, a queue drawn by lot decides.
pub fn disburse(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    if ctx.terms.wages.is_empty() && ctx.terms.grants.is_empty() {
        return;
    }
    let mut payments: Vec<(usize, Money, Item)> = Vec::new();
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        // Amounts are fixed before anything is paid, so that cash received under one policy does not change the claim to another.
        payments.clear();
        for offer in &ctx.terms.grants {
            if verdict_on(offer.policy, b, i) != Verdict::NotEligible
                && let Some(amount) = claim(offer.policy, grant_due(b, i, offer, ctx), b, i, ctx, out)
            {
                payments.push((offer.policy, amount, Item::Grant));
            }
        }
        for offer in &ctx.terms.wages {
            if verdict_on(offer.policy, b, i) != Verdict::NotEligible {
                let amount = subsidy(offer.what, pay_bill(b, i, ctx), f64::from(b.headcount[i]));
                payments.extend(claim(offer.policy, amount, b, i, ctx, out).map(|amount| (offer.policy, amount, Item::WageSubsidy)));
            }
        }
        if payments.is_empty() {
            continue;
        }
        let mut bill = Money::round(pay_bill(b, i, ctx));
        for (policy, mut amount, item) in payments.drain(..) {
            if item == Item::WageSubsidy {
                amount = amount.min(bill);
                bill -= amount;
            } else {
                b.side.grants.insert((i as u16, policy as u16), ctx.now);
            }
            b.cash[i] += amount;
            out.post(b, i, item, amount);
            out.policies[policy].paid += amount;
            b.side.received.note(i, policy, [amount, Money::ZERO]);
        }
    }
}

/// What a firm gets of an amount that it may claim from a policy: all or nothing.
fn claim(policy: usize, amount: Money, b: &Block, i: usize, ctx: &Ctx, out: &mut Out) -> Option<Money> {
    if amount.is_zero() {
        return None;
    }
    let verdict = verdict_on(policy, b, i);
    out.hear(policy, verdict);
    if verdict != Verdict::Reached {
        return None;
    }
    let served = served(policy, b.id[i], ctx);
    out.policies[policy].no_budget += i64::from(!served);
    served.then_some(amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_queue_is_served_as_far_as_the_budget_goes() {
        let queue = [Money(40), Money(0), Money(50), Money(20)];
        assert_eq!(cut(&queue, Money(110)), 4);
        assert_eq!(cut(&queue, Money(109)), 3); // ninety are paid; the next length would take more than is left
        assert_eq!(cut(&queue, Money(40)), 2);
        assert_eq!(cut(&queue, Money(39)), 0);
    }

    #[test]
    fn amounts_worked_by_hand() {
        let what = GrantOffer { share: 0.5, flat: 1000.0, every: 12 };
        assert_eq!(grant(what, 6000.0, 2000.0), Money(5000));
        let half = WageOffer { share: 0.6, cap: f64::INFINITY };
        assert_eq!(subsidy(half, 10_000.0, 4.0), Money(6000));
        assert_eq!(subsidy(WageOffer { cap: 1000.0, ..half }, 10_000.0, 4.0), Money(4000));
    }
}
