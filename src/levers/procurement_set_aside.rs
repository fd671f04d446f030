//! Procurement set-aside: part of what public bodies buy is reserved for small firms.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::SetAside;
use crate::terms::Terms;
use crate::units::Grade;

/// Procurement set-aside: part of what public bodies buy is reserved for small firms.
pub struct ProcurementSetAside;

crate::settings! {
    FIELDS;
    strength share = 0.1, 0.0 .. 1.0, "share of purchases from large firms", "public purchases that move from large to small firms", Assumed, "China: 30% of procurement reserved for small firms since 2021, 40% of works since 2022, part of it bought from them anyway; prior range 0.02-0.3";
    setting premium = 0.1, 0.0 .. 1.0, "share of the price", "how much more expensive small firms are, as far as the rule bears it", Official, "China: bids of small firms are compared at 10-20% less for goods and services since July 2022 (6-10% before)";
}

impl Lever for ProcurementSetAside {
    fn about(&self) -> &'static About {
        &About {
            kind: "procurement_set_aside",
            family: Family::Demand,
            audience: Audience::Markets,
            summary: "part of public purchases moves from large to small firms",
            acts_on: "public purchases",
            cost: "the higher price",
            combine: Combine::Sum,
            evidence: Grade::Derived,
            page: "\
Acts on demand: of what public bodies buy from large firms in the target's sectors, the share is
bought from small firms there, who get it by their weight in the market; the treasury pays the
premium on top. Large firms sell so much less: their loss is shown as borne by others, at the
sector's margin. Firms do not apply; only sectors from which public bodies buy can gain.

Limits: whether small firms of that sector could fill the order is decided by their staff and inputs
alone.

Sources: Administrative Measures for Government Procurement to Promote SMEs, China 2020 (in force
2021) and notice of 2022; Ferraz, Finan and Szerman 2015 on growth of firms that win contracts.",
            fields: FIELDS,
        }
    }
    fn places(&self) -> &'static [&'static str] {
        &["sectors"]
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share, premium] = context.settings();
        let mut sectors = vec![false; context.norms.sectors];
        context.cells().for_each(|(s, _)| sectors[s] = true);
        terms.set_asides.push(context.offer(SetAside { share, premium, sectors }));
    }
}
