//! What arms are called on charts and in reports: by what they are for, in the words of their titles, never by the
//! names of files.

use crate::charts::words::{capital, words};
use crate::files::entries::ComparisonEntry;
use crate::files::manifest::Manifest;
use crate::language::Language;
use crate::{phrase, say};

/// What a title may be cut behind, where all titles say the same before it.
const SEPARATORS: [&str; 7] = [": ", "; ", ", ", " – ", "：", "；", "，"];

/// The same in a list of shocks and policies.
const PARTS: [&str; 2] = ["; ", "；"];
/// What the title of a base ends with that is an alternative without its policies.
const WITHOUT: &str = ", without its policies";

/// What an arm is called, with a capital first letter: the base without policies "No policy", the arm without shocks
/// "No shock", a policy alone by its name, and any other by its title, less what all titles begin with. Names are
/// distinct within a comparison.
pub fn arm(manifest: &Manifest, arm: &str, language: Language) -> String {
    let Some(compared) = &manifest.comparison else { return capital(language.of(&words(arm))) };
    let name = name(manifest, compared, arm, language);
    let same = |other: &&String| *other != arm && self::name(manifest, compared, other, language) == name;
    let own = if compared.arms.iter().any(|other| same(&other)) { spaced(arm) } else { return name };
    format!("{name}{}", language.bracketed(&own))
}

fn name(manifest: &Manifest, compared: &ComparisonEntry, arm: &str, language: Language) -> String {
    if compared.no_shock.as_deref() == Some(arm) {
        return say!(language, "No shock").to_string();
    }
    if arm == compared.base && without_policy(manifest, compared) {
        return say!(language, "No policy").to_string();
    }
    if arm == compared.base || compared.named.is_empty() || compared.named.iter().any(|named| named == arm) {
        return capital(&titled(manifest, compared, arm, language));
    }
    derived(manifest, compared, arm, language)
}

/// Whether the base differs from the others by having no policy, and by nothing else. Folders of older versions do
/// not say which arm has which policy.
fn without_policy(manifest: &Manifest, compared: &ComparisonEntry) -> bool {
    let known = manifest.policies.iter().any(|policy| !policy.arms.is_empty());
    let free = manifest.policies.iter().all(|policy| !policy.arms.contains(&compared.base));
    let everywhere = |arms: &[String]| arms.is_empty() || compared.named.iter().all(|arm| arms.contains(arm));
    known && free && manifest.shocks.iter().all(|shock| everywhere(&shock.arms))
}

/// An arm that follows from a named one: its name is that of a policy, behind that of the named arm where there are
/// several.
fn derived(manifest: &Manifest, compared: &ComparisonEntry, arm: &str, language: Language) -> String {
    let part = |named: &String| Some((named.clone(), arm.strip_prefix(named.as_str())?.strip_prefix(": ")?));
    let (of, what) = match compared.named.iter().find_map(part) {
        Some((named, what)) => (Some(named), what),
        None => (None, arm),
    };
    let perfect = phrase!("perfect information");
    let what = if what == perfect {
        language.of(perfect).to_string()
    } else {
        language.of(&words(what)).to_string()
    };
    match of {
        Some(named) => {
            say!(language, "{arm}: {policy}", arm = name(manifest, compared, &named, language), policy = what)
        }
        None => capital(&what),
    }
}

/// The title of a named arm without what the titles of the others begin with too; its name where it has none.
fn titled(manifest: &Manifest, compared: &ComparisonEntry, arm: &str, language: Language) -> String {
    let title = |arm: &str| -> Option<&str> {
        let place = compared.arms.iter().position(|known| known == arm)?;
        // A title that the program made of the name says no more than the name.
        let made = format!("{arm}, against “");
        let given = compared.titles.get(place).filter(|title| !title.is_empty() && !title.starts_with(&made));
        given.map(|title| language.of(title))
    };
    let Some(own) = title(arm) else { return spaced(arm) };
    // Against the same file without its policies there is no beginning in common but all of it: parts are cut off only
    // where the title is a list of them.
    let same = compared.titles.first().and_then(|base| base.strip_suffix(WITHOUT));
    if compared.named.len() == 2 && same.is_some_and(|same| language.of(same) == own) {
        return language.of_parts(rest(own, &[own], &PARTS)).to_string();
    }
    // A base that is called "No policy" need not share the beginning, unless there is but one alternative.
    let counts = |other: &&String| {
        **other != arm
            && (compared.named.len() < 3 || **other != compared.base || !without_policy(manifest, compared))
    };
    let others: Vec<&str> = compared.named.iter().filter(counts).filter_map(|other| title(other)).collect();
    language.of_parts(rest(own, &others, &SEPARATORS))
}

