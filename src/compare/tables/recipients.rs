//! Columns of `recipients.csv`: what a policy did to those who got it, in levels of both arms.

use super::HORIZON;
use crate::compare::effects::round;
use crate::stats::columns::{ARM, Column, FIRMS, PLAIN, REGIME, SHARE, THOUSAND, column};
use crate::stats::summary::Spread;
use crate::table::Cell;

/// The firms that got something from a policy, or all that were followed.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct RecipientNumbers<'a> {
    pub regime: &'a str,
    pub arm: &'a str,
    pub horizon: i64,
    pub group: &'a str,
    pub replications: usize,
    pub simulated: i64,
    /// Thousand firms, mean over replications.
    pub firms: f64,
    /// In the base and in the arm: firms alive at the horizon, jobs in them, firms short of cash at some time.
    pub alive: [f64; 2],
    pub jobs: [f64; 2],
    pub short: [f64; 2],
    /// Jobs in the arm less those in the base, and firms alive and short likewise, over replications.
    pub change: [Spread; 3],
}

impl RecipientNumbers<'_> {
    fn share(&self, firms: f64) -> Cell {
        Cell::maybe((self.firms > 0.0).then(|| round(firms / self.firms)))
    }
    fn change(&self, which: usize) -> Cell {
        Cell::Real(round(self.change[which].mean))
    }
    fn bound(&self, which: usize, end: usize) -> Cell {
        Cell::maybe(self.change[which].error.map(|error| round(error[2 + end])))
    }
}

/// All columns.
pub const COLUMNS: &[Column<fn(&RecipientNumbers) -> Cell>] = &[
    column("regime", PLAIN, REGIME, |r| r.regime.into()),
    column("arm", PLAIN, ARM, |r| r.arm.into()),
    column("horizon_months", PLAIN, HORIZON, |r| Cell::Int(r.horizon)),
    column(
        "policy",
        PLAIN,
        "the policy of the arm from which the firms counted got something by the horizon; all: every firm alive when the arms part",
        |r| r.group.into(),
    ),
    column("replications", PLAIN, "replications in which somebody got something", |r| {
        Cell::Int(r.replications as i64)
    }),
    column("simulated_firms", FIRMS, "simulated firms counted, all replications together", |r| {
        Cell::Int(r.simulated)
    }),
    column("firms_thousand", THOUSAND, "firms counted, mean over replications", |r| Cell::Real(r.firms)),
    column("alive_base", SHARE, "part of them alive at the horizon in the base", |r| r.share(r.alive[0])),
    column("alive_arm", SHARE, "the same in the arm", |r| r.share(r.alive[1])),
    column("alive_change_thousand", THOUSAND, "firms alive, arm less base", |r| r.change(1)),
    column("alive_lower", THOUSAND, "lower end of its 95% interval", |r| r.bound(1, 0)),
    column("alive_upper", THOUSAND, "upper end of its 95% interval", |r| r.bound(1, 1)),
    column("jobs_base_thousand", THOUSAND, "jobs in them at the horizon in the base", |r| {
        Cell::Real(r.jobs[0])
    }),
    column("jobs_arm_thousand", THOUSAND, "the same in the arm", |r| Cell::Real(r.jobs[1])),
    column("jobs_change_thousand", THOUSAND, "jobs, arm less base: the effect on those who got it", |r| {
        r.change(0)
    }),
    column("jobs_lower", THOUSAND, "lower end of its 95% interval", |r| r.bound(0, 0)),
    column("jobs_upper", THOUSAND, "upper end of its 95% interval", |r| r.bound(0, 1)),
    column(
        "short_base",
        SHARE,
        "part of them that lacked cash, before owner and private lenders helped, in some reported month up to the horizon, in the base",
        |r| r.share(r.short[0]),
    ),
    column("short_arm", SHARE, "the same in the arm", |r| r.share(r.short[1])),
    column("short_change_thousand", THOUSAND, "firms short of cash at some time, arm less base", |r| {
        r.change(2)
    }),
    column("short_lower", THOUSAND, "lower end of its 95% interval", |r| r.bound(2, 0)),
    column("short_upper", THOUSAND, "upper end of its 95% interval", |r| r.bound(2, 1)),
];
