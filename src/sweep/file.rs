//! The sweep file, all its problems at once.

mod outputs;

use super::constraint::Constraint;
use super::entry::Design;
use super::factor::{self, Factor};
use super::keys;
use super::output::Output;
use super::read::{Part, within};
use super::words::{meant, quoted};
use crate::diagnose::{Place, Problems, Source, did_you_mean, one_of};
use crate::error::Result;
use crate::language::told::Value;
use crate::scenario::files::{beside, read_text, real};
use crate::scenario::keys::REGIMES;
use crate::scenario::tree::{Node, Table};
use crate::{phrase, told};
use outputs::outputs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Words for designs, in the order of [`DESIGNS`].
pub(in crate::sweep) const DESIGN_WORDS: [&str; 7] =
    ["grid", "list", "latin_hypercube", "sobol", "morris", "saltelli", "one_at_a_time"];
const DESIGNS: [Design; 7] = [
    Design::Grid,
    Design::List,
    Design::LatinHypercube,
    Design::Sobol,
    Design::Morris,
    Design::Saltelli,
    Design::OneAtATime,
];

/// Words for what effects are measured against.
pub const AGAINST: [&str; 2] = ["no_policy", "no_shock"];

/// A sweep file as read.
#[derive(Debug)]
pub struct Sweep {
    /// The file as a tree, to be copied.
    pub(crate) tree: Table,
    /// Name, used for the folder.
    pub name: String,
    /// Title on charts.
    pub title: String,
    /// The question.
    pub question: String,
    /// Where figures come from.
    pub source: String,
    /// Base scenarios, and where each is named.
    pub bases: Vec<(PathBuf, Place)>,
    /// The design.
    pub design: Design,
    /// Where it is named.
    pub design_place: Place,
    /// Samples, trajectories, points; zero where the design does not ask.
    pub samples: usize,
    /// Levels of Morris; zero in others.
    pub levels: usize,
    /// Rows for second-order indices.
    pub second_order: bool,
    /// The CSV file of a list design, and where it is named.
    pub list: Option<(PathBuf, Place)>,
    /// Seed of the design.
    pub seed: u64,
    /// Replications of each point, when the file says so.
    pub replications: Option<u32>,
    /// Firms, when the file says so.
    pub firms: Option<u32>,
    /// Months, when the file says so.
    pub months: Option<u32>,
    /// Regimes; none: those of the bases.
    pub regimes: Vec<String>,
    /// `no_policy`, `no_shock`, or empty.
    pub against: String,
    /// Conditions, and where each stands.
    pub conditions: Vec<(Constraint, Place)>,
    /// Outputs, and where each stands.
    pub outputs: Vec<(Output, Place)>,
    /// Factors.
    pub factors: Vec<Factor>,
}

/// Reads a sweep file. What is wrong goes to `problems`; nothing is given when too little is left to go on.
///
/// # Errors
/// The system does not let us read the file.
pub fn read(path: &Path, problems: &mut Problems) -> Result<Option<Sweep>> {
    let Some(text) = read_text(path, None, phrase!("sweep file"), problems)? else { return Ok(None) };
    let path = &real(path);
    let source = Arc::new(Source { path: path.to_path_buf(), text });
    let before = problems.len();
    let tree = crate::scenario::parse::parse(&source, problems);
    // What does not parse makes the rest look wrong.
    if problems.len() > before {
        return Ok(None);
    }
    let top = Place { source, span: 0..0 };
    let root = Part::open(told!("sweep file"), &tree, &top, &["sweep", "factor"], problems);
    let Some((table, _)) = root.inner("sweep", problems) else {
        if tree.get("sweep").is_none() {
            let message = told!("[sweep] is missing (name, base and design of the sweep)");
            problems.of_file(Some(path), message, None);
        }
        return Ok(None);
    };
    let place = tree.entry("sweep").map_or(&top, |entry| &entry.key_place);
    let part = Part::open(told!("sweep"), table, place, &keys::names(keys::SWEEP), problems);
    let design = design(&part, problems);
    let factors = factors(&tree, &root, design, problems);
    let sweep = head(&part, path, design, factors, problems);
    Ok(sweep.map(|sweep| Sweep { tree: tree.clone(), ..sweep }))
}

