//! From simulated firms to the whole country, in the units of the output tables.

use crate::table::round;

/// No number: an empty cell. A share of nobody is neither zero nor one.
pub(crate) const NONE: f64 = f64::NAN;

/// A part over the whole, where there is one.
pub(crate) fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { round(part / whole) } else { NONE }
}

/// How simulated values are scaled.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Real firms per simulated firm.
    pub weight: f64,
    /// Minor units of the currency in a major unit.
    pub minor_per_major: f64,
}

impl Scale {
    /// Minor units of the simulated economy in billions of major units of the whole country.
    pub fn billions(&self, minor: f64) -> f64 {
        round(minor * self.weight / self.minor_per_major / 1e9)
    }
    /// A simulated count in thousands of the whole country.
    pub fn thousands(&self, count: f64) -> f64 {
        round(count * self.weight / 1e3)
    }
    /// A simulated count in millions of the whole country.
    pub fn millions(&self, count: f64) -> f64 {
        round(self.thousands(count) / 1e3)
    }
}
