//! Layoffs of firms that are closed, and the recall of those laid off.
//!
//! A firm whose business is suspended first cuts hours and puts idle staff on reduced pay; it hires nobody.
//! Then it lays off: a few where cash is there, many where cash does not cover the pay of another month. It
//! knows whom it laid off, and open again it calls back most of them within two months, much faster than it
//! would find new people, up to what it would have kept had it never closed. Those it does not call by then
//! have found other work.

use crate::month::ctx::Ctx;
use crate::month::work::{Work, heads};
use crate::state::block::Block;

/// The share of its staff that a closed firm lays off in a month, with cash for so many months of unavoidable
/// outgo; slowed by `relief`, the share of pay that others bear.
pub fn laid_off(p: &Work, cash_months: f64, relief: f64) -> f64 {
    let short = if cash_months < p.short_months { p.closed_layoffs_short } else { 0.0 };
    (p.closed_layoffs + short) * (1.0 - p.subsidy_retention * relief).max(0.0)
}

/// Notes who was laid off this month by a closed firm that had so many people.
pub fn remember(b: &mut Block, i: usize, before: u32) {
    let gone = before.saturating_sub(b.headcount[i]);
    b.recall[i] = u32::from(b.recall[i]).saturating_add(gone).min(u32::from(u16::MAX)) as u16;
}

/// Calls back a part of those laid off while the firm was closed, up to `most` people in all, of whom whoever
/// is there already counts.
pub fn call(b: &mut Block, i: usize, most: f64, draw: f64, ctx: &Ctx) {
    let called = heads(ctx.params.work.recall_speed * f64::from(b.recall[i]), draw);
    b.recall[i] -= called.min(u32::from(b.recall[i])) as u16;
    b.headcount[i] = back(b.headcount[i], called, most);
}

/// The staff after so many were called, of whom none is taken beyond `most` in all.
fn back(staff: u32, called: u32, most: f64) -> u32 {
    let room = (most.max(0.0).ceil() as u32).saturating_sub(staff);
    staff + called.min(room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layoffs_behind_closed_doors_worked_by_hand() {
        let p = Work {
            closed_layoffs: 0.01,
            closed_layoffs_short: 0.06,
            short_months: 1.0,
            subsidy_retention: 0.5,
            ..Work::default()
        };
        assert_eq!(laid_off(&p, 2.0, 0.0), 0.01);
        assert!((laid_off(&p, 0.5, 0.0) - 0.07).abs() < 1e-12);
        // Others bear four fifths of pay: layoffs fall by two fifths.
        assert!((laid_off(&p, 0.5, 0.8) - 0.042).abs() < 1e-12);
    }

    #[test]
    fn recall_ends_at_what_the_firm_would_have_kept() {
        assert_eq!(back(7, 3, 12.0), 10);
        assert_eq!(back(7, 3, 8.2), 9);
        assert_eq!(back(7, 3, 5.0), 7);
    }
}
