//! `reproduce`: a finished folder computed again from its own inputs, and held against itself byte for byte.

use super::sweep::merge::make;
use super::{Global, print};
use crate::compare;
use crate::error::{Error, Result};
use crate::experiment::{self, MODEL_VERSION, RunOptions};
use crate::export::verify::{self, Agreement};
use crate::files::manifest::{Manifest, Status};
use crate::scenario::Overrides;
use crate::sweep::run::Options;
use crate::sweep::{self, Shard, folder, manifest as of_sweep, plan::plan};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Computes a finished folder again from the inputs in it, and says whether every byte is the same
#[derive(clap::Args, Debug)]
#[command(
    after_help = "DIR is the folder of a run, a comparison or a sweep. It holds all that its results depend on: the scenario with every \
    parameter, the tables of the economy, the arms, the sweep file. From these alone, and without any burn-in that was kept, everything is \
    computed again: with --verify in a temporary folder (in the one that -o names, if it does), which is held against every output that \
    manifest.json lists. Exit 0 when all agree, 1 when one does not.\n\n\
    Examples:\n  tideover reproduce output/latest --verify\n  tideover reproduce output/covid-2020-0123abcd -o again"
)]
pub(super) struct Reproduce {
    /// The folder of a run, a comparison or a sweep
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Holds every output against the folder's; without it they are only computed
    #[arg(long)]
    verify: bool,
    /// Folder in which everything is computed again
    #[arg(short = 'o', long = "output", value_name = "DIR")]
    output: Option<PathBuf>,
}

/// What a finished folder says of itself, of whatever kind it is.
struct Record {
    name: String,
    model: String,
    version: String,
    inputs: BTreeMap<String, String>,
    outputs: BTreeMap<String, String>,
    /// Replications that failed.
    failed: String,
    kind: Kind,
}

enum Kind {
    Run(Box<Manifest>),
    Sweep { id: String },
}

impl Reproduce {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let recorded = record_of(&self.folder)?.ok_or_else(|| {
            let why = "there is no finished run, comparison or sweep in this folder; `tideover ls` shows those there are";
            Error::Usage(format!("{}: {why}", self.folder.display()).into())
        })?;
        let is_input = |name: &str| recorded.inputs.contains_key(name);
        verify::refuse_changed(
            &self.folder,
            &is_input,
            Some("the command that made the folder, given anew"),
        )?;
        let model = MODEL_VERSION.to_string();
        if (recorded.model.as_str(), recorded.version.as_str()) != (model.as_str(), crate::VERSION) {
            let now = crate::VERSION;
            let made = format!(
                "tideover {} with version {} of the model computed it",
                recorded.version, recorded.model
            );
            return Err(Error::not_reproduced(
                &self.folder,
                format!("{made}, and this is tideover {now} with version {model}, whose results are others"),
            ));
        }
        let scratch = Scratch::make()?;
        let target = match (&self.output, self.verify) {
            (Some(folder), _) => folder.clone(),
            (None, true) => scratch.0.join("again"),
            (None, false) => beside(&self.folder),
        };
        print::say(
            global.quiet,
            &format!("computing {} again from its own inputs in {}", recorded.name, target.display()),
        );
        again(&self.folder, &recorded, &target, &scratch.0, global)?;
        let new = record_of(&target)?.ok_or_else(|| Error::not_reproduced(&target, "nothing came out"))?;
        if !self.verify {
            return match global.json {
                true => print::json(&serde_json::json!({ "written": target.display().to_string() })),
                false => {
                    print::data(&format!("{}\nNothing was compared; --verify does.\n", target.display()))
                }
            };
        }
        let mut found = verify::against((&self.folder, &recorded.outputs), (&target, &new.outputs))?;
        if recorded.failed != new.failed {
            found.push(("the list of failed replications".into(), Agreement::Differs(None)));
        }
        let changed = verify::changed(&self.folder, &recorded.outputs)?;
        let kept = self.output.is_some().then_some(target.as_path());
        report(&self.folder, &found, &changed, kept, global)
    }
}

/// Where a folder is computed again when nobody says.
fn beside(folder: &Path) -> PathBuf {
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    folder.with_file_name(format!("{name}-reproduced"))
}

/// Reads the manifest; none when the folder has none of ours, or is not complete.
fn record_of(folder: &Path) -> Result<Option<Record>> {
    if let Some(sweep) = of_sweep::Manifest::read(folder)? {
        return Ok((sweep.status == Status::Complete).then(|| Record {
            name: sweep.name,
            model: sweep.model_version.to_string(),
            version: sweep.version,
            inputs: sweep.inputs,
            outputs: sweep.outputs,
            failed: String::new(),
            kind: Kind::Sweep { id: sweep.id },
        }));
    }
    let Some(run) = Manifest::read(folder)?.filter(|run| run.status == Status::Complete) else {
        return Ok(None);
    };
    Ok(Some(Record {
        name: run.name.clone(),
        model: run.model_version.clone(),
        version: run.version.clone(),
        inputs: run.inputs.clone(),
        outputs: run.outputs.clone(),
        failed: format!("{:?}", run.failed),
        kind: Kind::Run(Box::new(run)),
    }))
}

