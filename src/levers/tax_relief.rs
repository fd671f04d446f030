//! Tax relief: part of the taxes of the month is waived for good.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::{TaxOffer, Terms};
use crate::units::Grade;

/// Tax relief: part of the taxes of the month is waived for good.
pub struct TaxRelief;

crate::settings! {
    FIELDS;
    strength vat = 0.6667, 0.0 .. 1.0, "share of the tax due", "share of value-added tax that is waived", Official, "small-scale taxpayers of China, March to December 2020: 1% in place of 3%";
    strength profit = 0.0, 0.0 .. 1.0, "share of the tax due", "share of tax on profit that is waived", Assumed, "none";
    strength fees = 0.0, 0.0 .. 1.0, "share of the fees due", "share of local fees that is waived", Assumed, "none";
    setting small_taxpayers_only = 1.0, 0.0 .. 1.0, "0 or 1", "whether value-added tax is waived for small-scale taxpayers alone: 0 no, 1 yes", Official, "China 2020";
}

impl Lever for TaxRelief {
    fn about(&self) -> &'static About {
        &About {
            kind: "tax_relief",
            family: Family::Tax,
            audience: Audience::Firms,
            summary: "part of value-added tax, profit tax or local fees is waived for good",
            acts_on: "value-added tax, tax on profit, local fees",
            cost: "the revenue waived",
            combine: Combine::Largest,
            evidence: Grade::Derived,
            page: "\
Acts on the obligations of the month: the firm pays its value-added tax (with the surcharges on it),
its tax on profit and its local fees less the share of each that is waived. The share of value-added
tax is for small-scale taxpayers alone unless small_taxpayers_only is 0. Prices do not follow, so
the firm keeps the money, and what it keeps counts as profit before tax on profit.

Cost: the revenue that the state forgoes, booked as paid out when the tax would have fallen due; no
money moves, and nothing comes back. A tax deferral defers what the waiver leaves.

Two of a kind: for each tax the larger share counts; a firm that the budget of that policy can't
serve pays the tax in full.

Sources: Ministry of Finance and State Taxation Administration of China, 2020: value-added tax of
small-scale taxpayers 1% in place of 3%, March to December, and none in Hubei.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [vat, profit, fees, small_only] = context.settings();
        terms.taxes.push(context.offer(TaxOffer { vat, profit, fees, small_only: small_only > 0.5 }));
    }
}
