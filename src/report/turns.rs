//! What would change the answer: regimes that differ, few firms that it rests on, take-up that is set, a horizon
//! that turns the sign.

use crate::language::Language;
use crate::language::numbers::Counted;
use crate::report::agreement::{shared, split};
use crate::report::findings::Findings;
use crate::report::lists::{beside, listed};
use crate::report::outcome::Row;
use crate::report::settings::Policy;
use crate::report::verdict::{Number, Verdict, counted};
use crate::units::grouped;
use crate::{phrase, say};

/// Simulated firms below which one more or fewer moves what is said.
const FEW: i64 = 30;

/// Metrics that are looked at: name and what it is called, what to say when it rises, what when it falls.
const LOOKED_AT: [(&str, Counted, &str, &str); 2] = [
    (phrase!("firms"), Counted::Firms, phrase!("more firms"), phrase!("fewer firms")),
    (phrase!("jobs"), Counted::Jobs, phrase!("more jobs"), phrase!("fewer jobs")),
];

/// The statements on an arm in a regime; a simulated firm stands for `weight` real ones.
pub(super) fn turns(
    found: &Findings,
    arm: &str,
    regime: &str,
    weight: f64,
    policies: &[Policy],
) -> Vec<String> {
    let (rows, language) = (found.course(arm, regime), found.language);
    let mut said = behaviour(found, arm);
    said.extend(rests(language, &rows, weight));
    said.extend(taken_up(language, policies));
    said.extend(horizons(language, &rows));
    said
}

