//! `sweep submit`: gives the shards of a sweep to a scheduler.

use super::{Place, place};
use crate::cli::{Global, check, print};
use crate::error::{Error, Result};
use crate::sweep::merge::standing;
use crate::sweep::submit::{self, Engine, Request};
use crate::{say, told};
use std::path::{Path, PathBuf};

/// Submits a sweep to Slurm or Snakemake: a task for each shard, then one that merges
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Writes the scripts into the folder submit/ of the sweep, shows them, and submits them unless --dry-run. Under Slurm a \
    task that runs out of time starts again by itself; the merge comes when all tasks have ended, however they ended, and says which \
    points are outstanding. Submit again then: only those are computed. The program and the folder must be at the same place on every \
    node.\n\nExamples:\n  tideover sweep submit scenarios/sweeps/wage-support-map.toml --engine slurm --dry-run\n  \
    tideover sweep submit output/sweep-wage-support-map-0123abcd --engine slurm --shards 40 --cpus 8 --memory 16GB --time 2:00:00 \
    --account sme --setup 'module load gcc'\n  \
    tideover sweep submit output/sweep-wage-support-map-0123abcd --engine snakemake --shards 8 --cpus 1"
)]
pub(super) struct Submit {
    /// Sweep file, or folder of a sweep
    #[arg(value_name = "SWEEP")]
    what: PathBuf,
    /// Who runs the shards
    #[arg(long, value_name = "ENGINE", value_parser = ["slurm", "snakemake"])]
    engine: String,
    /// Writes and shows the scripts, submits nothing
    #[arg(long)]
    dry_run: bool,
    /// Number of shards, one a task [default: as many as make a task take about an hour]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000))]
    shards: Option<u64>,
    /// Cores of a task
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u64).range(1..=4096))]
    cpus: u64,
    /// Memory of a task, as in 4GB [default: the scheduler's]
    #[arg(long, value_name = "SIZE", value_parser = super::memory)]
    memory: Option<u64>,
    /// Time of a task; it stops by itself some minutes before, and goes on in the next [default: 4:00:00 for
    /// Slurm]
    #[arg(long, value_name = "H:MM:SS")]
    time: Option<String>,
    /// Partition of the cluster
    #[arg(long, value_name = "NAME")]
    partition: Option<String>,
    /// Account that is charged
    #[arg(long, value_name = "NAME")]
    account: Option<String>,
    /// Kind of node, in Slurm's words
    #[arg(long, value_name = "LIST")]
    constraint: Option<String>,
    /// Computes runs again that failed
    #[arg(long)]
    retry_failed: bool,
    /// Further option of sbatch (or snakemake), as in --option '--qos=long'; may be repeated
    #[arg(long, value_name = "OPTION", allow_hyphen_values = true)]
    option: Vec<String>,
    /// Line of shell that runs before the program, as in --setup 'module load gcc'; may be repeated
    #[arg(long, value_name = "LINE")]
    setup: Vec<String>,
}

/// Seconds of a task of Slurm, unless said otherwise.
const WALLTIME: u64 = 4 * 3600;

impl Submit {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let request = self.request(global)?;
        let scripts = submit::scripts(&request);
        let files = submit::write(&request)?;
        if !global.json {
            let shown = files
                .iter()
                .zip(&scripts)
                .map(|(path, (_, text))| format!("==> {} <==\n{text}\n", path.display()));
            print::data(&shown.collect::<String>())?;
        }
        let said = if self.dry_run { String::new() } else { submit::submit(&request)? };
        if global.json {
            let files: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
            let (shards, said) = (request.shards, said.lines().collect::<Vec<_>>());
            return print::json(
                &serde_json::json!({ "shards": shards, "files": files, "submitted": !self.dry_run, "said": said }),
            );
        }
        if self.dry_run {
            print::say(
                global.quiet,
                &say!(
                    global.language(),
                    "nothing was submitted; to do so: {command}",
                    command = submit::start_in_words(&request)
                ),
            );
            return Ok(());
        }
        print::data(&said)
    }

    fn request(&self, global: &Global) -> Result<Request> {
        // Planned again from its inputs: what can't be run here is not sent elsewhere.
        let Place { plan, folder } = place(&self.what, global)?;
        let folder = std::fs::canonicalize(&folder).map_err(Error::file(&folder))?;
        if global.threads.is_some() {
            return Err(Error::Usage(told!("--threads: the cores of a task are --cpus")));
        }
        let engine = if self.engine == "slurm" { Engine::Slurm } else { Engine::Snakemake };
        let walltime = match (&self.time, engine) {
            (Some(text), _) => Some(submit::walltime(text)?),
            (None, Engine::Slurm) => Some(WALLTIME),
            (None, Engine::Snakemake) => None,
        };
        let named =
            [("partition", &self.partition), ("account", &self.account), ("constraint", &self.constraint)];
        let named: Vec<String> =
            named.iter().filter_map(|(name, value)| Some(format!("--{name}={}", value.as_ref()?))).collect();
        if let (Engine::Snakemake, Some(option)) = (engine, named.first()) {
            return Err(Error::Usage(told!(
                "{option} is Slurm's; Snakemake takes its options by --option",
                option = option
            )));
        }
        let cpus = usize::try_from(self.cpus).unwrap_or(1);
        let standing = standing(&plan, &folder)?;
        let missing = &standing.outstanding;
        let firm_months: f64 =
            missing.iter().map(|(point, _)| plan.scenarios.firm_months(&plan.points[*point])).sum();
        let seconds = firm_months / check::FIRM_MONTHS_A_SECOND;
        let shards = self.shards.and_then(|shards| usize::try_from(shards).ok());
        // A shard without any run is a task for nothing.
        let useful = (missing.len() + if self.retry_failed { standing.failed.len() } else { 0 }).max(1);
        if let Some(shards) = shards.filter(|shards| *shards > useful) {
            let language = global.language();
            let note = if useful == 1 {
                say!(
                    language,
                    "note: --shards {shards}: 1 run is to be computed, so 1 task is asked for",
                    shards = shards
                )
            } else {
                say!(
                    language,
                    "note: --shards {shards}: {count} runs are to be computed, so {count} tasks are asked for",
                    shards = shards,
                    count = useful
                )
            };
            print::say(global.quiet, &note);
        }
        Ok(Request {
            engine,
            program: std::env::current_exe().map_err(Error::file(Path::new("tideover")))?,
            folder,
            name: plan.entry.name,
            shards: shards
                .unwrap_or_else(|| submit::shards_for(seconds, cpus, walltime, missing.len()))
                .min(useful),
            cpus,
            memory: self.memory.map(|bytes| (bytes / 1_000_000).max(1)),
            walltime,
            retry_failed: self.retry_failed,
            options: named.into_iter().chain(self.option.iter().cloned()).collect(),
            setup: self.setup.clone(),
        })
    }
}
