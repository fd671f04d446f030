//! What can go wrong, and the exit code of each: the program's contract with scripts.

use crate::diagnose::Problems;
use crate::language::told::Told;
use crate::language::{Language, known};
use crate::{phrase, told};
use std::fmt;
use std::path::{Path, PathBuf};

/// What an error of another crate is kept as, where several kinds of errors lead to the same failure.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Any failure of a command.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line asks for something that can't be.
    Usage(Told),
    /// The input files have problems; all of them are listed.
    Input(Problems),
    /// Some runs failed; the results of the others are written.
    SomeFailed(Told),
    /// Runs or shards are outstanding.
    Incomplete(Told),
    /// The model misses published facts.
    Validation(Told),
    /// A file could not be read or written.
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The user interrupted; the folder can be continued by the same command.
    Interrupted(Told),
    /// JSON of the program's own that can't be written or read.
    Json {
        /// What it is, or the path of its file; nothing where the text needs none, as for JSON on stdout.
        what: Option<String>,
        /// What serde said.
        source: serde_json::Error,
    },
    /// A file of the program's own that is not of the kind it should be.
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line in which reading ended, from one.
        line: u64,
        /// What it should be, a phrase: a manifest, a table.
        what: &'static str,
        /// What the reader said.
        source: Cause,
    },
    /// A file or folder of the program's own that is of the right kind but holds something else than it
    /// should: it lacks a column, a cell is no number, parts of it contradict one another.
    Content {
        /// The file or folder.
        path: PathBuf,
        /// The line, from one, where there is one to point at.
        line: Option<u64>,
        /// What is wrong with it.
        what: Told,
    },
    /// A month in a finished folder that is none; the words are those of the reader of months.
    Month(Told),
    /// Results that can't be made again, or that come out otherwise than they were.
    NotReproduced {
        /// Their folder, or what can't be done.
        what: Told,
        /// What differs.
        why: Told,
    },
    /// A chart or report that can't be drawn.
    Picture {
        /// Which.
        what: Told,
        /// What the backend, the encoder or the template said.
        source: Cause,
    },
    /// Work that could not be handed to a scheduler; the words say what to do next.
    Submit(Told),
    /// Another process has the folder or file.
    Busy(Told),
    /// Worker threads that can't be started.
    Threads {
        /// What can't be done, a phrase, where it is said.
        what: Option<&'static str>,
        /// What rayon said.
        source: rayon::ThreadPoolBuildError,
    },
    /// A replication that failed on the way to a checkpoint, so that there is none.
    NoCheckpoint {
        /// Its number.
        replication: u32,
        /// Why it can't go on.
        why: Told,
    },
    /// A defect of the program: something that no input should be able to bring about.
    Defect(String),
}

/// `path` or `path:line`.
fn place(path: &Path, line: Option<u64>) -> String {
    line.map_or(path.display().to_string(), |line| format!("{}:{line}", path.display()))
}

