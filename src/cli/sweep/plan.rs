//! `sweep plan`: checks a sweep file, says what it will take, and writes the folder of its points.

use super::note;
use crate::cli::{Global, check, print};
use crate::error::{Error, Result};
use crate::experiment::OUTPUT;
use crate::language::Language;
use crate::language::screen::padded;
use crate::language::told::Told;
use crate::sweep::{self, folder};
use crate::{say, told};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Checks a sweep file, says what it will take, and writes its points; runs nothing
#[derive(clap::Args, Debug)]
#[command(
    after_help = "The folder holds the plan (plan.json), the points (points.csv), the factors as SALib and black-it read them \
    (problem.json), and copies of all files (inputs/), so that a job elsewhere needs the folder alone.\n\n\
    Examples:\n  tideover sweep plan scenarios/sweeps/wage-support-map.toml\n  \
    tideover sweep plan scenarios/sweeps/wage-support-map.toml --dry-run --firms 2000"
)]
pub(super) struct Plan {
    /// Sweep file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Writes nothing
    #[arg(long, conflicts_with_all = ["output", "force"])]
    dry_run: bool,
}

impl Plan {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let mut plan = sweep::plan::plan(&self.file, &global.overrides())?;
        plan.scenarios.notes().iter().for_each(|words| note(words, global));
        let place = global.output.clone().unwrap_or_else(|| default_folder(&plan));
        super::in_language(&mut plan, &place, global);
        if !self.dry_run {
            super::put(&plan, &place, global)?;
        }
        let place = if self.dry_run { None } else { Some(place.as_path()) };
        let work = Work::of(&plan, global.threads);
        if global.json {
            print::json(&json(&plan, &work, place)?)
        } else {
            print::data(&summary(&plan, &work, place, global.language()))
        }
    }
}

/// `output/sweep-NAME-ID`.
pub(super) fn default_folder(plan: &sweep::Plan) -> PathBuf {
    Path::new(OUTPUT).join(format!("sweep-{}-{}", plan.entry.name, &plan.entry.id[..8]))
}

/// What a new plan changes in a folder, a line each.
pub(super) fn changes(difference: &folder::Difference) -> Told {
    let folder::Difference { same, new, gone, changes } = difference;
    let points = told!(
        "  {same} points are the same in both, {new} are new and would be run, {gone} are no longer wanted",
        same = same,
        new = new,
        gone = gone
    );
    let change = |change: &Told| Told::of("  {change}", vec![("change", change.clone().into())]);
    Told::lines(std::iter::once(points).chain(changes.iter().map(change)))
}

/// What a sweep will take.
struct Work {
    /// Points simulated: of several with one id, one.
    simulated: usize,
    firm_months: f64,
    seconds: f64,
}

impl Work {
    fn of(plan: &sweep::Plan, threads: Option<u64>) -> Work {
        let mut seen = BTreeSet::new();
        let points: Vec<_> = plan.points.iter().filter(|point| seen.insert(point.id.as_str())).collect();
        let once: f64 = points.iter().map(|point| plan.scenarios.firm_months(point)).sum();
        let firm_months = once * f64::from(plan.entry.replications);
        let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
        let seconds = firm_months / check::FIRM_MONTHS_A_SECOND / threads.unwrap_or(cores).max(1) as f64;
        Work { simulated: points.len(), firm_months, seconds }
    }
}

fn design(entry: &sweep::PlanEntry) -> Told {
    use sweep::Design;
    let (seed, samples) = (entry.design_seed, entry.samples);
    match entry.design {
        Design::Grid => {
            let counts: Vec<String> =
                entry.factors.iter().map(|factor| factor.values.len().to_string()).collect();
            told!("grid of {counts}", counts = counts.join(" × "))
        }
        Design::List => told!("list"),
        Design::LatinHypercube => told!("Latin hypercube, seed {seed}", seed = seed),
        Design::Sobol => told!("Sobol sequence, seed {seed}", seed = seed),
        Design::Morris => told!(
            "{samples} trajectories of Morris on {levels} levels, seed {seed}",
            samples = samples,
            levels = entry.levels,
            seed = seed
        ),
        Design::Saltelli => {
            let order = if entry.second_order {
                told!("first, second and total order")
            } else {
                told!("first and total order")
            };
            told!(
                "{samples} base samples of Saltelli, {order}, seed {seed}",
                samples = samples,
                order = order,
                seed = seed
            )
        }
        Design::OneAtATime => told!("one factor at a time"),
    }
}

