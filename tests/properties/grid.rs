//! Output tables as columns of numbers, and what is complained of them.

use std::collections::BTreeMap;
use tideover::table::{Cell, Table};

/// What does not hold: the name of the check, and the first place where it fails.
#[derive(Debug, Default)]
pub struct Complaints(pub BTreeMap<&'static str, String>);

impl Complaints {
    /// Complains, unless it holds.
    pub fn unless(&mut self, holds: bool, check: &'static str, place: impl FnOnce() -> String) {
        if !holds {
            self.0.entry(check).or_insert_with(place);
        }
    }
}

/// A table whose columns are found by name.
#[derive(Clone, Copy)]
pub struct Grid<'a> {
    /// What messages call it.
    pub name: &'a str,
    /// The table.
    pub table: &'a Table,
}

impl<'a> Grid<'a> {
    /// Whether it has such a column.
    pub fn has(&self, name: &str) -> bool {
        self.table.columns.iter().any(|column| column == name)
    }
    fn place(&self, name: &str) -> usize {
        let found = self.table.columns.iter().position(|column| column == name);
        found.unwrap_or_else(|| panic!("{} has no column {name}: {:?}", self.name, self.table.columns))
    }
    /// A column of numbers; an empty cell is none.
    pub fn column(&self, name: &str) -> Vec<Option<f64>> {
        let place = self.place(name);
        self.table.rows.iter().map(|row| number(&row[place])).collect()
    }
    /// A column of numbers in which no cell may be empty (an empty one is not a number, and no check of it
    /// holds).
    pub fn numbers(&self, name: &str) -> Vec<f64> {
        self.column(name).into_iter().map(|value| value.unwrap_or(f64::NAN)).collect()
    }
    /// A column of texts.
    pub fn texts(&self, name: &str) -> Vec<&'a str> {
        let place = self.place(name);
        let text = |row: &'a Vec<Cell>| if let Cell::Text(text) = &row[place] { text.as_str() } else { "" };
        self.table.rows.iter().map(text).collect()
    }
    /// Rows put together by the value of a text column, in the order of first appearance: their indices.
    pub fn groups(&self, name: &str) -> Vec<(&'a str, Vec<usize>)> {
        let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
        for (index, text) in self.texts(name).into_iter().enumerate() {
            match groups.iter_mut().find(|(known, _)| *known == text) {
                Some((_, rows)) => rows.push(index),
                None => groups.push((text, vec![index])),
            }
        }
        groups
    }
    /// The keys of a row, for a message.
    pub fn row(&self, index: usize) -> String {
        let texts = self.table.rows[index]
            .iter()
            .skip(3)
            .filter_map(|cell| if let Cell::Text(text) = cell { Some(text.as_str()) } else { None });
        format!("{} {}", self.name, texts.take(4).collect::<Vec<_>>().join(" "))
    }
}

fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Int(value) => Some(*value as f64),
        Cell::Real(value) => Some(*value),
        Cell::Empty => None,
        Cell::Text(text) => panic!("{text:?} is no number"),
    }
}

/// Whether two numbers are the same but for the twelfth digit of what they were added up from; `of` is the
/// size of the parts.
pub fn same(a: f64, b: f64, of: f64) -> bool {
    (a - b).abs() <= 1e-9 * (a.abs() + b.abs() + of.abs())
}
