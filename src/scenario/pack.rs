//! The scalar part of an economy pack, `[economy]`, and the tables it names.

use super::check::Check;
use super::files::beside;
use super::reader::{Section, as_in, missing};
use super::tree::{Table, Value};
use crate::diagnose::{Place, did_you_mean, one_of};
use crate::economy::load::{Header, OPTIONAL, TABLES, TableFile};
use crate::economy::{CashDaysOf, Frame};
use crate::told;
use std::path::Path;

/// Reads `[economy]`; `None` when something is missing or wrong.
pub(super) fn read(check: &mut Check, economy: (&Table, Place)) -> Option<(Header, Vec<TableFile>)> {
    let section = Section::open(check, "economy", "economy", "economy", economy, &[]);
    for remark in ["title", "note", "source"] {
        section.text(check, remark);
    }
    let text = |check: &mut Check, name: &str| section.text(check, name).map(|found| found.value.to_string());
    let name = text(check, "name");
    let country = text(check, "country");
    let currency = text(check, "currency");
    let currency_unit = text(check, "currency_unit");
    let minor_per_major = section.number(check, "minor_per_major").map(|found| found.value);
    let base_year = section.whole(check, "base_year").and_then(|found| i32::try_from(found.value).ok());
    let total_output = section.number(check, "total_output").map(|found| found.value);
    let cash_days_of = section.word(check, "cash_days_of");
    let cash_days_of = cash_days_of.map_or(CashDaysOf::Outgo, |found| CashDaysOf::ALL[found.value]);
    let mut facts = |name| section.text(check, name).map(|found| stated_path(found.value, found.place));
    let (targets, crisis_targets) = (facts("targets"), facts("crisis_targets"));
    let frame = read_frame(check, &section);
    let tables = read_tables(check, &section);
    let minor_per_major =
        if section.table.get("minor_per_major").is_some() { minor_per_major? } else { 100.0 };
    let header = Header {
        name: name?,
        country: country?,
        currency: currency?,
        currency_unit: currency_unit?,
        minor_per_major,
        base_year: base_year?,
        frame: frame?,
        total_output: total_output?,
        cash_days_of,
        targets,
        crisis_targets,
    };
    Some((header, tables?))
}

/// The frame: written out at `frame`, or chosen there by its name among `[economy.frames]`.
fn read_frame(check: &mut Check, section: &Section<'_>) -> Option<Frame> {
    let mut frames = Vec::new();
    let chosen = section.table.get("frame").and_then(|node| node.text());
    if let Some((table, _)) = section.table(check, "frames") {
        for entry in &table.entries {
            match entry.node.table() {
                Some(table) => {
                    let path = if chosen == Some(entry.key.as_str()) { "economy.frame" } else { "" };
                    frames.push((
                        entry.key.as_str(),
                        frame_of(check, path, &entry.key, (table, entry.key_place.clone())),
                    ));
                }
                None => {
                    let name = format!("frames.{}", entry.key);
                    section.wrong_type(check, &name, &entry.node, told!("a table"));
                }
            }
        }
    }
    let node = section.table.get("frame")?;
    match &node.value {
        Value::Table(table) => frame_of(check, "economy.frame", "", (table, node.place.clone())),
        Value::Text(_) => {
            let chosen = section.text(check, "frame")?;
            let names: Vec<&str> = frames.iter().map(|(name, _)| *name).collect();
            match names.iter().position(|name| *name == chosen.value) {
                Some(index) => frames.swap_remove(index).1,
                None => {
                    let message = told!(
                        "there is no frame {name} in [economy.frames]{allowed}",
                        name = format!("{:?}", chosen.value),
                        allowed = one_of(names.iter().copied())
                    );
                    section.problem(check, &chosen, message, did_you_mean(chosen.value, names));
                    None
                }
            }
        }
        _ => {
            section.wrong_type(check, "frame", node, told!("the name of a frame or a table"));
            None
        }
    }
}

/// Reads a frame; the origins of its values are noted under `path`, and `name` is its name among the frames,
/// if it has one there.
fn frame_of(check: &mut Check, path: &str, name: &str, table: (&Table, Place)) -> Option<Frame> {
    let what: String =
        if name.is_empty() { "economy.frame".into() } else { format!("economy.frames.{name}") };
    let section = Section::open(check, what, path, "economy.frames", table, &[]);
    section.text(check, "source");
    section.word(check, "grade");
    let stated = section.text(check, "name").map(|found| found.value.to_string());
    let description = section.text(check, "description").map(|found| found.value.to_string());
    let firms = section.number(check, "firms").map(|found| found.value);
    let name = stated.or_else(|| (!name.is_empty()).then(|| name.to_string()));
    if name.is_none() {
        let message = missing(&section.what, "name", told!("name of the frame"));
        check.problems.at(&section.place, message, None);
    }
    Some(Frame { name: name?, description: description?, firms: firms? })
}

fn read_tables(check: &mut Check, section: &Section<'_>) -> Option<Vec<TableFile>> {
    let (table, place) = section.table(check, "tables")?;
    for entry in table
        .entries
        .iter()
        .filter(|entry| !TABLES.contains(&entry.key.as_str()) && !OPTIONAL.contains(&entry.key.as_str()))
    {
        let message = told!(
            "economy.tables: {name} is not a table of a pack{allowed}",
            name = &entry.key,
            allowed = one_of(TABLES)
        );
        check.problems.at(&entry.key_place, message, did_you_mean(&entry.key, TABLES));
    }
    let mut files = Vec::new();
    for name in TABLES.into_iter().chain(OPTIONAL) {
        let Some(node) = table.get(name) else {
            if OPTIONAL.contains(&name) {
                continue;
            }
            let message = missing(&"economy.tables".into(), name, told!("the path of its CSV file"));
            check.problems.at(&place, message, Some(as_in(format!("{name} = \"{name}.csv\""))));
            continue;
        };
        match node.text() {
            Some(path) => {
                let path = stated_path(path, &node.place);
                check.came_from(format!("economy.tables.{name}"), check.line(&node.place));
                files.push(TableFile { name: name.into(), path, place: Some(node.place.clone()) });
            }
            None => {
                let wanted = told!("the path of a CSV file in quotes");
                section.wrong_type(check, &format!("tables.{name}"), node, wanted);
            }
        }
    }
    let complete = TABLES.iter().all(|name| files.iter().any(|file| file.name == *name));
    complete.then_some(files)
}

/// A path as stated: relative to the file that states it, or to the working directory when stated on the
/// command line.
pub(super) fn stated_path(path: &str, place: &Place) -> std::path::PathBuf {
    if place.is_option() {
        Path::new(path).to_path_buf()
    } else {
        beside(&place.source.path, Path::new(path))
    }
}
