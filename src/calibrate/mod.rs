//! Calibration: named parameters are moved until named published facts are met as well as they can be.
//!
//! | file | what it does |
//! | --- | --- |
//! | `file.rs` | the calibration file: which parameters, in which steps, which facts, how much each counts |
//! | `fit.rs` | damped least squares over any model |
//! | `journal.rs` | every evaluation is kept, so that an interrupted fit goes on where it stopped |
//!
//! All evaluations use the same draws, so that a small step of a parameter shows in the facts and not in the
//! noise.

pub mod file;
pub mod fit;
pub mod journal;

use crate::error::Result;
use crate::month::model::Scenario;
use crate::scenario::{self, Overrides};
use crate::simulation;
use crate::simulation::Watch;
use crate::stop;
use crate::validate::target::Target;
use crate::validate::{self, Verdict};
use file::Plan;

/// Everything that evaluations depend on, beside the values of the fitted parameters: the model is computed
/// from this and from them alone. So evaluations are kept under a hash of it ([`Basis::key`]), and files that
/// change while a fit runs change nothing.
#[derive(Debug)]
pub struct Basis {
    /// Without shocks, policies, names and titles; the fitted parameters stand at zero.
    scenario: Scenario,
    /// What is measured.
    targets: Vec<Target>,
    /// Group and name of the fitted parameters.
    fitted: Vec<(&'static str, &'static str)>,
}

impl Basis {
    /// Reads what a plan rests on.
    ///
    /// # Errors
    /// When the scenario does not load.
    pub fn of(plan: &Plan) -> Result<Basis> {
        let (regime, firms) = (plan.regime.clone(), plan.firms);
        let overrides =
            Overrides { regime, firms, replications: Some(plan.replications), ..Overrides::default() };
        let mut scenario =
            validate::quiet(&scenario::load(std::slice::from_ref(&plan.scenario), &overrides)?.scenario);
        // Where the facts stand does not count, nor what things are called.
        scenario.economy.targets = None;
        for text in [&mut scenario.name, &mut scenario.title, &mut scenario.question, &mut scenario.source] {
            text.clear();
        }
        let fitted: Vec<_> =
            plan.parameters.iter().map(|parameter| (parameter.spec.group, parameter.spec.name)).collect();
        for (group, name) in &fitted {
            scenario.params.set(group, name, 0.0);
        }
        Ok(Basis { scenario, targets: plan.targets.iter().map(|fact| fact.target.clone()).collect(), fitted })
    }

    /// A hash of all of it; `program` says which program and model evaluate.
    pub fn key(&self, program: &str) -> String {
        blake3::hash(format!("{program} {self:?}").as_bytes()).to_hex().as_str()[..32].to_string()
    }

    /// What the model gives for each fact when the fitted parameters have these values. `None` when `watch`
    /// stopped it.
    pub fn evaluate(&self, values: &[f64], watch: Watch) -> Option<Vec<f64>> {
        let mut scenario = self.scenario.clone();
        for ((group, name), value) in self.fitted.iter().zip(values) {
            scenario.params.set(group, name, *value);
        }
        let panels = stop::ended(|| {
            let start = simulation::burn_in(&scenario, watch)?;
            validate::watch(&scenario, &start, watch)
        });
        // An economy that explodes has no facts: each counts as missed.
        let Ok(panels) = panels else { return Some(vec![f64::NAN; self.targets.len()]) };
        let panels = panels?;
        let scores = validate::score(self.targets.clone(), &panels);
        Some(scores.iter().map(|score| score.model.unwrap_or(f64::NAN)).collect())
    }
}

/// How far a fact is missed, in half-widths of its band, times its weight. What can't be measured counts as
/// missed by ten.
pub fn residual(target: &Target, weight: f64, model: f64) -> f64 {
    let half = 0.5 * (target.band[1] - target.band[0]);
    let off = (model - target.value) / half;
    weight * if off.is_finite() { off } else { 10.0 }
}

/// The verdict on a fact.
pub fn verdict(target: &Target, model: f64) -> Verdict {
    validate::judge(target.value, target.band, model, 0.0)
}
