//! The rules of the house, as far as a test can keep them. What is said in the tables of `src/lib.rs` is
//! checked here.

#[path = "tidy/arrows.rs"]
mod arrows;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Lines a file may have; a longer one is a folder waiting to be made.
const MOST_LINES: usize = 400;
/// Rooms of the simulation: no files, no clock, no printing.
const SIMULATION: [&str; 8] =
    ["state/", "month/", "levers/", "shocks/", "stats/", "economy/", "terms/", "simulation/"];
/// Reading an economy pack is the part of `economy` that opens files.
const LOADING: &str = "economy/load/";
/// Files of the experiment that talk on stderr.
const TALK: [&str; 2] = ["experiment/talk.rs", "experiment/interrupt.rs"];
/// The list of parameter groups, which names the file of each.
const PARAMETERS: &str = "month/params.rs";
/// Parameter groups whose key users write already, and the file of the mechanism, which has the standard
/// term.
const KEPT_KEYS: [(&str, &str); 2] = [("anchors", "large_firms"), ("standstill", "large_firm_failure")];
/// Files of a room that may name one another: a folder, and the size of its largest circle. What all levers
/// share (`about.rs`) asks the list of levers for the settings that the lever of a policy declares.
const CIRCLES: [(&str, usize); 1] = [("levers", 2)];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, ending, found);
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
}

