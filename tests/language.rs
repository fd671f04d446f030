//! No phrase is missing in a language, left over there, or without one of its values.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tideover::language::{self, Language, Phrases};

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

/// Phrases in `say!(language, "…")` and `phrase!("…")` of the code, and in `say("…")` of pages.
fn written() -> BTreeSet<String> {
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut found = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let page = file.extension().is_some_and(|ending| ending == "html");
        let marks: &[&str] = if page { &["say("] } else { &["say!(", "phrase!("] };
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

/// Phrases that are said of lists: titles of charts and the like.
fn listed() -> BTreeSet<String> {
    let charts = tideover::charts::every().flat_map(|chart| [chart.title, chart.reading, chart.needs]);
    let sweeps = tideover::charts::sweep::ALL.iter().flat_map(|kind| [kind.title, kind.reading]);
    charts.chain(sweeps).map(str::to_string).chain(shipped_sweeps()).collect()
}

/// Titles and labels of the shipped sweeps.
fn shipped_sweeps() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/sweeps");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let keys = ["title = ", "question = ", "source = ", "label = ", "unit = "];
    let said = |line: &str| keys.iter().find_map(|key| line.strip_prefix(key)).map(literal);
    texts
        .flat_map(|path| std::fs::read_to_string(path).unwrap().lines().filter_map(said).collect::<Vec<_>>())
        .collect()
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
    assert!(missing.is_empty(), "{} phrases are missing in zh.po: {missing:#?}", missing.len());
    let over: Vec<&String> = there.keys().filter(|phrase| !said.contains(*phrase)).collect();
    assert!(over.is_empty(), "{} phrases of zh.po are said nowhere: {over:#?}", over.len());
}

#[test]
fn a_phrase_has_the_same_values_in_both_languages_and_is_not_empty() {
    for (english, chinese) in chinese() {
        assert_eq!(values(&english), values(&chinese), "{english}");
        assert!(!chinese.trim().is_empty(), "{english}");
    }
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
