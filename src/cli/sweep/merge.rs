//! `sweep merge`: the results of all shards in the order of the plan, sensitivities where the design gives
//! them, charts, report.

use super::headline;
use crate::atomic;
use crate::cli::folder::speak;
use crate::cli::{Global, print};
use crate::error::{Error, Result};
use crate::sweep::merge::{Merged, merge};
use crate::sweep::{Plan, folder, manifest, sensitivity};
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
        Some(first) => Err(Error::SomeFailed(format!(
            "{} of {} points failed ({first}); the results of the others are in {}, with the command that runs each failed point alone",
            merged.failed,
            merged.points,
            folder.display()
        ).into())),
    }
}

/// Makes all that a complete folder holds out of its journals.
pub(in crate::cli) fn make(folder: &Path, global: &Global) -> Result<(Plan, Merged)> {
    // From the folder's own copies, so that the tables are the same whoever makes them.
    let plan = folder::open(folder)?;
    // Nobody else writes tables and charts now; shards write into their own files.
    let _lock = folder::lock(folder)?;
    atomic::clear_abandoned(folder);
    manifest::mend(&plan, folder)?.iter().for_each(|note| print::say(global.quiet, note));
    let merged = merge(&plan, folder)?;
    if sensitivity::suits(plan.entry.design) && merged.failed == 0 {
        let analysis = sensitivity::write(folder)?;
        analysis.notes.iter().for_each(|note| print::say(global.quiet, &format!("note: {note}")));
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
        return print::json(&headline::json(folder, global, own)?);
    }
    let mut text = format!(
        "{}: {} points, {} replications each",
        plan.entry.name, merged.points, plan.entry.replications
    );
    if merged.failed > 0 {
        text += &format!("; {} failed", merged.failed);
    }
    text += "\n";
    if plan.entry.quick {
        text += "A quick run: few firms, few replications; to look at, not to cite.\n";
    }
    text += &headline::text(folder, global)?;
    text += &format!("\nResults: {}\n", folder.display());
    for (name, what) in [
        ("report.html", "the report, for reading and printing"),
        ("sweep.csv", "a row a point"),
        ("runs.csv", "a row a point and replication"),
        ("sensitivity.csv", "which factor matters"),
        ("charts", "charts"),
        ("README.txt", "what each column means"),
    ] {
        if folder.join(name).exists() {
            text += &format!("  {:<60} {what}\n", folder.join(name).display());
        }
    }
    print::data(&text)
}
