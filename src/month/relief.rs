//! Relief: what policies take off the obligations of a firm, extend, or defer; waivers come first, so that
//! what is deferred is what is left.
//!
//! Nobody pays what is waived: the creditor forgoes it. Where the state makes it up to the creditor (rent,
//! interest), a real payment is booked. Either way the cost stands in the account of the policy: taxes and
//! contributions that the state forgoes cost the public as much as money that it pays out.

mod filing;
mod of_use;
pub mod waived;

pub use of_use::{OfUse, note_offers};
pub use waived::{Cut, Waived, book};

use crate::math;
use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::limit;
use crate::month::obligations::lines::{Business, Obligations, Service};
use crate::month::paperwork;
use crate::month::take_up::{Reach, reached_by_any};
use crate::month::tax;
use crate::state::block::{Block, flag};
use crate::terms::{Offer, Offers};

/// The share of a due that a policy takes off.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    policy: u16,
    share: f64,
    /// Most that it takes off, under a budget.
    most: Money,
}

impl Default for Part {
    fn default() -> Part {
        Part { policy: 0, share: 0.0, most: Money(i64::MAX) }
    }
}

impl Part {
    /// What is left to the firm.
    fn rest(self) -> f64 {
        1.0 - self.share
    }
}

/// What policies do to the obligations of a firm this month.
#[derive(Clone, Copy, Debug)]
pub struct Relief {
    vat: Part,
    profit_tax: Part,
    fees: Part,
    contributions: Part,
    rent: Part,
    paperwork: Part,
    interest: Part,
    /// Share of the waived rent that the state pays.
    rent_borne: f64,
    /// Paperwork that is spared as far as the firm pays for it, minor units.
    spared: f64,
    /// What sparing paperwork costs the state, over what is spared.
    paperwork_cost: f64,
    /// What waivers add to profit before tax on profit, minor units.
    pub gain: f64,
    /// The policy under which a loan that matures is extended, and the months.
    extended_by: Option<(usize, u8)>,
    /// A moratorium defers principal or interest.
    principal_later: bool,
    interest_later: bool,
    /// Shares of taxes and of contributions that are deferred.
    taxes_later: f64,
    contributions_later: f64,
    /// The policies that put them off, and in how many months they fall due.
    taxes_by: Option<(usize, i32)>,
    contributions_by: Option<(usize, i32)>,
    /// Most that they deferred, under budgets.
    later_most: [Money; 2],
}

impl Default for Relief {
    /// Nothing is taken off.
    fn default() -> Relief {
        let none = Part::default();
        Relief {
            vat: none,
            profit_tax: none,
            fees: none,
            contributions: none,
            rent: none,
            paperwork: none,
            interest: none,
            rent_borne: 0.0,
            spared: 0.0,
            paperwork_cost: 0.0,
            gain: 0.0,
            extended_by: None,
            principal_later: false,
            interest_later: false,
            taxes_later: 0.0,
            contributions_later: 0.0,
            taxes_by: None,
            contributions_by: None,
            later_most: [Money(i64::MAX); 2],
        }
    }
}

/// Of the offers that reach a firm, the one worth most, the first of equals; none when its budget does not
/// suffice for the firm. A firm that is turned away does not go to the second best, whose budget has not
/// planned for it.
#[inline]
fn best<'a, T>(
    offers: &'a Offers<T>,
    reach: Reach,
    ctx: &Ctx,
    worth: impl Fn(&T) -> f64,
) -> Option<(&'a Offer<T>, f64)> {
    let first = offers.first()?;
    // Whom an offer reaches differs from firm to firm as by chance: all are weighed, which is quicker than a
    // guess at each.
    let mut best = (first, 0.0);
    for offer in offers {
        let size = worth(&offer.what) * math::one_if(open(offer.policy, reach, ctx));
        best = if size > best.1 { (offer, size) } else { best };
    }
    Some(best).filter(|(offer, size)| *size > 0.0 && reach.served(offer.policy, ctx))
}

/// Whether a policy that has money left reaches a firm.
#[inline]
fn open(policy: usize, reach: Reach, ctx: &Ctx) -> bool {
    reach.has(policy) & (ctx.all_served || !ctx.terms.spent_out[policy])
}

