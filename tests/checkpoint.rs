//! Checkpoints: a run split at a month, or parted from another there, gives the bytes of the whole run; what
//! does not fit is refused.

mod common;

use common::model::{burned, month, tiny};
use common::{HEAD, folder, tideover};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;
use tideover::money::Money;
use tideover::month::model::Scenario;
use tideover::simulation::split::{Origin, Saved, simulate_until};
use tideover::state::State;

/// A crisis with relief on the tiny economy, few firms and years of burn-in, two traced firms.
const CRISIS: &str = r#"firms = 900
[replications]
count = 3
seed = 11
[output]
trace = [0, 7]
[parameters.population]
burn_in_years = 2
burn_in_firms = 1500
[[shock]]
name = "stay at home"
kind = "demand"
size = -0.4
path = { from = "2020-02", to = "2020-06", recover = "2020-12" }
[[policy]]
name = "deferred"
kind = "tax_deferral"
from = "2020-02"
to = "2020-12"
[[policy]]
name = "guarantee"
kind = "loan_guarantee"
from = "2020-02"
to = "2020-12"
[[policy]]
name = "dare"
kind = "lending_mechanism"
from = "2020-02"
to = "2020-12"
dare = 3
loss_share = 0.5
capital_bn = 0.001
[[policy]]
name = "central bank"
kind = "relending"
from = "2020-03"
to = "2020-12"
[[policy]]
name = "prime"
kind = "policy_rate"
from = "2020-03"
to = "2020-12"
[[policy]]
name = "next year"
kind = "liquidity_grant"
from = "2021-02"
to = "2021-04"
[[policy]]
name = "pilot cities"
kind = "digital_subsidy"
from = "2020-03"
to = "2021-06"
share = 0.8
[[policy]]
name = "clusters"
kind = "cluster_programme"
from = "2020-03"
to = "2021-06"
joining = 0.3
"#;

/// What others do later: relief that goes on for longer, a grant first in the list, a second shock, other
/// plans under an old name.
const LATER: &str = r#"[[shock]]
name = "second wave"
kind = "attendance"
size = 0.3
path = { from = "2020-09", to = "2020-10" }
[[policy]]
name = "grant"
kind = "liquidity_grant"
from = "2020-08"
to = "2020-12"
"#;

fn crisis() -> String {
    format!("{HEAD}{CRISIS}")
}

/// The scenario as it would have been written by someone with other plans for the time after July.
fn other_plans() -> String {
    let (before, after) = CRISIS.split_once("[[policy]]").unwrap();
    let after = after.replace("2020-09", "2021-03").replace("liquidity_grant", "wage_subsidy");
    format!("{}{before}{LATER}[[policy]]{after}", HEAD.replace("24", "18"))
}

/// A folder with the scenario `t.toml`, the one with other plans, and the first saved in `july.tide`.
fn saved() -> TempDir {
    let folder = folder(&[("t.toml", &crisis()), ("other.toml", &other_plans())]);
    let args = ["run", "t.toml", "--until", "2020-07", "--save", "july.tide"];
    let output = tideover(&folder, &args).assert().success().get_output().clone();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("saved 3 replications at the end of 2020-07 in july.tide (")
            && told.contains("no run folder was written"),
        "{told}"
    );
    assert!(told.contains("tideover run t.toml --from july.tide"), "{told}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
    folder
}

fn run(folder: &TempDir, args: &[&str]) {
    tideover(folder, &[&["run"], args].concat()).assert().success();
}

/// The tables of a run folder with their digests, and the run's identity.
fn tables(folder: &Path) -> BTreeMap<String, String> {
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    let outputs = manifest["outputs"].as_object().unwrap().iter().filter(|(name, _)| name.ends_with(".csv"));
    let mut tables: BTreeMap<_, _> =
        outputs.map(|(name, digest)| (name.clone(), digest.to_string())).collect();
    tables.insert("id".into(), manifest["id"].to_string());
    assert!(tables.contains_key("trace_balances.csv") && tables.contains_key("policies.csv"), "{tables:?}");
    tables
}

