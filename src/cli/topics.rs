//! What `explain` knows: parameters, levers and their settings, shocks, keys of files, columns, metrics, words.

use super::glossary::WORDS;
use super::levers::{page, wrap};
use super::print;
use crate::catalogue;
use crate::compare::tables;
use crate::economy::columns::COLUMNS;
use crate::language::Language;
use crate::language::screen::padded;
use crate::levers::{ALL, Field};
use crate::month::params::Params;
use crate::scenario::keys::{KEYS, Key};
use crate::shocks::{KINDS, ShockKind};
use crate::starters;
use crate::stats::columns::Described;
use crate::stats::summary::METRICS;
use crate::stats::tables::described_columns;
use crate::sweep::{self, output::ALIASES};
use crate::units::Grade;
use crate::{phrase, say};

/// Something that can be explained.
pub(super) struct Topic {
    /// What it is.
    pub kind: String,
    /// Its names; the first is the full one.
    pub names: Vec<String>,
    /// What it means.
    pub text: String,
}

/// Everything that can be explained, in a language.
pub(super) fn topics(language: Language) -> Vec<Topic> {
    let mut topics = Vec::new();
    parameters(&mut topics, language);
    levers(&mut topics, language);
    shocks(&mut topics, language);
    scenario_keys(&mut topics, language);
    sweep_keys(&mut topics, language);
    columns(&mut topics, language);
    metrics(&mut topics, language);
    pack_columns(&mut topics, language);
    recipes(&mut topics, language);
    topics.extend(WORDS.iter().map(|(names, text)| Topic {
        kind: said(language, phrase!("word of results")),
        names: names.iter().map(ToString::to_string).collect(),
        text: wrap(language.of(text), language),
    }));
    topics.iter_mut().for_each(|topic| also_called(topic, language));
    topics
}

/// Adds what its names are called in a language, under which they are printed: 融资担保 for `loan_guarantee`.
fn also_called(topic: &mut Topic, language: Language) {
    let called = |name: &String| {
        let words = name.replace('_', " ");
        let said = language.of(&words);
        (said != words).then(|| said.to_string())
    };
    let also: Vec<String> = topic.names.iter().filter_map(called).collect();
    topic.names.extend(also);
}

fn said(language: Language, english: &str) -> String {
    language.of(english).to_string()
}

/// Columns of the tables of an economy pack.
fn pack_columns(topics: &mut Vec<Topic>, language: Language) {
    topics.extend(COLUMNS.iter().map(|column| {
        let meaning = language.of(column.meaning);
        let text = if column.optional {
            say!(language, "{meaning}; may be left out", meaning = meaning)
        } else {
            meaning.to_string()
        };
        Topic {
            kind: say!(language, "column of {table}.csv of an economy pack", table = column.table),
            names: vec![format!("{}.{}", column.table, column.name), column.name.to_string()],
            text: wrap(&text, language),
        }
    }));
}

/// How something that users look for is written, and all of these in one list.
fn recipes(topics: &mut Vec<Topic>, language: Language) {
    let mut list = String::new();
    for (word, recipes) in [("shock", starters::SHOCKS), ("policy", starters::POLICIES)] {
        let commands = format!("tideover new NAME --{word} RECIPE");
        list += &say!(language, "{command}, or `tideover explain RECIPE`:", command = commands);
        list += "\n\n";
        for recipe in recipes {
            let title = language.of(recipe.title);
            list += &format!("  {:<20} {title}\n", recipe.name);
            let note = wrap(language.of(recipe.note), language);
            let text = format!("{title}\n\n{note}\n\n{}", starters::commented(recipe.toml.trim(), language));
            topics.push(Topic {
                kind: said(language, phrase!("recipe")),
                names: vec![recipe.name.into()],
                text,
            });
        }
        list.push('\n');
    }
    topics.push(Topic { kind: said(language, phrase!("list")), names: vec!["recipes".into()], text: list });
}

