//! The base scenarios of a sweep, each read once for each regime, and the scenario of a point on them.

use super::entry::Value;
use super::factor::Factor;
use super::file::{Sweep, place_of};
use super::output::Output;
use super::points::Point;
use super::words::quoted;
use crate::diagnose::{Place, Problems};
use crate::error::{Error, Result};
use crate::experiment::MODEL_VERSION;
use crate::language::told::Told;
use crate::levers;
use crate::month::model::Scenario;
use crate::scenario::Overrides;
use crate::scenario::tree::{Node, Value as Written};
use crate::scenario::variant::{self, Setting, Template, Variant};
use crate::told;

/// A base under a regime.
#[derive(Debug)]
pub(super) struct Combination {
    /// Index of the base.
    pub base: usize,
    /// Index of the regime.
    pub regime: usize,
    pub(super) template: Template,
    /// A hash of the economy's tables.
    tables: blake3::Hash,
}

/// What a point is called, and its reference point, when effects are wanted.
pub(super) struct Named {
    pub id: String,
    pub history: String,
    pub reference: Option<String>,
    /// Firm-months of one replication, settling months counted in.
    pub firm_months: f64,
}

/// A factor's value, and where it stands.
pub(super) type Given<'a> = (&'a Factor, &'a Value, &'a Place);

/// Everything that scenarios of points are made of.
#[derive(Debug)]
pub(super) struct Bases {
    pub sweep: Sweep,
    pub combinations: Vec<Combination>,
    pub overrides: Overrides,
    /// The text of the list of a list design.
    pub list: Option<String>,
    /// Points that are no reference points.
    pub own: usize,
    /// Firm-months of one replication, by point.
    pub work: Vec<f64>,
    /// What a user may not expect.
    pub notes: Vec<Told>,
}

impl Bases {
    /// Reads every base under every regime; what is wrong is reported at the place that names the base.
    pub fn load(sweep: &Sweep, overrides: &Overrides, problems: &mut Problems) -> Result<Vec<Combination>> {
        let stated: Vec<String> =
            overrides.regime.clone().map_or_else(|| sweep.regimes.clone(), |regime| vec![regime]);
        let mut combinations: Vec<Combination> = Vec::new();
        let mut own: Vec<String> = Vec::new();
        for (base, (path, place)) in sweep.bases.iter().enumerate() {
            let choices: Vec<Option<&String>> =
                if stated.is_empty() { vec![None] } else { stated.iter().map(Some).collect() };
            for (index, regime) in choices.into_iter().enumerate() {
                let changes = Overrides { regime: regime.cloned(), ..overrides.clone() };
                let template = match read(sweep, path, &changes) {
                    Ok(template) => template,
                    Err(Error::Input(found)) => {
                        let message =
                            told!("the base {file} does not load; why stands below", file = path.display());
                        problems.at(place, message, None);
                        problems.extend(found);
                        break;
                    }
                    Err(error) => return Err(error),
                };
                let scenario = template.scenario();
                let regime = if regime.is_some() {
                    index
                } else {
                    own.iter().position(|known| *known == scenario.regime).unwrap_or_else(|| {
                        own.push(scenario.regime.clone());
                        own.len() - 1
                    })
                };
                let mut hasher = blake3::Hasher::new();
                for (name, bytes) in template.tables() {
                    add(&mut hasher, name.as_bytes());
                    add(&mut hasher, bytes);
                }
                combinations.push(Combination { base, regime, tables: hasher.finalize(), template });
            }
        }
        agree(sweep, &combinations, problems);
        if !moves_months(sweep) {
            combinations
                .iter()
                .for_each(|combination| check_outputs(sweep, combination.scenario(), problems));
        }
        Ok(combinations)
    }
}

