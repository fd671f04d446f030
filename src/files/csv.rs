//! Tables as CSV: UTF-8, one header row, dot decimals, missing as empty, the shortest digits that read back
//! the same.

use crate::diagnose::inert;
use crate::table::{Cell, Table};

/// Characters of a column's name that every program reads: Stata cuts names off behind them.
pub const NAME_LENGTH: usize = 32;

/// Whether columns still have different names once they are cut off.
pub fn distinct<'a>(names: impl IntoIterator<Item = &'a str>) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    names.into_iter().all(|name| seen.insert(name.chars().take(NAME_LENGTH).collect::<String>()))
}

/// The name a column has in files. Sums of money, `sales_bn`, say in what: `sales_bn_yuan`.
///
/// This is the only place where column names change on their way to a file; readers use it with the currency
/// unit of the manifest.
pub fn file_column(name: &str, currency_unit: &str) -> String {
    if !name.ends_with("_bn") {
        return name.to_string();
    }
    format!("{name}_{}", unit_in_names(currency_unit))
}

/// The name that the model gives the column of that name in files: the inverse of [`file_column`].
pub fn model_column<'a>(name: &'a str, currency_unit: &str) -> &'a str {
    let stem = name.strip_suffix(&unit_in_names(currency_unit)).and_then(|stem| stem.strip_suffix('_'));
    stem.filter(|stem| stem.ends_with("_bn")).unwrap_or(name)
}

fn unit_in_names(currency_unit: &str) -> String {
    let unit: String = currency_unit.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    unit.to_lowercase()
}

/// A real number as text: the shortest digits that read back the same, without an exponent for ordinary
/// sizes; empty when it is not a finite number.
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    if value == 0.0 {
        return "0".to_string(); // also minus zero
    }
    let size = value.abs();
    if (1e-9..1e21).contains(&size) { format!("{value}") } else { format!("{value:e}") }
}

/// A cell as text.
pub fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Int(value) => value.to_string(),
        Cell::Real(value) => number(*value),
    }
}

/// The bytes of a CSV file: a header, then rows of texts.
pub fn text(header: &[String], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    debug_assert!(
        distinct(header.iter().map(String::as_str)),
        "columns whose names are the same once cut off: {header:?}"
    );
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let mut write =
        |row: &[String]| writer.write_record(row).unwrap_or_else(|e| unreachable!("writing to memory: {e}"));
    write(header);
    for row in rows {
        assert_eq!(row.len(), header.len(), "a row of another width than its header: {header:?}");
        write(&row);
    }
    writer.into_inner().unwrap_or_else(|e| unreachable!("writing to memory: {e}"))
}

/// A table as the bytes of a CSV file, its columns named by [`file_column`].
pub fn bytes(table: &Table, currency_unit: &str) -> Vec<u8> {
    let header: Vec<String> = table.columns.iter().map(|name| file_column(name, currency_unit)).collect();
    let safe = |value: &Cell| match value {
        Cell::Text(_) => inert(cell(value)),
        Cell::Empty | Cell::Int(_) | Cell::Real(_) => cell(value),
    };
    text(&header, table.rows.iter().map(|row| row.iter().map(safe).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::read;
    use proptest::prelude::*;
    use std::path::Path;

    #[test]
    fn names_of_money_columns_carry_the_unit() {
        assert_eq!(file_column("sales_bn", "yuan"), "sales_bn_yuan");
        assert_eq!(file_column("sales_bn", "US dollar"), "sales_bn_us_dollar");
        assert_eq!(file_column("jobs_million", "yuan"), "jobs_million");
        for name in ["sales_bn", "jobs_million", "month"] {
            assert_eq!(model_column(&file_column(name, "US dollar"), "US dollar"), name);
        }
    }

    #[test]
    fn names_that_begin_alike_are_reported() {
        assert!(distinct(["jobs", "jobs_se", "receivable_days_month_01_of_all_a"]));
        assert!(!distinct([
            "receivable_days_month_01_of_all_firms",
            "receivable_days_month_01_of_all_firms_se"
        ]));
    }

    #[test]
    fn numbers_are_plain_for_ordinary_sizes() {
        assert_eq!(number(0.1), "0.1");
        assert_eq!(number(-0.0), "0");
        assert_eq!(number(123_456_789_012_345_680.0), "123456789012345680");
        assert_eq!(number(1e-7), "0.0000001");
        assert_eq!(number(1e300), "1e300");
        assert_eq!(number(f64::NAN), "");
    }

    #[test]
    fn text_with_commas_and_quotes_survives() {
        let mut table = Table::new(["name", "value", "sales_bn"]);
        table.rows.push(vec![Cell::Text("a, \"b\"".into()), Cell::Empty, Cell::Real(2.5)]);
        let bytes = bytes(&table, "yuan");
        assert_eq!(std::str::from_utf8(&bytes).unwrap(), "name,value,sales_bn_yuan\n\"a, \"\"b\"\"\",,2.5\n");
        let back = read::table_from(Path::new("t.csv"), &bytes).unwrap();
        assert_eq!(back.rows, table.rows);
    }

    proptest! {
        #[test]
        fn numbers_read_back_the_same(value in proptest::num::f64::NORMAL) {
            let mut table = Table::new(["x"]);
            table.rows.push(vec![Cell::Real(value)]);
            let first = bytes(&table, "yuan");
            let back = read::table_from(Path::new("t.csv"), &first).unwrap();
            prop_assert_eq!(back.rows[0][0].number(), Some(value));
            prop_assert_eq!(bytes(&back, "yuan"), first);
        }
    }
}
