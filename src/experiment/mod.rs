//! Experiments: which runs there are, running them, resuming them.
//!
//! | file | does |
//! | --- | --- |
//! | `options.rs`, `session.rs` | what a run is asked to do; what runs and checkpoints have in common |
//! | `identity.rs` | the hash that names a run |
//! | `folder.rs`, `lock.rs` | the run folder: whose it is; one process at a time |
//! | `cache.rs` | keeps the burned-in population |
//! | `replications.rs`, `parts.rs` | computes what is missing, a few replications at a time, each into its part |
//! | `memory.rs` | whether it fits into memory, estimated before it begins |
//! | `until.rs` | whether a half-width is met, when that decides how many replications there are |
//! | `finish.rs` | parts → tables, survival, summary, charts, report, manifest |
//! | `simulator.rs` | the model as an experiment sees it |
//! | `checkpoint/` | all replications at the end of a month, in one file, to go on from |
//! | `talk.rs`, `interrupt.rs` | progress on stderr; Ctrl-C |
//! | `reasons.rs` | why replications end, known again in what files keep of it |

pub(crate) mod cache;
pub mod checkpoint;
pub(crate) mod finish;
#[cfg(test)]
pub(crate) mod fixtures;
mod folder;
pub mod identity;
pub(crate) mod interrupt;
mod latest;
pub mod lock;
pub mod memory;
pub mod options;
pub(crate) mod parts;
pub mod reasons;
pub(crate) mod replications;
pub(crate) mod session;
pub(crate) mod simulator;
pub mod talk;
#[cfg(test)]
mod tests;
pub(crate) mod until;

pub use identity::{Identity, MODEL_VERSION};
pub use options::{OUTPUT, Outcome, RunOptions};
pub(crate) use session::program_digest;
pub use simulator::draw_and_report;

use crate::atomic;
use crate::error::{Error, Result};
use crate::export::manifest;
use crate::files::manifest::{Manifest, Status};
use crate::language::Language;
use crate::language::told::Told;
use crate::scenario::{self, Loaded, Overrides};
use crate::told;
use cache::Cache;
use checkpoint::Continued;
use folder::Claim;
use replications::Work;
use session::{Timing, burn_in, pool};
use simulator::{Model, Simulator};
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;
use talk::Talk;

/// Runs a scenario, all replications, into its run folder, with charts and report.
///
/// A complete folder of the same identity is reused, an interrupted one continued. Nothing that isn't a run
/// of ours is written over.
///
/// # Errors
/// A folder that holds something else; a file that can't be written (the folder can then be continued); an
/// interruption by the user (likewise); failed replications, after the results of the others are written; a
/// checkpoint from which the scenario may not go on.
pub fn run(loaded: &Loaded, options: &RunOptions) -> Result<Outcome> {
    if let Some(file) = &options.from {
        let talk = Talk::new(options)?;
        let continued = Continued::open(file, loaded)?;
        if program_digest()
            .is_some_and(|now| continued.checkpoint().head.program.as_ref().is_some_and(|then| *then != now))
        {
            talk.tell(&told!(
                "note: another build of the same model version wrote {file}",
                file = file.display()
            ));
        }
        return carry_out(&continued, loaded, options);
    }
    carry_out(&Model, loaded, options)
}

/// [`run`] with a simulation of one's own.
pub(crate) fn carry_out<S: Simulator>(
    simulator: &S,
    loaded: &Loaded,
    options: &RunOptions,
) -> Result<Outcome> {
    run_with(simulator, loaded, options, Path::new(OUTPUT), interrupt::flag())
}

/// Computes a finished run again from the copies in its folder, into the folder that the options name.
/// Burn-ins are kept below `kept`, away from those that the run itself may have used.
///
/// # Errors
/// As [`run`]; the copies are not those of the run, or this program is another version of the model.
pub fn run_again(folder: &Path, manifest: &Manifest, options: &RunOptions, kept: &Path) -> Result<Outcome> {
    let loaded = scenario::load(&[folder.join("scenario.resolved.toml")], &Overrides::default())?;
    carry_out_again(&Model, &loaded, manifest, options, kept)
}

/// [`run_again`] with a simulation of one's own.
pub(crate) fn carry_out_again<S: Simulator>(
    simulator: &S,
    loaded: &Loaded,
    manifest: &Manifest,
    options: &RunOptions,
    kept: &Path,
) -> Result<Outcome> {
    let id = Identity::of(loaded);
    if id.full() != manifest.id {
        let why = told!(
            "what stands in its folder gives the run {now} and not {recorded}: its inputs were changed",
            now = id.short(),
            recorded = &manifest.short_id
        );
        let what = told!("{name} can't be computed again", name = &manifest.name);
        return Err(Error::NotReproduced { what, why });
    }
    run_with(simulator, loaded, options, kept, interrupt::flag())
}

