//! Sweeps: many design points of one question, on one machine or many, each simulated once and never lost.
//!
//! ```text
//! sweep file ─► Sweep ─► plan: ordered points ─► run: chunks of points ─► journal of each shard ─► merge: sweep.csv ─► charts
//!   (TOML)    (checked)   (pure; ids are hashes)   (histories shared)      (append-only)           (same bytes for any N)
//! ```
//!
//! | file | does |
//! | --- | --- |
//! | `file.rs` | the sweep file, all its problems at once (`read.rs`: typed values out of it; `keys.rs`: what its keys mean) |
//! | `factor/` | what varies, and how a number of a design in [0, 1] becomes a value |
//! | `design/` | designs: grid, list, Latin hypercube, Sobol, Morris, Saltelli, one at a time |
//! | `constraint.rs` | conditions that points must meet |
//! | `rows.rs` | the rows of a design as values, less those that break a condition |
//! | `output/` | what is kept of a run |
//! | `bases.rs` | the base scenarios, each read once, and the scenario of a point |
//! | `plan.rs` | the points in order, with ids |
//! | `folder.rs` | the folder's plan and tables of points, and the plan again from them (`problem.rs`: for SALib; `inputs.rs`: copies of all files) |
//! | `manifest.rs` | the digests of the folder's files |
//! | `work.rs` | units: a few points that share a history, in one replication |
//! | `shard.rs` | which part a process does, the files that are its own |
//! | `memory.rs` | how many units fit into the memory given |
//! | `histories.rs` | a unit: runs that branch where scenarios part |
//! | `run.rs`, `recent.rs` | computes what is missing |
//! | `journal.rs` | finished runs, a line each, never lost |
//! | `merge.rs`, `readme.rs` | the results in the order of the plan |
//! | `sensitivity/` | which factor drives the results |
//! | `submit/` | scripts for Slurm and Snakemake, and their submission |

mod bases;
pub mod constraint;
pub mod design;
pub mod factor;
pub mod file;
pub mod folder;
mod histories;
mod inputs;
mod journal;
pub mod keys;
pub mod manifest;
mod memory;
pub mod merge;
pub mod output;
pub mod plan;
mod problem;
mod read;
mod readme;
mod recent;
mod rows;
pub mod run;
pub mod sensitivity;
mod shard;
pub mod submit;
#[cfg(test)]
mod tests;
mod work;

pub use memory::{Workers, parse as parse_memory, peak as peak_memory};
pub(crate) use readme::undrawn;
pub use shard::{Shard, at_work};

use crate::error::Result;
use crate::month::model::Scenario;
use crate::scenario::Loaded;
use crate::stats::table::RunTables;
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
    /// Whether it is a difference against the reference point of the same luck.
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
    /// Levels of a Morris design; nought in others.
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
}

/// A design point: one scenario, simulated in each replication.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its place in the plan, from zero. Reference points come after all others.
    pub index: usize,
    /// 32 hex digits: a hash of everything that its results depend on, number of replications, names and titles left out.
    pub id: String,
    /// A hash of the same with shocks and policies left out: points that share it share burn-in and settling months.
    pub history: String,
    /// Which base, by index.
    pub base: usize,
    /// Which regime, by index.
    pub regime: usize,
    /// A value of each factor; of a reference point those of the first point that it serves.
    pub values: Vec<Value>,
    /// The point it is held against, by index, when effects are wanted.
    pub against: Option<usize>,
}

/// A plan: the points in order, and how to get the scenario of each.
#[derive(Debug)]
pub struct Plan {
    /// What the folder tells.
    pub entry: PlanEntry,
    /// The points, then the reference points.
    pub points: Vec<Point>,
    /// The scenario of a point.
    pub scenarios: Box<dyn Scenarios>,
}

/// Where the scenarios of points come from.
pub trait Scenarios: std::fmt::Debug + Sync + Send {
    /// The checked scenario of a point.
    ///
    /// # Errors
    /// The values make no valid scenario.
    fn of(&self, point: &Point) -> Result<Loaded>;
    /// The outputs of a run, from its tables, in the plan's order; effects are measured as levels.
    ///
    /// # Errors
    /// What can't be measured, in words.
    fn measure(&self, tables: &RunTables, scenario: &Scenario) -> std::result::Result<Vec<f64>, String>;
    /// The command that runs a point alone: `tideover run BASE --set …`.
    fn command(&self, point: &Point) -> String;
    /// Copies of everything that the plan is made of, by path below `inputs/`: planning them again gives the same plan.
    ///
    /// # Errors
    /// A file can't be read any more.
    fn inputs(&self) -> Result<Vec<(String, Vec<u8>)>> {
        Ok(Vec::new())
    }
    /// What a user may not expect of the plan.
    fn notes(&self) -> Vec<String> {
        Vec::new()
    }
    /// The factors as the sweep file states them; none where nobody asks.
    fn factors(&self) -> &[factor::Factor] {
        &[]
    }
    /// Firm-months of one replication of a point, settling months counted in; nought when that is not known.
    fn firm_months(&self, _point: &Point) -> f64 {
        0.0
    }
}
