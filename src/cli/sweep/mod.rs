//! `sweep`: many design points of one question; one file a subcommand.

mod plan;

use super::Global;
use crate::error::Result;

/// Many design points of one question: maps, sensitivity, uncertainty
#[derive(clap::Args, Debug)]
#[command(
    arg_required_else_help = true,
    after_help = "A sweep file names base scenarios, factors with their keys and values, a design, and what is kept of each run.\n\n\
    Examples:\n  tideover sweep plan scenarios/sweeps/wage-support-map.toml --dry-run"
)]
pub(super) struct Sweep {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Plan(plan::Plan),
}

impl Sweep {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        match self.command {
            Command::Plan(command) => command.run(global),
        }
    }
}
