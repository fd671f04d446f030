//! Tables as data: named columns, rows of cells. The simulation hands its rows on as such; files are made
//! of them and read back into them elsewhere.

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Cell {
    /// Missing.
    Empty,
    /// A name.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A real number; written with the shortest digits that read back the same.
    Real(f64),
}

impl Cell {
    /// A real number where it is one, else nothing: what is not known, or the share of nobody, is an empty
    /// cell.
    pub fn known(value: f64) -> Cell {
        if value.is_nan() { Cell::Empty } else { Cell::Real(value) }
    }
    /// A real number where there is one.
    pub fn maybe(value: Option<f64>) -> Cell {
        value.map_or(Cell::Empty, Cell::Real)
    }
    /// A number; zero where there is none.
    pub fn real(&self) -> f64 {
        match self {
            Cell::Real(value) => *value,
            Cell::Int(value) => *value as f64,
            Cell::Text(_) | Cell::Empty => 0.0,
        }
    }
}

impl From<&str> for Cell {
    fn from(name: &str) -> Cell {
        Cell::Text(name.to_string())
    }
}

/// A table with named columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Column names.
    pub columns: Vec<String>,
    /// Rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table with these columns.
    pub fn new(columns: impl IntoIterator<Item = impl Into<String>>) -> Table {
        Table { columns: columns.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }
}

/// Twelve significant digits are enough for any table and keep the last bits of sums out of the files.
pub fn round(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() { x } else { format!("{x:.11e}").parse().unwrap_or(x) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_digits() {
        assert_eq!(round(0.1 + 0.2), 0.3);
        assert_eq!(round(-123_456_789.123_456_79), -123_456_789.123);
        assert_eq!(round(0.0), 0.0);
    }
}
