//! What stands below every table: how sure its numbers are, and where they come from.

use crate::charts::run::Run;
use crate::report::findings::FEWEST;

/// What replications say of a number, as tables of one run say it.
pub(super) const OVER_REPLICATIONS: &str = "in brackets 95% intervals of Student's t over replications";

/// Notes of a table: what is special to it, then what holds for all of the folder.
pub(super) fn notes(run: &Run, own: &[String]) -> Vec<String> {
    let manifest = &run.manifest;
    let mut notes = own.to_vec();
    notes.push(
        "Intervals show Monte Carlo variation alone, not uncertainty about parameters or the model.".into(),
    );
    if run.compared.is_some() && run.replications() < FEWEST as f64 {
        let most = run.replications();
        notes.push(format!(
            "No verdict: {most} replication{}; it takes {FEWEST} to tell an effect from chance.",
            plural(most)
        ));
    }
    if manifest.quick {
        notes.push("A quick run: few firms, few replications; to look at, not to cite.".into());
    }
    if !manifest.failed.is_empty() {
        let failed = manifest.failed.len();
        notes.push(format!("{failed} replication{} failed and are excluded.", plural(failed as f64)));
    }
    notes.push(format!("Source: {}", manifest.citation));
    notes
}

fn plural(count: f64) -> &'static str {
    if count == 1.0 { "" } else { "s" }
}

/// `20 replications`.
pub(super) fn replications(run: &Run) -> String {
    format!("{:.0} replication{}", run.replications(), plural(run.replications()))
}
