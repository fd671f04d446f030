//! Payment delay: large buyers and public bodies pay later.
//!
//! Enters the month in [`crate::month::trade_credit`] and [`crate::month::buyers`], as days on top of those
//! of habit. Nobody can look through it: it is no common shock to business. Habits are national: factors of
//! regions count by their mean.

use super::{Here, National, ShockSpec, nothing};
use crate::terms::Terms;

/// This kind.
pub const SPEC: ShockSpec = ShockSpec {
    kind: "payment_delay",
    description: "large buyers and public bodies pay this many days later",
    unit: "days",
    min: 0.0,
    max: 720.0,
    channels: false,
    common: false,
    local: nothing,
    national: Some(National { join: |one, other| one + other, feel }),
};

fn feel(terms: &mut Terms, here: &Here<'_>) {
    terms.delay_days[here.sector] += here.size;
}
