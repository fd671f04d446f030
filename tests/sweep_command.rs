//! `sweep run`, `status` and `merge` as a user meets them.

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};

const SWEEP: &str = r#"
[sweep]
name = "support"
title = "Support of pay"
base = "BASE"
design = "grid"
firms = 300
months = 8
replications = 2
against = "no_policy"
keep = ["effect jobs@end", "public_cost@end"]

[[factor]]
name = "share"
path = "policy.support.share"
values = [0.2, 0.4]

[[factor]]
name = "until"
path = "policy.support.to"
values = ["2020-03", "2020-06"]
"#;

/// Each test burns in for one year, not twenty.
const SHORT: [&str; 4] =
    ["--set", "parameters.population.burn_in_years=1", "--set", "parameters.population.settle_months=2"];

fn sweep_file(folder: &Path, change: impl Fn(String) -> String) -> PathBuf {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sweep/testing.toml");
    let path = folder.join("support.toml");
    fs::write(&path, change(SWEEP.replace("BASE", &base.display().to_string()))).unwrap();
    path
}

/// Runs the program in a folder: exit code, stdout, stderr.
fn tideover(folder: &Path, args: &[&str]) -> (i32, String, String) {
    tideover_with(folder, args, &[])
}

fn tideover_with(folder: &Path, args: &[&str], env: &[(&str, &str)]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tideover"));
    let output = command.current_dir(folder).args(args).envs(env.iter().copied()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn with_short<'a>(args: &[&'a str]) -> Vec<&'a str> {
    args.iter().copied().chain(SHORT).collect()
}

#[test]
fn one_command_plans_runs_merges_and_draws_and_the_second_time_does_nothing() {
    let place = tempfile::tempdir().unwrap();
    sweep_file(place.path(), |text| text);
    let (code, said, talk) =
        tideover(place.path(), &with_short(&["sweep", "run", "support.toml", "-o", "out"]));
    assert_eq!(code, 0, "{talk}");
    assert!(said.starts_with("support: 4 points, 2 replications each"), "{said}");
    // What came out stands before where it is.
    for words in [
        "- No verdict: 2 replications; it takes 5 to tell an effect from chance.\n",
        "- Jobs kept by policies at the end, in thousand jobs: lowest ",
        "Cost per job-year kept: not computable, since these outputs are missing: effect job_years@end.",
        "Replications of each point: 2",
    ] {
        assert_eq!(said.contains(words), !words.starts_with("Repl"), "{words}: {said}");
    }
    assert!(said.find("JOBS KEPT").unwrap() < said.find("Results: ").unwrap(), "{said}");
    assert!(said.contains("PUBLIC COST") && said.contains(" ±\u{a0}"), "every output is shown: {said}");
    let out = place.path().join("out");
    for name in [
        "plan.json",
        "points.csv",
        "problem.json",
        "sweep.csv",
        "runs.csv",
        "README.txt",
        "timing.json",
        "report.html",
        "charts/heat_jobs_end_effect.svg",
    ] {
        assert!(out.join(name).exists(), "{name}");
    }
    let sweep = fs::read_to_string(out.join("sweep.csv")).unwrap();
    assert!(sweep.starts_with(
        "point,id,base,regime,share,until,replications,status,jobs_end_effect,jobs_end_effect_se,public_cost_end,public_cost_end_se,message,command\n"
    ));
    assert_eq!(fs::read_to_string(out.join("runs.csv")).unwrap().lines().count(), 9);
    // The folder needs neither the file nor the options any more.
    fs::remove_file(place.path().join("support.toml")).unwrap();
    let journals = |folder: &Path| {
        fs::read_dir(folder.join("shards"))
            .unwrap()
            .map(|file| fs::read(file.unwrap().path()).unwrap())
            .collect::<Vec<_>>()
    };
    let before = journals(&out);
    assert_eq!(tideover(place.path(), &["sweep", "run", "out"]).0, 0);
    assert_eq!(journals(&out), before);
    assert_eq!(fs::read_to_string(out.join("sweep.csv")).unwrap(), sweep);
    let (code, said, _) = tideover(place.path(), &["sweep", "status", "out"]);
    assert!(code == 0 && said.contains("4 of 4 points are through"), "{said}");
}

