//! The burned-in population, kept from one run to the next. A cache: losing it costs time, never a result.

use crate::experiment::simulator::Simulator;
use crate::experiment::talk::Progress;
use crate::export::atomic;
use crate::scenario::Scenario;
use std::fs;
use std::path::{Path, PathBuf};

/// The cache file of a scenario.
pub(crate) fn path<S: Simulator>(simulator: &S, scenario: &Scenario, output: &Path) -> PathBuf {
    let key: String = simulator.key(scenario).chars().filter(char::is_ascii_alphanumeric).collect();
    output.join(".cache").join(format!("{}.bin", if key.is_empty() { "burn-in" } else { &key }))
}

/// The start from the cache, when it is there, whole and written by this very program.
pub(crate) fn read<S: Simulator>(simulator: &S, file: &Path, program: &str) -> Option<S::Start> {
    let bytes = fs::read(file).ok()?;
    let (checksum, payload) = bytes.split_at_checked(blake3::OUT_LEN)?;
    (checksum == seal(program, payload).as_slice()).then(|| simulator.decode(payload))?
}

/// Keeps a start. A failure is only told.
pub(crate) fn write<S: Simulator>(simulator: &S, file: &Path, program: &str, start: &S::Start, progress: &Progress) {
    let payload = simulator.encode(start);
    let mut bytes = seal(program, &payload).to_vec();
    bytes.extend(payload);
    let folder = file.parent().unwrap_or(Path::new("."));
    if let Err(error) = atomic::make_folder(folder).and_then(|()| atomic::write_soon(file, &bytes)) {
        progress.say(&format!("note: the burn-in was not kept for the next run: {error}"));
    }
}

/// The checksum covers the program as well: another build may burn in otherwise, even before anyone raised the model version.
fn seal(program: &str, payload: &[u8]) -> [u8; blake3::OUT_LEN] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(program.as_bytes());
    hasher.update(payload);
    *hasher.finalize().as_bytes()
}
