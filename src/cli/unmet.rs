//! Policies that nobody was eligible for: a run says so, since a target that selects nobody looks like a
//! policy that does nothing.

use crate::files::read;
use crate::language::told::Told;
use crate::levers::{self, Audience};
use crate::month::model::Scenario;
use crate::table::{Cell, Table};
use crate::told;
use std::path::Path;

/// A line for each policy for firms that no firm was ever eligible for, by `policies.csv` of a run folder;
/// none when it can't be read.
pub(super) fn warnings(scenario: &Scenario, folder: &Path) -> Vec<Told> {
    let Ok(table) = read::table(&folder.join("policies.csv")) else { return Vec::new() };
    unmet(scenario, &table).into_iter().map(|name| message(&name)).collect()
}

fn message(name: &str) -> Told {
    told!(
        "warning: policy {name}: no firm was ever eligible; its target selects nobody, or nobody has what it acts on",
        name = format!("{name:?}")
    )
}

/// The names of policies for firms of which the table counts no eligible firm in any month.
fn unmet(scenario: &Scenario, table: &Table) -> Vec<String> {
    let place = |name: &str| table.columns.iter().position(|column| column == name);
    let (Some(policy), Some(eligible)) = (place("policy"), place("eligible")) else { return Vec::new() };
    let met = |name: &str| {
        table.rows.iter().any(|row| row[policy] == Cell::Text(name.into()) && row[eligible].real() > 0.0)
    };
    let for_firms = scenario
        .policies
        .iter()
        .filter(|policy| levers::ALL[policy.lever].about().audience == Audience::Firms);
    for_firms.filter(|policy| !met(&policy.name)).map(|policy| policy.name.clone()).collect()
}
