//! `explain`: what a key means, wherever it is declared: parameter, lever, setting, shock, scenario file,
//! output column, metric.

use super::glossary::WORDS;
use super::levers::{page, wrap};
use super::{Global, print};
use crate::compare::tables;
use crate::diagnose::did_you_mean;
use crate::economy::columns::COLUMNS;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::levers::ALL;
use crate::month::params::Params;
use crate::scenario::keys::{KEYS, Key};
use crate::shocks::{KINDS, ShockKind};
use crate::starters;
use crate::stats::columns::Described;
use crate::stats::summary::METRICS;
use crate::stats::tables::described_columns;
use crate::sweep::{self, output::ALIASES};
use crate::told;
use std::borrow::Cow;

/// Explains a key: a parameter, a lever, a shock, a key of scenario files, a column or a metric of results
#[derive(clap::Args, Debug)]
#[command(after_help = "A bare name finds everything of that name; a path finds one thing.\n\n\
    Examples:\n  tideover explain owner.look_through\n  tideover explain loan_guarantee\n  tideover explain policy.take_up\n  \
    tideover explain demand\n  tideover explain cash_days_p50\n  tideover explain jobs_change_lowest\n  \
    tideover explain recipes\n  tideover explain minimum wage")]
pub(super) struct Explain {
    /// What to explain
    #[arg(value_name = "KEY", required = true)]
    key: Vec<String>,
}

impl Explain {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let language = global.language();
        let topics = topics(language);
        let mut key = self.key.join("_").trim().trim_matches(['[', ']']).to_string();
        // In files sums of money end in the currency's unit: sales_bn_yuan.
        let known = topics.iter().any(|topic| topic.names.contains(&key));
        let spelled = key.to_lowercase().replace(['-', ' '], "_");
        if !known && topics.iter().any(|topic| topic.names.contains(&spelled)) {
            key = spelled;
        } else if let Some(recipe) = starters::find(starters::all(), &key).filter(|_| !known) {
            key = recipe.name.into();
        }
        if let Some((stem, _)) = key.split_once("_bn_").filter(|_| !known) {
            key = format!("{stem}_bn");
        }
        let found: Vec<&Topic> = topics.iter().filter(|topic| topic.names.contains(&key)).collect();
        if found.is_empty() {
            let names = topics.iter().flat_map(|topic| topic.names.iter().map(String::as_str));
            let hint = did_you_mean(&key, names)
                .unwrap_or_else(|| told!("see `tideover params`, `tideover levers`"));
            return Err(Error::Usage(told!(
                "nothing is called {key}; {hint}",
                key = format!("{key:?}"),
                hint = hint
            )));
        }
        if global.json {
            let page = |topic: &&Topic| serde_json::json!({ "key": topic.names[0], "kind": topic.kind, "text": topic.text });
            return print::json(&found.iter().map(page).collect());
        }
        let page = |topic: &&Topic| {
            format!(
                "{}{}\n\n{}\n",
                topic.names[0],
                language.bracketed(language.of(&topic.kind)),
                topic.text.trim_end()
            )
        };
        print::data(&found.iter().map(page).collect::<Vec<_>>().join("\n"))
    }
}

/// Something that can be explained.
struct Topic {
    /// What it is.
    kind: Cow<'static, str>,
    /// Its names; the first is the full one.
    names: Vec<String>,
    text: String,
}

fn topics(language: Language) -> Vec<Topic> {
    let mut topics = Vec::new();
    parameters(&mut topics);
    levers(&mut topics, language);
    shocks(&mut topics);
    scenario_keys(&mut topics);
    sweep_keys(&mut topics);
    columns(&mut topics);
    metrics(&mut topics);
    pack_columns(&mut topics);
    recipes(&mut topics);
    topics.extend(WORDS.iter().map(|(names, text)| Topic {
        kind: "word of results".into(),
        names: names.iter().map(ToString::to_string).collect(),
        text: wrap(text),
    }));
    topics
}

/// Columns of the tables of an economy pack.
fn pack_columns(topics: &mut Vec<Topic>) {
    let named = |table: &str, name: &str, meaning: &str, optional: bool| {
        let may = if optional { "; may be left out" } else { "" };
        Topic {
            kind: format!("column of {table}.csv of an economy pack").into(),
            names: vec![format!("{table}.{name}"), name.to_string()],
            text: wrap(&format!("{meaning}{may}")),
        }
    };
    topics.extend(COLUMNS.iter().map(|c| named(c.table, c.name, c.meaning, c.optional)));
}

