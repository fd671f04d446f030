//! The command line: one file per subcommand, and here what they share. stdout is data, stderr is talk.

mod calibrate;
mod check;
mod compare;
mod explain;
mod folder;
mod levers;
mod params;
mod print;
mod reproduce;
mod run;
mod sensitivity;
mod sweep;
mod unmet;
mod validate;

use crate::error::Result;
use crate::scenario::Overrides;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

const ABOUT: &str = "Simulates small and medium firms under shocks and policy: which policies tide firms over, at what public cost, \
and who would have survived anyway";

const EXIT_CODES: &str = "\
A first session:
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
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options that every command understands.
#[derive(Args, Debug)]
#[command(next_help_heading = "Options of all commands")]
pub(crate) struct Global {
    /// Worker threads; results do not depend on it [default: all cores]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=4096))]
    threads: Option<u64>,
    /// Seed of the draws, instead of the scenario's
    #[arg(long, global = true, value_name = "S")]
    seed: Option<u64>,
    /// Firms simulated at the start, instead of the scenario's
    #[arg(long, global = true, value_name = "N")]
    firms: Option<u32>,
    /// Number of replications, instead of the scenario's
    #[arg(long, global = true, value_name = "N")]
    replications: Option<u32>,
    /// Sets any key of the scenario, as in --set scenario.months=12 or --set 'policy."wage subsidy".take_up=0.5'; may be repeated
    #[arg(long, global = true, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Folder of the run [default: output/NAME-ID]
    #[arg(short = 'o', long = "output", global = true, value_name = "DIR")]
    output: Option<PathBuf>,
    /// At most 2000 firms and 2 replications: to see whether a scenario does what you meant; stamped on every output
    #[arg(long, global = true)]
    quick: bool,
    /// How firms behave where evidence does not decide
    #[arg(long, global = true, value_name = "REGIME", value_parser = crate::scenario::keys::REGIMES)]
    regime: Option<String>,
    /// Computes again although the run's folder is complete
    #[arg(long, global = true)]
    force: bool,
    /// Writes JSON to stdout instead of tables for people
    #[arg(long, global = true)]
    json: bool,
    /// No talk on stderr but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// More talk on stderr
    #[arg(short, long, global = true)]
    verbose: bool,
    /// How progress is shown
    #[arg(long, global = true, value_name = "HOW", default_value = "auto", value_parser = ["auto", "bar", "plain", "none"])]
    progress: String,
}

impl Global {
    /// Whether an option changes what is simulated.
    fn changes_scenario(&self) -> bool {
        let Global { seed, firms, replications, set, quick, regime, .. } = self;
        seed.is_some() || firms.is_some() || replications.is_some() || !set.is_empty() || *quick || regime.is_some()
    }
    /// What the command line changes in a scenario.
    fn overrides(&self) -> Overrides {
        Overrides {
            set: self.set.clone(),
            seed: self.seed,
            firms: self.firms,
            replications: self.replications,
            regime: self.regime.clone(),
            quick: self.quick,
            ..Overrides::default()
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Run),
    Compare(compare::Compare),
    Sweep(sweep::Sweep),
    Validate(validate::Validate),
    Calibrate(calibrate::Calibrate),
    Check(check::Check),
    Plot(folder::Plot),
    Report(folder::Report),
    Reproduce(reproduce::Reproduce),
    Sensitivity(sensitivity::Sensitivity),
    Levers(levers::Levers),
    Params(params::Params),
    Explain(explain::Explain),
}

impl Cli {
    /// Carries out the command.
    ///
    /// # Errors
    /// Whatever the command meets; the error's exit code is the program's.
    pub fn run(self) -> Result<()> {
        let Cli { global, command } = self;
        match command {
            Command::Run(command) => command.run(&global),
            Command::Compare(command) => command.run(&global),
            Command::Sweep(command) => command.run(&global),
            Command::Validate(command) => command.run(&global),
            Command::Calibrate(command) => command.run(&global),
            Command::Check(command) => command.run(&global),
            Command::Plot(command) => command.run(&global),
            Command::Report(command) => command.run(&global),
            Command::Reproduce(command) => command.run(&global),
            Command::Sensitivity(command) => command.run(&global),
            Command::Levers(command) => command.run(&global),
            Command::Params(command) => command.run(&global),
            Command::Explain(command) => command.run(&global),
        }
    }
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
            assert!(example.contains(&format!("tideover {}", command.get_name())), "{} needs an example", command.get_name());
        }
    }
}
