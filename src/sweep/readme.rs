//! `README.txt` of a sweep's folder, in its language.

use super::entry::{Design, FactorEntry, OutputEntry, PlanEntry, Value};
use crate::charts::sweep::folder::Sweep;
use crate::error::{Error, Result};
use crate::glyphs;
use crate::language::Language;
use crate::language::screen::{padded, width};
use crate::{phrase, say};
use std::fmt::Write;

/// The file's name in the folder.
pub(super) const FILE: &str = "README.txt";

/// The text.
///
/// # Errors
/// The plan is no JSON, which can't be.
pub(super) fn text(entry: &PlanEntry) -> Result<String> {
    let language = entry.language;
    let title = language.of(&entry.title);
    let wide = if language.is_english() { title.chars().count() } else { width(title) };
    let mut text = format!("{title}\n{}\n\n", "=".repeat(wide));
    for (name, value) in head(entry) {
        if !value.is_empty() {
            let _ = writeln!(text, "{} {value}", padded(name, 14));
        }
    }
    let _ = writeln!(text, "\n{}", say!(language, "Factors"));
    entry.factors.iter().for_each(|of| factor(&mut text, of, language));
    let _ = writeln!(text, "\n{}", say!(language, "Outputs"));
    let plan = serde_json::to_value(entry).map_err(Error::json("plan.json"))?;
    let sweep = Sweep::planned(plan, language)?;
    for (index, of) in entry.outputs.iter().enumerate() {
        text += &output(of, &entry.against, (&sweep, index));
    }
    text += &files(language);
    text += salib(entry);
    Ok(text)
}

/// What is planned, and with what.
fn head(entry: &PlanEntry) -> Vec<(&'static str, String)> {
    let language = entry.language;
    let design = match entry.design {
        Design::Grid => phrase!("grid"),
        Design::List => phrase!("list"),
        Design::LatinHypercube => phrase!("latin hypercube"),
        Design::Sobol => phrase!("sobol"),
        Design::Morris => phrase!("morris"),
        Design::Saltelli => phrase!("saltelli"),
        Design::OneAtATime => phrase!("one at a time"),
    };
    let designed = say!(
        language,
        "{design} ({points} points, seed {seed})",
        design = language.of(design),
        points = entry.points,
        seed = entry.design_seed
    );
    let identity = say!(
        language,
        "{id} (model version {model}, tideover {version})",
        id = entry.id,
        model = entry.model_version,
        version = entry.program_version
    );
    let regimes: Vec<&str> = entry.regimes.iter().map(|regime| language.of(regime)).collect();
    let quick = match entry.quick {
        true => say!(language, "A QUICK RUN: few firms, few replications; to look at, not to cite."),
        false => "",
    };
    vec![
        (language.of(phrase!("question")), language.of(&entry.question).to_string()),
        (language.of(phrase!("sources")), language.of_parts(&entry.source)),
        (language.of(phrase!("design")), designed),
        (language.of(phrase!("base")), entry.bases.join(language.comma())),
        (language.of(phrase!("regime")), language.list(&regimes)),
        (language.of(phrase!("replications")), entry.replications.to_string()),
        (language.of(phrase!("firms")), entry.firms.to_string()),
        (language.of(phrase!("identity")), identity),
        (language.of(phrase!("note")), quick.to_string()),
        (language.of(phrase!("note")), undrawn(entry, language).unwrap_or_default()),
    ]
}

/// A factor: its column, what it is, its values, the keys that it sets.
fn factor(text: &mut String, factor: &FactorEntry, language: Language) {
    let range = match (&factor.range, factor.values.as_slice()) {
        (Some([low, high]), _) if factor.log => {
            say!(language, "{lower} to {upper}, even in logarithms", lower = low, upper = high)
        }
        (Some([low, high]), _) => say!(language, "{lower} to {upper}", lower = low, upper = high),
        (None, values) => language.list(&values.iter().map(show).collect::<Vec<_>>()),
    };
    let line = say!(
        language,
        "{label}: {values} {unit}",
        label = language.of(&factor.label),
        values = range,
        unit = language.of(&factor.unit)
    );
    let _ = writeln!(text, "  {:<24} {line}", factor.name);
    for path in &factor.paths {
        let _ = writeln!(text, "  {:<24} {}", "", say!(language, "sets {key}", key = path));
    }
}

