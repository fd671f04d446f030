//! Attendance: a share of the firms may not open, as under contact restrictions.
//!
//! Enters the month in [`crate::month::production`]: a firm is closed while its own draw, the same in every
//! month, lies below the share, so that each firm reopens once. Large firms feel part of it
//! (`large_restriction` of the economy pack, by sector). Resumption rates of the industry ministry, China 2020, belong here; they are
//! shares of firms, not an index of output.

use super::{Here, ShockSpec};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "attendance",
    description: "share of firms whose staff may not come to work; each firm has its own date of reopening",
    unit: "share of firms closed",
    min: 0.0,
    max: 1.0,
    channels: false,
    common: true,
    local: feel,
    national: None,
};

fn feel(terms: &mut Terms, here: &Here<'_>) {
    let closed = &mut terms.closed[here.cell];
    *closed = 1.0 - (1.0 - *closed) * (1.0 - here.size.clamp(0.0, 1.0));
}
