//! Skills of the staff: training, what it brings, and why firms train too little.
//!
//! What staff can do beyond the usual is a level from zero to three. A course for the whole staff costs money and
//! working time and raises it by one; as people leave it falls again, so that who trains pays for what others come to
//! use, and no firm counts that. Skilled staff produces the same at less cost against rivals
//! ([`crate::month::strengths`]) and leaves less often. Larger firms train more: in Britain 45% of employers of two to
//! four people and 94% of those of 250 and more in a year (Employer Skills Survey 2022).
//!
//! Firms train of their own accord ([`crate::month::upgrade`]), and more where a voucher bears a part of the cost. A
//! voucher of 1,000 euros raised participation from 45% by 20 points in two years, and six in ten would have trained
//! anyway (Hidalgo, Oosterbeek and Webbink 2014); Swiss ones changed neither pay nor jobs (Schwerdt and others 2012);
//! grants in Portugal raised sales and jobs by 5% (Martins 2021). Of British establishments trainers were nine to
//! thirteen points more likely to live through seven years (Collier, Green and others, of whom 16% closed), choice
//! counted in: the strong end.
//!
//! Limit: pay does not rise with skill, so that firms keep all that it brings: about half of it in most studies.

crate::parameters! {
    /// Parameters of skills.
    pub struct Skills : "skills" {
        train_micro = 0.08, 0.0 .. 1.0, "chance a year", "a micro firm sends its staff to a course by itself", Assumed, "Britain 2022: 45% of employers with two to four people train somebody, here all staff of a level; prior range 0.03-0.2";
        train_small = 0.2, 0.0 .. 1.0, "chance a year", "the same of a small firm", Assumed, "prior range 0.1-0.4";
        train_medium = 0.4, 0.0 .. 1.0, "chance a year", "the same of a medium firm", Assumed, "prior range 0.2-0.6";
        course = 0.015, 0.0 .. 0.5, "share of yearly pay", "what a course costs with the working time lost", Derived, "EU 2010: courses 0.8% of labour cost; Malta 2015: absence adds four fifths to the cost of a course";
        gain = 0.004, 0.0 .. 0.1, "share of sales", "fall of cost against rivals by a level", Assumed, "firms that train produce 1-2% more value added (Belgium, Konings 2008), of which a third is sales; ten hours a worker bring 0.6% (Portugal, Almeida and Carneiro 2009); prior range 0.001-0.008";
        leave = 0.2, 0.0 .. 12.0, "per year", "part of what was learnt that leaves with people", Derived, "China: 15-19% of staff leave a year in surveys of larger firms, 26% in manufacturing (2014-15)";
        stay = 0.1, 0.0 .. 0.3, "ratio", "fall of that by a level of skill", Assumed, "trained staff stays by ten points more (Dietz and Zwick), or no longer once choice is taken out (Alvarez and Carrasco); prior range 0-0.2";
    }
}

use crate::month::ctx::{Ctx, Setting};
use crate::month::ladder;
use crate::month::out::Out;
use crate::month::upgrade::{ByClass, Kind, Lots, Reach, Slow, Step, Taken};
use crate::rng::Purpose;
use crate::state::block::{Block, Record};
use crate::state::ledger::Item;

/// The highest level.
const TOP: u8 = 3;

/// The level of a draw in the long run, when courses come at a monthly rate and levels are lost: from each level as
/// many go up as come down.
fn start(p: &Skills, rate: f64, draw: f64) -> u8 {
    let mut weights = [1.0; TOP as usize + 1];
    for level in 1..=TOP {
        let level_lost = lost(p, level).max(1e-9);
        weights[usize::from(level)] = weights[usize::from(level) - 1] * rate / level_lost;
    }
    let all: f64 = weights.iter().sum();
    let mut below = 0.0;
    for (level, weight) in weights.iter().enumerate() {
        below += weight / all;
        if draw < below {
            return level as u8;
        }
    }
    TOP
}

/// Chance that a level is lost this month.
fn lost(p: &Skills, level: u8) -> f64 {
    let level = f64::from(level);
    level * p.leave * (1.0 - p.stay * level) / 12.0
}

fn by_class(p: &Skills) -> [f64; 3] {
    [p.train_micro, p.train_small, p.train_medium]
}