/// Source files under `src/`, by their path there.
fn sources() -> BTreeMap<String, String> {
    // Another tree can be measured, such as one from before a change.
    let source = std::env::var_os("TIDEOVER_SOURCES").map_or_else(|| root().join("src"), PathBuf::from);
    let mut found = Vec::new();
    walk(&source, "rs", &mut found);
    let name = |path: &Path| path.strip_prefix(&source).unwrap().to_string_lossy().replace('\\', "/");
    found.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

fn only_for_tests(name: &str) -> bool {
    name.ends_with("tests.rs") || name.ends_with("fixtures.rs") || name.contains("/tests/")
}

/// The code of a file: without comments and without its tests, which stand at its end.
fn code(text: &str) -> String {
    let start = |head: &str| text.find(&format!("\n#[cfg(test)]\n{head}mod tests {{"));
    let tests = ["", "pub(super) "].into_iter().filter_map(start).min();
    let before = &text[..tests.unwrap_or(text.len())];
    before
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect()
}

fn architecture() -> String {
    std::fs::read_to_string(root().join("src/lib.rs")).unwrap()
}

/// The cells of the rows of all tables of the architecture page.
fn rows() -> Vec<Vec<String>> {
    let page = architecture();
    let lines =
        page.lines().filter_map(|line| line.strip_prefix("//! | ")).filter(|line| !line.starts_with("---"));
    lines
        .map(|line| line.trim_end_matches('|').split('|').map(|cell| cell.trim().to_string()).collect())
        .collect()
}

/// All complaints at once.
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn files_begin_with_what_they_are_and_are_short() {
    let mut complaints = Vec::new();
    for (name, text) in sources() {
        if !text.starts_with("//!") {
            complaints.push(format!("src/{name} must begin with a line //! that says what it is"));
        }
        let lines = text.lines().count();
        if lines > MOST_LINES && !only_for_tests(&name) {
            complaints
                .push(format!("src/{name} has {lines} lines, more than {MOST_LINES}: make a folder of it"));
        }
    }
    none(&complaints);
}

#[test]
fn files_named_on_the_architecture_page_exist_and_mechanisms_are_named() {
    let page = architecture();
    let mut complaints = Vec::new();
    let mut named = BTreeSet::new();
    for word in page.split('`').skip(1).step_by(2).filter(|word| word.ends_with(".rs") || word.ends_with('/'))
    {
        let path = root().join(if word.starts_with("src/") || word.starts_with("tests/") {
            word.into()
        } else {
            format!("src/{word}")
        });
        if !path.exists() {
            complaints.push(format!("src/lib.rs names {word}, which does not exist"));
        }
        named.insert(word.to_string());
    }
    for name in sources().keys().filter(|name| !only_for_tests(name)) {
        let room = match name.split_once('/') {
            Some((room, _)) => format!("{room}/"),
            None if name == "lib.rs" || name == "main.rs" => continue,
            None => name.clone(),
        };
        if !named.contains(&room) {
            complaints.push(format!("src/lib.rs does not name the room {room}"));
        }
        let mechanism =
            name.starts_with("month/") || (name.starts_with("levers/") && name != "levers/mod.rs");
        if mechanism && !named.contains(&format!("src/{name}")) {
            complaints.push(format!("src/lib.rs does not name the mechanism src/{name}"));
        }
    }
    complaints.dedup();
    none(&complaints);
}

/// The arrows between the files of the house.
fn house() -> arrows::Arrows {
    let files = sources().into_iter().filter(|(name, _)| !only_for_tests(name) && name != "main.rs");
    arrows::arrows(&files.map(|(name, text)| (name, code(&text))).collect())
}

#[test]
fn rooms_use_what_the_architecture_page_allows_and_look_down_only() {
    let rooms: Vec<(String, Vec<String>)> = rows()
        .into_iter()
        .filter(|row| row.len() == 3 && row[0].starts_with('`') && !row[0].contains("src/"))
        .map(|row| {
            let words =
                row[2].split(',').map(|word| word.trim().to_string()).filter(|word| word != "nothing");
            (
                row[0].trim_matches('`').trim_end_matches('/').trim_end_matches(".rs").to_string(),
                words.collect(),
            )
        })
        .collect();
    let place = |room: &str| rooms.iter().position(|(name, _)| name == room);
    let mut complaints = Vec::new();
    for (at, (name, may)) in rooms.iter().enumerate() {
        let up = may.iter().filter(|other| place(other).is_none_or(|other| other <= at));
        complaints.extend(up.map(|other| {
            format!("the table of rooms in src/lib.rs lets {name} use {other}, which does not stand below it")
        }));
    }
    let arrows = arrows::between_rooms(&house());
    for ((from, to), example) in &arrows {
        match place(from) {
            None => complaints.push(format!("the table of rooms in src/lib.rs lacks {from}")),
            Some(at) if !rooms[at].1.contains(to) => {
                complaints.push(format!(
                    "{example}: the table of rooms in src/lib.rs does not allow {to} to {from}"
                ));
            }
            Some(_) => {}
        }
    }
    for (name, may) in &rooms {
        let idle = may.iter().filter(|to| !arrows.contains_key(&(name.clone(), to.to_string())));
        complaints.extend(idle.map(|to| {
            format!("the table of rooms in src/lib.rs says that {name} uses {to}, which it does not")
        }));
    }
    none(&complaints);
}

#[test]
fn circles_stay_inside_rooms_and_do_not_grow() {
    let mut complaints = Vec::new();
    let mut largest: BTreeMap<String, usize> = BTreeMap::new();
    let mut house = house();
    // The head of the month says why: the context carries all parameters, and each stands in the file of its
    // mechanism.
    house.get_mut(PARAMETERS).expect("the list of parameters").clear();
    for circle in arrows::circles(&house) {
        let rooms: BTreeSet<&str> = circle.iter().map(|file| arrows::room(file)).collect();
        if rooms.len() > 1 {
            complaints.push(format!("a circle through several rooms: {}", circle.join(", ")));
        }
        let room = rooms.first().unwrap().to_string();
        let most = CIRCLES.iter().find(|(known, _)| *known == room).map_or(1, |(_, most)| *most);
        if circle.len() > most {
            complaints.push(format!(
                "{} files of {room} name one another in a circle, where {most} did: {}",
                circle.len(),
                circle.join(", ")
            ));
        }
        let known = largest.entry(room).or_default();
        *known = (*known).max(circle.len());
    }
    for (room, most) in CIRCLES {
        let now = largest.get(room).copied().unwrap_or(1);
        if now < most {
            complaints.push(format!(
                "the largest circle of {room} has {now} files, fewer than {most}: say so in CIRCLES"
            ));
        }
    }
    none(&complaints);
}

/// The measures of the house, for a note on what a change did: `cargo test --test tidy measures -- --ignored
/// --nocapture`.
#[test]
#[ignore = "prints, and holds nothing"]
fn measures_of_the_house() {
    let house = house();
    let rooms: BTreeSet<&str> =
        house.keys().map(|file| arrows::room(file)).filter(|room| *room != "lib").collect();
    let mut without_parameters = house.clone();
    if let Some(parameters) = without_parameters.get_mut(PARAMETERS) {
        parameters.clear();
    }
    let circles = arrows::circles(&without_parameters);
    let (inside, between): (Vec<_>, Vec<_>) = circles
        .iter()
        .partition(|circle| circle.iter().all(|file| arrows::room(file) == arrows::room(&circle[0])));
    let long = sources()
        .iter()
        .filter(|(name, text)| !only_for_tests(name) && text.lines().count() > MOST_LINES)
        .count();
    println!(
        "{} files in {} rooms, {} arrows between rooms",
        house.len(),
        rooms.len(),
        arrows::between_rooms(&house).len()
    );
    println!(
        "{} circles through several rooms; largest: {} files",
        between.len(),
        between.first().map_or(0, |circle| circle.len())
    );
    for circle in inside {
        println!("{} files of {} in a circle: {}", circle.len(), arrows::room(&circle[0]), circle.join(", "));
    }
    println!("{long} files of more than {MOST_LINES} lines");
    let mut functions: Vec<(usize, String)> = Vec::new();
    for (name, text) in sources().iter().filter(|(name, _)| !only_for_tests(name)) {
        functions.extend(
            lengths(&code(text))
                .into_iter()
                .map(|(function, lines)| (lines, format!("src/{name}: {function}, {lines} lines"))),
        );
    }
    functions.retain(|(lines, _)| *lines > 70);
    functions.sort_by(|a, b| b.cmp(a));
    println!("{} functions of more than 70 lines", functions.len());
    functions.iter().for_each(|(_, function)| println!("  {function}"));
}

/// Functions of a file with their lines: from the line with `fn` to the closing brace at the same depth.
fn lengths(code: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = code.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) =
            line.trim_start().split("fn ").nth(1).filter(|_| !line.trim_start().starts_with("let"))
        else {
            continue;
        };
        let end = lines[at..].iter().position(|other| indent(other) == indent(line) && other.trim() == "}");
        if let Some(end) = end {
            let name: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.push((name, end + 1));
        }
    }
    found
}

