//! Finding one's way in a table: columns by name, cells as numbers or text.

use crate::table::{Cell, Table};
use std::borrow::Cow;

impl Table {
    /// The index of the column of that name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

impl Cell {
    /// The cell as a number; `None` when it is missing or a name.
    pub fn number(&self) -> Option<f64> {
        match self {
            Cell::Int(value) => Some(*value as f64),
            Cell::Real(value) => Some(*value),
            Cell::Empty | Cell::Text(_) => None,
        }
    }
    /// The cell as text; empty when it is missing.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Empty => Cow::Borrowed(""),
            Cell::Int(value) => Cow::Owned(value.to_string()),
            Cell::Real(value) => Cow::Owned(value.to_string()),
        }
    }
}
