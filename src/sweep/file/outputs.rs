//! What a sweep file says is kept of each run.

use crate::diagnose::{Place, Problems};
use crate::sweep::factor::Factor;
use crate::sweep::output::Output;
use crate::sweep::read::{Part, within};

pub(super) fn outputs(
    part: &Part<'_>,
    against: &str,
    factors: &[Factor],
    problems: &mut Problems,
) -> Vec<(Output, Place)> {
    if part.table.get("keep").is_none() {
        part.missing(
            "keep",
            "what is kept of each run",
            "as in keep = [\"failures@end\", \"public_cost@end\"]",
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
                    format!("keep {text:?}: {}", fault.message.english()),
                    fault.hint,
                );
                continue;
            }
        };
        if output.effect && against.is_empty() && part.table.get("against").is_none() {
            let hint = "write against = \"no_policy\" or \"no_shock\" under [sweep]".to_string();
            problems.at(
                place,
                format!("keep {text:?}: an effect needs something to be held against"),
                Some(hint.into()),
            );
        }
        let column = output.column();
        if outputs.iter().any(|(other, _)| other.column() == column) {
            problems.at(
                place,
                format!("keep {text:?}: another output has the column {column} already"),
                None,
            );
        } else if factors.iter().any(|factor| factor.name == column) {
            problems.at(
                place,
                format!("keep {text:?}: a factor is named {column} as well"),
                Some("rename the factor".into()),
            );
        } else {
            outputs.push((output, place.clone()));
        }
    }
    outputs
}