/// The skill with which a firm starts, or is born: staff brings along what it learnt elsewhere.
pub fn begin(record: &mut Record, setting: &Setting) {
    let p = &setting.scenario.params.skills;
    let draw = setting.draws.stream(Purpose::Skill, 0).uniform(record.id);
    record.set_skill(start(p, by_class(p)[usize::from(record.class).min(2)] / 12.0, draw));
    record.set_skill_lead(0);
}

/// The course that a firm might send its staff to this month.
fn next(b: &Block, i: usize, draw: f64, ctx: &Ctx) -> Step {
    let p = &ctx.params.skills;
    let usual = by_class(p)[usize::from(b.class[i]).min(2)] / 12.0;
    let wage = ctx.cells[ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]))].wage;
    Step { draw, usual, chance: usual, cost: p.course * 12.0 * wage * f64::from(b.headcount[i]) }
}

/// Courses of a month, and people who leave.
#[derive(Debug)]
pub struct Month<'a> {
    kind: Kind<'a>,
    reach: ByClass,
    /// Chance that a level is lost, by the level.
    lost: [f64; TOP as usize + 1],
    leaves: Reach,
}

impl<'a> Month<'a> {
    /// Those of this month.
    pub fn of(ctx: &Ctx<'a>) -> Month<'a> {
        let p = &ctx.params.skills;
        let kind = Kind { offers: &ctx.terms.courses, item: Item::Courses };
        let lost = std::array::from_fn(|level| lost(p, level as u8));
        let reach = kind.reach(by_class(p).map(|yearly| yearly / 12.0));
        Month { kind, reach, lost, leaves: Reach::of(lost.iter().copied().fold(0.0, f64::max)) }
    }
    /// ROUND 3. A firm that means to train files for its voucher, where a budget must be shared out.
    pub fn file(&self, b: &mut Block, i: usize, lots: &Lots, ctx: &Ctx, out: &mut Out) {
        if self.kind.limited(ctx) && b.skill(i) < TOP {
            let step = next(b, i, lots.whole(Slow::Course, b.id[i]), ctx);
            self.kind.file(b, i, step, b.skill_lead(i) > 0, ctx, out);
        }
    }
    /// ROUND 4. People leave and take with them what they learnt; the firm trains. Pieces: who trains, who leaves.
    #[inline]
    pub fn step(&self, b: &mut Block, i: usize, pieces: [u16; 2], lots: &Lots, ctx: &Ctx, out: &mut Out) {
        let filed = b.skill(i) < TOP;
        if self.leaves.holds(pieces[1]) {
            let (level, lead) = (b.skill(i), b.skill_lead(i));
            let lot = lots.whole(Slow::Turnover, b.id[i]);
            if lot < self.lost[usize::from(level)] {
                let own = lot < self.lost[usize::from(level - lead)];
                if lot >= self.lost[usize::from(level)] * (1.0 - ladder::talent(b, i, ctx)) {
                    // Would have left without the certificate: what stays is brought forward.
                    b.set_skill_lead(i, lead + u8::from(own));
                } else {
                    b.set_skill(i, level - 1);
                    // What would have left without policy leaves; what is lost beyond that was brought forward.
                    if !own {
                        b.set_skill_lead(i, lead.saturating_sub(1));
                    }
                }
            }
        }
        if self.reach.holds(b.class[i], pieces[0]) {
            let step = next(b, i, lots.whole(Slow::Course, b.id[i]), ctx);
            // Who was on the highest level until people left has filed for no voucher.
            let kind = if filed { self.kind } else { Kind { offers: &[], ..self.kind } };
            if b.skill_lead(i) > 0 && step.catches_up(b, i, ctx, out) {
                b.set_skill_lead(i, b.skill_lead(i) - 1);
            } else if b.skill(i) < TOP
                && let Some(taken) = kind.decide(b, i, step, ctx, out)
            {
                b.set_skill(i, b.skill(i) + 1);
                b.set_skill_lead(i, b.skill_lead(i) + u8::from(taken == Taken::Early));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_at_the_start_worked_by_hand() {
        // Two fifths a year, of which a fifth leaves: two in the long run, weights 1, 2, 2 and 4/3 of 19/3.
        let p = Skills { leave: 0.2, stay: 0.0, ..Skills::default() };
        let level = |draw| start(&p, 0.4 / 12.0, draw);
        let bounds = [3.0, 9.0, 15.0].map(|weight| weight / 19.0);
        for (below, bound) in bounds.into_iter().enumerate() {
            assert_eq!([level(bound - 1e-6), level(bound + 1e-6)], [below as u8, below as u8 + 1]);
        }
    }
}
