//! `manifest.json` of a sweep: the files it was made from and those that came out, with their digests.

use super::points::Plan;
use super::tables::{INPUTS, PLAN, POINTS, PROBLEM, REFERENCES, tables};
use crate::atomic;
use crate::diagnose::Problems;
use crate::error::{Error, Result};
use crate::experiment::{MODEL_VERSION, program_digest};
use crate::export::verify;
use crate::files::manifest::{FILE, Status, TOOL};
use crate::language::told::Told;
use crate::told;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// What `kind` says.
const KIND: &str = "sweep";
/// Tables that merging writes, that of the indices, and the report.
const RESULTS: [&str; 5] = ["sweep.csv", "runs.csv", "README.txt", "sensitivity.csv", "report.html"];
/// Endings of what is drawn.
const DRAWN: [&str; 3] = [".svg", ".png", ".csv"];

/// The manifest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Manifest {
    /// `tideover`: marks the folder as ours.
    pub tool: String,
    /// `sweep`.
    pub kind: String,
    /// Complete once all runs are there and merged.
    pub status: Status,
    pub name: String,
    /// The plan's id.
    pub id: String,
    pub quick: bool,
    pub model_version: u32,
    pub version: String,
    /// Digest of the program that planned or merged it.
    pub program: Option<String>,
    /// The plan, its points and what it was made of.
    pub inputs: BTreeMap<String, String>,
    /// Tables and charts; empty until the sweep is complete.
    pub outputs: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads that of a folder; `None` when it has none of a sweep.
    ///
    /// # Errors
    /// It is there and can't be read.
    pub fn read(folder: &Path) -> Result<Option<Manifest>> {
        let path = folder.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(serde_json::from_str(&text)
                .ok()
                .filter(|found: &Manifest| found.tool == TOOL && found.kind == KIND)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(Error::file(&path)(error)),
        }
    }

    fn write(&self, folder: &Path) -> Result<()> {
        let mut text = serde_json::to_string_pretty(self).map_err(Error::json("manifest"))?;
        text.push('\n');
        atomic::write(&folder.join(FILE), text.as_bytes()).map(drop)
    }

    fn of(plan: &Plan, inputs: BTreeMap<String, String>) -> Manifest {
        let entry = &plan.entry;
        Manifest {
            tool: TOOL.into(),
            kind: KIND.into(),
            status: Status::Running,
            name: entry.name.clone(),
            id: entry.id.clone(),
            quick: entry.quick,
            model_version: MODEL_VERSION,
            version: crate::VERSION.into(),
            program: program_digest(),
            inputs,
            outputs: BTreeMap::new(),
        }
    }
}

/// Says of a folder whose inputs stand in it which files its plan consists of; nothing has come out of it
/// yet.
///
/// # Errors
/// A file can't be read or written.
pub(super) fn begin(plan: &Plan, folder: &Path) -> Result<()> {
    let mut inputs: BTreeMap<String, String> =
        tables(plan)?.into_iter().map(|(name, bytes)| (name.to_string(), atomic::digest(&bytes))).collect();
    verify::add_written(folder, Path::new(INPUTS), &mut inputs)?;
    Manifest::of(plan, inputs).write(folder)
}

