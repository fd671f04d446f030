//! Pledge of patents: banks take knowledge as collateral, and a public pool bears part of their loss.

use super::{About, Audience, Budgeting, Combine, Family, Lever, PolicyContext};
use crate::terms::{GuaranteeOffer, Terms};
use crate::units::Grade;

/// Pledge of patents: loans on knowledge, with a pool for the risk.
pub struct PatentPledge;

crate::settings! {
    FIELDS;
    strength cover = 0.3, 0.0 .. 1.0, "share of the loan", "part of the loss that the pool bears; without a pool banks take no patents", Assumed, "pools for pledge loans in China bear 0.3-0.6 of the loss; prior range 0.2-0.6";
    setting fee = 0.01, 0.0 .. 0.1, "per year", "cost of valuing the patents, on the covered sum, paid by the firm", Assumed, "valuation and insurance near 1-2% of the loan; prior range 0.005-0.02";
    strength value = 0.3, 0.0 .. 1.0, "share of the cost of the knowledge", "value at which knowledge counts as collateral, and by which the limit of debt rises", Assumed, "banks lend up to 0.3 of the appraised value of invention patents; prior range 0.1-0.4";
    setting cap_per_firm = 5000000.0, 0.0 .. 1e10, "currency", "largest loan that is covered, 0 for no cap", Assumed, "pools cover 5-10 m yuan a firm";
}

impl Lever for PatentPledge {
    fn about(&self) -> &'static About {
        &About {
            kind: "patent_pledge",
            family: Family::Innovation,
            audience: Audience::Firms,
            summary: "banks take patents as collateral and a public pool bears part of their loss",
            acts_on: "collateral and the limit of debt of firms that do research",
            cost: "the covered share of what is lost, less fees; banks bear the rest, which patents in an estate do not make good",
            combine: Combine::Largest,
            evidence: Grade::Assumed,
            page: "\
For firms that do research and look for a loan. What their research has left behind, at cost less
what is out of date, counts as collateral at a stated value: banks expect a smaller loss, so the
rate falls, and the limit of debt rises by that value. A pool bears a share of the loss as a
guarantee does, with the same accounts.

Patents of a failed firm fetch nothing here, so banks are too hopeful and lose by it; that is the
point of the pool.

With a guarantee beside it the higher cover counts, and the other gives nothing.

Limits: no market for patents, and knowledge is counted at cost, not by what it is worth.

Sources: pledge programmes of China's patent office since 2008; sizes are assumed.",
            fields: FIELDS,
        }
    }
    fn budgeting(&self) -> Budgeting {
        Budgeting::Fund
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [cover, fee, value, cap] = context.settings();
        let cap = if cap > 0.0 { cap * context.minor() } else { f64::INFINITY };
        let pledge = value.max(f64::MIN_POSITIVE);
        terms.guarantees.push(context.offer(GuaranteeOffer {
            cover,
            fee,
            access: 0.0,
            limit_factor: 1.0,
            cap,
            risk_taking: 1.0,
            pledge,
        }));
    }
}
