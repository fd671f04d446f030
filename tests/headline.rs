//! Tables for papers, from fabricated folders and by the command.

mod common;
#[path = "charts/comparison.rs"]
mod comparison;
#[path = "charts/fixture.rs"]
mod fixture;

use common::{folder, tideover};
use comparison::{Comparison, THREE};
use fixture::{Fixture, USUAL};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use tideover::files::csv::NAME_LENGTH;
use tideover::headline::data::{Headline, Row};
use tideover::headline::{Format, Order, tables, write};

const ALL: [Format; 4] = [Format::Tex, Format::Csv, Format::Xlsx, Format::Md];

fn names(tables: &[Headline]) -> Vec<&str> {
    tables.iter().map(|table| table.name.as_str()).collect()
}

/// The cells of a row as texts, by panel and label.
#[track_caller]
fn row(table: &Headline, panel: &str, wanted: &str) -> Vec<String> {
    let mut now = "";
    for row in &table.rows {
        match row {
            Row::Panel(name) => now = name,
            Row::Line { label, cells, .. } if now == panel && label == wanted => {
                return cells
                    .iter()
                    .map(|cell| cell.as_ref().map_or(String::new(), |figure| table.figure(figure)))
                    .collect();
            }
            Row::Line { .. } => {}
        }
    }
    panic!("{panel}, {wanted}: {:#?}", table.rows)
}

/// A folder with a fabricated run in `out`, as the program marks its own.
fn fabricated(write: impl Fn(&Path)) -> TempDir {
    let folder = folder(&[]);
    let out = folder.path().join("out");
    write(&out);
    change(&out, |manifest| manifest["tool"] = "tideover".into());
    folder
}

fn change(out: &Path, how: impl Fn(&mut serde_json::Value)) {
    let path = out.join("manifest.json");
    let mut manifest = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    how(&mut manifest);
    fs::write(path, manifest.to_string()).unwrap();
}

/// What a command says on stdout and stderr, which must end with this code.
#[track_caller]
fn ends(folder: &TempDir, code: i32, args: &[&str]) -> (String, String) {
    let output = tideover(folder, args).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (said, talk) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{args:?}\n{said}{talk}");
    (said, talk)
}

/// All files below a folder with their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, fs::read(path).unwrap());
        }
    }
    found
}

#[test]
fn a_run_has_its_summary_levels_and_survival() {
    let folder = fabricated(|out| USUAL.write(out));
    let found = tables(&folder.path().join("out")).unwrap();
    assert_eq!(names(&found), ["summary", "levels", "survival"]);
    let [summary, levels, survival] = &found[..] else { unreachable!() };
    assert_eq!(
        row(summary, "", "Jobs, change at the lowest point"),
        ["−7.60 (−7.66 to −7.54)"],
        "what summary.csv says"
    );
    assert_eq!(summary.caption(), format!("Summary of the run. {}", USUAL.title));
    let heads: Vec<_> = levels.heads.iter().map(|head| head.text.as_str()).collect();
    assert_eq!(heads, ["Month 12, 2020-12", "Month 24, 2021-12", "Month 36, 2022-12"]);
    let jobs = row(levels, "", "Jobs in small and medium firms");
    assert_eq!(jobs[0], "230.3 (229.3 to 231.4)", "of eight replications");
    let heads: Vec<_> = survival.heads.iter().map(|head| survival.head(head)).collect();
    assert_eq!(heads, ["All firms (percent)", "Micro (percent)", "Small (percent)", "Medium (percent)"]);
    assert_eq!(survival.rows.len(), 5, "one, two, three, five, ten years");
    for table in &found {
        let notes = table.notes.join(" ");
        assert!(notes.contains("8 replications") && notes.contains("95% intervals"), "{notes}");
        assert!(notes.contains("Source: tideover 0.1.0, run 8f14e45f, seed 20200101"), "{notes}");
        assert!(!notes.contains("quick"), "{notes}");
    }
}

