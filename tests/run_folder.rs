//! Run folders made by the program itself: the same bytes whatever the threads and interruptions; nothing of
//! the user's is touched.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SCENARIO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/covid-2020.toml");
/// Few firms, months and years of burn-in; talk switched off.
const SMALL: [&str; 9] = [
    "--firms",
    "1000",
    "--set",
    "scenario.months=8",
    "--set",
    "parameters.population.burn_in_years=2",
    "--set",
    "parameters.population.burn_in_firms=2000",
    "-q",
];

/// `tideover run SCENARIO` with few firms and months, in a folder.
fn command(inside: &Path, scenario: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tideover"));
    command.current_dir(inside).arg("run").arg(scenario).args(more);
    command
}

/// The small run with some replications, and further options.
fn run(inside: &Path, replications: &str, more: &[&str]) -> Output {
    small(inside, replications, more).output().unwrap()
}

fn small(inside: &Path, replications: &str, more: &[&str]) -> Command {
    command(inside, Path::new(SCENARIO), &[&SMALL[..], &["--replications", replications], more].concat())
}

#[track_caller]
fn expect(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
}

fn manifest(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap()
}

/// The only run folder below `output`.
fn only_run(inside: &Path) -> PathBuf {
    let entries = fs::read_dir(inside.join("output")).unwrap().map(|entry| entry.unwrap().path());
    let mut runs: Vec<_> =
        entries.filter(|path| !path.is_symlink() && path.join("manifest.json").exists()).collect();
    assert_eq!(runs.len(), 1, "{runs:?}");
    runs.remove(0)
}

#[test]
fn the_same_bytes_whatever_the_threads_and_the_file() {
    let place = tempfile::tempdir().unwrap();
    let inside = place.path();
    expect(&run(inside, "3", &["--threads", "1"]), 0);
    let first = only_run(inside);
    let expected = manifest(&first);
    assert_eq!(expected["status"], "complete");
    assert!(expected["outputs"].as_object().unwrap().contains_key("monthly.csv"));
    assert!(!first.join("parts").exists());

    expect(&run(inside, "3", &["--threads", "3", "-o", "elsewhere"]), 0);
    let second = manifest(&inside.join("elsewhere"));
    assert_eq!(second["id"], expected["id"]);
    assert_eq!(second["outputs"], expected["outputs"]);

    // What the run says it was made from runs by itself to the same results.
    let resolved = first.join("scenario.resolved.toml");
    expect(&command(inside, &resolved, &["-q", "-o", "resolved"]).output().unwrap(), 0);
    let third = manifest(&inside.join("resolved"));
    assert_eq!(third["id"], expected["id"]);
    assert_eq!(third["outputs"], expected["outputs"]);

    // Another seed is another run.
    expect(&run(inside, "3", &["--seed", "7", "-o", "seed"]), 0);
    let other = manifest(&inside.join("seed"));
    assert_ne!(other["id"], expected["id"]);
    assert_ne!(other["outputs"]["monthly.csv"], expected["outputs"]["monthly.csv"]);
}

#[test]
fn until_a_half_width_is_met_whatever_the_threads() {
    let place = tempfile::tempdir().unwrap();
    let inside = place.path();
    let until = |half_width: f64, threads: &str, into: &str| {
        let set = format!("replications.until={{metric=\"firms_end\",half_width={half_width},min=5,max=9}}");
        let more = ["--threads", threads, "-o", into, "--set", &set];
        let output =
            command(inside, Path::new(SCENARIO), &[&SMALL[..8], &more[..]].concat()).output().unwrap();
        expect(&output, 0);
        (manifest(&inside.join(into)), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (first, said) = until(1000.0, "1", "one");
    assert_eq!(
        (&first["until"]["met"], &first["until"]["replications"], &first["replications"]),
        (&true.into(), &5.into(), &5.into())
    );
    assert!(
        said.contains("with 5 replications (1 interim analysis); 1000 was asked for")
            && !said.contains("note:"),
        "{said}"
    );
    let (second, _) = until(1000.0, "3", "three");
    assert_eq!(
        (&second["outputs"], &second["until"], &second["id"]),
        (&first["outputs"], &first["until"], &first["id"])
    );
    let (most, said) = until(1e-9, "2", "most");
    assert_eq!((&most["until"]["met"], &most["until"]["replications"]), (&false.into(), &9.into()));
    assert!(
        said.contains("note: the half-width of firms_end is ")
            && said.contains("with 9 replications, the most allowed"),
        "{said}"
    );
    assert_ne!(most["id"], first["id"]);
}

#[test]
fn a_complete_folder_is_reused() {
    let place = tempfile::tempdir().unwrap();
    expect(&run(place.path(), "1", &[]), 0);
    let monthly = only_run(place.path()).join("monthly.csv");
    let written = fs::metadata(&monthly).unwrap().modified().unwrap();
    expect(&run(place.path(), "1", &[]), 0);
    assert_eq!(fs::metadata(&monthly).unwrap().modified().unwrap(), written);
}

#[cfg(unix)]
#[test]
fn interrupted_and_continued_it_gives_the_same_bytes() {
    let place = tempfile::tempdir().unwrap();
    let inside = place.path();
    expect(&run(inside, "20", &["--threads", "1", "-o", "whole"]), 0);
    let folder = inside.join("stopped");
    let mut command = small(inside, "20", &["--threads", "1", "-o", "stopped"]);
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    while !folder.join("parts/rep-0000/done.json").exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    expect(&output, 75);
    assert!(String::from_utf8_lossy(&output.stderr).contains("the same command continues"));
    assert_eq!(manifest(&folder)["status"], "running");
    assert!(!folder.join("monthly.csv").exists());
    expect(&command.output().unwrap(), 0);
    assert_eq!(manifest(&folder)["outputs"], manifest(&inside.join("whole"))["outputs"]);
}

#[test]
fn files_of_the_user_are_left_alone() {
    let place = tempfile::tempdir().unwrap();
    let mine = place.path().join("thesis");
    fs::create_dir(&mine).unwrap();
    fs::write(mine.join("chapter.tex"), "text").unwrap();
    let refused = run(place.path(), "1", &["-o", "thesis", "--force"]);
    expect(&refused, 2);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("chapter.tex"));
    assert_eq!(fs::read_dir(&mine).unwrap().count(), 1);
    let unwritable = run(place.path(), "1", &["-o", "thesis/chapter.tex/run"]);
    expect(&unwritable, 74);
    assert!(String::from_utf8_lossy(&unwritable.stderr).contains("chapter.tex/run"));
}
