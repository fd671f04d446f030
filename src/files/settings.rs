//! What was set in a finished folder: its resolved scenario as keys with values, as `--set` takes them.

use crate::error::{Error, Result};
use crate::phrase;
use std::fs;
use std::path::Path;
use toml::{Table, Value};

/// The resolved scenario in a run folder: every value of the run.
pub const FILE: &str = "scenario.resolved.toml";

/// Keys with their values, in the order of the file: `policy."wage support".share`, `0.5`.
pub type Settings = Vec<(String, String)>;

/// Reads the keys of a resolved scenario.
///
/// # Errors
/// The file can't be read, or is no TOML.
pub fn read(path: &Path) -> Result<Settings> {
    let text = fs::read_to_string(path).map_err(Error::file(path))?;
    let table = text.parse::<Table>().map_err(|error| {
        let before = error.span().map_or("", |span| text.get(..span.start).unwrap_or(""));
        let line = 1 + before.matches('\n').count() as u64;
        Error::Malformed {
            path: path.to_path_buf(),
            line,
            what: phrase!("resolved scenario"),
            source: error.into(),
        }
    })?;
    let mut settings = Vec::new();
    below("", table, &mut settings);
    Ok(settings)
}

fn below(path: &str, table: Table, settings: &mut Settings) {
    for (key, value) in table {
        add(&joined(path, &key), value, settings);
    }
}

fn add(path: &str, value: Value, settings: &mut Settings) {
    match value {
        Value::Table(table) => below(path, table, settings),
        Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_table) => {
            for (at, item) in items.into_iter().enumerate() {
                let Value::Table(mut table) = item else { continue };
                // Shocks and policies go by their names, so that one more does not move the others.
                let path = match table.get("name").and_then(Value::as_str).map(str::to_string) {
                    Some(name) => {
                        table.remove("name");
                        joined(path, &name)
                    }
                    None => format!("{path}[{at}]"),
                };
                below(&path, table, settings);
            }
        }
        value => settings.push((path.to_string(), value.to_string())),
    }
}

/// A key behind its path, in quotes where TOML wants them.
fn joined(path: &str, key: &str) -> String {
    let bare = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    let key = if bare { key.to_string() } else { Value::from(key).to_string() };
    if path.is_empty() { key } else { format!("{path}.{key}") }
}

/// A key that two scenarios have with different values; none where one lacks it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Difference {
    pub key: String,
    pub first: Option<String>,
    pub second: Option<String>,
}

/// What differs between two lists of keys: in the order of the first, then what only the second has.
pub fn differences(first: &Settings, second: &Settings) -> Vec<Difference> {
    let find = |list: &Settings, key: &str| {
        list.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone())
    };
    let mut found: Vec<Difference> = first
        .iter()
        .map(|(key, value)| Difference {
            key: key.clone(),
            first: Some(value.clone()),
            second: find(second, key),
        })
        .filter(|found| found.first != found.second)
        .collect();
    let new = second.iter().filter(|(key, _)| find(first, key).is_none());
    found.extend(new.map(|(key, value)| Difference {
        key: key.clone(),
        first: None,
        second: Some(value.clone()),
    }));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> Settings {
        let mut settings = Vec::new();
        below("", text.parse().unwrap(), &mut settings);
        settings
    }

    #[test]
    fn policies_go_by_their_names_and_keys_are_quoted_where_they_must() {
        let text = "[scenario]\nmonths = 12\n[[policy]]\nname = \"wage support\"\nshare = 0.5\n\
                    target = { sizes = [\"micro\"] }\n[[step]]\nat = 1\n";
        let keys: Vec<String> =
            settings(text).into_iter().map(|(key, value)| format!("{key}={value}")).collect();
        assert_eq!(
            keys,
            [
                "scenario.months=12",
                "policy.\"wage support\".share=0.5",
                "policy.\"wage support\".target.sizes=[\"micro\"]",
                "step[0].at=1"
            ]
        );
    }

    #[test]
    fn differences_are_values_and_keys_that_one_lacks() {
        let (a, b) = (settings("a = 1\nb = 2\nc = 3"), settings("d = 4\nc = 3\nb = 5"));
        let found: Vec<_> = differences(&a, &b).into_iter().map(|d| (d.key, d.first, d.second)).collect();
        let some = |text: &str| Some(text.to_string());
        assert_eq!(
            found,
            [
                ("a".into(), some("1"), None),
                ("b".into(), some("2"), some("5")),
                ("d".into(), None, some("4"))
            ]
        );
    }
}
