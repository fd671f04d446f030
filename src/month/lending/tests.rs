//! Tests, worked out by hand where they say so: how banks lend under policy.

use super::*;

#[test]
fn a_loss_is_shared_by_hand() {
    // 60 of a loan of 100 were dared; 50 are lost: 30 of them on what was dared, of which the state bears
    // 40%.
    assert_eq!(shared_loss(Money(60), Money(100), Money(50), 0.4), [Money(30), Money(12)]);
    assert_eq!(shared_loss(Money(200), Money(100), Money(50), 0.0), [Money(50), Money(0)]);
}

#[test]
fn a_loan_is_outstanding_for_so_long() {
    // 60 for a year, and 40 in 36 instalments: 18.5 months on the mean.
    assert!((years(60.0, 40.0, 12.0, 36.0) - (60.0 * 12.0 + 40.0 * 18.5) / 1200.0).abs() < 1e-12);
    assert_eq!(years(0.0, 0.0, 12.0, 36.0), 0.0);
}

#[test]
fn what_a_bank_dares_beyond_its_rules() {
    let quote = Quote { default: 0.12, rate: 0.06, cover: 0.0, accepts: 0.15, usually: 0.1, loss: 0.6 };
    assert!(!quote.too_risky() && quote.dared());
    let covered = Quote { cover: 0.5, ..quote };
    assert!(!covered.too_risky() && !covered.dared());
}

#[test]
fn a_biased_score_worked_by_hand() {
    // A score of -3 is a default of 4.74%; without a bias of 0.3 it is 3.56%, which is what is true.
    let p = Lending { ownership_odds: 0.3, ..Lending::default() };
    assert!((math::logistic(-3.0) - 0.047_426).abs() < 1e-6);
    assert!((math::logistic(unbiased(&p, -3.0)) - 0.035_571).abs() < 1e-6);
    // Policy ends half of the bias, then all of it: banks that do not err see what is true.
    assert!((seen(-3.0, 0.0, 0.5 * p.ownership_odds) + 3.15).abs() < 1e-12);
    assert_eq!(seen(-3.0, 0.0, p.ownership_odds), unbiased(&p, -3.0));
    // The error of the screening stays.
    assert!((seen(-3.0, 0.2, 0.3) + 3.1).abs() < 1e-12);
}
