//! Columns of `fidelity.csv`: how well the starting population meets its targets.

use crate::stats::columns::{Column, PLAIN, column};
use crate::table::{Cell, round};

/// A figure of the starting population.
#[derive(Debug)]
pub struct FidelityNumbers<'a> {
    /// Which figures.
    pub table: &'a str,
    /// The group.
    pub group: &'a str,
    /// The published figure; NaN when there is none.
    pub target: f64,
    /// That of the population.
    pub drawn: f64,
}

impl FidelityNumbers<'_> {
    /// The cells of the row, in the order of [`COLUMNS`].
    pub fn row(&self) -> impl Iterator<Item = Cell> {
        COLUMNS.iter().map(|column| (column.value)(self))
    }
}

fn number(value: f64) -> Cell {
    Cell::known(round(value))
}

/// Columns after `regime, arm, replication`.
pub const COLUMNS: &[Column<fn(&FidelityNumbers) -> Cell>] = &[
    column("table", PLAIN, "which figures", |f| Cell::Text(f.table.into())),
    column("group", PLAIN, "the group", |f| Cell::Text(f.group.into())),
    column("target", PLAIN, "the published figure; empty when there is none", |f| number(f.target)),
    column("drawn", PLAIN, "that of the starting population, at the end of the settling months", |f| {
        number(f.drawn)
    }),
    column("difference", PLAIN, "drawn less target", |f| number(f.drawn - f.target)),
];
