//! Columns of `fates.csv`: what became of the firms, over replications.

use super::{DORMANT, FATE, FATE_DIMENSION, FATE_GROUP, HORIZON, SUPPORT};
use crate::stats::columns::{ARM, BILLION, Column, FIRMS, PLAIN, REGIME, SHARE, THOUSAND, column};
use crate::table::Cell;

/// A mean over replications with the ends of its interval.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Estimate {
    pub mean: f64,
    /// None with one replication.
    pub bounds: Option<[f64; 2]>,
}

impl Estimate {
    fn lower(&self) -> Cell {
        Cell::maybe(self.bounds.map(|[lower, _]| lower))
    }
    fn upper(&self) -> Cell {
        Cell::maybe(self.bounds.map(|[_, upper]| upper))
    }
}

/// The firms of a group that have one fate.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct FateNumbers<'a> {
    pub regime: &'a str,
    pub arm: &'a str,
    pub horizon: i64,
    pub dimension: &'a str,
    pub group: &'a str,
    pub fate: &'a str,
    pub replications: usize,
    pub simulated: i64,
    pub firms: Estimate,
    /// None where the group has no firms.
    pub share_of_firms: Option<f64>,
    pub jobs: Estimate,
    pub dormant: f64,
    pub money: Estimate,
    /// None where the group got no money.
    pub share_of_money: Option<f64>,
    pub support: f64,
}

/// All columns.
pub const COLUMNS: &[Column<fn(&FateNumbers) -> Cell>] = &[
    column("regime", PLAIN, REGIME, |f| f.regime.into()),
    column("arm", PLAIN, ARM, |f| f.arm.into()),
    column("horizon_months", PLAIN, HORIZON, |f| Cell::Int(f.horizon)),
    column("dimension", PLAIN, FATE_DIMENSION, |f| f.dimension.into()),
    column("group", PLAIN, FATE_GROUP, |f| f.group.into()),
    column("fate", PLAIN, FATE, |f| f.fate.into()),
    column(
        "replications",
        PLAIN,
        "replications that means are over; one in which the group has no firm counts as zero",
        |f| Cell::Int(f.replications as i64),
    ),
    column(
        "simulated_firms",
        FIRMS,
        "simulated firms of that fate, all replications together: what the row rests on",
        |f| Cell::Int(f.simulated),
    ),
    column("firms_thousand", THOUSAND, "firms of that fate, mean over replications", |f| {
        Cell::Real(f.firms.mean)
    }),
    column("firms_lower", THOUSAND, "lower end of its 95% interval", |f| f.firms.lower()),
    column("firms_upper", THOUSAND, "upper end of its 95% interval", |f| f.firms.upper()),
    column("share_of_firms", SHARE, "share of the firms of the group", |f| Cell::maybe(f.share_of_firms)),
    column("jobs_thousand", THOUSAND, "jobs they had when the arms part, mean over replications", |f| {
        Cell::Real(f.jobs.mean)
    }),
    column("jobs_lower", THOUSAND, "lower end of its 95% interval", |f| f.jobs.lower()),
    column("jobs_upper", THOUSAND, "upper end of its 95% interval", |f| f.jobs.upper()),
    column("dormant_thousand", THOUSAND, DORMANT, |f| Cell::Real(f.dormant)),
    column(
        "money_bn",
        BILLION,
        "money they got from policies by the horizon, billion {unit}, mean over replications",
        |f| Cell::Real(f.money.mean),
    ),
    column("money_lower", BILLION, "lower end of its 95% interval", |f| f.money.lower()),
    column("money_upper", BILLION, "upper end of its 95% interval", |f| f.money.upper()),
    column(
        "share_of_money",
        SHARE,
        "share of the money of the group; of safe_anyway it is the deadweight",
        |f| Cell::maybe(f.share_of_money),
    ),
    column("support_bn", BILLION, SUPPORT, |f| Cell::Real(f.support)),
];
