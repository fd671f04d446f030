//! A `[[factor]]` of the sweep file.

use super::kinds::{Course, Factor, Keys};
use super::spread::Spread;
use crate::diagnose::{Place, Problems};
use crate::files::csv::NAME_LENGTH;
use crate::language::told::{Told, Value as Words};
use crate::scenario::tree::Node;
use crate::scenario::variant::keys_of;
use crate::sweep::entry::{Design, Value};
use crate::sweep::keys;
use crate::sweep::read::Part;
use crate::sweep::words::{as_in, meant, quoted};
use crate::told;

/// Ways of saying which values a factor takes.
const WAYS: [&str; 4] = ["values", "range", "months", "distribution"];
/// Columns of the tables of points and results, which no factor may be called.
pub(in crate::sweep) const TAKEN: [&str; 10] =
    ["index", "point", "id", "base", "regime", "replication", "replications", "status", "message", "command"];
/// Most values of a grid's factor.
pub(in crate::sweep) const MOST: u64 = 100_000;

/// Reads a factor; what is wrong is reported, and the rest is kept so that more can be said about it.
pub(in crate::sweep) fn read(
    node: &Node,
    index: usize,
    design: Option<Design>,
    problems: &mut Problems,
) -> Option<Factor> {
    let Some(table) = node.table() else {
        problems.at(&node.place, told!("a factor is a table: write [[factor]]"), None);
        return None;
    };
    let named = table.get("name").and_then(Node::text);
    let what = told!("factor {name}", name = named.map_or_else(|| (index + 1).to_string(), quoted));
    let part = Part::open(what, table, &node.place, &keys::names(keys::FACTOR), problems);
    let name = name(&part, problems);
    let paths = paths(&part, problems);
    let (course, place) = course(&part, design, problems);
    let name = name?;
    let label = part.text("label", problems).map_or_else(String::new, |(text, _)| text.to_string());
    let unit = part.remark("unit", problems);
    Some(Factor { name, label, unit, paths, course, place })
}

fn name(part: &Part<'_>, problems: &mut Problems) -> Option<String> {
    if part.table.get("name").is_none() {
        part.missing("name", told!("the name of its column"), "name = \"strength\"", problems);
    }
    let (name, place) = part.text("name", problems)?;
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if name.is_empty() || !name.chars().all(fits) || name.starts_with(|c: char| c.is_ascii_digit()) {
        let fixed: String = name.chars().map(|c| if fits(c) { c } else { '_' }).collect();
        let hint =
            (!fixed.is_empty() && !fixed.starts_with(|c: char| c.is_ascii_digit())).then(|| meant(fixed));
        let message = told!(
            "{what}: a name is made of letters, digits and _, and begins with a letter",
            what = part.what.clone()
        );
        problems.at(place, message, hint);
    } else if name.chars().count() > NAME_LENGTH {
        let message = told!(
            "{what}: a name has at most {most} letters, since many programs cut off longer ones; label may be longer",
            what = part.what.clone(),
            most = NAME_LENGTH
        );
        let short: String = name.chars().take(NAME_LENGTH).collect();
        problems.at(place, message, Some(as_in(format!("name = {short:?}"))));
    } else if TAKEN.contains(&name) {
        let message = told!(
            "{what}: the tables of a sweep have a column {name} of their own",
            what = part.what.clone(),
            name = name
        );
        problems.at(place, message, None);
    }
    Some(name.to_string())
}

fn paths(part: &Part<'_>, problems: &mut Problems) -> Vec<Keys> {
    if part.table.get("path").is_none() {
        part.missing(
            "path",
            told!("the key of the scenario that it sets"),
            "path = 'policy.\"wage support\".share'",
            problems,
        );
    }
    let mut paths: Vec<Keys> = Vec::new();
    for (text, place) in part.texts("path", problems) {
        let Some(keys) = keys_of(text) else {
            let hint = told!("put names with spaces or points in quotes: policy.\"my policy\".take_up");
            let message =
                told!("{what}: {text} is not a path of keys", what = part.what.clone(), text = quoted(text));
            problems.at(place, message, Some(hint));
            continue;
        };
        match refusal(&part.what, text, &keys) {
            Some((message, hint)) => problems.at(place, message, Some(hint)),
            None if paths.iter().any(|other| other.keys == keys) => {
                problems.at(place, twice(part, text), None);
            }
            None => paths.push(Keys { text: text.to_string(), keys, place: place.clone() }),
        }
    }
    paths
}

fn twice(part: &Part<'_>, value: impl Into<Words>) -> Told {
    let value: Words = value.into();
    told!("{what}: {value} is listed twice", what = part.what.clone(), value = value)
}

/// Why a key is no factor, and what to do instead.
fn refusal(what: &Told, key: &str, keys: &[String]) -> Option<(Told, Told)> {
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let no_factor = || told!("{what}: {key} is no factor", what = what.clone(), key = key);
    match keys.as_slice() {
        ["scenario", "name" | "title" | "question" | "source" | "quick"] | ["output", ..] => Some((
            told!("{what}: {key} changes no result", what = what.clone(), key = key),
            told!("leave it out"),
        )),
        ["scenario", "regime"] => Some((no_factor(), told!("name the regimes in [sweep] regimes"))),
        ["regime", ..] => Some((
            told!("{what}: {key} holds in one regime only", what = what.clone(), key = key),
            told!("set parameters.MECHANISM.NAME, which holds in all"),
        )),
        ["scenario", "extends"] | ["economy", "tables" | "targets", ..] | [.., "path", "table"] => Some((
            told!("{what}: {key} names a file", what = what.clone(), key = key),
            told!("give each its own scenario and list them in [sweep] base"),
        )),
        ["replications", "count" | "until", ..] => {
            Some((no_factor(), told!("say in [sweep] how many replications each point has")))
        }
        _ => None,
    }
}

