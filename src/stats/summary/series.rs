//! The rows of a monthly table as series by name, for one regime, arm and replication.

use crate::table::Table;
use std::collections::BTreeMap;

/// Series of one run by name, first reported month first. A missing cell is `None`.
#[derive(Clone, Debug, Default)]
pub(super) struct Series {
    columns: BTreeMap<String, Vec<Option<f64>>>,
    months: usize,
}

impl Series {
    /// The series of some rows of a table; every column but those in `keys` is one.
    pub fn of_rows(table: &Table, rows: &[usize], keys: &[&str]) -> Series {
        let mut columns = BTreeMap::new();
        for (column, name) in
            table.columns.iter().enumerate().filter(|(_, name)| !keys.contains(&name.as_str()))
        {
            columns.insert(name.clone(), rows.iter().map(|row| table.rows[*row][column].number()).collect());
        }
        Series { columns, months: rows.len() }
    }

    /// Number of months.
    pub fn months(&self) -> usize {
        self.months
    }

    /// A series; empty when there is none of that name.
    pub fn get(&self, name: &str) -> &[Option<f64>] {
        self.columns.get(name).map_or(&[], Vec::as_slice)
    }

    /// A series in a month, counted from one.
    pub fn at(&self, name: &str, month: usize) -> Option<f64> {
        *self.get(name).get(month.checked_sub(1)?)?
    }

    /// The sum of the first `months` months; `None` when there are fewer, or one is missing.
    pub fn sum(&self, name: &str, months: usize) -> Option<f64> {
        let values = self.get(name).get(..months)?;
        values.iter().try_fold(0.0, |sum, value| value.map(|value| sum + value))
    }
}
