//! Stabilisation of input prices: the state sells from its reserves below the market.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::Terms;
use crate::units::Grade;

/// Stabilisation of input prices: the state sells from its reserves below the market.
pub struct InputPriceStabilisation;

crate::settings! {
    FIELDS;
    strength share = 0.2, 0.0 .. 1.0, "share of the rise", "part of a rise of the price of raw materials that firms are spared", Assumed, "China sold 570 thousand tonnes of copper, aluminium and zinc from reserves in 2021, a small part of use; prior range 0.02-0.4";
}

impl Lever for InputPriceStabilisation {
    fn about(&self) -> &'static About {
        &About {
            kind: "input_price_stabilisation",
            family: Family::Cost,
            audience: Audience::Markets,
            summary: "part of a rise of raw-material prices is taken off buyers",
            acts_on: "price of inputs from outside",
            cost: "the gap between the market price and the price asked, on all that is bought",
            combine: Combine::Compound,
            evidence: Grade::Assumed,
            page: "\
Acts on prices: of what input-price shocks add to the price of raw materials in the target's
sectors, the share is taken off for all buyers, small and large; the treasury pays the gap to those
who sell. Nothing happens while prices have not risen, and a fall is left alone. What firms of the
country charge more (producer_price) is left alone too.

Cost: the gap on all purchases of these sectors, so that large firms, which buy most, get most of
the money. Reserves are not counted: the state is taken to buy back later at the price of the day.

Sources: sales of state reserves of metals, China June to October 2021.",
            fields: FIELDS,
        }
    }
    fn places(&self) -> &'static [&'static str] {
        &["sectors"]
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [share] = context.settings();
        let mut sectors = vec![false; context.norms.sectors];
        context.cells().for_each(|(s, _)| sectors[s] = true);
        for s in (0..context.norms.sectors).filter(|s| sectors[*s]) {
            let rise = terms.input_price[s].max(0.0);
            if rise > 0.0 && share > 0.0 {
                terms.input_price[s] -= share * rise;
                terms.price_gaps.push((
                    context.index,
                    s,
                    share * rise * context.economy.sectors[s].commodity_share,
                ));
            }
        }
    }
}
