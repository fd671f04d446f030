//! Columns of `ledger.csv`: the sums of all entries of a month, by item.

use super::scale::Scale;
use crate::money::Money;
use crate::state::ledger::Item;
use crate::stats::columns::{BILLION, Column, MONTH, PLAIN, column};
use crate::table::Cell;

/// The entries of one item in a month.
#[derive(Debug)]
pub struct LedgerNumbers<'a> {
    /// How simulated values are scaled.
    pub scale: Scale,
    /// The month, as written.
    pub month: &'a Cell,
    /// The item.
    pub item: Item,
    /// The sum of its entries.
    pub amount: Money,
}

impl LedgerNumbers<'_> {
    /// The cells of the row, in the order of [`COLUMNS`].
    pub fn row(&self) -> impl Iterator<Item = Cell> {
        COLUMNS.iter().map(|column| (column.value)(self))
    }
}

/// Columns after `regime, arm, replication`.
pub const COLUMNS: &[Column<fn(&LedgerNumbers) -> Cell>] = &[
    column("month", PLAIN, MONTH, |e| e.month.clone()),
    column("from", PLAIN, "who pays, or whose claim falls or debt rises", |e| {
        Cell::Text(e.item.from().name().into())
    }),
    column("to", PLAIN, "who receives, or whose claim rises or debt falls", |e| {
        Cell::Text(e.item.to().name().into())
    }),
    column("item", PLAIN, "for what", |e| Cell::Text(e.item.name().into())),
    column("amount_bn", BILLION, "sum of the month, billion {unit}", |e| {
        Cell::Real(e.scale.billions(e.amount.real()))
    }),
];
