//! The answer of a comparison in three sentences: firms, jobs, and money. Each stands at every horizon, side by
//! side, with its interval, and says where this holds zero.

use crate::report::findings::Findings;
use crate::report::outcome::Row;
use crate::report::said::percent;
use crate::report::verdict::{FEWEST, Number, Verdict, shown};
use serde::Serialize;

/// What is answered of one arm.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Answer {
    /// The arm.
    pub(super) arm: String,
    /// Three sentences, or fewer where the folder lacks a metric.
    pub(super) sentences: Vec<String>,
}

/// The words for one kind of effect, with `{arm}` for the name: when all horizons show a gain, a loss, neither; when they do not agree;
/// when there is no verdict.
struct Lead {
    metric: &'static str,
    gain: &'static str,
    loss: &'static str,
    none: &'static str,
    mixed: &'static str,
    open: &'static str,
}

const LEADS: [Lead; 2] = [
    Lead {
        metric: "firms",
        gain: "{arm} kept small and medium firms in business",
        loss: "{arm} cost small and medium firms their business",
        none: "{arm} made no significant difference to the number of small and medium firms",
        mixed: "The effect of {arm} on the number of small and medium firms is not the same at all horizons",
        open: "The number of small and medium firms under {arm}",
    },
    Lead {
        metric: "jobs",
        gain: "{arm} kept jobs in small and medium firms",
        loss: "{arm} cost jobs in small and medium firms",
        none: "{arm} made no significant difference to jobs in small and medium firms",
        mixed: "The effect of {arm} on jobs in small and medium firms is not the same at all horizons",
        open: "Jobs in small and medium firms under {arm}",
    },
];

/// The answers for some arms in a regime.
pub(super) fn answers(found: &Findings, arms: &[String], regime: &str, unit: &str) -> Vec<Answer> {
    let one = |arm: &String| {
        let rows = found.course(arm, regime);
        let leads = LEADS.iter().filter_map(|lead| said(lead, arm, &rows));
        let sentences: Vec<String> = leads.chain(money(arm, &rows, unit)).collect();
        (!sentences.is_empty()).then(|| Answer { arm: arm.clone(), sentences })
    };
    arms.iter().filter_map(one).collect()
}

/// A list as one says it: `a, b and c`.
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// A metric at each horizon that has it, in whole units.
fn numbers<'a>(rows: &[&'a Row], metric: &str) -> Vec<(i64, &'a Number)> {
    rows.iter().filter_map(|row| Some((row.horizon, row.numbers.get(metric)?))).collect()
}

fn said(lead: &Lead, arm: &str, rows: &[&Row]) -> Option<String> {
    let numbers = numbers(rows, lead.metric);
    let all = |wanted: &[Verdict]| numbers.iter().all(|(_, number)| wanted.contains(&number.verdict()));
    let open = |(_, number): &(i64, &Number)| matches!(number.verdict(), Verdict::TooFew | Verdict::NoSpread);
    let words = match () {
        () if numbers.is_empty() => return None,
        () if all(&[Verdict::More]) => lead.gain,
        () if all(&[Verdict::Fewer]) => lead.loss,
        () if all(&[Verdict::NoneShows, Verdict::Same]) => lead.none,
        () if numbers.iter().any(open) => lead.open,
        () => lead.mixed,
    };
    // Said once where it holds of all.
    let few = all(&[Verdict::TooFew]);
    let why = if few { format!(" ({})", too_few()) } else { String::new() };
    let parts: Vec<String> = numbers
        .iter()
        .map(|(horizon, number)| {
            let said = apart(number.times(1000.0));
            let said = if few { said.replace(&format!(": {}", too_few()), "") } else { said };
            format!("{said} after {horizon} months")
        })
        .collect();
    Some(format!("{}{why}: {}, against the base.", words.replace("{arm}", arm), listed(&parts)))
}

fn too_few() -> String {
    format!("no verdict on fewer than {FEWEST} replications")
}

