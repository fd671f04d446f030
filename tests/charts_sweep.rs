//! Charts of sweep folders made by hand.

#[path = "charts/apart.rs"]
mod apart;
#[path = "charts_sweep/fixture.rs"]
mod fixture;

use fixture::{Folder, luck, output, range, values};
use serde_json::json;
use std::fs;
use std::path::Path;
use tideover::charts::canvas::{Canvas, Mark};
use tideover::charts::page::Page;
use tideover::charts::sweep::folder::Sweep;
use tideover::charts::{self, sweep};
use tideover::language::Language;

const MIDDLE: (&str, &str) = ("covid-2020", "middle");

/// The files of charts that a folder has, by ending.
fn files(folder: &Path, ending: &str) -> Vec<String> {
    let names = fs::read_dir(folder.join("charts"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().to_string());
    let mut names: Vec<String> =
        names.filter_map(|name| name.strip_suffix(&format!(".{ending}")).map(str::to_string)).collect();
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
    for (mm, language) in [(160.0, Language::English), (80.0, Language::English), (80.0, Language::Chinese)] {
        fits(folder, mm, language);
    }
    names
}

/// Every chart says values under the pointer, inside of the sheet, and at each place at least one.
fn pointed(name: &str, canvas: &Canvas) {
    assert!(canvas.hover.iter().any(|plot| !plot.places.is_empty()), "{name} says no value");
    for plot in &canvas.hover {
        assert!(plot.from.0 < plot.to.0 && plot.from.1 < plot.to.1 && plot.to.0 <= canvas.width, "{name}");
        for (x, head, said) in &plot.places {
            assert!((plot.from.0..=plot.to.0).contains(x) && !head.is_empty(), "{name}: {head} at {x}");
            assert!(
                said.len() == plot.series.len() && said.iter().any(|said| !said.is_empty()),
                "{name}: {head}"
            );
            assert!(!said.concat().contains("NaN"), "{name}: {said:?}");
        }
    }
}

/// What a chart says under the pointer at its first place: the place, and name and value of each series.
fn first(folder: &Folder, name: &str, language: Language) -> String {
    let sheets = sweep::sheets(&Sweep::open_on(&folder.path, Page::default(), Some(language)).unwrap());
    let canvas = sheets.into_iter().find(|named| named.file == name).unwrap().sheet.canvas;
    let plot = &canvas.hover[0];
    let (_, head, said) = &plot.places[0];
    let values = plot.series.iter().zip(said).map(|((name, _), said)| format!(" | {name}: {said}"));
    head.clone() + &values.collect::<String>()
}

/// At every width no word is cut off or lies on another, and none is below 7 points where a width is asked for.
fn fits(folder: &Folder, mm: f64, language: Language) {
    let page = if mm < 160.0 { Page::of(mm) } else { Page::default() };
    let wide = page.wide;
    for named in sweep::sheets(&Sweep::open_on(&folder.path, page, Some(language)).unwrap()) {
        let canvas = &named.sheet.canvas;
        assert_eq!(apart::complaints(canvas), [""; 0], "{} at {mm} mm, {language:?}", named.file);
        assert_eq!((canvas.width, canvas.mm), (wide, if mm < 160.0 { mm } else { canvas.mm }));
        pointed(&named.file, canvas);
        for mark in &canvas.marks {
            let Mark::Text { em, text, .. } = mark else { continue };
            let points = em * canvas.mm / canvas.width / 25.4 * 72.0;
            assert!(mm >= 160.0 || points >= 6.99, "{}: \"{text}\" is {points} points high", named.file);
        }
    }
}

/// All that stands on a chart, lines joined.
fn said(folder: &Folder, name: &str, language: Language) -> String {
    let sweep = Sweep::open_on(&folder.path, Page::default(), Some(language)).unwrap();
    let named = sweep::sheets(&sweep).into_iter().find(|named| named.file == name).unwrap();
    let text = |mark: &Mark| match mark {
        Mark::Text { at, text, .. } => Some((at.1, at.0, text.clone())),
        _ => None,
    };
    let mut texts: Vec<(f64, f64, String)> = named.sheet.canvas.marks.iter().filter_map(text).collect();
    texts.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    texts.into_iter().map(|text| text.2).collect::<Vec<_>>().join(" ")
}

fn numbers(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path.join(format!("charts/{name}.csv"))).unwrap()
}

