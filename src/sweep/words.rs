//! Pieces that messages of sweeps have in common.

use crate::language::told::{Told, Value};
use crate::told;
use std::fmt::Display;

/// A text in quotation marks, as it would stand in a file.
pub(super) fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// What to write: the hint beside a key that is missing.
pub(super) fn as_in(example: impl Display) -> Told {
    told!("as in {example}", example = example)
}

/// The remedy for what a user has typed nearly right.
pub(super) fn meant(name: impl Display) -> Told {
    told!("did you mean {name}?", name = name)
}

/// A list in a message, which each language joins by its own mark; nothing of none.
pub(super) fn listed(members: impl IntoIterator<Item = impl Into<Value>>) -> Told {
    let join = |before: Option<Told>, member: Value| {
        Some(match before {
            // The same in every language.
            None => Told::of("{member}", vec![("member", member)]),
            Some(before) => told!("{before}, {next}", before = before, next = member),
        })
    };
    members.into_iter().map(Into::into).fold(None, join).unwrap_or_else(Told::nothing)
}
