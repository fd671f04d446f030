//! Charts for slides, and charts by a group.

use super::apart::complaints;
use super::comparison::THREE;
use super::fixture::USUAL;
use super::folder;
use std::fs;
use tideover::charts::dimension::Dimension;
use tideover::charts::offer::{self, Offer};
use tideover::charts::page::Page;
use tideover::language::Language;

#[test]
fn every_slide_is_sixteen_to_nine_with_letters_for_a_room() {
    let folder = folder("slides");
    THREE.write(&folder);
    for offer in offer::all(&folder, Page::slide(None), None).unwrap() {
        let drawn = offer.drawn.unwrap();
        let canvas = &drawn.sheet.canvas;
        assert!((canvas.width / canvas.height - 16.0 / 9.0).abs() < 0.01, "{}: {canvas:?}", offer.name);
        assert_eq!(complaints(canvas), [""; 0], "{}", offer.name);
        assert_eq!(canvas.mm, Page::slide(None).mm);
        // Charts of many rows need more room, and have smaller letters.
        assert!(drawn.letters() >= 6.5, "{}: {}", offer.name, drawn.letters());
        if ["employment", "liquidity", "survival_by_size"].contains(&offer.name.as_str()) {
            assert!(drawn.letters() >= 13.5, "{}: {}", offer.name, drawn.letters());
        }
    }
}

fn by(name: &str, dimension: Dimension, language: Language) -> Vec<Offer> {
    let folder = folder(name);
    USUAL.write(&folder);
    offer::by(&folder, Page::of(80.0), Some(language), dimension).unwrap()
}

#[test]
fn charts_by_a_group_have_a_plot_for_each_group() {
    for language in Language::ALL {
        let offers = by("by-region", Dimension::Region, language);
        let drawn = |name: &str| offers.iter().find(|offer| offer.name == name).unwrap();
        for name in ["employment_by_region", "firms_by_region", "failure_rate_by_region"] {
            let drawn = drawn(name).drawn.as_ref().unwrap();
            assert_eq!(complaints(&drawn.sheet.canvas), [""; 0], "{name}");
            let numbers = String::from_utf8(drawn.sheet.numbers.bytes()).unwrap();
            assert!(numbers.contains(",r0,") && numbers.contains(",r30,"), "{name}");
        }
        // Survival is counted by size and sector alone.
        let why = drawn("survival_by_region").drawn.as_ref().unwrap_err();
        assert!(why.contains("survival.csv"), "{why}");
    }
    let offers = by("by-sector", Dimension::Sector, Language::English);
    assert!(offers.iter().all(|offer| offer.drawn.is_ok()));
    assert_eq!(offers[0].title, "Survival of firms, by sector");
    let offers = by("by-tier", Dimension::Tier, Language::English);
    assert!(offers.iter().all(|offer| offer.drawn.is_err()), "this folder has no monthly_by_tier.csv");
}

#[test]
fn jobs_by_a_group_begin_at_a_hundred() {
    let folder = folder("by-jobs");
    USUAL.write(&folder);
    let offers = offer::by(&folder, Page::default(), None, Dimension::Region).unwrap();
    let jobs = offers.iter().find(|offer| offer.name == "employment_by_region").unwrap();
    let numbers = String::from_utf8(jobs.drawn.as_ref().unwrap().sheet.numbers.bytes()).unwrap();
    assert!(numbers.contains("2020-01,r3,first month = 100,100,"), "{numbers}");
    fs::remove_file(folder.join("monthly_by_region.csv")).unwrap();
    let offers = offer::by(&folder, Page::default(), None, Dimension::Region).unwrap();
    assert!(offers.iter().all(|offer| offer.drawn.is_err()));
}
