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
    assert!(!said.contains("0000"), "a column of any number has no range to show:\n{said}");
    let command = ["validate", &baseline, "--set", "economy.targets=facts.csv", "--lang", "zh"];
    let said = String::from_utf8(tideover(&folder, &command).output().unwrap().stderr).unwrap();
    for english in ["the model", "did you mean", "this row", "problems found"] {
        assert!(!said.contains(english), "{english} stands in\n{said}");
    }
    assert!(said.contains("median_life") && said.contains("mining"), "{said}");
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
        ("baseline-united-states.toml", "are about the scenario us-2008-09, not \"baseline-united-states\""),
    ] {
        let output = tideover(&folder, &["validate", "--crisis", &shipped(scenario)]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(wanted), "{wanted} is missing in\n{said}");
    }
}

/// Closures and published sales make a path of demand; where the closures alone explain more than the
/// published fall, month and sector are named.
#[test]
fn published_sales_become_demand_or_are_refused() {
    const HEAD: &str = "month,accommodation_catering,wholesale_retail,source,grade\n";
    let falls = format!("{HEAD}2020-03,-51.4,,a bureau,derived\n2020-04,-37,-20,a bureau,derived\n");
    let contradicts = format!("{HEAD}2020-02,-20,-90,a bureau,derived\n2020-13,-20,,,derived\n");
    let beyond = format!("{HEAD}2020-02,-20,,a bureau,derived\n2020-04,,-90,a bureau,derived\n");
    let folder = folder(&[("falls.csv", &falls), ("wrong.csv", &contradicts), ("beyond.csv", &beyond)]);
    let feed = |file: &str| {
        let scenario = shipped("covid-2020-no-policy.toml");
        let output =
            tideover(&folder, &[&["feed", &scenario, file, "-q"][..], &SMALL].concat()).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let (code, path, said) = feed("falls.csv");
    assert_eq!(code, Some(0), "{said}");
    let rows: Vec<Vec<&str>> = path.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows[0], ["month", "wholesale_retail", "accommodation_catering"]);
    assert_eq!([rows[1][0], rows[1][1]], ["2020-03", ""]);
    for cell in [rows[1][2], rows[2][1], rows[2][2]] {
        let demand: f64 = cell.parse().unwrap();
        assert!((-1.0..0.0).contains(&demand), "{path}");
    }
    let (code, _, said) = feed("wrong.csv");
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("2020-13") && said.contains("names no source"), "{said}");
    let (code, path, said) = feed("beyond.csv");
    assert_eq!((code, path.as_str()), (Some(3), ""), "{said}");
    for wanted in [
        "2020-02, accommodation_catering: firms can serve",
        "let closed ones sell more",
        "2020-04, wholesale_retail: sales of -90.0%",
        "less than no demand of households",
    ] {
        assert!(said.contains(wanted), "{wanted} is missing in\n{said}");
    }
}

