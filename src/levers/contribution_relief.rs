//! Contribution relief: part of employer contributions is waived for good.

use super::{Field, Lever, settings};
use crate::economy::Economy;
use crate::scenario::Policy;
use crate::state::terms::{ContributionOffer, Offer, Terms};
use crate::units::Grade;

/// Contribution relief: part of employer contributions is waived for good.
pub struct ContributionRelief;

impl Lever for ContributionRelief {
    fn kind(&self) -> &'static str {
        "contribution_relief"
    }
    fn summary(&self) -> &'static str {
        "part of employer social insurance contributions is waived for good"
    }
    fn page(&self) -> &'static str {
        "Acts on the dues of the month: a firm that pays contributions pays them less the share that is waived. Only formal firms have any, so only they are reached and counted. In this model contributions come out of the labour cost that the labour market sets; a waiver of some months is taken not to raise pay, so the firm keeps the money as profit. A wage subsidy is still reckoned on the whole labour bill. Cost: contributions that the state forgoes, booked as paid out when they would have fallen due; no money moves. A tax deferral that covers contributions puts off what the waiver leaves. Two of a kind: the larger share counts; a firm that its budget can't serve pays in full. Sources: human resources ministry of China, 2020: employer pension, unemployment and injury insurance of micro, small and medium firms waived, February to December."
    }
    fn fields(&self) -> &'static [Field] {
        const FIELDS: &[Field] = &[Field {
            name: "share",
            description: "share of employer contributions that is waived",
            unit: "share of the contributions due",
            min: 0.0,
            max: 1.0,
            default: 0.68,
            source: "China 2020: pension 16, unemployment 0.5 and injury about 0.2 of some 24.5 points; rates from memory, prior range 0.65-0.72",
            grade: Grade::Assumed,
        }];
        FIELDS
    }
    fn shape(&self, index: usize, policy: &Policy, _economy: &Economy, terms: &mut Terms) {
        let [share] = settings(policy);
        terms.contributions.push(Offer { policy: index, what: ContributionOffer { share } });
    }
}
