//! The arms of a comparison: read, named, refused where they can't be compared.

use super::arm::Arm;
use super::shapley::Games;
use crate::catalogue::NO_SHOCK;
use crate::diagnose::Problems;
use crate::economy::norms::Norms;
use crate::error::{Error, Result};
use crate::files::entries::ComparisonEntry;
use crate::language::told::Told;
use crate::levers;
use crate::month::model::Scenario;
use crate::month::params::Params;
use crate::scenario::{self, Loaded, Overrides, Use};
use crate::simulation::fork::{first_apart, first_difference};
use crate::units::Month;
use crate::{phrase, told};
use std::path::{Path, PathBuf};

/// What is to be compared.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The base, then the alternatives.
    pub files: Vec<PathBuf>,
    /// What the command line changes, the regime apart.
    pub overrides: Overrides,
    /// Behaviour regimes.
    pub regimes: Vec<String>,
    /// The base is the first file without its policies, and that file an alternative.
    pub no_policy: bool,
    /// Each policy of each alternative alone is an arm too.
    pub each: bool,
    /// The base without its shocks and policies is an arm too.
    pub no_shock: bool,
    /// For each alternative with a grant: the same grant for exactly the firms that would fail is an arm too.
    pub frontier: bool,
    /// The share of each policy in the effect of each alternative that has several.
    pub shapley: bool,
}

/// Arms that can be compared, the base first: the same names in every regime.
#[derive(Clone, Debug)]
pub struct Arms {
    /// By regime.
    pub regimes: Vec<Vec<Arm>>,
    /// Coalitions of policies to be simulated beside the arms, by regime; none unless shares are wanted.
    pub games: Vec<Games>,
    /// The base as loaded in the first regime: what the folder's pack and identity are made of.
    pub base: Loaded,
    /// Canonical texts of all arms, regime by regime: name of the file and content.
    pub texts: Vec<(String, String)>,
    /// What a user should know before trusting the comparison.
    pub notes: Vec<Told>,
    /// Regimes that were asked for and are the same as one of those above: nothing in the files distinguishes
    /// them.
    pub alike: Vec<String>,
    /// Which further arms and coalitions were asked for.
    pub asked: Asked,
}

/// What follows from the named arms on request; kept in the manifest, so that the comparison can be made
/// again.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs)]
pub struct Asked {
    pub each: bool,
    pub frontier: bool,
    pub shapley: bool,
}

impl Arms {
    /// Reads and checks the arms.
    ///
    /// # Errors
    /// Problems in any file; arms that differ in more than shocks and policies, with the keys in which they
    /// do.
    pub fn load(request: &Request) -> Result<Arms> {
        Arms::load_from(request, &|regime| files(request, regime))
    }

    /// The arms of a finished comparison, from the copies of the scenarios in its folder.
    ///
    /// # Errors
    /// A copy is missing or can't be read.
    pub fn again(folder: &Path, recorded: &ComparisonEntry) -> Result<Arms> {
        let request = Request {
            regimes: recorded.regimes.clone(),
            each: recorded.each,
            no_shock: recorded.no_shock.is_some(),
            frontier: recorded.frontier,
            shapley: recorded.shapley,
            ..Request::default()
        };
        let arms = Arms::load_from(&request, &|regime| {
            let overrides = Overrides { command: Use::Compare, ..Overrides::default() };
            let files = arm_files(&recorded.named, regime).into_iter().map(|file| folder.join(file));
            files.map(|file| scenario::load(&[file], &overrides)).collect()
        })?;
        // Those that were alike were not kept.
        Ok(Arms { alike: recorded.alike.clone(), ..arms })
    }

