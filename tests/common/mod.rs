//! What the tests of the program share: a folder with the tiny economy, the program run in it, and small
//! simulated economies ([`model`]).

// Each test file is a program of its own and uses its part of these helpers.
#![allow(dead_code)]

use assert_cmd::Command;
use std::path::Path;
use tempfile::TempDir;

/// The head of a scenario on the tiny economy: sectors farming (no small firms), making, serving; regions
/// north, south.
pub const HEAD: &str =
    "[scenario]\nname = \"t\"\nextends = \"tiny/economy.toml\"\nstart = \"2020-01\"\nmonths = 24\n";

/// A folder with the tiny economy in `tiny/`, and the files given.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/tiny");
    std::fs::create_dir(folder.path().join("tiny")).unwrap();
    for entry in std::fs::read_dir(pack).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.path().join("tiny").join(path.file_name().unwrap())).unwrap();
    }
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// The program, to be run in a folder.
pub fn tideover(folder: &TempDir, args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("tideover").unwrap();
    command.current_dir(folder.path()).env("COLUMNS", "120").args(args);
    command
}

pub mod hazard;
pub mod model;
pub mod paired;
