//! Rent relief: part of rent is waived for good.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::{RentOffer, Terms};
use crate::units::Grade;

/// Rent relief: part of rent is waived for good.
pub struct RentRelief;

crate::settings! {
    FIELDS;
    strength share = 0.3, 0.0 .. 1.0, "share of the rent due", "share of rent and other fixed cost that is waived", Assumed, "no source; prior range 0.1-0.6";
    setting state_bears = 0.0, 0.0 .. 1.0, "share of what is waived", "share of the waived rent that the state pays to landlords", Assumed, "landlords bear it";
}

impl Lever for RentRelief {
    fn about(&self) -> &'static About {
        &About {
            kind: "rent_relief",
            family: Family::Cost,
            audience: Audience::Firms,
            summary: "part of rent is waived for good; landlords bear it, or the state does",
            acts_on: "rent and other fixed cost",
            cost: "the share of the waived rent that the state bears",
            combine: Combine::Largest,
            evidence: Grade::Assumed,
            page: "\
Acts on the obligations of the month: the firm pays its rent, leases and other fixed cost less the
share that is waived, and what it keeps counts as profit. The model has one line for rent and other
fixed cost: where rent alone is waived, the share must be that of rent in the line.

Cost: the state pays landlords the share state_bears of what is waived, a payment from the treasury
to households, who hold all rented property; the rest is income that landlords lose and spend less
of, at no public cost. Public landlords are part of the state: set state_bears to 1.

Two of a kind: the larger share counts, with its own state_bears; a firm that its budget can't serve
pays in full. A policy that costs the state nothing is never short of its budget; one of zero shuts
it.

Sources: rent of state-owned premises waived for small service firms, China 2020; rent subsidies of
2020.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, state_bears] = context.settings();
        terms.rents.push(context.offer(RentOffer { share, state_bears }));
    }
}
