//! How members of lists, parts of a sentence and sentences are joined in a language.

use crate::language::Language;

/// A list as one says it: `a, b and c`.
pub(super) fn listed(language: Language, parts: &[String]) -> String {
    joined(
        parts,
        match language {
            Language::English => (", ", " and "),
            Language::Chinese => ("、", "和"),
        },
    )
}

/// The same of parts of a sentence: `one after 12 months and two after 24 months`.
pub(super) fn clauses(language: Language, parts: &[String]) -> String {
    joined(
        parts,
        match language {
            Language::English => (", ", " and "),
            Language::Chinese => ("，", "，"),
        },
    )
}

/// Statements of the same kind beside one another: `one; two`.
pub(super) fn beside(language: Language, parts: &[String]) -> String {
    parts.join(match language {
        Language::English => "; ",
        Language::Chinese => "；",
    })
}

/// The same made one sentence.
pub(super) fn together(language: Language, parts: &[String]) -> String {
    let stop = match language {
        Language::English => '.',
        Language::Chinese => '。',
    };
    format!("{}{stop}", beside(language, parts))
}

fn joined(parts: &[String], (mark, last_mark): (&str, &str)) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{}{last_mark}{last}", rest.join(mark)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_members() {
        let parts = ["a", "b", "c"].map(str::to_string);
        let all =
            |language| [listed(language, &parts), clauses(language, &parts), together(language, &parts)];
        assert_eq!(all(Language::English), ["a, b and c", "a, b and c", "a; b; c."]);
        assert_eq!(all(Language::Chinese), ["a、b和c", "a，b，c", "a；b；c。"]);
    }
}
