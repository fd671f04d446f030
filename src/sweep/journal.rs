//! The journal of a shard: one line for each finished run, only ever added to.
//!
//! A line holds its results and ends with a checksum of itself, so that data and mark are there together or
//! not at all. A line that a crash cut short is taken off before the next is added; a line that does not
//! agree with its checksum counts as not there, and its run is done again.

use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Time after which what was added must have reached the disk: a power cut loses no more than that.
const SYNC: Duration = Duration::from_secs(1);

/// A run of a sweep: a point by its id, and a replication.
pub(super) type RunKey = (String, u32);

/// What came out of a run.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// The point's id.
    pub id: String,
    /// Replication.
    pub replication: u32,
    /// The outputs in order, or why the run failed.
    pub values: std::result::Result<Vec<f64>, String>,
}

impl Row {
    pub fn key(&self) -> RunKey {
        (self.id.clone(), self.replication)
    }
    /// Two results of one run are the same to the last bit.
    pub fn same(&self, other: &Row) -> bool {
        self.body() == other.body()
    }
    fn body(&self) -> String {
        let (status, text) = match &self.values {
            // The shortest text that reads back to the same number.
            Ok(values) => {
                ("ok", values.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>().join(" "))
            }
            Err(message) => ("failed", serde_json::Value::from(message.as_str()).to_string()),
        };
        format!("{}\t{}\t{status}\t{text}", self.id, self.replication)
    }
    fn line(&self) -> String {
        let body = self.body();
        format!("{body}\t{}\n", checksum(&body))
    }
    fn read(line: &str) -> Option<Row> {
        let (body, sum) = line.rsplit_once('\t')?;
        if checksum(body) != sum {
            return None;
        }
        let mut parts = body.splitn(4, '\t');
        let (id, replication, status, text) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let values = match status {
            "ok" => {
                Ok(text.split_whitespace().map(str::parse).collect::<std::result::Result<_, _>>().ok()?)
            }
            "failed" => Err(serde_json::from_str(text).ok()?),
            _ => return None,
        };
        Some(Row { id: id.to_string(), replication: replication.parse().ok()?, values })
    }
}

/// Sixteen hex digits.
fn checksum(body: &str) -> String {
    blake3::hash(body.as_bytes()).to_hex().as_str()[..16].to_string()
}

/// What a journal holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Rows in the order in which they were written.
    pub rows: Vec<Row>,
    /// Lines that do not agree with their checksum, the last one left out when it was cut short.
    pub broken: usize,
    /// Bytes up to the end of the last whole line.
    whole: u64,
}

/// Reads a journal; none is an empty one.
pub(super) fn read(path: &Path) -> Result<Found> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::default()),
        Err(error) => return Err(Error::file(path)(error)),
    };
    let mut found = Found::default();
    let mut at = 0;
    while let Some(length) = bytes[at..].iter().position(|byte| *byte == b'\n') {
        match std::str::from_utf8(&bytes[at..at + length]).ok().and_then(Row::read) {
            Some(row) => found.rows.push(row),
            None => found.broken += 1,
        }
        at += length + 1;
    }
    found.whole = at as u64;
    Ok(found)
}

/// A journal that rows are added to.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    synced: Instant,
    /// Seconds spent on writing.
    pub seconds: f64,
}

impl Journal {
    /// Opens a journal to add to it; what a crash cut short is taken off.
    pub fn open(path: &Path) -> Result<Journal> {
        let whole = read(path)?.whole;
        let file = OpenOptions::new().create(true).append(true).open(path).map_err(Error::file(path))?;
        file.set_len(whole).map_err(Error::file(path))?;
        Ok(Journal { path: path.to_path_buf(), file, synced: Instant::now(), seconds: 0.0 })
    }

    /// Adds a row. A row that could not be written whole (a full disk) is taken off again.
    pub fn add(&mut self, row: &Row) -> Result<()> {
        let clock = Instant::now();
        let before = self.file.metadata().map_err(Error::file(&self.path))?.len();
        if let Err(error) = self.file.write_all(row.line().as_bytes()) {
            let _ = self.file.set_len(before);
            return Err(Error::file(&self.path)(error));
        }
        if self.synced.elapsed() >= SYNC {
            self.sync()?;
        }
        self.seconds += clock.elapsed().as_secs_f64();
        Ok(())
    }

    /// Waits until the disk has all rows.
    pub fn sync(&mut self) -> Result<()> {
        self.synced = Instant::now();
        self.file.sync_data().map_err(Error::file(&self.path))
    }
}

/// Rows of several journals by run. Of two that differ the first is kept, and the run is reported.
pub(super) fn by_run(rows: impl IntoIterator<Item = Row>) -> (BTreeMap<RunKey, Row>, Vec<RunKey>) {
    let (mut known, mut differ) = (BTreeMap::<RunKey, Row>::new(), Vec::new());
    for row in rows {
        match known.get(&row.key()) {
            // A run that failed before: what it came to at a later try counts.
            Some(before) if before.values.is_err() => {}
            Some(before) if before.values.is_ok() && row.values.is_err() => continue,
            Some(before) if before.same(&row) => continue,
            Some(_) => {
                differ.push(row.key());
                continue;
            }
            None => {}
        }
        known.insert(row.key(), row);
    }
    (known, differ)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, replication: u32, value: f64) -> Row {
        Row { id: id.into(), replication, values: Ok(vec![value, f64::NAN, -0.1]) }
    }

    #[test]
    fn rows_come_back_bit_for_bit() {
        let failed =
            Row { id: "b".into(), replication: 1, values: Err("a \"quoted\"\tline\nand \\ another".into()) };
        for row in [row("a", 0, 0.1 + 0.2), row("a", 1, 1e300), row("a", 2, f64::INFINITY), failed] {
            assert!(Row::read(row.line().trim_end_matches('\n')).unwrap().same(&row), "{row:?}");
        }
    }

    #[test]
    fn a_torn_tail_is_taken_off_and_a_broken_line_is_done_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1-of-1.journal");
        let mut journal = Journal::open(&path).unwrap();
        (0..3).for_each(|r| journal.add(&row("a", r, 0.5)).unwrap());
        drop(journal);
        let mut bytes = fs::read(&path).unwrap();
        let whole = bytes.len();
        bytes.extend(b"a\t3\tok\t0.7");
        let second = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 10;
        bytes[second] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let found = read(&path).unwrap();
        assert_eq!((found.rows.len(), found.broken, found.whole), (2, 1, whole as u64));
        let mut journal = Journal::open(&path).unwrap();
        journal.add(&row("a", 3, 0.7)).unwrap();
        let found = read(&path).unwrap();
        assert_eq!(found.rows.iter().map(|row| row.replication).collect::<Vec<_>>(), [0, 2, 3]);
    }

    #[test]
    fn a_run_counts_once_and_success_beats_failure() {
        let failed = Row { values: Err("no".into()), ..row("b", 0, 0.0) };
        let otherwise = Row { values: Err("not that way".into()), ..failed.clone() };
        let rows = [
            row("a", 0, 1.0),
            failed.clone(),
            otherwise,
            row("a", 0, 1.0),
            row("b", 0, 2.0),
            failed,
            row("a", 0, 3.0),
        ];
        let (known, differ) = by_run(rows);
        assert_eq!(known.len(), 2);
        assert!(known[&("b".to_string(), 0)].same(&row("b", 0, 2.0)));
        assert!(known[&("a".to_string(), 0)].same(&row("a", 0, 1.0)));
        assert_eq!(differ, [("a".to_string(), 0)]);
    }
}
