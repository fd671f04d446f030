//! The folder of a validation: what was computed, and which facts parameters were fitted to.

use super::line::Line;
use crate::calibrate::file::{self, Plan};
use crate::experiment::MODEL_VERSION;
use crate::language::Language;
use crate::math::student_975;
use crate::scenario::{Loaded, Overrides, load};
use crate::validate::report::{Fact, Fit, Outcome, Part, Role};
use std::path::{Path, PathBuf};

/// What is computed, as a digest.
pub(super) fn id(loaded: &[Loaded], crisis: bool) -> String {
    let mut text = format!("{MODEL_VERSION} {crisis}\n");
    for one in loaded {
        text += &one.canonical;
    }
    crate::atomic::digest(text.as_bytes()).chars().take(32).collect()
}

/// The 95% interval of Student's t of a mean with its standard error.
pub(super) fn interval(mean: Option<f64>, error: Option<f64>, replications: u32) -> Option<[f64; 2]> {
    let (mean, error) = mean.zip(error)?;
    let half = student_975(replications.saturating_sub(1).max(1) as usize) * error;
    Some([mean - half, mean + half])
}

/// What was compared.
pub(super) fn outcome(
    files: &[PathBuf],
    crisis: bool,
    id: String,
    loaded: &[Loaded],
    all: &[(String, Vec<Line>)],
    language: Language,
) -> Outcome {
    let scenario = &loaded[0].scenario;
    let plans = plans(files);
    let mut fits = Vec::new();
    let mut parts = Vec::new();
    for (one, (regime, lines)) in loaded.iter().zip(all) {
        let plan =
            plans.iter().find(|plan| plan.economy == one.scenario.economy.name && plan.regime() == regime);
        if let Some(plan) = plan {
            let file = plan.path.display().to_string();
            fits.push(Fit { regime: regime.clone(), file, parameters: plan.plan.parameters.len() });
        }
        let facts = lines.iter().map(|line| with_role(line.shown.clone(), plan));
        let part =
            Part { regime: regime.clone(), replications: one.scenario.replications, facts: facts.collect() };
        parts.push(part.sorted());
    }
    Outcome {
        title: if scenario.title.is_empty() { scenario.name.clone() } else { scenario.title.clone() },
        economy: scenario.economy.name.clone(),
        crisis,
        quick: scenario.quick,
        command: std::env::args().collect::<Vec<_>>().join(" "),
        program: crate::VERSION.into(),
        id,
        firms: scenario.firms,
        seed: scenario.seed,
        language,
        parts,
        fits,
    }
}

/// A fact with what it can show: one that was fed stays so.
fn with_role(fact: Fact, plan: Option<&Known>) -> Fact {
    let weight = plan.and_then(|plan| {
        plan.plan.facts.iter().find(|known| known.id() == fact.id).map(|known| known.weight)
    });
    let role = match (fact.role, plan, weight) {
        (Role::Fed, ..) => Role::Fed,
        (_, Some(_), Some(weight)) if weight > 0.0 => Role::Fitted,
        (_, Some(_), _) => Role::HeldOut,
        (_, None, _) => Role::Unknown,
    };
    Fact { role, ..fact }
}

/// A calibration file, and the economy that it is of.
struct Known {
    path: PathBuf,
    economy: String,
    plan: Plan,
}

impl Known {
    /// The regime that it fits.
    fn regime(&self) -> &str {
        self.plan.regime.as_deref().unwrap_or("middle")
    }
}

/// The calibration files in the folder beside the scenarios; those that can't be read say nothing here.
fn plans(files: &[PathBuf]) -> Vec<Known> {
    let beside = files.first().and_then(|file| file.parent()).unwrap_or(Path::new(""));
    let Ok(entries) = std::fs::read_dir(beside.join("calibration")) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let read = |path: PathBuf| {
        let plan = file::read(&path).ok()?;
        let scenario = load(std::slice::from_ref(&plan.scenario), &Overrides::default()).ok()?.scenario;
        Some(Known { path, economy: scenario.economy.name, plan })
    };
    paths.into_iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_those_of_students_t() {
        // Two replications: one degree of freedom.
        let [low, high] = interval(Some(1.0), Some(0.1), 2).unwrap();
        assert!((low + 0.270_62).abs() < 1e-5 && (high - 2.270_62).abs() < 1e-5);
        assert_eq!(interval(Some(1.0), None, 1), None);
    }

    #[test]
    fn shipped_calibrations_are_found_beside_their_scenarios() {
        let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        let found = plans(&[scenarios.join("baseline.toml")]);
        let china = found.iter().find(|known| known.economy == "china-2019").unwrap();
        assert_eq!(china.regime(), "middle");
        assert!(china.plan.parameters.len() > 5 && china.plan.facts.iter().any(|fact| fact.weight == 0.0));
        assert!(plans(&[PathBuf::from("nowhere/x.toml")]).is_empty());
    }
}