fn design(part: &Part<'_>, problems: &mut Problems) -> Option<Design> {
    if part.table.get("design").is_none() {
        part.missing(
            "design",
            told!("one of {names}", names = DESIGN_WORDS.join(", ")),
            "design = \"grid\"",
            problems,
        );
    }
    part.word("design", &DESIGN_WORDS, problems).map(|index| DESIGNS[index])
}

fn factors(tree: &Table, root: &Part<'_>, design: Option<Design>, problems: &mut Problems) -> Vec<Factor> {
    let Some(list) = root.list("factor", problems) else {
        if tree.get("factor").is_none() {
            let message = told!("no [[factor]] is listed, so nothing varies");
            problems.of_file(Some(&root.place.source.path), message, None);
        }
        return Vec::new();
    };
    let mut factors: Vec<Factor> = Vec::new();
    for (index, node) in list.iter().enumerate() {
        let Some(factor) = factor::read(node, index, design, problems) else { continue };
        for path in &factor.paths {
            let taken = |other: &&Factor| other.paths.iter().any(|known| known.keys == path.keys);
            if let Some(other) = factors.iter().find(taken) {
                let message = told!(
                    "factor {name}: {key} is set by factor {other} already",
                    name = quoted(&factor.name),
                    key = &path.text,
                    other = quoted(&other.name)
                );
                problems.at(&path.place, message, None);
            }
        }
        if factors.iter().any(|other| other.name == factor.name) {
            let place =
                node.table().and_then(|table| table.get("name")).map_or(&node.place, |name| &name.place);
            problems.at(
                place,
                told!("two factors are named {name}", name = quoted(&factor.name)),
                Some(told!("give each its own name")),
            );
            continue;
        }
        factors.push(factor);
    }
    factors
}

fn head(
    part: &Part<'_>,
    path: &Path,
    design: Option<Design>,
    factors: Vec<Factor>,
    problems: &mut Problems,
) -> Option<Sweep> {
    let name = folder_name(part, problems);
    let title = part.text("title", problems).map(|(text, _)| text.to_string());
    let [question, source, _] = ["question", "source", "note"].map(|key| part.remark(key, problems));
    if part.table.get("base").is_none() {
        part.missing(
            "base",
            told!("the scenario from which points differ"),
            "base = \"covid-2020.toml\"",
            problems,
        );
    }
    let bases: Vec<(PathBuf, Place)> = part
        .texts("base", problems)
        .into_iter()
        .map(|(text, place)| (beside(path, Path::new(text)), place.clone()))
        .collect();
    let samples = samples(part, design, problems);
    let levels = if design == Some(Design::Morris) {
        levels(part, problems)
    } else {
        unwanted(part, "levels", "morris", problems)
    };
    let second_order = part.flag("second_order", problems).unwrap_or(false);
    if design != Some(Design::Saltelli) {
        unwanted(part, "second_order", "saltelli", problems);
    }
    let list =
        part.text("list", problems).map(|(text, place)| (beside(path, Path::new(text)), place.clone()));
    if design != Some(Design::List) {
        unwanted(part, "list", "list", problems);
    } else if part.table.get("list").is_none() {
        part.missing(
            "list",
            told!("the CSV file whose rows are the points"),
            "list = \"points.csv\"",
            problems,
        );
    }
    let mut number = |key: &str, bounds: (u64, u64)| part.whole(key, bounds, problems);
    let seed = number("seed", (0, u64::MAX)).unwrap_or(1);
    let replications = number("replications", (1, 100_000)).map(|n| n as u32);
    let firms = number("firms", (10, 100_000_000)).map(|n| n as u32);
    let months = number("months", (1, 1200)).map(|n| n as u32);
    let regimes = regimes(part, problems);
    let against = part.word("against", &AGAINST, problems).map_or("", |index| AGAINST[index]).to_string();
    let conditions = conditions(part, &factors, problems);
    let outputs = outputs(part, &against, &factors, problems);
    Some(Sweep {
        tree: Table::default(),
        title: title.or_else(|| name.clone()).unwrap_or_default(),
        name: name?,
        question,
        source,
        bases,
        design: design?,
        design_place: part.place_of("design").clone(),
        samples,
        levels,
        second_order,
        list,
        seed,
        replications,
        firms,
        months,
        regimes,
        against,
        conditions,
        outputs,
        factors,
    })
}

