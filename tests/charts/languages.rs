//! Charts of a run at half a page, in both languages.

use super::apart::complaints;
use super::fixture::{Fixture, USUAL};
use super::folder;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tideover::charts;
use tideover::charts::canvas::{Canvas, Mark};
use tideover::charts::offer::{self, Offer};
use tideover::charts::page::Page;
use tideover::language::Language;

fn texts(canvas: &Canvas) -> impl Iterator<Item = (&str, f64)> {
    canvas.marks.iter().filter_map(|mark| match mark {
        Mark::Text { text, em, .. } => Some((text.as_str(), *em)),
        _ => None,
    })
}

/// The charts of a run that a folder can draw.
fn of_a_run(folder: &Path, page: Page, language: Language) -> Vec<Offer> {
    let offers = offer::all(folder, page, Some(language)).unwrap();
    let own = |offer: &Offer| charts::ALL.iter().any(|chart| chart.name == offer.name);
    let offers: Vec<Offer> = offers.into_iter().filter(own).collect();
    assert_eq!(offers.len(), charts::ALL.len());
    offers
}

#[test]
fn at_half_a_page_every_letter_is_seven_points_high_and_on_the_sheet_in_both_languages() {
    let folder = folder("half-a-page");
    Fixture { policies: 11, ..USUAL }.write(&folder);
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for offer in of_a_run(&folder, Page::of(80.0), language) {
            let canvas = &offer.drawn.as_ref().unwrap().sheet.canvas;
            let name = format!("{} in {}", offer.name, language.code());
            wrong.extend(complaints(canvas).into_iter().map(|what| format!("{name}: {what}")));
            for (text, em) in texts(canvas) {
                let points = em * canvas.mm / canvas.width / 25.4 * 72.0;
                if points < 6.99 {
                    wrong.push(format!("{name}: \"{text}\" is {points:.1} points high"));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn nothing_is_cut_off_at_full_width_in_chinese() {
    let folder = folder("chinese-full");
    Fixture { policies: 11, ..USUAL }.write(&folder);
    for offer in of_a_run(&folder, Page::default(), Language::Chinese) {
        let drawn = offer.drawn.unwrap();
        assert_eq!(complaints(&drawn.sheet.canvas), [""; 0], "{}", offer.name);
    }
}

/// Words of Latin letters in a text.
fn latin(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_ascii_alphabetic()).filter(|word| word.len() > 2)
}

#[test]
fn in_chinese_no_word_of_a_chart_is_english_but_the_names_that_the_run_gave() {
    let folder = folder("chinese-words");
    USUAL.write(&folder);
    let manifest = fs::read_to_string(folder.join("manifest.json")).unwrap();
    let given: BTreeSet<String> = latin(&manifest).map(str::to_lowercase).collect();
    let mut left = Vec::new();
    for mm in [80.0, 160.0] {
        for offer in of_a_run(&folder, Page::of(mm), Language::Chinese) {
            let canvas = &offer.drawn.as_ref().unwrap().sheet.canvas;
            let told = canvas.told.iter().map(String::as_str);
            for text in texts(canvas).map(|text| text.0).chain(told).chain([offer.title.as_str()]) {
                let known = |word: &str| {
                    given.contains(&word.to_lowercase())
                        || ["tideover", "run", "Kaplan", "Meier"].contains(&word)
                };
                left.extend(
                    latin(text).filter(|word| !known(word)).map(|word| format!("{}: {word}", offer.name)),
                );
                assert!(!text.contains("2020-0"), "{}: {text}", offer.name);
            }
        }
    }
    assert_eq!(left, [""; 0]);
}

#[test]
fn alt_texts_and_axes_are_chinese_in_a_folder_of_that_language() {
    let folder = folder("chinese-alt");
    USUAL.write(&folder);
    let path = folder.join("manifest.json");
    let manifest = fs::read_to_string(&path).unwrap();
    fs::write(&path, manifest.replacen('{', "{\"language\": \"zh\",", 1)).unwrap();
    charts::draw(&folder).unwrap();
    let svg = fs::read_to_string(folder.join("charts/employment.svg")).unwrap();
    // 233 million people are 23,300 ten thousands: the unit that Chinese statistics count in.
    assert!(svg.contains("2020年1月") && svg.contains("万人") && svg.contains(">24,000<"), "{svg}");
    assert!(svg.contains("就业指数（首月 = 100）：2020年1月为 100"), "{svg}");
    assert!(svg.contains("<desc>冲击：") && svg.contains("2020年2月至"), "{svg}");
    let numbers = fs::read_to_string(folder.join("charts/employment.csv")).unwrap();
    assert!(numbers.contains("2020-01,jobs_million,million jobs,"), "the table keeps its units");
}