#[test]
fn only_the_command_line_and_the_progress_of_runs_print() {
    let mut complaints = Vec::new();
    for (name, text) in sources() {
        if name.starts_with("cli/")
            || name == "main.rs"
            || TALK.contains(&name.as_str())
            || only_for_tests(&name)
        {
            continue;
        }
        for word in ["println!", "print!(", "dbg!("] {
            if code(&text).contains(word) {
                complaints.push(format!("src/{name} prints ({word})"));
            }
        }
    }
    none(&complaints);
}

#[test]
fn the_simulation_opens_no_file_and_looks_at_no_clock() {
    let mut complaints = Vec::new();
    for (name, text) in sources() {
        let inside = SIMULATION.iter().any(|room| name.starts_with(room)) && !name.starts_with(LOADING);
        for word in ["std::fs", "std::io", "std::time", "std::env", "std::thread", "fs::read", "Instant"] {
            if inside && code(&text).contains(word) {
                complaints.push(format!("src/{name} uses {word}: the simulation has no files and no clock"));
            }
        }
    }
    none(&complaints);
}

#[test]
fn parameters_stand_in_the_file_of_their_mechanism_and_are_used() {
    let sources = sources();
    let all: String = sources.values().map(|text| code(text)).collect();
    let mut complaints = Vec::new();
    for group in tideover::month::params::Params::GROUPS {
        let file = KEPT_KEYS.iter().find(|(key, _)| key == group).map_or(*group, |(_, file)| file);
        let places = [format!("month/{file}.rs"), "month/params.rs".to_string()];
        let declared = |place: &String| {
            sources.get(place).is_some_and(|text| text.contains(&format!(": \"{group}\" {{")))
        };
        if !places.iter().any(declared) {
            complaints.push(format!(
                "parameters.{group} must be declared in src/{} or src/{}",
                places[0], places[1]
            ));
        }
    }
    for spec in tideover::month::params::Params::specs() {
        let used = all
            .split(&format!(".{}", spec.name))
            .skip(1)
            .any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
        if !used {
            complaints.push(format!("parameters.{} changes nothing: use it or drop it", spec.key()));
        }
    }
    none(&complaints);
}

