//! Producer price: what firms of a sector charge becomes costly beyond their own cost, as ores and fuels do when
//! they are scarce. Who sells earns it and who buys pays it: unlike `input_price`, no money leaves the country.
//!
//! Enters the month in [`crate::month::price`]: in a sector that is hit all firms, small and large, review
//! their price each month, as is usual where prices are quoted, and set the one that their cost asks for,
//! times one and the size. Customers pass on what they pass on of any cost, and final demand falls by its
//! elasticity. When it is over firms come down as they review their prices. A price is national: factors of
//! regions count by their mean.

use super::{Here, National, ShockSpec, compound, nothing};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "producer_price",
    description: "what firms of a sector charge rises by this share beyond their own cost",
    unit: "share, 0.25 is a rise by 25%",
    min: -0.9,
    max: 5.0,
    channels: false,
    common: true,
    local: nothing,
    national: Some(National { join: compound, feel }),
};

fn feel(terms: &mut Terms, here: &Here<'_>) {
    terms.producer_price[here.sector] *= 1.0 + here.size;
}
