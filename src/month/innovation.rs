//! Research, knowledge, innovation, imitation: what research costs and what it brings.
//!
//! Whether a firm does research, and how much of its sales it spends on it, is a random draw that it keeps for
//! life; more firms do in sectors whose pack says so, and larger ones more. Research is paid month by month out
//! of cash, to staff and services, and stands still while a firm is closed, in distress or short of cash. What
//! it brings is a race: the yearly chance of an innovation rises with knowledge, less and less (Griliches 1979:
//! knowledge as a stock that research fills and time wears down), an innovation cuts cost and draws customers
//! away from rivals, and after some years rivals have caught up with it. So a firm that spends and finds
//! nothing falls behind those that spend nothing, and one that has found something is ahead for a time: of
//! companies in Australia, investment in innovation raised the hazard of closing and its fruits lowered it
//! (Buddelmeyer, Jensen and Webster 2006); of a hundred thousand new manufacturers in China innovators lived
//! longer, but not those who spent most (Zhang and Mohnen 2013).
//!
//! What one wins rivals lose: orders are shared out by appeal, and at the median intensity innovations save
//! about what research costs. Where the pack has no research nothing here moves a bit.
//!
//! Research is paid on top of normal labour cost, and no jobs go with it: a limit. Normal knowledge is renewed
//! by the month's research and counts while that goes on; it is the intensity itself, in thousandths of yearly
//! sales: a firm that spends two per cent for good has 20. The knowledge column holds what policy adds beyond
//! it, likewise. The lead column counts innovations that rivals have not caught up with; their gains are in the
//! columns of efficiency and appeal.

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
        efficiency_gain = 0.02, 0.0 .. 0.3, "share of sales", "fall of input cost by an innovation, until rivals have caught up", Assumed, "with it innovations of the median firm with research save about what its research costs; prior range 0.01-0.04";
        appeal_gain = 0.05, 0.0 .. 1.0, "log", "rise of appeal to customers by an innovation, likewise", Assumed, "prior range 0.02-0.1";
        imitation = 0.2, 0.01 .. 5.0, "per year", "hazard that rivals catch up with an innovation", Assumed, "no source for the rate: to copy took 70% of the time that the invention had taken, 48 products of the USA (Mansfield, as quoted); prior range 0.1-0.35";
        least_cash = 0.25, 0.0 .. 24.0, "months of outgo", "cash below which a firm does no research this month", Assumed, "research of firms short of credit falls in slumps; no source for the size; prior range 0-1";
        cluster = 0.2, 0.0 .. 2.0, "ratio", "rise of the chance for members of a cluster", Assumed, "knowledge spills over nearby; prior range 0-0.4";
    }
}

use crate::math;
use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::out::Out;
use crate::month::outgo;
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
    out.post(b, i, Item::Projects, cost);
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

/// ROUND 2. Firms that do research set aside what it costs this month: a share of usual sales, where business
/// goes on and there is cash for it.
pub fn plan(b: &mut Block, ctx: &Ctx) {
    b.scratch.research.fill(0.0);
    let p = &ctx.params.innovation;
    let by_sector = ctx.scenario.economy.sectors.iter().map(|sector| sector.research);
    let performers: Vec<[f64; 3]> =
        by_sector.map(|medium| [0, 1, 2].map(|class| performers(p, medium, class))).collect();
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let share = performers[usize::from(b.sector[i])][usize::from(b.class[i]).min(2)];
        if share == 0.0 || ctx.research[0].uniform(b.id[i]) >= share {
            continue;
        }
        let goes_on = !b.has(i, flag::SUSPENDED | flag::DORMANT | flag::ILLIQUID);
        if goes_on && outgo::months_of_cash(b, i) >= p.least_cash {
            let spent = spending(p, ctx.research[1].normal(b.id[i])) * f64::from(b.normal_sales[i]);
            b.scratch.research[i] = spent as f32;
        }
    }
}

/// ROUND 4. Knowledge brings innovations, rivals catch up with earlier ones; what policy added to knowledge fades.
pub fn succeed(b: &mut Block, ctx: &Ctx) {
    let programme = !ctx.terms.clusters.is_empty();
    let p = &ctx.params.innovation;
    let successes = ctx.draws.stream(Purpose::Success, i64::from(ctx.now));
    let imitations = ctx.draws.stream(Purpose::Imitation, i64::from(ctx.now));
    let losses = ctx.draws.stream(Purpose::Forgetting, i64::from(ctx.now));
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let scale = ctx.sectors[usize::from(b.sector[i])].efficiency_scale;
        let lead = b.innovations(i);
        if lead > 0 {
            let caught = f64::from(lead) * p.imitation / 12.0;
            if imitations.uniform(b.id[i]) < caught {
                innovate(b, i, p, scale, false);
            }
        }
        let nothing = b.scratch.research[i] == 0.0 && b.knowledge[i] == 0;
        if nothing && !(programme && cluster::knowledge(b, i, ctx) > 0.0) {
            continue;
        }
        let beyond = f64::from(b.knowledge[i]);
        if !b.has(i, flag::DORMANT) {
            let normal =
                THOUSANDTHS * f64::from(b.scratch.research[i]) / f64::from(b.normal_sales[i]).max(1.0);
            let near = if b.has(i, flag::CLUSTER) { 1.0 + p.cluster } else { 1.0 };
            let now = chance(p, normal + beyond)
                * (near + cluster::knowledge(b, i, ctx))
                * (1.0 + joint(b, i, ctx))
                / 12.0;
            if successes.uniform(b.id[i]) < now {
                innovate(b, i, p, scale, true);
            }
        }
        b.knowledge[i] -=
            rounded(beyond * p.depreciation / 12.0, losses.uniform(b.id[i])).min(b.knowledge[i]);
    }
}

/// A firm is ahead of its rivals by one innovation more, or by one less. `scale` is what the sector makes of
/// efficiency: in every sector an innovation saves the same share of sales.
fn innovate(b: &mut Block, i: usize, p: &Innovation, scale: f64, more: bool) {
    let before = b.innovations(i);
    b.set_innovations(i, if more { before + 1 } else { before - 1 });
    let step = f32::from(b.innovations(i)) - f32::from(before);
    b.efficiency[i] += step * (p.efficiency_gain / scale.max(0.1)) as f32;
    b.appeal[i] += step * p.appeal_gain as f32;
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
    fn an_innovation_lasts_until_rivals_have_caught_up() {
        let p = Innovation { efficiency_gain: 0.02, appeal_gain: 0.05, ..Innovation::default() };
        let mut b = Block::empty();
        innovate(&mut b, 0, &p, 1.0, true);
        innovate(&mut b, 0, &p, 1.0, true);
        assert_eq!((b.innovations(0), b.efficiency[0], b.appeal[0]), (2, 0.04, 0.1));
        innovate(&mut b, 0, &p, 1.0, false);
        assert_eq!((b.innovations(0), b.efficiency[0], b.appeal[0]), (1, 0.02, 0.05));
        // At three per cent of sales 0.257 innovations a year, each of which lasts five years: 1.29 at a
        // time, which save 2.6% of sales, and half a per cent more by the customers that they draw.
        assert!((chance(&p, 30.0) / 0.2 * 0.02 - 0.0257).abs() < 1e-4);
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
