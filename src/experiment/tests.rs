//! Running, stopping, continuing, refusing: with a toy in the place of the model.

mod until;

use super::fixtures::{Toy, loaded};
use super::{Outcome, RunOptions, run_with};
use crate::error::{Error, Result};
use crate::files::manifest::{Manifest, Status};
use crate::files::read;
use crate::month::model::Until;
use crate::scenario::Loaded;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

fn options() -> RunOptions {
    RunOptions {
        quiet: true,
        threads: Some(1),
        command: "tideover run a.toml".into(),
        ..RunOptions::default()
    }
}

fn run(toy: &Toy, loaded: &Loaded, options: &RunOptions, output: &Path) -> Result<Outcome> {
    run_with(toy, loaded, options, output, &toy.stop)
}

/// All files below a folder with their bytes, but those that tell of the session.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().unwrap() != "timing.json" {
                found.insert(path.strip_prefix(folder).unwrap().to_path_buf(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn manifest(folder: &Path) -> Manifest {
    Manifest::read(folder).unwrap().unwrap()
}

#[test]
fn a_run_leaves_a_complete_folder() {
    let output = tempfile::tempdir().unwrap();
    let outcome = run(&Toy::default(), &loaded("a"), &options(), output.path()).unwrap();
    assert!(!outcome.reused);
    let manifest = manifest(&outcome.folder);
    assert_eq!(manifest.status, Status::Complete);
    assert_eq!(
        (manifest.firm_months, manifest.burn_in_firm_months, manifest.weight),
        (24_000, 8_000, 1000.0)
    );
    assert!(outcome.folder.ends_with(format!("a-{}", manifest.short_id)));
    let names: Vec<_> =
        files(&outcome.folder).into_keys().map(|path| path.to_string_lossy().into_owned()).collect();
    let all = [
        "README.txt",
        "charts/jobs.svg",
        "economy/sectors.csv",
        "manifest.json",
        "monthly.csv",
        "monthly_by_size.csv",
        "policies.csv",
        "report.html",
        "scenario.resolved.toml",
        "summary.csv",
        "survival.csv",
    ];
    assert_eq!(names, all);
    for name in all {
        let known = manifest.outputs.contains_key(name) || manifest.inputs.contains_key(name);
        assert!(known || name == "manifest.json", "{name} is in no list");
    }
    let monthly = read::table(&outcome.folder.join("monthly.csv")).unwrap();
    assert_eq!(monthly.rows.len(), 24);
    assert!(monthly.columns.contains(&"sales_bn_yuan".to_string()));
    let survival = read::table(&outcome.folder.join("survival.csv")).unwrap();
    assert_eq!(survival.rows[0][survival.column("at_risk").unwrap()].number(), Some(396.0)); // four times 99
    #[cfg(unix)]
    assert_eq!(
        fs::canonicalize(output.path().join("latest")).unwrap(),
        fs::canonicalize(&outcome.folder).unwrap()
    );
}

#[test]
fn a_complete_folder_is_reused_and_force_computes_it_again() {
    let output = tempfile::tempdir().unwrap();
    let toy = Toy::default();
    let first = run(&toy, &loaded("a"), &options(), output.path()).unwrap();
    let before = files(&first.folder);
    let again = run(&toy, &loaded("a"), &options(), output.path()).unwrap();
    assert!(again.reused && again.folder == first.folder);
    assert_eq!(toy.replications.load(Ordering::SeqCst), 4);
    fs::write(first.folder.join("notes.txt"), "mine").unwrap();
    let forced = run(&toy, &loaded("a"), &RunOptions { force: true, ..options() }, output.path()).unwrap();
    assert!(!forced.reused);
    assert_eq!((toy.replications.load(Ordering::SeqCst), toy.burn_ins.load(Ordering::SeqCst)), (8, 2));
    assert_eq!(fs::read_to_string(first.folder.join("notes.txt")).unwrap(), "mine");
    fs::remove_file(first.folder.join("notes.txt")).unwrap();
    assert!(before == files(&first.folder));
}

#[test]
fn a_complete_folder_that_lost_or_changed_a_file_is_restored() {
    let output = tempfile::tempdir().unwrap();
    let first = run(&Toy::default(), &loaded("a"), &options(), output.path()).unwrap();
    let before = files(&first.folder);
    let removed: fn(&Path) = |path| fs::remove_file(path).unwrap();
    let altered: fn(&Path) = |path| fs::write(path, "by hand").unwrap();
    for (name, damage) in [
        ("monthly.csv", removed),
        ("monthly.csv", altered),
        ("charts/jobs.svg", altered),
        ("report.html", removed),
        ("scenario.resolved.toml", altered),
        ("economy/sectors.csv", removed),
    ] {
        damage(&first.folder.join(name));
        let toy = Toy::default();
        let again = run(&toy, &loaded("a"), &options(), output.path()).unwrap();
        assert!(!again.reused && again.folder == first.folder, "{name}");
        assert_eq!(toy.replications.load(Ordering::SeqCst), 4, "{name}");
        assert!(before == files(&first.folder), "{name}");
    }
    assert!(run(&Toy::default(), &loaded("a"), &options(), output.path()).unwrap().reused);
}

#[cfg(unix)]
#[test]
fn latest_is_the_newest_full_run_in_the_folder_of_runs() {
    let output = tempfile::tempdir().unwrap();
    let latest = |name: &str| fs::read_link(output.path().join(name)).ok();
    let bare = |outcome: &Outcome| Some(PathBuf::from(outcome.folder.file_name().unwrap()));
    let quick = |name: &str| {
        let mut loaded = loaded(name);
        loaded.scenario.quick = true;
        loaded
    };
    let here = RunOptions { folder: Some(output.path().join("mine")), ..options() };
    run(&Toy::default(), &quick("a"), &options(), output.path()).unwrap();
    run(&Toy::default(), &loaded("b"), &here, output.path()).unwrap();
    assert_eq!((latest("latest"), latest("latest-comparison")), (None, None));
    let full = run(&Toy::default(), &loaded("c"), &options(), output.path()).unwrap();
    assert_eq!(latest("latest"), bare(&full));
    // A comparison has a link of its own, and neither a quick one nor one elsewhere moves any.
    let comparing = || Toy { compares: true, ..Toy::default() };
    run(&comparing(), &quick("d"), &options(), output.path()).unwrap();
    let elsewhere = RunOptions { folder: Some(output.path().join("other")), ..options() };
    run(&comparing(), &loaded("e"), &elsewhere, output.path()).unwrap();
    assert_eq!((latest("latest"), latest("latest-comparison")), (bare(&full), None));
    let compared = run(&comparing(), &loaded("f"), &options(), output.path()).unwrap();
    assert_eq!((latest("latest"), latest("latest-comparison")), (bare(&full), bare(&compared)));
    // One that is complete already is the newest again.
    let next = run(&Toy::default(), &loaded("g"), &options(), output.path()).unwrap();
    assert_eq!(latest("latest"), bare(&next));
    assert!(run(&Toy::default(), &loaded("c"), &options(), output.path()).unwrap().reused);
    assert_eq!((latest("latest"), latest("latest-comparison")), (bare(&full), bare(&compared)));
}

#[test]
fn interrupted_anywhere_and_continued_it_gives_the_same_bytes() {
    let whole = tempfile::tempdir().unwrap();
    let expected =
        run(&Toy::default(), &loaded("a"), &RunOptions { threads: Some(3), ..options() }, whole.path())
            .unwrap();
    let expected = files(&expected.folder);
    for stop in [1, 2, 5, 8, 9, 20, 25] {
        let output = tempfile::tempdir().unwrap();
        let toy = Toy { stops_after: Some(stop), ..Toy::default() };
        let error = run(&toy, &loaded("a"), &options(), output.path()).unwrap_err();
        assert_eq!(error.exit_code(), 75, "{error}");
        assert!(error.to_string().contains("the same command continues"), "{error}");
        let folder = output.path().join(
            fs::read_dir(output.path())
                .unwrap()
                .map(|e| e.unwrap().file_name())
                .find(|n| n != ".cache")
                .unwrap(),
        );
        assert_eq!(manifest(&folder).status, Status::Running);
        assert!(!folder.join("monthly.csv").exists());
        let second = Toy::default();
        let outcome = run(&second, &loaded("a"), &options(), output.path()).unwrap();
        assert!(expected == files(&outcome.folder), "stopped after {stop} months");
        let complete = (stop.saturating_sub(3)) / 6; // two months of burn-in, six each; the month that stops counts for none
        assert!(second.replications.load(Ordering::SeqCst) <= 4 - complete);
    }
}

#[test]
fn a_damaged_part_is_computed_again() {
    let output = tempfile::tempdir().unwrap();
    let toy = Toy { stops_after: Some(22), ..Toy::default() };
    let folder = output.path().join("run");
    let here = RunOptions { folder: Some(folder.clone()), ..options() };
    run(&toy, &loaded("a"), &here, output.path()).unwrap_err();
    fs::write(folder.join("parts/rep-0001/monthly.csv"), "damaged").unwrap();
    fs::remove_file(folder.join("parts/rep-0002/done.json")).unwrap();
    let second = Toy::default();
    run(&second, &loaded("a"), &here, output.path()).unwrap();
    assert_eq!(second.replications.load(Ordering::SeqCst), 3); // the two damaged ones and the one that was stopped
    assert_eq!(second.burn_ins.load(Ordering::SeqCst), 0); // from the cache
    let whole = run(&Toy::default(), &loaded("a"), &options(), output.path()).unwrap();
    assert!(files(&folder) == files(&whole.folder));
}

#[test]
fn a_damaged_cache_is_computed_again() {
    let output = tempfile::tempdir().unwrap();
    run(&Toy::default(), &loaded("a"), &options(), output.path()).unwrap();
    let cached = fs::read_dir(output.path().join(".cache")).unwrap().next().unwrap().unwrap().path();
    let mut bytes = fs::read(&cached).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&cached, bytes).unwrap();
    let toy = Toy::default();
    run(&toy, &loaded("b"), &options(), output.path()).unwrap();
    assert_eq!(toy.burn_ins.load(Ordering::SeqCst), 1);
    let toy = Toy::default();
    run(&toy, &loaded("c"), &options(), output.path()).unwrap();
    assert_eq!(toy.burn_ins.load(Ordering::SeqCst), 0);
}

#[test]
fn folders_of_others_are_refused() {
    let output = tempfile::tempdir().unwrap();
    let mine = output.path().join("thesis");
    fs::create_dir(&mine).unwrap();
    fs::write(mine.join("chapter.tex"), "text").unwrap();
    let here = |force| RunOptions { folder: Some(mine.clone()), force, ..options() };
    for force in [false, true] {
        let error = run(&Toy::default(), &loaded("a"), &here(force), output.path()).unwrap_err();
        assert_eq!(error.exit_code(), 2);
        assert!(error.to_string().contains("chapter.tex"), "{error}");
    }
    assert_eq!(fs::read_dir(&mine).unwrap().count(), 1);

    fs::remove_file(mine.join("chapter.tex")).unwrap(); // an empty folder will do
    run(&Toy::default(), &loaded("a"), &here(false), output.path()).unwrap();
    let error = run(&Toy::default(), &loaded("b"), &here(false), output.path()).unwrap_err();
    assert_eq!(error.exit_code(), 2);
    assert!(error.to_string().contains("another run (\"a\""), "{error}");
    assert_eq!(manifest(&mine).name, "a");
    run(&Toy::default(), &loaded("b"), &here(true), output.path()).unwrap();
    assert_eq!(manifest(&mine).name, "b");
}

#[test]
fn a_failed_replication_is_recorded_and_the_others_are_kept() {
    let output = tempfile::tempdir().unwrap();
    let folder = output.path().join("run");
    let here = RunOptions { folder: Some(folder.clone()), threads: Some(2), ..options() };
    for _ in 0..2 {
        // The second time the complete folder is reused, and scripts hear the same.
        let toy = Toy { panics_in: Some(2), ..Toy::default() };
        let error = run(&toy, &loaded("a"), &here, output.path()).unwrap_err();
        assert!(matches!(error, Error::SomeFailed(_)) && error.exit_code() == 4, "{error}");
        assert!(error.to_string().contains("the books of month 3 do not balance"), "{error}");
    }
    let manifest = manifest(&folder);
    assert_eq!(manifest.status, Status::Complete);
    assert_eq!(manifest.failed.iter().map(|failed| failed.replication).collect::<Vec<_>>(), [2]);
    let monthly = read::table(&folder.join("monthly.csv")).unwrap();
    let replication = monthly.column("replication").unwrap();
    let mut kept: Vec<_> = monthly.rows.iter().map(|row| row[replication].number().unwrap() as u32).collect();
    kept.dedup();
    assert_eq!(kept, [0, 1, 3]);
    assert!(fs::read_to_string(folder.join("README.txt")).unwrap().contains("replication 2 failed"));
}

#[test]
fn what_cannot_be_written_is_named_and_the_run_can_be_continued() {
    let output = tempfile::tempdir().unwrap();
    fs::write(output.path().join("file"), "").unwrap();
    let nowhere = output.path().join("file").join("run");
    let error = run(
        &Toy::default(),
        &loaded("a"),
        &RunOptions { folder: Some(nowhere.clone()), ..options() },
        output.path(),
    )
    .unwrap_err();
    assert_eq!(error.exit_code(), 74, "{error}");
    assert!(error.to_string().contains(&nowhere.display().to_string()), "{error}");

    let folder = output.path().join("run");
    let here = RunOptions { folder: Some(folder.clone()), ..options() };
    let stopped = Toy { stops_after: Some(9), ..Toy::default() };
    run(&stopped, &loaded("a"), &here, output.path()).unwrap_err();
    fs::create_dir(folder.join("monthly.csv")).unwrap(); // nothing can take this name now
    let error = run(&Toy::default(), &loaded("a"), &here, output.path()).unwrap_err();
    assert_eq!(error.exit_code(), 74, "{error}");
    assert!(error.to_string().contains("monthly.csv"), "{error}");
    assert_eq!(manifest(&folder).status, Status::Running);
    fs::remove_dir(folder.join("monthly.csv")).unwrap();
    let toy = Toy::default();
    run(&toy, &loaded("a"), &here, output.path()).unwrap();
    assert_eq!(toy.replications.load(Ordering::SeqCst), 0); // all parts were there
}

#[test]
fn two_processes_do_not_share_a_folder() {
    let output = tempfile::tempdir().unwrap();
    let folder = output.path().join("run");
    fs::create_dir(&folder).unwrap();
    let other = fs::File::create(folder.join(".lock")).unwrap();
    other.try_lock().unwrap();
    let here = RunOptions { folder: Some(folder.clone()), ..options() };
    let error = run(&Toy::default(), &loaded("a"), &here, output.path()).unwrap_err();
    assert!(error.to_string().contains("another process"), "{error}");
    drop(other); // the process ends; its lock file stays
    run(&Toy::default(), &loaded("a"), &here, output.path()).unwrap();
    assert!(!folder.join(".lock").exists());
}
