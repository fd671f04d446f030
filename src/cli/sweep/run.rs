//! `sweep run`: computes what is missing, and, where the whole sweep is there, merges it and draws its
//! charts.

use super::merge::finish;
use super::{Place, place};
use crate::cli::mistakes::Refused;
use crate::cli::{Global, print};
use crate::error::{Error, Result};
use crate::experiment::OUTPUT;
use crate::sweep::run::{Options, Ran, run};
use crate::sweep::{Plan, Shard, peak_memory};
use crate::{say, told};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Computes the points of a sweep that nobody has computed yet
#[derive(clap::Args, Debug)]
#[command(
    after_help = "SWEEP is a sweep file, or the folder of a sweep that was planned or begun: a folder holds all that its points were made of.\n\
    What is finished is kept, however the program ends, and the same command continues. A run that fails is a row with its message.\n\n\
    Examples:\n  tideover sweep run scenarios/sweeps/wage-support-map.toml\n  \
    tideover sweep run output/sweep-wage-support-map-0123abcd --shard 2/8\n  \
    tideover sweep run output/sweep-wage-support-map-0123abcd --shard auto --time-budget 3h50m --memory 4GB"
)]
pub(super) struct Run {
    /// Sweep file, or folder of a sweep
    #[arg(value_name = "SWEEP")]
    what: PathBuf,
    /// Computes one of N parts, as 2/8, or within a Slurm array the task's (auto); each part writes files of
    /// its own only
    #[arg(long, value_name = "I/N", value_parser = shard)]
    shard: Option<Shard>,
    /// Memory that may be used, as 4GB [default: four fifths of what is free]
    #[arg(long, value_name = "SIZE", value_parser = super::memory)]
    memory: Option<u64>,
    /// Stops after this time as if interrupted (exit 75), as 3h50m or 90s
    #[arg(long, value_name = "TIME", value_parser = duration)]
    time_budget: Option<Duration>,
    /// Computes runs again that failed
    #[arg(long)]
    retry_failed: bool,
}

impl Run {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let began = Instant::now();
        let Place { plan, folder } = place(&self.what, global)?;
        let planning = began.elapsed().as_secs_f64();
        let shard = self.shard.unwrap_or(Shard::WHOLE);
        let options = Options {
            shard,
            threads: global.threads.and_then(|threads| usize::try_from(threads).ok()),
            memory: self.memory,
            time_budget: self.time_budget,
            retry_failed: self.retry_failed,
            kept: OUTPUT.into(),
            progress: global.progress.clone(),
            quiet: global.quiet,
            language: global.language(),
        };
        let ran = run(&plan, &folder, &options)?;
        if shard != Shard::WHOLE {
            let words = say!(
                global.language(),
                "shard {number}/{of}: {runs} runs, {computed} of them computed now; when all shards are there: tideover sweep merge {folder}",
                number = shard.number,
                of = shard.of,
                runs = ran.runs,
                computed = ran.computed,
                folder = folder.display()
            );
            print::say(global.quiet, &words);
            return failures(&ran, &folder);
        }
        let clock = Instant::now();
        let finished = finish(&folder, global);
        let took = Took {
            planning,
            ran: &ran,
            merging: clock.elapsed().as_secs_f64(),
            whole: began.elapsed().as_secs_f64(),
        };
        let reported = if ran.computed > 0 { took.report(&plan, &folder, global) } else { Ok(()) };
        finished.and(reported)
    }
}

/// An error, for scripts, when runs of this shard failed.
fn failures(ran: &Ran, folder: &Path) -> Result<()> {
    if ran.failed == 0 {
        return Ok(());
    }
    Err(Error::SomeFailed(told!(
        "{failed} of {runs} runs failed; `tideover sweep status {folder}` lists them",
        failed = ran.failed,
        runs = ran.runs,
        folder = folder.display()
    )))
}

/// What a session took.
struct Took<'a> {
    planning: f64,
    ran: &'a Ran,
    merging: f64,
    whole: f64,
}

