//! The answer of a comparison in three sentences: firms, jobs, and money. Each stands at every horizon, side by
//! side, with its interval, and says where this holds zero.

use crate::language::Language;
use crate::language::numbers::Counted;
use crate::report::findings::Findings;
use crate::report::lists::{clauses, listed, together};
use crate::report::outcome::Row;
use crate::report::verdict::{self, FEWEST, Number, Verdict, counted, percent};
use crate::{phrase, say};
use serde::Serialize;

/// What is answered of one arm.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Answer {
    /// The arm.
    pub(super) arm: String,
    /// Three sentences, or fewer where the folder lacks a metric.
    pub(super) sentences: Vec<String>,
}

/// The sentence for one kind of effect: when all horizons show a gain, a loss, neither; when they do not agree; when
/// there is no verdict at one of them, or at all for want of replications.
struct Lead {
    metric: &'static str,
    counted: Counted,
    gain: &'static str,
    loss: &'static str,
    none: &'static str,
    mixed: &'static str,
    open: &'static str,
    few: &'static str,
}

const LEADS: [Lead; 2] = [
    Lead {
        metric: "firms",
        counted: Counted::Firms,
        gain: phrase!("{arm} kept small and medium firms in business: {changes}, against the base."),
        loss: phrase!("{arm} cost small and medium firms their business: {changes}, against the base."),
        none: phrase!(
            "{arm} made no significant difference to the number of small and medium firms: {changes}, against the base."
        ),
        mixed: phrase!(
            "The effect of {arm} on the number of small and medium firms is not the same at all horizons: {changes}, against the base."
        ),
        open: phrase!("The number of small and medium firms under {arm}: {changes}, against the base."),
        few: phrase!(
            "The number of small and medium firms under {arm} (no verdict on fewer than {fewest} replications): {changes}, against the base."
        ),
    },
    Lead {
        metric: "jobs",
        counted: Counted::Jobs,
        gain: phrase!("{arm} kept jobs in small and medium firms: {changes}, against the base."),
        loss: phrase!("{arm} cost jobs in small and medium firms: {changes}, against the base."),
        none: phrase!(
            "{arm} made no significant difference to jobs in small and medium firms: {changes}, against the base."
        ),
        mixed: phrase!(
            "The effect of {arm} on jobs in small and medium firms is not the same at all horizons: {changes}, against the base."
        ),
        open: phrase!("Jobs in small and medium firms under {arm}: {changes}, against the base."),
        few: phrase!(
            "Jobs in small and medium firms under {arm} (no verdict on fewer than {fewest} replications): {changes}, against the base."
        ),
    },
];

/// The answers for some arms in a regime.
pub(super) fn answers(found: &Findings, arms: &[String], regime: &str, unit: &str) -> Vec<Answer> {
    let language = found.language;
    let one = |arm: &String| {
        let rows = found.course(arm, regime);
        let arm = found.arm(arm);
        let leads = LEADS.iter().filter_map(|lead| said(language, lead, arm, &rows));
        let sentences: Vec<String> = leads.chain(money(language, arm, &rows, unit)).collect();
        (!sentences.is_empty()).then(|| Answer { arm: arm.to_string(), sentences })
    };
    arms.iter().filter_map(one).collect()
}

/// A metric at each horizon that has it, in whole units.
fn numbers<'a>(rows: &[&'a Row], metric: &str) -> Vec<(i64, &'a Number)> {
    rows.iter().filter_map(|row| Some((row.horizon, row.numbers.get(metric)?))).collect()
}

fn said(language: Language, lead: &Lead, arm: &str, rows: &[&Row]) -> Option<String> {
    let numbers = numbers(rows, lead.metric);
    let all = |wanted: &[Verdict]| numbers.iter().all(|(_, number)| wanted.contains(&number.verdict()));
    let open = |(_, number): &(i64, &Number)| matches!(number.verdict(), Verdict::TooFew | Verdict::NoSpread);
    // Said once where it holds of all.
    let few = all(&[Verdict::TooFew]);
    let sentence = match () {
        () if numbers.is_empty() => return None,
        () if few => lead.few,
        () if all(&[Verdict::More]) => lead.gain,
        () if all(&[Verdict::Fewer]) => lead.loss,
        () if all(&[Verdict::NoneShows, Verdict::Same]) => lead.none,
        () if numbers.iter().any(open) => lead.open,
        () => lead.mixed,
    };
    let part = |(horizon, number): &(i64, &Number)| {
        let change = apart(language, number.times(1000.0), lead.counted, !few);
        say!(language, "{change} after {horizon} months", change = change, horizon = horizon)
    };
    let changes = clauses(language, &numbers.iter().map(part).collect::<Vec<_>>());
    Some(language.fill(sentence, &[("arm", &arm), ("changes", &changes), ("fewest", &FEWEST)]))
}

fn too_few(language: Language) -> String {
    say!(language, "no verdict on fewer than {fewest} replications", fewest = FEWEST)
}

