//! Mistakes on a command line, in the language of who typed it: what the parser says of them, and why a value is
//! refused.

use crate::language::told::Told;
use crate::language::{Language, known};
use crate::{phrase, told};
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::fmt;

/// What is wrong with the value of an option; the parser keeps it until it is said.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refused(pub(super) Told);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.said(Language::English))
    }
}

impl std::error::Error for Refused {}

/// Why values are refused that others read: the parser, the library of numbers, the readers of sizes and shards.
const VALUES: [&str; 9] = [
    phrase!("{value} is not in {range}"),
    phrase!("invalid digit found in string"),
    phrase!("cannot parse integer from empty string"),
    phrase!("number too large to fit in target type"),
    phrase!("number too small to fit in target type"),
    phrase!("out of range integral type conversion attempted"),
    phrase!("{text} is no size of memory; it is a number with kB, MB or GB, as 4GB"),
    phrase!("{text} is no shard; it is i/N with i from 1 to N, as 2/8, or auto within a Slurm array"),
    phrase!("--shard auto: SLURM_ARRAY_TASK_ID is not set, so this is no task of a Slurm array; give i/N"),
];

/// What the parser advises.
const TIPS: [&str; 4] = [
    phrase!("to pass '{argument}' as a value, use '{command}'"),
    phrase!("subcommand '{command}' exists; to use it, remove the '--' before it"),
    phrase!("'{command}' exists"),
    phrase!("to pass multiple values, use '{command}'"),
];

/// All that the parser says of a mistake, in another language than English; nothing of what is no mistake. The first
/// word is what a terminal shows in colour.
pub(super) fn said(error: &Error, language: Language) -> Option<(String, String)> {
    let mistake = mistake(error)?.said(language);
    let mut text = told!("error: {what}", what = mistake).said(language);
    text += &listed(error, language);
    let tips = tips(error).into_iter().map(|tip| told!("tip: {advice}", advice = tip).said(language));
    text.extend(tips.enumerate().map(|(at, tip)| format!("\n{}  {tip}", if at == 0 { "\n" } else { "" })));
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        text += "\n\n";
        text += &usage.to_string().replace("Usage: ", language.of(phrase!("Usage:")));
    }
    let help = language.of(phrase!("For more information, try '--help'."));
    Some((language.of(phrase!("error:")).to_string(), format!("{text}\n\n{help}\n")))
}

/// The mistake in a sentence.
fn mistake(error: &Error) -> Option<Told> {
    let [argument, value] = [ContextKind::InvalidArg, ContextKind::InvalidValue].map(|kind| one(error, kind));
    Some(match error.kind() {
        ErrorKind::UnknownArgument => told!("unexpected argument '{argument}' found", argument = argument?),
        ErrorKind::InvalidSubcommand => {
            told!(
                "unrecognized subcommand '{command}'",
                command = one(error, ContextKind::InvalidSubcommand)?
            )
        }
        ErrorKind::InvalidValue if value?.is_empty() => {
            told!("a value is required for '{argument}' but none was supplied", argument = argument?)
        }
        ErrorKind::InvalidValue => {
            told!("invalid value '{value}' for '{argument}'", value = value?, argument = argument?)
        }
        ErrorKind::ValueValidation => told!(
            "invalid value '{value}' for '{argument}': {why}",
            value = value?,
            argument = argument?,
            why = why(error)
        ),
        ErrorKind::ArgumentConflict => conflict(error)?,
        ErrorKind::MissingRequiredArgument => told!(
            "the following required arguments were not provided:{arguments}",
            arguments = below(&all(error, ContextKind::InvalidArg))
        ),
        ErrorKind::MissingSubcommand => told!(
            "'{command}' requires a subcommand but one was not provided",
            command = one(error, ContextKind::InvalidSubcommand)?
        ),
        ErrorKind::TooManyValues => told!(
            "unexpected value '{value}' for '{argument}' found; no more were expected",
            value = value?,
            argument = argument?
        ),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            let needed = number(error, ContextKind::MinValues);
            told!(
                "{needed} values required by '{argument}'; {given} given",
                needed = needed.or_else(|| number(error, ContextKind::ExpectedNumValues))?,
                argument = argument?,
                given = number(error, ContextKind::ActualNumValues)?
            )
        }
        ErrorKind::NoEquals => {
            told!("equal sign is needed when assigning values to '{argument}'", argument = argument?)
        }
        ErrorKind::InvalidUtf8 => told!("invalid UTF-8 was detected in one or more arguments"),
        _ => return None,
    })
}

/// Why a value is refused.
fn why(error: &Error) -> Told {
    let Some(source) = std::error::Error::source(error) else { return Told::nothing() };
    match source.downcast_ref::<Refused>() {
        Some(Refused(why)) => why.clone(),
        None => known::again(&source.to_string(), &VALUES),
    }
}

