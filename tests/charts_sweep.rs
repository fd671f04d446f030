//! Charts of sweep folders made by hand.

#[path = "charts/apart.rs"]
mod apart;
#[path = "charts_sweep/fixture.rs"]
mod fixture;

use fixture::{Folder, luck, output, values};
use serde_json::json;
use std::fs;
use std::path::Path;
use tideover::charts::{self, sweep};

const MIDDLE: (&str, &str) = ("covid-2020", "middle");

/// The files of charts that a folder has, by ending.
fn files(folder: &Path, ending: &str) -> Vec<String> {
    let names = fs::read_dir(folder.join("charts")).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().to_string());
    let mut names: Vec<String> = names.filter_map(|name| name.strip_suffix(&format!(".{ending}")).map(str::to_string)).collect();
    names.sort();
    names
}

/// Draws a folder; every chart must come in three files, without a word on another and without holes.
fn drawn(folder: &mut Folder) -> Vec<String> {
    folder.write();
    charts::draw(&folder.path).unwrap();
    let names = files(&folder.path, "svg");
    assert_eq!((files(&folder.path, "png"), files(&folder.path, "csv")), (names.clone(), names.clone()));
    for name in &names {
        let svg = fs::read_to_string(folder.path.join(format!("charts/{name}.svg"))).unwrap();
        assert!(svg.contains("sweep 01234567") && !svg.contains("NaN") && !svg.contains("inf"), "{name}");
    }
    for named in sweep::sheets(&sweep::folder::Sweep::open(&folder.path).unwrap()) {
        assert_eq!(apart::complaints(&named.sheet.canvas), [""; 0], "{}", named.file);
    }
    names
}

fn numbers(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path.join(format!("charts/{name}.csv"))).unwrap()
}

/// A grid of two factors with a formula of column and row; NaN is a failed cell.
fn grid(name: &str, factors: [serde_json::Value; 2], formula: impl Fn(usize, usize) -> f64) -> Folder {
    let cell = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_string);
    let cells = factors.clone().map(|factor| factor["values"].as_array().unwrap().iter().map(cell).collect::<Vec<String>>());
    let mut folder = Folder::new(name, "grid", &factors, &[output("failures_effect", "failures by December 2021", "thousand firms", true)]);
    for (x, first) in cells[0].iter().enumerate() {
        for (y, second) in cells[1].iter().enumerate() {
            let value = formula(x, y);
            let results = if value.is_nan() { vec![] } else { vec![(value, 0.4)] };
            folder.point(MIDDLE, &[first.clone(), second.clone()], &results);
        }
    }
    folder
}

#[test]
fn a_three_by_three_map_shows_its_numbers_its_cliff_and_the_failed_cell() {
    let rate = values("rate", "Replacement rate of the wage subsidy", "%", &["40", "60", "80"]);
    let month = values("from", "First month in force", "", &["2020-02", "2020-04", "2020-06"]);
    let mut folder = grid("three", [rate, month], |x, y| match (x, y) {
        (2, 2) => f64::NAN,
        (x, y) => -10.0 - x as f64 - if y == 2 { -25.0 } else { 0.0 },
    });
    folder.plan["factors"][0]["baseline"] = json!(60.0);
    assert_eq!(drawn(&mut folder), ["heat_failures_effect"]);
    let table = numbers(&folder, "heat_failures_effect");
    assert_eq!(table.lines().next().unwrap(), "base,regime,output,unit,rate,from,value,se,status,cliff_across,cliff_up");
    assert!(table.contains("covid-2020,middle,failures_effect,thousand firms,60,2020-04,-11,0.4,ok,,25\n"), "{table}");
    assert!(table.contains("80,2020-06,,,failed,,\n"), "{table}");
    assert_eq!(table.lines().filter(|line| line.ends_with(",25")).count(), 2);
    let svg = fs::read_to_string(folder.path.join("charts/heat_failures_effect.svg")).unwrap();
    assert!(
        svg.contains("+25 thousand firms where first month in force goes from 2020-04 to 2020-06") && svg.contains("Crossed: failed."),
        "{svg}"
    );
    assert!(svg.contains("difference against the same without policies"));
}

#[test]
fn a_map_of_twelve_by_twelve_is_drawn() {
    let shares: Vec<String> = (0..12).map(|at| format!("{}", f64::from(at) * 0.05)).collect();
    let months: Vec<String> = (0..12).map(|at| format!("2020-{:02}", at + 1)).collect();
    let given = |list: &[String]| list.iter().map(String::as_str).map(str::to_string).collect::<Vec<_>>();
    let (shares, months) = (given(&shares), given(&months));
    let texts = |list: &'static [String]| list.iter().map(String::as_str).collect::<Vec<&str>>();
    let take_up = values("take_up", "Share of firms that know of the offer and file for it in time", "", &texts(Vec::leak(shares)));
    let from = values("from", "First month in force", "", &texts(Vec::leak(months)));
    let mut folder = grid("twelve", [from, take_up], |x, y| {
        let (x, y) = (x as f64, y as f64);
        1400.0 - 30.0 * y - 4.0 * (x - 4.0) * (x - 4.0) + if x > 6.0 && y < 8.0 { 600.0 } else { 0.0 } + 8.0 * luck((12.0 * x + y) as u64)
    });
    assert_eq!(drawn(&mut folder), ["heat_failures_effect"]);
    let table = numbers(&folder, "heat_failures_effect");
    let across = table.lines().skip(1).filter(|line| !line.split(',').nth(9).unwrap().is_empty()).count();
    let up = table.lines().skip(1).filter(|line| !line.split(',').nth(10).unwrap().is_empty()).count();
    assert_eq!((across, up), (8, 5));
}

#[test]
fn a_third_factor_gives_small_maps_and_a_fourth_is_held() {
    let factors = [
        values("rate", "Replacement rate", "%", &["20", "40", "60", "80", "100"]),
        values("months", "Months in force", "", &["3", "6", "12", "24"]),
        values("rule", "Who qualifies", "", &["all firms", "firms that lost a third of sales", "micro firms only", "exporters"]),
        values("seed_money", "Grant", "yuan", &["0", "10000"]),
    ];
    let mut folder = Folder::new("four", "grid", &factors, &[output("jobs", "jobs kept", "million", false)]);
    for (a, rate) in ["20", "40", "60", "80", "100"].iter().enumerate() {
        for (b, months) in ["3", "6", "12", "24"].iter().enumerate() {
            for (c, rule) in ["all firms", "firms that lost a third of sales", "micro firms only", "exporters"].iter().enumerate() {
                for grant in ["0", "10000"] {
                    let value = (a as f64 - 1.5) * (b as f64 - 1.0) * 0.1 - 0.05 * c as f64;
                    folder.point(MIDDLE, &[rate, months, rule, grant].map(ToString::to_string), &[(value, 0.02)]);
                }
            }
        }
    }
    assert_eq!(drawn(&mut folder), ["heat_jobs"]);
    let table = numbers(&folder, "heat_jobs");
    assert_eq!(table.lines().count(), 1 + 80);
    let svg = fs::read_to_string(folder.path.join("charts/heat_jobs.svg")).unwrap();
    assert!(svg.contains("Held: Grant 0.") && svg.contains("Cells are of equal size"), "{svg}");
}
