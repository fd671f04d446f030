//! The few tables of a finished folder that go into papers: made of its tables, formatted once, written as
//! LaTeX, CSV, Markdown and a workbook.
//!
//! | file | holds |
//! | --- | --- |
//! | `data.rs` | a table for a paper as data; its numbers as texts |
//! | `notes.rs` | what stands below every table |
//! | `run.rs`, `compared.rs` | the tables of a run, of a comparison |
//! | `latex.rs`, `markdown.rs`, `csv.rs`, `xlsx.rs` | writers |
//! | `excel.rs` | tables of the folder as Excel opens them; names of columns as Stata keeps them |
//! | `folder.rs` | the folder they are written into, of which nothing of others is overwritten |

pub mod data;
pub mod folder;

mod compared;
mod csv;
mod excel;
mod latex;
mod markdown;
mod notes;
mod run;
mod xlsx;

use crate::charts::run::Run;
use crate::error::{Error, Result};
use data::Headline;
use folder::{Content, Part};
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
}

/// What is to be written.
#[derive(Clone, Debug)]
pub struct Order {
    /// Kinds of files.
    pub formats: Vec<Format>,
    /// Also every CSV table of the folder with the mark by which Excel knows UTF-8.
    pub excel: bool,
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

fn of(run: &Run) -> Result<Vec<Headline>> {
    let tables = match &run.compared {
        Some(compared) => compared::tables(run, compared)?,
        None => run::tables(run)?,
    };
    match tables.is_empty() {
        true => Err(Error::content(
            &run.folder,
            "there are no results in this folder that tables could be made of",
        )),
        false => Ok(tables),
    }
}

/// Writes the tables of a finished folder into another, which is made.
///
/// # Errors
/// As [`tables`]; [`Error::Usage`] where something of others would be overwritten, before anything is
/// written.
pub fn write(folder: &Path, out: &Path, order: &Order) -> Result<Written> {
    let run = Run::open(folder)?;
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
                    "all of them on pages, to look at: pdflatex all.tex",
                    latex::page(&tables).into_bytes(),
                );
            }
            Format::Csv => {
                for table in &tables {
                    add(format!("{}.csv", table.name), &table.title, csv::bytes(table));
                }
            }
            Format::Xlsx => add(
                "tables.xlsx".into(),
                "all of them, one sheet each",
                xlsx::bytes(&tables, run.manifest.title())?,
            ),
            Format::Md => {
                add("tables.md".into(), "all of them on one page", markdown::page(&tables).into_bytes())
            }
        }
    }
    parts.extend(excel::stata_names(&run)?);
    if order.excel {
        parts.extend(excel::copies(&run)?);
    }
    folder::write(out, &run.manifest.id, &parts)
}
