//! What finished sweeps say, and their reports, on folders made by hand.

#[allow(dead_code)]
#[path = "charts_sweep/fixture.rs"]
mod fixture;

use fixture::{Folder, output, range, values};
use serde_json::json;
use std::fs;
use tideover::error::Error;
use tideover::language::Language;
use tideover::sweep_report::{self, Findings};
use tideover::units::rounded;

const MIDDLE: (&str, &str) = ("covid-2020", "middle");
const SHARES: [&str; 3] = ["0.2", "0.4", "0.6"];
const ENDS: [&str; 3] = ["2020-06", "2020-09", "2020-12"];

/// Job-years kept and public cost over two factors: support that ends early costs job-years.
fn support(name: &str) -> Folder {
    let factors = [
        values("share", "share of pay, borne by the state", "", &SHARES),
        values("until", "last month of support", "", &ENDS),
    ];
    let outputs = [
        output("job_years_effect", "effect on job-years, 2021-12", "thousand", true),
        output("cost", "public cost, 2021-12", "billion yuan", false),
    ];
    let mut folder = Folder::new(name, "grid", &factors, &outputs);
    folder.plan["outputs"][0]["text"] = json!("effect job_years@2021-12");
    folder.plan["outputs"][1]["text"] = json!("public_cost@2021-12");
    for (x, share) in SHARES.iter().enumerate() {
        for (y, until) in ENDS.iter().enumerate() {
            let kept = 100.0 * (x as f64 + 1.0) * (y as f64 - 0.5);
            let point = [share.to_string(), until.to_string()];
            folder.point(MIDDLE, &point, &[(kept, 1.0), (10.0 * (x as f64 + 1.0), 0.1)]);
        }
    }
    folder.write();
    folder
}

fn answer(folder: &Folder, language: Language) -> Vec<String> {
    Findings::open(&folder.path, Some(language)).unwrap().answer()
}

#[test]
fn the_answer_has_the_ends_the_change_of_sign_and_the_price_of_a_job_year() {
    let folder = support("answer");
    let said = answer(&folder, Language::English);
    assert_eq!(said.len(), 3, "{said:#?}");
    // t of nine degrees of freedom is 2.262: 450 ± 2.262 and −150 ± 2.262.
    let ends = "Job-years kept by policies up to 2021-12, in thousand job-years: lowest −150 (−152 to −148) at share of pay 0.6, \
                last month of support 2020-06; highest 450 (448 to 452) at share of pay 0.6, last month of support 2020-12.";
    assert_eq!(said[0], ends);
    assert!(
        said[1].starts_with("Of 9 points the effect lies above zero at 6, below zero at 3; at 0 "),
        "{}",
        said[1]
    );
    let turn = "Along last month of support it changes its sign in 3 of 3 rows; with share of pay 0.2 between 2020-06 and 2020-09.";
    assert!(said[1].ends_with(turn), "{}", said[1]);
    // 10 billion over 150 thousand, 66,700; over 50 thousand, 200,000: at every share alike, the first is told.
    assert!(said[2].contains("in yuan: lowest 66,"), "{}", said[2]);
    assert!(
        said[2].contains("highest 200,000 (") && said[2].contains("Points without a price: 3"),
        "{}",
        said[2]
    );
    let chinese = answer(&folder, Language::Chinese).concat();
    assert!(
        chinese.contains("−15.0") && chinese.contains("财政成本") && !chinese.contains("points"),
        "{chinese}"
    );
}

#[test]
fn on_few_replications_there_is_no_verdict_no_sign_and_no_price() {
    let mut folder = support("few");
    folder.plan["replications"] = json!(2);
    folder.write();
    let findings = Findings::open(&folder.path, Some(Language::English)).unwrap();
    let said = findings.answer();
    assert_eq!(said[0], "No verdict: 2 replications; it takes 5 to tell an effect from chance.");
    assert!(said.len() == 2 && said[1].starts_with("Job-years kept by policies"), "{said:#?}");
    let data = findings.data();
    assert_eq!(data["no_verdict"], json!(said[0]));
    let points = data["design_points"].as_array().unwrap();
    assert!(points.iter().all(|point| point["cost_per_job_year"].is_null()), "{data}");
    sweep_report::write(&folder.path).unwrap();
    let page = fs::read_to_string(folder.path.join("report.html")).unwrap();
    assert_eq!(page.matches("No verdict: 2").count(), 1);
    for claim in ["can't be distinguished from zero.", "Cost per job-year kept", "above zero / below"] {
        assert!(!page.contains(claim), "{claim}");
    }
    assert!(page.contains("no verdict on fewer than five replications"), "charts say why they hatch");
    let chinese = answer(&folder, Language::Chinese);
    assert!(chinese[0].contains("暂不下结论") && chinese[0].contains("2 次重复模拟"), "{chinese:#?}");
    // Five are enough.
    folder.plan["replications"] = json!(5);
    folder.write();
    let said = answer(&folder, Language::English).concat();
    assert!(!said.contains("No verdict") && said.contains("Of 9 points"), "{said}");
}

