//! The only door back in: tables of finished folders.

use crate::error::{Error, Result};
use crate::files::csv as text;
use crate::phrase;
use crate::table::{Cell, Table};
use csv::{Position, Reader, ReaderBuilder, StringRecord};
use std::fs;
use std::path::Path;

/// The rows of a CSV table, one after another.
pub struct Rows<'a> {
    path: &'a Path,
    reader: Reader<&'a [u8]>,
    row: StringRecord,
    /// Names of the columns.
    pub header: Vec<String>,
}

impl<'a> Rows<'a> {
    /// Begins to read the bytes of a file; its path is for messages.
    ///
    /// # Errors
    /// The header is not UTF-8.
    pub fn of(path: &'a Path, bytes: &'a [u8]) -> Result<Rows<'a>> {
        let mut reader = ReaderBuilder::new().from_reader(bytes);
        let header = reader.headers().map_err(|error| broken(path, error))?;
        let header = header.iter().map(str::to_string).collect();
        Ok(Rows { path, reader, row: StringRecord::new(), header })
    }
    /// The next row, with its line in the file; `None` at the end.
    ///
    /// # Errors
    /// A row of another width than the header, or one that is not UTF-8.
    pub fn row(&mut self) -> Result<Option<(&StringRecord, u64)>> {
        let more = self.reader.read_record(&mut self.row).map_err(|error| broken(self.path, error))?;
        Ok(more.then(|| (&self.row, self.row.position().map_or(0, Position::line))))
    }
}

fn broken(path: &Path, error: csv::Error) -> Error {
    let line = error.position().map_or(1, Position::line);
    Error::Malformed { path: path.to_path_buf(), line, what: phrase!("table"), source: error.into() }
}

/// Reads a CSV table of a run folder. Cells are whole numbers, real numbers or names as they look; empty
/// cells are missing.
///
/// # Errors
/// The file can't be read or is not a table.
pub fn table(path: &Path) -> Result<Table> {
    let bytes = fs::read(path).map_err(Error::file(path))?;
    table_from(path, &bytes)
}

/// The names of the columns of a table, which may be large: no more of it is read.
///
/// # Errors
/// The file can't be read; its header is not UTF-8.
pub fn header(path: &Path) -> Result<Vec<String>> {
    let file = fs::File::open(path).map_err(Error::file(path))?;
    let mut reader = ReaderBuilder::new().from_reader(file);
    let header = reader.headers().map_err(|error| broken(path, error))?;
    Ok(header.iter().map(str::to_string).collect())
}

/// Reads a table from the bytes of the file at `path`.
///
/// # Errors
/// The bytes are not a table: rows of several widths, or not UTF-8.
pub fn table_from(path: &Path, bytes: &[u8]) -> Result<Table> {
    let mut rows = Rows::of(path, bytes)?;
    let mut table = Table::new(rows.header.iter());
    while let Some((row, _)) = rows.row()? {
        table.rows.push(row.iter().map(cell).collect());
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
        let error = table_from(Path::new("a.csv"), b"a,b\n1,2\n3\n").unwrap_err();
        assert!(error.to_string().starts_with("a.csv:3: not a table"), "{error}");
    }
}
