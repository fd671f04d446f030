//! A fact beside what the model gives, as it is printed.

use crate::cli::print;
use crate::language::Language;
use crate::say;
use crate::validate::Verdict;
use crate::validate::report::Fact;

/// A published number, what the model gives, and what that means.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) id: String,
    /// What is counted, in the language of what is printed.
    pub(super) fact: String,
    /// What it tests, a phrase; empty where there is only one kind.
    pub(super) kind: &'static str,
    pub(super) model: Option<f64>,
    pub(super) error: Option<f64>,
    pub(super) value: f64,
    pub(super) band: [f64; 2],
    pub(super) verdict: Verdict,
    /// Why it is not scored, if it can't be.
    pub(super) other_profile: Option<String>,
    /// The same for the folder.
    pub(super) shown: Fact,
    pub(super) json: serde_json::Value,
}

/// A number with three digits that count.
fn short(x: f64) -> String {
    let digits = if x == 0.0 { 0 } else { (2 - crate::math::log10(x.abs()).floor() as i32).clamp(0, 5) };
    format!("{x:.*}", digits as usize)
}

fn band(line: &Line, language: Language) -> String {
    let [least, greatest] = line.band.map(short);
    say!(language, "{least} to {greatest}", least = least, greatest = greatest)
}

fn unmeasured(language: Language) -> String {
    say!(language, "not measured").to_string()
}

/// The table of one regime.
pub(super) fn table(lines: &[Line], language: Language) -> String {
    let kinds = lines.iter().any(|line| !line.kind.is_empty());
    let row = |line: &Line| {
        let error = line.error.map_or(String::new(), |error| format!(" ± {}", short(error)));
        let mut cells = vec![
            line.id.clone(),
            line.fact.clone(),
            line.model.map_or(unmeasured(language), |model| format!("{}{error}", short(model))),
            short(line.value),
            band(line, language),
            match &line.other_profile {
                Some(profile) => {
                    say!(language, "not scored: {profile}", profile = language.of(profile))
                }
                None => language.of(line.verdict.word()).to_string(),
            },
        ];
        if kinds {
            cells.push(language.of(line.kind).to_string());
        }
        cells
    };
    let mut header = vec![
        say!(language, "id"),
        say!(language, "fact"),
        say!(language, "model"),
        say!(language, "published"),
        say!(language, "band"),
        say!(language, "verdict"),
    ];
    if kinds {
        header.push(say!(language, "tests"));
    }
    print::table(&header, &[2, 3, 4], lines.iter().map(row))
}

/// The regimes beside one another, each number with its verdict.
pub(super) fn side_by_side(all: &[(String, Vec<Line>)], language: Language) -> String {
    let mut header = vec![
        say!(language, "id"),
        say!(language, "fact"),
        say!(language, "published"),
        say!(language, "band"),
    ];
    header.extend(all.iter().map(|(regime, _)| language.of(regime)));
    let rows = all[0].1.iter().enumerate().map(|(row, first)| {
        let mut cells = vec![first.id.clone(), first.fact.clone(), short(first.value), band(first, language)];
        cells.extend(all.iter().map(|(_, lines)| {
            let line = &lines[row];
            let judged = |model| format!("{} {}", short(model), language.of(line.verdict.word()));
            line.model.map_or(unmeasured(language), judged)
        }));
        cells
    });
    print::table(&header, &[2, 3, 4, 5, 6], rows)
}

/// How many facts were scored.
pub(super) fn scored<'a>(lines: impl Iterator<Item = &'a Line>) -> usize {
    lines.filter(|line| line.verdict != Verdict::NotScored).count()
}

/// How many are met, in a sentence; those that test different things apart.
pub(super) fn summary(lines: &[Line], language: Language) -> String {
    let mut kinds: Vec<&str> = lines.iter().map(|line| line.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let of_kind = |kind: &&str| {
        let own = || lines.iter().filter(|line| line.kind == *kind);
        let count = |verdict| own().filter(|line| line.verdict == verdict).count();
        let facts = say!(
            language,
            "{met} of {scored} scored facts within their bands, {near} near, {missed} missed",
            met = count(Verdict::Pass),
            scored = scored(own()),
            near = count(Verdict::Warn),
            missed = count(Verdict::Fail)
        );
        if kind.is_empty() { facts } else { of(kind, &facts, language) }
    };
    let kinds: Vec<String> = kinds.iter().map(of_kind).collect();
    let facts = kinds.join(language.semicolon());
    say!(language, "{facts}; sources stand in the targets file", facts = facts)
}

/// What is said of a kind of facts, or of a regime.
pub(super) fn of(what: &str, facts: &str, language: Language) -> String {
    say!(language, "{what}: {facts}", what = language.of(what), facts = facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::report::Role;

    fn fact() -> Fact {
        Fact {
            id: String::new(),
            theme: (0, ""),
            counts: String::new(),
            definition: String::new(),
            unit: String::new(),
            model: None,
            interval: None,
            published: 1.0,
            band: [0.0, 2.0],
            verdict: Verdict::NotScored,
            role: Role::Unknown,
            other_profile: None,
            source: String::new(),
        }
    }

    #[test]
    fn three_digits_count() {
        assert_eq!(
            [0.0, 0.0321, 0.5, 4.87, 48.4, 0.998].map(short),
            ["0", "0.0321", "0.500", "4.87", "48.4", "0.998"]
        );
    }

    #[test]
    fn what_was_fed_is_counted_apart() {
        let line = |kind, verdict| Line {
            id: String::new(),
            fact: String::new(),
            kind,
            model: Some(1.0),
            error: None,
            value: 1.0,
            band: [0.0, 2.0],
            verdict,
            other_profile: None,
            shown: fact(),
            json: serde_json::Value::Null,
        };
        let lines = [
            line("response", Verdict::Fail),
            line("feed", Verdict::Pass),
            line("response", Verdict::NotScored),
            line("response", Verdict::Pass),
        ];
        assert_eq!(
            summary(&lines, Language::English),
            "feed: 1 of 1 scored facts within their bands, 0 near, 0 missed; \
             response: 1 of 2 scored facts within their bands, 0 near, 1 missed; sources stand in the targets file"
        );
        let chinese = summary(&lines, Language::Chinese);
        let kinds = ["feed", "response"].map(|kind| Language::Chinese.of(kind));
        assert!(kinds.iter().all(|kind| chinese.contains(kind)) && !chinese.contains("bands"), "{chinese}");
        assert!(!table(&lines, Language::Chinese).contains("FAIL"));
    }
}
