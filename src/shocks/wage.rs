//! Wage: pay rises over its normal path.
//!
//! Enters the month in the obligations of each firm and in its cost, from which prices follow
//! ([`crate::month::obligations`], [`crate::month::price`]).

use super::{Here, ShockSpec};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "wage",
    description: "wages rise by this share over their normal path",
    unit: "share",
    min: -0.9,
    max: 5.0,
    channels: false,
    common: true,
    local: feel,
    national: None,
};

fn feel(terms: &mut Terms, here: &Here<'_>) {
    terms.pay[here.cell] *= 1.0 + here.size;
}
