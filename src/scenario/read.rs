//! Reads the merged tree into a checked [`Scenario`]; all problems of all sections at once.

use super::check::Check;
use super::keys::REGIMES;
use super::policy::{self, Around};
use super::reader::{Section, quantity};
use super::tree::{Node, Table, Value};
use super::values::number_of;
use super::{Use, pack, shock, until};
use crate::diagnose::{Place, Problems, Source, did_you_mean, one_of};
use crate::economy::Economy;
use crate::economy::load::{Header, TableFile};
use crate::levers;
use crate::month::ladder::places;
use crate::month::model::{Scenario, Until};
use crate::month::params::Params;
use crate::params::Spec;
use crate::policy::Policy;
use crate::shocks::Shock;
use crate::told;
use crate::units::Month;
use std::path::Path;
use std::sync::{Arc, LazyLock};

/// How an economy pack is read: [`crate::economy::load::load`], or a stand-in in tests.
pub(super) type Loader<'a> =
    dyn Fn(Header, &[TableFile], &mut Problems) -> Option<(Economy, Vec<Vec<u8>>)> + 'a;

/// What was read, with the bytes of the pack's tables.
pub(super) struct Read {
    pub scenario: Option<Scenario>,
    pub tables: Vec<Vec<u8>>,
    pub check: Check,
}

/// Most starting firms that can be traced; each writes some hundred lines a year.
pub(super) const TRACED: usize = 1000;

/// Reads a scenario; `file` is where to report what is missing altogether.
pub(super) fn read(tree: &Table, file: &Path, loader: &Loader<'_>, command: Use) -> Read {
    read_with(Check::default(), tree, file, loader, command)
}

/// The same without noting where values came from: in a fraction of the time.
pub(super) fn read_without_origins(tree: &Table, file: &Path, loader: &Loader<'_>) -> Read {
    read_with(Check::without_origins(), tree, file, loader, Use::Any)
}

fn read_with(mut check: Check, tree: &Table, file: &Path, loader: &Loader<'_>, command: Use) -> Read {
    let mut tables = Vec::new();
    let scenario = read_all(&mut check, tree, (file, command), loader, &mut tables);
    Read { scenario, tables, check }
}

fn read_all(
    check: &mut Check,
    tree: &Table,
    (file, command): (&Path, Use),
    loader: &Loader<'_>,
    tables: &mut Vec<Vec<u8>>,
) -> Option<Scenario> {
    let nowhere =
        Place { source: Arc::new(Source { path: file.to_path_buf(), text: String::new() }), span: 0..0 };
    let root = Section::open(check, "scenario file", "", "", (tree, nowhere), &[]);
    let head = root.table(check, "scenario").map(|table| head(check, table));
    let window = head
        .as_ref()
        .and_then(|head| Some((head.start?, head.start?.plus(i32::try_from(head.months?).ok()? - 1))));
    let pack = root.table(check, "economy").and_then(|table| pack::read(check, table));
    let loaded = pack.and_then(|(header, files)| loader(header, &files, &mut check.problems));
    let economy = loaded.map(|(economy, bytes)| {
        *tables = bytes;
        economy
    });
    let around = Around { economy: economy.as_ref(), window };
    let shocks: Vec<Option<Shock>> =
        entries(check, tree, "shock", |check, index, table| shock::read(check, index, table, around));
    let policies: Vec<Option<Policy>> =
        entries(check, tree, "policy", |check, index, table| policy::read(check, index, table, around));
    let regime = head.as_ref().map_or("middle", |head| head.regime.as_str());
    let params = parameters(check, &root, regime);
    let months = head.as_ref().and_then(|head| head.months);
    let (replications, until, seed) = replications(check, &root, months, command);
    let trace = trace(check, &root);
    if !check.problems.is_empty() {
        return None;
    }
    let head = head?;
    let name = head.name?;
    let mut scenario = Scenario {
        title: head.title.unwrap_or_else(|| name.clone()),
        name,
        question: head.question,
        source: head.source,
        start: head.start?,
        months: head.months?,
        firms: head.firms,
        economy: economy?,
        params,
        shocks: shocks.into_iter().collect::<Option<_>>()?,
        policies: policies.into_iter().collect::<Option<_>>()?,
        replications,
        until,
        seed,
        regime: head.regime,
        quick: head.quick,
        trace,
    };
    objections(check, tree, &scenario);
    shared_draws(check, tree, &scenario);
    if !check.problems.is_empty() {
        return None;
    }
    let states = |node: &Node| node.table().is_some_and(|policy| policy.get("announced").is_some());
    let stated: Vec<bool> = listed(tree, "policy").iter().map(states).collect();
    let [shocks, policies] = scenario.settle(&stated);
    check.reorder("shock", &shocks);
    check.reorder("policy", &policies);
    Some(scenario)
}

