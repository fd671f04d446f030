//! The table that is written beside a chart.

use crate::diagnose::inert;
use crate::files::csv::{NAME_LENGTH, text};

/// A table to be written beside a chart: the numbers behind it.
#[derive(Clone, Debug)]
pub struct Tidy {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Tidy {
    /// A table with these columns.
    pub fn new(columns: &[&str]) -> Tidy {
        debug_assert!(
            columns.iter().all(|name| name.len() <= NAME_LENGTH),
            "a column whose name is cut off: {columns:?}"
        );
        Tidy { header: columns.iter().map(|column| (*column).to_string()).collect(), rows: Vec::new() }
    }
    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }
    /// The names of its columns.
    pub fn header(&self) -> &[String] {
        &self.header
    }
    /// Its rows.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }
    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    /// The file's content.
    pub fn bytes(&self) -> Vec<u8> {
        let row = |row: &Vec<String>| row.iter().cloned().map(inert).collect();
        text(&self.header, self.rows.iter().map(row))
    }
}

/// A number for a table: up to nine significant digits, missing as empty.
pub fn cell(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let rounded: f64 = format!("{value:.8e}").parse().unwrap_or(value);
    format!("{}", rounded + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_short() {
        assert_eq!(cell(0.1 + 0.2), "0.3");
        assert_eq!(cell(f64::NAN), "");
        assert_eq!(cell(-0.0), "0");
        assert_eq!(cell(1234567.0), "1234567");
    }
}
