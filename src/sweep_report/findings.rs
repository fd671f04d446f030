//! A finished sweep, read for what it says: which base, regime and output its sentences are about.

use super::number::{FEWEST, Number};
use crate::charts::page::Page;
use crate::charts::sweep::folder::{History, Row, Sweep};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::{say, told};
use std::path::Path;

/// A finished sweep, read for what it says.
#[derive(Debug)]
pub struct Findings {
    pub(super) sweep: Sweep,
    /// The base and regime that sentences are about.
    pub(super) main: History,
    /// The output that they are about.
    pub(super) output: usize,
}

impl Findings {
    /// Reads a folder; in a language, or in that of the folder.
    ///
    /// # Errors
    /// Its results are not merged ([`Error::Incomplete`]); a file that can't be read, or is not what it should
    /// be.
    pub fn open(folder: &Path, language: Option<Language>) -> Result<Findings> {
        if folder.join("plan.json").is_file() && !folder.join("sweep.csv").is_file() {
            let here = folder.display();
            return Err(Error::Incomplete(told!(
                "{folder}: there are no merged results (sweep.csv). `tideover sweep status {folder}` says which points are done, \
                 `tideover sweep run {folder}` continues.",
                folder = here
            )));
        }
        let sweep = Sweep::open_on(folder, Page::default(), language)?;
        let ways = sweep.ways();
        let middle = ways.iter().find(|way| way.regime == "middle").or(ways.first());
        let main = middle.cloned().ok_or_else(|| {
            Error::content(&folder.join("sweep.csv"), told!("there are no results in this folder"))
        })?;
        let outputs = 0..sweep.plan.outputs.len();
        let effect = |output: &usize| sweep.plan.outputs[*output].effect;
        let valued = |output: &usize| effect(output) && sweep.better(*output).is_some();
        let output = outputs.clone().find(valued).or_else(|| outputs.clone().find(effect)).unwrap_or(0);
        Ok(Findings { sweep, main, output })
    }

    /// The answer, a sentence each.
    pub fn answer(&self) -> Vec<String> {
        let mut answer = Vec::new();
        answer.extend(self.no_verdict());
        answer.extend(self.extremes());
        if self.samples() {
            answer.extend(self.leading());
        }
        if self.no_verdict().is_none() {
            answer.extend(self.signs());
        }
        answer.extend(self.price());
        answer
    }

    /// That replications are too few for a verdict; none where they are not, or where nothing is an effect.
    pub(super) fn no_verdict(&self) -> Option<String> {
        let (language, plan) = (self.language(), &self.sweep.plan);
        let count = match plan.replications as usize {
            1 => say!(language, "1 replication").to_string(),
            count => say!(language, "{count} replications", count = count),
        };
        (self.few() && plan.outputs.iter().any(|output| output.effect)).then(|| {
            say!(
                language,
                "No verdict: {replications}; it takes {fewest} to tell an effect from chance.",
                replications = count,
                fewest = FEWEST
            )
        })
    }
    /// Whether replications are fewer than a verdict takes.
    pub(super) fn few(&self) -> bool {
        self.sweep.few()
    }

    /// A number of an output with its interval, in the units of the language.
    pub(super) fn said(&self, output: usize, number: Number) -> String {
        number.times(self.sweep.scale(output)).said(self.language())
    }
    /// The language of what is said.
    pub fn language(&self) -> Language {
        self.sweep.language()
    }
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.sweep.of(&self.main)
    }
    /// Whether the design is there for sensitivity: then indices come first.
    pub(super) fn samples(&self) -> bool {
        self.sweep.plan.design != "grid" && !self.sweep.indices.is_empty()
    }
}
