//! A `[[factor]]` of the sweep file.

use super::kinds::{Course, Factor, Keys};
use super::spread::Spread;
use crate::diagnose::{Place, Problems};
use crate::files::csv::NAME_LENGTH;
use crate::scenario::tree::Node;
use crate::scenario::variant::keys_of;
use crate::sweep::entry::{Design, Value};
use crate::sweep::keys;
use crate::sweep::read::Part;

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
        problems.at(&node.place, "a factor is a table: write [[factor]]", None);
        return None;
    };
    let named = table.get("name").and_then(Node::text);
    let what = named.map_or_else(|| format!("factor {}", index + 1), |name| format!("factor {name:?}"));
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
        part.missing("name", "the name of its column", "as in name = \"strength\"", problems);
    }
    let (name, place) = part.text("name", problems)?;
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if name.is_empty() || !name.chars().all(fits) || name.starts_with(|c: char| c.is_ascii_digit()) {
        let fixed: String = name.chars().map(|c| if fits(c) { c } else { '_' }).collect();
        let hint = (!fixed.is_empty() && !fixed.starts_with(|c: char| c.is_ascii_digit()))
            .then(|| format!("did you mean {fixed}?"));
        let message =
            format!("{}: a name is made of letters, digits and _, and begins with a letter", part.what);
        problems.at(place, message, hint.map(Into::into));
    } else if name.chars().count() > NAME_LENGTH {
        let message = format!(
            "{}: a name has at most {NAME_LENGTH} letters, since many programs cut off longer ones; label may be longer",
            part.what
        );
        problems.at(
            place,
            message,
            Some(format!("as in name = {:?}", name.chars().take(NAME_LENGTH).collect::<String>()).into()),
        );
    } else if TAKEN.contains(&name) {
        problems.at(
            place,
            format!("{}: the tables of a sweep have a column {name} of their own", part.what),
            None,
        );
    }
    Some(name.to_string())
}

fn paths(part: &Part<'_>, problems: &mut Problems) -> Vec<Keys> {
    if part.table.get("path").is_none() {
        part.missing(
            "path",
            "the key of the scenario that it sets",
            "as in path = 'policy.\"wage support\".share'",
            problems,
        );
    }
    let mut paths: Vec<Keys> = Vec::new();
    for (text, place) in part.texts("path", problems) {
        let Some(keys) = keys_of(text) else {
            let hint = "put names with spaces or points in quotes: policy.\"my policy\".take_up".to_string();
            problems.at(place, format!("{}: {text:?} is not a path of keys", part.what), Some(hint.into()));
            continue;
        };
        match refusal(&keys) {
            Some((why, hint)) => {
                problems.at(place, format!("{}: {text} {why}", part.what), Some(hint.into()))
            }
            None if paths.iter().any(|other| other.keys == keys) => {
                problems.at(place, format!("{}: {text} is listed twice", part.what), None);
            }
            None => paths.push(Keys { text: text.to_string(), keys, place: place.clone() }),
        }
    }
    paths
}

/// Why a key is no factor, and what to do instead.
fn refusal(keys: &[String]) -> Option<(&'static str, &'static str)> {
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    match keys.as_slice() {
        ["scenario", "name" | "title" | "question" | "source" | "quick"] | ["output", ..] => {
            Some(("changes no result", "leave it out"))
        }
        ["scenario", "regime"] => Some(("is no factor", "name the regimes in [sweep] regimes")),
        ["regime", ..] => {
            Some(("holds in one regime only", "set parameters.MECHANISM.NAME, which holds in all"))
        }
        ["scenario", "extends"] | ["economy", "tables" | "targets", ..] | [.., "path", "table"] => {
            Some(("names a file", "give each its own scenario and list them in [sweep] base"))
        }
        ["replications", "count" | "until", ..] => {
            Some(("is no factor", "say in [sweep] how many replications each point has"))
        }
        _ => None,
    }
}

