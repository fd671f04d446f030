//! The languages of help, messages, charts, reports and tables. What is written in the code is English; a file of phrases
//! a language (gettext, `zh.po`) says the same in the other. `tests/language.rs` holds that no phrase is missing,
//! left over, or without one of its values.
//!
//! ```
//! use tideover::language::Language;
//! use tideover::say;
//!
//! let text = |language: Language| say!(language, "{count} replications", count = 8);
//! assert_eq!(text(Language::English), "8 replications");
//! assert_ne!(text(Language::Chinese), text(Language::English));
//! ```

pub mod kinds;
pub mod known;
pub mod numbers;
pub mod screen;
pub mod told;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::{Display, Write};
use std::sync::LazyLock;

/// A language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Language {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "zh")]
    Chinese,
}

/// A phrase in a language: `say!(language, "{count} firms", count = 3)`; without values it is borrowed.
#[macro_export]
macro_rules! say {
    ($language:expr, $english:literal) => {
        $language.of($english)
    };
    ($language:expr, $english:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $language.fill($english, &[$((stringify!($name), &$value as &dyn std::fmt::Display)),+])
    };
}

/// Marks a phrase where no language is at hand yet; [`Language::of`] says it later.
#[macro_export]
macro_rules! phrase {
    ($english:literal) => {
        $english
    };
}

/// The phrases of a language, by their English.
pub type Phrases = BTreeMap<String, String>;

/// The phrases of Chinese.
pub const CHINESE: &str = include_str!("zh.po");

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| read(CHINESE).unwrap_or_default());

/// Reads a file of phrases.
///
/// # Errors
/// What is wrong with it, or a phrase that stands in it twice.
pub fn read(text: &str) -> Result<Phrases, String> {
    let catalog = polib::po_file::parse_from_reader(text.as_bytes()).map_err(|error| error.to_string())?;
    let mut phrases = Phrases::new();
    for message in catalog.messages() {
        let words = message.msgstr().map_err(|error| error.to_string())?;
        if !message.msgid().is_empty() {
            phrases.insert(message.msgid().to_string(), words.to_string());
        }
    }
    // Of two alike the library keeps one. The first entry is the head, with an empty phrase.
    let entries = text.lines().filter(|line| line.starts_with("msgid ")).count();
    match entries.saturating_sub(1 + phrases.len()) {
        0 => Ok(phrases),
        twice => Err(format!("{twice} phrases stand there twice")),
    }
}

impl Language {
    /// All.
    pub const ALL: [Language; 2] = [Language::English, Language::Chinese];
    /// Their codes, as users write them.
    pub const CODES: [&str; 2] = ["en", "zh"];

    /// Its code, as in `lang="zh"` of a page.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh",
        }
    }
    /// Whether it is English, which files leave out.
    pub fn is_english(&self) -> bool {
        *self == Language::English
    }
    /// The language of a code.
    pub fn named(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }
    /// A phrase in this language; what the file of phrases does not have, such as a name that a user gave, stays
    /// as it is.
    pub fn of(self, english: &str) -> &str {
        match self {
            Language::English => english,
            Language::Chinese => {
                PHRASES.get(english).filter(|words| !words.is_empty()).map_or(english, String::as_str)
            }
        }
    }
    /// A phrase with values in place of `{name}`.
    pub fn fill(self, english: &str, values: &[(&str, &dyn Display)]) -> String {
        let mut rest = self.of(english);
        let mut filled = String::with_capacity(rest.len() + 16);
        while let Some(at) = rest.find('{') {
            filled.push_str(&rest[..at]);
            rest = &rest[at..];
            let end = rest.find('}').map_or(rest.len(), |end| end + 1);
            let name = rest[..end].trim_start_matches('{').trim_end_matches('}');
            match values.iter().find(|value| value.0 == name) {
                Some((_, value)) => drop(write!(filled, "{value}")),
                None => filled.push_str(&rest[..end]),
            }
            rest = &rest[end..];
        }
        filled.push_str(rest);
        filled
    }
    /// A text that is known as a whole, or else the parts of it that semicolons part, each once: titles and sources of
    /// several files joined.
    pub fn of_parts(self, text: &str) -> String {
        let whole = self.of(text);
        let parts = || text.split("; ");
        if self.is_english() || whole != text || parts().all(|part| self.of(part) == part) {
            return whole.to_string();
        }
        let mut said: Vec<&str> = Vec::new();
        for part in parts().map(|part| self.of(part)) {
            if !said.contains(&part) {
                said.push(part);
            }
        }
        said.join(self.semicolon())
    }
    /// Members of a list: commas in English, the mark of lists in Chinese.
    pub fn list<T: AsRef<str>>(self, members: &[T]) -> String {
        let mark = match self {
            Language::English => ", ",
            Language::Chinese => "、",
        };
        members.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(mark)
    }
    /// What joins two parts of a phrase.
    pub fn comma(self) -> &'static str {
        match self {
            Language::English => ", ",
            Language::Chinese => "，",
        }
    }
    /// What parts two halves of a phrase.
    pub fn semicolon(self) -> &'static str {
        match self {
            Language::English => "; ",
            Language::Chinese => "；",
        }
    }
    /// Sentences one behind the other: a blank between them in English.
    pub fn sentences<T: AsRef<str>>(self, sentences: &[T]) -> String {
        let mark = match self {
            Language::English => " ",
            Language::Chinese => "",
        };
        let said: Vec<&str> = sentences.iter().map(AsRef::as_ref).filter(|said| !said.is_empty()).collect();
        said.join(mark)
    }
    /// In brackets, behind what stands before.
    pub fn bracketed(self, words: &str) -> String {
        match self {
            Language::English => format!(" ({words})"),
            Language::Chinese => format!("（{words}）"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_they_are_named_and_are_not_read_again() {
        let said = say!(Language::English, "{a} of {b}, {c}", b = "{a}", a = 1);
        assert_eq!(said, "1 of {a}, {c}");
        assert_eq!(Language::Chinese.of("a name that nobody wrote"), "a name that nobody wrote");
    }

    #[test]
    fn what_two_languages_join_by() {
        assert_eq!(Language::English.list(&["a", "b"]), "a, b");
        assert_eq!(Language::Chinese.list(&["a", "b"]), "a、b");
        assert_eq!(Language::English.sentences(&["A.", "", "B."]), "A. B.");
        assert_eq!(Language::Chinese.bracketed("a"), "（a）");
        assert_eq!(Language::Chinese.of_parts("Thought experiment; mine"), "思想实验；mine");
        assert_eq!(Language::English.of_parts("Thought experiment; mine"), "Thought experiment; mine");
    }

    #[test]
    fn a_phrase_twice_is_refused() {
        let head = "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";
        let one = "msgid \"firms\"\nmsgstr \"企业\"\n\n";
        assert_eq!(read(&format!("{head}{one}")).unwrap()["firms"], "企业");
        assert!(read(&format!("{head}{one}{one}")).unwrap_err().contains("twice"));
    }
}