/// The entries of a list of tables as they stand in the files.
fn listed<'a>(tree: &'a Table, kind: &str) -> &'a [Node] {
    tree.get(kind).and_then(Node::list).unwrap_or(&[])
}

/// Of two shocks of a kind that chance decides, whether they come together can't be known from their
/// names or from their order: the file has to say.
fn shared_draws(check: &mut Check, tree: &Table, scenario: &Scenario) {
    let mut before: Vec<&Shock> = Vec::new();
    for (node, shock) in listed(tree, "shock")
        .iter()
        .zip(&scenario.shocks)
        .filter(|(_, shock)| shock.is_drawn() && shock.draw.is_empty())
    {
        if let Some(other) = before.iter().find(|other| other.kind == shock.kind) {
            let message = format!(
                "shock {:?}: chance decides on it and on {:?}, both of kind {}, and neither has a draw: do they share their random draws?",
                shock.name,
                other.name,
                shock.spec().kind
            );
            let hint = "give one of them a draw, as in draw = \"b\", for random draws of its own; give both the same to let them come together";
            check.problems.at(&node.place, message, Some(hint.into()));
        }
        before.push(shock);
    }
}

/// What only the whole scenario shows to be wrong with a policy.
fn objections(check: &mut Check, tree: &Table, scenario: &Scenario) {
    /// A firm keeps the number of the policy that guarantees its loans in one byte.
    const MOST: usize = u8::MAX as usize;
    let nodes = tree.get("policy").and_then(Node::list).unwrap_or(&[]);
    if let Some(node) = nodes.get(MOST) {
        check.problems.at(
            &node.place,
            format!("there are {} policies; at most {MOST} can be distinguished", nodes.len()),
            None,
        );
    }
    for (node, policy) in listed(tree, "policy").iter().zip(&scenario.policies) {
        if let Some(why) = levers::ALL[policy.lever]
            .objection(policy, &scenario.policies)
            .or_else(|| places::objection(policy, scenario))
        {
            check.problems.at(&node.place, format!("policy {:?}: {why}", policy.name), None);
        }
    }
}

struct Head {
    name: Option<String>,
    title: Option<String>,
    question: String,
    source: String,
    start: Option<Month>,
    months: Option<u32>,
    firms: u32,
    regime: String,
    quick: bool,
}

fn head(check: &mut Check, table: (&Table, Place)) -> Head {
    let section = Section::open(check, "scenario", "scenario", "scenario", table, &[]);
    let text = |check: &mut Check, key: &str| section.text(check, key).map(|found| found.value.to_string());
    Head {
        name: folder_name(check, &section),
        title: text(check, "title"),
        question: text(check, "question").unwrap_or_default(),
        source: text(check, "source").unwrap_or_default(),
        start: section.month(check, "start").map(|found| found.value),
        months: section.whole(check, "months").and_then(|found| u32::try_from(found.value).ok()),
        firms: section
            .whole(check, "firms")
            .and_then(|found| u32::try_from(found.value).ok())
            .unwrap_or(20_000),
        regime: section.word(check, "regime").map_or("middle", |found| REGIMES[found.value]).to_string(),
        quick: section.flag(check, "quick").is_some_and(|found| found.value),
    }
}

/// The name: the run folder is called after it, on every system.
fn folder_name(check: &mut Check, section: &Section<'_>) -> Option<String> {
    let found = section.text(check, "name")?;
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name = found.value;
    let plain = !name.is_empty()
        && name.len() <= 100
        && name.chars().all(fits)
        && !name.starts_with(['.', '-'])
        && !name.ends_with('.');
    if plain && !reserved(name) {
        return Some(name.to_string());
    }
    if plain {
        let message = format!(
            "name is {name:?}, which Windows keeps for a device, so that no folder there can be named after it"
        );
        section.problem(
            check,
            &found,
            message,
            Some(format!("did you mean {}-scenario?", name.replace('.', "-").to_lowercase()).into()),
        );
        return None;
    }
    let fixed: String = name.trim().chars().map(|c| if fits(c) { c } else { '-' }).take(50).collect();
    let fixed = fixed.trim_matches(['-', '.']).to_lowercase();
    let hint = (!fixed.is_empty()).then(|| told!("did you mean {name}?", name = fixed));
    let message = format!(
        "name is {name:?}, but the run folder is named after it: letters, digits, - _ . and at most 100 bytes"
    );
    section.problem(check, &found, message, hint);
    None
}

