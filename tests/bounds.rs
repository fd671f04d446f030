//! Economies that explode, and economies that die out: the first end with a reason, the second say zero.

mod common;

use assert_cmd::Command;
use common::model::{burned, column, month, shipped, shock};
use std::path::Path;
use tideover::shocks::Path as Course;
use tideover::simulation;
use tideover::stats::columns::is_share;
use tideover::stats::run_tables::RunTables;
use tideover::stop::caught;

const SMALL: [&str; 3] = [
    "parameters.population.burn_in_years=1",
    "parameters.population.burn_in_firms=1000",
    "scenario.firms=10",
];
/// Three booms at once, each the largest there may be, times one another.
const BOOMS: &str = r#"
[[shock]]
name = "NAME"
kind = "demand"
size = 3
path = { from = "2020-03" }
"#;

fn simulate(file: &str, set: &[&str], replication: u32) -> Result<RunTables, String> {
    let scenario = shipped(file, &[&SMALL, set].concat());
    let start = burned(&scenario);
    caught(|| simulation::simulate(&scenario, &start, replication, &|_| true).expect("not interrupted"))
}

#[test]
fn an_economy_that_explodes_ends_with_a_reason() {
    // Three booms at once, each the largest there may be, times one another: households spend 64 times as
    // much of what they earn more. Large firms sold 24 times as much in the first month, more than their
    // books could hold after two years, and then less than nothing.
    let mut scenario = shipped("baseline.toml", &[&SMALL[..], &["scenario.months=36"]].concat());
    let boom = shock(&scenario, "demand", 3.0, Course::Step { from: month("2020-03"), to: None });
    scenario.shocks = vec![boom; 3];
    let start = burned(&scenario);
    for replication in 0..4 {
        let reason = caught(|| simulation::simulate(&scenario, &start, replication, &|_| true))
            .expect_err("sixty-four times as much explodes");
        let (before, after) = reason
            .split_once(" times their level at the start in 2020-")
            .unwrap_or_else(|| panic!("{reason}"));
        let times: f64 = before.rsplit(' ').next().unwrap().parse().unwrap();
        // Found in the first month in which it is so.
        assert!(
            (100.0..2_000.0).contains(&times)
                && after.contains(": the economy explodes under these parameters"),
            "{reason}"
        );
    }
}

#[test]
fn what_grows_by_parameter_does_not_explode() {
    let growth = ["parameters.entry.growth=0.5", "parameters.demand.trend=0.5", "scenario.months=168"];
    let tables = simulate("baseline.toml", &growth, 0).expect("growth that was asked for is no explosion");
    let sales = column(&tables.monthly, "sales_bn");
    assert!(sales[167] / sales[0] > 100.0, "{sales:?}");
}

#[test]
fn the_command_says_why_and_the_exit_code_is_that_of_failed_replications() {
    let folder = tempfile::tempdir().unwrap();
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let baseline = scenarios.join("baseline.toml").display().to_string();
    let booms: String = ["first", "second", "third"].map(|name| BOOMS.replace("NAME", name)).concat();
    let file = folder.path().join("booms.toml");
    std::fs::write(&file, format!("[scenario]\nextends = {baseline:?}\n{booms}")).unwrap();
    let sets = SMALL.iter().chain(&["scenario.months=36"]).flat_map(|set| ["--set", set]);
    let run = |more: &[&str]| {
        let mut command = Command::cargo_bin("tideover").unwrap();
        command
            .current_dir(folder.path())
            .arg("run")
            .arg(&file)
            .args(sets.clone())
            .args(more)
            .assert()
            .code(4)
    };
    let done = run(&["--replications", "1", "-q", "-o", "all", "--set", "replications.seed=1"]);
    let said = String::from_utf8(done.get_output().stderr.clone()).unwrap();
    assert!(
        said.starts_with("no replication could be finished: ")
            && said.contains(" times their level at the start")
            && said.contains("the economy explodes under these parameters"),
        "{said}"
    );
    assert!(
        !said.contains("panicked") && !said.contains("RUST_BACKTRACE") && said.lines().count() == 1,
        "{said}"
    );
    let manifest = std::fs::read_to_string(folder.path().join("all/manifest.json")).unwrap();
    assert!(manifest.contains("the economy explodes"), "{manifest}");
}

#[test]
fn an_extinct_economy_says_zero_and_has_no_shares() {
    // One owner in ten falls ill each month, and of those who close few are followed by others.
    let extinct = [
        "parameters.failure.background_hazard=0.1",
        "parameters.failure.background_size=0",
        "parameters.failure.orderly_hazard=1",
        "parameters.dormancy.share=0",
        "parameters.entry.growth=-0.5",
        "scenario.months=120",
    ];
    let tables = (0..20)
        .filter_map(|replication| simulate("covid-2020-no-policy.toml", &extinct, replication).ok())
        .find(|tables| {
            tables
                .monthly
                .rows
                .iter()
                .any(|row| row[tables.monthly.column("jobs_million").unwrap()].number() == Some(0.0))
        })
        .expect("an economy of ten firms dies out under these hazards");
    let firms = column(&tables.monthly, "firms_million");
    let dead = firms.iter().position(|firms| *firms == 0.0).expect("no firm is none, not one");
    let month_at = tables.monthly.column("month").unwrap();
    let at = &tables.monthly.rows[dead];
    for (name, cell) in tables.monthly.columns.iter().zip(at) {
        let of_others =
            ["bad_loan_ratio", "large_stress_share", "unemployment", "overdue_share", "late_payment_share"]
                .contains(&name.as_str());
        if (is_share(name) && !of_others) || name.starts_with("cash_days") {
            assert!(cell.number().is_none(), "{name} is {cell:?} of nobody");
        }
    }
    assert_eq!(at[tables.monthly.column("jobs_million").unwrap()].number(), Some(0.0));
    for (dimension, table) in &tables.by_group {
        let [firms, share, when] =
            ["firms_thousand", "illiquid_share", "month"].map(|name| table.column(name).unwrap());
        let rows: Vec<_> = table.rows.iter().filter(|row| row[when] == at[month_at]).collect();
        assert!(!rows.is_empty(), "{dimension}");
        for row in rows {
            assert!(
                row[firms].number() == Some(0.0) && row[share].number().is_none(),
                "{dimension}: {row:?}"
            );
        }
    }
}
