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
    /// File to write, in place of report.html in the folder
    #[arg(short = 'o', long = "output", value_name = "FILE.html")]
    output: Option<PathBuf>,
}

impl Plot {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        present(&self.folder)?;
        crate::charts::draw(&self.folder)?;
        print::undrawn(global.quiet, &self.folder);
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
        let file = match self.output {
            Some(file) => {
                free(&file)?;
                file
            }
            None => self.folder.join("report.html"),
        };
        crate::report::write_to(&self.folder, &file)?;
        done(global, &file)
    }
}

/// Refuses a file that is no HTML by its name, or that someone else wrote.
fn free(file: &Path) -> Result<()> {
    let html = file.extension().is_some_and(|ending| ["html", "htm"].iter().any(|html| ending.eq_ignore_ascii_case(html)));
    if !html {
        let hint = format!("as in -o {}; a browser prints it as PDF", file.with_extension("html").display());
        return Err(Error::Usage(format!("-o {}: a report is a file of HTML, {hint}", file.display())));
    }
    match std::fs::read(file) {
        Ok(old) if !String::from_utf8_lossy(&old).contains(crate::report::MARK) => {
            let why = "this file is no report of tideover, and nothing of yours is overwritten; name another";
            Err(Error::Usage(format!("-o {}: {why}", file.display())))
        }
        _ => Ok(()),
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
