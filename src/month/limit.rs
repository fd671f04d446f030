//! What is left of a budget, and that no more is paid: for each firm what it asked for and was granted, in
//! all what there is.
//!
//! What is paid in round 4 may differ from what was asked for in round 3: another policy turned the firm away
//! and more falls due, a new loan bears interest, a course has made the firm better. Either the most that
//! could be asked of a policy this month fits into what is left of its budget; then nothing is limited. Or
//! each firm gets at most what it was granted, and the sum of what is granted fits.

use crate::levers::{self, Budgeting, loan_guarantee};
use crate::money::Money;
use crate::month::ctx::{Ctx, Setting};
use crate::month::out::{Closure, Out};
use crate::month::queue;
use crate::policy::Policy;
use crate::state::State;
use crate::state::block::Block;
use crate::terms::Terms;

fn guarantees(policy: &Policy) -> bool {
    levers::ALL[policy.lever].budgeting() == Budgeting::Fund
}

/// A budget, minor units of the simulated economy.
fn whole(setting: &Setting, budget: f64) -> Money {
    Money((budget * setting.scenario.economy.minor_per_major / setting.norms.weight) as i64)
}

/// What is left of a budget when a month begins: the whole less what was spent or lost and what is
/// outstanding.
fn left(state: &State, setting: &Setting, terms: &Terms, policy: usize, budget: f64) -> Money {
    let fund = whole(setting, budget) - state.treasury.spent[policy];
    // A guarantee fund may have so many times its size outstanding.
    let carries =
        if terms.leverage[policy] == 1.0 { fund } else { fund.positive().times(terms.leverage[policy]) };
    (carries - state.treasury.guaranteed[policy]).positive()
}

/// A request to a policy: counted at the firm's place in the queue. `most` is what the firm could come to ask
/// of it this month, minor units.
pub fn ask(policy: usize, b: &mut Block, i: usize, amount: Money, most: f64, ctx: &Ctx, out: &mut Out) {
    if ctx.terms.budget_left[policy].is_none() {
        return;
    }
    out.most[policy] += most;
    if amount.0 > 0 {
        out.asked[policy * queue::QUEUE + queue::length(policy, b, i, ctx)] += amount;
        b.scratch.claims.file(i, policy, amount);
    }
}

/// Whether a budget decides about any policy in force.
pub fn decides(terms: &Terms) -> bool {
    terms.budget_left.iter().any(Option::is_some)
}

/// Before the month: what is left of each budget; policies whose budget is spent are shut. Programmes that it
/// can pay in part alone do part of their work.
pub fn open(state: &State, setting: &Setting, terms: &mut Terms) {
    for (index, policy) in setting.scenario.policies.iter().enumerate() {
        if let Some(budget) = policy.budget {
            terms.left[index] = left(state, setting, terms, index, budget);
            terms.spent_out[index] = terms.left[index].is_zero();
            terms.budget_left[index] = Some(1.0);
        }
    }
    for outlay in terms.outlays.iter().filter(|outlay| terms.budget_left[outlay.policy].is_some()) {
        let part = terms.left[outlay.policy].real() / outlay.what.max(1.0);
        if part < 1.0 {
            terms
                .platforms
                .iter_mut()
                .filter(|offer| offer.policy == outlay.policy)
                .for_each(|offer| offer.what = offer.what.in_part(part));
        }
    }
    cap_payouts(state, setting, terms);
}

/// Funds that have paid as much as their cap allows pay no more, also for guarantees of a policy that has ended.
fn cap_payouts(state: &State, setting: &Setting, terms: &mut Terms) {
    for (index, policy) in setting.scenario.policies.iter().enumerate() {
        let cap = loan_guarantee::payout_cap(policy);
        if cap > 0.0 {
            terms.paid_up.resize(terms.leverage.len(), false);
            let one: Vec<usize> =
                (0..terms.leverage.len()).filter(|other| terms.same_instrument(*other, index)).collect();
            let all = |sums: &[Money]| one.iter().map(|policy| sums[*policy]).sum::<Money>();
            let most = all(&state.treasury.given).times(cap);
            let paid_up = all(&state.treasury.spent) >= most && !most.is_zero();
            one.iter().for_each(|policy| terms.paid_up[*policy] = paid_up);
        }
    }
}

