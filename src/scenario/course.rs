//! Reads `path`, the course of a shock in time.

use super::check::Check;
use super::course_rows::{Course, rows};
use super::keys::PROFILES;
use super::lists::{known, numbers};
use super::policy::{Around, never};
use super::reader::{Found, Section, as_in, missing};
use super::tree::{Table, Value};
use super::{course_table, pack};
use crate::diagnose::Place;
use crate::language::told::Told;
use crate::shocks::Path;
use crate::told;
use crate::units::Month;

/// Reads the course of a shock.
pub(super) fn read(check: &mut Check, shock: &Section<'_>, around: Around<'_>) -> Option<Course> {
    let table = shock.table(check, "path")?;
    let what = told!("{what}, path", what = shock.what.clone());
    let section = Section::open(check, what, format!("{}.path", shock.path), "shock.path", table, &[]);
    let has = |key: &str| section.table.get(key).is_some();
    let course = match (has("table"), has("values")) {
        (true, _) => {
            excludes(check, &section, "table", &["values", "from", "to", "recover", "profile"]);
            let file = section.text(check, "table")?;
            course_table::read(
                check,
                &section,
                &pack::stated_path(file.value, file.place),
                file.place,
                around.economy,
            )?
        }
        (_, true) => {
            excludes(check, &section, "values", &["to", "recover", "profile"]);
            values(check, &section, around)?
        }
        _ => Course { path: profile(check, &section)?, by_sector: false },
    };
    in_time(check, &section, &course.path, around.window);
    Some(course)
}

/// Reports keys that have no meaning beside another.
fn excludes(check: &mut Check, section: &Section<'_>, key: &str, others: &[&str]) {
    for entry in section.table.entries.iter().filter(|entry| others.contains(&entry.key.as_str())) {
        let why =
            told!("{other} can't stand beside {key}, which gives every month", other = &entry.key, key = key);
        check.problems.at(&entry.key_place, section.says(why), Some(told!("take one of the two out")));
    }
}

fn profile(check: &mut Check, section: &Section<'_>) -> Option<Path> {
    let from = section.month(check, "from");
    let to = section.month(check, "to");
    let back = section.month(check, "recover");
    let stated = section.word(check, "profile");
    let has = |key: &str| section.table.get(key).is_some();
    if has("profile") && stated.is_none() {
        return None;
    }
    let profile = stated
        .as_ref()
        .map_or(if has("recover") { "recover" } else { "step" }, |found| PROFILES[found.value]);
    let wanted: &[&str] = match profile {
        "ramp" => &["from", "to"],
        "recover" => &["from", "to", "recover"],
        _ => &["from"],
    };
    for key in wanted.iter().filter(|key| !has(key)) {
        let meaning = super::keys::find("shock.path", key).map_or("", |key| key.meaning);
        let why = told!(
            "{key} is missing, profile {profile} needs it ({meaning})",
            key = key,
            profile = profile,
            meaning = Told::phrase(meaning)
        );
        check.problems.at(&section.place, section.says(why), Some(as_in(format!("{key} = \"2020-02\""))));
    }
    let unwanted: &[&str] = match profile {
        "pulse" => &["to", "recover"],
        "step" | "ramp" => &["recover"],
        _ => &[],
    };
    for entry in section.table.entries.iter().filter(|entry| unwanted.contains(&entry.key.as_str())) {
        let why = told!("{key} has no meaning with profile {profile}", key = &entry.key, profile = profile);
        let hint = match profile {
            "pulse" => told!("a pulse lasts one month, `from`"),
            _ => told!("leave profile out for a shock that fades"),
        };
        check.problems.at(&entry.key_place, section.says(why), Some(hint));
    }
    let ordered = after(check, section, "to", from.as_ref(), to.as_ref(), "from", 0)
        & after(check, section, "recover", to.as_ref(), back.as_ref(), "to", 1);
    let unreadable = |found: &Option<Found<'_, Month>>, key: &str| found.is_none() && has(key);
    if !ordered || unreadable(&to, "to") || unreadable(&back, "recover") {
        return None;
    }
    let from = from?.value;
    Some(match profile {
        "pulse" => Path::Pulse { at: from },
        "ramp" => Path::Ramp { from, to: to?.value },
        "recover" => Path::Recover { from, to: to?.value, back: back?.value },
        _ => Path::Step { from, to: to.map(|to| to.value) },
    })
}

