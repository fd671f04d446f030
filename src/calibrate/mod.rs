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
use crate::validate::crisis::fact::Fact as CrisisFact;
use crate::validate::crisis::{self, watch::Pair};
use crate::validate::panel::Panel;
use crate::validate::{self, Verdict};
use file::{Fact, Plan, What};
use std::path::PathBuf;

/// Everything that evaluations depend on, beside the values of the fitted parameters: the model is computed
/// from this and from them alone. So evaluations are kept under a hash of it ([`Basis::key`]), and files that
/// change while a fit runs change nothing.
#[derive(Debug)]
pub struct Basis {
    /// Without shocks, policies, names and titles; the fitted parameters stand at zero.
    scenario: Scenario,
    /// The crisis, likewise, with its shocks and policies, and the months that its facts take.
    crisis: Option<(Scenario, u32)>,
    /// The crisis falls on the same economy, so that one burn-in serves both.
    same: bool,
    /// What is measured, in this order.
    facts: Vec<What>,
    /// Group and name of the fitted parameters.
    fitted: Vec<(&'static str, &'static str)>,
}

impl Basis {
    /// Reads what a plan rests on.
    ///
    /// # Errors
    /// When the scenario does not load.
    pub fn of(plan: &Plan) -> Result<Basis> {
        let fitted: Vec<_> =
            plan.parameters.iter().map(|parameter| (parameter.spec.group, parameter.spec.name)).collect();
        let load = |path: &PathBuf| -> Result<Scenario> {
            let (regime, firms) = (plan.regime.clone(), plan.firms);
            let replications = Some(plan.replications);
            let overrides = Overrides { regime, firms, replications, ..Overrides::default() };
            let mut scenario = scenario::load(std::slice::from_ref(path), &overrides)?.scenario;
            // Where the facts stand does not count, nor what things are called.
            (scenario.economy.targets, scenario.economy.crisis_targets) = (None, None);
            for text in
                [&mut scenario.name, &mut scenario.title, &mut scenario.question, &mut scenario.source]
            {
                text.clear();
            }
            for (group, name) in &fitted {
                scenario.params.set(group, name, 0.0);
            }
            Ok(scenario)
        };
        let facts: Vec<What> = plan.facts.iter().map(|fact| fact.what.clone()).collect();
        let crisis = plan.crisis.as_ref().map(&load).transpose()?;
        let crisis = crisis.map(|scenario| {
            let months = crisis::months(facts.iter().filter_map(of_crisis), scenario.start);
            (scenario, months)
        });
        let same = plan.crisis.as_ref() == Some(&plan.scenario);
        Ok(Basis { scenario: validate::quiet(&load(&plan.scenario)?), crisis, same, facts, fitted })
    }

    /// A hash of all of it; `program` says which program and model evaluate.
    pub fn key(&self, program: &str) -> String {
        blake3::hash(format!("{program} {self:?}").as_bytes()).to_hex().as_str()[..32].to_string()
    }

    /// What the model gives for each fact when the fitted parameters have these values. `None` when `watch`
    /// stopped it.
    pub fn evaluate(&self, values: &[f64], watch: Watch) -> Option<Vec<f64>> {
        let with = |scenario: &Scenario| {
            let mut scenario = scenario.clone();
            for ((group, name), value) in self.fitted.iter().zip(values) {
                scenario.params.set(group, name, *value);
            }
            scenario
        };
        let found = stop::ended(|| {
            let scenario = with(&self.scenario);
            let start = simulation::burn_in(&scenario, watch)?;
            let mut found = self.in_normal_times(&validate::watch(&scenario, &start, watch)?);
            if let Some((scenario, months)) = &self.crisis {
                let scenario = with(scenario);
                let start = if self.same { start } else { simulation::burn_in(&scenario, watch)? };
                found.extend(self.in_crisis(&crisis::watch(&scenario, &start, *months, watch)?));
            }
            Some(found)
        });
        // An economy that explodes has no facts: each counts as missed.
        found.unwrap_or_else(|_| Some(vec![f64::NAN; self.facts.len()]))
    }

    fn in_normal_times(&self, panels: &[Panel]) -> Vec<f64> {
        let targets = self.facts.iter().filter_map(|what| match what {
            What::Normal(target) => Some(target.clone()),
            What::Crisis(_) => None,
        });
        let scores = validate::score(targets.collect(), panels);
        scores.iter().map(|score| score.model.unwrap_or(f64::NAN)).collect()
    }

    fn in_crisis(&self, pairs: &[Pair]) -> Vec<f64> {
        let facts = self.facts.iter().filter_map(of_crisis).cloned().collect();
        crisis::score(facts, pairs).iter().map(|score| score.model.unwrap_or(f64::NAN)).collect()
    }
}

fn of_crisis(what: &What) -> Option<&CrisisFact> {
    match what {
        What::Normal(_) => None,
        What::Crisis(fact) => Some(fact),
    }
}

/// How far a fact is missed, in half-widths of its band, times its weight. What can't be measured counts as
/// missed by ten.
pub fn residual(fact: &Fact, model: f64) -> f64 {
    let (value, band) = fact.published();
    let half = 0.5 * (band[1] - band[0]);
    let off = (model - value) / half;
    fact.weight * if off.is_finite() { off } else { 10.0 }
}

/// The verdict on a fact.
pub fn verdict(fact: &Fact, model: f64) -> Verdict {
    let (value, band) = fact.published();
    validate::judge(value, band, model, 0.0)
}
