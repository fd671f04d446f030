//! Energy: electricity, gas and fuel become expensive.
//!
//! Enters the month in [`crate::month::price`]: a unit of output of a using sector costs the size times its
//! energy share more (column `energy_share` of the pack: spending on energy over output, a part of its
//! inputs). Where the pack has no such column nothing happens. A price is national: factors of regions count
//! by their mean. Unlike `input_price`, which follows `commodity_share`, it hits each sector by what it
//! burns.

use super::{Here, National, ShockSpec, compound, nothing};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "energy",
    description: "price of energy rises by this share; a sector feels it by its energy_share in the economy pack",
    unit: "share, 0.3 is a rise by 30%",
    min: -0.9,
    max: 5.0,
    channels: false,
    common: true,
    local: nothing,
    national: Some(National { join: compound, feel }),
};

fn feel(terms: &mut Terms, here: &Here<'_>) {
    let price = &mut terms.energy_price[here.sector];
    *price = (1.0 + *price) * (1.0 + here.size) - 1.0;
}