/// ⟂ Budgets decide on what was asked of them: either it fits whatever happens, or the queue is served as far
/// as what is left goes. A policy of which two things are asked one after the other has for the second what the first
/// has left.
pub fn decide(setting: &Setting, terms: &mut Terms, asks: &Out) {
    for (index, _) in
        setting.scenario.policies.iter().enumerate().filter(|(_, policy)| policy.budget.is_some())
    {
        let most = asks.most[index];
        let left = (terms.left[index] - terms.reserved[index]).positive();
        if most <= 0.0 {
            continue;
        }
        // The last bits of a sum of real numbers are not to be relied on.
        if most * (1.0 + 1e-9) <= left.real() {
            terms.reserved[index] += Money::round(most);
            continue;
        }
        let (served, granted) =
            queue::cut(&asks.asked[index * queue::QUEUE..(index + 1) * queue::QUEUE], left);
        terms.capped[index] = true;
        terms.budget_left[index] = Some(served as f64 / queue::QUEUE as f64);
        terms.reserved[index] += granted;
    }
}

/// What a policy may pay to a firm, or take over for it.
#[inline]
pub fn granted(policy: usize, b: &Block, i: usize, ctx: &Ctx) -> Money {
    if ctx.terms.capped[policy] { b.scratch.claims.of(i, policy) } else { Money(i64::MAX) }
}

/// Whether a policy may pay so much to a firm.
pub fn allows(policy: usize, b: &Block, i: usize, amount: Money, ctx: &Ctx) -> bool {
    queue::served(policy, b, i, ctx) && granted(policy, b, i, ctx) >= amount
}

/// Whether what is left of a policy's budget could pay so much to a single firm: if not, it is no help to
/// that firm.
#[inline]
pub fn could_pay(policy: usize, amount: f64, ctx: &Ctx) -> bool {
    ctx.terms.budget_left[policy].is_none() || amount <= ctx.terms.left[policy].real()
}

/// Whether what this month leaves of a policy's budget could pay so much next month.
pub fn could_pay_next(policy: usize, amount: f64, ctx: &Ctx) -> bool {
    could_pay(policy, amount + ctx.terms.reserved[policy].real(), ctx)
}

/// What is left for a payment that nobody files for, when so much has been paid under the policy this month.
pub fn left_over(terms: &Terms, policy: usize, paid: Money) -> Money {
    if terms.budget_left[policy].is_some() { (terms.left[policy] - paid).positive() } else { Money(i64::MAX) }
}

/// After round 4: by policy, the share of the guarantees called this month that its fund can pay, where one
/// can't pay all.
pub fn shares_of_calls(state: &State, setting: &Setting, fate: &Out) -> Option<Vec<f64>> {
    let mut shares = vec![1.0; setting.scenario.policies.len()];
    let mut short = false;
    for (index, policy) in
        setting.scenario.policies.iter().enumerate().filter(|(_, policy)| guarantees(policy))
    {
        let Some(budget) = policy.budget else { continue };
        let (called, fund) =
            (fate.policies[index].lost, (whole(setting, budget) - state.treasury.spent[index]).positive());
        if called > fund {
            shares[index] = fund.real() / called.real();
            short = true;
        }
    }
    short.then_some(shares)
}

/// Firms that closed got so much less from funds that pay these shares of what they were called for.
pub fn correct_receipts(closures: &mut [Closure], shares: &[f64]) {
    for closure in closures {
        for (received, share) in closure.received.iter_mut().zip(shares).filter(|(_, share)| **share < 1.0) {
            // A fund pays for a firm once, when it closes.
            received[0] = part_of_call(received[0], *share);
        }
    }
}

/// The share of a call that a fund pays.
pub fn part_of_call(called: Money, share: f64) -> Money {
    Money((called.real() * share) as i64)
}

/// No more is used than a budget allows: what was paid and lost, and what is deferred and outstanding, stays
/// within it. Of guarantees that are outstanding a fund may have more than its size; what it pays is limited
/// all the same.
///
/// # Panics
/// When a policy has exceeded its budget: a fault of the program.
pub fn check(state: &State, setting: &Setting) {
    for (index, policy) in setting.scenario.policies.iter().enumerate() {
        let Some(budget) = policy.budget else { continue };
        let (spent, outstanding) = (state.treasury.spent[index], state.treasury.guaranteed[index]);
        let used = if guarantees(policy) { spent } else { spent + outstanding };
        let most = whole(setting, budget);
        assert!(
            used <= most + Money(1),
            "{}: policy {:?} has used {} of a budget of {}",
            state.now,
            policy.name,
            used.0,
            most.0
        );
    }
}