impl Error {
    /// What went wrong, in a language; what other programs say stays as they say it.
    pub fn said(&self, language: Language) -> String {
        let told = match self {
            Error::Usage(told)
            | Error::SomeFailed(told)
            | Error::Incomplete(told)
            | Error::Validation(told)
            | Error::Interrupted(told)
            | Error::Month(told)
            | Error::Submit(told)
            | Error::Busy(told) => return told.said(language),
            Error::Input(problems) => return problems.said(language),
            Error::Defect(words) => return words.clone(),
            Error::Json { what: None, source } => return source.to_string(),
            Error::Threads { what: None, source } => return source.to_string(),
            Error::Json { what: Some(what), source } => {
                told!("{what}: {why}", what = Told::words(what), why = source)
            }
            Error::Threads { what: Some(what), source } => {
                told!("{what}: {why}", what = Told::phrase(what), why = source)
            }
            Error::File { path, source } => {
                told!("{what}: {why}", what = path.display(), why = known::of_system(source))
            }
            Error::Malformed { path, line, what, source } => told!(
                "{place}: not a {what}: {why}",
                place = place(path, Some(*line)),
                what = Told::phrase(what),
                why = source
            ),
            Error::Content { path, line, what } => {
                told!("{what}: {why}", what = place(path, *line), why = what.clone())
            }
            Error::NotReproduced { what, why } => {
                told!("{what}: {why}", what = what.clone(), why = why.clone())
            }
            Error::Picture { what, source } => {
                told!("{what}: {why}", what = what.clone(), why = format!("{source:#}"))
            }
            Error::NoCheckpoint { replication, why } => told!(
                "replication {replication} failed: {why}; no checkpoint was written",
                replication = replication,
                why = why.clone()
            ),
        };
        told.said(language)
    }

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
            Error::Json { .. }
            | Error::Malformed { .. }
            | Error::Content { .. }
            | Error::Month(_)
            | Error::NotReproduced { .. }
            | Error::Picture { .. }
            | Error::Submit(_)
            | Error::Busy(_)
            | Error::Threads { .. }
            | Error::NoCheckpoint { .. }
            | Error::Defect(_) => 1,
        }
    }

    /// A closure that wraps an I/O error with the path it concerns.
    pub fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Error + use<> {
        let path = path.to_path_buf();
        move |source| Error::File { path, source }
    }

    /// A closure that wraps an error of serde with the name of what can't be written or read.
    pub fn json(what: &str) -> impl FnOnce(serde_json::Error) -> Error + use<> {
        let what = Some(what.to_string());
        move |source| Error::Json { what, source }
    }

    /// An error of serde where the JSON has no name.
    pub fn plain_json(source: serde_json::Error) -> Error {
        Error::Json { what: None, source }
    }

    /// A closure that wraps an error of serde with the file that is not `what` it should be.
    pub fn malformed(path: &Path, what: &'static str) -> impl FnOnce(serde_json::Error) -> Error + use<> {
        let path = path.to_path_buf();
        move |source| Error::Malformed { path, line: source.line() as u64, what, source: source.into() }
    }

    /// A file or folder of the program's own that holds something else than it should, without a line.
    pub fn content(path: &Path, what: impl Into<Told>) -> Error {
        Error::Content { path: path.to_path_buf(), line: None, what: what.into() }
    }

    /// Results in a folder that can't be made again, or come out otherwise.
    pub fn not_reproduced(folder: &Path, why: impl Into<Told>) -> Error {
        Error::NotReproduced { what: Told::words(folder.display().to_string()), why: why.into() }
    }

    /// Worker threads that can't be started.
    pub fn threads(source: rayon::ThreadPoolBuildError) -> Error {
        Error::Threads { what: Some(phrase!("threads can't be started")), source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(Language::English))
    }
}

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error as _;

    #[test]
    fn a_source_is_kept_and_stands_in_the_text_once() {
        let broken = || serde_json::from_str::<u8>("\n{").unwrap_err();
        let (path, said) = (Path::new("runs/a/manifest.json"), broken().to_string());
        let picture = Error::Picture { what: told!("chart {name}", name = "jobs"), source: broken().into() };
        for (error, before) in [
            (Error::plain_json(broken()), ""),
            (Error::json("timing.json")(broken()), "timing.json: "),
            (Error::malformed(path, "manifest")(broken()), "runs/a/manifest.json:2: not a manifest: "),
            (picture, "chart jobs: "),
        ] {
            assert_eq!(error.to_string(), format!("{before}{said}"));
            assert_eq!(error.source().map(ToString::to_string), Some(said.clone()));
            assert_eq!(error.exit_code(), 1);
        }
    }

    #[test]
    fn what_systems_say_of_files_is_said_in_the_language() {
        let none = Path::new("no such folder of mine/x.csv");
        let error = Error::file(none)(std::fs::read(none).unwrap_err());
        assert!(error.to_string().starts_with("no such folder of mine/x.csv: "), "{error}");
        #[cfg(target_os = "linux")]
        assert!(!error.said(Language::Chinese).contains("No such file"), "{}", error.said(Language::Chinese));
        let why = crate::language::told::Inside(told!("this file is missing"));
        let error = Error::file(none)(std::io::Error::other(why));
        assert!(error.to_string().ends_with("x.csv: this file is missing"));
        assert!(error.said(Language::Chinese).ends_with(Language::Chinese.of("this file is missing")));
    }

    #[test]
    fn a_line_stands_behind_the_path_where_there_is_one() {
        let (path, what) = (PathBuf::from("runs.csv"), Told::words("no rows"));
        assert_eq!(Error::content(&path, what.clone()).to_string(), "runs.csv: no rows");
        assert_eq!(Error::Content { path, line: Some(3), what }.to_string(), "runs.csv:3: no rows");
    }
}
