//! `compare` as a user meets it: what is refused and how, the folder it leaves, resumption, what is the same
//! on any number of threads.

mod common;

use common::{HEAD, folder, tideover};
use std::collections::BTreeMap;
use tempfile::TempDir;

const SHOCK: &str = "[[shock]]\nname = \"slump\"\nkind = \"demand\"\nsize = -0.3\npath = { from = \"2020-03\", to = \"2020-08\" }\n";
const GRANT: &str = "[[policy]]\nname = \"grant\"\nkind = \"liquidity_grant\"\nfrom = \"2020-04\"\nto = \"2020-12\"\ntake_up = 1\nshare = 1\n";
const SMALL: &str =
    "[replications]\ncount = 2\n[parameters.population]\nburn_in_years = 1\nburn_in_firms = 1000\n";

/// A base with a shock and, beside it, `alt.toml`, whose head and rest are given.
fn files(head: &str, rest: &str) -> TempDir {
    let base = format!("{HEAD}firms = 1000\n{SMALL}{SHOCK}");
    let alt = format!("{}{head}{rest}", HEAD.replace("\"t\"", "\"alt\"").replace("months = 24\n", ""));
    folder(&[("t.toml", &base), ("alt.toml", &alt)])
}

fn refused(head: &str, rest: &str) -> String {
    let folder = files(head, rest);
    let output = tideover(&folder, &["compare", "t.toml", "alt.toml"]).assert().code(3).get_output().clone();
    assert!(output.stdout.is_empty() && !folder.path().join("output").exists(), "nothing may be written");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn arms_that_differ_in_more_than_shocks_and_policies_are_refused_with_the_keys() {
    let said = refused(
        "months = 12\nfirms = 2000\n",
        "[replications]\ncount = 2\nseed = 7\n[parameters.owner]\nlook_through = 0.1\n",
    );
    insta::assert_snapshot!(said, @r#"
    alt.toml  scenario.months is 12, and 24 in the base "t"; arms may differ in shocks and policies alone

    alt.toml  scenario.firms is 2000, and 1000 in the base "t"; arms may differ in shocks and policies alone

    alt.toml  replications.seed is 7, and 20200101 in the base "t"; arms may differ in shocks and policies alone

    alt.toml  parameters.owner.look_through is 0.1, and 0.5 in the base "t"; arms may differ in shocks and policies alone

    alt.toml  parameters.population.burn_in_years is 20, and 1 in the base "t"; arms may differ in shocks and policies alone

    alt.toml  parameters.population.burn_in_firms is 30000, and 1000 in the base "t"; arms may differ in shocks and policies alone

    6 problems found; nothing was run and nothing was written
    "#);
}

#[test]
fn two_arms_of_one_name_are_refused() {
    let folder = files("months = 24\nfirms = 1000\n", SMALL);
    let output = tideover(&folder, &["compare", "t.toml", "alt.toml", "alt.toml"])
        .assert()
        .code(2)
        .get_output()
        .clone();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("two arms are called \"alt\"; give one of them another [scenario] name"), "{said}");
}

/// The tables of a folder, by name.
fn tables(folder: &TempDir, name: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder.path().join(name)).unwrap().map(|entry| entry.unwrap().path());
    let csv = entries.filter(|path| path.extension().is_some_and(|kind| kind == "csv"));
    csv.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn the_same_comparison_gives_the_same_bytes_on_any_number_of_threads_and_is_reused() {
    let folder = files("months = 24\nfirms = 1000\n", &format!("{SMALL}{SHOCK}{GRANT}"));
    let run = |threads: &str, output: &str| {
        let args = [
            "compare",
            "t.toml",
            "alt.toml",
            "--no-shock",
            "--frontier",
            "--threads",
            threads,
            "-o",
            output,
            "--progress",
            "none",
        ];
        let output = tideover(&folder, &args).assert().success().get_output().clone();
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (printed, _) = run("1", "one");
    // The pack sets no regimes: one is run and nothing is claimed of others; two replications give no
    // verdict.
    assert!(
        printed.starts_with("regime: only one. ") && printed.contains("the same in resilient and strict"),
        "{printed}"
    );
    assert!(printed.contains("\nNo verdict after 12 months: 2 replications; it takes 5"), "{printed}");
    assert!(!printed.contains("Holds in") && !printed.contains("kept "), "{printed}");
    assert!(
        printed.contains("perfect information") && printed.contains("would have survived anyway"),
        "{printed}"
    );
    assert!(
        printed.contains("\nAfter 12 months; ")
            && printed.contains(" simulated firms whose fate differs (of "),
        "{printed}"
    );
    run("3", "three");
    let read = |name: &str| std::fs::read_to_string(folder.path().join("one").join(name)).unwrap();
    assert!(
        read("README.txt").contains("regime: only one; resilient and strict would be the same"),
        "{}",
        read("README.txt")
    );
    assert!(read("report.html").contains("regime: only one. "));
    assert!(read("effects.csv").lines().skip(1).all(|line| line.starts_with("middle,")));
    let (one, three) = (tables(&folder, "one"), tables(&folder, "three"));
    for name in [
        "effects.csv",
        "fates.csv",
        "recipients.csv",
        "resilience.csv",
        "monthly.csv",
        "summary.csv",
        "policies.csv",
        "ledger.csv",
    ] {
        assert!(one.contains_key(name), "{name}");
    }
    assert!(one == three, "tables differ with the number of threads");
    let (again, _) = run("2", "one");
    assert!(again.contains("was complete already"), "{again}");
}

#[test]
fn a_base_with_policies_and_an_arm_that_does_not_differ_are_reported() {
    let folder = folder(&[
        ("t.toml", &format!("{HEAD}firms = 1000\n{SMALL}{SHOCK}{GRANT}")),
        ("alt.toml", &format!("{}firms = 1000\n{SMALL}{SHOCK}{GRANT}", HEAD.replace("\"t\"", "\"alt\""))),
    ]);
    let args = ["compare", "t.toml", "alt.toml", "--regime", "middle", "--progress", "none"];
    let output = tideover(&folder, &args).assert().success().get_output().clone();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains(
            "note: the base \"t\" has a policy of its own: effects are against a world with it already"
        ),
        "{said}"
    );
    assert!(said.contains("note: \"alt\" and the base \"t\" never differ: all effects are zero"), "{said}");
    // And so they are.
    let run = std::fs::read_dir(folder.path().join("output")).unwrap().map(|entry| entry.unwrap().path());
    let run = run.into_iter().find(|path| path.join("effects.csv").exists() && !path.is_symlink()).unwrap();
    let mut effects = csv::Reader::from_path(run.join("effects.csv")).unwrap();
    let at = effects.headers().unwrap().iter().position(|name| name == "effect").unwrap();
    let values: Vec<String> = effects.records().map(|row| row.unwrap()[at].to_string()).collect();
    assert!(values.len() > 50 && values.iter().all(|value| value == "0"), "some effects are not zero");
}

#[test]
fn what_it_would_take_is_said_without_running() {
    let second = GRANT.replace("\"grant\"", "\"more\"");
    let folder = files("months = 24\nfirms = 1000\n", &format!("{SMALL}{SHOCK}{GRANT}{second}"));
    let args = ["compare", "t.toml", "alt.toml", "--shapley", "--regime", "strict", "--check"];
    let output = tideover(&folder, &args).assert().success().get_output().clone();
    assert!(!folder.path().join("output").exists());
    // Twelve months of burn-in, then twelve settling months, three that all share and 21 of each: two arms
    // and the coalitions of one policy.
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        told,
        "2 arms in 1 regime, 2 replications in each: at most 0.2 million firm-months. No problems found; nothing was run.\n"
    );
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("shapley: 2 policies, all 2 orders, 4 coalitions, 2 to simulate beside the arms")
    );
}

