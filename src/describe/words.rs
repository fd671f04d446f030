//! Words of the code's documentation taken into a description: paragraphs, lists and tables. Examples in code
//! are left out.

use super::document::Document;

/// Adds a text as it stands in documentation.
pub fn add(document: &mut Document, text: &str) {
    let mut reader = Reader { document, paragraph: String::new(), items: Vec::new(), rows: Vec::new() };
    let mut code = false;
    for line in text.lines() {
        if line.starts_with("```") {
            // The words that lead to an example go with it.
            if !code && reader.paragraph.ends_with(':') {
                reader.paragraph.clear();
            }
            code = !code;
        } else if !code {
            reader.line(line);
        }
    }
    reader.flush();
}

struct Reader<'a> {
    document: &'a mut Document,
    paragraph: String,
    items: Vec<(usize, String)>,
    rows: Vec<Vec<String>>,
}

impl Reader<'_> {
    fn line(&mut self, line: &str) {
        if line.trim().is_empty() {
            // What ends in a colon waits: the example that it leads to may be left out.
            if !self.paragraph.ends_with(':') {
                self.flush();
            }
        } else if let Some(heading) = line.strip_prefix("# ") {
            self.flush();
            self.document.paragraph(&format!("*{heading}*"));
        } else if let Some(cells) = line.strip_prefix("| ") {
            if self.rows.is_empty() {
                self.flush();
            }
            self.rows.push(
                cells.trim_end_matches([' ', '|']).split(" | ").map(|cell| cell.trim().into()).collect(),
            );
        } else if let Some(item) = item(line) {
            if self.items.is_empty() {
                self.flush();
            }
            self.items.push((0, item.to_string()));
        } else {
            let to = match self.items.last_mut() {
                Some((_, item)) => item,
                None => &mut self.paragraph,
            };
            to.push_str(if to.is_empty() { "" } else { " " });
            to.push_str(line.trim());
        }
    }

    fn flush(&mut self) {
        if !self.paragraph.is_empty() {
            self.document.paragraph(&std::mem::take(&mut self.paragraph));
        }
        self.document.list(std::mem::take(&mut self.items));
        let mut rows = std::mem::take(&mut self.rows).into_iter();
        if let Some(header) = rows.next() {
            let header: Vec<&str> = header.iter().map(String::as_str).collect();
            let rows = rows.filter(|row| row.len() == header.len() && !row.iter().all(|cell| cell == "---"));
            self.document.table(&header, rows);
        }
    }
}

/// The words of an item of a list.
fn item(line: &str) -> Option<&str> {
    let numbered = || {
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        line[digits..].strip_prefix(". ").filter(|_| digits > 0 && digits < 3)
    };
    line.strip_prefix("- ").or_else(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe::markdown;

    #[test]
    fn documentation_is_read() {
        let text = "One\nline.\n\nAn example:\n\n```\nlet x = 1;\n```\n\nThen, in this order:\n\n1. a\n   b\n2. c\n\n| k | v |\n| --- | --- |\n| x | y |\n\n\
                    # More\nEnd.";
        let mut document = Document::default();
        add(&mut document, text);
        let written = markdown::write(&document);
        let expected = "One line.\n\nThen, in this order:\n\n- a b\n- c\n\n| k | v |\n| --- | --- |\n| x | y |\n\n*More*\n\nEnd.\n";
        assert_eq!(written, format!("{}\n\n{expected}", markdown::MARK));
    }
}