#[test]
fn a_finished_sweep_speaks_another_language_and_stays_the_same_plan() {
    let place = tempfile::tempdir().unwrap();
    sweep_file(place.path(), |text| text);
    assert_eq!(tideover(place.path(), &with_short(&["sweep", "run", "support.toml", "-o", "out"])).0, 0);
    let out = place.path().join("out");
    let read = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    let id = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap()["id"].clone();
    let (plan, table) = (read("plan.json"), read("sweep.csv"));
    assert!(!plan.contains("language") && read("report.html").contains("<html lang=\"en\">"));
    assert_eq!(tideover(place.path(), &["plot", "out", "--lang", "zh"]).0, 0);
    assert!(read("charts/heat_jobs_end_effect.svg").contains("政策保住的就业岗位"));
    assert!(read("plan.json").contains("\"language\": \"zh\"") && id(&read("plan.json")) == id(&plan));
    assert_eq!(tideover(place.path(), &["report", "out"]).0, 0);
    assert!(read("report.html").contains("<html lang=\"zh\">"));
    // The same plan still: nothing is run again, and the language stays.
    let (code, said, talk) = tideover(place.path(), &["sweep", "run", "out", "--json"]);
    assert!(code == 0 && !talk.contains("not as they were written"), "{talk}");
    let told: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!((told["points"].as_u64(), told["design_points"].as_array().unwrap().len()), (Some(4), 4));
    let row = table.lines().nth(1).unwrap().split(',').collect::<Vec<_>>();
    let number = &told["design_points"][0]["outputs"]["jobs_end_effect"];
    assert_eq!(number["value"].as_f64(), row[8].parse().ok());
    assert!(
        number["lower"].as_f64() <= number["value"].as_f64() && told["cost_per_job_year_lacks"].is_string()
    );
    assert!(read("report.html").contains("<html lang=\"zh\">") && read("sweep.csv") == table);
    assert_eq!(tideover(place.path(), &["sweep", "merge", "out", "--lang", "en"]).0, 0);
    assert!(read("plan.json") == plan && read("report.html").contains("<html lang=\"en\">"));
}

#[test]
fn a_sweep_that_is_not_merged_has_no_report() {
    let place = tempfile::tempdir().unwrap();
    sweep_file(place.path(), |text| text);
    assert_eq!(tideover(place.path(), &with_short(&["sweep", "plan", "support.toml", "-o", "out"])).0, 0);
    let (code, _, talk) = tideover(place.path(), &["report", "out"]);
    assert!(code == 5 && talk.contains("tideover sweep run out"), "{code} {talk}");
    let (code, _, talk) = tideover(place.path(), &["report", "out", "-o", "out.pdf"]);
    assert!(code == 2 && talk.contains("a file of HTML"), "{code} {talk}");
}