#[test]
fn a_pack_without_closed_sales_says_what_is_taken() {
    let scenario = format!(
        "[scenario]\nname = \"x\"\nextends = {:?}\nstart = \"2020-01\"\nmonths = 6\n\n[[shock]]\nname = \"closures\"\nkind = \"attendance\"\nsize = 0.3\n\
         path = {{ from = \"2020-03\", to = \"2020-04\" }}\n",
        shipped("baseline-united-states.toml")
    );
    let folder = folder(&[("x.toml", &scenario)]);
    let output = tideover(&folder, &["check", "x.toml"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(
        said.contains("has no column closed_sales, large_restriction, orders_wait")
            && said.contains("sell 0.35 of what they could make"),
        "{said}"
    );
}

#[test]
fn a_pack_that_does_not_say_what_its_days_of_cash_are_of_gets_a_note() {
    let folder = folder(&[("t.toml", common::HEAD)]);
    let told = |folder: &tempfile::TempDir| {
        let output = tideover(folder, &["check", "t.toml"]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        said
    };
    let said = told(&folder);
    assert!(!said.contains("cash_days_of"), "{said}");
    let pack = folder.path().join("tiny/economy.toml");
    let silent = std::fs::read_to_string(&pack).unwrap().replace("cash_days_of = \"outgo\"\n", "");
    std::fs::write(&pack, silent).unwrap();
    let said = told(&folder);
    for wanted in ["note: the economy pack \"tiny\"", "cash_days_of in [economy]", "count as days of outgo"] {
        assert!(said.contains(wanted), "{wanted} is missing in\n{said}");
    }
}

/// Files of a folder by name.
fn inside(folder: &std::path::Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().into_owned();
        match entry.path().is_dir() {
            true => names.extend(inside(&entry.path()).into_iter().map(|below| format!("{name}/{below}"))),
            false => names.push(name),
        }
    }
    names.sort();
    names
}

#[test]
fn a_folder_gets_table_chart_and_report_and_keeps_what_is_not_ours() {
    let folder = folder(&[("own/report.html", "mine")]);
    let scenario = shipped("baseline.toml");
    let validate = |more: &[&str]| {
        let words = [&["validate", scenario.as_str()][..], &SMALL, more].concat();
        let output = tideover(&folder, &words).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
    };
    // Before anything is computed.
    let (code, _, said) = validate(&["-o", "own"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("own: not written by tideover, or changed since: report.html"), "{said}");
    assert!(!said.contains("burning in"), "{said}");
    let (code, plain, _) = validate(&["-q"]);
    let (with, said, talk) = validate(&["-o", "out"]);
    assert_eq!((with, said.as_str()), (code, plain.as_str()), "the terminal says the same");
    assert!(talk.contains("report.html"), "{talk}");
    let out = folder.path().join("out");
    let names = inside(&out);
    let chart = ["csv", "png", "svg"].map(|ending| format!("charts/targets_middle.{ending}"));
    let others = ["report.html", "targets.csv", "validation.json"].map(String::from);
    assert_eq!(names, [&chart[..], &others].concat());
    let read = |name: &str| std::fs::read_to_string(out.join(name)).unwrap();
    let facts = read("targets.csv");
    assert!(facts.starts_with("regime,id,theme,fact,unit,published,low,high,simulated,"), "{facts}");
    let count = plain
        .lines()
        .filter(|line| {
            ["PASS", "WARN", "FAIL"].iter().any(|word| line.contains(word)) || line.contains("not scored")
        })
        .count();
    assert!(count > 30 && facts.lines().count() > 30);
    let met = facts.lines().filter(|line| line.contains(",met,")).count();
    let (missed, held) = (facts.matches(",missed,").count(), facts.matches(",held out,").count());
    assert!(facts.matches(",fitted,").count() > 5 && held > 5, "{facts}");
    let page = read("report.html");
    for part in [format!("Met: {met} of "), format!("missed: {missed}."), "china-middle.toml".into()] {
        assert!(page.contains(&part), "{part} is missing");
    }
    assert!(page.find("Met: ").unwrap() < page.find("<svg").unwrap(), "the answer comes first");
    assert!(!page.contains(" src=") && !page.contains("http://"), "it needs no network");
    // The same again, but for the command that the page quotes; what a user changed is not overwritten.
    let numbers = || {
        let own = names.iter().filter(|name| !["report.html", "validation.json"].contains(&name.as_str()));
        own.map(|name| std::fs::read(out.join(name)).unwrap()).collect::<Vec<_>>()
    };
    let before = numbers();
    validate(&["-o", "out", "-q"]);
    assert!(before.len() == 4 && numbers() == before, "byte for byte");
    std::fs::write(out.join("targets.csv"), "mine").unwrap();
    assert_eq!(validate(&["-o", "out", "-q"]).0, 2);
    assert_eq!(read("targets.csv"), "mine");
    let (code, _, said) = validate(&["-o", "out", "-q", "--seed", "5"]);
    assert_eq!(code, 2);
    assert!(said.contains("this folder has the results of a validation of run"), "{said}");
}

#[test]
fn a_crisis_and_its_facts_in_chinese() {
    let folder = folder(&[]);
    let scenario = shipped("covid-2020.toml");
    let words =
        [&["validate", "--crisis", &scenario, "-o", "out", "--lang", "zh", "-q"][..], &SMALL].concat();
    let output = tideover(&folder, &words).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 6)), "{}", String::from_utf8_lossy(&output.stderr));
    let out = folder.path().join("out");
    let facts = std::fs::read(out.join("targets.csv")).unwrap();
    assert!(facts.starts_with(b"\xef\xbb\xbf"), "Excel knows UTF-8 by its mark");
    let page = std::fs::read_to_string(out.join("report.html")).unwrap();
    for wanted in
        ["<html lang=\"zh\">", "危机时期", "项公布数据中", "作为输入：情景根据其中 8 项", "如何复现"]
    {
        assert!(page.contains(wanted), "{wanted} is missing");
    }
    for english in ["Answer", "Missed:", "Published by", "How to"] {
        assert!(!page.contains(english), "{english}");
    }
}
