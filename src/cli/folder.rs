//! `report`: the report again, from a finished folder; and what it shares with `plot`.

use super::{Global, print};
use crate::charts;
use crate::error::{Error, Result};
use crate::export::{readme, verify};
use crate::files::listed::{self, Listed};
use crate::files::manifest::Manifest;
use crate::files::read;
use crate::headline;
use crate::language::Language;
use crate::sweep::manifest;
use crate::told;
use std::path::{Path, PathBuf};

/// Writes the report of a finished run, comparison or sweep again
#[derive(clap::Args, Debug)]
#[command(
    after_help = "One HTML file with charts inside, that needs no network and prints well. Tables or charts that are missing \
    or were altered since they were written are refused.\n\n\
    Example:\n  tideover report output/latest"
)]
pub(super) struct Report {
    /// The folder of a run, a comparison or a sweep
    #[arg(value_name = "RUN")]
    folder: PathBuf,
    /// File to write, in place of report.html in the folder
    #[arg(short = 'o', long = "output", value_name = "FILE.html")]
    output: Option<PathBuf>,
}

impl Report {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        present(&self.folder)?;
        if charts::sweep::is_sweep(&self.folder) {
            return self.of_sweep(global);
        }
        // The report draws its own charts; without any in the folder these are drawn too.
        let drawn = self.folder.join("charts").exists();
        unchanged(&self.folder, &|name| {
            name != REPORT && !verify::is_for_papers(name) && (drawn || !verify::is_drawn(name))
        })?;
        let elsewhere = self.output.is_some();
        let file = match self.output {
            Some(file) => {
                free(&file)?;
                file
            }
            None => self.folder.join(REPORT),
        };
        match global.lang.filter(|_| !elsewhere) {
            Some(language) => present_in(&self.folder, language, &|| true)?,
            None => {
                crate::report::write_to(&self.folder, &file, global.lang)?;
                renew(&self.folder, &|name| verify::is_drawn(name) && !verify::is_for_papers(name))?;
            }
        }
        done(global, &file)
    }
}

impl Report {
    fn of_sweep(self, global: &Global) -> Result<()> {
        // The report of a sweep draws its charts itself.
        self.output.as_deref().map_or(Ok(()), free)?;
        unchanged(&self.folder, &|name| !verify::is_drawn(name))?;
        let elsewhere = self.output.is_some();
        let file = self.output.unwrap_or_else(|| self.folder.join(REPORT));
        match global.lang.filter(|_| !elsewhere) {
            Some(language) => present_in(&self.folder, language, &|| true)?,
            None => {
                crate::sweep_report::write_to(&self.folder, &file, global.lang)?;
                renew(&self.folder, &|name| name == REPORT)?;
            }
        }
        done(global, &file)
    }
}

/// Refuses a file that is no HTML by its name, or that someone else wrote.
fn free(file: &Path) -> Result<()> {
    let html = file
        .extension()
        .is_some_and(|ending| ["html", "htm"].iter().any(|html| ending.eq_ignore_ascii_case(html)));
    if !html {
        return Err(Error::Usage(told!(
            "-o {file}: a report is a file of HTML, as in -o {example}; a browser prints it as PDF",
            file = file.display(),
            example = file.with_extension("html").display()
        )));
    }
    match std::fs::read(file) {
        Ok(old) if !String::from_utf8_lossy(&old).contains(crate::report::MARK) => Err(Error::Usage(told!(
            "-o {file}: this file is no report of tideover, and nothing of yours is overwritten; name another",
            file = file.display()
        ))),
        _ => Ok(()),
    }
}

/// The report's file.
const REPORT: &str = "report.html";

/// Refuses a folder whose files are not as they were written, of those that count.
pub(super) fn unchanged(folder: &Path, counts: &dyn Fn(&str) -> bool) -> Result<()> {
    if charts::sweep::is_sweep(folder) {
        return manifest::refuse_changed(folder, counts);
    }
    verify::refuse_changed(folder, counts, None)
}