#[test]
fn without_its_outputs_the_price_says_what_is_missing() {
    let mut folder = support("lacks");
    folder.plan["outputs"][1]["text"] = json!("public_cost@end");
    folder.write();
    let said = answer(&folder, Language::English).pop().unwrap();
    assert!(
        said.ends_with("not computable, since these outputs are missing: effect job_years@end."),
        "{said}"
    );
    folder.plan["against"] = json!("no_shock");
    folder.write();
    let said = answer(&folder, Language::English).pop().unwrap();
    assert!(said.contains("not computable") && said.contains("against = \"no_policy\""), "{said}");
}

#[test]
fn the_report_answers_first_and_has_the_numbers_of_the_tables() {
    let mut folder = support("page");
    folder.plan["title"] = json!("Support <b>of</b> pay");
    folder.write();
    sweep_report::write(&folder.path).unwrap();
    let page = fs::read_to_string(folder.path.join("report.html")).unwrap();
    assert!(
        page.contains("<html lang=\"en\">") && page.contains("Support &lt;b&gt;of&lt;"),
        "{}",
        &page[..300]
    );
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} is not in the page"));
    assert!(at("The answer") < at("<svg") && at("<svg") < at("What would change the answer"));
    assert!(at("What would change the answer") < at("Design points"));
    // Every point with the mean of sweep.csv.
    let table = fs::read_to_string(folder.path.join("sweep.csv")).unwrap();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let value: f64 = cells[8].parse().unwrap();
        let shown = format!(">{}</span>", rounded(value, value.abs() + 2.262));
        let row =
            page.split("<tr>").find(|row| row.contains(&format!(">{}<", cells[5])) && row.contains(&shown));
        assert!(row.is_some(), "{shown} at {line}");
    }
    sweep_report::write(&folder.path).unwrap();
    assert!(page == fs::read_to_string(folder.path.join("report.html")).unwrap(), "the same bytes again");
    // In the language that the plan records.
    folder.plan["language"] = json!("zh");
    folder.write();
    sweep_report::write(&folder.path).unwrap();
    let page = fs::read_to_string(folder.path.join("report.html")).unwrap();
    assert!(page.contains("<html lang=\"zh\">") && page.contains("结论") && !page.contains("The answer"));
}

#[test]
fn a_screening_names_the_parameters_that_matter_with_their_bounds() {
    let factors = [
        range("buffer", "cash buffer, days", "", 18.0, 40.0),
        range("speed", "speed of layoffs", "", 0.1, 0.3),
        range("pay", "pay of idle staff", "", 0.5, 0.9),
    ];
    let outputs = [output("failures", "failures", "thousand firms", false)];
    let mut folder = Folder::new("matter", "morris", &factors, &outputs);
    for at in 0..4 {
        let level = (at as f64 / 4.0).to_string();
        folder.point(MIDDLE, &[level.clone(), level.clone(), level], &[(1000.0 + at as f64, 5.0)]);
    }
    for (name, star) in [("buffer", 20.0), ("speed", 300.0), ("pay", 40.0)] {
        folder.index("failures", name, "mu_star", star, star * 0.1);
        folder.index("failures", name, "mu", -star, 0.0);
        folder.index("failures", name, "sigma", star / 2.0, 0.0);
    }
    folder.write();
    let said = answer(&folder, Language::English);
    let leading = "Failures: the parameters that move it most, each over its bounds, are speed of layoffs (0.1 to 0.3) by 300 (270 to 330) thousand firms; \
                   pay of idle staff (0.5 to 0.9) by 40.0 (36.0 to 44.0) thousand firms; cash buffer (18 to 40) by 20.0 (18.0 to 22.0) thousand firms.";
    assert!(said[1].starts_with(leading), "{said:#?}");
    assert!(said[1].ends_with("1 of 3 parameters weigh less than a tenth of the first."), "{}", said[1]);
}

/// 450 thousand job-years are 45 ten thousands of them, 30 billion yuan 300 hundred millions.
#[test]
fn chinese_counts_as_reports_of_comparisons_do() {
    let folder = support("units");
    let said = answer(&folder, Language::Chinese);
    let ends = "政策保住的就业人年数（截至 2021-12），单位为万人年：最低为 −15.0（−15.2至−14.8），对应share of pay为 0.6、补贴截止月份为 2020-06；\
                最高为 45.0（44.8至45.2），对应share of pay为 0.6、补贴截止月份为 2020-12。";
    assert_eq!(said[0], ends);
    assert!(said[2].contains("（万元）：最低为 6.6"), "{}", said[2]);
    let file = folder.path.join("chinese.html");
    sweep_report::write_to(&folder.path, &file, Some(Language::Chinese)).unwrap();
    let page = fs::read_to_string(file).unwrap();
    assert!(page.contains("，万人年</th>") && page.contains("，亿元</th>") && page.contains("，万元</th>"));
    assert!(page.contains(">300</span>") && !page.contains("十亿") && !page.contains("千人年"));
    // Charts count alike; the tables behind them and JSON keep the units of the folder.
    assert!(page.contains("9 个设计点中最低为 −15.0，最高为 45.0万人年"), "what a chart says");
    let data =
        |language| Findings::open(&folder.path, Some(language)).unwrap().data()["design_points"].clone();
    assert_eq!(data(Language::Chinese), data(Language::English));
    let tables = |language| {
        let page = tideover::charts::page::Page::default();
        let sweep =
            tideover::charts::sweep::folder::Sweep::open_on(&folder.path, page, Some(language)).unwrap();
        let sheets = tideover::charts::sweep::sheets(&sweep).into_iter();
        sheets.map(|named| (named.file, named.sheet.numbers.bytes())).collect::<Vec<_>>()
    };
    assert!(tables(Language::Chinese) == tables(Language::English) && tables(Language::English).len() > 1);
}