/// What the points are held against.
fn against(entry: &sweep::PlanEntry, language: Language) -> String {
    match entry.against.as_str() {
        "no_policy" => say!(language, "no policy").to_string(),
        "no_shock" => say!(language, "no shock").to_string(),
        other => other.replace('_', " "),
    }
}

fn summary(plan: &sweep::Plan, work: &Work, place: Option<&Path>, language: Language) -> String {
    let entry = &plan.entry;
    let mut text = format!("{}: {}\n", entry.name, language.of(&entry.title));
    let mut line = |name: &str, value: String| text += &format!("  {} {value}\n", padded(name, 13));
    if !entry.question.is_empty() {
        line(say!(language, "question"), language.of(&entry.question).to_string());
    }
    line(say!(language, "design"), design(entry).said(language));
    line(say!(language, "bases"), entry.bases.join(", "));
    line(say!(language, "regimes"), entry.regimes.join(", "));
    let references = plan.points.len() - entry.points;
    line(say!(language, "points"), print::number(entry.points as f64));
    if references > 0 {
        line(
            say!(language, "references"),
            format!("{}{}", print::number(references as f64), language.bracketed(&against(entry, language))),
        );
    }
    if work.simulated < plan.points.len() {
        line(
            say!(language, "simulated"),
            say!(
                language,
                "{count}: the others are the same scenario as one of these",
                count = print::number(work.simulated as f64)
            ),
        );
    }
    line(
        say!(language, "replications"),
        say!(
            language,
            "{count} of each, {firms} firms",
            count = entry.replications,
            firms = print::number(f64::from(entry.firms))
        ),
    );
    line(
        say!(language, "keeps"),
        entry.outputs.iter().map(|output| output.text.as_str()).collect::<Vec<_>>().join(", "),
    );
    let rows = entry.factors.iter().map(|factor| {
        let baseline = factor.baseline.as_ref().map_or(String::new(), folder::cell);
        vec![
            factor.name.clone(),
            folder::span(factor).said(language),
            factor.unit.clone(),
            baseline,
            factor.paths.join(", "),
        ]
    });
    let factors = match entry.factors.len() {
        1 => say!(language, "1 factor").to_string(),
        count => say!(language, "{count} factors", count = count),
    };
    let header = [
        say!(language, "name"),
        say!(language, "values"),
        say!(language, "unit"),
        say!(language, "in base"),
        say!(language, "sets"),
    ];
    text += &format!("\n{factors}\n{}", print::table(&header, &[], rows));
    let millions = print::number((work.firm_months / 1e5).round() / 10.0);
    let runs = print::number(work.simulated as f64 * f64::from(entry.replications));
    let estimate = say!(
        language,
        "Estimate: {runs} replications, {millions} million firm-months, about {time}",
        runs = runs,
        millions = millions,
        time = check::lasting(work.seconds, language)
    );
    let quick = say!(language, "A quick sweep: few firms, few replications; to look at, not to cite.");
    let written = match place {
        None => say!(language, "Nothing was written or run.").to_string(),
        Some(place) => say!(language, "Written to {folder}; nothing was run.", folder = place.display()),
    };
    let mut lines = vec![String::new(), estimate];
    lines.extend(Some(quick.to_string()).filter(|_| entry.quick));
    lines.push(written);
    text + &lines.join("\n") + "\n"
}

fn json(plan: &sweep::Plan, work: &Work, place: Option<&Path>) -> Result<serde_json::Value> {
    let entry = serde_json::to_value(&plan.entry).map_err(Error::plain_json)?;
    Ok(serde_json::json!({
        "plan": entry, "reference_points": plan.points.len() - plan.entry.points, "simulated_points": work.simulated,
        "firm_months": work.firm_months, "seconds": work.seconds, "folder": place.map(|place| place.display().to_string()),
    }))
}