/// [`run`] with a simulation, an output folder and an interruption of one's own.
fn run_with<S: Simulator>(
    simulator: &S,
    loaded: &Loaded,
    options: &RunOptions,
    output: &Path,
    stop: &AtomicBool,
) -> Result<Outcome> {
    let began = Instant::now();
    let talk = Talk::new(options)?;
    let identity = Identity::of(loaded);
    let folder =
        options.folder.clone().unwrap_or_else(|| output.join(identity.folder_name(&loaded.scenario.name)));
    let program = program_digest();

    let _lock = match folder::claim(&folder, &identity, options.force)? {
        Claim::Complete(manifest) => return reuse(loaded, options, &folder, &manifest, output, talk),
        Claim::Open(lock, changed) => {
            if !changed.is_none() {
                talk.tell(&told!(
                    "note: files of the complete folder {folder} are not as they were written ({changed}); the run is computed again",
                    folder = folder.display(),
                    changed = Told::from(&changed)
                ));
            }
            lock
        }
    };
    let manifest = begin(simulator, loaded, &identity, options, &folder, program.clone())?;

    let scenario = &loaded.scenario;
    let before = replications::finished(&folder, scenario);
    if !before.is_empty() {
        talk.tell(&told!(
            "continuing {folder}: {finished} of {all} replications are there",
            folder = folder.display(),
            finished = before.len(),
            all = replications::of(scenario)
        ));
    }
    let pool = pool(options)?;
    let (cache, input) = (Cache::below(output, program.as_deref()), simulator.input(scenario));
    let from_cache = || if options.force { None } else { cache.read(simulator, &input) };
    let ready = simulator.ready();
    let burns_in = ready.is_none();
    let cached = ready.or_else(from_cache);
    let missing = u64::from(scenario.replications) - before.len() as u64;
    let burn_in_months =
        if cached.is_some() || missing == 0 { 0 } else { u64::from(simulator.burn_in_months(scenario)) };
    let progress =
        talk.progress(burn_in_months + missing * u64::from(simulator.replication_months(scenario)));
    let work = Work { simulator, scenario, folder: &folder, pool: &pool, stop, progress: &progress };

    let mut timing = Timing {
        threads: pool.current_num_threads(),
        burn_in_from_cache: burns_in && cached.is_some(),
        ..Timing::default()
    };
    let simulated = simulate(&work, cached, before, (&cache, &input), &mut timing);
    progress.end();
    let done = simulated?;
    if done.parts.is_empty() {
        return Err(none_finished(manifest, &done, &folder));
    }

    timing.began = Some(began);
    let manifest = finish::finish(simulator, &folder, manifest, &done, timing)?;
    report(&manifest, options.language, talk);
    set_latest(loaded, options, (output, &folder), &manifest, talk);
    answer(&folder, &manifest, false)
}

/// All replications failed: the manifest says why, and there is nothing to make tables of.
fn none_finished(mut manifest: Manifest, done: &parts::Done, folder: &Path) -> Error {
    manifest.failed = done.failed.values().cloned().collect();
    if let Err(error) = manifest.write(folder) {
        return error;
    }
    let why = done.failed.values().next().map_or("", |failed| failed.message.as_str());
    Error::SomeFailed(told!(
        "no replication could be finished: {why}; there are no results in {folder}",
        why = reasons::known(why),
        folder = folder.display()
    ))
}

/// Points `latest` at a full run, `latest-comparison` at a full comparison; a quick one, or one in a folder
/// of the user's choice, moves neither.
fn set_latest(
    loaded: &Loaded,
    options: &RunOptions,
    (output, folder): (&Path, &Path),
    manifest: &Manifest,
    talk: Talk,
) {
    if !loaded.scenario.quick && options.folder.is_none() {
        let name = if manifest.comparison.is_some() { latest::COMPARISON } else { latest::RUN };
        latest::point(output, name, folder, talk);
    }
}

