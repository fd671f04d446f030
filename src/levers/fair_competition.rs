//! Fair competition: orders that only insiders could win are opened to all.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::Opening;
use crate::terms::Terms;
use crate::units::Grade;

/// Fair competition: orders that only insiders could win are opened to all.
pub struct FairCompetition;

crate::settings! {
    FIELDS;
    strength opened = 0.3, 0.0 .. 1.0, "share of closed orders", "part of the orders closed to outsiders that is opened", Assumed, "no source for what a review of rules opens; review since 2016, regulations of 2024; prior range 0.1-0.6";
    setting cost_bn_year = 1.0, 0.0 .. 1000.0, "billion currency a year", "cost of review and enforcement, whole country", Assumed, "prior range 0.5-5";
}

impl Lever for FairCompetition {
    fn about(&self) -> &'static About {
        &About {
            kind: "fair_competition",
            family: Family::Environment,
            audience: Audience::Markets,
            summary: "orders that only insiders could win are opened to all firms",
            acts_on: "who gets the closed orders of public bodies and large firms",
            cost: "review and enforcement; public bodies get more for their money; large firms lose sales",
            combine: Combine::Sum,
            evidence: Grade::Assumed,
            page: "\
In normal times a share of what public bodies and large firms order is closed (parameters
competition.*): only insiders win it, firms drawn for life, larger ones more often, and they charge
public bodies more. This opens a share of these orders in the target's sectors and regions: all
firms get them by their weight in the market, and the premium goes: for the same money public bodies
get more, which costs insiders what it costs to make it.
Large firms are insiders more often than small ones, so they lose orders to small firms; that loss,
at the sector's margin, and their part of the premium is shown as borne by others. Staff and inputs
decide whether firms can fill the orders.

Two of a kind: both count, at most all closed orders.

Cost: review of rules and enforcement, whoever gains. That public bodies get more for their money is in
no sum.

What a run shows stands under evidence above, and in tests/frictions.rs.

Limits: what competition does to innovation and to the prices of large firms is left out.

Sources: Tang, Wang and Wu (abstract of a talk, 2022; Journal of Urban Economics 2025): in China a
public bid is 10% likelier to be won by a local firm, and costs are 6.4% higher. Fair Competition
Review Regulations, China 2024: nothing on what they open is at hand, so vary it.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, cost] = context.settings();
        if share > 0.0 {
            let mut cells = vec![false; context.norms.sectors * context.norms.regions];
            context.cells().for_each(|(s, r)| cells[context.norms.cell(s, r)] = true);
            terms.opened.push(context.offer(Opening { share, cells }));
            terms.outlays.push(context.offer(context.monthly(cost)));
        }
    }
}
