//! Export: foreign buyers order less, or more.
//!
//! Enters the month where demand is shared out ([`crate::month::demand`]): export demand of the cell is
//! multiplied by one plus the size, and firms that export bear it: their part of the cell's orders moves with
//! the part of their sales that goes abroad. With a `market` it is the demand of that market alone, and the firms
//! whose main market it is bear it ([`crate::month::foreign_trade`]).

use super::{Here, ShockSpec};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "export",
    description: "export demand changes by this share; firms that export bear most of it",
    unit: "share",
    min: -1.0,
    max: 3.0,
    channels: false,
    common: true,
    local: feel,
    national: None,
};

fn feel(terms: &mut Terms, here: &Here<'_>) {
    here.multiply_exports(terms, (1.0 + here.size).max(0.0));
}
