//! `calibrate`: fits parameters to published facts.

use super::{Global, print};
use crate::calibrate::{self, Basis, file, fit, journal::Journal};
use crate::error::{Error, Result};
use crate::experiment::{self, MODEL_VERSION, interrupt};
use crate::language::Language;
use crate::validate::Verdict;
use crate::{say, told};
use std::path::PathBuf;
use std::sync::atomic::Ordering;

/// Fits named parameters to published facts, and prints what to write into a pack
#[derive(clap::Args, Debug)]
#[command(
    after_help = "The file names a scenario, a regime, and for each [[parameter]] its key and a step that shows; [[weight]] says how \
    much a fact counts (1 unless stated, 0 for not at all). With crisis = \"….toml\" the facts of that crisis are met too. Every evaluation is kept in a journal beside the file, so that an interrupted \
    fit goes on where it stopped. Evaluations count for the same scenario, tables, facts and program alone.\n\nExamples:\n  tideover calibrate scenarios/calibration/china-middle.toml"
)]
pub(super) struct Calibrate {
    /// Calibration file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Journal of the evaluations [default: beside FILE]
    #[arg(short = 'o', long = "output", value_name = "JOURNAL")]
    output: Option<PathBuf>,
}

/// Half-widths of a band by which a step must move a fact to count as moving it: below, it is noise.
const NOISE: f64 = 0.02;

impl Calibrate {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let language = global.language();
        let plan = file::read(&self.file)?;
        let basis = Basis::of(&plan)?;
        let program = experiment::program_digest().unwrap_or_default();
        let name = basis.key(&format!("{} {MODEL_VERSION} {program}", crate::VERSION));
        let path = self.output.clone().unwrap_or_else(|| self.file.with_extension("journal"));
        let mut journal = Journal::open(&path, &name)?;
        if !journal.is_empty() {
            let talk = say!(
                language,
                "continuing: {count} evaluations are in {path}",
                count = journal.len(),
                path = path.display()
            );
            print::say(global.quiet, &talk);
        }
        if journal.others() > 0 {
            let talk = say!(
                language,
                "note: {count} evaluations in {path} were made from other inputs (scenario, tables of the pack, facts, regime, firms, parameters) or by another program; they are not used",
                count = journal.others(),
                path = path.display()
            );
            print::say(global.quiet, &talk);
        }
        let knobs: Vec<fit::Knob> = plan.parameters.iter().map(|parameter| parameter.knob).collect();
        let evaluations = 1 + plan.rounds * (knobs.len() + 1);
        let talk = say!(
            language,
            "{parameters} parameters, {facts} facts; about {evaluations} evaluations",
            parameters = knobs.len(),
            facts = plan.facts.len(),
            evaluations = evaluations
        );
        print::say(global.quiet, &talk);
        let residuals = |model: Vec<f64>| {
            plan.facts.iter().zip(model).map(|(fact, model)| calibrate::residual(fact, model)).collect()
        };
        let stop = interrupt::flag();
        let stopped = || {
            Error::Interrupted(told!(
                "interrupted; the evaluations that are finished are in {path}, and the same command continues",
                path = path.display()
            ))
        };
        let evaluate =
            |values: &[f64]| basis.evaluate(values, &|_| !stop.load(Ordering::SeqCst)).ok_or_else(stopped);
        let model = |values: &[f64]| journal.at(&name, values, || evaluate(values)).map(residuals);
        let found = fit::fit(&knobs, plan.rounds, model, |fit| {
            let sum = format!("{:.3}", fit.loss());
            let talk = say!(language, "round {round}: sum of squares {sum}", round = fit.rounds, sum = sum);
            print::say(global.quiet, &talk);
        })?;
        let at_end = journal.at(&name, &found.values, || evaluate(&found.values))?;
        if global.json {
            print::json(&json(&plan, &found, &at_end))
        } else {
            print::data(&report(&plan, &found, &at_end, language))
        }
    }
}

