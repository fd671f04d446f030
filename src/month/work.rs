//! Work: hiring, layoffs, labour hoarding, furlough, wages.

pub mod hours;
pub mod recall;

crate::parameters! {
    /// Parameters of employment.
    pub struct Work : "work" {
        hiring_speed = 0.3, 0.01 .. 1.0, "per month", "share of the gap to the desired staff that hiring closes in a month", Assumed, "prototype 0.35; prior range 0.15-0.5";
        firing_speed = 0.2, 0.01 .. 1.0, "per month", "share of the gap to the desired staff that layoffs close in a month", Assumed, "prototype: 0.35 gives too many layoffs in 2020, 0.15 strict; prior range 0.08-0.35";
        expectation_speed = 0.25, 0.01 .. 1.0, "per month", "weight of this month's orders in expected demand", Assumed, "prototype 0.35; prior range 0.15-0.4";
        hoarding_band = 0.1, 0.0 .. 0.5, "share of staff", "excess staff that is kept without layoffs", Assumed, "labour hoarding; prior range 0.05-0.2";
        normal_idleness = 0.08, 0.0 .. 0.5, "share of staff", "staff without work in the mean of normal times, hoarded or not yet dismissed; those at work produce correspondingly more", Derived, "share of idle staff that the model itself shows in normal times; keeps margins at the pack's";
        idle_threshold = 0.15, 0.0 .. 1.0, "share of staff", "idle share above which staff is put on reduced pay (furlough)", Assumed, "prototype 0.15";
        idle_pay = 0.7, 0.0 .. 1.0, "share of pay", "pay of furloughed staff", Assumed, "middle between 0.6 (resilient) and 0.8 (strict); China 2020: local minimum wage after the first month";
        shed_when_illiquid = 0.12, 0.0 .. 1.0, "share of staff", "staff a firm with overdue obligations tries to shed", Assumed, "prototype 0.12";
        closed_layoffs = 0.005, 0.0 .. 1.0, "per month", "staff that a firm whose business is suspended lays off for a time", Assumed, "with the next gives the rise of unemployment in spring 2020 (C14, C15); prior range 0-0.03";
        closed_layoffs_short = 0.035, 0.0 .. 1.0, "per month", "the same where cash covers less than `short_months` of unavoidable outgo", Assumed, "no source; prior range 0.02-0.15";
        short_months = 1.0, 0.0 .. 12.0, "months of outgo", "cash below which a suspended business cannot keep its staff", Assumed, "pay falls due within the month; prior range 0.5-2";
        recall_speed = 0.6, 0.0 .. 1.0, "per month", "part of those laid off while closed who are called back in each month in which the firm is open", Assumed, "employers know whom to call: over two fifths of workers who lose a job in the United States return to their employer, sooner than others find one (Fujita and Moscarini 2017); prior range 0.3-0.9";
        ahead_of_receipts = 1.0, 0.0 .. 12.0, "months", "time for which a new worker is paid before the work is sold; then customers of the sector pay after their days", Assumed, "hiring and training take weeks; prior range 0.5-2";
        subsidy_retention = 0.6, 0.0 .. 1.0, "ratio", "fall of the firing speed for each unit of pay that a subsidy bears", Assumed, "prototype; estimates of retention in the pandemic 0.2-0.8";
    }
}

use crate::month::budget;
use crate::month::ctx::Ctx;
use crate::month::limit;
use crate::month::out::Out;
use crate::month::outgo;
use crate::month::queue;
use crate::month::take_up::reached;
use crate::month::{expectations, forgivable_loans};
use crate::rng::Purpose;
use crate::state::block::{Block, flag};
use crate::state::slots::BLOCK;

/// The staff a firm moves to in a month, a real number: hiring closes part of the gap; layoffs start beyond
/// the band that is hoarded and are slowed by `relief`, the share of pay that others bear. Hiring is `faster`
/// where it is paid for.
pub fn next_staff(p: &Work, staff: f64, desired: f64, relief: f64, faster: f64) -> f64 {
    // At most one of the two is not zero.
    let wanted = (desired - staff).max(0.0);
    let idle = (staff - desired * (1.0 + p.hoarding_band)).max(0.0);
    staff + (p.hiring_speed * faster).min(1.0) * wanted
        - p.firing_speed * (1.0 - p.subsidy_retention * relief).max(0.0) * idle
}

/// The people whom a firm can hire with this cash: each must be paid for `months` before customers pay for the work.
/// Firms that lack the cash ask their bank, and where it refuses they do not grow: the withdrawal of credit explains a
/// third to a half of the fall of jobs of small and medium borrowers in the year after September 2008 (Chodorow-Reich
/// 2014).
#[inline]
pub fn affordable(cash: f64, pay: f64, months: f64) -> f64 {
    cash.max(0.0) / (pay * months).max(1.0)
}

/// Months for which a new worker must be paid before money comes in.
#[inline]
pub fn months_ahead(sector: usize, ctx: &Ctx) -> f64 {
    ctx.params.work.ahead_of_receipts + ctx.scenario.economy.sectors[sector].receivable_days / 30.0
}

/// A staff as whole people: the fraction of a person is decided by a random draw.
///
/// # Panics
/// Ends the replication, with a reason, when nobody could count that many.
#[inline]
fn heads(staff: f64, draw: f64) -> u32 {
    const MOST: f64 = u32::MAX as f64;
    if staff.is_nan() || staff >= MOST {
        crate::stop::replication(format!(
            "the staff of one firm would be {staff:e} people, where at most {MOST:e} can be counted"
        ));
    }
    let whole = staff as u32;
    whole + u32::from(draw < staff - f64::from(whole))
}

