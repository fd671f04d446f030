//! The few tables of a finished folder that go into papers: made of its tables, formatted once, written as
//! LaTeX, CSV, Markdown and a workbook.
//!
//! | file | holds |
//! | --- | --- |
//! | `data.rs` | a table for a paper as data; its numbers as texts |
//! | `words.rs` | units, names and labels in the language of the reader |
//! | `notes.rs` | what stands below every table |
//! | `run.rs`, `compared.rs` | the tables of a run, of a comparison |
//! | `latex.rs`, `markdown.rs`, `csv.rs`, `xlsx.rs` | writers |
//! | `parquet.rs` | tables of results as Parquet, by a feature |
//! | `excel.rs` | tables of the folder as Excel opens them; names of columns as Stata keeps them |

pub mod data;

mod compared;
mod csv;
mod excel;
mod latex;
mod markdown;
mod notes;
mod parquet;
mod run;
mod words;
mod xlsx;

use crate::charts::compare::names;
use crate::charts::run::Run;
use crate::error::{Error, Result};
use crate::files::owned::{self, Content, Kind, Part};
use crate::language::Language;
use crate::{phrase, say, told};
use data::Headline;
use std::path::Path;

/// A kind of file that tables are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// LaTeX, one file a table, for `\input`.
    Tex,
    /// CSV, one file a table, plain numbers.
    Csv,
    /// One workbook, a sheet a table.
    Xlsx,
    /// One page of Markdown.
    Md,
    /// Every table of results as Parquet; of a program that was built with it.
    Parquet,
}

/// What is to be written.
#[derive(Clone, Debug)]
pub struct Order {
    /// Kinds of files.
    pub formats: Vec<Format>,
    /// Also every CSV table of the folder with the mark by which Excel knows UTF-8.
    pub excel: bool,
    /// The language of their words; none for that of the folder.
    pub language: Option<Language>,
}

impl Default for Order {
    fn default() -> Order {
        let formats = vec![Format::Tex, Format::Csv, Format::Xlsx, Format::Md];
        Order { formats, excel: false, language: None }
    }
}

/// What was written: file names in the folder of tables, and what they hold.
pub type Written = Vec<(String, String)>;

/// The tables of a finished folder.
///
/// # Errors
/// A file that is missing, can't be read, or is not what it should be; a folder without any of the tables.
pub fn tables(folder: &Path) -> Result<Vec<Headline>> {
    of(&Run::open(folder)?)
}

/// The tables that there are results for.
fn any(run: &Run) -> Result<Vec<Headline>> {
    match &run.compared {
        Some(compared) => compared::tables(run, compared),
        None => run::tables(run),
    }
}

fn of(run: &Run) -> Result<Vec<Headline>> {
    let tables = any(run)?;
    match tables.is_empty() {
        true => {
            let why = told!("there are no results in this folder that tables could be made of");
            Err(Error::content(&run.folder, why))
        }
        false => Ok(tables),
    }
}

/// What is written into a folder of tables.
const KIND: Kind = Kind { list: "tables.json", what: phrase!("tables") };

/// The folder of tables in a folder of results.
pub const FOLDER: &str = "tables";

/// Writes all tables of a folder whose results are there into it, at the end of a run. Answers the names of the files
/// in the folder of results; none where there are no results for a table, or where something of others, or changed by
/// them, stands in the way: a finished run is not given up for that, and `tideover tables` says what it is.
///
/// # Errors
/// A file that can't be read or written.
pub fn present(folder: &Path) -> Result<Vec<String>> {
    let run = Run::open(folder)?;
    if any(&run)?.is_empty() {
        return Ok(Vec::new());
    }
    match write(folder, &folder.join(FOLDER), &Order::default()) {
        Ok(written) => {
            let names = written.into_iter().map(|(name, _)| name).chain([KIND.list.to_string()]);
            Ok(names.map(|name| format!("{FOLDER}/{name}")).collect())
        }
        Err(Error::Usage(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Writes the tables of a finished folder into another, which is made.
///
/// # Errors
/// As [`tables`]; [`Error::Usage`] where something of others would be overwritten, before anything is
/// written.
pub fn write(folder: &Path, out: &Path, order: &Order) -> Result<Written> {
    let mut run = Run::open(folder)?;
    if let Some(language) = order.language {
        run.page.language = language;
    }
    let tables = of(&run)?;
    let mut parts: Vec<Part> = Vec::new();
    let mut add = |name: String, holds: &str, bytes: Vec<u8>| {
        parts.push(Part { name, holds: holds.to_string(), content: Content::Bytes(bytes) });
    };
    let program = run.manifest.program();
    for format in &order.formats {
        match format {
            Format::Tex => {
                for table in &tables {
                    add(
                        format!("{}.tex", table.name),
                        &table.title,
                        latex::table(table, program).into_bytes(),
                    );
                }
                add(
                    "all.tex".into(),
                    say!(run.page.language, "all of them on pages, to look at: pdflatex all.tex"),
                    latex::page(&tables).into_bytes(),
                );
            }
            Format::Csv => {
                // Excel on Chinese Windows reads what has no mark in the code page of the system.
                let marked = order.excel || run.page.language == Language::Chinese;
                for table in &tables {
                    add(format!("{}.csv", table.name), &table.title, csv::bytes(table, marked));
                }
            }
            Format::Xlsx => add(
                "tables.xlsx".into(),
                say!(run.page.language, "all of them, one sheet each"),
                xlsx::bytes(&tables, &names::title(&run.manifest, run.page.language))?,
            ),
            Format::Parquet => {}
            Format::Md => add(
                "tables.md".into(),
                say!(run.page.language, "all of them on one page"),
                markdown::page(&tables).into_bytes(),
            ),
        }
    }
    if order.formats.contains(&Format::Parquet) {
        parts.extend(parquet::parts(&run)?);
    }
    parts.extend(excel::stata_names(&run)?);
    if order.excel {
        parts.extend(excel::copies(&run)?);
    }
    owned::write(out, KIND, &run.manifest.id, &parts)
}
