//! Relief: what policies take off the dues of a firm, extend, or put off; waivers come first, so that what is put off is what is left.
//!
//! Nobody pays what is waived: the creditor forgoes it. Where the state makes it up to the creditor (rent, interest), a real payment is booked.
//! Either way the cost stands in the account of the policy: taxes and contributions that the state forgoes cost the public as much as money that
//! it pays out.

mod of_use;

pub use of_use::{OfUse, note_offers};

use super::Ctx;
use super::dues::{Business, Dues, Service};
use crate::math;
use crate::money::Money;
use crate::month::out::Out;
use crate::month::take_up::{Reach, reached_by_any};
use crate::month::tax;
use crate::state::block::{Block, flag};
use crate::state::ledger::Item;
use crate::state::terms::{Offer, Offers, TaxOffer};

/// The share of a due that a policy takes off.
#[derive(Clone, Copy, Debug, Default)]
pub struct Part {
    policy: u16,
    share: f64,
}

impl Part {
    /// What is left to the firm.
    fn rest(self) -> f64 {
        1.0 - self.share
    }
}

/// What policies do to the dues of a firm this month.
#[derive(Clone, Copy, Debug)]
pub struct Relief {
    vat: Part,
    profit_tax: Part,
    fees: Part,
    contributions: Part,
    rent: Part,
    paperwork: Part,
    interest: Part,
    /// Most interest that is borne: what was asked for, under a budget.
    interest_most: Money,
    /// Share of the waived rent that the state pays.
    rent_borne: f64,
    /// What sparing paperwork costs the state, over what is spared.
    paperwork_cost: f64,
    /// What waivers add to profit before tax on profit, minor units.
    pub gain: f64,
    /// The policy under which a loan that matures is extended, and the months.
    extended_by: Option<(usize, u8)>,
    /// A moratorium puts off principal or interest.
    principal_later: bool,
    interest_later: bool,
    /// Shares of taxes and of contributions that are put off.
    taxes_later: f64,
    contributions_later: f64,
    /// The policies that put them off, and in how many months they fall due.
    taxes_by: Option<(usize, i32)>,
    contributions_by: Option<(usize, i32)>,
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
            interest_most: Money(i64::MAX),
            rent_borne: 0.0,
            paperwork_cost: 0.0,
            gain: 0.0,
            extended_by: None,
            principal_later: false,
            interest_later: false,
            taxes_later: 0.0,
            contributions_later: 0.0,
            taxes_by: None,
            contributions_by: None,
        }
    }
}

/// A sum that a policy takes off a due.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cut {
    /// Index of the policy; of no meaning when the sum is nought.
    pub policy: u16,
    /// The sum.
    pub amount: Money,
}

/// What policies took off the dues of a firm.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs)]
pub struct Waived {
    pub vat: Cut,
    pub profit_tax: Cut,
    pub fees: Cut,
    pub contributions: Cut,
    pub rent: Cut,
    /// Nobody makes it up to those who sold it.
    pub paperwork: Cut,
    pub interest: Cut,
    /// Part of the waived rent that the state pays to landlords.
    pub rent_borne: Money,
    /// What sparing paperwork costs offices.
    pub paperwork_cost: Money,
}

impl Waived {
    /// What each costs the state. Landlords bear the rent that the state does not make up.
    pub fn costs(&self) -> [Cut; 7] {
        let rent = Cut { amount: self.rent_borne, ..self.rent };
        let paperwork = Cut { amount: self.paperwork_cost, ..self.paperwork };
        [self.vat, self.profit_tax, self.fees, self.contributions, rent, paperwork, self.interest]
    }
    /// The taxes and contributions in it that policies with a budget waive, and that fall due after all when a budget does not suffice.
    pub fn may_fall_due(&self, ctx: &Ctx) -> Money {
        let capped = |cut: &&Cut| ctx.terms.budget_left[usize::from(cut.policy)].is_some();
        [self.vat, self.profit_tax, self.contributions].iter().filter(capped).map(|cut| cut.amount).sum()
    }
}

