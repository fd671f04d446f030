//! What the command line changes: written into the tree before it is read, so that the same names, ranges and
//! messages hold.

use super::merge::{LISTS, NUMBERS, name_of, no_such, one};
use super::parse::parse_value;
use super::reader::as_in;
use super::tree::{Entry, Node, Table, Value};
use super::{Overrides, keys, texts};
use crate::diagnose::{Place, Problems};
use crate::language::told::Told;
use crate::told;

/// Firms and replications of `--quick`, at most.
pub(super) const QUICK_FIRMS: u32 = 2000;
/// See [`QUICK_FIRMS`].
pub(super) const QUICK_REPLICATIONS: u32 = 2;

/// Applies `--set`, then the options with a name of their own, then `--quick`. Answers what was replaced
/// unasked.
pub(super) fn apply(tree: &mut Table, overrides: &Overrides, problems: &mut Problems) -> Vec<Told> {
    let mut notes = Vec::new();
    for set in &overrides.set {
        apply_set(tree, set, problems);
    }
    let mut number = |option: &str, path: [&str; 2], value: Option<u64>| {
        if let Some(value) = value {
            let place = Place::of_option(option, &value.to_string());
            put(
                tree,
                &path,
                Node { value: Value::Whole(value.into()), place: place.clone() },
                &place,
                problems,
            );
        }
    };
    number("--seed", ["replications", "seed"], overrides.seed);
    number("--firms", ["scenario", "firms"], overrides.firms.map(u64::from));
    number("--replications", ["replications", "count"], overrides.replications.map(u64::from));
    if let Some(count) = overrides.replications
        && drop_until(tree)
    {
        notes.push(told!(
            "note: --replications {count} replaces the scenario's until: their number is fixed, no half-width is met",
            count = count
        ));
    }
    if let Some(regime) = &overrides.regime {
        let place = Place::of_option("--regime", regime);
        put(
            tree,
            &["scenario", "regime"],
            Node { value: Value::Text(regime.clone()), place: place.clone() },
            &place,
            problems,
        );
    }
    if overrides.quick {
        if drop_until(tree) {
            notes.push(told!(
                "note: --quick makes {count} replications in place of the scenario's until",
                count = QUICK_REPLICATIONS
            ));
        }
        quick(tree, problems);
    }
    if overrides.no_policy {
        no_policy(tree, problems);
    }
    notes
}

/// Takes all policies out, and says so in name and title.
fn no_policy(tree: &mut Table, problems: &mut Problems) {
    tree.take("policy");
    let place = Place::of_option("--no-policy", "");
    for (key, behind) in [("name", "-no-policy"), ("title", ", without its policies")] {
        let stated =
            tree.get("scenario").and_then(Node::table).and_then(|table| table.get(key)).and_then(Node::text);
        if let Some(text) = stated.map(|text| format!("{text}{behind}")) {
            put(
                tree,
                &["scenario", key],
                Node { value: Value::Text(text), place: place.clone() },
                &place,
                problems,
            );
        }
    }
}

/// Takes the half-width that decides how many replications there are out; whether there was one.
fn drop_until(tree: &mut Table) -> bool {
    tree.get_mut("replications").and_then(Node::table_mut).is_some_and(|table| table.take("until").is_some())
}

/// Fewer firms and replications than the scenario asks for, and the stamp that says so.
fn quick(tree: &mut Table, problems: &mut Problems) {
    let place = Place::of_option("--quick", "");
    let stamp = Node { value: Value::Flag(true), place: place.clone() };
    put(tree, &["scenario", "quick"], stamp, &place, problems);
    for (section, key, most) in
        [("scenario", "firms", QUICK_FIRMS), ("replications", "count", QUICK_REPLICATIONS)]
    {
        let stated = tree.get(section).and_then(Node::table).and_then(|table| table.get(key));
        // What can't be read as a number stays, so that it is reported.
        if stated.is_none_or(|node| node.number().is_some_and(|x| x > f64::from(most))) {
            let few = Node { value: Value::Whole(most.into()), place: place.clone() };
            put(tree, &[section, key], few, &place, problems);
        }
    }
}

fn apply_set(tree: &mut Table, set: &str, problems: &mut Problems) {
    let whole = Place::of_option("--set", set);
    let Some(split) = equals_sign(set) else {
        let message = told!("a key, an equals sign and a value are wanted");
        return problems.at(&whole, message, Some(as_in("--set scenario.months=12")));
    };
    let (path, value) = (set[..split].trim(), set[split + 1..].trim());
    let Some(path) = keys_of(path) else {
        let hint =
            told!("put names with spaces or points in quotes: {code}", code = "policy.\"my policy\".take_up");
        let message = told!("{path} is not a path of keys", path = format!("{path:?}"));
        return problems.at(&whole, message, Some(hint));
    };
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    if path == ["scenario", "extends"] {
        let hint = told!("give the files one after another instead");
        return problems.at(&whole, told!("extends can't be set here"), Some(hint));
    }
    if value.is_empty() {
        return problems.at(&whole, told!("{key} has no value", key = path.join(".")), None);
    }
    for (stated, other) in NUMBERS {
        if path.starts_with(&["replications", stated])
            && let Some(table) = tree.get_mut("replications").and_then(Node::table_mut)
        {
            table.take(other);
        }
    }
    // What is not a TOML value is text: shells take the quotes off.
    let text = || Node { value: Value::Text(value.to_string()), place: whole.clone() };
    let node = parse_value(value, &whole).unwrap_or_else(text);
    texts::node(path.last().unwrap_or(&""), &node, problems);
    put(tree, &path, node, &whole, problems);
}

