//! The folder that tables are written into. It lists what tideover wrote, with digests: nothing else in it,
//! and nothing that was changed since, is overwritten.

use crate::atomic::{self, Pending};
use crate::error::{Error, Result};
use crate::files::manifest::TOOL;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The list of what was written.
pub const LIST: &str = "tables.json";
/// By these bytes at the beginning Excel knows UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

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

/// Writes the parts of a run's tables; answers their names and what they hold.
///
/// # Errors
/// [`Error::Usage`] where the folder is none, has the tables of another run, or something of others would be
/// overwritten; a file that can't be read or written.
pub fn write(out: &Path, run: &str, parts: &[Part]) -> Result<Vec<(String, String)>> {
    if out.exists() && !out.is_dir() {
        return Err(refused(out, "this is a file; tables need a folder".into()));
    }
    let mut list = read(out)?;
    if list.tool == TOOL && list.run != run {
        let why = format!("this folder has the tables of run {}; name another with -o", list.run);
        return Err(refused(out, why));
    }
    if out.join(LIST).exists() && list.tool != TOOL {
        return Err(refused(
            out,
            format!(
                "{LIST} in it is not of tideover, and nothing of yours is overwritten; name another folder with -o"
            ),
        ));
    }
    let mut foreign = Vec::new();
    for part in parts {
        if !is_ours(out, part, &list)? {
            foreign.push(part.name.as_str());
        }
    }
    if !foreign.is_empty() {
        let why = format!(
            "not written by tideover, or changed since: {}; nothing of yours is overwritten: move them away, or name another folder with -o",
            foreign.join(", ")
        );
        return Err(refused(out, why));
    }
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
    let mut text = serde_json::to_string_pretty(&list).map_err(Error::json(LIST))?;
    text.push('\n');
    atomic::write(&out.join(LIST), text.as_bytes())?;
    Ok(parts.iter().map(|part| (part.name.clone(), part.holds.clone())).collect())
}

fn refused(out: &Path, why: String) -> Error {
    Error::Usage(format!("{}: {why}", out.display()))
}

/// What a folder lists; nothing where it has no list, or one of somebody else.
fn read(out: &Path) -> Result<List> {
    let path = out.join(LIST);
    match fs::read(&path) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap_or_default()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(List::default()),
        Err(error) => Err(Error::file(&path)(error)),
    }
}

/// Whether the place of a part is free, or has what tideover wrote there or would write now.
fn is_ours(out: &Path, part: &Part, list: &List) -> Result<bool> {
    let path = out.join(&part.name);
    if fs::symlink_metadata(&path).is_err() {
        return Ok(true);
    }
    if !path.is_file() {
        return Ok(false);
    }
    let digest = atomic::digest_file(&path)?;
    if list.files.get(&part.name) == Some(&digest) {
        return Ok(true);
    }
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
