//! Fee relief: local fees and small levies are waived.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::TaxOffer;
use crate::terms::Terms;
use crate::units::Grade;

/// Fee relief: local fees and small levies are waived.
pub struct FeeRelief;

crate::settings! {
    FIELDS;
    strength share = 0.5, 0.0 .. 1.0, "share of the fees due", "share of local fees and small levies that is waived", Assumed, "fees for administrative services and small levies cut or cancelled year by year in China since 2013; prior range 0.2-1";
}

impl Lever for FeeRelief {
    fn about(&self) -> &'static About {
        &About {
            kind: "fee_relief",
            family: Family::Tax,
            audience: Audience::Firms,
            summary: "part of local fees and small levies is waived for good",
            acts_on: "local fees of the month",
            cost: "the revenue waived",
            combine: Combine::Largest,
            evidence: Grade::Derived,
            page: "\
Acts on the obligations of the month: the firm pays its local fees less the share that is waived,
and what it keeps counts as profit.

With tax_relief that waives fees too the larger share counts. The model's fees are small (0.3% of
sales), so that even a full waiver moves little: its cost is small too.

Sources: fee cuts of China since 2013, finance ministry.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share] = context.settings();
        terms.taxes.push(context.offer(TaxOffer { vat: 0.0, profit: 0.0, fees: share, small_only: false }));
    }
}
