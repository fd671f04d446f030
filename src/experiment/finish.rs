//! From finished replications to a finished folder. The manifest says "complete" last of all.

use crate::atomic;
use crate::error::{Error, Result};
use crate::experiment::folder;
use crate::experiment::parts::{self, Done, table_of};
use crate::experiment::session::Timing;
use crate::experiment::simulator::Simulator;
use crate::export::{readme, verify};
use crate::files::manifest::{Manifest, Status};
use crate::files::{csv, read};
use crate::stats::pooled::{self, Pooled};
use crate::stats::summary::{self, Summary};
use crate::table::Table;
use crate::told;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Makes everything that a complete folder holds out of the parts, then removes them.
pub(crate) fn finish<S: Simulator>(
    simulator: &S,
    folder: &Path,
    mut manifest: Manifest,
    done: &Done,
    timing: Timing,
) -> Result<Manifest> {
    manifest.failed = done.failed.values().cloned().collect();
    if let Some((runs, analysed)) = &done.analysed {
        manifest.stopped(*runs, analysed.clone());
    }
    manifest.firm_months = done.parts.values().map(|part| part.firm_months).sum();
    manifest.burn_in_firm_months = done.parts.values().map(|part| part.burn_in_firm_months).sum();

    let mut tables = join_tables(folder, done, &mut manifest.outputs)?;
    tables.extend(statistics(folder, done, &manifest.currency_unit, &mut manifest.outputs)?);
    for (name, table) in simulator.tables(folder, done)? {
        let bytes = csv::bytes(&table, &manifest.currency_unit);
        manifest.outputs.insert(name.to_string(), atomic::write(&folder.join(name), &bytes)?);
        tables.push((
            name.to_string(),
            table.columns.iter().map(|column| csv::file_column(column, &manifest.currency_unit)).collect(),
        ));
    }
    let text = readme::text(&manifest, &tables, &simulator.described());
    manifest
        .outputs
        .insert(readme::FILE.to_string(), atomic::write(&folder.join(readme::FILE), text.as_bytes())?);
    manifest.write(folder)?; // still "running": charts and report read it

    let papers = simulator.present(folder)?;
    for path in ["charts", "report.html"].into_iter().chain(papers.iter().map(String::as_str)) {
        verify::add_written(folder, Path::new(path), &mut manifest.outputs)?;
    }
    write_timing(folder, &manifest, done, &timing)?;
    manifest.status = Status::Complete;
    manifest.write(folder)?;
    // Complete now; what is left over is removed at the next look when it can't be now.
    let _ = folder::remove_parts(folder);
    Ok(manifest)
}

/// Names of the tables of a folder and their columns, in reading order.
type Columns = Vec<(String, Vec<String>)>;

/// The tables of all replications, one below the other in the order of replications.
fn join_tables(folder: &Path, done: &Done, outputs: &mut BTreeMap<String, String>) -> Result<Columns> {
    let mut names = vec!["monthly.csv".to_string()];
    for dimension in done.parts.values().flat_map(|part| &part.dimensions) {
        let name = parts::by_group_file(dimension);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.extend(
        ["policies.csv", "ledger.csv", "lending.csv", "scorecard.csv", "environment.csv", "fidelity.csv"]
            .map(str::to_string),
    );
    if done.parts.values().any(|part| part.traced > 0) {
        names.extend(["trace.csv", "trace_balances.csv"].map(str::to_string));
    }
    for name in ["ladder.csv", "digital.csv"] {
        if done.parts.values().any(|part| part.files.contains_key(name)) {
            names.push(name.to_string());
        }
    }
    let mut columns = Columns::new();
    for name in names {
        let sources: Vec<PathBuf> = done
            .parts
            .iter()
            .filter(|(_, part)| part.files.contains_key(&name))
            .map(|(r, _)| parts::path(folder, *r).join(&name))
            .collect();
        if let Some((header, digest)) = join(&sources, &folder.join(&name))? {
            let header = read::table_from(&folder.join(&name), header.as_bytes())?;
            outputs.insert(name.clone(), digest);
            columns.push((name, header.columns));
        }
    }
    Ok(columns)
}

/// Joins CSV files of one header into one file; answers header and digest, nothing when there are none.
fn join(sources: &[PathBuf], target: &Path) -> Result<Option<(String, String)>> {
    let mut joined: Option<(Vec<u8>, atomic::Pending)> = None;
    for source in sources {
        let bytes = fs::read(source).map_err(Error::file(source))?;
        let end = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |place| place + 1);
        let (header, rows) = bytes.split_at(end);
        if joined.is_none() {
            let mut pending = atomic::Pending::create(target)?;
            pending.put(header)?;
            joined = Some((header.to_vec(), pending));
        }
        if let Some((first, pending)) = &mut joined {
            if first != header {
                return Err(Error::content(
                    source,
                    told!("other columns than those of the first replication"),
                ));
            }
            pending.put(rows)?;
        }
    }
    let Some((header, pending)) = joined else { return Ok(None) };
    Ok(Some((String::from_utf8_lossy(&header).into_owned(), pending.finish(true)?)))
}

