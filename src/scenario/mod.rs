//! The scenario: what a user wants to know, checked and complete.
//!
//! Two types: what was written (a tree of values with places, merged along `extends`) and what it means ([`Scenario`]).
//!
//! | file | what it does |
//! | --- | --- |
//! | `files.rs` | finds the files: those given and what they extend |
//! | `tree.rs` | TOML as a tree of values with places |
//! | `texts.rs` | what no text may hold |
//! | `merge.rs` | how a file overrides another |
//! | `overrides.rs` | what the command line changes |
//! | `keys.rs` | the list of all keys |
//! | `reader.rs`, `values.rs` | typed values out of the tree, with messages |
//! | `order.rs` | shocks and policies in an order that neither their names nor their places in the file decide |
//! | `read.rs` | the tree as a [`Scenario`]; sections in `pack.rs`, `shock.rs` (`course.rs`, `course_table.rs`), `policy.rs` (`target.rs`), `until.rs` |
//! | `variant.rs` | many variants of one scenario, whose files are read once; `tree_text.rs` writes a tree as TOML |
//! | `resolve.rs` | the [`Scenario`] as TOML again, complete (`course_text.rs`) |

mod chance;
mod course;
mod course_table;
mod course_text;
pub(crate) mod files;
pub mod keys;
mod merge;
mod order;
mod overrides;
mod pack;
mod policy;
mod read;
mod reader;
mod resolve;
mod shock;
mod target;
#[cfg(test)]
mod tests;
mod texts;
pub(crate) mod tree;
mod tree_text;
mod until;
pub(crate) mod values;
pub(crate) mod variant;

use crate::diagnose::Problems;
use crate::economy::Economy;
use crate::economy::load::TABLES;
use crate::error::{Error, Result};
use crate::params::Params;
use crate::shocks::Shock;
use crate::units::Month;
use std::path::PathBuf;

pub use until::{Until, Use};

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

/// A policy: a lever with its dates, its target and its settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// The user's name for it.
    pub name: String,
    /// The index of the lever in [`crate::levers::ALL`].
    pub lever: usize,
    /// What keeps its luck apart from that of others of its kind; empty for all that say nothing.
    pub draw: String,
    /// First month in force.
    pub from: Month,
    /// Last month in force.
    pub to: Month,
    /// Month in which it became known (at the latest `from`); see [`crate::levers::renewal`] for what a policy that states none is taken to say.
    pub announced: Month,
    /// Who may have it.
    pub target: Target,
    /// Share of the eligible that use it; when absent it follows from awareness and filing by size.
    pub take_up: Option<f64>,
    /// Months between filing and payment.
    pub delay: u32,
    /// Most that may be spent, in major currency units for the whole country; no cap when absent.
    pub budget: Option<f64>,
    /// Who is served first when the budget does not suffice for all.
    pub queue: Queue,
    /// Share of its cost that regions bear.
    pub regional_share: f64,
    /// Months after `to` over which its strength falls to nothing.
    pub phase_out: u32,
    /// The lever's own settings, in the order of its declared fields.
    pub settings: Vec<f64>,
}

impl Policy {
    /// How much of its strength is left in a month: all to its last month, then less by equal steps until the phase-out is over.
    pub fn left(&self, month: Month) -> f64 {
        let past = (month.0 - self.to.0 - self.delay as i32).max(0);
        (1.0 - f64::from(past) / f64::from(self.phase_out + 1)).max(0.0)
    }
}

/// Who is served first when a budget does not suffice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Queue {
    /// A lot drawn anew each month.
    #[default]
    Lottery,
    /// Who files first; larger firms file sooner.
    FirstCome,
    /// Whose sales have fallen most.
    Need,
    /// Whose lasting efficiency is highest.
    Score,
}

/// Names of the queues in files, by index.
pub const QUEUES: [&str; 4] = ["lottery", "first_come", "need", "score"];

impl Queue {
    /// The queues by index.
    pub const ALL: [Queue; 4] = [Queue::Lottery, Queue::FirstCome, Queue::Need, Queue::Score];
}

/// A filter of firms. Every condition that is given must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Target {
    /// Sectors, by index.
    pub sectors: Option<Vec<usize>>,
    /// Regions, by index.
    pub regions: Option<Vec<usize>>,
    /// Size classes: 0 micro, 1 small, 2 medium.
    pub sizes: Option<Vec<usize>>,
    /// Tiers of the ladder: 0 none, 1 innovative, 2 specialised (SRDI), 3 little giant, 4 single champion.
    pub tiers: Option<Vec<usize>>,
    /// Least age in years.
    pub age_at_least: Option<f64>,
    /// Greatest age in years (exclusive).
    pub age_below: Option<f64>,
    /// Exporters only (true) or non-exporters only (false).
    pub exporters: Option<bool>,
    /// Firms that pay social insurance only (true), or only the others (false).
    pub formal: Option<bool>,
    /// This month's sales have fallen by at least this share below normal sales.
    pub revenue_drop_at_least: Option<f64>,
    /// Solvent firms only (true): assets cover debts.
    pub viable: Option<bool>,
    /// Cash below this many months of cost.
    pub cash_below_months: Option<f64>,
    /// Members of clusters only (true), or only the others (false).
    pub cluster: Option<bool>,
    /// Least digital level.
    pub digital_at_least: Option<f64>,
    /// Staff of at least this share of the staff that normal sales call for.
    pub headcount_kept_at_least: Option<f64>,
    /// Headcount at most.
    pub headcount_at_most: Option<f64>,
    /// These firms alone, by identity, in ascending order: no file can say so, a benchmark with perfect information can.
    pub firms: Option<std::sync::Arc<[u64]>>,
}

