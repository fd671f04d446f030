//! Columns of `exposure.csv`: counts of firms at risk and of closures by month or age, from which survival is
//! computed when a run is over. The file is a part of a replication and no reader sees it.

use crate::stats::columns::{Column, FIRMS, PLAIN, column};
use crate::table::Cell;

/// The counts of a group in one month of a clock.
#[derive(Debug)]
pub struct ExposureNumbers<'a> {
    /// `since_start` or `age`.
    pub clock: &'a str,
    /// What firms are grouped by.
    pub dimension: &'a str,
    /// The group.
    pub group: &'a str,
    /// Months completed on the clock when the month begins.
    pub month: usize,
    /// Firms alive at the beginning of the month.
    pub at_risk: u64,
    /// Of these, firms that closed in it.
    pub exits: u64,
}

impl ExposureNumbers<'_> {
    /// The cells of the row, in the order of [`COLUMNS`].
    pub fn row(&self) -> impl Iterator<Item = Cell> {
        COLUMNS.iter().map(|column| (column.value)(self))
    }
}

/// Columns after `regime, arm, replication`.
pub const COLUMNS: &[Column<fn(&ExposureNumbers) -> Cell>] = &[
    column(
        "clock",
        PLAIN,
        "since_start: months since the first month; age: age of the firm in months",
        |e| Cell::Text(e.clock.into()),
    ),
    column("dimension", PLAIN, "what firms are grouped by", |e| Cell::Text(e.dimension.into())),
    column("group", PLAIN, "the group", |e| Cell::Text(e.group.into())),
    column("month", PLAIN, "months completed on the clock when the month begins", |e| {
        Cell::Int(e.month as i64)
    }),
    column("at_risk", FIRMS, "simulated firms alive at the beginning of the month", |e| {
        Cell::Int(e.at_risk as i64)
    }),
    column("exits", FIRMS, "of these, firms that closed in the month", |e| Cell::Int(e.exits as i64)),
];
