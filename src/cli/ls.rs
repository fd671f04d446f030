//! `ls`: folders of results, finished and unfinished.

use super::{Global, print};
use crate::error::{Error, Result};
use crate::experiment::OUTPUT;
use crate::files::listed::{self, Kind, Listed};
use crate::files::manifest::Status;
use indicatif::HumanDuration;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// Lists runs, comparisons and sweeps, finished and unfinished
#[derive(clap::Args, Debug)]
#[command(
    after_help = "The newest come first. FIRMS are the firms simulated at the start, times replications of each regime or point. When a folder was \
    made is the time of its manifest.json. Unfinished ones are being computed or were interrupted: the command that made them continues.\n\n\
    Examples:\n  tideover ls\n  tideover ls results --json"
)]
pub(super) struct Ls {
    /// Folder that holds the folders of results [default: output]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl Ls {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let folder = self.folder.clone().unwrap_or_else(|| OUTPUT.into());
        if self.folder.is_some() && !folder.is_dir() {
            return Err(Error::Usage(format!("{}: there is no such folder", folder.display())));
        }
        let found = if folder.is_dir() { listed::under(&folder)? } else { Vec::new() };
        if global.json {
            return print::json(&found.iter().map(json).collect());
        }
        if found.is_empty() {
            let none = "there are no results; tideover run SCENARIO makes some, and -o says where";
            print::say(global.quiet, &format!("{}: {none}", folder.display()));
            return Ok(());
        }
        let header = ["folder", "kind", "title", "made", "firms", "regime", "model", "size", ""];
        print::data(&print::table(&header, &[4, 7], found.iter().map(line)))
    }
}

/// A folder as other programs get it.
pub(super) fn json(listed: &Listed) -> Value {
    json!({
        "folder": listed.folder.display().to_string(), "kind": listed.kind.word(), "complete": listed.status == Status::Complete,
        "name": listed.name, "title": listed.title, "id": listed.id, "quick": listed.quick, "firms": listed.firms,
        "replications": listed.replications, "points": listed.points, "regimes": listed.regimes, "model_version": listed.model_version,
        "version": listed.version, "made_unix_seconds": listed.made.and_then(|made| made.duration_since(UNIX_EPOCH).ok()).map(|age| age.as_secs()),
        "bytes": listed.bytes,
    })
}

fn line(listed: &Listed) -> Vec<String> {
    let points =
        listed.points.map_or(String::new(), |points| format!(" × {} points", print::number(points as f64)));
    let unfinished = listed.status != Status::Complete;
    let notes = [(unfinished, "unfinished"), (listed.quick, "quick")];
    let notes: Vec<&str> = notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note).collect();
    vec![
        listed.folder.display().to_string(),
        listed.kind.word().to_string(),
        listed.title.clone(),
        age(listed),
        format!("{} × {}{points}", print::number(f64::from(listed.firms)), listed.replications),
        regimes(listed),
        listed.model_version.clone(),
        size(listed.bytes),
        notes.join(", "),
    ]
}

/// The regimes in a word or two.
pub(super) fn regimes(listed: &Listed) -> String {
    match (listed.regimes.len(), listed.kind) {
        (0, Kind::Sweep) => "of its bases".to_string(),
        (3, _) => "all three".to_string(),
        _ => listed.regimes.join(", "),
    }
}

/// How long ago a folder was made: no time zone can be wrong in it.
pub(super) fn age(listed: &Listed) -> String {
    let made = listed.made.and_then(|made| SystemTime::now().duration_since(made).ok());
    made.map_or_else(String::new, |age| match age.as_secs() {
        0..60 => "just now".to_string(),
        _ => format!("{} ago", HumanDuration(age)),
    })
}

/// A size for people.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
