//! `levers`: the policy instruments.

use super::{Global, print};
use crate::diagnose::did_you_mean;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::language::screen::padded;
use crate::levers::{ALL, Family, Field, Lever, by_kind, evidence};
use crate::{phrase, say};

/// Lists the policy levers, or shows one with its settings
#[derive(clap::Args, Debug)]
#[command(
    after_help = "A lever is used in a scenario as [[policy]] kind = \"NAME\", with dates, a target and its settings.\n\n\
    Examples:\n  tideover levers\n  tideover levers loan_guarantee"
)]
pub(super) struct Levers {
    /// The lever to show
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// Titles of the table of settings.
const HEADER: [&str; 6] = [
    phrase!("setting"),
    phrase!("default"),
    phrase!("range"),
    phrase!("unit"),
    phrase!("meaning"),
    phrase!("source"),
];

impl Levers {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let Some(name) = self.name else {
            if global.json {
                return print::json(&ALL.iter().map(|lever| json(*lever)).collect());
            }
            return print::data(&list(global.language()));
        };
        let Some(lever) = by_kind(&name).map(|index| ALL[index]) else {
            let kinds = ALL.iter().map(|lever| lever.kind());
            let hint =
                did_you_mean(&name, kinds).map_or(String::new(), |hint| format!("; {}", hint.english()));
            return Err(Error::Usage(
                format!("there is no lever {name:?}{hint} (`tideover levers` lists them)").into(),
            ));
        };
        if global.json { print::json(&json(lever)) } else { print::data(&page(lever, global.language())) }
    }
}

/// All levers by family: what each does, acts on and costs, its settings, how well its effect is founded.
fn list(language: Language) -> String {
    let mut text = String::new();
    for family in Family::ALL.iter().copied() {
        let levers: Vec<_> = ALL.iter().filter(|lever| lever.about().family == family).collect();
        if levers.is_empty() {
            continue;
        }
        text += &format!("{}\n\n", language.of(family.word()).to_uppercase());
        for about in levers.iter().map(|lever| lever.about()) {
            let settings = about.fields.iter().map(|field| field.name).collect::<Vec<_>>().join(", ");
            let shown = evidence::of(about.kind).map_or("illustrative", |shown| shown.evidence.word());
            let grade = say!(
                language,
                "({shown}; settings {grade})",
                shown = language.of(shown),
                grade = language.of(about.evidence.word())
            );
            text += &format!("  {}  {grade}\n", print::kind(about.kind, language));
            for (word, what) in [
                (phrase!("does"), about.summary),
                (phrase!("acts on"), about.acts_on),
                (phrase!("cost"), about.cost),
                (phrase!("settings"), &settings),
            ] {
                // Settings are names of files.
                let what = if word == "settings" { what } else { language.of(what) };
                text += &hang(language.of(word), what);
            }
            text.push('\n');
        }
    }
    text + say!(
        language,
        "In brackets: whether what the model shows of it lies within published ranges (validated), has their sign and order (plausible) \
        or neither (illustrative), and how its settings are founded. `tideover levers NAME` shows one with its settings and effects."
    ) + "\n"
}

/// A line of a list with its word in front, broken so that it hangs under its first word.
fn hang(word: &str, what: &str) -> String {
    let wrapped = wrap(what);
    let mut lines = wrapped.lines();
    let mut text = format!("      {}{}\n", padded(word, 10), lines.next().unwrap_or(""));
    lines.for_each(|line| text += &format!("                {line}\n"));
    text
}