/// Arguments that exclude one another.
fn conflict(error: &Error) -> Option<Told> {
    let argument =
        one(error, ContextKind::InvalidArg).or_else(|| one(error, ContextKind::InvalidSubcommand))?;
    let others = all(error, ContextKind::PriorArg);
    Some(match others[..] {
        [other] if other == argument => {
            told!("the argument '{argument}' cannot be used multiple times", argument = argument)
        }
        [other] => {
            told!(
                "the argument '{argument}' cannot be used with '{other}'",
                argument = argument,
                other = other
            )
        }
        _ => told!(
            "the argument '{argument}' cannot be used with:{others}",
            argument = argument,
            others = below(&others)
        ),
    })
}

/// What is possible, in a line below the mistake.
fn listed(error: &Error, language: Language) -> String {
    let [values, commands] =
        [ContextKind::ValidValue, ContextKind::ValidSubcommand].map(|kind| all(error, kind));
    let line = |head: &str, names: &[&str]| format!("\n  {}{}]", language.of(head), names.join(", "));
    match (&values[..], &commands[..]) {
        ([], []) => String::new(),
        ([], commands) => line(phrase!("[subcommands: "), commands),
        (values, _) => line(phrase!("[possible values: "), values),
    }
}

/// What the parser advises: names that are near, other ways to write it.
fn tips(error: &Error) -> Vec<Told> {
    let near = [
        (ContextKind::SuggestedSubcommand, phrase!("a similar subcommand exists: {names}")),
        (ContextKind::SuggestedArg, phrase!("a similar argument exists: {names}")),
        (ContextKind::SuggestedValue, phrase!("a similar value exists: {names}")),
    ];
    let mut tips: Vec<Told> = near
        .into_iter()
        .map(|(kind, phrase)| (phrase, all(error, kind)))
        .filter(|(_, names)| !names.is_empty())
        .map(|(phrase, names)| Told::of(phrase, vec![("names", format!("'{}'", names.join("', '")).into())]))
        .collect();
    if let Some(ContextValue::StyledStrs(others)) = error.get(ContextKind::Suggested) {
        tips.extend(others.iter().map(|other| known::again(&other.to_string(), &TIPS)));
    }
    tips
}

fn one(error: &Error, kind: ContextKind) -> Option<&str> {
    all(error, kind).first().copied()
}

fn all(error: &Error, kind: ContextKind) -> Vec<&str> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text],
        Some(ContextValue::Strings(texts)) => texts.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

fn number(error: &Error, kind: ContextKind) -> Option<isize> {
    match error.get(kind) {
        Some(ContextValue::Number(number)) => Some(*number),
        _ => None,
    }
}

/// Names in lines of their own.
fn below(names: &[&str]) -> String {
    names.iter().map(|name| format!("\n  {name}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;
    use std::ffi::OsString;

    /// What is said in Chinese of a command line that is wrong.
    fn chinese(line: &str) -> String {
        let words: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
        said(&Cli::read(&words).unwrap_err(), Language::Chinese).unwrap_or_else(|| panic!("{line}")).1
    }

    /// Whether a line has words of English: options, files and what the user typed have none.
    fn english(text: &str) -> Option<&str> {
        let words = [
            " the ",
            " not ",
            "unexpected",
            "value",
            "similar",
            "exist",
            "cannot",
            "required",
            " is ",
            "found",
        ];
        text.lines().find(|line| words.iter().any(|word| line.contains(word)))
    }

    #[test]
    fn mistakes_are_said_in_chinese() {
        for (line, shown) in [
            ("runn a.toml", "'run'"),
            ("run a.toml --quik", "'--quick'"),
            ("run", "<SCENARIO>"),
            ("run a.toml --threads 0", "1..=4096"),
            ("run a.toml --threads x", "'x'"),
            ("run a.toml --seed -1", "18446744073709551615"),
            ("run a.toml --firms 5000000000", "4294967295"),
            ("run a.toml --lang fr", "en, zh"),
            ("run a.toml --regime mild", "resilient"),
            ("run a.toml --progress barr", "plain"),
            ("run a.toml -q -v", "'--verbose'"),
            ("run a.toml --until 2020-13 --save x", "01"),
            ("run a.toml --until soon --save x", "2020-02"),
            ("run a.toml --until 2020-03", "--save"),
            ("plot a --width 3", "8cm"),
            ("plot a -o b --width 2cm", "6"),
            ("plot a -o b --format gif", "pdf"),
            ("plot a --by moon", "sector"),
            ("sweep run a --memory 4", "4GB"),
            ("sweep run a --shard 9/8", "2/8"),
            ("sweep run a --time-budget 3x", "3h50m"),
            ("sweep submit a --engine pbs", "slurm"),
            ("diff a", "<RUN>"),
            ("ls a b", "'b'"),
            ("run a.toml --seed", "'--seed <S>'"),
            ("run a.toml --seed 1 --seed 2", "'--seed <S>'"),
        ] {
            let said = chinese(line);
            assert!(said.starts_with("错误：") && said.contains(shown), "{line}: {said}");
            assert_eq!(english(&said), None, "{line}: {said}");
        }
    }
}
