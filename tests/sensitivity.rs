//! `sensitivity` as a user meets it, on folders of sweeps made by hand: what it computes and writes, and what
//! it refuses.

mod common;

use common::tideover;
use std::fmt::Write;
use std::fs;
use tempfile::TempDir;
use tideover::sweep::{Design, FactorEntry, OutputEntry, PlanEntry, Value, design};

fn factor(name: &str, values: &[&str]) -> FactorEntry {
    FactorEntry {
        name: name.into(),
        label: name.into(),
        unit: String::new(),
        paths: vec![format!("parameters.test.{name}")],
        values: values.iter().map(|name| Value::Text((*name).into())).collect(),
        range: values.is_empty().then_some([0.0, 1.0]),
        log: false,
        distribution: String::new(),
        baseline: None,
    }
}

fn output(name: &str) -> OutputEntry {
    OutputEntry {
        name: name.into(),
        text: name.into(),
        label: format!("The {name}"),
        unit: "thousand firms".into(),
        effect: false,
    }
}

/// A plan without points.
fn plan(design: Design, factors: Vec<FactorEntry>, outputs: &[&str]) -> PlanEntry {
    PlanEntry {
        name: "made".into(),
        title: "Made by hand".into(),
        question: "Which factor matters?".into(),
        source: "a function".into(),
        id: "0".repeat(32),
        model_version: 1,
        program_version: "0".into(),
        design,
        samples: 0,
        levels: 4,
        second_order: false,
        design_seed: 1,
        bases: vec!["b".into()],
        regimes: vec!["middle".into()],
        against: String::new(),
        factors,
        outputs: outputs.iter().map(|name| output(name)).collect(),
        replications: 2,
        firms: 1000,
        points: 0,
        quick: false,
        language: tideover::language::Language::English,
    }
}

