//! The only door back in: tables and manifests of run folders.

use crate::error::{Error, Result};
use crate::export::csv as text;
use crate::stats::table::{Cell, Table};
use std::fs;
use std::io;
use std::path::Path;

/// Reads a CSV table of a run folder. Cells are whole numbers, real numbers or names as they look; empty
/// cells are missing.
///
/// # Errors
/// The file can't be read or is not a table.
pub fn table(path: &Path) -> Result<Table> {
    let bytes = fs::read(path).map_err(Error::file(path))?;
    table_from(&bytes).map_err(Error::file(path))
}

/// Reads a table from the bytes of a CSV file.
///
/// # Errors
/// The bytes are not a table: rows of several widths, or not UTF-8.
pub fn table_from(bytes: &[u8]) -> io::Result<Table> {
    let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(bytes);
    let mut table = Table::new(reader.headers().map_err(io::Error::other)?.iter());
    for record in reader.records() {
        table.rows.push(record.map_err(io::Error::other)?.iter().map(cell).collect());
    }
    Ok(table)
}

/// A cell from its text. A text counts as a number only when that number would be written the same way again.
fn cell(written: &str) -> Cell {
    if written.is_empty() {
        return Cell::Empty;
    }
    if let Ok(value) = written.parse::<i64>()
        && value.to_string() == written
    {
        return Cell::Int(value);
    }
    match written.parse::<f64>() {
        Ok(value) if text::number(value) == written => Cell::Real(value),
        _ => Cell::Text(written.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_by_their_look() {
        assert_eq!(cell(""), Cell::Empty);
        assert_eq!(cell("12"), Cell::Int(12));
        assert_eq!(cell("0.5"), Cell::Real(0.5));
        for name in ["2020-02", "10-19", "007", "+5", "inf", "NaN", "1e5"] {
            assert_eq!(cell(name), Cell::Text(name.into()), "{name}");
        }
    }

    #[test]
    fn rows_of_several_widths_are_no_table() {
        assert!(table_from(b"a,b\n1,2\n3\n").is_err());
    }
}
