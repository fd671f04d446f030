//! Quality, and certificates that show it.
//!
//! How good its goods are is a level from zero to three that a firm draws at birth. Customers buy more of better
//! goods at the same price, as far as they see quality: a part of it without a certificate, all of it with one. What
//! one wins rivals of its sector and region lose. Better work also cuts waste, which the cost of care nearly eats up.
//!
//! Firms get certified of their own accord ([`crate::month::upgrade`]), larger and better ones more often, and sooner
//! where a policy bears a part of the cost. Who prepares for a certificate may rise by a level; who lets it lapse falls
//! back. Of a thousand firms in California those with a certificate of quality management grew faster and
//! closed far less often (Levine and Toffel 2010); of 89,000 service firms in China certified ones sold more and were
//! no more profitable (a study of 2019); Italian makers show no effect on survival (Galetto, Franceschini and
//! Mastrogiacomo). So demand rises here, profit of a unit hardly, and what survival makes of it comes out.
//!
//! Limits: pay does not rise with a certificate, and quality does not change without one.

crate::parameters! {
    /// Parameters of quality.
    pub struct Quality : "quality" {
        good = 0.333, 0.0 .. 1.0, "chance", "chance that a firm gets each of three levels of quality at birth", Assumed, "a choice of scale: levels mean one";
        value = 0.1, 0.0 .. 1.0, "log", "rise of what customers buy at the same price by a level that they see", Assumed, "no source for the size: certified firms of California grew faster in sales and jobs (Levine and Toffel 2010, abstract); prior range 0-0.2";
        seen = 0.5, 0.0 .. 1.0, "share", "part of quality that customers see without a certificate", Assumed, "prior range 0.3-0.9";
        saving = 0.001, -0.05 .. 0.05, "share of sales", "fall of cost against rivals by a level: less waste, less what care costs", Assumed, "cost falls in Russia, productivity falls in services of China; prior range -0.002-0.004";
        certify_micro = 0.001, 0.0 .. 1.0, "chance a year", "a micro firm of mean quality gets certified by itself", Assumed, "with the next two some 2% of all firms hold one: 788 thousand certified organisations of China at the end of 2020 over 42 m enterprises on the register; prior range 0.0005-0.003";
        certify_small = 0.012, 0.0 .. 1.0, "chance a year", "the same of a small firm", Assumed, "prior range 0.005-0.03";
        certify_medium = 0.05, 0.0 .. 1.0, "chance a year", "the same of a medium firm", Assumed, "prior range 0.02-0.1";
        lapse = 0.15, 0.0 .. 12.0, "per year", "hazard that a certificate lapses", Assumed, "certificates hold for three years and most are renewed; prior range 0.08-0.25";
        improve = 0.3, 0.0 .. 1.0, "chance", "chance that quality rises by a level with a certificate, until it lapses", Assumed, "prior range 0-0.6";
        cost = 0.005, 0.0 .. 0.2, "share of yearly sales", "what a certificate costs: advice, tests, fees", Assumed, "prior range 0.002-0.01";
        yearly = 0.001, 0.0 .. 0.1, "share of sales", "what keeping it up costs", Assumed, "prior range 0-0.003";
    }
}

use crate::math;
use crate::money::Money;
use crate::month::ctx::{Ctx, Setting};
use crate::month::out::Out;
use crate::month::upgrade::{ByClass, Kind, Lots, Slow, Step, Taken, note_usual};
use crate::rng::{Purpose, Stream};
use crate::state::block::{Block, Record};
use crate::state::ledger::Item;

/// Levels of quality.
const LEVELS: u8 = 3;

/// Share of firms of an age, in years, that are certified when they get it at one rate and lose it at another.
fn holders(gets: f64, loses: f64, age: f64) -> f64 {
    let both = gets + loses;
    if both > 0.0 { gets / both * (1.0 - math::exp(-both * age)) } else { 0.0 }
}

/// Chance a year that a firm of a class and quality gets certified by itself.
fn yearly_chance(p: &Quality, class: u8, quality: u8) -> f64 {
    let usual = [p.certify_micro, p.certify_small, p.certify_medium][usize::from(class).min(2)];
    let mean = f64::from(LEVELS) * p.good;
    if mean > 0.0 { (usual * f64::from(quality) / mean).min(1.0) } else { 0.0 }
}

/// The quality and certificate with which a firm starts, or is born.
pub fn begin(record: &mut Record, now: i32, setting: &Setting) {
    let p = &setting.scenario.params.quality;
    let lots = setting.draws.stream(Purpose::Quality, 0);
    let quality =
        (0..LEVELS).map(|level| u8::from(lots.uniform(record.id ^ u64::from(level) << 60) < p.good)).sum();
    let age = f64::from((now - record.born).max(0)) / 12.0;
    let share = holders(yearly_chance(p, record.class, quality), p.lapse, age);
    let certified = setting.draws.stream(Purpose::Certificate, 0).uniform(record.id) < share;
    record.set_quality(quality);
    record.set_certified(u8::from(certified));
    record.set_certified_early(0);
    record.set_improved(0);
}

/// Log of what customers buy more by the quality that they see, against the mean of uncertified firms: by whether
/// there is a certificate, and by quality.
#[derive(Clone, Copy, Debug)]
pub struct Appeals([[f64; LEVELS as usize + 1]; 2]);

impl Appeals {
    /// The logs and what they come to as factors.
    pub fn of(p: &Quality) -> [Appeals; 2] {
        let log = |seen: f64, quality: usize| {
            p.value * (seen * quality as f64 - p.seen * f64::from(LEVELS) * p.good)
        };
        let logs = [p.seen, 1.0].map(|seen| std::array::from_fn(|quality| log(seen, quality)));
        [Appeals(logs), Appeals(logs.map(|of| of.map(math::exp)))]
    }
    /// That of a firm.
    #[inline]
    pub fn of_firm(&self, b: &Block, i: usize) -> f64 {
        self.0[usize::from(b.certified(i))][usize::from(b.quality(i))]
    }
}

