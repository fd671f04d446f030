//! Logistics relief: part of the cost of freight is paid back.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::state::ledger::Item;
use crate::terms::Terms;
use crate::terms::payment::{Basis, Payment};
use crate::units::Grade;

/// Logistics relief: part of the cost of freight is paid back.
pub struct LogisticsRelief;

crate::settings! {
    FIELDS;
    strength share = 0.1, 0.0 .. 1.0, "share of the freight bill", "share of the cost of freight that is paid back", Assumed, "tolls waived on all motorways of China for 79 days in 2020: tolls are some tenth to third of road freight; prior range 0.05-0.3";
}

impl Lever for LogisticsRelief {
    fn about(&self) -> &'static About {
        &About {
            kind: "logistics_relief",
            family: Family::Cost,
            audience: Audience::Firms,
            summary: "part of the cost of freight is paid back",
            acts_on: "cash; the freight bill of the month",
            cost: "what is paid back",
            combine: Combine::Sum,
            evidence: Grade::Assumed,
            page: "\
Acts on cash: a firm that qualifies, hears of it and files gets the share of its freight bill
(freight_share of the pack times output). Prices stay as they are. A waiver of tolls by law needs
take_up = 1. Where the pack has no freight_share it pays nothing. What cheaper freight does for
sales far away is left out.

Sources: tolls waived from 17 February to 5 May 2020, transport ministry of China.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share] = context.settings();
        if share > 0.0 {
            terms.payments.push(context.offer(Payment { share, ..Payment::of(Basis::Freight, Item::Grant) }));
        }
    }
}