#[test]
fn shards_are_outstanding_until_all_are_there() {
    let place = tempfile::tempdir().unwrap();
    sweep_file(place.path(), |text| text);
    assert_eq!(tideover(place.path(), &with_short(&["sweep", "plan", "support.toml", "-o", "out"])).0, 0);
    let (code, _, talk) = tideover(place.path(), &["sweep", "merge", "out"]);
    assert!(
        code == 5
            && talk.contains("10 of 10 runs are outstanding")
            && talk.contains("tideover sweep run out"),
        "{talk}"
    );
    assert_eq!(tideover(place.path(), &["sweep", "run", "out", "--shard", "2/2"]).0, 0);
    let (code, said, _) = tideover(place.path(), &["sweep", "status", "out", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&said).unwrap();
    // Five points in pieces of their own: the second of two shards has two of them.
    assert_eq!((code, told["complete"].as_u64(), told["outstanding"].as_u64()), (5, Some(4), Some(6)));
    let task = [
        ("SLURM_ARRAY_TASK_ID", "1"),
        ("SLURM_ARRAY_TASK_MIN", "1"),
        ("SLURM_ARRAY_TASK_MAX", "2"),
        ("SLURM_ARRAY_TASK_COUNT", "2"),
    ];
    assert_eq!(tideover_with(place.path(), &["sweep", "run", "out", "--shard", "auto"], &task).0, 0);
    assert_eq!(tideover(place.path(), &["sweep", "merge", "out"]).0, 0);
}

#[test]
fn a_failed_point_is_a_row_and_an_exit_code() {
    let place = tempfile::tempdir().unwrap();
    sweep_file(place.path(), |text| text);
    let fail = [("TIDEOVER_TEST_FAIL_POINT", "1")];
    let (code, said, talk) =
        tideover_with(place.path(), &with_short(&["sweep", "run", "support.toml", "-o", "out"]), &fail);
    assert!(code == 4 && said.contains("1 failed") && talk.contains("1 of 4 points failed"), "{said}{talk}");
    let sweep = fs::read_to_string(place.path().join("out/sweep.csv")).unwrap();
    let row = sweep.lines().nth(2).unwrap();
    assert!(
        row.contains(",failed,,,,,")
            && row.contains("tideover run inputs/base-0/scenario.toml")
            && row.contains("policy.support.share=0.2"),
        "{row}"
    );
    assert_eq!(tideover(place.path(), &["sweep", "status", "out"]).0, 4);
    assert_eq!(tideover(place.path(), &["sweep", "run", "out", "--retry-failed"]).0, 0);
    assert_eq!(tideover(place.path(), &["sweep", "status", "out"]).0, 0);
}

#[test]
fn a_changed_file_over_a_folder_is_explained_and_what_is_the_same_is_kept() {
    let place = tempfile::tempdir().unwrap();
    sweep_file(place.path(), |text| text);
    assert_eq!(tideover(place.path(), &with_short(&["sweep", "run", "support.toml", "-o", "out"])).0, 0);
    sweep_file(place.path(), |text| text.replace("[0.2, 0.4]", "[0.2, 0.4, 0.6]"));
    let (code, _, talk) = tideover(place.path(), &with_short(&["sweep", "run", "support.toml", "-o", "out"]));
    for part in [
        "this folder holds another plan",
        "5 points are the same in both, 2 are new and would be run, 0 are no longer wanted",
        "factor share",
        "--force",
    ] {
        assert!(code == 2 && talk.contains(part), "{part}: {talk}");
    }
    let (code, _, talk) =
        tideover(place.path(), &with_short(&["sweep", "run", "support.toml", "-o", "out", "--force"]));
    assert!(code == 0 && talk.contains("10 of 14 runs are there"), "{talk}");
    assert_eq!(fs::read_to_string(place.path().join("out/sweep.csv")).unwrap().lines().count(), 7);
}

#[test]
fn shards_may_begin_at_once_from_the_file_and_where_a_plan_was_cut_short() {
    let place = tempfile::tempdir().unwrap();
    sweep_file(place.path(), |text| text);
    fs::create_dir_all(place.path().join("out/inputs")).unwrap();
    fs::write(place.path().join("out/.tideover-tmp-1-1"), "half").unwrap();
    std::thread::scope(|scope| {
        for shard in ["1/4", "2/4", "3/4", "4/4"] {
            let place = place.path();
            scope.spawn(move || {
                let (code, _, talk) = tideover(
                    place,
                    &with_short(&["sweep", "run", "support.toml", "-o", "out", "--shard", shard]),
                );
                assert_eq!(code, 0, "{shard}: {talk}");
            });
        }
    });
    assert_eq!(tideover(place.path(), &["sweep", "merge", "out"]).0, 0);
}

#[test]
fn a_new_title_reaches_the_folder_and_old_results_leave_a_new_plan() {
    let place = tempfile::tempdir().unwrap();
    sweep_file(place.path(), |text| text);
    assert_eq!(tideover(place.path(), &with_short(&["sweep", "run", "support.toml", "-o", "out"])).0, 0);
    sweep_file(place.path(), |text| text.replace("Support of pay", "Another title"));
    fs::remove_dir_all(place.path().join("out/inputs")).unwrap();
    assert_eq!(tideover(place.path(), &with_short(&["sweep", "run", "support.toml", "-o", "out"])).0, 0);
    assert!(
        fs::read_to_string(place.path().join("out/charts/heat_jobs_end_effect.svg"))
            .unwrap()
            .contains("Another title")
    );
    sweep_file(place.path(), |text| text.replace("0.4]", "0.6]"));
    assert_eq!(
        tideover(place.path(), &with_short(&["sweep", "plan", "support.toml", "-o", "out", "--force"])).0,
        0
    );
    assert!(
        !place.path().join("out/sweep.csv").exists()
            && !place.path().join("out/charts/heat_jobs_end_effect.svg").exists()
    );
    // What is kept changed: all is run again, and the message says so.
    sweep_file(place.path(), |text| text.replace("\"public_cost@end\"", "\"jobs@end\""));
    let (_, _, talk) = tideover(place.path(), &with_short(&["sweep", "run", "support.toml", "-o", "out"]));
    assert!(talk.contains("0 points are the same") && talk.contains("every run is done again"), "{talk}");
}

#[test]
fn shipped_sweeps_of_parameters_are_about_the_same_parameters() {
    let read = |name: &str| {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/sweeps").join(name)).unwrap()
    };
    let factors = |text: String| text[text.find("[[factor]]").unwrap()..].to_string();
    assert_eq!(factors(read("tornado.toml")), factors(read("uncertain-parameters.toml")));
}

#[test]
fn a_design_with_indices_gives_them_and_an_incomplete_one_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let morris = |text: String| {
        let text = text
            .replace("\"grid\"", "\"morris\"\nsamples = 3")
            .replace("values = [0.2, 0.4]", "range = [0.1, 0.8]");
        text.replace("values = [\"2020-03\", \"2020-06\"]", "range = [0.2, 1.0]")
            .replace("policy.support.to", "policy.support.take_up")
    };
    sweep_file(place.path(), morris);
    assert_eq!(tideover(place.path(), &with_short(&["sweep", "plan", "support.toml", "-o", "out"])).0, 0);
    let (code, _, talk) = tideover(place.path(), &["sensitivity", "out"]);
    assert_eq!(code, 5, "{talk}");
    let (code, said, talk) = tideover(place.path(), &["sweep", "run", "out"]);
    assert_eq!(code, 0, "{said}{talk}");
    let table = fs::read_to_string(place.path().join("out/sensitivity.csv")).unwrap();
    // Who pays more of the wages of more firms pays more: both effects are there.
    let cost = |factor: &str| {
        let start = format!("testing,middle,public_cost_end,{factor},mu,");
        table
            .lines()
            .find_map(|line| line.strip_prefix(&start))
            .and_then(|rest| rest.split(',').next()?.parse::<f64>().ok())
            .unwrap()
    };
    assert!(cost("share") > 0.0 && cost("until") > 0.0, "{table}");
    assert!(place.path().join("out/charts/morris_public_cost_end.svg").exists());
    assert_eq!(tideover(place.path(), &["sensitivity", "out", "--json"]).0, 0);
}

