//! `sensitivity`: which factors of a sweep matter, by the indices that suit its design.

use super::sweep::headline::sentences;
use super::{Global, print};
use crate::charts::sweep::folder::Sweep;
use crate::error::{Error, Result};
use crate::export::verify;
use crate::files::csv;
use crate::language::Language;
use crate::language::told::Told;
use crate::sweep::entry::FactorEntry;
use crate::sweep::manifest;
use crate::sweep::sensitivity::{self, Analysis, Estimate, FILE, Found, Indices};
use crate::sweep_report::Findings;
use crate::table::Cell;
use crate::{phrase, say, told};
use std::path::PathBuf;

/// Says which factors of a finished sweep matter, and how much
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Reads the merged tables of a sweep, never the simulation, and writes sensitivity.csv beside them. The design \
    decides which indices: elementary effects for morris, Sobol indices for saltelli, swings for one_at_a_time, standardised regression \
    for latin_hypercube, sobol and list. Every point of the design must have a result. Intervals are of 95%, over resamples of the points.\n\n\
    Example:\n  tideover sensitivity output/sweep-tornado-0123abcd"
)]
pub(super) struct Sensitivity {
    /// The folder of the sweep
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Sensitivity {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        // Tables of results and of the plan; what is made of them here is not read.
        manifest::refuse_changed(&self.folder, &|name| name != FILE && !verify::is_drawn(name))?;
        let analysis = sensitivity::write(&self.folder)?;
        if analysis.found.is_empty() {
            return Err(Error::Usage(told!(
                "{what}: {why}",
                what = self.folder.display(),
                why = Told::lines(analysis.notes.iter().cloned())
            )));
        }
        for note in &analysis.notes {
            print::say(global.quiet, &note.said(global.language()));
        }
        manifest::renew(&self.folder, &|name| name == FILE)?;
        let language = global.reads(analysis.plan.language);
        let findings = Findings::open(&self.folder, Some(language))?;
        let written = self.folder.join(FILE).display().to_string();
        if global.json {
            let table = analysis.table();
            let cell = |cell: &Cell| match cell {
                Cell::Real(number) => serde_json::json!(number),
                Cell::Empty => serde_json::Value::Null,
                other => serde_json::json!(csv::cell(other)),
            };
            let rows: Vec<serde_json::Map<_, _>> = table
                .rows
                .iter()
                .map(|row| table.columns.iter().cloned().zip(row.iter().map(cell)).collect())
                .collect();
            return print::json(&serde_json::json!({
                "written": written, "design": analysis.plan.design, "quick": analysis.plan.quick, "indices": rows, "notes": analysis.notes.iter().map(|note| note.said(global.language())).collect::<Vec<_>>(), "leading": findings.leading_all(),
            }));
        }
        let mut text = sentences(&findings.leading_all());
        text.push('\n');
        let plan = serde_json::to_value(&analysis.plan).map_err(Error::plain_json)?;
        let sweep = Sweep::planned(plan, language)?;
        for found in &analysis.found {
            text += &heading(&analysis, found, &sweep);
            text += &table(&analysis, found, &sweep);
            text.push('\n');
        }
        text += &format!("{}\n", language.of(legend(&analysis.found[0].indices)));
        if analysis.plan.quick {
            let quick =
                say!(language, "A quick sweep: few firms, few replications; to look at, not to cite.");
            text += &format!("{quick}\n");
        }
        text += &format!("\n{}\n", say!(language, "Results: {folder}", folder = written));
        print::data(&text)
    }
}

/// `Failures (thousand firms), base covid-2020, middle regime:`
fn heading(analysis: &Analysis, found: &Found, sweep: &Sweep) -> String {
    let (language, plan) = (sweep.language(), &analysis.plan);
    let mut parts = vec![called(analysis, found, sweep)];
    if plan.bases.len() > 1 {
        parts.push(say!(language, "base {base}", base = found.base));
    }
    if plan.regimes.len() > 1 {
        parts.push(say!(language, "{regime} regime", regime = language.of(&found.regime)));
    }
    let head = parts.join(language.comma());
    let head = match &found.indices {
        Indices::Slopes(slopes) => say!(
            language,
            "{output}; straight lines explain {share} of the variance:",
            output = head,
            share = short(slopes.r2)
        ),
        _ => say!(language, "{output}:", output = head),
    };
    head + "\n"
}

/// An output with its unit.
fn called(analysis: &Analysis, found: &Found, sweep: &Sweep) -> String {
    let (language, output) = (sweep.language(), &found.output);
    let place = analysis.plan.outputs.iter().position(|known| known.name == output.name);
    let (name, unit) = match place.filter(|_| !language.is_english()) {
        Some(index) => (sweep.output(index), sweep.unit(index)),
        None if output.label.is_empty() => (output.name.clone(), output.unit.clone()),
        None => (output.label.clone(), output.unit.clone()),
    };
    if unit.is_empty() { name } else { format!("{name}{}", language.bracketed(&unit)) }
}

