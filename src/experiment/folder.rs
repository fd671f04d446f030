//! The run folder: whose it is, whether it may be written to, and by whom at a time.

use crate::atomic::{self, TEMPORARY};
use crate::error::{Error, Result};
use crate::experiment::identity::Identity;
use crate::experiment::lock::Lock;
use crate::export::verify::{self, Changed};
use crate::files::manifest::{Manifest, Status};
use crate::language::told::Told;
use crate::told;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// The lock file's name.
const LOCK: &str = ".lock";
/// The folder of finished replications within a run folder.
pub const PARTS: &str = "parts";

/// What a folder turned out to be.
#[derive(Debug)]
pub enum Claim {
    /// Complete with the same identity: nothing to compute.
    Complete(Box<Manifest>),
    /// Ours to compute (from the start or from where it stopped) while the lock is held; with what of a
    /// complete folder is no longer as it was written, when that is why.
    Open(Lock, Changed),
}

/// What is found in a folder that is ours or empty.
enum Standing {
    Complete(Box<Manifest>),
    Damaged(Changed),
    Unfinished,
}

/// Looks at the folder, refuses what isn't ours, makes it and locks it.
///
/// # Errors
/// The folder holds other files or another run; another process computes it; it can't be made.
pub fn claim(folder: &Path, identity: &Identity, force: bool) -> Result<Claim> {
    if let Standing::Complete(manifest) = judge(folder, identity, force)? {
        return Ok(Claim::Complete(manifest));
    }
    atomic::make_folder(folder)?;
    let lock = lock(folder)?;
    // Between the look and the lock another process may have finished the run, or begun another.
    Ok(match judge(folder, identity, force)? {
        Standing::Complete(manifest) => Claim::Complete(manifest),
        Standing::Damaged(changed) => Claim::Open(lock, changed),
        Standing::Unfinished => Claim::Open(lock, Changed::default()),
    })
}

/// The manifest when the folder is complete, with all files as they were written; else why it may be
/// computed.
fn judge(folder: &Path, identity: &Identity, force: bool) -> Result<Standing> {
    let refuse = |told: Told| Err(Error::Usage(told));
    let Some(manifest) = Manifest::read(folder)? else {
        return match entries(folder)? {
            Entries::None => Ok(Standing::Unfinished),
            Entries::NoFolder => refuse(told!(
                "{folder}: there is a file of that name; name another folder with -o",
                folder = folder.display()
            )),
            Entries::Some(name) => refuse(told!(
                "{folder}: this folder holds files of yours (\"{name}\") and no run of tideover; name another folder with -o",
                folder = folder.display(),
                name = name
            )),
        };
    };
    if force {
        return Ok(Standing::Unfinished);
    }
    if manifest.id != identity.full() {
        return refuse(told!(
            "{folder}: this folder holds another run (\"{name}\", {id}); name another folder with -o, or --force to replace that run",
            folder = folder.display(),
            name = manifest.name,
            id = manifest.short_id
        ));
    }
    if manifest.status != Status::Complete {
        return Ok(Standing::Unfinished);
    }
    let changed = verify::changed(folder, manifest.inputs.iter().chain(&manifest.outputs))?;
    Ok(if changed.is_none() { Standing::Complete(Box::new(manifest)) } else { Standing::Damaged(changed) })
}

/// The right to compute a run.
fn lock(folder: &Path) -> Result<Lock> {
    Lock::take(&folder.join(LOCK), &|who| {
        told!(
            "{folder}: {who} is computing this run; wait for it, or stop it and give the same command again",
            folder = folder.display(),
            who = who
        )
    })
}

enum Entries {
    NoFolder,
    None,
    Some(String),
}

/// What a folder holds besides lock and leftovers of ours.
fn entries(folder: &Path) -> Result<Entries> {
    let list = match fs::read_dir(folder) {
        Ok(list) => list,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Entries::None),
        Err(error) if error.kind() == ErrorKind::NotADirectory && folder.exists() => {
            return Ok(Entries::NoFolder);
        }
        Err(error) => return Err(Error::file(folder)(error)),
    };
    for entry in list {
        let name = entry.map_err(Error::file(folder))?.file_name().to_string_lossy().into_owned();
        if name != LOCK && !name.starts_with(TEMPORARY) {
            return Ok(Entries::Some(name));
        }
    }
    Ok(Entries::None)
}

/// Takes away the files that an earlier session wrote into a folder of ours, but its parts. Files that it did
/// not write stay.
///
/// # Errors
/// A file can't be removed.
pub fn clear(folder: &Path, before: &Manifest) -> Result<()> {
    for name in before.outputs.keys().chain(before.inputs.keys()) {
        let path = Path::new(name);
        // Only names within the folder: a manifest that someone edited can't lead elsewhere.
        if path.components().all(|part| matches!(part, std::path::Component::Normal(_))) {
            let path = folder.join(path);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::file(&path)(error)),
                _ => {}
            }
        }
    }
    Ok(())
}

/// Removes the folder of finished replications.
///
/// # Errors
/// It can't be removed.
pub fn remove_parts(folder: &Path) -> Result<()> {
    let parts = folder.join(PARTS);
    match fs::remove_dir_all(&parts) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::file(&parts)(error)),
        _ => Ok(()),
    }
}

/// Removes half-written files that a crash left behind.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clearing_stays_within_the_folder() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("run");
        fs::create_dir(&folder).unwrap();
        for path in [outer.path().join("mine.txt"), folder.join("notes.txt"), folder.join("monthly.csv")] {
            fs::write(path, "x").unwrap();
        }
        let mut manifest = crate::export::manifest::of(
            &crate::experiment::fixtures::loaded("a").scenario,
            &"0".repeat(32),
            1,
            "",
        );
        for name in ["../mine.txt", "monthly.csv", "gone.csv"] {
            manifest.outputs.insert(name.into(), String::new());
        }
        clear(&folder, &manifest).unwrap();
        assert!(outer.path().join("mine.txt").exists() && folder.join("notes.txt").exists());
        assert!(!folder.join("monthly.csv").exists());
    }
}
