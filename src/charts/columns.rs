//! Tables of a run folder, read back column by column.

use crate::error::{Error, Result};
use crate::files::read::Rows;
use crate::told;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A column of names: each distinct name once, in order of appearance, and its number in each row.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Distinct names.
    pub distinct: Vec<String>,
    /// Index in `distinct`, one a row.
    pub code: Vec<usize>,
}

impl Names {
    /// The name in a row.
    pub fn at(&self, row: usize) -> &str {
        &self.distinct[self.code[row]]
    }
    /// The number of a name, if any row has it.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.distinct.iter().position(|known| known == name)
    }
    /// A further row; `known` finds the number of a name.
    fn push(&mut self, cell: &str, known: &mut BTreeMap<String, usize>) {
        let code = known.get(cell).copied().unwrap_or_else(|| {
            self.distinct.push(cell.to_string());
            known.insert(cell.to_string(), self.distinct.len() - 1);
            self.distinct.len() - 1
        });
        self.code.push(code);
    }
}

/// A table: columns of names and columns of numbers (missing is NaN).
#[derive(Clone, Debug)]
pub struct Columns {
    path: PathBuf,
    names: BTreeMap<String, Names>,
    numbers: BTreeMap<String, Vec<f64>>,
    /// Column names in the order of the file.
    pub header: Vec<String>,
    /// Number of rows.
    pub rows: usize,
}

impl Columns {
    /// Reads a CSV file; the columns `text` hold names, all others that `wanted` accepts hold numbers. `None`
    /// when there is no such file or it has no rows.
    ///
    /// # Errors
    /// A file that can't be read, or a cell that is not a number, with its line.
    pub fn read(path: &Path, text: &[&str], wanted: impl Fn(&str) -> bool) -> Result<Option<Columns>> {
        Columns::read_where(path, text, wanted, |_, _| true)
    }

    /// The same, of those rows alone in which `accept` says yes to every column of names and its cell: most
    /// of a long table is never turned into numbers then.
    ///
    /// # Errors
    /// As [`Columns::read`].
    pub fn read_where(
        path: &Path,
        text: &[&str],
        wanted: impl Fn(&str) -> bool,
        accept: impl Fn(&str, &str) -> bool,
    ) -> Result<Option<Columns>> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::file(path)(error)),
        };
        let table = Columns::parse(path, &bytes, text, wanted, accept)?;
        Ok(Some(table).filter(|table| table.rows > 0))
    }

    fn parse(
        path: &Path,
        bytes: &[u8],
        text: &[&str],
        wanted: impl Fn(&str) -> bool,
        accept: impl Fn(&str, &str) -> bool,
    ) -> Result<Columns> {
        let mut read = Rows::of(path, bytes)?;
        let header = read.header.clone();
        let mut names: Vec<Option<(Names, BTreeMap<String, usize>)>> = Vec::new();
        let mut numbers: Vec<Option<Vec<f64>>> = Vec::new();
        for column in &header {
            let is_text = text.contains(&column.as_str());
            names.push(is_text.then(Default::default));
            numbers.push((!is_text && wanted(column)).then(Vec::new));
        }
        let mut rows = 0;
        while let Some((record, line)) = read.row()? {
            let refused = |(at, cell): (usize, &str)| names[at].is_some() && !accept(&header[at], cell);
            if record.iter().enumerate().any(refused) {
                continue;
            }
            rows += 1;
            for (at, cell) in record.iter().enumerate() {
                if let Some((column, known)) = &mut names[at] {
                    column.push(cell, known);
                } else if let Some(column) = &mut numbers[at] {
                    column.push(number(cell).ok_or_else(|| {
                        let what = told!(
                            "column {column} holds \"{cell}\", which is not a number",
                            column = &header[at],
                            cell = cell
                        );
                        Error::Content { path: path.to_path_buf(), line: Some(line), what }
                    })?);
                }
            }
        }
        let zip_names =
            header.iter().zip(names).filter_map(|(name, column)| Some((name.clone(), column?.0))).collect();
        let zip_numbers =
            header.iter().zip(numbers).filter_map(|(name, column)| Some((name.clone(), column?))).collect();
        Ok(Columns { path: path.to_path_buf(), names: zip_names, numbers: zip_numbers, header, rows })
    }

    fn lacks(&self, column: &str) -> Error {
        let what = told!(
            "there is no column \"{column}\"; the table was written by another version",
            column = column
        );
        Error::Content { path: self.path.clone(), line: Some(1), what }
    }

    /// A column of names.
    ///
    /// # Errors
    /// When there is no such column.
    pub fn names(&self, column: &str) -> Result<&Names> {
        self.names.get(column).ok_or_else(|| self.lacks(column))
    }
    /// A column of numbers.
    ///
    /// # Errors
    /// When there is no such column.
    pub fn numbers(&self, column: &str) -> Result<&[f64]> {
        let found = self.numbers.get(column).map(Vec::as_slice);
        // Sums of money carry the currency's unit in files: sales_bn is sales_bn_yuan there.
        let money = || if column.ends_with("_bn") { self.numbers_like(&format!("{column}_")) } else { None };
        found.or_else(money).ok_or_else(|| self.lacks(column))
    }
    /// The first column of numbers whose name begins so; the end of a name may hold a unit.
    pub fn numbers_like(&self, beginning: &str) -> Option<&[f64]> {
        let name = self.header.iter().find(|name| name.starts_with(beginning))?;
        self.numbers.get(name).map(Vec::as_slice)
    }
}

fn number(cell: &str) -> Option<f64> {
    if cell.is_empty() {
        return Some(f64::NAN);
    }
    cell.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_cell_is_named_with_its_line() {
        let text = b"month,jobs\n2020-01,1.5\n2020-02,\n2020-03,many\n";
        let error =
            Columns::parse(Path::new("monthly.csv"), text, &["month"], |_| true, |_, _| true).unwrap_err();
        assert_eq!(error.to_string(), "monthly.csv:4: column jobs holds \"many\", which is not a number");
        let ragged = b"month,jobs\n2020-01,1.5,3\n";
        assert!(
            Columns::parse(Path::new("monthly.csv"), ragged, &["month"], |_| true, |_, _| true)
                .unwrap_err()
                .to_string()
                .starts_with("monthly.csv:2")
        );
    }
}