    fn load_from(request: &Request, read: &dyn Fn(&str) -> Result<Vec<Loaded>>) -> Result<Arms> {
        let (mut regimes, mut games) = (Vec::new(), Vec::new());
        let mut texts = Vec::new();
        let mut base = None;
        let mut notes = Vec::new();
        let (all, alike) = apart(
            request
                .regimes
                .iter()
                .map(|regime| Ok((regime.clone(), read(regime)?)))
                .collect::<Result<_>>()?,
        );
        for (regime, loaded) in all {
            check(&loaded)?;
            let arms = derive(&loaded, request)?;
            let named: Vec<String> = arms.iter().take(loaded.len()).map(|arm| arm.name.clone()).collect();
            texts.extend(
                arm_files(&named, &regime)
                    .into_iter()
                    .zip(loaded.iter().map(|given| below(&given.canonical))),
            );
            let own = if request.shapley { Games::of(&arms, loaded.len())? } else { Games::default() };
            if regimes.is_empty() {
                notes = loaded[0].notes.clone();
                notes.extend(remarks(&arms));
                if request.shapley {
                    notes.extend(own.announced());
                    notes.extend(earlier(&arms, &own));
                }
            }
            games.push(own);
            base.get_or_insert(loaded.into_iter().next().expect("at least a base"));
            regimes.push(arms);
        }
        let asked = Asked { each: request.each, frontier: request.frontier, shapley: request.shapley };
        let base = base.ok_or_else(|| Error::Usage(told!("no regime was given")))?;
        Ok(Arms { regimes, games, base, texts, notes, alike, asked })
    }

    /// Names of the arms, the base first.
    pub fn names(&self) -> Vec<String> {
        self.regimes[0].iter().map(|arm| arm.name.clone()).collect()
    }
    /// Months that all arms share, and coalitions with them, by regime.
    pub fn shared(&self, regime: usize) -> u32 {
        let scenarios = all(&self.regimes[regime], &self.games[regime]);
        fork(&scenarios).since(scenarios[0].start) as u32
    }
}

/// The files in a regime, the base first.
fn files(request: &Request, regime: &str) -> Result<Vec<Loaded>> {
    let overrides = Overrides { regime: Some(regime.to_string()), ..request.overrides.clone() };
    let load = |file: &PathBuf, no_policy: bool| {
        scenario::load(std::slice::from_ref(file), &Overrides { no_policy, ..overrides.clone() })
    };
    let mut loaded = Vec::new();
    if let (true, Some(file)) = (request.no_policy, request.files.first()) {
        loaded.push(load(file, true)?);
    }
    for file in &request.files {
        loaded.push(load(file, false)?);
    }
    if request.no_policy && loaded[1].scenario.policies.is_empty() {
        return Err(Error::Usage(told!(
            "--no-policy: {file} has no policies, so that it is the same without them",
            file = request.files[0].display()
        )));
    }
    Ok(loaded)
}

/// Regimes that differ in anything but their names, each with its files, and the names of the others. Of
/// several alike `middle` is kept, the default, or the first.
#[allow(clippy::type_complexity)]
fn apart(all: Vec<(String, Vec<Loaded>)>) -> (Vec<(String, Vec<Loaded>)>, Vec<String>) {
    let nameless = |(regime, loaded): &(String, Vec<Loaded>)| -> Vec<String> {
        let line = format!("\nregime = \"{regime}\"\n");
        loaded.iter().map(|one| one.canonical.replacen(&line, "\n", 1)).collect()
    };
    let texts: Vec<Vec<String>> = all.iter().map(nameless).collect();
    let kept = |at: usize| {
        let same = || (0..texts.len()).filter(|other| texts[*other] == texts[at]);
        let middle = same().find(|other| all[*other].0 == "middle");
        middle.or(same().next()) == Some(at)
    };
    let keep: Vec<bool> = (0..all.len()).map(kept).collect();
    let (mut run, mut alike) = (Vec::new(), Vec::new());
    for (one, keep) in all.into_iter().zip(keep) {
        if keep { run.push(one) } else { alike.push(one.0) }
    }
    (run, alike)
}

/// Everything that is simulated in a regime, the base first.
fn all(arms: &[Arm], games: &Games) -> Vec<Scenario> {
    arms.iter().map(|arm| &arm.scenario).chain(&games.extra).cloned().collect()
}