/// The name: the folder is called after it, on every system.
fn folder_name(part: &Part<'_>, problems: &mut Problems) -> Option<String> {
    if part.table.get("name").is_none() {
        part.missing(
            "name",
            told!("short name; the folder is named after it"),
            "name = \"wage-support-map\"",
            problems,
        );
    }
    let (name, place) = part.text("name", problems)?;
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.is_empty()
        || name.len() > 100
        || !name.chars().all(fits)
        || name.starts_with(['.', '-'])
        || name.ends_with('.')
    {
        let fixed: String = name.trim().chars().map(|c| if fits(c) { c } else { '-' }).take(50).collect();
        let hint = Some(fixed.trim_matches(['-', '.'])).filter(|fixed| !fixed.is_empty()).map(meant);
        let message = told!(
            "sweep: name is {name}, but the folder is named after it: letters, digits, - _ . and at most 100 bytes",
            name = quoted(name)
        );
        problems.at(place, message, hint);
    }
    Some(name.to_string())
}

/// The number of samples, where the design asks for it.
fn samples(part: &Part<'_>, design: Option<Design>, problems: &mut Problems) -> usize {
    let meaning = match design {
        Some(Design::LatinHypercube | Design::Sobol) => told!("the number of points"),
        Some(Design::Saltelli) => told!("the number of base samples"),
        Some(Design::Morris) => told!("the number of trajectories"),
        None => return part.whole("samples", (1, 1_000_000), problems).unwrap_or(0) as usize,
        Some(_) => {
            let designs = told!("latin_hypercube, sobol, saltelli and morris");
            return unwanted(part, "samples", designs, problems);
        }
    };
    if part.table.get("samples").is_none() {
        part.missing("samples", meaning, "samples = 64", problems);
    }
    part.whole("samples", (1, 1_000_000), problems).unwrap_or(0) as usize
}

fn levels(part: &Part<'_>, problems: &mut Problems) -> usize {
    let levels = part.whole("levels", (2, 1000), problems).unwrap_or(4);
    if !levels.is_multiple_of(2) {
        problems.at(
            part.place_of("levels"),
            told!("sweep: levels is {levels}; morris wants an even number", levels = levels),
            Some(told!("4 is usual")),
        );
    }
    levels as usize
}

/// Reports a key that goes with another design.
fn unwanted(part: &Part<'_>, key: &str, of: impl Into<Value>, problems: &mut Problems) -> usize {
    if let Some(entry) = part.table.entry(key) {
        let design: Value = of.into();
        problems.at(
            &entry.key_place,
            told!("sweep: {key} goes with the design {design}", key = key, design = design),
            Some(told!("leave it out")),
        );
    }
    0
}

fn regimes(part: &Part<'_>, problems: &mut Problems) -> Vec<String> {
    let mut regimes: Vec<String> = Vec::new();
    for (text, place) in part.texts("regimes", problems) {
        if !REGIMES.contains(&text) {
            let message = told!(
                "sweep: there is no regime {text}{allowed}",
                text = quoted(text),
                allowed = one_of(REGIMES)
            );
            problems.at(place, message, did_you_mean(text, REGIMES));
        } else if regimes.iter().any(|known| known == text) {
            problems.at(place, told!("sweep: regime {text} is listed twice", text = quoted(text)), None);
        } else {
            regimes.push(text.to_string());
        }
    }
    regimes
}

fn conditions(part: &Part<'_>, factors: &[Factor], problems: &mut Problems) -> Vec<(Constraint, Place)> {
    let names: Vec<&str> = factors.iter().map(|factor| factor.name.as_str()).collect();
    let mut conditions = Vec::new();
    for (text, place) in part.texts("where", problems) {
        match Constraint::parse(text, &names) {
            Ok(constraint) => conditions.push((constraint, place.clone())),
            Err(fault) => problems.at(
                &within(place, &fault.span),
                told!("where {text}: {why}", text = quoted(text), why = fault.message),
                fault.hint,
            ),
        }
    }
    conditions
}

/// Whether a key of `[sweep]` is there, and where.
pub(super) fn place_of<'a>(sweep: &'a Sweep, key: &str) -> &'a Place {
    let head = sweep.tree.get("sweep").and_then(Node::table);
    head.and_then(|head| head.get(key)).map_or(&sweep.design_place, |node| &node.place)
}
