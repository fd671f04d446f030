//! Upgrades: steps by which firms become better of their own accord, and sooner where a policy bears a part of
//! the cost. A digital step, a certificate of quality and a course for the staff are upgrades.
//!
//! A firm that is ready for a step takes it with a small chance a month, if it can pay for it out of cash that its
//! owner can spare. Where a policy bears a part, a step is as many times as likely as what it costs the firm falls,
//! to the power of minus the elasticity. One draw decides both: a firm that would have stepped without is paid
//! all the same (deadweight); a step that it would not have taken yet, or could not have paid for, is *early*, and
//! ends being so in the month in which the firm would have taken it by itself.

crate::parameters! {
    /// Parameters of upgrades.
    pub struct Upgrade : "upgrade" {
        keep = 0.5, 0.0 .. 2.0, "share", "of the cash that the owner aims at, what must be left after the firm's part of the cost of a step", Assumed, "small firms pay for intangibles out of cash; no source for the size; prior range 0.3-1";
    }
}

use crate::math;
use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::limit;
use crate::month::out::Out;
use crate::month::take_up::{reached, verdict_on};
use crate::rng::{Purpose, Stream};
use crate::state::block::Block;
use crate::state::ledger::Item;
use crate::terms::rules::Verdict;
use crate::terms::strength::CLASSES;
use crate::terms::{Offer, UpgradeOffer};

/// A kind of step.
#[derive(Clone, Copy, Debug)]
pub struct Kind<'a> {
    /// Policies that bear a part of its cost.
    pub offers: &'a [Offer<UpgradeOffer>],
    /// The entry in the books of what it costs.
    pub item: Item,
}

/// This month's lots of firms: one hash gives a piece of a lot for each of four slow things that may happen. Nearly
/// always the piece alone says that nothing does; where it may, another hash gives the rest of the lot.
#[derive(Clone, Copy, Debug)]
pub struct Lots {
    pieces: Stream,
    rest: [Stream; 4],
}

/// What a lot decides.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Slow {
    Digital,
    Certificate,
    Course,
    Turnover,
}

impl Lots {
    /// Those of the month.
    pub fn of(ctx: &Ctx) -> Lots {
        let stream = |purpose| ctx.draws.stream(purpose, i64::from(ctx.now));
        let rest = [Purpose::DigitalStep, Purpose::Certificate, Purpose::Course, Purpose::Turnover];
        Lots { pieces: stream(Purpose::Upgrade), rest: rest.map(stream) }
    }
    /// The pieces of a firm.
    #[inline]
    pub fn pieces(&self, id: u64) -> [u16; 4] {
        self.pieces.pieces(id)
    }
    /// The whole lot of a firm, in (0, 1).
    #[inline]
    pub fn whole(&self, what: Slow, id: u64) -> f64 {
        self.rest[what as usize].beginning_with(self.pieces(id)[what as usize], id)
    }
}

/// The pieces of lots below which something may happen.
#[derive(Clone, Copy, Debug)]
pub struct Reach(u32);

impl Reach {
    /// Those that can belong to a lot below a chance.
    pub fn of(chance: f64) -> Reach {
        Reach((chance.clamp(0.0, 1.0) * 65_536.0).ceil() as u32)
    }
    /// Whether a lot with this piece may be below the chance.
    #[inline]
    pub fn holds(self, piece: u16) -> bool {
        u32::from(piece) < self.0
    }
}

/// The same by size class.
#[derive(Clone, Copy, Debug)]
pub struct ByClass([Reach; CLASSES]);

impl ByClass {
    /// Whether something may happen to a firm of a class with this piece.
    #[inline]
    pub fn holds(self, class: u8, piece: u16) -> bool {
        self.0[usize::from(class).min(CLASSES - 1)].holds(piece)
    }
}

/// A step that a firm is ready for.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// This month's draw of the firm.
    pub draw: f64,
    /// The chance a month that it takes the step by itself.
    pub usual: f64,
    /// The same where others went ahead because of a policy.
    pub chance: f64,
    /// What it costs, minor units.
    pub cost: f64,
}

impl Step {
    /// Whether the firm would take the step this month without policy: it is its turn, and it can pay for it.
    pub fn comes_anyway(&self, b: &Block, i: usize, ctx: &Ctx) -> bool {
        self.draw < self.usual && affords(b, i, Money::round(self.cost), ctx)
    }
    /// A step that was brought forward would come now: it is early no longer, and what it cost is part of what the
    /// trade pays of its own accord this month.
    pub fn catches_up(&self, b: &Block, i: usize, ctx: &Ctx, out: &mut Out) -> bool {
        let anyway = self.comes_anyway(b, i, ctx);
        if anyway {
            note_usual(b, i, Money::round(self.cost), out);
        }
        anyway
    }
}

/// A step that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The firm would have taken it anyway.
    Usual,
    /// It would not have taken it yet without policy.
    Early,
}

/// How many times as likely a step is when it costs the firm less.
fn rise(offer: &UpgradeOffer) -> f64 {
    math::pow((1.0 - offer.share) * offer.price, -offer.elasticity)
}

/// What a step costs in all, and what the state pays of it.
fn bill(cost: f64, offer: Option<&UpgradeOffer>) -> [Money; 2] {
    let whole = Money::round(cost * offer.map_or(1.0, |offer| offer.price));
    [whole, offer.map_or(Money::ZERO, |offer| whole.times(offer.share))]
}

/// Whether the firm can pay so much and keep what its owner will not go below.
fn affords(b: &Block, i: usize, own: Money, ctx: &Ctx) -> bool {
    let kept = ctx.params.upgrade.keep * f64::from(b.buffer_days[i]) / 30.0 * f64::from(b.scratch.outgo[i]);
    (b.cash[i] - own).real() >= kept
}