/// A title from where it differs from all others, at a separator.
fn rest<'a>(title: &'a str, others: &[&str], separators: &[&str]) -> &'a str {
    let common = |other: &&str| {
        title
            .char_indices()
            .zip(other.chars())
            .find(|((_, a), b)| a != b)
            .map_or_else(|| title.len().min(other.len()), |((at, _), _)| at)
    };
    let Some(shared) = others.iter().map(common).min() else { return title };
    let end = |separator: &&str| -> Option<usize> {
        title
            .match_indices(*separator)
            .filter(|(at, _)| *at <= shared)
            .map(|(at, _)| at + separator.len())
            .last()
    };
    let cut = separators.iter().filter_map(end).filter(|cut| !title[*cut..].trim().is_empty()).max();
    cut.map_or(title, |cut| &title[cut..])
}

/// The title of a comparison, or of a run, in a language.
pub fn title(manifest: &Manifest, language: Language) -> String {
    match &manifest.comparison {
        Some(compared) if !language.is_english() && compared.named.len() > 1 => {
            let whole = |arm: &str| whole(manifest.title_of(arm), language);
            let (base, count) = (whole(&compared.base), compared.named.len() - 1);
            match count {
                1 => say!(language, "“{arm}” against “{base}”", arm = whole(&compared.named[1]), base = base),
                _ => say!(language, "{count} alternatives against “{base}”", count = count, base = base),
            }
        }
        _ => language.of(manifest.title()).to_string(),
    }
}

/// The question of a comparison, or of a run, in a language; also the one that the program asks of several alternatives.
pub fn question(manifest: &Manifest, language: Language) -> String {
    const ASKED: (&str, &str) =
        ("What does each alternative change against “", "”, for whom, and at what cost?");
    let base = manifest.question.strip_prefix(ASKED.0).and_then(|rest| rest.strip_suffix(ASKED.1));
    match base {
        Some(base) => {
            let base = whole(base, language);
            say!(
                language,
                "What does each alternative change against “{base}”, for whom, and at what cost?",
                base = base
            )
        }
        None => language.of(&manifest.question).to_string(),
    }
}

/// A title in a language, also one that the program made of another.
pub fn whole(title: &str, language: Language) -> String {
    match title.strip_suffix(WITHOUT) {
        Some(own) => say!(language, "{title}, without its policies", title = language.of_parts(own)),
        None => language.of_parts(title),
    }
}

/// A behaviour regime in words, as `strict`.
pub fn regime(id: &str, language: Language) -> String {
    let known = match id {
        "resilient" => phrase!("resilient"),
        "middle" => phrase!("middle"),
        "strict" => phrase!("strict"),
        other => return language.of(&words(other)).to_string(),
    };
    language.of(known).to_string()
}

/// A behaviour regime as files name it, in Chinese behind what it is called.
pub fn id_of_regime(id: &str, language: Language) -> String {
    match language {
        Language::English => id.to_string(),
        Language::Chinese => format!("{}{}", regime(id, language), language.bracketed(id)),
    }
}

