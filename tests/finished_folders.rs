//! Finished folders: who reads one that is no longer as it was written is told so; `reproduce` computes one
//! again, byte for byte.

mod common;

use common::{HEAD, folder, tideover};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

const SMALL: &str = r#"firms = 500
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
const RELIEF: &str = r#"[[policy]]
name = "grant"
kind = "liquidity_grant"
from = "2020-03"
to = "2020-05"
take_up = 1
share = 1
[[policy]]
name = "pay"
kind = "wage_subsidy"
from = "2020-03"
to = "2020-05"
"#;
const SWEEP: &str = r#"[sweep]
name = "s"
base = "alt.toml"
design = "morris"
samples = 4
replications = 2
against = "no_policy"
keep = ["effect jobs@end"]
[[factor]]
name = "share"
path = "policy.pay.share"
range = [0.1, 0.6]
[[factor]]
name = "look"
path = "parameters.owner.look_through"
range = [0.1, 0.9]
"#;

/// `t.toml` without and `alt.toml` with relief, seven months; a sweep of the latter.
fn files() -> TempDir {
    let head = HEAD.replace("24", "7");
    let alt = head.replace("\"t\"", "\"alt\"");
    folder(&[
        ("t.toml", &format!("{head}{SMALL}")),
        ("alt.toml", &format!("{alt}{SMALL}{RELIEF}")),
        ("sweep.toml", SWEEP),
    ])
}

fn run(folder: &TempDir, args: &[&str]) -> Output {
    tideover(folder, args).output().unwrap()
}

/// What a command says on stdout and stderr, which must end with this code.
#[track_caller]
fn ends(folder: &TempDir, code: i32, args: &[&str]) -> (String, String) {
    let output = run(folder, args);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (said, talk) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{args:?}\n{said}{talk}");
    (said, talk)
}

fn manifest(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap()
}

/// `reproduce --verify` of a folder of which all agree; answers the number of outputs.
#[track_caller]
fn reproduced(folder: &TempDir, name: &str) -> usize {
    let (said, _) = ends(folder, 0, &["reproduce", name, "--verify", "-q"]);
    let outputs = manifest(&folder.path().join(name))["outputs"].as_object().unwrap().len();
    assert_eq!(said, format!("{name}: {outputs} of {outputs} outputs agree byte for byte\n"));
    outputs
}

#[test]
fn a_run_is_reproduced_from_its_folder_alone() {
    let folder = files();
    ends(&folder, 0, &["run", "alt.toml", "--quick", "--regime", "strict", "-o", "out", "-q"]);
    // Neither the scenario nor the pack it came from is needed, and no burn-in is taken from a cache.
    for gone in ["alt.toml", "t.toml"] {
        fs::remove_file(folder.path().join(gone)).unwrap();
    }
    for gone in ["tiny", "output"] {
        fs::remove_dir_all(folder.path().join(gone)).unwrap();
    }
    let before = folder_names(&folder);
    assert!(reproduced(&folder, "out") > 20);
    assert_eq!(folder_names(&folder), before, "nothing is left behind");
    // Into a folder of one's choice, without comparing; then compared there, computing nothing anew.
    let (said, _) = ends(&folder, 0, &["reproduce", "out", "-o", "again", "-q"]);
    assert_eq!(said, "again\nNothing was compared; --verify does.\n");
    assert_eq!(
        manifest(&folder.path().join("again"))["outputs"],
        manifest(&folder.path().join("out"))["outputs"]
    );
    let (said, _) = ends(&folder, 0, &["reproduce", "out", "--verify", "-o", "again", "-q"]);
    assert!(said.contains("agree byte for byte\nComputed again in again\n"), "{said}");
    ends(&folder, 0, &["reproduce", "out", "-q"]);
    assert!(folder.path().join("out-reproduced/monthly.csv").exists());
    assert!(
        ends(&folder, 2, &["reproduce", "out", "--seed", "3"])
            .1
            .contains("--seed is no option of `tideover reproduce`")
    );
    assert!(ends(&folder, 2, &["reproduce", "nowhere"]).1.contains("there is no finished run"));
}

