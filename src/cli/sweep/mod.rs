//! `sweep`: many design points of one question; one file a subcommand.

pub(super) mod headline;
pub(super) mod merge;
mod plan;
mod run;
mod status;
mod submit;

use super::folder::speak;
use super::mistakes::Refused;
use super::options::Simulating;
use super::{Global, print};
use crate::error::{Error, Result};
use crate::language::told::Told;
use crate::sweep::{self, folder};
use crate::told;
use std::path::{Path, PathBuf};

/// Many design points of one question: maps, sensitivity, uncertainty
#[derive(clap::Args, Debug)]
#[command(
    arg_required_else_help = true,
    after_help = "A sweep file names base scenarios, factors with their keys and values, a design, and what is kept of each run.\n\n\
    Examples:\n  tideover sweep plan scenarios/sweeps/wage-support-map.toml --dry-run\n  \
    tideover sweep run scenarios/sweeps/wage-support-map.toml"
)]
pub(super) struct Sweep {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Plan(Simulating<plan::Plan>),
    Run(Simulating<run::Run>),
    Status(status::Status),
    Merge(merge::Merge),
    Submit(Simulating<submit::Submit>),
}

impl Sweep {
    pub(super) fn run(self, common: Global) -> Result<()> {
        macro_rules! run {
            ($parsed:expr) => {{
                let (command, global) = $parsed;
                command.run(&global)
            }};
        }
        match self.command {
            Command::Plan(command) => run!(command.on(common)),
            Command::Run(command) => run!(command.on(common)),
            Command::Status(command) => command.run(&common),
            Command::Merge(command) => command.run(&common),
            Command::Submit(command) => run!(command.on(common)),
        }
    }
}

/// A plan and the folder it stands in.
struct Place {
    plan: sweep::Plan,
    folder: PathBuf,
}

/// The plan of a sweep file, written to its folder, or that of a folder.
fn place(what: &Path, global: &Global) -> Result<Place> {
    if what.is_dir() {
        if global.changes_scenario() || global.output.is_some() || global.force {
            return Err(Error::Usage(told!(
                "{folder}: options that change the scenario or its place, and --force, belong to the plan; give them with the sweep file",
                folder = what.display()
            )));
        }
        speak(what, global.lang)?;
        return Ok(Place { plan: folder::open(what)?, folder: what.to_path_buf() });
    }
    let mut plan = sweep::plan::plan(what, &global.overrides())?;
    plan.scenarios.notes().iter().for_each(|words| note(words, global));
    let folder = global.output.clone().unwrap_or_else(|| plan::default_folder(&plan));
    in_language(&mut plan, &folder, global);
    put(&plan, &folder, global)?;
    Ok(Place { plan, folder })
}

/// Says what is to be kept in mind of a sweep.
fn note(words: &Told, global: &Global) {
    let note = told!("note: {what}", what = words.clone());
    print::say(global.quiet, &note.said(global.language()));
}

/// A size of memory on the command line.
fn memory(text: &str) -> std::result::Result<u64, Refused> {
    sweep::parse_memory(text).map_err(Refused)
}

/// Gives a plan the language that is asked for, else that of its folder.
pub(super) fn in_language(plan: &mut sweep::Plan, folder: &Path, global: &Global) {
    let before = folder::entry(folder).ok().map(|recorded| recorded.language);
    plan.entry.language = global.lang.or(before).unwrap_or_else(|| global.language());
}

/// Writes a plan to its folder. A folder that holds another plan is refused, unless --force says that its
/// results may be used for what they still are.
pub(super) fn put(plan: &sweep::Plan, folder: &Path, global: &Global) -> Result<()> {
    if let Some(name) = folder::foreign(folder)? {
        return Err(Error::Usage(told!(
            "{folder}: this folder holds files of yours (\"{name}\") and no sweep of tideover; name another folder with -o",
            folder = folder.display(),
            name = name
        )));
    }
    let _lock = folder::lock(folder)?;
    if !folder.join(folder::PLAN).exists() {
        return folder::write(plan, folder);
    }
    let recorded = folder::entry(folder)?;
    if recorded.id == plan.entry.id {
        // Titles and labels do not count in what a plan is.
        return if recorded == plan.entry && folder::is_whole(folder) {
            Ok(())
        } else {
            folder::write(plan, folder)
        };
    }
    let difference = folder::differences(folder, plan)?;
    if !global.force {
        return Err(Error::Usage(told!(
            "{folder}: this folder holds another plan of a sweep\n{changes}\nname another folder with -o, or --force to go on with the new plan: what is the \
             same is not run again",
            folder = folder.display(),
            changes = plan::changes(&difference)
        )));
    }
    print::say(global.quiet, &plan::changes(&difference).said(global.language()));
    folder::forget_results(folder)?;
    folder::write(plan, folder)
}
