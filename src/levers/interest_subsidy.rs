//! Interest subsidy: the state pays part of the interest on loans.

use super::{Field, Lever, settings};
use crate::economy::Economy;
use crate::scenario::Policy;
use crate::state::terms::{InterestOffer, Offer, Terms};
use crate::units::Grade;

/// Interest subsidy: the state pays part of the interest on loans.
pub struct InterestSubsidy;

impl Lever for InterestSubsidy {
    fn kind(&self) -> &'static str {
        "interest_subsidy"
    }
    fn summary(&self) -> &'static str {
        "the state pays a share of the interest on loans, or some points of the rate"
    }
    fn page(&self) -> &'static str {
        "Acts on the dues of the month: the state pays the bank the share of the firm's interest, and so many points of the yearly rate, at most all interest; the firm owes the rest, which a moratorium may add to the loan. Banks earn as before and judge borrowers as before. Interest in arrears is not borne. Under a budget the interest on a loan drawn in the month of the request is not borne that month. Cost: what is paid, from the treasury to banks. Two of a kind: the one that bears more of the firm's interest counts; a firm that its budget can't serve pays in full. Sources: Ministry of Finance of China, February 2020: half the interest on special loans to firms in the supply of medical and daily goods; interest grants of 2020 on guaranteed loans."
    }
    fn fields(&self) -> &'static [Field] {
        const FIELDS: &[Field] = &[
            Field {
                name: "share",
                description: "share of the interest that the state pays",
                unit: "share of interest",
                min: 0.0,
                max: 1.0,
                default: 0.5,
                source: "special re-lending loans, China 2020: half; from memory, prior range 0.2-1",
                grade: Grade::Assumed,
            },
            Field {
                name: "points",
                description: "points of the yearly rate that the state pays, as a fraction (0.01 is one percentage point)",
                unit: "per year",
                min: 0.0,
                max: 0.2,
                default: 0.0,
                source: "none",
                grade: Grade::Assumed,
            },
        ];
        FIELDS
    }
    fn shape(&self, index: usize, policy: &Policy, _economy: &Economy, terms: &mut Terms) {
        let [share, points] = settings(policy);
        terms.interest.push(Offer { policy: index, what: InterestOffer { share, points } });
    }
}
