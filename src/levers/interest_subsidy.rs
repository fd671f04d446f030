//! Interest subsidy: the state pays part of the interest on loans.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::{InterestOffer, Terms};
use crate::units::Grade;

/// Interest subsidy: the state pays part of the interest on loans.
pub struct InterestSubsidy;

crate::settings! {
    FIELDS;
    strength share = 0.5, 0.0 .. 1.0, "share of interest", "share of the interest that the state pays", Assumed, "special re-lending loans, China 2020: half; from memory, prior range 0.2-1";
    strength points = 0.0, 0.0 .. 0.2, "per year", "points of the yearly rate that the state pays, as a fraction (0.01 is one percentage point)", Assumed, "none";
}

impl Lever for InterestSubsidy {
    fn about(&self) -> &'static About {
        &About {
            kind: "interest_subsidy",
            family: Family::Credit,
            audience: Audience::Firms,
            summary: "the state pays a share of the interest on loans, or some points of the rate",
            acts_on: "interest on loans",
            cost: "the interest that the state bears",
            combine: Combine::Largest,
            evidence: Grade::Derived,
            page: "\
Acts on the obligations of the month: the state pays the bank the share of the firm's interest, and
so many points of the yearly rate, at most all interest; the firm owes the rest, which a moratorium
may add to the loan. Banks earn as before and judge borrowers as before. Interest in arrears is not
borne.

Under a budget that might not suffice, the interest on a loan drawn in the month of the request is
not borne that month.

Cost: what is paid, from the treasury to banks.

Two of a kind: the one that bears more of the firm's interest counts; a firm that its budget can't
serve pays in full.

Sources: Ministry of Finance of China, February 2020: half the interest on special loans to firms in
the supply of medical and daily goods; interest grants of 2020 on guaranteed loans.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, points] = context.settings();
        terms.interest.push(context.offer(InterestOffer { share, points }));
    }
}
