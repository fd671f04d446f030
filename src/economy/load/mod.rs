//! Reads an economy pack: the header from the scenario tree, the tables from CSV files.
//!
//! | file | tables |
//! | --- | --- |
//! | `table.rs` | any CSV file as cells that know their place |
//! | `number.rs` | a column of numbers, and what is said of a cell that can't be used |
//! | `sectors.rs` | sectors |
//! | `flows.rs` | input_output, final_demand |
//! | `lists.rs` | regions, thresholds, banks, ages |
//! | `ladder.rs` | ladder |
//! | `foreign_markets.rs` | foreign_markets |
//!
//! Every problem of every table is found before the reader gives up; a number that can't be used becomes
//! `NaN` until then.

mod flows;
mod foreign_markets;
mod ladder;
mod lists;
pub(crate) mod number;
pub mod sectors;
pub(crate) mod table;
#[cfg(test)]
mod tests;

use super::{CashDaysOf, Economy, Frame, InputOutput};
use crate::diagnose::{Place, Problems, did_you_mean};
use crate::language::known;
use crate::language::told::Told;
use crate::{phrase, told};
use std::path::{Path, PathBuf};
use table::Table;

/// The scalar part of a pack, read from `[economy]`.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Header {
    pub name: String,
    pub country: String,
    pub currency: String,
    pub currency_unit: String,
    pub minor_per_major: f64,
    pub base_year: i32,
    pub frame: Frame,
    /// Total yearly output, major units.
    pub total_output: f64,
    /// What days of cash in the table of sectors are days of.
    pub cash_days_of: CashDaysOf,
    /// The file of published facts, for [`crate::validate`].
    pub targets: Option<PathBuf>,
    /// File of published facts of a crisis.
    pub crisis_targets: Option<PathBuf>,
}

/// A table named in `[economy.tables]`: which one (of [`TABLES`] or [`OPTIONAL`]), its path, where it was
/// named.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct TableFile {
    pub name: String,
    pub path: PathBuf,
    pub place: Option<Place>,
}

/// The names of the tables a pack must have.
pub const TABLES: [&str; 7] =
    ["sectors", "regions", "input_output", "final_demand", "thresholds", "banks", "ages"];

/// The names of the tables that a pack may have besides.
pub const OPTIONAL: [&str; 2] = ["ladder", "foreign_markets"];

