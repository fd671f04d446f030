//! `output/latest`: the newest full run; `output/latest-comparison`: the newest full comparison.

use crate::error::{Error, Result};
use crate::experiment::talk::Talk;
use crate::export::atomic;
use std::fs;
use std::path::{Path, PathBuf};

/// The link to the newest run.
pub(crate) const RUN: &str = "latest";
/// The link to the newest comparison.
pub(crate) const COMPARISON: &str = "latest-comparison";

/// Points a link at a folder; where links can't be made, `latest.txt` names it. A failure is only reported.
pub(crate) fn point(output: &Path, name: &str, folder: &Path, talk: Talk) {
    let target = target(output, folder);
    let put = atomic::make_folder(output).and_then(|()| {
        link(&output.join(name), &target).or_else(|_| {
            let text = format!("{}\n", target.display());
            atomic::write_soon(&output.join(format!("{name}.txt")), text.as_bytes()).map(drop)
        })
    });
    if let Err(error) = put {
        talk.say(&format!("note: {error}; {name:?} was not set"));
    }
}

/// The folder as seen from `output`: its bare name when it stands there, so that `output` can be moved as a whole.
fn target(output: &Path, folder: &Path) -> PathBuf {
    match (folder.parent(), folder.file_name()) {
        (Some(parent), Some(name)) if parent == output => PathBuf::from(name),
        _ => std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf()),
    }
}

#[cfg(unix)]
fn link(path: &Path, target: &Path) -> Result<()> {
    if path.symlink_metadata().is_ok_and(|there| !there.is_symlink()) {
        return Err(Error::Other(format!("{} is not a link", path.display())));
    }
    let temporary = atomic::temporary_beside(path);
    std::os::unix::fs::symlink(target, &temporary).map_err(Error::file(path))?;
    fs::rename(&temporary, path).map_err(|error| {
        let _ = fs::remove_file(&temporary);
        Error::file(path)(error)
    })
}

#[cfg(not(unix))]
fn link(path: &Path, _target: &Path) -> Result<()> {
    Err(Error::Other(format!("{}: links can't be made here", path.display())))
}
