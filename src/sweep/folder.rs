//! The folder of a sweep: the plan and its points as files, and the plan again from them.

pub use super::tables::{INPUTS, PLAN, POINTS, PROBLEM, REFERENCES, cell};

use super::entry::{FactorEntry, PlanEntry, Value, levels};
use super::manifest;
use super::plan::plan;
use super::points::Plan;
use super::read::{shown, word};
use super::readme;
use super::tables::tables;
use super::words::listed;
use crate::atomic;
use crate::error::{Error, Result};
use crate::experiment::lock::Lock;
use crate::language::Language;
use crate::language::told::{Told, Value as Words};
use crate::scenario::Overrides;
use crate::{phrase, told};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The report.
pub const REPORT: &str = "report.html";

/// Held while a plan is written.
const LOCK: &str = ".plan.lock";
/// Writes a plan into a folder; `plan.json` comes last, so that a folder with it has everything.
///
/// # Errors
/// The folder can't be written to.
pub fn write(plan: &Plan, folder: &Path) -> Result<()> {
    atomic::make_folder(folder)?;
    atomic::clear_abandoned(folder);
    write_inputs(plan, folder)?;
    manifest::begin(plan, folder)?;
    for (name, bytes) in tables(plan)? {
        atomic::write(&folder.join(name), &bytes)?;
    }
    Ok(())
}

/// The first file or folder in a folder that has no plan and is not a left-over of one that was being
/// written; none in a folder that is empty or not there, or that has a plan.
///
/// # Errors
/// The folder can't be read.
pub fn foreign(folder: &Path) -> Result<Option<String>> {
    if folder.join(PLAN).exists() {
        return Ok(None);
    }
    let list = match fs::read_dir(folder) {
        Ok(list) => list,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::file(folder)(error)),
    };
    for entry in list {
        let name = entry.map_err(Error::file(folder))?.file_name().to_string_lossy().into_owned();
        let manifest = name == crate::files::manifest::FILE && manifest::Manifest::read(folder)?.is_some();
        let ours = manifest
            || [POINTS, REFERENCES, PROBLEM, INPUTS, LOCK].contains(&name.as_str())
            || name.starts_with(atomic::TEMPORARY);
        if !ours {
            // Another shard may have put the plan there since, and begun.
            return Ok((!folder.join(PLAN).exists()).then_some(name));
        }
    }
    Ok(None)
}

/// The right to write a plan: several shards may begin at once.
///
/// # Errors
/// Another process writes one, and for long.
pub fn lock(folder: &Path) -> Result<Lock> {
    atomic::make_folder(folder)?;
    let take = || {
        Lock::take(&folder.join(LOCK), &|who| {
            told!("{folder}: {who} is writing a plan into this folder", folder = folder.display(), who = who)
        })
    };
    for _ in 0..100 {
        if let Ok(lock) = take() {
            return Ok(lock);
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    take()
}

/// Whether all files of a plan are there.
pub fn is_whole(folder: &Path) -> bool {
    [PLAN, POINTS, REFERENCES, PROBLEM, INPUTS].iter().all(|name| folder.join(name).exists())
}

/// Takes away tables and charts made of results; the results themselves stay in the journals.
///
/// # Errors
/// A file can't be removed.
pub fn forget_results(folder: &Path) -> Result<()> {
    let gone = |path: &Path, removed: std::io::Result<()>| match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::file(path)(error)),
        _ => Ok(()),
    };
    for name in ["sweep.csv", "runs.csv", "sensitivity.csv", REPORT] {
        let path = folder.join(name);
        gone(&path, fs::remove_file(&path))?;
    }
    let charts = folder.join("charts");
    for entry in fs::read_dir(&charts).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ["svg", "png", "csv"].iter().any(|drawn| ending == *drawn)) {
            gone(&path, fs::remove_file(&path))?;
        }
    }
    Ok(())
}

/// Writes the inputs beside their place and then puts them there as a whole.
fn write_inputs(plan: &Plan, folder: &Path) -> Result<()> {
    let place = folder.join(INPUTS);
    let beside = atomic::temporary_beside(&place);
    for (name, bytes) in plan.scenarios.inputs()? {
        let path = beside.join(name);
        if let Some(above) = path.parent() {
            atomic::make_folder(above)?;
        }
        atomic::write_soon(&path, &bytes)?;
    }
    if place.exists() {
        fs::remove_dir_all(&place).map_err(Error::file(&place))?;
    }
    fs::rename(&beside, &place).map_err(Error::file(&place))
}

/// What a folder is about.
///
/// # Errors
/// There is no plan in the folder, or none that this version reads.
pub fn entry(folder: &Path) -> Result<PlanEntry> {
    let path = folder.join(PLAN);
    let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Error::Usage(told!(
            "{folder}: there is no sweep in this folder ({file} is missing)",
            folder = folder.display(),
            file = PLAN
        )),
        _ => Error::file(&path)(error),
    })?;
    serde_json::from_str(&text).map_err(Error::json(&path.display().to_string()))
}

/// Plans a folder again from its inputs.
///
/// # Errors
/// There is no plan in it; its inputs were changed; another version of the program made it.
pub fn open(folder: &Path) -> Result<Plan> {
    let recorded = entry(folder)?;
    let mut plan = plan(&folder.join(INPUTS).join("sweep.toml"), &Overrides::default())?;
    plan.entry.language = recorded.language;
    if plan.entry.id == recorded.id {
        return Ok(plan);
    }
    let (ours, theirs) = (
        (plan.entry.model_version, &plan.entry.program_version),
        (recorded.model_version, &recorded.program_version),
    );
    let why = match ours == theirs {
        true => {
            told!("its {inputs} were changed since; plan the sweep anew into another folder", inputs = INPUTS)
        }
        false => told!(
            "tideover {version} (model {model}) planned it, and this is {our_version} (model {our_model})",
            version = &theirs.1,
            model = theirs.0,
            our_version = &ours.1,
            our_model = ours.0
        ),
    };
    Err(Error::Usage(told!(
        "{folder}: this folder's plan can't be made again: {why}",
        folder = folder.display(),
        why = why
    )))
}

