//! `run`: one scenario, all replications, into its run folder.

use super::{Global, print, unmet};
use crate::error::{Error, Result};
use crate::experiment::{self, RunOptions, checkpoint, memory};
use crate::files::read::Rows;
use crate::report::words::PRINTED;
use crate::scenario::{self, Loaded, Overrides, Use};
use crate::units::{Month, grouped};
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
            command: std::env::args().collect::<Vec<_>>().join(" "),
        };
        memory::check(scenario, 1, options.threads)?.iter().for_each(|note| print::say(global.quiet, note));
        if let (Some(until), Some(file)) = (self.until, &self.save) {
            return save(&loaded, &options, until, file, global);
        }
        let outcome = experiment::run(&loaded, &options)?;
        let rows = headline(&outcome.folder.join("summary.csv"))?;
        print::undrawn(global.quiet, &outcome.folder);
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
        let mut text = String::new();
        if !rows.is_empty() {
            text += &table(&rows, &loaded.scenario.economy.currency_unit);
            text.push('\n');
        }
        if !loaded.scenario.policies.is_empty() {
            text += "This run alone can't say what its policies changed; this command does:\n";
            text += &format!("  {}\n", crate::export::answer::command(&options.command));
        }
        if loaded.scenario.quick {
            text += "A quick run: few firms, few replications; to look at, not to cite.\n";
        }
        let reused = if outcome.reused { " (was complete already; --force computes it again)" } else { "" };
        text += &format!("Results: {}{reused}\n", outcome.folder.display());
        for (name, what) in
            [("report.html", "report"), ("charts", "charts"), ("README.txt", "what each column means")]
        {
            if outcome.folder.join(name).exists() {
                text += &format!("  {:<28} {what}\n", outcome.folder.join(name).display());
            }
        }
        print::data(&text)
    }
}

/// Simulates until a month and saves; says where, and how to go on.
fn save(loaded: &Loaded, options: &RunOptions, until: Month, file: &Path, global: &Global) -> Result<()> {
    if let Some(folder) = &options.folder {
        let folder = folder.display();
        return Err(Error::Usage(format!(
            "-o {folder}: with --save no run folder is written; give -o to the run that goes on --from the file"
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

/// A line of the headline table.
#[derive(Debug, PartialEq)]
struct Row {
    regime: String,
    arm: String,
    metric: String,
    unit: String,
    mean: f64,
    lower: Option<f64>,
    upper: Option<f64>,
}

impl Row {
    fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "regime": self.regime, "arm": self.arm, "metric": self.metric, "unit": self.unit,
            "mean": self.mean, "lower": self.lower, "upper": self.upper,
        })
    }
}

/// Reads the headline metrics out of `summary.csv`; none when there is no such file.
fn headline(path: &Path) -> Result<Vec<Row>> {
    match std::fs::read(path) {
        Ok(bytes) => headline_of(path, &bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Error::file(path)(error)),
    }
}

fn headline_of(path: &Path, bytes: &[u8]) -> Result<Vec<Row>> {
    let mut table = Rows::of(path, bytes)?;
    let header = table.header.clone();
    let mut found: Vec<(usize, Row)> = Vec::new();
    while let Some((cells, _)) = table.row()? {
        let place = |column: &str| header.iter().position(|known| known == column);
        let get = |column: &str| place(column).and_then(|at| cells.get(at)).unwrap_or("");
        let headline = PRINTED.iter().position(|name| *name == get("metric"));
        let (Some(at), Ok(mean)) = (headline, get("mean").parse()) else { continue };
        if !matches!(get("group"), "" | "all") {
            continue;
        }
        let row = Row {
            regime: get("regime").into(),
            arm: get("arm").into(),
            metric: get("metric").into(),
            unit: get("unit").into(),
            mean,
            lower: get("lower").parse().ok(),
            upper: get("upper").parse().ok(),
        };
        found.push((at, row));
    }
    found.sort_by_key(|(at, _)| *at);
    Ok(found.into_iter().map(|(_, row)| row).collect())
}

/// The headline table; regime and arm are shown where there are several.
fn table(rows: &[Row], currency: &str) -> String {
    let several = |get: fn(&Row) -> &String| rows.iter().any(|row| get(row) != get(&rows[0]));
    let (regimes, arms) = (several(|row| &row.regime), several(|row| &row.arm));
    let short = |x: f64| grouped(x, 2);
    let cells = |row: &Row| {
        let mut name = row.metric.clone();
        for (shown, part) in [(regimes, &row.regime), (arms, &row.arm)] {
            if shown {
                name += &format!(", {part}");
            }
        }
        let interval = match (row.lower, row.upper) {
            (Some(lower), Some(upper)) => format!("{} to {}", short(lower), short(upper)),
            _ => String::new(),
        };
        vec![name, short(row.mean), interval, row.unit.replace("{unit}", currency)]
    };
    print::table(&["metric", "mean", "interval", "unit"], &[1], rows.iter().map(cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUMMARY: &str = "regime,arm,metric,group,unit,replications,mean,sd,lower,upper\n\
        middle,policy,jobs_change_end,all,percent,2,-3.5,0.1,-4.4,-2.6\n\
        middle,policy,firms_start,all,million,2,25,0,25,25\n\
        middle,policy,exits_12_months,size=micro,percent,2,9,0,,\n\
        middle,policy,exits_12_months,all,percent,2,8,0,,\n";

    #[test]
    fn the_headline_table_picks_whole_economy_metrics_in_order() {
        let rows = headline_of(Path::new("summary.csv"), SUMMARY.as_bytes()).unwrap();
        let names: Vec<_> = rows.iter().map(|row| (row.metric.as_str(), row.mean, row.lower)).collect();
        assert_eq!(names, [("exits_12_months", 8.0, None), ("jobs_change_end", -3.5, Some(-4.4))]);
        let text = table(&rows, "yuan");
        assert!(text.contains("jobs_change_end") && text.contains("−4.40 to −2.60"), "{text}");
    }

    #[test]
    fn no_summary_is_no_error() {
        assert_eq!(headline(Path::new("no/such/summary.csv")).unwrap(), []);
        assert_eq!(headline_of(Path::new("summary.csv"), b"").unwrap(), []);
    }
}