/// Reads a base with what the sweep file says for all points.
fn read(sweep: &Sweep, path: &std::path::Path, changes: &Overrides) -> Result<Template> {
    let keys = |path: [&str; 2]| path.map(str::to_string);
    let firms = (keys(["scenario", "firms"]), sweep.firms, place_of(sweep, "firms"));
    let months = (keys(["scenario", "months"]), sweep.months, place_of(sweep, "months"));
    let replications = (keys(["replications", "count"]), sweep.replications, place_of(sweep, "replications"));
    let stated = [&firms, &months, &replications];
    let settings: Vec<Setting<'_>> = stated
        .into_iter()
        .filter_map(|(keys, number, place)| {
            let node = Node { value: Written::Whole((*number)?.into()), place: (*place).clone() };
            Some(Setting { keys, path_place: place, node })
        })
        .collect();
    Template::load(path, &settings, changes)
}

/// One sweep has one number of replications and firms, and bases that can be distinguished.
fn agree(sweep: &Sweep, combinations: &[Combination], problems: &mut Problems) {
    let Some(first) = combinations.first() else { return };
    for combination in combinations {
        let (place, scenario) = (&sweep.bases[combination.base].1, combination.scenario());
        if scenario.until.is_some() {
            let message = told!(
                "the base {base} lets a half-width decide how many replications there are",
                base = &scenario.name
            );
            problems.at(place, message, Some(told!("write replications = … under [sweep]")));
            continue;
        }
        for (key, here, there) in [
            ("replications", scenario.replications, first.scenario().replications),
            ("firms", scenario.firms, first.scenario().firms),
        ] {
            if here != there && combination.regime == first.regime {
                let message = told!(
                    "the base {base} has {here} {key}, and {other} has {there}",
                    base = &scenario.name,
                    here = here,
                    key = key,
                    other = &first.scenario().name,
                    there = there
                );
                problems.at(place, message, Some(told!("write {key} = … under [sweep] for all", key = key)));
            }
        }
        if combinations
            .iter()
            .any(|other| other.base < combination.base && other.scenario().name == scenario.name)
        {
            problems.at(
                place,
                told!("two bases are named {name}", name = quoted(&scenario.name)),
                Some(told!("give each scenario its own name")),
            );
        }
    }
}