/// A grid of two factors with a formula of column and row; NaN is a failed cell.
fn grid(name: &str, factors: [serde_json::Value; 2], formula: impl Fn(usize, usize) -> f64) -> Folder {
    let cell = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_string);
    let cells = factors
        .clone()
        .map(|factor| factor["values"].as_array().unwrap().iter().map(cell).collect::<Vec<String>>());
    let mut folder = Folder::new(
        name,
        "grid",
        &factors,
        &[output("failures_effect", "failures by December 2021", "thousand firms", true)],
    );
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
    assert_eq!(
        table.lines().next().unwrap(),
        "base,regime,output,unit,rate,from,value,se,status,beyond_2_se,cliff_across,cliff_up"
    );
    assert!(
        table.contains("covid-2020,middle,failures_effect,thousand firms,60,2020-04,-11,0.4,ok,yes,,25\n"),
        "{table}"
    );
    assert!(table.contains("80,2020-06,,,failed,,,\n"), "{table}");
    assert_eq!(table.lines().filter(|line| line.ends_with(",25")).count(), 2);
    let svg = said(&folder, "heat_failures_effect", Language::English);
    assert!(
        svg.contains("+25.0 thousand firms where first month in force goes from 2020-04 to 2020-06")
            && svg.contains("Crossed: failed."),
        "{svg}"
    );
    assert!(svg.contains("difference from the same without policies"));
}

#[test]
fn a_map_of_twelve_by_twelve_is_drawn() {
    let shares: Vec<String> = (0..12).map(|at| format!("{}", f64::from(at) * 0.05)).collect();
    let months: Vec<String> = (0..12).map(|at| format!("2020-{:02}", at + 1)).collect();
    let given = |list: &[String]| list.iter().map(String::as_str).map(str::to_string).collect::<Vec<_>>();
    let (shares, months) = (given(&shares), given(&months));
    let texts = |list: &'static [String]| list.iter().map(String::as_str).collect::<Vec<&str>>();
    let take_up = values(
        "take_up",
        "Share of firms that know of the offer and file for it in time",
        "",
        &texts(Vec::leak(shares)),
    );
    let from = values("from", "First month in force", "", &texts(Vec::leak(months)));
    let mut folder = grid("twelve", [from, take_up], |x, y| {
        let (x, y) = (x as f64, y as f64);
        1400.0 - 30.0 * y - 4.0 * (x - 4.0) * (x - 4.0)
            + if x > 6.0 && y < 8.0 { 600.0 } else { 0.0 }
            + 8.0 * luck((12.0 * x + y) as u64)
    });
    assert_eq!(drawn(&mut folder), ["heat_failures_effect"]);
    let table = numbers(&folder, "heat_failures_effect");
    let across = table.lines().skip(1).filter(|line| !line.split(',').nth(10).unwrap().is_empty()).count();
    let up = table.lines().skip(1).filter(|line| !line.split(',').nth(11).unwrap().is_empty()).count();
    assert_eq!((across, up), (8, 5));
    assert!(!said(&folder, "heat_failures_effect", Language::English).contains("Hatched"));
}