fn folder_names(folder: &TempDir) -> Vec<PathBuf> {
    let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names
}

#[test]
fn what_is_not_reproduced_is_named() {
    let folder = files();
    ends(&folder, 0, &["run", "t.toml", "-o", "out", "-q"]);
    let path = folder.path().join("out/manifest.json");
    let whole = fs::read_to_string(&path).unwrap();
    // As if another computation had come to something else.
    let monthly = fs::read_to_string(folder.path().join("out/monthly.csv")).unwrap();
    let other = monthly.replacen("2020-03", "2020-33", 1);
    let digest = |text: &str| blake3::hash(text.as_bytes()).to_hex().to_string();
    fs::write(folder.path().join("out/monthly.csv"), &other).unwrap();
    fs::write(&path, whole.replace(&digest(&monthly), &digest(&other))).unwrap();
    let (said, talk) = ends(&folder, 1, &["reproduce", "out", "--verify", "-q"]);
    assert!(said.contains("  monthly.csv: differs, first in line 4\n"), "{said}");
    assert!(talk.contains("out: not reproduced byte for byte"), "{talk}");
    // A file that someone changed since, the manifest as it was.
    fs::write(&path, &whole).unwrap();
    let (said, _) = ends(&folder, 1, &["reproduce", "out", "--verify", "-q"]);
    assert!(
        said.contains("Of the files in the folder, since they were written: altered: monthly.csv"),
        "{said}"
    );
    // Changed inputs are refused before anything is computed.
    let table = folder.path().join("out/economy/ages.csv");
    let text = fs::read_to_string(&table).unwrap();
    fs::write(&table, format!("{text}\n")).unwrap();
    fs::remove_file(folder.path().join("out/economy/banks.csv")).unwrap();
    let (_, talk) = ends(&folder, 3, &["reproduce", "out", "--verify"]);
    assert!(
        talk.contains("banks.csv  this file is missing") && talk.contains("ages.csv  this file was altered"),
        "{talk}"
    );
    fs::write(&path, whole.replace("\"model_version\": \"", "\"model_version\": \"9")).unwrap();
    fs::write(&table, text).unwrap();
    assert!(ends(&folder, 3, &["reproduce", "out"]).1.contains("banks.csv"));
}

#[test]
fn another_version_of_the_model_is_refused() {
    let folder = files();
    ends(&folder, 0, &["run", "t.toml", "-o", "out", "-q"]);
    let path = folder.path().join("out/manifest.json");
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, whole.replace("\"model_version\": \"", "\"model_version\": \"9")).unwrap();
    let (_, talk) = ends(&folder, 1, &["reproduce", "out", "--verify"]);
    assert!(talk.contains("of the model computed it, and this is tideover"), "{talk}");
    fs::write(&path, whole.replace("\"complete\"", "\"running\"")).unwrap();
    assert!(ends(&folder, 2, &["reproduce", "out"]).1.contains("there is no finished run"));
}

#[test]
fn comparisons_are_reproduced_with_all_their_arms_and_regimes() {
    let folder = files();
    let more = ["--each", "--no-shock", "--shapley", "--frontier"];
    ends(&folder, 0, &[&["compare", "t.toml", "alt.toml", "-o", "out", "-q"], &more[..]].concat());
    ends(
        &folder,
        0,
        &["compare", "t.toml", "alt.toml", "--regime", "resilient", "--quick", "-o", "one", "-q"],
    );
    for gone in ["alt.toml", "t.toml"] {
        fs::remove_file(folder.path().join(gone)).unwrap();
    }
    assert_eq!(manifest(&folder.path().join("out"))["comparison"]["arms"].as_array().unwrap().len(), 6);
    assert!(reproduced(&folder, "out") > 20);
    assert!(reproduced(&folder, "one") > 20);
    // A complete comparison that lost a table is restored, and a table altered by hand too.
    let (path, effects) =
        (folder.path().join("one/effects.csv"), fs::read(folder.path().join("one/effects.csv")).unwrap());
    fs::remove_file(&path).unwrap();
    assert!(ends(&folder, 3, &["plot", "one"]).1.contains("effects.csv  this file is missing"));
    let (head, alt) = (HEAD.replace("24", "7"), HEAD.replace("24", "7").replace("\"t\"", "\"alt\""));
    fs::write(folder.path().join("t.toml"), format!("{head}{SMALL}")).unwrap();
    fs::write(folder.path().join("alt.toml"), format!("{alt}{SMALL}{RELIEF}")).unwrap();
    let (_, talk) =
        ends(&folder, 0, &["compare", "t.toml", "alt.toml", "--regime", "resilient", "--quick", "-o", "one"]);
    assert!(
        talk.contains("are not as they were written (missing: effects.csv); the run is computed again"),
        "{talk}"
    );
    assert!(fs::read(&path).unwrap() == effects);
}