#[test]
fn where_one_parameter_moves_at_a_time_a_point_is_named_by_it() {
    let names = ["buffer", "speed", "pay", "stocks", "rates", "rent"];
    let factors = names.map(|name| range(name, &format!("{name} of firms"), "", 1.0, 3.0));
    let outputs = [output("failures", "failures", "thousand firms", false)];
    let mut folder = Folder::new("alone", "one_at_a_time", &factors, &outputs);
    let mut put = |at: usize, level: &str, value: f64| {
        let mut levels = vec!["2".to_string(); names.len()];
        levels[at] = level.to_string();
        folder.point(MIDDLE, &levels, &[(value, 1.0)]);
    };
    put(0, "2", 100.0);
    for at in 0..names.len() {
        put(at, "1", 100.0 - at as f64);
        put(at, "3", 100.0 + 2.0 * at as f64);
    }
    for (at, name) in names.iter().enumerate() {
        for (index, value) in
            [("low", 100.0 - at as f64), ("middle", 100.0), ("high", 100.0 + 2.0 * at as f64)]
        {
            folder.index("failures", name, index, value, 0.0);
        }
    }
    folder.write();
    let findings = Findings::open(&folder.path, Some(Language::English)).unwrap();
    let said = findings.answer();
    assert!(said[0].contains("lowest 95.0 (92.7 to 97.3) at rent of firms 1; highest"), "{}", said[0]);
    assert!(said[0].ends_with("at rent of firms 3."), "{}", said[0]);
    assert!(findings.many());
    let table = findings.leading_table(2).unwrap();
    assert_eq!(table.header[..3], ["Parameter", "Low", "High"]);
    assert_eq!(table.rows[0], ["rent of firms", "1", "3", "−5.0", "+10.0"]);
    assert_eq!(table.rows.len(), 2);
    // The point in the middle, and designs in which all parameters move at once.
    folder.plan["factors"].as_array_mut().unwrap().iter_mut().for_each(|factor| factor["label"] = json!(""));
    folder.plan["design"] = json!("morris");
    folder.write();
    let said = answer(&folder, Language::English);
    assert!(
        said[0].contains("rent 1, rates 2, stocks 2 and 3 other parameters (design point 11)"),
        "{}",
        said[0]
    );
}

#[test]
fn few_replications_failed_points_and_regimes_would_change_the_answer() {
    let factors = [values("share", "share of pay", "", &["0.2", "0.4"])];
    let outputs = [output("jobs", "jobs", "thousand", true)];
    let mut folder = Folder::new("turns", "grid", &factors, &outputs);
    folder.plan["outputs"][0]["text"] = json!("effect jobs@end");
    folder.plan["regimes"] = json!(["strict", "middle"]);
    for (regime, sign) in [("strict", -1.0), ("middle", 1.0)] {
        folder.point(("covid-2020", regime), &["0.2".to_string()], &[(40.0 * sign, 1.0)]);
        folder.point(
            ("covid-2020", regime),
            &["0.4".to_string()],
            if sign > 0.0 { &[] } else { &[(5.0, 1.0)] },
        );
    }
    folder.write();
    let turns = |folder: &Folder| Findings::open(&folder.path, None).unwrap().turns().join("\n");
    let said = turns(&folder);
    assert!(said.contains("1 of 4 design points failed"), "{said}");
    assert!(
        said.contains("Sentences above are of middle.") && said.contains("contradict one another at 1;"),
        "{said}"
    );
    folder.plan["replications"] = json!(3);
    folder.write();
    assert!(turns(&folder).contains("Replications of each point: 3; twenty"), "{}", turns(&folder));
}

#[test]
fn a_folder_without_results_has_no_report() {
    let folder = support("unmerged");
    fs::remove_file(folder.path.join("sweep.csv")).unwrap();
    let error = sweep_report::write(&folder.path).unwrap_err();
    assert!(
        matches!(&error, Error::Incomplete(text) if text.english().contains("tideover sweep status")),
        "{error}"
    );
}
