//! Policy horizon: support is announced early, lasts as announced, and ends by steps.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::math;
use crate::policy::Policy;
use crate::terms::Terms;
use crate::units::Grade;

/// Policy horizon: support is announced early, lasts as announced, and ends by steps.
pub struct PolicyHorizon;

crate::settings! {
    FIELDS;
    strength credibility = 0.9, 0.0 .. 1.0, "share", "how far firms come to believe what is announced, with notice without end", Assumed, "no source; prior range 0.5-1; the usual belief is credibility.belief";
    setting horizon = 12.0, 1.0 .. 60.0, "months", "how far ahead firms know what will hold", Assumed, "a budget year";
    setting cost_bn_year = 0.2, 0.0 .. 100.0, "billion currency a year", "cost of consultation and review before rules change, whole country", Assumed, "prior range 0.05-1";
}

/// How far a rule on changes lets firms believe what is announced in the end, by its settings; none for other
/// policies.
pub fn promised(policy: &Policy) -> Option<f64> {
    let own = super::ALL[policy.lever].kind() == PolicyHorizon.kind();
    let [credibility, horizon] = [0, 1].map(|at| policy.settings.get(at).copied().unwrap_or(0.0));
    (own && credibility > 0.0).then(|| credibility * (1.0 - math::exp(-horizon / 12.0)))
}

impl Lever for PolicyHorizon {
    fn about(&self) -> &'static About {
        &About {
            kind: "policy_horizon",
            family: Family::Continuity,
            audience: Audience::Markets,
            summary: "firms come to believe what is announced and hesitate less",
            acts_on: "credibility, and through it hiring, investment and what announced support is worth before it comes",
            cost: "consultation and review; what binds the state later shows in the policies themselves",
            combine: Combine::Largest,
            evidence: Grade::Assumed,
            page: "\
Acts on credibility (src/month/credibility.rs): while the rule holds, belief in what is announced
moves towards credibility times (1 - e^(-horizon/12)), a twelfth of the gap a month or so. Belief
beyond the usual takes away that part of firms' hesitation which is about policy: under policy
uncertainty, before support ends at once, and a part of it in a common shock; and announced support of
pay counts for more before it is paid. In calm months without news nothing changes, and no cash comes
of it.

Cost: little by itself; a promise costs what the policies cost that it binds. Announce policies
early and phase them out (`announced`, `phase_out`) to see the other half of continuity.

Sources: Bloom 2009, Baker, Bloom and Davis 2016, Gulen and Ion 2016 on uncertainty, hiring and
investment.",
            fields: FIELDS,
        }
    }
    fn places(&self) -> &'static [&'static str] {
        &[]
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [credibility, _, cost] = context.settings();
        if credibility > 0.0 {
            terms.outlays.push(context.offer(context.monthly(cost)));
        }
    }
}
