//! What a single run can't answer: what its policies changed. The command that does is said first.

use crate::charts::run::Run;
use crate::export::answer::in_folder;
use serde::Serialize;

/// What stands at the head of the report of a run with policies.
#[derive(Debug, Serialize)]
pub(super) struct Unanswered {
    /// Whether the scenario asks a question.
    asked: bool,
    command: String,
}

/// The note on a run of one arm that has policies; none on a comparison or a run without any.
pub(super) fn unanswered(run: &Run) -> Option<Unanswered> {
    let manifest = &run.manifest;
    (manifest.comparison.is_none() && run.ways.len() < 2 && !manifest.policies.is_empty()).then(|| {
        Unanswered {
            asked: !manifest.question.is_empty(),
            command: in_folder(&manifest.name, manifest.quick),
        }
    })
}
