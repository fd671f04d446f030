//! Printing: data to stdout, talk to stderr, tables that fit the screen.

use super::global::Global;
use crate::diagnose::tame;
use crate::error::{Error, Result};
use crate::experiment::Outcome;
use crate::language::Language;
use crate::language::screen::{padded, width};
use crate::language::told::Told;
use crate::{phrase, say, told};
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Writes data to stdout. A reader that has seen enough (`tideover params | head`) is no error.
pub(super) fn data(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let written = out
        .write_all(tame(text).as_bytes())
        .and_then(|()| if text.ends_with('\n') { Ok(()) } else { out.write_all(b"\n") });
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::file(Path::new("stdout"))(error)),
        _ => Ok(()),
    }
}

/// Says which names of a finished folder its charts can't show; an old or foreign folder says nothing. With a
/// Chinese font on this machine there is nothing to say.
pub(super) fn undrawn(global: &Global, folder: &Path) {
    let language = global.language();
    if crate::glyphs::installed().is_some() {
        return;
    }
    let note = match crate::files::manifest::Manifest::read(folder) {
        Ok(Some(manifest)) => crate::export::undrawn::note(&manifest, language),
        _ => {
            crate::sweep::folder::entry(folder).ok().and_then(|entry| crate::sweep::undrawn(&entry, language))
        }
    };
    if let Some(note) = note {
        say(global.quiet, &told!("warning: {what}", what = Told::words(note)).said(language));
    }
}

/// What is said of a quick run.
pub(super) const QUICK: &str = phrase!("A quick run: few firms, few replications; to look at, not to cite.");

/// Where results are: the folder, those of its files that are there with what they hold, and what takes them
/// into a paper.
pub(super) fn results(outcome: &Outcome, files: &[(&str, &str)], language: Language) -> String {
    let folder = outcome.folder.display();
    let mut text = if outcome.reused {
        say!(language, "Results: {folder} (was complete already; --force computes it again)", folder = folder)
    } else {
        say!(language, "Results: {folder}", folder = folder)
    };
    text.push('\n');
    let there = files.iter().map(|(name, what)| (outcome.folder.join(name), what));
    let there: Vec<_> = there.filter(|(file, _)| file.exists()).collect();
    let wide = there.iter().map(|(file, _)| width(&file.display().to_string())).max().unwrap_or(0);
    for (file, what) in &there {
        text += &format!("  {}  {}\n", padded(&file.display().to_string(), wide), language.of(what));
    }
    let paper = say!(
        language,
        "For a paper: tideover plot {folder} --list; tideover tables {folder}",
        folder = folder
    );
    text + &paper + "\n"
}

/// Writes JSON to stdout.
pub(super) fn json(value: &serde_json::Value) -> Result<()> {
    data(&serde_json::to_string_pretty(value).map_err(Error::plain_json)?)
}

/// Says something on stderr, unless it is to be quiet. What can't be said is not worth failing for.
pub(super) fn say(quiet: bool, text: &str) {
    if !quiet {
        let _ = writeln!(std::io::stderr(), "{}", tame(text));
    }
}

/// Columns that the title of names may take in one line.
const LONGEST_TITLE: usize = 20;

/// A table for people: no lines but one under the header, columns of numbers to the right, cells wrapped to
/// the screen's width.
pub(super) fn table(
    header: &[&str],
    numbers: &[usize],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(screen());
    // Capitals tell a title in a language that has them; names of files within Chinese words stay as they are.
    let title = |title: &&str| {
        if width(title) > title.chars().count() { (*title).into() } else { title.to_uppercase() }
    };
    table.set_header(header.iter().map(title));
    let mut widest = 0;
    for row in rows {
        widest = widest.max(row.first().map_or(0, |name| width(name)));
        let align = |index| if numbers.contains(&index) { CellAlignment::Right } else { CellAlignment::Left };
        table.add_row(
            row.into_iter().enumerate().map(|(index, text)| Cell::new(text).set_alignment(align(index))),
        );
    }
    // A name that is broken over two lines can't be copied; a title may be broken.
    if let Some(names) = table.column_mut(0).filter(|_| widest <= 40) {
        let title = header.first().map_or(0, |title| width(title));
        names.set_constraint(match u16::try_from(widest) {
            Ok(widest) if title > usize::from(widest) && title > LONGEST_TITLE => {
                ColumnConstraint::LowerBoundary(Width::Fixed(widest))
            }
            _ => ColumnConstraint::ContentWidth,
        });
    }
    table.trim_fmt() + "\n"
}

/// Columns of the screen, as the shell tells them; a hundred and twenty otherwise.
fn screen() -> u16 {
    std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok())
        .filter(|columns| *columns >= 60)
        .unwrap_or(120)
}

/// A kind of shock or policy: its name in files, in Chinese behind what it is called.
pub(super) fn kind(id: &str, language: Language) -> String {
    let words = id.replace('_', " ");
    match language.of(&words) {
        said if language.is_english() || said == words => id.to_string(),
        said => format!("{said}{}", language.bracketed(id)),
    }
}

/// A unit. The currency's is also the name of a shock in recipes, which Chinese calls by another word.
pub(super) fn unit(english: &'static str, language: Language) -> &'static str {
    match english {
        "currency" if !language.is_english() => language.of(phrase!("currency units")),
        _ => language.of(english),
    }
}

/// A number for people: enough digits to distinguish values, commas between thousands of large ones; what
/// stands in a file keeps its plain minus.
pub(super) fn number(x: f64) -> String {
    if x != 0.0 && !(1e-4..1e15).contains(&x.abs()) {
        return format!("{x:e}");
    }
    let text = if x.abs() >= 1000.0 { format!("{:.0}", x) } else { format!("{x}") };
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, part) =
        digits.split_once('.').map_or((digits, String::new()), |(whole, part)| (whole, format!(".{part}")));
    if whole.len() <= 4 {
        return text;
    }
    let groups: Vec<String> =
        whole.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    format!("{sign}{}{part}", groups.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_readable() {
        assert_eq!(
            [0.0, 0.055, -3.2, 1000.0, 20_000.0, -1_234_567.0, 1e18].map(number),
            ["0", "0.055", "-3.2", "1000", "20,000", "-1,234,567", "1e18"]
        );
    }

    #[test]
    fn tables_align_numbers_to_the_right() {
        let text = table(
            &["name", "value"],
            &[1],
            [vec!["a".into(), "5".into()], vec!["longer".into(), "100".into()]],
        );
        assert_eq!(text, " NAME    VALUE\n a           5\n longer    100\n");
    }
}
