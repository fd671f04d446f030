//! Firms file for relief of their obligations where a budget decides: what they ask for, and the most that it
//! could come to.

use super::ctx::Ctx;
use super::obligations::lines::{self, Obligations};
use super::out::Out;
use super::take_up::reached;
use super::{innovation, limit, obligations};
use crate::levers::loan_guarantee::MOST_LIMIT_FACTOR;
use crate::money::Money;
use crate::state::block::Block;
use crate::state::slots::BLOCK;
use crate::terms::Offers;

/// The most that this month's obligations of a firm can come to, whatever becomes of its other claims and of
/// its loan; minor units.
#[derive(Clone, Copy, Debug)]
struct Most {
    /// Value-added tax, tax on profit, fees.
    taxes: f64,
    contributions: f64,
    rent: f64,
    interest: f64,
}

impl Most {
    fn of(b: &Block, i: usize, ctx: &Ctx) -> Most {
        let p = &ctx.params.credit;
        let work = lines::business(b, i, ctx);
        let normal = f64::from(b.normal_sales[i]);
        // Inputs may turn out cheaper to the last one, all that is sold be profit, and the loan asked for be
        // as large and costly as there is.
        let loan = 12.0 * normal * p.limit * MOST_LIMIT_FACTOR + innovation::stock(b, i, ctx);
        let rate = (f64::from(b.rate[i]) / 10_000.0).max(p.most_rate);
        Most {
            taxes: lines::vat_without_inputs(b, i, ctx) + f64::from(b.sales[i]) + work.fees,
            contributions: work.contributions,
            rent: work.rent,
            interest: (b.debt(i).real() + loan) * rate / 12.0,
        }
    }
}

fn any<T>(offers: &Offers<T>, ctx: &Ctx) -> bool {
    offers.iter().any(|offer| ctx.terms.budget_left[offer.policy].is_some())
}

/// ROUND 3. Firms file for relief of their obligations where a budget decides.
pub fn file(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let t = ctx.terms;
    let waivers = any(&t.taxes, ctx)
        || any(&t.contributions, ctx)
        || any(&t.rents, ctx)
        || any(&t.paperwork, ctx)
        || any(&t.interest, ctx);
    if !waivers && !any(&t.deferrals, ctx) {
        return;
    }
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let obligations = obligations::compute::<true>(b, i, Money::ZERO, ctx);
        file_of(b, i, &obligations, ctx, out);
    }
}

/// What one firm files for. Beside the sum that it expects stands the most that it could come to.
fn file_of(b: &mut Block, i: usize, obligations: &Obligations, ctx: &Ctx, out: &mut Out) {
    let (t, most) = (ctx.terms, Most::of(b, i, ctx));
    let waived = obligations.waived.unwrap_or_default();
    let concerned = |policy: usize, b: &Block| {
        t.budget_left[policy].is_some() && !t.spent_out[policy] && reached(policy, b, i)
    };
    // A unit or two for rounding.
    let mut could =
        |policy: usize, most: f64, b: &mut Block| limit::ask(policy, b, i, Money::ZERO, most + 2.0, ctx, out);
    for offer in &t.taxes {
        if concerned(offer.policy, b) {
            could(offer.policy, most.taxes, b);
        }
    }
    for offer in &t.contributions {
        if concerned(offer.policy, b) {
            could(offer.policy, most.contributions, b);
        }
    }
    let of_rent = t.rents.iter().map(|offer| (offer.policy, offer.what.state_bears));
    for (policy, borne) in of_rent.chain(t.paperwork.iter().map(|offer| (offer.policy, offer.what.cost))) {
        if borne > 0.0 && concerned(policy, b) {
            could(policy, most.rent, b);
        }
    }
    for offer in &t.interest {
        if concerned(offer.policy, b) {
            could(offer.policy, most.interest, b);
        }
    }
    for offer in &t.deferrals {
        if concerned(offer.policy, b) {
            could(offer.policy, most.taxes + most.contributions, b);
        }
    }
    for cut in waived.asked(ctx) {
        limit::ask(usize::from(cut.policy), b, i, cut.amount, 0.0, ctx, out);
    }
    let deferrable: Vec<(usize, Money)> = obligations.deferrable().collect();
    for (policy, amount) in deferrable {
        limit::ask(policy, b, i, amount + waived.may_fall_due(ctx), 0.0, ctx, out);
    }
}
