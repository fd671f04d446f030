//! A file is there whole or not there: written beside its place under another name, then renamed.

use crate::error::{Error, Result};
use crate::language::told::Inside;
use crate::told;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// How the names of half-written files begin; left behind only by a crash, and of no value.
pub const TEMPORARY: &str = ".tideover-tmp-";

static COUNTER: AtomicU64 = AtomicU64::new(0);

/// The digest of some bytes that manifests show: BLAKE3, 64 hex digits.
pub fn digest(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The digest of a file.
///
/// # Errors
/// The file can't be read.
pub fn digest_file(path: &Path) -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    let mut file = File::open(path).map_err(Error::file(path))?;
    std::io::copy(&mut file, &mut hasher).map_err(Error::file(path))?;
    Ok(hasher.finalize().to_hex().to_string())
}

/// A name beside `path` that nobody else uses.
pub fn temporary_beside(path: &Path) -> PathBuf {
    let n = COUNTER.fetch_add(1, Ordering::Relaxed);
    path.with_file_name(format!("{TEMPORARY}{}-{n}", std::process::id()))
}

/// Removes the half-written files and folders of processes that were killed; those of a process that runs
/// stay. Where processes can't be looked up, all go: only for who holds a lock on the folder.
pub fn clear_abandoned(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(rest) = name.strip_prefix(TEMPORARY) else { continue };
        let process = rest.split('-').next().unwrap_or_default();
        if Path::new("/proc").join(process).join("stat").exists() {
            continue;
        }
        let _ = if entry.path().is_dir() {
            fs::remove_dir_all(entry.path())
        } else {
            fs::remove_file(entry.path())
        };
    }
}

/// A file being written; it takes its name only in [`Pending::finish`].
#[derive(Debug)]
pub struct Pending {
    out: Option<BufWriter<File>>,
    temporary: PathBuf,
    path: PathBuf,
    hasher: blake3::Hasher,
}

impl Pending {
    /// Starts a file that is to stand at `path`.
    ///
    /// # Errors
    /// The folder can't be written to.
    pub fn create(path: &Path) -> Result<Pending> {
        let temporary = temporary_beside(path);
        let file = File::create(&temporary).map_err(Error::file(path))?;
        let out = Some(BufWriter::with_capacity(1 << 16, file));
        Ok(Pending { out, temporary, path: path.to_path_buf(), hasher: blake3::Hasher::new() })
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// The bytes can't be written (disk full).
    pub fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.hasher.update(bytes);
        match &mut self.out {
            Some(out) => out.write_all(bytes).map_err(Error::file(&self.path)),
            None => Ok(()),
        }
    }

    /// The digest of what has been put so far, for files that carry their own.
    pub fn digest(&self) -> String {
        self.hasher.finalize().to_hex().to_string()
    }

    /// Gives the file its name; answers its digest. `durable` waits until the disk has it, so that it
    /// outlives a power cut.
    ///
    /// # Errors
    /// The bytes can't be written or the file can't take its name.
    pub fn finish(mut self, durable: bool) -> Result<String> {
        if let Some(mut out) = self.out.take() {
            out.flush().map_err(Error::file(&self.path))?;
            if durable {
                out.get_ref().sync_all().map_err(Error::file(&self.path))?;
            }
        }
        fs::rename(&self.temporary, &self.path).map_err(Error::file(&self.path))?;
        if durable {
            sync_folder(&self.path);
        }
        Ok(self.hasher.finalize().to_hex().to_string())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        // After `finish` the temporary name is free and this does nothing.
        drop(self.out.take());
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Asks the disk to keep the new name; systems that can't do so for folders are left to themselves.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent()
        && let Ok(handle) = File::open(folder)
    {
        let _ = handle.sync_all();
    }
}

/// Writes a whole file durably; answers its digest.
///
/// # Errors
/// The file can't be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<String> {
    let mut pending = Pending::create(path)?;
    pending.put(bytes)?;
    pending.finish(true)
}

/// Writes a whole file without waiting for the disk: for files whose digest is checked before they are used.
///
/// # Errors
/// The file can't be written.
pub fn write_soon(path: &Path, bytes: &[u8]) -> Result<String> {
    let mut pending = Pending::create(path)?;
    pending.put(bytes)?;
    pending.finish(false)
}

/// Makes a folder and those above it.
///
/// # Errors
/// It can't be made.
pub fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| {
        // The system says "file exists" of a link that leads nowhere.
        let dangling = path.ancestors().find(|above| above.is_symlink() && !above.exists());
        match dangling.and_then(|link| fs::read_link(link).ok().map(|to| (link, to))) {
            Some((link, to)) => {
                let why = told!(
                    "this is a link to {target}, which is not there; make that folder, or remove the link",
                    target = to.display()
                );
                Error::file(link)(std::io::Error::new(error.kind(), Inside(why)))
            }
            None => Error::file(path)(error),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_given_up_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        fs::write(&path, "before").unwrap();
        let mut pending = Pending::create(&path).unwrap();
        pending.put(b"after").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        drop(pending);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let digest_written = write(&path, b"after").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "after");
        assert_eq!(digest_written, digest(b"after"));
        assert_eq!(digest_written, digest_file(&path).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("results");
        std::os::unix::fs::symlink("not/there", &link).unwrap();
        for path in [link.clone(), link.join("run")] {
            let error = make_folder(&path).unwrap_err();
            assert_eq!(error.exit_code(), 74);
            let text = error.to_string();
            assert!(
                text.contains(
                    "results: this is a link to not/there, which is not there; make that folder, or remove"
                ),
                "{text}"
            );
        }
    }

    #[test]
    fn an_error_names_the_file_that_was_wanted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("absent").join("table.csv");
        let error = write(&path, b"x").unwrap_err();
        assert_eq!(error.exit_code(), 74);
        assert!(error.to_string().contains("table.csv"));
    }
}
