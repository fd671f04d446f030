//! The scenario: what a user wants to know, checked and complete.
//!
//! Two types: what was written (a tree of values with places, merged along `extends`) and what it means
//! ([`Scenario`]).
//!
//! | file | what it does |
//! | --- | --- |
//! | `files.rs` | finds the files: those given and what they extend |
//! | `tree.rs`, `syntax.rs` | TOML as a tree of values with places; what its parser says |
//! | `texts.rs` | what no text may hold |
//! | `merge.rs` | how a file overrides another |
//! | `overrides.rs` | what the command line changes |
//! | `keys.rs` | the list of all keys |
//! | `reader.rs`, `values.rs` | typed values out of the tree, with messages |
//! | `order.rs` | shocks and policies in an order that neither their names nor their places in the file decide |
//! | `read.rs` | the tree as a [`Scenario`]; sections in `pack.rs`, `shock.rs` (`course.rs`, `course_table.rs`), `policy.rs` (`target.rs`), `parameters.rs`, `until.rs` |
//! | `variant.rs` | many variants of one scenario, whose files are read once; `tree_text.rs` writes a tree as TOML |
//! | `schema/` | the JSON Schema of these files, for editors |
//! | `resolve.rs` | the [`Scenario`] as TOML again, complete (`course_text.rs`) |

mod chance;
mod check;
mod course;
mod course_table;
mod course_rows;
mod course_text;
pub(crate) mod files;
pub mod keys;
mod lists;
mod merge;
mod order;
mod overrides;
mod pack;
mod parameters;
pub(crate) mod parse;
mod policy;
mod read;
mod reader;
mod resolve;
pub mod schema;
mod shock;
mod syntax;
mod target;
#[cfg(test)]
mod tests;
mod texts;
pub(crate) mod tree;
mod tree_text;
mod until;
pub(crate) mod values;
pub(crate) mod variant;
mod writer;

use crate::diagnose::Problems;
use crate::economy::load::TABLES;
use crate::economy::load::sectors::{USUAL_CLOSED_SALES, USUAL_LARGE_RESTRICTION};
use crate::economy::{CashDaysOf, Economy};
use crate::error::{Error, Result};
use crate::language::told::Told;
use crate::month::model::Scenario;
use crate::shocks::ShockKind;
use crate::told;
use std::path::PathBuf;

pub use crate::month::model::Until;
pub use until::Use;

/// A scenario as loaded: what it means, and what must be kept to run it again.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The checked scenario.
    pub scenario: Scenario,
    /// The whole scenario as TOML, every parameter with a comment that names the file and line it came from;
    /// the tables it names are those of `tables`, by file name relative to it. Loading it gives the same
    /// `canonical` text.
    pub resolved: String,
    /// The same without comments: what the run's identity is the hash of, with the tables.
    pub canonical: String,
    /// The CSV tables used: path relative to the resolved scenario (`economy/sectors.csv`) and content.
    pub tables: Vec<(String, Vec<u8>)>,
    /// The first file that was given.
    pub path: std::path::PathBuf,
    /// What the command line replaced and a user may not expect.
    pub notes: Vec<Told>,
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

/// Loads a scenario: reads the files and what they extend, merges them from left to right, applies what the
/// command line changes, checks everything, and resolves it.
///
/// # Errors
/// All problems of the files at once; a file that the system does not let us read.
pub fn load(paths: &[PathBuf], overrides: &Overrides) -> Result<Loaded> {
    load_with(paths, overrides, &crate::economy::load::load)
}

/// The scenario that a canonical text stands for, on an economy that was read before. `path` is what messages
/// call it.
///
/// # Errors
/// The text is not that of a scenario of this version of the program.
pub fn reread(canonical: &str, economy: &Economy, path: &std::path::Path) -> Result<Scenario> {
    let mut problems = Problems::new();
    let source = std::sync::Arc::new(crate::diagnose::Source {
        path: path.to_path_buf(),
        text: canonical.to_string(),
    });
    let tree = crate::scenario::parse::parse(&source, &mut problems);
    let read::Read { scenario, check, .. } =
        read::read(&tree, path, &|_, _, _| Some((economy.clone(), Vec::new())), Use::Any);
    problems.extend(check.problems.clone());
    stop_if_any(&mut problems)?;
    let why = "its scenario was refused without a reason; please report this";
    scenario.ok_or_else(|| Error::Defect(format!("{}: {why}", path.display())))
}

