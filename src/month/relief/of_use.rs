//! Which offers that act on obligations are of use to which firm: what the accounts of the policies count.

use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::obligations::lines::Obligations;
use crate::month::out::Out;
use crate::month::queue;
use crate::month::take_up::{Concerned, reached, reached_by_any};
use crate::month::tax;
use crate::state::block::{Block, flag};
use crate::terms::rules::A_WORD;
use crate::terms::{MoratoriumOffer, Offer, Terms};

/// Offers that act on obligations, a bit for the policy of each, by whom they could be of use to; those of
/// one word of policies.
#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    /// To every firm.
    anyone: u64,
    /// To small-scale taxpayers.
    small_scale: u64,
    /// To firms that pay contributions.
    formal: u64,
    /// To firms with a bank loan.
    in_debt: u64,
    /// To firms whose loan matures and is not rolled over.
    maturing: u64,
    /// To those of them whose assets cover their debts.
    maturing_viable: u64,
    /// Moratoria, of which a firm uses the first.
    moratoria: u64,
}

/// Who uses what of the offers of a month, by word of policies.
#[derive(Clone, Debug)]
pub struct OfUse(Vec<Uses>);

impl OfUse {
    /// Sorts the offers of a month.
    pub fn of(terms: &Terms) -> OfUse {
        let mut uses = vec![Uses::default(); terms.rules.words()];
        let mut add = |policy: usize, to: fn(&mut Uses) -> &mut u64| {
            *to(&mut uses[policy / A_WORD]) |= 1 << (policy % A_WORD)
        };
        for offer in &terms.deferrals {
            add(
                offer.policy,
                if offer.what.taxes > 0.0 { |uses| &mut uses.anyone } else { |uses| &mut uses.formal },
            );
        }
        terms.paperwork.iter().for_each(|offer| add(offer.policy, |uses| &mut uses.anyone));
        terms.rents.iter().for_each(|offer| add(offer.policy, |uses| &mut uses.anyone));
        for offer in &terms.taxes {
            if offer.what.profit > 0.0 || offer.what.fees > 0.0 || offer.what.of_vat(false) > 0.0 {
                add(offer.policy, |uses| &mut uses.anyone);
            } else if offer.what.of_vat(true) > 0.0 {
                add(offer.policy, |uses| &mut uses.small_scale);
            }
        }
        terms.contributions.iter().for_each(|offer| add(offer.policy, |uses| &mut uses.formal));
        terms.interest.iter().for_each(|offer| add(offer.policy, |uses| &mut uses.in_debt));
        for offer in &terms.rollovers {
            add(
                offer.policy,
                if offer.what.viable_only {
                    |uses| &mut uses.maturing_viable
                } else {
                    |uses| &mut uses.maturing
                },
            );
        }
        terms.moratoria.iter().for_each(|offer| add(offer.policy, |uses| &mut uses.moratoria));
        OfUse(uses)
    }
}

/// Notes which offers that act on obligations could be of use to a firm, once a month, and what loans they
/// extend or defer.
#[inline]
pub fn note_offers(
    b: &mut Block,
    i: usize,
    d: &Obligations,
    of_use: &OfUse,
    concerned: &mut Concerned,
    ctx: &Ctx,
    out: &mut Out,
) {
    let small = !ctx.terms.taxes.is_empty() && tax::is_small_scale(b, i, ctx);
    let owes = !b.debt(i).is_zero();
    let matures = owes && b.working_loan[i].0 > 0 && b.working_left[i] <= 1 && !d.rolled_over;
    let one_moratorium = owes && reached_by_any(&ctx.terms.moratoria, b, i);
    let if_so = |condition: bool, policies: u64| if condition { policies } else { 0 };
    for (word, uses) in of_use.0.iter().enumerate() {
        let policies = uses.anyone
            | if_so(small, uses.small_scale)
            | if_so(b.has(i, flag::FORMAL), uses.formal)
            | if_so(owes, uses.in_debt)
            | if_so(matures, uses.maturing)
            | if_so(matures && !b.has(i, flag::INSOLVENT), uses.maturing_viable)
            | if_so(owes && !one_moratorium, uses.moratoria);
        concerned.mark_all(i, word, policies);
    }
    if matures && let Some((policy, _)) = d.extended_by {
        out.policies[policy].deferred += b.working_loan[i];
        b.side.receive(i, policy, [Money::ZERO, b.working_loan[i]]);
    }
    if one_moratorium {
        ctx.terms.moratoria.iter().for_each(|offer| concerned.mark(i, offer.policy));
        let puts_off = |offer: &&Offer<MoratoriumOffer>| {
            offer.what.interest && reached(offer.policy, b, i) && queue::served(offer.policy, b, i, ctx)
        };
        if let Some(Offer { policy, .. }) = ctx.terms.moratoria.iter().find(puts_off) {
            out.policies[*policy].deferred += d.interest_added;
            b.side.receive(i, *policy, [Money::ZERO, d.interest_added]);
        }
    }
}