/// A note when coalitions differ before the arms do: effects count from there.
fn earlier(arms: &[Arm], games: &Games) -> Option<Told> {
    let [early, late] = [games, &Games::default()].map(|games| fork(&all(arms, games)));
    (early < late).then(|| {
        told!(
            "note: --shapley: coalitions of policies differ from {early}, the arms from {late}; all effects are counted from {early}",
            early = early,
            late = late
        )
    })
}

fn fork(arms: &[Scenario]) -> Month {
    first_difference(arms, &norms(&arms[0]))
}

fn norms(scenario: &Scenario) -> Norms {
    crate::month::norms::of(&scenario.economy, &scenario.params, f64::from(scenario.firms))
}

/// A canonical scenario as it must read one folder below the tables that it names.
fn below(canonical: &str) -> String {
    canonical.replace("= \"economy/", "= \"../economy/")
}

/// The title of a scenario, or its name where it has none.
pub(super) fn titled(scenario: &Scenario) -> &str {
    if scenario.title.is_empty() { &scenario.name } else { &scenario.title }
}

/// The files of named arms in the folder of a comparison: each its own, though names may differ only in signs
/// that files can't have.
fn arm_files(arms: &[String], regime: &str) -> Vec<String> {
    let keep = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let mut files: Vec<String> = Vec::new();
    for arm in arms {
        let plain: String = arm.chars().map(keep).collect();
        let file = |number: usize| match number {
            1 => format!("arms/{plain}-{regime}.toml"),
            _ => format!("arms/{plain}-{number}-{regime}.toml"),
        };
        let free = (1..).map(file).find(|file| !files.contains(file));
        files.extend(free);
    }
    files
}

/// The arms that were named, then those that follow from them.
fn derive(loaded: &[Loaded], request: &Request) -> Result<Vec<Arm>> {
    let mut arms: Vec<Arm> = Vec::new();
    for given in loaded {
        let mut scenario = Scenario { trace: Vec::new(), ..given.scenario.clone() };
        // A title that an alternative has from the file it extends tells of the base.
        if !arms.is_empty() && scenario.title == loaded[0].scenario.title {
            scenario.title.clear();
        }
        arms.push(Arm { name: scenario.name.clone(), scenario, to_failing: false });
    }
    let base = arms[0].scenario.clone();
    let given: Vec<Arm> = arms[1..].to_vec();
    // With one alternative its name says nothing more.
    let of = |arm: &Arm, what: &str| {
        if given.len() == 1 { what.to_string() } else { format!("{}: {what}", arm.name) }
    };
    if request.no_shock {
        let title = format!("{}, without shocks and policies", titled(&base));
        let scenario = Scenario { title, shocks: Vec::new(), policies: Vec::new(), ..base };
        arms.push(Arm { name: NO_SHOCK.into(), scenario, to_failing: false });
    }
    for arm in &given {
        if request.each && arm.scenario.policies.len() > 1 {
            for policy in &arm.scenario.policies {
                let title = format!("{}: {} alone", titled(&arm.scenario), policy.name);
                let scenario = Scenario { title, policies: vec![policy.clone()], ..arm.scenario.clone() };
                arms.push(Arm { name: of(arm, &policy.name), scenario, to_failing: false });
            }
        }
        let grants = |scenario: &Scenario| -> Vec<_> {
            scenario
                .policies
                .iter()
                .filter(|policy| levers::ALL[policy.lever].kind() == "liquidity_grant")
                .cloned()
                .collect()
        };
        if request.frontier && !grants(&arm.scenario).is_empty() {
            // Perfect information has no budget and no target of its own: who would fail gets the grant,
            // nobody else does.
            let policies = grants(&arm.scenario)
                .into_iter()
                .map(|policy| crate::policy::Policy {
                    target: crate::policy::Target::default(),
                    take_up: Some(1.0),
                    budget: None,
                    ..policy
                })
                .collect();
            let title = format!("{}: grants to exactly the firms that would fail", titled(&arm.scenario));
            let scenario = Scenario { title, policies, ..arm.scenario.clone() };
            arms.push(Arm { name: of(arm, "perfect information"), scenario, to_failing: true });
        }
    }
    let twice = (1..arms.len()).find(|at| arms[..*at].iter().any(|other| other.name == arms[*at].name));
    match twice {
        Some(at) => Err(Error::Usage(told!(
            "two arms are called \"{name}\"; give one of them another [scenario] name, so that tables can distinguish them",
            name = &arms[at].name
        ))),
        None => Ok(arms),
    }
}

