//! Digital levels of firms: steps up, what they cost, and why they first make a firm worse.
//!
//! A firm stands on a level from zero (paper) to three (business steered by data). The level with which it
//! starts, drawn at random by size class, is part of the efficiency that the model is fitted to. So are the
//! steps that firms take by themselves: whoever takes one gains no more than its competitors who do the same.
//! Such a normal step only raises the level. What counts is a step that a firm would not have taken yet,
//! because a policy made it cheaper or because others of its sector went ahead for that reason. It costs the
//! firm money, makes it worse for some months while people and processes change, and better afterwards: a
//! J-curve (Brynjolfsson, Rock and Syverson 2021). When the month comes in which the firm would have taken
//! the step by itself, its lead is gone, and with it the gain. So an economy without policy is untouched to
//! the last bit, whatever the normal rate of steps.
//!
//! A lead also lets a bank see more of the firm, and lets a firm closed by restriction sell more from home.
//! The column holds the level, the lead in steps, and the months left until a step pays.

crate::parameters! {
    /// Parameters of digital levels.
    pub struct Digital : "digital" {
        micro = 0.2, 0.0 .. 1.0, "share of firms", "micro firms on level one or above at the start, or at birth", Assumed, "about a quarter of firms digital in 2020, from memory; prior range 0.1-0.3";
        small = 0.35, 0.0 .. 1.0, "share of firms", "the same of small firms", Assumed, "prior range 0.25-0.5";
        medium = 0.5, 0.0 .. 1.0, "share of firms", "the same of medium firms", Assumed, "prior range 0.35-0.65";
        next = 0.3, 0.0 .. 1.0, "share", "of the firms on a level, those that are on the next one as well", Assumed, "surveys of China find few firms in the upper stages; prior range 0.15-0.45";
        adoption_micro = 0.03, 0.0 .. 1.0, "chance a year", "a micro firm takes a step by itself", Assumed, "keeps the share near what newborn firms bring; prior range 0.01-0.06";
        adoption_small = 0.06, 0.0 .. 1.0, "chance a year", "the same of a small firm", Assumed, "prior range 0.03-0.1";
        adoption_medium = 0.09, 0.0 .. 1.0, "chance a year", "the same of a medium firm", Assumed, "prior range 0.05-0.15";
        peers = 2.0, 0.0 .. 20.0, "ratio", "rise of the chance of a step for each step by which the firms of the sector are ahead of normal on the mean", Assumed, "adoption spreads among neighbours in trade; prior range 0-4";
        cost = 0.015, 0.0 .. 0.5, "share of yearly sales", "what a step costs: software, equipment, advice", Assumed, "prior range 0.005-0.03";
        keep = 0.5, 0.0 .. 2.0, "share", "of the cash that the owner aims at, what must be left after the firm's part of the cost", Assumed, "prior range 0.3-1";
        dip = 0.01, 0.0 .. 0.3, "share of sales", "rise of input cost while a step is under way", Assumed, "productivity is first understated, later overstated: Brynjolfsson, Rock and Syverson 2021; prior range 0-0.02";
        dip_months = 9.0, 1.0 .. 15.0, "months", "how long that lasts", Assumed, "prior range 6-15";
        gain = 0.02, 0.0 .. 0.3, "share of sales", "fall of input cost below the one before the step, afterwards", Assumed, "prior range 0.005-0.03; with the cost above a step pays back within two years";
        known = 0.1, 0.0 .. 0.3, "share", "part of the error in judging a borrower that its bank is rid of, for each step of lead", Assumed, "prior range 0-0.2";
        closed_output = 0.1, 0.0 .. 0.3, "share of normal output", "what a firm closed by restriction sells more, for each step of lead", Assumed, "prior range 0-0.2";
    }
}

use crate::levers;
use crate::math;
use crate::money::Money;
use crate::month::ctx::{Ctx, Setting};
use crate::month::limit;
use crate::month::model::Scenario;
use crate::month::out::Out;
use crate::month::take_up::{reached, verdict_on};
use crate::month::tally::digital::DigitalCount;
use crate::rng::{Purpose, Stream};
use crate::state::block::{Block, Record, flag};
use crate::state::ledger::Item;
use crate::state::slots::BLOCK;
use crate::terms::rules::Verdict;
use crate::terms::{DigitalOffer, Terms};

/// The highest level.
pub const TOP: u8 = 3;

/// The level of a firm of a size class at the start, by its draw: each level is a part of the one below.
fn start(p: &Digital, class: u8, draw: f64) -> u8 {
    let one = [p.micro, p.small, p.medium][usize::from(class).min(2)];
    (1..=TOP).filter(|level| draw < one * p.next.powi(i32::from(*level) - 1)).count() as u8
}

/// The level with which a firm starts, or is born.
pub fn begin(record: &mut Record, setting: &Setting) {
    let draw = setting.draws.stream(Purpose::DigitalStart, 0).uniform(record.id);
    record.digital = start(&setting.scenario.params.digital, record.class, draw);
}

