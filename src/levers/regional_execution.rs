//! Regional execution: weak regions are enabled to carry out what is decided.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::Terms;
use crate::units::Grade;

/// Regional execution: weak regions are enabled to carry out what is decided.
pub struct RegionalExecution;

crate::settings! {
    FIELDS;
    strength closed = 0.5, 0.0 .. 1.0, "share of the gap", "part of the gap between weak regions and the strongest one in carrying out policies that is closed", Assumed, "no source; transfers that go straight to counties, China since 2020; prior range 0.2-0.8";
    setting cost_bn_year = 20.0, 0.0 .. 1000.0, "billion currency a year", "transfers and staff to close the whole gap, whole country", Assumed, "prior range 5-50";
}

impl Lever for RegionalExecution {
    fn about(&self) -> &'static About {
        &About {
            kind: "regional_execution",
            family: Family::Environment,
            audience: Audience::Markets,
            summary: "policies reach as many firms in weak regions as in strong ones",
            acts_on: "filing in regions of little fiscal strength; local shares that they can't pay",
            cost: "transfers and staff, as far as the gap is closed",
            combine: Combine::Compound,
            evidence: Grade::Assumed,
            page: "\
Acts on take-up (src/month/take_up.rs): where a region earns little of what it spends (column fiscal
of the pack), fewer firms that hear of a policy get through with it, and where a policy asks the
region for a share (regional_share) it can't serve all. The lever closes the share of that gap in
the target's regions. Alone it does nothing; where the pack gives no fiscal strength it does nothing
either.

Cost: transfers and staff, by what is closed.

Sources: direct transfers to counties, finance ministry of China 2020; revenue over spending of
provinces.",
            fields: FIELDS,
        }
    }
    fn places(&self) -> &'static [&'static str] {
        &["regions"]
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [closed, cost] = context.settings();
        if closed > 0.0 {
            context.regions().for_each(|r| terms.services[r].gap *= 1.0 - closed);
            terms.outlays.push(context.offer(context.monthly(cost * closed)));
        }
    }
}
