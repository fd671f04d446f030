//! Consumption vouchers: households get money that is good for a time and in some trades only.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::Terms;
use crate::units::Grade;

/// Consumption vouchers: households get money that is good for a time and in some trades only.
pub struct ConsumptionVoucher;

crate::settings! {
    FIELDS;
    strength billion_year = 20.0, 0.0 .. 5000.0, "billion currency a year", "face value redeemed a year, whole country", Assumed, "cities of China handed out some 19 bn yuan in spring 2020 (commerce ministry, from memory); prior range 5-200";
    setting additional = 1.0, 0.0 .. 6.0, "ratio", "spending beyond what would have been spent anyway, for a unit of face value", Assumed, "vouchers of Hangzhou 2020 drew 3.1 to 3.3 of sales for one in the same trades within weeks (from memory), far less once shifts between trades and months are counted; prior range 0.3-3";
}

impl Lever for ConsumptionVoucher {
    fn about(&self) -> &'static About {
        &About {
            kind: "consumption_voucher",
            family: Family::Demand,
            audience: Audience::Markets,
            summary: "vouchers raise what households spend in the target's trades and regions",
            acts_on: "household spending by trade and region",
            cost: "the face value redeemed",
            combine: Combine::Sum,
            evidence: Grade::Assumed,
            page: "\
Acts on demand: in the sectors and regions of the target (all when there is none) households spend
more by the face value redeemed times the additional share, spread as their normal spending is. The
treasury pays the face value to households, who spend the rest of it as their other income; what is
additional beyond the face value comes out of their deposits. Firms do not apply.

Leave out trades in which the vouchers are not good.

Limits: no shift from other months or trades is modelled beyond what the additional share leaves
out.

Sources: Liu and others 2021 and Xing and others 2023 on vouchers of Hangzhou and Shaoxing in 2020;
Hsieh, Shimizutani and Hori 2010 on Japan 1999.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [billions, additional] = context.settings();
        let amount = context.monthly(billions);
        let normal: f64 = context
            .cells()
            .map(|(s, r)| context.norms.final_demand[s][0] * context.economy.regions[r].firm_share)
            .sum();
        if amount > 0.0 && normal > 0.0 {
            for (s, r) in context.cells() {
                terms.demand[context.norms.cell(s, r)][0] *= 1.0 + amount * additional / normal;
            }
            terms.vouchers.push(context.offer(amount));
        }
    }
}