/// The values, and where they stand.
fn course(part: &Part<'_>, design: Option<Design>, problems: &mut Problems) -> (Course, Place) {
    let stated: Vec<&str> = WAYS.into_iter().filter(|way| part.table.get(way).is_some()).collect();
    let place = stated.first().map_or(&part.place, |way| part.place_of(way)).clone();
    for way in stated.iter().skip(1) {
        let message = format!("{}: {} and {way} are both given", part.what, stated[0]);
        problems.at(part.place_of(way), message, Some("leave one of them out".into()));
    }
    for (key, of) in [("steps", "range"), ("log", "range")] {
        if part.table.get(key).is_some() && part.table.get(of).is_none() {
            problems.at(part.place_of(key), format!("{}: {key} goes with {of}", part.what), None);
        }
    }
    let course = match stated.first() {
        Some(&"values") => values(part, problems),
        Some(&"range") => range(part, design, problems),
        Some(&"months") => months(part, problems),
        Some(_) => spread(part, design, problems),
        None => {
            if design.is_some_and(|design| design != Design::List) {
                let hint = "as in values = [0, 0.1, 0.2], or range = [0.0, 0.8]";
                part.missing(
                    "values",
                    "or range, months, distribution: which values it takes",
                    hint,
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
            problems.at(&node.place, format!("{}: {} is listed twice", part.what, node.shown()), None);
        } else {
            values.push((value, node.place.clone()));
        }
    }
    if list.is_empty() {
        problems.at(part.place_of("values"), format!("{}: values is an empty list", part.what), None);
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
        let message = format!("{}: range is two numbers, the least and the greatest value", part.what);
        problems.at(&place, message, Some("as in range = [0.0, 0.8]".into()));
        return None;
    };
    if low >= high {
        problems.at(
            &place,
            format!("{}: range goes from {low} to {high}; the first must lie below the second", part.what),
            None,
        );
        return None;
    }
    if log && low <= 0.0 {
        problems.at(&place, format!("{}: a range even in logarithms lies above 0", part.what), None);
        return None;
    }
    if steps.is_none() && part.table.get("steps").is_none() && design == Some(Design::Grid) {
        let message = format!("{}: a grid needs to know how many values of the range it takes", part.what);
        problems.at(&place, message, Some("as in steps = 9".into()));
    }
    Some(Course::Range { low, high, steps: steps.unwrap_or(0) as usize, log })
}

fn months(part: &Part<'_>, problems: &mut Problems) -> Option<Course> {
    let (table, place) = part.inner("months", problems)?;
    let inner = Part::open(format!("{}: months", part.what), table, place, &["from", "to", "step"], problems);
    let (from, to) = (inner.month("from", problems), inner.month("to", problems));
    let step = inner.whole("step", (1, 1200), problems).unwrap_or(1);
    let (from, to) = (from?, to?);
    if from > to {
        problems.at(place, format!("{}: months goes from {from} to {to}, which is earlier", part.what), None);
        return None;
    }
    let months = (0..=to.since(from)).step_by(step as usize).map(|k| Value::Text(from.plus(k).to_string()));
    Some(Course::Values(months.map(|month| (month, place.clone())).collect()))
}

fn spread(part: &Part<'_>, design: Option<Design>, problems: &mut Problems) -> Option<Course> {
    let (table, place) = part.inner("distribution", problems)?;
    let spread = Spread::read(&part.what, table, place, problems)?;
    if design == Some(Design::Grid) {
        let message =
            format!("{}: a grid takes listed values or steps of a range, not a distribution", part.what);
        problems.at(place, message, Some("write values = […], or range = […] and steps".into()));
    }
    if matches!(design, Some(Design::Morris | Design::OneAtATime)) && !spread.has_ends() {
        let message = format!(
            "{}: this design goes to the ends of each factor, and this distribution has none",
            part.what
        );
        problems.at(place, message, Some("cut it by min and max".into()));
    }
    Some(Course::Spread(spread))
}