/// What something means, and facts of it with a word in front of each.
fn facts(meaning: &str, facts: &[(&'static str, String)], language: Language) -> String {
    let lines: String = facts
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(word, value)| format!("  {} {value}\n", padded(language.of(word), 8)))
        .collect();
    format!("{}\n\n{lines}", wrap(language.of(meaning), language))
}

fn range(min: f64, max: f64, language: Language) -> String {
    say!(language, "{low} to {high}", low = print::number(min), high = print::number(max))
}

/// A source and how well it is founded.
fn founded(source: &str, grade: Grade, language: Language) -> String {
    format!("{}{}", language.of(source), language.bracketed(language.of(grade.word())))
}

fn parameters(topics: &mut Vec<Topic>, language: Language) {
    let specs = Params::specs();
    for spec in &specs {
        let key = spec.key();
        let text = facts(
            spec.description,
            &[
                (phrase!("unit"), print::unit(spec.unit, language).into()),
                (phrase!("default"), print::number(spec.default)),
                (phrase!("range"), range(spec.min, spec.max, language)),
                (phrase!("source"), founded(spec.source, spec.grade, language)),
                (phrase!("write"), format!("[parameters.{}] {} = {}", spec.group, spec.name, spec.default)),
            ],
            language,
        );
        topics.push(Topic {
            kind: said(language, phrase!("parameter")),
            names: vec![key.clone(), format!("parameters.{key}"), spec.name.into()],
            text,
        });
    }
    for group in Params::GROUPS {
        let of_group = specs.iter().filter(|spec| spec.group == *group);
        let lines: String =
            of_group.map(|spec| format!("  {:<28} {}\n", spec.name, language.of(spec.description))).collect();
        topics.push(Topic {
            kind: said(language, phrase!("parameters of a mechanism")),
            names: vec![format!("parameters.{group}"), (*group).into()],
            text: lines,
        });
    }
}

fn levers(topics: &mut Vec<Topic>, language: Language) {
    for lever in ALL {
        topics.push(Topic {
            kind: said(language, phrase!("lever")),
            names: vec![lever.kind().into()],
            text: page(*lever, language),
        });
        topics.extend(lever.fields().iter().map(|field| setting(lever.kind(), field, language)));
    }
}

fn setting(kind: &str, field: &Field, language: Language) -> Topic {
    let text = facts(
        field.description,
        &[
            (phrase!("unit"), print::unit(field.unit, language).into()),
            (phrase!("default"), print::number(field.default)),
            (phrase!("range"), range(field.min, field.max, language)),
            (phrase!("source"), founded(field.source, field.grade, language)),
            (phrase!("write"), format!("[[policy]] kind = \"{kind}\", {} = {}", field.name, field.default)),
        ],
        language,
    );
    let names =
        vec![format!("{kind}.{}", field.name), format!("policy.{}", field.name), field.name.to_string()];
    Topic { kind: said(language, phrase!("setting of a lever")), names, text }
}

fn shocks(topics: &mut Vec<Topic>, language: Language) {
    // The size of a shock and that of a firm are one word in English alone.
    let size = if language.is_english() { "size" } else { phrase!("unit of its size") };
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
            &[
                (size, said(language, spec.unit)),
                (phrase!("range"), range(spec.min, spec.max, language)),
                (phrase!("write"), write),
            ],
            language,
        );
        topics.push(Topic {
            kind: said(language, phrase!("kind of shock")),
            names: vec![format!("shock.{}", spec.kind), spec.kind.into()],
            text,
        });
    }
}

fn scenario_keys(topics: &mut Vec<Topic>, language: Language) {
    for key in KEYS {
        let allowed = key.kind.allowed().said(language);
        let default = if key.default_is_code() { key.default.into() } else { said(language, key.default) };
        let mut text =
            facts(key.meaning, &[(phrase!("allowed"), allowed), (phrase!("default"), default)], language);
        let inside: Vec<&Key> = KEYS
            .iter()
            .filter(|inner| inner.section == key.path() || plural_of(inner.section, &key.path()))
            .collect();
        if !inside.is_empty() {
            text += &format!("\n{}\n", say!(language, "Keys in it:"));
            text.extend(
                inside.iter().map(|inner| format!("  {:<24} {}\n", inner.name, language.of(inner.meaning))),
            );
        }
        let mut names = vec![key.path(), key.name.to_string()];
        names.dedup();
        topics.push(Topic { kind: said(language, phrase!("key of scenario files")), names, text });
    }
}

