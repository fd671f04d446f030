//! Mistakes on the command line and failures of runs, as the program says them in Chinese.

use assert_cmd::Command;
use std::path::Path;

/// What the program says on stderr, and its exit code.
fn said(folder: &Path, variable: &str, words: &[&str]) -> (String, i32) {
    let mut command = Command::cargo_bin("tideover").unwrap();
    let output = command.current_dir(folder).env("TIDEOVER_LANG", variable).args(words).output().unwrap();
    (String::from_utf8(output.stderr).unwrap(), output.status.code().unwrap())
}

fn is_chinese(sign: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&sign)
}

#[test]
fn mistakes_are_said_in_the_language_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    let folder = folder.path();
    for (line, code, shown) in [
        ("runn a.toml", 2, "'run'"),
        ("run a.toml --seed -1", 2, "18446744073709551615"),
        ("run a.toml --shards 3", 2, "sweep submit"),
        ("levers wage_subsidi", 2, "wage_subsidy"),
        ("explain failur", 2, "failure"),
        ("params failre", 2, "failure"),
        ("show nowhere", 2, "nowhere"),
        ("plot .", 74, "manifest.json"),
        ("reproduce .", 2, "tideover ls"),
        ("report . -o mine.txt", 2, "mine.html"),
        ("describe -o mine.txt", 2, ".md"),
        ("new country", 2, "freedonia"),
        ("man runn", 2, "run"),
        ("diff nowhere .", 2, "nowhere"),
    ] {
        let words: Vec<&str> = line.split_whitespace().collect();
        let asked: Vec<&str> = words.iter().copied().chain(["--lang", "zh"]).collect();
        let (by_variable, by_option) = (said(folder, "zh", &words), said(folder, "en", &asked));
        assert_eq!(by_variable, by_option, "{line}");
        let (text, found) = by_variable;
        assert!(text.contains(is_chinese) && text.contains(shown), "{line}: {text}");
        assert_eq!(found, code, "{line}: {text}");
        let (english, found) = said(folder, "", &words);
        assert!(!english.contains(is_chinese) && found == code, "{line}: {english}");
    }
    let (text, code) = said(folder, "fr", &["ls"]);
    assert_eq!((text.trim(), code), ("TIDEOVER_LANG=fr: there is no such language; it is one of en, zh", 2));
}

#[test]
fn an_economy_that_explodes_says_why_in_chinese_and_keeps_its_reason_in_english() {
    let folder = tempfile::tempdir().unwrap();
    let baseline =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/baseline.toml").display().to_string();
    let boom = |name: &str| {
        format!(
            "[[shock]]\nname = \"{name}\"\nkind = \"demand\"\nsize = 3\npath = {{ from = \"2020-03\" }}\n"
        )
    };
    let booms: String = ["first", "second", "third"].map(boom).concat();
    let file = folder.path().join("booms.toml");
    std::fs::write(&file, format!("[scenario]\nextends = {baseline:?}\n{booms}")).unwrap();
    let sets = [
        "parameters.population.burn_in_years=1",
        "parameters.population.burn_in_firms=1000",
        "scenario.firms=10",
        "scenario.months=36",
        "replications.seed=1",
    ];
    let mut words = vec!["run", "booms.toml", "--replications", "1", "-q", "-o", "all"];
    words.extend(sets.iter().flat_map(|set| ["--set", set]));
    let (text, code) = said(folder.path(), "zh", &words);
    assert!(code == 4 && text.contains("经济发散") && text.contains("2020-"), "{text}");
    assert!(!text.contains("explodes") && !text.contains("level"), "{text}");
    let manifest = std::fs::read_to_string(folder.path().join("all/manifest.json")).unwrap();
    assert!(manifest.contains("the economy explodes"), "{manifest}");
}
