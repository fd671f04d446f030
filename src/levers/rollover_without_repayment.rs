//! Rollover without repayment: a loan that matures is extended although the bank would not.

use super::{Field, Lever, settings};
use crate::economy::Economy;
use crate::scenario::Policy;
use crate::state::terms::{Offer, RolloverOffer, Terms};
use crate::units::Grade;

/// Rollover without repayment: a loan that matures is extended although the bank would not.
pub struct RolloverWithoutRepayment;

impl Lever for RolloverWithoutRepayment {
    fn kind(&self) -> &'static str {
        "rollover_without_repayment"
    }
    fn summary(&self) -> &'static str {
        "a maturing working-capital loan is extended at its old rate although the bank would call it in"
    }
    fn page(&self) -> &'static str {
        "Acts on the dues of the month: a working-capital loan that matures and that the bank would not renew is extended by so many months at the old rate and need not be repaid now; interest and instalments go on. With viable_only, not if the firm's debts exceeded its assets at the end of last month. Only firms in that month of their loan are counted as eligible. A moratorium on principal acts on what this leaves. Cost: none to the state; banks bear the larger loss if the firm fails. The loans extended stand under what was newly put off. Two of a kind: the longer extension counts. Sources: banking regulator of China 2014 and later: renewal of small-firm loans without repayment of principal."
    }
    fn fields(&self) -> &'static [Field] {
        const FIELDS: &[Field] = &[
            Field {
                name: "months",
                description: "months by which the loan is extended; 0 extends nothing",
                unit: "months",
                min: 0.0,
                max: 60.0,
                default: 12.0,
                source: "one year as a rule; prior range 6-36",
                grade: Grade::Assumed,
            },
            Field {
                name: "viable_only",
                description: "whether firms whose debts exceed their assets are left out: 0 no, 1 yes",
                unit: "0 or 1",
                min: 0.0,
                max: 1.0,
                default: 1.0,
                source: "no source; renewal is meant for firms that do business in good order",
                grade: Grade::Assumed,
            },
        ];
        FIELDS
    }
    fn shape(&self, index: usize, policy: &Policy, _economy: &Economy, terms: &mut Terms) {
        let [months, viable_only] = settings(policy);
        terms.rollovers.push(Offer { policy: index, what: RolloverOffer { months: months as u8, viable_only: viable_only > 0.5 } });
    }
}
