//! Sentences on one arm in one regime. Each says no more than its numbers: whether jobs were kept, lost, or
//! no difference shows; what was spent, earned, or is only at risk; a price of a job-year where there is one,
//! with the months it is over; and how many firms it rests on.

use crate::language::Language;
use crate::language::numbers::Counted;
use crate::report::lists::together;
use crate::report::outcome::Row;
use crate::report::verdict::{Number, Verdict, counted, percent, shown_in, with_interval};
use crate::say;
use crate::units::grouped;

/// What is said of an arm at its first horizon, with the price of a job-year at all `later` ones too, since it
/// falls with time; nothing without jobs.
pub(super) fn sentence(
    language: Language,
    arm: &str,
    row: &Row,
    later: &[&Row],
    unit: &str,
) -> Option<String> {
    let jobs = jobs(language, row.numbers.get("jobs")?);
    let regime = language.of(&row.regime);
    let mut said = vec![say!(
        language,
        "{arm} ({regime}): {jobs} after {horizon} months.",
        arm = arm,
        regime = regime,
        jobs = jobs,
        horizon = row.horizon
    )];
    said.extend(cost(language, row, unit));
    said.extend(price(language, row, later, unit));
    said.extend(deadweight(language, row));
    said.push(rests(language, row));
    Some(language.sentences(&said))
}

/// How many simulated firms it rests on.
fn rests(language: Language, row: &Row) -> String {
    let (count, followed) = (row.numbers["jobs"].replications, grouped(row.followed as f64, 0));
    let of = match count {
        1 => say!(language, "of {followed} followed in 1 replication", followed = followed),
        _ => say!(
            language,
            "of {followed} followed in {count} replications",
            followed = followed,
            count = count
        ),
    };
    match row.differ {
        0 => say!(language, "No simulated firm's fate differs ({of}).", of = of),
        1 => say!(language, "Results on firms rest on 1 simulated firm whose fate differs ({of}).", of = of),
        many => say!(
            language,
            "Results on firms rest on {firms} simulated firms whose fate differs ({of}).",
            firms = grouped(many as f64, 0),
            of = of
        ),
    }
}

/// Jobs, which the tables have in thousands.
fn jobs(language: Language, number: &Number) -> String {
    let jobs = number.times(1000.0);
    let said = |number: Number| {
        let (value, interval) = counted(language, number, Counted::Jobs);
        with_interval(language, &value, &interval)
    };
    let apart = |why: &str| match jobs.value < 0.0 {
        true => say!(
            language,
            "{jobs} fewer jobs than in the base, without a verdict ({reason}),",
            jobs = said(jobs.times(-1.0)),
            reason = why
        ),
        false => say!(
            language,
            "{jobs} more jobs than in the base, without a verdict ({reason}),",
            jobs = said(jobs),
            reason = why
        ),
    };
    match number.verdict() {
        Verdict::More => say!(language, "kept {jobs} jobs", jobs = said(jobs)),
        Verdict::Fewer => say!(language, "lost {jobs} jobs", jobs = said(jobs.times(-1.0))),
        Verdict::NoneShows => say!(language, "no significant difference in jobs, {jobs},", jobs = said(jobs)),
        Verdict::Same => say!(language, "no difference at all in jobs").to_string(),
        Verdict::NoSpread => apart(say!(language, "the same in every replication")),
        Verdict::TooFew => apart(say!(language, "too few replications")),
    }
}

/// Public cost, which is none before a sum deferred or guaranteed is lost, and below zero where fees exceed
/// what was paid.
fn cost(language: Language, row: &Row, unit: &str) -> Option<String> {
    let cost = row.numbers.get("public_cost")?;
    let risk = row.numbers.get("outstanding").filter(|risk| risk.value > 0.0);
    let (unit, factor) = language.billions(unit);
    let billion = |number: Number| {
        let sum = shown_in(language, number.times(factor));
        say!(language, "{sum} {unit}", sum = sum, unit = unit)
    };
    let better = || say!(language, "The treasury was {sum} better off", sum = billion(cost.times(-1.0)));
    let spent = match cost.verdict() {
        _ if cost.value == 0.0 => say!(language, "No public money was spent").to_string(),
        Verdict::Fewer => better(),
        Verdict::NoneShows => {
            say!(
                language,
                "Public cost was {sum}, not significantly different from zero",
                sum = billion(*cost)
            )
        }
        _ if cost.value < 0.0 => better(),
        _ => say!(language, "Public cost was {sum}", sum = billion(*cost)),
    };
    let risky = |risk: &Number| {
        say!(
            language,
            "{sum} were deferred or guaranteed and still outstanding, which costs nothing unless it is lost",
            sum = billion(*risk)
        )
    };
    let said: Vec<String> = std::iter::once(spent).chain(risk.map(risky)).collect();
    Some(together(language, &said))
}

