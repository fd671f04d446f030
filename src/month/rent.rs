//! Contract rent: what premises and other fixed contracts cost a month, whether a firm is open or not.
//!
//! Rent is agreed for a year at a time: at entry for the sales a firm expects, then each year in the month in
//! which it was founded, for its usual sales of the year before. Between these dates it does not follow sales,
//! and a firm whose doors are shut owes nearly all of it: utilities and services by use are what it saves.
//! Only relief lowers the rest ([`crate::levers::rent_relief`]). What is not paid is owed to the landlord, as
//! arrears, and is a step of distress.

crate::parameters! {
    /// Parameters of contract rent.
    pub struct Rent : "rent" {
        closed = 0.9, 0.5 .. 1.0, "share of fixed cost", "fixed cost that goes on while business is suspended, by a restriction or by choice", Assumed, "rent and contracts go on whole; utilities and services by use, taken as a fifth of fixed cost, by half; prior range 0.8-1";
    }
}

use crate::month::ctx::Ctx;
use crate::state::block::{Block, flag};
use crate::state::slots::BLOCK;

/// Rent agreed for a year in a sector, minor units a month: the sector's share of usual sales.
#[inline]
pub fn agreed(fixed_share: f64, normal_sales: f64) -> f64 {
    fixed_share * normal_sales
}

/// What a firm owes for a month.
#[inline]
pub fn due(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let part = match b.flags[i] & (flag::SUSPENDED | flag::DORMANT) {
        0 => 1.0,
        flag::SUSPENDED => ctx.params.rent.closed,
        _ => ctx.params.dormancy.fixed,
    };
    f64::from(b.rent[i]) * part
}

/// Whether a contract of a firm born in one month ends in another: each year, in the same month.
#[inline]
fn ends(born: i32, now: i32) -> bool {
    now.abs_diff(born).is_multiple_of(12)
}

/// ROUND 4, last. Contracts that end are agreed anew, at what sells now as a rule.
pub fn renew(b: &mut Block, ctx: &Ctx) {
    for i in 0..BLOCK {
        if ends(b.born[i], ctx.now) && b.lives(i) && !b.has(i, flag::DORMANT) {
            let share = ctx.sectors[usize::from(b.sector[i])].fixed;
            b.rent[i] = agreed(share, f64::from(b.normal_sales[i])) as f32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rent_is_agreed_once_a_year() {
        // Founded in June 2018, looked at all through 2020.
        let born = 2018 * 12 + 5;
        let months: Vec<i32> = (0..12).filter(|month| ends(born, 2020 * 12 + month)).collect();
        assert_eq!(months, [5]);
        assert!((agreed(0.12, 50_000.0) - 6_000.0).abs() < 1e-9);
    }
}
