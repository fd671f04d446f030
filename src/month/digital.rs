//! Digital levels of firms: what a level is worth, steps up, what they cost, and why they first make a firm worse.
//!
//! A firm stands on a level from zero (paper) to three (business steered by data), drawn at random by size class at
//! the start; newborn firms start where their trade is by then. A level lowers input cost against rivals on lower
//! ones ([`crate::month::strengths`]), lets a bank see more of the firm, and lets a firm that is closed by
//! restriction sell more than others of its sector do: by orders on line, and work from home. Between firms of a
//! sector these cancel out, but where closed firms sell next to nothing; the mean is what is fitted.
//!
//! Firms step up of their own accord ([`crate::month::upgrade`]), more often where many of their trade are closed
//! (necessity), and sooner where a policy bears a part of the cost, or where others of their sector went ahead for that
//! reason. A step costs the firm money, makes it worse for some months while people and processes change, and better
//! afterwards: a J-curve (Brynjolfsson, Rock and Syverson 2021). A step that a policy brought forward is a *lead*; when
//! the month comes in which the firm would have taken the step by itself, the lead is gone, the level stays.
//!
//! The column holds the level, the lead in steps, and the months left until a step pays.

crate::parameters! {
    /// Parameters of digital levels.
    pub struct Digital : "digital" {
        micro = 0.2, 0.0 .. 1.0, "share of firms", "micro firms on level one or above at the start", Assumed, "a quarter of Chinese enterprises had begun digital transformation (People's Daily, June 2020); no split by size; prior range 0.1-0.3";
        small = 0.35, 0.0 .. 1.0, "share of firms", "the same of small firms", Assumed, "prior range 0.25-0.5";
        medium = 0.5, 0.0 .. 1.0, "share of firms", "the same of medium firms", Assumed, "prior range 0.35-0.65";
        next = 0.3, 0.0 .. 1.0, "share", "of the firms on a level, those that are on the next one as well", Assumed, "surveys of China find few firms in the upper stages; prior range 0.15-0.45";
        adoption_micro = 0.03, 0.0 .. 1.0, "chance a year", "a micro firm takes a step by itself", Assumed, "a mean of some seven years from paper to the first level for medium firms, thirty for micro ones; German firms with digital projects: 30% in three years; prior range 0.01-0.06";
        adoption_small = 0.06, 0.0 .. 1.0, "chance a year", "the same of a small firm", Assumed, "prior range 0.03-0.1";
        adoption_medium = 0.09, 0.0 .. 1.0, "chance a year", "the same of a medium firm", Assumed, "prior range 0.05-0.15";
        peers = 2.0, 0.0 .. 20.0, "ratio", "rise of the chance of a step for each step by which the firms of the sector are ahead of normal on the mean", Assumed, "adoption spreads among neighbours in trade; prior range 0-4";
        necessity = 6.0, 0.0 .. 50.0, "ratio", "rise of the chance of a step where all firms of the sector and region are closed by restriction", Assumed, "45% of 65,000 firms in 57 countries had used digital means more by November 2021, 28% had invested (World Bank); of German firms without experience 2.5% bought new technology for the pandemic; prior range 0-20";
        cost = 0.015, 0.0 .. 0.5, "share of yearly sales", "what a step costs: software, equipment, advice", Assumed, "half of small and medium firms of China spend 1-2% of revenue a year on it, most others less (survey of 2023, as quoted); prior range 0.005-0.03";
        dip = 0.01, 0.0 .. 0.3, "share of sales", "rise of cost while a step is under way", Assumed, "productivity is first understated, later overstated: Brynjolfsson, Rock and Syverson 2021; prior range 0-0.02";
        dip_months = 9.0, 1.0 .. 15.0, "months", "how long that lasts", Assumed, "prior range 6-15";
        gain = 0.02, 0.0 .. 0.3, "share of sales", "fall of cost against rivals by a level", Assumed, "surveys of makers of software promise ten times as much; prior range 0.005-0.03; with the cost above a step pays back within two years";
        known = 0.1, 0.0 .. 0.3, "share", "part of the error in judging a borrower that its bank is rid of, for each level above the mean of its trade", Assumed, "prior range 0-0.2";
        closed_output = 0.1, 0.0 .. 0.3, "share of normal output", "what a firm closed by restriction sells more, for each level above the mean of its sector", Assumed, "sales of firms with digital means fell by 4 points less (Abidi, El Herradi and Sakha 2023), by 3.8 points a standard deviation of technology (Cirera and others 2022); prior range 0-0.2";
    }
}

