//! Calibration: named parameters are moved until named published facts are met as well as they can be.
//!
//! | file | what it does |
//! | --- | --- |
//! | `file.rs` | the calibration file: which parameters, in which steps, which facts, how much each counts |
//! | `fit.rs` | damped least squares over any model |
//! | `journal.rs` | every evaluation is kept, so that an interrupted fit goes on where it stopped |
//!
//! All evaluations use the same draws, so that a small step of a parameter shows in the facts and not in the noise.

pub mod file;
pub mod fit;
pub mod journal;

use crate::error::Result;
use crate::month::run;
use crate::scenario::{self, Overrides};
use crate::stop;
use crate::validate::targets::Target;
use crate::validate::{self, Verdict};
use file::Plan;

/// What the model gives for each scored fact when the parameters of a plan have these values.
///
/// # Errors
/// When the scenario does not load with them.
pub fn evaluate(plan: &Plan, values: &[f64]) -> Result<Vec<f64>> {
    let loaded = scenario::load(std::slice::from_ref(&plan.scenario), &overrides(plan, values))?;
    let scenario = validate::quiet(&loaded.scenario);
    let watched = stop::ended(|| {
        let start = run::burn_in(&scenario, &|_| true).expect("nobody stops it");
        validate::watch(&scenario, &start, &|_| true).expect("nobody stops it")
    });
    // An economy that explodes has no facts: each counts as missed.
    let Ok(panels) = watched else { return Ok(vec![f64::NAN; plan.targets.len()]) };
    let scores = validate::score(plan.targets.iter().map(|fact| fact.target.clone()).collect(), &panels);
    Ok(scores.iter().map(|score| score.model.unwrap_or(f64::NAN)).collect())
}

fn overrides(plan: &Plan, values: &[f64]) -> Overrides {
    let set = plan.parameters.iter().zip(values).map(|(parameter, value)| format!("parameters.{}={value:?}", parameter.key));
    Overrides {
        set: set.collect(),
        regime: plan.regime.clone(),
        firms: plan.firms,
        replications: Some(plan.replications),
        ..Overrides::default()
    }
}

/// How far a fact is missed, in half-widths of its band, times its weight. What can't be measured counts as missed by ten.
pub fn residual(target: &Target, weight: f64, model: f64) -> f64 {
    let half = 0.5 * (target.band[1] - target.band[0]);
    let off = (model - target.value) / half;
    weight * if off.is_finite() { off } else { 10.0 }
}

/// The verdict on a fact.
pub fn verdict(target: &Target, model: f64) -> Verdict {
    validate::judge(target, model, 0.0)
}
