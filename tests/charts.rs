//! Charts and report from a fabricated run folder.

#[path = "charts/apart.rs"]
mod apart;
#[path = "charts/arms.rs"]
mod arms;
#[path = "charts/comparison.rs"]
mod comparison;
#[path = "charts/fixture.rs"]
mod fixture;
#[path = "charts/languages.rs"]
mod languages;
#[path = "charts/slides.rs"]
mod slides;

use comparison::{Comparison, THREE};
use fixture::{Fixture, USUAL};
use std::fs;
use std::path::{Path, PathBuf};
use tideover::{charts, report};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts").join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

#[test]
fn every_chart_is_drawn_with_its_numbers() {
    let folder = folder("usual");
    USUAL.write(&folder);
    charts::draw(&folder).unwrap();
    for chart in charts::ALL {
        let path = |ending: &str| folder.join("charts").join(format!("{}.{ending}", chart.name));
        let svg = fs::read_to_string(path("svg")).unwrap();
        assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"), "{}", chart.name);
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{}", chart.name);
        assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count());
        assert!(svg.contains("run 8f14e45f") && !svg.contains("QUICK"), "{}", chart.name);
        let png = fs::read(path("png")).unwrap();
        assert!(png.starts_with(b"\x89PNG") && png.windows(4).any(|four| four == b"pHYs"), "{}", chart.name);
        let numbers = fs::read_to_string(path("csv")).unwrap();
        assert!(numbers.lines().count() > 5, "{}", chart.name);
        assert!(!numbers.contains("NaN"), "{}", chart.name);
    }
}

/// The names of the charts that a folder has.
fn drawn(folder: &Path) -> Vec<&'static str> {
    let names = charts::every().map(|chart| chart.name);
    names.filter(|name| folder.join(format!("charts/{name}.svg")).exists()).collect()
}

#[test]
fn a_comparison_has_its_own_charts_and_the_others_with_few_lines() {
    let folder = folder("compared");
    THREE.write(&folder);
    charts::draw(&folder).unwrap();
    assert_eq!(drawn(&folder).len(), charts::every().count());
    let run = charts::run::Run::open(&folder).unwrap();
    assert_eq!((run.main.regime.as_str(), run.main.arm.as_str()), ("middle", "relief"));
    assert_eq!(
        run.ways.iter().map(|way| way.arm.as_str()).collect::<Vec<_>>(),
        ["no-relief", "relief", "no shock"]
    );
    for chart in charts::every() {
        let path = |ending: &str| folder.join("charts").join(format!("{}.{ending}", chart.name));
        let svg = fs::read_to_string(path("svg")).unwrap();
        assert!(!svg.contains("NaN") && svg.contains("run 8f14e45f"), "{}", chart.name);
        let numbers = fs::read_to_string(path("csv")).unwrap();
        assert!(numbers.lines().count() > 5 && !numbers.contains("NaN"), "{}", chart.name);
        assert_eq!(numbers.contains("resilient"), chart.name == "effects", "{} shows one regime", chart.name);
        let sheet = (chart.make)(&run, chart).unwrap().unwrap();
        assert_eq!(apart::complaints(&sheet.canvas), [""; 0], "{}", chart.name);
    }
    // Named, or in the table behind the chart; the arm without shocks is no policy.
    for name in ["effects", "fates", "cost_frontier"] {
        let svg = fs::read_to_string(folder.join(format!("charts/{name}.svg"))).unwrap();
        assert!(
            svg.contains("Guarantee funds")
                && svg.contains("Perfect information")
                && !svg.contains("No shock"),
            "{name}"
        );
    }
    // One history has the title of its arm, all of them that of the whole; and what is shown says how many
    // simulated firms it rests on.
    let svg = |name: &str| fs::read_to_string(folder.join(format!("charts/{name}.svg"))).unwrap();
    let whole = run.manifest.title();
    assert!(svg("policy_cost").contains("Title of relief (middle regime)") && svg("effects").contains(whole));
    assert!(svg("effects").contains("Simulated firms whose fate differs"), "{}", svg("effects"));
    // Ten thousand of a million firms are a percentage point; whiskers stand where the folder has paired numbers.
    let survival = fs::read_to_string(folder.join("charts/survival_by_arm.csv")).unwrap();
    assert!(
        survival.contains(
            "middle,relief,12,\"difference from the base, paired 95% interval\",percentage points,1,0.5,1.5\n"
        ),
        "{survival}"
    );
    assert!(!survival.contains("unpaired"));
    // Medium-sized mines are too few to say anything of.
    let who = fs::read_to_string(folder.join("charts/who.csv")).unwrap();
    assert!(who.contains("mining,medium,0,,"), "{who}");
}

