//! A tree of values as TOML again: for copies of what a user wrote that must mean the same elsewhere.

use super::tree::{Node, Table, Value};
use super::writer::{list, name, quoted, real};

/// A tree as the text of a file. Tables at the top and lists of tables have headers; what is deeper stands on
/// one line.
pub(crate) fn write(tree: &Table) -> String {
    let mut text = String::new();
    // What stands before any header belongs to the top of the file.
    for entry in tree.entries.iter().filter(|entry| headers(&entry.node).is_none()) {
        text += &format!("{} = {}\n", name(&entry.key), value(&entry.node));
    }
    for entry in &tree.entries {
        for (header, table) in headers(&entry.node).into_iter().flatten() {
            text += &format!("\n{}{}{}\n", header.0, name(&entry.key), header.1);
            for entry in &table.entries {
                text += &format!("{} = {}\n", name(&entry.key), value(&entry.node));
            }
        }
    }
    text
}

/// The tables of an entry at the top, each with the brackets of its header; nothing when it is a plain value.
#[allow(clippy::type_complexity)]
fn headers(node: &Node) -> Option<Vec<((&'static str, &'static str), &Table)>> {
    match &node.value {
        Value::Table(table) => Some(vec![(("[", "]"), table)]),
        Value::List(items) if !items.is_empty() => {
            items.iter().map(|item| item.table().map(|table| (("[[", "]]"), table))).collect()
        }
        _ => None,
    }
}

fn value(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => quoted(text),
        Value::Whole(n) => n.to_string(),
        Value::Real(x) => real(*x),
        Value::Flag(flag) => flag.to_string(),
        Value::Date(date) => date.clone(),
        Value::List(items) => list(items.iter().map(value)),
        Value::Table(table) => {
            let entries: Vec<String> = table
                .entries
                .iter()
                .map(|entry| format!("{} = {}", name(&entry.key), value(&entry.node)))
                .collect();
            if entries.is_empty() { "{}".into() } else { format!("{{ {} }}", entries.join(", ")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::{Problems, Source};

    use std::sync::Arc;

    fn parse(text: &str) -> Table {
        let mut problems = Problems::new();
        let table = crate::scenario::parse::parse(
            &Arc::new(Source { path: "t.toml".into(), text: text.into() }),
            &mut problems,
        );
        assert!(problems.is_empty(), "{problems}");
        table
    }

    #[test]
    fn what_is_written_means_the_same() {
        let text = "top = 1\n\n[scenario]\nname = \"a \\\"b\\\"\"\nmonths = 12\nx = 0.1\ny = 1e300\nquick = true\nlist = [1, \"two\", [3.0]]\n\n\
                    [[policy]]\nname = \"p q\"\n\"odd key\" = { value = 3, \"a b\" = {} }\n\n[[policy]]\nname = \"r\"\n";
        assert_eq!(write(&parse(text)), text);
        assert_eq!(
            write(&parse("[[policy]]\nname = 1\n[scenario.deep]\nx = 1\n")),
            "\n[[policy]]\nname = 1\n\n[scenario]\ndeep = { x = 1 }\n"
        );
    }
}