fn add(hasher: &mut blake3::Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

impl Combination {
    /// The base scenario.
    pub fn scenario(&self) -> &Scenario {
        self.template.scenario()
    }

    /// The base with these values. `origins`: for a resolved scenario.
    pub fn variant(
        &self,
        given: &[Given<'_>],
        without: Option<&str>,
        origins: bool,
    ) -> std::result::Result<Variant, Problems> {
        let settings: Vec<Setting<'_>> = given
            .iter()
            .flat_map(|(factor, value, place)| {
                let node = Node { value: written(value), place: (*place).clone() };
                factor.paths.iter().map(move |path| Setting {
                    keys: &path.keys,
                    path_place: &path.place,
                    node: node.clone(),
                })
            })
            .collect();
        self.template.variant(&settings, without, origins)
    }

    /// The ids of a point, once its scenario is found to be sound and to have all outputs.
    pub fn name(&self, sweep: &Sweep, given: &[Given<'_>]) -> std::result::Result<Named, Problems> {
        let Variant { mut scenario, tables, .. } = self.variant(given, None, false)?;
        if moves_months(sweep) {
            let mut problems = Problems::new();
            check_outputs(sweep, &scenario, &mut problems);
            if !problems.is_empty() {
                return Err(problems);
            }
        }
        let tables = tables.map_or(self.tables, |tables| {
            let mut hasher = blake3::Hasher::new();
            for (name, bytes) in &tables {
                add(&mut hasher, name.as_bytes());
                add(&mut hasher, bytes);
            }
            hasher.finalize()
        });
        let firm_months = f64::from(scenario.firms)
            * (f64::from(scenario.months) + scenario.params.population.settle_months);
        bare(&mut scenario);
        let id = id_of(&scenario, &tables);
        let mut reference = None;
        match sweep.against.as_str() {
            "no_policy" => {
                scenario.policies.clear();
                reference = Some(id_of(&scenario, &tables));
            }
            "no_shock" => {
                scenario.shocks.clear();
                reference = Some(id_of(&scenario, &tables));
            }
            _ => {}
        }
        scenario.policies.clear();
        scenario.shocks.clear();
        Ok(Named { id, history: id_of(&scenario, &tables), reference, firm_months })
    }

    /// The value that a factor has in the base, when its keys agree.
    pub fn baseline(&self, factor: &Factor) -> Option<Value> {
        let mut values = factor.paths.iter().map(|path| self.value(&path.keys));
        let first = values.next()??;
        values.all(|value| value.as_ref() == Some(&first)).then_some(first)
    }

    fn value(&self, keys: &[String]) -> Option<Value> {
        let scenario = self.scenario();
        let words: Vec<&str> = keys.iter().map(String::as_str).collect();
        if let ["parameters", group, name] = words.as_slice() {
            return scenario.params.get(group, name).map(Value::Number);
        }
        if let Some(node) = self.template.written(keys) {
            return match &node.value {
                Written::Text(text) => Some(Value::Text(text.clone())),
                Written::Flag(flag) => Some(Value::Text(flag.to_string())),
                _ => node.number().map(Value::Number),
            };
        }
        let ["policy", name, setting] = words.as_slice() else { return None };
        let policy = scenario.policies.iter().find(|policy| policy.name == *name)?;
        let place = levers::ALL[policy.lever].fields().iter().position(|field| field.name == *setting)?;
        policy.settings.get(place).copied().map(Value::Number)
    }
}

/// Whether a factor changes which months there are, so that each point must be asked whether it has those of
/// the outputs.
fn moves_months(sweep: &Sweep) -> bool {
    let mut paths = sweep.factors.iter().flat_map(|factor| &factor.paths);
    paths.any(|path| {
        path.keys[0] == "economy"
            || (path.keys[0] == "scenario" && ["start", "months"].contains(&path.keys[1].as_str()))
    })
}

fn check_outputs(sweep: &Sweep, scenario: &Scenario, problems: &mut Problems) {
    for (output, place) in &sweep.outputs {
        if let Err(why) = Output::check(output, scenario) {
            problems.at(place, told!("keep {text}: {why}", text = quoted(&output.text), why = why), None);
        }
    }
}

/// Takes out what no result of a replication depends on.
fn bare(scenario: &mut Scenario) {
    for text in [&mut scenario.name, &mut scenario.title, &mut scenario.question, &mut scenario.source] {
        text.clear();
    }
    scenario.replications = 1;
    scenario.until = None;
    scenario.trace.clear();
}

fn id_of(scenario: &Scenario, tables: &blake3::Hash) -> String {
    let mut hasher = blake3::Hasher::new();
    add(&mut hasher, b"tideover point");
    add(&mut hasher, &MODEL_VERSION.to_le_bytes());
    add(&mut hasher, env!("CARGO_PKG_VERSION").as_bytes());
    add(&mut hasher, variant::text_of(scenario).as_bytes());
    add(&mut hasher, tables.as_bytes());
    hasher.finalize().to_hex().as_str()[..32].to_string()
}

/// A value as a scenario file would have it.
fn written(value: &Value) -> Written {
    match value {
        Value::Number(x) => Written::Real(*x),
        Value::Text(text) => match text.as_str() {
            "true" => Written::Flag(true),
            "false" => Written::Flag(false),
            _ => Written::Text(text.clone()),
        },
    }
}

impl Bases {
    pub(super) fn combination(&self, point: &Point) -> Result<&Combination> {
        let mut all = self.combinations.iter();
        let found =
            all.find(|combination| combination.base == point.base && combination.regime == point.regime);
        found.ok_or_else(|| Error::Defect(format!("point {} is not of this plan", point.index)))
    }

    /// The list that is left out in a reference point.
    pub(super) fn without(&self, point: &Point) -> Option<&'static str> {
        match self.sweep.against.as_str() {
            "no_policy" if point.index >= self.own => Some("policy"),
            "no_shock" if point.index >= self.own => Some("shock"),
            _ => None,
        }
    }
}

impl Combination {
    /// The files of the base, apart from everything that the command line has changed already.
    pub(super) fn files(&self) -> Result<Vec<(String, Vec<u8>)>> {
        self.template.files()
    }
}

pub(super) fn value_text(value: &Value) -> String {
    match value {
        Value::Number(x) => format!("{x:?}"),
        Value::Text(text) if text == "true" || text == "false" => text.clone(),
        Value::Text(text) => format!("{text:?}"),
    }
}
