//! What a column of an output table is: one entry that pairs its name, unit and description with the function
//! that computes its value. The lists stand in `tables/`, a file for each table; the recorder, README.txt and
//! `explain` are made from them, and nothing is matched by position.
//!
//! Names carry units; `{unit}` is the currency's major unit. Levels are those of the whole country: simulated
//! values times real firms per simulated firm.

use crate::table::Table;

/// A column of an output table. `F` is a pointer to the function that computes the value from the table's
/// context.
#[derive(Clone, Copy, Debug)]
pub struct Column<F> {
    /// Column name.
    pub name: &'static str,
    /// Unit; empty where the value is text, a date, an index or a ratio of two different things.
    pub unit: &'static str,
    /// What it is, for README.txt and the report.
    pub description: &'static str,
    /// How the value of a row is computed.
    pub value: F,
}

/// An entry of a list of columns.
pub const fn column<F>(
    name: &'static str,
    unit: &'static str,
    description: &'static str,
    value: F,
) -> Column<F> {
    Column { name, unit, description, value }
}

/// Millions of firms or persons.
pub const MILLION: &str = "million";
/// Firms.
pub const FIRMS: &str = "firms";
/// Thousands of firms or persons.
pub const THOUSAND: &str = "thousand";
/// Billions of the currency's major unit.
pub const BILLION: &str = "billion {unit}";
/// The currency's major unit, of one firm.
pub const MONEY: &str = "{unit}";
/// A part of a whole.
pub const SHARE: &str = "share";
/// Days.
pub const DAYS: &str = "days";
/// No unit.
pub const PLAIN: &str = "";

/// What `regime` is in every table.
pub const REGIME: &str = "behaviour regime of the firms: resilient, middle or strict";
/// What `arm` is in every table.
pub const ARM: &str = "policy arm";
/// What `replication` is in every table.
pub const REPLICATION: &str = "number of the replication, from zero; each has its own draws";
/// What `month` is in most tables.
pub const MONTH: &str = "calendar month (2020-02)";

/// What readers read about a column, whatever its value is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Described {
    /// Column name.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
}

/// What readers read about the columns of a list.
pub fn described<F>(list: &[Column<F>]) -> Vec<Described> {
    list.iter().map(|column| Described { name: column.name, description: column.description }).collect()
}

/// The names of the columns of a list: the header row.
pub fn names<F>(list: &[Column<F>]) -> Vec<&'static str> {
    list.iter().map(|column| column.name).collect()
}

/// An empty table with the columns of a list.
pub fn table<F>(list: &[Column<F>]) -> Table {
    Table::new(names(list))
}

/// Whether a column of these tables holds a part of a whole: zero to one, or empty where there is no whole.
/// Margins, rates and ratios of two different things (debt to sales, capital to loans, research to sales) are
/// none.
pub fn is_share(column: &str) -> bool {
    const BY_OTHER_NAMES: [&str; 4] =
        ["bad_loan_ratio", "unemployment", "default_applied", "default_granted"];
    BY_OTHER_NAMES.contains(&column)
        || column.starts_with("share_of_")
        || (column.ends_with("_share") && column != "research_share")
}