/// Computes it all again. Replications and points that fail are results like others.
fn again(folder: &Path, recorded: &Record, target: &Path, kept: &Path, global: &Global) -> Result<()> {
    let threads = global.threads.and_then(|threads| usize::try_from(threads).ok());
    let done = match &recorded.kind {
        Kind::Run(run) => {
            let options = RunOptions {
                folder: Some(target.to_path_buf()),
                from: None,
                threads,
                force: false,
                progress: global.progress.clone(),
                quiet: global.quiet,
                language: run.language,
                asked: Some(run.language),
                // Shown in what is made: the same words as before.
                command: run.command.clone(),
            };
            match &run.comparison {
                Some(comparison) => compare::run_again(folder, run, comparison, &options, kept).map(drop),
                None => experiment::run_again(folder, run, &options, kept).map(drop),
            }
        }
        Kind::Sweep { id } => sweep_again(folder, id, target, kept, threads, global),
    };
    match done {
        Err(Error::SomeFailed(_)) => Ok(()),
        other => other,
    }
}

fn sweep_again(
    folder: &Path,
    id: &str,
    target: &Path,
    kept: &Path,
    threads: Option<usize>,
    global: &Global,
) -> Result<()> {
    let mut planned = plan(&folder.join(folder::INPUTS).join("sweep.toml"), &Overrides::default())?;
    if planned.entry.id != *id {
        let why = format!("its {}/ give another plan: they were changed", folder::INPUTS);
        return Err(Error::not_reproduced(folder, why));
    }
    planned.entry.language = folder::entry(folder)?.language;
    super::sweep::put(&planned, target, global)?;
    let options = Options {
        shard: Shard::WHOLE,
        threads,
        memory: None,
        time_budget: None,
        retry_failed: false,
        kept: kept.to_path_buf(),
        progress: global.progress.clone(),
        quiet: global.quiet,
    };
    sweep::run::run(&folder::open(target)?, target, &options)?;
    make(target, global).map(drop)
}

/// Says what agrees and what does not; an error, for scripts, when something does not.
fn report(
    folder: &Path,
    found: &[(String, Agreement)],
    changed: &verify::Changed,
    kept: Option<&Path>,
    global: &Global,
) -> Result<()> {
    let agree = found.iter().filter(|(_, agreement)| *agreement == Agreement::Same).count();
    let apart: Vec<(&str, String)> = found
        .iter()
        .filter_map(|(name, agreement)| {
            let what = match agreement {
                Agreement::Same => return None,
                Agreement::Differs(Some(line)) => format!("differs, first in line {line}"),
                Agreement::Differs(None) => "differs".to_string(),
                Agreement::Missing => "did not come out again".to_string(),
                Agreement::New => "came out now and not before".to_string(),
            };
            Some((name.as_str(), what))
        })
        .collect();
    if global.json {
        let apart: Vec<_> =
            apart.iter().map(|(name, what)| serde_json::json!({ "file": name, "what": what })).collect();
        print::json(&serde_json::json!({
            "folder": folder.display().to_string(), "agree": agree, "of": found.len(), "apart": apart,
            "missing": &changed.missing, "altered": &changed.altered,
        }))?;
    } else {
        let mut text =
            format!("{}: {agree} of {} outputs agree byte for byte\n", folder.display(), found.len());
        for (name, what) in &apart {
            text += &format!("  {name}: {what}\n");
        }
        if !changed.is_none() {
            text += &format!("Of the files in the folder, since they were written: {changed}\n");
        }
        if let Some(kept) = kept {
            text += &format!("Computed again in {}\n", kept.display());
        }
        print::data(&text)?;
    }
    if apart.is_empty() && changed.is_none() {
        return Ok(());
    }
    Err(Error::not_reproduced(folder, "not reproduced byte for byte"))
}

/// A temporary folder that goes when the command ends.
struct Scratch(PathBuf);

impl Scratch {
    fn make() -> Result<Scratch> {
        let path = std::env::temp_dir().join(format!("tideover-reproduce-{}", std::process::id()));
        // Left by a process of the same number that was killed.
        if path.exists() {
            fs::remove_dir_all(&path).map_err(Error::file(&path))?;
        }
        fs::create_dir_all(&path).map_err(Error::file(&path))?;
        Ok(Scratch(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
