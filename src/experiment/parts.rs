//! Finished replications on disk: `parts/rep-0000/*.csv`, and a mark that says they are whole.
//!
//! The mark holds the digest of every file and is written last. A part whose files and digests disagree is
//! computed again, so the files themselves need not wait for the disk.

use crate::atomic;
use crate::error::{Error, Result};
use crate::experiment::folder::PARTS;
use crate::files::csv;
use crate::files::entries::Failed;
use crate::files::until::UntilEntry;
use crate::stats::run_tables::RunTables;
use crate::table::Table;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Fates of one replication; those of all are another table.
pub(crate) const FATES: &str = "fates_by_replication.csv";
/// What coalitions of policies came to in one replication; their shares are another table.
pub(crate) const COALITIONS: &str = "coalitions_by_replication.csv";
/// The mark's name.
const DONE: &str = "done.json";

/// What the mark of a finished replication says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Part {
    /// Digest by file name.
    pub files: BTreeMap<String, String>,
    /// Dimensions of the tables by group, in the order in which the simulation gives them.
    pub dimensions: Vec<String>,
    /// Rows of the trace.
    pub traced: u64,
    /// Firm-months reported.
    pub firm_months: u64,
    /// Firm-months of burn-in and settling.
    pub burn_in_firm_months: u64,
    /// Bytes a firm, of side tables, of everything.
    pub bytes: [u64; 3],
}

/// The folder of a replication.
pub(crate) fn path(folder: &Path, replication: u32) -> PathBuf {
    folder.join(PARTS).join(format!("rep-{replication:04}"))
}

/// The file of a table by group.
pub(crate) fn by_group_file(dimension: &str) -> String {
    format!("monthly_by_{dimension}.csv")
}

/// Writes the tables of a replication, then the mark.
pub(crate) fn write(
    folder: &Path,
    replication: u32,
    tables: &RunTables,
    currency_unit: &str,
) -> Result<Part> {
    let place = path(folder, replication);
    // Whatever an interrupted or damaged attempt left.
    match fs::remove_dir_all(&place) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::file(&place)(error)),
        _ => {}
    }
    atomic::make_folder(&place)?;
    let mut part = Part {
        dimensions: tables.by_group.iter().map(|(dimension, _)| dimension.to_string()).collect(),
        traced: tables.trace.rows.len() as u64,
        firm_months: tables.firm_months,
        burn_in_firm_months: tables.burn_in_firm_months,
        bytes: tables.bytes,
        ..Part::default()
    };
    let by_group = tables.by_group.iter().map(|(dimension, table)| (by_group_file(dimension), table));
    let named: [(&str, &Table); 15] = [
        ("monthly.csv", &tables.monthly),
        ("exposure.csv", &tables.exposure),
        ("factors.csv", &tables.factors),
        ("policies.csv", &tables.policies),
        ("ledger.csv", &tables.ledger),
        ("lending.csv", &tables.lending),
        ("trace.csv", &tables.trace),
        ("trace_balances.csv", &tables.trace_balances),
        ("fidelity.csv", &tables.fidelity),
        ("scorecard.csv", &tables.scorecard),
        ("environment.csv", &tables.environment),
        ("ladder.csv", &tables.ladder),
        ("digital.csv", &tables.digital),
        (FATES, &tables.fates),
        (COALITIONS, &tables.coalitions),
    ];
    for (name, table) in named.into_iter().map(|(name, table)| (name.to_string(), table)).chain(by_group) {
        if !table.columns.is_empty() {
            let digest = atomic::write_soon(&place.join(&name), &csv::bytes(table, currency_unit))?;
            part.files.insert(name, digest);
        }
    }
    let mark = serde_json::to_vec(&part).map_err(Error::json(DONE))?;
    atomic::write_soon(&place.join(DONE), &mark)?;
    Ok(part)
}

/// The mark of a replication that is there and whole.
pub(crate) fn read(folder: &Path, replication: u32) -> Option<Part> {
    let place = path(folder, replication);
    let part: Part = serde_json::from_slice(&fs::read(place.join(DONE)).ok()?).ok()?;
    let whole = part
        .files
        .iter()
        .all(|(name, digest)| atomic::digest_file(&place.join(name)).is_ok_and(|found| found == *digest));
    whole.then_some(part)
}

/// What came out, by replication.
#[derive(Debug, Default)]
pub(crate) struct Done {
    pub parts: BTreeMap<u32, Part>,
    pub failed: BTreeMap<u32, Failed>,
    /// Replications computed now, not taken from an earlier session.
    pub fresh: Vec<u32>,
    /// The last look and the number of runs there were by then, when a half-width decides how many.
    pub analysed: Option<(u32, UntilEntry)>,
}

/// A table of a part, its columns named as the simulation names them.
pub(crate) fn table_of(place: &Path, part: &Part, name: &str, unit: &str) -> Result<Option<Table>> {
    if !part.files.contains_key(name) {
        return Ok(None);
    }
    let mut table = crate::files::read::table(&place.join(name))?;
    for column in &mut table.columns {
        *column = csv::model_column(column, unit).to_string();
    }
    Ok(Some(table))
}