/// The values, and where they stand.
fn course(part: &Part<'_>, design: Option<Design>, problems: &mut Problems) -> (Course, Place) {
    let stated: Vec<&str> = WAYS.into_iter().filter(|way| part.table.get(way).is_some()).collect();
    let place = stated.first().map_or(&part.place, |way| part.place_of(way)).clone();
    for way in stated.iter().skip(1) {
        let message = told!(
            "{what}: {first} and {second} are both given",
            what = part.what.clone(),
            first = stated[0],
            second = way
        );
        problems.at(part.place_of(way), message, Some(told!("leave one of them out")));
    }
    for (key, of) in [("steps", "range"), ("log", "range")] {
        if part.table.get(key).is_some() && part.table.get(of).is_none() {
            let message =
                told!("{what}: {key} goes with {other}", what = part.what.clone(), key = key, other = of);
            problems.at(part.place_of(key), message, None);
        }
    }
    let course = match stated.first() {
        Some(&"values") => values(part, problems),
        Some(&"range") => range(part, design, problems),
        Some(&"months") => months(part, problems),
        Some(_) => spread(part, design, problems),
        None => {
            if design.is_some_and(|design| design != Design::List) {
                part.missing(
                    "values",
                    told!("or range, months, distribution: which values it takes"),
                    "values = [0, 0.1, 0.2], or range = [0.0, 0.8]",
                    problems,
                );
            }
            None
        }
    };
    (course.unwrap_or(Course::Open), place)
}

fn values(part: &Part<'_>, problems: &mut Problems) -> Option<Course> {
    let list = part.list("values", problems)?;
    let mut values: Vec<(Value, Place)> = Vec::new();
    for node in list {
        let Some(value) = part.value("values", node, problems) else { continue };
        if values.iter().any(|(known, _)| *known == value) {
            problems.at(&node.place, twice(part, node.shown()), None);
        } else {
            values.push((value, node.place.clone()));
        }
    }
    if list.is_empty() {
        let message = told!("{what}: {name} is an empty list", what = part.what.clone(), name = "values");
        problems.at(part.place_of("values"), message, None);
    }
    (!values.is_empty()).then_some(Course::Values(values))
}

fn range(part: &Part<'_>, design: Option<Design>, problems: &mut Problems) -> Option<Course> {
    let place = part.place_of("range").clone();
    let steps = part.whole("steps", (2, MOST), problems);
    let log = part.flag("log", problems).unwrap_or(false);
    let list = part.list("range", problems)?;
    let numbers: Option<Vec<f64>> = list.iter().map(|node| node.number().filter(|x| x.is_finite())).collect();
    let Some(&[low, high]) = numbers.as_deref() else {
        let message =
            told!("{what}: range is two numbers, the least and the greatest value", what = part.what.clone());
        problems.at(&place, message, Some(as_in("range = [0.0, 0.8]")));
        return None;
    };
    if low >= high {
        let message = told!(
            "{what}: range goes from {low} to {high}; the first must lie below the second",
            what = part.what.clone(),
            low = low,
            high = high
        );
        problems.at(&place, message, None);
        return None;
    }
    if log && low <= 0.0 {
        let message = told!("{what}: a range even in logarithms lies above 0", what = part.what.clone());
        problems.at(&place, message, None);
        return None;
    }
    if steps.is_none() && part.table.get("steps").is_none() && design == Some(Design::Grid) {
        let message = told!(
            "{what}: a grid needs to know how many values of the range it takes",
            what = part.what.clone()
        );
        problems.at(&place, message, Some(as_in("steps = 9")));
    }
    Some(Course::Range { low, high, steps: steps.unwrap_or(0) as usize, log })
}

fn months(part: &Part<'_>, problems: &mut Problems) -> Option<Course> {
    let (table, place) = part.inner("months", problems)?;
    let inner = Part::open(inside(part, "months"), table, place, &["from", "to", "step"], problems);
    let (from, to) = (inner.month("from", problems), inner.month("to", problems));
    let step = inner.whole("step", (1, 1200), problems).unwrap_or(1);
    let (from, to) = (from?, to?);
    if from > to {
        let message = told!(
            "{what}: months goes from {from} to {to}, which is earlier",
            what = part.what.clone(),
            from = from,
            to = to
        );
        problems.at(place, message, None);
        return None;
    }
    let months = (0..=to.since(from)).step_by(step as usize).map(|k| Value::Text(from.plus(k).to_string()));
    Some(Course::Values(months.map(|month| (month, place.clone())).collect()))
}

/// What messages call a table within a factor.
fn inside(part: &Part<'_>, name: &str) -> Told {
    told!("{what}: {name}", what = part.what.clone(), name = name)
}

fn spread(part: &Part<'_>, design: Option<Design>, problems: &mut Problems) -> Option<Course> {
    let (table, place) = part.inner("distribution", problems)?;
    let spread = Spread::read(&inside(part, "distribution"), table, place, problems)?;
    if design == Some(Design::Grid) {
        let message = told!(
            "{what}: a grid takes listed values or steps of a range, not a distribution",
            what = part.what.clone()
        );
        problems.at(place, message, Some(told!("write values = […], or range = […] and steps")));
    }
    if matches!(design, Some(Design::Morris | Design::OneAtATime)) && !spread.has_ends() {
        let message = told!(
            "{what}: this design goes to the ends of each factor, and this distribution has none",
            what = part.what.clone()
        );
        problems.at(place, message, Some(told!("cut it by min and max")));
    }
    Some(Course::Spread(spread))
}
