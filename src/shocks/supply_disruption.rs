//! Supply disruption: part of what a sector or region makes does not reach its buyers.
//!
//! The size is the share of the deliveries of that *producing* sector and region that is missing (positive,
//! as with closures). Its producers sell so much less, small and large ones. All buyers get less in the same
//! proportion, and pay for what they get. Firms that use the missing goods live on their stock; when it is
//! used up, those to whom the input is essential stop in proportion, the others work around it (Pichler et
//! al. 2022). Whoever stops delivers less to others a month later. Enters the month in
//! [`crate::month::supply`].

use super::{Here, ShockSpec};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "supply_disruption",
    description: "part of the deliveries of a producing sector or region is missing; users of its goods stop when stocks of essential inputs are used up",
    unit: "share of deliveries missing",
    min: 0.0,
    max: 1.0,
    channels: false,
    common: true,
    local: feel,
    national: None,
};

fn feel(terms: &mut Terms, here: &Here<'_>) {
    let missing = &mut terms.missing[here.cell];
    *missing = 1.0 - (1.0 - *missing) * (1.0 - here.size.clamp(0.0, 1.0));
}