/// What is said of a scenario that was not read though no problem was found.
fn refused() -> Error {
    Error::Defect("the scenario was refused without a reason; please report this".into())
}

/// What to say of columns that the pack leaves out although a shock of the scenario needs them.
fn left_out(scenario: &Scenario) -> Option<Told> {
    let restricted = scenario.shocks.iter().any(|shock| shock.kind == ShockKind::Attendance);
    let columns = &scenario.economy.left_out;
    (restricted && !columns.is_empty()).then(|| {
        told!(
            "note: the table sectors of the economy pack {pack} has no column {columns}: firms closed by a restriction sell {sold} of what \
             they could make, large firms feel {felt} of it, and orders can wait, in every sector whose column is missing",
            pack = format!("{:?}", scenario.economy.name),
            columns = columns.join(", "),
            sold = USUAL_CLOSED_SALES,
            felt = USUAL_LARGE_RESTRICTION
        )
    })
}

/// What to say where a shock is to foreign trade and the pack knows one foreign market alone.
fn one_market(scenario: &Scenario) -> Option<Told> {
    let abroad = scenario.shocks.iter().any(|shock| shock.kind.of_market());
    (abroad && !scenario.economy.optional.contains(&"foreign_markets")).then(|| {
        told!(
            "note: the economy pack {pack} has no table foreign_markets: all exports go to one market, \"abroad\"",
            pack = format!("{:?}", scenario.economy.name)
        )
    })
}

/// What to say where the pack does not tell what its days of cash are days of.
fn unit_of_cash(tree: &tree::Table, scenario: &Scenario) -> Option<Told> {
    let economy = tree.get("economy").and_then(|node| node.table())?;
    economy.get("cash_days_of").is_none().then(|| {
        told!(
            "note: the economy pack {pack} does not say what its days of cash are days of (cash_days_of in [economy]): they count as days of \
             {word}, which is pay, contributions, contract rent and interest; if they are days of all outflows, firms get two to five \
             times too little cash",
            pack = format!("{:?}", scenario.economy.name),
            word = CashDaysOf::NAMES[CashDaysOf::default() as usize]
        )
    })
}

/// What to say where a share was meant, perhaps, by what is a ratio to shares of the pack.
fn ratios(scenario: &Scenario) -> Vec<Told> {
    let restricted = scenario.shocks.iter().any(|shock| shock.kind == ShockKind::Attendance);
    let p = &scenario.params;
    let set = [
        ("production.closed_output", p.production.closed_output, "closed_sales"),
        ("anchors.restriction", p.anchors.restriction, "large_restriction"),
    ];
    let set = set.into_iter().filter(|(_, value, _)| restricted && *value != 1.0);
    let note = |(key, value, column): (&str, f64, &str)| {
        told!(
            "note: parameters.{key} = {value} multiplies {column}, a column of the pack's sectors; before version 8 of the model it was \
             a share itself",
            key = key,
            value = value,
            column = column
        )
    };
    set.map(note).collect()
}

fn load_with(paths: &[PathBuf], overrides: &Overrides, loader: &read::Loader<'_>) -> Result<Loaded> {
    let path = paths.first().ok_or_else(|| Error::Usage(told!("no scenario file was given")))?.clone();
    let mut problems = Problems::new();
    let files = files::gather(paths, &mut problems)?;
    // What does not parse, or is missing, makes the rest look wrong: those problems come first and alone.
    stop_if_any(&mut problems)?;
    let mut tree = merge::merge(files, &mut problems);
    let mut notes = overrides::apply(&mut tree, overrides, &mut problems);
    merge::drop_removed(&mut tree);
    let read::Read { scenario, tables, check } = read::read(&tree, &path, loader, overrides.command);
    problems.extend(check.problems.clone());
    stop_if_any(&mut problems)?;
    let scenario = scenario.ok_or_else(refused)?;
    notes.extend(left_out(&scenario));
    notes.extend(one_market(&scenario));
    notes.extend(unit_of_cash(&tree, &scenario));
    notes.extend(ratios(&scenario));
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