#[test]
fn one_replication_has_no_intervals_and_a_short_run_its_last_month() {
    let short = Fixture { months: 7, replications: 1, quick: true, ..USUAL };
    let folder = fabricated(|out| short.write(out));
    let found = tables(&folder.path().join("out")).unwrap();
    let levels = found.iter().find(|table| table.name == "levels").unwrap();
    assert_eq!(levels.heads.len(), 1);
    assert_eq!(levels.heads[0].text, "Month 7, 2020-07");
    assert!(!row(levels, "", "Firms")[0].contains("to"));
    assert!(levels.notes.iter().any(|note| note.starts_with("A quick run")), "{:?}", levels.notes);
}

#[test]
fn a_comparison_has_effects_of_each_regime_fates_and_places() {
    let folder = fabricated(|out| THREE.write(out));
    let out = folder.path().join("out");
    // What the fabricated folder lacks: effects by group.
    let path = out.join("effects.csv");
    let mut effects = fs::read_to_string(&path).unwrap();
    for (metric, dimension, group, effect) in [
        ("jobs", "sector", "mining", 0.5),
        ("firms", "sector", "mining", 0.25),
        ("jobs", "sector", "construction", -1234.0),
        ("jobs", "region", "r0", 7.0),
    ] {
        for horizon in [12, 36] {
            let (low, high) = (effect - 1.0, effect + f64::from(horizon));
            effects += &format!(
                "middle,relief,{horizon},{metric},{dimension},{group},thousand,6,100,100,,{effect},1,1,{low},{high},2\n"
            );
        }
    }
    fs::write(&path, effects).unwrap();
    let found = tables(&out).unwrap();
    assert_eq!(
        names(&found),
        [
            "effects_resilient",
            "effects_middle",
            "effects_strict",
            "fates",
            "effects_by_sector",
            "effects_by_region"
        ]
    );
    let middle = &found[1];
    let keys: Vec<_> = middle.heads.iter().map(|head| head.key.as_str()).collect();
    assert_eq!(keys, ["after_12_months", "after_24_months", "after_36_months"]);
    // 60 × 1.4 thousand firms after a year, twice as many after two.
    assert_eq!(
        row(middle, "Relief", "Firms kept"),
        ["84 (67 to 101)", "168 (134 to 202)", "252 (202 to 302)"]
    );
    assert_eq!(row(middle, "Relief", "Failures avoided")[1], "50.4 (40.2 to 60.6)", "failures are fewer");
    let price = "Public cost per job-year kept";
    assert!(row(middle, "Relief", price)[0].contains(" to "), "both exceed zero");
    // An arm that costs nothing has no price; that without shocks is a yardstick.
    assert_eq!(row(middle, "Deferral of principal and interest", price), ["", "", ""]);
    assert!(!middle.rows.iter().any(|row| matches!(row, Row::Panel(name) if name == "No-relief")));
    let fates = &found[3];
    let saved = row(fates, "Relief, after 36 months", "Saved");
    assert!(saved[0].starts_with("252"), "{saved:?}");
    assert!(!fates.rows.iter().any(|row| matches!(row, Row::Panel(name) if name.starts_with("No shock"))));
    assert_eq!(row(&found[4], "Relief", "Mining"), ["0.5 (−0.5 to 36.5)", "0.2 (−0.8 to 36.2)"]);
    assert_eq!(row(&found[4], "Relief", "Construction"), ["−1,234 (−1,235 to −1,198)", ""]);
    assert_eq!(row(&found[5], "Relief", "Xinjiang")[1], "");
    let notes = middle.notes.join(" ");
    assert!(
        notes.contains("Differences from the base (no-relief)") && notes.contains("No verdict: 3"),
        "{notes}"
    );
}