use crate::levers;
use crate::month::ctx::{Ctx, Setting};
use crate::month::model::Scenario;
use crate::month::out::Out;
use crate::month::tally::digital::DigitalCount;
use crate::month::upgrade::{ByClass, Kind, Lots, Slow, Step, Taken};
use crate::rng::Purpose;
use crate::state::block::{Block, Record};
use crate::state::ledger::Item;
use crate::state::slots::BLOCK;
use crate::terms::Terms;
use crate::terms::strength::Strength;

/// What rounding may take from a bound on chances.
const SURE: f64 = 1.000_001;
/// The highest level.
pub const TOP: u8 = 3;

/// The level of a draw where so large a part of firms is on level one or above, and of those on each level so large a
/// part on the next as well.
fn level_of(one: f64, next: f64, draw: f64) -> u8 {
    (1..=TOP).filter(|level| draw < one * next.powi(i32::from(*level) - 1)).count() as u8
}

/// Parts of firms on level one or above, and on the next level of those on one, where the mean level is `mean`: as far
/// as level one has room, the second stays as it is.
fn parts(next: f64, mean: f64) -> [f64; 2] {
    let levels = 1.0 + next + next * next;
    if mean <= levels { [mean / levels, next] } else { [1.0, 0.5 * ((4.0 * mean - 3.0).sqrt() - 1.0)] }
}

/// The level with which a firm starts, or is born into a trade with a mean level.
pub fn begin(record: &mut Record, mean: Option<f64>, setting: &Setting) {
    let p = &setting.scenario.params.digital;
    let draw = setting.draws.stream(Purpose::DigitalStart, 0).uniform(record.id);
    let one = [p.micro, p.small, p.medium][usize::from(record.class).min(2)];
    let [one, next] = mean.map_or([one, p.next], |mean| parts(p.next, mean));
    record.digital = level_of(one, next, draw);
}

/// Chances a month of a step that firms take by themselves, by size class.
fn usual(p: &Digital) -> [f64; 3] {
    [p.adoption_micro, p.adoption_small, p.adoption_medium].map(|yearly| yearly / 12.0)
}

/// The level that a firm has the use of.
#[inline]
pub fn level(b: &Block, i: usize) -> u8 {
    b.digital_level(i) - u8::from(b.digital_left(i) > 0)
}

/// That level without what policy has brought forward.
#[inline]
pub fn own_level(b: &Block, i: usize) -> u8 {
    let lead = b.digital_lead(i);
    if lead > 0 { b.digital_level(i) - lead } else { level(b, i) }
}

/// What its level saves a firm, share of sales: less while a step is under way.
#[inline]
pub fn saved(p: &Digital, b: &Block, i: usize) -> f64 {
    p.gain * f64::from(level(b, i)) - if b.digital_left(i) > 0 { p.dip } else { 0.0 }
}

/// Rise of the chance of a step in a sector because others are ahead of normal.
fn spread(sector: usize, ctx: &Ctx) -> f64 {
    1.0 + ctx.params.digital.peers * ctx.terms.digital_peers.get(sector).copied().unwrap_or(0.0)
}

/// The step that a firm is ready for, by its draw.
fn next(b: &Block, i: usize, draw: f64, by_class: &[f64; 3], ctx: &Ctx) -> Step {
    let (sector, p) = (usize::from(b.sector[i]), &ctx.params.digital);
    let closed = ctx.cells[ctx.norms.cell(sector, usize::from(b.region[i]))].closed;
    let usual = by_class[usize::from(b.class[i]).min(2)] * (1.0 + p.necessity * closed);
    Step {
        draw,
        usual,
        chance: usual * spread(sector, ctx),
        cost: p.cost * 12.0 * f64::from(b.normal_sales[i]),
    }
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

/// Steps of a month.
#[derive(Debug)]
pub struct Month<'a> {
    kind: Kind<'a>,
    usual: [f64; 3],
    reach: ByClass,
}