/// The page of a lever: what it does, its settings, how to write it.
pub(super) fn page(lever: &dyn Lever, language: Language) -> String {
    let row = |field: &Field| {
        let range = format!("{}..{}", print::number(field.min), print::number(field.max));
        let basis = format!("{} ({})", field.source, language.of(field.grade.word()));
        vec![
            field.name.into(),
            print::number(field.default),
            range,
            language.of(field.unit).into(),
            language.of(field.description).into(),
            basis,
        ]
    };
    let settings =
        print::table(&HEADER.map(|title| language.of(title)), &[1, 2], lever.fields().iter().map(row));
    let mut example = format!(
        "[[policy]]\nname = \"my policy\"\nkind = \"{}\"\nfrom = \"2020-03\"\nto   = \"2021-03\"\n",
        lever.kind()
    );
    for field in lever.fields() {
        example += &format!("{} = {}\n", field.name, field.default);
    }
    let indented: String = example.lines().map(|line| format!("  {line}\n")).collect();
    let about = lever.about();
    let combine =
        say!(language, "two of a kind for a firm: {rule}", rule = language.of(about.combine.word()));
    let facts: String = [
        (phrase!("family"), about.family.word()),
        (phrase!("acts on"), about.acts_on),
        (phrase!("cost"), about.cost),
        (phrase!("combines"), &combine),
    ]
    .map(|(word, what)| hang(language.of(word), language.of(what)))
    .concat();
    let mut more =
        [(phrase!("founded"), about.evidence.word()), (phrase!("budget"), lever.budgeting().word())]
            .map(|(word, what)| hang(language.of(word), language.of(what)))
            .concat();
    if let Some(shown) = evidence::of(about.kind) {
        more += &hang(
            say!(language, "evidence"),
            &format!("{}: {}", language.of(shown.evidence.word()), shown.effect),
        );
        more += &hang(say!(language, "published"), shown.published);
    }
    format!(
        "{}: {}\n\n{facts}{more}\n{}\n\n{settings}\n{}\n\n{indented}",
        print::kind(about.kind, language),
        language.of(about.summary),
        wrap(about.page),
        say!(language, "In a scenario:")
    )
}

/// Breaks paragraphs, between which an empty line stands, into lines of a hundred characters.
pub(super) fn wrap(text: &str) -> String {
    text.split("\n\n").map(wrap_paragraph).collect::<Vec<_>>().join("\n\n")
}

fn wrap_paragraph(text: &str) -> String {
    let mut wrapped = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 {
            let fits = used + 1 + length <= 100;
            wrapped.push(if fits { ' ' } else { '\n' });
            used = if fits { used + 1 } else { 0 };
        }
        wrapped.push_str(word);
        used += length;
    }
    wrapped
}

/// Paragraphs as one line each, as other programs want them.
fn unwrap(text: &str) -> String {
    text.split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn json(lever: &dyn Lever) -> serde_json::Value {
    let fields: Vec<_> = lever.fields().iter().map(|field| field_json(lever, field)).collect();
    let about = lever.about();
    let shown = evidence::of(about.kind).map(|shown| {
        serde_json::json!({"grade": shown.evidence.word(), "effect": shown.effect, "published": shown.published})
    });
    serde_json::json!({
        "shown": shown, "kind": about.kind, "family": about.family.word(), "summary": about.summary, "acts_on": about.acts_on, "cost": about.cost,
        "combines": about.combine.word(), "evidence": about.evidence.word(), "budget": lever.budgeting().word(), "page": unwrap(about.page), "fields": fields,
    })
}

fn field_json(lever: &dyn Lever, field: &Field) -> serde_json::Value {
    serde_json::json!({
        "key": format!("{}.{}", lever.kind(), field.name), "name": field.name, "description": field.description, "unit": field.unit,
        "min": field.min, "max": field.max, "default": field.default, "grade": field.grade.word(), "source": field.source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_show_every_setting_and_an_example() {
        for lever in ALL {
            let page = page(*lever, Language::English);
            assert!(
                page.contains("[[policy]]") && page.contains(&format!("kind = \"{}\"", lever.kind())),
                "{page}"
            );
            assert!(lever.fields().iter().all(|field| page.contains(field.name)), "{page}");
        }
    }

    #[test]
    fn paragraphs_are_wrapped() {
        let text = wrap(&"word ".repeat(40));
        assert!(text.lines().count() == 2 && text.lines().all(|line| line.len() <= 100), "{text}");
    }
}
