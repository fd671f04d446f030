//! Charts of comparisons: what policies did, to whom, at what cost. They are drawn only where the manifest
//! tells of a comparison.
//!
//! All read [`found::Compared`]: `effects.csv` and `fates.csv`, read once. [`rows`] draws arms one below the
//! other, [`place`] finds room for labels.

pub mod found;
pub mod place;
pub mod rows;
pub mod shapes;

mod concentration;
mod effects;
mod fates;
pub(in crate::charts) mod frontier;
mod resilience;
mod who;

use super::Chart;

/// Every chart of a comparison, in the order of the report.
pub const ALL: &[Chart] =
    &[effects::CHART, fates::CHART, frontier::CHART, who::CHART, concentration::CHART, resilience::CHART];
