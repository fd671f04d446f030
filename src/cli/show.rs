//! `show`: what was set in a folder of results, and what came out first.

use super::{Global, compare, folder, headline, ls, print};
use crate::error::Result;
use crate::files::listed::{Kind, Listed};
use crate::files::manifest::{Manifest, Status};
use crate::report::findings;
use crate::sweep;
use crate::sweep::entry::PlanEntry;
use crate::units::Month;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Shows what was set in a run, comparison or sweep, and what came out first
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Title and question, shocks and policies with their months, sizes; then the headline numbers with their intervals, of a comparison \
    its effects. Of one that is unfinished only what was set. All else is in the folder: report.html, and README.txt for the tables.\n\n\
    Example:\n  tideover show output/latest"
)]
pub(super) struct Show {
    /// The folder of a run, a comparison or a sweep
    #[arg(value_name = "RUN")]
    folder: PathBuf,
}

impl Show {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let listed = folder::listed(&self.folder)?;
        if listed.kind == Kind::Sweep {
            let plan = sweep::folder::entry(&self.folder)?;
            return match global.json {
                true => print::json(&with(&listed, json!({ "sweep": plan }))),
                false => print::data(&(head(&listed, &plan.question, &plan.source) + &factors(&plan))),
            };
        }
        let manifest = Manifest::open(&self.folder)?;
        let complete = manifest.status == Status::Complete;
        let rows = if complete { headline::headline(&self.folder.join("summary.csv"))? } else { Vec::new() };
        let unit = &manifest.currency_unit;
        let language = global.lang.unwrap_or(manifest.language);
        let found = match &manifest.comparison {
            Some(_) if complete => Some(findings::read(&self.folder, unit)?.told_in(language)),
            _ => None,
        };
        if global.json {
            let metrics: Vec<_> = rows.iter().map(headline::Row::json).collect();
            let effects: Option<Vec<_>> =
                found.map(|found| found.rows.iter().map(compare::row_json).collect());
            let more = json!({
                "question": manifest.question, "source": manifest.source, "start": manifest.start, "months": manifest.months,
                "seed": manifest.seed, "weight": manifest.weight, "economy": manifest.economy, "shocks": manifest.shocks,
                "policies": manifest.policies, "comparison": manifest.comparison, "failed": manifest.failed,
                "metrics": metrics, "effects": effects,
            });
            return print::json(&with(&listed, more));
        }
        let mut text =
            head(&listed, &manifest.question, &manifest.source) + &sizes(&manifest) + &set(&manifest);
        text.push('\n');
        text += &match found {
            Some(found) => compare::lead(&found, unit, language),
            None if !complete => "Unfinished: the command that made it continues.\n".to_string(),
            None if rows.is_empty() => String::new(),
            None => headline::table(&rows, unit, language),
        };
        print::data(text.trim_end())
    }
}

/// What `ls` says of a folder, and more.
fn with(listed: &Listed, more: Value) -> Value {
    let mut all = ls::json(listed);
    if let (Value::Object(all), Value::Object(more)) = (&mut all, more) {
        all.extend(more);
    }
    all
}

/// A line with a label.
fn line(label: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("  {label:<13} {value}\n") }
}

/// Title, question, and what the folder is.
fn head(listed: &Listed, question: &str, source: &str) -> String {
    let mut text = format!("{}\n\n", listed.title);
    text += &line("question", question);
    text += &line("source", source);
    let stamp = if listed.quick { ", quick: to look at, not to cite" } else { "" };
    let id = listed.id.get(..8).unwrap_or(&listed.id);
    text += &line("folder", &listed.folder.display().to_string());
    text += &line("kind", &format!("{} {} ({id}){stamp}", listed.kind.word(), listed.name));
    let made = [ls::age(listed), format!("tideover {}", listed.version), ls::size(listed.bytes)];
    let made: Vec<&str> = made.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    text += &line("made", &format!("{}, model version {}", made.join(", "), listed.model_version));
    text += &line("regime", &ls::regimes(listed));
    text += &line("replications", &print::number(f64::from(listed.replications)));
    text
}

/// Months, firms, seed, failed replications of a run or comparison.
fn sizes(manifest: &Manifest) -> String {
    let last = manifest.start.parse::<Month>().map(|start| start.plus(manifest.months as i32 - 1));
    let last = last.map_or(String::new(), |last| format!(" to {last}"));
    let mut text = line("months", &format!("{}{last} ({})", manifest.start, manifest.months));
    let each = print::number(manifest.weight.round().max(1.0));
    text +=
        &line("firms", &format!("{}, each for {each} real ones", print::number(f64::from(manifest.firms))));
    text += &line("economy", &manifest.economy);
    text += &line("seed", &manifest.seed.to_string());
    for failed in &manifest.failed {
        let why = failed.message.lines().next().unwrap_or_default();
        text += &line("failed", &format!("replication {}: {why}", failed.replication));
    }
    text
}

/// Shocks and policies with their months.
fn set(manifest: &Manifest) -> String {
    let compared = manifest.comparison.is_some();
    let mut text = String::new();
    if let Some(comparison) = &manifest.comparison {
        text += &line("base", &comparison.base);
        let others: Vec<&str> =
            comparison.arms.iter().filter(|arm| **arm != comparison.base).map(String::as_str).collect();
        text += &line("arms", &others.join(", "));
    }
    let mut header = vec!["", "kind", "from", "to"];
    header.extend(compared.then_some("arms"));
    let mut table = |title: &'static str, rows: Vec<Vec<String>>| {
        if rows.is_empty() {
            return;
        }
        header[0] = title;
        let rows = rows.into_iter().map(|mut row| {
            row.truncate(header.len());
            row
        });
        text += &format!("\n{}", print::table(&header, &[], rows));
    };
    let shocks = manifest.shocks.iter().map(|shock| {
        let gone = shock.back.as_ref().map_or(String::new(), |back| format!(", gone in {back}"));
        vec![
            shock.name.clone(),
            shock.kind.clone(),
            shock.from.clone(),
            format!("{}{gone}", shock.to),
            shock.arms.join(", "),
        ]
    });
    table("shock", shocks.collect());
    let policies = manifest.policies.iter().map(|policy| {
        vec![
            policy.name.clone(),
            policy.lever.clone(),
            policy.from.clone(),
            policy.to.clone(),
            policy.arms.join(", "),
        ]
    });
    table("policy", policies.collect());
    text
}

/// The factors of a sweep and what is kept of each run.
fn factors(plan: &PlanEntry) -> String {
    let mut text = line("points", &print::number(plan.points as f64));
    text += &line("firms", &print::number(f64::from(plan.firms)));
    text += &line("bases", &plan.bases.join(", "));
    text += &line("against", &plan.against);
    let rows = plan.factors.iter().map(|factor| {
        let span = match factor.range {
            Some([low, high]) => format!("{} to {}", print::number(low), print::number(high)),
            None => format!("{} values", factor.values.len()),
        };
        vec![factor.name.clone(), factor.label.clone(), span, factor.paths.join(", ")]
    });
    text += &format!("\n{}", print::table(&["factor", "", "values", "keys"], &[], rows));
    let rows = plan
        .outputs
        .iter()
        .map(|output| vec![output.text.clone(), output.label.clone(), output.unit.clone()]);
    text += &format!("\n{}", print::table(&["output", "", "unit"], &[], rows));
    text
}
