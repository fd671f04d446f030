//! Which files a scenario is made of: those given, and what they extend, each once, the extended before the
//! extending.

use super::reader::as_in;
use super::tree::{Entry, Node, Table, Value};
use super::values::not_wanted;
use crate::diagnose::{Place, Problems, Source, nearest};
use crate::error::{Error, Result};
use crate::language::told::Told;
use crate::{phrase, told};
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads the files and all they extend, in the order in which they override each other. A file that is
/// reached twice counts once, at its first place: a common ancestor does not undo what came after it.
pub(super) fn gather(paths: &[PathBuf], problems: &mut Problems) -> Result<Vec<Table>> {
    let mut gatherer = Gatherer { problems, done: BTreeSet::new(), chain: Vec::new(), tables: Vec::new() };
    for path in paths {
        gatherer.visit(path, None)?;
    }
    Ok(gatherer.tables)
}

struct Gatherer<'a> {
    problems: &'a mut Problems,
    /// Files read completely, by their true path.
    done: BTreeSet<PathBuf>,
    /// Files being read: true path, and path as shown.
    chain: Vec<(PathBuf, PathBuf)>,
    tables: Vec<Table>,
}

impl Gatherer<'_> {
    fn visit(&mut self, path: &Path, stated: Option<&Place>) -> Result<()> {
        let identity = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        if self.done.contains(&identity) {
            return Ok(());
        }
        if let Some(start) = self.chain.iter().position(|(known, _)| *known == identity) {
            let mut names: Vec<String> =
                self.chain[start..].iter().map(|(_, shown)| shown.display().to_string()).collect();
            names.push(path.display().to_string());
            let message = told!("extends goes in a circle: {files}", files = names.join(" → "));
            report(self.problems, stated, path, message, Some(told!("take one of these extends out")));
            return Ok(());
        }
        let Some(text) = read_text(path, stated, phrase!("scenario file"), self.problems)? else {
            return Ok(());
        };
        // What a file names stands beside the file itself, not beside links to it: from there on it is known
        // by its own path.
        let path = &real(path);
        let source = Arc::new(Source { path: path.to_path_buf(), text });
        let mut table = crate::scenario::parse::parse(&source, self.problems);
        self.chain.push((identity.clone(), path.to_path_buf()));
        for (parent, place) in extends(&mut table, self.problems) {
            self.visit(&beside(path, &parent), Some(&place))?;
        }
        self.chain.pop();
        self.done.insert(identity);
        self.tables.push(table);
        Ok(())
    }
}

/// Takes `scenario.extends` out of a file: the paths as written, with their places.
fn extends(table: &mut Table, problems: &mut Problems) -> Vec<(PathBuf, Place)> {
    let Some(entry) =
        table.get_mut("scenario").and_then(Node::table_mut).and_then(|scenario| scenario.take("extends"))
    else {
        return Vec::new();
    };
    let Entry { node, .. } = entry;
    let items = match node.value {
        Value::List(items) => items,
        _ => vec![node],
    };
    let mut paths = Vec::new();
    for item in items {
        match item.text() {
            Some(text) => paths.push((PathBuf::from(text), item.place)),
            None => {
                let wanted = told!("the path of a file, or a list of them,");
                let message = not_wanted(&"scenario".into(), "extends", &item, wanted);
                let hint = as_in("extends = \"economies/china-2019.toml\"");
                problems.at(&item.place, message, Some(hint));
            }
        }
    }
    paths
}

/// The file that a path leads to: where it is a symbolic link, what that points at, and so on; folders on the
/// way are left alone, so that a path stays as short as the user wrote it.
pub(crate) fn real(path: &Path) -> PathBuf {
    let mut path = path.to_path_buf();
    // More links than any system follows: a circle, which reading reports.
    for _ in 0..40 {
        let Ok(target) = std::fs::read_link(&path) else { break };
        path = beside(&path, &target);
    }
    path
}

/// The path of a file that another file names: relative to the folder of the file that names it.
pub(crate) fn beside(file: &Path, named: &Path) -> PathBuf {
    let named = named.strip_prefix(".").unwrap_or(named);
    file.parent().map_or_else(|| named.to_path_buf(), |folder| folder.join(named))
}