#[test]
fn a_regime_that_the_files_distinguish_is_run() {
    let regime = "[regime.strict.owner]\nlook_through = 0.2\n";
    let base = format!("{HEAD}firms = 1000\n{SMALL}{SHOCK}{regime}");
    let alt = format!("{}firms = 1000\n{SMALL}{SHOCK}{GRANT}{regime}", HEAD.replace("\"t\"", "\"alt\""));
    let folder = folder(&[("t.toml", &base), ("alt.toml", &alt)]);
    let output = tideover(&folder, &["compare", "t.toml", "alt.toml", "--check"])
        .assert()
        .success()
        .get_output()
        .clone();
    assert!(
        String::from_utf8(output.stdout).unwrap().starts_with("2 arms in 2 regimes, 2 replications in each:")
    );
}

#[test]
fn a_run_says_first_what_it_cant_answer_and_its_command_answers() {
    let head = "title = \"With the grant\"\nquestion = \"How many jobs did the grant keep?\"\nfirms = 1000\n";
    let folder = files(&format!("months = 15\n{head}"), &format!("{SMALL}{SHOCK}{GRANT}"));
    let args = ["run", "alt.toml", "--replications", "1", "-o", "run", "--progress", "none"];
    let output = tideover(&folder, &args).assert().success().get_output().clone();
    let command = "tideover compare alt.toml --no-policy --replications 1";
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(
        printed.contains(&format!("can't say what its policies changed; this command does:\n  {command}\n")),
        "{printed}"
    );
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let report = read("run/report.html");
    let place = |text: &str| report.find(text).unwrap_or_else(|| panic!("{text} is not in the report"));
    // What stands in the folder does not depend on the file's place, nor on the options of the command.
    let in_folder = "tideover compare alt.toml --no-policy";
    assert!(place(&format!("<code>{in_folder}</code>")) < place("How many jobs did the grant keep?"));
    assert!(read("run/README.txt").contains(&format!("          {in_folder}\n")));

    // The command as it stands: the base is the same file without the grant, and titles are those of what is
    // shown.
    let words =
        command.split(' ').skip(1).chain(["-o", "compared", "--progress", "none"]).collect::<Vec<_>>();
    tideover(&folder, &words).assert().success();
    let title = "“With the grant” against “With the grant, without its policies”";
    assert!(read("compared/report.html").contains(&format!("<h1>{title}</h1>")));
    assert!(read("compared/README.txt").starts_with(title));
    let manifest: serde_json::Value = serde_json::from_str(&read("compared/manifest.json")).unwrap();
    assert_eq!(manifest["comparison"]["arms"], serde_json::json!(["alt-no-policy", "alt"]));
    assert_eq!(manifest["policies"][0]["arms"], serde_json::json!(["alt"]));
    assert_eq!(manifest["shocks"][0]["arms"], serde_json::json!(["alt-no-policy", "alt"]));
    // A chart of one history has the title of its arm, and not that of the base.
    let money = read("compared/charts/policy_cost.svg");
    assert!(
        money.contains("\nWith the grant (middle regime)\n")
            || money.contains(">With the grant (middle regime)<"),
        "{money}"
    );
    // An alternative that has its title from the file it extends is not called like the base.
    let heir = "[scenario]\nname = \"heir\"\nextends = \"alt.toml\"\n[[policy]]\nname = \"more\"\nkind = \"wage_subsidy\"\nfrom = \"2020-02\"\nto = \"2020-03\"\n";
    std::fs::write(folder.path().join("heir.toml"), heir).unwrap();
    let words = "compare alt.toml heir.toml --replications 1 -o inherited --progress none"
        .split(' ')
        .collect::<Vec<_>>();
    tideover(&folder, &words).assert().success();
    assert!(read("inherited/README.txt").starts_with("“heir” against “With the grant”"));
    assert!(
        read("inherited/charts/policy_cost.svg").contains("heir, against “With the grant” (middle regime)")
    );
    // Without policies there is nothing to leave out.
    let output =
        tideover(&folder, &["compare", "t.toml", "--no-policy"]).assert().code(2).get_output().clone();
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("t.toml has no policies, so that it is the same without them")
    );
}