/// The largest share on offer, as [`best`] chooses it. Most months no budget turns anybody away; then nothing
/// here depends on a guess.
#[inline]
fn part<T>(offers: &Offers<T>, reach: Reach, ctx: &Ctx, worth: impl Fn(&T) -> f64) -> Part {
    let mut best = Part::default();
    for offer in offers {
        let share = worth(&offer.what) * math::one_if(open(offer.policy, reach, ctx));
        let better = share > best.share;
        best.policy = if better { offer.policy as u16 } else { best.policy };
        best.share = if better { share } else { best.share };
    }
    if !ctx.all_served && best.share > 0.0 && !reach.served(usize::from(best.policy), ctx) {
        return Part::default();
    }
    Part { share: best.share.min(1.0), ..best }
}

/// The share of the interest of a loan at a yearly rate that a subsidy of a share and of points of the rate
/// bears.
pub fn interest_share(share: f64, points: f64, rate: f64) -> f64 {
    if rate > 0.0 { (share + points / rate).min(1.0) } else { 0.0 }
}

/// What the policies on offer do to the obligations of a firm, put where the caller wants it: it is too large
/// to be handed about. Like the rest of the relief it stands apart from the loop over firms, which most
/// months runs without it.
#[inline(never)]
pub(super) fn on_offer(
    relief: &mut Relief,
    work: &Business,
    loans: &Service,
    b: &Block,
    i: usize,
    ctx: &Ctx,
) {
    let terms = ctx.terms;
    let reach = Reach::of(b, i);
    let small = !terms.taxes.is_empty() && tax::is_small_scale(b, i, ctx);
    let rate = f64::from(b.rate[i]) / 10_000.0;
    let rent = best(&terms.rents, reach, ctx, |what| what.share);
    relief.vat = part(&terms.taxes, reach, ctx, |what| what.of_vat(small));
    relief.profit_tax = part(&terms.taxes, reach, ctx, |what| what.profit);
    relief.fees = part(&terms.taxes, reach, ctx, |what| what.fees);
    relief.contributions = part(&terms.contributions, reach, ctx, |what| what.share);
    let of = |(policy, share): (usize, f64)| Part { policy: policy as u16, share, ..Part::default() };
    relief.rent = rent.map_or(Part::default(), |(offer, share)| of((offer.policy, share)));
    relief.rent_borne = rent.map_or(0.0, |(offer, _)| offer.what.state_bears);
    if let Some((offer, share)) = best(&terms.paperwork, reach, ctx, |what| what.share) {
        relief.spared = share.min(1.0) * paperwork::of_firm(b, i, ctx);
        relief.paperwork.policy = offer.policy as u16;
        relief.paperwork_cost = offer.what.cost;
        relief.spare(work.rent);
    }
    relief.interest = part(&terms.interest, reach, ctx, |what| interest_share(what.share, what.points, rate));
    if ctx.capped {
        relief.limit(work, loans, b, i, ctx);
    }
    relief.gain = work.vat * relief.vat.share
        + work.fees * relief.fees.share
        + work.contributions * relief.contributions.share
        + work.rent * (1.0 - relief.rent.rest() * relief.paperwork.rest())
        + loans.interest * relief.interest.share;
    if loans.maturing > 0.0 {
        let viable = !b.has(i, flag::INSOLVENT);
        let months = |what: &crate::terms::RolloverOffer| {
            if viable || !what.viable_only { f64::from(what.months) } else { 0.0 }
        };
        relief.extended_by =
            best(&terms.rollovers, reach, ctx, months).map(|(offer, _)| (offer.policy, offer.what.months));
    }
    let owes = loans.interest + loans.instalment + loans.maturing > 0.0;
    if owes && reached_by_any(&terms.moratoria, b, i) {
        for offer in
            terms.moratoria.iter().filter(|offer| !terms.spent_out[offer.policy] && reach.has(offer.policy))
        {
            relief.principal_later |= offer.what.principal;
            relief.interest_later |= offer.what.interest;
        }
    }
    if !reached_by_any(&terms.deferrals, b, i) {
        return;
    }
    if let Some((offer, share)) = best(&terms.deferrals, reach, ctx, |what| what.taxes) {
        relief.taxes_later = share;
        relief.taxes_by = Some((offer.policy, offer.what.months));
        relief.later_most[0] = limit::granted(offer.policy, b, i, ctx);
    }
    if let Some((offer, share)) = best(&terms.deferrals, reach, ctx, |what| what.contributions) {
        relief.contributions_later = share;
        relief.contributions_by = Some((offer.policy, offer.what.months));
        relief.later_most[1] = limit::granted(offer.policy, b, i, ctx);
    }
}