#[test]
fn levers_have_a_file_a_page_and_settings_that_are_described() {
    let sources = sources();
    let mut complaints = Vec::new();
    for lever in tideover::levers::ALL {
        let kind = lever.kind();
        if !sources.contains_key(&format!("levers/{kind}.rs")) {
            complaints.push(format!("lever {kind} must stand in src/levers/{kind}.rs"));
        }
        let about = lever.about();
        if !about.page.contains("Sources") {
            complaints.push(format!("the page of lever {kind} must say its sources (\"Sources\")"));
        }
        for (word, text) in [
            ("a summary", about.summary),
            ("what it acts on", about.acts_on),
            ("its cost", about.cost),
            ("a page", about.page),
        ] {
            if text.len() < 4 {
                complaints.push(format!("lever {kind} must say {word}"));
            }
        }
        for field in lever.fields() {
            let told = field.description.len() > 10 && !field.unit.is_empty() && !field.source.is_empty();
            if !told || field.default < field.min || field.default > field.max {
                complaints.push(format!(
                    "{kind}.{} needs description, unit, source, and a default within its range",
                    field.name
                ));
            }
        }
    }
    let listed: BTreeSet<String> =
        tideover::levers::ALL.iter().map(|lever| format!("levers/{}.rs", lever.kind())).collect();
    for name in sources.keys().filter(|name| name.starts_with("levers/")) {
        if !["levers/mod.rs", "levers/about.rs", "levers/evidence.rs", "levers/renewal.rs"]
            .contains(&name.as_str())
            && !listed.contains(name)
        {
            complaints.push(format!("src/{name} is not in levers::ALL"));
        }
    }
    none(&complaints);
}

#[test]
fn columns_are_described_once() {
    for (file, list) in tideover::stats::tables::described_columns() {
        let names: BTreeSet<&str> = list.iter().map(|column| column.name).collect();
        assert_eq!(names.len(), list.len(), "{file}: two columns of one name");
        for column in list {
            assert!(column.description.len() >= 8, "{file}: column {} needs a description", column.name);
        }
    }
}

#[test]
fn scenarios_say_what_they_ask_and_rest_on() {
    let mut complaints = Vec::new();
    for entry in std::fs::read_dir(root().join("scenarios")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let file: toml::Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
        for key in ["name", "title", "question", "source"] {
            let said = file
                .get("scenario")
                .and_then(|head| head.get(key))
                .and_then(toml::Value::as_str)
                .unwrap_or_default();
            if said.is_empty() {
                complaints.push(format!("{}: [scenario] needs {key}", path.display()));
            }
            if key == "name" && path.file_stem().is_some_and(|stem| stem != said) {
                complaints.push(format!("{}: its name should be that of the file", path.display()));
            }
        }
    }
    none(&complaints);
}