/// Of the offers that reach a firm, the one worth most, the first of equals; none when its budget does not suffice for the firm. A firm that is
/// turned away does not go to the second best, whose budget does not reckon with it.
#[inline]
fn best<'a, T>(offers: &'a Offers<T>, reach: Reach, ctx: &Ctx, worth: impl Fn(&T) -> f64) -> Option<(&'a Offer<T>, f64)> {
    let first = offers.first()?;
    // Whom an offer reaches differs from firm to firm as by chance: all are weighed, which is quicker than a guess at each.
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

/// The largest share on offer, as [`best`] chooses it. Most months no budget turns anybody away; then nothing here depends on a guess.
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

/// The share of value-added tax that an offer waives for a firm.
fn vat_waiver(what: &TaxOffer, small_scale: bool) -> f64 {
    if small_scale || !what.small_only { what.vat } else { 0.0 }
}

fn small_scale(b: &Block, i: usize, ctx: &Ctx) -> bool {
    tax::small_scale(&ctx.params.tax, 12.0 * f64::from(b.normal_sales[i]), ctx.scenario.economy.minor_per_major)
}

/// The share of the interest of a loan at a yearly rate that a subsidy of a share and of points of the rate bears.
pub fn interest_share(share: f64, points: f64, rate: f64) -> f64 {
    if rate > 0.0 { (share + points / rate).min(1.0) } else { 0.0 }
}

/// What the policies on offer do to the dues of a firm, put where the caller wants it: it is too large to be handed about. Like the rest of the relief it stands apart from the loop over firms, which most months
/// runs without it.
#[inline(never)]
pub(super) fn on_offer(relief: &mut Relief, work: &Business, loans: &Service, b: &Block, i: usize, ctx: &Ctx) {
    let terms = ctx.terms;
    let reach = Reach::of(b, i);
    let small = !terms.taxes.is_empty() && small_scale(b, i, ctx);
    let rate = f64::from(b.rate[i]) / 10_000.0;
    let rent = best(&terms.rents, reach, ctx, |what| what.share);
    relief.vat = part(&terms.taxes, reach, ctx, |what| vat_waiver(what, small));
    relief.profit_tax = part(&terms.taxes, reach, ctx, |what| what.profit);
    relief.fees = part(&terms.taxes, reach, ctx, |what| what.fees);
    relief.contributions = part(&terms.contributions, reach, ctx, |what| what.share);
    relief.rent = rent.map_or(Part::default(), |(offer, share)| Part { policy: offer.policy as u16, share });
    relief.rent_borne = rent.map_or(0.0, |(offer, _)| offer.what.state_bears);
    let paperwork = best(&terms.paperwork, reach, ctx, |what| what.share);
    relief.paperwork = paperwork.map_or(Part::default(), |(offer, share)| Part { policy: offer.policy as u16, share });
    relief.paperwork_cost = paperwork.map_or(0.0, |(offer, _)| offer.what.state_bears);
    relief.interest = part(&terms.interest, reach, ctx, |what| interest_share(what.share, what.points, rate));
    if let Some((policy, asked)) = b.scratch.interest_asked.get(i)
        && terms.budget_left[usize::from(relief.interest.policy)].is_some()
        && loans.interest > 0.0
    {
        // The queue was cut by what was asked for. A loan drawn since then has raised the interest, and with the rate it may have changed which
        // of two subsidies is worth more.
        relief.interest_most = if *policy == relief.interest.policy { *asked } else { Money::ZERO };
        relief.interest.share = relief.interest.share.min(relief.interest_most.real() / loans.interest);
    }
    relief.gain = work.vat * relief.vat.share
        + work.fees * relief.fees.share
        + work.contributions * relief.contributions.share
        + work.rent * (1.0 - relief.rent.rest() * relief.paperwork.rest())
        + loans.interest * relief.interest.share;
    if loans.maturing > 0.0 {
        let viable = !b.has(i, flag::INSOLVENT);
        let months = |what: &crate::state::terms::RolloverOffer| if viable || !what.viable_only { f64::from(what.months) } else { 0.0 };
        relief.extended_by = best(&terms.rollovers, reach, ctx, months).map(|(offer, _)| (offer.policy, offer.what.months));
    }
    let owes = loans.interest + loans.instalment + loans.maturing > 0.0;
    if owes && reached_by_any(&terms.moratoria, b, i) {
        for offer in terms.moratoria.iter().filter(|offer| !terms.spent_out[offer.policy] && reach.has(offer.policy)) {
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
    }
    if let Some((offer, share)) = best(&terms.deferrals, reach, ctx, |what| what.contributions) {
        relief.contributions_later = share;
        relief.contributions_by = Some((offer.policy, offer.what.months));
    }
}

/// What must be paid this month of taxes, contributions, fees, rent, interest and principal, in minor units.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Ahead {
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
    /// What is left of what a firm looks ahead to.
    #[inline(always)]
    pub fn foresee(&self, due: Ahead) -> Ahead {
        let now = |put_off: bool, amount: f64| if put_off { 0.0 } else { amount };
        let later = 1.0 - self.taxes_later;
        Ahead {
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

    /// Takes off the dues of a firm what is waived, extended and put off.
    #[inline(always)]
    pub fn lessen(&self, dues: &mut Dues) {
        let cut = |due: &mut Money, part: Part, most: Money| {
            let amount = due.share(part.share).min(most);
            *due -= amount;
            Cut { policy: part.policy, amount }
        };
        let whole = Money(i64::MAX);
        let mut waived = Waived {
            vat: cut(&mut dues.vat, self.vat, whole),
            profit_tax: cut(&mut dues.profit_tax, self.profit_tax, whole),
            fees: cut(&mut dues.fees, self.fees, whole),
            contributions: cut(&mut dues.contributions, self.contributions, whole),
            rent: cut(&mut dues.rent, self.rent, whole),
            paperwork: cut(&mut dues.rent, self.paperwork, whole),
            interest: cut(&mut dues.interest, self.interest, self.interest_most),
            rent_borne: Money::ZERO,
            paperwork_cost: Money::ZERO,
        };
        waived.rent_borne = waived.rent.amount.share(self.rent_borne);
        waived.paperwork_cost = waived.paperwork.amount.share(self.paperwork_cost);
        dues.waived = Some(waived);
        if self.interest_later {
            dues.interest_added = std::mem::take(&mut dues.interest);
        }
        dues.extended_by = self.extended_by;
        if self.extended_by.is_some() {
            dues.maturing = Money::ZERO;
        }
        if self.principal_later {
            (dues.instalment, dues.maturing) = (Money::ZERO, Money::ZERO);
        }
        if self.taxes_by.is_some() || self.contributions_by.is_some() {
            dues.put_off_by = [self.taxes_by, self.contributions_by];
            dues.put_off_taxes = (dues.vat + dues.profit_tax).share(self.taxes_later);
            dues.put_off_contributions = dues.contributions.share(self.contributions_later);
            dues.contributions -= dues.put_off_contributions;
            let from_vat = dues.put_off_taxes.min(dues.vat);
            dues.vat -= from_vat;
            dues.profit_tax -= dues.put_off_taxes - from_vat;
        }
    }
}

/// Books what waivers cost, and what the state pays to landlords and banks in the place of a firm.
pub fn book(b: &mut Block, i: usize, waived: &Waived, out: &mut Out) {
    let costs = waived.costs();
    if [waived.rent, waived.paperwork].iter().chain(&costs).all(|cut| cut.amount.is_zero()) {
        return;
    }
    for cut in costs {
        out.policies[usize::from(cut.policy)].paid += cut.amount;
        b.side.received.note(i, usize::from(cut.policy), [cut.amount, Money::ZERO]);
    }
    out.policies[usize::from(waived.rent.policy)].borne += waived.rent.amount - waived.rent_borne;
    out.policies[usize::from(waived.paperwork.policy)].borne += waived.paperwork.amount;
    out.entries.post(Item::RentBorne, waived.rent_borne);
    out.entries.post(Item::Programmes, waived.paperwork_cost);
    out.entries.post(Item::InterestBorne, waived.interest.amount);
    out.bank_income[usize::from(b.bank[i])] += waived.interest.amount;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dues() -> Dues {
        Dues {
            vat: Money(300),
            profit_tax: Money(100),
            fees: Money(10),
            contributions: Money(200),
            rent: Money(400),
            interest: Money(50),
            instalment: Money(70),
            maturing: Money(900),
            ..Dues::default()
        }
    }

    #[test]
    fn waivers_worked_by_hand() {
        let of = |share: f64| Part { policy: 3, share };
        let relief =
            Relief { vat: of(2.0 / 3.0), contributions: of(0.68), rent: of(0.5), rent_borne: 0.25, interest: of(0.4), ..Relief::default() };
        let mut d = dues();
        relief.lessen(&mut d);
        assert_eq!((d.vat, d.contributions, d.rent, d.interest), (Money(100), Money(64), Money(200), Money(30)));
        assert_eq!((d.profit_tax, d.fees, d.instalment, d.maturing), (Money(100), Money(10), Money(70), Money(900)));
        // The state forgoes 200 of value-added tax and 136 of contributions, pays a quarter of the waived rent and the interest of 20.
        assert_eq!(d.waived.unwrap().costs().map(|cut| cut.amount), [200, 0, 0, 136, 50, 0, 20].map(Money));
        // A budget that was asked for 15 bears no more.
        let mut d = dues();
        Relief { interest_most: Money(15), ..relief }.lessen(&mut d);
        assert_eq!((d.interest, d.waived.unwrap().interest.amount), (Money(35), Money(15)));
    }

    #[test]
    fn what_is_put_off_is_what_waivers_leave() {
        let half = Part { policy: 0, share: 0.5 };
        let later =
            Relief { vat: half, interest: half, interest_later: true, taxes_later: 1.0, taxes_by: Some((1, 6)), ..Relief::default() };
        let mut d = dues();
        later.lessen(&mut d);
        assert_eq!((d.vat, d.profit_tax, d.put_off_taxes), (Money::ZERO, Money::ZERO, Money(250)));
        assert_eq!((d.interest, d.interest_added, d.waived.unwrap().interest.amount), (Money::ZERO, Money(25), Money(25)));
        // The loan is extended, the instalment is not.
        let mut d = dues();
        Relief { extended_by: Some((0, 12)), ..Relief::default() }.lessen(&mut d);
        assert_eq!((d.maturing, d.instalment, d.extended_by), (Money::ZERO, Money(70), Some((0, 12))));
    }

    #[test]
    fn points_of_the_rate_worked_by_hand() {
        assert!((interest_share(0.0, 0.015, 0.06) - 0.25).abs() < 1e-12);
        assert!((interest_share(0.5, 0.015, 0.06) - 0.75).abs() < 1e-12);
        assert_eq!(interest_share(0.9, 0.015, 0.06), 1.0);
        assert_eq!(interest_share(0.5, 0.015, 0.0), 0.0);
    }
}