/// The first equals sign outside quotes.
fn equals_sign(set: &str) -> Option<usize> {
    let mut quote = None;
    for (index, c) in set.char_indices() {
        match (quote, c) {
            (None, '=') => return Some(index),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    None
}

/// `policy."my policy".take_up` as its keys.
pub(crate) fn keys_of(path: &str) -> Option<Vec<String>> {
    let mut keys = vec![String::new()];
    let mut quote = None;
    for c in path.chars() {
        match (quote, c) {
            (None, '.') => keys.push(String::new()),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (_, c) => keys.last_mut()?.push(c),
        }
    }
    let keys: Vec<String> = keys.into_iter().map(|key| key.trim().to_string()).collect();
    (quote.is_none() && keys.len() >= 2 && keys.iter().all(|key| !key.is_empty())).then_some(keys)
}

/// Sets the value at a path, making tables on the way; an entry of a list is found by its name.
pub(super) fn put(tree: &mut Table, path: &[&str], node: Node, place: &Place, problems: &mut Problems) {
    let [key, rest @ ..] = path else { return };
    let Some((next, deeper)) = rest.split_first() else {
        return tree.put(Entry { key: key.to_string(), key_place: place.clone(), node });
    };
    if LISTS.contains(key) {
        let list = match tree.get_mut(key).map(|node| &mut node.value) {
            Some(Value::List(list)) => list.as_mut_slice(),
            _ => &mut [],
        };
        let Some(index) = list.iter().position(|item| name_of(item) == Some(next)) else {
            return no_such(list, key, next, place, problems);
        };
        if deeper.is_empty() {
            let known = keys::of(key).map(|key| key.name).collect::<Vec<_>>().join(", ");
            let message = told!("which key of {kind} {name}?", kind = one(key), name = format!("{next:?}"));
            return problems.at(place, message, Some(told!("one of {names}", names = known)));
        }
        if let Some(table) = list[index].table_mut() {
            put(table, deeper, node, place, problems);
        }
        return;
    }
    if tree.get(key).and_then(Node::table).is_none() {
        let empty = Node { value: Value::Table(Table::default()), place: place.clone() };
        tree.put(Entry { key: key.to_string(), key_place: place.clone(), node: empty });
    }
    if let Some(table) = tree.get_mut(key).and_then(Node::table_mut) {
        put(table, rest, node, place, problems);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::Source;

    use std::sync::Arc;

    const BASE: &str = "[scenario]\nmonths = 36\nfirms = 500\n[[policy]]\nname = \"deferral of x\"\ntake_up = 0.5\n[replications]\ncount = 20\n";

    fn applied(overrides: &Overrides) -> (Table, Problems) {
        let mut problems = Problems::new();
        let mut table = crate::scenario::parse::parse(
            &Arc::new(Source { path: "t.toml".into(), text: BASE.into() }),
            &mut problems,
        );
        apply(&mut table, overrides, &mut problems);
        (table, problems)
    }

    fn set(text: &str) -> (Table, Problems) {
        applied(&Overrides { set: vec![text.into()], ..Overrides::default() })
    }

    fn at<'a>(table: &'a Table, section: &str, key: &str) -> Option<&'a Node> {
        table.get(section)?.table()?.get(key)
    }

    #[test]
    fn set_reaches_tables_and_named_entries() {
        assert_eq!(at(&set("scenario.months=12").0, "scenario", "months").unwrap().number(), Some(12.0));
        assert_eq!(
            at(&set("scenario.regime=middle").0, "scenario", "regime").unwrap().text(),
            Some("middle")
        );
        assert_eq!(
            at(&set("scenario.start = 2020-01").0, "scenario", "start").unwrap().text(),
            Some("2020-01")
        );
        let (table, problems) = set("policy.\"deferral of x\".take_up=0.7");
        assert!(problems.is_empty(), "{problems}");
        assert_eq!(
            table.get("policy").unwrap().list().unwrap()[0].table().unwrap().get("take_up").unwrap().number(),
            Some(0.7)
        );
        let (table, _) = set("parameters.owner.look_through=0.3");
        assert!(at(&table, "parameters", "owner").unwrap().table().unwrap().get("look_through").is_some());
    }

    #[test]
    fn set_reports_what_it_can_not_do() {
        for (text, wanted) in [
            ("scenario.months", "a key, an equals sign and a value are wanted"),
            ("months=3", "\"months\" is not a path of keys"),
            ("policy.\"deferral of y\".take_up=1", "did you mean deferral of x?"),
            ("shock.flood.size=1", "there is no shock named \"flood\"; there are no shocks"),
            ("scenario.extends=a.toml", "extends can't be set here"),
            ("scenario.months=", "scenario.months has no value"),
        ] {
            let said = set(text).1.to_string();
            assert!(said.contains(wanted) && said.starts_with(&format!("--set {text}  ")), "{said}");
        }
    }

    #[test]
    fn quick_shrinks_but_never_grows() {
        let (table, _) = applied(&Overrides { no_policy: true, ..Overrides::default() });
        assert!(table.get("policy").is_none());
        let (table, _) = applied(&Overrides { quick: true, ..Overrides::default() });
        assert_eq!(at(&table, "scenario", "firms").unwrap().number(), Some(500.0));
        assert_eq!(at(&table, "replications", "count").unwrap().number(), Some(2.0));
        let (table, _) = applied(&Overrides { quick: true, firms: Some(1_000_000), ..Overrides::default() });
        assert_eq!(at(&table, "scenario", "firms").unwrap().number(), Some(2000.0));
    }
}
