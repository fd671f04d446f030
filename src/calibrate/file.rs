//! The calibration file.

use super::fit::Knob;
use crate::diagnose::{Place, Problems, Source, did_you_mean};
use crate::economy::Economy;
use crate::error::{Error, Result};
use crate::language::told::Told;
use crate::month::params::Params;
use crate::params::Spec;
use crate::scenario::files::{beside, real};
use crate::scenario::keys::REGIMES;
use crate::scenario::{self, Overrides};
use crate::told;
use crate::validate::crisis::fact::Fact as CrisisFact;
use crate::validate::crisis::facts as crisis_facts;
use crate::validate::target::Target;
use crate::validate::targets;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    calibrate: Head,
    #[serde(default)]
    parameter: Vec<Parameter>,
    #[serde(default)]
    weight: Vec<Weight>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    scenario: PathBuf,
    crisis: Option<PathBuf>,
    regime: Option<Spanned<String>>,
    rounds: Option<usize>,
    firms: Option<u32>,
    replications: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameter {
    key: Spanned<String>,
    step: Spanned<f64>,
    start: Option<Spanned<f64>>,
    min: Option<Spanned<f64>>,
    max: Option<Spanned<f64>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weight {
    target: Spanned<String>,
    weight: Spanned<f64>,
}

/// A parameter to fit.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// `group.name`.
    pub key: String,
    /// What is known of it.
    pub spec: &'static Spec,
    /// How it moves.
    pub knob: Knob,
}

/// What is to be met: a number of normal times, or one of a crisis.
#[derive(Clone, Debug)]
pub enum What {
    /// Of normal times.
    Normal(Target),
    /// Of the crisis that the file names.
    Crisis(CrisisFact),
}

/// A fact to meet.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The fact.
    pub what: What,
    /// How much it counts; zero for not at all.
    pub weight: f64,
}

impl Fact {
    /// Its name, as in `V09` or `C13`.
    pub fn id(&self) -> &str {
        match &self.what {
            What::Normal(target) => &target.id,
            What::Crisis(fact) => &fact.id,
        }
    }
    /// What is counted, in words.
    pub fn counts(&self) -> &str {
        match &self.what {
            What::Normal(target) => &target.counts,
            What::Crisis(fact) => &fact.counts,
        }
    }
    /// The published number and what still counts as met.
    pub fn published(&self) -> (f64, [f64; 2]) {
        match &self.what {
            What::Normal(target) => (target.value, target.band),
            What::Crisis(fact) => (fact.value, fact.band),
        }
    }
}

/// What to fit.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The scenario.
    pub scenario: PathBuf,
    /// The regime, when it is not the scenario's.
    pub regime: Option<String>,
    /// Most rounds.
    pub rounds: usize,
    /// Firms simulated, when they are not the scenario's.
    pub firms: Option<u32>,
    /// Replications of each evaluation.
    pub replications: u32,
    /// The parameters.
    pub parameters: Vec<Fitted>,
    /// The scenario of a crisis whose facts are to be met too.
    pub crisis: Option<PathBuf>,
    /// The scored facts of the economy pack, then those of the crisis.
    pub facts: Vec<Fact>,
}

/// Reads a calibration file; parameters start where the scenario has them, unless the file says where.
///
/// # Errors
/// All problems of the file at once, those of the scenario, or a file that can't be read.
pub fn read(path: &Path) -> Result<Plan> {
    let text = std::fs::read_to_string(path).map_err(Error::file(path))?;
    let source = Arc::new(Source { path: path.to_path_buf(), text });
    let mut problems = Problems::new();
    let file: File = match toml::from_str(&source.text) {
        Ok(file) => file,
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            problems.at(&Place { source, span }, Told::words(error.message()), None);
            return Err(Error::Input(problems));
        }
    };
    let head = file.calibrate;
    let place = |span: std::ops::Range<usize>| Place { source: source.clone(), span };
    if let Some(regime) = head.regime.as_ref().filter(|regime| !REGIMES.contains(&regime.get_ref().as_str()))
    {
        let name = regime.get_ref();
        let message = told!("there is no regime {name}", name = format!("{name:?}"));
        problems.at(&place(regime.span()), message, did_you_mean(name, REGIMES));
        return Err(Error::Input(problems));
    }
    let scenario = beside(&real(path), &head.scenario);
    let regime = head.regime.map(Spanned::into_inner);
    let loaded = scenario::load(
        std::slice::from_ref(&scenario),
        &Overrides { regime: regime.clone(), ..Overrides::default() },
    )?;
    let parameters = fitted(&file.parameter, &loaded.scenario.params, place, &mut problems);
    if file.parameter.is_empty() {
        let message = told!("no [[parameter]] is listed, so there is nothing to fit");
        problems.of_file(Some(path), message, None);
    }
    let crisis = head.crisis.map(|crisis| beside(&real(path), &crisis));
    let facts = weighted(
        facts_of(&loaded.scenario.economy, crisis.as_deref(), regime.as_ref())?,
        &file.weight,
        place,
        &mut problems,
    );
    if !problems.is_empty() {
        return Err(Error::Input(problems));
    }
    Ok(Plan {
        scenario,
        regime,
        rounds: head.rounds.unwrap_or(4),
        firms: head.firms,
        replications: head.replications.unwrap_or(1).max(1),
        parameters,
        crisis,
        facts,
    })
}

