//! Charts of comparisons: what arms are called, on narrow paper, in every language.

use super::apart;
use super::comparison::THREE;
use std::fs;
use std::path::{Path, PathBuf};
use tideover::charts::canvas::{Canvas, Mark};
use tideover::charts::compare;
use tideover::charts::offer::{self, Offer};
use tideover::charts::page::Page;
use tideover::charts::run::Run;
use tideover::language::Language;

/// A comparison as the program records it: titles that begin alike, and who has which policy.
fn titled(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts").join(name);
    let _ = fs::remove_dir_all(&folder);
    THREE.write(&folder);
    let path = folder.join("manifest.json");
    let mut manifest: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    manifest["comparison"]["titles"][0] = "A country, 2020: closures without relief".into();
    manifest["comparison"]["titles"][1] = "A country, 2020: grants to firms short of cash".into();
    manifest["policies"] = serde_json::json!([
        {"name": "grant", "lever": "liquidity_grant", "from": "2020-02", "to": "2020-06", "arms": ["relief"]}
    ]);
    fs::write(&path, serde_json::to_string_pretty(&manifest).unwrap()).unwrap();
    folder
}

/// The charts of comparisons of a folder, on paper of a width.
fn offers(folder: &Path, mm: f64, language: Language) -> Vec<Offer> {
    let mut offers = offer::all(folder, Page::of(mm), Some(language)).unwrap();
    offers.retain(|offer| compare::ALL.iter().any(|chart| chart.name == offer.name));
    offers
}

fn texts(canvas: &Canvas) -> Vec<(&str, f64)> {
    let mut found = Vec::new();
    for mark in &canvas.marks {
        if let Mark::Text { text, em, .. } = mark {
            found.push((text.as_str(), *em));
        }
    }
    found
}

#[test]
fn every_chart_of_a_comparison_has_a_form_for_half_a_page() {
    let folder = titled("narrow");
    for language in Language::ALL {
        let offers = offers(&folder, 80.0, language);
        assert_eq!(offers.len(), compare::ALL.len());
        for offer in offers {
            let drawn = offer.drawn.unwrap();
            let canvas = &drawn.sheet.canvas;
            assert_eq!(canvas.mm, 80.0, "{}", offer.name);
            let points = |em: f64| em * canvas.mm / canvas.width / 25.4 * 72.0;
            for (words, em) in texts(canvas) {
                assert!(points(em) > 6.99, "{}: \"{words}\" is {} points high", offer.name, points(em));
            }
            assert_eq!(apart::complaints(canvas), [""; 0], "{} in {}", offer.name, language.code());
        }
    }
}

#[test]
fn on_full_width_no_text_lies_on_another_in_any_language() {
    let folder = titled("wide");
    for offer in offers(&folder, 170.0, Language::Chinese) {
        let drawn = offer.drawn.unwrap();
        assert_eq!(apart::complaints(&drawn.sheet.canvas), [""; 0], "{}", offer.name);
    }
}

#[test]
fn arms_have_their_titles_and_never_the_names_of_files() {
    let folder = titled("arms");
    let names = [(Language::English, "No policy"), (Language::Chinese, "无政策")];
    for (language, base) in names {
        for offer in offers(&folder, 170.0, language) {
            let drawn = offer.drawn.unwrap();
            let all: Vec<&str> = texts(&drawn.sheet.canvas).into_iter().map(|text| text.0).collect();
            let all = all.join("\n");
            assert!(!all.to_lowercase().contains("no-relief"), "{}: {all}", offer.name);
            assert!(!all.contains("Relief") && !all.contains("“relief"), "{}: {all}", offer.name);
            // On the path without shocks as the yardstick the base is a line; elsewhere it is named in words too.
            assert!(all.contains(base), "{}: {all}", offer.name);
            assert!(all.contains("Grants to firms"), "{}: {all}", offer.name);
        }
    }
}

#[test]
fn an_arm_has_one_colour_on_all_charts() {
    let folder = titled("colours");
    let run = Run::open(&folder).unwrap();
    let compared = run.compared.as_ref().unwrap();
    let color = compared.color("relief");
    assert_ne!(color, compared.color("no-relief"));
    assert_ne!(color, compared.color("guarantee funds"));
    let drawn_with = |mark: &Mark| match mark {
        Mark::Line { color, .. } | Mark::Rect { color, .. } | Mark::Band { color, .. } => *color,
        Mark::Text { color, .. } => *color,
    };
    for chart in compare::ALL.iter().filter(|chart| !["fates", "who"].contains(&chart.name)) {
        let sheet = (chart.make)(&run, chart).unwrap().unwrap();
        assert!(sheet.canvas.marks.iter().any(|mark| drawn_with(mark) == color), "{}", chart.name);
    }
}

#[test]
fn resilience_stands_before_effects() {
    let names: Vec<&str> = compare::ALL.iter().map(|chart| chart.name).collect();
    assert_eq!(names[..4], ["survival_by_arm", "employment_by_arm", "resilience", "effects"]);
}
