//! What was written: TOML as a tree of values, each with its place in a file.
//!
//! The tree is walked by hand rather than by serde, because a user must see all problems at once, each at its
//! own line; serde stops at the first, and points at the wrong entry inside a list of tables.

use crate::diagnose::Place;
use crate::language::told::Told;
use crate::told;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub value: Value,
    pub place: Place,
}

/// A value of a scenario file. Whole numbers are wide enough for every seed.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(String),
    Whole(i128),
    Real(f64),
    Flag(bool),
    Date(String),
    List(Vec<Node>),
    Table(Table),
}

/// A table: its entries in the order of the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub entries: Vec<Entry>,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub key: String,
    pub key_place: Place,
    pub node: Node,
}

impl Table {
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.node)
    }

    /// Takes an entry out.
    pub fn take(&mut self, key: &str) -> Option<Entry> {
        let index = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(index))
    }

    /// Sets an entry; one of the same key keeps its position in the order.
    pub fn put(&mut self, entry: Entry) {
        match self.entries.iter_mut().find(|old| old.key == entry.key) {
            Some(old) => *old = entry,
            None => self.entries.push(entry),
        }
    }

    /// The keys, in order.
    #[cfg(test)]
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.key.as_str())
    }
}

impl Node {
    pub fn table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    pub fn table_mut(&mut self) -> Option<&mut Table> {
        match &mut self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    pub fn list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, whether written with a decimal point or without.
    pub fn number(&self) -> Option<f64> {
        match self.value {
            Value::Real(x) => Some(x),
            Value::Whole(n) => Some(n as f64),
            _ => None,
        }
    }

    /// The value for a message: `"36" (text)`, `a list`.
    pub fn shown(&self) -> Told {
        match &self.value {
            Value::Text(text) => told!("{text} (text)", text = format!("{text:?}")),
            Value::Whole(n) => Told::words(n.to_string()),
            Value::Real(x) => Told::words(number(*x)),
            Value::Flag(flag) => Told::words(flag.to_string()),
            Value::Date(date) => told!("the date {date}", date = date),
            Value::List(_) => told!("a list"),
            Value::Table(_) => told!("a table"),
        }
    }
}

/// A number as people write it: no trailing zeros, and an exponent only when it is very large or very small.
pub(crate) fn number(x: f64) -> String {
    if x != 0.0 && !(1e-6..1e15).contains(&x.abs()) { format!("{x:e}") } else { format!("{x}") }
}

/// A percentage as a share, with at least two decimals: 80 is 0.80.
pub(crate) fn share(percent: f64) -> String {
    let share = percent / 100.0;
    let short = format!("{share:.2}");
    if short.parse() == Ok(share) { short } else { number(share) }
}
