//! What a design is made of.

/// A point in the unit cube: a number in [0, 1] for each factor.
pub type Row = Vec<f64>;
