//! `manifest.json`: what was run, with what, and what came out of it. No times of day and no timings: those
//! are in `timing.json`.

use crate::atomic;
use crate::error::{Error, Result};
use crate::export::until::UntilEntry;
use crate::levers;
use crate::month::model::Scenario;
use crate::policy::Policy;
use crate::shocks::{KINDS, Path as Course, Shock};
use crate::units::Month;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Being computed, or interrupted: the same command continues it.
    Running,
    /// Everything is there.
    Complete,
}

/// The manifest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
    pub citation: String,
    pub shocks: Vec<ShockEntry>,
    pub policies: Vec<PolicyEntry>,
    /// What is compared; none in a run of one arm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<ComparisonEntry>,
    /// Sectors with firms.
    pub sectors: Vec<SectorEntry>,
    pub regions: Vec<RegionEntry>,
    /// Files the run was made from, with their BLAKE3 digests.
    pub inputs: BTreeMap<String, String>,
    /// Files that came out, with their BLAKE3 digests; empty until the run is complete.
    pub outputs: BTreeMap<String, String>,
    /// Firm-months reported, all replications.
    pub firm_months: u64,
    /// Firm-months of burn-in and settling before, all replications.
    pub burn_in_firm_months: u64,
}

/// A replication that failed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Failed {
    pub replication: u32,
    pub message: String,
}

/// A shock and its window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct ShockEntry {
    pub name: String,
    pub kind: String,
    pub from: String,
    /// Last month at full strength; the run's last month when the shock stays.
    pub to: String,
    /// Month in which it is gone, for shocks that recede.
    pub back: Option<String>,
    /// In a comparison the arms that have it, of those that were named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arms: Vec<String>,
}

/// A policy and its window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct PolicyEntry {
    pub name: String,
    pub lever: String,
    pub from: String,
    pub to: String,
    /// In a comparison the arms that have it, of those that were named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arms: Vec<String>,
}

/// What a comparison compares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct ComparisonEntry {
    /// Name of the base.
    pub base: String,
    /// All arms, the base first.
    pub arms: Vec<String>,
    /// Their titles.
    #[serde(default)]
    pub titles: Vec<String>,
    /// The arm without shocks, if there is one.
    pub no_shock: Option<String>,
    /// Arms that were named, not derived from others.
    pub named: Vec<String>,
    /// Each policy of each alternative is an arm too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub each: bool,
    /// So are its grants, given with perfect information.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub frontier: bool,
    /// Shares of policies in packages were computed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shapley: bool,
    pub regimes: Vec<String>,
    /// Regimes that nothing in the files tells from one of these; they were not run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alike: Vec<String>,
    /// Replications of each regime.
    pub replications: u32,
    /// Months that all arms share, by regime.
    pub shared_months: Vec<u32>,
    /// First month in which arms differ, in the first regime.
    pub fork: String,
    /// Months after the fork at which effects and fates are reported.
    pub horizons: Vec<u16>,
}

/// A sector.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct SectorEntry {
    pub id: String,
    pub label: String,
}

/// A region.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct RegionEntry {
    pub id: String,
    pub label: String,
    /// Column and row on a tile map.
    pub tile: [i32; 2],
}

impl Manifest {
    /// The manifest of a scenario that begins to run; `id` is its whole identity.
    pub fn of(scenario: &Scenario, id: &str, model_version: u32, command: &str) -> Manifest {
        let economy = &scenario.economy;
        let (version, short_id) =
            (env!("CARGO_PKG_VERSION").to_string(), id.get(..8).unwrap_or(id).to_string());
        let last = scenario.start.plus(scenario.months as i32 - 1);
        let citation = String::new();
        let sectors = economy.sectors.iter().filter(|sector| sector.has_firms);
        let regions = economy.regions.iter();
        let mut manifest = Manifest {
            tool: TOOL.to_string(),
            status: Status::Running,
            name: scenario.name.clone(),
            title: scenario.title.clone(),
            question: scenario.question.clone(),
            source: scenario.source.clone(),
            id: id.to_string(),
            short_id,
            quick: scenario.quick,
            regime: scenario.regime.clone(),
            replications: scenario.replications,
            until: None,
            failed: Vec::new(),
            firms: scenario.firms,
            weight: economy.frame.firms / f64::from(scenario.firms.max(1)),
            frame: economy.frame.name.clone(),
            seed: scenario.seed,
            start: scenario.start.to_string(),
            months: scenario.months,
            currency: economy.currency.clone(),
            currency_unit: economy.currency_unit.clone(),
            country: economy.country.clone(),
            economy: economy.name.clone(),
            model_version: model_version.to_string(),
            version,
            git: option_env!("TIDEOVER_GIT_COMMIT").map(str::to_string),
            program: None,
            command: command.to_string(),
            citation,
            shocks: scenario.shocks.iter().map(|shock| shock_entry(shock, last)).collect(),
            policies: scenario.policies.iter().map(policy_entry).collect(),
            comparison: None,
            sectors: sectors
                .map(|sector| SectorEntry { id: sector.id.clone(), label: sector.label.clone() })
                .collect(),
            regions: regions
                .map(|region| RegionEntry {
                    id: region.id.clone(),
                    label: region.label.clone(),
                    tile: [region.tile.0, region.tile.1],
                })
                .collect(),
            inputs: BTreeMap::new(),
            outputs: BTreeMap::new(),
            firm_months: 0,
            burn_in_firm_months: 0,
        };
        manifest.citation = manifest.cite();
        manifest
    }