/// A difference with its interval and, if asked for, why there is no verdict: `1,000 more (−2,000 to 4,000: the interval includes
/// zero)`. Of fewer the interval counts how many fewer, but where it includes zero it is that of the difference, as in tables.
fn apart(language: Language, number: Number, what: Counted, reasons: bool) -> String {
    let size = if number.value < 0.0 { number.times(-1.0) } else { number };
    let (value, fewer) = counted(language, size, what);
    let both = number.bounds.is_some_and(|[lower, upper]| lower < 0.0 && upper > 0.0);
    let interval = if both { counted(language, number, what).1 } else { fewer };
    let why = match number.verdict() {
        Verdict::Same => return say!(language, "no difference at all").to_string(),
        _ if !reasons => String::new(),
        Verdict::More | Verdict::Fewer => String::new(),
        Verdict::NoneShows if interval.is_empty() => say!(language, "no interval").to_string(),
        Verdict::NoneShows => say!(language, "the interval includes zero").to_string(),
        Verdict::NoSpread => say!(language, "no verdict: the same in every replication").to_string(),
        Verdict::TooFew => too_few(language),
    };
    let inner = with_reason(language, interval, why);
    let interval = if inner.is_empty() { inner } else { language.bracketed(&inner) };
    if number.value == 0.0 {
        say!(language, "no more and no fewer on the mean{interval}", interval = interval)
    } else if number.value < 0.0 {
        say!(language, "{value} fewer{interval}", value = value, interval = interval)
    } else {
        say!(language, "{value} more{interval}", value = value, interval = interval)
    }
}

fn with_reason(language: Language, interval: String, why: String) -> String {
    match (interval.is_empty(), why.is_empty()) {
        (true, _) => why,
        (_, true) => interval,
        _ => say!(language, "{interval}: {reason}", interval = interval, reason = why),
    }
}

/// What it cost, what a job-year cost, and who got the money; at all horizons each.
fn money(language: Language, arm: &str, rows: &[&Row], unit: &str) -> Option<String> {
    let costs = numbers(rows, "public_cost");
    if costs.is_empty() {
        return None;
    }
    if costs.iter().all(|(_, cost)| cost.value == 0.0) {
        return Some(say!(language, "{arm} cost no public money.", arm = arm));
    }
    let (billions, factor) = language.billions(unit);
    let cost = |(horizon, cost): &(i64, &Number)| {
        let zero = cost.verdict() == Verdict::NoneShows && cost.bounds.is_some() && cost.width() > 0.0;
        let why = if zero { say!(language, "the interval includes zero").to_string() } else { String::new() };
        let (value, interval) = verdict::apart(language, cost.times(factor));
        let cost = verdict::with_interval(language, &value, &with_reason(language, interval, why));
        say!(language, "{cost} over {horizon} months", cost = cost, horizon = horizon)
    };
    let costs = clauses(language, &costs.iter().map(cost).collect::<Vec<_>>());
    let mut said = vec![say!(
        language,
        "{arm} cost the public, in {unit}, {costs}",
        arm = arm,
        unit = billions,
        costs = costs
    )];
    said.push(price(language, rows, unit));
    let shares: Vec<String> =
        rows.iter().filter_map(|row| row.deadweight()).map(|share| percent(language, share)).collect();
    if shares.len() == rows.len() {
        let shares = listed(language, &shares);
        said.push(say!(
            language,
            "firms that would have survived anyway got {shares} of the money",
            shares = shares
        ));
    }
    Some(together(language, &said))
}

/// What a job-year cost at each horizon, or why no price is given.
fn price(language: Language, rows: &[&Row], unit: &str) -> String {
    let prices: Vec<Option<Number>> = rows.iter().map(|row| row.price()).collect();
    if prices.iter().all(Option::is_none) {
        let few = rows.iter().any(|row| row.verdict("public_cost") == Some(Verdict::TooFew));
        let why = if few {
            too_few(language)
        } else {
            say!(language, "no significant gain in job-years shows").to_string()
        };
        return say!(language, "no price of a job-year is given ({reason})", reason = why);
    }
    let one = |price: &Option<Number>| {
        price.map_or_else(
            || say!(language, "no price").to_string(),
            |price| {
                let (value, interval) = counted(language, price, Counted::Other);
                verdict::with_interval(language, &value, &interval)
            },
        )
    };
    let several = prices.len() > 1;
    let prices = listed(language, &prices.iter().map(one).collect::<Vec<_>>());
    if several {
        say!(
            language,
            "a job-year kept in the whole country cost {prices} {unit} over the same months",
            prices = prices,
            unit = unit
        )
    } else {
        say!(
            language,
            "a job-year kept in the whole country cost {prices} {unit}",
            prices = prices,
            unit = unit
        )
    }
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
        Findings { rows: rows.iter().map(row).collect(), ..Findings::default() }
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
              more (−2,000 to 4,000: the interval includes zero) after 24 months and 1,000 fewer (−4,000 to 2,000: the interval includes zero) \
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
        let told = |number: Number| apart(Language::English, number, Counted::Other, true);
        assert_eq!(
            told(number(6, Some([3.0, 3.0]))),
            "3.00 more (no verdict: the same in every replication)"
        );
        assert_eq!(
            told(number(2, Some([1.0, 5.0]))),
            "3.00 more (1.00 to 5.00: no verdict on fewer than 5 replications)"
        );
        assert_eq!(told(number(1, None)), "3.00 more (no verdict on fewer than 5 replications)");
        assert_eq!(told(Number { value: 0.0, ..number(6, Some([0.0, 0.0])) }), "no difference at all");
        assert_eq!(
            told(Number { value: 0.0, ..number(6, Some([-1.0, 1.0])) }),
            "no more and no fewer on the mean (−1.00 to 1.00: the interval includes zero)"
        );
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
    #[test]
    fn a_chinese_reader_gets_ten_thousands_with_measure_words() {
        let mut kept =
            found(&[(12, &[("firms", [107.3, 86.0, 128.5]), ("public_cost", [76.0, 73.0, 79.0])])]);
        kept.language = Language::Chinese;
        let said = sentences(&kept);
        assert!(said[0].contains("10.7万户（8.6万至12.8万户）") && said[0].ends_with('。'), "{said:?}");
        assert!(said[1].contains("亿yuan") && said[1].contains("760（730至790）"), "{said:?}");
    }
}
