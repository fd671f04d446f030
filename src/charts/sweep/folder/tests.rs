//! Tests, worked out by hand where they say so: a finished sweep folder as the charts see it.

use super::*;
use crate::units::Month;

#[test]
fn errors_of_paired_differences_worked_by_hand() {
    // Differences 1, 2, 3: variance 1, over three replications 1/3. Alone each would have an error of
    // several units.
    let error = paired_error(&[11.0, 22.0, 33.0], &[10.0, 20.0, 30.0]).unwrap();
    assert!((error - (1.0_f64 / 3.0).sqrt()).abs() < 1e-12);
    assert_eq!(paired_error(&[1.0], &[2.0]), None);
    assert_eq!(paired_error(&[1.0, 2.0], &[2.0]), None);
}

#[test]
fn values_are_short() {
    assert_eq!(short(0.35), "0.35");
    assert_eq!(short(-2.0), "−2");
    assert_eq!(short(1.0 / 3.0), "0.3333");
    assert_eq!(short(12_345.6), "12,346");
    assert_eq!(Level::of("2020-06").month(), Some(Month::new(2020, 6)));
    assert_eq!(Level::of("0.50"), Level::Number(0.5));
    assert_eq!(Level::of("true").words(), "true");
}

#[test]
fn a_label_is_cut_at_its_comma_but_not_in_another_language() {
    let brief = |whole: bool| {
        let label = "Size of the shock, of that of 2020".to_string();
        Factor { label, whole, ..Factor::default() }.brief()
    };
    assert_eq!([false, true].map(brief), ["size of the shock", "size of the shock, of that of 2020"]);
}
