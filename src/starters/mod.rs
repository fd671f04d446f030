//! What users start from: recipes that say how a thing they look for is written, a scenario file with comments, and
//! the skeleton of an economy pack. Text alone; whoever reads it checks it as any other file.

use crate::language::Language;
use crate::{phrase, say};

pub mod pack;
mod policies;
mod shocks;

/// How something that users look for is written in a scenario.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// Its name, as in `tideover new --shock flood`.
    pub name: &'static str,
    /// Other words for it, in lower case.
    pub also: &'static [&'static str],
    /// What it is, in a line.
    pub title: &'static str,
    /// What to know before numbers are changed.
    pub note: &'static str,
    /// The section that says it, as it may stand in a scenario of any country.
    pub toml: &'static str,
}

/// Recipes of shocks.
pub const SHOCKS: &[Recipe] = shocks::ALL;
/// Recipes of policies.
pub const POLICIES: &[Recipe] = policies::ALL;

/// All recipes.
pub fn all() -> impl Iterator<Item = &'static Recipe> {
    SHOCKS.iter().chain(POLICIES)
}

/// A word as it is looked up: `Minimum wage`, `minimum_wage` and `minimum-wage` are one.
fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['_', ' '], "-")
}

/// The recipe of a name, or of another word for it.
pub fn find<'a>(recipes: impl IntoIterator<Item = &'a Recipe>, word: &str) -> Option<&'a Recipe> {
    let word = plain(word);
    recipes
        .into_iter()
        .find(|recipe| recipe.name == word || recipe.also.iter().any(|also| plain(also) == word))
}

/// Commands to type, and what each is for.
const COMMANDS: [(&str, &str); 4] = [
    ("tideover check FILE            ", phrase!("is it sound, what is in it, how long will it take?")),
    ("tideover run FILE --quick      ", phrase!("a small, rough run")),
    ("tideover compare FILE --no-policy   ", phrase!("what its policies change, firm by firm")),
    ("tideover explain KEY           ", phrase!("what a key means, as in: tideover explain shock.path")),
];

/// A scenario file of so many recipes, with comments, that runs as it stands. `base` is what it extends, as it is
/// written in the file; `language` that of comments, title and question.
pub fn scenario(name: &str, base: &str, recipes: &[&Recipe], language: Language) -> String {
    let title: Vec<&str> = recipes.iter().map(|recipe| language.of(recipe.title)).collect();
    let title = if title.is_empty() {
        say!(language, "Nothing happens").to_string()
    } else {
        title.join(if language.is_english() { "; " } else { "；" })
    };
    let mut text = format!("#:schema ./scenario.schema.json\n# {title}\n#\n");
    for (command, what) in COMMANDS {
        text += &format!("# {command}{}\n", language.of(what));
    }
    text += &format!(
        "\n[scenario]\nname = \"{name}\"\ntitle = \"{title}\"\nquestion = \"{question}\"   # {head}\n\
         source = \"{source}\"   # {sizes}\nextends = \"{base}\"   # {differs}\n\
         start = \"2020-01\"\nmonths = 36\nfirms = 20_000   # {firms}\n\n[replications]\ncount = 10\nseed = 1\n",
        question = say!(language, "What happens to firms and jobs?"),
        head = say!(language, "stands at the head of the report"),
        source = say!(language, "thought experiment"),
        sizes = say!(language, "where the sizes below come from"),
        differs = say!(language, "the country and normal times; state below only what differs"),
        firms = say!(language, "simulated firms: each stands for many real ones"),
    );
    for recipe in recipes {
        let note = wrapped(language.of(recipe.note));
        text.push_str(&format!("\n# {note}\n{}\n", commented(recipe.toml.trim(), language)));
    }
    if recipes.is_empty() {
        let how = say!(
            language,
            "Shocks and policies are added as sections; `tideover explain recipes` shows how common ones are written."
        );
        text.push_str(&format!("\n# {how}\n"));
    }
    text
}

/// The comments in a section.
pub fn comments(toml: &str) -> impl Iterator<Item = &str> {
    toml.lines().filter_map(|line| Some(line.split_once("  # ")?.1))
}

/// A section with its comments in a language.
pub fn commented(toml: &str, language: Language) -> String {
    let line = |line: &str| match line.split_once("  # ") {
        Some((before, comment)) => format!("{before}  # {}", language.of(comment)),
        None => line.to_string(),
    };
    toml.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A note broken into lines of comment; Chinese text, which has few blanks, after full stops.
fn wrapped(note: &str) -> String {
    let mut text = String::new();
    let mut used = 0;
    for word in note.split_whitespace().flat_map(|word| word.split_inclusive('。')) {
        let blank = !text.is_empty() && !text.ends_with('。');
        let length = word.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum::<usize>();
        if used > 0 {
            let fits = used + 1 + length <= 110;
            text.push_str(if !fits {
                "\n# "
            } else if blank {
                " "
            } else {
                ""
            });
            used = if fits { used + 1 } else { 0 };
        }
        text.push_str(word);
        used += length;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn words_lead_to_one_recipe() {
        let words: Vec<String> = all()
            .flat_map(|recipe| std::iter::once(&recipe.name).chain(recipe.also))
            .map(|word| plain(word))
            .collect();
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len(), "a word for two recipes");
        assert_eq!(find(SHOCKS, "Minimum wage").map(|recipe| recipe.name), Some("minimum-wage"));
        assert_eq!(find(SHOCKS, "洪水").map(|recipe| recipe.name), Some("flood"));
        assert!(find(SHOCKS, "nothing of the kind").is_none());
    }

    #[test]
    fn a_scenario_holds_its_recipes() {
        let recipes = [find(SHOCKS, "flood").unwrap(), find(POLICIES, "wage-support").unwrap()];
        let text = scenario("mine", "baseline.toml", &recipes, Language::English);
        assert!(text.contains("extends = \"baseline.toml\"") && text.contains("name = \"mine\""), "{text}");
        assert!(text.contains("[[shock]]") && text.contains("[[policy]]"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 140), "{text}");
        let chinese = scenario("mine", "baseline.toml", &recipes, Language::Chinese);
        assert!(chinese.contains("title = \"洪水；工资补贴\""), "{chinese}");
        // Keys and values are the same in every language, comments and what is shown are not.
        let plain = |text: &str| -> Vec<String> {
            let lines = text.lines().map(|line| line.split('#').next().unwrap_or("").trim().to_string());
            lines
                .filter(|line| !["title", "question", "source"].iter().any(|key| line.starts_with(key)))
                .collect()
        };
        let keys = |text: &str| plain(text).into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>();
        assert_eq!(keys(&text), keys(&chinese));
    }
}
