//! `levers`: the policy instruments.

use super::{Global, print};
use crate::diagnose::did_you_mean;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::language::screen::folded;
use crate::language::screen::padded;
use crate::levers::{ALL, Family, Field, Lever, by_kind, evidence};
use crate::units::rounded;
use crate::{phrase, say, told};

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
            let hint = did_you_mean(&name, ALL.iter().map(|lever| lever.kind()));
            let name = format!("{name:?}");
            return Err(Error::Usage(match hint {
                Some(hint) => told!(
                    "there is no lever {name}; {hint} (`tideover levers` lists them)",
                    name = name,
                    hint = hint
                ),
                None => told!("there is no lever {name} (`tideover levers` lists them)", name = name),
            }));
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
                text += &hang(word, what, language);
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
fn hang(word: &'static str, what: &str, language: Language) -> String {
    let wrapped = wrap(what, language);
    let mut lines = wrapped.lines();
    let mut text = format!("      {}{}\n", padded(language.of(word), 10), lines.next().unwrap_or(""));
    lines.for_each(|line| text += &format!("                {line}\n"));
    text
}

/// The page of a lever: what it does, its settings, how to write it.
pub(super) fn page(lever: &dyn Lever, language: Language) -> String {
    let row = |field: &Field| {
        let range = format!("{}..{}", print::number(field.min), print::number(field.max));
        let basis =
            format!("{}{}", language.of(field.source), language.bracketed(language.of(field.grade.word())));
        vec![
            field.name.into(),
            print::number(field.default),
            range,
            print::unit(field.unit, language).into(),
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
    .map(|(word, what)| hang(word, language.of(what), language))
    .concat();
    let mut more =
        [(phrase!("founded"), about.evidence.word()), (phrase!("budget"), lever.budgeting().word())]
            .map(|(word, what)| hang(word, language.of(what), language))
            .concat();
    if let Some(shown) = evidence::of(about.kind) {
        let effect = say!(
            language,
            "{grade}: {effect}",
            grade = language.of(shown.evidence.word()),
            effect = effect(shown.effect, language)
        );
        more += &hang(phrase!("evidence"), &effect, language);
        more += &hang(phrase!("published"), language.of(shown.published), language);
    }
    let head = say!(
        language,
        "{lever}: {summary}",
        lever = print::kind(about.kind, language),
        summary = language.of(about.summary)
    );
    format!(
        "{head}\n\n{facts}{more}\n{}\n\n{settings}\n{}\n\n{indented}",
        wrap(language.of(about.page), language),
        say!(language, "In a scenario:")
    )
}

/// The effect of a lever as experiments show it, in a language.
fn effect(text: &str, language: Language) -> String {
    let parts = || {
        let (when, rest) = text.split_once(": firms ")?;
        let (firms, rest) = rest.split_once(" thousand, jobs of small firms ")?;
        let (jobs, rest) = rest.split_once(" thousand, output ")?;
        let (output, cost) = rest.split_once("%, public cost ")?;
        Some((when, firms, jobs, output, cost.strip_suffix(" bn")?))
    };
    let Some((when, firms, jobs, output, cost)) = parts() else { return text.to_string() };
    // Chinese counts in ten thousands and hundred millions.
    let (thousand, billion) = if language.is_english() { (1.0, 1.0) } else { (0.1, 10.0) };
    say!(
        language,
        "{when}: firms {firms} thousand, jobs of small firms {jobs} thousand, output {output}%, public cost {cost} bn",
        when = language.of(when),
        firms = times(firms, thousand),
        jobs = times(jobs, thousand),
        output = output,
        cost = times(cost, billion)
    )
}

/// A number, or one and its interval, in another unit: three digits of the larger one, one step for both.
fn times(text: &str, factor: f64) -> String {
    let value = |number: &str| number.replace(',', "").replace('−', "-").parse::<f64>().ok();
    let values: Option<Vec<f64>> = text.split(" ± ").map(value).collect();
    let Some(values) = values.filter(|_| factor != 1.0) else { return text.to_string() };
    let scale = values.iter().fold(0.0_f64, |most, value| most.max(value.abs())) * factor;
    let one = |(at, value): (usize, &f64)| {
        let sign = if text.starts_with('+') && at == 0 { "+" } else { "" };
        sign.to_string() + &rounded(value * factor, scale)
    };
    values.iter().enumerate().map(one).collect::<Vec<_>>().join(" ± ")
}

/// Breaks paragraphs, between which an empty line stands, into lines of a hundred characters; Chinese ones take two
/// columns of the screen.
pub(super) fn wrap(text: &str, language: Language) -> String {
    let broken = |paragraph: &str| match language {
        Language::English => wrap_paragraph(paragraph),
        Language::Chinese => folded(paragraph, 100),
    };
    text.split("\n\n").map(broken).collect::<Vec<_>>().join("\n\n")
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
    fn effects_are_said_in_the_numbers_of_a_language() {
        assert_eq!(times("+66.7 ± 3.78", 0.1), "+6.67 ± 0.38");
        assert_eq!(times("+1,727 ± 172", 0.1), "+173 ± 17");
        assert_eq!(times("+0.56 ± 0.56", 0.1), "+0.0560 ± 0.0560");
        assert_eq!(times("−0.25", 10.0), "−2.50");
        assert_eq!(times("0 ± 0", 0.1), "0 ± 0");
        for shown in ALL.iter().filter_map(|lever| evidence::of(lever.kind())) {
            assert_eq!(effect(shown.effect, Language::English), shown.effect);
            let chinese = effect(shown.effect, Language::Chinese);
            assert!(!chinese.contains("firms") && chinese.contains(" ± "), "{chinese}");
        }
    }

    #[test]
    fn paragraphs_are_wrapped() {
        let text = wrap(&"word ".repeat(40), Language::English);
        assert!(text.lines().count() == 2 && text.lines().all(|line| line.len() <= 100), "{text}");
    }
}
