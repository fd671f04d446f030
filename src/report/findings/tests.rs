//! Tests, worked out by hand where they say so: what a comparison found, as its folder has it.

use super::*;

fn number([value, lower, upper]: [f64; 3]) -> Number {
    Number { value, bounds: Some([lower, upper]), replications: 6 }
}

fn row(regime: &str, jobs: [f64; 3]) -> Row {
    let numbers = [("job_years".to_string(), number(jobs)), ("jobs".to_string(), number(jobs))];
    Row {
        regime: regime.into(),
        arm: "relief".into(),
        horizon: 12,
        numbers: numbers.into(),
        ..Row::default()
    }
}

#[test]
fn what_holds_in_all_regimes_comes_first() {
    let found = |rows: Vec<Row>| Findings { rows, ..Findings::default() }.agreement();
    let same = found(vec![row("middle", [3.0, 1.0, 5.0]), row("strict", [2.0, 1.0, 3.0])]);
    assert_eq!(
        same[..2],
        [
            "Holds in all 2 regimes after 12 months (95% confidence intervals exclude zero):",
            "  relief: more job-years"
        ]
    );
    let mixed = found(vec![row("middle", [3.0, 1.0, 5.0]), row("strict", [2.0, -1.0, 5.0])]);
    assert_eq!(
        mixed[1..],
        [
            "  nothing",
            "Does not hold in all regimes:",
            "  relief: more job-years in middle, no significant change in strict"
        ]
    );
}

#[test]
fn what_does_not_show_in_several_ways_is_named() {
    let found = Findings {
        rows: vec![row("middle", [0.0; 3]), row("strict", [2.0, -1.0, 5.0])],
        ..Findings::default()
    };
    assert_eq!(
        found.agreement()[3],
        "  relief: job-years: no significant change in strict, no change at all in middle"
    );
}

#[test]
fn one_regime_claims_nothing_of_others() {
    let mut found = Findings {
        rows: vec![row("middle", [3.0, 1.0, 5.0])],
        alike: vec!["resilient".into(), "strict".into()],
        ..Findings::default()
    };
    let said = found.agreement();
    assert!(
        said[0].starts_with("regime: only one. ") && said[0].contains("the same in resilient and strict"),
        "{said:?}"
    );
    assert!(
        said[1].starts_with("Significant in the one regime that was run (middle) after 12 months"),
        "{said:?}"
    );
    found.alike.clear();
    assert!(!found.agreement().concat().contains("regimes"));
}

#[test]
fn no_verdict_without_spread_or_on_few_replications() {
    let still = Findings {
        rows: vec![row("middle", [54.2, 54.2, 54.2]), row("strict", [54.2, 54.2, 54.2])],
        ..Findings::default()
    };
    assert_eq!(
        still.agreement()[1..],
        [
            "  nothing",
            "Does not hold in all regimes:",
            "  relief: no verdict on job-years, as replications do not differ"
        ]
    );
    assert_eq!(still.short_lines(12)[0][4], "54.2");
    let mut few = Findings {
        rows: vec![row("middle", [3.0, 1.0, 5.0]), row("strict", [2.0, 1.0, 3.0])],
        ..Findings::default()
    };
    few.rows.iter_mut().flat_map(|row| row.numbers.values_mut()).for_each(|number| number.replications = 4);
    assert_eq!(
        few.agreement(),
        [
            "No verdict after 12 months: 4 replications of each regime; it takes 5 to tell an effect from chance."
        ]
    );
}

#[test]
fn on_a_screen_even_intervals_are_short() {
    let found = Findings {
        rows: vec![row("middle", [3.0, 1.0, 5.0]), row("strict", [2.0, 1.0, 4.0])],
        ..Findings::default()
    };
    let jobs: Vec<String> =
        found.short_lines(12).into_iter().map(|line| line[4].replace('\u{a0}', " ")).collect();
    assert_eq!(jobs, ["3.00 ± 2.00", "2.00 (1.00 to 4.00)"]);
    // Where a cell must break, it does before what surrounds the number.
    assert_eq!([0, 1].map(|line| found.short_lines(12)[line][4].split(' ').count()), [2, 2]);
}
