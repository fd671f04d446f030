//! Links of the code in plain words: readers of a description have no code before them.

use super::document::capital;
use super::sources::{has, mechanisms, text};

/// The file that a path in the code leads to, seen from a file: `super::buyers`, `crate::month::work`,
/// `strengths`.
pub fn file_of(path: &str, seen_from: &str) -> Option<&'static str> {
    let parts: Vec<&str> =
        path.split("::").filter(|part| !["crate", "super", "self"].contains(part)).collect();
    let name = parts.join("/");
    let folder = seen_from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let places =
        [format!("{folder}/{name}"), name].map(|place| [format!("{place}.rs"), format!("{place}/mod.rs")]);
    places.iter().flatten().find_map(|place| has(place))
}

/// Text with links of the code as plain words: a mechanism by its name, a constant by its value, anything else
/// by what its name says. Where a sentence only points at something in the code, it ends before that.
pub fn plain(text: &str, seen_from: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, link, after)) = next_link(rest) {
        out.push_str(before);
        let code = link.trim_matches('`');
        let said = if code == link { Some(link.to_string()) } else { named(code, seen_from) };
        let pointing = ["; see ", ", see ", " See ", "\nSee "].iter().find(|word| out.ends_with(**word));
        rest = after;
        match (said, pointing) {
            (Some(said), _) => out.push_str(&said),
            (None, Some(word)) => {
                out.truncate(out.len() - word.len());
                // What ended the sentence before stands already.
                rest = if out.ends_with('.') { rest.strip_prefix('.').unwrap_or(rest) } else { rest };
            }
            (None, None) if out.ends_with(" (") && rest.starts_with(')') => {
                out.truncate(out.len() - 2);
                rest = &rest[1..];
            }
            (None, None) => out.push_str(&spelt(code)),
        }
    }
    out + rest
}

/// The next link of a text: what is before, what it shows, what is after.
fn next_link(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices('[').find_map(|(open, _)| {
        let inside = &text[open + 1..];
        let (shown, after) = inside.split_once(']')?;
        match after.strip_prefix('(').and_then(|target| target.split_once(')')) {
            Some((_, after)) => Some((&text[..open], shown, after)),
            None if shown.starts_with('`') && shown.ends_with('`') => Some((&text[..open], shown, after)),
            None => None,
        }
    })
}

/// A thing of the code by the name or the value that readers know.
fn named(code: &str, seen_from: &str) -> Option<String> {
    if let Some(file) = file_of(code, seen_from) {
        let all = mechanisms();
        let known = all.iter().find(|mechanism| mechanism.files.contains(&file))?;
        return Some(format!("“{}”", capital(known.short())));
    }
    let start = text(seen_from).split_once(&format!("const {code}: "))?.1;
    let value = start.split_once("= ")?.1.split_once(';')?.0;
    let number = value.replace('_', "");
    number.parse::<f64>().is_ok().then_some(number)
}

/// A name of the code in words: `BurnInInput` is a burn in input.
fn spelt(code: &str) -> String {
    let last = code.trim_end_matches("()").rsplit("::").next().unwrap_or(code);
    let mut words = String::new();
    let mut small = false;
    for sign in last.chars() {
        if sign == '_' || (sign.is_uppercase() && small) {
            words.push(' ');
        }
        small = sign.is_lowercase();
        if sign != '_' {
            words.extend(sign.to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_words() {
        let said = |text: &str| plain(text, "month/backlog.rs");
        assert_eq!(said("follows ([`super::buyers`])."), "follows (“How large firms pay”).");
        assert_eq!(said("the [`Item`] of [`crate::a::BurnInInput`]"), "the item of burn in input");
        assert_eq!(said("in order. See [`step`]."), "in order.");
        assert_eq!(said("units ([`Money`]); each"), "units; each");
        assert_eq!(said("a class; see [`Block::tier_of`]."), "a class.");
        assert_eq!(said("see [the page](crate::x) and a[0]"), "see the page and a[0]");
        assert_eq!(plain("further than [`FURTHEST`] steps", "calibrate/fit.rs"), "further than 2.5 steps");
    }
}
