//! How one file overrides another: tables key by key, shocks and policies by their names.

use super::tree::{Entry, Node, Table, Value};
use crate::diagnose::{Place, Problems, did_you_mean, one_of};
use crate::language::told::Told;
use crate::told;
use std::collections::BTreeMap;

/// The lists of tables that are merged by `name`.
pub(super) const LISTS: [&str; 2] = ["shock", "policy"];

/// Ways of stating the course of a shock: a child that states another one replaces its parent's.
const COURSES: [&[&str]; 3] = [&["from", "to", "recover", "profile"], &["table"], &["from", "values"]];

/// Ways of saying how many replications there are, and the way that each replaces.
pub(super) const NUMBERS: [(&str, &str); 2] = [("count", "until"), ("until", "count")];

/// Merges files in order, the later ones overriding.
pub(super) fn merge(files: Vec<Table>, problems: &mut Problems) -> Table {
    let mut merged = Table::default();
    for file in files {
        let mut others = Table::default();
        for entry in file.entries {
            if LISTS.contains(&entry.key.as_str()) {
                merge_table(&mut merged, std::mem::take(&mut others));
                merge_list(&mut merged, entry, problems);
            } else {
                others.entries.push(entry);
            }
        }
        merge_table(&mut merged, others);
    }
    merged
}

fn merge_table(base: &mut Table, over: Table) {
    // By an index: a table may have very many keys, if only wrong ones.
    let mut places: BTreeMap<String, usize> =
        base.entries.iter().enumerate().map(|(at, entry)| (entry.key.clone(), at)).collect();
    for entry in over.entries {
        match places.get(&entry.key) {
            Some(at) => merge_entry(&mut base.entries[*at], entry),
            None => {
                places.insert(entry.key.clone(), base.entries.len());
                base.entries.push(entry);
            }
        }
    }
}

fn merge_entry(base: &mut Entry, entry: Entry) {
    match (base.node.table_mut(), entry.node.table()) {
        // A table with a `value` is one quantity: the source of the old value says nothing of the new one.
        (Some(old), Some(new)) if new.get("value").is_none() => {
            if entry.key == "path" {
                drop_other_courses(old, new);
            }
            if entry.key == "replications" {
                drop_other_number(old, new);
            }
            let Value::Table(new) = entry.node.value else { return };
            merge_table(old, new);
        }
        _ => *base = entry,
    }
}

fn drop_other_courses(old: &mut Table, new: &Table) {
    let Some(course) =
        COURSES.iter().rev().find(|course| course.iter().any(|key| new.get(key).is_some() && *key != "from"))
    else {
        return;
    };
    old.entries.retain(|entry| course.contains(&entry.key.as_str()));
}

/// Of count and until, a file that states one replaces the other; one that states both is reported when it is
/// read.
fn drop_other_number(old: &mut Table, new: &Table) {
    for (stated, other) in NUMBERS {
        if new.get(stated).is_some() && new.get(other).is_none() {
            old.take(other);
        }
    }
}

/// The name of an entry of a list, if it has one that is text.
pub(super) fn name_of(node: &Node) -> Option<&str> {
    node.table()?.get("name")?.text()
}

fn merge_list(merged: &mut Table, entry: Entry, problems: &mut Problems) {
    let kind = entry.key.clone();
    let items = match entry.node.value {
        Value::List(items) => items,
        _ => {
            let header = format!("[[{kind}]]");
            let message = told!(
                "a {kind} is one of a list: write {header} with two brackets",
                kind = one(&kind),
                header = &header
            );
            return problems.at(&entry.key_place, message, Some(Told::words(header)));
        }
    };
    if merged.get(&kind).is_none() {
        let empty = Node { value: Value::List(Vec::new()), place: entry.node.place };
        merged.put(Entry { key: kind.clone(), key_place: entry.key_place, node: empty });
    }
    let Some(Value::List(list)) = merged.get_mut(&kind).map(|node| &mut node.value) else { return };
    let mut places = places_of(list);
    let mut here: BTreeMap<String, Place> = BTreeMap::new();
    for item in items {
        let Some(name) = name_of(&item).map(str::to_string) else {
            list.push(item); // its missing name is reported when it is read
            continue;
        };
        let place = item
            .table()
            .and_then(|table| table.get("name"))
            .map_or_else(|| item.place.clone(), |node| node.place.clone());
        if let Some(first) = here.get(&name) {
            let message = told!(
                "two {kind} are named {name}; the other is at {place}",
                kind = plural(&kind),
                name = format!("{name:?}"),
                place = first.file_line()
            );
            problems.at(&place, message, Some(told!("give each its own name")));
            continue;
        }
        here.insert(name.clone(), place.clone());
        let known = places.get(&name).copied();
        if removes(&item) {
            match known {
                Some(index) => {
                    list.remove(index);
                    places = places_of(list);
                }
                None => no_such(list, &kind, &name, &place, problems),
            }
        } else if let (Some(old), Value::Table(new)) =
            (known.and_then(|index| list[index].table_mut()), item.value.clone())
        {
            merge_table(old, new);
        } else {
            places.insert(name, list.len());
            list.push(item);
        }
    }
}

