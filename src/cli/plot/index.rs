//! What was drawn into a folder of the user, so that files of others, and those that were worked on since, are
//! never overwritten.

use crate::atomic;
use crate::error::{Error, Result};
use crate::{phrase, told};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Files that were drawn into a folder, with their digests.
pub(super) struct Index {
    folder: PathBuf,
    files: BTreeMap<String, String>,
}

/// Its file.
const INDEX: &str = "tideover-charts.json";

impl Index {
    /// That of a folder, which may be new.
    pub(super) fn of(run: &Path, folder: &Path) -> Result<Index> {
        if folder.exists() && !folder.is_dir() {
            return Err(Error::Usage(told!(
                "-o {folder}: this is a file; name a folder for the charts",
                folder = folder.display()
            )));
        }
        let whole = |path: &Path| std::fs::canonicalize(path).ok();
        let target = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
        let within = target.ancestors().find_map(whole);
        if within.zip(whole(run)).is_some_and(|(at, run)| at.starts_with(run)) {
            return Err(Error::Usage(told!(
                "-o {folder}: this is in the run folder, whose files stay as they were written; name a folder of yours",
                folder = folder.display()
            )));
        }
        let path = folder.join(INDEX);
        let files = match std::fs::read(&path) {
            Ok(bytes) => {
                serde_json::from_slice(&bytes).map_err(Error::malformed(&path, phrase!("list of charts")))?
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(Error::file(&path)(error)),
        };
        Ok(Index { folder: folder.to_path_buf(), files })
    }

    /// Refuses names under which there is a file that is not as it was drawn.
    pub(super) fn refuse_foreign<'a>(&self, names: impl Iterator<Item = &'a str>) -> Result<()> {
        for name in names {
            let path = self.folder.join(name);
            if path.exists() && self.files.get(name) != Some(&atomic::digest_file(&path)?) {
                return Err(Error::Usage(told!(
                    "{file}: this file is not one that tideover drew, or was changed since, and nothing of yours is overwritten; \
                     move it or name another folder",
                    file = path.display()
                )));
            }
        }
        Ok(())
    }

    /// Writes files and notes them.
    pub(super) fn write(&mut self, made: Vec<(String, Vec<u8>)>) -> Result<Vec<PathBuf>> {
        atomic::make_folder(&self.folder)?;
        let mut written = Vec::new();
        for (name, bytes) in made {
            let path = self.folder.join(&name);
            let digest = atomic::write_soon(&path, &bytes)?;
            self.files.insert(name, digest);
            written.push(path);
        }
        let list = serde_json::to_vec_pretty(&self.files).map_err(Error::plain_json)?;
        atomic::write(&self.folder.join(INDEX), &list)?;
        Ok(written)
    }
}
