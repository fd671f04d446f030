//! The burned-in population, kept from one run to the next. A cache: losing it costs time, never a result.
//!
//! The name of a kept file is a hash of the very value that the burn-in is computed from, of the version of
//! the model and of the program. The files used most recently are kept; the others are removed when all
//! together grow beyond [`MOST_BYTES`].

use crate::atomic::{self, TEMPORARY};
use crate::experiment::identity::MODEL_VERSION;
use crate::experiment::simulator::Simulator;
use crate::experiment::talk::Progress;
use crate::told;
use std::fmt::Debug;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Bytes that all kept files may take together: about nine burn-ins of 30,000 firms. The newest stays,
/// however large.
pub(crate) const MOST_BYTES: u64 = 64_000_000;
/// How files are named that hold a burn-in.
const ENDING: &str = "bin";
/// Age at which a half-written file is certainly nobody's.
const ABANDONED: Duration = Duration::from_secs(3600);

/// The folder of kept burn-ins, for this very program.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
    program: String,
}

/// A hash of everything that a start depends on.
pub(crate) fn key(input: &impl Debug) -> String {
    let text = format!("{} {MODEL_VERSION} {input:?}", crate::VERSION);
    blake3::hash(text.as_bytes()).to_hex()[..32].to_string()
}

impl Cache {
    /// The cache below a folder of runs; `program` is the digest of the program, where it is known.
    pub fn below(output: &Path, program: Option<&str>) -> Cache {
        Cache { folder: output.join(".cache"), program: program.unwrap_or_default().to_string() }
    }

    /// The file of a start: other builds have files of their own.
    fn file(&self, input: &impl Debug) -> PathBuf {
        let name = blake3::hash(format!("{} {}", key(input), self.program).as_bytes()).to_hex();
        self.folder.join(format!("{}.{ENDING}", &name[..32]))
    }

    /// The start of these inputs, when it is there, whole and written by this very program.
    pub fn read<S: Simulator>(&self, simulator: &S, input: &S::Input) -> Option<S::Start> {
        let file = self.file(input);
        let bytes = fs::read(&file).ok()?;
        let (checksum, payload) = bytes.split_at_checked(blake3::OUT_LEN)?;
        let start = (checksum == self.seal(payload).as_slice()).then(|| simulator.decode(payload))?;
        // Used now: the time of the last change is the time of the last use.
        let _ =
            File::options().append(true).open(&file).and_then(|file| file.set_modified(SystemTime::now()));
        start
    }

    /// Keeps a start. A failure is only reported.
    pub fn write<S: Simulator>(
        &self,
        simulator: &S,
        input: &S::Input,
        start: &S::Start,
        progress: &Progress,
    ) {
        let payload = simulator.encode(start);
        let mut bytes = self.seal(&payload).to_vec();
        bytes.extend(payload);
        let file = self.file(input);
        let written = atomic::make_folder(&self.folder).and_then(|()| atomic::write_soon(&file, &bytes));
        if let Err(error) = written {
            progress.tell(&told!(
                "note: the burn-in was not kept for the next run: {why}",
                why = error.said(progress.language())
            ));
        }
        self.shrink(MOST_BYTES);
    }

    /// Removes the files used longest ago until the others take no more than `most` bytes, the newest left
    /// out. Another process may remove them too; a file that can't be removed stays.
    fn shrink(&self, most: u64) {
        let mut files: Vec<(SystemTime, PathBuf, u64)> = Vec::new();
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let (path, Ok(about)) = (entry.path(), entry.metadata()) else { continue };
            let used = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
                if used.elapsed().is_ok_and(|age| age > ABANDONED) {
                    let _ = fs::remove_file(path);
                }
            } else if path.extension().is_some_and(|ending| ending == ENDING) {
                files.push((used, path, about.len()));
            }
        }
        files.sort();
        let mut kept = 0;
        for (_, path, bytes) in files.into_iter().rev() {
            if kept > 0 && kept + bytes > most {
                let _ = fs::remove_file(path);
            } else {
                kept += bytes;
            }
        }
    }

    /// The checksum covers the program as well: another build may burn in otherwise, even before anyone
    /// raised the model version.
    fn seal(&self, payload: &[u8]) -> [u8; blake3::OUT_LEN] {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.program.as_bytes());
        hasher.update(payload);
        *hasher.finalize().as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_used_longest_ago_go_first() {
        let output = tempfile::tempdir().unwrap();
        let cache = Cache::below(output.path(), Some("p"));
        fs::create_dir(&cache.folder).unwrap();
        let put = |name: &str, age: u64| {
            let file = File::create(cache.folder.join(name)).unwrap();
            file.set_len(100).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
        };
        let names = || {
            let mut names: Vec<String> = fs::read_dir(&cache.folder)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            names.sort();
            names
        };
        for (name, age) in [
            ("a.bin", 40),
            ("b.bin", 10),
            ("c.bin", 30),
            ("d.bin", 20),
            (".tideover-tmp-1-1", 7200),
            (".tideover-tmp-1-2", 5),
        ] {
            put(name, age);
        }
        fs::write(cache.folder.join("mine.txt"), "x".repeat(1000)).unwrap();
        cache.shrink(250);
        assert_eq!(names(), [".tideover-tmp-1-2", "b.bin", "d.bin", "mine.txt"]);
        cache.shrink(1);
        assert_eq!(names(), [".tideover-tmp-1-2", "b.bin", "mine.txt"], "the newest stays, however large");
    }
}
