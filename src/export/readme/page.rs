//! A page of text that is being written: lines, titles, and words folded behind a name or a label.

use crate::language::Language;
use crate::language::screen::{folded, padded, width};
use std::fmt::Write;

/// The width that text is folded to.
const WIDTH: usize = 100;
/// Columns before what a column of a table means.
const MEANING: usize = 37;

/// A page that is being written.
pub(super) struct Page {
    pub(super) text: String,
    pub(super) language: Language,
}

impl Page {
    pub(super) fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{}", line.trim_end());
    }
    /// A line of its own after an empty one.
    pub(super) fn title(&mut self, title: &str) {
        self.line(&format!("\n{title}"));
    }
    /// A title with a line of so many signs under it, and an empty one.
    pub(super) fn underlined(&mut self, title: &str, sign: &str) {
        let wide = if self.language.is_english() { title.chars().count() } else { width(title) };
        self.line(title);
        self.line(&sign.repeat(wide.min(WIDTH)));
        self.line("");
    }
    /// Columns of a label at the head of the page.
    pub(super) fn label(&self) -> usize {
        if self.language.is_english() { 10 } else { 12 }
    }
    /// Words behind a label, folded.
    pub(super) fn labelled(&mut self, label: &str, words: &str) {
        let wide = self.label();
        self.fold(&padded(label, wide), wide, words);
    }
    /// What a column or a metric means.
    pub(super) fn means(&mut self, name: &str, meaning: &str) {
        self.fold(&format!("    {name:<32} "), MEANING, meaning);
    }
    /// The same of a metric with its unit.
    pub(super) fn metric(&mut self, name: &str, description: &str, unit: &str, currency_unit: &str) {
        let language = self.language;
        let unit = language.of(unit).replace("{unit}", language.of(currency_unit));
        self.means(name, &format!("{}{}", language.of(description), language.bracketed(&unit)));
    }
    /// Adds `words`, folded to the width; the first line begins with `first`, the others with so many blanks.
    pub(super) fn fold(&mut self, first: &str, indent: usize, words: &str) {
        if self.language == Language::Chinese {
            return self.fold_chinese(first, indent, words);
        }
        let mut line = first.to_string();
        let mut empty = true;
        for word in words.split_whitespace() {
            if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.line(&line);
                line = " ".repeat(indent);
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        self.line(&line);
    }
    fn fold_chinese(&mut self, first: &str, indent: usize, words: &str) {
        let lines = folded(words, WIDTH - indent);
        let indent = " ".repeat(indent);
        let mut begins = first;
        for line in lines.lines() {
            self.line(&format!("{begins}{line}"));
            begins = &indent;
        }
        if lines.is_empty() {
            self.line(first);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        let mut page = Page { text: String::new(), language: Language::English };
        page.fold("- ", 2, &"word ".repeat(30));
        let lines: Vec<_> = page.text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("- word") && lines[1].starts_with("  word"));
    }
}
