//! Development fund: public equity for young firms, in small tickets.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::EquityOffer;
use crate::terms::Terms;
use crate::units::Grade;

/// Development fund: public equity for young firms, in small tickets.
pub struct DevelopmentFund;

crate::settings! {
    FIELDS;
    strength tickets = 0.02, 0.0 .. 1.0, "share of firms a year", "firms reached that the fund takes a stake in within a year", Assumed, "early and small: no count at hand; prior range 0.001-0.05";
    setting ticket = 1_000_000.0, 0.0 .. 1e9, "currency", "most that a stake costs", Assumed, "seed tickets of public funds in China 1-5 m yuan; prior range 0.3-5 m";
    setting share_of_sales = 0.5, 0.0 .. 10.0, "share of yearly sales", "most that a stake costs, for small firms", Assumed, "prior range 0.2-1";
    setting years = 5.0, 1.0 .. 20.0, "years", "years until the stake is sold", Assumed, "National SME Development Fund: five years of investing, ten in all; prior range 4-8";
    setting success = 0.3, 0.0 .. 2.0, "ratio", "sales that the money spent on growth brings, over what the same capital brings in the mean firm", Assumed, "public venture capital does worse than private, most tickets fail (Brander, Du, Hellmann 2015, from memory); prior range 0.1-0.8";
}

impl Lever for DevelopmentFund {
    fn about(&self) -> &'static About {
        &About {
            kind: "development_fund",
            family: Family::Equity,
            audience: Audience::Firms,
            summary: "a public fund takes small stakes in firms of the target and sells them some years later",
            acts_on: "cash that goes into growth; later dividends",
            cost: "the stakes, less dividends and what they are sold for",
            combine: Combine::Sum,
            evidence: Grade::Assumed,
            page: "\
Acts on equity (src/month/equity.rs): each month a few of the firms that the policy reaches get a
ticket, at most so much and at most so much of their yearly sales. It goes into growth over two
years: equipment is bought and customers are won, which other firms lose. The fund gets its share of
what owners draw and sells the stake after some years at the value of the firm; of a firm that
closes it gets nothing.

Choose young or innovative firms with the target, and a queue by score for a fund that looks at
accounts.

Cost: stakes when bought; dividends and sales come back.

Sources: National SME Development Fund of China (35.75 bn yuan, 2020); Brander, Du and Hellmann
2015.",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [tickets, ticket, share_of_sales, years, success] = context.settings();
        let what = EquityOffer {
            chance: tickets / 12.0,
            most: ticket * context.minor(),
            share_of_sales,
            months: 12 * years as i32,
            success,
            public: true,
            fee: 0.0,
        };
        if tickets > 0.0 {
            terms.equity.push(context.offer(what));
        }
    }
}
