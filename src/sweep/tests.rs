//! Sweeps on a small economy: shards, damage and failures change no byte of what is merged.

use super::run::{Options, run};
use super::*;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::language::told::Told;
use crate::month::model::Scenario;
use crate::scenario::{self, Loaded, Overrides};
use crate::simulation::{burn_in, simulate};
use crate::stats::run_tables::RunTables;
use std::fs;
use std::path::{Path, PathBuf};

/// A base scenario and what each point sets in it.
#[derive(Debug)]
struct Sets {
    base: PathBuf,
    sets: Vec<Vec<String>>,
}

impl Sets {
    fn load(&self, sets: &[String]) -> Result<Loaded> {
        let mut set: Vec<String> = [
            "scenario.months=10",
            "parameters.population.burn_in_years=1",
            "parameters.population.settle_months=2",
        ]
        .map(String::from)
        .into();
        set.extend(sets.iter().cloned());
        let overrides = Overrides { set, firms: Some(300), replications: Some(2), ..Overrides::default() };
        scenario::load(std::slice::from_ref(&self.base), &overrides)
    }
}

impl Scenarios for Sets {
    fn of(&self, point: &Point) -> Result<Loaded> {
        self.load(&self.sets[point.index])
    }
    fn measure(&self, tables: &RunTables, _: &Scenario) -> std::result::Result<Vec<f64>, Told> {
        let last = |name: &str| {
            let column = tables
                .monthly
                .columns
                .iter()
                .position(|known| known == name)
                .ok_or_else(|| Told::words("no such column"))?;
            let row = tables.monthly.rows.last().ok_or_else(|| Told::words("no rows"))?;
            Ok::<f64, Told>(row[column].real())
        };
        Ok(vec![last("jobs_million")?, last("policy_outlay_bn")?])
    }
    fn command(&self, point: &Point) -> String {
        format!("tideover run {} {:?}", self.base.display(), self.sets[point.index])
    }
}

fn output(name: &str, effect: bool) -> OutputEntry {
    let text = if effect { format!("effect {name}") } else { name.to_string() };
    OutputEntry {
        name: format!("{name}_{effect}"),
        text,
        label: name.to_string(),
        unit: String::new(),
        effect,
    }
}

/// Wage support of several strengths until several months, against none.
fn plan() -> Plan {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sweep/testing.toml");
    let (strengths, ends) = (["0.2", "0.5"], ["2020-03", "2020-06", "2020-09"]);
    let mut sets = Vec::new();
    let mut values = Vec::new();
    for strength in strengths {
        for end in ends {
            sets.push(vec![format!("policy.support.share={strength}"), format!("policy.support.to={end}")]);
            values.push(vec![Value::Number(strength.parse().unwrap()), Value::Text(end.to_string())]);
        }
    }
    sets.push(vec!["policy.support.share=0".to_string()]);
    values.push(values[0].clone());
    let points = values.into_iter().enumerate().map(|(index, values)| Point {
        index,
        id: format!("{:032x}", index + 17),
        history: "one".to_string(),
        base: 0,
        regime: 0,
        values,
        against: (index < 6).then_some(6),
    });
    let factor = |name: &str| FactorEntry {
        name: name.to_string(),
        label: name.to_string(),
        unit: String::new(),
        paths: vec![format!("policy.support.{name}")],
        values: Vec::new(),
        range: None,
        log: false,
        distribution: String::new(),
        baseline: None,
    };
    let entry = PlanEntry {
        name: "support".into(),
        title: "Support".into(),
        question: String::new(),
        source: String::new(),
        id: "0".repeat(32),
        model_version: crate::experiment::MODEL_VERSION,
        program_version: String::new(),
        design: Design::Grid,
        samples: 6,
        levels: 0,
        second_order: false,
        design_seed: 1,
        bases: vec!["testing".into()],
        regimes: vec!["middle".into()],
        against: "no_policy".into(),
        factors: vec![factor("share"), factor("to")],
        outputs: vec![output("jobs", false), output("jobs", true)],
        replications: 2,
        firms: 300,
        points: 6,
        quick: false,
        language: crate::language::Language::English,
    };
    Plan { entry, points: points.collect(), scenarios: Box::new(Sets { base, sets }) }
}

fn options(number: usize, of: usize) -> Options {
    Options {
        shard: Shard { number, of },
        threads: Some(2),
        memory: None,
        time_budget: None,
        retry_failed: false,
        kept: crate::experiment::OUTPUT.into(),
        progress: "none".into(),
        quiet: true,
        language: Language::English,
    }
}

fn merged(plan: &Plan, folder: &Path) -> [String; 2] {
    merge::merge(plan, folder).unwrap();
    ["sweep.csv", "runs.csv"].map(|name| fs::read_to_string(folder.join(name)).unwrap())
}