#[test]
fn on_paper_of_any_width_no_text_lies_on_another_or_is_cut_off() {
    let folder = folder("widths");
    THREE.write(&folder);
    let mut wrong = Vec::new();
    for mm in [80.0, 120.0, 170.0, 250.0] {
        let page = charts::page::Page::of(mm);
        for offer in charts::offer::all(&folder, page, None).unwrap() {
            let drawn = offer.drawn.unwrap();
            let complaints = apart::complaints(&drawn.sheet.canvas);
            wrong.extend(complaints.into_iter().map(|what| format!("{} at {mm} mm: {what}", offer.name)));
            assert!(drawn.letters() >= 7.0 || mm < 170.0, "{} at {mm} mm", offer.name);
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// Six more arms, each like one that is there.
fn more_arms(folder: &Path) {
    let names: Vec<String> = (1..=6).map(|at| format!("measure {at} with a name of usual length")).collect();
    for file in ["effects.csv", "fates.csv"] {
        let mut table = fs::read_to_string(folder.join(file)).unwrap();
        let like = ",guarantee funds,";
        let rows: Vec<String> = table.lines().filter(|row| row.contains(like)).map(str::to_string).collect();
        assert!(!rows.is_empty(), "{file}");
        for (name, row) in names.iter().flat_map(|name| rows.iter().map(move |row| (name, row))) {
            table += &format!("{}\n", row.replace(like, &format!(",{name},")));
        }
        fs::write(folder.join(file), table).unwrap();
    }
    let path = folder.join("manifest.json");
    let mut manifest: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    for list in ["arms", "titles"] {
        let list = manifest["comparison"][list].as_array_mut().unwrap();
        list.extend(names.iter().map(|name| name.as_str().into()));
    }
    fs::write(&path, manifest.to_string()).unwrap();
}

#[test]
fn many_arms_on_narrow_paper_have_numbers_and_fit_on_a_page() {
    let folder = folder("many");
    THREE.write(&folder);
    more_arms(&folder);
    for language in tideover::language::Language::ALL {
        for offer in charts::offer::all(&folder, charts::page::Page::of(80.0), Some(language)).unwrap() {
            if !["effects", "fates"].contains(&offer.name.as_str()) {
                continue;
            }
            let canvas = offer.drawn.unwrap().sheet.canvas;
            assert_eq!(apart::complaints(&canvas), [""; 0], "{} in {language:?}", offer.name);
            let high = canvas.height * canvas.mm / canvas.width;
            assert!(high < 297.0, "{} is {high} mm high", offer.name);
            let names = |mark: &charts::canvas::Mark| matches!(mark, charts::canvas::Mark::Text { text, .. } if text.to_lowercase().starts_with("measure 6"));
            assert_eq!(canvas.marks.iter().filter(|mark| names(mark)).count(), 1, "{}", offer.name);
        }
    }
}

#[test]
fn a_comparison_of_one_regime_without_a_yardstick_lacks_resilience_alone() {
    let folder = folder("one-regime");
    Comparison { regimes: &["strict"], no_shock: false, horizons: &[12], quick: false }.write(&folder);
    charts::draw(&folder).unwrap();
    let all: Vec<&str> = charts::every().map(|chart| chart.name).collect();
    let missing: Vec<&str> = all.into_iter().filter(|name| !drawn(&folder).contains(name)).collect();
    assert_eq!(missing, ["resilience"]);
    let survival = fs::read_to_string(folder.join("charts/survival_by_arm.csv")).unwrap();
    assert!(survival.contains("unpaired 95% interval"), "bands, where there are no paired numbers");
    let run = charts::run::Run::open(&folder).unwrap();
    for chart in charts::every() {
        let Some(sheet) = (chart.make)(&run, chart).unwrap() else { continue };
        assert_eq!(apart::complaints(&sheet.canvas), [""; 0], "{}", chart.name);
    }
}

#[test]
fn a_note_of_several_lines_under_the_banner_of_a_quick_run_lies_on_no_axis() {
    let folder = folder("quick-comparison");
    Comparison { regimes: &["strict"], no_shock: false, horizons: &[12, 24], quick: true }.write(&folder);
    let run = charts::run::Run::open(&folder).unwrap();
    for chart in charts::every() {
        let Some(sheet) = (chart.make)(&run, chart).unwrap() else { continue };
        assert_eq!(apart::complaints(&sheet.canvas), [""; 0], "{}", chart.name);
    }
}

#[test]
fn the_report_of_a_comparison_begins_with_its_answer() {
    let folder = folder("compared-report");
    THREE.write(&folder);
    charts::draw(&folder).unwrap();
    report::write(&folder).unwrap();
    let page = fs::read_to_string(folder.join("report.html")).unwrap();
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    let order = [
        "How many firms and jobs did the package keep",
        ">Answer<",
        // 60 thousand and 40% more in the second regime, of which the error is a tenth and 50 firms.
        "relief kept small and medium firms in business: 84,000\u{a0}more (67,000\u{a0}to 101,000) after 12\u{a0}months, 168,000\u{a0}more",
        "relief kept jobs in small and medium firms: ",
        "relief cost the public, in billion yuan, 740\u{a0}(592",
        "id=\"survival_by_arm\"",
        "What would change this answer",
        "Behaviour: all regimes (resilient, middle, strict) lead to the same verdict on firms after 12\u{a0}months",
        "Take-up: the scenario sets it, the model does not find it: grant 30%.",
        "Horizon: no horizon turns the sign of the effect on jobs",
        "Effects by arm",
        "What holds in every regime",
        "relief: fewer failures",
        "After 12 months.",
        "Deadweight",
        "After 36 months.",
        "Cost per job-year kept",
        "id=\"employment_by_arm\"",
        "id=\"effects\"",
        "Where the effects on jobs fall",
        "Tibet <span",
        "Inside the target, all groups",
        ">Public cost<",
        "One arm in figures",
        "Assumptions: shocks and policies",
        "tideover compare arms&#x2f;no-relief-middle.toml arms&#x2f;relief-middle.toml --regime middle --no-shock",
    ];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
    assert!(at("id=\"resilience\"") < at("id=\"employment\""));
    // Read aloud, a chart says its numbers; its title is short.
    assert!(
        page.contains("aria-label=\"Survival of firms with each policy and without: ")
            && page.contains("no-relief, still open (percent): 100 at month 0, ")
    );
    assert!(page.len() < 3_000_000, "{}", page.len());
    assert!(page.contains("3 of each regime") && page.contains("relief, middle regime"));
    asks_for_nothing(&page);
}

/// No address of a network; numbers are addresses that hold them.
fn asks_for_nothing(page: &str) {
    let page = page.replace("href=\"data:text/csv", "");
    for asks in ["http", "src=", "href=", "@import", "url(", "import("] {
        assert!(!page.contains(asks), "{asks}");
    }
}

#[test]
fn the_report_is_one_file_that_asks_for_nothing() {
    let folder = folder("report");
    let title = "A <script>alert(1)</script> & \"quoted\" title, long enough that it does not fit into one line of a chart of half a page";
    Fixture {
        title,
        quick: true,
        months: 12,
        replications: 1,
        arms: &["base", "relief", "relief_and_guarantee"],
        ..USUAL
    }
    .write(&folder);
    charts::draw(&folder).unwrap();
    report::write(&folder).unwrap();
    let page = fs::read_to_string(folder.join("report.html")).unwrap();
    assert!(page.contains("How many firms and jobs did the package keep, and at what cost?"));
    for chart in charts::ALL {
        assert!(
            page.contains(chart.title) && page.contains(&chart.reading.replace('\'', "&#x27;")),
            "{}",
            chart.name
        );
    }
    assert!(!page.contains("<script>alert"), "text of the user is escaped");
    assert!(page.contains("&lt;script&gt;"));
    asks_for_nothing(&page);
    assert!(page.contains("QUICK RUN"));
    for words in ["Public cost", "All policies", "1,158", "−7.6", "Seed", "20200101", "by 2020-12"] {
        assert!(page.contains(words), "{words}");
    }
    // Survival and jobs stand first in a run of one arm.
    let at = |name: &str| page.find(&format!("<figure id=\"{name}\"")).unwrap();
    assert!(at("survival_by_size") < at("employment") && at("employment") < at("firms"));
    let svg = fs::read_to_string(folder.join("charts/firms.svg")).unwrap();
    assert!(svg.contains("QUICK RUN") && svg.contains("&lt;script&gt;") && !svg.contains("<script"));
}

#[test]
fn drawing_again_gives_the_same_bytes_and_leaves_nothing_behind() {
    let folder = folder("again");
    Fixture { months: 24, replications: 3, policies: 11, ..USUAL }.write(&folder);
    let read = || {
        charts::draw(&folder).unwrap();
        report::write(&folder).unwrap();
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder.join("charts")).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.push(folder.join("report.html"));
        files.sort();
        files.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect::<Vec<_>>()
    };
    let first = read();
    assert_eq!(first.len(), charts::ALL.len() * 3 + 1);
    assert!(first == read());
}

#[test]
fn what_has_no_data_is_left_out() {
    let folder = folder("bare");
    Fixture { policies: 0, months: 6, ..USUAL }.write(&folder);
    for gone in ["survival.csv", "summary.csv", "monthly_by_region.csv", "monthly_by_sector.csv"] {
        fs::remove_file(folder.join(gone)).unwrap();
    }
    charts::draw(&folder).unwrap();
    report::write(&folder).unwrap();
    assert!(folder.join("charts/employment.svg").exists());
    for name in ["survival_by_size", "policy_cost", "regions", "failures_by_sector_and_cause"] {
        assert!(!folder.join(format!("charts/{name}.svg")).exists(), "{name}");
    }
}

#[test]
fn a_broken_table_is_named_with_its_line() {
    let folder = folder("broken");
    USUAL.write(&folder);
    let path = folder.join("monthly.csv");
    let text = fs::read_to_string(&path).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
    lines[4] = lines[4].replacen(",", ",many,", 4);
    fs::write(&path, lines.join("\n")).unwrap();
    let error = charts::draw(&folder).unwrap_err().to_string();
    assert!(error.contains("monthly.csv:5"), "{error}");
    fs::remove_file(&path).unwrap();
    assert!(charts::draw(&folder).is_err());
}