/// Whether Windows keeps a name for a device, whatever follows a point.
fn reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device)
            .is_some_and(|n| matches!(n, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Reads the entries of a list of tables one by one.
fn entries<T>(
    check: &mut Check,
    tree: &Table,
    kind: &str,
    read: impl Fn(&mut Check, usize, (&Table, Place)) -> T,
) -> Vec<T> {
    let mut all = Vec::new();
    for (index, node) in listed(tree, kind).iter().enumerate() {
        match node.table() {
            Some(table) => all.push(read(check, index, (table, node.place.clone()))),
            None => check.problems.at(
                &node.place,
                format!("a {kind} is {}, but a table [[{kind}]] is wanted", node.shown()),
                None,
            ),
        }
    }
    all
}

/// The parameters: what the files state, else what the regime says, else the defaults. The other regimes are
/// checked all the same.
fn parameters(check: &mut Check, root: &Section<'_>, regime: &str) -> Params {
    let mut params = Params::default();
    let regimes = root.table(check, "regime");
    for entry in regimes.iter().flat_map(|(table, _)| &table.entries) {
        let name = entry.key.as_str();
        if !REGIMES.contains(&name) {
            let message = format!("there is no regime {name:?}{}", one_of(REGIMES).english());
            check.problems.at(&entry.key_place, message, did_you_mean(name, REGIMES));
            continue;
        }
        let what = format!("regime.{name}");
        let Some(table) = entry.node.table() else {
            let message =
                format!("{what} is {}, but tables [{what}.MECHANISM] are wanted", entry.node.shown());
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
            let message = format!(
                "there is no mechanism {:?} in {section}{}",
                group.key,
                one_of(Params::GROUPS.iter().copied()).english()
            );
            let owner = Params::specs().into_iter().find(|spec| spec.name == group.key);
            let hint = owner.map(|spec| told!("did you mean {name}?", name = spec.key()));
            let near = || did_you_mean(&group.key, Params::GROUPS.iter().copied());
            check.problems.at(&group.key_place, message, hint.or_else(near));
            continue;
        }
        let what = format!("{section}.{}", group.key);
        let Some(table) = group.node.table() else {
            let message = format!("{what} is {}, but a table [{what}] is wanted", group.node.shown());
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
            .map(|spec| format!("did you mean {}?", spec.key()).into());
        let hint = elsewhere.or_else(|| did_you_mean(name, names.iter().copied()));
        return check.problems.at(
            place,
            format!("{what}: there is no parameter {name:?}{}", one_of(names).english()),
            hint,
        );
    };
    let Some(node) = quantity(check, what, path, name, node) else { return };
    let meaning = format!("{}; {}", spec.description, spec.unit);
    if let Some(value) = number_of(check, what, name, node, (spec.min, spec.max), &meaning) {
        params.set(group, name, value);
    }
}

/// Their number (the most, when a half-width decides), the half-width that decides, and the seed.
fn replications(
    check: &mut Check,
    root: &Section<'_>,
    months: Option<u32>,
    command: Use,
) -> (u32, Option<Until>, u64) {
    let (count, seed) = (20, 20_200_101);
    let Some(table) = root.table(check, "replications") else { return (count, None, seed) };
    let section = Section::open(check, "replications", "replications", "replications", table, &[]);
    let stated = section.whole(check, "count").and_then(|found| u32::try_from(found.value).ok());
    let until = until::read(check, &section, months, command);
    let seed = section.whole(check, "seed").map_or(seed, |found| found.value);
    (until.as_ref().map_or(stated.unwrap_or(count), |until| until.max), until, seed)
}

fn trace(check: &mut Check, root: &Section<'_>) -> Vec<u32> {
    let Some(table) = root.table(check, "output") else { return Vec::new() };
    let section = Section::open(check, "output", "output", "output", table, &[]);
    let Some(node) = section.table.get("trace") else { return Vec::new() };
    check.came_from("output.trace".into(), node.place.file_line());
    let Some(list) = node.list() else {
        section.wrong_type(check, "trace", node, "a list of whole numbers, as in [0, 17],");
        return Vec::new();
    };
    if list.len() > TRACED {
        let message = format!("output: trace lists {} firms, but at most {TRACED} can be traced", list.len());
        check.problems.at(&node.place, message, None);
    }
    let mut firms = Vec::new();
    for item in list {
        match item.value {
            Value::Whole(n) if u32::try_from(n).is_ok() => firms.push(n as u32),
            _ => section.wrong_type(check, "trace", item, "the number of a starting firm, counted from 0,"),
        }
    }
    firms.sort_unstable();
    firms.dedup();
    firms
}
