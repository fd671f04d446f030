//! What is kept from one run to the next has a name that follows from everything it depends on. Each input is
//! changed in turn: whatever changes a result changes its name.

mod common;

use common::{HEAD, folder};
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use tideover::experiment::Identity;
use tideover::month::model::Scenario;
use tideover::month::params::Params;
use tideover::scenario::{Loaded, Overrides, load};
use tideover::simulation;
use tideover::simulation::BurnInInput;
use tideover::sweep::plan::plan;

/// Half a year of burn-in of few firms, a shock, two policies.
const SMALL: &str = r#"firms = 300
[replications]
count = 2
seed = 5
[parameters.population]
burn_in_years = 0.5
burn_in_firms = 1000
settle_months = 1
[[shock]]
name = "stay at home"
kind = "demand"
size = -0.4
path = { from = "2020-02", to = "2020-06", recover = "2020-12" }
[[policy]]
name = "grants"
kind = "liquidity_grant"
from = "2020-02"
to = "2020-06"
budget_bn = 0.5
take_up = 0.4
target = { sizes = ["micro"], cash_below_months = 2.0 }
[[policy]]
name = "pay"
kind = "wage_subsidy"
from = "2020-03"
to = "2020-09"
"#;

fn small() -> TempDir {
    folder(&[("t.toml", &format!("{HEAD}{SMALL}"))])
}

/// The scenario of a folder, or nothing when it is refused.
fn read(folder: &Path, set: &[String]) -> Option<Loaded> {
    load(&[folder.join("t.toml")], &Overrides { set: set.to_vec(), ..Overrides::default() }).ok()
}

/// The bytes of a burn-in and its name.
fn burned(scenario: &Scenario) -> (Vec<u8>, String) {
    let input = BurnInInput::of(scenario);
    (input.burn_in(&|_| true).unwrap().to_bytes(), input.key())
}

/// Other numbers in the place of one, the nearest first: shares that must add up bear a small change only,
/// whole numbers a large one.
fn others(text: &str) -> Vec<String> {
    let Ok(value) = text.trim().parse::<f64>() else { return Vec::new() };
    let near = value * 1.0004 + if value == 0.0 { 1e-5 } else { 0.0 };
    let far = [near, value * 1.1, value + 1.0, value - 1.0, value * 0.9];
    far.iter().filter(|other| **other != value).map(|other| format!("{other}")).collect()
}

/// Every number of every table of the pack in turn.
#[test]
fn whatever_number_of_the_pack_changes_a_burn_in_changes_its_name() {
    let folder = small();
    let base = read(folder.path(), &[]).unwrap();
    let (bytes, key) = burned(&base.scenario);
    let (mut cells, mut moved) = (0, 0);
    let mut tables: Vec<_> =
        fs::read_dir(folder.path().join("tiny")).unwrap().map(|entry| entry.unwrap().path()).collect();
    tables.sort();
    for path in tables.iter().filter(|path| path.extension().is_some_and(|ending| ending == "csv")) {
        let text = fs::read_to_string(path).unwrap();
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        for row in 1..rows.len() {
            for column in 0..rows[row].len() {
                let changed = others(rows[row][column]).into_iter().find_map(|number| {
                    let mut rows = rows.clone();
                    rows[row][column] = &number;
                    let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
                    fs::write(path, lines.join("\n") + "\n").unwrap();
                    read(folder.path(), &[])
                });
                let Some(changed) = changed else { continue };
                let place = format!("{} row {row}, {}", path.display(), rows[0][column]);
                assert_ne!(Identity::of(&changed), Identity::of(&base), "{place}: the run");
                let (now, name) = burned(&changed.scenario);
                cells += 1;
                if now != bytes {
                    moved += 1;
                    assert_ne!(name, key, "{place}");
                }
            }
        }
        fs::write(path, &text).unwrap();
    }
    assert!(cells > 60 && moved > 40, "{cells} numbers were changed, {moved} of them moved the burn-in");
}

