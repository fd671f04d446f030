//! What a sweep says on the terminal while it is computed.

use super::manifest::Manifest;
use crate::error::Result;
use crate::experiment::program_digest;
use crate::experiment::talk::Talk;
use crate::language::Language;
use crate::language::told::Told;
use crate::told;
use std::path::Path;

/// The voice of a run, in a language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Voice {
    pub talk: Talk,
    pub language: Language,
}

impl Voice {
    fn say(self, told: &Told) {
        self.talk.say(&told.said(self.language));
    }

    /// Says that an earlier session did part of it, and when that was another build of the program.
    pub fn continuing(self, folder: &Path, before: usize, runs: usize) -> Result<()> {
        self.say(&told!(
            "continuing {folder}: {before} of {runs} runs are there",
            folder = folder.display(),
            before = before,
            runs = runs
        ));
        let program = program_digest();
        let before = Manifest::read(folder)?.and_then(|manifest| manifest.program);
        if before.is_some() && program.is_some() && before != program {
            self.say(&told!(
                "note: another build of the same model version planned or merged {folder}; to compute all with one, \
                 plan the sweep into another folder",
                folder = folder.display()
            ));
        }
        Ok(())
    }

    /// Says that lines of a journal can't be read.
    pub fn damaged(self, journal: &str, lines: usize) {
        self.say(&told!(
            "note: {journal}: {count} damaged lines; their runs are done again",
            journal = journal,
            count = lines
        ));
    }
}

/// That a run failed, and why.
pub(super) fn failed(point: usize, replication: u32, why: &Told) -> Told {
    told!(
        "point {point}, replication {replication} failed: {why}",
        point = point,
        replication = replication,
        why = why.clone()
    )
}
