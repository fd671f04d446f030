//! Reads the merged tree into a checked [`Scenario`]; all problems of all sections at once.

use super::check::Check;
use super::keys::REGIMES;
use super::merge::one;
use super::policy::{self, Around};
use super::reader::Section;
use super::tree::{Node, Table, Value};
use super::{Use, pack, parameters, shock, until};
use crate::diagnose::{Place, Problems, Source};
use crate::economy::Economy;
use crate::economy::load::{Header, TableFile};
use crate::levers;
use crate::month::ladder::places;
use crate::month::model::{Scenario, Until};
use crate::policy::Policy;
use crate::shocks::Shock;
use crate::told;
use crate::units::Month;
use std::path::Path;
use std::sync::Arc;

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
    let root = Section::open(check, told!("scenario file"), "", "", (tree, nowhere), &[]);
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
    let params = parameters::read(check, &root, regime);
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
            let message = told!(
                "shock {name}: chance decides on it and on {other}, both of kind {kind}, and neither has a draw: do they share their random draws?",
                name = format!("{:?}", shock.name),
                other = format!("{:?}", other.name),
                kind = shock.spec().kind
            );
            let hint = told!(
                "give one of them a draw, as in {code}, for random draws of its own; give both the same to let them come together",
                code = "draw = \"b\""
            );
            check.problems.at(&node.place, message, Some(hint));
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
        let message = told!(
            "there are {count} policies; at most {most} can be distinguished",
            count = nodes.len(),
            most = MOST
        );
        check.problems.at(&node.place, message, None);
    }
    for (node, policy) in listed(tree, "policy").iter().zip(&scenario.policies) {
        if let Some(why) = levers::ALL[policy.lever]
            .objection(policy, &scenario.policies)
            .or_else(|| places::objection(policy, scenario))
        {
            let what = told!("policy {name}", name = format!("{:?}", policy.name));
            check.problems.at(&node.place, told!("{what}: {why}", what = what, why = why), None);
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
        let message = told!(
            "name is {name}, which Windows keeps for a device, so that no folder there can be named after it",
            name = format!("{name:?}")
        );
        let other = format!("{}-scenario", name.replace('.', "-").to_lowercase());
        section.problem(check, &found, message, Some(told!("did you mean {name}?", name = other)));
        return None;
    }
    let fixed: String = name.trim().chars().map(|c| if fits(c) { c } else { '-' }).take(50).collect();
    let fixed = fixed.trim_matches(['-', '.']).to_lowercase();
    let hint = (!fixed.is_empty()).then(|| told!("did you mean {name}?", name = fixed));
    let message = told!(
        "name is {name}, but the run folder is named after it: letters, digits, - _ . and at most 100 bytes",
        name = format!("{name:?}")
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
            None => {
                let message = told!(
                    "a {kind} is {found}, but a table {wanted} is wanted",
                    kind = one(kind),
                    found = node.shown(),
                    wanted = format!("[[{kind}]]")
                );
                check.problems.at(&node.place, message, None);
            }
        }
    }
    all
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
        section.wrong_type(check, "trace", node, told!("a list of whole numbers, as in [0, 17],"));
        return Vec::new();
    };
    if list.len() > TRACED {
        let why = told!(
            "trace lists {count} firms, but at most {most} can be traced",
            count = list.len(),
            most = TRACED
        );
        check.problems.at(&node.place, section.says(why), None);
    }
    let mut firms = Vec::new();
    for item in list {
        match item.value {
            Value::Whole(n) if u32::try_from(n).is_ok() => firms.push(n as u32),
            _ => {
                let wanted = told!("the number of a starting firm, counted from 0,");
                section.wrong_type(check, "trace", item, wanted);
            }
        }
    }
    firms.sort_unstable();
    firms.dedup();
    firms
}
