//! Options that several commands share, each at the commands that use it; all others refuse it and say which
//! do.

use super::global::Global;
use super::mistakes::Refused;
use crate::language::Language;
use crate::language::told::Told;
use crate::told;
use clap::{Arg, Args, Command};
use std::path::PathBuf;

/// What every command understands.
#[derive(Args, Debug)]
#[command(next_help_heading = "Options of all commands")]
pub(super) struct Common {
    /// Worker threads; results do not depend on it [default: all cores]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=4096))]
    threads: Option<u64>,
    /// Writes JSON to stdout instead of tables for people
    #[arg(long, global = true)]
    json: bool,
    /// Nothing on stderr but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// More detail on stderr
    #[arg(short, long, global = true)]
    verbose: bool,
    /// Language of help, charts, reports and tables: en, zh [default: that of the folder, else TIDEOVER_LANG, else en]
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language)]
    lang: Option<Language>,
    /// How progress is shown
    #[arg(long, global = true, value_name = "HOW", default_value = "auto", value_parser = ["auto", "bar", "plain", "none"])]
    progress: String,
}

// What changes a scenario. (No comment of documentation here and below: it would stand in the help in place
// of the command's own.)
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Options that change the scenario")]
pub(super) struct Changes {
    /// Seed of the random draws, instead of the scenario's
    #[arg(long, value_name = "S", allow_negative_numbers = true, value_parser = seed)]
    seed: Option<u64>,
    /// Firms simulated at the start, instead of the scenario's
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    firms: Option<u32>,
    /// Number of replications, instead of the scenario's
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    replications: Option<u32>,
    /// Sets any key of the scenario, as in --set scenario.months=12 or --set 'policy."wage
    /// subsidy".take_up=0.5'; may be repeated
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// At most 2000 firms and 2 replications: to see whether a scenario does what you meant; stamped on every
    /// output
    #[arg(long)]
    quick: bool,
    /// How firms behave where evidence does not decide
    #[arg(long, value_name = "REGIME", value_parser = crate::scenario::keys::REGIMES)]
    regime: Option<String>,
}

// A command that reads scenarios and runs nothing that is kept.
#[derive(Args, Debug)]
pub(super) struct Reading<C: Args> {
    #[command(flatten)]
    command: C,
    #[command(flatten)]
    changes: Changes,
}

// A command that simulates scenarios into a folder.
#[derive(Args, Debug)]
pub(super) struct Simulating<C: Args> {
    #[command(flatten)]
    command: C,
    #[command(flatten)]
    changes: Changes,
    #[command(flatten)]
    place: Place,
}

// Where results go.
#[derive(Args, Debug)]
#[command(next_help_heading = "Options of the results")]
struct Place {
    /// Folder of the results [default: output/NAME-ID]
    #[arg(short = 'o', long = "output", value_name = "DIR")]
    output: Option<PathBuf>,
    /// Computes again although the folder is complete, or replaces the plan or file that is there
    #[arg(long)]
    force: bool,
}

impl Common {
    /// Worker threads, when they are given.
    pub(super) fn threads(&self) -> Option<usize> {
        self.threads.and_then(|threads| usize::try_from(threads).ok())
    }

    /// The language asked for, here or in the environment, or English.
    pub(super) fn language(&self) -> Language {
        self.lang.or_else(super::speak::environment).unwrap_or_default()
    }

    /// Without options of one command.
    pub(super) fn alone(self) -> Global {
        let Common { threads, json, quiet, verbose, lang, progress } = self;
        Global { threads, json, quiet, verbose, lang, progress, ..Global::default() }
    }
}

impl<C: Args> Reading<C> {
    /// The command with all options that it has.
    pub(super) fn with(self, common: Common) -> (C, Global) {
        (self.command, self.changes.on(common.alone()))
    }
}

impl<C: Args> Simulating<C> {
    /// The command with all options that it has.
    pub(super) fn with(self, common: Common) -> (C, Global) {
        self.on(common.alone())
    }

    /// The same on options read already.
    pub(super) fn on(self, global: Global) -> (C, Global) {
        let Place { output, force } = self.place;
        (self.command, Global { output, force, ..self.changes.on(global) })
    }
}

impl Changes {
    fn on(self, global: Global) -> Global {
        let Changes { seed, firms, replications, set, quick, regime } = self;
        Global { seed, firms, replications, set, quick, regime, ..global }
    }
}

/// A language by its code.
fn language(code: &str) -> Result<Language, Refused> {
    Language::named(code).ok_or_else(|| Refused(told!("one of {names}", names = Language::CODES.join(", "))))
}

/// A seed: any number that fits.
fn seed(text: &str) -> Result<u64, Refused> {
    text.parse().map_err(|_| {
        Refused(told!(
            "a seed is a whole number from 0 to {most}; any will do, and the same gives the same draws",
            most = u64::MAX
        ))
    })
}

/// What to say of an option that a command does not have, when others have it: `None` for one that nobody
/// has.
pub(super) fn belongs_elsewhere(root: &Command, words: &[String]) -> Option<Told> {
    let (command, rest) = command_of(root, words);
    let known = |word: &str| root.get_arguments().chain(command.1.get_arguments()).any(|arg| is(arg, word));
    let word = rest
        .iter()
        .take_while(|word| *word != "--")
        .find(|word| word.starts_with('-') && word.len() > 1 && !known(word))?;
    let owners = owners(root, word);
    if owners.is_empty() {
        return None;
    }
    let option = word.split('=').next().unwrap_or(word);
    let (first, names) = (command.0.is_empty(), owners.join(", "));
    let command = if first { "tideover".to_string() } else { format!("`tideover {}`", command.0) };
    let told = if owners.len() == 1 {
        told!(
            "{option} is no option of {command}: it belongs to the command {names}",
            option = option,
            command = command,
            names = names
        )
    } else {
        told!(
            "{option} is no option of {command}: it belongs to the commands {names}",
            option = option,
            command = command,
            names = names
        )
    };
    Some(if first { told!("{what}; it stands after the command", what = told) } else { told })
}

/// Whether a word of the command line is this option.
fn is(arg: &Arg, word: &str) -> bool {
    match word.strip_prefix("--") {
        Some(long) => long == "help" || arg.get_long() == Some(long.split('=').next().unwrap_or(long)),
        None => word
            .chars()
            .nth(1)
            .is_some_and(|short| short == 'h' || short == 'V' || arg.get_short() == Some(short)),
    }
}

/// The command that the words name, with its path, and the words besides.
fn command_of<'a>(root: &'a clap::Command, words: &[String]) -> ((String, &'a clap::Command), Vec<String>) {
    let (mut path, mut command, mut rest) = (Vec::new(), root, Vec::new());
    for word in words {
        match command.find_subcommand(word) {
            Some(below) => {
                path.push(word.clone());
                command = below;
            }
            None => rest.push(word.clone()),
        }
    }
    ((path.join(" "), command), rest)
}

/// The paths of all commands that have an option.
fn owners(root: &clap::Command, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for command in root.get_subcommands() {
        if command
            .get_arguments()
            .any(|arg| !arg.is_positional() && arg.get_long() != Some("help") && is(arg, word))
        {
            found.push(command.get_name().to_string());
        }
        found
            .extend(owners(command, word).into_iter().map(|below| format!("{} {below}", command.get_name())));
    }
    found
}

#[cfg(test)]
mod tests;
