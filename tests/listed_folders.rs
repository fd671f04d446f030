//! `ls`, `show` and `diff`: folders of results listed, shown, and held against one another.

mod common;

use common::{HEAD, folder, tideover};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const SMALL: &str = r#"firms = 300
title = "A slump"
question = "What does a slump do?"
[replications]
count = 2
[parameters.population]
burn_in_years = 0.5
burn_in_firms = 1000
settle_months = 1
[[shock]]
name = "slump"
kind = "demand"
size = -0.3
path = { from = "2020-02", to = "2020-04" }
"#;
const RELIEF: &str = r#"[scenario]
name = "relief"
title = "A slump, with grants"
extends = "slump.toml"
[[policy]]
name = "cash grant"
kind = "liquidity_grant"
from = "2020-03"
to = "2020-05"
take_up = 1
share = 1
"#;
const SWEEP: &str = r#"[sweep]
name = "s"
title = "Seats"
base = "slump.toml"
design = "grid"
firms = 100
months = 3
replications = 1
keep = ["firms_alive@end"]
[[factor]]
name = "buffer"
path = "parameters.owner.buffer_days"
values = [18, 40]
"#;

fn files() -> TempDir {
    let slump = format!("{}{SMALL}", HEAD.replace("months = 24", "months = 6"));
    folder(&[("slump.toml", &slump), ("relief.toml", RELIEF), ("s.toml", SWEEP)])
}

/// Standard output, standard error and exit code.
fn ends(folder: &TempDir, args: &[&str]) -> (String, String, i32) {
    let done = tideover(folder, args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(done.stdout), text(done.stderr), done.status.code().unwrap())
}

fn data(folder: &TempDir, args: &[&str]) -> String {
    let (data, talk, code) = ends(folder, args);
    assert_eq!(code, 0, "{args:?}: {talk}");
    data
}

fn json(folder: &TempDir, args: &[&str]) -> Value {
    serde_json::from_str(&data(folder, &[args, &["--json"]].concat())).unwrap()
}

/// A run without and one with relief, a comparison of both, and a planned sweep, in `output/`.
fn results() -> TempDir {
    let folder = files();
    for args in [
        &["run", "slump.toml", "-q", "-o", "output/slump"][..],
        &["run", "relief.toml", "-q", "-o", "output/relief", "--seed", "7"],
        &["compare", "relief.toml", "--no-policy", "--regime", "middle", "-q", "-o", "output/compared"],
        &["sweep", "plan", "s.toml", "-q", "-o", "output/swept"],
    ] {
        data(&folder, args);
    }
    folder
}

/// Makes a finished run look like one that was interrupted.
fn interrupt(folder: &Path) {
    let path = folder.join("manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"status\": \"complete\"", "\"status\": \"running\"")).unwrap();
}

#[test]
fn folders_are_listed_shown_and_held_against_one_another() {
    let folder = results();
    lists(&folder);
    shows(&folder);
    differs(&folder);
    refuses(&folder);
}

fn lists(folder: &TempDir) {
    fs::create_dir_all(folder.path().join("output/mine")).unwrap();
    fs::write(folder.path().join("output/mine/manifest.json"), "{}").unwrap();
    let text = data(folder, &["ls"]);
    for part in
        ["output/slump", "A slump, with grants", "comparison", "300 × 2", "100 × 1 × 2 points", "unfinished"]
    {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
    for part in ["mine", "latest", ".cache"] {
        assert!(!text.contains(part), "{part} is none of the results in\n{text}");
    }
    let list = json(folder, &["ls", "output"]);
    let mut kinds: Vec<_> =
        list.as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["comparison", "run", "run", "sweep"]);
    let slump = json(folder, &["ls", "output/slump"])[0].clone();
    assert_eq!(
        (&slump["complete"], &slump["quick"], &slump["firms"]),
        (&true.into(), &false.into(), &300.into())
    );
    assert!(slump["bytes"].as_u64().unwrap() > 10_000 && slump["made_unix_seconds"].is_u64(), "{slump}");
}

