//! The schedule of a month, read from the code that carries it out: `src/month/mod.rs`.

use super::document::capital;
use super::links::plain;
use super::sources::{has, over, text};

/// The file with the order of a month.
const FILE: &str = "month/mod.rs";
/// The function that carries it out.
const STEP: &str = "pub fn step_timed(";

/// A part of a month: what its heading says, and what happens in it, each with its indentation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// What the remark over it says: a round, or what clears between rounds.
    pub remark: String,
    /// What happens, in order.
    pub steps: Vec<(usize, String)>,
}

/// The parts of a month, in their order.
pub fn parts() -> Vec<Part> {
    let code = text(FILE);
    let body = code.split_once(STEP).map_or("", |(_, rest)| rest);
    let body = body.split_once("{\n").map_or("", |(_, body)| body);
    let mut parts = vec![Part { remark: "Before the rounds".into(), ..Part::default() }];
    let mut remark = String::new();
    for line in body.lines().take_while(|line| *line != "}") {
        let depth = (line.len() - line.trim_start().len()) / 4;
        let line = line.trim();
        if let Some(words) = line.strip_prefix("// ") {
            remark.push_str(if remark.is_empty() { "" } else { " " });
            remark.push_str(words);
            continue;
        }
        // Remarks inside a part belong to it.
        if !remark.is_empty() && depth > 1 {
            let last = parts.len() - 1;
            parts[last].steps.push((depth - 1, format!("*{}*", std::mem::take(&mut remark))));
        } else if !remark.is_empty() {
            parts.push(Part { remark: std::mem::take(&mut remark), ..Part::default() });
        }
        let last = parts.len() - 1;
        parts[last].steps.extend(steps(line).into_iter().map(|step| (depth.max(1) - 1, step)));
    }
    parts.retain(|part| !part.steps.is_empty());
    parts
}

/// What a line of the code does, in words.
fn steps(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let calls: Vec<String> = calls(line).into_iter().filter_map(|call| said(&call)).collect();
    if let Some(name) = line.strip_prefix("let ").and_then(|rest| rest.split_once(" = |block")) {
        found.push(format!("“{}”, for each firm of a block:", name.0));
        return found;
    }
    if line.contains("else {") {
        found.push("Otherwise:".to_string());
        return found;
    }
    if line.contains("if ") {
        // The condition in the words over its function.
        found.extend(calls.into_iter().map(|call| format!("Only if this holds: {call}")));
        return found;
    }
    let named = ["claim", "apply"]
        .into_iter()
        .filter(|name| line.contains(&format!(", {name})")) || line.starts_with(&format!("{name}(block")))
        .map(|name| format!("“{name}”, as above"));
    let all = named.chain(calls);
    match line.contains("round(") {
        true if line.ends_with('{') => found.push("Over all firms, block by block:".to_string()),
        true => found.extend(all.map(|step| format!("Over all firms: {step}"))),
        false => found.extend(all),
    }
    found
}

/// Paths of functions that a line calls, or hands to a round.
fn calls(line: &str) -> Vec<String> {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find("::") {
        let start = rest[..at].rfind(|c| !word(c)).map_or(0, |before| before + 1);
        let end = rest[at..].find(|c| !word(c)).map_or(rest.len(), |length| at + length);
        let path = &rest[start..end];
        if rest[end..].starts_with(['(', ')']) && !path.contains(char::is_uppercase) {
            found.push(path.to_string());
        }
        rest = &rest[end..];
    }
    found
}

/// A step: the mechanism, and what the words over its function say.
fn said(call: &str) -> Option<String> {
    let (module, function) = call.rsplit_once("::")?;
    let file = file_of(module)?;
    // A function may stand in a file of its own below that of its mechanism.
    let below = has(&format!("{}/{function}.rs", file.trim_end_matches(".rs")));
    let doc = [Some(file), below]
        .into_iter()
        .flatten()
        .map(|file| plain(&over(text(file), &format!("fn {function}")), file))
        .find(|doc| !doc.is_empty())?;
    let doc = doc.trim_start_matches("⟂ ");
    // "ROUND 1, first." stands in the heading.
    let doc = match doc.strip_prefix("ROUND").and_then(|rest| rest.split_once(['.', ':'])) {
        Some((_, rest)) => capital(rest.trim()),
        None => doc.to_string(),
    };
    Some(format!("`{module}::{function}`: {doc}").replace("crate::month::", ""))
}

/// The file of a module as the code of the month names it, which may be by a `use`.
fn file_of(module: &str) -> Option<&'static str> {
    let used = text(FILE).lines().find_map(|line| {
        let path = line.strip_prefix("use ")?.strip_suffix(';')?;
        path.ends_with(&format!("::{module}")).then_some(path)
    });
    let path = used.unwrap_or(module).trim_start_matches("crate::month::").replace("::", "/");
    has(&format!("month/{path}.rs"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_four_rounds_and_every_call_of_it() {
        let parts = parts();
        let rounds: Vec<&str> = parts
            .iter()
            .map(|part| part.remark.as_str())
            .filter(|remark| remark.starts_with("ROUND"))
            .collect();
        assert_eq!(rounds.len(), 4, "{parts:?}");
        let body = text(FILE).split_once(STEP).unwrap().1.split_once("{\n").unwrap().1;
        let code: String = body.lines().filter(|line| !line.trim().starts_with("//")).collect();
        let all = calls(&code);
        assert!(all.len() > 50, "{all:?}");
        let steps: Vec<&String> = parts.iter().flat_map(|part| &part.steps).map(|(_, step)| step).collect();
        for call in all {
            let name = call.trim_start_matches("crate::month::");
            let told: Vec<_> = steps.iter().filter(|step| step.contains(&format!("`{name}`"))).collect();
            assert!(!told.is_empty(), "{call} is not told");
            assert!(told.iter().all(|step| step.len() > name.len() + 8), "{told:?} says nothing");
        }
    }

    #[test]
    fn calls_of_a_line() {
        assert_eq!(calls("fate.add(round(state, setting, terms, entry::arrive));"), ["entry::arrive"]);
        assert_eq!(calls("let mut accounts = Accounts::new(setting.scenario.policies.len());"), [""; 0]);
        assert_eq!(
            calls("crate::month::tally::digital::count(block, ctx)"),
            ["crate::month::tally::digital::count"]
        );
    }
}
