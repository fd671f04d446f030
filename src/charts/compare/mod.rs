//! Charts of comparisons: what policies did, to whom, at what cost. They are drawn only where the manifest
//! tells of a comparison.
//!
//! All read [`found::Compared`]: `effects.csv` and `fates.csv`, read once. Two show all arms over the months, and
//! below their differences from the base (`arms`). [`rows`] draws arms one below the other, [`place`] finds
//! room for labels, [`names`] says what an arm is called.

pub mod found;
pub mod names;
mod numbered;
pub mod place;
pub mod rows;
pub mod shapes;

mod arms;
mod concentration;
mod effects;
mod employment_by_arm;
mod fates;
pub(in crate::charts) mod frontier;
mod prices;
mod resilience;
mod scale;
mod survival_by_arm;
mod who;

use super::Chart;

/// Every chart of a comparison, in the order of the report.
pub const ALL: &[Chart] = &[
    survival_by_arm::CHART,
    employment_by_arm::CHART,
    resilience::CHART,
    effects::CHART,
    fates::CHART,
    frontier::CHART,
    who::CHART,
    concentration::CHART,
];

/// The chart that a report of a comparison shows beside its answer.
pub const FIRST: &str = survival_by_arm::CHART.name;