#[test]
fn the_files_are_the_same_again_and_hold_the_same_numbers() {
    let folder = fabricated(|out| THREE.write(out));
    let out = folder.path().join("out");
    let order = Order { formats: ALL.to_vec(), excel: false, language: None };
    write(&out, &folder.path().join("one"), &order).unwrap();
    write(&out, &folder.path().join("two"), &order).unwrap();
    let (one, two) = (files(&folder.path().join("one")), files(&folder.path().join("two")));
    assert!(one == two, "byte for byte");
    let text = |name: &str| String::from_utf8(one[name].clone()).unwrap();
    let tex = text("effects_middle.tex");
    for part in [
        "\\caption{Effects by arm, middle regime.",
        "\\label{tab:effects-middle}",
        "\\toprule",
        "\\midrule",
        "Firms kept (thousand) & \\withinterval{84}{67 to 101} & \\withinterval{168}{134 to 202} &",
    ] {
        assert!(tex.contains(part), "{part}\n{tex}");
    }
    assert_eq!(tex.matches("\\begin{").count(), tex.matches("\\end{").count());
    assert!(text("tables.md").contains("| Firms kept (thousand) | 84 (67 to 101) | 168 (134 to 202) |"));
    let csv = text("effects_middle.csv");
    assert!(csv.contains("Relief,Firms kept,thousand,84,67,101,168,134,202"), "{csv}");
    let fates = text("fates.csv");
    assert!(fates.starts_with("panel,row,unit,firms_thousand,firms_thousand_lower,"), "{fates}");
    assert!(fates.contains(",money_bn_yuan,money_bn_yuan_lower,"), "{fates}");
    assert!(one["tables.xlsx"].starts_with(b"PK"));
    assert!(text("all.tex").contains("\\input{fates}"));
    for (name, bytes) in one.iter().filter(|(name, _)| name.ends_with(".csv")) {
        let header = String::from_utf8(bytes.clone()).unwrap().lines().next().unwrap().to_string();
        let columns: Vec<&str> = header.split(',').collect();
        assert!(columns.iter().all(|column| column.len() <= NAME_LENGTH), "{name}: {header}");
        assert_eq!(columns.iter().collect::<BTreeSet<_>>().len(), columns.len(), "{name}: {header}");
    }
}

#[test]
fn names_with_signs_that_other_programs_obey_break_no_table() {
    let folder = fabricated(|out| {
        Fixture { title: "50% of R&D_{x} | $5\u{202e} #1 \\input{secrets} 中小企业", ..USUAL }.write(out);
    });
    let to = folder.path().join("to");
    write(&folder.path().join("out"), &to, &Order { formats: ALL.to_vec(), excel: false, language: None })
        .unwrap();
    let tex = fs::read_to_string(to.join("summary.tex")).unwrap();
    assert!(
        tex.contains(
            "50\\% of R\\&D\\_\\{x\\} \\textbar{} \\$5\u{fffd} \\#1 \\textbackslash{}input\\{secrets\\}"
        ),
        "{tex}"
    );
    assert!(tex.contains("package ctex"), "{tex}");
    assert!(fs::read_to_string(to.join("all.tex")).unwrap().contains("{ctexart}"));
    assert!(fs::read_to_string(to.join("tables.md")).unwrap().contains("R&D\\_{x} \\| $5"));
}