impl Took<'_> {
    /// Says it, and writes `timing.json`.
    fn report(&self, plan: &Plan, folder: &Path, global: &Global) -> Result<()> {
        let ran = self.ran;
        let threads = (ran.workers.workers * ran.workers.threads_each) as f64;
        let share = |seconds: f64| 100.0 * seconds / self.whole.max(1e-9);
        let [resolving, burn_in, journal] = ran.spent;
        let timing = serde_json::json!({
            "note": "of the last session that computed something",
            "seconds": self.whole, "runs_computed": ran.computed, "runs_per_second": ran.computed as f64 / ran.seconds.max(1e-9),
            "points_per_second": ran.computed as f64 / f64::from(plan.entry.replications) / ran.seconds.max(1e-9),
            "firm_months_simulated": ran.firm_months, "firm_months_per_second": ran.firm_months as f64 / ran.seconds.max(1e-9),
            "planning_seconds": self.planning, "merging_and_charts_seconds": self.merging,
            "resolving_seconds_all_threads": resolving, "burn_in_seconds_all_threads": burn_in, "journal_seconds_all_threads": journal,
            "workers": ran.workers.workers, "threads_each": ran.workers.threads_each, "points_together": ran.workers.together,
            "memory_budget_bytes": ran.workers.budget, "memory_expected_bytes": ran.workers.expected, "peak_memory_bytes": peak_memory(),
        });
        let text = serde_json::to_vec_pretty(&timing).map_err(Error::plain_json)?;
        crate::atomic::write(&folder.join("timing.json"), &text)?;
        let tenths = |x: f64| format!("{x:.1}");
        let words = told!(
            "{runs} runs in {seconds} s, {each} a second; planning {planning}%, scenarios and journal {journal}%, merging and charts {merging}% of the time",
            runs = ran.computed,
            seconds = tenths(self.whole),
            each = tenths(ran.computed as f64 / ran.seconds.max(1e-9)),
            planning = tenths(share(self.planning)),
            journal = tenths(share((resolving + journal) / threads)),
            merging = tenths(share(self.merging))
        );
        let megabytes = |bytes: f64| format!("{:.0}", bytes / 1e6);
        let words = match peak_memory() {
            None => words,
            Some(bytes) => told!(
                "{took}; at most {peak} MB of memory ({allowed} MB allowed)",
                took = words,
                peak = megabytes(bytes as f64),
                allowed = megabytes(ran.workers.budget as f64)
            ),
        };
        print::say(global.quiet, &words.said(global.language()));
        Ok(())
    }
}

fn shard(text: &str) -> std::result::Result<Shard, Refused> {
    Shard::parse(text).map_err(Refused)
}

/// `3h50m`, `90s`, `45m`, `1d`.
fn duration(text: &str) -> std::result::Result<Duration, Refused> {
    let wrong = || {
        Refused(told!(
            "{text} is no time; it is hours, minutes and seconds, as 3h50m or 90s",
            text = format!("{text:?}")
        ))
    };
    let (mut seconds, mut number) = (0u64, String::new());
    for c in text.trim().chars() {
        if c.is_ascii_digit() {
            number.push(c);
            continue;
        }
        let each = match c {
            'd' => 86_400,
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => return Err(wrong()),
        };
        let count: u64 = std::mem::take(&mut number).parse().map_err(|_| wrong())?;
        seconds += count.saturating_mul(each);
    }
    if number.is_empty() && seconds > 0 { Ok(Duration::from_secs(seconds)) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_parsed() {
        assert_eq!(
            [duration("3h50m"), duration("90s")],
            [Ok(Duration::from_secs(13_800)), Ok(Duration::from_secs(90))]
        );
        for wrong in ["", "5", "3x", "h", "0s", "3h5"] {
            assert!(duration(wrong).unwrap_err().to_string().contains("3h50m"), "{wrong}");
        }
    }
}