#[test]
fn shards_in_any_order_give_the_bytes_of_one() {
    let plan = plan();
    let whole = tempfile::tempdir().unwrap();
    let ran = run(&plan, whole.path(), &options(1, 1)).unwrap();
    assert_eq!((ran.runs, ran.computed, ran.failed), (14, 14, 0));
    let expected = merged(&plan, whole.path());
    assert_eq!(expected[0].lines().count(), 7);
    for of in [3, 8] {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(merge::merge(&plan, folder.path()), Err(Error::Incomplete(_))));
        for number in (1..=of).rev() {
            run(&plan, folder.path(), &options(number, of)).unwrap();
        }
        assert_eq!(merged(&plan, folder.path()), expected, "{of} shards");
        // Another number of shards finds everything done.
        assert_eq!(run(&plan, folder.path(), &options(1, 1)).unwrap().computed, 0);
    }
}

#[test]
fn a_point_in_a_tree_is_the_point_run_alone() {
    let plan = plan();
    let folder = tempfile::tempdir().unwrap();
    run(&plan, folder.path(), &options(1, 1)).unwrap();
    let runs = merged(&plan, folder.path())[1].clone();
    let start = burn_in(&plan.scenarios.of(&plan.points[0]).unwrap().scenario, &|_| true).unwrap();
    for point in &plan.points[..6] {
        let scenario = plan.scenarios.of(point).unwrap().scenario;
        let alone = simulate(&scenario, &start, 1, &|_| true).unwrap();
        let jobs = plan.scenarios.measure(&alone, &scenario).unwrap()[0];
        let row = runs
            .lines()
            .find(|line| line.starts_with(&format!("{},", point.index)) && line.contains(",1,ok,"))
            .unwrap();
        assert!(row.contains(&format!(",ok,{jobs},")), "{row}: {jobs}");
    }
}

#[test]
fn damage_is_mended_and_nothing_is_done_twice() {
    let plan = plan();
    let folder = tempfile::tempdir().unwrap();
    run(&plan, folder.path(), &options(1, 1)).unwrap();
    let expected = merged(&plan, folder.path());
    let journal = fs::read_dir(folder.path().join("shards")).unwrap().next().unwrap().unwrap().path();
    let bytes = fs::read(&journal).unwrap();
    for cut in [0, 1, bytes.len() / 3, bytes.len() / 2, bytes.len() - 1] {
        fs::write(&journal, &bytes[..cut]).unwrap();
        let whole = bytes[..cut].iter().filter(|byte| **byte == b'\n').count();
        let standing = merge::standing(&plan, folder.path()).unwrap();
        assert_eq!((standing.complete, standing.outstanding.len()), (whole, 14 - whole), "cut at {cut}");
        let ran = run(&plan, folder.path(), &options(1, 1)).unwrap();
        assert_eq!((ran.before, ran.computed), (whole, 14 - whole), "cut at {cut}");
        assert_eq!(merged(&plan, folder.path()), expected, "cut at {cut}");
    }
}

#[test]
fn a_failed_run_is_a_row_with_its_command() {
    let mut plan = plan();
    let sets = ["policy.support.share=7".to_string()].to_vec();
    let mut all = (0..7).map(|_| vec!["policy.support.share=0.2".to_string()]).collect::<Vec<_>>();
    all[2] = sets;
    plan.scenarios = Box::new(Sets {
        base: Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sweep/testing.toml"),
        sets: all,
    });
    let folder = tempfile::tempdir().unwrap();
    let ran = run(&plan, folder.path(), &options(1, 1)).unwrap();
    assert_eq!((ran.computed, ran.failed), (14, 2));
    let found = merge::merge(&plan, folder.path()).unwrap();
    assert_eq!((found.points, found.failed), (6, 1));
    let sweep = fs::read_to_string(folder.path().join("sweep.csv")).unwrap();
    assert!(sweep.contains("tideover run") && sweep.contains("share is 7"), "{sweep}");
    // It stays failed until it is asked for again.
    assert_eq!(run(&plan, folder.path(), &options(1, 1)).unwrap().computed, 0);
    assert_eq!(
        run(&plan, folder.path(), &Options { retry_failed: true, ..options(1, 1) }).unwrap().computed,
        2
    );
}

#[test]
fn two_processes_on_one_shard_are_refused() {
    let plan = plan();
    let folder = tempfile::tempdir().unwrap();
    let _held = Shard { number: 1, of: 2 }.lock(folder.path()).unwrap();
    let said = run(&plan, folder.path(), &options(1, 2)).unwrap_err().to_string();
    assert!(said.contains("is computing shard 1/2 of this sweep"), "{said}");
    run(&plan, folder.path(), &options(2, 2)).unwrap();
}

#[test]
fn the_time_budget_stops_cleanly() {
    let plan = plan();
    let folder = tempfile::tempdir().unwrap();
    let short = Options { time_budget: Some(std::time::Duration::ZERO), ..options(1, 1) };
    let stopped = run(&plan, folder.path(), &short).unwrap_err();
    assert_eq!(stopped.exit_code(), 75);
    assert_eq!(run(&plan, folder.path(), &options(1, 1)).unwrap().runs, 14);
}
