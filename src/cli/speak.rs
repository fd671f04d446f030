//! Help in another language: the texts of all commands and options, and the words that the parser adds itself.

use super::mistakes;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::language::screen::folded;
use crate::{phrase, told};
use clap::builder::StyledStr;
use clap::builder::styling::{AnsiColor, Style};
use clap::{Arg, Command};
use std::io::{IsTerminal, Write};

/// The variable that sets the language of all commands: `TIDEOVER_LANG=zh`.
pub(super) const VARIABLE: &str = "TIDEOVER_LANG";
/// Columns of help texts below a command, and beside an option.
const WIDE: usize = 100;
const NARROW: usize = 64;

/// What the parser writes itself; each after those that contain it.
const PARSER: [&str; 13] = [
    phrase!("Print this message or the help of the given subcommand(s)"),
    phrase!("Print help (see a summary with '-h')"),
    phrase!("Print help (see more with '--help')"),
    phrase!("Print help"),
    phrase!("Print version"),
    phrase!("For more information, try '--help'."),
    phrase!("[default: "),
    phrase!("[possible values: "),
    phrase!("Usage:"),
    phrase!("Commands:"),
    phrase!("Arguments:"),
    phrase!("Options:"),
    phrase!("error:"),
];

/// The language that the words of a command line ask for, else that of the environment, else English. What is
/// no language is left to the parser to refuse.
pub(super) fn asked(words: &[String]) -> Language {
    let mut found = None;
    let mut words = words.iter().take_while(|word| *word != "--").peekable();
    while let Some(word) = words.next() {
        match word.strip_prefix("--lang") {
            Some("") => found = words.peek().and_then(|code| Language::named(code)),
            Some(code) => found = code.strip_prefix('=').and_then(Language::named).or(found),
            None => {}
        }
    }
    found.or_else(environment).unwrap_or_default()
}

/// Refuses a language of the environment that there is not.
///
/// # Errors
/// The languages that there are.
pub(super) fn check() -> Result<()> {
    match std::env::var(VARIABLE) {
        Ok(code) if !code.trim().is_empty() && environment().is_none() => {
            let known = Language::CODES.join(", ");
            Err(Error::Usage(told!(
                "{variable}={code}: there is no such language; it is one of {known}",
                variable = VARIABLE,
                code = code,
                known = known
            )))
        }
        _ => Ok(()),
    }
}

/// The language of the environment.
pub(super) fn environment() -> Option<Language> {
    Language::named(std::env::var(VARIABLE).ok()?.trim())
}

/// A command line whose help is in a language.
pub(super) fn translated(command: Command, language: Language) -> Command {
    if language.is_english() {
        return command;
    }
    let about = command.get_about().map(|text| passage(text, language, WIDE));
    let long = command.get_long_about().map(|text| passage(text, language, WIDE));
    let after = command.get_after_help().map(|text| passage(text, language, WIDE));
    let mut command =
        command.mut_args(|arg| argument(arg, language)).mut_subcommands(|below| translated(below, language));
    if let Some(text) = about {
        command = command.about(text);
    }
    if let Some(text) = long {
        command = command.long_about(text);
    }
    match after {
        Some(text) => command.after_help(text),
        None => command,
    }
}

fn argument(arg: Arg, language: Language) -> Arg {
    let help = arg.get_help().map(|text| passage(text, language, NARROW));
    let long = arg.get_long_help().map(|text| passage(text, language, NARROW));
    // The parser takes headings for the life of the program; there is a handful of short ones.
    let heading = arg.get_help_heading().map(|heading| language.of(heading).to_string());
    let mut arg = match heading {
        Some(heading) => arg.help_heading(&*heading.leak()),
        None => arg,
    };
    if let Some(text) = long {
        arg = arg.long_help(text);
    }
    match help {
        Some(text) => arg.help(text),
        None => arg,
    }
}

/// A help text in a language, line by line. Lines that begin with two blanks are commands to type, of which only the
/// remark behind is said in it.
fn passage(text: &StyledStr, language: Language, width: usize) -> String {
    let line = |line: &str| match said(line) {
        Some(words) if line.len() > words.len() => line.replace(words, language.of(words)),
        Some(words) => folded(language.of(words), width),
        None => line.to_string(),
    };
    text.to_string().lines().map(line).collect::<Vec<_>>().join("\n")
}

/// What is said in a line of help: all of it, or the remark behind a command to type.
fn said(line: &str) -> Option<&str> {
    if line.trim().is_empty() {
        return None;
    }
    if !line.starts_with("  ") {
        return Some(line);
    }
    line.trim_start().split_once("   ").map(|(_, remark)| remark.trim())
}

/// Every phrase of the help of a command and those below it.
pub(super) fn phrases(command: &Command) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut take = |text: Option<&StyledStr>| texts.extend(text.map(ToString::to_string));
    take(command.get_about());
    take(command.get_long_about());
    take(command.get_after_help());
    for arg in command.get_arguments() {
        take(arg.get_help());
        take(arg.get_long_help());
    }
    let headings = command.get_arguments().filter_map(|arg| arg.get_help_heading().map(str::to_string));
    let mut found: Vec<String> =
        texts.iter().flat_map(|text| text.lines().filter_map(said)).map(str::to_string).collect();
    found.extend(headings);
    found.extend(command.get_subcommands().flat_map(phrases));
    found
}

/// Prints what the parser says instead of a command, help or a mistake, in a language.
pub(super) fn print(talk: &clap::Error, language: Language) {
    if language.is_english() {
        let _ = talk.print();
        return;
    }
    let coloured = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let text = |terminal: bool| {
        if let Some((mark, text)) = mistakes::said(talk, language) {
            let red = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
            let marked = format!("{red}{mark}{red:#}");
            return if terminal && coloured { text.replacen(&mark, &marked, 1) } else { text };
        }
        let text = talk.render();
        let text = if terminal && coloured { text.ansi().to_string() } else { text.to_string() };
        PARSER.iter().fold(text, |text, words| text.replace(words, language.of(words)))
    };
    let _ = if talk.use_stderr() {
        write!(std::io::stderr(), "{}", text(std::io::stderr().is_terminal()))
    } else {
        write!(std::io::stdout(), "{}", text(std::io::stdout().is_terminal()))
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_string).collect()
    }

    #[test]
    fn the_language_stands_anywhere_on_the_command_line() {
        assert_eq!(asked(&words("--lang zh --help")), Language::Chinese);
        assert_eq!(asked(&words("run --help --lang=zh")), Language::Chinese);
        assert_eq!(asked(&words("run --lang en a.toml")), Language::English);
    }

    #[test]
    fn only_the_remark_behind_a_command_is_said() {
        assert_eq!(said("Examples:"), Some("Examples:"));
        assert_eq!(said("  tideover run a.toml"), None);
        assert_eq!(said("  tideover run a.toml     the real one"), Some("the real one"));
    }

    #[test]
    fn all_help_is_in_chinese() {
        let mut command =
            translated(<super::super::Cli as clap::CommandFactory>::command(), Language::Chinese);
        let help = command.render_long_help().to_string();
        assert!(help.contains("模拟") && !help.contains("Options of all"), "{help}");
        command.debug_assert();
    }
}
