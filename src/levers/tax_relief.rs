//! Tax relief: part of the taxes of the month is waived for good.

use super::{Field, Lever, settings};
use crate::economy::Economy;
use crate::scenario::Policy;
use crate::state::terms::{Offer, TaxOffer, Terms};
use crate::units::Grade;

/// Tax relief: part of the taxes of the month is waived for good.
pub struct TaxRelief;

impl Lever for TaxRelief {
    fn kind(&self) -> &'static str {
        "tax_relief"
    }
    fn summary(&self) -> &'static str {
        "part of value-added tax, profit tax or local fees is waived for good"
    }
    fn page(&self) -> &'static str {
        "Acts on the dues of the month: the firm pays its value-added tax (with the surcharges on it), its tax on profit and its local fees less the share of each that is waived. The share of value-added tax is for small-scale taxpayers alone unless small_taxpayers_only is 0. Prices do not follow, so the firm keeps the money, and what it keeps counts as profit before tax on profit. Cost: the revenue that the state forgoes, booked as paid out when the tax would have fallen due; no money moves, and nothing comes back. A tax deferral puts off what the waiver leaves. Two of a kind: for each tax the larger share counts; a firm that the budget of that policy can't serve pays the tax in full. Sources: Ministry of Finance and State Taxation Administration of China, 2020: value-added tax of small-scale taxpayers 1% in place of 3%, March to December, and none in Hubei."
    }
    fn fields(&self) -> &'static [Field] {
        const FIELDS: &[Field] = &[
            Field {
                name: "vat",
                description: "share of value-added tax that is waived",
                unit: "share of the tax due",
                min: 0.0,
                max: 1.0,
                default: 0.6667,
                source: "small-scale taxpayers of China, March to December 2020: 1% in place of 3%",
                grade: Grade::Official,
            },
            Field {
                name: "profit",
                description: "share of tax on profit that is waived",
                unit: "share of the tax due",
                min: 0.0,
                max: 1.0,
                default: 0.0,
                source: "none",
                grade: Grade::Assumed,
            },
            Field {
                name: "fees",
                description: "share of local fees that is waived",
                unit: "share of the fees due",
                min: 0.0,
                max: 1.0,
                default: 0.0,
                source: "none",
                grade: Grade::Assumed,
            },
            Field {
                name: "small_taxpayers_only",
                description: "whether value-added tax is waived for small-scale taxpayers alone: 0 no, 1 yes",
                unit: "0 or 1",
                min: 0.0,
                max: 1.0,
                default: 1.0,
                source: "China 2020",
                grade: Grade::Official,
            },
        ];
        FIELDS
    }
    fn shape(&self, index: usize, policy: &Policy, _economy: &Economy, terms: &mut Terms) {
        let [vat, profit, fees, small_only] = settings(policy);
        terms.taxes.push(Offer { policy: index, what: TaxOffer { vat, profit, fees, small_only: small_only > 0.5 } });
    }
}
