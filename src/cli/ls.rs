//! `ls`: folders of results, finished and unfinished.

use super::{Global, print};
use crate::charts::compare::names;
use crate::error::{Error, Result};
use crate::experiment::OUTPUT;
use crate::files::listed::{self, Kind, Listed};
use crate::files::manifest::{Manifest, Status};
use crate::language::Language;
use crate::{phrase, say, told};
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

/// Titles of the table.
const HEADER: [&str; 9] = [
    phrase!("folder"),
    phrase!("kind"),
    phrase!("title"),
    phrase!("made"),
    phrase!("firms"),
    phrase!("regime"),
    phrase!("model"),
    phrase!("size"),
    "",
];

impl Ls {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let folder = self.folder.clone().unwrap_or_else(|| OUTPUT.into());
        if self.folder.is_some() && !folder.is_dir() {
            return Err(Error::Usage(told!("{folder}: there is no such folder", folder = folder.display())));
        }
        let found = if folder.is_dir() { listed::under(&folder)? } else { Vec::new() };
        if global.json {
            return print::json(&found.iter().map(json).collect());
        }
        if found.is_empty() {
            let none = say!(
                global.language(),
                "{folder}: there are no results; tideover run SCENARIO makes some, and -o says where",
                folder = folder.display()
            );
            print::say(global.quiet, &none);
            return Ok(());
        }
        let language = global.language();
        let header = HEADER.map(|title| language.of(title));
        print::data(&print::table(&header, &[4, 7], found.iter().map(|listed| line(listed, language))))
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

/// What a folder is of.
pub(super) fn kind(listed: &Listed, language: Language) -> &str {
    match listed.kind {
        Kind::Run => say!(language, "run"),
        Kind::Comparison => say!(language, "comparison"),
        Kind::Sweep => say!(language, "sweep"),
    }
}

/// Its title; of a comparison in the words of the language.
pub(super) fn title(listed: &Listed, language: Language) -> String {
    match Manifest::read(&listed.folder) {
        Ok(Some(manifest)) if !language.is_english() => names::title(&manifest, language),
        _ => language.of(&listed.title).to_string(),
    }
}

fn line(listed: &Listed, language: Language) -> Vec<String> {
    let points = listed.points.map_or(String::new(), |points| {
        say!(language, " × {count} points", count = print::number(points as f64))
    });
    let unfinished = listed.status != Status::Complete;
    let notes = [(unfinished, say!(language, "unfinished")), (listed.quick, say!(language, "quick"))];
    let notes: Vec<&str> = notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note).collect();
    vec![
        listed.folder.display().to_string(),
        kind(listed, language).to_string(),
        title(listed, language),
        age(listed, language),
        format!("{} × {}{points}", print::number(f64::from(listed.firms)), listed.replications),
        regimes(listed, language),
        listed.model_version.clone(),
        size(listed.bytes),
        language.list(&notes),
    ]
}

/// The regimes in a word or two.
pub(super) fn regimes(listed: &Listed, language: Language) -> String {
    match (listed.regimes.len(), listed.kind) {
        (0, Kind::Sweep) => say!(language, "of its bases").to_string(),
        (3, _) => say!(language, "all three").to_string(),
        _ => language.list(&listed.regimes.iter().map(|regime| language.of(regime)).collect::<Vec<_>>()),
    }
}

/// How long ago a folder was made: no time zone can be wrong in it.
pub(super) fn age(listed: &Listed, language: Language) -> String {
    let made = listed.made.and_then(|made| SystemTime::now().duration_since(made).ok());
    made.map_or_else(String::new, |age| match age.as_secs() {
        0..60 => say!(language, "just now").to_string(),
        _ if language.is_english() => format!("{} ago", HumanDuration(age)),
        seconds @ 60..7200 => say!(language, "{count} minutes ago", count = seconds / 60),
        seconds @ 7200..172_800 => say!(language, "{count} hours ago", count = seconds / 3600),
        seconds => say!(language, "{count} days ago", count = seconds / 86_400),
    })
}

/// A size for people.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
