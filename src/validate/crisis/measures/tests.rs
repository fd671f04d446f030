//! Measures worked out by hand.

use super::*;
use crate::units::Month;
use crate::validate::crisis::watch::OfFirm;

/// Two months of one sector, with a crisis in the second.
fn pair() -> Pair {
    let month = |sales: f64, jobs: f64, owed: f64, closed: f64, profit: f32| OfMonth {
        sectors: vec![OfSector {
            sales: [sales, 100.0, 0.0],
            output: [sales / 2.0, 100.0],
            profit: [10.0, 10.0],
            receivables: [owed, 0.0],
            jobs: [jobs, 50.0],
            firms: [4.0, closed],
        }],
        firms: [(7, OfFirm { sector: 0, class: 1, sales: 30.0, profit })].into(),
        overdue: [3.0, 12.0],
        outlet: 0.0,
        exits: [(1, [10.0, 2.0 - closed / 3.0]), (26, [5.0, 0.0]), (30, [5.0, 1.0])].into(),
    };
    let calm = month(100.0, 50.0, 90.0, 0.0, 4.0);
    let crisis = month(40.0, 30.0, 120.0, 3.0, -5.0);
    Pair {
        start: Month::new(2020, 1),
        crisis: vec![calm.clone(), crisis],
        normal: vec![calm.clone(), calm],
        value_added: vec![0.5],
        minor: 1.0,
    }
}

fn measured(name: &str, from: i32, at: f64) -> f64 {
    let measure = MEASURES.iter().find(|measure| measure.name == name).unwrap();
    let months = [Month::new(2020, 1).plus(from), Month::new(2020, 2)];
    let fact = Fact {
        id: "C00".into(),
        measure,
        counts: String::new(),
        sectors: vec![0],
        months,
        at,
        value: 0.0,
        band: [0.0; 2],
        fed: false,
        source: String::new(),
    };
    (measure.of)(&pair(), &fact).unwrap()
}

#[test]
fn every_measure_worked_by_hand() {
    let near = |left: f64, right: f64| assert!((left - right).abs() < 1e-9, "{left} {right}");
    // February: 140 instead of 200; both months: 340 instead of 400.
    near(measured("sales_change", 1, 0.0), -30.0);
    near(measured("sales_change", 0, 0.0), -15.0);
    // Half of (20 + 100) instead of half of (50 + 100).
    near(measured("value_added_change", 1, 0.0), -20.0);
    near(measured("profit_change", 1, 0.0), 0.0);
    // 120 owed over 340 in two months, less 90 over 400.
    near(measured("receivable_days_change", 0, 0.0), (120.0 / 340.0 - 90.0 / 400.0) * 2.0 * 365.0 / 12.0);
    // 80 jobs instead of the 100 of January, and 100 without the crisis.
    near(measured("unemployment_change", 1, 0.0), 20.0);
    near(measured("closed_share", 1, 0.0), 75.0);
    // The firm gains 4 in January and loses 5 in February.
    near(measured("loss_makers", 1, 0.0), 100.0);
    near(measured("loss_makers", 0, 0.0), 100.0);
    near(measured("loss_makers_at_scale", 0, 60.0), 0.0);
    near(measured("overdue_share", 0, 0.0), 25.0);
    // One of ten instead of two; of the old one of ten in both.
    near(measured("exit_ratio", 1, 1.0), 0.5);
    near(measured("exit_ratio", 1, 26.0), 1.0);
}

#[test]
fn months_that_were_not_run_are_not_measured() {
    let mut fact_months = pair();
    fact_months.crisis.truncate(1);
    let measure = &MEASURES[0];
    let fact = Fact {
        id: "C00".into(),
        measure,
        counts: String::new(),
        sectors: Vec::new(),
        months: [Month::new(2020, 2); 2],
        at: 0.0,
        value: 0.0,
        band: [0.0; 2],
        fed: true,
        source: String::new(),
    };
    assert_eq!((measure.of)(&fact_months, &fact), None);
}