/// A slope from 0.2 to 3 with a standard error of 0.4: what is below 0.8 is hatched, and no line crosses it.
#[test]
fn effects_below_two_standard_errors_are_hatched_and_have_no_lines() {
    let shares = values("share", "Share", "", &["0.1", "0.2", "0.3", "0.4", "0.5"]);
    let months = values("months", "Months", "", &["1", "2", "3", "4"]);
    let slope = |factor: f64| move |x: usize, y: usize| factor * (0.2 + 0.7 * x as f64 + 0.001 * y as f64);
    let svg =
        |folder: &Folder| fs::read_to_string(folder.path.join("charts/heat_failures_effect.svg")).unwrap();
    let words = |folder: &Folder| said(folder, "heat_failures_effect", Language::English);
    let mut folder = grid("open", [shares.clone(), months.clone()], slope(1.0));
    drawn(&mut folder);
    let table = numbers(&folder, "heat_failures_effect");
    let open: Vec<&str> = table.lines().filter(|line| line.contains(",ok,no,")).collect();
    assert!(open.len() == 4 && open.iter().all(|line| line.contains("thousand firms,0.1,")), "{table}");
    assert!(words(&folder).contains(
        "Hatched, without lines: effects below two standard errors, not distinguishable from zero."
    ));
    // Lines of equal value are drawn twice, pale and dark, five dots wide below; a tenth of the effect has
    // none.
    let lines = |folder: &Folder| svg(folder).matches("stroke-width=\"5\"").count();
    let mut small = grid("smaller", [shares, months], slope(0.1));
    drawn(&mut small);
    assert!(lines(&folder) > 0 && lines(&small) == 0, "{} and {}", lines(&folder), lines(&small));
    assert_eq!(numbers(&small, "heat_failures_effect").matches(",ok,no,").count(), 20);
}

#[test]
fn a_third_factor_gives_small_maps_and_a_fourth_is_held() {
    let factors = [
        values("rate", "Replacement rate", "%", &["20", "40", "60", "80", "100"]),
        values("months", "Months in force", "", &["3", "6", "12", "24"]),
        values(
            "rule",
            "Who qualifies",
            "",
            &["all firms", "firms that lost a third of sales", "micro firms only", "exporters"],
        ),
        values("seed_money", "Grant", "yuan", &["0", "10000"]),
    ];
    let mut folder = Folder::new("four", "grid", &factors, &[output("jobs", "jobs kept", "million", false)]);
    for (a, rate) in ["20", "40", "60", "80", "100"].iter().enumerate() {
        for (b, months) in ["3", "6", "12", "24"].iter().enumerate() {
            for (c, rule) in
                ["all firms", "firms that lost a third of sales", "micro firms only", "exporters"]
                    .iter()
                    .enumerate()
            {
                for grant in ["0", "10000"] {
                    let value = (a as f64 - 1.5) * (b as f64 - 1.0) * 0.1 - 0.05 * c as f64;
                    folder.point(
                        MIDDLE,
                        &[rate, months, rule, grant].map(ToString::to_string),
                        &[(value, 0.02)],
                    );
                }
            }
        }
    }
    assert_eq!(drawn(&mut folder), ["heat_jobs"]);
    let table = numbers(&folder, "heat_jobs");
    assert_eq!(table.lines().count(), 1 + 80);
    let svg = said(&folder, "heat_jobs", Language::English);
    assert!(svg.contains("Held: Grant 0.") && svg.contains("Cells are of equal size"), "{svg}");
}

/// Names long and short, as users give them.
const NAMES: [(&str, &str, &str); 20] = [
    ("take_up", "Take-up of the wage subsidy", "share"),
    ("months", "Months in force", "months"),
    ("depth", "Depth of the demand shock", "%"),
    ("tail", "Share of demand that never comes back after the shock has ended", "%"),
    ("buffer", "Cash at the start", "days of sales"),
    ("rate", "Loan rate", "%"),
    ("approval", "Approval of loans", "share"),
    ("haircut", "Haircut in forced sales", "share"),
    ("due", "Due days", "days"),
    ("default", "Customers that fail", "share"),
    ("hoard", "Labour hoarding", ""),
    ("wage", "Wage rigidity", ""),
    ("entry", "Entry", "thousand a month"),
    ("draw", "Owner's draw", "share"),
    ("grant", "Grant", "yuan"),
    ("guarantee", "Share of the loss that the guarantee fund bears", "%"),
    ("rent", "Rent waived", "%"),
    ("tax", "Tax deferred", "months"),
    ("vat", "VAT refund", "%"),
    ("learning", "Learning of entrants", ""),
];

