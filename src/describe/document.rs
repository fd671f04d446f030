//! A description as data: headings, paragraphs, lists and tables, whatever it is written as.

/// How a piece of text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As the text around it.
    Plain,
    /// As it is typed.
    Code,
    /// Stressed.
    Stressed,
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// How it is set.
    pub style: Style,
    /// What it says.
    pub text: String,
}

/// A text in pieces.
pub type Text = Vec<Piece>;

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// How far it is indented, from zero.
    pub depth: usize,
    /// What it says.
    pub text: Text,
}

/// A part of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; the title has level 1.
    Heading {
        /// Its level.
        level: usize,
        /// Its anchor.
        id: String,
        /// What it says.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// What it says.
        text: Text,
    },
    /// A list.
    List {
        /// Its items.
        items: Vec<Item>,
    },
    /// A table; every row has a cell for each column.
    Table {
        /// Names of the columns.
        header: Vec<String>,
        /// Its rows.
        rows: Vec<Vec<Text>>,
    },
}

/// A description that is being written.
#[derive(Debug, Default)]
pub struct Document {
    /// Its parts.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Adds a heading. Its anchor is the one that GitHub gives it, so that links hold in both forms.
    pub fn heading(&mut self, level: usize, text: &str) {
        // The name of a file stays as it is.
        let text = if text.ends_with(".csv") { text.to_string() } else { capital(text) };
        let slug = slug(&text);
        let taken = |id: &str| {
            self.blocks.iter().any(|block| matches!(block, Block::Heading { id: known, .. } if known == id))
        };
        let mut id = slug.clone();
        let mut count = 0;
        while taken(&id) {
            count += 1;
            id = format!("{slug}-{count}");
        }
        self.blocks.push(Block::Heading { level, id, text });
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.blocks.push(Block::Paragraph { text: pieces(text) });
    }

    /// Adds a list.
    pub fn list(&mut self, items: impl IntoIterator<Item = (usize, String)>) {
        let items: Vec<Item> =
            items.into_iter().map(|(depth, text)| Item { depth, text: pieces(&text) }).collect();
        if !items.is_empty() {
            self.blocks.push(Block::List { items });
        }
    }

    /// Adds a table, unless it has no rows.
    pub fn table(&mut self, header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
        let cells = |row: Vec<String>| row.iter().map(|cell| pieces(cell)).collect();
        let rows: Vec<Vec<Text>> = rows.into_iter().map(cells).collect();
        if !rows.is_empty() {
            self.blocks.push(Block::Table { header: header.iter().map(ToString::to_string).collect(), rows });
        }
    }

    /// Headings of levels 2 and 3, for the table of contents: level, anchor, text.
    pub fn contents(&self) -> impl Iterator<Item = (usize, &str, &str)> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading { level, id, text } if (2..4).contains(level) => {
                Some((*level, id.as_str(), text.as_str()))
            }
            _ => None,
        })
    }
}

/// With a capital at the beginning.
pub fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or(String::new(), |first| first.to_uppercase().chain(signs).collect())
}

/// The anchor of a heading.
fn slug(text: &str) -> String {
    let signs = text.chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    signs.map(|c| if c == ' ' { '-' } else { c }).flat_map(char::to_lowercase).collect()
}

/// A text in its pieces: `code` between backticks, *stressed* words between stars, one or two of them.
pub fn pieces(text: &str) -> Text {
    let mut found = Text::new();
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 1 {
            push(&mut found, Style::Code, part);
        } else {
            stressed(&mut found, &part.replace("**", "*"));
        }
    }
    found
}

/// Plain text with words between stars.
fn stressed(found: &mut Text, text: &str) {
    let mut rest = text;
    // Where a star is not followed by a word and another star it is a sign of its own.
    while let Some((before, word, after)) = star(rest) {
        push(found, Style::Plain, before);
        push(found, Style::Stressed, word);
        rest = after;
    }
    push(found, Style::Plain, rest);
}

/// The first words between stars: what is before, the words, what is after.
fn star(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices('*').find_map(|(open, _)| {
        let inside = &text[open + 1..];
        let close = inside.find('*')?;
        let word = &inside[..close];
        let fits = !word.is_empty() && word.trim() == word;
        fits.then(|| (&text[..open], word, &inside[close + 1..]))
    })
}

fn push(found: &mut Text, style: Style, text: &str) {
    if !text.is_empty() {
        found.push(Piece { style, text: text.to_string() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_in_pieces() {
        let said: Vec<(Style, String)> =
            pieces("a `b*c*` **d e** 2 * 3 * 4").into_iter().map(|piece| (piece.style, piece.text)).collect();
        let expected = [
            (Style::Plain, "a "),
            (Style::Code, "b*c*"),
            (Style::Plain, " "),
            (Style::Stressed, "d e"),
            (Style::Plain, " 2 * 3 * 4"),
        ];
        assert_eq!(said, expected.map(|(style, text)| (style, text.to_string())));
    }

    #[test]
    fn anchors_differ() {
        let mut document = Document::default();
        for text in ["Purpose, and patterns", "purpose and patterns", "§ 5"] {
            document.heading(2, text);
        }
        let ids: Vec<&str> = document.contents().map(|(_, id, _)| id).collect();
        assert_eq!(ids, ["purpose-and-patterns", "purpose-and-patterns-1", "-5"]);
    }
}
