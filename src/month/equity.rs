//! Outside equity: a fund or shareholders put money in, it goes into growth, and the fund sells its stake in
//! the end.
//!
//! What is put in is spent over two years on equipment and on customers. Sales that it brings follow the
//! capital of the mean firm of the sector (fixed assets over yearly sales) times a success factor; they are
//! won from competitors, since demand is what it is. Until it is spent, the money is not the owner's to draw.
//! The fund holds the share that its money is of the value of the firm with it: own funds or five years'
//! profit, whichever is more, and gets that share of what owners draw; a stake is sold to other investors at
//! the same value, or lost with the firm. Mechanism: public seed and development funds; no estimate of its
//! parts is at hand, so each has a range.

use crate::math;
use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::limit;
use crate::month::out::Out;
use crate::month::take_up::verdict_on;
use crate::rng::Purpose;
use crate::state::block::{Block, flag};
use crate::state::debts::Stake;
use crate::state::ledger::Item;
use crate::state::slots::BLOCK;
use crate::terms::rules::Verdict;
use crate::terms::{EquityOffer, Offer};

/// Months over which it is spent.
const SPENT_OVER: i64 = 24;
/// Years of profit that a firm is worth.
const WORTH_YEARS: f64 = 5.0;

/// What a firm may get, minor units.
fn ticket(what: &EquityOffer, yearly_sales: f64) -> Money {
    Money::round(what.most.min(what.share_of_sales * yearly_sales))
}

/// What a firm is worth to whoever buys a share of it.
fn worth(own_funds: f64, monthly_profit: f64) -> f64 {
    own_funds.max(12.0 * WORTH_YEARS * monthly_profit).max(0.0)
}

/// The rise of log appeal from spending so much on growth.
fn growth(spent: f64, capital_ratio: f64, yearly_sales: f64, success: f64) -> f64 {
    math::ln(1.0 + success * spent / (capital_ratio.max(0.1) * yearly_sales).max(1.0))
}

/// Whether a firm gets money under an offer this month, its budget apart, and how much.
fn wanted(offer: &Offer<EquityOffer>, b: &Block, i: usize, ctx: &Ctx) -> Option<Money> {
    if verdict_on(offer.policy, b, i) == Verdict::NotEligible || b.has(i, flag::DORMANT) {
        return None;
    }
    let stream = ctx.draws.stream(Purpose::Equity, ctx.policy_keys[offer.policy] ^ i64::from(ctx.now));
    let chosen = stream.uniform(b.id[i]) < offer.what.chance
        && b.side.stakes.iter().all(|stake| usize::from(stake.slot) != i);
    chosen.then(|| ticket(&offer.what, 12.0 * f64::from(b.normal_sales[i]))).filter(|amount| amount.0 > 0)
}

/// What a stake of so much costs the public when it is bought.
fn public(what: &EquityOffer, amount: Money) -> Money {
    // What the state pays towards a listing goes to those who bring it about.
    let stake = if what.public { amount } else { Money::ZERO };
    stake + Money::round(what.fee)
}

/// ROUND 3. What is asked of funds with a budget.
pub fn file(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    for offer in ctx.terms.equity.iter().filter(|offer| ctx.terms.budget_left[offer.policy].is_some()) {
        for i in 0..BLOCK {
            if b.lives(i)
                && let Some(amount) = wanted(offer, b, i, ctx)
                && verdict_on(offer.policy, b, i) == Verdict::Reached
            {
                let public = public(&offer.what, amount);
                limit::ask(offer.policy, b, i, public, public.real(), ctx, out);
            }
        }
    }
}

/// ROUND 4. Stakes are bought, what was put in is spent, stakes whose time has come are sold.
pub fn invest(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    for offer in &ctx.terms.equity {
        for i in 0..BLOCK {
            let Some(amount) = (if b.lives(i) { wanted(offer, b, i, ctx) } else { None }) else { continue };
            let verdict = verdict_on(offer.policy, b, i);
            out.hear(offer.policy, verdict, b.class[i] == 0);
            if verdict != Verdict::Reached {
                continue;
            }
            if !limit::allows(offer.policy, b, i, public(&offer.what, amount), ctx) {
                out.policies[offer.policy].no_budget += 1;
                continue;
            }
            buy(offer, b, i, amount, ctx, out);
        }
    }
    if b.side.stakes.is_empty() {
        return;
    }
    let mut stakes = std::mem::take(&mut b.side.stakes);
    stakes.retain_mut(|stake| {
        spend(stake, b, ctx, out);
        if stake.until > 0 && ctx.now >= stake.until {
            let i = usize::from(stake.slot);
            let price = Money::round(f64::from(stake.share) * value(b, i, ctx));
            out.entries.post(Item::StakeSold, price);
            out.policies[usize::from(stake.policy)].recovered += price;
            return false;
        }
        stake.left.0 > 0 || stake.until > 0
    });
    b.side.stakes = stakes;
}

