//! Typed values out of a sweep file, collecting every problem: what is wrong, what is allowed, the nearest
//! name.

use super::words::{as_in, quoted};
use crate::diagnose::{Place, Problems, did_you_mean, one_of};
use crate::language::told::Told;
use crate::scenario::tree::{Node, Table, Value as Written, number};
use crate::scenario::values::{month_hint, type_hint};
use crate::sweep::entry::Value;
use crate::units::Month;
use crate::{phrase, told};

/// A table of the file, with the keys that it may have.
pub(super) struct Part<'a> {
    /// What messages call it: `factor "strength"`.
    pub what: Told,
    pub table: &'a Table,
    /// Where to report what is missing.
    pub place: Place,
}

impl<'a> Part<'a> {
    /// A table; keys that it may not have are reported at once.
    pub fn open(
        what: Told,
        table: &'a Table,
        place: &Place,
        known: &[&str],
        problems: &mut Problems,
    ) -> Part<'a> {
        let part = Part { what, table, place: place.clone() };
        for entry in table.entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let known = || known.iter().copied();
            let message = told!(
                "{what}: {key} is not a key here{allowed}",
                what = part.what.clone(),
                key = &entry.key,
                allowed = one_of(known())
            );
            problems.at(&entry.key_place, message, did_you_mean(&entry.key, known()));
        }
        part
    }

    /// Where a key's value stands, or the table when it is not given.
    pub fn place_of(&self, name: &str) -> &Place {
        self.table.get(name).map_or(&self.place, |node| &node.place)
    }

    /// Reports that a key is missing.
    pub fn missing(&self, name: &str, meaning: Told, example: &str, problems: &mut Problems) {
        let message = told!(
            "{what}: {name} is missing ({meaning})",
            what = self.what.clone(),
            name = name,
            meaning = meaning
        );
        problems.at(&self.place, message, Some(as_in(example)));
    }

    fn lacking(&self, name: &str, example: &str, problems: &mut Problems) {
        let message = told!("{what}: {name} is missing", what = self.what.clone(), name = name);
        problems.at(&self.place, message, Some(as_in(format!("{name} = {example}"))));
    }

    fn unlike(&self, name: &str, node: &Node, wanted: &'static str) -> Told {
        told!(
            "{what}: {name} is {shown}, but {wanted} is wanted",
            what = self.what.clone(),
            name = name,
            shown = node.shown(),
            wanted = Told::phrase(wanted)
        )
    }

    fn wrong(&self, name: &str, node: &Node, wanted: &'static str, problems: &mut Problems) {
        problems.at(&node.place, self.unlike(name, node, wanted), type_hint(node, &Told::phrase(wanted)));
    }

    /// Text.
    pub fn text(&self, name: &str, problems: &mut Problems) -> Option<(&'a str, &'a Place)> {
        let node = self.table.get(name)?;
        if node.text().is_none() {
            self.wrong(name, node, phrase!("text in quotes"), problems);
        }
        node.text().map(|text| (text, &node.place))
    }

    /// Text, empty when there is none.
    pub fn remark(&self, name: &str, problems: &mut Problems) -> String {
        self.text(name, problems).map_or(String::new(), |(text, _)| text.to_string())
    }

    /// One text or a list of them; an empty list is reported.
    pub fn texts(&self, name: &str, problems: &mut Problems) -> Vec<(&'a str, &'a Place)> {
        let Some(node) = self.table.get(name) else { return Vec::new() };
        let items = node.list().unwrap_or(std::slice::from_ref(node));
        if items.is_empty() {
            problems.at(
                &node.place,
                told!("{what}: {name} is an empty list", what = self.what.clone(), name = name),
                Some(told!("name at least one, or leave it out")),
            );
        }
        let mut texts = Vec::new();
        for item in items {
            match item.text() {
                Some(text) => texts.push((text, &item.place)),
                None => self.wrong(name, item, phrase!("text in quotes"), problems),
            }
        }
        texts
    }

    /// One of some words, by index.
    pub fn word(&self, name: &str, words: &[&str], problems: &mut Problems) -> Option<usize> {
        let (text, place) = self.text(name, problems)?;
        let found = words.iter().position(|word| *word == text);
        if found.is_none() {
            let message = told!(
                "{what}: there is no {name} {text}{allowed}",
                what = self.what.clone(),
                name = name,
                text = quoted(text),
                allowed = one_of(words.iter().copied())
            );
            problems.at(place, message, did_you_mean(text, words.iter().copied()));
        }
        found
    }

    /// A finite number.
    pub fn number(&self, name: &str, problems: &mut Problems) -> Option<f64> {
        let node = self.table.get(name)?;
        match node.number() {
            Some(x) if x.is_finite() => Some(x + 0.0),
            Some(_) => {
                problems.at(&node.place, self.unlike(name, node, phrase!("a finite number")), None);
                None
            }
            None => {
                self.wrong(name, node, phrase!("a number"), problems);
                None
            }
        }
    }

    /// A number that must be there.
    pub fn needed(&self, name: &str, problems: &mut Problems) -> Option<f64> {
        if self.table.get(name).is_none() {
            self.lacking(name, "1.0", problems);
        }
        self.number(name, problems)
    }

    /// A whole number within bounds.
    pub fn whole(&self, name: &str, (min, max): (u64, u64), problems: &mut Problems) -> Option<u64> {
        let node = self.table.get(name)?;
        let whole = match node.value {
            Written::Whole(n) => n,
            Written::Real(x) if x == x.trunc() && x.abs() < 9e15 => x as i128,
            _ => {
                self.wrong(name, node, phrase!("a whole number"), problems);
                return None;
            }
        };
        let found = u64::try_from(whole).ok().filter(|n| (min..=max).contains(n));
        if found.is_none() {
            let message = told!(
                "{what}: {name} is {value}, outside {min}..={max}",
                what = self.what.clone(),
                name = name,
                value = whole,
                min = min,
                max = max
            );
            problems.at(&node.place, message, None);
        }
        found
    }

    /// `true` or `false`.
    pub fn flag(&self, name: &str, problems: &mut Problems) -> Option<bool> {
        let node = self.table.get(name)?;
        match node.value {
            Written::Flag(flag) => Some(flag),
            _ => {
                self.wrong(name, node, phrase!("true or false"), problems);
                None
            }
        }
    }

    /// A month.
    pub fn month(&self, name: &str, problems: &mut Problems) -> Option<Month> {
        let Some(node) = self.table.get(name) else {
            self.lacking(name, "\"2020-06\"", problems);
            return None;
        };
        let Some(text) = node.text() else {
            self.wrong(name, node, phrase!("a month in quotes, as in \"2020-06\","), problems);
            return None;
        };
        match text.parse() {
            Ok(month) => Some(month),
            Err(error) => {
                let message =
                    told!("{what}: {name}: {why}", what = self.what.clone(), name = name, why = error);
                problems.at(&node.place, message, month_hint(text));
                None
            }
        }
    }

    /// A list, at a key where only a list may stand.
    pub fn list(&self, name: &str, problems: &mut Problems) -> Option<&'a [Node]> {
        let node = self.table.get(name)?;
        if node.list().is_none() {
            self.wrong(name, node, phrase!("a list"), problems);
        }
        node.list()
    }

    /// A table, at a key where only a table may stand.
    pub fn inner(&self, name: &str, problems: &mut Problems) -> Option<(&'a Table, &'a Place)> {
        let node = self.table.get(name)?;
        if node.table().is_none() {
            self.wrong(name, node, phrase!("a table in braces"), problems);
        }
        node.table().map(|table| (table, &node.place))
    }

    /// A value that a factor may take; anything else is reported.
    pub fn value(&self, name: &str, node: &Node, problems: &mut Problems) -> Option<Value> {
        match &node.value {
            Written::Text(text) => Some(Value::Text(text.clone())),
            Written::Flag(flag) => Some(Value::Text(flag.to_string())),
            Written::Whole(_) | Written::Real(_) => match node.number().filter(|x| x.is_finite()) {
                Some(x) => Some(Value::Number(x + 0.0)),
                None => {
                    let message = told!(
                        "{what}: {name} holds {shown}, which is no finite number",
                        what = self.what.clone(),
                        name = name,
                        shown = node.shown()
                    );
                    problems.at(&node.place, message, None);
                    None
                }
            },
            _ => {
                self.wrong(name, node, phrase!("a number, or a month or name in quotes,"), problems);
                None
            }
        }
    }
}

/// A value as people write it: numbers without trailing zeros, texts without quotes.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::Number(x) => number(*x),
        Value::Text(text) => text.clone(),
    }
}

/// A unit variant as its word in files.
pub(super) fn word(design: &crate::sweep::entry::Design) -> String {
    serde_json::to_value(design).ok().and_then(|value| value.as_str().map(str::to_string)).unwrap_or_default()
}

/// Bytes within a text, as a place in its file: behind the quotation mark.
pub(super) fn within(place: &Place, span: &std::ops::Range<usize>) -> Place {
    let quotes = place
        .source
        .text
        .get(place.span.clone())
        .map_or(0, |text| text.len() - text.trim_start_matches(['"', '\'']).len());
    let start = (place.span.start + quotes + span.start).min(place.span.end);
    Place { source: place.source.clone(), span: start..(start + span.len()).min(place.span.end) }
}
