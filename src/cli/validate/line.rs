//! A fact beside what the model gives, as it is printed.

use crate::cli::print;
use crate::validate::Verdict;
use crate::validate::report::Fact;

/// A published number, what the model gives, and what that means.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) id: String,
    pub(super) fact: String,
    /// What it tests; empty where there is only one kind.
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

fn band(line: &Line) -> String {
    format!("{} to {}", short(line.band[0]), short(line.band[1]))
}

/// The table of one regime.
pub(super) fn table(lines: &[Line]) -> String {
    let kinds = lines.iter().any(|line| !line.kind.is_empty());
    let row = |line: &Line| {
        let error = line.error.map_or(String::new(), |error| format!(" ± {}", short(error)));
        let mut cells = vec![
            line.id.clone(),
            line.fact.clone(),
            line.model.map_or("not measured".into(), |model| format!("{}{error}", short(model))),
            short(line.value),
            band(line),
            match &line.other_profile {
                Some(profile) => format!("not scored: {profile}"),
                None => line.verdict.word().to_string(),
            },
        ];
        if kinds {
            cells.push(line.kind.to_string());
        }
        cells
    };
    let mut header = vec!["id", "fact", "model", "published", "band", "verdict"];
    if kinds {
        header.push("tests");
    }
    print::table(&header, &[2, 3, 4], lines.iter().map(row))
}

/// The regimes beside one another, each number with its verdict.
pub(super) fn side_by_side(all: &[(String, Vec<Line>)]) -> String {
    let mut header = vec!["id", "fact", "published", "band"];
    header.extend(all.iter().map(|(regime, _)| regime.as_str()));
    let rows = all[0].1.iter().enumerate().map(|(row, first)| {
        let mut cells = vec![first.id.clone(), first.fact.clone(), short(first.value), band(first)];
        cells.extend(all.iter().map(|(_, lines)| {
            let line = &lines[row];
            line.model
                .map_or("not measured".into(), |model| format!("{} {}", short(model), line.verdict.word()))
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
pub(super) fn summary(lines: &[Line]) -> String {
    let mut kinds: Vec<&str> = lines.iter().map(|line| line.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let of_kind = |kind: &&str| {
        let own = || lines.iter().filter(|line| line.kind == *kind);
        let count = |verdict| own().filter(|line| line.verdict == verdict).count();
        format!(
            "{}{} of {} scored facts within their bands, {} near, {} missed",
            if kind.is_empty() { String::new() } else { format!("{kind}: ") },
            count(Verdict::Pass),
            scored(own()),
            count(Verdict::Warn),
            count(Verdict::Fail)
        )
    };
    let kinds: Vec<String> = kinds.iter().map(of_kind).collect();
    format!("{}; sources stand in the targets file", kinds.join("; "))
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
            summary(&lines),
            "feed: 1 of 1 scored facts within their bands, 0 near, 0 missed; \
             response: 1 of 2 scored facts within their bands, 0 near, 1 missed; sources stand in the targets file"
        );
    }
}