#[test]
fn sweeps_are_reproduced_and_their_readers_see_what_was_altered() {
    let folder = files();
    ends(&folder, 0, &["sweep", "run", "sweep.toml", "-o", "out", "-q"]);
    for gone in ["sweep.toml", "alt.toml"] {
        fs::remove_file(folder.path().join(gone)).unwrap();
    }
    let out = folder.path().join("out");
    let told = manifest(&out);
    assert!(told["outputs"].as_object().unwrap().keys().any(|name| name == "sensitivity.csv"), "{told}");
    reproduced(&folder, "out");
    let (path, sweep) = (out.join("sweep.csv"), fs::read_to_string(out.join("sweep.csv")).unwrap());
    fs::write(&path, sweep.replacen(",ok,", ",ok ,", 1)).unwrap();
    for reader in ["plot", "sensitivity"] {
        let (_, talk) = ends(&folder, 3, &[reader, "out"]);
        assert!(
            talk.contains("sweep.csv  this file was altered") && talk.contains("tideover sweep merge out"),
            "{talk}"
        );
    }
    // Merging makes tables again, those of the plan as well, and says so.
    fs::remove_file(out.join("points.csv")).unwrap();
    assert!(ends(&folder, 3, &["sensitivity", "out"]).1.contains("points.csv  this file is missing"));
    let (_, talk) = ends(&folder, 0, &["sweep", "merge", "out"]);
    assert!(
        talk.contains("(missing: points.csv); they are made again")
            && talk.contains("(altered: sweep.csv); they are made again"),
        "{talk}"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), sweep);
    assert_eq!(manifest(&out), told);
    ends(&folder, 0, &["plot", "out"]);
    ends(&folder, 0, &["sensitivity", "out"]);
    assert_eq!(manifest(&out), told, "the same charts and indices again");
    // What the plan was made of can't be made again.
    let base = out.join("inputs/base-0/scenario.toml");
    let text = fs::read_to_string(&base).unwrap();
    fs::write(&base, format!("# by hand\n{text}")).unwrap();
    let (_, talk) = ends(&folder, 3, &["sweep", "merge", "out"]);
    assert!(talk.contains("inputs/base-0/scenario.toml  this file is missing or was altered"), "{talk}");
}

#[test]
fn left_overs_of_a_killed_sweep_are_removed() {
    let folder = files();
    ends(&folder, 0, &["sweep", "plan", "sweep.toml", "-o", "out", "-q"]);
    let out = folder.path().join("out");
    fs::create_dir_all(out.join(".tideover-tmp-99999999-1/base-0")).unwrap();
    fs::write(out.join(".tideover-tmp-99999999-2"), "half").unwrap();
    ends(&folder, 0, &["sweep", "run", "out", "-q"]);
    let left: Vec<_> =
        fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!left.iter().any(|name| name.starts_with(".tideover-tmp")), "{left:?}");
    // In a folder in which the plan itself was never finished, too.
    fs::create_dir_all(folder.path().join("new/.tideover-tmp-99999999-1/base-0")).unwrap();
    ends(&folder, 0, &["sweep", "plan", "sweep.toml", "-o", "new", "-q"]);
    assert!(!folder.path().join("new/.tideover-tmp-99999999-1").exists());
}