/// What is said of a command that is refused with this code; nothing may be written.
fn refused(folder: &TempDir, code: i32, args: &[&str]) -> String {
    let listing = || {
        let mut names: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        let runs = std::fs::read_dir(folder.path().join("output")).unwrap().count();
        names.sort();
        (names, runs)
    };
    let before = listing();
    let output = tideover(folder, &[&["run"], args].concat()).assert().code(code).get_output().clone();
    assert_eq!(listing(), before, "nothing may be written");
    String::from_utf8(output.stderr).unwrap()
}

/// A state at the end of July, and what is read of its bytes.
fn written_and_read(scenario: &Scenario) -> (State, State) {
    let burned = burned(scenario);
    let written = |run: tideover::simulation::Run, recorder: tideover::stats::recorder::Recorder, before| {
        let mut chunks = Vec::new();
        let put = &mut |bytes: &[u8]| -> Result<(), ()> {
            chunks.push(bytes.to_vec());
            Ok(())
        };
        run.save(&recorder.kept(), before, put).unwrap();
        (run.state, chunks)
    };
    let (state, chunks) =
        simulate_until(scenario, Origin::Start(&burned), 0, month("2020-07"), &|_| true, written).unwrap();
    let mut rest = chunks.iter().cloned();
    let read = Saved::read(&mut || rest.next()).unwrap();
    let mut cut = chunks[..chunks.len() - 1].iter().cloned();
    assert!(Saved::read(&mut || cut.next()).is_none(), "a block is missing");
    (state, read.state().clone())
}

#[test]
fn what_is_read_is_what_was_written() {
    let (state, read) = written_and_read(&tiny(CRISIS));
    assert!(state.same(&read));
    assert_eq!(state.positions, read.positions);
    assert_eq!((state.firms(), state.now), (read.firms(), read.now));
    // The state is no easy one: every kind of side balance is there.
    let sides = || read.blocks.iter().map(|block| &block.side);
    assert!(sides().any(|side| !side.deferrals.is_empty()), "deferred obligations");
    assert!(sides().any(|side| !side.estates.is_empty()), "estates");
    assert!(sides().any(|side| side.total_arrears().total() > Money::ZERO), "arrears");
    assert!(sides().any(|side| !side.informal.is_empty()), "informal loans");
    assert!(sides().any(|side| !side.dared.is_empty()), "loans dared");
    assert!(read.relending.iter().any(|relent| relent.outstanding > Money::ZERO), "re-lending");
    assert!(read.treasury.guaranteed.iter().any(|sum| *sum > Money::ZERO), "guarantees");
    // And the comparison sees a single unit.
    let mut other = read.clone();
    other.blocks[0].cash[0] += Money(1);
    assert!(!state.same(&other));
}

#[test]
fn split_is_whole() {
    let folder = saved();
    run(&folder, &["t.toml", "-o", "whole", "-q"]);
    run(&folder, &["t.toml", "--from", "july.tide", "--threads", "1", "-o", "split", "-q"]);
    let whole = tables(&folder.path().join("whole"));
    assert_eq!(whole, tables(&folder.path().join("split")));
    // Twice split; and the file itself does not depend on threads.
    run(&folder, &["t.toml", "--from", "july.tide", "--until", "2021-01", "--save", "january.tide", "-q"]);
    run(&folder, &["t.toml", "--until", "2021-01", "--save", "again.tide", "--threads", "3", "-q"]);
    let bytes = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    assert!(bytes("january.tide") == bytes("again.tide"), "the same state, whatever the way there");
    run(&folder, &["t.toml", "--from", "january.tide", "-o", "twice", "-q"]);
    assert_eq!(whole, tables(&folder.path().join("twice")));
}

#[test]
fn a_fork_is_the_other_scenario_alone() {
    let folder = saved();
    run(&folder, &["other.toml", "-o", "alone", "-q"]);
    run(&folder, &["other.toml", "--from", "july.tide", "-o", "fork", "-q"]);
    assert_eq!(tables(&folder.path().join("alone")), tables(&folder.path().join("fork")));
    assert!(std::fs::read_to_string(folder.path().join("fork/policies.csv")).unwrap().contains("grant"));
}

