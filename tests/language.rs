//! No phrase is missing in a language, left over there, or without one of its values.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tideover::catalogue::{METRICS, RATIOS};
use tideover::language::{self, Language, Phrases};
use tideover::levers::{Lever, evidence};
use tideover::month::params::Params;
use tideover::report::words;
use tideover::scenario::keys::{KEYS, Kind};
use tideover::stats::{summary, tables::described_columns};
use tideover::sweep::{self, output::ALIASES};
use tideover::validate::{crisis::measures::MEASURES, moments::MOMENTS};
use tideover::{classes, compare, economy, starters};

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "html") {
            found.push(path);
        }
    }
}

/// The string literal that begins at the quote `text` begins with, as the compiler reads it.
fn literal(text: &str) -> String {
    let mut chars = text.chars().skip(1).peekable();
    let mut words = String::new();
    while let Some(sign) = chars.next() {
        match sign {
            '"' => break,
            '\\' => match chars.next().unwrap() {
                'n' => words.push('\n'),
                '\n' => while chars.next_if(|sign| sign.is_whitespace()).is_some() {},
                other => words.push(other),
            },
            _ => words.push(sign),
        }
    }
    words
}

/// Phrases in `say!(language, "…")`, `told!("…")` and `phrase!("…")` of the code, and in `say("…")` of pages.
fn written() -> BTreeSet<String> {
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut found = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let page = file.extension().is_some_and(|ending| ending == "html");
        let marks: &[&str] = if page { &["say("] } else { &["say!(", "phrase!(", "told!("] };
        let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        // Comments of documentation show how a phrase is written.
        let code: String = text
            .lines()
            .filter(|line| page || !line.trim_start().starts_with("//"))
            .flat_map(|line| [line, "\n"])
            .collect();
        for mark in marks {
            for (at, _) in code.match_indices(mark) {
                let rest = &code[at + mark.len()..];
                // The first literal before the call ends; a macro's own definition has none.
                let Some(quote) = rest.find('"') else { continue };
                if rest[..quote].contains([';', '$', '{', ')']) && !rest[..quote].contains("()") {
                    continue;
                }
                found.insert(literal(&rest[quote..]));
            }
        }
    }
    found
}

/// Phrases that are said of lists: titles of charts and the like, help, names in shipped economies and scenarios.
fn listed() -> BTreeSet<String> {
    let charts = tideover::charts::every().flat_map(|chart| [chart.title, chart.reading, chart.needs]);
    let sweeps = tideover::charts::sweep::ALL.iter().flat_map(|kind| [kind.title, kind.reading]);
    let recipes = starters::all()
        .flat_map(|recipe| [recipe.title, recipe.note].into_iter().chain(starters::comments(recipe.toml)));
    let recipe_names = starters::all()
        .flat_map(|recipe| recipe.toml.lines().filter_map(|line| line.strip_prefix("name = ")));
    let recipe_names = recipe_names.map(|name| name.trim_matches('"').to_string());
    let metrics =
        words::HEADLINE.iter().filter(|row| row.group == "all" && words::PRINTED.contains(&row.metric));
    let measured = MOMENTS.iter().map(|of| of.definition).chain(MEASURES.iter().map(|of| of.definition));
    let levers = tideover::levers::ALL.iter().map(|lever| lever.about().summary);
    let shocks = tideover::shocks::KINDS.iter().map(|kind| kind.description);
    let classes = classes::SIZES.into_iter().chain(classes::TIERS).chain(classes::CHANNELS).map(label);
    let listed = charts
        .chain(recipes)
        .chain(starters::pack::remarks())
        .chain(metrics.map(|row| row.text))
        .chain(measured)
        .chain(levers)
        .chain(shocks)
        .map(str::to_string)
        .chain(classes)
        .chain(recipe_names);
    listed
        .chain(explained())
        .chain(tideover::cli::Cli::phrases())
        .chain(sweeps.map(str::to_string))
        .chain(shipped_sweeps())
        .chain(shipped())
        .filter(|phrase| !is_chinese(phrase))
        .collect()
}