/// Whether regimes agree, horizon by horizon.
fn behaviour(found: &Findings, arm: &str) -> Vec<String> {
    let (regimes, language) = (found.regimes(), found.language);
    if let [only] = &regimes[..] {
        return vec![only_one(language, only, &found.alike)];
    }
    let (mut same, mut apart, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for (metric, _, more, fewer) in LOOKED_AT {
        for horizon in found.every_horizon() {
            let rows = found.rows.iter().filter(|row| row.arm == arm && row.horizon == horizon);
            let verdicts: Vec<(Verdict, &str)> =
                rows.filter_map(|row| Some((row.verdict(metric)?, row.regime.as_str()))).collect();
            let at = || {
                let metric = language.of(metric);
                say!(language, "{metric} after {horizon} months", metric = metric, horizon = horizon)
            };
            match shared(&verdicts) {
                _ if verdicts.is_empty() => {}
                Some(Verdict::TooFew | Verdict::NoSpread) => open.push(at()),
                Some(_) => same.push(at()),
                None => apart.push(say!(
                    language,
                    "after {horizon} months {verdicts}",
                    horizon = horizon,
                    verdicts = split(language, &verdicts, more, fewer)
                )),
            }
        }
    }
    let regimes = language.list(&regimes.iter().map(|regime| language.of(regime)).collect::<Vec<_>>());
    let mut said = Vec::new();
    if !apart.is_empty() {
        let differences = beside(language, &apart);
        said.push(say!(
            language,
            "Behaviour: regimes do not agree; {differences}.",
            differences = differences
        ));
    } else if !same.is_empty() {
        said.push(say!(
            language,
            "Behaviour: all regimes ({regimes}) lead to the same verdict on {metrics}.",
            regimes = regimes,
            metrics = listed(language, &same)
        ));
    }
    if !open.is_empty() {
        said.push(say!(
            language,
            "Behaviour: replications are too few, or do not differ, to say whether regimes ({regimes}) agree on {metrics}.",
            regimes = regimes,
            metrics = listed(language, &open)
        ));
    }
    said
}

/// Says that one regime was run.
fn only_one(language: Language, only: &str, alike: &[String]) -> String {
    let only = language.of(only);
    if alike.is_empty() {
        return say!(
            language,
            "Behaviour: only the regime {regime} was run; a comparison without --regime runs all of them. \
             How long owners hold out and how strict creditors are is assumed.",
            regime = only
        );
    }
    let alike: Vec<String> = alike.iter().map(|regime| language.of(regime).to_string()).collect();
    say!(
        language,
        "Behaviour: only the regime {regime} was run; nothing in the files tells it from {others}. \
         How long owners hold out and how strict creditors are is assumed.",
        regime = only,
        others = listed(language, &alike)
    )
}

/// How many simulated firms it rests on, at each horizon.
fn rests(language: Language, rows: &[&Row], weight: f64) -> Option<String> {
    let rows: Vec<&&Row> = rows.iter().filter(|row| row.followed > 0).collect();
    let first = rows.first()?;
    let counts: Vec<String> = rows.iter().map(|row| grouped(row.differ as f64, 0)).collect();
    let months: Vec<String> = rows.iter().map(|row| row.horizon.to_string()).collect();
    let replications = first.numbers.values().map(|number| number.replications).max().unwrap_or(1).max(1);
    let (counts, months) = (listed(language, &counts), listed(language, &months));
    let followed = grouped(first.followed as f64, 0);
    let each = grouped(weight / replications as f64, 0);
    let rests = if replications == 1 {
        say!(
            language,
            "Few firms: the effect on firms rests on {counts} simulated firms whose fate differs after {months} months, of {followed} \
             followed in 1 replication; each moves the number of firms by {each}.",
            counts = counts,
            months = months,
            followed = followed,
            each = each
        )
    } else {
        say!(
            language,
            "Few firms: the effect on firms rests on {counts} simulated firms whose fate differs after {months} months, of {followed} \
             followed in {replications} replications; each moves the number of firms by {each}.",
            counts = counts,
            months = months,
            followed = followed,
            replications = replications,
            each = each
        )
    };
    let few = rows.iter().any(|row| row.differ < FEW);
    let few = if few {
        say!(language, "That is few: more firms or replications may change the answer.")
    } else {
        ""
    };
    Some(language.sentences(&[rests.as_str(), few]))
}

/// The take-up of policies, which scenarios set.
fn taken_up(language: Language, policies: &[Policy]) -> Option<String> {
    let set: Vec<String> = policies
        .iter()
        .filter_map(|policy| {
            let share = grouped(100.0 * policy.take_up?, 0);
            Some(format!("{} {share}%", language.of(&policy.name)))
        })
        .collect();
    let first = policies.iter().find(|policy| policy.take_up.is_some_and(|share| share < 1.0));
    let vary = first.or(policies.iter().find(|policy| policy.take_up.is_some()))?;
    Some(say!(
        language,
        "Take-up: the scenario sets it, the model does not find it: {settings}. Effects and cost move with it; which of these are \
         assumed, the scenario file says (grade); vary it, as with {option}.",
        settings = language.list(&set),
        option = format!("--set 'policy.\"{}\".take_up=0.5'", vary.name)
    ))
}

/// Whether a horizon turns the sign, and where effects are largest and smallest.
fn horizons(language: Language, rows: &[&Row]) -> Vec<String> {
    if rows.len() < 2 {
        return vec![
            say!(language, "Horizon: there is only one; a longer run may say otherwise.").to_string(),
        ];
    }
    let one = |(metric, what, ..): &(&str, Counted, &str, &str)| {
        let numbers: Vec<(i64, Number)> =
            rows.iter().filter_map(|row| Some((row.horizon, *row.numbers.get(*metric)?))).collect();
        horizon(language, language.of(metric), *what, &numbers)
    };
    LOOKED_AT.iter().filter_map(one).collect()
}

/// The same of one metric, which is said by its name.
fn horizon(language: Language, metric: &str, what: Counted, numbers: &[(i64, Number)]) -> Option<String> {
    if numbers.len() < 2 {
        return None;
    }
    if numbers.iter().all(|(_, number)| number.verdict() == Verdict::TooFew) {
        return Some(say!(
            language,
            "Horizon: replications are too few for a verdict on {metric} at any horizon.",
            metric = metric
        ));
    }
    let zero: Vec<String> = numbers
        .iter()
        .filter(|(_, number)| number.verdict() == Verdict::NoneShows)
        .map(|(horizon, _)| horizon.to_string())
        .collect();
    let zero = match zero.is_empty() {
        true => String::new(),
        false => say!(
            language,
            "; the interval includes zero after {months} months",
            months = listed(language, &zero)
        ),
    };
    if let Some(pair) = numbers.windows(2).find(|pair| pair[0].1.value * pair[1].1.value < 0.0) {
        return Some(say!(
            language,
            "Horizon: the sign of the effect on {metric} turns between {from} and {to} months{zero}.",
            metric = metric,
            from = pair[0].0,
            to = pair[1].0,
            zero = zero
        ));
    }
    let by_size = |a: &&(i64, Number), b: &&(i64, Number)| size(a).total_cmp(&size(b));
    let (least, most) = (numbers.iter().min_by(by_size)?, numbers.iter().max_by(by_size)?);
    // To the digits that the answer shows.
    let whole = |one: &(i64, Number)| counted(language, one.1.times(1000.0), what).0;
    Some(say!(
        language,
        "Horizon: no horizon turns the sign of the effect on {metric}; it is largest after {most} months ({high}) and smallest \
         after {least} ({low}){zero}.",
        metric = metric,
        most = most.0,
        high = whole(most),
        least = least.0,
        low = whole(least),
        zero = zero
    ))
}

fn size(one: &(i64, Number)) -> f64 {
    one.1.value.abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::reply::tests::found;

    #[test]
    fn a_horizon_that_turns_the_sign_is_named() {
        let found = found(&[
            (12, &[("jobs", [5.0, 4.0, 6.0]), ("firms", [2.0, 1.0, 3.0])]),
            (24, &[("jobs", [-1.0, -4.0, 2.0]), ("firms", [1.0, 0.5, 1.5])]),
        ]);
        assert_eq!(
            horizons(Language::English, &found.course("relief", "middle")),
            [
                "Horizon: no horizon turns the sign of the effect on firms; it is largest after 12 months (2,000) and smallest after 24 (1,000).",
                "Horizon: the sign of the effect on jobs turns between 12 and 24 months; the interval includes zero after 24 months."
            ]
        );
    }

    #[test]
    fn regimes_that_do_not_agree_are_told_apart() {
        let mut both = found(&[(12, &[("jobs", [5.0, 4.0, 6.0])])]);
        assert!(
            behaviour(&both, "relief")[0]
                .starts_with("Behaviour: only the regime middle was run; a comparison")
        );
        let mut other = found(&[(12, &[("jobs", [5.0, -4.0, 14.0])])]).rows.remove(0);
        other.regime = "strict".into();
        both.rows.push(other);
        assert_eq!(
            behaviour(&both, "relief"),
            [
                "Behaviour: regimes do not agree; after 12 months more jobs in middle, no significant change in strict."
            ]
        );
        let mut few = both.clone();
        few.rows
            .iter_mut()
            .flat_map(|row| row.numbers.values_mut())
            .for_each(|number| number.replications = 4);
        assert_eq!(
            behaviour(&few, "relief"),
            [
                "Behaviour: replications are too few, or do not differ, to say whether regimes (middle, strict) agree on jobs after 12 months."
            ]
        );
        both.rows[1].numbers = both.rows[0].numbers.clone();
        assert_eq!(
            behaviour(&both, "relief"),
            ["Behaviour: all regimes (middle, strict) lead to the same verdict on jobs after 12 months."]
        );
    }

    #[test]
    fn few_firms_and_take_up_are_told() {
        let mut found = found(&[(12, &[("jobs", [5.0, 4.0, 6.0])])]);
        (found.rows[0].differ, found.rows[0].followed) = (12, 48_000);
        assert_eq!(
            rests(Language::English, &found.course("relief", "middle"), 600.0).unwrap(),
            "Few firms: the effect on firms rests on 12 simulated firms whose fate differs after 12 months, of 48,000 followed in 6 replications; \
             each moves the number of firms by 100. That is few: more firms or replications may change the answer."
        );
        let policy = |name: &str, take_up| Policy { name: name.into(), take_up, ..Policy::default() };
        let said = taken_up(
            Language::English,
            &[policy("cut", Some(1.0)), policy("fund", Some(0.05)), policy("rent", None)],
        )
        .unwrap();
        assert!(
            said.contains("cut 100%, fund 5%. ") && said.contains("--set 'policy.\"fund\".take_up=0.5'"),
            "{said}"
        );
        assert_eq!(taken_up(Language::English, &[policy("rent", None)]), None);
    }
}