fn sweep_keys(topics: &mut Vec<Topic>, language: Language) {
    for (section, write, keys) in
        [("sweep", "[sweep]", sweep::keys::SWEEP), ("factor", "[[factor]]", sweep::keys::FACTOR)]
    {
        for key in keys {
            let text = facts(key.meaning, &[(phrase!("write"), key.write.to_string())], language);
            topics.push(Topic {
                kind: said(language, phrase!("key of sweep files")),
                names: vec![format!("{section}.{}", key.name), key.name.to_string()],
                text,
            });
        }
        let lines: String = keys.iter().map(|key| format!("  {:<14} {}\n", key.name, key.write)).collect();
        let head = say!(
            language,
            "{section} in a sweep file; `{command}` explains one key",
            section = write,
            command = format!("tideover explain {section}.KEY")
        );
        topics.push(Topic {
            kind: said(language, phrase!("section of sweep files")),
            names: vec![section.to_string()],
            text: format!("{head}\n\n{lines}"),
        });
    }
    for alias in ALIASES {
        let write = format!("keep = [\"{}@end\"]", alias.name);
        let facts_of = [(phrase!("unit"), in_currency(alias.unit, language)), (phrase!("write"), write)];
        topics.push(Topic {
            kind: said(language, phrase!("output of sweeps")),
            names: vec![alias.name.to_string()],
            text: facts(alias.label, &facts_of, language),
        });
    }
}

/// A text that names the currency's unit, where no country is at hand.
fn in_currency(text: &str, language: Language) -> String {
    language.of(text).replace("{unit}", say!(language, "of the currency"))
}

/// A frame written out has the same keys as one among several.
fn plural_of(section: &str, path: &str) -> bool {
    section == "economy.frames" && path == "economy.frame"
}

/// Columns of all tables; one that means the same in several files is explained once.
fn columns(topics: &mut Vec<Topic>, language: Language) {
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
        kind: say!(language, "column of {files}", files = language.list(&files)),
        names: vec![column.name.to_string()],
        text: wrap(&in_currency(column.description, language), language),
    }));
}

fn metrics(topics: &mut Vec<Topic>, language: Language) {
    let compared = catalogue::METRICS.iter().map(|metric| (metric.name, metric.unit, metric.description));
    let ratios = catalogue::RATIOS.iter().map(|ratio| (ratio.0, ratio.1, ratio.5));
    let summed = METRICS.iter().map(|metric| (metric.name, metric.unit, metric.description));
    let mut add = |kind: &str, (name, unit, description): (&str, &str, &str)| {
        let unit = in_currency(unit, language);
        topics.push(Topic {
            kind: said(language, kind),
            names: vec![name.to_string()],
            text: facts(description, &[(phrase!("unit"), unit)], language),
        });
    };
    summed.for_each(|metric| add(phrase!("metric of summary.csv"), metric));
    compared.chain(ratios).for_each(|metric| add(phrase!("metric of effects.csv"), metric));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(key: &str) -> Vec<String> {
        topics(Language::English)
            .into_iter()
            .filter(|topic| topic.names.iter().any(|name| name == key))
            .map(|topic| topic.kind)
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
        assert_eq!(kinds("national_job_years"), ["metric of effects.csv"]);
        assert_eq!(kinds("cost_per_failure_avoided"), ["metric of effects.csv"]);
        assert!(kinds("nonsense").is_empty());
    }

    #[test]
    fn no_text_is_empty() {
        assert!(topics(Language::English).iter().all(|topic| topic.text.trim().len() > 3));
    }
    #[test]
    fn words_are_found_as_they_are_printed_in_chinese() {
        let topics = topics(Language::Chinese);
        let found = |name: &str| topics.iter().filter(|topic| topic.names.iter().any(|n| n == name)).count();
        assert_eq!((found("融资担保"), found("loan_guarantee")), (1, 1));
        assert!(found("无谓支出占比") > 0);
        let latin = |text: &str| !text.chars().any(|sign| sign >= '\u{4e00}');
        let silent: Vec<&str> =
            topics.iter().filter(|topic| latin(&topic.text)).map(|topic| topic.names[0].as_str()).collect();
        assert!(silent.is_empty(), "{silent:?}");
    }
}