#[test]
fn the_command_writes_into_the_folder_and_overwrites_nothing_of_others() {
    let folder = fabricated(|out| USUAL.write(out));
    let out = folder.path().join("out");
    let (said, _) = ends(&folder, 0, &["tables", "out"]);
    assert!(said.starts_with("out/tables\n  summary.tex, .csv "), "{said}");
    let before = files(&out.join("tables"));
    assert!(before.contains_key("tables.xlsx") && !before.contains_key("excel/monthly.csv"));
    ends(&folder, 0, &["tables", "out"]);
    assert!(files(&out.join("tables")) == before, "the same again");
    // Changed by hand, and put there by hand.
    fs::write(out.join("tables/summary.tex"), "mine").unwrap();
    fs::create_dir(folder.path().join("paper")).unwrap();
    fs::write(folder.path().join("paper/levels.csv"), "mine").unwrap();
    let (_, talk) = ends(&folder, 2, &["tables", "out"]);
    assert!(
        talk.contains("out/tables: not written by tideover, or changed since: summary.tex; nothing of yours"),
        "{talk}"
    );
    let (_, talk) = ends(&folder, 2, &["tables", "out", "-o", "paper"]);
    assert!(talk.contains("paper: not written by tideover, or changed since: levels.csv"), "{talk}");
    assert_eq!(files(&folder.path().join("paper")).len(), 1, "nothing was written");
    // What is not in the way stays.
    ends(&folder, 0, &["tables", "out", "-o", "paper", "--format", "md,tex"]);
    assert_eq!(fs::read_to_string(folder.path().join("paper/levels.csv")).unwrap(), "mine");
    let (said, _) = ends(&folder, 0, &["tables", "out", "-o", "paper", "--format", "md", "--json"]);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["files"], serde_json::json!(["tables.md"]));
    // Another run's tables do not mix with these.
    change(&out, |manifest| manifest["id"] = "another".into());
    let (_, talk) = ends(&folder, 2, &["tables", "out", "-o", "paper"]);
    assert!(talk.contains("paper: this folder has the tables of run 8f14e45f"), "{talk}");
    let (_, talk) = ends(&folder, 2, &["tables", "out", "-o", "out/monthly.csv"]);
    assert!(talk.contains("this is a file; tables need a folder"), "{talk}");
}

#[test]
fn excel_gets_every_table_with_the_mark_of_utf_8_and_stata_short_names() {
    let folder = fabricated(|out| {
        Fixture { months: 3, replications: 1, ..USUAL }.write(out);
        let long = ["a".repeat(33), "a".repeat(34)].join(",");
        fs::write(out.join("odd.csv"), format!("month,{long}\n2020-01,中,2\n")).unwrap();
    });
    ends(&folder, 0, &["tables", "out", "--format", "csv", "--excel"]);
    let found = files(&folder.path().join("out/tables"));
    let tables = files(&folder.path().join("out"));
    for (name, bytes) in tables.iter().filter(|(name, _)| name.ends_with(".csv") && !name.contains('/')) {
        let marked = &found[&format!("excel/{name}")];
        assert!(marked.starts_with(b"\xef\xbb\xbf") && marked[3..] == bytes[..], "{name}");
    }
    let names = String::from_utf8(found["stata_names.csv"].clone()).unwrap();
    let (long, cut) = ("a".repeat(33), "a".repeat(32));
    assert_eq!(
        names,
        format!("file,long_name,short_name\nodd.csv,{long},{cut}\nodd.csv,{long}a,{}_2\n", "a".repeat(30))
    );
}

#[test]
fn folders_without_results_and_changed_ones_are_refused() {
    let folder = fabricated(|out| Comparison { horizons: &[12], ..THREE }.write(out));
    let out = folder.path().join("out");
    assert!(ends(&folder, 2, &["tables", "nowhere"]).1.contains("nowhere: there is no such run folder"));
    fs::create_dir(folder.path().join("empty")).unwrap();
    assert!(ends(&folder, 2, &["tables", "empty"]).1.contains("empty: this is no run folder"));
    fs::write(folder.path().join("empty/plan.json"), "{}").unwrap();
    assert!(ends(&folder, 2, &["tables", "empty"]).1.contains("a sweep has its own"));
    let (_, talk) = ends(&folder, 2, &["tables", "out", "--format", "tex,pdf"]);
    assert!(talk.contains("pdf") && talk.contains("tex, csv, xlsx, md"), "{talk}");
    change(&out, |manifest| {
        manifest["command"] = "tideover compare a.toml b.toml".into();
        manifest["outputs"] = serde_json::json!({ "effects.csv": "0", "gone.csv": "0", "charts/a.csv": "0" });
    });
    let (_, talk) = ends(&folder, 3, &["tables", "out"]);
    assert!(
        talk.contains("effects.csv  this file was altered")
            && talk.contains("gone.csv  this file is missing"),
        "{talk}"
    );
    assert!(
        talk.contains("restored by: tideover compare a.toml b.toml") && !talk.contains("charts/a.csv"),
        "{talk}"
    );
    change(&out, |manifest| manifest["status"] = "running".into());
    assert!(ends(&folder, 5, &["tables", "out"]).1.contains("not finished yet"));
    assert!(!out.join("tables").exists());
}

