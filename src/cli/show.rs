//! `show`: what was set in a folder of results, and what came out first.

use super::{Global, compare, folder, headline, ls, print};
use crate::charts::compare::names;
use crate::charts::sweep::folder::Sweep;
use crate::error::{Error, Result};
use crate::experiment::reasons;
use crate::files::listed::{Kind, Listed};
use crate::files::manifest::{Manifest, Status};
use crate::language::Language;
use crate::language::screen::padded;
use crate::report::findings;
use crate::say;
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
                false => {
                    let language = global.reads(plan.language);
                    let head = head(&listed, &plan.question, &plan.source, language);
                    print::data(&(head + &factors(&plan, language)?))
                }
            };
        }
        let manifest = Manifest::open(&self.folder)?;
        let complete = manifest.status == Status::Complete;
        let rows = if complete { headline::headline(&self.folder.join("summary.csv"))? } else { Vec::new() };
        let unit = &manifest.currency_unit;
        let language = global.reads(manifest.language);
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
        let mut text = head(&listed, &names::question(&manifest, language), &manifest.source, language);
        text += &sizes(&manifest, language);
        text += &set(&manifest, language);
        text.push('\n');
        text += &match found {
            Some(found) => compare::lead(&found, unit, language),
            None if !complete => {
                say!(language, "Unfinished: the command that made it continues.").to_string()
            }
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
    if value.is_empty() { String::new() } else { format!("  {} {value}\n", padded(label, 13)) }
}

/// Title, question, and what the folder is.
fn head(listed: &Listed, question: &str, source: &str, language: Language) -> String {
    let mut text = format!("{}\n\n", ls::title(listed, language));
    text += &line(say!(language, "question"), language.of(question));
    text += &line(say!(language, "source"), &language.of_parts(source));
    let stamp = if listed.quick { say!(language, ", quick: to look at, not to cite") } else { "" };
    let id = listed.id.get(..8).unwrap_or(&listed.id);
    text += &line(say!(language, "folder"), &listed.folder.display().to_string());
    text += &line(
        say!(language, "kind"),
        &format!("{} {} ({id}){stamp}", ls::kind(listed, language), listed.name),
    );
    let made = [ls::age(listed, language), format!("tideover {}", listed.version), ls::size(listed.bytes)];
    let made: Vec<&str> = made.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let model = say!(language, "model version {version}", version = listed.model_version);
    text += &line(say!(language, "made"), &[made, vec![&model]].concat().join(language.comma()));
    text += &line(say!(language, "regime"), &ls::regimes(listed, language));
    text += &line(say!(language, "replications"), &print::number(f64::from(listed.replications)));
    text
}

/// Months, firms, seed, failed replications of a run or comparison.
fn sizes(manifest: &Manifest, language: Language) -> String {
    let last = manifest.start.parse::<Month>().map(|start| start.plus(manifest.months as i32 - 1));
    let months = last.map_or_else(
        |_| format!("{} ({})", manifest.start, manifest.months),
        |last| {
            let (from, count) = (&manifest.start, manifest.months);
            say!(language, "{from} to {to} ({count})", from = from, to = last, count = count)
        },
    );
    let mut text = line(say!(language, "months"), &months);
    let each = print::number(manifest.weight.round().max(1.0));
    let firms = print::number(f64::from(manifest.firms));
    text += &line(
        say!(language, "firms"),
        &say!(language, "{firms}, each for {each} real ones", firms = firms, each = each),
    );
    text += &line(say!(language, "economy"), &manifest.economy);
    text += &line(say!(language, "seed"), &manifest.seed.to_string());
    for failed in &manifest.failed {
        let why = failed.message.lines().next().unwrap_or_default();
        let why = reasons::known(why).said(language);
        text += &line(
            say!(language, "failed"),
            &say!(language, "replication {number}: {why}", number = failed.replication, why = why),
        );
    }
    text
}

/// Shocks and policies with their months.
fn set(manifest: &Manifest, language: Language) -> String {
    let compared = manifest.comparison.is_some();
    let mut text = String::new();
    if let Some(comparison) = &manifest.comparison {
        text += &line(say!(language, "base"), &comparison.base);
        let others: Vec<&str> =
            comparison.arms.iter().filter(|arm| **arm != comparison.base).map(String::as_str).collect();
        text += &line(say!(language, "arms"), &others.join(", "));
    }
    let mut header = vec!["", say!(language, "kind"), say!(language, "from"), say!(language, "to")];
    header.extend(compared.then(|| say!(language, "arms")));
    let mut table = |title, rows: Vec<Vec<String>>| {
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
        let gone = shock
            .back
            .as_ref()
            .map_or(String::new(), |back| say!(language, ", gone in {month}", month = back));
        vec![
            language.of(&shock.name).to_string(),
            print::kind(&shock.kind, language),
            shock.from.clone(),
            format!("{}{gone}", shock.to),
            shock.arms.join(", "),
        ]
    });
    table(say!(language, "shock"), shocks.collect());
    let policies = manifest.policies.iter().map(|policy| {
        vec![
            language.of(&policy.name).to_string(),
            print::kind(&policy.lever, language),
            policy.from.clone(),
            policy.to.clone(),
            policy.arms.join(", "),
        ]
    });
    table(say!(language, "policy"), policies.collect());
    text
}

/// The factors of a sweep and what is kept of each run.
fn factors(plan: &PlanEntry, language: Language) -> Result<String> {
    let mut text = line(say!(language, "points"), &print::number(plan.points as f64));
    text += &line(say!(language, "firms"), &print::number(f64::from(plan.firms)));
    text += &line(say!(language, "bases"), &plan.bases.join(", "));
    text += &line(say!(language, "against"), against(&plan.against, language));
    let rows = plan.factors.iter().map(|factor| {
        let span = match factor.range {
            Some([low, high]) => {
                say!(language, "{lower} to {upper}", lower = print::number(low), upper = print::number(high))
            }
            None => say!(language, "{count} values", count = factor.values.len()),
        };
        vec![factor.name.clone(), language.of(&factor.label).to_string(), span, factor.paths.join(", ")]
    });
    text += &format!(
        "\n{}",
        print::table(
            &[say!(language, "factor"), "", say!(language, "values"), say!(language, "keys")],
            &[],
            rows
        )
    );
    let sweep = Sweep::planned(serde_json::to_value(plan).map_err(Error::plain_json)?, language)?;
    let rows = plan.outputs.iter().enumerate().map(|(index, output)| match language {
        Language::English => vec![output.text.clone(), output.label.clone(), output.unit.clone()],
        Language::Chinese => vec![output.text.clone(), sweep.output(index), sweep.unit(index)],
    });
    text +=
        &format!("\n{}", print::table(&[say!(language, "output"), "", say!(language, "unit")], &[], rows));
    Ok(text)
}

/// What the points of a sweep are held against.
fn against(name: &str, language: Language) -> &str {
    match (language, name) {
        (Language::Chinese, "no_policy") => say!(language, "the same without policies"),
        (Language::Chinese, "no_shock") => say!(language, "the same without shocks"),
        _ => language.of(name),
    }
}
