//! Policy horizon: support is announced early, lasts as announced, and ends by steps.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::math;
use crate::terms::Terms;
use crate::units::Grade;

/// Policy horizon: support is announced early, lasts as announced, and ends by steps.
pub struct PolicyHorizon;

crate::settings! {
    FIELDS;
    strength credibility = 0.5, 0.0 .. 1.0, "share", "how far firms believe what is announced, beyond what they believe now", Assumed, "no source; prior range 0.2-0.8";
    setting horizon = 12.0, 1.0 .. 60.0, "months", "how far ahead firms know what will hold", Assumed, "a budget year";
    setting cost_bn_year = 0.2, 0.0 .. 100.0, "billion currency a year", "cost of consultation and review before rules change, whole country", Assumed, "prior range 0.05-1";
}

impl Lever for PolicyHorizon {
    fn about(&self) -> &'static About {
        &About {
            kind: "policy_horizon",
            family: Family::Continuity,
            audience: Audience::Markets,
            summary: "firms believe in what is announced and hesitate less",
            acts_on: "hiring under uncertainty; how far owners look through a common shock",
            cost: "consultation and review; what binds the state later shows in the policies themselves",
            combine: Combine::Largest,
            evidence: Grade::Assumed,
            page: "\
Acts on expectations (src/month/expectations.rs): in a sector that a shock has hit, and in the
months before support ends at once, firms hesitate to hire; of that hesitation the share credibility
times (1 - e^(-horizon/12)) is gone, and owners look through as much more of the shock. In calm
months without cliffs nothing changes.

Cost: little by itself; a promise costs what the policies cost that it binds. Announce policies
early and phase them out (`announced`, `phase_out`) to see the other half of continuity.

Sources: Bloom 2009 and Baker, Bloom and Davis 2016 on uncertainty and hiring.",
            fields: FIELDS,
        }
    }
    fn places(&self) -> &'static [&'static str] {
        &[]
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [credibility, horizon, cost] = context.settings();
        if credibility > 0.0 {
            terms.credibility = terms.credibility.max(credibility * (1.0 - math::exp(-horizon / 12.0)));
            terms.outlays.push(context.offer(context.monthly(cost)));
        }
    }
}
