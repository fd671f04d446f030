//! One process at a time: a lock on a file.

use crate::error::{Error, Result};
use crate::language::told::Told;
use crate::told;
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A right that one process has at a time. The system gives it up when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: Option<File>,
}

impl Lock {
    /// Takes the lock that a file stands for; `busy` says what it means that another has it, whose name it is
    /// given.
    ///
    /// # Errors
    /// Another process has it; the file can't be made.
    pub(crate) fn take(path: &Path, busy: &dyn Fn(Told) -> Told) -> Result<Lock> {
        let mut tries = 0;
        loop {
            let file =
                File::options().create(true).append(true).read(true).open(path).map_err(Error::file(path))?;
            match file.try_lock() {
                Ok(()) => {}
                // Someone may only have looked whether it is held.
                Err(TryLockError::WouldBlock) if tries < 3 => {
                    tries += 1;
                    std::thread::sleep(std::time::Duration::from_millis(20));
                    continue;
                }
                Err(TryLockError::WouldBlock) => return Err(Error::Busy(busy(holder(path)))),
                // A file system without locks (some network disks): go on without.
                Err(TryLockError::Error(_)) => return Ok(Lock { path: path.to_path_buf(), _file: None }),
            }
            // The former holder may have removed the file between opening and locking: then this lock is on
            // no file.
            let mine = format!("{}\n", std::process::id());
            file.set_len(0).and_then(|()| (&file).write_all(mine.as_bytes())).map_err(Error::file(path))?;
            if !cfg!(unix) || fs::read_to_string(path).is_ok_and(|text| text == mine) {
                return Ok(Lock { path: path.to_path_buf(), _file: Some(file) });
            }
        }
    }

    /// Whether a process has the lock that a file stands for.
    pub(crate) fn is_held(path: &Path) -> bool {
        File::open(path).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn holder(path: &Path) -> Told {
    match fs::read_to_string(path).unwrap_or_default().trim() {
        "" => told!("another process"),
        pid => told!("another process (number {number})", number = pid),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_holder_at_a_time_and_none_after() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".lock");
        let busy = |who: Told| who;
        let first = Lock::take(&path, &busy).unwrap();
        let refused = Lock::take(&path, &busy).unwrap_err();
        assert!(refused.to_string().contains(&format!("number {}", std::process::id())), "{refused}");
        drop(first);
        assert!(!path.exists());
        // A lock file left by a dead process holds nobody up.
        fs::write(&path, "999999999\n").unwrap();
        Lock::take(&path, &busy).unwrap();
    }
}
