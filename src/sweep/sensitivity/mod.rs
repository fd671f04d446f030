//! Sensitivity: which factor moves an output, and by how much.
//!
//! ```text
//! plan.json, points.csv, sweep.csv ─► folder.rs ─► analysis.rs ─► sensitivity.csv
//!                                     (complete?)  (by the design)
//! ```
//!
//! Indices are pure functions of plain numbers:
//!
//! | file | design | indices |
//! | --- | --- | --- |
//! | `morris.rs` | Morris | mean effect, mean size of effects, spread of effects |
//! | `sobol.rs` | Saltelli | share of the variance due to a factor alone, and with all it takes part in |
//! | `regression.rs` | Latin hypercube, Sobol, list | standardised slopes of values and of ranks |
//! | `swings.rs` | one at a time | the output at both ends of a factor |
//!
//! Intervals are those of SALib: 1.96 standard deviations of 1000 resamples on each side. They hold what
//! comes from the choice of points; Monte Carlo variation of the simulation enters only in so far as points
//! differ in it.

mod analysis;
mod estimate;
#[cfg(test)]
mod fixtures;
mod folder;
pub mod morris;
pub mod regression;
pub mod sobol;
pub mod swings;

pub use analysis::{Analysis, FILE, Found, Indices, analyse, suits, write};
pub use estimate::{Estimate, RESAMPLES};