/// Reads the tables and checks them; all problems are added to `problems`, each with file, line and column.
/// Gives the economy, and the bytes of each table as read (in the order of [`TABLES`], then those of
/// [`OPTIONAL`] that it has), when there are no problems.
pub fn load(
    header: Header,
    tables: &[TableFile],
    problems: &mut Problems,
) -> Option<(Economy, Vec<Vec<u8>>)> {
    let before = problems.len();
    plausible(&header, tables, problems);
    let mut bytes = Vec::new();
    let read: Vec<Option<Table>> = TABLES
        .iter()
        .map(|name| {
            let (table, raw) = open(name, tables, problems)?;
            bytes.push(raw);
            table
        })
        .collect();
    let [sectors, regions, input_output, final_demand, thresholds, banks, ages] =
        <[Option<Table>; 7]>::try_from(read).ok()?;

    let thresholds = thresholds.map(|table| lists::thresholds(table, problems)).unwrap_or_default();
    let (sectors, left_out) =
        sectors.map(|table| sectors::read(table, &thresholds, problems)).unwrap_or_default();
    let regions = regions.map(|table| lists::regions(table, problems)).unwrap_or_default();
    let banks = banks.map(|table| lists::banks(table, problems)).unwrap_or_default();
    let age_shares = ages.map(|table| lists::ages(table, problems)).unwrap_or_default();
    let (mut flows, mut demand) = (None, None);
    if !sectors.is_empty() {
        flows = input_output.map(|table| flows::input_output(table, &sectors, problems));
        demand = final_demand.map(|table| flows::final_demand(table, &sectors, problems));
    }
    if let Some(flows) = flows.as_ref().filter(|_| problems.len() == before) {
        sectors::within_inputs(&sectors, &flows.coefficients, problems);
    }
    let optional: Vec<&'static str> =
        OPTIONAL.into_iter().filter(|name| tables.iter().any(|file| file.name == *name)).collect();
    let mut open_optional = |name: &str, problems: &mut Problems| {
        let (table, raw) =
            if optional.contains(&name) { open(name, tables, problems)? } else { return None };
        bytes.push(raw);
        table
    };
    let ladder = open_optional("ladder", problems).map(|table| ladder::read(table, problems));
    let foreign_markets = open_optional("foreign_markets", problems)
        .map_or_else(foreign_markets::one, |table| foreign_markets::read(table, problems));
    if problems.len() > before {
        return None;
    }
    let (flows, final_demand) = (flows?, demand?);
    let io = InputOutput {
        coefficients: flows.coefficients,
        import_share: flows.import_share,
        output_share: flows.output_share,
        final_demand,
        total_output: header.total_output,
    };
    let economy = Economy {
        name: header.name,
        country: header.country,
        currency: header.currency,
        currency_unit: header.currency_unit,
        minor_per_major: header.minor_per_major,
        base_year: header.base_year,
        frame: header.frame,
        sectors: sectors.into_iter().map(|listed| listed.sector).collect(),
        regions,
        io,
        thresholds,
        banks,
        cash_days_of: header.cash_days_of,
        age_shares,
        optional,
        left_out,
        ladder: ladder.unwrap_or_default(),
        foreign_markets,
        targets: header.targets,
        crisis_targets: header.crisis_targets,
    };
    Some((economy, bytes))
}

/// What a pack says before its tables are read: whether there are such tables, and sums that can't be none.
fn plausible(header: &Header, tables: &[TableFile], problems: &mut Problems) {
    for file in tables
        .iter()
        .filter(|file| !TABLES.contains(&file.name.as_str()) && !OPTIONAL.contains(&file.name.as_str()))
    {
        let message = told!(
            "\"{table}\" is not a table of an economy pack; its tables are {tables}",
            table = &file.name,
            tables = TABLES.join(", ")
        );
        report(file.place.as_ref(), &file.path, message, did_you_mean(&file.name, TABLES), problems);
    }
    let sums = [("total_output", header.total_output), (phrase!("firms of the frame"), header.frame.firms)];
    for (what, value) in sums {
        if !(value.is_finite() && value > 0.0) {
            let message = told!(
                "economy \"{economy}\": {what} is {value}; it must be above zero",
                economy = &header.name,
                what = Told::known(what),
                value = value
            );
            problems.of_file(None, message, None);
        }
    }
}

/// Finds and reads one of the tables. Gives `None` when there is no such file; the table is `None` when it
/// can't be used at all.
fn open(name: &str, tables: &[TableFile], problems: &mut Problems) -> Option<(Option<Table>, Vec<u8>)> {
    let Some(file) = tables.iter().find(|file| file.name == name) else {
        let hint = told!("add {table} = \"….csv\" under [economy.tables]", table = name);
        let message = told!("the economy pack names no table \"{table}\"", table = name);
        problems.of_file(None, message, Some(hint));
        return None;
    };
    match std::fs::read(&file.path) {
        Ok(raw) => Some((Table::read(name, &file.path, &raw, problems), raw)),
        Err(error) => {
            let message = told!(
                "the table {table} can't be read from {path}: {why}",
                table = name,
                path = file.path.display(),
                why = known::of_system(&error)
            );
            report(file.place.as_ref(), &file.path, message, None, problems);
            None
        }
    }
}

/// A problem at a place, or else of a file.
fn report(place: Option<&Place>, path: &Path, message: Told, hint: Option<Told>, problems: &mut Problems) {
    match place {
        Some(place) => problems.at(place, message, hint),
        None => problems.of_file(Some(path), message, hint),
    }
}