/// What a job-year cost over each of the horizons, where money was spent and job-years were kept.
fn price(language: Language, row: &Row, later: &[&Row], unit: &str) -> Option<String> {
    let rows = || std::iter::once(row).chain(later.iter().copied());
    let over = |price: fn(&Row) -> Option<Number>| {
        let said = |row: &Row| {
            let (value, interval) = counted(language, price(row)?, Counted::Other);
            let price = with_interval(language, &value, &interval);
            Some(say!(
                language,
                "{price} {unit} over {horizon} months",
                price = price,
                unit = unit,
                horizon = row.horizon
            ))
        };
        language.list(&rows().filter_map(said).collect::<Vec<String>>())
    };
    let (national, small) = (over(Row::price), over(Row::price_in_small_firms));
    let small = (!small.is_empty())
        .then(|| say!(language, "Counting small and medium firms alone: {prices}.", prices = small));
    if !national.is_empty() {
        let said =
            say!(language, "Cost per job-year kept in the whole country: {prices}.", prices = national);
        return Some(language.sentences(&[Some(said), small].into_iter().flatten().collect::<Vec<_>>()));
    }
    let spent = row.verdict("public_cost") == Some(Verdict::More);
    let known =
        !matches!(row.verdict("national_job_years"), None | Some(Verdict::TooFew | Verdict::NoSpread));
    if let Some(small) = small {
        let none = say!(language, "No significant gain in job-years of the whole country.").to_string();
        return Some(language.sentences(&[none, small]));
    }
    (spent && known).then(|| {
        say!(language, "No significant gain in job-years, so no cost per job-year is given.").to_string()
    })
}