fn ranges(count: usize) -> Vec<serde_json::Value> {
    NAMES[..count]
        .iter()
        .enumerate()
        .map(|(at, (name, label, unit))| range(name, label, unit, 0.0, 1.0 + 9.0 * at as f64))
        .collect()
}

#[test]
fn a_line_has_a_band_of_replications_and_marks_what_failed() {
    let months: Vec<&str> = vec!["2020-02", "2020-03", "2020-04", "2020-06", "2020-09", "2021-01"];
    let mut factor = values("from", "First month in force", "", &months);
    factor["baseline"] = json!("2020-04");
    let outputs = [output("failures_effect", "failures by December 2021", "thousand firms", true)];
    let mut folder = Folder::new("line", "grid", &[factor], &outputs);
    folder.plan["regimes"] = json!(["strict", "middle", "resilient"]);
    folder.plan["quick"] = json!(true);
    for (k, regime) in ["strict", "middle", "resilient"].into_iter().enumerate() {
        for (at, month) in months.iter().enumerate() {
            let value = -120.0 + 30.0 * at as f64 - 25.0 * k as f64 + if at > 3 { 40.0 } else { 0.0 };
            let results = if k == 1 && at == 4 { vec![] } else { vec![(value, 6.0)] };
            folder.point(("covid-2020", regime), &[(*month).to_string()], &results);
        }
    }
    assert_eq!(drawn(&mut folder), ["line_failures_effect"]);
    let table = numbers(&folder, "line_failures_effect");
    assert!(table.starts_with("base,regime,output,unit,from,value,se,lower,upper,status\n"));
    // Replications lie 3.2 · 6 / 3 = 6.4 apart, from −4.5 to 4.5 steps; nine tenths of the way up is 3.6
    // steps.
    assert!(
        table.contains("covid-2020,strict,failures_effect,thousand firms,2020-03,-90,6,-113.04,-66.96,ok\n"),
        "{table}"
    );
    assert!(
        table.contains("covid-2020,middle,failures_effect,thousand firms,2020-09,,,,,failed\n"),
        "{table}"
    );
    let svg = said(&folder, "line_failures_effect", Language::English);
    for words in ["Strict", "Middle", "Resilient", "Crosses: points that failed.", "2020-04", "QUICK RUN"] {
        assert!(svg.contains(words), "{words}");
    }
}

#[test]
fn names_along_a_line_are_not_joined() {
    let rules =
        ["all", "micro firms", "firms that lost a third of their sales in the year before", "exporters"];
    let mut folder = Folder::new(
        "names",
        "list",
        &[values("rule", "Who qualifies", "", &rules)],
        &[output("jobs", "jobs", "million", false)],
    );
    for (at, rule) in rules.iter().enumerate() {
        folder.point(MIDDLE, &[(*rule).to_string()], &[(10.0 + at as f64, 0.3)]);
    }
    assert_eq!(drawn(&mut folder), ["line_jobs"]);
    let told = first(&folder, "line_jobs", Language::Chinese);
    assert_eq!(told, "Who qualifies为 all | Jobs: 10.00百万（8.85至11.15）");
    let svg = said(&folder, "line_jobs", Language::English);
    assert!(svg.contains("Whiskers: the middle 80% of replications."));
}