/// Reports dates that cross; `least` is the least number of months between the two.
fn after(
    check: &mut Check,
    section: &Section<'_>,
    key: &str,
    earlier: Option<&Found<'_, Month>>,
    later: Option<&Found<'_, Month>>,
    name: &str,
    least: i32,
) -> bool {
    let (Some(earlier), Some(later)) = (earlier, later) else { return true };
    if later.value.since(earlier.value) >= least {
        return true;
    }
    let message = if later.value == earlier.value {
        told!(
            "{key} is {month}, the same as {name}, which is {month}",
            key = key,
            month = later.value,
            name = name
        )
    } else {
        told!(
            "{key} is {later}, before {name}, which is {earlier}",
            key = key,
            later = later.value,
            name = name,
            earlier = earlier.value
        )
    };
    section.problem(check, later, message, None);
    false
}

/// Factors written in the scenario: one list for all sectors, or one for each.
fn values(check: &mut Check, section: &Section<'_>, around: Around<'_>) -> Option<Course> {
    let from = section.month(check, "from");
    if section.table.get("from").is_none() {
        let message = missing(&section.what, "from", told!("the month of the first number of values"));
        check.problems.at(&section.place, message, Some(as_in("from = \"2020-02\"")));
    }
    let entry = section.table.entry("values")?;
    check.came_from(format!("{}.values", section.path), check.line(&entry.node.place));
    let (columns, by_sector) = match &entry.node.value {
        Value::List(_) => {
            let what = told!("{what}: {why}", what = section.what.clone(), why = "values").into();
            (vec![(None, numbers(check, &what, &entry.node)?)], false)
        }
        Value::Table(table) => (columns(check, section, table, around)?, true),
        _ => {
            let wanted = told!("a list of numbers, or a table of lists by sector,");
            section.wrong_type(check, "values", &entry.node, wanted);
            return None;
        }
    };
    let months = columns.first().map_or(0, |(_, column)| column.len());
    if months == 0 || columns.iter().any(|(_, column)| column.len() != months) {
        let why = told!("values must have the same number of months, at least one, for every sector");
        check.problems.at(&entry.key_place, section.says(why), None);
        return None;
    }
    let n = around.economy?.n_sectors();
    Some(Course { path: Path::Table { from: from?.value, rows: rows(&columns, months, n) }, by_sector })
}

type Columns = Vec<(Option<usize>, Vec<f64>)>;

fn columns(check: &mut Check, section: &Section<'_>, table: &Table, around: Around<'_>) -> Option<Columns> {
    let ids: Option<Vec<&str>> =
        around.economy.map(|economy| economy.sectors.iter().map(|sector| sector.id.as_str()).collect());
    let mut columns = Vec::new();
    for entry in &table.entries {
        let sector = known(check, section, told!("sector"), (&entry.key, &entry.key_place), ids.as_deref());
        let what =
            told!("{what}: {why}", what = section.what.clone(), why = format!("values.{}", entry.key)).into();
        let column = numbers(check, &what, &entry.node);
        if let (Some(sector), Some(column)) = (sector, column) {
            columns.push((Some(sector), column));
        }
    }
    (columns.len() == table.entries.len()).then_some(columns)
}

/// Reports a course that lies wholly outside the simulated months.
fn in_time(check: &mut Check, section: &Section<'_>, path: &Path, window: Option<(Month, Month)>) {
    let Some((start, end)) = window else { return };
    let (first, last) = match path {
        Path::Step { from, to } => (*from, to.unwrap_or(end.max(*from))),
        Path::Pulse { at } => (*at, *at),
        Path::Ramp { from, .. } => (*from, end.max(*from)),
        Path::Recover { from, back, .. } => (*from, back.plus(-1)),
        Path::Table { from, rows } => (*from, from.plus(rows.len() as i32 - 1)),
    };
    if last < start || first > end {
        let place: Place =
            section.table.get("from").map_or_else(|| section.place.clone(), |node| node.place.clone());
        check.problems.at(&place, section.says(never((first, last), (start, end))), None);
    }
}
