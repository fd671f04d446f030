//! Folders of results: what each is, for who lists them or shows one. Reads manifests and sizes, no tables.

use crate::error::{Error, Result};
use crate::files::manifest::{FILE, Manifest, Status, TOOL};
use serde::Deserialize;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What a folder of results came of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `run`: one scenario.
    Run,
    /// `compare`: arms with common random numbers.
    Comparison,
    /// `sweep`: many design points.
    Sweep,
}

impl Kind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Run => "run",
            Kind::Comparison => "comparison",
            Kind::Sweep => "sweep",
        }
    }
}

/// A folder of results.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Listed {
    pub folder: PathBuf,
    pub kind: Kind,
    pub status: Status,
    pub name: String,
    /// Its title; the name where it has none.
    pub title: String,
    /// The whole identity.
    pub id: String,
    pub quick: bool,
    /// Firms simulated at the start.
    pub firms: u32,
    /// Replications, of each regime or each point.
    pub replications: u32,
    /// Design points of a sweep.
    pub points: Option<usize>,
    pub regimes: Vec<String>,
    /// Version of the model's results.
    pub model_version: String,
    /// Version of the program.
    pub version: String,
    /// When its manifest was written last: manifests hold no times, so that the same run gives the same bytes.
    pub made: Option<SystemTime>,
    /// Size of all files in it.
    pub bytes: u64,
}

/// What the manifest of a sweep says of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct OfSweep {
    tool: String,
    kind: String,
    status: Status,
    name: String,
    id: String,
    quick: bool,
    model_version: u32,
    version: String,
}

/// What its plan says; a folder that was planned a moment ago may have none yet.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Plan {
    title: String,
    regimes: Vec<String>,
    replications: u32,
    firms: u32,
    points: usize,
}

/// What a folder is; `None` for one that tideover did not make.
///
/// # Errors
/// Its manifest is there and can't be read.
pub fn open(folder: &Path) -> Result<Option<Listed>> {
    let found = match Manifest::read(folder)? {
        Some(manifest) => Some(of_run(folder, manifest)),
        None => of_sweep(folder)?,
    };
    Ok(found.map(|listed| Listed {
        made: fs::metadata(folder.join(FILE)).and_then(|file| file.modified()).ok(),
        bytes: bytes(folder),
        ..listed
    }))
}

/// All folders of results in a folder, the newest first; the folder itself where it is one. Links to others,
/// such as `output/latest`, and hidden folders are left out.
///
/// # Errors
/// The folder can't be read.
pub fn under(folder: &Path) -> Result<Vec<Listed>> {
    if let Some(listed) = open(folder)? {
        return Ok(vec![listed]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let entry = entry.map_err(Error::file(folder))?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !hidden && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            let path = entry.path();
            found.extend(open(path.strip_prefix(".").unwrap_or(&path))?);
        }
    }
    found.sort_by(|a, b| b.made.cmp(&a.made).then_with(|| a.folder.cmp(&b.folder)));
    Ok(found)
}

fn of_run(folder: &Path, manifest: Manifest) -> Listed {
    let title = manifest.title().to_string();
    let (kind, regimes, replications) = match manifest.comparison {
        Some(compared) => (Kind::Comparison, compared.regimes, compared.replications),
        None => (Kind::Run, vec![manifest.regime], manifest.replications),
    };
    Listed {
        folder: folder.to_path_buf(),
        kind,
        status: manifest.status,
        name: manifest.name,
        title,
        id: manifest.id,
        quick: manifest.quick,
        firms: manifest.firms,
        replications,
        points: None,
        regimes,
        model_version: manifest.model_version,
        version: manifest.version,
        made: None,
        bytes: 0,
    }
}

fn of_sweep(folder: &Path) -> Result<Option<Listed>> {
    let known = |found: &OfSweep| found.tool == TOOL && found.kind == "sweep";
    let Some(manifest) = json::<OfSweep>(&folder.join(FILE))?.filter(known) else { return Ok(None) };
    let plan = json::<Plan>(&folder.join("plan.json"))?.unwrap_or_default();
    Ok(Some(Listed {
        folder: folder.to_path_buf(),
        kind: Kind::Sweep,
        status: manifest.status,
        title: if plan.title.is_empty() { manifest.name.clone() } else { plan.title },
        name: manifest.name,
        id: manifest.id,
        quick: manifest.quick,
        firms: plan.firms,
        replications: plan.replications,
        points: Some(plan.points),
        regimes: plan.regimes,
        model_version: manifest.model_version.to_string(),
        version: manifest.version,
        made: None,
        bytes: 0,
    }))
}

/// A file of JSON; none where there is no such file, or one of another kind.
fn json<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Option<T>> {
    match fs::read(path) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(Error::file(path)(error)),
    }
}

/// Bytes of all files in a folder; what can't be read counts nothing.
fn bytes(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let size = |entry: fs::DirEntry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => bytes(&entry.path()),
        Ok(kind) if kind.is_file() => entry.metadata().map_or(0, |file| file.len()),
        _ => 0,
    };
    entries.flatten().map(size).sum()
}