/// What `explain`, `params` and `levers` say of everything that has a name: parameters, levers, keys, columns, metrics.
fn explained() -> impl Iterator<Item = String> {
    let parameters = Params::specs().into_iter().flat_map(|spec| [spec.unit, spec.description]);
    let levers = tideover::levers::ALL.iter().flat_map(|lever| of_lever(*lever));
    let shocks = tideover::shocks::KINDS.iter().map(|kind| kind.unit);
    let keys = KEYS.iter().flat_map(|key| {
        let allowed = if let Kind::Other(words) = key.kind { words } else { "" };
        [key.meaning, if key.default_is_code() { "" } else { key.default }, allowed]
    });
    let sweeps = sweep::keys::SWEEP.iter().chain(sweep::keys::FACTOR).map(|key| key.meaning);
    let outputs = ALIASES.iter().flat_map(|alias| [alias.unit, alias.label]);
    let columns = described_columns().into_iter().chain(compare::tables::described_columns());
    let columns = columns.flat_map(|(_, columns)| columns).map(|column| column.description);
    let metrics = summary::METRICS.iter().flat_map(|metric| [metric.unit, metric.description]);
    let compared = METRICS.iter().flat_map(|metric| [metric.unit, metric.description]);
    let ratios = RATIOS.iter().flat_map(|ratio| [ratio.1, ratio.5]);
    let pack = economy::columns::COLUMNS.iter().map(|column| column.meaning);
    let texts = parameters
        .chain(levers)
        .chain(shocks)
        .chain(keys)
        .chain(sweeps)
        .chain(outputs)
        .chain(columns)
        .chain(metrics)
        .chain(compared)
        .chain(ratios)
        .chain(pack);
    let texts: Vec<String> = texts.filter(|text| is_said(text)).map(str::to_string).collect();
    texts.into_iter()
}

/// What the page of a lever says.
fn of_lever(lever: &dyn Lever) -> Vec<&'static str> {
    let about = lever.about();
    let mut found =
        vec![about.acts_on, about.cost, about.page, about.combine.word(), lever.budgeting().word()];
    found.extend([about.family.word(), about.evidence.word()]);
    found.extend(about.fields.iter().flat_map(|field| [field.unit, field.description, field.grade.word()]));
    found.extend(evidence::of(about.kind).into_iter().flat_map(|shown| {
        let when = shown.effect.split(": firms ").next().unwrap_or_default();
        [shown.evidence.word(), when, shown.published]
    }));
    found
}

/// Whether a text has words: numbers, months and names in code stay as they are.
fn is_said(text: &str) -> bool {
    let code = |sign: char| !sign.is_alphabetic() || sign == '_';
    !text.replace("{unit}", "").chars().all(code)
}

/// Titles and labels of the shipped sweeps.
fn shipped_sweeps() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/sweeps");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let keys = ["title = ", "question = ", "label = ", "unit = "];
    let said = |line: &str| keys.iter().find_map(|key| line.strip_prefix(key)).map(literal);
    texts
        .flat_map(|path| std::fs::read_to_string(path).unwrap().lines().filter_map(said).collect::<Vec<_>>())
        .collect()
}

/// The name of a class as charts show it: "Little giant" of `little_giant`.
fn label(id: &str) -> String {
    id[..1].to_uppercase() + &id[1..].replace('_', " ")
}

/// Whether a name is Chinese already.
fn is_chinese(phrase: &str) -> bool {
    phrase.chars().any(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign))
}

/// Names and titles in shipped economies, scenarios and sweeps.
fn shipped() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files = Vec::new();
    shipped_files(&folder, &mut files);
    assert!(files.len() > 60, "shipped files");
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("toml") => names(&text.parse().unwrap(), "", &mut found),
            _ => labels(&file, &text, &mut found),
        }
    }
    found.retain(|name| name.chars().any(char::is_alphabetic));
    found
}

