//! The command that answers what a single run can't: what its policies changed.

/// Options of `run` that a comparison takes too, and whether a value follows. The regime is left out: a
/// comparison runs over all of them.
const KEPT: [(&str, bool); 5] =
    [("--firms", true), ("--replications", true), ("--seed", true), ("--set", true), ("--quick", false)];

/// The command that says what the policies of a run changed, out of the command line that ran it: of one file
/// `compare FILE --no-policy` under the same options; several files, which a comparison takes for arms, are
/// named by what is to be done with them.
pub fn command(run: &str) -> String {
    let words = words(run);
    let mut rest = words.iter().map(String::as_str).skip_while(|word| *word != "run").skip(1);
    let (mut files, mut options) = (Vec::new(), Vec::new());
    while let Some(word) = rest.next() {
        let (name, joined) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
        if !word.starts_with('-') {
            files.push(word);
        } else if let Some((name, valued)) = KEPT.iter().find(|kept| kept.0 == name) {
            let value = joined.or_else(|| if *valued { rest.next() } else { None });
            options.push(value.map_or_else(|| name.to_string(), |value| format!("{name} {}", quoted(value))));
        } else if joined.is_none() && !FLAGS.contains(&name) {
            rest.next();
        }
    }
    let options: String = options.iter().map(|option| format!(" {option}")).collect();
    match &files[..] {
        [file] => format!("tideover compare {file} --no-policy{options}"),
        [] => "tideover compare SCENARIO.toml --no-policy".to_string(),
        several => {
            let list = several.iter().map(|file| format!("\"{file}\"")).collect::<Vec<_>>().join(", ");
            format!(
                "tideover compare ALL.toml --no-policy{options}, where ALL.toml is a scenario with extends = [{list}]"
            )
        }
    }
}

/// The same for texts that stand in the folder of a run: they are made from what the run depends on, which
/// the path of its file is not part of.
pub fn in_folder(scenario: &str, quick: bool) -> String {
    format!("tideover compare {}.toml --no-policy{}", quoted(scenario), if quick { " --quick" } else { "" })
}

/// Options of `run` without a value.
const FLAGS: [&str; 7] = ["--quick", "--force", "--quiet", "--verbose", "--json", "-q", "-v"];

/// The words of a command line; what stands between two quotation marks is not cut.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        match words.last_mut().filter(|last| last.matches('"').count() % 2 == 1) {
            Some(last) => *last += &format!(" {word}"),
            None => words.push(word.to_string()),
        }
    }
    words
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    if word.chars().any(|c| " \"$`\\*?".contains(c)) { format!("'{word}'") } else { word.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_has_the_file_and_the_options_that_count() {
        let of = |rest: &str| command(&format!("target/release/tideover {rest}"));
        assert_eq!(
            of("run scenarios/covid-2020.toml"),
            "tideover compare scenarios/covid-2020.toml --no-policy"
        );
        assert_eq!(
            of(
                "-q run a.toml --firms=2000 -o results/x --threads 2 --set policy.\"local grants\".share=1 --quick --regime strict"
            ),
            "tideover compare a.toml --no-policy --firms 2000 --set 'policy.\"local grants\".share=1' --quick"
        );
        assert_eq!(
            of("run a.toml b.toml --seed 7"),
            "tideover compare ALL.toml --no-policy --seed 7, where ALL.toml is a scenario with extends = [\"a.toml\", \"b.toml\"]"
        );
        assert_eq!(command(""), "tideover compare SCENARIO.toml --no-policy");
    }
}
