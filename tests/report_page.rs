//! The page of a report: what a browser needs to find in it, in both languages. `.ci/browser` opens it in one.

#[path = "charts/comparison.rs"]
mod comparison;
#[path = "charts/fixture.rs"]
mod fixture;

use comparison::THREE;
use fixture::{Fixture, USUAL};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tideover::language::Language;
use tideover::language::kinds::KINDS;
use tideover::{charts, report};

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("report_page").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn page(folder: &Path, language: Language) -> String {
    let file = folder.join(format!("{}.html", language.code()));
    report::write_to(folder, &file, Some(language)).unwrap();
    fs::read_to_string(file).unwrap()
}

/// The page of a comparison and of a run, in both languages; made once for all tests.
static PAGES: LazyLock<Vec<(Language, String)>> = LazyLock::new(|| {
    let (compared, run) = (folder("compared"), folder("run"));
    THREE.write(&compared);
    Fixture { replications: 3, ..USUAL }.write(&run);
    let both = |folder: &Path| Language::ALL.map(|language| (language, page(folder, language)));
    both(&compared).into_iter().chain(both(&run)).collect()
});

/// What stands between two marks, each time.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    text.split(from)
        .skip(1)
        .map(|rest| rest.split_once(to).unwrap_or_else(|| panic!("{from} ends")).0)
        .collect()
}

/// The bytes that an address holds.
fn held(address: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        let hex = |byte: Option<u8>| (byte.unwrap() as char).to_digit(16).unwrap() as u8;
        bytes.push(if byte == b'%' { 16 * hex(rest.next()) + hex(rest.next()) } else { byte });
    }
    bytes
}

#[test]
fn every_chart_has_its_numbers_what_it_says_and_values_in_their_places() {
    for (language, page) in PAGES.iter() {
        let figures = between(page, "<figure", "</figure>");
        assert!(figures.len() >= 14, "{}", figures.len());
        let mut shown = 0;
        for figure in &figures {
            let name = between(figure, "id=\"", "\"")[0];
            let csv = held(between(figure, "href=\"data:text/csv;charset=utf-8,", "\"")[0]);
            let csv = String::from_utf8(csv).unwrap();
            assert!(csv.lines().count() > 1, "{name}: {csv}");
            assert!(figure.contains(&format!("download=\"{name}.csv\"")));
            for paper in between(figure, "<div class=\"paper", "</div>") {
                assert!(between(paper, "aria-label=\"", "\"")[0].len() > 20, "{name}");
                let size: Vec<f64> = between(paper, "viewBox=\"0 0 ", "\"")[0]
                    .split(' ')
                    .map(|side| side.parse().unwrap())
                    .collect();
                let plots: serde_json::Value = serde_json::from_str(
                    between(paper, "<script type=\"application/json\">", "</script>")[0],
                )
                .unwrap();
                for plot in plots.as_array().unwrap() {
                    let corners: Vec<f64> =
                        plot["box"].as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect();
                    assert!(corners[0] < corners[2] && corners[1] < corners[3], "{name}: {corners:?}");
                    assert!(corners[0] >= 0.0 && corners[2] <= size[0] && corners[3] <= size[1], "{name}");
                    let places = plot["at"].as_array().unwrap();
                    let across: Vec<f64> = places.iter().map(|place| place[0].as_f64().unwrap()).collect();
                    assert!(across.windows(2).all(|pair| pair[0] <= pair[1]), "{name}: {across:?}");
                    let series = plot["series"].as_array().unwrap().len();
                    assert!(
                        places.iter().all(|place| place[2].as_array().unwrap().len() == series),
                        "{name}"
                    );
                    shown += usize::from(!places.is_empty());
                }
            }
        }
        assert!(shown >= 20, "{language:?}: {shown}");
    }
}

#[test]
fn the_numbers_in_the_page_are_those_of_the_chart_and_the_values_those_of_the_numbers() {
    let folder = folder("numbers");
    Fixture { replications: 3, ..USUAL }.write(&folder);
    charts::draw(&folder).unwrap();
    let page = page(&folder, Language::English);
    for name in ["employment", "firms", "failure_rate_by_sector"] {
        let figure = between(&page, &format!("<figure id=\"{name}\""), "</figure>")[0];
        let csv = held(between(figure, "href=\"data:text/csv;charset=utf-8,", "\"")[0]);
        assert_eq!(csv, fs::read(folder.join(format!("charts/{name}.csv"))).unwrap(), "{name}");
    }
    // The first month of the chart of firms: the mean as the table has it, with the digits of the page.
    let figure = between(&page, "<figure id=\"firms\"", "</figure>")[0];
    let plots: serde_json::Value =
        serde_json::from_str(between(figure, "<script type=\"application/json\">", "</script>")[0]).unwrap();
    let place = &plots[0]["at"][0];
    assert_eq!(place[1], "2020-01");
    let said = place[2][0].as_str().unwrap();
    let shown: f64 = said.split(' ').next().unwrap().replace(',', "").parse().unwrap();
    let table = fs::read_to_string(folder.join("charts/firms.csv")).unwrap();
    let row: Vec<&str> = table.lines().find(|line| line.contains("2020-01")).unwrap().split(',').collect();
    let close =
        |cell: &&str| cell.parse::<f64>().is_ok_and(|value| (value - shown).abs() <= 0.005 * shown.abs());
    assert!(row.iter().any(close), "{said}: {row:?}");
}