#[test]
fn what_can_not_be_is_refused() {
    let place = tempfile::tempdir().unwrap();
    sweep_file(place.path(), |text| text);
    assert_eq!(tideover(place.path(), &with_short(&["sweep", "plan", "support.toml", "-o", "out"])).0, 0);
    fs::create_dir(place.path().join("mine")).unwrap();
    fs::write(place.path().join("mine/notes.txt"), "").unwrap();
    for (args, wanted) in [
        (&["sweep", "run", "out", "--firms", "10"][..], "belong to the plan"),
        (&["sweep", "run", "support.toml", "-o", "mine"], "files of yours (\"notes.txt\")"),
        (&["sweep", "run", "out", "--shard", "3/2"], "i/N"),
        (&["sweep", "run", "out", "--shard", "auto"], "SLURM_ARRAY_TASK_ID"),
        (&["sweep", "run", "out", "--memory", "10MB"], "give more with --memory"),
        (&["sweep", "run", "out", "--time-budget", "soon"], "3h50m"),
        (&["sweep", "status", "mine"], "mine"),
    ] {
        let (code, _, talk) = tideover(place.path(), args);
        assert!(code == 2 && talk.contains(wanted), "{args:?}: {code} {talk}");
    }
}

#[test]
fn explain_knows_the_keys_of_sweep_files_and_their_outputs() {
    let place = tempfile::tempdir().unwrap();
    for (key, wanted) in [
        ("sweep", "explain sweep.KEY"),
        ("sweep.design", "one_at_a_time"),
        ("sweep.keep", "2020-02..2020-12"),
        ("factor.distribution", "lognormal"),
        ("public_cost", "keep = [\"public_cost@end\"]"),
    ] {
        let (code, said, talk) = tideover(place.path(), &["explain", key]);
        assert!(code == 0 && said.contains(wanted), "{key}: {said}{talk}");
    }
}

/// The burn-in of a point follows from its own start, whatever other points were computed before, and by
/// whom.
#[test]
fn a_sweep_over_the_start_is_the_same_in_one_process_and_in_shards() {
    let start = "values = [\"2019-08\", \"2019-11\", \"2020-01\"]";
    let change = |text: String| {
        let text = text.replace("against = \"no_policy\"\n", "").replace("effect jobs@end", "jobs@+1");
        let (head, _) = text.split_once("[[factor]]").unwrap();
        format!("{head}[[factor]]\nname = \"start\"\npath = \"scenario.start\"\n{start}\n")
    };
    let (one, three) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = sweep_file(one.path(), change);
    assert_eq!(
        tideover(one.path(), &with_short(&["sweep", "run", "support.toml", "-o", "out", "--threads", "1"])).0,
        0
    );
    let out = three.path().join("out");
    let (file, out) = (file.to_str().unwrap(), out.to_str().unwrap());
    assert_eq!(tideover(three.path(), &with_short(&["sweep", "plan", file, "-o", out])).0, 0);
    for shard in ["1/3", "2/3", "3/3"] {
        // Each from a folder of its own: as on three machines that share nothing but the folder of the sweep.
        let elsewhere = tempfile::tempdir().unwrap();
        assert_eq!(tideover(elsewhere.path(), &["sweep", "run", out, "--shard", shard]).0, 0);
    }
    assert_eq!(tideover(three.path(), &["sweep", "merge", out]).0, 0);
    for table in ["runs.csv", "sweep.csv"] {
        let read = |folder: &Path| fs::read_to_string(folder.join("out").join(table)).unwrap();
        assert_eq!(read(one.path()), read(three.path()), "{table}");
    }
}
