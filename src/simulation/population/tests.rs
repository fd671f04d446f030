//! Tests, worked out by hand where they say so: the starting population.

use super::*;

#[test]
fn sizes_have_the_mean_and_the_tail_asked_for() {
    let sizes = Sizes::new(12.9, 1.05, 1000.0);
    assert!((sizes.mean() - 12.9).abs() < 0.05, "{}", sizes.mean());
    // Well above the scale, ten times the size is 10^−1.05 times as rare (before the cut).
    let survival = |n: f64| math::pow(1.0 + (n - 1.0) / sizes.scale, -1.05);
    let ratio = survival(800.0) / survival(80.0);
    assert!((ratio - 0.0955).abs() < 0.006, "{ratio}");
    assert!(sizes.quantile(1e-9) >= 1.0 && sizes.quantile(1.0 - 1e-12) <= 1000.0001);
}

#[test]
fn a_burn_in_survives_its_bytes_and_a_cut_does_not() {
    let burned = BurnedIn {
        firms: vec![(Record { id: 3, ..Record::EMPTY }, Arrears { rent: Money(5), ..Arrears::default() })],
        exit_rate: vec![0.01],
        margin: vec![0.05],
        firm_months: 9,
    };
    let bytes = burned.to_bytes();
    assert_eq!(BurnedIn::from_bytes(&bytes), Some(burned));
    for end in 0..bytes.len() {
        assert_eq!(BurnedIn::from_bytes(&bytes[..end]), None);
    }
}

#[test]
fn ages_follow_the_shares() {
    assert_eq!(age(&[0.5, 0.5], 0.25), 0.5);
    assert_eq!(age(&[0.5, 0.5], 0.75), 1.5);
}
