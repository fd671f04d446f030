//! `new`, `shocks`, `sectors`, `regions` and the recipes: what a new user starts from runs as it stands.

use assert_cmd::Command;
use std::path::Path;
use tideover::language::Language;
use tideover::scenario::{Overrides, load};
use tideover::starters::{self, Recipe};

fn tideover(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("tideover")
        .unwrap()
        .current_dir(folder)
        .env("COLUMNS", "120")
        .args(words)
        .output()
        .expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// A folder with the shipped baseline and packs, as a user has it.
fn shipped() -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
            let to = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &to);
            } else {
                std::fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    copy(&scenarios.join("economies"), &folder.path().join("scenarios/economies"));
    std::fs::copy(scenarios.join("baseline.toml"), folder.path().join("scenarios/baseline.toml")).unwrap();
    folder
}

#[test]
fn every_recipe_is_sound_in_every_shipped_country() {
    let folder = shipped();
    let bases = [
        ("baseline.toml", Language::Chinese),
        ("economies/united-states-2019.toml", Language::English),
        ("economies/alike-trades.toml", Language::English),
    ];
    for (base, language) in bases {
        // The ladder is China's: other packs do not say who does research, or have no firm as large as its marks.
        let has = |recipe: &&Recipe| base == "baseline.toml" || recipe.name != "little-giants";
        for recipe in starters::all().filter(has) {
            let text = starters::scenario("mine", base, &[recipe], language);
            let path = folder.path().join("scenarios/mine.toml");
            std::fs::write(&path, &text).unwrap();
            let loaded = load(&[path], &Overrides::default())
                .unwrap_or_else(|error| panic!("{} in {base}: {error}", recipe.name));
            let (shocks, policies) = (loaded.scenario.shocks.len(), loaded.scenario.policies.len());
            assert_eq!(shocks + policies, 1, "{} in {base}", recipe.name);
        }
    }
}

#[test]
fn every_recipe_of_a_shock_states_its_size() {
    let sized = |recipe: &Recipe| {
        recipe.toml.lines().any(|line| line.contains("size =") || line.contains("change ="))
    };
    assert!(starters::SHOCKS.iter().all(sized));
}

#[test]
fn a_new_scenario_runs_and_is_not_overwritten() {
    let folder = shipped();
    let words = ["new", "my-flood", "--shock", "flood", "--policy", "wage support,grant"];
    let (code, out, err) = tideover(folder.path(), &words);
    assert_eq!((code, out.trim()), (0, "scenarios/my-flood.toml"), "{err}");
    assert!(err.contains("tideover compare scenarios/my-flood.toml --no-policy"), "{err}");
    // The schema that its first line names stands beside it; one that is there already stays.
    let schema = folder.path().join("scenarios/scenario.schema.json");
    let written = std::fs::read_to_string(&schema).unwrap();
    assert!(written.contains("\"$schema\"") && written.contains("wage_subsidy"));
    std::fs::write(&schema, "mine").unwrap();
    assert_eq!(tideover(folder.path(), &["new", "other"]).0, 0);
    assert_eq!(std::fs::read_to_string(&schema).unwrap(), "mine");
    let (code, out, err) = tideover(folder.path(), &["check", "scenarios/my-flood.toml"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("1 shock\n") && out.contains("2 policies\n") && !out.contains("not ready"), "{out}");
    let (code, _, err) = tideover(folder.path(), &words);
    assert_eq!(code, 2);
    assert!(err.contains("scenarios/my-flood.toml is there already; nothing was written"), "{err}");
}

#[test]
fn the_skeleton_of_a_country_runs_and_says_what_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, err) = tideover(folder.path(), &["new", "country", "freedonia"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("economies/freedonia/COLUMNS.md"), "{out}");
    let scenario = "freedonia-baseline.toml";
    let (code, out, err) = tideover(folder.path(), &["check", scenario]);
    assert_eq!(code, 0, "{err}");
    let plain = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for lack in ["no published facts to hold it against", "uncalibrated", "no regimes"] {
        assert!(plain.contains(lack), "{lack}: {out}");
    }
    let small = ["--firms", "500", "--replications", "1", "--set", "scenario.months=2"];
    let burn = [
        "--set",
        "parameters.population.burn_in_years=1",
        "--set",
        "parameters.population.burn_in_firms=1000",
    ];
    let words = [&["run", scenario, "-q", "-o", "out"][..], &small, &burn].concat();
    let (code, _, err) = tideover(folder.path(), &words);
    assert_eq!(code, 0, "{err}");
    assert!(folder.path().join("out/monthly.csv").is_file());
}