/// How something that users look for is written, and all of these in one list.
fn recipes(topics: &mut Vec<Topic>) {
    let mut list = String::new();
    for (word, recipes) in [("shock", starters::SHOCKS), ("policy", starters::POLICIES)] {
        list += &format!("tideover new NAME --{word} RECIPE, or `tideover explain RECIPE`:\n\n");
        for recipe in recipes {
            list += &format!("  {:<20} {}\n", recipe.name, recipe.title);
            let text = format!("{}\n\n{}\n\n{}", recipe.title, wrap(recipe.note), recipe.toml.trim());
            topics.push(Topic { kind: "recipe".into(), names: vec![recipe.name.into()], text });
        }
        list.push('\n');
    }
    topics.push(Topic { kind: "list".into(), names: vec!["recipes".into()], text: list });
}

fn facts(meaning: &str, facts: &[(&str, String)]) -> String {
    let lines: String = facts
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("  {name:<8} {value}\n"))
        .collect();
    format!("{}\n\n{lines}", wrap(meaning))
}

fn range(min: f64, max: f64) -> String {
    format!("{} to {}", print::number(min), print::number(max))
}

fn parameters(topics: &mut Vec<Topic>) {
    let specs = Params::specs();
    for spec in &specs {
        let key = spec.key();
        let text = facts(
            spec.description,
            &[
                ("unit", spec.unit.into()),
                ("default", print::number(spec.default)),
                ("range", range(spec.min, spec.max)),
                ("source", format!("{} ({})", spec.source, spec.grade.word())),
                ("write", format!("[parameters.{}] {} = {}", spec.group, spec.name, spec.default)),
            ],
        );
        topics.push(Topic {
            kind: "parameter".into(),
            names: vec![key.clone(), format!("parameters.{key}"), spec.name.into()],
            text,
        });
    }
    for group in Params::GROUPS {
        let of_group = specs.iter().filter(|spec| spec.group == *group);
        let lines: String =
            of_group.map(|spec| format!("  {:<28} {}\n", spec.name, spec.description)).collect();
        topics.push(Topic {
            kind: "parameters of a mechanism".into(),
            names: vec![format!("parameters.{group}"), (*group).into()],
            text: lines,
        });
    }
}

fn levers(topics: &mut Vec<Topic>, language: Language) {
    for lever in ALL {
        topics.push(Topic {
            kind: "lever".into(),
            names: vec![lever.kind().into()],
            text: page(*lever, language),
        });
        for field in lever.fields() {
            let text = facts(
                field.description,
                &[
                    ("unit", field.unit.into()),
                    ("default", print::number(field.default)),
                    ("range", range(field.min, field.max)),
                    ("source", format!("{} ({})", field.source, field.grade.word())),
                    (
                        "write",
                        format!("[[policy]] kind = \"{}\", {} = {}", lever.kind(), field.name, field.default),
                    ),
                ],
            );
            let names = vec![
                format!("{}.{}", lever.kind(), field.name),
                format!("policy.{}", field.name),
                field.name.into(),
            ];
            topics.push(Topic { kind: "setting of a lever".into(), names, text });
        }
    }
}

fn shocks(topics: &mut Vec<Topic>) {
    for (kind, spec) in ShockKind::ALL.iter().zip(KINDS) {
        let write = format!(
            "[[shock]] kind = \"{}\"{}",
            spec.kind,
            match (spec.channels, kind.of_market()) {
                (true, _) => ", channel = \"household\"",
                (_, true) => ", market = \"…\"",
                _ => "",
            }
        );
        let text = facts(
            spec.description,
            &[("size", spec.unit.into()), ("range", range(spec.min, spec.max)), ("write", write)],
        );
        topics.push(Topic {
            kind: "kind of shock".into(),
            names: vec![format!("shock.{}", spec.kind), spec.kind.into()],
            text,
        });
    }
}

