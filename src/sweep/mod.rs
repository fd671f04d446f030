//! Sweeps: many design points of one question, on one machine or many, each simulated once and never lost.
//!
//! ```text
//! sweep file ─► Sweep ─► plan: ordered points ─► run: chunks of points ─► journal of each shard ─► merge: sweep.csv ─► charts
//!   (TOML)    (checked)   (pure; ids are hashes)   (histories shared)      (append-only)           (same bytes for any N)
//! ```
//!
//! | file | does |
//! | --- | --- |
//! | `file.rs` | the sweep file, all its problems at once (`read.rs`: typed values out of it; `keys.rs`: what its keys mean; `words.rs`: pieces of messages) |
//! | `factor/` | what varies, and how a number of a design in [0, 1] becomes a value |
//! | `design/` | designs: grid, list, Latin hypercube, Sobol, Morris, Saltelli, one at a time |
//! | `schema.rs` | the JSON Schema of sweep files, for editors |
//! | `constraint.rs` | conditions that points must meet |
//! | `rows.rs` | the rows of a design as values, less those that break a condition |
//! | `output/` | what is kept of a run |
//! | `entry.rs`, `points.rs` | a plan as data |
//! | `bases.rs`, `scenarios.rs` | the base scenarios, each read once, and the scenario of a point |
//! | `plan.rs` | the points in order, with ids (`called.rs`: labels of factors that have none) |
//! | `tables.rs` | the files of a plan |
//! | `folder.rs` | the folder's plan and tables of points, and the plan again from them (`problem.rs`: for SALib; `inputs.rs`: copies of all files) |
//! | `manifest.rs` | the digests of the folder's files |
//! | `work.rs` | units: a few points that share a history, in one replication |
//! | `shard.rs` | which part a process does, the files that are its own |
//! | `memory.rs` | how many units fit into the memory given |
//! | `histories.rs` | a unit: runs that branch where scenarios part |
//! | `run.rs`, `recent.rs` | computes what is missing (`talk.rs`: what is said meanwhile) |
//! | `journal.rs` | finished runs, a line each, never lost |
//! | `merge.rs`, `readme.rs` | the results in the order of the plan |
//! | `sensitivity/` | which factor drives the results |
//! | `submit/` | scripts for Slurm and Snakemake, and their submission |

mod bases;
mod called;
pub mod constraint;
pub mod design;
pub mod entry;
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
pub mod points;
mod problem;
mod read;
mod readme;
mod recent;
mod rows;
pub mod run;
mod scenarios;
pub mod schema;
pub mod sensitivity;
mod shard;
pub mod submit;
mod tables;
mod talk;
#[cfg(test)]
mod tests;
mod work;
mod words;

pub use entry::{Design, FactorEntry, OutputEntry, PlanEntry, Value};
pub use memory::{Workers, parse as parse_memory, peak as peak_memory};
pub use points::{Plan, Point, Scenarios};
pub(crate) use readme::undrawn;
pub use shard::{Shard, at_work};
