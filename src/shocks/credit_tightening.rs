//! Credit tightening: banks can lend less, accept less risk and ask more.
//!
//! Enters the month in [`crate::month::credit`]. Banks are national: factors of regions count by their mean.

use super::{Here, National, ShockSpec, either, nothing};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "credit_tightening",
    description: "banks can lend less, accept less risk and ask more, in proportion to this",
    unit: "0 none, 1 a full stop of new loans",
    min: 0.0,
    max: 1.0,
    channels: false,
    common: true,
    local: nothing,
    national: Some(National { join: either, feel }),
};

fn feel(terms: &mut Terms, here: &Here<'_>) {
    let tight = &mut terms.tightening[here.sector];
    *tight = 1.0 - (1.0 - *tight) * (1.0 - here.size.clamp(0.0, 1.0));
}
