//! The seventh part of the protocol: every mechanism in its own words, with its parameters; every policy lever.

use super::document::Document;
use super::links::plain;
use super::sources::{self, Mechanism, head, mechanisms, over, text};
use super::words;
use crate::levers::{self, Family, Field, Lever, evidence};
use crate::month::params::Params;
use crate::params::Spec;

/// A number as it is written in a file.
pub fn number(value: f64) -> String {
    if value != 0.0 && !(1e-4..1e9).contains(&value.abs()) {
        format!("{value:e}")
    } else {
        format!("{value}")
    }
}

/// From the smallest to the largest value allowed.
pub fn range(min: f64, max: f64) -> String {
    format!("{} to {}", number(min), number(max))
}

/// Whether a file belongs to one of these rooms, or is one of these files.
fn within(file: &str, rooms: &[&str]) -> bool {
    rooms
        .iter()
        .any(|room| file == *room || file.strip_prefix(room).is_some_and(|rest| rest.starts_with('/')))
}

/// Adds the mechanisms that stand in these rooms.
pub fn of_rooms(document: &mut Document, rooms: &[&str]) {
    let own = |mechanism: &Mechanism| mechanism.files.first().is_some_and(|file| within(file, rooms));
    mechanisms().iter().filter(|mechanism| own(mechanism)).for_each(|mechanism| add(document, mechanism));
}

fn add(document: &mut Document, mechanism: &Mechanism) {
    document.heading(3, mechanism.what);
    basis(document, mechanism);
    for file in &mechanism.files {
        words::add(document, &plain(&head(file), file));
        if within(file, &["month"]) && *file != "month/mod.rs" {
            functions(document, file);
        }
    }
    parameters(document, &mechanism.files);
}

/// What the functions of a file say that they do.
fn functions(document: &mut Document, file: &str) {
    let code = text(file);
    let said = |name: &str| {
        let words = plain(&over(code, &format!("fn {name}")), file);
        (!words.is_empty()).then(|| (0, format!("`{name}`: {}", words.replace("⟂ ", "Between rounds. "))))
    };
    document.list(sources::functions(code).into_iter().filter_map(said));
}

/// Where it stands and on what it rests.
fn basis(document: &mut Document, mechanism: &Mechanism) {
    let files: Vec<String> = mechanism.files.iter().map(|file| format!("`src/{file}`")).collect();
    document.paragraph(&format!(
        "Rests on: {}. Code: {}.",
        plain(mechanism.rests_on, "lib.rs"),
        files.join(", ")
    ));
}

/// The parameters that these files declare.
fn parameters(document: &mut Document, files: &[&str]) {
    let declared =
        |spec: &&Spec| files.iter().any(|file| text(file).contains(&format!(": \"{}\" {{", spec.group)));
    let row = |spec: &Spec| {
        vec![
            format!("`{}`", spec.key()),
            spec.description.into(),
            number(spec.default),
            range(spec.min, spec.max),
            spec.unit.into(),
            spec.grade.word().into(),
            spec.source.into(),
        ]
    };
    let rows = Params::specs().into_iter().filter(declared).map(row);
    document.table(&["parameter", "meaning", "default", "range", "unit", "grade", "source"], rows);
}

/// Part 7: mechanisms of the month, then levers.
pub fn submodels(document: &mut Document) {
    document.heading(2, "7. Submodels: mechanisms");
    document.paragraph(
        "Each mechanism is described as at the head of its file; then come its functions, each with the remark over it, and its parameters. Defaults hold where neither the economy pack nor the scenario gives \
         a value. Grades: official, read in a publication of the body that makes the figure; derived, arithmetic on official figures or fitted to them; assumed, a \
         prior within its range.",
    );
    let month = |mechanism: &&Mechanism| {
        mechanism
            .files
            .first()
            .is_some_and(|file| within(file, &["month", "terms"]) && *file != "month/mod.rs")
    };
    mechanisms().iter().filter(month).for_each(|mechanism| add(document, mechanism));
    document.heading(2, "7. Submodels: policy levers");
    document.paragraph(
        "A lever shapes the rules of a month and touches no firm. What firms make of it comes out of the mechanisms above. “Shown” says what paired \
         experiments with the lever at its defaults give, and whether that lies within published ranges (validated), has their sign and order (plausible), or \
         neither (illustrative).",
    );
    for family in Family::ALL {
        let own: Vec<_> = levers::ALL.iter().filter(|lever| lever.about().family == *family).collect();
        if !own.is_empty() {
            document.heading(3, &format!("Levers: {}", family.word()));
            own.into_iter().for_each(|lever| one(document, *lever));
        }
    }
    let shared = |mechanism: &&Mechanism| {
        mechanism.files.iter().any(|file| within(file, &["levers"]))
            && !levers::ALL.iter().any(|lever| mechanism.files.contains(&&*file_of(*lever)))
    };
    mechanisms().iter().filter(shared).for_each(|mechanism| add(document, mechanism));
}

fn file_of(lever: &dyn Lever) -> String {
    format!("levers/{}.rs", lever.kind())
}

/// A lever in words, as the table of mechanisms has it.
pub fn name_of(lever: &dyn Lever) -> String {
    let file = file_of(lever);
    let all = mechanisms();
    let known = all.iter().find(|mechanism| mechanism.files.contains(&&*file));
    known.map_or_else(|| lever.kind().replace('_', " "), |mechanism| mechanism.what.to_string())
}

/// A lever: facts, page, settings.
fn one(document: &mut Document, lever: &dyn Lever) {
    let about = lever.about();
    let file = file_of(lever);
    document.heading(4, &name_of(lever));
    document.paragraph(&format!("`kind = \"{}\"`: {}.", about.kind, about.summary));
    if let Some(mechanism) = mechanisms().iter().find(|mechanism| mechanism.files.contains(&&*file)) {
        basis(document, mechanism);
    }
    let mut facts = vec![
        ("acts on", about.acts_on.to_string()),
        ("cost", about.cost.to_string()),
        ("two of a kind for a firm", about.combine.word().to_string()),
        ("budget", lever.budgeting().word().to_string()),
        ("settings are founded as", about.evidence.word().to_string()),
    ];
    if let Some(shown) = evidence::of(about.kind) {
        facts.push(("shown", format!("{}: {}", shown.evidence.word(), shown.effect)));
        facts.push(("published", shown.published.to_string()));
    }
    document.list(facts.into_iter().map(|(word, what)| (0, format!("*{word}*: {what}"))));
    words::add(document, about.page);
    let row = |field: &Field| {
        vec![
            format!("`{}`", field.name),
            field.description.into(),
            number(field.default),
            range(field.min, field.max),
            field.unit.into(),
            field.grade.word().into(),
            field.source.into(),
        ]
    };
    document.table(
        &["setting", "meaning", "default", "range", "unit", "grade", "source"],
        lever.fields().iter().map(row),
    );
}
