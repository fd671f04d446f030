//! Reads `[parameters]` and `[regime]`: the parameters of mechanisms, stated for all runs or for one regime.

use super::check::Check;
use super::keys::REGIMES;
use super::reader::{Section, quantity};
use super::tree::{Node, Table};
use super::values::{number_of, what_it_is};
use crate::diagnose::{Place, did_you_mean, one_of};
use crate::month::params::Params;
use crate::params::Spec;
use crate::told;
use std::sync::LazyLock;

/// The parameters: what the files state, else what the regime says, else the defaults. The other regimes are
/// checked all the same.
pub(super) fn read(check: &mut Check, root: &Section<'_>, regime: &str) -> Params {
    let mut params = Params::default();
    let regimes = root.table(check, "regime");
    for entry in regimes.iter().flat_map(|(table, _)| &table.entries) {
        let name = entry.key.as_str();
        if !REGIMES.contains(&name) {
            let message = told!(
                "there is no {thing} {name}{allowed}",
                thing = told!("regime"),
                name = format!("{name:?}"),
                allowed = one_of(REGIMES)
            );
            check.problems.at(&entry.key_place, message, did_you_mean(name, REGIMES));
            continue;
        }
        let what = format!("regime.{name}");
        let Some(table) = entry.node.table() else {
            let message = told!(
                "{what} is {found}, but tables {wanted} are wanted",
                what = &what,
                found = entry.node.shown(),
                wanted = format!("[{what}.MECHANISM]")
            );
            check.problems.at(&entry.node.place, message, None);
            continue;
        };
        let mut others = Params::default();
        let chosen = name == regime;
        groups(check, table, if chosen { &mut params } else { &mut others }, &what, chosen);
    }
    if let Some((table, _)) = root.table(check, "parameters") {
        groups(check, table, &mut params, "parameters", true);
    }
    params
}

/// Reads the parameters of all mechanisms of a table. `noted`: the origins of the values are kept.
fn groups(check: &mut Check, table: &Table, params: &mut Params, section: &str, noted: bool) {
    for group in &table.entries {
        if !Params::GROUPS.contains(&group.key.as_str()) {
            let message = told!(
                "there is no mechanism {name} in {section}{allowed}",
                name = format!("{:?}", group.key),
                section = section,
                allowed = one_of(Params::GROUPS.iter().copied())
            );
            let owner = Params::specs().into_iter().find(|spec| spec.name == group.key);
            let hint = owner.map(|spec| told!("did you mean {name}?", name = spec.key()));
            let near = || did_you_mean(&group.key, Params::GROUPS.iter().copied());
            check.problems.at(&group.key_place, message, hint.or_else(near));
            continue;
        }
        let what = format!("{section}.{}", group.key);
        let Some(table) = group.node.table() else {
            let message = told!(
                "{what} is {found}, but a table {wanted} is wanted",
                what = &what,
                found = group.node.shown(),
                wanted = format!("[{what}]")
            );
            check.problems.at(&group.node.place, message, None);
            continue;
        };
        for entry in &table.entries {
            let path = if noted { format!("parameters.{}.{}", group.key, entry.key) } else { String::new() };
            parameter(check, params, &what, &path, &group.key, (&entry.key, &entry.key_place), &entry.node);
        }
    }
}

/// Reads one parameter; the origin of its value is kept under `path`, if that is not empty.
fn parameter(
    check: &mut Check,
    params: &mut Params,
    what: &str,
    path: &str,
    group: &str,
    (name, place): (&str, &Place),
    node: &Node,
) {
    static SPECS: LazyLock<Vec<&'static Spec>> = LazyLock::new(Params::specs);
    let specs = &*SPECS;
    let Some(spec) = specs.iter().find(|spec| spec.group == group && spec.name == name) else {
        let mut names: Vec<&str> =
            specs.iter().filter(|spec| spec.group == group).map(|spec| spec.name).collect();
        names.sort_unstable();
        let elsewhere = specs
            .iter()
            .find(|spec| spec.name == name)
            .map(|spec| told!("did you mean {name}?", name = spec.key()));
        let hint = elsewhere.or_else(|| did_you_mean(name, names.iter().copied()));
        let why = told!(
            "there is no {thing} {name}{allowed}",
            thing = told!("parameter"),
            name = format!("{name:?}"),
            allowed = one_of(names)
        );
        let message = told!("{what}: {why}", what = what, why = why);
        return check.problems.at(place, message, hint);
    };
    let what = &what.into();
    let Some(node) = quantity(check, what, path, name, node) else { return };
    let meaning = what_it_is(spec.description, spec.unit);
    if let Some(value) = number_of(check, what, name, node, (spec.min, spec.max), Some(meaning)) {
        params.set(group, name, value);
    }
}