/// Reads a text file that the user named. That it is missing, a folder, or no text is a problem of the input;
/// that the system does not let us read it is an error of its own. `what` is a phrase: what it should be.
pub(crate) fn read_text(
    path: &Path,
    stated: Option<&Place>,
    what: &'static str,
    problems: &mut Problems,
) -> Result<Option<String>> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => match error.kind() {
            ErrorKind::NotFound
            | ErrorKind::NotADirectory
            | ErrorKind::InvalidInput
            | ErrorKind::InvalidFilename => {
                let what = Told::phrase(what);
                let message = match stated {
                    Some(_) => told!("there is no such {what}: {path}", what = what, path = path.display()),
                    None => told!("there is no such {what}", what = what),
                };
                report(problems, stated, path, message, similar(path));
                return Ok(None);
            }
            ErrorKind::IsADirectory => {
                let message = told!("this is a folder, not a {what}", what = Told::phrase(what));
                report(problems, stated, path, message, None);
                return Ok(None);
            }
            _ => return Err(Error::file(path)(error)),
        },
    };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text))),
        Err(error) => {
            let line = error.as_bytes()[..error.utf8_error().valid_up_to()]
                .iter()
                .filter(|byte| **byte == b'\n')
                .count()
                + 1;
            let message = told!("line {line} is not UTF-8 text", line = line);
            report(problems, None, path, message, Some(told!("save the file with the encoding UTF-8")));
            Ok(None)
        }
    }
}

fn report(problems: &mut Problems, stated: Option<&Place>, path: &Path, message: Told, hint: Option<Told>) {
    match stated {
        Some(place) => problems.at(place, message, hint),
        None => problems.of_file(Some(path), message, hint),
    }
}

/// The file in the same folder whose name is nearest, or the part of the path that does not exist.
fn similar(path: &Path) -> Option<Told> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Some(told!("the folder {path} does not exist", path = folder.display()));
    };
    let mut names: Vec<String> =
        entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let name = nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str))?;
    Some(told!("did you mean {name}?", name = path.with_file_name(name).display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    fn names(tables: &[Table]) -> Vec<String> {
        let path = |table: &Table| table.entry("scenario").map(|entry| entry.key_place.source.path.clone());
        tables
            .iter()
            .filter_map(path)
            .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn a_common_ancestor_is_read_once_and_first() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "sub/root.toml", "[scenario]\n");
        write(folder.path(), "a.toml", "[scenario]\nextends = \"sub/root.toml\"\n");
        write(folder.path(), "b.toml", "[scenario]\nextends = \"./sub/root.toml\"\n");
        let top = write(folder.path(), "top.toml", "[scenario]\nextends = [\"a.toml\", \"b.toml\"]\n");
        let mut problems = Problems::new();
        let tables = gather(&[top], &mut problems).unwrap();
        assert!(problems.is_empty(), "{problems}");
        assert_eq!(names(&tables), ["root", "a", "b", "top"]);
    }

    #[test]
    fn circles_and_missing_files_are_problems_with_a_place() {
        let folder = tempfile::tempdir().unwrap();
        let a = write(folder.path(), "a.toml", "[scenario]\nextends = \"b.toml\"\n");
        write(folder.path(), "b.toml", "[scenario]\nextends = [\"a.toml\", \"c.tml\"]\n");
        write(folder.path(), "c.toml", "");
        let mut problems = Problems::new();
        gather(&[a], &mut problems).unwrap();
        let text = problems.to_string();
        assert!(text.contains("extends goes in a circle: ") && text.contains("a.toml → "), "{text}");
        assert!(text.contains("there is no such scenario file: ") && text.contains("c.toml?"), "{text}");
    }

    #[test]
    fn a_byte_order_mark_is_skipped_and_other_encodings_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let good = write(folder.path(), "bom.toml", "\u{feff}[scenario]\n");
        let bad = folder.path().join("latin.toml");
        std::fs::write(&bad, b"# fine\ntitle = \"Lehm\xfcller\"\n").unwrap();
        let mut problems = Problems::new();
        gather(&[good, bad], &mut problems).unwrap();
        assert_eq!(problems.len(), 1);
        assert!(problems.to_string().contains("line 2 is not UTF-8 text"), "{problems}");
    }
}