/// A point: regime, values of factors as text, values of outputs as text.
type Row = (&'static str, Vec<String>, Vec<String>);

/// A merged folder `made/`; points are called p0, p1, …
fn merged(mut plan: PlanEntry, rows: &[Row]) -> TempDir {
    plan.points = rows.len();
    let names = |names: Vec<String>| names.join(",");
    let factors = names(plan.factors.iter().map(|factor| factor.name.clone()).collect());
    let outputs = names(plan.outputs.iter().map(|output| format!("{0},{0}_se", output.name)).collect());
    let mut points = format!("index,id,base,regime,{factors}\n");
    let mut sweep = format!("point,id,base,regime,{factors},replications,status,{outputs},message,command\n");
    for (index, (regime, values, outputs)) in rows.iter().enumerate() {
        let head = format!("{index},p{index},b,{regime},{}", values.join(","));
        writeln!(points, "{head}").unwrap();
        let outputs = names(outputs.iter().map(|value| format!("{value},0.5")).collect());
        writeln!(sweep, "{head},2,ok,{outputs},,tideover run b.toml").unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("made");
    fs::create_dir(&made).unwrap();
    fs::write(made.join("plan.json"), serde_json::to_string_pretty(&plan).unwrap()).unwrap();
    fs::write(made.join("points.csv"), points).unwrap();
    fs::write(made.join("sweep.csv"), sweep).unwrap();
    folder
}

fn texts(numbers: &[f64]) -> Vec<String> {
    numbers.iter().map(|number| number.to_string()).collect()
}

/// Ishigami's function of numbers in [−π, π] with a = 7, b = 0.1.
fn ishigami(x: &[f64]) -> f64 {
    let (s, t) = (libm::sin(x[0]), libm::sin(x[1]));
    s + 7.0 * t * t + 0.1 * x[2] * x[2] * x[2] * x[2] * s
}

/// A Saltelli sweep of Ishigami's function, its factors in their own units.
fn ishigami_sweep(samples: usize) -> TempDir {
    let pi = std::f64::consts::PI;
    let rows = design::saltelli(samples, 3, false, 20_200_101).unwrap().into_iter().map(|row| {
        let x: Vec<f64> = row.iter().map(|u| -pi + 2.0 * pi * u).collect();
        ("middle", texts(&x), texts(&[ishigami(&x)]))
    });
    let names = ["x1", "x2", "x3"].map(|name| factor(name, &[])).to_vec();
    merged(PlanEntry { samples, ..plan(Design::Saltelli, names, &["failures"]) }, &rows.collect::<Vec<Row>>())
}

fn said(folder: &TempDir, args: &[&str], code: i32) -> String {
    let output = tideover(folder, args).assert().code(code).get_output().clone();
    String::from_utf8(if code == 0 { output.stdout } else { output.stderr }).unwrap()
}

/// Cells of `sensitivity.csv`, the header left out.
fn cells(folder: &TempDir) -> Vec<Vec<String>> {
    let text = fs::read_to_string(folder.path().join("made/sensitivity.csv")).unwrap();
    assert!(text.starts_with("base,regime,output,factor,index,value,lower,upper,unit\n"));
    text.lines().skip(1).map(|line| line.split(',').map(String::from).collect()).collect()
}

#[test]
fn sobol_indices_of_ishigami() {
    let folder = ishigami_sweep(1024);
    let told = said(&folder, &["sensitivity", "made"], 0);
    let rows = cells(&folder);
    // SALib 1.6.0 on the same rows.
    let wanted = [
        ("x1", "first", 0.30010201830525146),
        ("x1", "total", 0.5500715480819205),
        ("x2", "first", 0.4433144891348596),
        ("x2", "total", 0.43700303960995895),
        ("x3", "first", 0.00944860566826256),
        ("x3", "total", 0.23810131792702874),
    ];
    assert_eq!(rows.len(), wanted.len());
    for (row, (name, index, value)) in rows.iter().zip(wanted) {
        assert_eq!(row[..5], ["b", "middle", "failures", name, index]);
        let [found, lower, upper] = [5, 6, 7].map(|k| row[k].parse::<f64>().unwrap());
        assert!((found - value).abs() < 1e-9 && lower < found && found < upper, "{row:?}");
        assert_eq!(row[8], "share of variance");
    }
    let leading = "- The failures: the parameters that move it most, each over its bounds, are x1 (0 to 1) with 55% of the variance, 30% of it alone;";
    assert!(told.starts_with(leading), "{told}");
    let order: Vec<_> = ["\n x1 ", "\n x2 ", "\n x3 "].map(|name| told.find(name).unwrap()).into();
    assert!(order.is_sorted() && told.contains("\nThe failures (thousand firms):"), "{told}");
    let json: serde_json::Value =
        serde_json::from_str(&said(&folder, &["sensitivity", "made", "--json"], 0)).unwrap();
    assert_eq!(
        (json["indices"][1]["index"].as_str(), json["design"].as_str()),
        (Some("total"), Some("saltelli"))
    );
    assert_eq!(json["indices"][1]["value"].as_f64().unwrap().to_string(), rows[1][5]);
}

#[test]
fn a_design_with_holes_is_refused() {
    let folder = ishigami_sweep(2);
    let path = folder.path().join("made/sweep.csv");
    let whole = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    let failed = format!("{},failed,,,broken,tideover run b.toml", lines[8].split(",ok,").next().unwrap());
    let text = [&lines[..3], &[failed.as_str()], &lines[4..6]]
        .concat()
        .join("\n")
        .replace("p7", "p2")
        .replace("\n7,", "\n2,");
    fs::write(&path, text).unwrap();
    let told = said(&folder, &["sensitivity", "made"], 5);
    assert!(
        told.contains("5 of 10 points have no result (p5, p6, p7, p8, p9), 1 of 10 points failed (p2)"),
        "{told}"
    );
    assert!(
        told.contains("`tideover sweep run made` continues") && told.contains("`tideover sweep status made`"),
        "{told}"
    );

    fs::write(&path, lines[0]).unwrap();
    let told = said(&folder, &["sensitivity", "made"], 5);
    assert!(told.contains("10 of 10 points have no result (p0, p1, p2, p3, p4, …)"), "{told}");
    fs::remove_file(&path).unwrap();
    let told = said(&folder, &["sensitivity", "made"], 5);
    assert!(told.contains("no merged results (sweep.csv) of the 10 points"), "{told}");
    assert!(!folder.path().join("made/sensitivity.csv").exists());
}

#[test]
fn results_of_another_plan_are_refused() {
    let folder = ishigami_sweep(2);
    let path = folder.path().join("made/sweep.csv");
    fs::write(&path, fs::read_to_string(&path).unwrap().replace(",p3,", ",q3,")).unwrap();
    let told = said(&folder, &["sensitivity", "made"], 1);
    assert!(told.contains("point 3 is q3 here and p3 in points.csv"), "{told}");
}

#[test]
fn a_grid_and_what_is_no_sweep_are_refused() {
    let folder = merged(
        plan(Design::Grid, vec![factor("x", &[])], &["failures"]),
        &[("middle", texts(&[1.0]), texts(&[2.0]))],
    );
    let told = said(&folder, &["sensitivity", "made"], 2);
    assert!(
        told.contains("a grid gives no indices")
            && told.contains("morris, saltelli, one_at_a_time, latin_hypercube, sobol, list"),
        "{told}"
    );
    let told = said(&folder, &["sensitivity", "elsewhere"], 2);
    assert!(told.contains("elsewhere: there is no sweep in this folder"), "{told}");
}

#[test]
fn effects_by_regime_with_a_factor_of_names() {
    // y = 10x + 4 (middle) or 20x (other regime), and 2 more with "some" of the second factor: its step of
    // two thirds makes 3 of it.
    let mut rows: Vec<Row> = Vec::new();
    for (regime, slope) in [("middle", 10.0), ("flows", 20.0)] {
        for row in design::morris(6, 2, 4, 3).unwrap() {
            let some = row[1] >= 0.5;
            let name = if some { "some" } else { "none" };
            let y = slope * row[0] + if some { 2.0 } else { 0.0 };
            rows.push((regime, vec![(100.0 * row[0]).to_string(), name.into()], texts(&[y])));
        }
    }
    let names = vec![factor("x", &[]), factor("support", &["none", "some"])];
    let folder = merged(
        PlanEntry {
            regimes: vec!["middle".into(), "flows".into()],
            ..plan(Design::Morris, names, &["jobs"])
        },
        &rows,
    );
    let told = said(&folder, &["sensitivity", "made"], 0);
    assert!(told.contains("The jobs (thousand firms), flows regime:"), "{told}");
    let found: Vec<String> = cells(&folder)
        .iter()
        .map(|row| format!("{} {} {} {} {}", row[1], row[3], row[4], row[5], row[8]))
        .collect();
    let wanted =
        [("middle", "x", "10"), ("middle", "support", "3"), ("flows", "x", "20"), ("flows", "support", "3")];
    let wanted: Vec<String> = wanted
        .iter()
        .flat_map(|(regime, name, size)| {
            [("mu", *size), ("mu_star", *size), ("sigma", "0")]
                .map(|(index, value)| format!("{regime} {name} {index} {value} thousand firms"))
        })
        .collect();
    // Rounding of steps leaves a spread of 1e-15 or so where there is none.
    let tidy: Vec<String> = found
        .iter()
        .map(
            |line| {
                if line.contains("sigma") && line.contains("e-1") { near_zero(line) } else { line.clone() }
            },
        )
        .collect();
    assert_eq!(tidy, wanted);
}

fn near_zero(line: &str) -> String {
    let mut words: Vec<&str> = line.split(' ').collect();
    assert!(words[3].parse::<f64>().unwrap() < 1e-12, "{line}");
    words[3] = "0";
    words.join(" ")
}

#[test]
fn slopes_of_a_plane_and_outputs_without_indices() {
    // y = 3x − z at the corners of a square, each met twice: slopes 3/√10 and −1/√10. Ranks of y are as even
    // as 2x − z: 2/√5 and −1/√5. The second output never changes, the third has no value at one point.
    let corners = [[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]].repeat(2);
    let rows = corners.iter().enumerate().map(|(index, row)| {
        let third = if index == 4 { String::new() } else { row[0].to_string() };
        ("middle", texts(row), vec![(3.0 * row[0] - row[1]).to_string(), "7".into(), third])
    });
    let names = vec![factor("x", &[]), factor("z", &[])];
    let folder =
        merged(plan(Design::LatinHypercube, names, &["jobs", "still", "holed"]), &rows.collect::<Vec<Row>>());
    let output = tideover(&folder, &["sensitivity", "made"]).assert().success().get_output().clone();
    let notes = String::from_utf8(output.stderr).unwrap();
    assert!(
        notes.contains("no indices for still (base b, regime middle): it is the same at all points"),
        "{notes}"
    );
    assert!(
        notes.contains(
            "no indices for holed (base b, regime middle): it has no value at 1 of 8 points (p4 is the first)"
        ),
        "{notes}"
    );
    let rows = cells(&folder);
    let wanted = [
        ("x", "src", 3.0 / 10f64.sqrt()),
        ("x", "srrc", 2.0 / 5f64.sqrt()),
        ("z", "src", -1.0 / 10f64.sqrt()),
        ("z", "srrc", -1.0 / 5f64.sqrt()),
        ("", "r2", 1.0),
    ];
    assert_eq!(rows.len(), wanted.len());
    for (row, (name, index, value)) in rows.iter().zip(wanted) {
        assert_eq!(row[2..5], ["jobs", name, index]);
        assert!((row[5].parse::<f64>().unwrap() - value).abs() < 1e-9, "{row:?}");
        assert_eq!(row[6].is_empty(), index == "r2");
    }
}

#[test]
fn nothing_is_written_when_no_output_has_indices() {
    let rows: Vec<Row> = (0..4)
        .map(|k| ("middle", texts(&[f64::from(k), f64::from(k * k)]), texts(&[f64::from(k)])))
        .collect();
    let folder = merged(plan(Design::List, vec![factor("x", &[]), factor("z", &[])], &["jobs"]), &rows);
    let told = said(&folder, &["sensitivity", "made"], 2);
    assert!(told.contains("4 points are too few for 2 factors: at least 5 are needed"), "{told}");
    assert!(!folder.path().join("made/sensitivity.csv").exists());
}

#[test]
fn swings_are_listed_by_size() {
    let rows: Vec<Row> = design::one_at_a_time(2)
        .into_iter()
        .map(|row| ("middle", texts(&row), texts(&[row[0] - 8.0 * row[1]])))
        .collect();
    let folder = merged(plan(Design::OneAtATime, vec![factor("x", &[]), factor("z", &[])], &["jobs"]), &rows);
    insta::assert_snapshot!(said(&folder, &["sensitivity", "made"], 0), @"
    - The jobs: the parameters that move it most, each over its bounds, are z (0 to 1), from 0.5 to −7.5 thousand firms; x (0 to 1), from −4 to −3 thousand firms. The numbers are the output at the low and at the high end of the parameter, all others in the middle; how parameters act together is not seen.

    The jobs (thousand firms):
     FACTOR  SWING  LOW  MIDDLE  HIGH
     z           8  0.5    -3.5  -7.5
     x           1   -4    -3.5    -3

    low, high: the output with the factor at its ends, the others in the middle. Says nothing about interactions.

    Results: made/sensitivity.csv
    ");
    // In Chinese firms are counted by ten thousand, in the sentence and in the table.
    let chinese = said(&folder, &["sensitivity", "made", "--lang", "zh"], 0);
    let row = chinese.lines().find(|line| line.trim_start().starts_with('z')).unwrap();
    assert_eq!(
        row.split_whitespace().collect::<Vec<_>>(),
        ["z", "0.8", "0.05", "-0.35", "-0.75"],
        "{chinese}"
    );
    assert!(chinese.contains("万户") && chinese.contains("−0.75万户"), "{chinese}");
    let found: Vec<String> = cells(&folder).iter().map(|row| row[3..6].join(" ")).collect();
    assert_eq!(
        found,
        ["x low -4", "x middle -3.5", "x high -3", "z low 0.5", "z middle -3.5", "z high -7.5"]
    );
}