impl<'a> Month<'a> {
    /// Those of this month.
    pub fn of(ctx: &Ctx<'a>) -> Month<'a> {
        let p = &ctx.params.digital;
        let kind = Kind { offers: &ctx.terms.digital, item: Item::DigitalStep };
        let usual = usual(p);
        let peers = (0..ctx.norms.sectors).map(|sector| spread(sector, ctx)).fold(1.0, f64::max);
        let most = (1.0 + p.necessity * ctx.extremes.closed) * peers;
        Month { kind, usual, reach: kind.reach(usual.map(|usual| usual * most * SURE)) }
    }
    /// ROUND 3. A firm that means to take a step files for its subsidy, where a budget must be shared out.
    pub fn file(&self, b: &mut Block, i: usize, lots: &Lots, ctx: &Ctx, out: &mut Out) {
        if !self.kind.limited(ctx) || b.digital_level(i) == TOP || b.digital_left(i) > 0 {
            return;
        }
        let step = next(b, i, lots.whole(Slow::Digital, b.id[i]), &self.usual, ctx);
        self.kind.file(b, i, step, b.digital_lead(i) > 0, ctx, out);
    }
    /// ROUND 4. A step under way comes to its end, or a firm takes a new one.
    #[inline]
    pub fn step(&self, b: &mut Block, i: usize, piece: u16, lots: &Lots, ctx: &Ctx, out: &mut Out) {
        let (level, lead, left) = (b.digital_level(i), b.digital_lead(i), b.digital_left(i));
        if left == 0 && !self.reach.holds(b.class[i], piece) {
            return;
        }
        let step = next(b, i, lots.whole(Slow::Digital, b.id[i]), &self.usual, ctx);
        if lead > 0 && step.catches_up(b, i, ctx, out) {
            b.set_digital(i, level, lead - 1, left.saturating_sub(1));
        } else if left > 0 {
            b.set_digital(i, level, lead, left - 1);
        } else if level < TOP
            && let Some(taken) = self.kind.decide(b, i, step, ctx, out)
        {
            let early = taken == Taken::Early;
            b.set_digital(i, level + 1, lead + u8::from(early), ctx.params.digital.dip_months as u8);
            let what = if early { DigitalCount::EarlySteps } else { DigitalCount::NormalSteps };
            out.tally.digital.add_to(ctx.norms.regions, usize::from(b.region[i]), what);
        }
    }
}

/// Part of the error in judging a borrower that its bank is rid of by the firm's level; below zero for firms that
/// are behind their trade.
#[inline]
pub fn known(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let mean = ctx.terms.strengths.of_class(usize::from(b.sector[i]), b.class[i])[Strength::Digital as usize];
    ctx.params.digital.known * (f64::from(level(b, i)) - mean)
}

/// What the firm sells while it is closed by restriction, share of what it could make, where its sector sells
/// `usual` on the mean.
#[inline]
pub fn closed_output(usual: f64, b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let mean = ctx.terms.strengths.of_sector(usize::from(b.sector[i]))[Strength::Digital as usize];
    closed_sales(usual, ctx.params.digital.closed_output * (f64::from(level(b, i)) - mean))
}

/// A share moved by so much, from nothing to all.
fn closed_sales(usual: f64, moved: f64) -> f64 {
    (usual + moved).clamp(0.0, usual.max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_at_the_start_worked_by_hand() {
        assert_eq!(
            [0.21, 0.19, 0.061, 0.059, 0.019, 0.017].map(|draw| level_of(0.2, 0.3, draw)),
            [0, 1, 1, 2, 2, 3]
        );
        assert_eq!([0.51, 0.49, 0.14, 0.04].map(|draw| level_of(0.5, 0.3, draw)), [0, 1, 2, 3]);
        // A mean of 0.5 · 1.39 is half of the firms on level one; from 1.39 on all are, and of those more on the next.
        assert!((parts(0.3, 0.695)[0] - 0.5).abs() < 1e-12);
        assert_eq!(parts(0.3, 1.75), [1.0, 0.5]);
        assert_eq!([parts(0.3, 0.0), parts(0.3, 3.0)], [[0.0, 0.3], [1.0, 1.0]]);
    }

    #[test]
    fn a_level_worked_by_hand() {
        let p = Digital { gain: 0.02, dip: 0.01, ..Digital::default() };
        let mut b = Block::empty();
        // Two levels, one of them brought forward and not paying yet.
        b.set_digital(0, 2, 1, 4);
        assert_eq!((level(&b, 0), own_level(&b, 0)), (1, 1));
        assert!((saved(&p, &b, 0) - (0.02 - 0.01)).abs() < 1e-12);
        b.set_digital(0, 2, 1, 0);
        assert_eq!((level(&b, 0), own_level(&b, 0)), (2, 1));
        assert!((saved(&p, &b, 0) - 0.04).abs() < 1e-12);
        // Its own step under way does not count yet.
        b.set_digital(0, 2, 0, 4);
        assert_eq!((level(&b, 0), own_level(&b, 0)), (1, 1));
        // A sector that sells a quarter while it is closed: level two a tenth more for each above the mean.
        assert!((closed_sales(0.25, 0.1 * 1.5) - 0.4).abs() < 1e-12);
        assert_eq!((closed_sales(0.05, -0.1), closed_sales(0.95, 0.2)), (0.0, 1.0));
    }
}
