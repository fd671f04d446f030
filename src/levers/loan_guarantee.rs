//! Loan guarantee: the fund bears part of a bank's loss.

use super::about::setting;
use super::{About, Audience, Budgeting, Combine, Family, Lever, PolicyContext};
use crate::policy::Policy;
use crate::terms::{GuaranteeOffer, Terms};
use crate::units::Grade;

/// Loan guarantee: the fund bears part of a bank's loss.
pub struct LoanGuarantee;

/// The largest `limit_factor`.
pub const MOST_LIMIT_FACTOR: f64 = 5.0;

crate::settings! {
    FIELDS;
    strength cover = 0.8, 0.0 .. 1.0, "share of the loan", "share of the loan that the fund bears", Official, "schemes of 2020: 0.8-1; China: fund and its partners 0.8, bank at least 0.2";
    setting fee = 0.005, 0.0 .. 0.1, "per year", "yearly fee on the guaranteed sum, paid by the firm", Official, "China: at most 1%; re-guarantee 0.3-0.5%";
    strength access = 0.3, 0.0 .. 1.0, "share", "chance that an eligible firm without a bank relationship gets one", Assumed, "first-time borrowers campaign; prior range 0-0.6";
    factor limit_factor = 1.25, 1.0 .. 5.0, "ratio", "rise of the most debt that a bank allows", Assumed, "prior range 1-2";
    setting cap_per_firm = 10000000.0, 0.0 .. 1e10, "currency", "largest loan that is covered, 0 for no cap", Official, "China: 10 m yuan for the inclusive definition";
    setting leverage = 1.0, 1.0 .. 20.0, "ratio", "guarantees that may be outstanding over the size of the fund, which is the budget less what was paid", Assumed, "China allows 10 times net assets, 15 for small firms; from memory; 1 is a fund that covers every guarantee";
    setting bank_share = 0.0, 0.0 .. 1.0, "share of the loan", "least share that the bank keeps: caps the cover", Official, "China: bank at least 0.2; off by default, for the cover says it already";
    setting payout_cap = 0.0, 0.0 .. 1.0, "share of sums guaranteed", "the fund stops paying once it has paid so large a share of all it has guaranteed, 0 for no cap", Official, "China: compensation capped at 4-5% of the sums guaranteed; off by default";
    factor risk_taking = 1.0, 0.5 .. 5.0, "ratio", "default probability that a bank accepts under cover, over the one that follows from the cover alone", Assumed, "banks screen less what others bear; no size at hand, prior range 1-1.5";
}

impl Lever for LoanGuarantee {
    fn about(&self) -> &'static About {
        &About {
            kind: "loan_guarantee",
            family: Family::Credit,
            audience: Audience::Firms,
            summary: "a public fund bears a share of the loss on new and renewed loans",
            acts_on: "the bank's decision on a loan",
            cost: "the covered share of what is lost, less fees",
            combine: Combine::Largest,
            evidence: Grade::Derived,
            page: "\
Acts on the bank's decision: expected loss falls with the cover, so more firms pass the default
probability an officer dares to accept, and the rate falls; access brings in firms without a bank
relationship; the limit on debt may rise.

Cost: fees come in; the covered share of what is lost is paid when the estate is settled. Capped by
the fund's size (the budget, less what it has paid) times its leverage: a new guarantee is given
only within it, and interest that a moratorium adds to a guaranteed loan takes room from later ones.
The fund never pays more than its budget: calls beyond it are paid in part, and the banks bear the
rest.

The bank may have to keep a share, the fund may stop paying at a cap (judged at the start of a
month; what is called later the bank bears), and banks may take more risk than the cover alone
explains. A column of policies.csv tells how much of what is guaranteed the bank would have lent
anyway.

Two of a kind: the higher cover counts.

Sources: National Financing Guarantee Fund of China 2018; guarantee schemes of 2020.",
            fields: FIELDS,
        }
    }
    fn budgeting(&self) -> Budgeting {
        Budgeting::Fund
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [cover, fee, access, limit_factor, cap, leverage, bank_share, _payout_cap, risk_taking] =
            context.settings();
        let cover = cover.min(1.0 - bank_share);
        terms.leverage[context.index] = leverage;
        let cap = if cap > 0.0 { cap * context.minor() } else { f64::INFINITY };
        terms.guarantees.push(context.offer(GuaranteeOffer {
            cover,
            fee,
            access,
            limit_factor,
            cap,
            risk_taking,
            pledge: 0.0,
        }));
    }
}

/// The share of all that it has guaranteed after which the fund of a policy pays no more, 0 for no cap.
pub fn payout_cap(policy: &Policy) -> f64 {
    if super::ALL[policy.lever].about().kind == "loan_guarantee" {
        setting(policy, "payout_cap")
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_limit_factor_is_that_of_the_setting() {
        assert_eq!(FIELDS.iter().find(|field| field.name == "limit_factor").unwrap().max, MOST_LIMIT_FACTOR);
    }
}
