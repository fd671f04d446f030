//! What other programs need of the tables of a folder: Excel a mark at the beginning, by which it knows UTF-8;
//! Stata names of columns that it does not cut off.

use crate::charts::run::Run;
use crate::error::Result;
use crate::files::csv::{NAME_LENGTH, text};
use crate::files::owned::{Content, Part};
use crate::files::read::Rows;
use crate::say;
use std::collections::BTreeSet;
use std::path::Path;

/// The folder of tables for Excel.
const FOLDER: &str = "excel";
/// The table of names for Stata.
const NAMES: &str = "stata_names.csv";

/// Folders of what is made of the tables.
const MADE: [&str; 2] = ["charts", "tables"];

/// The names of all CSV tables of a folder: those of its manifest, in a folder without list those that are
/// there; and the numbers behind its charts. (While a run is finished, its manifest does not list charts yet.)
fn listed(run: &Run) -> Result<Vec<String>> {
    let mut names = results(run)?;
    let charts = run.folder.join(MADE[0]);
    if charts.is_dir() {
        names.extend(inside(&charts)?.into_iter().map(|name| format!("{}/{name}", MADE[0])));
    }
    names.sort();
    Ok(names)
}

/// The same without the numbers behind charts.
pub(super) fn results(run: &Run) -> Result<Vec<String>> {
    let made = |name: &str| MADE.iter().any(|folder| name.starts_with(&format!("{folder}/")));
    let known = run.manifest.outputs.keys().chain(run.manifest.inputs.keys());
    let mut names: BTreeSet<String> = known.filter(|name| is_table(name) && !made(name)).cloned().collect();
    if names.is_empty() {
        names.extend(inside(&run.folder)?);
    }
    Ok(names.into_iter().collect())
}

/// The names of the CSV tables in a folder.
fn inside(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let wrong = || crate::error::Error::file(folder);
    for entry in std::fs::read_dir(folder).map_err(wrong())? {
        let name = entry.map_err(wrong())?.file_name().to_string_lossy().into_owned();
        if is_table(&name) && folder.join(&name).is_file() {
            found.push(name);
        }
    }
    Ok(found)
}

fn is_table(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "csv")
}

/// Every CSV table of the folder, with the mark.
pub(super) fn copies(run: &Run) -> Result<Vec<Part>> {
    let language = run.page.language;
    let part = |name: String| Part {
        content: Content::Marked(run.folder.join(&name)),
        holds: say!(language, "{table} for Excel", table = name),
        name: format!("{FOLDER}/{name}"),
    };
    Ok(listed(run)?.into_iter().map(part).collect())
}

/// A table of the names of columns that Stata would cut off, with short ones; nothing when there are none.
pub(super) fn stata_names(run: &Run) -> Result<Option<Part>> {
    let mut rows = Vec::new();
    for name in listed(run)? {
        let path = run.folder.join(&name);
        let head = head(&path)?;
        let header = Rows::of(&path, &head)?.header;
        rows.extend(short_names(&header).into_iter().map(|[long, short]| vec![name.clone(), long, short]));
    }
    let header = ["file", "long_name", "short_name"].map(String::from);
    Ok((!rows.is_empty()).then(|| Part {
        name: NAMES.into(),
        holds: say!(
            run.page.language,
            "names of columns beyond {length} characters, and short ones for Stata",
            length = NAME_LENGTH
        ),
        content: Content::Bytes(text(&header, rows.into_iter())),
    }))
}

/// The first line of a file.
fn head(path: &Path) -> Result<Vec<u8>> {
    use std::io::BufRead;
    let wrong = || crate::error::Error::file(path);
    let mut line = Vec::new();
    let file = std::fs::File::open(path).map_err(wrong())?;
    std::io::BufReader::new(file).read_until(b'\n', &mut line).map_err(wrong())?;
    Ok(line)
}

/// Long names and short ones for them, which no other column has: cut off, with a number at the end where
/// that is needed.
fn short_names(header: &[String]) -> Vec<[String; 2]> {
    let long = |name: &&String| name.chars().count() > NAME_LENGTH;
    let mut taken: BTreeSet<String> = header.iter().filter(|name| !long(name)).cloned().collect();
    let mut pairs = Vec::new();
    for name in header.iter().filter(long) {
        let cut =
            |end: &str| -> String { name.chars().take(NAME_LENGTH - end.len()).chain(end.chars()).collect() };
        let ends = std::iter::once(String::new()).chain((2..).map(|number: u32| format!("_{number}")));
        let short = ends.map(|end| cut(&end)).find(|short| !taken.contains(short)).unwrap_or_default();
        taken.insert(short.clone());
        pairs.push([name.clone(), short]);
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_get_short_ones_that_no_other_column_has() {
        let (one, two) = ("a".repeat(33), format!("{}b", "a".repeat(32)));
        let header = ["month".to_string(), "a".repeat(32), one.clone(), two.clone()];
        let cut = "a".repeat(30);
        assert_eq!(short_names(&header), [[one, format!("{cut}_2")], [two, format!("{cut}_3")]]);
        assert!(short_names(&header[..2]).is_empty());
    }
}
