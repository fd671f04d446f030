//! Results do not depend on what was run before: scenarios one after another in one folder, and each alone in
//! a fresh one.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Few firms and months, and a burn-in as short as it can be.
const TINY: [&str; 13] = [
    "--firms",
    "400",
    "--replications",
    "1",
    "--set",
    "parameters.population.burn_in_years=0.5",
    "--set",
    "parameters.population.burn_in_firms=2000",
    "--set",
    "parameters.population.settle_months=3",
    "--threads",
    "2",
    "-q",
];

fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

/// Runs a scenario in a folder; answers its run folder.
fn run(inside: &Path, name: &str) -> PathBuf {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tideover"));
    command
        .current_dir(inside)
        .arg("run")
        .arg(scenarios().join(format!("{name}.toml")))
        .args(TINY)
        .arg("--json");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    inside.join(said["folder"].as_str().unwrap())
}

/// The bytes of every table of a run folder.
fn tables(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    let names = manifest["outputs"].as_object().unwrap().keys().filter(|name| name.ends_with(".csv"));
    let tables: BTreeMap<_, _> =
        names.map(|name| (name.clone(), fs::read(folder.join(name)).unwrap())).collect();
    assert!(tables.contains_key("monthly.csv") && tables.contains_key("summary.csv"));
    tables
}

/// Runs all in one folder, in this order; then each alone.
fn one_after_another(names: &[String]) {
    let together = tempfile::tempdir().unwrap();
    let after: Vec<_> = names.iter().map(|name| tables(&run(together.path(), name))).collect();
    for (name, after) in names.iter().zip(after).skip(1) {
        let alone = tempfile::tempdir().unwrap();
        let alone = tables(&run(alone.path(), name));
        let differ: Vec<_> =
            alone.keys().chain(after.keys()).filter(|table| alone.get(*table) != after.get(*table)).collect();
        assert!(differ.is_empty(), "{name} is another after other runs: {differ:?}");
    }
}

#[test]
fn a_run_is_the_same_whatever_was_run_before() {
    // They begin in 2020-01, 2021-07, 2021-01; the fourth has another economy, the last the start and economy
    // of the first.
    let names = ["baseline", "anchor-failure", "energy-shock", "baseline-united-states", "covid-2020"];
    one_after_another(&names.map(String::from));
}

/// Every scenario that is shipped. Takes minutes: run with `cargo test --test history -- --ignored`.
#[test]
#[ignore = "takes minutes"]
fn every_shipped_scenario_is_the_same_whatever_was_run_before() {
    let entries = fs::read_dir(scenarios()).unwrap().map(|entry| entry.unwrap().path());
    let toml = entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let mut names: Vec<String> =
        toml.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    assert!(names.len() > 30, "{names:?}");
    one_after_another(&names);
}