#[test]
fn one_at_a_time_is_a_tornado_of_ends() {
    let factors = ranges(20);
    let outputs = [output("failures", "failures by December 2021", "thousand firms", false)];
    let mut folder = Folder::new("ends", "one_at_a_time", &factors, &outputs);
    let high = |at: usize| factors[at]["range"][1].as_f64().unwrap();
    let middle: Vec<f64> = (0..20).map(|at| high(at) / 2.0).collect();
    let cells = |values: &[f64]| values.iter().map(ToString::to_string).collect::<Vec<String>>();
    folder.point(MIDDLE, &cells(&middle), &[(1200.0, 5.0)]);
    for at in 0..20 {
        for side in 0..2 {
            let mut here = middle.clone();
            here[at] = [0.0, high(at)][side];
            let size = 240.0 / (1.0 + at as f64) * if at % 2 == 0 { 1.0 } else { -1.0 };
            // The fourth factor pushes the same way at both ends; the sixth fails at one.
            let change = if at == 3 { -60.0 } else { [-size, 0.7 * size][side] };
            let results = if at == 5 && side == 1 { vec![] } else { vec![(1200.0 + change, 5.0)] };
            folder.point(MIDDLE, &cells(&here), &results);
        }
    }
    assert_eq!(drawn(&mut folder), ["tornado_failures"]);
    let told = first(&folder, "tornado_failures", Language::English);
    assert!(told.contains(" | change at 1: 168 thousand firms"), "{told}");
    let table = numbers(&folder, "tornado_failures");
    let first: Vec<&str> = table.lines().skip(1).take(2).collect();
    // Replications have the same random draws in all points here: of paired differences nothing is left of
    // it, though each mean has an error of five.
    for (row, expected) in first.iter().zip(["low,0,960,-240,", "high,1,1368,168,"]) {
        let error = row
            .strip_prefix("covid-2020,middle,failures,thousand firms,take_up,")
            .and_then(|rest| rest.strip_prefix(expected));
        assert!(error.is_some_and(|error| error.parse::<f64>().unwrap() < 1e-9), "{row}");
    }
    assert!(!table.contains(",rate,high") && table.contains(",rate,low"));
    assert_eq!(table.lines().count(), 1 + 39);
}

/// A sample in factors of which the first two matter; the eighth point failed.
fn sample(name: &str, design: &str, count: usize, points: usize) -> Folder {
    let mut factors = ranges(count);
    let rules = ["all firms", "micro firms", "exporters"];
    factors[1] = values("rule", "Who qualifies", "", &rules);
    factors[2]["range"] = json!([0.01, 100.0]);
    factors[2]["log"] = json!(true);
    let outputs = [output("failures_effect", "failures by December 2021", "thousand firms", true)];
    let mut folder = Folder::new(name, design, &factors, &outputs);
    for point in 0..points {
        let draw = |at: usize| 0.5 + luck((point * 131 + at) as u64);
        let level = |at: usize| match at {
            1 => rules[(draw(1) * 3.0) as usize].to_string(),
            2 => format!("{:.4}", [0.01, 0.1, 1.0, 10.0][(draw(2) * 4.0) as usize] * (1.0 + 9.0 * draw(99))),
            at => format!("{:.4}", draw(at) * factors[at]["range"][1].as_f64().unwrap()),
        };
        let levels: Vec<String> = (0..count).map(level).collect();
        let value =
            -80.0 * draw(0) * draw(0) + 30.0 * (draw(1) * 3.0).floor() + 15.0 * luck(point as u64 + 500_000);
        folder.point(MIDDLE, &levels, &if point == 7 { vec![] } else { vec![(value, 2.0)] });
    }
    folder
}

#[test]
fn a_latin_hypercube_has_a_tornado_of_coefficients_and_slices() {
    let mut folder = sample("hypercube", "latin_hypercube", 14, 120);
    for (at, (name, _, _)) in NAMES[..14].iter().enumerate() {
        let name = if at == 1 { "rule" } else { name };
        folder.index(
            "failures_effect",
            name,
            "src",
            if at == 0 { -0.8 } else { 0.6 / (1.0 + at as f64) },
            0.07,
        );
    }
    folder.index("failures_effect", "", "r2", 0.83, 0.0);
    assert_eq!(drawn(&mut folder), ["slices_failures_effect", "tornado_failures_effect"]);
    let table = numbers(&folder, "tornado_failures_effect");
    assert_eq!(table.lines().nth(1).unwrap(), "covid-2020,middle,failures_effect,take_up,-0.8,-0.87,-0.73");
    let svg = said(&folder, "tornado_failures_effect", Language::English);
    assert!(svg.contains("explains 83% of the variance"));
    let told = first(&folder, "tornado_failures_effect", Language::English);
    assert!(told.ends_with(" | standardised coefficient: −0.80 (−0.87 to −0.73)"), "{told}");
    let told = first(&folder, "slices_failures_effect", Language::English);
    assert!(
        told.contains(" | mean of the points nearby: ") && told.contains(" | number of these points: "),
        "{told}"
    );
    let slices = numbers(&folder, "slices_failures_effect");
    // 119 points in each of 14 factors.
    assert_eq!(slices.lines().filter(|line| line.contains(",point,")).count(), 119 * 14);
    assert!(slices.lines().any(|line| line.contains(",rule,mean,micro firms,")));
    let svg = said(&folder, "slices_failures_effect", Language::English);
    assert!(svg.contains("Points that failed: 1.") && svg.contains("2 more factors"));
}

