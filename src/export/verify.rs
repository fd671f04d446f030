//! Whether a finished folder is as it was written: its files against the digests in its manifest. One check
//! for all who read such folders.

use crate::atomic;
use crate::diagnose::Problems;
use crate::error::{Error, Result};
use crate::files::manifest::FILE;
use crate::language::Language;
use crate::language::told::Told;
use crate::{phrase, told};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Names of files that a manifest lists and that are no longer as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// No longer there.
    pub missing: Vec<String>,
    /// There with another content.
    pub altered: Vec<String>,
}

impl Changed {
    /// Whether all is as it was written.
    pub fn is_none(&self) -> bool {
        self.missing.is_empty() && self.altered.is_empty()
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.missing.iter().chain(&self.altered).map(String::as_str)
    }
}

/// `missing: a.csv; altered: b.csv`.
impl From<&Changed> for Told {
    fn from(changed: &Changed) -> Told {
        let (missing, altered) = (changed.missing.join(", "), changed.altered.join(", "));
        match (missing.is_empty(), altered.is_empty()) {
            (true, true) => Told::nothing(),
            (false, true) => told!("missing: {missing}", missing = missing),
            (true, false) => told!("altered: {altered}", altered = altered),
            (false, false) => {
                told!("missing: {missing}; altered: {altered}", missing = missing, altered = altered)
            }
        }
    }
}

impl std::fmt::Display for Changed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&Told::from(self).said(Language::English))
    }
}

/// Holds files of a folder against digests by name.
///
/// # Errors
/// A file is there and can't be read.
pub fn changed<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a String, &'a String)>,
) -> Result<Changed> {
    let mut changed = Changed::default();
    for (name, digest) in files {
        let path = folder.join(name);
        match atomic::digest_file(&path) {
            Ok(found) if found == *digest => {}
            Ok(_) => changed.altered.push(name.clone()),
            Err(Error::File { source, .. })
                if matches!(source.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                changed.missing.push(name.clone());
            }
            Err(Error::File { .. }) if path.is_dir() => changed.altered.push(name.clone()),
            Err(error) => return Err(error),
        }
    }
    Ok(changed)
}

/// What manifests of all kinds of folders have in common; what one lacks stays empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Listed {
    status: String,
    command: String,
    inputs: BTreeMap<String, String>,
    outputs: BTreeMap<String, String>,
}

/// Refuses a folder that is not finished, or of whose files, of those that count for the reader, one is
/// missing or altered. `restore` is the command that makes them again; when absent it is the one that made
/// the folder. A folder without digests passes: there is nothing to hold its files against.
///
/// # Errors
/// [`Error::Incomplete`] for a folder that is not finished; [`Error::Input`] with the names of all files; a
/// file that can't be read.
pub fn refuse_changed(folder: &Path, counts: &dyn Fn(&str) -> bool, restore: Option<&str>) -> Result<()> {
    let path = folder.join(FILE);
    let listed: Listed = match fs::read_to_string(&path) {
        Ok(text) => serde_json::from_str(&text).map_err(Error::malformed(&path, phrase!("manifest")))?,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(()),
        Err(error) => return Err(Error::file(&path)(error)),
    };
    let command = restore.unwrap_or(&listed.command);
    if listed.status == "running" {
        return Err(Error::Incomplete(told!(
            "{folder}: not finished yet; the command that began it continues: {command}",
            folder = folder.display(),
            command = command
        )));
    }
    let changed =
        changed(folder, listed.inputs.iter().chain(&listed.outputs).filter(|(name, _)| counts(name)))?;
    if changed.is_none() {
        return Ok(());
    }
    let missing = || told!("this file is missing");
    let altered = || told!("this file was altered: its content does not match its digest in manifest.json");
    let lines = changed.missing.iter().map(|name| (name, missing()));
    let lines = lines.chain(changed.altered.iter().map(|name| (name, altered())));
    let (mut problems, last) = (Problems::new(), changed.names().count() - 1);
    for (at, (name, what)) in lines.enumerate() {
        let hint = (at == last)
            .then(|| told!("what was written at first is restored by: {command}", command = command));
        problems.of_file(Some(&folder.join(name)), what, hint);
    }
    Err(Error::Input(problems))
}

/// Adds the digests of what others wrote (a file, or a folder with all below it), once it is safe on the
/// disk.
///
/// # Errors
/// A file can't be read.
pub fn add_written(folder: &Path, name: &Path, digests: &mut BTreeMap<String, String>) -> Result<()> {
    let path = folder.join(name);
    if path.is_dir() {
        for entry in fs::read_dir(&path).map_err(Error::file(&path))? {
            let entry = entry.map_err(Error::file(&path))?;
            add_written(folder, &name.join(entry.file_name()), digests)?;
        }
    } else if path.exists() {
        if let Ok(file) = fs::File::open(&path) {
            let _ = file.sync_all();
        }
        let name: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        digests.insert(name.join("/"), atomic::digest_file(&path)?);
    }
    Ok(())
}

