//! Dispersion: demand moves between firms more than usual, as in recessions (Bloom 2009 and later work on
//! uncertainty).
//!
//! Enters the month in [`crate::month::demand`]: lasting and passing changes of a firm's appeal have a
//! standard deviation so much larger. What moves demand from one firm to another is no common shock, and
//! nobody looks through it.

use super::{Here, National, ShockSpec, compound, nothing};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "dispersion",
    description: "demand moves between firms more than usual, as in recessions: its standard deviation rises by this share",
    unit: "share, 0.5 is half as much again",
    min: -1.0,
    max: 3.0,
    channels: false,
    common: false,
    local: nothing,
    national: Some(National { join: compound, feel }),
};

fn feel(terms: &mut Terms, here: &Here<'_>) {
    terms.dispersion[here.sector] *= (1.0 + here.size).max(0.0);
}