/// The largest chance a month at which firms of each size class get certified by themselves.
fn most(p: &Quality) -> [f64; 3] {
    [0, 1, 2].map(|class| yearly_chance(p, class, LEVELS) / 12.0)
}

/// The certificate that a firm might get this month.
fn next(b: &Block, i: usize, draw: f64, ctx: &Ctx) -> Step {
    let p = &ctx.params.quality;
    let usual = yearly_chance(p, b.class[i], b.quality(i) - b.improved(i)) / 12.0;
    Step { draw, usual, chance: usual, cost: p.cost * 12.0 * f64::from(b.normal_sales[i]) }
}

/// Certificates of a month.
#[derive(Debug)]
pub struct Month<'a> {
    kind: Kind<'a>,
    reach: ByClass,
    lapses: Stream,
    improves: Stream,
}

impl<'a> Month<'a> {
    /// Those of this month.
    pub fn of(ctx: &Ctx<'a>) -> Month<'a> {
        let kind = Kind { offers: &ctx.terms.certificates, item: Item::Certificates };
        let stream = |purpose| ctx.draws.stream(purpose, i64::from(ctx.now));
        Month {
            kind,
            reach: kind.reach(most(&ctx.params.quality)),
            lapses: stream(Purpose::Lapse),
            improves: stream(Purpose::Improvement),
        }
    }
    /// ROUND 3. A firm that means to get certified files for its subsidy, where a budget must be shared out.
    pub fn file(&self, b: &mut Block, i: usize, lots: &Lots, ctx: &Ctx, out: &mut Out) {
        if self.kind.limited(ctx) && b.certified(i) == 0 {
            let step = next(b, i, lots.whole(Slow::Certificate, b.id[i]), ctx);
            self.kind.file(b, i, step, false, ctx, out);
        }
    }
    /// ROUND 4. A firm gets certified, or pays for its certificate and may let it lapse.
    #[inline]
    pub fn step(&self, b: &mut Block, i: usize, piece: u16, lots: &Lots, ctx: &Ctx, out: &mut Out) {
        if b.certified(i) > 0 {
            self.keep(b, i, lots, ctx, out);
        } else if self.reach.holds(b.class[i], piece) {
            let step = next(b, i, lots.whole(Slow::Certificate, b.id[i]), ctx);
            if let Some(taken) = self.kind.decide(b, i, step, ctx, out) {
                b.set_certified(i, 1);
                b.set_certified_early(i, u8::from(taken == Taken::Early));
                if b.quality(i) < LEVELS && self.improves.uniform(b.id[i]) < ctx.params.quality.improve {
                    b.set_quality(i, b.quality(i) + 1);
                    b.set_improved(i, 1);
                }
            }
        }
    }
    /// A certificate is paid for, or lapses.
    fn keep(&self, b: &mut Block, i: usize, lots: &Lots, ctx: &Ctx, out: &mut Out) {
        let p = &ctx.params.quality;
        if b.certified_early(i) > 0 {
            let step = next(b, i, lots.whole(Slow::Certificate, b.id[i]), ctx);
            if step.catches_up(b, i, ctx, out) {
                b.set_certified_early(i, 0);
            }
        }
        let fee = Money::round(p.yearly * f64::from(b.normal_sales[i]));
        if self.lapses.uniform(b.id[i]) < p.lapse / 12.0 || b.cash[i] < fee {
            b.set_certified(i, 0);
            b.set_certified_early(i, 0);
            b.set_quality(i, b.quality(i) - b.improved(i));
            b.set_improved(i, 0);
            return;
        }
        b.cash[i] -= fee;
        out.post(b, i, Item::Certificates, fee);
        if b.certified_early(i) == 0 {
            note_usual(b, i, fee, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holders_by_age_worked_by_hand() {
        // One in twenty a year gets it, three in twenty lose it: a quarter in the long run, none at birth.
        assert_eq!(holders(0.05, 0.15, 0.0), 0.0);
        assert!((holders(0.05, 0.15, 500.0) - 0.25).abs() < 1e-12);
        assert!((holders(0.05, 0.15, 5.0) - 0.25 * (1.0 - math::exp(-1.0))).abs() < 1e-9);
        assert_eq!(holders(0.0, 0.0, 5.0), 0.0);
        let p = Quality { good: 1.0 / 3.0, certify_medium: 0.05, ..Quality::default() };
        assert!((yearly_chance(&p, 2, 3) - 0.15).abs() < 1e-12 && yearly_chance(&p, 2, 0) == 0.0);
    }

    #[test]
    fn what_customers_see_worked_by_hand() {
        let p = Quality { good: 1.0 / 3.0, value: 0.1, seen: 0.5, ..Quality::default() };
        let mut b = Block::empty();
        b.set_quality(0, 1);
        let [logs, factors] = Appeals::of(&p);
        assert!(logs.of_firm(&b, 0).abs() < 1e-12);
        // Level two: a tenth and a half of it against the half tenth of the mean; with a certificate all of it.
        b.set_quality(0, 2);
        assert!((logs.of_firm(&b, 0) - 0.05).abs() < 1e-12);
        b.set_certified(0, 1);
        assert!((logs.of_firm(&b, 0) - 0.15).abs() < 1e-12);
        assert_eq!(factors.of_firm(&b, 0), math::exp(logs.of_firm(&b, 0)));
    }
}
