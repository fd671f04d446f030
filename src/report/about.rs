//! What was run, in what assumptions, and what the run can't say.

use crate::charts::compare::names;
use crate::charts::run::Run;
use crate::charts::ticks;
use crate::charts::words::{capital, words as plain};
use crate::files::entries::{PolicyEntry, ShockEntry};
use crate::say;
use crate::units::unbroken;
use serde::Serialize;

/// A window of time in words.
#[derive(Debug, Serialize)]
pub(super) struct Window {
    name: String,
    kind: String,
    from: String,
    to: String,
    back: String,
    /// In a comparison the arms that have it.
    arms: String,
}

/// What was run: label and value.
pub(super) fn facts(run: &Run) -> Vec<(String, String)> {
    let (manifest, language) = (&run.manifest, run.page.language);
    let whole = |value: f64| ticks::grouped(value, 0);
    let named = |name: &str| language.of(&plain(name)).to_string();
    let each = if manifest.weight >= 10.0 { whole(manifest.weight) } else { ticks::brief(manifest.weight) };
    let (replications, regimes) = runs(run);
    let facts = [
        (say!(language, "Country"), language.of(&manifest.country).to_string()),
        (
            say!(language, "Months"),
            say!(
                language,
                "{from} to {to} ({count})",
                from = run.month_label(0),
                to = run.month_label(run.months.saturating_sub(1)),
                count = run.months
            ),
        ),
        (
            say!(language, "Simulated firms"),
            say!(
                language,
                "{count} at the start, each standing for {weight} real ones",
                count = whole(f64::from(manifest.firms)),
                weight = each
            ),
        ),
        (say!(language, "Population of firms"), named(&manifest.frame)),
        (say!(language, "Replications"), replications),
        (say!(language, "Behaviour regime"), regimes),
        (say!(language, "Seed"), manifest.seed.to_string()),
        (
            say!(language, "Program"),
            say!(
                language,
                "tideover {version}, model version {model}",
                version = manifest.program(),
                model = manifest.model_version
            ),
        ),
        (say!(language, "Run"), manifest.id.clone()),
    ];
    facts
        .into_iter()
        .filter(|fact| !fact.1.is_empty())
        .map(|(label, value)| (label.to_string(), value))
        .collect()
}

/// Replications and regimes in words.
fn runs(run: &Run) -> (String, String) {
    let (manifest, language) = (&run.manifest, run.page.language);
    let count = |value: u32| ticks::grouped(f64::from(value), 0);
    let named = |regime: &String| names::regime(regime, language);
    let Some(compared) = &manifest.comparison else {
        return (count(manifest.replications), named(&manifest.regime));
    };
    let regimes = language.list(&compared.regimes.iter().map(named).collect::<Vec<_>>());
    let count = count(compared.replications);
    if compared.regimes.len() > 1 {
        return (say!(language, "{count} of each regime", count = count), regimes);
    }
    let only = !compared.alike.is_empty();
    (count, if only { say!(language, "only one: {regime}", regime = regimes) } else { regimes })
}

pub(super) fn shocks(run: &Run) -> Vec<Window> {
    let language = run.page.language;
    let one = |shock: &ShockEntry| Window {
        name: language.of(&shock.name).to_string(),
        kind: say!(language, "shock: {kind}", kind = language.of(&plain(&shock.kind))),
        from: shock.from.clone(),
        to: shock.to.clone(),
        back: shock.back.clone().unwrap_or_default(),
        arms: arms(run, &shock.arms),
    };
    run.manifest.shocks.iter().map(one).collect()
}

pub(super) fn policies(run: &Run) -> Vec<Window> {
    let language = run.page.language;
    let one = |policy: &PolicyEntry| Window {
        name: language.of(&policy.name).to_string(),
        kind: say!(language, "policy: {kind}", kind = language.of(&plain(&policy.lever))),
        from: policy.from.clone(),
        to: policy.to.clone(),
        back: String::new(),
        arms: arms(run, &policy.arms),
    };
    run.manifest.policies.iter().map(one).collect()
}

fn arms(run: &Run, arms: &[String]) -> String {
    let language = run.page.language;
    let called = |arm: &String| names::arm(&run.manifest, arm, language);
    language.list(&arms.iter().map(called).collect::<Vec<_>>())
}

/// What the run can't tell.
pub(super) fn limits(run: &Run) -> Vec<String> {
    let (manifest, language) = (&run.manifest, run.page.language);
    let mut limits = Vec::new();
    if manifest.quick {
        limits.push(
            say!(language, "This was a quick run with few firms and replications: for trying out a scenario, not for publication.")
                .to_string(),
        );
    }
    if !manifest.failed.is_empty() {
        limits.push(say!(
            language,
            "{failed} of {all} replications failed and are excluded from all results; see manifest.json.",
            failed = manifest.failed.len(),
            all = manifest.replications
        ));
    }
    if run.replications() < 10.0 && !manifest.quick {
        limits.push(say!(
            language,
            "With {count} replications the confidence intervals are imprecise; twenty or more are usual.",
            count = run.replications()
        ));
    }
    limits.push(
        say!(
            language,
            "Intervals show Monte Carlo variation only, not uncertainty about parameters or the model itself: vary the \
             parameters whose grade is \"assumed\" (tideover params) before you report an effect."
        )
        .to_string(),
    );
    if manifest.weight > 1.0 {
        limits.push(say!(
            language,
            "One simulated firm stands for {weight} real ones; results for groups of fewer than about thirty simulated firms are mostly noise.",
            weight = ticks::grouped(manifest.weight, 0)
        ));
    }
    limits.push(
        say!(
            language,
            "How long owners hold out, how fast they dismiss staff and how strict creditors are is assumed, not estimated; it affects the \
             results more than random draws do."
        )
        .to_string(),
    );
    limits.push(
        say!(
            language,
            "The model gives conditional projections: it shows what follows from the scenario's assumptions, and does not forecast."
        )
        .to_string(),
    );
    limits.into_iter().map(|limit| unbroken(&capital(&limit))).collect()
}