/// The name of a file as words.
fn spaced(name: &str) -> String {
    words(name).replace('-', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::entries::{PolicyEntry, ShockEntry};

    fn manifest(arms: &[(&str, &str)], with_policies: &[&str]) -> Manifest {
        let text = |names: Vec<&str>| names.into_iter().map(String::from).collect::<Vec<String>>();
        let ids = text(arms.iter().map(|arm| arm.0).collect());
        let comparison = ComparisonEntry {
            base: ids[0].clone(),
            named: ids.clone(),
            titles: text(arms.iter().map(|arm| arm.1).collect()),
            arms: ids.clone(),
            ..ComparisonEntry::default()
        };
        let policy = PolicyEntry { arms: text(with_policies.to_vec()), ..PolicyEntry::default() };
        let shock = ShockEntry { arms: ids, ..ShockEntry::default() };
        Manifest {
            comparison: Some(comparison),
            policies: vec![policy],
            shocks: vec![shock],
            ..Manifest::default()
        }
    }

    fn all(manifest: &Manifest) -> Vec<String> {
        let arms = &manifest.comparison.as_ref().unwrap().arms;
        arms.iter().map(|name| arm(manifest, name, Language::English)).collect()
    }

    #[test]
    fn arms_have_the_words_in_which_their_titles_differ() {
        let given = manifest(
            &[
                ("covid-no-policy", "China, 2020: restrictions without relief"),
                ("covid-2020", "China, 2020: restrictions, with relief"),
                ("wage-support-2020", "China, 2020: wage support from March"),
            ],
            &["covid-2020", "wage-support-2020"],
        );
        assert_eq!(all(&given), ["No policy", "Restrictions, with relief", "Wage support from March"]);
        let titles = [
            ("flood-no-policy", "Flood; Wage support, without its policies"),
            ("flood", "Flood; Wage support"),
        ];
        assert_eq!(all(&manifest(&titles, &["flood"])), ["No policy", "Wage support"]);
        let titles = [
            ("flood-no-policy", "A flood on the Yangtze, 2020, without its policies"),
            ("flood", "A flood on the Yangtze, 2020"),
        ];
        assert_eq!(all(&manifest(&titles, &["flood"])), ["No policy", "A flood on the Yangtze, 2020"]);
        // Where the base has policies too, it is called what it is; so are arms that differ in shocks alone.
        assert_eq!(
            all(&manifest(&[("a", "Ten years, half"), ("b", "Ten years, whole")], &["a", "b"])),
            ["Half", "Whole"]
        );
        let mut shocks = manifest(&[("calm", "Calm"), ("flood", "Flood")], &["flood"]);
        shocks.shocks[0].arms = vec!["flood".to_string()];
        assert_eq!(all(&shocks), ["Calm", "Flood"]);
    }

    #[test]
    fn arms_without_titles_have_their_names_and_equal_ones_are_told_apart() {
        let made = [("my-flood", "Flood"), ("my_relief-2", "my_relief-2, against “Flood”")];
        assert_eq!(all(&manifest(&made, &["my-flood"])), ["Flood", "My relief 2"]);
        let same = [("base", "Base"), ("one", "Relief"), ("two", "Relief")];
        assert_eq!(all(&manifest(&same, &["one", "two"])), ["No policy", "Relief (one)", "Relief (two)"]);
    }

    #[test]
    fn arms_that_follow_have_the_names_of_policies() {
        let mut given =
            manifest(&[("base", "Base"), ("pack", "A package"), ("other", "Another")], &["pack", "other"]);
        let compared = given.comparison.as_mut().unwrap();
        compared.no_shock = Some("no shock".into());
        for arm in ["no shock", "pack: wage_subsidy", "other: perfect information", "grant"] {
            compared.arms.push(arm.into());
        }
        assert_eq!(
            all(&given)[3..],
            ["No shock", "A package: wage subsidy", "Another: perfect information", "Grant"]
        );
        assert_eq!(arm(&given, "no shock", Language::Chinese), "无冲击");
    }

    #[test]
    fn a_question_that_the_program_asks_is_asked_in_the_language() {
        let asked = "What does each alternative change against “Base”, for whom, and at what cost?";
        let mut given = Manifest { question: asked.into(), ..Manifest::default() };
        assert_eq!(question(&given, Language::English), asked);
        assert_eq!(
            question(&given, Language::Chinese),
            "与“Base”相比，各备选方案改变了什么、对谁、成本多少？"
        );
        given.question = "Mine?".into();
        assert_eq!(question(&given, Language::Chinese), "Mine?");
    }
}