/// Chances a month of a step that firms take by themselves, by size class.
fn usual(p: &Digital) -> [f64; 3] {
    [p.adoption_micro, p.adoption_small, p.adoption_medium].map(|yearly| yearly / 12.0)
}

/// How many times as likely a step is when it costs the firm less.
fn rise(offer: &DigitalOffer) -> f64 {
    math::pow((1.0 - offer.share) * offer.price, -offer.elasticity)
}

/// What a step costs in all, and what the state pays of it.
fn bill(cost: f64, offer: Option<&DigitalOffer>) -> [Money; 2] {
    let whole = Money::round(cost * offer.map_or(1.0, |offer| offer.price));
    [whole, offer.map_or(Money::ZERO, |offer| whole.times(offer.share))]
}

/// What a step would cost a firm without policy, minor units.
fn cost(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    ctx.params.digital.cost * 12.0 * f64::from(b.normal_sales[i])
}

/// Whether the firm can pay so much and keep what its owner will not go below.
fn affords(b: &Block, i: usize, own: Money, ctx: &Ctx) -> bool {
    let kept = ctx.params.digital.keep * f64::from(b.buffer_days[i]) / 30.0 * f64::from(b.scratch.outgo[i]);
    (b.cash[i] - own).real() >= kept
}

fn stream(ctx: &Ctx) -> Stream {
    ctx.draws.stream(Purpose::DigitalStep, i64::from(ctx.now))
}

/// Rise of the chance of a step in a sector because others are ahead of normal.
fn spread(sector: usize, ctx: &Ctx) -> f64 {
    1.0 + ctx.params.digital.peers * ctx.terms.digital_peers.get(sector).copied().unwrap_or(0.0)
}

/// Whether the firm could take a step this month at all.
fn open(b: &Block, i: usize) -> bool {
    b.lives(i) && !b.has(i, flag::DORMANT) && b.digital_level(i) < TOP && b.digital_left(i) == 0
}

/// The programmes that would make the firm take a step this month, or pay it for one that it takes anyway:
/// with the place of each.
fn claims<'a>(
    b: &'a Block,
    i: usize,
    draw: f64,
    chance: f64,
    ctx: &'a Ctx,
) -> impl Iterator<Item = (usize, &'a DigitalOffer)> {
    let offers = ctx.terms.digital.iter().map(|offer| (offer.policy, &offer.what));
    offers.filter(move |(policy, offer)| {
        draw < chance * rise(offer) && verdict_on(*policy, b, i) != Verdict::NotEligible
    })
}

/// ROUND 1. By how many steps the firms of each sector are ahead of normal.
pub fn look(b: &Block, ctx: &Ctx, out: &mut Out) {
    if !levers::used(&ctx.scenario.policies, "digital_subsidy") {
        return;
    }
    for i in (0..BLOCK).filter(|i| b.lives(*i)) {
        let s = usize::from(b.sector[i]);
        out.digital_firms[s] += 1;
        out.digital_lead[s] += i64::from(b.digital_lead(i));
    }
}

/// ⟂ What firms see of the others of their sector this month.
pub fn spread_word(terms: &mut Terms, scenario: &Scenario, market: &Out) {
    if levers::used(&scenario.policies, "digital_subsidy") {
        let mean = |(lead, firms): (&i64, &i64)| *lead as f64 / (*firms).max(1) as f64;
        terms.digital_peers = market.digital_lead.iter().zip(&market.digital_firms).map(mean).collect();
    }
}

/// ROUND 3. Firms that mean to take a step file for their subsidy, where a budget must be shared out.
pub fn file(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    if ctx.terms.digital.is_empty()
        || ctx.terms.digital.iter().all(|offer| ctx.terms.budget_left[offer.policy].is_none())
    {
        return;
    }
    let (stream, usual) = (stream(ctx), usual(&ctx.params.digital));
    for i in 0..BLOCK {
        if !open(b, i) {
            continue;
        }
        let (draw, usually) = (stream.uniform(b.id[i]), usual[usize::from(b.class[i]).min(2)]);
        let chance = usually * spread(usize::from(b.sector[i]), ctx);
        let asks = claims(b, i, draw, chance, ctx).filter(|(policy, _)| reached(*policy, b, i)).map(
            |(policy, offer)| {
                let [whole, paid] = bill(cost(b, i, ctx), Some(offer));
                // Who can't afford its own part yet may be able to after the loan that it asks for.
                let asked =
                    if draw < usually || affords(b, i, whole - paid, ctx) { paid } else { Money::ZERO };
                (policy, asked, paid)
            },
        );
        for (policy, asked, most) in asks.collect::<Vec<_>>() {
            limit::ask(policy, b, i, asked, most.real(), ctx, out);
        }
    }
}