/// What must be paid this month of taxes, contributions, fees, rent, interest and principal, in minor units.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Forecast {
    pub vat: f64,
    pub profit_tax: f64,
    pub contributions: f64,
    pub fees: f64,
    pub rent: f64,
    pub interest: f64,
    pub instalment: f64,
    pub maturing: f64,
}

impl Relief {
    /// The hours of paperwork that are spared, as a share of the fixed cost that a relief of rent leaves.
    fn spare(&mut self, rent: f64) {
        self.paperwork.share = paperwork::share(self.spared, rent * self.rent.rest());
    }

    /// What is left of what a firm looks ahead to.
    #[inline(always)]
    pub fn foresee(&self, due: Forecast) -> Forecast {
        let now = |later: bool, amount: f64| if later { 0.0 } else { amount };
        let later = 1.0 - self.taxes_later;
        Forecast {
            vat: due.vat * self.vat.rest() * later,
            profit_tax: due.profit_tax * self.profit_tax.rest() * later,
            contributions: due.contributions * self.contributions.rest() * (1.0 - self.contributions_later),
            fees: due.fees * self.fees.rest(),
            rent: due.rent * self.rent.rest() * self.paperwork.rest(),
            interest: now(self.interest_later, due.interest * self.interest.rest()),
            instalment: now(self.principal_later, due.instalment),
            maturing: now(self.principal_later || self.extended_by.is_some(), due.maturing),
        }
    }

    /// Takes off the obligations of a firm what is waived, extended and deferred.
    #[inline(always)]
    pub fn lessen(&self, obligations: &mut Obligations) {
        let cut = |due: &mut Money, part: Part, taken: Money| {
            let amount = due.share(part.share).min(part.most - taken);
            *due -= amount;
            Cut { policy: part.policy, amount }
        };
        let of = |cut: Cut, part: Part| if cut.policy == part.policy { cut.amount } else { Money::ZERO };
        let rent = obligations.rent;
        // One policy may waive several taxes, out of one sum.
        let vat = cut(&mut obligations.vat, self.vat, Money::ZERO);
        let fees = cut(&mut obligations.fees, self.fees, of(vat, self.fees));
        let taken = of(vat, self.profit_tax) + of(fees, self.profit_tax);
        let mut waived = Waived {
            vat,
            fees,
            profit_tax: cut(&mut obligations.profit_tax, self.profit_tax, taken),
            contributions: cut(&mut obligations.contributions, self.contributions, Money::ZERO),
            rent: cut(&mut obligations.rent, self.rent, Money::ZERO),
            paperwork: cut(&mut obligations.rent, self.paperwork, Money::ZERO),
            interest: cut(&mut obligations.interest, self.interest, Money::ZERO),
            rent_borne: Money::ZERO,
            paperwork_cost: Money::ZERO,
            paperwork_alone: Money::round(self.spared).min(rent).share(self.paperwork_cost),
        };
        waived.rent_borne = waived.rent.amount.share(self.rent_borne);
        waived.paperwork_cost = waived.paperwork.amount.share(self.paperwork_cost);
        obligations.waived = Some(waived);
        if self.interest_later {
            obligations.interest_added = std::mem::take(&mut obligations.interest);
        }
        obligations.extended_by = self.extended_by;
        if self.extended_by.is_some() {
            obligations.maturing = Money::ZERO;
        }
        if self.principal_later {
            (obligations.instalment, obligations.maturing) = (Money::ZERO, Money::ZERO);
        }
        if self.taxes_by.is_some() || self.contributions_by.is_some() {
            obligations.deferred_by = [self.taxes_by, self.contributions_by];
            let [most, most_contributions] = self.later_most;
            obligations.deferred_taxes =
                (obligations.vat + obligations.profit_tax).share(self.taxes_later).min(most);
            let taken =
                if self.taxes_by == self.contributions_by { obligations.deferred_taxes } else { Money::ZERO };
            obligations.deferred_contributions =
                obligations.contributions.share(self.contributions_later).min(most_contributions - taken);
            obligations.contributions -= obligations.deferred_contributions;
            let from_vat = obligations.deferred_taxes.min(obligations.vat);
            obligations.vat -= from_vat;
            obligations.profit_tax -= obligations.deferred_taxes - from_vat;
        }
    }
}

#[cfg(test)]
mod tests;
