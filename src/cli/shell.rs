//! `completions` and `man`: what a shell and a manual know of the command line, made from it.

use super::{Global, print};
use crate::diagnose::did_you_mean;
use crate::error::{Error, Result};
use crate::told;
use clap::Command;
use clap_complete::Shell;
use std::path::Path;

/// Prints what a shell needs to complete commands and options
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Each shell reads such a file from a place of its own; a new shell then completes with the tabulator key.\n\n\
    Examples:\n  tideover completions bash > ~/.local/share/bash-completion/completions/tideover\n  \
    tideover completions zsh > ~/.zfunc/_tideover\n  tideover completions fish > ~/.config/fish/completions/tideover.fish\n  \
    tideover completions powershell >> $PROFILE"
)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Prints the page of the manual of the program or of one command
#[derive(clap::Args, Debug)]
#[command(
    after_help = "The page is in the format of man(1).\n\nExamples:\n  tideover man > tideover.1\n  tideover man compare | man -l -"
)]
pub(super) struct Man {
    /// The command; the whole program without
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Completions {
    pub(super) fn run(self, global: &Global, mut root: Command) -> Result<()> {
        let mut text = Vec::new();
        let name = root.get_name().to_string();
        clap_complete::generate(self.shell, &mut root, name, &mut text);
        put(global, &text)
    }
}

impl Man {
    pub(super) fn run(self, global: &Global, mut root: Command) -> Result<()> {
        // Names of commands below become those of their pages, and options of all commands stand in each.
        root.build();
        let page = match &self.command {
            None => root,
            Some(name) => match root.find_subcommand(name) {
                Some(command) => command.clone(),
                None => {
                    let names = root.get_subcommands().map(Command::get_name);
                    let (hint, name) = (did_you_mean(name, names), format!("{name:?}"));
                    return Err(Error::Usage(match hint {
                        None => told!("there is no command {name} (see `tideover --help`)", name = name),
                        Some(hint) => told!(
                            "there is no command {name}; {hint} (see `tideover --help`)",
                            name = name,
                            hint = hint
                        ),
                    }));
                }
            },
        };
        let mut text = Vec::new();
        clap_mangen::Man::new(page).render(&mut text).map_err(Error::file(Path::new("manual")))?;
        put(global, &text)
    }
}

/// Prints a text, or puts it into JSON.
fn put(global: &Global, text: &[u8]) -> Result<()> {
    let text = String::from_utf8_lossy(text);
    match global.json {
        true => print::json(&serde_json::json!({ "text": text })),
        false => print::data(&text),
    }
}
