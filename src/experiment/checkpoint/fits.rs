//! Whether a scenario may go on from a checkpoint: the months already simulated must have been the same in
//! it.

use super::format::Checkpoint;
use crate::atomic;
use crate::diagnose::Problems;
use crate::error::{Error, Result};
use crate::language::known;
use crate::language::told::Told;
use crate::month::model::Scenario;
use crate::scenario::{Loaded, reread};
use crate::simulation::fork::first_apart;
use crate::simulation::last_month;
use crate::{phrase, told};
use std::collections::{BTreeMap, BTreeSet};

/// Keys that do not touch the months already simulated: names and remarks, the horizon, the stamp.
const FREE: [&str; 6] = [
    "scenario.name",
    "scenario.title",
    "scenario.question",
    "scenario.source",
    "scenario.months",
    "scenario.quick",
];
/// Most characters of a value that are shown.
const SHOWN: usize = 60;

/// The scenario under which the checkpoint was simulated.
///
/// # Errors
/// All that differs and may not.
pub(super) fn check(checkpoint: &Checkpoint, loaded: &Loaded) -> Result<Scenario> {
    let mut found = Found { checkpoint, problems: Problems::new() };
    let (then, now) = (flat(&checkpoint.head.scenario), flat(&loaded.canonical));
    found.compare(&then, &now, |key| {
        !FREE.contains(&key) && !key.starts_with("shock.") && !key.starts_with("policy.")
    });
    let tables = loaded
        .tables
        .iter()
        .map(|(name, bytes)| (name.clone(), format!("a table with digest {}", atomic::digest(bytes))))
        .collect();
    let recorded = checkpoint
        .head
        .tables
        .iter()
        .map(|(name, digest)| (name.clone(), format!("a table with digest {digest}")))
        .collect();
    found.compare(&recorded, &tables, |_| true);
    let last = last_month(&loaded.scenario);
    if last < checkpoint.until {
        found.say(told!(
            "it is of the end of {until}, and the scenario ends before, in {last}",
            until = checkpoint.until,
            last = last
        ));
    }
    // Shocks and policies can only be read in the economy they were meant for.
    found.stop()?;
    let from = reread(&checkpoint.head.scenario, &loaded.scenario.economy, &checkpoint.path)?;
    found.courses(&from, &loaded.scenario, &then, &now);
    found.stop()?;
    Ok(from)
}

/// Values by key.
type Flat = BTreeMap<String, String>;

struct Found<'a> {
    checkpoint: &'a Checkpoint,
    problems: Problems,
}

impl Found<'_> {
    fn say(&mut self, message: Told) {
        self.problems.of_file(Some(&self.checkpoint.path), message, None);
    }

    fn stop(&mut self) -> Result<()> {
        if self.problems.is_empty() { Ok(()) } else { Err(Error::Input(std::mem::take(&mut self.problems))) }
    }

    /// Tells the keys, of those that count, whose values differ.
    fn compare(&mut self, then: &Flat, now: &Flat, counts: impl Fn(&str) -> bool) {
        let keys: BTreeSet<&String> = then.keys().chain(now.keys()).filter(|key| counts(key)).collect();
        for key in keys.into_iter().filter(|key| then.get(*key) != now.get(*key)) {
            let value = |values: &Flat| values.get(key).map_or(told!("not set"), |value| short(value));
            self.say(told!(
                "{key} is {then} in the checkpoint and {now} in the scenario",
                key = key,
                then = value(then),
                now = value(now)
            ));
        }
    }

    /// Tells the shocks and policies that differ and were in force in a month already simulated.
    fn courses(&mut self, from: &Scenario, to: &Scenario, then: &Flat, now: &Flat) {
        let norms = crate::month::norms::of(&to.economy, &to.params, f64::from(to.firms));
        let end = self.checkpoint.until.plus(1);
        let apart = |one: &Scenario, other: &Scenario| first_apart(one, other, &norms, end);
        let Some(month) = apart(from, to) else { return };
        let before = self.problems.len();
        let mut report = |kind: &'static str, name: &str, month: Option<crate::units::Month>| {
            if let Some(month) = month {
                self.say(told!(
                    "{kind} {name} was another in {month}, which is simulated already; what differs from then on must begin later",
                    kind = Told::phrase(kind),
                    name = format!("{name:?}"),
                    month = month
                ));
                let prefix = format!("{kind}.{name:?}.");
                self.compare(then, now, |key| key.starts_with(&prefix));
            }
        };
        let names: BTreeSet<&String> =
            from.policies.iter().chain(&to.policies).map(|policy| &policy.name).collect();
        for name in names {
            let [one, other] = [from, to].map(|scenario| {
                let policies =
                    scenario.policies.iter().filter(|policy| policy.name == *name).cloned().collect();
                Scenario { shocks: Vec::new(), policies, ..scenario.clone() }
            });
            report(phrase!("policy"), name, apart(&one, &other));
        }
        let names: BTreeSet<&String> =
            from.shocks.iter().chain(&to.shocks).map(|shock| &shock.name).collect();
        for name in names {
            let [one, other] = [from, to].map(|scenario| {
                let shocks = scenario.shocks.iter().filter(|shock| shock.name == *name).cloned().collect();
                Scenario { shocks, policies: Vec::new(), ..scenario.clone() }
            });
            report(phrase!("shock"), name, apart(&one, &other));
        }
        if self.problems.len() == before {
            self.say(told!(
                "support of pay that ends soon is taken over by others than in the checkpoint, which firms know in {month}, which is simulated already",
                month = month
            ));
        }
    }
}

/// The values of a canonical text by key; entries of lists go by their names.
fn flat(canonical: &str) -> Flat {
    let mut values = Flat::new();
    if let Ok(table) = canonical.parse::<toml::Table>() {
        walk(String::new(), &toml::Value::Table(table), &mut values);
    }
    values
}

fn walk(path: String, value: &toml::Value, values: &mut Flat) {
    let below = |key: &str| if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
    match value {
        toml::Value::Table(table) => table.iter().for_each(|(key, value)| walk(below(key), value, values)),
        toml::Value::Array(entries) if entries.iter().any(|entry| entry.get("name").is_some()) => {
            for entry in entries {
                let name = entry.get("name").and_then(toml::Value::as_str).unwrap_or_default();
                walk(below(&format!("{name:?}")), entry, values);
            }
        }
        other => {
            values.insert(path, other.to_string());
        }
    }
}

fn short(value: &str) -> Told {
    let shown = match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", &value[..end]),
        None => value.to_string(),
    };
    known::again(&shown, &[phrase!("a table with digest {digest}")])
}
