//! `output/latest`: the newest full run; `output/latest-comparison`: the newest full comparison.

use crate::atomic;
use crate::experiment::talk::Talk;
use crate::told;
use std::path::{Path, PathBuf};
use std::{fs, io};

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
        talk.tell(&told!(
            "note: {why}; {name} was not set",
            why = error.said(talk.language()),
            name = format!("{name:?}")
        ));
    }
}

/// The folder as seen from `output`: its bare name when it stands there, so that `output` can be moved as a
/// whole.
fn target(output: &Path, folder: &Path) -> PathBuf {
    match (folder.parent(), folder.file_name()) {
        (Some(parent), Some(name)) if parent == output => PathBuf::from(name),
        _ => std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf()),
    }
}

/// Makes the link. Nobody hears why it can't be made: [`point`] has another way then.
#[cfg(unix)]
fn link(path: &Path, target: &Path) -> io::Result<()> {
    if path.symlink_metadata().is_ok_and(|there| !there.is_symlink()) {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let temporary = atomic::temporary_beside(path);
    std::os::unix::fs::symlink(target, &temporary)?;
    fs::rename(&temporary, path).inspect_err(|_| {
        let _ = fs::remove_file(&temporary);
    })
}

#[cfg(not(unix))]
fn link(_path: &Path, _target: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
