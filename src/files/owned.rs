//! A folder of the user's that results are written into. It lists what tideover wrote, with digests: nothing else
//! in it, and nothing that was changed since, is overwritten.

use crate::atomic::{self, Pending};
use crate::error::{Error, Result};
use crate::files::manifest::TOOL;
use crate::language::told::Told;
use crate::told;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// What is written into a folder.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// The file that lists it.
    pub list: &'static str,
    /// What it is called, in the plural.
    pub what: &'static str,
}

/// By these bytes at the beginning Excel knows UTF-8.
pub const MARK: &[u8] = b"\xef\xbb\xbf";

/// A file that is to be written.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name in the folder, with `/` between folders.
    pub name: String,
    /// What it holds, for readers.
    pub holds: String,
    /// What it holds.
    pub content: Content,
}

/// The content of a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// Bytes.
    Bytes(Vec<u8>),
    /// Those of another file after the mark of UTF-8.
    Marked(PathBuf),
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct List {
    tool: String,
    /// The run whose tables these are.
    run: String,
    /// Digests by name.
    files: BTreeMap<String, String>,
}

/// Refuses a folder into which files of these names can't be written, before they are made.
///
/// # Errors
/// As [`write()`].
pub fn claim<'a>(out: &Path, kind: Kind, run: &str, names: impl IntoIterator<Item = &'a str>) -> Result<()> {
    let list = standing(out, kind, run)?;
    let mut foreign = Vec::new();
    for name in names {
        if !is_listed(out, name, &list)? {
            foreign.push(name);
        }
    }
    refuse(out, &foreign)
}

/// Writes the parts of a run's results; answers their names and what they hold.
///
/// # Errors
/// [`Error::Usage`] where the folder is none, has those of another run, or something of others would be
/// overwritten; a file that can't be read or written.
pub fn write(out: &Path, kind: Kind, run: &str, parts: &[Part]) -> Result<Vec<(String, String)>> {
    let mut list = standing(out, kind, run)?;
    let mut foreign = Vec::new();
    for part in parts {
        if !is_ours(out, part, &list)? {
            foreign.push(part.name.as_str());
        }
    }
    refuse(out, &foreign)?;
    atomic::make_folder(out)?;
    for part in parts {
        let path = out.join(&part.name);
        path.parent().map_or(Ok(()), atomic::make_folder)?;
        let digest = match &part.content {
            Content::Bytes(bytes) => atomic::write_soon(&path, bytes)?,
            Content::Marked(source) => copy(source, &path)?,
        };
        list.files.insert(part.name.clone(), digest);
    }
    list.files.retain(|name, _| out.join(name).is_file());
    (list.tool, list.run) = (TOOL.into(), run.into());
    let mut text = serde_json::to_string_pretty(&list).map_err(Error::json(kind.list))?;
    text.push('\n');
    atomic::write(&out.join(kind.list), text.as_bytes())?;
    Ok(parts.iter().map(|part| (part.name.clone(), part.holds.clone())).collect())
}

/// What a folder lists, where results of this run may stand in it.
fn standing(out: &Path, kind: Kind, run: &str) -> Result<List> {
    let Kind { list: name, what } = kind;
    if out.exists() && !out.is_dir() {
        let why = told!("this is a file; {results} need a folder", results = Told::phrase(what));
        return Err(refused(out, why));
    }
    let list = read(out, kind)?;
    if list.tool == TOOL && list.run != run {
        let why = told!(
            "this folder has the {results} of run {run}; name another with -o",
            results = Told::phrase(what),
            run = list.run
        );
        return Err(refused(out, why));
    }
    if out.join(name).exists() && list.tool != TOOL {
        let why = told!(
            "{name} in it is not of tideover, and nothing of yours is overwritten; name another folder with -o",
            name = name
        );
        return Err(refused(out, why));
    }
    Ok(list)
}

/// Refuses a folder in which these files are not ours.
fn refuse(out: &Path, foreign: &[&str]) -> Result<()> {
    if foreign.is_empty() {
        return Ok(());
    }
    let why = told!(
        "not written by tideover, or changed since: {names}; nothing of yours is overwritten: move them away, or name another folder with -o",
        names = foreign.join(", ")
    );
    Err(refused(out, why))
}

fn refused(out: &Path, why: Told) -> Error {
    Error::Usage(told!("{what}: {why}", what = out.display(), why = why))
}

/// What a folder lists; nothing where it has no list, or one of somebody else.
fn read(out: &Path, kind: Kind) -> Result<List> {
    let path = out.join(kind.list);
    match fs::read(&path) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap_or_default()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(List::default()),
        Err(error) => Err(Error::file(&path)(error)),
    }
}

/// Whether the place of a file is free, or has what tideover wrote there.
fn is_listed(out: &Path, name: &str, list: &List) -> Result<bool> {
    let path = out.join(name);
    if fs::symlink_metadata(&path).is_err() {
        return Ok(true);
    }
    Ok(path.is_file() && list.files.get(name) == Some(&atomic::digest_file(&path)?))
}

/// Whether the place of a part is free, or has what tideover wrote there or would write now.
fn is_ours(out: &Path, part: &Part, list: &List) -> Result<bool> {
    if is_listed(out, &part.name, list)? {
        return Ok(true);
    }
    let path = out.join(&part.name);
    if !path.is_file() {
        return Ok(false);
    }
    let digest = atomic::digest_file(&path)?;
    // As after an interruption, before the list was written.
    Ok(match &part.content {
        Content::Bytes(bytes) => atomic::digest(bytes) == digest,
        Content::Marked(source) => {
            let mut bytes = MARK.to_vec();
            bytes.extend(fs::read(source).map_err(Error::file(source))?);
            atomic::digest(&bytes) == digest
        }
    })
}

/// Copies a table behind the mark, however long it is.
fn copy(source: &Path, path: &Path) -> Result<String> {
    let mut file = File::open(source).map_err(Error::file(source))?;
    let mut pending = Pending::create(path)?;
    pending.put(MARK)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut buffer).map_err(Error::file(source))?;
        if count == 0 {
            return pending.finish(false);
        }
        pending.put(&buffer[..count])?;
    }
}
