//! `sensitivity`: which factors of a sweep matter, by the indices that suit its design.

use super::sweep::headline::sentences;
use super::{Global, print};
use crate::error::{Error, Result};
use crate::export::verify;
use crate::files::csv;
use crate::language::Language;
use crate::language::told::Told;
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
        let findings = Findings::open(&self.folder, global.lang)?;
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
        let language = global.language();
        let mut text = sentences(&findings.leading_all());
        text.push('\n');
        for found in &analysis.found {
            text += &heading(&analysis, found, language);
            text.push('\n');
            text += &table(&analysis, found, language);
            text.push('\n');
        }
        text += language.of(legend(&analysis.found[0].indices));
        text.push('\n');
        if analysis.plan.quick {
            text += say!(language, "A quick sweep: few firms, few replications; to look at, not to cite.");
            text.push('\n');
        }
        text += &format!("\n{}\n", say!(language, "Results: {folder}", folder = written));
        print::data(&text)
    }
}

/// `Failures (thousand firms), base covid-2020, middle regime:`
fn heading(analysis: &Analysis, found: &Found, language: Language) -> String {
    let output = &found.output;
    let name = if output.label.is_empty() { &output.name } else { &output.label };
    let mut head = language.of(name).to_string();
    if !output.unit.is_empty() {
        head += &language.bracketed(language.of(&output.unit));
    }
    if analysis.plan.bases.len() > 1 {
        head += language.comma();
        head += &say!(language, "base {name}", name = found.base);
    }
    if analysis.plan.regimes.len() > 1 {
        head += language.comma();
        head += &say!(language, "{regime} regime", regime = language.of(&found.regime));
    }
    if let Indices::Slopes(slopes) = &found.indices {
        let share = short(slopes.r2);
        head += language.semicolon();
        head += &say!(language, "straight lines explain {share} of the variance", share = share);
    }
    say!(language, "{what}:", what = head)
}

/// The factors by importance.
fn table(analysis: &Analysis, found: &Found, language: Language) -> String {
    let interval_of_95 = phrase!("95% interval");
    let header = match &found.indices {
        Indices::Effects(_) => ["mu*", interval_of_95, "mu", "sigma"],
        Indices::Shares(_) => [phrase!("total"), interval_of_95, phrase!("first"), interval_of_95],
        Indices::Slopes(_) => ["src", interval_of_95, "srrc", interval_of_95],
        Indices::Swings(_) => [phrase!("swing"), phrase!("low"), phrase!("middle"), phrase!("high")],
    };
    let header: Vec<&str> =
        std::iter::once(phrase!("factor")).chain(header).map(|name| language.of(name)).collect();
    let rows = found.indices.order().into_iter().map(|k| {
        let cells = match &found.indices {
            Indices::Effects(effects) => {
                let of = effects[k];
                [short(of.mu_star.value), interval(of.mu_star, language), short(of.mu), short(of.sigma)]
            }
            Indices::Shares(shares) => pair(shares[k].total, shares[k].first, language),
            Indices::Slopes(slopes) => pair(slopes.src[k], slopes.srrc[k], language),
            Indices::Swings(swings) => {
                [swings[k].size(), swings[k].low, swings[k].middle, swings[k].high].map(short)
            }
        };
        std::iter::once(analysis.plan.factors[k].name.clone()).chain(cells).collect()
    });
    print::table(&header, &[1, 2, 3, 4], rows)
}

fn pair(one: Estimate, other: Estimate, language: Language) -> [String; 4] {
    [short(one.value), interval(one, language), short(other.value), interval(other, language)]
}

fn interval(estimate: Estimate, language: Language) -> String {
    let said =
        |[low, high]: [f64; 2]| say!(language, "{low} to {high}", low = short(low), high = short(high));
    estimate.bounds.map_or(String::new(), said)
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
