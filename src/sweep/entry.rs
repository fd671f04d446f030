//! `plan.json`: what the folder of a sweep is about, as data, and the values that factors take.

use crate::language::Language;
use serde::{Deserialize, Serialize};

/// A value that a factor takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A month, a name, a switch (`true`, `false`).
    Text(String),
}

/// How the points are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// Every combination of the factors' values.
    Grid,
    /// The rows of a CSV file.
    List,
    /// So many points, each factor evenly covered.
    LatinHypercube,
    /// So many points of a scrambled Sobol sequence.
    Sobol,
    /// Trajectories in which one factor after the other moves.
    Morris,
    /// Samples for Sobol indices, in the order of SALib.
    Saltelli,
    /// The middle, and each factor alone at its ends.
    OneAtATime,
}

/// A factor as the plan of a folder tells it: everything that charts and indices need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorEntry {
    /// Name of its column.
    pub name: String,
    /// What it is called on charts.
    pub label: String,
    /// Its unit; empty for a plain number.
    pub unit: String,
    /// The keys of the scenario that it sets, all to the same value.
    pub paths: Vec<String>,
    /// Its values in order, when it takes a few; empty when it ranges.
    pub values: Vec<Value>,
    /// Ends of its range, when it ranges: of a distribution the ends that the design can reach.
    pub range: Option<[f64; 2]>,
    /// Whether the range is even in logarithms.
    pub log: bool,
    /// The distribution in words, when it has one.
    pub distribution: String,
    /// Its value in the base scenario, when all bases agree.
    pub baseline: Option<Value>,
}

/// An output as the plan of a folder tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutputEntry {
    /// Name of its column: `failures_2021_12_effect`.
    pub name: String,
    /// As it stands in the file: `effect failures@2021-12`.
    pub text: String,
    /// What it is called on charts.
    pub label: String,
    /// Its unit.
    pub unit: String,
    /// Whether it is a difference against the reference point of the same random draws.
    pub effect: bool,
}

/// `plan.json`: what the folder of a sweep is about. Points stand in `points.csv`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanEntry {
    /// Name of the sweep.
    pub name: String,
    /// Title on charts.
    pub title: String,
    /// The question.
    pub question: String,
    /// Where figures come from.
    pub source: String,
    /// 32 hex digits: a hash of all points in order, outputs and replications.
    pub id: String,
    /// Version of the model's results.
    pub model_version: u32,
    /// Version of the program.
    pub program_version: String,
    /// The design.
    pub design: Design,
    /// Samples of Saltelli, trajectories of Morris, points of the others.
    pub samples: usize,
    /// Levels of a Morris design; zero in others.
    pub levels: usize,
    /// Whether a Saltelli design has the rows for second-order indices.
    pub second_order: bool,
    /// Seed of the design.
    pub design_seed: u64,
    /// Names of the base scenarios.
    pub bases: Vec<String>,
    /// Behaviour regimes.
    pub regimes: Vec<String>,
    /// What effects are measured against: `no_policy`, `no_shock`, or empty.
    pub against: String,
    /// Factors in order.
    pub factors: Vec<FactorEntry>,
    /// Outputs in order.
    pub outputs: Vec<OutputEntry>,
    /// Replications of each point.
    pub replications: u32,
    /// Firms simulated in each.
    pub firms: u32,
    /// Number of points, reference points left out.
    pub points: usize,
    /// Small and fast, stamped as such.
    pub quick: bool,
    /// The language of charts and report; no part of what the plan is.
    #[serde(default, skip_serializing_if = "Language::is_english")]
    pub language: Language,
}

/// What is measured of a run: an effect is measured as a level, the difference is taken when results are
/// merged.
pub(super) fn levels(outputs: &[OutputEntry]) -> Vec<&str> {
    outputs.iter().map(|output| output.text.trim_start_matches("effect ").trim()).collect()
}
