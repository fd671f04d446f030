//! The model as data: an economy, parameters, shocks, policies and dates, checked and complete. Rooms above
//! build one from files.

use super::params::Params;
use crate::economy::Economy;
use crate::policy::Policy;
use crate::shocks::Shock;
use crate::units::Month;

/// A checked scenario: everything a run needs.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Short name, used for the run folder.
    pub name: String,
    /// Title, shown on charts and in the report.
    pub title: String,
    /// The question the scenario asks.
    pub question: String,
    /// Where the scenario's figures come from.
    pub source: String,
    /// First month.
    pub start: Month,
    /// Number of months.
    pub months: u32,
    /// Firms simulated at the start.
    pub firms: u32,
    /// The country.
    pub economy: Economy,
    /// All parameters of the mechanisms.
    pub params: Params,
    /// What happens to the economy, in the order of [`Scenario::sort`].
    pub shocks: Vec<Shock>,
    /// What the government does, in the order of [`Scenario::sort`].
    pub policies: Vec<Policy>,
    /// Number of replications; the most there may be when `until` decides.
    pub replications: u32,
    /// The half-width that must be met, when that decides how many replications there are.
    pub until: Option<Until>,
    /// Seed of the first replication's draws.
    pub seed: u64,
    /// Behaviour regime by name.
    pub regime: String,
    /// Small and fast, stamped as such on every output.
    pub quick: bool,
    /// Starting firms (ordinals from zero) whose every ledger entry is written out, first replication only.
    pub trace: Vec<u32>,
}

/// The half-width that must be met, and within which numbers of replications.
#[derive(Clone, Debug, PartialEq)]
pub struct Until {
    /// A metric of the summary (`run`) or of effects (`compare`).
    pub metric: String,
    /// Half the width of its interval, in its own unit.
    pub half_width: f64,
    /// Replications before the first look.
    pub min: u32,
    /// Most replications.
    pub max: u32,
}
