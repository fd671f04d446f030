//! `diff`: two finished folders, what was set differently and what came out differently.

use super::{Global, folder, ls, print};
use crate::error::{Error, Result};
use crate::files::listed::{Kind, Listed};
use crate::files::manifest::{Manifest, Status};
use crate::files::outcomes::{Interval, Pair, pairs, read as outcomes};
use crate::files::settings::{self, Difference};
use crate::language::Language;
use crate::units::rounded;
use crate::{phrase, say, told};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Says what two runs or comparisons were set differently, and what came out differently
#[derive(clap::Args, Debug)]
#[command(
    after_help = "First the keys of scenario.resolved.toml that differ, with both values, as --set takes them; of two comparisons those of arms of one \
    name too. Then the metrics of summary.csv that differ, with the 95% intervals of both and whether these overlap. Metrics go together by regime and \
    arm; of two runs they do whatever their regimes. With --json also metrics by size, sector and cause.\n\nIntervals tell how sure each mean is \
    alone: where they overlap, the difference may be more than chance all the same. Two runs of one seed share their random draws; tideover compare \
    pairs them, firm by firm.\n\n\
    Example:\n  tideover diff output/covid-2020-0123abcd output/covid-2020-4567ef89"
)]
pub(super) struct Diff {
    /// The folder of a run or a comparison
    #[arg(value_name = "RUN")]
    first: PathBuf,
    /// Another one
    #[arg(value_name = "RUN")]
    second: PathBuf,
}

/// Keys that say what a scenario is about, and change nothing.
const DESCRIBES: [&str; 3] = ["scenario.title", "scenario.question", "scenario.source"];
/// Signs of a value that are shown.
const SHOWN: usize = 40;

impl Diff {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let both = [finished(&self.first)?, finished(&self.second)?];
        let set = set(&both)?;
        let [first, second] = &both;
        let (a, b) =
            (outcomes(&self.first.join("summary.csv"))?, outcomes(&self.second.join("summary.csv"))?);
        let pairs = pairs(&a, &b);
        if global.json {
            let folder = |folder: &Folder| folder.0.folder.display().to_string();
            let changes: Vec<_> = pairs.iter().filter(|pair| pair.differs()).map(metric).collect();
            return print::json(&json!({
                "first": folder(first), "second": folder(second), "settings": set.iter().map(setting).collect::<Vec<_>>(),
                "metrics": changes, "metrics_the_same": pairs.len() - changes.len(),
            }));
        }
        print::data(&text(&both, &set, &pairs, global.language()))
    }
}

/// A finished folder with its manifest.
type Folder = (Listed, Manifest);

/// A folder that has results which can be held against others.
fn finished(folder: &Path) -> Result<Folder> {
    let listed = folder::listed(folder)?;
    if listed.kind == Kind::Sweep {
        return Err(Error::Usage(told!(
            "{folder}: diff reads runs and comparisons, and this is a sweep; `tideover show` shows it",
            folder = folder.display()
        )));
    }
    if listed.status != Status::Complete {
        return Err(Error::Incomplete(told!(
            "{folder}: this folder is unfinished; the command that made it continues",
            folder = folder.display()
        )));
    }
    let manifest = Manifest::open(folder)?;
    Ok((listed, manifest))
}

/// What was set differently: kind and versions, tables of the economy, arms, and all keys of the scenario.
fn set([first, second]: &[Folder; 2]) -> Result<Vec<Difference>> {
    let mut found = Vec::new();
    let mut differs = |key: String, a: Option<String>, b: Option<String>| {
        if a != b {
            found.push(Difference { key, first: a, second: b });
        }
    };
    let word = |folder: &Folder| Some(folder.0.kind.word().to_string());
    differs(phrase!("(kind)").into(), word(first), word(second));
    differs(
        phrase!("(model version)").into(),
        Some(first.0.model_version.clone()),
        Some(second.0.model_version.clone()),
    );
    differs(phrase!("(tideover)").into(), Some(first.0.version.clone()), Some(second.0.version.clone()));
    let arms = |folder: &Folder| folder.1.comparison.as_ref().map(|compared| compared.arms.join(", "));
    differs(phrase!("(arms)").into(), arms(first), arms(second));
    let regimes = |folder: &Folder| folder.1.comparison.as_ref().map(|compared| compared.regimes.join(", "));
    differs(phrase!("(regimes)").into(), regimes(first), regimes(second));
    let inputs = |folder: &Folder| folder.1.inputs.clone();
    let (a, b) = (inputs(first), inputs(second));
    let names: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    let short = |digest: Option<&String>| digest.map(|digest| digest.chars().take(8).collect());
    for name in names.iter().filter(|name| !name.ends_with(".toml")) {
        differs(format!("(file {name})"), short(a.get(*name)), short(b.get(*name)));
    }
    let read = |folder: &Folder, name: &str| settings::read(&folder.0.folder.join(name));
    let base = settings::differences(&read(first, settings::FILE)?, &read(second, settings::FILE)?);
    found.extend(base.iter().cloned());
    for name in names.iter().filter(|name| a.contains_key(**name) && b.contains_key(**name)) {
        let Some(arm) = name.strip_prefix("arms/").and_then(|name| name.strip_suffix(".toml")) else {
            continue;
        };
        // What differs in the base differs in its arms too.
        let others = settings::differences(&read(first, name)?, &read(second, name)?);
        let others = others.into_iter().filter(|other| !base.contains(other));
        found.extend(others.map(|other| Difference { key: format!("{arm}: {}", other.key), ..other }));
    }
    Ok(found)
}

/// Titles of the table of results.
const HEADER: [&str; 6] =
    [phrase!("came out differently"), "A", "B", phrase!("B less A"), phrase!("intervals"), phrase!("unit")];

