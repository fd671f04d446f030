//! The description of the model: it names everything that the program has, and is well formed in both forms.

mod common;

use common::{HEAD, folder, tideover};
use std::collections::BTreeSet;
use tideover::describe::document::{Block, Piece};
use tideover::describe::{description, html, markdown};
use tideover::month::params::Params;

fn joined(text: &[Piece]) -> String {
    text.iter().map(|piece| piece.text.as_str()).collect()
}

/// The first cells of all tables.
fn keys() -> Vec<String> {
    let tables = description().blocks.into_iter().filter_map(|block| match block {
        Block::Table { rows, .. } => Some(rows),
        _ => None,
    });
    tables.flatten().map(|row| joined(&row[0])).collect()
}

/// Files of the tables of the architecture page.
fn files() -> BTreeSet<String> {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs")).unwrap();
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("//! | ")).collect();
    rows.iter()
        .flat_map(|row| row.split('`').skip(1).step_by(2))
        .filter(|word| word.starts_with("src/") && word.ends_with(".rs"))
        .map(str::to_string)
        .collect()
}

#[test]
fn every_mechanism_parameter_lever_and_shock_is_in_it() {
    let text = markdown::write(&description());
    let files = files();
    assert!(files.len() > 150, "{files:?}");
    for file in files {
        assert!(text.contains(&format!("`{file}`")), "{file}");
    }
    let keys = keys();
    let once = |key: &str| assert_eq!(keys.iter().filter(|known| *known == key).count(), 1, "{key}");
    Params::specs().iter().for_each(|spec| once(&spec.key()));
    for lever in tideover::levers::ALL {
        let kind = format!("`kind = \"{}\"`: ", lever.kind());
        assert_eq!(text.matches(&kind).count(), 1, "{kind}");
        for field in lever.fields() {
            assert!(keys.iter().any(|key| key == field.name), "{}.{}", lever.kind(), field.name);
        }
    }
    for shock in tideover::shocks::KINDS {
        assert!(keys.iter().any(|key| key == shock.kind), "{}", shock.kind);
        assert!(text.contains(shock.description), "{}", shock.kind);
    }
    for moment in tideover::validate::moments::MOMENTS {
        assert!(keys.iter().any(|key| key == moment.name), "{}", moment.name);
    }
}

#[test]
fn it_is_the_same_each_time_and_has_the_parts_of_the_protocol() {
    let text = markdown::write(&description());
    assert_eq!(text, markdown::write(&description()));
    let parts = [
        "1. Purpose and patterns",
        "2. Entities, state variables and scales",
        "3. Process overview and scheduling",
        "4. Design concepts",
        "5. Initialisation",
        "6. Input data",
        "7. Submodels",
    ];
    let places: Vec<usize> =
        parts.iter().map(|part| text.find(&format!("\n## {part}")).expect(part)).collect();
    assert!(places.is_sorted());
    for word in ["[`", "crate::", "super::", "](crate", "**", "<!-- figures", "{unit}"] {
        assert!(!text.contains(word), "{word} is left of the code");
    }
    let version = tideover::experiment::MODEL_VERSION.to_string();
    assert!(text.contains(&format!("model version {version}")));
}

#[test]
fn tables_of_markdown_are_well_formed_and_links_lead_somewhere() {
    let text = markdown::write(&description());
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let mut columns = None;
    for line in text.lines() {
        if !line.starts_with('|') {
            columns = None;
            continue;
        }
        assert!(line.ends_with('|'), "{line}");
        assert_eq!(cells(line), *columns.get_or_insert(cells(line)), "{line}");
    }
    let page = html::write(&description()).unwrap();
    let links: Vec<&str> =
        page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(links.len() > 100, "{}", links.len());
    for link in links {
        assert_eq!(page.matches(&format!(" id=\"{link}\"")).count(), 1, "{link}");
        assert!(text.contains(&format!("](#{link})")), "{link}");
    }
}

#[test]
fn html_needs_nothing_from_outside() {
    let page = html::write(&description()).unwrap();
    for word in ["<script", "<link", "<img", "src=", "url(", "@import", "href=\"http", "href=\"/"] {
        assert!(!page.contains(word), "{word}");
    }
    for name in ["table", "ul", "p", "td", "code", "em", "h2", "h3", "h4", "div"] {
        let open = page.matches(&format!("<{name}>")).count() + page.matches(&format!("<{name} ")).count();
        assert_eq!(open, page.matches(&format!("</{name}>")).count(), "{name}");
    }
    // Every sign of HTML in the words is escaped: what is left are the tags of the template.
    let tags: BTreeSet<&str> = page
        .split('<')
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '!' && c != '/').next().unwrap())
        .map(|tag| tag.trim_start_matches('/'))
        .collect();
    let known = "!DOCTYPE a body code div em h1 h2 h3 h4 head html li main meta nav p style table tbody td th thead title tr ul";
    assert_eq!(tags, known.split(' ').collect());
}

#[test]
fn the_command_writes_both_forms_and_overwrites_only_its_own() {
    let folder = folder(&[("t.toml", HEAD), ("mine.md", "my words\n")]);
    let run = |args: &[&str]| tideover(&folder, args).assert();
    let said = |output: std::process::Output| {
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let output = run(&["describe"]).success().get_output().clone();
    assert_eq!(said(output), (markdown::write(&description()), String::new()));
    let output = run(&["describe", "--format", "html"]).success().get_output().clone();
    assert_eq!(said(output).0, html::write(&description()).unwrap());

    for (file, mark) in [("model.html", html::MARK), ("model.md", markdown::MARK)] {
        for _ in 0..2 {
            let output = run(&["describe", "-o", file]).success().get_output().clone();
            assert_eq!(said(output).0.trim(), file);
        }
        let written = std::fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(written.contains(mark), "{file}");
    }
    // A description in the one form gives way to one in the other only by its name.
    let refused = |args: &[&str], words: &[&str]| {
        let output = run(args).code(2).get_output().clone();
        let (out, err) = said(output);
        assert_eq!(out, "");
        assert!(words.iter().all(|word| err.contains(word)), "{err}");
    };
    refused(&["describe", "-o", "mine.md"], &["-o mine.md: this file is no description", "name another"]);
    assert_eq!(std::fs::read_to_string(folder.path().join("mine.md")).unwrap(), "my words\n");
    refused(&["describe", "-o", "model.pdf"], &["ends in .md or .html, as in -o model.html"]);
    refused(
        &["describe", "-o", "model.md", "--format", "html"],
        &["with --format html", "as in -o model.html"],
    );
    refused(&["describe", "--format", "pdf"], &["md", "html"]);
    run(&["describe", "-o", "absent/model.md"]).code(74);
    let output = run(&["describe", "--json"]).success().get_output().clone();
    let value: serde_json::Value = serde_json::from_str(&said(output).0).unwrap();
    assert_eq!(value["format"], "md");
}
