//! Who names whom: the `use` paths and inline paths of every source file, resolved to the files they lead to.

use std::collections::{BTreeMap, BTreeSet};

/// Files named by each file; what stands in tests is left out.
pub type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The room of a file: its folder, or itself.
pub fn room(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The module of a file, as parts of its path.
fn module(file: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = file.trim_end_matches(".rs").split('/').collect();
    if ["mod", "lib"].contains(parts.last().unwrap()) {
        parts.pop();
    }
    parts
}

/// The leaves of a `use` tree, as whole paths.
fn leaves(tree: &str, before: &str, found: &mut Vec<String>) {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let path = tree.split(" as ").next().unwrap().trim();
        if !path.is_empty() {
            found.push(format!("{before}{path}"));
        }
        return;
    };
    let before = format!("{before}{}", tree[..open].trim());
    let inner = &tree[open + 1..tree.rfind('}').unwrap_or(tree.len())];
    let (mut depth, mut from) = (0, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                leaves(&inner[from..at], &before, found);
                from = at + 1;
            }
            _ => {}
        }
    }
    leaves(&inner[from..], &before, found);
}

/// All paths of a text that begin with `crate`, `super`, `self`, or stand in a `use`.
fn paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = String::new();
    let mut text = code;
    // A `use` begins a line, behind `pub` and the like.
    while let Some(at) = text.find("use ") {
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let begins = text[line..at].trim();
        let end = text[at..].find(';').map(|end| at + end);
        match end {
            Some(end) if begins.is_empty() || begins.starts_with("pub") => {
                let tree: Vec<&str> = text[at + 4..end].split_whitespace().collect();
                leaves(&tree.join(" "), "", &mut found);
                rest.push_str(&text[..line]);
                text = &text[end + 1..];
            }
            _ => {
                rest.push_str(&text[..at + 4]);
                text = &text[at + 4..];
            }
        }
    }
    rest.push_str(text);
    for root in ["crate::", "super::", "self::"] {
        for (at, _) in rest.match_indices(root) {
            // Part of a longer word, or the reach of a `pub(in …)`.
            let inside = rest[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                || rest[..at].ends_with("(in ");
            let end = rest[at..]
                .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
                .map_or(rest.len(), |end| at + end);
            if !inside {
                found.push(rest[at..end].trim_end_matches(':').to_string());
            }
        }
    }
    found.into_iter().map(|path| path.replace(' ', "")).collect()
}

/// The modules that stand inside a file, each with its name, and what is left of the file: in them `super` is
/// the file.
fn inline(code: &str) -> (String, Vec<(String, String)>) {
    let (mut rest, mut inner) = (String::new(), Vec::new());
    let mut lines = code.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let head = line.strip_suffix(" {\n").and_then(|line| line.split_once("mod "));
        let Some((_, name)) = head.filter(|(before, _)| before.is_empty() || before.starts_with("pub"))
        else {
            rest.push_str(line);
            continue;
        };
        // It ends at the first brace that stands where its own line began.
        let body = lines.by_ref().take_while(|line| *line != "}\n").collect();
        inner.push((name.to_string(), body));
    }
    (rest, inner)
}

/// The arrows between files, given their code by path under `src/`.
pub fn arrows(files: &BTreeMap<String, String>) -> Arrows {
    let modules: BTreeMap<Vec<&str>, &String> = files.keys().map(|file| (module(file), file)).collect();
    let mut arrows = Arrows::new();
    for (file, code) in files {
        let own = module(file);
        let named = arrows.entry(file.clone()).or_default();
        let (rest, inner) = inline(code);
        let parts = std::iter::once((own.clone(), rest.as_str()));
        let parts = parts.chain(inner.iter().map(|(name, body)| {
            let within = own.iter().copied().chain([name.as_str()]).collect();
            (within, body.as_str())
        }));
        for (own, path) in
            parts.flat_map(|(own, code)| paths(code).into_iter().map(move |path| (own.clone(), path)))
        {
            let mut parts: Vec<&str> = path.split("::").collect();
            let mut base = own.clone();
            match parts[0] {
                "crate" => base.clear(),
                "self" => {}
                "super" => {
                    while parts.get(1) == Some(&"super") {
                        parts.remove(0);
                        base.pop();
                    }
                    base.pop();
                }
                // A child is named without a root.
                child => {
                    base.push(child);
                    if !modules.contains_key(&base) {
                        continue;
                    }
                }
            }
            for part in &parts[1..] {
                base.push(part);
                if !modules.contains_key(&base) {
                    base.pop();
                    break;
                }
            }
            if let Some(to) = modules.get(&base)
                && *to != file
                && *to != "lib.rs"
            {
                named.insert((*to).clone());
            }
        }
    }
    arrows
}

/// Arrows between rooms, each with an example of a file that has it.
pub fn between_rooms(arrows: &Arrows) -> BTreeMap<(String, String), String> {
    let all = arrows.iter().flat_map(|(from, to)| to.iter().map(move |to| (from, to)));
    let between = all.filter(|(from, to)| room(from) != room(to));
    between
        .map(|(from, to)| ((room(from).to_string(), room(to).to_string()), format!("src/{from} names {to}")))
        .collect()
}

/// Groups of files that name one another in a circle, the largest first.
pub fn circles(arrows: &Arrows) -> Vec<Vec<String>> {
    let reached: BTreeMap<&String, BTreeSet<&String>> =
        arrows.keys().map(|file| (file, reach(arrows, file))).collect();
    let mut circles: Vec<Vec<String>> = Vec::new();
    for file in arrows.keys() {
        let known = circles.iter().any(|circle| circle.contains(file));
        if !known && reached[file].contains(file) {
            let both = |other: &&String| {
                reached[file].contains(other) && reached.get(other).is_some_and(|back| back.contains(file))
            };
            circles.push(arrows.keys().filter(both).cloned().collect());
        }
    }
    circles.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
    circles
}

/// All files that lie ahead of a file.
fn reach<'a>(arrows: &'a Arrows, from: &String) -> BTreeSet<&'a String> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&String> = arrows[from].iter().collect();
    while let Some(file) = open.pop() {
        if found.insert(file) {
            open.extend(arrows.get(file).into_iter().flatten());
        }
    }
    found
}