impl Target {
    /// Whether a sector and region is within it.
    pub fn covers(&self, sector: usize, region: usize) -> bool {
        let among = |list: &Option<Vec<usize>>, value: usize| list.as_ref().is_none_or(|list| list.contains(&value));
        among(&self.sectors, sector) && among(&self.regions, region)
    }
}

/// Names of the size classes of small and medium firms, by index.
pub const SIZES: [&str; 3] = ["micro", "small", "medium"];
/// Names of the tiers of the ladder, by index.
pub const TIERS: [&str; 5] = ["none", "innovative", "specialised", "little_giant", "single_champion"];

/// A scenario as loaded: what it means, and what must be kept to run it again.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The checked scenario.
    pub scenario: Scenario,
    /// The whole scenario as TOML, every parameter with a comment that names the file and line it came from; the tables it names
    /// are those of `tables`, by file name relative to it. Loading it gives the same `canonical` text.
    pub resolved: String,
    /// The same without comments: what the run's identity is the hash of, with the tables.
    pub canonical: String,
    /// The CSV tables used: path relative to the resolved scenario (`economy/sectors.csv`) and content.
    pub tables: Vec<(String, Vec<u8>)>,
    /// The first file that was given.
    pub path: std::path::PathBuf,
    /// What the command line replaced and a user may not expect.
    pub notes: Vec<String>,
}

/// What the command line changes in a scenario.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// `--set path.to.key=value`, in order.
    pub set: Vec<String>,
    /// `--seed`.
    pub seed: Option<u64>,
    /// `--firms`.
    pub firms: Option<u32>,
    /// `--replications`.
    pub replications: Option<u32>,
    /// `--regime`.
    pub regime: Option<String>,
    /// `--quick`: few firms and replications, stamped.
    pub quick: bool,
    /// `--no-policy`: the scenario without its policies, under a name and title that say so.
    pub no_policy: bool,
    /// The command that reads the scenario.
    pub command: Use,
}

/// Loads a scenario: reads the files and what they extend, merges them from left to right, applies what the command line changes,
/// checks everything, and resolves it.
///
/// # Errors
/// All problems of the files at once; a file that the system does not let us read.
pub fn load(paths: &[PathBuf], overrides: &Overrides) -> Result<Loaded> {
    load_with(paths, overrides, &crate::economy::load::load)
}

/// The scenario that a canonical text stands for, on an economy that was read before. `path` is what messages call it.
///
/// # Errors
/// The text is not that of a scenario of this version of the program.
pub fn reread(canonical: &str, economy: &Economy, path: &std::path::Path) -> Result<Scenario> {
    let mut problems = Problems::new();
    let source = std::sync::Arc::new(crate::diagnose::Source { path: path.to_path_buf(), text: canonical.to_string() });
    let tree = tree::parse(&source, &mut problems);
    let read::Read { scenario, check, .. } = read::read(&tree, path, &|_, _, _| Some((economy.clone(), Vec::new())), Use::Any);
    problems.extend(check.problems.clone());
    stop_if_any(&mut problems)?;
    scenario.ok_or_else(|| Error::Other(format!("{}: its scenario was refused without a reason; please report this", path.display())))
}

fn load_with(paths: &[PathBuf], overrides: &Overrides, loader: &read::Loader<'_>) -> Result<Loaded> {
    let path = paths.first().ok_or_else(|| Error::Usage("no scenario file was given".into()))?.clone();
    let mut problems = Problems::new();
    let files = files::gather(paths, &mut problems)?;
    // What does not parse, or is missing, makes the rest look wrong: those problems come first and alone.
    stop_if_any(&mut problems)?;
    let mut tree = merge::merge(files, &mut problems);
    let notes = overrides::apply(&mut tree, overrides, &mut problems);
    merge::drop_removed(&mut tree);
    let read::Read { scenario, tables, check } = read::read(&tree, &path, loader, overrides.command);
    problems.extend(check.problems.clone());
    stop_if_any(&mut problems)?;
    let scenario = scenario.ok_or_else(|| Error::Other("the scenario was refused without a reason; please report this".into()))?;
    let (resolved, canonical) = resolve::write(&scenario, &check);
    let names = TABLES.iter().chain(&scenario.economy.optional);
    let tables = names.map(|name| resolve::table_path(name)).zip(tables).collect();
    Ok(Loaded { scenario, resolved, canonical, tables, path, notes })
}

fn stop_if_any(problems: &mut Problems) -> Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    problems.sort();
    Err(Error::Input(std::mem::take(problems)))
}
