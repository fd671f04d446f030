//! A sweep on a cluster: the scripts that give each shard of a folder to a scheduler, and their submission.
//!
//! ```text
//! Request ─► scripts (pure) ─► DIR/submit/… ─► submit.sh ─► a task for each shard ─► merge, whatever became of the tasks
//! ```
//!
//! A task holds no state of its own: all of it is in the folder. So a task that was killed, ran out of time
//! or lost its node is helped by submitting again, and only what is missing is computed.

mod amounts;
pub mod slurm;
pub mod snakemake;

pub use amounts::{budget, in_words, shards_for, walltime};

use crate::atomic;
use crate::error::{Error, Result};
use crate::language::told::Told;
use crate::told;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Folder of the scripts, within that of the sweep.
pub const FOLDER: &str = "submit";
/// Stands in every script of ours; a file without it belongs to someone else.
pub const MARK: &str = "Written by `tideover sweep submit`";
/// The script that hands all others to the scheduler.
pub const START: &str = "submit.sh";
/// How often a task that was stopped for time starts again by itself. Bounded, as a point that never fits
/// into the time of a task would start for ever.
pub const RESTARTS: u32 = 20;

/// Who runs the shards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A Slurm cluster: a job array, then a job that merges.
    Slurm,
    /// Snakemake: a rule for the shards, then one that merges; on this machine unless its options say
    /// otherwise.
    Snakemake,
}

/// What is asked of the scheduler.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Who runs the shards.
    pub engine: Engine,
    /// The program, by its full path: the same file must be there on every node.
    pub program: PathBuf,
    /// Folder of the sweep, by its full path: on a disk that every node sees.
    pub folder: PathBuf,
    /// Name of the sweep, for the names of jobs.
    pub name: String,
    /// Number of shards, one a task.
    pub shards: usize,
    /// Cores of a task.
    pub cpus: usize,
    /// Memory of a task, megabytes; none leaves it to the scheduler.
    pub memory: Option<u64>,
    /// Time of a task, seconds; none means without limit (Snakemake only).
    pub walltime: Option<u64>,
    /// Runs that failed are computed again.
    pub retry_failed: bool,
    /// Further options of the scheduler, as they are written for it: `--qos=long`.
    pub options: Vec<String>,
    /// Lines of shell that run before the program.
    pub setup: Vec<String>,
}

/// What the scripts say of each path: checked once, so that they can't come out broken.
#[derive(Debug)]
struct Places<'a> {
    program: &'a str,
    folder: &'a str,
}

impl Request {
    /// Where the scripts stand.
    pub fn place(&self) -> PathBuf {
        self.folder.join(FOLDER)
    }

    /// Refuses what no script can say.
    ///
    /// # Errors
    /// A path that is relative, no text or broken over lines; an option that is no option; no shard, core or
    /// too little time.
    pub fn check(&self) -> Result<()> {
        for path in [&self.program, &self.folder] {
            let text = path.to_str().unwrap_or("\n");
            if !path.is_absolute() || text.contains(char::is_control) {
                return Err(Error::Usage(told!(
                    "{path}: a script can't name this path; move the folder",
                    path = path.display()
                )));
            }
        }
        for option in &self.options {
            if !option.starts_with('-') || option.contains(char::is_control) {
                return Err(Error::Usage(told!(
                    "--option '{option}': one option is expected, as in --option '--qos=long'",
                    option = option
                )));
            }
        }
        if self.shards == 0 || self.cpus == 0 {
            return Err(Error::Usage(told!("a submission needs at least one shard and one core")));
        }
        match self.walltime {
            Some(seconds) if seconds < amounts::LEAST_WALLTIME => Err(Error::Usage(told!(
                "--time: a task needs five minutes or more, as it is asked to stop before they are over"
            ))),
            _ => Ok(()),
        }
    }

    fn places(&self) -> Places<'_> {
        Places {
            program: self.program.to_str().unwrap_or_default(),
            folder: self.folder.to_str().unwrap_or_default(),
        }
    }
}

