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
use crate::month::innovation;
use crate::month::out::Out;
use crate::month::payments::{self, Basis, Payment, pay_bill};
use crate::month::promises;
use crate::month::take_up::{Concerned, reached, reached_by_any, verdict_on};
use crate::rng::Purpose;
use crate::scenario::Queue;
use crate::state::State;
use crate::state::block::{BLOCK, Block};
use crate::state::terms::{Offer, Terms};

/// People by whom the staff of the firms of a block grew last month, by slot.
fn hires(b: &Block) -> Vec<u32> {
    let mut people = vec![0; BLOCK];
    b.side.hired.iter().for_each(|(slot, hired)| people[usize::from(*slot)] = *hired);
    people
}

/// Which firms of a block have had a payment after a month under a policy, or under what is one instrument with it, by slot.
pub fn had_since(policy: usize, month: i32, b: &Block, ctx: &Ctx) -> [bool; BLOCK] {
    b.side.grants.since(month, |own| ctx.terms.same_instrument(own, policy))
}

/// What the firms of a block may claim this month from an offer, by slot: those whose verdict `counts`.
fn claims(offer: &Offer<Payment>, b: &Block, ctx: &Ctx, counts: impl Fn(usize) -> bool) -> Vec<Money> {
    let what = &offer.what;
    let had = if what.every > 1 { had_since(offer.policy, ctx.now - what.every, b, ctx) } else { [false; BLOCK] };
    let hires = if what.basis == Basis::Hires { hires(b) } else { Vec::new() };
    let claim = |i: usize| what.due(b, i, hires.get(i).copied().unwrap_or_default(), ctx);
    // Who has had it is a matter of chance: it is quicker to work out all claims than to guess at each firm.
    let mine = |i: usize| Money(claim(i).0 * i64::from(!had[i]));
    (0..BLOCK).map(|i| if b.lives(i) && counts(i) { mine(i) } else { Money::ZERO }).collect()
}

/// Lengths of a queue, of which each policy with a budget has one a month: whole lengths are served. A power of two, so that a firm's length
/// and its place are on the same side of every cut.
pub const QUEUE: usize = 1024;

/// A firm's place in the queue for a policy this month, in [0, 1): what it goes by does not change between the request and the payment.
fn place(policy: usize, b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let lot = |month: i32| ctx.draws.stream(Purpose::Queue, ctx.policy_keys[policy] ^ i64::from(month)).uniform(b.id[i]);
    match ctx.scenario.policies[policy].queue {
        Queue::Lottery => lot(ctx.now),
        Queue::FirstCome => first_come(lot(0), usize::from(b.class[i])),
        Queue::Need => by_need(f64::from(b.sales[i]), f64::from(b.normal_sales[i])),
        Queue::Score => by_score(f64::from(b.efficiency[i])),
    }
}

/// Who files first is served first, and larger firms file sooner: a small firm takes half as long as a micro firm, a medium one a third.
fn first_come(lot: f64, class: usize) -> f64 {
    lot / (1 + class) as f64
}

/// Whose sales have fallen most comes first.
fn by_need(sales: f64, normal: f64) -> f64 {
    (0.5 * sales / normal.max(1.0)).clamp(0.0, 0.999)
}

/// Whose lasting efficiency is highest comes first: what a committee that reads accounts of several years can see.
fn by_score(efficiency: f64) -> f64 {
    (0.5 - efficiency).clamp(0.0, 0.999)
}

/// Whether the budget of a policy suffices for all firms.
pub fn serves_all(policy: usize, ctx: &Ctx) -> bool {
    !ctx.terms.spent_out[policy] && ctx.terms.budget_left[policy].is_none_or(|left| left >= 1.0)
}

/// Whether the budgets of all policies suffice for all firms.
pub fn suffices(terms: &Terms) -> bool {
    terms.spent_out.iter().all(|spent| !spent) && terms.budget_left.iter().flatten().all(|left| *left >= 1.0)
}

/// Whether the budget of a policy suffices for a firm's place in the queue. In round 3, before budgets decide, all but those of spent-out
/// budgets are told yes.
#[inline]
pub fn served(policy: usize, b: &Block, i: usize, ctx: &Ctx) -> bool {
    let cut = || ctx.terms.budget_left[policy].is_none_or(|left| place(policy, b, i, ctx) < left);
    ctx.all_served || serves_all(policy, ctx) || !ctx.terms.spent_out[policy] && cut()
}

/// A request to a policy: counted at the firm's place in the queue.
pub fn ask(policy: usize, b: &Block, i: usize, amount: Money, ctx: &Ctx, out: &mut Out) {
    if ctx.terms.budget_left[policy].is_some() {
        let length = (place(policy, b, i, ctx) * QUEUE as f64) as usize;
        out.asked[policy * QUEUE + length.min(QUEUE - 1)] += amount;
    }
}

/// What is left of a policy's budget, minor units of the simulated economy: the whole less what was spent or lost and what is outstanding.
pub(super) fn left(state: &State, setting: &Setting, terms: &Terms, policy: usize, budget: f64) -> Money {
    let whole = budget * setting.scenario.economy.minor_per_major / setting.norms.weight;
    let fund = Money(whole as i64) - state.treasury.spent[policy];
    // A guarantee fund may have so many times its size outstanding.
    let carries = if terms.leverage[policy] == 1.0 { fund } else { fund.positive().times(terms.leverage[policy]) };
    (carries - state.treasury.guaranteed[policy]).positive()
}

