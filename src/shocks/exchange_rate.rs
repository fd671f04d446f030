//! Exchange rate: the home currency loses value, by the size (positive: it loses; negative: it gains).
//!
//! Imports become expensive in home currency by `price.import_pass_through` of it, in each sector by the
//! imported part of its inputs; export demand rises with an elasticity, `demand.export_elasticity`, and
//! exporters bear or enjoy that. Both follow the course of the shock: trade answers late, so a lag is a
//! matter of `path` (profile `ramp`, `recover` or a table). Enters the month in [`crate::month::price`] and
//! [`crate::month::demand`]. Pass-through to import prices: Campa and Goldberg 2005; elasticities of trade:
//! Leigh et al. 2015. The best forecast of a rate is the rate of today (Meese and Rogoff 1983), so that there
//! is nothing in it for owners to look through. With a `market` it is the currency of that market alone: exporters
//! there feel it, and imports by the market's share of the country's exports.

use super::{Here, National, ShockSpec, compound, export};
use crate::math;
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "exchange_rate",
    description: "home currency loses value by this share (negative: gains): imports become expensive, exports sell better",
    unit: "share, 0.1 is a loss of a tenth",
    min: -0.5,
    max: 3.0,
    channels: false,
    common: false,
    local: sell,
    national: Some(National { join: compound, feel: buy }),
};

/// Exports over those at the old rate.
pub fn exports(size: f64, elasticity: f64) -> f64 {
    math::pow(1.0 + size, elasticity)
}

fn sell(terms: &mut Terms, here: &Here<'_>) {
    export::multiply(terms, here, exports(here.size, here.elasticities.exports));
}

fn buy(terms: &mut Terms, here: &Here<'_>) {
    let price = &mut terms.import_price[here.sector];
    *price = (1.0 + *price) * (1.0 + here.elasticities.import_prices * here.size) - 1.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_worked_by_hand() {
        // A fifth of value lost, elasticity one half: the root of 1.44 at a loss of 44%.
        assert!((exports(0.44, 0.5) - 1.2).abs() < 1e-12);
        assert_eq!(exports(0.0, 0.7), 1.0);
    }
}