/// The scripts, each with its name in the folder `submit`. Of a request that [`Request::check`] lets pass.
pub fn scripts(request: &Request) -> Vec<(String, String)> {
    match request.engine {
        Engine::Slurm => slurm::scripts(request),
        Engine::Snakemake => snakemake::scripts(request),
    }
}

/// Writes the scripts into the folder; answers their paths.
///
/// # Errors
/// The request can't be met, a file of someone else is in the way, or the disk refuses.
pub fn write(request: &Request) -> Result<Vec<PathBuf>> {
    request.check()?;
    let place = request.place();
    let scripts: Vec<(PathBuf, String)> =
        scripts(request).into_iter().map(|(name, text)| (place.join(name), text)).collect();
    for (path, _) in &scripts {
        if std::fs::read(path).is_ok_and(|old| !String::from_utf8_lossy(&old).contains(MARK)) {
            return Err(Error::Usage(told!(
                "{path}: this file was not written by tideover; move it away",
                path = path.display()
            )));
        }
    }
    atomic::make_folder(&place.join("logs"))?;
    for (path, text) in &scripts {
        atomic::write(path, text.as_bytes())?;
    }
    Ok(scripts.into_iter().map(|(path, _)| path).collect())
}

/// Writes the scripts and hands them to the scheduler; answers what it said, the numbers of the jobs.
/// Snakemake is waited for, and talks on stderr meanwhile.
///
/// # Errors
/// As [`write()`]; or the scheduler is not on this machine, or refuses: its own words are in the message.
pub fn submit(request: &Request) -> Result<String> {
    write(request)?;
    let start = request.place().join(START);
    let (tool, missing) = match request.engine {
        Engine::Slurm => ("sbatch", slurm::MISSING),
        Engine::Snakemake => ("snakemake", snakemake::MISSING),
    };
    let command = start_in_words(request);
    if !on_path(tool) {
        return Err(Error::Submit(told!(
            "{tool} was not found. {remedy} The scripts are written; then: {command}",
            tool = tool,
            remedy = Told::phrase(missing),
            command = command
        )));
    }
    let talk = if request.engine == Engine::Slurm { Stdio::piped() } else { Stdio::inherit() };
    let child =
        Command::new("bash").arg(&start).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(talk).spawn();
    let said = child.and_then(|child| child.wait_with_output()).map_err(Error::file(&start))?;
    let out = String::from_utf8_lossy(&said.stdout).into_owned();
    if said.status.success() {
        return Ok(out);
    }
    let words = format!("{out}{}", String::from_utf8_lossy(&said.stderr));
    Err(Error::Submit(match request.engine {
        Engine::Slurm => told!(
            "The jobs were not submitted:\n{words}\nThe scripts are written; once that is mended, submit again, or: {command}",
            words = words.trim(),
            command = command
        ),
        Engine::Snakemake => told!(
            "{words}snakemake ended with an error (above). What is finished is kept: `tideover sweep status {folder}` tells what is \
            missing, the logs are in {logs}, and the same command goes on",
            words = out,
            folder = quote(request.places().folder),
            logs = quote(&request.place().join("logs").to_string_lossy())
        ),
    }))
}

/// The command that submits what is written, as one types it.
pub fn start_in_words(request: &Request) -> String {
    format!("bash {}", quote(&request.place().join(START).to_string_lossy()))
}

/// Whether a program can be found by its name.
fn on_path(tool: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(tool).is_file()))
}

/// A text as one word of a shell.
pub fn quote(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-=:+,@".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.into()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// The lines of setup, each on its own.
fn setup(request: &Request) -> String {
    request.setup.iter().map(|line| format!("{line}\n")).collect()
}

/// Further words for `tideover sweep run`, each after a space: those that no scheduler changes.
fn words(request: &Request) -> String {
    let time = request
        .walltime
        .map(|seconds| format!(" --time-budget {}", in_words(budget(seconds))))
        .unwrap_or_default();
    time + if request.retry_failed { " --retry-failed" } else { "" }
}

#[cfg(test)]
mod tests;