/// Arms may differ in shocks and policies alone: every other key in which one differs from the base is a
/// problem of its file.
fn check(loaded: &[Loaded]) -> Result<()> {
    let base = &loaded[0].scenario;
    let mut problems = Problems::new();
    for arm in &loaded[1..] {
        let other = &arm.scenario;
        let mut keys: Vec<[Told; 3]> = Vec::new();
        let mut differ = |key: &str, here: Told, there: Told| {
            if here != there {
                keys.push([Told::words(key), here, there]);
            }
        };
        differ("scenario.start", Told::words(base.start.to_string()), Told::words(other.start.to_string()));
        differ(
            "scenario.months",
            Told::words(base.months.to_string()),
            Told::words(other.months.to_string()),
        );
        differ("scenario.firms", Told::words(base.firms.to_string()), Told::words(other.firms.to_string()));
        differ("scenario.regime", Told::known(&base.regime), Told::known(&other.regime));
        differ(phrase!("the number of replications"), base.how_often(), other.how_often());
        differ("replications.seed", Told::words(base.seed.to_string()), Told::words(other.seed.to_string()));
        differ("economy.name", Told::words(&base.economy.name), Told::words(&other.economy.name));
        for spec in Params::specs() {
            let value = |scenario: &Scenario| {
                let value = scenario.params.get(spec.group, spec.name).unwrap_or(spec.default);
                Told::words(value.to_string())
            };
            differ(&format!("parameters.{}", spec.key()), value(base), value(other));
        }
        for ((name, here), (_, there)) in
            loaded[0].tables.iter().zip(&arm.tables).filter(|(here, there)| here != there)
        {
            // Wherever the files lie: what counts is what they say.
            let here = told!("a table of {bytes} bytes", bytes = here.len());
            let there = told!("another table, of {bytes} bytes", bytes = there.len());
            keys.push([Told::words(name), here, there]);
        }
        for [key, here, there] in keys {
            let message = told!(
                "{key} is {there}, and {here} in the base \"{base}\"; arms may differ in shocks and policies alone",
                key = key,
                there = there,
                here = here,
                base = &base.name
            );
            problems.of_file(Some(&arm.path), message, None);
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Input(problems)) }
}

/// What makes a comparison less than it seems.
fn remarks(arms: &[Arm]) -> Vec<Told> {
    let mut notes = Vec::new();
    let base = &arms[0];
    if !base.scenario.policies.is_empty() {
        notes.push(match base.scenario.policies.len() {
            1 => told!(
                "note: the base \"{base}\" has a policy of its own: effects are against a world with it already",
                base = &base.name
            ),
            count => told!(
                "note: the base \"{base}\" has {count} policies of its own: effects are against a world with them already",
                base = &base.name,
                count = count
            ),
        });
    }
    for arm in &arms[1..] {
        let end = base.scenario.start.plus(base.scenario.months as i32);
        if first_apart(&base.scenario, &arm.scenario, &norms(&base.scenario), end).is_none() {
            notes.push(told!(
                "note: \"{arm}\" and the base \"{base}\" never differ: all effects are zero",
                arm = &arm.name,
                base = &base.name
            ));
        }
    }
    notes
}

#[cfg(test)]
mod tests;
