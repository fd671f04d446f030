//! Input price: what comes from outside the modelled firms (raw materials, imports) grows costly.
//!
//! Enters the month in [`crate::month::price`]: inputs of a using sector rise by the size times the part of
//! its inputs that follows such prices (column `commodity_share` of the pack); the country's own prices
//! follow by pass-through. A price is national: factors of regions count by their mean.

use super::{Here, National, ShockSpec, compound, nothing};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "input_price",
    description: "price of inputs from outside the modelled firms (raw materials, imports) rises by this share",
    unit: "share, 0.17 is a rise by 17%",
    min: -0.9,
    max: 5.0,
    channels: false,
    common: true,
    local: nothing,
    national: Some(National { join: compound, feel }),
};

fn feel(terms: &mut Terms, here: &Here<'_>) {
    let price = &mut terms.input_price[here.sector];
    *price = (1.0 + *price) * (1.0 + here.size) - 1.0;
}