fn scenario_keys(topics: &mut Vec<Topic>) {
    for key in KEYS {
        let mut text =
            facts(key.meaning, &[("allowed", key.kind.allowed()), ("default", key.default.into())]);
        let inside: Vec<&Key> = KEYS
            .iter()
            .filter(|inner| inner.section == key.path() || plural_of(inner.section, &key.path()))
            .collect();
        if !inside.is_empty() {
            text += "\nKeys in it:\n";
            text.extend(inside.iter().map(|inner| format!("  {:<24} {}\n", inner.name, inner.meaning)));
        }
        let mut names = vec![key.path(), key.name.to_string()];
        names.dedup();
        topics.push(Topic { kind: "key of scenario files".into(), names, text });
    }
}

fn sweep_keys(topics: &mut Vec<Topic>) {
    for (section, write, keys) in
        [("sweep", "[sweep]", sweep::keys::SWEEP), ("factor", "[[factor]]", sweep::keys::FACTOR)]
    {
        for key in keys {
            let text = facts(key.meaning, &[("write", key.write.to_string())]);
            topics.push(Topic {
                kind: "key of sweep files".into(),
                names: vec![format!("{section}.{}", key.name), key.name.to_string()],
                text,
            });
        }
        let lines: String = keys.iter().map(|key| format!("  {:<14} {}\n", key.name, key.write)).collect();
        let text =
            format!("{write} in a sweep file; `tideover explain {section}.KEY` explains one key\n\n{lines}");
        topics.push(Topic { kind: "section of sweep files".into(), names: vec![section.to_string()], text });
    }
    for alias in ALIASES {
        let unit = alias.unit.replace("{unit}", "of the currency");
        let text =
            facts(alias.label, &[("unit", unit), ("write", format!("keep = [\"{}@end\"]", alias.name))]);
        topics.push(Topic { kind: "output of sweeps".into(), names: vec![alias.name.to_string()], text });
    }
}

/// A frame written out has the same keys as one among several.
fn plural_of(section: &str, path: &str) -> bool {
    section == "economy.frames" && path == "economy.frame"
}

/// Columns of all tables; one that means the same in several files is explained once.
fn columns(topics: &mut Vec<Topic>) {
    let mut known: Vec<(Described, Vec<&str>)> = Vec::new();
    for (file, list) in described_columns().into_iter().chain(tables::described_columns()) {
        for column in list {
            match known.iter_mut().find(|(other, _)| *other == column) {
                Some((_, files)) => files.push(file),
                None => known.push((column, vec![file])),
            }
        }
    }
    topics.extend(known.into_iter().map(|(column, files)| Topic {
        kind: format!("column of {}", files.join(", ")).into(),
        names: vec![column.name.to_string()],
        text: wrap(&column.description.replace("{unit}", "of the currency")),
    }));
}

fn metrics(topics: &mut Vec<Topic>) {
    for metric in METRICS {
        let text = facts(metric.description, &[("unit", metric.unit.replace("{unit}", "of the currency"))]);
        topics.push(Topic {
            kind: "metric of summary.csv".into(),
            names: vec![metric.name.to_string()],
            text,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(key: &str) -> Vec<String> {
        topics(Language::English)
            .into_iter()
            .filter(|topic| topic.names.iter().any(|name| name == key))
            .map(|topic| topic.kind.into_owned())
            .collect()
    }

    #[test]
    fn everything_declared_is_explained() {
        assert_eq!(kinds("owner.look_through"), ["parameter"]);
        assert_eq!(kinds("loan_guarantee"), ["lever"]);
        assert_eq!(kinds("policy.cover"), ["setting of a lever"; 2]);
        assert_eq!(kinds("take_up"), ["parameters of a mechanism", "key of scenario files"]);
        assert_eq!(kinds("shock.path.recover"), ["key of scenario files"]);
        assert_eq!(kinds("cash_days_p50"), ["column of monthly.csv"]);
        assert_eq!(kinds("sales_bn"), ["column of monthly.csv", "column of monthly_by_GROUP.csv"]);
        assert_eq!(kinds("demand"), ["parameters of a mechanism", "kind of shock"]);
        assert_eq!(kinds("jobs_change_lowest"), ["metric of summary.csv"]);
        assert_eq!(kinds("newly_guaranteed_bn"), ["column of policies.csv"]);
        assert_eq!(kinds("share_of_money"), ["column of fates.csv"]);
        assert!(kinds("nonsense").is_empty());
    }

    #[test]
    fn no_text_is_empty() {
        assert!(topics(Language::English).iter().all(|topic| topic.text.trim().len() > 3));
    }
}
