//! What a sweep file says is kept of each run.

use crate::diagnose::{Place, Problems};
use crate::sweep::factor::Factor;
use crate::sweep::output::Output;
use crate::sweep::read::{Part, within};
use crate::sweep::words::quoted;
use crate::told;

pub(super) fn outputs(
    part: &Part<'_>,
    against: &str,
    factors: &[Factor],
    problems: &mut Problems,
) -> Vec<(Output, Place)> {
    if part.table.get("keep").is_none() {
        part.missing(
            "keep",
            told!("what is kept of each run"),
            "keep = [\"failures@end\", \"public_cost@end\"]",
            problems,
        );
    }
    let mut outputs: Vec<(Output, Place)> = Vec::new();
    for (text, place) in part.texts("keep", problems) {
        let output = match Output::parse(text) {
            Ok(output) => output,
            Err(fault) => {
                problems.at(
                    &within(place, &fault.span),
                    told!("keep {text}: {why}", text = quoted(text), why = fault.message),
                    fault.hint,
                );
                continue;
            }
        };
        if output.effect && against.is_empty() && part.table.get("against").is_none() {
            let hint = told!("write against = \"no_policy\" or \"no_shock\" under [sweep]");
            let message =
                told!("keep {text}: an effect needs something to be held against", text = quoted(text));
            problems.at(place, message, Some(hint));
        }
        let column = output.column();
        if outputs.iter().any(|(other, _)| other.column() == column) {
            let message = told!(
                "keep {text}: another output has the column {column} already",
                text = quoted(text),
                column = column
            );
            problems.at(place, message, None);
        } else if factors.iter().any(|factor| factor.name == column) {
            let message = told!(
                "keep {text}: a factor is named {column} as well",
                text = quoted(text),
                column = column
            );
            problems.at(place, message, Some(told!("rename the factor")));
        } else {
            outputs.push((output, place.clone()));
        }
    }
    outputs
}
