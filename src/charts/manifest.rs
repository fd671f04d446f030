//! What charts and report read of `manifest.json`. It is distinguished from the manifest that is written: an
//! old or foreign folder that lacks a field can still be drawn.

use crate::error::{Error, Result};
use serde::Deserialize;
use std::path::Path;

/// A shock, as the manifest tells it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shock {
    /// The user's name for it.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// First month.
    pub from: Option<String>,
    /// Last month at full strength; to the end when absent.
    pub to: Option<String>,
    /// Month in which it is gone, if it fades.
    pub back: Option<String>,
    /// In a comparison the arms that have it.
    pub arms: Vec<String>,
}

/// A policy, as the manifest tells it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// The user's name for it.
    pub name: String,
    /// Its lever.
    pub lever: String,
    /// First month in force.
    pub from: Option<String>,
    /// Last month in force.
    pub to: Option<String>,
    /// In a comparison the arms that have it.
    pub arms: Vec<String>,
}

/// A sector or region.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Name in files.
    pub id: String,
    /// Name on charts.
    pub label: String,
    /// Column and row on a tile map, for regions.
    pub tile: Option<[i32; 2]>,
}

/// What is compared, in the folder of a comparison.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Comparison {
    /// The arm that all others are held against.
    pub base: String,
    /// All arms, the base first.
    pub arms: Vec<String>,
    /// Their titles.
    pub titles: Vec<String>,
    /// The arm without shocks, if there is one.
    pub no_shock: Option<String>,
    /// Arms the user named, the base first; the others are derived from them.
    pub named: Vec<String>,
    /// Behaviour regimes.
    pub regimes: Vec<String>,
    /// Regimes that nothing tells from these; they were not run.
    pub alike: Vec<String>,
    /// Replications of each regime.
    pub replications: f64,
    /// Months after the fork at which effects are reported.
    pub horizons: Vec<f64>,
}

impl Comparison {
    /// The regime that charts of one regime show. The manifest's own regime only tells which came first when
    /// several were run.
    pub fn regime(&self, manifest: &Manifest) -> String {
        let has = |name: &str| self.regimes.iter().any(|regime| regime == name);
        match self.regimes.first() {
            Some(_) if has("middle") => "middle".to_string(),
            Some(first) if !has(&manifest.regime) => first.clone(),
            _ => manifest.regime.clone(),
        }
    }
    /// The arms that charts of monthly series show: more lines can't be distinguished.
    pub fn shown(&self) -> Vec<String> {
        let named = MOST_LINES - usize::from(self.no_shock.is_some());
        self.named.iter().take(named).chain(&self.no_shock).cloned().collect()
    }
    /// The arm that charts of one history show: the first that was named after the base.
    pub fn main(&self) -> &str {
        self.named.get(1).or(self.arms.get(1)).map_or(self.base.as_str(), String::as_str)
    }
}

/// Lines of histories in one plot of a comparison at most.
const MOST_LINES: usize = 5;

/// What is read of `manifest.json`; anything that is missing stays empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Manifest {
    pub name: String,
    pub title: String,
    pub question: String,
    pub source: String,
    pub id: String,
    pub short_id: String,
    pub quick: bool,
    pub regime: String,
    pub replications: f64,
    pub firms: f64,
    pub weight: f64,
    pub seed: Option<serde_json::Value>,
    pub start: String,
    pub months: f64,
    pub currency: String,
    pub currency_unit: String,
    pub country: String,
    pub model_version: String,
    pub version: String,
    pub frame: String,
    pub failed: Vec<serde_json::Value>,
    pub citation: String,
    pub command: String,
    pub shocks: Vec<Shock>,
    pub policies: Vec<Policy>,
    pub sectors: Vec<Place>,
    pub regions: Vec<Place>,
    pub status: String,
    pub comparison: Option<Comparison>,
}

impl Manifest {
    /// The title of the whole; its name where it has none.
    pub fn title(&self) -> &str {
        if self.title.is_empty() { &self.name } else { &self.title }
    }
    /// The title of an arm; in a run of one arm that of the run.
    pub fn title_of(&self, arm: &str) -> &str {
        let title = self.comparison.as_ref().and_then(|compared| {
            let place = compared.arms.iter().position(|known| known == arm)?;
            compared.titles.get(place).filter(|title| !title.is_empty())
        });
        title.map_or_else(|| self.title(), String::as_str)
    }
    /// The program's version.
    pub fn program(&self) -> &str {
        if self.version.is_empty() { &self.model_version } else { &self.version }
    }

    /// Reads `manifest.json`.
    ///
    /// # Errors
    /// A file that can't be read or is not a manifest.
    pub fn read(folder: &Path) -> Result<Manifest> {
        let path = folder.join("manifest.json");
        let text = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
        serde_json::from_str(&text).map_err(Error::malformed(&path, "manifest"))
    }
}