/// Where each name stands in a list; of several of one name, the first.
fn places_of(list: &[Node]) -> BTreeMap<String, usize> {
    list.iter().enumerate().rev().filter_map(|(at, old)| Some((name_of(old)?.to_string(), at))).collect()
}

fn removes(item: &Node) -> bool {
    let flag = item.table().and_then(|table| table.get("remove"));
    flag.is_some_and(|node| matches!(node.value, Value::Flag(true)))
}

/// Reports that nothing of this name is there to be changed or removed.
pub(super) fn no_such(list: &[Node], kind: &str, name: &str, place: &Place, problems: &mut Problems) {
    let known: Vec<&str> = list.iter().filter_map(name_of).collect();
    let allowed = match known.is_empty() {
        true => told!("; there are no {kind}", kind = plural(kind)),
        false => one_of(known.iter().copied()),
    };
    let message = told!(
        "there is no {kind} named {name}{allowed}",
        kind = one(kind),
        name = format!("{name:?}"),
        allowed = allowed
    );
    problems.at(place, message, did_you_mean(name, known));
}

/// What an entry of a list is called.
pub(super) fn one(kind: &str) -> Told {
    if kind == "shock" { told!("shock") } else { told!("policy") }
}

/// What the entries of a list are called.
fn plural(kind: &str) -> Told {
    if kind == "shock" { told!("shocks") } else { told!("policies") }
}

/// Drops the entries that the command line has marked with `remove = true`.
pub(super) fn drop_removed(merged: &mut Table) {
    for kind in LISTS {
        if let Some(Value::List(list)) = merged.get_mut(kind).map(|node| &mut node.value) {
            list.retain(|item| !removes(item));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::Source;

    use std::sync::Arc;

    fn merged(files: &[&str]) -> (Table, Problems) {
        let mut problems = Problems::new();
        let parse = |text: &&str| {
            crate::scenario::parse::parse(
                &Arc::new(Source { path: "t.toml".into(), text: text.to_string() }),
                &mut Problems::new(),
            )
        };
        let table = merge(files.iter().map(parse).collect(), &mut problems);
        (table, problems)
    }

    fn item<'a>(table: &'a Table, list: &str, name: &str) -> Option<&'a Table> {
        table.get(list)?.list()?.iter().find(|node| name_of(node) == Some(name))?.table()
    }

    #[test]
    fn tables_override_key_by_key_and_lists_by_name() {
        let base = "[scenario]\nmonths = 12\nfirms = 100\n[[policy]]\nname = \"a\"\nkind = \"x\"\ntake_up = 0.5\n[[policy]]\nname = \"b\"\n";
        let child = "[scenario]\nmonths = 24\n[[policy]]\nname = \"a\"\ntake_up = 0.6\n[[policy]]\nname = \"b\"\nremove = true\n";
        let (table, problems) = merged(&[base, child]);
        assert!(problems.is_empty(), "{problems}");
        let scenario = table.get("scenario").unwrap().table().unwrap();
        assert_eq!(scenario.get("months").unwrap().number(), Some(24.0));
        assert_eq!(scenario.get("firms").unwrap().number(), Some(100.0));
        let a = item(&table, "policy", "a").unwrap();
        assert_eq!(a.get("kind").unwrap().text(), Some("x"));
        assert_eq!(a.get("take_up").unwrap().number(), Some(0.6));
        assert!(item(&table, "policy", "b").is_none());
    }

    #[test]
    fn a_new_value_does_not_keep_the_old_source() {
        let (table, _) = merged(&["p = { value = 1, source = \"a book\" }\n", "p = { value = 2 }\n"]);
        assert!(table.get("p").unwrap().table().unwrap().get("source").is_none());
    }

    #[test]
    fn another_course_replaces_the_old_one() {
        let base = "[[shock]]\nname = \"s\"\npath = { from = \"2020-01\", to = \"2020-02\", recover = \"2020-05\" }\n";
        let (table, _) = merged(&[base, "[[shock]]\nname = \"s\"\npath = { table = \"t.csv\" }\n"]);
        let path = item(&table, "shock", "s").unwrap().get("path").unwrap().table().unwrap();
        assert_eq!(path.keys().collect::<Vec<_>>(), ["table"]);
        let (table, _) = merged(&[base, "[[shock]]\nname = \"s\"\npath = { to = \"2020-03\" }\n"]);
        let path = item(&table, "shock", "s").unwrap().get("path").unwrap().table().unwrap();
        assert_eq!(path.keys().collect::<Vec<_>>(), ["from", "to", "recover"]);
    }

    #[test]
    fn doubled_and_missing_names_are_problems() {
        let (_, problems) = merged(&["[[shock]]\nname = \"flood\"\n[[shock]]\nname = \"flood\"\n"]);
        assert!(
            problems.to_string().contains("two shocks are named \"flood\"; the other is at t.toml:2"),
            "{problems}"
        );
        let (_, problems) =
            merged(&["[[shock]]\nname = \"flood\"\n", "[[shock]]\nname = \"floods\"\nremove = true\n"]);
        assert!(problems.to_string().contains("did you mean flood?"), "{problems}");
    }
}
