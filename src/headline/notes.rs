//! What stands below every table: how sure its numbers are, and where they come from.

use super::words::counted;
use crate::charts::run::Run;
use crate::report::findings::FEWEST;
use crate::say;

/// Notes of a table: what is special to it, then what holds for all of the folder.
pub(super) fn notes(run: &Run, own: &[String]) -> Vec<String> {
    let (manifest, language) = (&run.manifest, run.page.language);
    let mut notes = own.to_vec();
    notes.push(
        say!(
            language,
            "Intervals show Monte Carlo variation alone, not uncertainty about parameters or the model."
        )
        .to_string(),
    );
    if run.compared.is_some() && run.replications() < FEWEST as f64 {
        notes.push(say!(
            language,
            "No verdict: {replications}; it takes {fewest} to tell an effect from chance.",
            replications = counted(language, run.replications()),
            fewest = FEWEST
        ));
    }
    if manifest.quick {
        notes.push(
            say!(language, "A quick run: few firms, few replications; to look at, not to cite.").to_string(),
        );
    }
    if !manifest.failed.is_empty() {
        let failed = counted(language, manifest.failed.len() as f64);
        notes.push(say!(language, "{replications} failed and excluded.", replications = failed));
    }
    notes.push(say!(language, "Source: {source}", source = manifest.cited(language)));
    notes
}
