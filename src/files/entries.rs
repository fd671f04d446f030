//! What the manifest of a run folder lists: shocks, policies, arms, places, replications that failed.

use serde::{Deserialize, Serialize};

/// A replication that failed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Failed {
    pub replication: u32,
    pub message: String,
}

/// A shock and its window.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arms: Vec<String>,
}

/// A policy and its window.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct PolicyEntry {
    pub name: String,
    pub lever: String,
    pub from: String,
    pub to: String,
    /// In a comparison the arms that have it, of those that were named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arms: Vec<String>,
}

/// What a comparison compares.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct ComparisonEntry {
    /// Name of the base.
    pub base: String,
    /// All arms, the base first.
    pub arms: Vec<String>,
    /// Their titles.
    pub titles: Vec<String>,
    /// The arm without shocks, if there is one.
    pub no_shock: Option<String>,
    /// Arms that were named, not derived from others.
    pub named: Vec<String>,
    /// Each policy of each alternative is an arm too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub each: bool,
    /// So are its grants, given with perfect information.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub frontier: bool,
    /// Shares of policies in packages were computed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shapley: bool,
    pub regimes: Vec<String>,
    /// Regimes that nothing in the files tells from one of these; they were not run.
    #[serde(skip_serializing_if = "Vec::is_empty")]
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

/// A sector or region.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Name in files.
    pub id: String,
    /// Name on charts.
    pub label: String,
    /// Column and row on a tile map, for regions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tile: Option<[i32; 2]>,
}

impl ComparisonEntry {
    /// The regime that charts of one regime show; `first` is the manifest's own, which only says which came first when
    /// several were run.
    pub fn regime(&self, first: &str) -> String {
        let has = |name: &str| self.regimes.iter().any(|regime| regime == name);
        match self.regimes.first() {
            Some(_) if has("middle") => "middle".to_string(),
            Some(first) if !has(first) => first.clone(),
            _ => first.to_string(),
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
