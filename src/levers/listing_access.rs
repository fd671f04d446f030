//! Listing access: a board on which smaller firms can raise equity.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::EquityOffer;
use crate::terms::Terms;
use crate::units::Grade;

/// Listing access: a board on which smaller firms can raise equity.
pub struct ListingAccess;

crate::settings! {
    FIELDS;
    strength listings = 0.02, 0.0 .. 1.0, "share of firms a year", "firms reached that list within a year", Assumed, "Beijing exchange: some 250 listings in three years of 12,000 little giants; prior range 0.002-0.05";
    setting raised = 0.3, 0.0 .. 10.0, "share of yearly sales", "equity raised", Assumed, "about 200 m yuan at sales of some 600 m on the Beijing exchange, from memory; prior range 0.1-0.6";
    setting fee = 2_000_000.0, 0.0 .. 1e9, "currency", "cost of a listing that the state pays", Assumed, "subsidies of provinces and cities for a listing 1-10 m yuan; prior range 1-10 m";
    setting success = 0.5, 0.0 .. 2.0, "ratio", "sales that the money spent on growth brings, over what the same capital brings in the mean firm", Assumed, "prior range 0.2-1";
}

impl Lever for ListingAccess {
    fn about(&self) -> &'static About {
        &About {
            kind: "listing_access",
            family: Family::Equity,
            audience: Audience::Firms,
            summary: "firms of the target can raise equity from households on a board",
            acts_on: "cash that goes into growth",
            cost: "the cost of a listing that the state pays; households put up the equity",
            combine: Combine::Sum,
            evidence: Grade::Assumed,
            page: "\
Acts on equity (src/month/equity.rs) as development_fund does, with money of households in the place
of public money and without a sale of the stake: shareholders get their part of what owners draw,
which is households' income either way.

Limit the target to what may list: medium firms, specialised firms and little giants, of some age.

Cost: what the state pays towards a listing. What a listing does for reputation and for banks is
left out.

Sources: Beijing Stock Exchange, opened in November 2021 for specialised firms; specialised boards
of regional exchanges.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [listings, raised, fee, success] = context.settings();
        let what = EquityOffer {
            chance: listings / 12.0,
            most: f64::INFINITY,
            share_of_sales: raised,
            months: 0,
            success,
            public: false,
            fee: fee * context.minor(),
        };
        if listings > 0.0 {
            terms.equity.push(context.offer(what));
        }
    }
}