#[test]
fn a_chinese_skeleton_runs_and_its_folder_is_explained_in_chinese() {
    let folder = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| {
        let (code, out, err) = tideover(folder.path(), words);
        assert_eq!(code, 0, "{words:?}: {err}");
        out
    };
    run(&["new", "country", "mine", "--lang", "zh"]);
    let columns = std::fs::read_to_string(folder.path().join("economies/mine/COLUMNS.md")).unwrap();
    assert!(columns.starts_with("# 数据包 mine 的表格\n"), "{columns}");
    let out = run(&["check", "mine-baseline.toml", "--lang", "zh"]);
    assert!(out.contains("虚构国") && out.contains("尚不完备"), "{out}");
    let small = ["--firms", "500", "--replications", "1", "--set", "scenario.months=2"];
    let burn = ["parameters.population.burn_in_years=1", "parameters.population.burn_in_firms=1000"];
    let burn = burn.iter().flat_map(|set| ["--set", set]).collect::<Vec<_>>();
    run(&[&["run", "mine-baseline.toml", "-q", "-o", "out", "--lang", "zh"][..], &small, &burn].concat());
    // The same page whether the run wrote it or a change of the language.
    let page = || std::fs::read_to_string(folder.path().join("out/README.txt")).unwrap();
    let first = page();
    assert!(first.contains("\n国家或地区  虚构国（mine），企业总体口径 all\n"), "{first}");
    run(&["report", "out", "--lang", "en"]);
    assert!(page().contains("\nCountry   虚构国 (mine), frame all\n"), "{}", page());
    run(&["report", "out", "--lang", "zh"]);
    assert_eq!(page(), first);
}

#[test]
fn names_that_are_wrong_are_answered_by_those_that_exist() {
    let folder = shipped();
    for (words, wanted) in [
        (
            &["new", "x", "--shock", "floood"][..],
            "there is no recipe of a shock \"floood\"; did you mean flood?",
        ),
        (&["new", "x", "--policy", "zzz"], "recipes of a policy: wage-support, "),
        (&["new", "x", "--country", "chine-2019"], "packs there: alike-trades, "),
        (&["new", "../x"], "can't be the name of a file"),
        (&["new", "country"], "the pack needs a name"),
        (&["new", "a", "b"], "a scenario has one"),
    ] {
        let (code, _, err) = tideover(folder.path(), words);
        assert_eq!(code, 2, "{words:?}: {err}");
        assert!(err.contains(wanted), "{words:?}: {err}");
    }
    let bad = "[scenario]\nname = \"x\"\ntitle = \"x\"\nquestion = \"x\"\nsource = \"x\"\nextends = \"scenarios/baseline.toml\"\n\
        [[shock]]\nname = \"a\"\nkind = \"flood\"\nsize = 0.1\nregions = [\"xyz\"]\npath = { from = \"2020-03\", to = \"2020-04\" }\n";
    std::fs::write(folder.path().join("bad.toml"), bad).unwrap();
    let (code, _, err) = tideover(folder.path(), &["check", "bad.toml"]);
    assert_eq!(code, 3);
    assert!(err.contains("there is no kind of shock \"flood\" (one of demand, attendance,"), "{err}");
    assert!(err.contains("`tideover explain flood` shows how it is written"), "{err}");
    assert!(err.contains("there is no region \"xyz\" (nearest of 31: "), "{err}");
}

#[test]
fn names_are_listed() {
    let folder = shipped();
    let (_, out, _) = tideover(folder.path(), &["shocks"]);
    assert!(tideover::shocks::KINDS.iter().all(|spec| out.contains(spec.kind)), "{out}");
    let (_, out, _) = tideover(folder.path(), &["sectors"]);
    assert!(out.contains("accommodation_catering") && out.contains("no firms simulated"), "{out}");
    let (_, out, _) = tideover(folder.path(), &["regions", "scenarios/baseline.toml", "--json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&out).unwrap().as_array().unwrap().len() > 1);
    let (_, out, _) = tideover(folder.path(), &["explain", "minimum", "wage"]);
    assert!(out.contains("kind = \"wage\""), "{out}");
    for word in ["recipes", "deadweight", "saved", "horizon", "failures", "closures", "mean_size", "最低工资"]
    {
        let (code, _, err) = tideover(folder.path(), &["explain", word]);
        assert_eq!(code, 0, "{word}: {err}");
    }
}
