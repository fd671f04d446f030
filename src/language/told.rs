//! What is said later, when the language of its reader is known: messages of errors.

use super::Language;
use crate::units::NoMonth;
use std::borrow::Cow;
use std::fmt::Display;

/// A phrase with its values, kept apart: `told!("there is no sector {name}", name = typed)`. A value may itself be one.
#[macro_export]
macro_rules! told {
    ($english:literal) => {
        $crate::language::told::Told::phrase($english)
    };
    ($english:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::language::told::Told::of($english, vec![$((stringify!($name), $crate::language::told::Value::from($value))),+])
    };
}

/// A phrase with its values, in no language yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    words: Words,
    values: Vec<(&'static str, Value)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Words {
    /// Of the program.
    Phrase(&'static str),
    /// Perhaps a phrase.
    Known(Box<str>),
    /// The same in every language.
    Fixed(Box<str>),
}

/// A value of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The same in every language: a name, a number.
    Text(String),
    /// Words of their own.
    Told(Told),
}

impl<T: Display> From<T> for Value {
    fn from(text: T) -> Value {
        Value::Text(text.to_string())
    }
}

impl From<Told> for Value {
    fn from(told: Told) -> Value {
        Value::Told(told)
    }
}

impl From<NoMonth> for Value {
    fn from(why: NoMonth) -> Value {
        Value::Told(why.into())
    }
}

impl From<NoMonth> for Told {
    fn from(NoMonth { phrase, text }: NoMonth) -> Told {
        let [first, last] = NoMonth::ends();
        let values = [("text", text), ("first", first.to_string()), ("last", last.to_string())];
        Told::of(phrase, values.map(|(name, value)| (name, Value::Text(value))).into())
    }
}

/// Words of this program inside an error of another kind, such as one of the system, which keeps its kind.
#[derive(Debug)]
pub struct Inside(pub Told);

impl Display for Inside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.said(Language::English))
    }
}

impl std::error::Error for Inside {}

impl Told {
    /// A phrase without values.
    pub fn phrase(english: &'static str) -> Told {
        Told { words: Words::Phrase(english), values: Vec::new() }
    }
    /// A phrase and its values by name; see [`told!`](crate::told).
    pub fn of(english: &'static str, values: Vec<(&'static str, Value)>) -> Told {
        Told { words: Words::Phrase(english), values }
    }
    /// Words that stay as they are: what a library says, a name that a user gave or must type.
    pub fn words(words: impl Into<String>) -> Told {
        Told { words: Words::Fixed(words.into().into()), values: Vec::new() }
    }
    /// A text that is said in the language where it is a phrase: a description, the name of a regime.
    pub fn known(text: impl Into<String>) -> Told {
        Told { words: Words::Known(text.into().into()), values: Vec::new() }
    }

    /// Nothing, where there is nothing to add.
    pub fn nothing() -> Told {
        Told::words("")
    }

    /// Several, each in a line of its own.
    pub fn lines(told: impl IntoIterator<Item = Told>) -> Told {
        let below = |above: Told, next: Told| {
            Told::of("{first}\n{next}", vec![("first", above.into()), ("next", next.into())])
        };
        told.into_iter().reduce(below).unwrap_or_else(Told::nothing)
    }

    /// Said in a language.
    pub fn said(&self, language: Language) -> String {
        let phrase: &str = match &self.words {
            Words::Fixed(words) => return words.to_string(),
            Words::Known(words) => words,
            Words::Phrase(phrase) => phrase,
        };
        if self.values.is_empty() {
            return language.of(phrase).to_string();
        }
        let said: Vec<(&str, Cow<'_, str>)> =
            self.values.iter().map(|(name, value)| (*name, value.said(language))).collect();
        let values: Vec<(&str, &dyn Display)> =
            said.iter().map(|(name, value)| (*name, value as &dyn Display)).collect();
        language.fill(phrase, &values)
    }

    /// Said in English.
    pub fn english(&self) -> String {
        self.said(Language::English)
    }
}

impl Value {
    fn said(&self, language: Language) -> Cow<'_, str> {
        match self {
            Value::Text(text) => Cow::Borrowed(text),
            Value::Told(told) => Cow::Owned(told.said(language)),
        }
    }
}

/// Its English is that text.
impl PartialEq<&str> for Told {
    fn eq(&self, text: &&str) -> bool {
        self.english() == *text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_within_a_phrase_is_said_in_the_same_language() {
        let hint = |name: Option<&str>| {
            name.map_or(Told::nothing(), |name| told!("did you mean {name}?", name = name))
        };
        let told = told!("there is no policy {name}: {hint}", name = "{hint}", hint = hint(Some("loans")));
        assert_eq!(told.english(), "there is no policy {hint}: did you mean loans?");
        assert!(told.said(Language::Chinese).contains("loans"));
        assert!(!told.said(Language::Chinese).contains("did you"));
        let none = told!("there is no policy {name}: {hint}", name = 3, hint = hint(None));
        assert_eq!(none.english(), "there is no policy 3: ");
        assert_eq!(Told::words("of {others}").english(), "of {others}");
        // A name to type stays as it is, though it is a phrase too.
        assert_eq!(Told::words("firms").said(Language::Chinese), "firms");
        assert_ne!(Told::known("firms").said(Language::Chinese), "firms");
        assert_eq!(Told::lines(["a", "b", "c"].map(Told::words)).english(), "a\nb\nc");
    }
}