    /// Lists the shocks and policies of several arms, each with the arms that have it.
    pub fn list<'a>(&mut self, arms: impl Iterator<Item = (&'a str, &'a Scenario)>) {
        (self.shocks, self.policies) = (Vec::new(), Vec::new());
        for (arm, scenario) in arms {
            let last = scenario.start.plus(scenario.months as i32 - 1);
            for shock in scenario.shocks.iter().map(|shock| shock_entry(shock, last)) {
                let bare = |one: &ShockEntry| ShockEntry { arms: Vec::new(), ..one.clone() };
                let at =
                    self.shocks.iter().position(|known| bare(known) == shock).unwrap_or(self.shocks.len());
                if at == self.shocks.len() {
                    self.shocks.push(shock);
                }
                self.shocks[at].arms.push(arm.to_string());
            }
            for policy in scenario.policies.iter().map(policy_entry) {
                let bare = |one: &PolicyEntry| PolicyEntry { arms: Vec::new(), ..one.clone() };
                let at = self
                    .policies
                    .iter()
                    .position(|known| bare(known) == policy)
                    .unwrap_or(self.policies.len());
                if at == self.policies.len() {
                    self.policies.push(policy);
                }
                self.policies[at].arms.push(arm.to_string());
            }
        }
    }

    /// How to cite the run.
    fn cite(&self) -> String {
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
        let path = folder.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => {
                Ok(serde_json::from_str(&text).ok().filter(|manifest: &Manifest| manifest.tool == TOOL))
            }
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidData
                ) =>
            {
                Ok(None)
            }
            Err(error) => Err(Error::file(&path)(error)),
        }
    }
}

fn policy_entry(policy: &Policy) -> PolicyEntry {
    let lever = levers::ALL.get(policy.lever).map_or("", |lever| lever.kind()).to_string();
    PolicyEntry {
        name: policy.name.clone(),
        lever,
        from: policy.from.to_string(),
        to: policy.to.to_string(),
        arms: Vec::new(),
    }
}

/// The window of a shock, for charts to shade.
fn shock_entry(shock: &Shock, last: Month) -> ShockEntry {
    let (from, to, back) = match &shock.path {
        Course::Step { from, to } => (*from, to.unwrap_or(last), None),
        Course::Pulse { at } => (*at, *at, None),
        Course::Ramp { from, .. } => (*from, last, None),
        Course::Recover { from, to, back } => (*from, *to, Some(*back)),
        Course::Table { from, rows } => {
            let month = |row: usize| from.plus(row as i32);
            let moves = |row: &Vec<f64>| row.iter().any(|factor| *factor != 0.0);
            (
                rows.iter().position(moves).map_or(*from, month),
                rows.iter().rposition(moves).map_or(*from, month),
                None,
            )
        }
    };
    // What chance may bring runs, at the longest, from the first month of its window until one that begins in
    // the last has ended.
    let to = shock.chance.map_or(to, |chance| to.plus(chance.months - 1).min(last.max(from)));
    let kind = KINDS[shock.kind as usize].kind.to_string();
    let back = back.map(|month| month.to_string());
    ShockEntry {
        name: shock.name.clone(),
        kind,
        from: from.to_string(),
        to: to.to_string(),
        back,
        arms: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