fn value(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let inputs = f64::from(b.inputs[i]) * ctx.sectors[usize::from(b.sector[i])].input_price;
    worth(b.equity(i, inputs, b.side.arrears(i).total() + b.side.informal_debt(i)), f64::from(b.profit[i]))
}

fn buy(offer: &Offer<EquityOffer>, b: &mut Block, i: usize, amount: Money, ctx: &Ctx, out: &mut Out) {
    let what = offer.what;
    let before = value(b, i, ctx);
    let fee = Money::round(what.fee);
    let policy = offer.policy;
    b.cash[i] += amount;
    out.post(b, i, if what.public { Item::FundStake } else { Item::SharesIssued }, amount);
    out.entries.post(Item::Programmes, fee);
    let public = public(&what, amount);
    out.policies[policy].paid += public;
    b.side.receive(i, policy, [public, Money::ZERO]);
    let share = if what.public { amount.real() / (amount.real() + before).max(1.0) } else { 0.0 };
    let until = if what.months > 0 { ctx.now + what.months } else { 0 };
    let monthly = Money(amount.0 / SPENT_OVER + 1);
    b.side.stakes.push(Stake {
        slot: i as u16,
        policy: policy as u16,
        left: amount,
        monthly,
        share: share as f32,
        success: what.success as f32,
        until,
    });
}

fn spend(stake: &mut Stake, b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let i = usize::from(stake.slot);
    let spent = stake.left.min(stake.monthly).min(b.cash[i]).positive();
    if spent.is_zero() {
        return;
    }
    stake.left -= spent;
    b.cash[i] -= spent;
    b.fixed_assets[i] += spent.real() as f32;
    out.post(b, i, Item::Equipment, spent);
    let ratio = ctx.scenario.economy.sectors[usize::from(b.sector[i])].capital_ratio;
    b.appeal[i] +=
        growth(spent.real(), ratio, 12.0 * f64::from(b.normal_sales[i]), f64::from(stake.success)) as f32;
}

/// Money of a firm that is not its owner's to draw: what was put in and is not yet spent.
#[inline]
pub fn tied(b: &Block, i: usize) -> f64 {
    if b.side.stakes.is_empty() {
        return 0.0;
    }
    b.side.stakes.iter().filter(|stake| usize::from(stake.slot) == i).map(|stake| stake.left.real()).sum()
}

/// Of what an owner draws, the part of public funds: paid, and taken off.
pub fn dividend(b: &Block, i: usize, drawn: Money, out: &mut Out) -> Money {
    let mut owner = drawn;
    if b.side.stakes.is_empty() || drawn.is_zero() {
        return owner;
    }
    for stake in b.side.stakes.iter().filter(|stake| usize::from(stake.slot) == i) {
        let part = drawn.times(f64::from(stake.share)).min(owner);
        owner -= part;
        out.post(b, i, Item::FundDividend, part);
        out.policies[usize::from(stake.policy)].recovered += part;
    }
    owner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stake_worked_by_hand() {
        let what = EquityOffer {
            chance: 0.1,
            most: 1_000_000.0,
            share_of_sales: 0.5,
            months: 60,
            success: 0.3,
            public: true,
            fee: 0.0,
        };
        assert_eq!(ticket(&what, 600_000.0), Money(300_000));
        assert_eq!(ticket(&what, 9_000_000.0), Money(1_000_000));
        // 2,000 a month for five years is more than own funds of 100,000.
        assert_eq!(worth(100_000.0, 2_000.0), 120_000.0);
        assert_eq!(worth(-5.0, -2_000.0), 0.0);
        // Capital of half of yearly sales of 600,000: 300,000 more would double sales; three tenths of that
        // come.
        assert!((growth(300_000.0, 0.5, 600_000.0, 0.3) - math::ln(1.3)).abs() < 1e-12);
    }
}