#[test]
fn tables_of_a_chinese_folder_are_chinese_and_excel_reads_them() {
    let folder = fabricated(|out| THREE.write(out));
    let out = folder.path().join("out");
    change(&out, |manifest| manifest["language"] = "zh".into());
    ends(&folder, 0, &["tables", "out"]);
    let found = files(&out.join("tables"));
    let csv = &found["effects_middle.csv"];
    assert!(csv.starts_with(b"\xef\xbb\xbf"), "the mark of UTF-8");
    let csv = String::from_utf8(csv[3..].to_vec()).unwrap();
    assert!(csv.starts_with("panel,row,unit,after_12_months,"), "names of columns are for programs: {csv}");
    assert!(csv.contains(",保住的企业,千,84,67,101,"), "{csv}");
    let tex = String::from_utf8(found["effects_middle.tex"].clone()).unwrap();
    for part in
        ["各政策方案的效应", "12 个月后", "保住的企业（千） & \\withinterval{84}{67至101}", "package ctex"]
    {
        assert!(tex.contains(part), "{part}\n{tex}");
    }
    let page = String::from_utf8(found["tables.md"].clone()).unwrap();
    assert!(page.contains("84（67至101）"), "{page}");
    for english in ["Firms kept", "Intervals show", "thousand", "Source:", " to "] {
        assert!(!page.contains(english), "{english}\n{page}");
    }
    // In another language into another folder; English CSV has no mark, unless it is for Excel.
    ends(&folder, 0, &["tables", "out", "--lang", "en", "-o", "english"]);
    let english = files(&folder.path().join("english"));
    assert!(english["effects_middle.csv"].starts_with(b"panel,row,unit,"));
    ends(&folder, 0, &["tables", "out", "--lang", "en", "-o", "excel", "--excel", "--format", "csv"]);
    assert!(files(&folder.path().join("excel"))["effects_middle.csv"].starts_with(b"\xef\xbb\xbfpanel,"));
}

#[test]
fn tables_of_a_workbook_hold_no_clock() {
    let folder = fabricated(|out| USUAL.write(out));
    let order = Order { formats: vec![Format::Xlsx], ..Order::default() };
    write(&folder.path().join("out"), &folder.path().join("one"), &order).unwrap();
    // A zip file notes times in steps of two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    write(&folder.path().join("out"), &folder.path().join("two"), &order).unwrap();
    let read = |name: &str| fs::read(folder.path().join(name).join("tables.xlsx")).unwrap();
    assert!(read("one") == read("two"));
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_program_without_parquet_says_how_to_get_it() {
    let folder = fabricated(|out| USUAL.write(out));
    let (_, talk) = ends(&folder, 2, &["tables", "out", "--format", "parquet"]);
    assert!(talk.contains("cargo build --release --features parquet"), "{talk}");
    assert!(!folder.path().join("out/tables").exists(), "nothing is written");
}

#[cfg(feature = "parquet")]
#[test]
fn every_table_of_results_is_written_as_parquet() {
    let folder = fabricated(|out| USUAL.write(out));
    let (said, _) = ends(&folder, 0, &["tables", "out", "--format", "parquet"]);
    assert!(said.contains("as Parquet"), "{said}");
    let found = files(&folder.path().join("out/tables"));
    let monthly = &found["parquet/monthly.parquet"];
    assert!(monthly.starts_with(b"PAR1") && monthly.ends_with(b"PAR1"));
    assert!(!found.keys().any(|name| name.contains("parquet/charts")), "results alone");
}
