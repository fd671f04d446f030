//! Resumption of work: permits, transport and protection let closed firms open sooner.

use super::{About, Audience, Combine, Family, Lever, PolicyContext, renewal};
use crate::terms::Terms;
use crate::units::Grade;

/// Resumption of work: permits, transport and protection let closed firms open sooner.
pub struct WorkResumption;

crate::settings! {
    FIELDS;
    strength opened = 0.5, 0.0 .. 1.0, "share of closed firms", "firms closed by restriction that are let open, once the policy is at full strength", Assumed, "point-to-point transport and permits, China February to April 2020; prior range 0.1-0.6";
    setting stages = 2.0, 1.0 .. 12.0, "months", "months over which permits are given out by equal steps", Assumed, "white lists first, all trades after; prior range 1-4";
    setting cost_per_job = 300.0, 0.0 .. 1e5, "currency a month", "cost of transport, tests and protection for each job in firms let open", Assumed, "prior range 100-1,000";
}

impl Lever for WorkResumption {
    fn about(&self) -> &'static About {
        &About {
            kind: "work_resumption",
            family: Family::Continuity,
            audience: Audience::Markets,
            summary: "firms closed by restriction are let open by stages",
            acts_on: "share of firms closed by restriction",
            cost: "transport, tests and protection for each job in these firms",
            combine: Combine::Compound,
            evidence: Grade::Assumed,
            page: "\
Acts on attendance: in the target's sectors and regions the share of firms closed by an attendance
shock falls, by equal steps until full strength. The firms that open are those whose turn would have
come next anyway.

Cost: for each job in firms let open, at normal staff. It does nothing where nobody is closed. What
opening sooner does to the epidemic is outside the model: use it only where health allows.

Sources: white lists and point-to-point transport of workers, China 2020; industry ministry.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [opened, stages, per_job] = context.settings();
        let mut cost = 0.0;
        for (s, r) in context.cells() {
            // Stages go on where a policy takes over from another.
            let (begins, _) =
                renewal::span(context.policies, context.policy, |other| other.target.covers(s, r));
            let step = f64::from(context.month.0 - begins.0 + 1) / stages;
            let part = opened * step.min(1.0);
            let closed = &mut terms.closed[context.norms.cell(s, r)];
            let sector = &context.economy.sectors[s];
            let firms = context.economy.frame.firms / context.norms.weight
                * sector.firm_share
                * context.economy.regions[r].firm_share;
            // Whole units, so that the parts of a target cost what the whole does.
            cost += (part * *closed * firms * sector.mean_size * per_job * context.minor()).round();
            *closed *= 1.0 - part;
        }
        if cost > 0.0 {
            terms.outlays.push(context.offer(cost));
        }
    }
}
