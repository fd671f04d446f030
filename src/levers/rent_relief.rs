//! Rent relief: part of rent is waived for good.

use super::{Field, Lever, settings};
use crate::economy::Economy;
use crate::scenario::Policy;
use crate::state::terms::{Offer, RentOffer, Terms};
use crate::units::Grade;

/// Rent relief: part of rent is waived for good.
pub struct RentRelief;

impl Lever for RentRelief {
    fn kind(&self) -> &'static str {
        "rent_relief"
    }
    fn summary(&self) -> &'static str {
        "part of rent is waived for good; landlords bear it, or the state does"
    }
    fn page(&self) -> &'static str {
        "Acts on the dues of the month: the firm pays its rent, leases and other fixed cost less the share that is waived, and what it keeps counts as profit. The model has one line for rent and other fixed cost: where rent alone is waived, the share must be that of rent in the line. Cost: the state pays landlords the share state_bears of what is waived, a payment from the treasury to households, who hold all rented property; the rest is income that landlords lose and spend less of, at no public cost. Public landlords are part of the state: set state_bears to 1. Two of a kind: the larger share counts, with its own state_bears; a firm that its budget can't serve pays in full. A policy that costs the state nothing is never short of its budget. Sources: rent of state-owned premises waived for small service firms, China 2020; rent subsidies of 2020."
    }
    fn fields(&self) -> &'static [Field] {
        const FIELDS: &[Field] = &[
            Field {
                name: "share",
                description: "share of rent and other fixed cost that is waived",
                unit: "share of the rent due",
                min: 0.0,
                max: 1.0,
                default: 0.3,
                source: "no source; prior range 0.1-0.6",
                grade: Grade::Assumed,
            },
            Field {
                name: "state_bears",
                description: "share of the waived rent that the state pays to landlords",
                unit: "share of what is waived",
                min: 0.0,
                max: 1.0,
                default: 0.0,
                source: "landlords bear it",
                grade: Grade::Assumed,
            },
        ];
        FIELDS
    }
    fn shape(&self, index: usize, policy: &Policy, _economy: &Economy, terms: &mut Terms) {
        let [share, state_bears] = settings(policy);
        terms.rents.push(Offer { policy: index, what: RentOffer { share, state_bears } });
    }
}