#[test]
fn plot_and_report_refuse_tables_that_are_missing_or_altered() {
    let folder = files();
    ends(&folder, 0, &["run", "t.toml", "-o", "out", "-q"]);
    let out = folder.path().join("out");
    let whole = manifest(&out);
    ends(&folder, 0, &["plot", "out"]);
    ends(&folder, 0, &["report", "out"]);
    assert_eq!(manifest(&out), whole, "the same charts and report again");
    let monthly = fs::read(out.join("monthly.csv")).unwrap();
    fs::remove_file(out.join("monthly.csv")).unwrap();
    let summary = fs::read_to_string(out.join("summary.csv")).unwrap();
    fs::write(out.join("summary.csv"), format!("{summary}\n")).unwrap();
    for reader in ["plot", "report"] {
        let (said, talk) = ends(&folder, 3, &[reader, "out"]);
        assert!(said.is_empty() && talk.contains("monthly.csv  this file is missing"), "{talk}");
        assert!(
            talk.contains("summary.csv  this file was altered") && talk.contains("run t.toml -o out"),
            "{talk}"
        );
    }
    let (_, talk) = ends(&folder, 0, &["run", "t.toml", "-o", "out"]);
    assert!(
        talk.contains(
            "not as they were written (missing: monthly.csv; altered: summary.csv); the run is computed again"
        ),
        "{talk}"
    );
    assert!(fs::read(out.join("monthly.csv")).unwrap() == monthly);
    // A chart altered by hand: the report would take it as it is; plot draws it again, and says in the
    // manifest what is there now.
    let chart = out.join("charts/employment.svg");
    fs::write(&chart, "<svg/>").unwrap();
    assert!(ends(&folder, 3, &["report", "out"]).1.contains("employment.svg"));
    ends(&folder, 0, &["plot", "out"]);
    ends(&folder, 0, &["report", "out"]);
    assert_eq!(manifest(&out)["outputs"], whole["outputs"]);
}

#[cfg(unix)]
#[test]
fn a_plot_that_is_interrupted_leaves_whole_files_and_a_code() {
    use std::process::{Command, Stdio};
    let folder = files();
    ends(&folder, 0, &["run", "t.toml", "-o", "out", "-q"]);
    let charts = folder.path().join("out/charts");
    fs::remove_dir_all(&charts).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tideover"));
    command
        .current_dir(folder.path())
        .args(["plot", "out", "--threads", "1"])
        .stderr(Stdio::piped())
        .env("RAYON_NUM_THREADS", "1");
    let mut child = command.spawn().unwrap();
    while !charts.exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(75), "{said}");
    assert!(
        said.contains("stopping before the next chart") && said.contains("the same command draws them all"),
        "{said}"
    );
    for entry in fs::read_dir(&charts).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(!name.starts_with('.'), "{name} is half a file");
        assert!(
            !name.ends_with(".svg") || fs::read_to_string(&path).unwrap().trim_end().ends_with("</svg>"),
            "{name}"
        );
    }
    ends(&folder, 0, &["plot", "out"]);
}

#[test]
fn a_chart_that_cannot_be_written_is_named() {
    let folder = files();
    ends(&folder, 0, &["run", "t.toml", "-o", "out", "-q"]);
    let chart = folder.path().join("out/charts/employment.png");
    fs::remove_file(&chart).unwrap();
    fs::create_dir(&chart).unwrap();
    let (_, talk) = ends(&folder, 74, &["plot", "out"]);
    assert!(talk.starts_with("out/charts/employment.png: ") && !talk.contains("Error"), "{talk}");
}

