//! The manifest of a scenario that begins to run: what is run, with what.

use crate::files::entries::{Place, PolicyEntry, ShockEntry};
use crate::files::manifest::{Manifest, Status, TOOL};
use crate::language::Language;
use crate::levers;
use crate::month::model::Scenario;
use crate::policy::Policy;
use crate::shocks::{KINDS, Path as Course, Shock};
use crate::units::Month;
use std::collections::BTreeMap;

/// The manifest of a scenario that begins to run; `id` is its whole identity.
pub fn of(scenario: &Scenario, id: &str, model_version: u32, command: &str) -> Manifest {
    let economy = &scenario.economy;
    let (version, short_id) = (env!("CARGO_PKG_VERSION").to_string(), id.get(..8).unwrap_or(id).to_string());
    let last = scenario.start.plus(scenario.months as i32 - 1);
    let citation = String::new();
    let sectors = economy.sectors.iter().filter(|sector| sector.has_firms);
    let regions = economy.regions.iter();
    let mut manifest = Manifest {
        tool: TOOL.to_string(),
        status: Status::Running,
        name: scenario.name.clone(),
        title: scenario.title.clone(),
        question: scenario.question.clone(),
        source: scenario.source.clone(),
        id: id.to_string(),
        short_id,
        quick: scenario.quick,
        regime: scenario.regime.clone(),
        replications: scenario.replications,
        until: None,
        failed: Vec::new(),
        firms: scenario.firms,
        weight: economy.frame.firms / f64::from(scenario.firms.max(1)),
        frame: economy.frame.name.clone(),
        seed: scenario.seed,
        start: scenario.start.to_string(),
        months: scenario.months,
        currency: economy.currency.clone(),
        currency_unit: economy.currency_unit.clone(),
        country: economy.country.clone(),
        economy: economy.name.clone(),
        model_version: model_version.to_string(),
        version,
        git: option_env!("TIDEOVER_GIT_COMMIT").map(str::to_string),
        program: None,
        command: command.to_string(),
        language: Language::default(),
        citation,
        shocks: scenario.shocks.iter().map(|shock| shock_entry(shock, last)).collect(),
        policies: scenario.policies.iter().map(policy_entry).collect(),
        comparison: None,
        sectors: sectors
            .map(|sector| Place { id: sector.id.clone(), label: sector.label.clone(), tile: None })
            .collect(),
        regions: regions
            .map(|region| Place {
                id: region.id.clone(),
                label: region.label.clone(),
                tile: Some([region.tile.0, region.tile.1]),
            })
            .collect(),
        inputs: BTreeMap::new(),
        outputs: BTreeMap::new(),
        firm_months: 0,
        burn_in_firm_months: 0,
    };
    manifest.citation = manifest.cite();
    manifest
}

/// Lists the shocks and policies of several arms, each with the arms that have it.
pub fn list<'a>(manifest: &mut Manifest, arms: impl Iterator<Item = (&'a str, &'a Scenario)>) {
    (manifest.shocks, manifest.policies) = (Vec::new(), Vec::new());
    for (arm, scenario) in arms {
        let last = scenario.start.plus(scenario.months as i32 - 1);
        for shock in scenario.shocks.iter().map(|shock| shock_entry(shock, last)) {
            let bare = |one: &ShockEntry| ShockEntry { arms: Vec::new(), ..one.clone() };
            let at = manifest
                .shocks
                .iter()
                .position(|known| bare(known) == shock)
                .unwrap_or(manifest.shocks.len());
            if at == manifest.shocks.len() {
                manifest.shocks.push(shock);
            }
            manifest.shocks[at].arms.push(arm.to_string());
        }
        for policy in scenario.policies.iter().map(policy_entry) {
            let bare = |one: &PolicyEntry| PolicyEntry { arms: Vec::new(), ..one.clone() };
            let at = manifest
                .policies
                .iter()
                .position(|known| bare(known) == policy)
                .unwrap_or(manifest.policies.len());
            if at == manifest.policies.len() {
                manifest.policies.push(policy);
            }
            manifest.policies[at].arms.push(arm.to_string());
        }
    }
}

fn policy_entry(policy: &Policy) -> PolicyEntry {
    let lever = levers::ALL.get(policy.lever).map_or("", |lever| lever.kind()).to_string();
    PolicyEntry {
        name: policy.name.clone(),
        lever,
        from: policy.from.to_string(),
        to: policy.to.to_string(),
        arms: Vec::new(),
    }
}

/// The window of a shock, for charts to shade.
fn shock_entry(shock: &Shock, last: Month) -> ShockEntry {
    let (from, to, back) = match &shock.path {
        Course::Step { from, to } => (*from, to.unwrap_or(last), None),
        Course::Pulse { at } => (*at, *at, None),
        Course::Ramp { from, .. } => (*from, last, None),
        Course::Recover { from, to, back } => (*from, *to, Some(*back)),
        Course::Table { from, rows } => {
            let month = |row: usize| from.plus(row as i32);
            let moves = |row: &Vec<f64>| row.iter().any(|factor| *factor != 0.0);
            (
                rows.iter().position(moves).map_or(*from, month),
                rows.iter().rposition(moves).map_or(*from, month),
                None,
            )
        }
    };
    // What chance may bring runs, at the longest, from the first month of its window until one that begins in
    // the last has ended.
    let to = shock.chance.map_or(to, |chance| to.plus(chance.months - 1).min(last.max(from)));
    let kind = KINDS[shock.kind as usize].kind.to_string();
    let back = back.map(|month| month.to_string());
    ShockEntry {
        name: shock.name.clone(),
        kind,
        from: from.to_string(),
        to: to.to_string(),
        back,
        arms: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