#[test]
fn tables_that_sort_have_a_head_and_a_cell_for_each_column() {
    for (_, page) in PAGES.iter() {
        let tables: Vec<&str> =
            between(page, "<table class=\"", "</table>").into_iter().filter(|table| sorts(table)).collect();
        assert!(!tables.is_empty());
        for table in tables {
            let heads = between(table, "<thead>", "</thead>")[0].matches("<th scope=\"col\"").count();
            for row in between(between(table, "<tbody>", "</tbody>")[0], "<tr", "</tr>") {
                assert_eq!(row.matches("<th").count() + row.matches("<td").count(), heads, "{row}");
                assert!(!row.contains("colspan"));
            }
        }
    }
}

/// Whether a table sorts, by its classes.
fn sorts(table: &str) -> bool {
    table.split('"').next().unwrap().split(' ').any(|class| class == "sort")
}

#[test]
fn every_chart_has_values_under_the_pointer_in_the_language_of_the_page() {
    for (language, page) in PAGES.iter() {
        let figures = between(page, "<figure", "</figure>");
        assert!(!figures.is_empty());
        for figure in figures {
            let id = between(figure, "id=\"", "\"")[0];
            for held in between(figure, "<script type=\"application/json\">", "</script>") {
                let plots: Vec<serde_json::Value> = serde_json::from_str(held).unwrap();
                let said = |plot: &serde_json::Value| {
                    let at = plot["at"].as_array().unwrap();
                    at.iter().any(|place| place[2].as_array().unwrap().iter().any(|value| value != ""))
                };
                assert!(plots.iter().any(said), "{language:?} {id}: no values");
                if *language == Language::Chinese {
                    for english in ["Saved", "cash, but solvent", "Public cost", "Simulated firms", "After "]
                    {
                        assert!(!held.contains(english), "{id}: {english}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_script_asks_for_nothing_and_finds_its_words() {
    for (language, page) in PAGES.iter() {
        assert!(page.len() < 3_000_000, "{}", page.len());
        assert!(page.contains(&format!("<html lang=\"{}\">", language.code())));
        let script = between(page, "<script>\n", "</script>")[0];
        assert_eq!(page.matches("<script>").count(), 1);
        for asks in ["http", "fetch(", "import(", "XMLHttpRequest", "localStorage", "cookie", "innerHTML"] {
            assert!(!script.contains(asks), "{asks}");
        }
        let words = between(script, "words.", ")")
            .into_iter()
            .map(|rest| rest.chars().take_while(char::is_ascii_alphabetic).collect::<String>());
        for word in words {
            assert!(page.contains(&format!(" data-{word}=\"")), "{word}");
        }
    }
}

#[test]
fn a_chinese_page_is_chinese_and_leaves_the_folder_as_it_is() {
    let folder = folder("chinese");
    THREE.write(&folder);
    charts::draw(&folder).unwrap();
    report::write(&folder).unwrap();
    let before = fs::read(folder.join("report.html")).unwrap();
    let page = page(&folder, Language::Chinese);
    for words in [
        ">结论<",
        "“Title of relief”保住了中小微企业：与对照情景相比，",
        "个月后增加 8.4万户（6.7万至10.1万户）",
        "哪些因素会改变结论",
        "保住就业岗位，万个",
        "如何复现",
    ] {
        assert!(page.replace('\u{a0}', " ").contains(words), "{words}");
    }
    // Charts speak for themselves.
    let figures = between(&page, "<figure", "</figure>");
    let prose = figures.iter().fold(page.clone(), |rest, figure| rest.replace(figure, ""));
    for words in
        [">Answer<", "What would change", "against the base", "Jobs kept", " months<", "replications;"]
    {
        assert!(!prose.contains(words), "{words}");
    }
    report::write(&folder).unwrap();
    assert_eq!(fs::read(folder.join("report.html")).unwrap(), before);
}

#[test]
fn every_kind_of_shock_and_policy_is_said_in_chinese() {
    let shocks = tideover::shocks::KINDS.iter().map(|shock| shock.kind);
    for kind in tideover::levers::ALL.iter().map(|lever| lever.kind()).chain(shocks) {
        let words = kind.replace('_', " ");
        assert!(KINDS.contains(&words.as_str()), "{kind}");
        assert_ne!(Language::Chinese.of(&words), words);
    }
}
