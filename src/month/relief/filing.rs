//! Relief of obligations under a budget: no firm gets more in round 4 than it asked for in round 3 and was
//! granted.

use super::{Part, Relief};
use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::limit;
use crate::month::obligations::lines::{Business, Service};
use crate::month::relief::waived::Waived;
use crate::state::block::Block;

impl Part {
    /// Takes off no more than costs the state so much, where the due is so large and what is taken off costs
    /// the state a share of it.
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
    /// Under budgets no more is taken off than the firm was granted: another policy may have turned it away
    /// since it asked, and a new loan bears interest.
    pub(super) fn limit(&mut self, work: &Business, loans: &Service, b: &Block, i: usize, ctx: &Ctx) {
        let granted = |part: Part| limit::granted(usize::from(part.policy), b, i, ctx);
        let taxes = [self.vat, self.fees, self.profit_tax].map(granted);
        self.vat.limit(taxes[0], work.vat, 1.0);
        // One policy may waive several taxes: each takes from what is left of the same sum.
        let taken = if self.fees.policy == self.vat.policy {
            Money::round(self.vat.share * work.vat)
        } else {
            Money::ZERO
        };
        self.fees.limit(
            if taxes[1] == Money(i64::MAX) { taxes[1] } else { (taxes[1] - taken).positive() },
            work.fees,
            1.0,
        );
        self.fees.most = taxes[1];
        self.profit_tax.most = taxes[2];
        self.contributions.limit(granted(self.contributions), work.contributions, 1.0);
        self.rent.limit(granted(self.rent), work.rent, self.rent_borne);
        // Whose rent another policy waives no longer has more of it to be spared of.
        self.spare(work.rent);
        self.paperwork.limit(granted(self.paperwork), work.rent * self.rent.rest(), self.paperwork_cost);
        self.interest.limit(granted(self.interest), loans.interest, 1.0);
    }
}

impl Waived {
    /// What is asked of policies with a budget. Where the relief of rent has a budget too it may turn the
    /// firm away; then paperwork is spared on the whole rent.
    pub(in crate::month) fn asked(&self, ctx: &Ctx) -> [super::Cut; 7] {
        let mut asked = self.costs();
        if self.rent.amount.0 > 0 && ctx.terms.budget_left[usize::from(self.rent.policy)].is_some() {
            asked[5].amount = self.paperwork_alone;
        }
        asked
    }
}
