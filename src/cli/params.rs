//! `params`: every parameter of the mechanisms.

use super::{Global, print};
use crate::diagnose::{did_you_mean, one_of};
use crate::error::{Error, Result};
use crate::month::params::Params as All;
use crate::params::Spec;
use crate::{phrase, told};

/// Lists all parameters: meaning, unit, range, default, source
#[derive(clap::Args, Debug)]
#[command(after_help = "Any of them can be set in a scenario, [parameters.owner] look_through = 0.3, or by \
    --set parameters.owner.look_through=0.3.\n\nExamples:\n  tideover params\n  tideover params owner\n  tideover params --json")]
pub(super) struct Params {
    /// Only the parameters of this mechanism
    #[arg(value_name = "MECHANISM")]
    group: Option<String>,
}

/// Titles of the table.
const HEADER: [&str; 6] = [
    phrase!("key"),
    phrase!("default"),
    phrase!("range"),
    phrase!("unit"),
    phrase!("grade"),
    phrase!("meaning"),
];

impl Params {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let group = self.group.as_deref();
        if let Some(group) = group.filter(|group| !All::GROUPS.contains(group)) {
            let groups = || All::GROUPS.iter().copied();
            let name = format!("{group:?}");
            return Err(Error::Usage(match did_you_mean(group, groups()) {
                Some(hint) => told!(
                    "there is no mechanism {name}{allowed}; {hint}",
                    name = name,
                    allowed = one_of(groups()),
                    hint = hint
                ),
                None => told!(
                    "there is no mechanism {name}: {names}",
                    name = name,
                    names = All::GROUPS.join(", ")
                ),
            }));
        }
        let specs: Vec<&Spec> =
            All::specs().into_iter().filter(|spec| group.is_none_or(|group| spec.group == group)).collect();
        if global.json {
            return print::json(&specs.iter().map(|spec| json(spec)).collect());
        }
        let language = global.language();
        let row = |spec: &&Spec| {
            let range = format!("{}..{}", print::number(spec.min), print::number(spec.max));
            let key = spec.key();
            vec![
                key,
                print::number(spec.default),
                range,
                language.of(spec.unit).into(),
                language.of(spec.grade.word()).into(),
                language.of(spec.description).into(),
            ]
        };
        print::data(&print::table(&HEADER.map(|title| language.of(title)), &[1, 2], specs.iter().map(row)))
    }
}

/// A parameter as JSON.
pub(super) fn json(spec: &Spec) -> serde_json::Value {
    serde_json::json!({
        "key": spec.key(), "group": spec.group, "name": spec.name, "description": spec.description, "unit": spec.unit,
        "min": spec.min, "max": spec.max, "default": spec.default, "grade": spec.grade.word(), "source": spec.source,
    })
}
