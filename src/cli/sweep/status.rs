//! `sweep status`: what is complete, outstanding, failed.

use super::headline;
use crate::cli::{Global, print};
use crate::error::{Error, Result};
use crate::experiment::reasons;
use crate::language::Language;
use crate::sweep::merge::{Standing, standing};
use crate::sweep::{Plan, folder};
use crate::{say, told};
use std::path::PathBuf;

/// Failed runs that are shown.
const SHOWN: usize = 10;

/// Says which runs of a sweep are complete, outstanding, failed
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Reads the files of all shards; what a shard is computing at this moment is not there yet. Exit 0: complete; 4: complete, \
    but some runs failed; 5: runs are outstanding.\n\nExample:\n  tideover sweep status output/sweep-wage-support-map-0123abcd"
)]
pub(super) struct Status {
    /// Folder of the sweep
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Status {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let plan = folder::open(&self.folder)?;
        let standing = standing(&plan, &self.folder)?;
        let at_work = crate::sweep::at_work(&self.folder)?;
        let merged = standing.outstanding.is_empty() && self.folder.join("sweep.csv").is_file();
        if global.json {
            let own = json(&plan, &standing, &at_work);
            print::json(&if merged {
                headline::json(&self.folder, global.reads(plan.entry.language), own)?
            } else {
                own
            })?;
        } else {
            let said = if merged {
                headline::text(&self.folder, global.reads(plan.entry.language))?
            } else {
                String::new()
            };
            let mut text = text(&plan, &standing, &at_work, global.language());
            if merged {
                text += &format!("\n{said}");
            }
            print::data(&text)?;
        }
        if !standing.outstanding.is_empty() {
            return Err(Error::Incomplete(told!(
                "{runs} runs are outstanding; `tideover sweep run {folder}` does them",
                runs = standing.outstanding.len(),
                folder = self.folder.display()
            )));
        }
        if !standing.failed.is_empty() {
            return Err(Error::SomeFailed(told!(
                "{runs} runs failed; `tideover sweep run {folder} --retry-failed` tries again",
                runs = standing.failed.len(),
                folder = self.folder.display()
            )));
        }
        Ok(())
    }
}

fn text(plan: &Plan, standing: &Standing, at_work: &[String], language: Language) -> String {
    let mut text = say!(
        language,
        "{name}: {through} of {points} points are through",
        name = plan.entry.name,
        through = standing.points,
        points = plan.entry.points
    );
    text.push('\n');
    let runs = [
        (say!(language, "complete"), standing.complete),
        (say!(language, "failed"), standing.failed.len()),
        (say!(language, "outstanding"), standing.outstanding.len()),
    ];
    let rows = runs.iter().map(|(name, count)| {
        vec![
            name.to_string(),
            print::number(*count as f64),
            format!("{:.1}%", 100.0 * *count as f64 / standing.runs.max(1) as f64),
        ]
    });
    text += &print::table(
        &[say!(language, "RUNS"), say!(language, "number"), say!(language, "share")],
        &[1, 2],
        rows,
    );
    if !standing.journals.is_empty() {
        text.push('\n');
        let state = |name: &str| {
            let held = at_work.iter().any(|held| name.starts_with(held.as_str()));
            if held { say!(language, "at work") } else { "" }
        };
        let rows = standing.journals.iter().map(|(name, rows, broken)| {
            let damaged = match broken {
                0 => String::new(),
                broken => say!(language, "{count} damaged lines", count = broken),
            };
            vec![name.clone(), print::number(*rows as f64), state(name).to_string(), damaged]
        });
        text += &print::table(&[say!(language, "journal"), say!(language, "RUNS"), "", ""], &[1], rows);
    }
    if !standing.failed.is_empty() {
        let failed = |(point, replication, message): &(usize, u32, String)| {
            let why = reasons::known(message.lines().next().unwrap_or_default());
            let told = told!(
                "  point {point}, replication {replication}: {why}",
                point = point,
                replication = replication,
                why = why
            );
            told.said(language)
        };
        let mut lines = vec![String::new(), say!(language, "Failed:").to_string()];
        lines.extend(standing.failed.iter().take(SHOWN).map(failed));
        if standing.failed.len() > SHOWN {
            lines.push(say!(language, "  and {count} more", count = standing.failed.len() - SHOWN));
        }
        text += &(lines.join("\n") + "\n");
    }
    text
}

fn json(plan: &Plan, standing: &Standing, at_work: &[String]) -> serde_json::Value {
    let failed: Vec<_> = standing
        .failed
        .iter()
        .map(|(point, replication, message)| serde_json::json!({ "point": point, "replication": replication, "message": message }))
        .collect();
    serde_json::json!({
        "name": plan.entry.name, "points": plan.entry.points, "points_through": standing.points, "runs": standing.runs,
        "complete": standing.complete, "outstanding": standing.outstanding.len(), "failed": failed, "at_work": at_work,
    })
}
