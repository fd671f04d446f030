//! Research, knowledge, innovation: what research beyond the normal brings.
//!
//! Whether a firm does research, and how much of its sales it spends on it, is a random draw that it keeps
//! for life; more firms do in sectors whose pack says so, and larger ones more. Its researchers are among its
//! staff, and what they find belongs to the growth and the efficiency of firms that the model is fitted to:
//! competitors find as much and catch up. So only what goes beyond is simulated here. Policy that makes firms
//! do more research costs them money that goes to households, and leaves knowledge that fades. The yearly
//! chance of an innovation rises with knowledge, less and less (Griliches 1979: knowledge as a stock that
//! research fills and time wears down). Of all months in which a firm would succeed with its whole knowledge,
//! those count in which it would not have with its normal one: an economy without such policy is untouched to
//! the last bit.
//!
//! The knowledge column holds the part beyond normal, in thousandths of yearly sales: it is the smoothed
//! intensity of the research that filled it, so that a firm that spends two per cent more for good ends at
//! 20. Since knowledge is linear in research, keeping the part beyond normal is the same as keeping the
//! whole.

crate::parameters! {
    /// Parameters of research and innovation.
    pub struct Innovation : "innovation" {
        micro = 0.1, 0.0 .. 1.0, "ratio", "micro firms that do research, over the sector's share of medium firms", Assumed, "China: a third of above-scale industrial firms do research (2019, from memory), few below; prior range 0.05-0.2";
        small = 0.7, 0.0 .. 1.0, "ratio", "small firms that do research, over the sector's share of medium firms", Assumed, "with it a third of industrial firms with sales of 20 m yuan do research, most of which are small by law; prior range 0.5-0.9";
        intensity = 0.03, 0.0 .. 0.5, "share of sales", "median spending of a firm that does research", Assumed, "little giants of China spend 7-10%, above-scale industry as a whole 1.3-1.5%; prior range 0.02-0.04";
        spread = 0.8, 0.0 .. 2.0, "log", "spread of that spending between firms", Assumed, "spending is spread widely within a sector; prior range 0.5-1.1";
        most = 0.25, 0.0 .. 1.0, "share of sales", "largest spending", Assumed, "what knowledge can hold; prior range 0.15-0.25";
        depreciation = 0.15, 0.01 .. 1.0, "per year", "part of knowledge that is out of date after a year", Derived, "usual value for research capital (Hall, Mairesse and Mohnen 2010)";
        success = 0.6, 0.0 .. 12.0, "chance a year", "innovations of a firm with boundless knowledge", Assumed, "half of small manufacturers bring something new in three years in surveys of innovation; prior range 0.3-1";
        half = 40.0, 1.0 .. 500.0, "thousandths of sales", "knowledge at which the chance is half of that", Assumed, "research pays less the more there is of it; prior range 20-80";
        efficiency_gain = 0.03, 0.0 .. 0.3, "share of sales", "lasting fall of input cost by an innovation, in a sector of middling value added", Assumed, "with it one per cent of sales a year more on research has cut cost by about one per cent of sales after ten years; published returns of 20-30% (Hall, Mairesse and Mohnen 2010) are higher; prior range 0.01-0.05";
        appeal_gain = 0.05, 0.0 .. 1.0, "log", "lasting rise of appeal to customers by an innovation", Assumed, "prior range 0.02-0.1";
        cluster = 0.2, 0.0 .. 2.0, "ratio", "rise of the chance for members of a cluster", Assumed, "knowledge spills over nearby; prior range 0-0.4";
    }
}

use crate::math;
use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::out::Out;
use crate::month::queue;
use crate::month::{cluster, take_up};
use crate::rng::{Draws, Purpose, Stream};
use crate::state::block::{Block, flag};
use crate::state::ledger::Item;
use crate::state::slots::BLOCK;
use crate::terms::payment::Payment;

/// Units of the knowledge column in yearly sales.
const THOUSANDTHS: f64 = 1000.0;

/// Share of firms of a size class that do research where `medium` of the medium ones do.
fn performers(p: &Innovation, medium: f64, class: u8) -> f64 {
    medium * [p.micro, p.small, 1.0][usize::from(class).min(2)]
}

/// Spending of a firm that does research, share of sales, by its draw.
fn spending(p: &Innovation, draw: f64) -> f64 {
    (p.intensity * math::exp(p.spread * draw)).min(p.most)
}

/// Lots that firms keep for life: whether they do research, and how much.
pub fn stream(draws: Draws) -> [Stream; 2] {
    [Purpose::Research, Purpose::ResearchIntensity].map(|purpose| draws.stream(purpose, 0))
}

/// Normal research of a firm, share of sales; zero for most. The draw is the firm's for life: who grows into
/// a larger class may begin, and nobody is drawn twice.
#[inline]
pub fn intensity(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let medium = ctx.scenario.economy.sectors[usize::from(b.sector[i])].research;
    let p = &ctx.params.innovation;
    if medium == 0.0 || ctx.research[0].uniform(b.id[i]) >= performers(p, medium, b.class[i]) {
        return 0.0;
    }
    spending(p, ctx.research[1].normal(b.id[i]))
}

/// Research of a firm with what policy has lately added, share of sales.
pub fn with_added(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    intensity(b, i, ctx) + f64::from(b.knowledge[i]) / THOUSANDTHS
}

