//! What shells and manuals are told of the command line: all commands and options of it, and nothing else.

mod common;

use common::{HEAD, folder, tideover};

fn run(args: &[&str], code: i32) -> (String, String) {
    let folder = folder(&[("t.toml", HEAD)]);
    let output = tideover(&folder, args).assert().code(code).get_output().clone();
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn every_shell_learns_commands_and_options() {
    for (shell, sign) in [
        ("bash", "complete -F"),
        ("zsh", "#compdef tideover"),
        ("fish", "complete -c tideover"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let (text, said) = run(&["completions", shell], 0);
        assert_eq!(said, "");
        for word in [sign, "compare", "describe", "sensitivity", "replications", "quick"] {
            assert!(text.contains(word), "{shell} lacks {word}");
        }
        assert_eq!(text, run(&["completions", shell], 0).0, "{shell}");
    }
    let (out, said) = run(&["completions", "cmd"], 2);
    assert!(out.is_empty() && said.contains("bash") && said.contains("powershell"), "{said}");
    assert!(run(&["completions"], 2).1.contains("<SHELL>"));
}

#[test]
fn the_manual_has_a_page_for_the_program_and_for_each_command() {
    let (page, said) = run(&["man"], 0);
    assert_eq!(said, "");
    for word in [".TH tideover 1", "tideover\\-compare(1)", "Exit codes", "\\-\\-threads"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    let (page, _) = run(&["man", "compare"], 0);
    for word in [".TH tideover-compare 1", "\\-\\-replications", "\\-\\-seed"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    let (out, said) = run(&["man", "comparre"], 2);
    assert!(out.is_empty() && said.contains("there is no command \"comparre\"; did you mean"), "{said}");
}
