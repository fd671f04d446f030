//! Export support: rebates, insurance premiums and market access for exporters.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::state::ledger::Item;
use crate::terms::Terms;
use crate::terms::payment::{Basis, Payment};
use crate::units::Grade;

/// Export support: rebates, insurance premiums and market access for exporters.
pub struct ExportSupport;

crate::settings! {
    FIELDS;
    strength rebate = 0.01, 0.0 .. 0.2, "share of exports", "share of exports that is paid back: rebates and premiums of credit insurance", Assumed, "small premiums of credit insurance near 0.5% of what is insured; rebates of value-added tax are no subsidy and are left out; prior range 0.002-0.02";
    strength access = 0.02, 0.0 .. 0.5, "share of exports", "foreign orders that fairs, online markets and mutual recognition bring to exporters reached", Assumed, "export promotion: a tenth more of it goes with 0.7-0.8% more exports (Lederman, Olarreaga, Payton 2010, from memory); prior range 0.005-0.05";
    setting access_cost = 0.05, 0.0 .. 1.0, "share of new orders", "cost of bringing new foreign orders", Assumed, "some 1 for 20-90 of exports in the same study, from memory; prior range 0.01-0.1";
}

impl Lever for ExportSupport {
    fn about(&self) -> &'static About {
        &About {
            kind: "export_support",
            family: Family::Demand,
            audience: Audience::Firms,
            summary: "exporters get part of their exports paid back and find new foreign orders",
            acts_on: "cash of exporters; export demand",
            cost: "rebates, premiums, fairs",
            combine: Combine::Sum,
            evidence: Grade::Assumed,
            page: "\
Acts on cash: an exporter that qualifies, hears of it and files gets the share of its exports; and
on demand: a month later foreign customers order more from its sector by the share of the exports of
the firms reached. Which firms are exporters is fixed; new foreign orders go to a sector's firms as
its other orders do. Nobody else's policy answers.

Cost: rebates and premiums, and what new orders cost to bring.

Sources: export credit insurance and fairs for small firms, commerce ministry of China; Lederman,
Olarreaga and Payton 2010.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [rebate, access, access_cost] = context.settings();
        if rebate > 0.0 || access > 0.0 {
            let what = Payment {
                share: rebate + access * access_cost,
                access,
                ..Payment::of(Basis::Exports, Item::Grant)
            };
            terms.payments.push(context.offer(what));
        }
    }
}
