//! Disaster: a flood, a storm, an earthquake in a region.
//!
//! The size is the share of the region's firms that are struck. Who is struck is drawn firm by firm, not
//! spread over all: damage is concentrated, one street is under water and the next is dry, and a mean loss
//! that all could bear would hide the firms that can't. In its first month a struck firm loses part of its
//! fixed assets and its stock of inputs (`disaster.damage`); these are real assets and no claim on anyone, so
//! the books are not touched, but its debts may now exceed what it owns and its collateral is gone. It is
//! closed until the share falls below its own draw, as under a restriction of attendance. When the size
//! grows, more are struck; a second disaster strikes the same firms first. Enters the month in
//! [`crate::month::disaster`].

use super::{Here, ShockSpec, either};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "disaster",
    description: "share of firms struck: they lose fixed assets and stock in its first month, and stand still while it lasts",
    unit: "share of firms struck",
    min: 0.0,
    max: 1.0,
    channels: false,
    common: true,
    local: feel,
    national: None,
};

fn feel(terms: &mut Terms, here: &Here<'_>) {
    let struck = &mut terms.struck[here.cell];
    *struck = either(*struck, here.size);
}
