//! Confidence: households and owners grow careful (negative) or bold (positive).
//!
//! Households spend so much less in the cell's market (household channel of final demand). Firms hire more
//! slowly by the same share, and their owners see through less of a common shock (`owner.look_through` times
//! one plus the size): what comes in now counts for more in what they expect. It is no event that owners
//! could see as passing, and alone it gives them nothing to look through. No quantity of its own is observed:
//! surveys (consumer confidence, purchasing managers) give the course, and the size is a stated guess. Enters
//! the month in [`crate::month::demand`], [`crate::month::work`] and [`crate::month::pay`].

use super::{Here, National, ShockSpec, compound};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "confidence",
    description: "households spend, and firms hire and look through shocks, so much less (negative) or more",
    unit: "share, -0.1 is a loss by a tenth",
    min: -1.0,
    max: 1.0,
    channels: false,
    common: false,
    local: spend,
    national: Some(National { join: compound, feel: dare }),
};

fn spend(terms: &mut Terms, here: &Here<'_>) {
    terms.demand[here.cell][0] *= 1.0 + here.size;
}

fn dare(terms: &mut Terms, here: &Here<'_>) {
    terms.boldness[here.sector] *= 1.0 + here.size;
}