/// Before the month: policies whose budget is spent are shut.
pub fn open(state: &State, setting: &Setting, terms: &mut Terms) {
    for (index, policy) in setting.scenario.policies.iter().enumerate() {
        if let Some(budget) = policy.budget {
            terms.spent_out[index] = left(state, setting, terms, index, budget).is_zero();
            terms.budget_left[index] = Some(1.0);
        }
    }
    for offer in &terms.guarantees {
        if offer.what.payout_cap.is_finite() {
            terms.paid_up.resize(terms.leverage.len(), false);
            let one: Vec<usize> = (0..terms.leverage.len()).filter(|other| terms.same_instrument(*other, offer.policy)).collect();
            let all = |sums: &[Money]| one.iter().map(|policy| sums[*policy]).sum::<Money>();
            let most = all(&state.treasury.given).times(offer.what.payout_cap);
            let paid_up = all(&state.treasury.spent) >= most && !most.is_zero();
            one.iter().for_each(|policy| terms.paid_up[*policy] = paid_up);
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
        || terms.rents.iter().any(|offer| capped(offer.policy))
        || terms.paperwork.iter().any(|offer| capped(offer.policy));
    let payments: Vec<&Offer<Payment>> = terms.payments.iter().filter(|offer| capped(offer.policy)).collect();
    if !on_dues && payments.is_empty() {
        return;
    }
    for offer in payments {
        for (i, amount) in claims(offer, b, ctx, |i| reached(offer.policy, b, i)).into_iter().enumerate().filter(|claim| claim.1.0 > 0) {
            ask(offer.policy, b, i, amount, ctx, out);
        }
    }
    if !on_dues {
        return;
    }
    let mut interest_asked = vec![(0, Money::ZERO); if interest { BLOCK } else { 0 }];
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let dues = dues::reckon::<true>(b, i, Money::ZERO, ctx);
        let waived = dues.waived.unwrap_or_default();
        for cut in waived.costs() {
            ask(usize::from(cut.policy), b, i, cut.amount, ctx, out);
        }
        if interest {
            interest_asked[i] = (waived.interest.policy, waived.interest.amount);
        }
        for (policy, amount) in dues.may_be_put_off() {
            ask(policy, b, i, amount + waived.may_fall_due(ctx), ctx, out);
        }
    }
    b.scratch.interest_asked = interest_asked;
}

/// ⟂ Budgets decide: how far each policy's queue can be served out of what is left of its budget.
pub fn decide(state: &mut State, setting: &Setting, terms: &mut Terms, money: &Out) {
    for (index, policy) in setting.scenario.policies.iter().enumerate() {
        if let Some(budget) = policy.budget {
            let served = cut(&money.asked[index * QUEUE..(index + 1) * QUEUE], left(state, setting, terms, index, budget));
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

/// ROUND 4. What policies pay is paid; where the budget does not suffice, the queue decides.
pub fn disburse(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    if ctx.terms.payments.is_empty() {
        return;
    }
    let terms = ctx.terms;
    let mut concerned = Concerned::none(ctx);
    // Amounts are fixed before anything is paid, so that cash received under one policy does not change the claim to another. Offer by
    // offer: what is asked of each firm is then the same, and the processor guesses it.
    let mut paid = [false; BLOCK];
    let mut payments: Vec<(usize, Payment, Vec<Money>)> = Vec::with_capacity(terms.payments.len());
    for offer in &terms.payments {
        let mut amounts = claims(offer, b, ctx, |i| verdict_on(offer.policy, b, i) != Verdict::NotEligible);
        for (i, amount) in amounts.iter_mut().enumerate() {
            let due = amount.0 > 0;
            concerned.mark_if(due, i, offer.policy);
            let mut gets = due & reached(offer.policy, b, i);
            if !ctx.all_served {
                gets = gets && served(offer.policy, b, i, ctx);
            }
            paid[i] |= gets;
            *amount = if gets { *amount } else { Money::ZERO };
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
                b.side.deferrals.push(promises::make(i, policy, amount, forgiven, pay, b.headcount[i], ctx.now));
                out.policies[policy].deferred += amount;
                b.side.received.note(i, policy, [Money::ZERO, amount]);
                continue;
            }
            b.efficiency[i] += what.gain as f32;
            if what.access > 0.0 {
                out.foreign_orders[usize::from(b.sector[i])] += what.access * payments::exports(b, i, ctx);
            }
            out.policies[policy].paid += amount;
            b.side.received.note(i, policy, [amount, Money::ZERO]);
            if what.spends > 0.0 {
                innovation::spend(b, i, policy, what, amount, ctx, out);
            }
        }
    }
    b.side.grants.add(granted);
    concerned.tell(b, ctx, out);
}

/// The share of pay that others bear for a firm this month, as its owner sees it: what slows lay-offs.
pub fn borne_share(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    if !reached_by_any(&ctx.terms.payments, b, i) {
        return 0.0;
    }
    let mut borne = 0.0;
    for offer in &ctx.terms.payments {
        let what = &offer.what;
        if what.retention > 0.0 && reached(offer.policy, b, i) && served(offer.policy, b, i, ctx) && what.staff_kept(b, i, ctx) {
            borne += what.retention;
        }
    }
    borne
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
    fn places_in_a_queue_worked_by_hand() {
        assert_eq!([0, 1, 2].map(|class| first_come(0.6, class)), [0.6, 0.3, 0.6 / 3.0]);
        assert_eq!(by_need(30.0, 100.0), 0.15);
        assert_eq!(by_need(500.0, 100.0), 0.999);
        assert!(by_score(0.1) < by_score(-0.1));
    }
}