/// The title of a column of indices; short in English, in which the legend explains it.
fn title(english: &'static str, language: Language) -> &'static str {
    let words = match english {
        "mu*" => phrase!("mean size of the change (mu*)"),
        "mu" => phrase!("mean change (mu)"),
        "sigma" => phrase!("spread of the change (sigma)"),
        "total" => phrase!("total effect"),
        "first" => phrase!("effect alone (first order)"),
        "src" => phrase!("standardised slope (SRC)"),
        "srrc" => phrase!("standardised slope of ranks (SRRC)"),
        "swing" => phrase!("swing of the output"),
        "low" => phrase!("factor at its low end"),
        "middle" => phrase!("factor in the middle"),
        "high" => phrase!("factor at its high end"),
        "95% interval" => phrase!("95% interval"),
        _ => phrase!("factor"),
    };
    match language {
        Language::English => english,
        Language::Chinese => language.of(words),
    }
}

/// The factors by importance.
fn table(analysis: &Analysis, found: &Found, sweep: &Sweep) -> String {
    let language = sweep.language();
    let place = analysis.plan.outputs.iter().position(|known| known.name == found.output.name);
    // Shares and standardised slopes have no unit.
    let scale = place.map_or(1.0, |index| sweep.scale(index));
    let scaled = |x: f64| short(x * scale);
    let header = match &found.indices {
        Indices::Effects(_) => ["factor", "mu*", "95% interval", "mu", "sigma"],
        Indices::Shares(_) => ["factor", "total", "95% interval", "first", "95% interval"],
        Indices::Slopes(_) => ["factor", "src", "95% interval", "srrc", "95% interval"],
        Indices::Swings(_) => ["factor", "swing", "low", "middle", "high"],
    };
    let interval = |estimate: Estimate| interval(estimate, language);
    let pair = |one: Estimate, other: Estimate| {
        [short(one.value), interval(one), short(other.value), interval(other)]
    };
    let rows = found.indices.order().into_iter().map(|k| {
        let cells = match &found.indices {
            Indices::Effects(effects) => {
                let of = effects[k];
                [
                    scaled(of.mu_star.value),
                    interval(times(of.mu_star, scale)),
                    scaled(of.mu),
                    scaled(of.sigma),
                ]
            }
            Indices::Shares(shares) => pair(shares[k].total, shares[k].first),
            Indices::Slopes(slopes) => pair(slopes.src[k], slopes.srrc[k]),
            Indices::Swings(swings) => {
                [swings[k].size(), swings[k].low, swings[k].middle, swings[k].high].map(scaled)
            }
        };
        std::iter::once(factor(&analysis.plan.factors[k], language)).chain(cells).collect()
    });
    let header = header.map(|english| title(english, language));
    print::table(&header, &[1, 2, 3, 4], rows)
}

/// A factor: in English by the name of its column, in Chinese by what it is called.
fn factor(factor: &FactorEntry, language: Language) -> String {
    match language.is_english() || factor.label.is_empty() {
        true => factor.name.clone(),
        false => language.of(&factor.label).to_string(),
    }
}

fn times(estimate: Estimate, factor: f64) -> Estimate {
    let bounds = estimate.bounds.map(|ends| ends.map(|end| end * factor));
    Estimate { value: estimate.value * factor, bounds }
}

fn interval(estimate: Estimate, language: Language) -> String {
    estimate.bounds.map_or(String::new(), |[low, high]| {
        say!(language, "{lower} to {upper}", lower = short(low), upper = short(high))
    })
}

/// A number with three digits that count.
fn short(x: f64) -> String {
    print::number(format!("{x:.2e}").parse().unwrap_or(x))
}

/// What the indices mean, in a line.
fn legend(indices: &Indices) -> &'static str {
    match indices {
        Indices::Effects(_) => {
            phrase!(
                "mu*: mean size of the change of the output when a factor moves over its whole range; mu: with its sign; sigma: how much that \
             change differs from place to place (curvature, interactions)."
            )
        }
        Indices::Shares(_) => {
            phrase!(
                "total: share of the output's variance that a factor takes part in; first: share due to it alone. Where total is well above \
             first, the factor acts together with others."
            )
        }
        Indices::Slopes(_) => {
            phrase!(
                "src: standard deviations by which the output moves with one of the factor, the others held; srrc: the same of ranks. They \
             say little where straight lines explain little."
            )
        }
        Indices::Swings(_) => {
            phrase!(
                "low, high: the output with the factor at its ends, the others in the middle. Says nothing about interactions."
            )
        }
    }
}