#[test]
fn a_screening_is_a_plane_with_names() {
    let outputs = [output("failures", "failures by December 2021", "thousand firms", false)];
    let mut folder = Folder::new("screening", "morris", &ranges(20), &outputs);
    folder.point(MIDDLE, &vec!["0.5".to_string(); 20], &[(1200.0, 5.0)]);
    folder.point(MIDDLE, &vec!["0.6".to_string(); 20], &[(1210.0, 5.0)]);
    for (at, (name, _, _)) in NAMES.iter().enumerate() {
        let star = 300.0 / (1.0 + at as f64);
        folder.index("failures", name, "mu_star", star, star * 0.12);
        folder.index("failures", name, "sigma", star * (0.3 + 0.9 * (luck(at as u64 + 40) + 0.5)), 0.0);
        folder.index("failures", name, "mu", star * [1.0, -0.9, 0.2][at % 3], 0.0);
    }
    assert_eq!(drawn(&mut folder), ["morris_failures"]);
    let table = numbers(&folder, "morris_failures");
    assert!(
        table
            .lines()
            .nth(1)
            .unwrap()
            .starts_with("covid-2020,middle,failures,thousand firms,take_up,300,264,336,"),
        "{table}"
    );
    assert_eq!(table.lines().count(), 21);
    let svg = said(&folder, "morris_failures", Language::English);
    let told = first(&folder, "morris_failures", Language::English);
    assert!(told.contains("size of its effect, μ*: 300 thousand firms (264 to 336)"), "{told}");
    let large = NAMES[..6].iter().filter(|(_, label, _)| label.len() < 40);
    assert!(large.into_iter().all(|(_, label, _)| svg.contains(label)), "the large ones are named");
}

#[test]
fn sobol_indices_are_bars_sorted_by_the_total() {
    let mut folder = sample("indices", "saltelli", 6, 640);
    for (at, (name, _, _)) in NAMES[..6].iter().enumerate() {
        let name = if at == 1 { "rule" } else { name };
        let total = [0.1, 0.62, 0.3, 0.004, 0.02, 0.0][at];
        folder.index("failures_effect", name, "first", total * 0.7 - 0.01, 0.03);
        folder.index("failures_effect", name, "total", total, 0.04);
    }
    assert_eq!(drawn(&mut folder), ["slices_failures_effect", "sobol_failures_effect"]);
    let table = numbers(&folder, "sobol_failures_effect");
    let order: Vec<&str> = table.lines().skip(1).map(|line| line.split(',').nth(3).unwrap()).collect();
    assert_eq!(order, ["rule", "depth", "take_up", "buffer", "tail", "rate"]);
    assert!(table.lines().nth(1).unwrap().ends_with(",0.424,0.394,0.454,0.62,0.58,0.66"), "{table}");
    let told = first(&folder, "sobol_failures_effect", Language::Chinese);
    assert!(
        told.contains("单独作用（一阶）: 0.42（0.39至0.45） | 含全部交互作用（总效应）: 0.62（0.58至0.66）"),
        "{told}"
    );
    let slices = numbers(&folder, "slices_failures_effect");
    assert!(slices.lines().nth(1).unwrap().contains(",rule,point,"), "the most important first");
    let svg = said(&folder, "slices_failures_effect", Language::English);
    assert!(svg.contains("One point of 2 is drawn; means are of all 639."));
}

