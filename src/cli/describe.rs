//! `describe`: the description of the model, for papers and for who wants to know what it does.

use super::{Global, print};
use crate::atomic;
use crate::describe::{description, html, markdown};
use crate::error::{Error, Result};
use crate::told;
use std::path::{Path, PathBuf};

/// Describes the model in the ODD protocol: entities, schedule, mechanisms, parameters, levers, limits
#[derive(clap::Args, Debug)]
#[command(
    after_help = "The description is made from the program: what it says of schedule, parameters and policies is what the program does. \
    HTML is one file that needs no network and prints well.\n\n\
    Examples:\n  tideover describe -o model.html\n  tideover describe > model.md"
)]
pub(super) struct Describe {
    /// How it is written [default: by the ending of the file; md on stdout]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// File to write, in place of stdout
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A form of the description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Markdown
    Md,
    /// One HTML file
    Html,
}

impl Format {
    fn word(self) -> &'static str {
        match self {
            Format::Md => "md",
            Format::Html => "html",
        }
    }
    /// The format that the ending of a file says.
    fn of(file: &Path) -> Option<Format> {
        let ending = file.extension()?.to_string_lossy().to_lowercase();
        match ending.as_str() {
            "md" | "markdown" => Some(Format::Md),
            "html" | "htm" => Some(Format::Html),
            _ => None,
        }
    }
    fn text(self) -> Result<String> {
        match self {
            Format::Md => Ok(markdown::write(&description())),
            Format::Html => html::write(&description()),
        }
    }
}

impl Describe {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let Some(file) = self.output else {
            let format = self.format.unwrap_or(Format::Md);
            let text = format.text()?;
            return match global.json {
                true => print::json(&serde_json::json!({ "format": format.word(), "text": text })),
                false => print::data(&text),
            };
        };
        let format = format(self.format, &file)?;
        free(&file)?;
        atomic::write_soon(&file, format.text()?.as_bytes())?;
        let written = file.display().to_string();
        match global.json {
            true => print::json(&serde_json::json!({ "written": written })),
            false => print::data(&written),
        }
    }
}

/// The format of a file: what is asked for must be what its ending says.
fn format(asked: Option<Format>, file: &Path) -> Result<Format> {
    let with = |ending: &str| file.with_extension(ending).display().to_string();
    match (asked, Format::of(file)) {
        (None, Some(format)) => Ok(format),
        (Some(asked), Some(format)) if asked == format => Ok(asked),
        (Some(asked), _) => Err(Error::Usage(told!(
            "-o {file}: with --format {word} the file ends in .{word}, as in -o {example}",
            file = file.display(),
            word = asked.word(),
            example = with(asked.word())
        ))),
        (None, None) => Err(Error::Usage(told!(
            "-o {file}: a description ends in .md or .html, as in -o {example}",
            file = file.display(),
            example = with("html")
        ))),
    }
}

/// Refuses a file that someone else wrote.
fn free(file: &Path) -> Result<()> {
    match std::fs::read(file) {
        Ok(old) => {
            let old = String::from_utf8_lossy(&old);
            if [markdown::MARK, html::MARK].iter().any(|mark| old.contains(mark)) {
                return Ok(());
            }
            Err(Error::Usage(told!(
                "-o {file}: this file is no description by tideover, and nothing of yours is overwritten; name another",
                file = file.display()
            )))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Error::file(file)(error)),
    }
}
