//! What a run is asked to do, and what it did.

use crate::language::Language;
use std::path::PathBuf;

/// The folder under which runs and the cache stand, in the current folder.
pub const OUTPUT: &str = "output";

/// How a run is carried out; nothing here may change a result.
#[derive(Clone, Debug, Default)]
pub struct RunOptions {
    /// `-o`: the folder of the run; `output/NAME-ID` when absent.
    pub folder: Option<PathBuf>,
    /// `--from`: the checkpoint to go on from.
    pub from: Option<PathBuf>,
    /// `--threads`: worker threads; all cores when absent.
    pub threads: Option<usize>,
    /// `--force`: compute again although the folder is complete.
    pub force: bool,
    /// `--progress`: `auto`, `bar`, `plain` or `none`.
    pub progress: String,
    /// `-q`: no talk.
    pub quiet: bool,
    /// The language of talk, and of the charts and reports of a new folder.
    pub language: Language,
    /// `--lang`: the language of a folder that is there too, which else keeps its own.
    pub asked: Option<Language>,
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
