//! Relief of dues under a budget: what firms ask for in round 3, and that none gets more in round 4.

use super::{Part, Relief};
use crate::levers::loan_guarantee::MOST_LIMIT_FACTOR;
use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::dues;
use crate::month::dues::lines;
use crate::month::dues::lines::{Business, Dues, Service};
use crate::month::innovation;
use crate::month::limit;
use crate::month::out::Out;
use crate::month::relief::waived::Waived;
use crate::month::take_up::reached;
use crate::state::block::{BLOCK, Block};
use crate::terms::Offers;

/// The most that this month's dues of a firm can come to, whatever becomes of its other claims and of its loan; minor units.
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
        // Inputs may turn out cheaper to the last one, all that is sold be profit, and the loan asked for be as large and dear as there is.
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

/// ROUND 3. Firms file for relief of their dues where a budget decides.
pub fn file(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let t = ctx.terms;
    let waivers = any(&t.taxes, ctx) || any(&t.contributions, ctx) || any(&t.rents, ctx) || any(&t.paperwork, ctx) || any(&t.interest, ctx);
    if !waivers && !any(&t.deferrals, ctx) {
        return;
    }
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let dues = dues::reckon::<true>(b, i, Money::ZERO, ctx);
        file_of(b, i, &dues, ctx, out);
    }
}

/// What one firm files for. Beside the sum that it expects stands the most that it could come to.
fn file_of(b: &mut Block, i: usize, dues: &Dues, ctx: &Ctx, out: &mut Out) {
    let (t, most) = (ctx.terms, Most::of(b, i, ctx));
    let waived = dues.waived.unwrap_or_default();
    let concerned = |policy: usize, b: &Block| t.budget_left[policy].is_some() && !t.spent_out[policy] && reached(policy, b, i);
    // A unit or two for rounding.
    let mut could = |policy: usize, most: f64, b: &mut Block| limit::ask(policy, b, i, Money::ZERO, most + 2.0, ctx, out);
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
    for offer in t.rents.iter().chain(t.paperwork.iter()).filter(|offer| offer.what.state_bears > 0.0) {
        if concerned(offer.policy, b) {
            could(offer.policy, most.rent, b);
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
    let put_off: Vec<(usize, Money)> = dues.may_be_put_off().collect();
    for (policy, amount) in put_off {
        limit::ask(policy, b, i, amount + waived.may_fall_due(ctx), 0.0, ctx, out);
    }
}

impl Part {
    /// Takes off no more than costs the state so much, where the due is so large and what is taken off costs the state a share of it.
    fn limit(&mut self, granted: Money, due: f64, cost: f64) {
        if cost <= 0.0 || granted == Money(i64::MAX) {
            return;
        }
        self.most = Money((granted.real() / cost) as i64);
        if self.share * due > self.most.real() {
            self.share = self.most.real() / due;
        }
    }
}

impl Relief {
    /// Under budgets no more is taken off than the firm was granted: another policy may have turned it away since it asked, and a new loan
    /// bears interest.
    pub(super) fn limit(&mut self, work: &Business, loans: &Service, b: &Block, i: usize, ctx: &Ctx) {
        let granted = |part: Part| limit::granted(usize::from(part.policy), b, i, ctx);
        let taxes = [self.vat, self.fees, self.profit_tax].map(granted);
        self.vat.limit(taxes[0], work.vat, 1.0);
        // One policy may waive several taxes: each takes from what is left of the same sum.
        let taken = if self.fees.policy == self.vat.policy { Money::round(self.vat.share * work.vat) } else { Money::ZERO };
        self.fees.limit(if taxes[1] == Money(i64::MAX) { taxes[1] } else { (taxes[1] - taken).positive() }, work.fees, 1.0);
        self.fees.most = taxes[1];
        self.profit_tax.most = taxes[2];
        self.contributions.limit(granted(self.contributions), work.contributions, 1.0);
        self.rent.limit(granted(self.rent), work.rent, self.rent_borne);
        self.paperwork.limit(granted(self.paperwork), work.rent * self.rent.rest(), self.paperwork_cost);
        self.interest.limit(granted(self.interest), loans.interest, 1.0);
    }
}

impl Waived {
    /// What is asked of policies with a budget. Where the relief of rent has a budget too it may turn the firm away; then paperwork is spared on
    /// the whole rent.
    fn asked(&self, ctx: &Ctx) -> [super::Cut; 7] {
        let mut asked = self.costs();
        if self.rent.amount.0 > 0 && ctx.terms.budget_left[usize::from(self.rent.policy)].is_some() {
            asked[5].amount = self.paperwork_alone;
        }
        asked
    }
}
