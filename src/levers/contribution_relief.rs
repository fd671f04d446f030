//! Contribution relief: part of employer contributions is waived for good.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::{ContributionOffer, Terms};
use crate::units::Grade;

/// Contribution relief: part of employer contributions is waived for good.
pub struct ContributionRelief;

crate::settings! {
    FIELDS;
    strength share = 0.68, 0.0 .. 1.0, "share of the contributions due", "share of employer contributions that is waived", Assumed, "China 2020: pension 16, unemployment 0.5 and injury about 0.2 of some 24.5 points; rates from memory, prior range 0.65-0.72";
}

impl Lever for ContributionRelief {
    fn about(&self) -> &'static About {
        &About {
            kind: "contribution_relief",
            family: Family::Tax,
            audience: Audience::Firms,
            summary: "part of employer social insurance contributions is waived for good",
            acts_on: "employer contributions",
            cost: "the revenue waived",
            combine: Combine::Largest,
            evidence: Grade::Derived,
            page: "\
Acts on the obligations of the month: a firm that pays contributions pays them less the share that
is waived. Only formal firms have any, so only they are reached and counted. In this model
contributions come out of the labour cost that the labour market sets; a waiver of some months is
taken not to raise pay, so the firm keeps the money as profit. A wage subsidy is still computed on
the whole labour bill.

Cost: contributions that the state forgoes, booked as paid out when they would have fallen due; no
money moves. A tax deferral that covers contributions defers what the waiver leaves.

Two of a kind: the larger share counts; a firm that its budget can't serve pays in full.

Sources: human resources ministry of China, 2020: employer pension, unemployment and injury
insurance of micro, small and medium firms waived, February to December.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share] = context.settings();
        terms.contributions.push(context.offer(ContributionOffer { share }));
    }
}
