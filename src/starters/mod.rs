//! What users start from: recipes that say how a thing they look for is written, a scenario file with comments, and
//! the skeleton of an economy pack. Text alone; whoever reads it checks it as any other file.

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

/// A scenario file of so many recipes, with comments, that runs as it stands. `base` is what it extends, as it is
/// written in the file.
pub fn scenario(name: &str, base: &str, recipes: &[&Recipe]) -> String {
    let title: Vec<&str> = recipes.iter().map(|recipe| recipe.title).collect();
    let title = if title.is_empty() { "Nothing happens".to_string() } else { title.join("; ") };
    let mut text = format!(
        "#:schema ./scenario.schema.json\n# {title}\n#\n# tideover check FILE            is it sound, what is in it, how long will it take?\n\
         # tideover run FILE --quick      a small, rough run\n\
         # tideover compare FILE --no-policy   what its policies change, firm by firm\n\
         # tideover explain KEY           what a key means, as in: tideover explain shock.path\n\n\
         [scenario]\nname = \"{name}\"\ntitle = \"{title}\"\nquestion = \"What happens to firms and jobs?\"   # stands at the head of the report\n\
         source = \"thought experiment\"   # where the sizes below come from\n\
         extends = \"{base}\"   # the country and normal times; state below only what differs\n\
         start = \"2020-01\"\nmonths = 36\nfirms = 20_000   # simulated firms: each stands for many real ones\n\n\
         [replications]\ncount = 10\nseed = 1\n"
    );
    for recipe in recipes {
        text.push_str(&format!("\n# {}\n{}\n", wrapped(recipe.note), recipe.toml.trim()));
    }
    if recipes.is_empty() {
        text.push_str(
            "\n# Shocks and policies are added as sections; `tideover explain recipes` shows how common ones are written.\n",
        );
    }
    text
}

/// A note broken into lines of comment.
fn wrapped(note: &str) -> String {
    let mut text = String::new();
    let mut used = 0;
    for word in note.split_whitespace() {
        let length = word.chars().count();
        if used > 0 {
            let fits = used + 1 + length <= 110;
            text.push_str(if fits { " " } else { "\n# " });
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
        let text = scenario("mine", "baseline.toml", &recipes);
        assert!(text.contains("extends = \"baseline.toml\"") && text.contains("name = \"mine\""), "{text}");
        assert!(text.contains("[[shock]]") && text.contains("[[policy]]"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 140), "{text}");
    }
}