fn shipped_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let labelled = ["sectors", "regions", "foreign_markets", "targets", "crisis_targets"];
        let stem = path.file_stem().unwrap().to_str().unwrap().to_string();
        if path.is_dir() {
            shipped_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "toml")
            || (path.extension().is_some_and(|ending| ending == "csv")
                && labelled.iter().any(|label| stem.starts_with(label)))
        {
            found.push(path);
        }
    }
}

/// Titles and questions of a file, names of its shocks and policies, its country and its currency.
fn names(table: &toml::Table, within: &str, found: &mut BTreeSet<String>) {
    for (key, value) in table {
        match value {
            toml::Value::String(text) => {
                let shown = matches!(
                    (within, key.as_str()),
                    ("scenario" | "sweep", "title" | "question")
                        | ("shock" | "policy", "name")
                        | ("economy", "country" | "currency_unit")
                );
                if shown {
                    found.insert(text.clone());
                }
                if matches!((within, key.as_str()), ("scenario" | "sweep", "source")) {
                    found.extend(text.split("; ").map(str::to_string));
                }
            }
            toml::Value::Table(below) => names(below, key, found),
            toml::Value::Array(members) => {
                for below in members.iter().filter_map(toml::Value::as_table) {
                    names(below, key, found);
                }
            }
            _ => {}
        }
    }
}

/// The column `label` of a table; of one of published facts what they count and for whom.
fn labels(file: &Path, text: &str, found: &mut BTreeSet<String>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().unwrap().clone();
    let shown = |name: &str| ["label", "counts", "profile"].contains(&name);
    let places: Vec<usize> = (0..names.len()).filter(|at| shown(&names[*at])).collect();
    assert!(!places.is_empty(), "{} has no labels", file.display());
    for row in reader.records() {
        let row = row.unwrap();
        found.extend(places.iter().map(|at| row[*at].to_string()).filter(|label| !label.is_empty()));
    }
}

fn values(phrase: &str) -> BTreeSet<String> {
    phrase.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|part| part.0.to_string()).collect()
}

fn chinese() -> Phrases {
    language::read(language::CHINESE).unwrap()
}

#[test]
fn every_phrase_is_there_in_chinese_and_none_is_left_over() {
    let said: BTreeSet<String> = written().into_iter().chain(listed()).collect();
    let there = chinese();
    let missing: Vec<&String> = said.iter().filter(|phrase| !there.contains_key(*phrase)).collect();
    let over: Vec<&String> = there.keys().filter(|phrase| !said.contains(*phrase)).collect();
    assert!(
        missing.is_empty() && over.is_empty(),
        "{} phrases are missing in zh.po: {missing:#?}\n{} phrases of zh.po are said nowhere: {over:#?}",
        missing.len(),
        over.len()
    );
}

#[test]
fn a_phrase_has_the_same_values_in_both_languages_and_is_not_empty() {
    for (english, chinese) in chinese() {
        assert_eq!(values(&english), values(&chinese), "{english}");
        assert!(!chinese.trim().is_empty(), "{english}");
    }
}

#[test]
fn joined_texts_are_looked_up_part_by_part_and_unknown_ones_stay() {
    let chinese = |text: &str| Language::Chinese.of_parts(text);
    let joined = "economy pack china-2019; paths/sources.csv; economy pack china-2019";
    assert_eq!(chinese(joined), "经济体数据包 china-2019；paths/sources.csv");
    assert_eq!(Language::English.of_parts(joined), joined);
    assert_eq!(chinese("My own; and another"), "My own; and another");
}

#[test]
fn a_literal_is_read_as_the_compiler_reads_it() {
    assert_eq!(
        literal(
            r#""a \"b\" \
                           c" and more"#
        ),
        "a \"b\" c"
    );
    assert!(written().contains("One replication."));
    assert_eq!(Language::named("zh"), Some(Language::Chinese));
    assert_eq!(Language::named("de"), None);
}
