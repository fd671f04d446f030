//! `sweep plan`: checks a sweep file, says what it will take, and writes the folder of its points.

use super::note;
use crate::cli::{Global, check, print};
use crate::error::{Error, Result};
use crate::experiment::OUTPUT;
use crate::language::told::Told;
use crate::sweep::{self, folder};
use crate::told;
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
            print::data(&summary(&plan, &work, place))
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
    let lines: String = changes.iter().map(|change| format!("\n  {change}")).collect();
    told!(
        "  {same} points are the same in both, {new} are new and would be run, {gone} are no longer wanted{changes}",
        same = same,
        new = new,
        gone = gone,
        changes = lines
    )
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

fn design(entry: &sweep::PlanEntry) -> String {
    use sweep::Design;
    match entry.design {
        Design::Grid => {
            let counts: Vec<String> =
                entry.factors.iter().map(|factor| factor.values.len().to_string()).collect();
            format!("grid of {}", counts.join(" × "))
        }
        Design::List => "list".into(),
        Design::LatinHypercube => format!("Latin hypercube, seed {}", entry.design_seed),
        Design::Sobol => format!("Sobol sequence, seed {}", entry.design_seed),
        Design::Morris => format!(
            "{} trajectories of Morris on {} levels, seed {}",
            entry.samples, entry.levels, entry.design_seed
        ),
        Design::Saltelli => {
            let order =
                if entry.second_order { "first, second and total order" } else { "first and total order" };
            format!("{} base samples of Saltelli, {order}, seed {}", entry.samples, entry.design_seed)
        }
        Design::OneAtATime => "one factor at a time".into(),
    }
}

fn summary(plan: &sweep::Plan, work: &Work, place: Option<&Path>) -> String {
    let entry = &plan.entry;
    let mut text = format!("{}: {}\n", entry.name, entry.title);
    let mut line = |name: &str, value: String| text += &format!("  {name:<13} {value}\n");
    if !entry.question.is_empty() {
        line("question", entry.question.clone());
    }
    line("design", design(entry));
    line("bases", entry.bases.join(", "));
    line("regimes", entry.regimes.join(", "));
    let references = plan.points.len() - entry.points;
    line("points", print::number(entry.points as f64));
    if references > 0 {
        line(
            "references",
            format!("{} ({})", print::number(references as f64), entry.against.replace('_', " ")),
        );
    }
    if work.simulated < plan.points.len() {
        line(
            "simulated",
            format!(
                "{}: the others are the same scenario as one of these",
                print::number(work.simulated as f64)
            ),
        );
    }
    line(
        "replications",
        format!("{} of each, {} firms", entry.replications, print::number(f64::from(entry.firms))),
    );
    line("keeps", entry.outputs.iter().map(|output| output.text.as_str()).collect::<Vec<_>>().join(", "));
    let rows = entry.factors.iter().map(|factor| {
        let baseline = factor.baseline.as_ref().map_or(String::new(), folder::cell);
        vec![
            factor.name.clone(),
            folder::span(factor),
            factor.unit.clone(),
            baseline,
            factor.paths.join(", "),
        ]
    });
    let n = entry.factors.len();
    text += &format!(
        "\n{n} factor{}\n{}",
        if n == 1 { "" } else { "s" },
        print::table(&["name", "values", "unit", "in base", "sets"], &[], rows)
    );
    let millions = print::number((work.firm_months / 1e5).round() / 10.0);
    let runs = print::number(work.simulated as f64 * f64::from(entry.replications));
    text += &format!(
        "\nEstimate: {runs} replications, {millions} million firm-months, about {}\n",
        check::duration(work.seconds)
    );
    if entry.quick {
        text += "A quick sweep: few firms, few replications; to look at, not to cite.\n";
    }
    text + &place.map_or("Nothing was written or run.\n".into(), |place| {
        format!("Written to {}; nothing was run.\n", place.display())
    })
}

fn json(plan: &sweep::Plan, work: &Work, place: Option<&Path>) -> Result<serde_json::Value> {
    let entry = serde_json::to_value(&plan.entry).map_err(Error::plain_json)?;
    Ok(serde_json::json!({
        "plan": entry, "reference_points": plan.points.len() - plan.entry.points, "simulated_points": work.simulated,
        "firm_months": work.firm_months, "seconds": work.seconds, "folder": place.map(|place| place.display().to_string()),
    }))
}
