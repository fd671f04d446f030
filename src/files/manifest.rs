//! `manifest.json` of a run folder as data: what was run, with what, and what came out of it. Who runs writes
//! it; who draws reads it and is content with less: an old or foreign folder that lacks a field can still be
//! drawn. No times of day and no timings: those are in `timing.json`.

use crate::atomic;
use crate::error::{Error, Result};
use crate::files::entries::{ComparisonEntry, Failed, Place, PolicyEntry, ShockEntry};
use crate::files::until::UntilEntry;
use crate::language::Language;
use crate::units::Month;
use crate::{phrase, say};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// The file's name in a run folder.
pub const FILE: &str = "manifest.json";
/// What `tool` says in manifests of ours.
pub const TOOL: &str = "tideover";

/// How far a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Being computed, or interrupted: the same command continues it.
    #[default]
    Running,
    /// Everything is there.
    Complete,
}

/// The manifest; fields that a file lacks are empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Manifest {
    /// `tideover`: marks the folder as ours.
    pub tool: String,
    pub status: Status,
    pub name: String,
    pub title: String,
    pub question: String,
    pub source: String,
    /// The whole identity, 32 hex digits; what is compared.
    pub id: String,
    /// Its first eight digits.
    pub short_id: String,
    /// Small and fast: not for publication.
    pub quick: bool,
    pub regime: String,
    /// Replications asked for; those there are once a half-width was met, the most before.
    pub replications: u32,
    /// The half-width asked for and what was reached; none when the number of replications is fixed, or not
    /// known yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<UntilEntry>,
    /// Replications that failed, with the reason; they are missing in the tables.
    pub failed: Vec<Failed>,
    /// Firms simulated at the start.
    pub firms: u32,
    /// Real firms that one simulated firm stands for.
    pub weight: f64,
    /// What the simulated firms stand for.
    pub frame: String,
    pub seed: u64,
    pub start: String,
    pub months: u32,
    pub currency: String,
    pub currency_unit: String,
    pub country: String,
    pub economy: String,
    /// Version of the model's results.
    pub model_version: String,
    pub version: String,
    /// Commit of the source, when the build knew it.
    pub git: Option<String>,
    /// Digest of the program, to distinguish builds.
    pub program: Option<String>,
    pub command: String,
    /// The language of charts and report.
    #[serde(default, skip_serializing_if = "Language::is_english")]
    pub language: Language,
    pub citation: String,
    pub shocks: Vec<ShockEntry>,
    pub policies: Vec<PolicyEntry>,
    /// What is compared; none in a run of one arm.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<ComparisonEntry>,
    /// Sectors with firms.
    pub sectors: Vec<Place>,
    pub regions: Vec<Place>,
    /// Files the run was made from, with their BLAKE3 digests.
    pub inputs: BTreeMap<String, String>,
    /// Files that came out, with their BLAKE3 digests; empty until the run is complete.
    pub outputs: BTreeMap<String, String>,
    /// Firm-months reported, all replications.
    pub firm_months: u64,
    /// Firm-months of burn-in and settling before, all replications.
    pub burn_in_firm_months: u64,
}

/// Kinds of errors that mean that a folder has no manifest.
const NONE: [ErrorKind; 3] = [ErrorKind::NotFound, ErrorKind::NotADirectory, ErrorKind::InvalidData];

impl Manifest {
    /// The title of the whole, in its language; its name where it has none.
    pub fn title(&self) -> &str {
        self.language.of(if self.title.is_empty() { &self.name } else { &self.title })
    }
    /// The title of an arm; in a run of one arm that of the run.
    pub fn title_of(&self, arm: &str) -> &str {
        let title = self.comparison.as_ref().and_then(|compared| {
            let place = compared.arms.iter().position(|known| known == arm)?;
            compared.titles.get(place).filter(|title| !title.is_empty())
        });
        title.map_or_else(|| self.title(), |title| self.language.of(title))
    }
    /// The program's version.
    pub fn program(&self) -> &str {
        if self.version.is_empty() { &self.model_version } else { &self.version }
    }

    /// How to cite the run.
    pub fn cite(&self) -> String {
        let Manifest {
            version, model_version, name, short_id, replications, firms, start, months, seed, ..
        } = self;
        let last = start
            .parse::<Month>()
            .map_or_else(|_| String::new(), |start| start.plus(*months as i32 - 1).to_string());
        format!(
            "tideover {version} (model version {model_version}). Scenario \"{name}\", run {short_id}: {replications} replication{} of \
             {firms} firms, {start} to {last}, seed {seed}.",
            if *replications == 1 { "" } else { "s" },
        )
    }

    /// The same in a language.
    pub fn cited(&self, language: Language) -> String {
        if language.is_english() {
            return self.citation.clone();
        }
        let first = self.start.parse::<Month>();
        let last =
            first.map_or_else(|_| String::new(), |first| first.plus(self.months as i32 - 1).to_string());
        say!(
            language,
            "tideover {version} (model version {model}). Scenario “{name}”, run {id}: {replications} replications of {firms} firms, {first} to {last}, seed {seed}.",
            version = self.version,
            model = self.model_version,
            name = self.name,
            id = self.short_id,
            replications = self.replications,
            firms = self.firms,
            first = self.start,
            last = last,
            seed = self.seed
        )
    }

    /// The number of runs is known now: a half-width was met, or the most replications were reached.
    pub fn stopped(&mut self, runs: u32, until: UntilEntry) {
        self.replications = runs;
        if let Some(comparison) = &mut self.comparison {
            comparison.replications = until.replications;
        }
        self.until = Some(until);
        self.citation = self.cite();
    }

    /// Writes it into a run folder.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let mut text = serde_json::to_string_pretty(self).map_err(Error::json("manifest"))?;
        text.push('\n');
        atomic::write(&folder.join(FILE), text.as_bytes()).map(drop)
    }

    /// Reads that of a run folder: `Ok(None)` when there is none, or one that tideover did not write.
    ///
    /// # Errors
    /// The file is there and can't be read.
    pub fn read(folder: &Path) -> Result<Option<Manifest>> {
        match Manifest::open(folder) {
            Ok(manifest) => Ok(Some(manifest).filter(|manifest| manifest.tool == TOOL)),
            Err(Error::File { source, .. }) if NONE.contains(&source.kind()) => Ok(None),
            Err(Error::Malformed { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Reads that of a folder that is to be drawn, whoever wrote it.
    ///
    /// # Errors
    /// There is none, it can't be read, or it is not a manifest.
    pub fn open(folder: &Path) -> Result<Manifest> {
        let path = folder.join(FILE);
        let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
        serde_json::from_str(&text).map_err(Error::malformed(&path, phrase!("manifest")))
    }
}
