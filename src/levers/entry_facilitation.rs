//! Entry facilitation: founding a firm takes less time and money.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::Terms;
use crate::units::Grade;

/// Entry facilitation: founding a firm takes less time and money.
pub struct EntryFacilitation;

crate::settings! {
    FIELDS;
    strength more = 0.05, 0.0 .. 2.0, "share of births", "rise of births that the reform brings at given profits", Derived, "registration reform of 2014 in China: new registrations up by about a fifth in a year, most of them not due to it; simpler entry raised new firms by 4-5% in Mexico (Bruhn 2011) and 17% in Portugal (Branstetter and others 2014), from memory; prior range 0.02-0.2";
    setting cost_per_firm = 2000.0, 0.0 .. 1e6, "currency", "cost of windows and of fees forgone for each new firm", Assumed, "prior range 500-5,000";
}

impl Lever for EntryFacilitation {
    fn about(&self) -> &'static About {
        &About {
            kind: "entry_facilitation",
            family: Family::Environment,
            audience: Audience::Markets,
            summary: "more firms are founded at given profits",
            acts_on: "births",
            cost: "windows and fees forgone, for every new firm",
            combine: Combine::Compound,
            evidence: Grade::Derived,
            page: "\
Acts on entry: births in the target's sectors and regions rise by the share, whatever profits are;
who enters is as the others are, though the marginal entrant in truth is smaller. More firms share
the same demand, so closures rise later: the run shows how much of the entry lasts. Firms do not
apply.

Cost: for every new firm, those that would have been founded anyway counted in.

Sources: Bruhn 2011; Branstetter, Lima, Taylor and Venancio 2014; registration reform of China 2014.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [more, per_firm] = context.settings();
        if more > 0.0 {
            for (s, r) in context.cells() {
                terms.births[context.norms.cell(s, r)] *= 1.0 + more;
            }
            terms.entry_costs.push(context.offer(per_firm * context.minor()));
        }
    }
}