/// What a firm pays of its own accord is part of the normal cost of its trade, see [`crate::month::strengths`].
pub fn note_usual(b: &Block, i: usize, paid: Money, out: &mut Out) {
    out.upgrade_costs[usize::from(b.sector[i]) * CLASSES + usize::from(b.class[i]).min(CLASSES - 1)] +=
        paid.0;
}

impl<'a> Kind<'a> {
    /// Whether a budget must be asked before firms step.
    pub fn limited(&self, ctx: &Ctx) -> bool {
        self.offers.iter().any(|offer| ctx.terms.budget_left[offer.policy].is_some())
    }

    /// What pieces of lots must be looked into where no firm of a size class has a greater chance a month than its
    /// `most`: where a policy bears a part, all.
    pub fn reach(&self, most: [f64; CLASSES]) -> ByClass {
        ByClass(most.map(|most| Reach::of(if self.offers.is_empty() { most } else { 1.0 })))
    }

    /// The policies that would make the firm take a step this month, or pay it for one that it takes anyway.
    fn claims(&self, b: &'a Block, i: usize, step: Step) -> impl Iterator<Item = (usize, &'a UpgradeOffer)> {
        let offers = self.offers.iter().map(|offer| (offer.policy, &offer.what));
        offers.filter(move |(policy, offer)| {
            step.draw < step.chance * rise(offer) && verdict_on(*policy, b, i) != Verdict::NotEligible
        })
    }

    /// ROUND 3. A firm that is ready for a step files for its subsidy. One that is `ahead` expects that an earlier step
    /// comes now of its own accord, and asks for nothing where it can pay for that; where it can't it may take another.
    pub fn file(&self, b: &mut Block, i: usize, step: Step, ahead: bool, ctx: &Ctx, out: &mut Out) {
        let catches_up = ahead && step.comes_anyway(b, i, ctx);
        let asks: Vec<_> = self
            .claims(b, i, step)
            .filter(|(policy, _)| reached(*policy, b, i))
            .map(|(policy, offer)| {
                let [whole, paid] = bill(step.cost, Some(offer));
                // Who can't afford its own part yet may be able to after the loan that it asks for.
                let asks = affords(b, i, whole - paid, ctx) && !catches_up;
                let asked = if asks { paid } else { Money::ZERO };
                (policy, asked, paid)
            })
            .collect();
        for (policy, asked, most) in asks {
            limit::ask(policy, b, i, asked, most.real(), ctx, out);
        }
    }

    /// ROUND 4. A firm that is ready for a step takes it or does not. A subsidy goes to whoever takes one.
    pub fn decide(&self, b: &mut Block, i: usize, step: Step, ctx: &Ctx, out: &mut Out) -> Option<Taken> {
        let mut help: Option<(usize, UpgradeOffer)> = None;
        if !self.offers.is_empty() {
            for (policy, offer) in self.claims(b, i, step) {
                out.hear(policy, verdict_on(policy, b, i), b.class[i] == 0);
                if !reached(policy, b, i) {
                    continue;
                }
                if !limit::allows(policy, b, i, bill(step.cost, Some(offer))[1], ctx) {
                    out.policies[policy].no_budget += 1;
                } else if help.is_none_or(|(_, held)| rise(offer) > rise(&held)) {
                    help = Some((policy, *offer));
                }
            }
        }
        let early = !step.comes_anyway(b, i, ctx);
        if early && step.draw >= step.chance * help.map_or(1.0, |(_, offer)| rise(&offer)) {
            return None;
        }
        let [whole, paid] = bill(step.cost, help.as_ref().map(|(_, offer)| offer));
        if !affords(b, i, whole - paid, ctx) {
            return None;
        }
        if let Some((policy, offer)) = help {
            b.cash[i] += paid;
            out.post(b, i, Item::Grant, paid);
            out.policies[policy].paid += paid;
            b.side.receive(i, policy, [paid, Money::ZERO]);
            // The firm's own part of a step that it would not have taken yet; of others what makers of cheaper
            // packages do without.
            out.policies[policy].borne +=
                if early { whole - paid } else { Money::round(step.cost * (1.0 - offer.price)) };
        }
        b.cash[i] -= whole;
        out.post(b, i, self.item, whole);
        if early {
            return Some(Taken::Early);
        }
        note_usual(b, i, Money::round(step.cost), out);
        Some(Taken::Usual)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_lots_worked_by_hand() {
        // A chance of 2.5 in 65,536: lots that begin with 0, 1 or 2 may be below it, all others are not.
        let reach = Reach::of(2.5 / 65_536.0);
        assert_eq!([0, 1, 2, 3, 65_535].map(|piece| reach.holds(piece)), [true, true, true, false, false]);
        assert!(Reach::of(1.0).holds(u16::MAX) && !Reach::of(0.0).holds(0));
    }

    #[test]
    fn a_cheaper_step_worked_by_hand() {
        // Three tenths borne and packages at four fifths of the price: the firm pays 0.56, and with an
        // elasticity of two steps are 3.19 times as likely.
        let offer = UpgradeOffer { share: 0.3, price: 0.8, elasticity: 2.0 };
        assert!((rise(&offer) - 1.0 / (0.56 * 0.56)).abs() < 1e-12);
        assert_eq!(bill(1000.0, Some(&offer)), [Money(800), Money(240)]);
        assert_eq!(bill(1000.0, None), [Money(1000), Money(0)]);
        assert_eq!(rise(&UpgradeOffer { share: 0.0, price: 1.0, elasticity: 2.0 }), 1.0);
    }
}
