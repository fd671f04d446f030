//! Every shipped scenario runs through the program itself and leaves a whole run folder.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What a run folder holds.
const FILES: [&str; 18] = [
    "manifest.json",
    "scenario.resolved.toml",
    "monthly.csv",
    "monthly_by_sector.csv",
    "monthly_by_size.csv",
    "monthly_by_region.csv",
    "monthly_by_age.csv",
    "monthly_by_tier.csv",
    "survival.csv",
    "summary.csv",
    "policies.csv",
    "ledger.csv",
    "scorecard.csv",
    "environment.csv",
    "fidelity.csv",
    "report.html",
    "README.txt",
    "timing.json",
];

#[test]
fn every_shipped_scenario_leaves_a_whole_folder() {
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let place = tempfile::tempdir().unwrap();
    let mut seen = 0;
    let mut paths: Vec<_> = fs::read_dir(&scenarios).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let runs = fs::read_to_string(&path)
            .is_ok_and(|text| path.extension().is_some_and(|e| e == "toml") && text.contains("[scenario]"));
        if !runs {
            continue;
        }
        seen += 1;
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        // The burn-in of one is the burn-in of all: no lever, shock or date is part of it.
        let output = Command::new(env!("CARGO_BIN_EXE_tideover"))
            .current_dir(place.path())
            .arg("run")
            .arg(&path)
            .args(["--quick", "-q", "--firms", "1000", "--set", "parameters.population.burn_in_years=2"])
            .args(["--set", "parameters.population.burn_in_firms=2000", "-o", &format!("output/{name}")])
            .output()
            .unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let folder = place.path().join("output").join(&name);
        for file in FILES {
            let bytes = fs::metadata(folder.join(file))
                .unwrap_or_else(|error| panic!("{name}: {file}: {error}"))
                .len();
            assert!(bytes > 40, "{name}: {file} holds {bytes} bytes");
        }
        for extension in ["svg", "png", "csv"] {
            let charts = fs::read_dir(folder.join("charts"))
                .unwrap()
                .filter(|c| c.as_ref().unwrap().path().extension().is_some_and(|e| e == extension));
            assert!(charts.count() >= 8, "{name}: charts as {extension}");
        }
        let manifest: serde_json::Value =
            serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
        assert_eq!(manifest["status"], "complete", "{name}");
        for file in FILES.iter().filter(|file| file.ends_with(".csv")) {
            assert!(manifest["outputs"][file].is_string(), "{name}: the manifest has no digest of {file}");
        }
        let months = fs::read_to_string(folder.join("monthly.csv")).unwrap().lines().count();
        assert!(months > 12, "{name}: {months} lines");
        assert!(
            fs::read_to_string(folder.join("report.html")).unwrap().contains("quick"),
            "{name}: a quick run must say that it is one"
        );
        assert!(!folder.join("trace.csv").exists(), "{name}: nothing was to be traced");
    }
    assert!(seen >= 4, "only {seen} scenarios found");
}

#[test]
fn traced_firms_are_written_out() {
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/baseline.toml");
    let place = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_tideover"))
        .current_dir(place.path())
        .arg("run")
        .arg(&scenario)
        .args([
            "--quick",
            "-q",
            "--firms",
            "1000",
            "--set",
            "parameters.population.burn_in_years=1",
            "--set",
            "scenario.months=3",
        ])
        .args([
            "--set",
            "parameters.population.burn_in_firms=1000",
            "--set",
            "output.trace=[0,8]",
            "-o",
            "traced",
        ])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = |name: &str| fs::read_to_string(place.path().join("traced").join(name)).unwrap();
    // Two firms, before the first month and at the end of the months in which they live.
    let balances = text("trace_balances.csv");
    let opening = balances.lines().nth(1).unwrap().split(',').nth(3).unwrap();
    assert_eq!(balances.lines().filter(|line| line.split(',').nth(3) == Some(opening)).count(), 2);
    assert!((1 + 2 + 3..=1 + 2 * 4).contains(&balances.lines().count()), "{balances}");
    assert!(text("trace.csv").lines().count() > 60);
    let readme = text("README.txt");
    for word in ["trace_balances.csv", "payable_to_linked", "cash_change"] {
        assert!(readme.contains(word), "README.txt does not explain {word}");
    }
}
