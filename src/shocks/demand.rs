//! Demand: final demand for a sector's goods changes by a share, through all channels or those named.
//!
//! Enters the month where demand is shared out ([`crate::month::demand`]): the final demand of the cell's
//! channels is multiplied by one plus the size. Inputs ordered by firms follow by themselves, a month later.
//! Observed series that belong here: retail sales, investment. What closures explain is no demand shock: feed
//! each series once.

use super::{Here, ShockSpec};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "demand",
    description: "final demand for a sector's goods changes by this share",
    unit: "share, -0.2 is a fall by a fifth",
    min: -1.0,
    max: 3.0,
    channels: true,
    common: true,
    local: feel,
    national: None,
};

fn feel(terms: &mut Terms, here: &Here<'_>) {
    for (factor, on) in terms.demand[here.cell].iter_mut().zip(here.channels) {
        if on {
            *factor *= (1.0 + here.size).max(0.0);
        }
    }
}