#[test]
fn another_past_is_refused_with_all_that_differs() {
    let folder = saved();
    let said = refused(
        &folder,
        3,
        &["t.toml", "--from", "july.tide", "--seed", "12", "--set", "parameters.owner.look_through=0.25"],
    );
    insta::assert_snapshot!(said, @r"
    july.tide  parameters.owner.look_through is 0.5 in the checkpoint and 0.25 in the scenario

    july.tide  replications.seed is 11 in the checkpoint and 12 in the scenario

    2 problems found; nothing was run and nothing was written
    ");
    for (set, key) in [
        ("scenario.firms=901", "firms"),
        ("replications.count=2", "count"),
        ("scenario.start=2020-02", "start"),
    ] {
        let said = refused(&folder, 3, &["t.toml", "--from", "july.tide", "--set", set]);
        assert!(said.contains(key) && said.contains("in the checkpoint and"), "{said}");
    }
    let said =
        refused(&folder, 3, &["t.toml", "--from", "july.tide", "--set", "policy.guarantee.from=2020-04"]);
    insta::assert_snapshot!(said, @r#"
    july.tide  policy "guarantee" was another in 2020-02, which is simulated already; what differs from then on must begin later

    july.tide  policy."guarantee".announced is "2020-02" in the checkpoint and "2020-04" in the scenario

    july.tide  policy."guarantee".from is "2020-02" in the checkpoint and "2020-04" in the scenario

    3 problems found; nothing was run and nothing was written
    "#);
    let said =
        refused(&folder, 3, &["t.toml", "--from", "july.tide", "--set", "shock.\"stay at home\".size=-0.3"]);
    assert!(said.contains("shock \"stay at home\" was another in 2020-02"), "{said}");
    let short = ["--set", "scenario.months=6", "--set", "policy.\"next year\".from=2020-05"];
    let said = refused(&folder, 3, &[&["t.toml", "--from", "july.tide"], &short[..]].concat());
    assert!(said.contains("it is of the end of 2020-07, and the scenario ends before, in 2020-06"), "{said}");
    // Another table of the economy.
    let table = folder.path().join("tiny/ages.csv");
    let text = std::fs::read_to_string(&table).unwrap();
    std::fs::write(&table, format!("{text}\n")).unwrap();
    let said = refused(&folder, 3, &["t.toml", "--from", "july.tide"]);
    assert!(said.contains("economy/ages.csv is a table with digest"), "{said}");
}

/// When support ends counts from the month in which the model sees it: grants that pay no wages leave firms'
/// hiring alone, so their end shows only when it comes; the end of support for pay is felt months before.
#[test]
fn an_end_that_nobody_has_seen_yet_may_be_moved() {
    let ends = r#"[[policy]]
name = "local grants"
kind = "liquidity_grant"
from = "2020-03"
to = "2020-07"
take_up = 0.5
[[policy]]
name = "rents"
kind = "rent_relief"
from = "2020-03"
to = "2020-08"
[[policy]]
name = "support of pay"
kind = "wage_subsidy"
from = "2020-03"
to = "2020-12"
[[policy]]
name = "faded support"
kind = "wage_subsidy"
from = "2020-03"
to = "2020-08"
phase_out = 3
"#;
    let folder = folder(&[("t.toml", &format!("{}{ends}", crisis()))]);
    run(&folder, &["t.toml", "--until", "2020-07", "--save", "july.tide", "-q"]);
    let later = [
        "policy.\"local grants\".to=2021-06",
        "policy.rents.to=2021-03",
        "policy.\"support of pay\".to=2021-04",
        "policy.\"faded support\".to=2020-10",
    ];
    for (at, sets) in [&later[..], &["policy.rents.to=2020-07"]].iter().enumerate() {
        let set: Vec<&str> = sets.iter().flat_map(|set| ["--set", set]).collect();
        let (whole, split) = (format!("whole-{at}"), format!("split-{at}"));
        run(&folder, &[&["t.toml", "-o", &whole, "-q"], &set[..]].concat());
        run(&folder, &[&["t.toml", "--from", "july.tide", "-o", &split, "-q"], &set[..]].concat());
        assert_eq!(tables(&folder.path().join(whole)), tables(&folder.path().join(split)), "{sets:?}");
    }
    // Its end at the close of September is in sight from July on, three months before.
    let said = refused(
        &folder,
        3,
        &["t.toml", "--from", "july.tide", "--set", "policy.\"support of pay\".to=2020-09"],
    );
    assert!(said.contains("policy \"support of pay\" was another in 2020-07"), "{said}");
    let said = refused(
        &folder,
        3,
        &["t.toml", "--from", "july.tide", "--set", "policy.\"local grants\".to=2020-06"],
    );
    assert!(said.contains("policy \"local grants\" was another in 2020-07"), "{said}");
}

#[test]
fn a_damaged_file_is_refused() {
    let folder = saved();
    let path = folder.path().join("july.tide");
    let whole = std::fs::read(&path).unwrap();
    let said_of = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        refused(&folder, 3, &["t.toml", "--from", "july.tide"])
    };
    let mut altered = whole.clone();
    altered[whole.len() / 2] ^= 1;
    insta::assert_snapshot!(said_of(&altered), @r"
    july.tide  the file is cut short or was altered: its content does not match its digest
         = make it again with --until and --save

    1 problem found; nothing was run and nothing was written
    ");
    for length in [whole.len() - 1, whole.len() / 2, 100] {
        assert!(said_of(&whole[..length]).contains("cut short"), "{length} bytes");
    }
    for bytes in [&b""[..], b"tideover check", b"month,firms\n2020-01,3\n"] {
        assert!(said_of(bytes).contains("this is not a checkpoint of tideover"));
    }
    // Another version of the model, the file whole otherwise; and another layout.
    let with = |before: &str, after: &str| {
        let at = whole.windows(before.len()).position(|window| window == before.as_bytes()).unwrap();
        let mut bytes =
            [&whole[..at], after.as_bytes(), &whole[at + before.len()..whole.len() - 64]].concat();
        bytes.extend(blake3::hash(&bytes).to_hex().as_bytes());
        bytes
    };
    let now = tideover::experiment::MODEL_VERSION;
    let said = said_of(&with(&format!("\"model_version\":{now}"), "\"model_version\":0"));
    assert!(
        said.contains("with version 0 of the model; this is tideover") && said.contains("make it again"),
        "{said}"
    );
    assert!(said_of(&with("checkpoint 6\n", "checkpoint 9\n")).contains("its layout is version 9"));
    std::fs::remove_file(&path).unwrap();
    assert!(
        refused(&folder, 3, &["t.toml", "--from", "july.tide"]).contains("there is no such checkpoint file")
    );
}

#[test]
fn saving_keeps_what_is_there() {
    let folder = saved();
    let save = ["t.toml", "--until", "2020-03", "--save", "july.tide"];
    let said = refused(&folder, 2, &save);
    assert_eq!(
        said,
        "--save july.tide: there is a file of that name; name another file, or --force to replace it\n"
    );
    let before = std::fs::read(folder.path().join("july.tide")).unwrap();
    run(&folder, &[&save[..], &["--force", "-q"]].concat());
    assert_ne!(std::fs::read(folder.path().join("july.tide")).unwrap(), before);
    for (args, words) in [
        (
            &["t.toml", "--until", "2019-12", "--save", "a.tide"][..],
            "the scenario's months are 2020-01 to 2021-12",
        ),
        (&["t.toml", "--until", "2020-03", "--save", "a.tide", "--from", "july.tide"], "name a later month"),
        (&["t.toml", "--until", "2020-03", "--save", "a.tide", "-o", "there"], "no run folder is written"),
        (&["t.toml", "--until", "2020-03"], "--save"),
        (&["t.toml", "--until", "March", "--save", "a.tide"], "is not a month"),
    ] {
        let said = refused(&folder, 2, args);
        assert!(said.contains(words), "{said}");
    }
    assert!(
        refused(&folder, 74, &["t.toml", "--until", "2020-03", "--save", "absent/a.tide"]).contains("a.tide")
    );
}