/// Holds the files of a planned folder against its manifest. Tables of the plan that are missing or altered
/// are written again, and so will be those of results; answers what there was to mend, in words. A folder
/// without a manifest, planned by an earlier version, gets one.
///
/// # Errors
/// A file below `inputs/` is missing or altered; a file can't be read or written.
pub fn mend(plan: &Plan, folder: &Path) -> Result<Vec<Told>> {
    let Some(before) = Manifest::read(folder)? else {
        begin(plan, folder)?;
        return Ok(Vec::new());
    };
    let found = verify::changed(folder, &before.inputs)?;
    let is_table = |name: &&str| [PLAN, POINTS, REFERENCES, PROBLEM].contains(name);
    let lost: Vec<&str> = found.names().filter(|name| !is_table(name)).collect();
    if !lost.is_empty() {
        let mut problems = Problems::new();
        for (at, name) in lost.iter().enumerate() {
            let hint = (at + 1 == lost.len()).then(|| told!("plan the sweep anew into another folder"));
            problems.of_file(
                Some(&folder.join(name)),
                told!("this file is missing or was altered since the sweep was planned"),
                hint,
            );
        }
        return Err(Error::Input(problems));
    }
    let mut notes = Vec::new();
    for (name, bytes) in tables(plan)? {
        if found.names().any(|known| known == name) {
            atomic::write(&folder.join(name), &bytes)?;
        }
    }
    let again = verify::changed(folder, &before.inputs)?;
    if !again.is_none() {
        let why = told!(
            "the plan's tables come out otherwise than when they were written ({files}); plan the sweep anew into another folder",
            files = Told::from(&again)
        );
        return Err(Error::not_reproduced(folder, why));
    }
    let results = verify::changed(folder, &before.outputs)?;
    for changed in [found, results].iter().filter(|changed| !changed.is_none()) {
        notes.push(told!(
            "note: files of {folder} were not as they were written ({files}); they are made again",
            folder = folder.display(),
            files = Told::from(changed)
        ));
    }
    Ok(notes)
}

/// Says that a folder is complete, with the digests of all that came out.
///
/// # Errors
/// A file can't be read or written.
pub fn complete(plan: &Plan, folder: &Path) -> Result<()> {
    let inputs = Manifest::read(folder)?.map(|before| before.inputs).unwrap_or_default();
    let mut manifest = Manifest::of(plan, inputs);
    for name in RESULTS {
        verify::add_written(folder, Path::new(name), &mut manifest.outputs)?;
    }
    let mut drawn = BTreeMap::new();
    verify::add_written(folder, Path::new("charts"), &mut drawn)?;
    manifest
        .outputs
        .extend(drawn.into_iter().filter(|(name, _)| DRAWN.iter().any(|ending| name.ends_with(ending))));
    manifest.status = Status::Complete;
    manifest.write(folder)
}

/// Says that results of a folder are about to be made anew.
///
/// # Errors
/// A file can't be read or written.
pub(super) fn reopen(folder: &Path) -> Result<()> {
    match Manifest::read(folder)? {
        Some(before) if before.status == Status::Complete => {
            Manifest { status: Status::Running, outputs: BTreeMap::new(), ..before }.write(folder)
        }
        _ => Ok(()),
    }
}

/// Takes over a file of the plan that was written anew.
///
/// # Errors
/// A file can't be read or written.
pub(super) fn note_input(folder: &Path, name: &str, digest: String) -> Result<()> {
    let Some(mut manifest) = Manifest::read(folder)? else { return Ok(()) };
    manifest.inputs.insert(name.to_string(), digest);
    manifest.write(folder)
}

/// Takes over what was drawn or computed from the tables of a complete folder since.
///
/// # Errors
/// A file can't be read or written.
pub fn renew(folder: &Path, counts: &dyn Fn(&str) -> bool) -> Result<()> {
    let Some(mut manifest) = Manifest::read(folder)?.filter(|found| found.status == Status::Complete) else {
        return Ok(());
    };
    if verify::renew(folder, counts, &mut manifest.outputs)? {
        manifest.write(folder)?;
    }
    Ok(())
}

/// Refuses a sweep of whose tables, of those that count for the reader, one is missing or altered. A folder
/// that is not merged yet passes: its readers say themselves what they lack.
///
/// # Errors
/// As [`verify::refuse_changed`].
pub fn refuse_changed(folder: &Path, counts: &dyn Fn(&str) -> bool) -> Result<()> {
    if Manifest::read(folder)?.is_none_or(|found| found.status == Status::Running) {
        return Ok(());
    }
    verify::refuse_changed(folder, counts, Some(&format!("tideover sweep merge {}", folder.display())))
}
