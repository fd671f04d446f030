//! Rollover without repayment: a loan that matures is extended although the bank would not.

use super::{About, Audience, Budgeting, Combine, Family, Lever, PolicyContext};
use crate::terms::{RolloverOffer, Terms};
use crate::units::Grade;

/// Rollover without repayment: a loan that matures is extended although the bank would not.
pub struct RolloverWithoutRepayment;

crate::settings! {
    FIELDS;
    strength months = 12.0, 0.0 .. 60.0, "months", "months by which the loan is extended; 0 extends nothing", Assumed, "one year as a rule; prior range 6-36";
    setting viable_only = 1.0, 0.0 .. 1.0, "0 or 1", "whether firms whose debts exceed their assets are left out: 0 no, 1 yes", Assumed, "no source; renewal is meant for firms that do business in good order";
}

impl Lever for RolloverWithoutRepayment {
    fn about(&self) -> &'static About {
        &About {
            kind: "rollover_without_repayment",
            family: Family::Credit,
            audience: Audience::Firms,
            summary: "a maturing working-capital loan is extended at its old rate although the bank would call it in",
            acts_on: "working-capital loans that mature",
            cost: "none at once; later defaults reach banks",
            combine: Combine::Largest,
            evidence: Grade::Assumed,
            page: "\
Acts on the obligations of the month: a working-capital loan that matures and that the bank would
not renew is extended by so many months at the old rate and need not be repaid now; interest and
instalments go on.

With viable_only, not if the firm's debts exceeded its assets at the end of last month. Only firms
in that month of their loan are counted as eligible. A moratorium on principal acts on what this
leaves.

Cost: none to the state; banks bear the larger loss if the firm fails. The loans extended stand
under what was newly deferred.

Two of a kind: the longer extension counts.

Sources: banking regulator of China 2014 and later: renewal of small-firm loans without repayment of
principal.",
            fields: FIELDS,
        }
    }
    fn budgeting(&self) -> Budgeting {
        Budgeting::Nothing
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [months, viable_only] = context.settings();
        terms
            .rollovers
            .push(context.offer(RolloverOffer { months: months as u8, viable_only: viable_only > 0.5 }));
    }
}
