//! What would change the answer: regimes that differ, few firms that it rests on, take-up that is set, a horizon
//! that turns the sign.

use crate::report::findings::{Findings, shared, split};
use crate::report::outcome::Row;
use crate::report::reply::listed;
use crate::report::settings::Policy;
use crate::report::verdict::{Number, Verdict, shown};
use crate::units::grouped;

/// Simulated firms below which one more or fewer moves what is said.
const FEW: i64 = 30;

/// Metrics that are looked at: name, what it is called, what to say when it rises, what when it falls.
const LOOKED_AT: [(&str, &str, &str, &str); 2] =
    [("firms", "firms", "more firms", "fewer firms"), ("jobs", "jobs", "more jobs", "fewer jobs")];

/// The statements on an arm in a regime; a simulated firm stands for `weight` real ones.
pub(super) fn turns(
    found: &Findings,
    arm: &str,
    regime: &str,
    weight: f64,
    policies: &[Policy],
) -> Vec<String> {
    let rows = found.course(arm, regime);
    let mut said = behaviour(found, arm);
    said.extend(rests(&rows, weight));
    said.extend(taken_up(policies));
    said.extend(horizons(&rows));
    said
}

/// Whether regimes agree, horizon by horizon.
fn behaviour(found: &Findings, arm: &str) -> Vec<String> {
    let regimes = found.regimes();
    if let [only] = &regimes[..] {
        let why = if found.alike.is_empty() {
            "a comparison without --regime runs all of them".to_string()
        } else {
            format!("nothing in the files tells it from {}", listed(&found.alike))
        };
        return vec![format!(
            "Behaviour: only the regime {only} was run; {why}. How long owners hold out and how strict creditors are is assumed."
        )];
    }
    let (mut same, mut apart, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for (metric, name, more, fewer) in LOOKED_AT {
        for horizon in found.every_horizon() {
            let rows = found.rows.iter().filter(|row| row.arm == arm && row.horizon == horizon);
            let verdicts: Vec<(Verdict, &str)> =
                rows.filter_map(|row| Some((row.verdict(metric)?, row.regime.as_str()))).collect();
            match shared(&verdicts) {
                _ if verdicts.is_empty() => {}
                Some(Verdict::TooFew | Verdict::NoSpread) => {
                    open.push(format!("{name} after {horizon} months"))
                }
                Some(_) => same.push(format!("{name} after {horizon} months")),
                None => apart.push(format!("after {horizon} months {}", split(&verdicts, more, fewer))),
            }
        }
    }
    let mut said = Vec::new();
    if !apart.is_empty() {
        said.push(format!("Behaviour: regimes do not agree; {}.", apart.join("; ")));
    } else if !same.is_empty() {
        said.push(format!(
            "Behaviour: all regimes ({}) lead to the same verdict on {}.",
            regimes.join(", "),
            listed(&same)
        ));
    }
    if !open.is_empty() {
        said.push(format!(
            "Behaviour: replications are too few, or do not differ, to say whether regimes ({}) agree on {}.",
            regimes.join(", "),
            listed(&open)
        ));
    }
    said
}

/// How many simulated firms it rests on, at each horizon.
fn rests(rows: &[&Row], weight: f64) -> Option<String> {
    let rows: Vec<&&Row> = rows.iter().filter(|row| row.followed > 0).collect();
    let first = rows.first()?;
    let counts: Vec<String> = rows.iter().map(|row| grouped(row.differ as f64, 0)).collect();
    let months: Vec<String> = rows.iter().map(|row| row.horizon.to_string()).collect();
    let replications = first.numbers.values().map(|number| number.replications).max().unwrap_or(1).max(1);
    let one = if replications == 1 { "replication" } else { "replications" };
    let few = rows.iter().any(|row| row.differ < FEW);
    Some(format!(
        "Few firms: the effect on firms rests on {} simulated firms whose fate differs after {} months, of {} followed in {replications} {one}; \
         each moves the number of firms by {}.{}",
        listed(&counts),
        listed(&months),
        grouped(first.followed as f64, 0),
        grouped(weight / replications as f64, 0),
        if few { " That is few: more firms or replications may change the answer." } else { "" }
    ))
}

/// The take-up of policies, which scenarios set.
fn taken_up(policies: &[Policy]) -> Option<String> {
    let set: Vec<String> = policies
        .iter()
        .filter_map(|policy| Some(format!("{} {}%", policy.name, grouped(100.0 * policy.take_up?, 0))))
        .collect();
    let first = policies.iter().find(|policy| policy.take_up.is_some_and(|share| share < 1.0));
    let vary = first
        .or(policies.iter().find(|policy| policy.take_up.is_some()))
        .map_or_else(String::new, |policy| {
            format!("; vary it, as with --set 'policy.\"{}\".take_up=0.5'", policy.name)
        });
    (!set.is_empty()).then(|| {
        format!(
            "Take-up: the scenario sets it, the model does not find it: {}. Effects and cost move with it; which of these are assumed, the scenario \
             file says (grade){vary}.",
            set.join(", ")
        )
    })
}

/// Whether a horizon turns the sign, and where effects are largest and smallest.
fn horizons(rows: &[&Row]) -> Vec<String> {
    let mut said = Vec::new();
    let months: Vec<String> = rows.iter().map(|row| row.horizon.to_string()).collect();
    if months.len() < 2 {
        return vec!["Horizon: there is only one; a longer run may say otherwise.".to_string()];
    }
    for (metric, name, ..) in LOOKED_AT {
        let numbers: Vec<_> =
            rows.iter().filter_map(|row| Some((row.horizon, *row.numbers.get(metric)?))).collect();
        if numbers.len() < 2 {
            continue;
        }
        if numbers.iter().all(|(_, number)| number.verdict() == Verdict::TooFew) {
            said.push(format!("Horizon: replications are too few for a verdict on {name} at any."));
            continue;
        }
        let turned = numbers.windows(2).find(|pair| pair[0].1.value * pair[1].1.value < 0.0);
        let zero: Vec<String> = numbers
            .iter()
            .filter(|(_, number)| number.verdict() == Verdict::NoneShows)
            .map(|(horizon, _)| horizon.to_string())
            .collect();
        let by_size = |a: &&(i64, _), b: &&(i64, _)| size(a).total_cmp(&size(b));
        let (least, most) = (numbers.iter().min_by(by_size), numbers.iter().max_by(by_size));
        let mut line = match (turned, least, most) {
            (Some(pair), ..) => {
                format!(
                    "Horizon: the sign of the effect on {name} turns between {} and {} months",
                    pair[0].0, pair[1].0
                )
            }
            (None, Some(least), Some(most)) => {
                // To the digits that the answer shows.
                let whole = |one: &(i64, Number)| {
                    let text = shown(one.1.times(1000.0));
                    text.split_once(" (").map_or(text.clone(), |(value, _)| value.to_string())
                };
                format!(
                    "Horizon: no horizon turns the sign of the effect on {name}; it is largest after {} months ({}) and smallest after {} ({})",
                    most.0,
                    whole(most),
                    least.0,
                    whole(least)
                )
            }
            _ => continue,
        };
        if !zero.is_empty() {
            line += &format!("; the interval includes zero after {} months", listed(&zero));
        }
        said.push(format!("{line}."));
    }
    said
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
            horizons(&found.course("relief", "middle")),
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
            rests(&found.course("relief", "middle"), 600.0).unwrap(),
            "Few firms: the effect on firms rests on 12 simulated firms whose fate differs after 12 months, of 48,000 followed in 6 replications; \
             each moves the number of firms by 100. That is few: more firms or replications may change the answer."
        );
        let policy = |name: &str, take_up| Policy { name: name.into(), take_up, ..Policy::default() };
        let said =
            taken_up(&[policy("cut", Some(1.0)), policy("fund", Some(0.05)), policy("rent", None)]).unwrap();
        assert!(
            said.contains("cut 100%, fund 5%. ") && said.contains("--set 'policy.\"fund\".take_up=0.5'"),
            "{said}"
        );
        assert_eq!(taken_up(&[policy("rent", None)]), None);
    }
}
