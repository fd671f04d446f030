//! The command line: one file per subcommand, and here what they share. stdout is data, stderr is talk.

mod calibrate;
mod check;
mod compare;
mod describe;
mod diff;
mod explain;
mod feed;
mod folder;
mod global;
mod glossary;
mod headline;
mod levers;
mod lists;
mod ls;
mod mistakes;
mod new;
mod options;
mod params;
mod plot;
mod print;
mod reproduce;
mod run;
mod schema;
mod sensitivity;
mod shell;
mod show;
mod speak;
mod sweep;
mod tables;
mod unmet;
mod validate;

use crate::error::Result;
use crate::experiment::interrupt;
use crate::language::Language;
use crate::language::told::Told;
use crate::told;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
pub(crate) use global::Global;
use options::{Common, Reading, Simulating};
use std::ffi::OsString;
use std::io::Write;

const ABOUT: &str = "Simulates small and medium firms under shocks and policy: which policies tide firms over, at what public cost, \
and who would have survived anyway";

const EXIT_CODES: &str = "\
A first session:
  tideover new my-flood --shock flood              a commented scenario to change
  tideover check scenarios/covid-2020.toml         is the scenario sound, how long will it take?
  tideover run scenarios/covid-2020.toml --quick   a small, fast run, stamped as such
  tideover run scenarios/covid-2020.toml           the real one: tables, charts, report in output/
  tideover explain take_up                         what does this key mean?

Exit codes: 0 ok, 2 usage, 3 invalid input, 4 some runs failed, 5 incomplete, 6 validation failed,
74 a file could not be read or written, 75 interrupted (the same command continues), 1 anything else.";

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "tideover", version, about = ABOUT, after_help = EXIT_CODES, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(Simulating<run::Run>),
    Compare(Simulating<compare::Compare>),
    Sweep(sweep::Sweep),
    Validate(Reading<validate::Validate>),
    Calibrate(calibrate::Calibrate),
    Check(Reading<check::Check>),
    Ls(ls::Ls),
    Show(show::Show),
    Diff(diff::Diff),
    Plot(plot::Plot),
    Report(folder::Report),
    Tables(tables::Tables),
    Reproduce(reproduce::Reproduce),
    Sensitivity(sensitivity::Sensitivity),
    New(new::New),
    Schema(schema::Schema),
    Levers(levers::Levers),
    Shocks(lists::Shocks),
    Sectors(Reading<lists::Sectors>),
    Regions(Reading<lists::Regions>),
    Params(params::Params),
    Explain(explain::Explain),
    Describe(describe::Describe),
    Feed(Reading<feed::Feed>),
    Completions(shell::Completions),
    Man(shell::Man),
}

impl Cli {
    /// Carries out the command.
    ///
    /// # Errors
    /// Whatever the command meets; the error's exit code is the program's.
    pub fn run(self) -> Result<()> {
        let Cli { common, command } = self;
        speak::check()?;
        interrupt::speak(common.language());
        // For all that is done side by side outside pools of their own, such as drawing; a second call
        // changes nothing.
        if let Some(threads) = common.threads() {
            let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
        }
        macro_rules! run {
            ($parsed:expr) => {{
                let (command, global) = $parsed;
                command.run(&global)
            }};
        }
        match command {
            Command::Run(command) => run!(command.with(common)),
            Command::Compare(command) => run!(command.with(common)),
            Command::Sweep(command) => command.run(common.alone()),
            Command::Validate(command) => run!(command.with(common)),
            Command::Calibrate(command) => command.run(&common.alone()),
            Command::Check(command) => run!(command.with(common)),
            Command::Ls(command) => command.run(&common.alone()),
            Command::Show(command) => command.run(&common.alone()),
            Command::Diff(command) => command.run(&common.alone()),
            Command::Plot(command) => command.run(&common.alone()),
            Command::Report(command) => command.run(&common.alone()),
            Command::Tables(command) => command.run(&common.alone()),
            Command::Reproduce(command) => command.run(&common.alone()),
            Command::Sensitivity(command) => command.run(&common.alone()),
            Command::New(command) => command.run(&common.alone()),
            Command::Schema(command) => command.run(&common.alone()),
            Command::Levers(command) => command.run(&common.alone()),
            Command::Shocks(command) => command.run(&common.alone()),
            Command::Sectors(command) => run!(command.with(common)),
            Command::Regions(command) => run!(command.with(common)),
            Command::Params(command) => command.run(&common.alone()),
            Command::Explain(command) => command.run(&common.alone()),
            Command::Describe(command) => command.run(&common.alone()),
            Command::Feed(command) => run!(command.with(common)),
            Command::Completions(command) => command.run(&common.alone(), Cli::command()),
            Command::Man(command) => command.run(&common.alone(), Cli::command()),
        }
    }

    /// Parses a command line, of which the program's name is no part.
    ///
    /// # Errors
    /// Help that was asked for, or what is wrong.
    pub fn read(words: &[OsString]) -> std::result::Result<Cli, clap::Error> {
        let mut command = speak::translated(Cli::command(), speak::asked(&plain(words)));
        let program = std::iter::once(OsString::from("tideover"));
        let matches = command.try_get_matches_from_mut(program.chain(words.iter().cloned()))?;
        Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
    }

    /// Every phrase of the help and of the glossary, which is there in all languages.
    pub fn phrases() -> Vec<String> {
        let mut phrases = speak::phrases(&Cli::command());
        phrases.extend(glossary::WORDS.iter().map(|(_, text)| (*text).to_string()));
        phrases
    }

    /// Prints help that was asked for, or what is wrong with a command line.
    pub fn print(words: &[OsString], talk: &clap::Error) {
        let words = plain(words);
        let language = speak::asked(&words);
        match Cli::mistake(&words, talk) {
            Some(told) => drop(writeln!(std::io::stderr(), "{}", told.said(language))),
            None => speak::print(talk, language),
        }
    }

    /// The language that a command line asks for, in which its errors are said.
    pub fn language(words: &[OsString]) -> Language {
        speak::asked(&plain(words))
    }

    /// What to print of a command line that can't be parsed: for an option of another command, which commands
    /// have it.
    fn mistake(words: &[String], error: &clap::Error) -> Option<Told> {
        let unknown = error.kind() == clap::error::ErrorKind::UnknownArgument;
        let what = options::belongs_elsewhere(&Cli::command(), words).filter(|_| unknown)?;
        Some(told!("error: {what}", what = what))
    }
}

/// Words of a command line as text.
fn plain(words: &[OsString]) -> Vec<String> {
    words.iter().map(|word| word.to_string_lossy().into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }

    #[test]
    fn every_command_says_what_it_does_and_gives_an_example() {
        for command in super::Cli::command().get_subcommands() {
            let example = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(command.get_about().is_some(), "{} needs a description", command.get_name());
            assert!(
                example.contains(&format!("tideover {}", command.get_name())),
                "{} needs an example",
                command.get_name()
            );
        }
    }
}
