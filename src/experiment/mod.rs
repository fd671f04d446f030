//! Experiments: which runs there are, running them, resuming them.

use crate::error::Result;
use crate::scenario::Loaded;
use std::path::PathBuf;

/// How a run is carried out; nothing here may change a result.
#[derive(Clone, Debug, Default)]
pub struct RunOptions {
    /// `-o`: the folder of the run; `output/NAME-ID` when absent.
    pub folder: Option<PathBuf>,
    /// `--threads`: worker threads; all cores when absent.
    pub threads: Option<usize>,
    /// `--force`: compute again although the folder is complete.
    pub force: bool,
    /// `--progress`: `auto`, `bar`, `plain` or `none`.
    pub progress: String,
    /// `-q`: no talk.
    pub quiet: bool,
    /// The command line, for the manifest.
    pub command: String,
}

/// What a run did.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The run folder.
    pub folder: PathBuf,
    /// Whether the folder was complete already and was reused.
    pub reused: bool,
}

/// Runs a scenario, all replications, into its run folder, with charts and report.
///
/// # Errors
/// A file that can't be written; an interruption by the user (the folder can then be continued).
pub fn run(_loaded: &Loaded, _options: &RunOptions) -> Result<Outcome> {
    Err(crate::error::Error::Other("not built yet".into()))
}
