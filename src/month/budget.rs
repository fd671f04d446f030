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
use crate::month::dues::{reached, verdict};
use crate::month::out::Out;
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
        .filter(|offer| reached(offer.policy, b, i, ctx))
        .map(|offer| offer.what.share * ctx.terms.budget_left[offer.policy].unwrap_or(1.0))
        .sum();
    sum.min(1.0)
}

/// ROUND 3. Firms file for what they are eligible for and know of.
pub fn file(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    if ctx.terms.wages.is_empty() && ctx.terms.grants.is_empty() {
        return;
    }
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        for offer in &ctx.terms.grants {
            let amount = grant_due(b, i, offer, ctx);
            if amount.0 > 0 && reached(offer.policy, b, i, ctx) {
                out.asked[offer.policy] += amount;
            }
        }
        for offer in &ctx.terms.wages {
            if reached(offer.policy, b, i, ctx) {
                out.asked[offer.policy] += subsidy(offer.what, pay_bill(b, i, ctx), f64::from(b.headcount[i]));
            }
        }
    }
}

/// What is left of a policy's budget in the simulated economy, minor units; nothing when it has no cap.
fn left(index: usize, state: &State, setting: &Setting) -> Option<f64> {
    let whole = setting.scenario.policies[index].budget? * setting.scenario.economy.minor_per_major / setting.norms.weight;
    Some((whole - (state.treasury.spent[index] + state.treasury.guaranteed[index]).real()).max(0.0))
}

/// Before round 1: a policy whose budget is spent makes no offer.
pub fn open(state: &State, setting: &Setting, terms: &mut Terms) {
    for (index, share) in terms.budget_left.iter_mut().enumerate() {
        *share = left(index, state, setting).and_then(|left| (left <= 0.0).then_some(0.0));
    }
}

/// ⟂ Budgets decide: the share of this month's requests that each policy's budget can still serve.
pub fn decide(state: &mut State, setting: &Setting, terms: &mut Terms, money: &Out) {
    for (index, share) in terms.budget_left.iter_mut().enumerate() {
        *share = left(index, state, setting).map(|left| {
            let asked = money.asked[index].real();
            if left <= 0.0 { 0.0 } else { (left / asked.max(1.0)).min(1.0) }
        });
    }
}

/// ROUND 4. Grants and subsidies are paid; where the budget does not suffice, a queue drawn by lot decides.
pub fn disburse(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    if ctx.terms.wages.is_empty() && ctx.terms.grants.is_empty() {
        return;
    }
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        // Amounts are fixed before anything is paid, so that cash received under one policy does not change the claim to another.
        let mut payments: [(usize, Money, Item); 8] = [(0, Money::ZERO, Item::Grant); 8];
        let mut count = 0;
        let offers = ctx.terms.grants.iter().map(|o| (o.policy, grant_due(b, i, o, ctx), Item::Grant)).chain(
            ctx.terms.wages.iter().map(|o| (o.policy, subsidy(o.what, pay_bill(b, i, ctx), f64::from(b.headcount[i])), Item::WageSubsidy)),
        );
        for (policy, amount, item) in offers {
            if amount.is_zero() || count == payments.len() {
                continue;
            }
            let verdict = verdict(policy, b, i, ctx);
            out.hear(policy, verdict);
            if verdict != Verdict::Reached {
                continue;
            }
            let served = ctx.terms.budget_left[policy].unwrap_or(1.0);
            let place = ctx.draws.stream(Purpose::Queue, ctx.policy_keys[policy] ^ i64::from(ctx.now)).uniform(b.id[i]);
            if place >= served {
                out.policies[policy].no_budget += 1;
                continue;
            }
            payments[count] = (policy, amount, item);
            count += 1;
        }
        let mut bill = Money::round(pay_bill(b, i, ctx));
        for (policy, mut amount, item) in payments.into_iter().take(count) {
            if item == Item::WageSubsidy {
                amount = amount.min(bill);
                bill -= amount;
            } else {
                b.side.grants.insert((i as u16, policy as u16), ctx.now);
            }
            b.cash[i] += amount;
            out.post(b, i, item, amount);
            out.policies[policy].paid += amount;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_worked_by_hand() {
        let what = GrantOffer { share: 0.5, flat: 1000.0, every: 12 };
        assert_eq!(grant(what, 6000.0, 2000.0), Money(5000));
        let half = WageOffer { share: 0.6, cap: f64::INFINITY };
        assert_eq!(subsidy(half, 10_000.0, 4.0), Money(6000));
        assert_eq!(subsidy(WageOffer { cap: 1000.0, ..half }, 10_000.0, 4.0), Money(4000));
    }
}