/// Survival and summary, one replication in memory at a time.
fn statistics(
    folder: &Path,
    done: &Done,
    unit: &str,
    outputs: &mut BTreeMap<String, String>,
) -> Result<Columns> {
    let (mut survival, mut metrics) = (Pooled::default(), Summary::default());
    let mut factors = pooled::Factors::default();
    for (replication, part) in &done.parts {
        let place = parts::path(folder, *replication);
        if let Some(exposure) = table_of(&place, part, "exposure.csv", unit)? {
            survival.add(&exposure);
        }
        if let Some(counts) = table_of(&place, part, "factors.csv", unit)? {
            factors.add(&counts);
        }
        let Some(monthly) = table_of(&place, part, "monthly.csv", unit)? else { continue };
        let mut groups = Vec::new();
        for dimension in summary::DIMENSIONS {
            if let Some(table) = table_of(&place, part, &parts::by_group_file(dimension), unit)? {
                groups.push((dimension, table));
            }
        }
        let groups: Vec<(&str, &Table)> =
            groups.iter().map(|(dimension, table)| (*dimension, table)).collect();
        metrics.add(&monthly, &groups);
    }
    let mut columns = Columns::new();
    let tables = [
        ("survival.csv", survival.table()),
        ("resilience_factors.csv", factors.table()),
        ("summary.csv", metrics.table(unit)),
    ];
    for (name, table) in tables.into_iter().filter(|(_, table)| !table.rows.is_empty()) {
        outputs.insert(name.to_string(), atomic::write(&folder.join(name), &csv::bytes(&table, unit))?);
        columns.push((name.to_string(), table.columns));
    }
    Ok(columns)
}

/// `timing.json`: what may differ between two computations of one run.
#[derive(Serialize)]
struct TimingFile {
    note: &'static str,
    threads: usize,
    seconds: f64,
    burn_in_seconds: f64,
    burn_in_from_cache: bool,
    replications_computed: usize,
    replication_seconds: f64,
    firm_months_computed: u64,
    firm_months_per_second: Option<f64>,
    burn_in_firm_months: u64,
    peak_memory_bytes: Option<u64>,
    bytes_per_firm_dense: u64,
    bytes_side_tables: u64,
    bytes_total: u64,
    bytes_per_firm_total: u64,
}

fn write_timing(folder: &Path, manifest: &Manifest, done: &Done, timing: &Timing) -> Result<()> {
    let fresh = || done.fresh.iter().filter_map(|replication| done.parts.get(replication));
    let firm_months: u64 = fresh().map(|part| part.firm_months + part.burn_in_firm_months).sum();
    let most = |which: usize| done.parts.values().map(|part| part.bytes[which]).max().unwrap_or(0);
    let file = TimingFile {
        note: "of the session that finished the run; an interrupted run had others before it",
        threads: timing.threads,
        seconds: timing.began.map_or(0.0, |began| began.elapsed().as_secs_f64()),
        burn_in_seconds: timing.burn_in_seconds,
        burn_in_from_cache: timing.burn_in_from_cache,
        replications_computed: done.fresh.len(),
        replication_seconds: timing.replication_seconds,
        firm_months_computed: firm_months,
        firm_months_per_second: (timing.replication_seconds > 0.0)
            .then(|| (firm_months as f64 / timing.replication_seconds).round()),
        burn_in_firm_months: manifest.burn_in_firm_months,
        peak_memory_bytes: peak_memory(),
        bytes_per_firm_dense: most(0),
        bytes_side_tables: most(1),
        bytes_total: most(2),
        bytes_per_firm_total: most(2) / u64::from(manifest.firms.max(1)),
    };
    let mut text = serde_json::to_string_pretty(&file).map_err(Error::json("timing.json"))?;
    text.push('\n');
    atomic::write(&folder.join("timing.json"), text.as_bytes()).map(drop)
}

/// The most memory this process ever held, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