/// A difference with its interval: `1,000 more (−2,000 to 4,000: the interval includes zero)`.
pub(super) fn apart(number: Number) -> String {
    let (size, word) = if number.value < 0.0 { (number.times(-1.0), "fewer") } else { (number, "more") };
    let text = shown(size);
    let (value, interval) = text.split_once(" (").unwrap_or((&text, ""));
    let interval = interval.trim_end_matches(')');
    let bracket = |why: &str| match (interval, why) {
        ("", "") => String::new(),
        ("", why) => format!(" ({why})"),
        (interval, "") => format!(" ({interval})"),
        (interval, why) => format!(" ({interval}: {why})"),
    };
    match number.verdict() {
        Verdict::Same => "no difference at all".to_string(),
        Verdict::More | Verdict::Fewer => format!("{value} {word}{}", bracket("")),
        Verdict::NoneShows if interval.is_empty() => format!("{value} {word} (no interval)"),
        Verdict::NoneShows => format!("{value} {word}{}", bracket("the interval includes zero")),
        Verdict::NoSpread => {
            format!("{value} {word}{}", bracket("no verdict: the same in every replication"))
        }
        Verdict::TooFew => format!("{value} {word}{}", bracket(&too_few())),
    }
}

/// What it cost, what a job-year cost, and who got the money; at all horizons each.
fn money(arm: &str, rows: &[&Row], unit: &str) -> Option<String> {
    let costs = numbers(rows, "public_cost");
    if costs.is_empty() {
        return None;
    }
    if costs.iter().all(|(_, cost)| cost.value == 0.0) {
        return Some(format!("{arm} cost no public money."));
    }
    let cost = |(horizon, cost): &(i64, &Number)| {
        let text = shown(**cost);
        let zero = cost.verdict() == Verdict::NoneShows && cost.bounds.is_some() && cost.width() > 0.0;
        let text = if zero { text.replace(')', ": the interval includes zero)") } else { text };
        format!("{text} over {horizon} months")
    };
    let costs: Vec<String> = costs.iter().map(cost).collect();
    let mut said = vec![format!("{arm} cost the public, in billion {unit}, {}", listed(&costs))];
    let prices: Vec<Option<Number>> = rows.iter().map(|row| row.price()).collect();
    if prices.iter().any(Option::is_some) {
        let price = |price: &Option<Number>| price.map_or_else(|| "no price".to_string(), shown);
        let prices: Vec<String> = prices.iter().map(price).collect();
        let over = if prices.len() > 1 { " over the same months" } else { "" };
        said.push(format!("a job-year kept in the whole country cost {} {unit}{over}", listed(&prices)));
    } else {
        let few = rows.iter().any(|row| row.verdict("public_cost") == Some(Verdict::TooFew));
        let why = if few { too_few() } else { "no significant gain in job-years shows".to_string() };
        said.push(format!("no price of a job-year is given ({why})"));
    }
    let shares: Vec<String> = rows.iter().filter_map(|row| row.deadweight()).map(percent).collect();
    if shares.len() == rows.len() {
        said.push(format!("firms that would have survived anyway got {} of the money", listed(&shares)));
    }
    Some(format!("{}.", said.join("; ")))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A horizon, then metrics with value and bounds.
    pub(in crate::report) type Given<'a> = (i64, &'a [(&'a str, [f64; 3])]);

    /// An arm in numbers, six replications.
    pub(in crate::report) fn found(rows: &[Given]) -> Findings {
        let number =
            |[value, lower, upper]: [f64; 3]| Number { value, bounds: Some([lower, upper]), replications: 6 };
        let row = |(horizon, numbers): &Given| Row {
            regime: "middle".into(),
            arm: "relief".into(),
            horizon: *horizon,
            numbers: numbers.iter().map(|(name, of)| (name.to_string(), number(*of))).collect(),
            ..Row::default()
        };
        Findings { rows: rows.iter().map(row).collect(), alike: Vec::new() }
    }

    fn sentences(found: &Findings) -> Vec<String> {
        answers(found, &["relief".to_string()], "middle", "yuan").remove(0).sentences
    }

    #[test]
    fn three_sentences_with_all_horizons_side_by_side() {
        let all = |jobs: [f64; 3], price: [f64; 3]| {
            [
                ("firms", [107.3, 86.0, 128.5]),
                ("jobs", jobs),
                ("public_cost", [760.0, 729.0, 790.0]),
                ("national_job_years", [569.0, 217.0, 920.0]),
                ("cost_per_job_year", price),
                ("deadweight", [0.99, 0.99, 0.99]),
            ]
        };
        let (year, last) = (
            all([1072.0, 579.0, 1566.0], [1_340_000.0, 847_000.0, 3_400_000.0]),
            all([598.0, 178.0, 1018.0], [300_000.0, 237_000.0, 417_000.0]),
        );
        // Thousands in the tables are whole firms and jobs here.
        assert_eq!(
            sentences(&found(&[(12, &year), (36, &last)])),
            [
                "relief kept small and medium firms in business: 107,000 more (86,000 to 129,000) after 12 months and 107,000 more (86,000 to \
                 129,000) after 36 months, against the base.",
                "relief kept jobs in small and medium firms: 1,070,000 more (580,000 to 1,570,000) after 12 months and 600,000 more (180,000 to \
                 1,020,000) after 36 months, against the base.",
                "relief cost the public, in billion yuan, 760 (729 to 790) over 12 months and 760 (729 to 790) over 36 months; a job-year kept in the \
                 whole country cost 1,340,000 (850,000 to 3,400,000) and 300,000 (237,000 to 417,000) yuan over the same months; firms that would \
                 have survived anyway got 99% and 99% of the money.",
            ]
        );
    }

    #[test]
    fn an_interval_that_includes_zero_says_so() {
        let found = found(&[
            (12, &[("jobs", [5.0, 4.0, 6.0])]),
            (24, &[("jobs", [1.0, -2.0, 4.0])]),
            (36, &[("jobs", [-1.0, -4.0, 2.0])]),
        ]);
        assert_eq!(
            sentences(&found),
            [
                "The effect of relief on jobs in small and medium firms is not the same at all horizons: 5,000 more (4,000 to 6,000) after 12 months, 1,000 \
              more (−2,000 to 4,000: the interval includes zero) after 24 months and 1,000 fewer (−2,000 to 4,000: the interval includes zero) \
              after 36 months, against the base."
            ]
        );
        let none = tests::found(&[(12, &[("jobs", [1.0, -2.0, 4.0]), ("public_cost", [0.2, -0.1, 0.5])])]);
        let said = sentences(&none);
        assert!(said[0].starts_with("relief made no significant difference to jobs"), "{said:?}");
        assert_eq!(
            said[1],
            "relief cost the public, in billion yuan, 0.200 (−0.100 to 0.500: the interval includes zero) over 12 months; no price of a job-year is \
             given (no significant gain in job-years shows)."
        );
    }

    #[test]
    fn no_verdict_where_replications_are_few_or_do_not_differ() {
        let number =
            |replications: usize, bounds: Option<[f64; 2]>| Number { value: 3.0, bounds, replications };
        assert_eq!(
            apart(number(6, Some([3.0, 3.0]))),
            "3.00 more (no verdict: the same in every replication)"
        );
        assert_eq!(
            apart(number(2, Some([1.0, 5.0]))),
            "3.00 more (1.00 to 5.00: no verdict on fewer than 5 replications)"
        );
        assert_eq!(apart(number(1, None)), "3.00 more (no verdict on fewer than 5 replications)");
        assert_eq!(apart(Number { value: 0.0, ..number(6, Some([0.0, 0.0])) }), "no difference at all");
        let mut few = found(&[(12, &[("jobs", [3.0, 1.0, 5.0]), ("public_cost", [9.0, 8.0, 10.0])])]);
        few.rows[0].numbers.values_mut().for_each(|number| number.replications = 2);
        assert_eq!(
            sentences(&few),
            [
                "Jobs in small and medium firms under relief (no verdict on fewer than 5 replications): 3,000 more (1,000 to 5,000) after 12 \
                 months, against the base.",
                "relief cost the public, in billion yuan, 9.0 (8.0 to 10.0) over 12 months; no price of a job-year is given (no verdict on fewer \
                 than 5 replications)."
            ]
        );
        let spent = found(&[(12, &[("firms", [-2.0, -3.0, -1.0]), ("public_cost", [0.0; 3])])]);
        assert_eq!(
            sentences(&spent),
            [
                "relief cost small and medium firms their business: 2,000 fewer (1,000 to 3,000) after 12 months, against the base.",
                "relief cost no public money."
            ]
        );
    }
}