/// An output: its column, what it is, and of a difference against what it is taken.
fn output(output: &OutputEntry, against: &str, (sweep, index): (&Sweep, usize)) -> String {
    let language = sweep.language();
    let what = match language {
        Language::English => format!("{} ({})", output.label, output.unit),
        Language::Chinese => {
            format!("{}{}", sweep.output(index), language.bracketed(&sweep.unit(index)))
        }
    };
    let said = match (output.effect, against) {
        (true, "no_policy") => say!(
            language,
            "{output}, difference against the same point without policies, with the same random draws",
            output = what
        ),
        (true, "no_shock") => say!(
            language,
            "{output}, difference against the same point without shocks, with the same random draws",
            output = what
        ),
        _ => what,
    };
    format!("  {:<32} {said}\n", output.name)
}

/// What to say of names and titles that the charts' font can't draw; nothing when there are none.
pub(crate) fn undrawn(entry: &PlanEntry, language: Language) -> Option<String> {
    let mut texts: Vec<(&str, &str)> = vec![
        (phrase!("title"), if entry.title.is_empty() { &entry.name } else { &entry.title }),
        (phrase!("source"), &entry.source),
    ];
    texts.extend(entry.bases.iter().map(|base| (phrase!("base"), base.as_str())));
    for factor in &entry.factors {
        let values = factor.values.iter().filter_map(|value| {
            if let Value::Text(text) = value { Some((phrase!("value"), text.as_str())) } else { None }
        });
        texts.extend([
            (phrase!("factor"), if factor.label.is_empty() { factor.name.as_str() } else { &factor.label }),
            (phrase!("unit"), &factor.unit),
        ]);
        texts.extend(values);
    }
    texts.extend(entry.outputs.iter().flat_map(|output| {
        [(phrase!("output"), output.label.as_str()), (phrase!("unit"), output.unit.as_str())]
    }));
    glyphs::note(&glyphs::lacking(texts, language), language)
}

/// How SALib reads the tables, where it knows the design; of one base and regime at a time.
fn salib(entry: &PlanEntry) -> &'static str {
    match (entry.design, entry.second_order) {
        (Design::Morris, _) => {
            "SALib:           morris.analyze(problem, points[problem[\"names\"]].to_numpy(), d[\"OUTPUT\"].to_numpy(), num_levels=LEVELS)\n"
        }
        (Design::Saltelli, false) => {
            "SALib:           sobol.analyze(problem, d[\"OUTPUT\"].to_numpy(), calc_second_order=False)\n"
        }
        (Design::Saltelli, true) => {
            "SALib:           sobol.analyze(problem, d[\"OUTPUT\"].to_numpy(), calc_second_order=True)\n"
        }
        _ => "",
    }
}

fn show(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
    }
}

/// What is in the folder.
const FILES: [(&str, &str); 11] = [
    (
        "sweep.csv",
        phrase!(
            "a row a point: factors, the mean of each output over replications, NAME_se its Monte-Carlo standard error;"
        ),
    ),
    (
        "",
        phrase!(
            "status is ok or failed; a failed point has no numbers, but its message and the command that runs it alone,"
        ),
    ),
    ("", phrase!("from within this folder")),
    ("runs.csv", phrase!("a row a point and replication")),
    ("report.html", phrase!("the answer, what would change it, charts, tables")),
    ("sensitivity.csv", phrase!("indices by factor, when the design gives any (tideover sensitivity)")),
    ("points.csv", phrase!("the design; problem.json tells SALib and black-it of its factors")),
    ("plan.json", phrase!("the plan, for programs")),
    ("charts/", phrase!("pictures (SVG, PNG) and the numbers behind each (CSV)")),
    (
        "inputs/",
        phrase!("everything the points were made of: tideover sweep run on this folder needs nothing else"),
    ),
    ("shards/", phrase!("journals of finished runs; they are what is merged")),
];

/// How other programs read the table.
const READ: [(&str, &str); 3] = [
    (phrase!("Read in R:"), "d <- read.csv(\"sweep.csv\"); d <- subset(d, status == \"ok\")"),
    (phrase!("Read in Stata:"), "import delimited sweep.csv, clear case(preserve)"),
    (phrase!("Read in Python:"), "import pandas; d = pandas.read_csv(\"sweep.csv\")"),
];

fn files(language: Language) -> String {
    let mut text = format!("\n{}\n", say!(language, "Files"));
    let timing = ("timing.json", phrase!("what the last session took"));
    for (name, what) in FILES.into_iter().chain([timing]) {
        let _ = writeln!(text, "  {name:<16} {}", language.of(what));
    }
    text.push('\n');
    for (program, line) in READ {
        let _ = writeln!(text, "{} {line}", padded(language.of(program), 16));
    }
    let paired = say!(
        language,
        "Replications of one number share their random draws in all points: differences between points are paired."
    );
    text + &format!("\n{paired}\n")
}
