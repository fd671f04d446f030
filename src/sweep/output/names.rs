//! Which numbers an output can be: aliases for the usual ones, and every column.

use super::kinds::{Output, What};
use crate::catalogue::Formula::{Level, Sum};
use crate::catalogue::{Formula, PUBLIC_COST_FORMULA};
use crate::classes::AGE_NAMES;
use crate::classes::{SIZES, TIERS};
use crate::month::model::Scenario;
use crate::stats::columns::names;
use crate::stats::summary::METRICS;
use crate::stats::tables::{groups as by_group, monthly as all_firms};

/// A short name of a number that is usually wanted. Levels are those at the end of a month; sums run from the
/// first reported month.
#[derive(Debug)]
pub struct Alias {
    /// The name.
    pub name: &'static str,
    /// Its unit; `{unit}` is the currency's.
    pub unit: &'static str,
    /// What it is called on charts.
    pub label: &'static str,
    pub(super) whole: Formula,
    /// The same of a group of firms, where that is known.
    pub(super) group: Option<Formula>,
}

const FAILURES: &[&str] = &["deaths_illiquid_thousand", "deaths_insolvent_thousand", "deaths_chain_thousand"];

/// All aliases.
pub const ALIASES: &[Alias] = &[
    alias(
        "firms_alive",
        "thousand",
        "firms alive",
        Level("firms_million", 1000.0),
        Some(Level("firms_thousand", 1.0)),
    ),
    alias("jobs", "thousand", "jobs", Level("jobs_million", 1000.0), Some(Level("jobs_thousand", 1.0))),
    alias("failures", "thousand", "firms failed", Sum(FAILURES, 1.0), Some(Sum(FAILURES, 1.0))),
    alias(
        "closures",
        "thousand",
        "firms closed",
        Sum(&["deaths_thousand"], 1.0),
        Some(Sum(&["deaths_thousand"], 1.0)),
    ),
    alias(
        "births",
        "thousand",
        "firms founded",
        Sum(&["births_thousand"], 1.0),
        Some(Sum(&["births_thousand"], 1.0)),
    ),
    alias(
        "job_years",
        "thousand",
        "job-years",
        Sum(&["jobs_million"], 1000.0 / 12.0),
        Some(Sum(&["jobs_thousand"], 1.0 / 12.0)),
    ),
    alias("public_cost", "billion {unit}", "public cost", PUBLIC_COST_FORMULA, None),
    alias("output", "billion {unit}", "value added", Sum(&["value_added_bn"], 1.0), None),
];

const fn alias(
    name: &'static str,
    unit: &'static str,
    label: &'static str,
    whole: Formula,
    group: Option<Formula>,
) -> Alias {
    Alias { name, unit, label, whole, group }
}

/// Dimensions of groups.
pub(super) const DIMENSIONS: [&str; 5] = ["size", "sector", "region", "age", "tier"];

impl Alias {
    /// The formula, of all firms or of a group.
    pub(super) fn formula(&self, group: bool) -> Option<Formula> {
        if group { self.group } else { Some(self.whole) }
    }
}

/// All names that an output at a month can have, of all firms or of a group.
pub(super) fn monthly(group: bool) -> Vec<&'static str> {
    let aliases = ALIASES.iter().filter(|alias| !group || alias.group.is_some()).map(|alias| alias.name);
    aliases.chain(if group { names(by_group::COLUMNS) } else { names(all_firms::COLUMNS) }).collect()
}

/// The groups of a dimension in a scenario.
pub(super) fn groups<'a>(dimension: &str, scenario: &'a Scenario) -> Vec<&'a str> {
    let economy = &scenario.economy;
    match dimension {
        "size" => SIZES.to_vec(),
        "sector" => economy
            .sectors
            .iter()
            .filter(|sector| sector.has_firms)
            .map(|sector| sector.id.as_str())
            .collect(),
        "region" => economy.regions.iter().map(|region| region.id.as_str()).collect(),
        "age" => AGE_NAMES.to_vec(),
        "tier" => TIERS.to_vec(),
        _ => Vec::new(),
    }
}

/// The unit of an output.
pub(super) fn unit(output: &Output) -> String {
    let name = match output.what {
        What::Alias(index) => return ALIASES[index].unit.into(),
        What::Metric(index) => return METRICS[index].unit.into(),
        What::Column(name) => name,
    };
    let all = all_firms::COLUMNS.iter().map(|column| (column.name, column.unit));
    let groups = by_group::COLUMNS.iter().map(|column| (column.name, column.unit));
    all.chain(groups).find(|(column, _)| *column == name).map_or("", |(_, unit)| unit).into()
}

/// What an output is called on charts.
pub(super) fn label(output: &Output) -> String {
    match output.what {
        What::Alias(index) => ALIASES[index].label.into(),
        What::Column(_) | What::Metric(_) => {
            let ends = ["_million", "_thousand", "_bn"];
            let stem =
                ends.iter().find_map(|ending| output.name.strip_suffix(ending)).unwrap_or(&output.name);
            stem.replace('_', " ")
        }
    }
}
