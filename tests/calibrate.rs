//! `tideover calibrate`: what is wrong with a file is said at once; an interrupted fit goes on and ends where it would have.

mod common;

use common::{folder, tideover};

/// A small economy of China in which a fit takes seconds.
fn small() -> String {
    let baseline = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/baseline.toml");
    format!(
        "[scenario]\nname = \"small\"\nextends = {:?}\n[parameters.population]\nburn_in_years = 2\nburn_in_firms = 1000\n",
        baseline.display().to_string()
    )
}

const PLAN: &str = "[calibrate]\nscenario = \"small.toml\"\nrounds = 1\nfirms = 800\n\
    [[parameter]]\nkey = \"owner.buffer_days\"\nstep = 15\nstart = 90\nmax = 120\n\
    [[parameter]]\nkey = \"price.power_by_size\"\nstep = 0.01\n";

#[test]
fn a_fit_moves_parameters_towards_the_facts_and_can_be_continued() {
    let small = small();
    let folder = folder(&[("small.toml", &small), ("plan.toml", PLAN)]);
    let run = || {
        let output = tideover(&folder, &["calibrate", "plan.toml"]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (whole, said) = run();
    assert!(!said.contains("continuing"), "{said}");
    // Cash is far above the survey's at the start, and goes down.
    let row = whole.lines().find(|line| line.trim_start().starts_with("owner.buffer_days")).unwrap();
    let fitted: f64 = row.split_whitespace().nth(2).unwrap().parse().unwrap();
    assert!(fitted < 80.0, "{row}");
    assert!(whole.contains("[regime.middle.owner]\nbuffer_days = "), "{whole}");
    // Cut short within the last line, the journal serves all the same.
    let journal = folder.path().join("plan.journal");
    let text = std::fs::read_to_string(&journal).unwrap();
    let lines = text.lines().count();
    std::fs::write(&journal, &text[..text.len() - 20]).unwrap();
    let (again, said) = run();
    assert!(said.contains(&format!("continuing: {} evaluations", lines - 1)), "{said}");
    assert_eq!(whole, again);
    // The same for programs, from the same journal under the name that -o gives.
    std::fs::rename(&journal, folder.path().join("mine")).unwrap();
    let output = tideover(&folder, &["calibrate", "plan.toml", "--json", "-o", "mine"]).assert().success().get_output().clone();
    assert!(!journal.exists() && String::from_utf8_lossy(&output.stderr).contains("evaluations are in mine"));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["parameters"][0]["key"], "owner.buffer_days");
    assert!((json["parameters"][0]["fitted"].as_f64().unwrap() - fitted).abs() < 1e-4);
}

#[test]
fn a_plan_that_is_wrong() {
    let broken = "[calibrate]\nscenario = \"small.toml\"\n\
        [[parameter]]\nkey = \"owner.bufer_days\"\nstep = 1\n\
        [[parameter]]\nkey = \"owner.look_through\"\nstep = 0\nstart = 7\n\
        [[weight]]\ntarget = \"V99\"\nweight = -1\n";
    let small = small();
    let folder = folder(&[
        ("small.toml", &small),
        ("plan.toml", broken),
        ("regime.toml", "[calibrate]\nscenario = \"small.toml\"\nregime = \"strickt\"\n"),
    ]);
    let said = |file: &str| {
        let output = tideover(&folder, &["calibrate", file]).output().unwrap();
        assert_eq!(output.status.code(), Some(3));
        String::from_utf8(output.stderr).unwrap()
    };
    let text = said("plan.toml");
    for wanted in [
        "plan.toml:4:7  there is no parameter \"owner.bufer_days\"",
        "did you mean owner.buffer_days?",
        "owner.look_through: step is 0; it is a change that shows, above 0 and below 1",
        "owner.look_through: start is 7, outside 0..=1",
        "the economy pack has no scored fact \"V99\"",
        "V99: weight is -1, outside 0..=100",
    ] {
        assert!(text.contains(wanted), "{wanted} is missing in\n{text}");
    }
    assert!(said("regime.toml").contains("did you mean strict?"));
    assert!(!folder.path().join("plan.journal").exists(), "nothing may be written");
}
