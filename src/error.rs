//! What can go wrong, and the exit code of each: the program's contract with scripts.

use crate::diagnose::Problems;
use std::path::{Path, PathBuf};

/// Any failure of a command.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line asks for something that can't be.
    #[error("{0}")]
    Usage(String),
    /// The input files have problems; all of them are listed.
    #[error("{0}")]
    Input(Problems),
    /// Some runs failed; the results of the others are written.
    #[error("{0}")]
    SomeFailed(String),
    /// Runs or shards are outstanding.
    #[error("{0}")]
    Incomplete(String),
    /// The model misses published facts.
    #[error("{0}")]
    Validation(String),
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The user interrupted; the folder can be continued by the same command.
    #[error("{0}")]
    Interrupted(String),
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl Error {
    /// The exit code of the program for this failure.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Usage(_) => 2,
            Error::Input(_) => 3,
            Error::SomeFailed(_) => 4,
            Error::Incomplete(_) => 5,
            Error::Validation(_) => 6,
            Error::File { .. } => 74,
            Error::Interrupted(_) => 75,
            Error::Other(_) => 1,
        }
    }

    /// A closure that wraps an I/O error with the path it concerns.
    pub fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Error + use<> {
        let path = path.to_path_buf();
        move |source| Error::File { path, source }
    }
}

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;
