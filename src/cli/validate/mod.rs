//! `validate`: the model against published facts.

mod folder;
mod line;

use super::{Global, print};
use crate::error::{Error, Result};
use crate::language::told::Told;
use crate::month::model::Scenario;
use crate::scenario;
use crate::scenario::Loaded;
use crate::scenario::keys::REGIMES;
use crate::simulation;
use crate::simulation::population::BurnedIn;
use crate::validate::crisis::{self, facts};
use crate::validate::report::Fact;
use crate::validate::{self, Score, Verdict, panel::YEARS, report, targets, themes};
use crate::{phrase, told};
use line::{Line, scored, side_by_side, summary, table};
use rayon::ThreadPoolBuilder;
use std::path::PathBuf;

/// Holds the model against published facts: PASS, WARN or FAIL for each, with its source
#[derive(clap::Args, Debug)]
#[command(
    after_help = "The scenario's shocks and policies are left out. Facts are those of the file that the economy pack names as \
    targets; each is measured by its source's own definition over twelve years. A fact of another population or year than the pack's is \
    shown and not scored. Exit code 6 when a fact fails.\n\n\
    With --crisis the scenario runs with its shocks and policies, beside the same months without either, against the facts that the \
    pack names as crisis_targets. Facts that the scenario was fed with test the feed; the others test how firms respond.\n\n\
    With -o the folder gets targets.csv, a chart of all facts (charts/) and report.html, which says how many are met, which are \
    missed and by how much, and what was fed, fitted and held out by the calibration files beside the scenario.\n\n\
    Examples:\n  tideover validate\n  tideover validate scenarios/baseline.toml --regime strict --replications 4\n  tideover validate --regimes\n  \
    tideover validate --crisis -o output/validation\n  tideover validate --json"
)]
pub(super) struct Validate {
    /// Scenario files; several stack from left to right [default: scenarios/baseline.toml, with --crisis scenarios/covid-2020.toml]
    #[arg(value_name = "SCENARIO")]
    files: Vec<PathBuf>,
    /// The three behaviour regimes side by side
    #[arg(long, conflicts_with = "regime")]
    regimes: bool,
    /// The crisis of the scenario against published facts of it
    #[arg(long)]
    crisis: bool,
    /// Folder for a table, a chart and a report
    #[arg(short = 'o', long = "output", value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Replications when none are asked for: seeds are the small part of what is not known.
const REPLICATIONS: u32 = 2;

impl Validate {
    pub(super) fn run(mut self, global: &Global) -> Result<()> {
        if self.files.is_empty() {
            let shipped = if self.crisis { "covid-2020" } else { "baseline" };
            self.files.push(PathBuf::from(format!("scenarios/{shipped}.toml")));
        }
        let language = global.language();
        let names: Vec<Option<&str>> =
            if self.regimes { REGIMES.map(Some).to_vec() } else { vec![global.regime.as_deref()] };
        let mut loaded: Vec<Loaded> = Vec::new();
        for name in names {
            let mut overrides = global.overrides();
            overrides.replications = overrides.replications.or(Some(REPLICATIONS));
            overrides.regime = name.map(str::to_string);
            loaded.push(scenario::load(&self.files, &overrides)?);
        }
        let id = folder::id(&loaded, self.crisis);
        if let Some(out) = &self.output {
            let regimes: Vec<&str> = loaded.iter().map(|one| one.scenario.regime.as_str()).collect();
            report::claim(out, &id, &regimes)?;
        }
        let mut all: Vec<(String, Vec<Line>)> = Vec::new();
        for Loaded { scenario, .. } in &loaded {
            let lines = if self.crisis { in_crisis(scenario, global)? } else { in_peace(scenario, global)? };
            all.push((scenario.regime.clone(), lines));
        }
        let written = match &self.output {
            Some(out) => {
                let outcome = folder::outcome(&self.files, self.crisis, id, &loaded, &all, language);
                report::write(out, &outcome)?
            }
            None => Vec::new(),
        };
        if global.json {
            let lines = all.iter().flat_map(|(_, lines)| lines);
            print::json(&lines.map(|line| line.json.clone()).collect())?;
        } else if let [(_, lines)] = &all[..] {
            print::data(&format!("{}\n{}\n", table(lines, language), summary(lines, language)))?;
        } else {
            let counted =
                |(regime, lines): &(String, Vec<Line>)| line::of(regime, &summary(lines, language), language);
            let counts: Vec<String> = all.iter().map(counted).collect();
            print::data(&format!("{}\n{}\n", side_by_side(&all, language), counts.join("\n")))?;
        }
        if let Some(out) = &self.output {
            let files = written.iter().map(|(name, what)| format!("\n  {:<28} {what}", name));
            let files: String = files.collect();
            print::say(global.quiet, &format!("{}{files}", out.display()));
        }
        let lines = || all.iter().flat_map(|(_, lines)| lines);
        let failed = lines().filter(|line| line.verdict == Verdict::Fail).count();
        if failed == 0 {
            return Ok(());
        }
        Err(Error::Validation(told!(
            "{missed} of {scored} facts are missed",
            missed = failed,
            scored = scored(lines())
        )))
    }
}

/// Normal times: the scenario without its shocks and policies.
fn in_peace(scenario: &Scenario, global: &Global) -> Result<Vec<Line>> {
    let scenario = validate::quiet(scenario);
    let targets = targets::read(&scenario.economy)?;
    let panels = watched(&scenario, told!("{years} years", years = YEARS), global, |start| {
        validate::watch(&scenario, start, &|_| true)
    })?;
    let line = |score: Score| {
        let target = &score.target;
        let json = serde_json::json!({
            "regime": scenario.regime, "id": target.id, "fact": target.counts, "moment": target.moment.name,
            "definition": target.moment.definition, "unit": target.moment.unit, "at": target.at, "model": score.model,
            "standard_error": score.error, "target": target.value, "low": target.band[0], "high": target.band[1],
            "verdict": score.verdict.word(), "profile": target.other_profile, "source": target.source,
        });
        Line {
            id: target.id.clone(),
            fact: global.language().of(&target.counts).to_string(),
            kind: "",
            model: score.model,
            error: score.error,
            value: target.value,
            band: target.band,
            verdict: score.verdict,
            other_profile: target.other_profile.clone(),
            shown: Fact {
                id: target.id.clone(),
                theme: themes::of(target.moment.name),
                counts: target.counts.clone(),
                definition: target.moment.definition.into(),
                unit: target.moment.unit.into(),
                model: score.model,
                interval: folder::interval(score.model, score.error, scenario.replications),
                published: target.value,
                band: target.band,
                verdict: score.verdict,
                role: report::Role::Unknown,
                other_profile: target.other_profile.clone(),
                source: target.source.clone(),
            },
            json,
        }
    };
    Ok(validate::score(targets, &panels).into_iter().map(line).collect())
}

/// The crisis of the scenario.
fn in_crisis(scenario: &Scenario, global: &Global) -> Result<Vec<Line>> {
    let language = global.language();
    let facts = facts::read(&scenario.economy, &scenario.name)?;
    let months = crisis::months(facts.iter(), scenario.start);
    let watching = told!("{months} months with the crisis and without", months = months);
    let pairs =
        watched(scenario, watching, global, |start| crisis::watch(scenario, start, months, &|_| true))?;
    let line = |score: crisis::Score| {
        let fact = &score.fact;
        let json = serde_json::json!({
            "regime": scenario.regime, "id": fact.id, "fact": fact.counts, "measure": fact.measure.name,
            "definition": fact.measure.definition, "unit": fact.measure.unit, "at": fact.at,
            "from": fact.months[0].to_string(), "to": fact.months[1].to_string(), "fed": fact.fed, "model": score.model,
            "standard_error": score.error, "target": fact.value, "low": fact.band[0], "high": fact.band[1],
            "verdict": score.verdict.word(), "source": fact.source,
        });
        let shown = Fact {
            id: fact.id.clone(),
            theme: themes::of(fact.measure.name),
            counts: fact.counts.clone(),
            definition: fact.measure.definition.split_whitespace().collect::<Vec<_>>().join(" "),
            unit: fact.measure.unit.into(),
            model: score.model,
            interval: folder::interval(score.model, score.error, scenario.replications),
            published: fact.value,
            band: fact.band,
            verdict: score.verdict,
            role: if fact.fed { report::Role::Fed } else { report::Role::Unknown },
            other_profile: None,
            source: fact.source.clone(),
        };
        Line {
            id: fact.id.clone(),
            fact: told!("{fact}, {unit}", fact = language.of(&fact.counts), unit = shown.unit(language))
                .said(language),
            kind: if fact.fed { phrase!("feed") } else { phrase!("response") },
            model: score.model,
            error: score.error,
            value: fact.value,
            band: fact.band,
            verdict: score.verdict,
            other_profile: None,
            shown,
            json,
        }
    };
    Ok(crisis::score(facts, &pairs).into_iter().map(line).collect())
}

/// Burns in and watches, on the threads that were asked for.
fn watched<T: Send>(
    scenario: &Scenario,
    what: Told,
    global: &Global,
    watch: impl Fn(&BurnedIn) -> Option<Vec<T>> + Sync,
) -> Result<Vec<T>> {
    let threads = global.threads.unwrap_or(0) as usize;
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|source| Error::Threads { what: None, source })?;
    let years = scenario.params.population.burn_in_years;
    let talk = told!(
        "burning in {years} years, then watching {times} × {what}, regime {regime}",
        years = years,
        times = scenario.replications,
        what = what,
        regime = Told::known(&scenario.regime)
    );
    print::say(global.quiet, &talk.said(global.language()));
    let found = pool.install(|| watch(&simulation::burn_in(scenario, &|_| true)?));
    Ok(found.expect("nobody stops it"))
}
