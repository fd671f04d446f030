//! `run`: one scenario, all replications, into its run folder.

use super::headline::{Row, headline, table};
use super::{Global, print, unmet};
use crate::error::{Error, Result};
use crate::experiment::{self, RunOptions, checkpoint, memory};
use crate::scenario::{self, Loaded, Overrides, Use};
use crate::units::Month;
use crate::{phrase, say};
use std::path::{Path, PathBuf};

/// Runs a scenario: all replications, tables, charts, report
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Several files stack from left to right: a later one states only what differs. Results stand in \
    output/NAME-ID/; README.txt there says what each column means and how to read it in R, Stata and Python. The same scenario \
    gives the same folder: a complete one is reused (computed again where files of it are missing or were altered), an interrupted one \
    continued, and nothing of yours is overwritten. output/latest points at the newest full run in output/. Burned-in populations are kept \
    in output/.cache for the next run, the most recent 64 MB of them; that folder may be removed at any time.\n\n\
    Examples:\n  tideover run scenarios/covid-2020.toml\n  tideover run scenarios/covid-2020.toml my-changes.toml --quick\n  \
    tideover run scenarios/covid-2020.toml --set scenario.months=12 -o results/short\n\n\
    A run can be split: the months until --until are simulated once and kept in a file, from which this scenario goes on, and any other \
    whose shocks and policies are the same in those months. Its results are those of a run from the start, byte for byte. Options that \
    change the scenario, like --quick or --firms, must be given each time:\n  \
    tideover run scenarios/covid-2020.toml --until 2020-06 --save june.tide\n  \
    tideover run scenarios/covid-2020.toml --from june.tide\n  \
    tideover run scenarios/covid-2020.toml my-later-policy.toml --from june.tide"
)]
pub(super) struct Run {
    /// Scenario files; several stack from left to right
    #[arg(value_name = "SCENARIO", required = true)]
    files: Vec<PathBuf>,
    /// Last month to simulate, as in 2020-06, before all replications are saved
    #[arg(long, value_name = "MONTH", requires = "save")]
    until: Option<Month>,
    /// Checkpoint file to write, in place of a run folder
    #[arg(long, value_name = "FILE", requires = "until")]
    save: Option<PathBuf>,
    /// Checkpoint file to go on from, in place of the start
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

/// Files of a folder that the answer points at, with what they hold.
const FILES: [(&str, &str); 4] = [
    ("report.html", phrase!("report")),
    ("charts", phrase!("charts")),
    ("tables", phrase!("tables for papers")),
    ("README.txt", phrase!("what each column means")),
];

impl Run {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let loaded = scenario::load(&self.files, &Overrides { command: Use::Run, ..global.overrides() })?;
        loaded.notes.iter().for_each(|note| print::say(global.quiet, note));
        let scenario = &loaded.scenario;
        let (shocks, policies) = (scenario.shocks.len(), scenario.policies.len());
        let talk = format!(
            "read {}: {shocks} shocks, {policies} policies, {} replications",
            scenario.name,
            scenario.how_often()
        );
        print::say(!global.verbose, &talk);
        let options = RunOptions {
            folder: global.output.clone(),
            from: self.from.clone(),
            threads: global.threads.and_then(|threads| usize::try_from(threads).ok()),
            force: global.force,
            progress: global.progress.clone(),
            quiet: global.quiet,
            language: global.language(),
            asked: global.lang,
            command: std::env::args().collect::<Vec<_>>().join(" "),
        };
        memory::check(scenario, 1, options.threads)?.iter().for_each(|note| print::say(global.quiet, note));
        if let (Some(until), Some(file)) = (self.until, &self.save) {
            return save(&loaded, &options, until, file, global);
        }
        let outcome = experiment::run(&loaded, &options)?;
        let rows = headline(&outcome.folder.join("summary.csv"))?;
        print::undrawn(global, &outcome.folder);
        for warning in unmet::warnings(&loaded.scenario, &outcome.folder) {
            print::say(global.quiet, &warning);
        }
        if global.json {
            let metrics: Vec<_> = rows.iter().map(Row::json).collect();
            return print::json(&serde_json::json!({
                "folder": outcome.folder.display().to_string(),
                "reused": outcome.reused,
                "quick": loaded.scenario.quick,
                "metrics": metrics,
            }));
        }
        let language = global.language();
        let mut text = String::new();
        if !rows.is_empty() {
            text += &table(&rows, &loaded.scenario.economy.currency_unit, language);
            text.push('\n');
        }
        if !loaded.scenario.policies.is_empty() {
            text += say!(language, "This run alone can't say what its policies changed; this command does:");
            text += &format!("\n  {}\n", crate::export::answer::command(&options.command));
        }
        if loaded.scenario.quick {
            text += &format!("{}\n", language.of(print::QUICK));
        }
        text += &print::results(&outcome, &FILES, language);
        print::data(&text)
    }
}

/// Simulates until a month and saves; says where, and how to go on.
fn save(loaded: &Loaded, options: &RunOptions, until: Month, file: &Path, global: &Global) -> Result<()> {
    if let Some(folder) = &options.folder {
        let folder = folder.display();
        return Err(Error::Usage(format!(
            "-o {folder}: with --save no run folder is written; give -o to the run that goes on --from the file"
        ).into()));
    }
    let written = checkpoint::save(loaded, options, until, file)?;
    if global.json {
        return print::json(&serde_json::json!({
            "checkpoint": file.display().to_string(),
            "until": written.until.to_string(),
            "replications": written.replications,
            "bytes": written.bytes,
        }));
    }
    let replications = if written.replications == 1 {
        "1 replication".to_string()
    } else {
        format!("{} replications", written.replications)
    };
    let (file, size) = (file.display(), format!("{:.1} MB", written.bytes as f64 / 1e6));
    print::say(
        global.quiet,
        &format!("saved {replications} at the end of {until} in {file} ({size}); no run folder was written"),
    );
    print::say(
        global.quiet,
        &format!("to go on, with the same options: tideover run {} --from {file}", loaded.path.display()),
    );
    Ok(())
}
