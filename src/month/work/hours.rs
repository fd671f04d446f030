//! What idle hours are paid.

use super::Work;

/// The share of the normal pay bill that is due when a share of the staff is idle: idle staff beyond the threshold is on reduced pay.
pub fn paid_share(p: &Work, idle: f64) -> f64 {
    1.0 - (idle - p.idle_threshold).max(0.0) * (1.0 - p.idle_pay)
}
