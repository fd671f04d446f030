//! Anchor failure: large firms stop.
//!
//! The size is the share of the large firms of a sector, by sales, that stops: the largest private firm
//! first, in part when it is larger than the share, then the next, state-owned ones last. (One large firm of
//! a small simulated economy stands for many; so a single real firm is part of one.) They order nothing, make
//! nothing and pay nobody's wages while it lasts, and return step by step after it as after stress. In the
//! month in which they stop, what they owe to suppliers is lost but for `standstill.recovery`: small
//! firms whose principal customer they are lose those invoices at once, all others through the settlement
//! accounts. Enters the month in [`crate::month::large_firm_failure`]. A customer that failed is no passing
//! trouble of all, and owners do not look through it. Large firms are national: factors of regions count by
//! their mean.

use super::{Here, National, ShockSpec, either, nothing};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "anchor_failure",
    description: "large firms of the sector stop, the largest private one first: their orders and output are gone while it lasts, most of what they owe suppliers is lost",
    unit: "share of the sales of the large firms of the sector",
    min: 0.0,
    max: 1.0,
    channels: false,
    common: false,
    local: nothing,
    national: Some(National { join: either, feel }),
};

fn feel(terms: &mut Terms, here: &Here<'_>) {
    let failed = &mut terms.failed[here.sector];
    *failed = either(*failed, here.size);
}