/// Takes what was drawn over into the manifest of a complete folder.
pub(super) fn renew(folder: &Path, counts: &dyn Fn(&str) -> bool) -> Result<()> {
    if charts::sweep::is_sweep(folder) {
        return manifest::renew(folder, counts);
    }
    let Some(mut manifest) = Manifest::read(folder)? else { return Ok(()) };
    if verify::renew(folder, counts, &mut manifest.outputs)? {
        manifest.write(folder)?;
    }
    Ok(())
}

/// Notes the language that charts and report of a folder are to have, when one is asked for.
pub(super) fn speak(folder: &Path, language: Option<Language>) -> Result<()> {
    let Some(language) = language else { return Ok(()) };
    if charts::sweep::is_sweep(folder) {
        return crate::sweep::folder::speak(folder, language);
    }
    match Manifest::read(folder)? {
        Some(mut manifest) if manifest.language != language => {
            manifest.language = language;
            manifest.write(folder)
        }
        _ => Ok(()),
    }
}

/// Makes all that a folder says again in a language: charts, report and tables for papers. A folder has one
/// language, so that what is made again from its inputs is the same. It is drawn anew even where the folder has the
/// language already: an interruption may have come between.
pub(super) fn present_in(folder: &Path, language: Language, go_on: charts::GoOn<'_>) -> Result<()> {
    speak(folder, Some(language))?;
    charts::draw_while(folder, go_on)?;
    let mut made: Vec<String> = Vec::new();
    if charts::sweep::is_sweep(folder) {
        crate::sweep_report::write(folder)?;
        crate::sweep::folder::explain(folder)?;
    } else {
        explain(folder)?;
        crate::report::write(folder)?;
        // A folder of an earlier version has none.
        if folder.join(headline::FOLDER).is_dir() {
            made = headline::present(folder)?;
        }
    }
    renew(folder, &|name| match verify::is_for_papers(name) {
        true => made.iter().any(|made| made == name),
        false => verify::is_drawn(name),
    })
}

/// Writes the README of a run folder again, in its language: of the tables that it explained, in their order.
fn explain(folder: &Path) -> Result<()> {
    let path = folder.join(readme::FILE);
    let Some(manifest) = Manifest::read(folder)?.filter(|_| path.is_file()) else { return Ok(()) };
    let before = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
    let mut tables = Vec::new();
    for name in readme::explained(&before) {
        tables.push((name.to_string(), read::header(&folder.join(name))?));
    }
    let mut lists = crate::stats::tables::described_columns();
    if manifest.comparison.is_some() {
        lists.extend(crate::compare::tables::described_columns());
    }
    crate::atomic::write(&path, readme::text(&manifest, &tables, &lists).as_bytes())?;
    renew(folder, &|name| name == readme::FILE)
}

/// Whether a language is asked for that is not that of a run folder.
pub(super) fn speaks_another(folder: &Path, language: Option<Language>) -> Result<Option<Language>> {
    let own = Manifest::read(folder)?.map(|manifest| manifest.language);
    Ok(language.filter(|wanted| own.is_some_and(|own| own != *wanted)))
}

pub(super) fn done(global: &Global, made: &Path) -> Result<()> {
    match global.json {
        true => print::json(&serde_json::json!({ "written": made.display().to_string() })),
        false => print::data(&made.display().to_string()),
    }
}

/// What a folder of results is; one that is none is a slip of the command line.
pub(super) fn listed(folder: &Path) -> Result<Listed> {
    present(folder)?;
    listed::open(folder)?.ok_or_else(|| {
        Error::Usage(told!(
            "{folder}: there is no run, comparison or sweep in this folder; `tideover ls` shows those there are",
            folder = folder.display()
        ))
    })
}

/// A folder that is not there is a slip of the command line, not a failure of the disk.
pub(super) fn present(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    Err(Error::Usage(told!(
        "{folder}: there is no such run folder; `tideover ls` shows those there are",
        folder = folder.display()
    )))
}
