//! What was written: TOML as a tree of values, each with its place in a file.
//!
//! The tree is walked by hand rather than by serde, because a user must see all problems at once, each at its
//! own line; serde stops at the first, and points at the wrong entry inside a list of tables.

use super::texts;
use crate::diagnose::{Place, Problems, Source};
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

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
    pub fn shown(&self) -> String {
        match &self.value {
            Value::Text(text) => format!("{text:?} (text)"),
            Value::Whole(n) => n.to_string(),
            Value::Real(x) => number(*x),
            Value::Flag(flag) => flag.to_string(),
            Value::Date(date) => format!("the date {date}"),
            Value::List(_) => "a list".into(),
            Value::Table(_) => "a table".into(),
        }
    }
}

/// A number as people write it: no trailing zeros, and an exponent only when it is very large or very small.
pub(crate) fn number(x: f64) -> String {
    if x != 0.0 && !(1e-6..1e15).contains(&x.abs()) { format!("{x:e}") } else { format!("{x}") }
}

/// Parses a file; what is not TOML goes to `problems`, and the rest is read as far as possible.
pub(crate) fn parse(source: &Arc<Source>, problems: &mut Problems) -> Table {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let place = Place { source: source.clone(), span };
        problems.at(&place, format!("this is not TOML: {}", error.message()), syntax_hint(&place));
    }
    let table = table_of(table.get_ref(), source);
    texts::check(&table, problems);
    table
}

/// Parses a single value, as given on the command line; `None` when it is not TOML.
pub(crate) fn parse_value(text: &str, place: &Place) -> Option<Node> {
    let value = DeValue::parse(text).ok()?;
    let mut node = node_of(value.get_ref(), 0..text.len(), &place.source);
    node.place = place.clone();
    Some(node)
}

/// What the usual mistakes of syntax look like, and what to write instead.
fn syntax_hint(place: &Place) -> Option<String> {
    let (line, _) = place.line_column();
    let text = place.source.text.lines().nth(line - 1)?;
    let value = text.split_once('=')?.1.split('#').next()?.trim();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if value.split_once('-').is_some_and(|(year, month)| digits(year) && digits(month)) {
        return Some(format!("write months in quotes: \"{value}\""));
    }
    if value
        .split_once(',')
        .is_some_and(|(whole, part)| digits(whole.trim_start_matches('-')) && digits(part))
    {
        return Some(format!("write {} with a point", value.replace(',', ".")));
    }
    if let Some(percent) = value.strip_suffix('%').and_then(|number| number.trim().parse::<f64>().ok()) {
        return Some(format!("write shares as numbers: {}", share(percent)));
    }
    if !value.is_empty()
        && value.chars().all(|c| c.is_alphanumeric() || c == '_' || c == ' ')
        && value.starts_with(char::is_alphabetic)
    {
        return Some(format!("write text in quotes: \"{value}\""));
    }
    None
}

/// A percentage as a share, with at least two decimals: 80 is 0.80.
pub(crate) fn share(percent: f64) -> String {
    let share = percent / 100.0;
    let short = format!("{share:.2}");
    if short.parse() == Ok(share) { short } else { number(share) }
}

fn table_of(table: &DeTable<'_>, source: &Arc<Source>) -> Table {
    let place = |span| Place { source: source.clone(), span };
    let entries = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_place: place(key.span()),
            node: node_of(value.get_ref(), value.span(), source),
        })
        .collect();
    Table { entries }
}

fn node_of(value: &DeValue<'_>, span: std::ops::Range<usize>, source: &Arc<Source>) -> Node {
    let value = match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(n) => match i128::from_str_radix(n.as_str(), n.radix()) {
            Ok(n) => Value::Whole(n),
            Err(_) => Value::Real(f64::INFINITY), // more digits than any quantity has; refused where a range is checked
        },
        DeValue::Float(x) => Value::Real(x.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(list) => {
            Value::List(list.iter().map(|item| node_of(item.get_ref(), item.span(), source)).collect())
        }
        DeValue::Table(table) => Value::Table(table_of(table, source)),
    };
    Node { value, place: Place { source: source.clone(), span } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Table, Problems) {
        let source = Arc::new(Source { path: "t.toml".into(), text: text.into() });
        let mut problems = Problems::new();
        let table = parse(&source, &mut problems);
        (table, problems)
    }

    #[test]
    fn values_keep_their_places() {
        let (table, problems) = read("[scenario]\nmonths = 36\n[[policy]]\nname = \"a\"\n");
        assert!(problems.is_empty());
        let months = table.get("scenario").unwrap().table().unwrap().get("months").unwrap();
        assert_eq!(months.number(), Some(36.0));
        assert_eq!(months.place.line_column(), (2, 10));
        assert_eq!(table.get("policy").unwrap().list().unwrap()[0].place.line_column(), (3, 1));
    }

    #[test]
    fn every_syntax_error_is_reported_and_usual_ones_have_a_hint() {
        let (_, problems) = read("start = 2020-01\ncover = 0,5\nregime = strict\nshare = 80%\n");
        let hints: Vec<_> = problems.iter().filter_map(|p| p.hint.as_deref()).collect();
        assert!(hints.contains(&"write months in quotes: \"2020-01\""), "{hints:?}");
        assert!(hints.contains(&"write 0.5 with a point"), "{hints:?}");
        assert!(hints.contains(&"write text in quotes: \"strict\""), "{hints:?}");
        assert!(hints.contains(&"write shares as numbers: 0.80"), "{hints:?}");
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!((number(80.0), number(0.125), number(1e20)), ("80".into(), "0.125".into(), "1e20".into()));
        assert_eq!((share(80.0), share(12.5)), ("0.80".into(), "0.125".into()));
    }
}
