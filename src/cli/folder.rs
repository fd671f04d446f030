//! `plot` and `report`: charts and report again, from a finished folder.

use super::{Global, print};
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};

/// Draws the charts of a finished run or sweep again
#[derive(clap::Args, Debug)]
#[command(after_help = "Reads the tables in the folder, never the simulation; each chart comes as SVG, PNG and the CSV behind it.\n\n\
    Example:\n  tideover plot output/latest")]
pub(super) struct Plot {
    /// The folder of a run, a comparison or a sweep
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Writes the report of a finished run again
#[derive(clap::Args, Debug)]
#[command(after_help = "One HTML file with charts inside, that needs no network and prints well.\n\n\
    Example:\n  tideover report output/latest")]
pub(super) struct Report {
    /// The run folder
    #[arg(value_name = "RUN")]
    folder: PathBuf,
}

impl Plot {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        present(&self.folder)?;
        crate::charts::draw(&self.folder)?;
        done(global, &self.folder.join("charts"))
    }
}

impl Report {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        present(&self.folder)?;
        if self.folder.join(crate::sweep::folder::PLAN).exists() {
            let why = "sweeps have charts and tables but no report; see charts/ and README.txt in it";
            return Err(Error::Usage(format!("{}: {why}", self.folder.display())));
        }
        crate::report::write(&self.folder)?;
        done(global, &self.folder.join("report.html"))
    }
}

fn done(global: &Global, made: &Path) -> Result<()> {
    match global.json {
        true => print::json(&serde_json::json!({ "written": made.display().to_string() })),
        false => print::data(&made.display().to_string()),
    }
}

/// A folder that is not there is a slip of the command line, not a failure of the disk.
fn present(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    Err(Error::Usage(format!("{}: there is no such run folder; `ls output` shows those there are", folder.display())))
}
