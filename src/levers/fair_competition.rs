//! Fair competition: markets that rules or habits kept for large or local firms are opened.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::SetAside;
use crate::terms::Terms;
use crate::units::Grade;

/// Fair competition: markets that rules or habits kept for large or local firms are opened.
pub struct FairCompetition;

crate::settings! {
    FIELDS;
    strength opened = 0.02, 0.0 .. 0.5, "share of large firms' market", "part of what large firms sell that small firms win", Assumed, "no source; review of rules since 2016, regulations of 2024; prior range 0-0.05";
    setting cost_bn_year = 1.0, 0.0 .. 1000.0, "billion currency a year", "cost of review and enforcement, whole country", Assumed, "prior range 0.5-5";
}

impl Lever for FairCompetition {
    fn about(&self) -> &'static About {
        &About {
            kind: "fair_competition",
            family: Family::Environment,
            audience: Audience::Markets,
            summary: "markets kept for large firms are opened to small ones",
            acts_on: "the part of each market that small firms hold",
            cost: "review and enforcement; large firms lose the sales",
            combine: Combine::Sum,
            evidence: Grade::Assumed,
            page: "\
Acts on demand: in the target's sectors, small firms win the share of what large firms sell now,
from all buyers and at the same price. Large firms lose the sales: what that costs them at the
sector's margin is shown as borne by others. Staff and inputs decide whether small firms can fill
the orders. What competition does to prices and to innovation is left out.

Cost: review of rules and enforcement, whoever gains.

Sources: Fair Competition Review Regulations, China 2024; no estimate of its size is at hand, so
vary it.",
            fields: FIELDS,
        }
    }
    fn places(&self) -> &'static [&'static str] {
        &["sectors"]
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [opened, cost] = context.settings();
        let mut sectors = vec![false; context.norms.sectors];
        context.cells().for_each(|(s, _)| sectors[s] = true);
        if opened > 0.0 {
            terms.set_asides.push(context.offer(SetAside {
                share: opened,
                premium: 0.0,
                sectors,
                public_only: false,
            }));
            terms.outlays.push(context.offer(context.monthly(cost)));
        }
    }
}
