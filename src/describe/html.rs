//! A description as one HTML file: no network, no scripts.

use super::document::{Block, Document, Piece, Style};
use crate::diagnose::tame;
use crate::error::{Error, Result};
use crate::told;
use minijinja::{Environment, Value};

const TEMPLATE: &str = include_str!("template.html");

/// Stands in every description written as HTML.
pub const MARK: &str = "<meta name=\"generator\" content=\"tideover describe\">";

/// The whole page.
///
/// # Errors
/// The template can't be filled, which is a defect of the program.
pub fn write(document: &Document) -> Result<String> {
    let wrong = |error: minijinja::Error| Error::Picture { what: told!("description"), source: error.into() };
    let mut environment = Environment::new();
    // The ending of the name turns the escaping of texts on.
    environment.add_template("description.html", TEMPLATE).map_err(wrong)?;
    let values = Value::from_pairs([
        ("mark", Value::from(MARK)),
        ("contents", document.contents().map(entry).collect()),
        ("blocks", document.blocks.iter().map(block).collect()),
    ]);
    let page = environment.get_template("description.html").and_then(|page| page.render(values));
    page.map(|page| format!("{}\n", tame(&page).trim_end())).map_err(wrong)
}

/// An entry of the table of contents.
fn entry((level, id, text): (usize, &str, &str)) -> Value {
    Value::from_pairs([("level", Value::from(level)), ("id", Value::from(id)), ("text", Value::from(text))])
}

/// A part as the template has it.
fn block(block: &Block) -> Value {
    match block {
        Block::Heading { level, id, text } => Value::from_pairs([
            ("kind", Value::from("heading")),
            ("level", Value::from(*level)),
            ("id", Value::from(id.as_str())),
            ("text", Value::from(text.as_str())),
        ]),
        Block::Paragraph { text } => {
            Value::from_pairs([("kind", Value::from("paragraph")), ("text", said(text))])
        }
        Block::List { items } => {
            let items = items.iter().map(|item| {
                Value::from_pairs([("depth", Value::from(item.depth)), ("text", said(&item.text))])
            });
            Value::from_pairs([("kind", Value::from("list")), ("entries", items.collect())])
        }
        Block::Table { header, rows } => {
            let row = |cells: &Vec<Vec<Piece>>| cells.iter().map(|cell| said(cell)).collect::<Value>();
            Value::from_pairs([
                ("kind", Value::from("table")),
                ("header", header.iter().map(|name| Value::from(name.as_str())).collect()),
                ("rows", rows.iter().map(row).collect()),
            ])
        }
    }
}

/// A text in pieces as the template has it.
fn said(text: &[Piece]) -> Value {
    let piece = |piece: &Piece| {
        let style = match piece.style {
            Style::Plain => "plain",
            Style::Code => "code",
            Style::Stressed => "stressed",
        };
        Value::from_pairs([("style", Value::from(style)), ("text", Value::from(piece.text.as_str()))])
    };
    text.iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped() {
        let mut document = Document::default();
        document.heading(1, "a <b>");
        document.heading(2, "c & d");
        document.paragraph("<script>`x<y`</script>");
        document.table(&["<key>"], [vec!["\"<i>\"".to_string()]]);
        document.list([(1, "<u>".to_string())]);
        let page = write(&document).unwrap();
        for said in
            ["A &lt;b&gt;", "C &amp; d", "&lt;script&gt;<code>x&lt;y</code>", "&lt;key&gt;", "&lt;u&gt;"]
        {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("<script") && !page.contains("<i>") && page.contains(MARK));
    }
}