/// Who got the money or, where none was paid, whose sums were deferred or guaranteed.
fn deadweight(language: Language, row: &Row) -> Option<String> {
    match (row.deadweight(), row.behind_safe) {
        (Some(share), _) => Some(say!(
            language,
            "Firms that would have survived anyway got {share} of the money.",
            share = percent(language, share)
        )),
        (_, Some(share)) => Some(say!(
            language,
            "Firms that would have survived anyway had {share} of what was deferred or guaranteed.",
            share = percent(language, share)
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(horizon: i64, numbers: &[(&str, [f64; 3])]) -> Row {
        let number =
            |[value, lower, upper]: [f64; 3]| Number { value, bounds: Some([lower, upper]), replications: 6 };
        let numbers = numbers.iter().map(|(name, values)| (name.to_string(), number(*values))).collect();
        let (regime, arm) = ("middle".into(), "relief".into());
        Row { regime, arm, horizon, numbers, behind_safe: None, differ: 305, followed: 120_000 }
    }

    const KEPT: [(&str, [f64; 3]); 8] = [
        ("jobs", [503.0, 465.0, 541.0]),
        ("job_years", [192.0, 170.0, 210.0]),
        ("national_job_years", [160.0, 140.0, 180.0]),
        ("public_cost", [752.0, 746.0, 757.0]),
        ("cost_per_job_year", [4_700_000.0, 4_100_000.0, 5_500_000.0]),
        ("cost_per_sme_job_year", [3_917_000.0, 3_500_000.0, 4_460_000.0]),
        ("outlay", [752.0, 746.0, 757.0]),
        ("deadweight", [0.99, 0.99, 0.99]),
    ];
    const NONE_KEPT: [(&str, [f64; 3]); 2] =
        [("job_years", [1.0, -2.0, 4.0]), ("national_job_years", [1.0, -2.0, 4.0])];
    const RESTS: &str = "Results on firms rest on 305 simulated firms whose fate differs (of 120,000 followed in 6 replications).";

    #[test]
    fn what_was_kept_and_paid_at_both_horizons() {
        let last =
            row(36, &[&KEPT[..4], &[("cost_per_job_year", [690_000.0, 600_000.0, 800_000.0])]].concat());
        assert_eq!(
            sentence(Language::English, "relief", &row(12, &KEPT), &[&last], "yuan").unwrap(),
            format!(
                "relief (middle): kept 503,000 (465,000 to 541,000) jobs after 12 months. Public cost was 752 (746 to 757) billion yuan. \
                 Cost per job-year kept in the whole country: 4,700,000 (4,100,000 to 5,500,000) yuan over 12 months, 690,000 (600,000 to \
                 800,000) yuan over 36 months. Counting small and medium firms alone: 3,920,000 (3,500,000 to 4,460,000) yuan over 12 months. \
                 Firms that would have survived anyway got 99% of the money. {RESTS}"
            )
        );
    }

    #[test]
    fn no_effect_no_cost_earnings_and_sums_at_risk() {
        let said = |numbers: &[(&str, [f64; 3])]| {
            sentence(Language::English, "relief", &row(12, numbers), &[], "yuan").unwrap()
        };
        // Nothing at all.
        let nothing = said(&[
            ("jobs", [0.0; 3]),
            ("job_years", [0.0; 3]),
            ("public_cost", [0.0; 3]),
            ("outstanding", [0.0; 3]),
        ]);
        assert_eq!(
            nothing,
            format!(
                "relief (middle): no difference at all in jobs after 12 months. No public money was spent. {RESTS}"
            )
        );
        // A guarantee: fees exceed what was called, and more is at risk. No price, no share of a sum that was
        // not paid.
        let mut guarantee = row(
            12,
            &[
                ("jobs", [40.0, 30.0, 50.0]),
                ("job_years", [20.0, 10.0, 30.0]),
                ("public_cost", [-0.2, -0.3, -0.1]),
                ("cost_per_job_year", [-10_900.0, -20_000.0, -5_000.0]),
                ("outlay", [0.0; 3]),
                ("outstanding", [35.0, 34.0, 36.0]),
                ("deadweight", [0.0; 3]),
            ],
        );
        guarantee.behind_safe = Some(0.9997);
        assert_eq!(
            sentence(Language::English, "relief", &guarantee, &[], "yuan").unwrap(),
            format!(
                "relief (middle): kept 40,000 (30,000 to 50,000) jobs after 12 months. The treasury was 0.200 (0.100 to 0.300) billion yuan \
                 better off; 35.0 (34.0 to 36.0) billion yuan were deferred or guaranteed and still outstanding, which costs nothing unless it is lost. \
                 Firms that would have survived anyway had over 99.9% of what was deferred or guaranteed. {RESTS}"
            )
        );
        // Money spent, nothing kept that shows: no price.
        let spent = said(&[&[("jobs", [1.0, -2.0, 4.0])], &NONE_KEPT[..], &KEPT[3..]].concat());
        assert!(
            spent.starts_with(
                "relief (middle): no significant difference in jobs, 1,000 (−2,000 to 4,000), after 12 months."
            ),
            "{spent}"
        );
        assert!(
            spent.contains("No significant gain in job-years, so no cost per job-year is given.")
                && !spent.contains("Cost per job-year kept"),
            "{spent}"
        );
        let lost =
            said(&[&[("jobs", [-5.0, -6.0, -4.0]), ("job_years", [-5.0, -6.0, -4.0])], &KEPT[3..]].concat());
        assert!(lost.starts_with("relief (middle): lost 5,000 (4,000 to 6,000) jobs after"), "{lost}");
    }

    #[test]
    fn one_firm_and_few_replications_are_said_to_be_so() {
        let mut one = row(12, &[("jobs", [9.04, 9.04, 9.04])]);
        one.differ = 1;
        let said = sentence(Language::English, "relief", &one, &[], "yuan").unwrap();
        assert!(
            said.contains(
                "9,040 more jobs than in the base, without a verdict (the same in every replication),"
            ),
            "{said}"
        );
        assert!(
            said.ends_with("Results on firms rest on 1 simulated firm whose fate differs (of 120,000 followed in 6 replications)."),
            "{said}"
        );
        one.numbers.values_mut().for_each(|number| (number.replications, number.value) = (2, -1.0));
        one.differ = 0;
        let said = sentence(Language::English, "relief", &one, &[], "yuan").unwrap();
        assert!(
            said.contains("fewer jobs than in the base, without a verdict (too few replications),"),
            "{said}"
        );
        assert!(said.contains("No simulated firm's fate differs"), "{said}");
    }

    #[test]
    fn all_and_none_are_said_of_all_and_none_alone() {
        let texts = [1.0, 0.9999, 0.9987, 0.42, 0.001, 0.0].map(|share| percent(Language::English, share));
        assert_eq!(texts, ["100%", "over 99.9%", "99.9%", "42%", "under 0.5%", "0%"]);
    }
}
