//! Why replications can't go on, known again: tables and manifests keep the reason in English, as the simulation gives
//! it, and the terminal says it in the language of its reader.

use crate::language::known;
use crate::language::told::Told;
use crate::phrase;

/// Reasons that the simulation gives, and faults of the program.
const REASONS: [&str; 13] = [
    phrase!("the burn-in failed: {why}"),
    phrase!(
        "{what} in {month}: the economy explodes under these parameters, shocks and policies; bring those that were changed closer to their defaults \
         (`tideover params`)"
    ),
    phrase!("{total} reached {times} times their level at the start"),
    phrase!("{total} reached {times} times the sales of a month at the start"),
    phrase!("{total} can't be counted any more ({number})"),
    phrase!("the staff of one firm would be {staff} people, where at most {most} can be counted"),
    phrase!("an amount of money is not a number, where at most {most} can be counted"),
    phrase!("an amount of money would be {amount} minor units, where at most {most} can be counted"),
    phrase!("a sum of money would be too large, where at most {most} can be counted"),
    phrase!("a whole number grew beyond what can be counted ({text})"),
    phrase!("it ended without a message"),
    phrase!("a check of the program failed at {place}: {what}"),
    phrase!("point {point}: {why}"),
];

/// What can leave its bounds.
const TOTALS: [&str; 12] = [
    phrase!("jobs"),
    phrase!("firms"),
    phrase!("sales of small firms"),
    phrase!("sales of large firms"),
    phrase!("wages"),
    phrase!("prices of small firms"),
    phrase!("prices of large firms"),
    phrase!("prices of inputs"),
    phrase!("cash of small firms"),
    phrase!("debts of small firms"),
    phrase!("deposits of households"),
    phrase!("debts of the state"),
];

/// A reason as phrases.
pub fn known(reason: &str) -> Told {
    known::again(reason, &[&REASONS[..], &TOTALS[..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::money::Money;
    use crate::stop::{caught, replication};

    #[test]
    fn the_reasons_of_the_simulation_are_said_in_chinese() {
        let explodes = "jobs reached 130 times their level at the start in 2021-03: the economy explodes under these parameters, shocks and policies; \
                        bring those that were changed closer to their defaults (`tideover params`)";
        let computations: [&dyn Fn() -> Money; 7] = [
            &|| Money::round(f64::NAN),
            &|| Money::round(1e300),
            &|| [Money(i64::MAX); 2].into_iter().sum(),
            &|| panic!("attempt to add with overflow"),
            &|| replication(explodes.to_string()),
            &|| replication(format!("the burn-in failed: {explodes}")),
            &|| std::panic::panic_any(7),
        ];
        for reason in computations.into_iter().map(|compute| caught(compute).unwrap_err()) {
            let told = known(&reason);
            assert_eq!(told.english(), reason);
            let said = told.said(Language::Chinese);
            let letters = said.replace("attempt to add with overflow", "").replace("`tideover params`", "");
            assert!(!letters.replace(['e', 'E'], "").contains(|c: char| c.is_ascii_alphabetic()), "{said}");
        }
    }

    #[test]
    fn what_is_beyond_its_bounds_is_named_as_there() {
        use crate::month::bounds::{Total, beyond};
        for name in TOTALS {
            for now in [1e6, f64::NAN] {
                let reason = beyond(&[Total { name, now, start: 1.0 }], 2.0).unwrap();
                assert_ne!(known(&reason).said(Language::Chinese), reason);
            }
        }
        // Whatever is watched there is in the list here.
        let (watched, _) = include_str!("../month/bounds.rs").split_once("#[cfg(test)]").unwrap();
        let names: Vec<&str> =
            watched.split("(\"").skip(1).filter_map(|rest| Some(rest.split_once("\", ")?.0)).collect();
        for name in TOTALS {
            assert!(names.contains(&name), "{name}");
        }
        let words = |name: &&&str| !name.contains('{') && **name != "their level at the start";
        assert_eq!(names.iter().filter(words).count(), TOTALS.len(), "{names:?}");
    }
}