/// What research has left behind that is not out of date, at cost, minor units.
pub fn stock(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    with_added(b, i, ctx) / ctx.params.innovation.depreciation * 12.0 * f64::from(b.normal_sales[i])
}

/// Innovations a year that come of so much knowledge.
fn chance(p: &Innovation, knowledge: f64) -> f64 {
    p.success * knowledge / (knowledge + p.half)
}

/// A whole number near `x` whose mean is `x`.
fn rounded(x: f64, draw: f64) -> u8 {
    let whole = x as u8;
    whole.saturating_add(u8::from(draw < x - f64::from(whole)))
}

/// A firm spends what a policy asks of it in turn for a payment: out of its cash, to staff and services.
/// Where that is research, it learns.
pub fn spend(b: &mut Block, i: usize, policy: usize, what: &Payment, paid: Money, ctx: &Ctx, out: &mut Out) {
    let cost = paid.times(what.spends).min(b.cash[i]);
    b.cash[i] -= cost;
    out.post(b, i, Item::Research, cost);
    out.policies[policy].borne += (cost - paid).positive();
    if what.research {
        let p = &ctx.params.innovation;
        let share = cost.real() / f64::from(b.sales[i]).max(f64::from(b.normal_sales[i])).max(1.0);
        let draw = ctx
            .draws
            .stream(Purpose::Learning, ctx.policy_keys[policy] ^ i64::from(ctx.now))
            .uniform(b.id[i]);
        b.knowledge[i] =
            b.knowledge[i].saturating_add(rounded(p.depreciation / 12.0 * THOUSANDTHS * share, draw));
    }
}

/// How much more likely an innovation is this month by a joint project with a large firm.
fn joint(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let offers = ctx.terms.joint.iter().filter(|offer| {
        b.supplies_large(i) && take_up::reached(offer.policy, b, i) && queue::served(offer.policy, b, i, ctx)
    });
    offers.fold(0.0, |most: f64, offer| most.max(offer.what.success))
}

/// ROUND 4. Of the innovations that knowledge brings, those come to count that normal knowledge would not
/// have brought; then knowledge fades.
pub fn succeed(b: &mut Block, ctx: &Ctx) {
    let programme = !ctx.terms.clusters.is_empty();
    if !programme && b.knowledge.iter().all(|knowledge| *knowledge == 0) {
        return;
    }
    let p = &ctx.params.innovation;
    let successes = ctx.draws.stream(Purpose::Success, i64::from(ctx.now));
    let losses = ctx.draws.stream(Purpose::Forgetting, i64::from(ctx.now));
    for i in 0..BLOCK {
        if !b.lives(i) || b.knowledge[i] == 0 && !(programme && cluster::knowledge(b, i, ctx) > 0.0) {
            continue;
        }
        let beyond = f64::from(b.knowledge[i]);
        if !b.has(i, flag::DORMANT) {
            let normal = THOUSANDTHS * intensity(b, i, ctx);
            let near = if b.has(i, flag::CLUSTER) { 1.0 + p.cluster } else { 1.0 };
            let usual = chance(p, normal) * near / 12.0;
            let now = chance(p, normal + beyond)
                * (near + cluster::knowledge(b, i, ctx))
                * (1.0 + joint(b, i, ctx))
                / 12.0;
            if (usual..now).contains(&successes.uniform(b.id[i])) {
                b.efficiency[i] += p.efficiency_gain as f32;
                b.appeal[i] += p.appeal_gain as f32;
            }
        }
        b.knowledge[i] -=
            rounded(beyond * p.depreciation / 12.0, losses.uniform(b.id[i])).min(b.knowledge[i]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_and_chances_worked_by_hand() {
        let p = Innovation {
            micro: 0.1,
            small: 0.5,
            intensity: 0.03,
            spread: 0.7,
            most: 0.25,
            success: 0.6,
            half: 40.0,
            ..Innovation::default()
        };
        assert_eq!([0, 1, 2].map(|class| performers(&p, 0.6, class)), [0.06, 0.3, 0.6]);
        assert_eq!(spending(&p, 0.0), 0.03);
        assert!((spending(&p, 1.0) - 0.03 * 2.013_752_707).abs() < 1e-9);
        assert_eq!(spending(&p, 5.0), 0.25);
        // Three per cent of sales: 30 of 70; five per cent: 50 of 90. Two points more bring a fifteenth of an
        // innovation more a year.
        assert!((chance(&p, 30.0) - 0.6 * 3.0 / 7.0).abs() < 1e-12);
        assert!((chance(&p, 50.0) - chance(&p, 30.0) - (0.6 * 5.0 / 9.0 - 0.6 * 3.0 / 7.0)).abs() < 1e-12);
        assert_eq!(chance(&p, 0.0), 0.0);
    }

    #[test]
    fn rounding_keeps_the_mean_and_knowledge_settles_at_the_intensity() {
        assert_eq!([0.0, 0.29, 0.31].map(|draw| rounded(2.3, draw)), [3, 3, 2]);
        assert_eq!(rounded(300.0, 0.5), 255);
        // Two per cent of sales for forty years, fading by 15% a year: 20 thousandths.
        let p = Innovation::default();
        let mut knowledge = 0.0;
        for _ in 0..480 {
            knowledge += p.depreciation / 12.0 * (THOUSANDTHS * 0.02 - knowledge);
        }
        assert!((knowledge - 20.0).abs() < 0.1, "{knowledge}");
    }
}
