//! `tideover validate`: every published fact is measured, and what is wrong with a file of facts is said.

mod common;

use common::{folder, tideover};

const SMALL: [&str; 8] = [
    "--firms",
    "1500",
    "--replications",
    "2",
    "--set",
    "parameters.population.burn_in_years=3",
    "--set",
    "parameters.population.burn_in_firms=1500",
];

fn shipped(scenario: &str) -> String {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(scenario).display().to_string()
}

#[test]
fn each_fact_is_measured_and_judged() {
    let folder = folder(&[]);
    let scenario = shipped("covid-2020.toml");
    let output =
        tideover(&folder, &[&["validate", &scenario, "--json", "-q"][..], &SMALL].concat()).output().unwrap();
    let facts: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert!(facts.len() > 30, "{} facts", facts.len());
    let mut failed = 0;
    for fact in &facts {
        let (model, target) = (fact["model"].as_f64(), fact["target"].as_f64().unwrap());
        let (low, high) = (fact["low"].as_f64().unwrap(), fact["high"].as_f64().unwrap());
        assert!(low <= target && target <= high, "{fact}");
        let model = model.unwrap_or_else(|| panic!("not measured: {fact}"));
        assert!(model.is_finite() && model > 0.0, "{fact}");
        if fact["verdict"] == "PASS"
            && fact["standard_error"].as_f64().unwrap() * 2.0 < (target - low).min(high - target)
        {
            assert!((low..=high).contains(&model), "{fact}");
        }
        failed += i32::from(fact["verdict"] == "FAIL");
        assert_eq!(fact["verdict"] == "-", !fact["profile"].is_null(), "{fact}");
    }
    // Shocks and policies are left out: the same facts as of the baseline.
    let baseline = shipped("baseline.toml");
    let again =
        tideover(&folder, &[&["validate", &baseline, "--json", "-q"][..], &SMALL].concat()).output().unwrap();
    assert_eq!(output.stdout, again.stdout);
    assert_eq!(output.status.code(), Some(if failed > 0 { 6 } else { 0 }));
}

#[test]
fn a_file_of_facts_that_is_wrong() {
    const FACTS: &str = "id,moment,counts,sectors,sizes,founders_from,founders_to,at,target,low,high,profile,source,grade\n\
        A,median_lief,x,,,,,,10,9,11,,a book,official\n\
        B,margin,x,minning,,,,,0.5,0.6,0.7,,a book,official\n\
        C,margin,x,,,,,,,0.6,0.7,,,sure\n";
    let folder = folder(&[("facts.csv", FACTS)]);
    let baseline = shipped("baseline.toml");
    let output =
        tideover(&folder, &["validate", &baseline, "--set", "economy.targets=facts.csv"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    for wanted in [
        "facts.csv:2:3  target \"A\": the model measures no \"median_lief\"",
        "did you mean median_life?",
        "facts.csv:3:12  target \"B\": sectors knows no \"minning\"",
        "did you mean mining?",
        "target \"B\": the target 0.5 lies outside its own band, 0.6 to 0.7",
        "target \"C\": target is empty",
        "this row names no source",
        "grade is \"sure\"",
    ] {
        assert!(said.contains(wanted), "{wanted} is missing in\n{said}");
    }
}

#[test]
fn no_file_of_facts() {
    let folder = folder(&[("t.toml", common::HEAD)]);
    let output = tideover(&folder, &["validate", "t.toml"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("names no file of published facts"), "{said}");
}

#[test]
fn each_fact_of_a_crisis_is_measured_and_what_was_fed_is_told_apart() {
    let folder = folder(&[]);
    let scenario = shipped("covid-2020.toml");
    let command = [&["validate", "--crisis", &scenario, "--json", "-q"][..], &SMALL].concat();
    let output = tideover(&folder, &command).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let facts: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).expect(&said);
    let fed: Vec<&str> =
        facts.iter().filter(|fact| fact["fed"] == true).map(|fact| fact["id"].as_str().unwrap()).collect();
    assert_eq!(fed, ["C01", "C02", "C03", "C04", "C05", "C06", "C09", "C17"]);
    assert_eq!(facts.len(), 20);
    for fact in &facts {
        assert!(fact["model"].as_f64().is_some_and(f64::is_finite), "not measured: {fact}");
        let low = fact["low"].as_f64().unwrap();
        assert!((low..=fact["high"].as_f64().unwrap()).contains(&fact["target"].as_f64().unwrap()), "{fact}");
    }
    // What the scenario closes is felt: catering sells less in February and March than without the crisis.
    assert!(facts[0]["model"].as_f64().unwrap() < -5.0 && facts[1]["model"].as_f64().unwrap() < -5.0);
    let failed = facts.iter().any(|fact| fact["verdict"] == "FAIL");
    assert_eq!(output.status.code(), Some(if failed { 6 } else { 0 }), "{said}");
    // The same draws: the same bytes on one thread.
    let one = tideover(&folder, &[&command[..], &["--threads", "1"]].concat()).output().unwrap();
    assert_eq!(output.stdout, one.stdout);
}

#[test]
fn a_crisis_without_facts_is_refused() {
    let folder = folder(&[]);
    for (scenario, wanted) in [
        ("energy-shock.toml", "are about the scenario covid-2020, not \"energy-shock\""),
        ("baseline-united-states.toml", "names no file of published facts of a crisis"),
    ] {
        let output = tideover(&folder, &["validate", "--crisis", &shipped(scenario)]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(wanted), "{wanted} is missing in\n{said}");
    }
}
