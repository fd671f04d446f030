//! Tests, worked out by hand where they say so: `manifest.

use super::*;
use crate::shocks::ShockKind;

#[test]
fn windows_of_shocks() {
    let month = |text: &str| text.parse::<Month>().unwrap();
    let window = |path: Course| {
        let shock = Shock {
            name: "s".into(),
            kind: ShockKind::InputPrice,
            draw: String::new(),
            by_sector: vec![1.0; 2],
            by_region: vec![1.0],
            channels: [true; 4],
            market: None,
            path,
            chance: None,
            intensity: None,
        };
        let entry = shock_entry(&shock, month("2022-12"));
        assert_eq!(entry.kind, "input_price");
        (entry.from, entry.to, entry.back)
    };
    let from = month("2020-02");
    let text = |from: &str, to: &str, back: Option<&str>| {
        (from.to_string(), to.to_string(), back.map(str::to_string))
    };
    assert_eq!(window(Course::Step { from, to: None }), text("2020-02", "2022-12", None));
    assert_eq!(window(Course::Ramp { from, to: month("2020-05") }), text("2020-02", "2022-12", None));
    let recover = Course::Recover { from, to: month("2020-04"), back: month("2020-12") };
    assert_eq!(window(recover), text("2020-02", "2020-04", Some("2020-12")));
    let rows = vec![vec![0.0, 0.0], vec![0.0, 0.5], vec![0.1, 0.0], vec![0.0, 0.0]];
    assert_eq!(window(Course::Table { from, rows }), text("2020-03", "2020-04", None));
    assert_eq!(window(Course::Table { from, rows: vec![] }), text("2020-02", "2020-02", None));
}