fn shows(folder: &TempDir) {
    let text = data(folder, &["show", "output/relief"]);
    for part in [
        "A slump, with grants\n",
        "What does a slump do?",
        "2020-01 to 2020-06 (6)",
        "slump",
        "cash grant",
        "liquidity_grant",
        "jobs_change_end",
        "policy_outlay_total",
    ] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
    let text = data(folder, &["show", "output/compared"]);
    for part in ["JOB-YEARS KEPT", "it takes 5 to tell an effect from chance", "relief"] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
    let text = data(folder, &["show", "output/swept"]);
    assert!(text.contains("parameters.owner.buffer_days") && text.contains("firms_alive@end"), "{text}");
    let shown = json(folder, &["show", "output/relief"]);
    assert_eq!(shown["policies"][0]["name"], "cash grant");
    assert!(
        shown["metrics"].as_array().unwrap().iter().any(|row| row["metric"] == "jobs_change_end"),
        "{shown}"
    );
    assert!(json(folder, &["show", "output/compared"])["effects"][0]["numbers"]["failures"].is_object());
}

fn differs(folder: &TempDir) {
    let text = data(folder, &["diff", "output/slump", "output/relief"]);
    for part in
        ["replications.seed", "policy.\"cash grant\"", "liquidity_grant", "policy_outlay_total", "B LESS A"]
    {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
    assert!(
        !text.contains("scenario.months")
            && !text.contains("take_up")
            && !text.contains("scenario.title")
            && !text.contains("burn_in_years"),
        "{text}"
    );
    let found = json(folder, &["diff", "output/slump", "output/relief"]);
    let of = |list: &str, key: &str, name: &str| {
        let list = found[list].as_array().unwrap().iter();
        list.filter(|one| one[key] == name).cloned().collect::<Vec<_>>()
    };
    let seed = &of("settings", "key", "replications.seed")[0];
    assert_eq!(seed["second"], "7");
    assert!(of("settings", "key", "policy.\"cash grant\".share")[0]["first"].is_null());
    let outlay = &of("metrics", "metric", "policy_outlay_total")[0];
    let mean = |which: &str| outlay[which]["mean"].as_f64().unwrap();
    assert_eq!(mean("first"), 0.0);
    assert_eq!(outlay["difference"].as_f64().unwrap(), mean("second"));
    assert!(outlay["intervals_overlap"].is_boolean(), "{outlay}");

    let same = data(folder, &["diff", "output/slump", "output/slump"]);
    assert!(
        same.contains("Nothing was set differently.") && same.contains("metrics came out the same."),
        "{same}"
    );
    let none = data(folder, &["diff", "output/slump", "output/compared"]);
    assert!(none.contains("no metric of one regime and arm in common"), "{none}");
}

fn refuses(folder: &TempDir) {
    for (args, code, words) in [
        (
            &["show", "output/none"][..],
            2,
            "output/none: there is no such run folder; `tideover ls` shows those there are",
        ),
        (
            &["show", "output/mine"],
            2,
            "output/mine: there is no run, comparison or sweep in this folder; `tideover ls`",
        ),
        (&["diff", "output/slump", "tiny"], 2, "tiny: there is no run, comparison or sweep in this folder"),
        (
            &["diff", "output/swept", "output/slump"],
            2,
            "output/swept: diff reads runs and comparisons, and this is a sweep",
        ),
        (&["ls", "nowhere"], 2, "nowhere: there is no such folder"),
    ] {
        let (data, talk, found) = ends(folder, args);
        assert_eq!((found, data.as_str()), (code, ""), "{args:?}: {talk}");
        assert!(talk.contains(words), "{args:?}: {talk}");
    }
    interrupt(&folder.path().join("output/relief"));
    let (_, talk, code) = ends(folder, &["diff", "output/slump", "output/relief"]);
    assert_eq!(code, 5);
    assert!(talk.contains("output/relief: this folder is unfinished"), "{talk}");
    let text = data(folder, &["show", "output/relief"]);
    assert!(
        text.contains("Unfinished") && text.contains("cash grant") && !text.contains("jobs_change_end"),
        "{text}"
    );
}

#[test]
fn where_there_are_no_results_ls_says_how_to_make_some() {
    let folder = files();
    let (data, talk, code) = ends(&folder, &["ls"]);
    assert_eq!((data.as_str(), code), ("", 0));
    assert!(talk.contains("output: there are no results; tideover run SCENARIO makes some"), "{talk}");
    assert_eq!(json(&folder, &["ls"]), serde_json::json!([]));
}
