//! `sweep merge`: the results of all shards in the order of the plan, sensitivities where the design gives
//! them, charts, report.

use super::{headline, note};
use crate::atomic;
use crate::cli::folder::speak;
use crate::cli::{Global, print};
use crate::error::{Error, Result};
use crate::sweep::merge::{Merged, merge};
use crate::sweep::{Plan, folder, manifest, sensitivity};
use crate::{phrase, say, told};
use std::path::{Path, PathBuf};

/// Puts the results of all shards together, draws charts and writes the report
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Gives the same bytes for any number of shards in any order. Refuses (exit 5) while runs are outstanding. Tables of the plan or of \
    results that are missing or were altered are made again.\n\n\
    Example:\n  tideover sweep merge output/sweep-wage-support-map-0123abcd"
)]
pub(super) struct Merge {
    /// Folder of the sweep
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Merge {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        speak(&self.folder, global.lang)?;
        finish(&self.folder, global)
    }
}

/// Merges, works out sensitivities, draws, reports, says what came out and where everything is.
pub(super) fn finish(folder: &Path, global: &Global) -> Result<()> {
    let (plan, merged) = make(folder, global)?;
    report(&plan, &merged, folder, global)?;
    match &merged.first {
        None => Ok(()),
        Some(first) => Err(Error::SomeFailed(told!(
            "{failed} of {points} points failed ({first}); the results of the others are in {folder}, with the command that runs each failed point alone",
            failed = merged.failed,
            points = merged.points,
            first = first.clone(),
            folder = folder.display()
        ))),
    }
}

/// Makes all that a complete folder holds out of its journals.
pub(in crate::cli) fn make(folder: &Path, global: &Global) -> Result<(Plan, Merged)> {
    // From the folder's own copies, so that the tables are the same whoever makes them.
    let plan = folder::open(folder)?;
    // Nobody else writes tables and charts now; shards write into their own files.
    let _lock = folder::lock(folder)?;
    atomic::clear_abandoned(folder);
    manifest::mend(&plan, folder)?
        .iter()
        .for_each(|note| print::say(global.quiet, &note.said(global.language())));
    let merged = merge(&plan, folder)?;
    if sensitivity::suits(plan.entry.design) && merged.failed == 0 {
        let analysis = sensitivity::write(folder)?;
        analysis.notes.iter().for_each(|words| note(words, global));
    }
    crate::charts::draw(folder)?;
    crate::sweep_report::write(folder)?;
    print::undrawn(global, folder);
    manifest::complete(&plan, folder)?;
    Ok((plan, merged))
}

fn report(plan: &Plan, merged: &Merged, folder: &Path, global: &Global) -> Result<()> {
    if global.json {
        let own = serde_json::json!({
            "folder": folder.display().to_string(), "points": merged.points, "failed": merged.failed, "quick": plan.entry.quick,
        });
        return print::json(&headline::json(folder, global.reads(plan.entry.language), own)?);
    }
    let language = global.reads(plan.entry.language);
    let done = told!(
        "{name}: {points} points, {replications} replications each",
        name = &plan.entry.name,
        points = merged.points,
        replications = plan.entry.replications
    );
    let done = match merged.failed {
        0 => done,
        failed => told!("{done}; {failed} failed", done = done, failed = failed),
    };
    let mut text = done.said(language) + "\n";
    if plan.entry.quick {
        text += language.of(print::QUICK);
        text.push('\n');
    }
    text += &headline::text(folder, language)?;
    text += &format!("\n{}\n", say!(language, "Results: {folder}", folder = folder.display()));
    for (name, what) in [
        ("report.html", phrase!("the report, for reading and printing")),
        ("sweep.csv", phrase!("a row a point")),
        ("runs.csv", phrase!("a row a point and replication")),
        ("sensitivity.csv", phrase!("which factor matters")),
        ("charts", phrase!("charts")),
        ("README.txt", phrase!("what each column means")),
    ] {
        if folder.join(name).exists() {
            text += &format!("  {:<60} {}\n", folder.join(name).display(), language.of(what));
        }
    }
    print::data(&text)
}