fn json(plan: &file::Plan, found: &fit::Fit, model: &[f64]) -> serde_json::Value {
    let parameters: Vec<_> = plan
        .parameters
        .iter()
        .zip(&found.values)
        .map(|(parameter, value)| {
            let knob = &parameter.knob;
            serde_json::json!({ "key": parameter.key, "start": knob.start, "fitted": value, "low": knob.bounds[0], "high": knob.bounds[1],
            "unit": parameter.spec.unit })
        })
        .collect();
    let facts: Vec<_> = plan
        .facts
        .iter()
        .zip(model)
        .map(|(fact, model)| {
            serde_json::json!({ "id": fact.id(), "fact": fact.counts(), "model": model, "target": fact.published().0, "weight": fact.weight,
            "verdict": calibrate::verdict(fact, *model).word() })
        })
        .collect();
    serde_json::json!({ "regime": plan.regime.as_deref().unwrap_or("middle"), "loss": found.loss(), "parameters": parameters, "facts": facts })
}

/// The fitted parameters, the facts, and what can't be fitted to what.
fn report(plan: &file::Plan, found: &fit::Fit, model: &[f64], language: Language) -> String {
    let mut text = parameters(plan, found, language);
    text += &format!("\n{}", facts(plan, model, language));
    let verdicts = plan.facts.iter().zip(model).map(|(fact, model)| calibrate::verdict(fact, *model));
    let passed = verdicts.filter(|verdict| *verdict == Verdict::Pass).count();
    let count = plan.facts.len();
    let met = say!(language, "{met} of {count} facts within their bands", met = passed, count = count);
    text += &format!("\n{met}\n");
    for k in found.idle_knobs(NOISE) {
        text += &say!(
            language,
            "{key} moves none of the facts in a step of {step}: it can't be fitted to them",
            key = plan.parameters[k].key,
            step = plan.parameters[k].knob.step
        );
        text.push('\n');
    }
    for j in found.unmoved(NOISE) {
        let id = plan.facts[j].id();
        text += &say!(language, "{id} is missed, and none of these parameters moves it", id = id);
        text.push('\n');
    }
    text + &format!("\n# {}\n{}", say!(language, "For the economy pack:"), lines(plan, found))
}

fn parameters(plan: &file::Plan, found: &fit::Fit, language: Language) -> String {
    let rows = plan.parameters.iter().zip(&found.values).map(|(parameter, value)| {
        let range = format!(
            "{}..{}",
            print::number(parameter.knob.bounds[0]),
            print::number(parameter.knob.bounds[1])
        );
        vec![
            parameter.key.clone(),
            print::number(parameter.knob.start),
            format!("{value:.4}"),
            range,
            language.of(parameter.spec.unit).into(),
        ]
    });
    let header = [
        say!(language, "parameter"),
        say!(language, "start"),
        say!(language, "Fitted"),
        say!(language, "range"),
        say!(language, "unit"),
    ];
    print::table(&header, &[1, 2], rows)
}

fn facts(plan: &file::Plan, model: &[f64], language: Language) -> String {
    let facts = plan.facts.iter().zip(model).map(|(fact, model)| {
        let verdict = calibrate::verdict(fact, *model);
        let counted = match fact.weight == 0.0 {
            true => say!(language, "not fitted").into(),
            false => print::number(fact.weight),
        };
        vec![
            fact.id().into(),
            language.of(fact.counts()).into(),
            format!("{model:.4}"),
            print::number(fact.published().0),
            counted,
            language.of(verdict.word()).into(),
        ]
    });
    let header = [
        say!(language, "id"),
        say!(language, "fact"),
        say!(language, "model"),
        say!(language, "published"),
        say!(language, "weight"),
        say!(language, "verdict"),
    ];
    print::table(&header, &[2, 3, 4], facts)
}

/// The fitted values as lines of a pack.
fn lines(plan: &file::Plan, found: &fit::Fit) -> String {
    let mut text = String::new();
    let regime = plan.regime.as_deref().unwrap_or("middle");
    let mut group = "";
    let mut sorted: Vec<_> = plan.parameters.iter().zip(&found.values).collect();
    sorted.sort_by(|a, b| a.0.key.cmp(&b.0.key));
    for (parameter, value) in sorted {
        if parameter.spec.group != group {
            group = parameter.spec.group;
            text += &format!("[regime.{regime}.{group}]\n");
        }
        text += &format!("{} = {value:.4}\n", parameter.spec.name);
    }
    text
}
