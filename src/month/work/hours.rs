//! Furlough: what idle hours are paid.

/// The share of the normal pay bill that is due when a share `idle` of the staff is without work: beyond
/// `threshold` idle staff gets the part `pay` of its wage.
pub fn paid_share(idle: f64, threshold: f64, pay: f64) -> f64 {
    1.0 - (idle - threshold).max(0.0) * (1.0 - pay)
}