/// Notes the language of charts and report in a folder; nothing else of its plan changes, nor its id.
///
/// # Errors
/// There is no plan in the folder; a file can't be read or written.
pub fn speak(folder: &Path, language: Language) -> Result<()> {
    let mut entry = entry(folder)?;
    if entry.language == language {
        return Ok(());
    }
    entry.language = language;
    let digest = atomic::write(&folder.join(PLAN), &super::tables::json(&entry)?)?;
    manifest::note_input(folder, PLAN, digest)
}

/// Writes the README of a merged folder again, in its language.
///
/// # Errors
/// A file can't be read or written.
pub fn explain(folder: &Path) -> Result<()> {
    let path = folder.join(readme::FILE);
    if path.is_file() {
        atomic::write(&path, readme::text(&entry(folder)?)?.as_bytes())?;
        manifest::renew(folder, &|name| name == readme::FILE)?;
    }
    Ok(())
}

/// What a new plan changes in a folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// Points (and reference points) that both have: their results stay good.
    pub same: usize,
    /// Points that are new.
    pub new: usize,
    /// Points that are there no more.
    pub gone: usize,
    /// Other changes, in words.
    pub changes: Vec<Told>,
}

/// Compares the plan of a folder with a new one. Points are the same when their ids are.
///
/// # Errors
/// There is no plan in the folder.
pub fn differences(old: &Path, new: &Plan) -> Result<Difference> {
    let recorded = entry(old)?;
    let mut before: BTreeSet<String> = BTreeSet::new();
    for name in [POINTS, REFERENCES] {
        let path = old.join(name);
        let table = crate::files::read::table(&path)?;
        if let Some(id) = table.column("id") {
            before.extend(table.rows.iter().map(|row| row[id].text().into_owned()));
        }
    }
    let now: BTreeSet<String> = new.points.iter().map(|point| point.id.clone()).collect();
    let mut changes = Vec::new();
    let mut changed = |key: &'static str, old: String, new: String| {
        if old != new {
            changes.push(told!(
                "{key}: {old} before, {new} now",
                key = Told::phrase(key),
                old = old,
                new = new
            ));
        }
    };
    let entry = &new.entry;
    changed(phrase!("design"), word(&recorded.design), word(&entry.design));
    changed(phrase!("replications"), recorded.replications.to_string(), entry.replications.to_string());
    changed(phrase!("firms"), recorded.firms.to_string(), entry.firms.to_string());
    changed(phrase!("against"), recorded.against.clone(), entry.against.clone());
    let names =
        |factors: &[FactorEntry]| factors.iter().map(|factor| factor.name.clone()).collect::<Vec<_>>();
    let (gone, new): (Note, Note) = (
        |name| told!("factor {name} is gone", name = name),
        |name| told!("factor {name} is new", name = name),
    );
    differ((gone, new), &names(&recorded.factors), &names(&entry.factors), &mut changes);
    for factor in &entry.factors {
        let old = recorded.factors.iter().find(|old| old.name == factor.name);
        if let Some(old) = old.filter(|old| old.paths != factor.paths || span(old) != span(factor)) {
            changes.push(told!(
                "factor {name}: {old} before, {new} now",
                name = &factor.name,
                old = span(old),
                new = span(factor)
            ));
        }
    }
    let texts =
        |entry: &PlanEntry| entry.outputs.iter().map(|output| output.text.clone()).collect::<Vec<_>>();
    let (gone, new): (Note, Note) = (
        |name| told!("output {name} is gone", name = name),
        |name| told!("output {name} is new", name = name),
    );
    differ((gone, new), &texts(&recorded), &texts(entry), &mut changes);
    let common = before.intersection(&now).count();
    let mut same = common;
    if levels(&recorded.outputs) != levels(&entry.outputs) {
        changes.push(told!("what is kept of a run, or its order: every run is done again"));
        same = 0;
    }
    let more = entry.replications.saturating_sub(recorded.replications);
    if more > 0 && same > 0 {
        changes.push(told!("{count} more replications of each point are run", count = more));
    }
    Ok(Difference { same, new: now.len() - same, gone: before.len() - common, changes })
}

/// What to say of a name.
type Note = fn(&str) -> Told;

fn differ((is_gone, is_new): (Note, Note), old: &[String], new: &[String], changes: &mut Vec<Told>) {
    let (gone, come): (Vec<_>, Vec<_>) = (
        old.iter().filter(|name| !new.contains(name)).collect(),
        new.iter().filter(|name| !old.contains(name)).collect(),
    );
    changes.extend(gone.iter().map(|name| is_gone(name)));
    changes.extend(come.iter().map(|name| is_new(name)));
}

/// The values of a factor in words: `0 to 0.8`, `2020-06, 2020-09`. A distribution stands in the plan in English.
pub fn span(factor: &FactorEntry) -> Told {
    if !factor.distribution.is_empty() {
        return Told::known(&factor.distribution);
    }
    match (factor.values.as_slice(), factor.range) {
        ([], Some([low, high])) => {
            told!("{low} to {high}", low = shown(&Value::Number(low)), high = shown(&Value::Number(high)))
        }
        (values, _) if values.len() <= 6 => listed(values.iter().map(|value| Words::from(shown(value)))),
        (values, _) => told!(
            "{count} values, {first} to {last}",
            count = values.len(),
            first = shown(&values[0]),
            last = shown(&values[values.len() - 1])
        ),
    }
}