/// ROUND 4. Steps under way come to their end, and firms take new ones.
pub fn step(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    if ctx.setting.settling {
        return;
    }
    let p = &ctx.params.digital;
    let (stream, usual) = (stream(ctx), usual(p));
    // Without policy, now or before, only the normal steps are of interest.
    let beyond = !ctx.terms.digital.is_empty() || ctx.terms.digital_peers.iter().any(|lead| *lead > 0.0);
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let (level, lead, left) = (b.digital_level(i), b.digital_lead(i), b.digital_left(i));
        if left > 0 {
            b.set_digital(i, level, lead, left - 1);
            if left == 1 {
                b.efficiency[i] += (p.dip + p.gain) as f32;
            }
            continue;
        }
        if b.has(i, flag::DORMANT) {
            continue;
        }
        let (draw, usually) = (stream.uniform(b.id[i]), usual[usize::from(b.class[i]).min(2)]);
        if draw < usually && lead > 0 {
            // By now it would have taken the step by itself, as others have: what it was ahead by is gone.
            b.set_digital(i, level, lead - 1, 0);
            b.efficiency[i] -= p.gain as f32;
        } else if level < TOP && (draw < usually || beyond) {
            decide(b, i, draw, usually, ctx, out);
        }
    }
}

/// A firm decides on a step. A subsidy goes to whoever takes one, also to those who would have done so
/// without.
fn decide(b: &mut Block, i: usize, draw: f64, usually: f64, ctx: &Ctx, out: &mut Out) {
    let p = &ctx.params.digital;
    let (level, lead) = (b.digital_level(i), b.digital_lead(i));
    let chance = usually * spread(usize::from(b.sector[i]), ctx);
    let mut help: Option<(usize, DigitalOffer)> = None;
    if !ctx.terms.digital.is_empty() {
        for (policy, offer) in claims(b, i, draw, chance, ctx) {
            out.hear(policy, verdict_on(policy, b, i), b.class[i] == 0);
            if !reached(policy, b, i) {
                continue;
            }
            if !limit::allows(policy, b, i, bill(cost(b, i, ctx), Some(offer))[1], ctx) {
                out.policies[policy].no_budget += 1;
            } else if help.is_none_or(|(_, held)| rise(offer) > rise(&held)) {
                help = Some((policy, *offer));
            }
        }
    }
    let normal = draw < usually;
    if !normal && draw >= chance * help.map_or(1.0, |(_, offer)| rise(&offer)) {
        return;
    }
    let [whole, paid] = bill(cost(b, i, ctx), help.as_ref().map(|(_, offer)| offer));
    if !normal && !affords(b, i, whole - paid, ctx) {
        return;
    }
    if let Some((policy, offer)) = help {
        b.cash[i] += paid;
        out.post(b, i, Item::Grant, paid);
        out.policies[policy].paid += paid;
        b.side.receive(i, policy, [paid, Money::ZERO]);
        if !normal {
            // The firm's own part, and what makers of the packages do without.
            out.policies[policy].borne += whole - paid + Money::round(cost(b, i, ctx) * (1.0 - offer.price));
        }
    }
    let region = usize::from(b.region[i]);
    out.tally.digital.add_to(
        ctx.norms.regions,
        region,
        if normal { DigitalCount::NormalSteps } else { DigitalCount::EarlySteps },
    );
    if normal {
        b.set_digital(i, level + 1, lead, 0);
        return;
    }
    b.cash[i] -= whole;
    out.post(b, i, Item::DigitalStep, whole);
    b.efficiency[i] -= p.dip as f32;
    b.set_digital(i, level + 1, lead + 1, p.dip_months as u8);
}

/// Part of the error in judging a borrower that its bank is rid of by the firm's lead.
#[inline]
pub fn known(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    ctx.params.digital.known * f64::from(b.digital_lead(i))
}

/// What the firm sells while it is closed by restriction, share of what it could make.
#[inline]
pub fn closed_output(usual: f64, b: &Block, i: usize, ctx: &Ctx) -> f64 {
    (usual + ctx.params.digital.closed_output * f64::from(b.digital_lead(i))).min(usual.max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_at_the_start_worked_by_hand() {
        let p = Digital { micro: 0.2, medium: 0.5, next: 0.3, ..Digital::default() };
        assert_eq!(
            [0.21, 0.19, 0.061, 0.059, 0.019, 0.017].map(|draw| start(&p, 0, draw)),
            [0, 1, 1, 2, 2, 3]
        );
        assert_eq!([0.51, 0.49, 0.14, 0.04].map(|draw| start(&p, 2, draw)), [0, 1, 2, 3]);
    }

    #[test]
    fn a_cheaper_step_worked_by_hand() {
        // Three tenths borne and packages at four fifths of the price: the firm pays 0.56, and with an
        // elasticity of two steps are 3.19 times as likely.
        let offer = DigitalOffer { share: 0.3, price: 0.8, elasticity: 2.0 };
        assert!((rise(&offer) - 1.0 / (0.56 * 0.56)).abs() < 1e-12);
        assert_eq!(bill(1000.0, Some(&offer)), [Money(800), Money(240)]);
        assert_eq!(bill(1000.0, None), [Money(1000), Money(0)]);
        assert_eq!(rise(&DigitalOffer { share: 0.0, price: 1.0, elasticity: 2.0 }), 1.0);
    }
}