/// The parameters to fit, each with where it starts, the step at which it shows, and bounds within its range.
fn fitted(
    listed: &[Parameter],
    present: &Params,
    place: impl Fn(std::ops::Range<usize>) -> Place,
    problems: &mut Problems,
) -> Vec<Fitted> {
    let specs = Params::specs();
    let mut parameters: Vec<Fitted> = Vec::new();
    for parameter in listed {
        let key = parameter.key.get_ref();
        let Some(spec) = specs.iter().find(|spec| spec.key() == *key) else {
            let keys: Vec<String> = specs.iter().map(|spec| spec.key()).collect();
            let hint = did_you_mean(key, keys.iter().map(String::as_str));
            let message =
                told!("there is no parameter {key} (`tideover params` lists them)", key = format!("{key:?}"));
            problems.at(&place(parameter.key.span()), message, hint);
            continue;
        };
        if parameters.iter().any(|known| known.key == *key) {
            problems.at(&place(parameter.key.span()), told!("{key} is listed twice", key = key), None);
        }
        let mut within = |value: &Option<Spanned<f64>>, otherwise: f64, name: &str| {
            let Some(value) = value else { return otherwise };
            if !(spec.min..=spec.max).contains(value.get_ref()) {
                let message = told!(
                    "{who}: {column} is {value}, outside {min}..={max} ({unit})",
                    who = key,
                    column = name,
                    value = value.get_ref(),
                    min = spec.min,
                    max = spec.max,
                    unit = Told::known(spec.description)
                );
                problems.at(&place(value.span()), message, None);
            }
            *value.get_ref()
        };
        let bounds = [within(&parameter.min, spec.min, "min"), within(&parameter.max, spec.max, "max")];
        let start =
            within(&parameter.start, present.get(spec.group, spec.name).unwrap_or(spec.default), "start");
        let step = *parameter.step.get_ref();
        if !(step.is_finite() && step > 0.0 && step < spec.max - spec.min) {
            let message = told!(
                "{key}: step is {step}; it is a change that shows, above 0 and below {range}",
                key = key,
                step = step,
                range = spec.max - spec.min
            );
            problems.at(&place(parameter.step.span()), message, None);
        }
        parameters.push(Fitted { key: key.clone(), spec, knob: Knob { start, step, bounds } });
    }
    parameters
}

/// The facts that are scored, of normal times and of the crisis, each counting once.
fn facts_of(economy: &Economy, crisis: Option<&Path>, regime: Option<&String>) -> Result<Vec<Fact>> {
    let scored = targets::read(economy)?.into_iter().filter(|target| target.other_profile.is_none());
    let mut facts: Vec<Fact> =
        scored.map(|target| Fact { what: What::Normal(target), weight: 1.0 }).collect();
    if let Some(crisis) = crisis {
        let overrides = Overrides { regime: regime.cloned(), ..Overrides::default() };
        let loaded = scenario::load(&[crisis.to_path_buf()], &overrides)?.scenario;
        let of_crisis = crisis_facts::read(&loaded.economy, &loaded.name)?;
        facts.extend(of_crisis.into_iter().map(|fact| Fact { what: What::Crisis(fact), weight: 1.0 }));
    }
    Ok(facts)
}

/// The same with the weights that the file states.
fn weighted(
    mut facts: Vec<Fact>,
    weights: &[Weight],
    place: impl Fn(std::ops::Range<usize>) -> Place,
    problems: &mut Problems,
) -> Vec<Fact> {
    let names: Vec<String> = facts.iter().map(|fact| fact.id().to_string()).collect();
    for weight in weights {
        let (id, value) = (weight.target.get_ref(), *weight.weight.get_ref());
        match facts.iter_mut().find(|fact| fact.id() == id) {
            Some(fact) => fact.weight = value,
            None => {
                let hint = did_you_mean(id, names.iter().map(String::as_str));
                let message = told!("the economy pack has no scored fact {id}", id = format!("{id:?}"));
                problems.at(&place(weight.target.span()), message, hint);
            }
        }
        if !(0.0..=100.0).contains(&value) {
            let message = told!("{id}: weight is {value}, outside 0..=100", id = id, value = value);
            problems.at(&place(weight.weight.span()), message, None);
        }
    }
    facts
}