/// Burn-in and replications; an error when the user interrupted.
fn simulate<S: Simulator>(
    work: &Work<S>,
    cached: Option<S::Start>,
    before: std::collections::BTreeMap<u32, parts::Part>,
    (cache, input): (&Cache, &S::Input),
    timing: &mut Timing,
) -> Result<parts::Done> {
    let interrupted = |finished: usize| {
        Error::Interrupted(told!(
            "interrupted with {finished} of {all} replications finished in {folder}; the same command continues",
            finished = finished,
            all = replications::of(work.scenario),
            folder = work.folder.display()
        ))
    };
    let mut done = parts::Done { parts: before, ..Default::default() };
    let mut start = cached;
    for (stage, runs) in until::stages(work.simulator, work.scenario).into_iter().enumerate() {
        let missing: Vec<u32> = runs
            .iter()
            .copied()
            .filter(|run| !done.parts.contains_key(run) && !done.failed.contains_key(run))
            .collect();
        if !missing.is_empty() {
            let from = match start.take() {
                Some(start) => start,
                None => {
                    let burned_in = burn_in::<S>(input, work.pool, work.stop, work.progress, timing)?;
                    let Some(start) = burned_in else { return Err(interrupted(done.parts.len())) };
                    cache.write(work.simulator, input, &start, work.progress);
                    start
                }
            };
            let clock = Instant::now();
            done = work.run(&from, done, &missing)?;
            timing.replication_seconds += clock.elapsed().as_secs_f64();
            start = Some(from);
        }
        let there = |run: &u32| done.parts.contains_key(run) || done.failed.contains_key(run);
        if !runs.iter().all(there) {
            return Err(interrupted(done.parts.len()));
        }
        let Some(until) = &work.scenario.until else { break };
        // What an earlier session did beyond this interim analysis does not count at it.
        let parts = runs.iter().filter_map(|run| Some((*run, done.parts.get(run)?.clone()))).collect();
        let analysed = until::analysis(work.simulator, work.scenario, until, work.folder, (stage, &parts))?;
        let enough = analysed.met;
        done.analysed = Some((runs.len() as u32, analysed));
        if enough {
            done.parts = parts;
            break;
        }
    }
    Ok(done)
}

/// Says whether the half-width asked for was met.
fn report(manifest: &Manifest, language: Language, talk: Talk) {
    if let Some(until) = &manifest.until {
        let reached = Told::words(until.reached(language));
        talk.tell(&if until.met { reached } else { told!("note: {what}", what = reached) });
    }
}

/// Marks the folder as a run under way, then writes what it is a run of.
fn begin<S: Simulator>(
    simulator: &S,
    loaded: &Loaded,
    identity: &Identity,
    options: &RunOptions,
    folder: &Path,
    program: Option<String>,
) -> Result<Manifest> {
    let before = Manifest::read(folder)?;
    let mut manifest = manifest::of(&loaded.scenario, identity.full(), MODEL_VERSION, &options.command);
    let own = before.as_ref().map_or(options.language, |before| before.language);
    manifest.language = options.asked.unwrap_or(own);
    simulator.describe(&mut manifest);
    manifest.program = program;
    manifest.inputs.insert("scenario.resolved.toml".to_string(), atomic::digest(loaded.resolved.as_bytes()));
    manifest.inputs.extend(loaded.tables.iter().map(|(name, bytes)| (name.clone(), atomic::digest(bytes))));
    if let Some(before) = &before {
        manifest.outputs = before.outputs.clone(); // so that they are found even when this session ends on the next line
    }
    manifest.write(folder)?;
    manifest.outputs.clear();
    folder::sweep(folder);
    if let Some(before) = before {
        folder::clear(folder, &before)?;
        // Parts go on being used by the program that made them, and by no other.
        if before.status == Status::Complete || before.id != manifest.id || before.program != manifest.program
        {
            folder::remove_parts(folder)?;
        }
    }
    atomic::write(&folder.join("scenario.resolved.toml"), loaded.resolved.as_bytes())?;
    for (name, bytes) in &loaded.tables {
        let path = folder.join(name);
        atomic::make_folder(path.parent().unwrap_or(folder))?;
        atomic::write(&path, bytes)?;
    }
    Ok(manifest)
}

/// A complete folder, all of it as it was written: nothing is computed.
fn reuse(
    loaded: &Loaded,
    options: &RunOptions,
    folder: &Path,
    manifest: &Manifest,
    output: &Path,
    talk: Talk,
) -> Result<Outcome> {
    let program = program_digest();
    if manifest.program.as_deref().is_some_and(|before| program.is_some_and(|now| now != before)) {
        talk.tell(&told!(
            "note: another build of the same model version computed this folder; --force computes it again"
        ));
    }
    if options.asked.is_some_and(|asked| asked != manifest.language) {
        talk.tell(&told!(
            "note: {folder} is complete and stays in its language ({own}); to change it: tideover report {folder} --lang {asked}",
            folder = folder.display(),
            own = manifest.language.code(),
            asked = options.asked.unwrap_or_default().code()
        ));
    }
    report(manifest, options.language, talk);
    let _ = folder::remove_parts(folder);
    set_latest(loaded, options, (output, folder), manifest, talk);
    answer(folder, manifest, true)
}

/// The outcome of a complete folder: an error, for scripts, when replications are missing in its results.
fn answer(folder: &Path, manifest: &Manifest, reused: bool) -> Result<Outcome> {
    let Some(first) = manifest.failed.first() else {
        return Ok(Outcome { folder: folder.to_path_buf(), reused });
    };
    Err(Error::SomeFailed(told!(
        "{failed} of {all} replications failed (number {number}: {why}); the results of the others are in {folder}",
        failed = manifest.failed.len(),
        all = manifest.replications,
        number = first.replication,
        why = reasons::known(&first.message),
        folder = folder.display()
    )))
}