#[test]
fn several_outputs_and_regimes_have_a_file_each_and_the_same_bytes_again() {
    let factors = [values("a", "", "", &["1", "2", "3"]), values("b", "", "", &["10", "20", "50", "100"])];
    let mut folder = Folder::new(
        "several",
        "list",
        &factors,
        &[output("jobs", "", "", false), output("cost", "", "", false)],
    );
    for regime in ["strict", "middle"] {
        for a in 1..4 {
            for b in [10, 20, 50, 100] {
                folder.point(
                    ("covid-2020", regime),
                    &[a.to_string(), b.to_string()],
                    &[(f64::from(a * b), 0.1), (0.02, 0.0)],
                );
            }
        }
    }
    let names = drawn(&mut folder);
    assert_eq!(names, ["heat_cost_middle", "heat_cost_strict", "heat_jobs_middle", "heat_jobs_strict"]);
    let read = || -> Vec<Vec<u8>> {
        let endings = names
            .iter()
            .flat_map(|name| ["svg", "png", "csv"].map(|ending| format!("charts/{name}.{ending}")));
        endings.map(|file| fs::read(folder.path.join(file)).unwrap()).collect()
    };
    let before = read();
    charts::draw(&folder.path).unwrap();
    assert!(before == read(), "the same bytes");
    assert_eq!(fs::read_dir(folder.path.join("charts")).unwrap().count(), 12, "nothing is left behind");
}

#[test]
fn a_folder_without_results_says_so() {
    let mut folder =
        Folder::new("empty", "grid", &[values("a", "", "", &["1"])], &[output("jobs", "", "", false)]);
    folder.write();
    let error = charts::draw(&folder.path).unwrap_err().to_string();
    assert!(error.ends_with("sweep.csv: there are no results in this folder"), "{error}");
}

#[test]
fn many_small_maps_have_lines_and_no_numbers() {
    let a: Vec<String> = (0..15).map(|at| format!("{}", f64::from(at) / 10.0)).collect();
    let b: Vec<String> = (0..10).map(|at| format!("{}", 250 * at)).collect();
    let c: Vec<String> = (0..12).map(|at| format!("20{:02}-0{}", 20 + at / 6, 1 + at % 6)).collect();
    let given = |name: &str, label: &str, list: &[String]| {
        values(name, label, "", &list.iter().map(String::as_str).collect::<Vec<&str>>())
    };
    let factors =
        [given("a", "Depth of the shock", &a), given("b", "Grant a firm", &b), given("c", "First month", &c)];
    let outputs = [output("cost", "public cost by December 2021", "billion yuan", false)];
    let mut folder = Folder::new("many", "grid", &factors, &outputs);
    for (i, first) in a.iter().enumerate() {
        for (j, second) in b.iter().enumerate() {
            for (k, third) in c.iter().enumerate() {
                // A constraint leaves a corner out.
                if i + j < 20 {
                    let value = 3.0 * i as f64 + (j * j) as f64 - 4.0 * k as f64;
                    folder.point(MIDDLE, &[first.clone(), second.clone(), third.clone()], &[(value, 0.5)]);
                }
            }
        }
    }
    assert_eq!(drawn(&mut folder), ["heat_cost"]);
    let svg = said(&folder, "heat_cost", Language::English);
    assert!(
        svg.contains("3 more values of First month are not shown.")
            && svg.contains("Empty: not in the design.")
    );
    assert!(
        svg.contains("First month: 2020-01") && svg.contains("First month: 2021-06"),
        "both ends are shown"
    );
}

