//! TOML into the tree of values; what is not TOML is reported, with what to write instead.

use super::tree::{Entry, Node, Table, Value, share};
use super::{syntax, texts};
use crate::diagnose::{Place, Problems, Source};
use crate::language::told::Told;
use crate::told;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// Parses a file; what is not TOML goes to `problems`, and the rest is read as far as possible.
pub(crate) fn parse(source: &Arc<Source>, problems: &mut Problems) -> Table {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let place = Place { source: source.clone(), span };
        let message = told!("this is not TOML: {why}", why = syntax::told(error.message()));
        problems.at(&place, message, syntax_hint(&place));
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
fn syntax_hint(place: &Place) -> Option<Told> {
    let (line, _) = place.line_column();
    let text = place.source.text.lines().nth(line - 1)?;
    let value = text.split_once('=')?.1.split('#').next()?.trim();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if value.split_once('-').is_some_and(|(year, month)| digits(year) && digits(month)) {
        return Some(told!("write months in quotes: {text}", text = format!("\"{value}\"")));
    }
    if value
        .split_once(',')
        .is_some_and(|(whole, part)| digits(whole.trim_start_matches('-')) && digits(part))
    {
        return Some(told!("write {number} with a point", number = value.replace(',', ".")));
    }
    if let Some(percent) = value.strip_suffix('%').and_then(|number| number.trim().parse::<f64>().ok()) {
        return Some(told!("write shares as numbers: {number}", number = share(percent)));
    }
    if !value.is_empty()
        && value.chars().all(|c| c.is_alphanumeric() || c == '_' || c == ' ')
        && value.starts_with(char::is_alphabetic)
    {
        return Some(told!("write text in quotes: {text}", text = format!("\"{value}\"")));
    }
    None
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
    use super::super::tree::number;
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
        let hints: Vec<_> = problems.iter().filter_map(|p| p.hint.as_ref().map(Told::english)).collect();
        assert!(hints.iter().any(|hint| hint == "write months in quotes: \"2020-01\""), "{hints:?}");
        assert!(hints.iter().any(|hint| hint == "write 0.5 with a point"), "{hints:?}");
        assert!(hints.iter().any(|hint| hint == "write text in quotes: \"strict\""), "{hints:?}");
        assert!(hints.iter().any(|hint| hint == "write shares as numbers: 0.80"), "{hints:?}");
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!((number(80.0), number(0.125), number(1e20)), ("80".into(), "0.125".into(), "1e20".into()));
        assert_eq!((share(80.0), share(12.5)), ("0.80".into(), "0.125".into()));
    }
}