#[test]
fn whatever_parameter_changes_a_burn_in_changes_its_name() {
    let folder = small();
    let base = read(folder.path(), &[]).unwrap();
    let (bytes, key) = burned(&base.scenario);
    let mut moved = 0;
    for spec in Params::specs() {
        let now = base.scenario.params.get(spec.group, spec.name).unwrap();
        let step = if spec.name == "burn_in_firms" {
            500.0
        } else if spec.name == "burn_in_years" {
            0.5
        } else {
            (spec.max - spec.min) / 10.0
        };
        let other = if now + step <= spec.max { now + step } else { now - step };
        let Some(changed) = read(folder.path(), &[format!("parameters.{}={other:?}", spec.key())]) else {
            continue;
        };
        assert_ne!(Identity::of(&changed), Identity::of(&base), "{}: the run", spec.key());
        let (now, name) = burned(&changed.scenario);
        if now != bytes {
            moved += 1;
            assert_ne!(name, key, "{}", spec.key());
        }
    }
    assert!(moved > 40, "{moved} parameters moved the burn-in");
}

/// The calendar counts (seasons, published paths); shocks, policies, seeds, lengths and names do not, so that
/// runs which differ in them share a burn-in.
#[test]
fn of_a_scenario_the_start_alone_counts_for_the_burn_in() {
    let folder = small();
    let base = read(folder.path(), &[]).unwrap().scenario;
    let (bytes, key) = burned(&base);
    let later = read(folder.path(), &["scenario.start=2020-04".into()]).unwrap().scenario;
    let (other, name) = burned(&later);
    assert!(other != bytes && name != key, "another start is another burn-in");
    for set in [
        "scenario.months=9",
        "scenario.firms=400",
        "replications.seed=6",
        "replications.count=3",
        "scenario.name=u",
        "policy.pay.remove=true",
    ] {
        let same = read(folder.path(), &[set.into()]).unwrap().scenario;
        assert!(burned(&same) == (bytes.clone(), key.clone()), "{set}");
    }
    let without = Scenario { shocks: Vec::new(), policies: Vec::new(), ..base };
    assert!(simulation::burn_in(&without, &|_| true).unwrap().to_bytes() == bytes);
}

/// Every number and month that a resolved scenario holds, in turn: the run and the point of a sweep have
/// another name.
#[test]
fn whatever_a_resolved_scenario_holds_counts_for_runs_and_points() {
    let folder = small();
    let base = read(folder.path(), &[]).unwrap();
    for (name, bytes) in &base.tables {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let sweep = "[sweep]\nname = \"s\"\nbase = \"t.toml\"\ndesign = \"grid\"\nkeep = [\"jobs@2020-02\"]\n\
        [[factor]]\nname = \"share\"\npath = \"policy.pay.share\"\nvalues = [0.3]\n";
    fs::write(folder.path().join("sweep.toml"), sweep).unwrap();
    let names = |text: &str| {
        fs::write(folder.path().join("t.toml"), text).unwrap();
        let run = Identity::of(&read(folder.path(), &[])?);
        let plan = plan(&folder.path().join("sweep.toml"), &Overrides::default()).ok()?;
        Some((run, plan.points[0].id.clone()))
    };
    let (run, point) = names(&base.canonical).unwrap();
    assert_eq!(run, Identity::of(&base), "the resolved scenario is the scenario");
    let lines: Vec<&str> = base.canonical.lines().collect();
    let (mut section, mut changed) = (String::new(), 0);
    for (at, line) in lines.iter().enumerate() {
        if line.starts_with('[') {
            section = line.to_string();
        }
        let Some((key, value)) = line.split_once(" = ") else { continue };
        // All parameters have a test of their own; here one of each group will do.
        if section.starts_with("[parameters.") && lines[at - 1] != section {
            continue;
        }
        let others = match value.trim_matches('"').parse::<tideover::units::Month>() {
            Ok(month) => [1, -1].map(|step| format!("\"{}\"", month.plus(step))).to_vec(),
            Err(_) => others(value),
        };
        let put = |other: &String| {
            let mut lines = lines.clone();
            let line = format!("{key} = {other}");
            lines[at] = &line;
            lines.join("\n") + "\n"
        };
        let Some((other_run, other_point)) = others.iter().find_map(|other| names(&put(other))) else {
            continue;
        };
        changed += 1;
        assert_ne!(other_run, run, "{section} {line}");
        // The number of replications does not change any of them; the share is the factor's.
        let free = key == "count" || (section.contains("policy") && key == "share");
        assert!(free || other_point != point, "{section} {line}: the point of a sweep");
    }
    assert!(changed > 30, "{changed} numbers were changed");
}
