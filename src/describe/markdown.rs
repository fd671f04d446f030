//! A description as Markdown.

use super::document::{Block, Document, Piece, Style};

/// Stands in every description written as Markdown.
pub const MARK: &str = "<!-- tideover describe -->";

/// The whole text, with a table of contents under the title.
pub fn write(document: &Document) -> String {
    let mut text = format!("{MARK}\n\n");
    let mut listed = false;
    for block in &document.blocks {
        if !listed && matches!(block, Block::Heading { level: 2, .. }) {
            listed = true;
            for (level, id, said) in document.contents() {
                text += &format!("{}- [{}](#{id})\n", "  ".repeat(level - 2), escaped(said));
            }
            text.push('\n');
        }
        text += &part(block);
        text.push('\n');
    }
    format!("{}\n", text.trim_end())
}

fn part(block: &Block) -> String {
    match block {
        Block::Heading { level, text, .. } => format!("{} {}\n", "#".repeat(*level), escaped(text)),
        Block::Paragraph { text } => format!("{}\n", unlike_a_list(&line(text))),
        Block::List { items } => items
            .iter()
            .map(|item| format!("{}- {}\n", "  ".repeat(item.depth), unlike_a_list(&line(&item.text))))
            .collect(),
        Block::Table { header, rows } => {
            let cell = |text: String| text.replace('|', "\\|");
            let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
            let names = row(header.iter().map(|name| cell(escaped(name))).collect());
            let rule = row(vec!["---".to_string(); header.len()]);
            let rows = rows.iter().map(|cells| row(cells.iter().map(|text| cell(line(text))).collect()));
            names + &rule + &rows.collect::<String>()
        }
    }
}

/// A text on one line.
fn line(text: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece.style {
        Style::Plain => escaped(&piece.text),
        Style::Code => format!("`{}`", piece.text),
        Style::Stressed => format!("*{}*", escaped(&piece.text)),
    };
    text.iter().map(piece).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Signs that Markdown would obey, made plain. An underscore inside a word is left: it stresses nothing.
fn escaped(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let word = |at: Option<&char>| at.is_some_and(|c| c.is_alphanumeric() || *c == '_');
    let mut out = String::with_capacity(text.len());
    for (at, sign) in signs.iter().enumerate() {
        let inside = at > 0 && word(signs.get(at - 1)) && word(signs.get(at + 1));
        let obeyed = match sign {
            '_' => !inside,
            '\\' | '*' | '`' | '[' | ']' | '<' | '>' | '~' | '$' => true,
            _ => false,
        };
        if obeyed {
            out.push('\\');
        }
        out.push(*sign);
    }
    out
}

/// A line that would begin a list or a heading, made plain.
fn unlike_a_list(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = &line[digits..];
    if digits > 0 && (rest.starts_with(". ") || rest.starts_with(") ")) {
        return format!("{}\\{rest}", &line[..digits]);
    }
    if ["- ", "+ ", "#"].iter().any(|sign| line.starts_with(sign)) {
        return format!("\\{line}");
    }
    line.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markdown_are_plain() {
        let mut document = Document::default();
        document.heading(1, "a <b>");
        document.paragraph("- 2 * 3 _x_ look_through `a_b|c`");
        document.paragraph("2009. It ended");
        document.table(&["key"], [vec!["a|b `c|d`".to_string()]]);
        document.list([(0, "one".to_string()), (1, "two\n   lines".to_string())]);
        let text = write(&document);
        let expected = "# A \\<b\\>\n\n\\- 2 \\* 3 \\_x\\_ look_through `a_b|c`\n\n2009\\. It ended\n\n| key |\n| --- |\n| a\\|b `c\\|d` |\n\n\
                        - one\n  - two lines\n";
        assert_eq!(text, format!("{MARK}\n\n{expected}"));
    }
}
