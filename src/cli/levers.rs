//! `levers`: the policy instruments.

use super::{Global, print};
use crate::diagnose::did_you_mean;
use crate::error::{Error, Result};
use crate::levers::{ALL, Field, Lever, by_kind};

/// Lists the policy levers, or shows one with its settings
#[derive(clap::Args, Debug)]
#[command(after_help = "A lever is used in a scenario as [[policy]] kind = \"NAME\", with dates, a target and its settings.\n\n\
    Examples:\n  tideover levers\n  tideover levers loan_guarantee")]
pub(super) struct Levers {
    /// The lever to show
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

impl Levers {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let Some(name) = self.name else {
            if global.json {
                return print::json(&ALL.iter().map(|lever| json(*lever)).collect());
            }
            let row = |lever: &&dyn Lever| {
                let settings = lever.fields().iter().map(|field| field.name).collect::<Vec<_>>().join(", ");
                vec![lever.kind().into(), lever.summary().into(), settings]
            };
            return print::data(&print::table(&["lever", "what it does", "settings"], &[], ALL.iter().map(row)));
        };
        let Some(lever) = by_kind(&name).map(|index| ALL[index]) else {
            let kinds = ALL.iter().map(|lever| lever.kind());
            let hint = did_you_mean(&name, kinds).map_or(String::new(), |hint| format!("; {hint}"));
            return Err(Error::Usage(format!("there is no lever {name:?}{hint} (`tideover levers` lists them)")));
        };
        if global.json { print::json(&json(lever)) } else { print::data(&page(lever)) }
    }
}

/// The page of a lever: what it does, its settings, how to write it.
pub(super) fn page(lever: &dyn Lever) -> String {
    let row = |field: &Field| {
        let range = format!("{}..{}", print::number(field.min), print::number(field.max));
        let basis = format!("{} ({})", field.source, field.grade.word());
        vec![field.name.into(), print::number(field.default), range, field.unit.into(), field.description.into(), basis]
    };
    let settings = print::table(&["setting", "default", "range", "unit", "meaning", "source"], &[1, 2], lever.fields().iter().map(row));
    let mut example = format!("[[policy]]\nname = \"my policy\"\nkind = \"{}\"\nfrom = \"2020-03\"\nto   = \"2021-03\"\n", lever.kind());
    for field in lever.fields() {
        example += &format!("{} = {}\n", field.name, field.default);
    }
    let indented: String = example.lines().map(|line| format!("  {line}\n")).collect();
    format!("{}: {}\n\n{}\n\n{settings}\nIn a scenario:\n\n{indented}", lever.kind(), lever.summary(), wrap(lever.page()))
}

/// Breaks a paragraph into lines of a hundred characters.
pub(super) fn wrap(text: &str) -> String {
    let mut wrapped = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 {
            let fits = used + 1 + length <= 100;
            wrapped.push(if fits { ' ' } else { '\n' });
            used = if fits { used + 1 } else { 0 };
        }
        wrapped.push_str(word);
        used += length;
    }
    wrapped
}

fn json(lever: &dyn Lever) -> serde_json::Value {
    let fields: Vec<_> = lever.fields().iter().map(|field| field_json(lever, field)).collect();
    serde_json::json!({ "kind": lever.kind(), "summary": lever.summary(), "page": lever.page(), "fields": fields })
}

fn field_json(lever: &dyn Lever, field: &Field) -> serde_json::Value {
    serde_json::json!({
        "key": format!("{}.{}", lever.kind(), field.name), "name": field.name, "description": field.description, "unit": field.unit,
        "min": field.min, "max": field.max, "default": field.default, "grade": field.grade.word(), "source": field.source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_show_every_setting_and_an_example() {
        for lever in ALL {
            let page = page(*lever);
            assert!(page.contains("[[policy]]") && page.contains(&format!("kind = \"{}\"", lever.kind())), "{page}");
            assert!(lever.fields().iter().all(|field| page.contains(field.name)), "{page}");
        }
    }

    #[test]
    fn paragraphs_are_wrapped() {
        let text = wrap(&"word ".repeat(40));
        assert!(text.lines().count() == 2 && text.lines().all(|line| line.len() <= 100), "{text}");
    }
}
