//! `run`: one scenario, all replications, into its run folder.

use super::headline::{Row, headline, table};
use super::mistakes::Refused;
use super::{Global, print, unmet};
use crate::error::{Error, Result};
use crate::experiment::{self, RunOptions, checkpoint, memory};
use crate::scenario::{self, Loaded, Overrides, Use};
use crate::units::{Month, NoMonth};
use crate::{phrase, say, told};
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
    #[arg(long, value_name = "MONTH", requires = "save", value_parser = month)]
    until: Option<Month>,
    /// Checkpoint file to write, in place of a run folder
    #[arg(long, value_name = "FILE", requires = "until")]
    save: Option<PathBuf>,
    /// Checkpoint file to go on from, in place of the start
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

/// A month as it is typed.
fn month(text: &str) -> std::result::Result<Month, Refused> {
    text.parse().map_err(|why: NoMonth| Refused(why.into()))
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
        loaded.notes.iter().for_each(|note| print::say(global.quiet, &note.said(global.language())));
        let scenario = &loaded.scenario;
        let (shocks, policies) = (scenario.shocks.len(), scenario.policies.len());
        let talk = say!(
            global.language(),
            "read {name}: {shocks} shocks, {policies} policies, {replications} replications",
            name = scenario.name,
            shocks = shocks,
            policies = policies,
            replications = scenario.how_often().said(global.language())
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
        let memory = memory::check(scenario, 1, options.threads)?;
        memory.iter().for_each(|note| print::say(global.quiet, &note.said(global.language())));
        if let (Some(until), Some(file)) = (self.until, &self.save) {
            return save(&loaded, &options, until, file, global);
        }
        let outcome = experiment::run(&loaded, &options)?;
        let rows = headline(&outcome.folder.join("summary.csv"))?;
        print::undrawn(global, &outcome.folder);
        for warning in unmet::warnings(&loaded.scenario, &outcome.folder) {
            print::say(global.quiet, &warning.said(global.language()));
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
        return Err(Error::Usage(told!(
            "-o {folder}: with --save no run folder is written; give -o to the run that goes on --from the file",
            folder = folder.display()
        )));
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
    let language = global.language();
    let (file, size) = (file.display(), format!("{:.1} MB", written.bytes as f64 / 1e6));
    let saved = if written.replications == 1 {
        say!(
            language,
            "saved 1 replication at the end of {until} in {file} ({size}); no run folder was written",
            until = until,
            file = file,
            size = size
        )
    } else {
        say!(
            language,
            "saved {replications} replications at the end of {until} in {file} ({size}); no run folder was written",
            replications = written.replications,
            until = until,
            file = file,
            size = size
        )
    };
    print::say(global.quiet, &saved);
    let next = say!(
        language,
        "to go on, with the same options: tideover run {scenario} --from {file}",
        scenario = loaded.path.display(),
        file = file
    );
    print::say(global.quiet, &next);
    Ok(())
}
