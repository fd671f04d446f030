//! Every option belongs to the commands that use it; others say which do.

use super::*;
use clap::CommandFactory;
use clap::Parser;

/// Every command, with what it can't do without.
const COMMANDS: [(&str, &str); 31] = [
    ("run", "a.toml"),
    ("compare", "a.toml b.toml"),
    ("sweep plan", "a.toml"),
    ("sweep run", "a.toml"),
    ("sweep submit", "a.toml --engine slurm"),
    ("validate", ""),
    ("check", "a.toml"),
    ("calibrate", "a.toml"),
    ("report", "a"),
    ("plot", "a"),
    ("tables", "a"),
    ("sensitivity", "a"),
    ("sweep status", "a"),
    ("sweep merge", "a"),
    ("levers", ""),
    ("shocks", ""),
    ("sectors", ""),
    ("regions", ""),
    ("new", "a"),
    ("schema", ""),
    ("ls", ""),
    ("show", "a"),
    ("diff", "a b"),
    ("params", ""),
    ("explain", "a"),
    ("describe", ""),
    ("completions", "bash"),
    ("man", ""),
    ("feed", "a.toml b.csv"),
    ("levers", "a"),
    ("params", "a"),
];

/// Options, and the commands that have them.
const OPTIONS: [(&str, &[&str]); 8] = [
    (
        "--seed 5",
        &[
            "run",
            "compare",
            "sweep plan",
            "sweep run",
            "sweep submit",
            "validate",
            "check",
            "sectors",
            "regions",
            "feed",
        ],
    ),
    (
        "--firms 500",
        &[
            "run",
            "compare",
            "sweep plan",
            "sweep run",
            "sweep submit",
            "validate",
            "check",
            "sectors",
            "regions",
            "feed",
        ],
    ),
    (
        "--replications 5",
        &[
            "run",
            "compare",
            "sweep plan",
            "sweep run",
            "sweep submit",
            "validate",
            "check",
            "sectors",
            "regions",
            "feed",
        ],
    ),
    (
        "--set scenario.months=5",
        &[
            "run",
            "compare",
            "sweep plan",
            "sweep run",
            "sweep submit",
            "validate",
            "check",
            "sectors",
            "regions",
            "feed",
        ],
    ),
    (
        "--regime strict",
        &[
            "run",
            "compare",
            "sweep plan",
            "sweep run",
            "sweep submit",
            "validate",
            "check",
            "sectors",
            "regions",
            "feed",
        ],
    ),
    (
        "--quick",
        &[
            "run",
            "compare",
            "sweep plan",
            "sweep run",
            "sweep submit",
            "validate",
            "check",
            "sectors",
            "regions",
            "feed",
        ],
    ),
    (
        "-o x",
        &[
            "run",
            "compare",
            "sweep plan",
            "sweep run",
            "sweep submit",
            "validate",
            "calibrate",
            "plot",
            "report",
            "tables",
            "describe",
            "new",
        ],
    ),
    ("--force", &["run", "compare", "sweep plan", "sweep run", "sweep submit"]),
];

fn elsewhere(words: &[String]) -> Option<String> {
    belongs_elsewhere(&crate::cli::Cli::command(), words).map(|told| told.english())
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_string).collect()
}

#[test]
fn every_option_belongs_to_the_commands_that_use_it_and_others_say_which_do() {
    for (option, owners) in OPTIONS {
        for (command, needed) in COMMANDS {
            let line = words(&format!("{command} {needed} {option}"));
            let parsed =
                crate::cli::Cli::try_parse_from(std::iter::once("tideover".to_string()).chain(line.clone()));
            assert_eq!(parsed.is_ok(), owners.contains(&command), "{command} {option}: {:?}", parsed.err());
            if !owners.contains(&command) {
                let said = elsewhere(&line).unwrap_or_default();
                let expected =
                    format!("is no option of `tideover {command}`: it belongs to the commands {}", owners[0]);
                assert!(
                    said.contains(&expected) && owners.iter().all(|owner| said.contains(owner)),
                    "{said}"
                );
            }
        }
    }
}

#[test]
fn the_table_of_the_test_above_is_complete() {
    let root = crate::cli::Cli::command();
    let mut missing = Vec::new();
    for (command, _) in COMMANDS {
        let ((_, command), _) = command_of(&root, &words(command));
        for arg in command.get_arguments().filter(|arg| !arg.is_positional()) {
            let long = arg.get_long().unwrap_or_default();
            let others = owners(&root, &format!("--{long}")).len();
            // What follows --format differs by command.
            let named = ["output", "format"].contains(&long)
                || OPTIONS.iter().any(|(option, _)| option.split(' ').next() == Some(&format!("--{long}")));
            if others > 2 && !named {
                missing.push(format!("{} --{long}", command.get_name()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_help_of_a_command_is_its_own() {
    let root = crate::cli::Cli::command();
    for (path, about) in [
        ("check", "Checks a scenario"),
        ("compare", "Compares policies"),
        ("sweep plan", "Checks a sweep file"),
    ] {
        let ((_, command), _) = command_of(&root, &words(path));
        assert!(
            command.get_about().unwrap().to_string().starts_with(about),
            "{path}: {:?}",
            command.get_about()
        );
        assert!(command.get_positionals().all(|arg| arg.get_help_heading().is_none()), "{path}");
    }
}

#[test]
fn options_before_the_command_and_of_nobody() {
    assert!(elsewhere(&words("--seed 5 run a.toml")).is_none(), "clap finds the command");
    assert!(elsewhere(&words("--seed 5")).unwrap().ends_with("; it stands after the command"));
    assert_eq!(elsewhere(&words("run a.toml --sed 5")), None);
    assert_eq!(elsewhere(&words("run a.toml -- --engine")), None);
    assert!(
        elsewhere(&words("run a.toml --shards=5")).unwrap().ends_with("belongs to the command sweep submit")
    );
}

#[test]
fn a_seed_says_which_are_allowed() {
    assert_eq!(seed("18446744073709551615"), Ok(u64::MAX));
    for wrong in ["-1", "1.5", "x", "18446744073709551616"] {
        assert!(seed(wrong).unwrap_err().to_string().contains("from 0 to 18446744073709551615"), "{wrong}");
    }
}
