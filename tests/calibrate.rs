//! `tideover calibrate`: what is wrong with a file is said at once; an interrupted fit goes on and ends where
//! it would have.

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
    let output = tideover(&folder, &["calibrate", "plan.toml", "--json", "-o", "mine"])
        .assert()
        .success()
        .get_output()
        .clone();
    assert!(!journal.exists() && String::from_utf8_lossy(&output.stderr).contains("evaluations are in mine"));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["parameters"][0]["key"], "owner.buffer_days");
    assert!((json["parameters"][0]["fitted"].as_f64().unwrap() - fitted).abs() < 1e-4);
}

#[test]
fn facts_of_a_crisis_join_a_fit() {
    let covid = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/covid-2020.toml");
    let crisis = format!(
        "[scenario]\nname = \"covid-2020\"\nextends = {:?}\n[parameters.population]\nburn_in_years = 2\nburn_in_firms = 1000\n",
        covid.display().to_string()
    );
    // Large buyers that hold nothing back: the fit moves them towards the receivables of 2020.
    let plan = "[calibrate]\nscenario = \"crisis.toml\"\ncrisis = \"crisis.toml\"\nrounds = 1\nfirms = 800\n\
        [[parameter]]\nkey = \"paying.large_hold\"\nstep = 3\nstart = 0\n[[weight]]\ntarget = \"C13\"\nweight = 10\n";
    let folder = folder(&[("crisis.toml", &crisis), ("plan.toml", plan)]);
    let output = tideover(&folder, &["calibrate", "plan.toml", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(json["parameters"][0]["fitted"].as_f64().unwrap() > 1.0, "{json}");
    let ids: Vec<&str> =
        json["facts"].as_array().unwrap().iter().map(|fact| fact["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"V09") && ids.contains(&"C13"), "{ids:?}");
    // A fact that neither has is said with those that there are.
    let wrong = plan.replace("\"C13\"", "\"C33\"");
    std::fs::write(folder.path().join("wrong.toml"), wrong).unwrap();
    let output = tideover(&folder, &["calibrate", "wrong.toml"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("no scored fact \"C33\"") && said.contains("C13"), "{said}");
}

/// The small economy with a pack of its own, whose tables may be changed.
fn with_pack() -> tempfile::TempDir {
    let economies = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/economies");
    let copy = tempfile::tempdir().unwrap();
    let mut folders = vec![economies.clone()];
    while let Some(from) = folders.pop() {
        for entry in std::fs::read_dir(&from).unwrap() {
            let path = entry.unwrap().path();
            let to = copy.path().join(path.strip_prefix(&economies).unwrap());
            if path.is_dir() {
                std::fs::create_dir_all(to).unwrap();
                folders.push(path);
            } else {
                std::fs::copy(&path, to).unwrap();
            }
        }
    }
    let scenario = "[scenario]\nname = \"small\"\ntitle = \"t\"\nquestion = \"q\"\nsource = \"s\"\nextends = \"china-2019.toml\"\nstart = \"2020-01\"\n\
        months = 12\n[parameters.population]\nburn_in_years = 0.5\nburn_in_firms = 1000\nsettle_months = 1\n";
    std::fs::write(copy.path().join("small.toml"), scenario).unwrap();
    std::fs::write(copy.path().join("plan.toml"), PLAN.replace("firms = 800", "firms = 300")).unwrap();
    copy
}

#[test]
fn evaluations_of_other_inputs_are_not_used() {
    let folder = with_pack();
    let run = |journal: &str| {
        let output = tideover(&folder, &["calibrate", "plan.toml", "-o", journal]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let evaluations =
        |journal: &str| std::fs::read_to_string(folder.path().join(journal)).unwrap().lines().count();
    let (first, _) = run("kept");
    let before = evaluations("kept");
    // Banks that judge worse: another economy, under the same file names.
    let banks = folder.path().join("china-2019/banks.csv");
    let text = std::fs::read_to_string(&banks).unwrap();
    let place = text.lines().next().unwrap().split(',').position(|column| column == "noise").unwrap();
    let worse = |line: &str| {
        let mut cells: Vec<String> = line.split(',').map(str::to_string).collect();
        if let Ok(noise) = cells[place].parse::<f64>() {
            cells[place] = format!("{}", 1.2 * noise);
        }
        cells.join(",") + "\n"
    };
    std::fs::write(&banks, text.lines().map(worse).collect::<String>()).unwrap();
    let (fresh, _) = run("fresh");
    let (again, said) = run("kept");
    assert_ne!(first, fresh);
    assert_eq!(again, fresh);
    assert!(!said.contains("continuing"), "{said}");
    assert!(
        said.contains(&format!("note: {before} evaluations in kept were made from other inputs")),
        "{said}"
    );
    assert_eq!(evaluations("kept"), before + evaluations("fresh"));
    // What does not enter the model leaves evaluations as good as they were: weights, rounds, titles.
    let plan = std::fs::read_to_string(folder.path().join("plan.toml")).unwrap();
    std::fs::write(
        folder.path().join("plan.toml"),
        format!("{plan}[[weight]]\ntarget = \"V01\"\nweight = 1\n"),
    )
    .unwrap();
    let (_, said) = run("kept");
    assert!(said.contains(&format!("continuing: {} evaluations", evaluations("fresh"))), "{said}");
}

#[cfg(unix)]
#[test]
fn an_interrupted_fit_says_so_and_goes_on() {
    use std::process::{Command, Stdio};
    let folder = with_pack();
    let calibrate = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tideover"));
        command
            .current_dir(folder.path())
            .args(["calibrate", "plan.toml"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    };
    let mut child = calibrate().spawn().unwrap();
    let journal = folder.path().join("plan.journal");
    while std::fs::metadata(&journal).map_or(0, |about| about.len()) == 0
        && child.try_wait().unwrap().is_none()
    {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(75), "{said}");
    assert!(said.contains("plan.journal, and the same command continues"), "{said}");
    let finished = std::fs::read_to_string(&journal).unwrap();
    assert!(finished.ends_with('\n'), "no half line: {finished:?}");
    let again = calibrate().output().unwrap();
    assert_eq!(again.status.code(), Some(0));
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(said.contains(&format!("continuing: {} evaluations", finished.lines().count())), "{said}");
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
