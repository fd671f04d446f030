//! Joint innovation: large firms and their small suppliers do projects together, and the state bears part of
//! the cost.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::state::ledger::Item;
use crate::terms::payment::{Basis, Payment};
use crate::terms::{JointOffer, Terms};
use crate::units::Grade;

/// Joint innovation: projects of large firms with small suppliers.
pub struct JointInnovation;

crate::settings! {
    FIELDS;
    strength project = 0.01, 0.0 .. 0.2, "share of sales", "what a project costs the small firm", Assumed, "a third of the research of a firm that does any; prior range 0.005-0.02";
    setting state_share = 0.4, 0.01 .. 1.0, "share", "part of that cost that the state bears", Assumed, "usual in joint calls of provinces: 0.3-0.5";
    strength success = 0.3, 0.0 .. 5.0, "ratio", "rise of the chance of an innovation while the project lasts", Assumed, "suppliers learn from large customers; prior range 0-0.6";
}

impl Lever for JointInnovation {
    fn about(&self) -> &'static About {
        &About {
            kind: "joint_innovation",
            family: Family::Innovation,
            audience: Audience::Firms,
            summary: "projects of large firms with small suppliers, part of whose cost the state bears",
            acts_on: "research and the chance of an innovation of firms whose principal customer is a large firm",
            cost: "its share of the projects; the firms bear the rest",
            combine: Combine::Sum,
            evidence: Grade::Assumed,
            page: "\
Concerns firms that do research and whose principal customer is a large firm. The project is
research beyond the firm's normal one: it costs a share of sales, paid to staff and services, of
which the state bears a part; knowledge grows by it, and as long as the project lasts the customer's
know-how makes an innovation more likely (src/month/innovation.rs).

The firm's own part comes out of its cash and is reported as borne by others.

Limits: what the large firm spends and gains is left out, and no firm finds a large customer by the
programme.

Two of a kind are both paid; the larger rise of the chance counts.

Sources: joint innovation of large, medium and small firms, industry ministry of China 2022; sizes
are assumed.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [project, state_share, success] = context.settings();
        let paid = Payment {
            share: project * state_share,
            spends: 1.0 / state_share,
            research: true,
            ..Payment::of(Basis::LinkedResearchers, Item::Grant)
        };
        terms.payments.push(context.offer(paid));
        // Without a project no large firm shares what it knows.
        if project > 0.0 {
            terms.joint.push(context.offer(JointOffer { success }));
        }
    }
}