#[test]
fn a_run_and_a_comparison_end_with_their_tables_for_papers() {
    let folder = files();
    ends(&folder, 0, &["run", "t.toml", "--quick", "-o", "out", "-q"]);
    ends(&folder, 0, &["compare", "t.toml", "alt.toml", "--quick", "-o", "both", "-q", "--lang", "zh"]);
    for (name, table) in [("out", "tables/levels"), ("both", "tables/effects_middle")] {
        let outputs = manifest(&folder.path().join(name))["outputs"].clone();
        for file in [
            format!("{table}.tex"),
            format!("{table}.csv"),
            "tables/tables.xlsx".into(),
            "tables/tables.md".into(),
            "tables/tables.json".into(),
        ] {
            assert!(outputs[&file].is_string(), "{name}: the manifest has no digest of {file}");
        }
        let before: Vec<_> = outputs
            .as_object()
            .unwrap()
            .keys()
            .filter(|name| name.starts_with("tables/"))
            .map(|file| fs::read(folder.path().join(name).join(file)).unwrap())
            .collect();
        // The command makes the same again, though charts are listed by now.
        ends(&folder, 0, &["tables", name]);
        let after = manifest(&folder.path().join(name))["outputs"].clone();
        assert_eq!(after, outputs, "{name}");
        assert!(!before.is_empty());
    }
    let csv = fs::read(folder.path().join("both/tables/effects_middle.csv")).unwrap();
    assert!(csv.starts_with(b"\xef\xbb\xbf"), "a Chinese folder");
    // Another language is taken over into the manifest; a table that was changed is seen, and the report does not mind.
    ends(&folder, 0, &["tables", "out", "--lang", "zh"]);
    assert!(fs::read_to_string(folder.path().join("out/tables/tables.md")).unwrap().contains("各月水平"));
    ends(&folder, 0, &["run", "t.toml", "--quick", "-o", "out", "-q"]);
    fs::write(folder.path().join("out/tables/levels.tex"), "mine").unwrap();
    ends(&folder, 0, &["report", "out"]);
    let (_, talk) = ends(&folder, 2, &["tables", "out"]);
    assert!(talk.contains("changed since: levels.tex"), "{talk}");
    reproduced(&folder, "both");
}

#[test]
fn a_folder_has_one_language_whichever_command_changed_it() {
    let place = files();
    ends(&place, 0, &["run", "alt.toml", "-o", "one", "--lang", "zh"]);
    let of = |name: &str| fs::read_to_string(place.path().join("one").join(name)).unwrap();
    let chinese = ["report.html", "README.txt", "tables/tables.md"].map(of);
    assert!(chinese[0].contains("<html lang=\"zh\""));
    ends(&place, 0, &["reproduce", "one", "--verify"]);
    // Complete, it stays as it is, and who asks for another language is told what changes it.
    let (_, talk) = ends(&place, 0, &["run", "alt.toml", "-o", "one", "--lang", "en"]);
    assert!(talk.contains("tideover report one --lang en"), "{talk}");
    assert_eq!(["report.html", "README.txt", "tables/tables.md"].map(of), chinese);
    // Computed again without a word about language, it keeps its own.
    ends(&place, 0, &["run", "alt.toml", "-o", "one", "--force"]);
    assert!(of("report.html").contains("<html lang=\"zh\""));
    for command in ["report", "plot", "tables"] {
        ends(&place, 0, &[command, "one", "--lang", "en"]);
        assert!(of("report.html").contains("<html lang=\"en\""), "{command}");
        ends(&place, 0, &["reproduce", "one", "--verify"]);
        ends(&place, 0, &["report", "one", "--lang", "zh"]);
        assert_eq!(of("tables/tables.md"), chinese[2], "{command}");
    }
}

#[test]
fn a_sweep_has_one_language_and_a_report_elsewhere_leaves_it() {
    let place = files();
    ends(&place, 0, &["sweep", "run", "sweep.toml", "-o", "many"]);
    let of = |name: &str| fs::read_to_string(place.path().join("many").join(name)).unwrap();
    let plan = of("plan.json");
    ends(&place, 0, &["report", "many", "--lang", "zh", "-o", "zh.html"]);
    assert_eq!(of("plan.json"), plan);
    assert!(fs::read_to_string(place.path().join("zh.html")).unwrap().contains("<html lang=\"zh\""));
    ends(&place, 0, &["report", "many", "--lang", "zh"]);
    assert!(of("report.html").contains("<html lang=\"zh\""));
    ends(&place, 0, &["reproduce", "many", "--verify"]);
}
