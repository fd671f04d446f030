//! What no text of a file may hold, wherever it stands: characters that steer a terminal or break an SVG
//! file; and what no name may begin with, as spreadsheet programs would take it for a formula.

use super::tree::{Node, Table, Value};
use crate::diagnose::{Place, Problems, formula, named, settling};
use crate::language::told;
use crate::told;

/// Keys whose text is shown on one line and reaches the cells of tables.
const NAMES: [&str; 5] = ["name", "title", "label", "unit", "currency_unit"];

/// Checks every key and every text of a tree.
pub(super) fn check(table: &Table, problems: &mut Problems) {
    for entry in &table.entries {
        text(&entry.key, told!("this key").into(), true, &entry.key_place, problems);
        node(&entry.key, &entry.node, problems);
    }
}

/// Checks the texts of the value at a key.
pub(super) fn node(key: &str, node_: &Node, problems: &mut Problems) {
    match &node_.value {
        Value::Text(words) => {
            let line = NAMES.contains(&key);
            if text(words, key.into(), line, &node_.place, problems) && line && formula(words) {
                let first: String = words.chars().take(1).collect();
                let message = told!(
                    "{key} begins with {sign}, so that spreadsheet programs take it for a formula",
                    key = key,
                    sign = format!("{first:?}")
                );
                problems.at(&node_.place, message, Some(told!("begin with a letter or a digit")));
            }
        }
        Value::List(items) => items.iter().for_each(|item| node(key, item, problems)),
        Value::Table(table) => check(table, problems),
        _ => {}
    }
}

/// Whether a text is sound; `line`: it must stay on one line.
fn text(words: &str, key: told::Value, line: bool, place: &Place, problems: &mut Problems) -> bool {
    let follows = |at: usize| words[at..].starts_with("\r\n");
    let mut signs =
        settling(words).filter(|(at, sign)| line || !(matches!(sign, '\n' | '\t') || follows(*at)));
    let Some((_, sign)) = signs.next() else { return true };
    let message = told!("{key}: {sign} can't be part of it", key = key, sign = named(sign));
    problems.at(place, message, Some(told!("take it out")));
    false
}

#[cfg(test)]
mod tests {
    use crate::diagnose::{Problems, Source};
    use crate::scenario::parse::parse;
    use std::sync::Arc;

    fn said(text: &str) -> String {
        let mut problems = Problems::new();
        parse(&Arc::new(Source { path: "t.toml".into(), text: text.into() }), &mut problems);
        problems.to_string()
    }

    #[test]
    fn characters_that_steer_are_refused_in_every_text_and_key() {
        let said = said(
            "[a]\ntitle = \"x\\u001b[31m\"\nquestion = \"\"\"two\nlines\"\"\"\nlist = [\"ok\", \"\\u0007\"]\n\"k\\u0000\" = 1\n",
        );
        assert!(
            said.contains("t.toml:2:9  title: the control character U+001B can't be part of it"),
            "{said}"
        );
        assert!(
            said.contains("    2 | title = \"x\\u001b[31m\"\n      |         ^^^^^^^^^^^^^ take it out"),
            "{said}"
        );
        assert!(said.contains("t.toml:5:15  list: the control character U+0007"), "{said}");
        assert!(said.contains("t.toml:6:1  this key: the control character U+0000"), "{said}");
        assert!(said.ends_with("3 problems found; nothing was run and nothing was written"), "{said}");
    }

    #[test]
    fn names_stay_on_one_line_and_are_no_formulas() {
        assert!(said("name = \"a\\nb\"\n").contains("name: a line break can't be part of it"));
        assert!(said("title = \"a\\u202eb\"\n").contains("title: the control character U+202E"));
        for formula in ["=1+1", "+x", "-2", "@SUM(A1)", " =1"] {
            let said = said(&format!("name = \"{formula}\"\nquestion = \"{formula}\"\n"));
            assert!(
                said.contains("t.toml:1:8  name begins with") && said.contains("1 problem found"),
                "{said}"
            );
        }
        assert!(
            said("name = \"wage subsidy, 30% = 0.3\"\ntitle = \"中国 – été\"\n").starts_with("0 problems")
        );
    }
}