/// How much faster a firm hires for what it gets per worker: by `response` for a year's labour cost.
fn hiring_boost(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let cell = ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
    let reaches = |policy: usize| reached(policy, b, i) && queue::served(policy, b, i, ctx);
    // Who hires now is paid next month: nobody plans with a budget that could not pay for one person.
    let offers = ctx.terms.hiring.iter().filter(|offer| {
        reaches(offer.policy) && limit::could_pay_next(offer.policy, offer.what.per_worker, ctx)
    });
    1.0 + offers
        .map(|offer| offer.what.response * offer.what.per_worker / (12.0 * ctx.cells[cell].wage))
        .sum::<f64>()
}

/// ROUND 4. Staff follows expected orders; the fraction of a person is decided by a keyed draw.
pub fn adjust(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let p = &ctx.params.work;
    let recalls = ctx.draws.stream(Purpose::Recall, i64::from(ctx.now));
    let roundings = ctx.draws.stream(Purpose::Headcount, i64::from(ctx.now));
    let promised = forgivable_loans::borne(b);
    let coming = !ctx.terms.coming.ahead.is_empty();
    let helped = !ctx.terms.payments.is_empty() || !promised.is_empty();
    let (paid_for, ending) = (!ctx.terms.hiring.is_empty(), !ctx.terms.ending.now.is_empty());
    b.side.hired.clear();
    for i in 0..BLOCK {
        if !b.lives(i) || b.has(i, flag::DORMANT) {
            continue;
        }
        let cell = ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
        let closed = b.has(i, flag::SUSPENDED);
        let staff = f64::from(b.headcount[i]);
        let mut desired = f64::from(b.expected[i]) / ctx.cells[cell].productivity;
        if b.has(i, flag::ILLIQUID) {
            desired = desired.min(staff * (1.0 - p.shed_when_illiquid));
        }
        let mut relief = 0.0;
        if helped && (closed || desired < staff) {
            relief = (budget::borne_share(b, i, ctx) + promised.get(i).copied().unwrap_or(0.0)).min(1.0);
        }
        if coming && (closed || desired < staff) {
            relief = relief.max(expectations::promised(b, i, ctx));
        }
        let sector = usize::from(b.sector[i]);
        let mut faster = ctx.terms.hiring_speed[sector] * ctx.sectors[sector].boldness;
        if desired > staff {
            if paid_for {
                faster *= hiring_boost(b, i, ctx);
            }
            if ending {
                faster *= expectations::before_cliff(b, i, ctx);
            }
        }
        if closed {
            // Nobody is hired behind closed doors.
            faster = 0.0;
        }
        let mut next = next_staff(p, staff, desired, relief, faster);
        if next > staff {
            let pay = ctx.cells[cell].wage * ctx.cells[cell].pay;
            next = next.min(staff + affordable(b.cash[i].real(), pay, months_ahead(sector, ctx)));
        }
        if closed {
            next -= staff * recall::laid_off(p, outgo::months_of_cash(b, i), relief);
        }
        b.headcount[i] = heads(next.max(1.0), roundings.uniform(b.id[i]));
        if closed {
            recall::remember(b, i, staff as u32);
        } else if b.recall[i] > 0 {
            recall::call(b, i, desired * (1.0 + p.hoarding_band), recalls.uniform(b.id[i]), ctx);
        }
        if paid_for && f64::from(b.headcount[i]) > staff {
            b.side.hired.push((i as u16, b.headcount[i] - staff as u32));
        }
        out.tally.staff(staff, f64::from(b.headcount[i]));
    }
}

#[cfg(test)]
mod tests {
    use super::hours::paid_share;
    use super::*;

    #[test]
    fn who_is_hired_must_be_paid_first() {
        // Two and a half months of 4,000 each, with 25,000 in cash.
        assert_eq!(affordable(25_000.0, 4_000.0, 2.5), 2.5);
        assert_eq!(affordable(-5.0, 4_000.0, 2.5), 0.0);
    }

    #[test]
    fn heads_are_whole_and_never_wrap() {
        assert_eq!((heads(2.3, 0.2), heads(2.3, 0.4), heads(4e9, 0.5)), (3, 2, 4_000_000_000));
        for staff in [4_294_967_295.0, 1e300, f64::INFINITY, f64::NAN] {
            let why = crate::stop::caught(|| heads(staff, 0.0)).unwrap_err();
            assert!(why.starts_with("the staff of one firm would be"), "{why}");
        }
    }

    #[test]
    fn furlough_and_staff_worked_by_hand() {
        let p = Work {
            hiring_speed: 0.3,
            firing_speed: 0.2,
            hoarding_band: 0.1,
            idle_threshold: 0.15,
            idle_pay: 0.7,
            subsidy_retention: 0.6,
            ..Work::default()
        };
        assert_eq!(paid_share(0.1, p.idle_threshold, p.idle_pay), 1.0);
        // Everyone idle: 85% of the staff on 70% of pay.
        assert!((paid_share(1.0, p.idle_threshold, p.idle_pay) - 0.745).abs() < 1e-12);
        assert!((next_staff(&p, 10.0, 20.0, 0.0, 1.0) - 13.0).abs() < 1e-12);
        // Ten people, five wanted, 10% hoarded: floor 5.5, a fifth of 4.5 goes.
        assert!((next_staff(&p, 10.0, 5.0, 0.0, 1.0) - 9.1).abs() < 1e-12);
        assert!(next_staff(&p, 10.0, 5.0, 0.5, 1.0) > 9.1);
        assert_eq!(next_staff(&p, 10.0, 9.5, 0.0, 1.0), 10.0);
        // Half as fast again: 45% of the gap of ten.
        assert!((next_staff(&p, 10.0, 20.0, 0.0, 1.5) - 14.5).abs() < 1e-12);
    }
}
