//! Compliance relief: less paperwork, fewer inspections and permits.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::RentOffer;
use crate::terms::Terms;
use crate::units::Grade;

/// Compliance relief: less paperwork, fewer inspections and permits.
pub struct ComplianceRelief;

crate::settings! {
    FIELDS;
    strength share = 0.02, 0.0 .. 0.5, "share of rent and other fixed cost", "part of a firm's fixed cost that paperwork takes and that is spared", Assumed, "administrative burden near 3% of output in the EU before the programme of 2007-12, which cut a quarter of it (European Commission, from memory); prior range 0.005-0.05";
    setting cost = 0.1, 0.0 .. 1.0, "share of what is spared", "cost of offices that join their data in the place of asking firms for it", Assumed, "prior range 0.02-0.3";
}

impl Lever for ComplianceRelief {
    fn about(&self) -> &'static About {
        &About {
            kind: "compliance_relief",
            family: Family::Environment,
            audience: Audience::Firms,
            summary: "firms spend less on paperwork, permits and inspections",
            acts_on: "rent and other fixed cost",
            cost: "offices that join their data; who sold the paperwork loses the income",
            combine: Combine::Largest,
            evidence: Grade::Assumed,
            page: "\
Acts on the obligations of the month: fixed cost falls by the share, after any relief of rent. What
firms no longer spend was income of others (accountants, agents): it is shown as borne by others,
and households spend less of it. Relief by law reaches every firm of the target: give take_up = 1.

Cost: the offices' own, a share of what firms are spared. Beside a relief of rent with a budget of
its own, the budget of this one keeps money back for the firms that the other may turn away.

Sources: action programme for reducing administrative burdens, European Commission 2007-12; licence
and permit reform of China since 2015.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, cost] = context.settings();
        terms.paperwork.push(context.offer(RentOffer { share, state_bears: cost }));
    }
}