/// The digests of the files of these names as they are now; true when one is another than before. A file that
/// is missing keeps its digest.
///
/// # Errors
/// A file can't be read.
pub fn renew(
    folder: &Path,
    counts: &dyn Fn(&str) -> bool,
    digests: &mut BTreeMap<String, String>,
) -> Result<bool> {
    let mut moved = false;
    for (name, digest) in digests.iter_mut().filter(|(name, _)| counts(name)) {
        let path = folder.join(name);
        if path.is_file() {
            let now = atomic::digest_file(&path)?;
            moved |= now != *digest;
            *digest = now;
        }
    }
    Ok(moved)
}

/// How a file of a folder compares with the same file made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Byte for byte the same.
    Same,
    /// Another content; the first line that differs, where the file is there as it was written.
    Differs(Option<usize>),
    /// It was not made again.
    Missing,
    /// Only the new folder has it.
    New,
}

/// Holds the files that a manifest lists against those of a folder made again, by name.
///
/// # Errors
/// A file can't be read.
pub fn against(
    old: (&Path, &BTreeMap<String, String>),
    new: (&Path, &BTreeMap<String, String>),
) -> Result<Vec<(String, Agreement)>> {
    let mut found = Vec::new();
    for (name, digest) in old.1 {
        let agreement = match new.1.get(name) {
            None => Agreement::Missing,
            Some(again) if again == digest => Agreement::Same,
            Some(_) => {
                let read = |folder: &Path| fs::read(folder.join(name));
                let before = read(old.0).ok().filter(|bytes| atomic::digest(bytes) == *digest);
                Agreement::Differs(
                    before.zip(read(new.0).ok()).map(|(before, after)| first_line_apart(&before, &after)),
                )
            }
        };
        found.push((name.clone(), agreement));
    }
    let more = new.1.keys().filter(|name| !old.1.contains_key(*name));
    found.extend(more.map(|name| (name.clone(), Agreement::New)));
    Ok(found)
}

/// The number, from one, of the first line in which two files differ.
fn first_line_apart(one: &[u8], other: &[u8]) -> usize {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    1 + one[..same].iter().filter(|byte| **byte == b'\n').count()
}

/// Whether a file of a folder is a chart, the report or a table for papers: made of the results, and made again by
/// `plot`, `report` and `tables`.
pub fn is_drawn(name: &str) -> bool {
    name.starts_with("charts/") || name == "report.html" || is_for_papers(name)
}

/// Whether a file of a folder is one of its tables for papers.
pub fn is_for_papers(name: &str) -> bool {
    name.starts_with("tables/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_made_again_are_held_against_the_first() {
        let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let put = |folder: &Path, files: &[(&str, &str)]| -> BTreeMap<String, String> {
            files
                .iter()
                .map(|(name, text)| {
                    (name.to_string(), atomic::write(&folder.join(name), text.as_bytes()).unwrap())
                })
                .collect()
        };
        let before = put(old.path(), &[("a", "1\n2\n3\n"), ("b", "1\n"), ("c", "x"), ("d", "1\n2")]);
        let after = put(new.path(), &[("a", "1\n2\n4\n"), ("b", "1\n"), ("d", "1\n"), ("e", "y")]);
        fs::write(old.path().join("d"), "by hand").unwrap();
        let found = against((old.path(), &before), (new.path(), &after)).unwrap();
        let found: Vec<_> = found.iter().map(|(name, agreement)| (name.as_str(), *agreement)).collect();
        use Agreement::{Differs, Missing, New, Same};
        assert_eq!(
            found,
            [("a", Differs(Some(3))), ("b", Same), ("c", Missing), ("d", Differs(None)), ("e", New)]
        );
    }

    #[test]
    fn missing_and_altered_files_are_named_together_with_the_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        put("a.csv", "1");
        put("b.csv", "2");
        let digests: BTreeMap<String, String> = ["a.csv", "b.csv", "c.csv"]
            .iter()
            .zip(["1", "2", "3"])
            .map(|(name, text)| (name.to_string(), atomic::digest(text.as_bytes())))
            .collect();
        let manifest = serde_json::json!({ "status": "complete", "command": "tideover run x.toml", "outputs": &digests });
        put(FILE, &manifest.to_string());
        assert!(refuse_changed(folder.path(), &|name| name != "c.csv", None).is_ok());
        put("b.csv", "two");
        let found = changed(folder.path(), &digests).unwrap();
        assert_eq!(found.to_string(), "missing: c.csv; altered: b.csv");
        let error = refuse_changed(folder.path(), &|_| true, None).unwrap_err();
        let text = error.to_string();
        assert_eq!(error.exit_code(), 3);
        assert!(
            text.contains("c.csv  this file is missing") && text.contains("b.csv  this file was altered"),
            "{text}"
        );
        assert!(text.contains("restored by: tideover run x.toml"), "{text}");
        let chinese = [error.said(Language::Chinese), Told::from(&found).said(Language::Chinese)];
        for said in chinese {
            assert!(
                said.contains("b.csv") && !said.contains("missing") && !said.contains("altered"),
                "{said}"
            );
        }
        assert!(
            refuse_changed(folder.path(), &|name| name == "a.csv", None).is_ok(),
            "only what the reader reads counts"
        );
        put(FILE, &serde_json::json!({ "status": "running", "command": "tideover run x.toml" }).to_string());
        assert_eq!(refuse_changed(folder.path(), &|_| true, None).unwrap_err().exit_code(), 5);
    }
}
