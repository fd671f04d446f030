//! Tables for papers as a page of Markdown.

use super::data::{Headline, NONE, Row};
use crate::diagnose::tame;
use std::fmt::Write;

/// The page.
pub(super) fn page(tables: &[Headline]) -> String {
    tables.iter().map(table).collect::<Vec<_>>().join("\n")
}

fn table(table: &Headline) -> String {
    let mut text = format!("## {}\n\n{}\n\n", escaped(&table.title), escaped(&table.of));
    let heads = table.heads.iter().map(|head| escaped(&table.head(head)));
    let _ = writeln!(text, "| {} | {} |", escaped(&table.stub), heads.collect::<Vec<_>>().join(" | "));
    let _ = writeln!(text, "| :--- |{}", " ---: |".repeat(table.heads.len()));
    for row in &table.rows {
        match row {
            Row::Panel(name) => {
                let _ = writeln!(text, "| **{}** |{}", escaped(name), " |".repeat(table.heads.len()));
            }
            Row::Line { label, unit, cells } => {
                let shown =
                    |cell: &Option<_>| cell.as_ref().map_or(NONE.to_string(), |cell| table.figure(cell));
                let cells = cells.iter().map(shown);
                let label = escaped(&table.with_unit(label, unit));
                let _ = writeln!(text, "| {label} | {} |", cells.collect::<Vec<_>>().join(" | "));
            }
        }
    }
    let _ = writeln!(text, "\n{}", escaped(&table.note()));
    text
}

/// A text without signs that Markdown would obey, on one line.
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for sign in tame(text).chars() {
        match sign {
            '\n' | '\t' => safe.push(' '),
            '\\' | '|' | '*' | '_' | '`' | '<' | '[' | ']' | '#' | '~' => safe.extend(['\\', sign]),
            _ => safe.push(sign),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_no_table() {
        assert_eq!(escaped("a|b_c <b>\nd"), "a\\|b\\_c \\<b> d");
    }
}
