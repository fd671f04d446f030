//! Columns of `fates_by_replication.csv`: what became of the firms in one replication.

use super::{DORMANT, FATE, FATE_DIMENSION, FATE_GROUP, HORIZON, SUPPORT};
use crate::stats::columns::{ARM, BILLION, Column, PLAIN, REGIME, REPLICATION, THOUSAND, column};
use crate::table::Cell;

/// The firms of a group that have one fate, scaled to the country.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct OwnFateNumbers<'a> {
    pub regime: &'a str,
    pub arm: &'a str,
    pub replication: u32,
    pub horizon: u16,
    pub dimension: &'a str,
    pub group: &'a str,
    pub fate: &'a str,
    /// Thousand.
    pub firms: f64,
    pub jobs: f64,
    pub dormant: f64,
    /// Billion.
    pub money: f64,
    pub support: f64,
    /// Thousand jobs in them at the horizon, and thousand of them short of cash at some time, in base and arm.
    pub jobs_then: [f64; 2],
    pub short: [f64; 2],
}

/// All columns.
pub const COLUMNS: &[Column<fn(&OwnFateNumbers) -> Cell>] = &[
    column("regime", PLAIN, REGIME, |f| f.regime.into()),
    column("arm", PLAIN, ARM, |f| f.arm.into()),
    column("replication", PLAIN, REPLICATION, |f| Cell::Int(i64::from(f.replication))),
    column("horizon_months", PLAIN, HORIZON, |f| Cell::Int(i64::from(f.horizon))),
    column("dimension", PLAIN, FATE_DIMENSION, |f| f.dimension.into()),
    column("group", PLAIN, FATE_GROUP, |f| f.group.into()),
    column("fate", PLAIN, FATE, |f| f.fate.into()),
    column("firms_thousand", THOUSAND, "firms of that fate", |f| Cell::Real(f.firms)),
    column("jobs_thousand", THOUSAND, "jobs they had when the arms part", |f| Cell::Real(f.jobs)),
    column("dormant_thousand", THOUSAND, DORMANT, |f| Cell::Real(f.dormant)),
    column("money_bn", BILLION, "money they got from policies by the horizon, billion {unit}", |f| {
        Cell::Real(f.money)
    }),
    column("support_bn", BILLION, SUPPORT, |f| Cell::Real(f.support)),
    column("jobs_base_thousand", THOUSAND, "jobs in them at the horizon in the base", |f| {
        Cell::Real(f.jobs_then[0])
    }),
    column("jobs_arm_thousand", THOUSAND, "the same in the arm", |f| Cell::Real(f.jobs_then[1])),
    column(
        "short_base_thousand",
        THOUSAND,
        "of them, firms that lacked cash, before owner and private lenders helped, in some reported month up to the horizon, in the base",
        |f| Cell::Real(f.short[0]),
    ),
    column("short_arm_thousand", THOUSAND, "the same in the arm", |f| Cell::Real(f.short[1])),
];