#[test]
fn long_names_on_both_axes_are_broken_or_cut() {
    let who = [
        "all firms",
        "firms that lost a third of their sales",
        "micro firms and the self-employed",
        "exporters",
        "hotels",
        "young firms",
    ];
    let how = [
        "grant",
        "loan at the rate of the central bank with a guarantee of nine tenths",
        "deferral of taxes and contributions",
        "none",
    ];
    let mut folder = grid(
        "long",
        [values("who", "Who qualifies", "", &who), values("how", "Instrument", "", &how)],
        |x, y| -0.004 * (x as f64 + 1.0) * (4.0 - y as f64) - if x == 3 { 1.0 } else { 0.0 },
    );
    folder.plan["factors"][1]["baseline"] = json!("none");
    folder.plan["title"] = json!(
        "Which instrument reaches whom, if the shock of 2020 had come a year later and lasted twice as long?"
    );
    assert_eq!(drawn(&mut folder), ["heat_failures_effect"]);
    let table = numbers(&folder, "heat_failures_effect");
    // In the order of the plan, not of the alphabet.
    let first: Vec<&str> =
        table.lines().skip(1).take(6).map(|line| line.split(',').nth(4).unwrap()).collect();
    assert_eq!(first, who);
    let svg = said(&folder, "heat_failures_effect", Language::English);
    assert!(svg.contains("No cliffs."), "from one name to the next is no small step");
}

#[test]
fn forty_rows_fit_on_a_page() {
    let a: Vec<String> = (0..40).map(|at| format!("{}", f64::from(at) * 2.5)).collect();
    let b = ["1", "3", "10", "30", "100"];
    let mut log = values("b", "Loan", "thousand yuan", &b);
    log["log"] = json!(true);
    let rows = values("a", "Replacement rate", "%", &a.iter().map(String::as_str).collect::<Vec<&str>>());
    let mut folder =
        grid(
            "rows",
            [log, rows],
            |x, y| if y > 25 && x > 2 { f64::NAN } else { 5.0 + (x * y) as f64 * 0.01 },
        );
    assert_eq!(drawn(&mut folder), ["heat_failures_effect"]);
    let sheets = sweep::sheets(&sweep::folder::Sweep::open(&folder.path).unwrap());
    assert!(sheets[0].sheet.canvas.height < 2000.0);
}

/// One number has one scale of colours at all its months: blue is better, orange worse, white nothing.
#[test]
fn the_same_measure_has_the_same_colours_everywhere() {
    let outputs = [
        output("early", "effect on jobs, 2020-12", "thousand", true),
        output("late", "effect on jobs, 2021-12", "thousand", true),
        output("failed", "effect on firms failed, 2021-12", "thousand", true),
    ];
    let factors =
        [values("a", "first, of its kind", "", &["1", "2"]), values("b", "second", "", &["1", "2"])];
    let mut folder = Folder::new("colours", "grid", &factors, &outputs);
    for (at, text) in
        ["effect jobs@2020-12", "effect jobs@2021-12", "effect failures@2021-12"].iter().enumerate()
    {
        folder.plan["outputs"][at]["text"] = json!(text);
    }
    for (at, (a, b)) in [("1", "1"), ("1", "2"), ("2", "1"), ("2", "2")].into_iter().enumerate() {
        let jobs = 10.0 + 10.0 * at as f64;
        let results = [(jobs, 0.5), (jobs - 25.0, 0.5), (-jobs, 0.5)];
        folder.point(MIDDLE, &[a.to_string(), b.to_string()], &results);
    }
    drawn(&mut folder);
    let sweep = Sweep::open(&folder.path).unwrap();
    let tones = [0, 1, 2].map(|output| sweep::tone::Tone::of_output(&sweep, output));
    assert_eq!(tones[0], tones[1]);
    assert_eq!((tones[0].low, tones[0].high), (-15.0, 40.0));
    // Fewer failures are as good as more jobs.
    assert_eq!(tones[2].color(-40.0), tones[0].color(40.0));
    let words = said(&folder, "heat_late", Language::English);
    assert!(
        words.starts_with("Jobs kept by policies in 2021-12, by first and second Thousand jobs"),
        "{words}"
    );
    assert!(words.contains("Blue: better than without policies; orange: worse."), "{words}");
}