fn text(both: &[Folder; 2], set: &[Difference], pairs: &[Pair], language: Language) -> String {
    let mut text = String::new();
    for (letter, (listed, _)) in ["A", "B"].iter().zip(both) {
        let stamp = if listed.quick { say!(language, " (quick: to look at, not to cite)") } else { "" };
        text += &format!("{letter}  {}: {}{stamp}\n", listed.folder.display(), ls::title(listed, language));
    }
    text.push('\n');
    let lines = lines(set, language);
    if lines.is_empty() {
        text += say!(language, "Nothing was set differently.");
        text.push('\n');
    } else {
        text += &print::table(&[say!(language, "set differently"), "A", "B"], &[], lines);
    }
    text.push('\n');
    let whole: Vec<&Pair> = pairs.iter().filter(|pair| pair.whole).collect();
    let changed: Vec<&&Pair> = whole.iter().filter(|pair| pair.differs()).collect();
    if whole.is_empty() {
        return text
            + say!(
                language,
                "They have no metric of one regime and arm in common, so nothing can be held against one another."
            )
            + "\n";
    }
    if changed.is_empty() {
        return text + &say!(language, "All {count} metrics came out the same.", count = whole.len()) + "\n";
    }
    let rows = changed.iter().map(|pair| {
        let (unit, factor) = language.unit(&pair.unit);
        let [a, b] = [pair.first, pair.second].map(|value| times(value, factor));
        vec![
            pair.name.clone(),
            interval(&a, language),
            interval(&b, language),
            rounded(b.mean - a.mean, b.mean - a.mean),
            language.of(overlap(pair)).into(),
            unit,
        ]
    });
    let header = HEADER.map(|title| language.of(title));
    text += &print::table(&header, &[3], rows);
    let same = whole.len() - changed.len();
    if same > 0 {
        let said =
            say!(language, "{same} of {all} metrics came out the same.", same = same, all = whole.len());
        text += &format!("\n{said}\n");
    }
    let [first, second] = both.each_ref().map(|(_, manifest)| manifest.months);
    if first != second {
        let said = say!(
            language,
            "A has {first} months and B {second}: totals, peaks and ends are of different months.",
            first = first,
            second = second
        );
        text += &format!("\n{said}\n");
    }
    let note = say!(
        language,
        "Intervals tell how sure each mean is alone; `tideover compare` pairs runs firm by firm, and gives intervals of differences."
    );
    text + &format!("\n{note}\n")
}

/// A value in another unit.
fn times(value: Interval, factor: f64) -> Interval {
    Interval { mean: value.mean * factor, bounds: value.bounds.map(|bounds| bounds.map(|end| end * factor)) }
}

/// A mean with its interval, in digits that the wider of both leaves.
fn interval(value: &Interval, language: Language) -> String {
    let Some([low, high]) = value.bounds else { return rounded(value.mean, value.mean) };
    let scale = value.mean.abs().max(0.5 * (high - low));
    let [mean, low, high] = [value.mean, low, high].map(|number| rounded(number, scale));
    say!(language, "{value} ({lower} to {upper})", value = mean, lower = low, upper = high)
}

fn overlap(pair: &Pair) -> &'static str {
    match pair.overlap() {
        Some(true) => phrase!("overlap"),
        Some(false) => phrase!("apart"),
        None => "",
    }
}

/// The lines of what was set: a shock or policy that one lacks is one line, and texts that only describe are
/// none.
fn lines(set: &[Difference], language: Language) -> Vec<Vec<String>> {
    let whole: Vec<&str> = set
        .iter()
        .filter(|found| found.first.is_none() || found.second.is_none())
        .filter_map(|found| found.key.strip_suffix(".kind"))
        .collect();
    let part = |of: &str, key: &str| key.strip_prefix(of).is_some_and(|rest| rest.starts_with('.'));
    let mut lines = Vec::new();
    for found in set.iter().filter(|found| !DESCRIBES.contains(&found.key.as_str())) {
        let Some(of) = whole.iter().find(|of| part(of, &found.key)) else {
            lines.push(vec![key(&found.key, language), brief(&found.first), brief(&found.second)]);
            continue;
        };
        if found.key.strip_suffix(".kind") == Some(*of) {
            lines.push(vec![of.to_string(), kind(&found.first), kind(&found.second)]);
        }
    }
    lines
}

/// What was set: a key of the scenario, or in brackets what is none.
fn key(key: &str, language: Language) -> String {
    match key.strip_prefix("(file ").and_then(|rest| rest.strip_suffix(')')) {
        Some(file) => say!(language, "(file {name})", name = file),
        None => language.of(key).to_string(),
    }
}

/// The kind of a shock or policy, without quotes.
fn kind(value: &Option<String>) -> String {
    value.as_ref().map_or_else(|| "–".to_string(), |value| value.trim_matches('"').to_string())
}

/// A value, or what stands for none; long ones are cut.
fn brief(value: &Option<String>) -> String {
    let Some(value) = value else { return "–".to_string() };
    if value.chars().count() <= SHOWN {
        return value.clone();
    }
    value.chars().take(SHOWN - 1).chain(['…']).collect()
}

fn setting(found: &Difference) -> Value {
    json!({ "key": found.key, "first": found.first, "second": found.second })
}

fn metric(pair: &Pair) -> Value {
    let number = |value: &Interval| json!({ "mean": value.mean, "lower": value.bounds.map(|b| b[0]), "upper": value.bounds.map(|b| b[1]) });
    json!({
        "metric": pair.metric, "group": pair.group, "regime": pair.regime, "arm": pair.arm, "unit": pair.unit,
        "first": number(&pair.first), "second": number(&pair.second), "difference": pair.second.mean - pair.first.mean,
        "intervals_overlap": pair.overlap(),
    })
}
