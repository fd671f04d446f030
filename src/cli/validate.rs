//! `validate`: the model against published facts.

use super::{Global, print};
use crate::error::{Error, Result};
use crate::month::model::Scenario;
use crate::scenario;
use crate::scenario::keys::REGIMES;
use crate::simulation;
use crate::validate::target::Target;
use crate::validate::{self, Score, Verdict, panel::YEARS, targets};
use rayon::ThreadPoolBuilder;
use std::path::PathBuf;

/// Holds the model against published facts: PASS, WARN or FAIL for each, with its source
#[derive(clap::Args, Debug)]
#[command(
    after_help = "The scenario's shocks and policies are left out. Facts are those of the file that the economy pack names as \
    targets; each is measured by its source's own definition over twelve years. A fact of another population or year than the pack's is \
    shown and not scored. Exit code 6 when a fact fails.\n\n\
    Examples:\n  tideover validate\n  tideover validate scenarios/baseline.toml --regime strict --replications 4\n  tideover validate --regimes\n  tideover validate --json"
)]
pub(super) struct Validate {
    /// Scenario files; several stack from left to right
    #[arg(value_name = "SCENARIO", default_value = "scenarios/baseline.toml")]
    files: Vec<PathBuf>,
    /// The three behaviour regimes side by side
    #[arg(long, conflicts_with = "regime")]
    regimes: bool,
}

/// Replications when none are asked for: seeds are the small part of what is not known.
const REPLICATIONS: u32 = 2;

impl Validate {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let names: Vec<Option<&str>> =
            if self.regimes { REGIMES.map(Some).to_vec() } else { vec![global.regime.as_deref()] };
        let mut all: Vec<(String, Vec<Score>)> = Vec::new();
        for name in names {
            let mut overrides = global.overrides();
            overrides.replications = overrides.replications.or(Some(REPLICATIONS));
            overrides.regime = name.map(str::to_string);
            let scenario = validate::quiet(&scenario::load(&self.files, &overrides)?.scenario);
            let targets = targets::read(&scenario.economy)?;
            let scores = scores(&scenario, targets, global)?;
            all.push((scenario.regime, scores));
        }
        if global.json {
            print::json(
                &all.iter()
                    .flat_map(|(regime, scores)| scores.iter().map(|score| json(regime, score)))
                    .collect(),
            )?;
        } else if let [(_, scores)] = &all[..] {
            print::data(&format!("{}\n{}\n", table(scores), summary(scores)))?;
        } else {
            let lines: Vec<String> =
                all.iter().map(|(regime, scores)| format!("{regime}: {}", summary(scores))).collect();
            print::data(&format!("{}\n{}\n", side_by_side(&all), lines.join("\n")))?;
        }
        let failed =
            all.iter().flat_map(|(_, scores)| scores).filter(|score| score.verdict == Verdict::Fail).count();
        if failed == 0 {
            return Ok(());
        }
        let scored: usize = all.iter().map(|(_, scores)| scored(scores)).sum();
        Err(Error::Validation(format!("{failed} of {scored} facts are missed")))
    }
}

/// The regimes beside one another, each number with its verdict.
fn side_by_side(all: &[(String, Vec<Score>)]) -> String {
    let mut header = vec!["id", "fact", "published", "band"];
    header.extend(all.iter().map(|(regime, _)| regime.as_str()));
    let rows = all[0].1.iter().enumerate().map(|(row, first)| {
        let target = &first.target;
        let band = format!("{} to {}", short(target.band[0]), short(target.band[1]));
        let mut cells = vec![target.id.clone(), target.counts.clone(), short(target.value), band];
        cells.extend(all.iter().map(|(_, scores)| {
            let score = &scores[row];
            score
                .model
                .map_or("not measured".into(), |model| format!("{} {}", short(model), score.verdict.word()))
        }));
        cells
    });
    print::table(&header, &[2, 3, 4, 5, 6], rows)
}

fn scores(scenario: &Scenario, targets: Vec<Target>, global: &Global) -> Result<Vec<Score>> {
    let threads = global.threads.unwrap_or(0) as usize;
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|source| Error::Threads { what: None, source })?;
    let years = scenario.params.population.burn_in_years;
    let watched = scenario.replications;
    print::say(
        global.quiet,
        &format!(
            "burning in {years} years, then watching {watched} × {YEARS} years, regime {}",
            scenario.regime
        ),
    );
    let panels = pool.install(|| {
        let start = simulation::burn_in(scenario, &|_| true)?;
        validate::watch(scenario, &start, &|_| true)
    });
    Ok(validate::score(targets, &panels.expect("nobody stops it")))
}

/// A number with three digits that count.
fn short(x: f64) -> String {
    let digits = if x == 0.0 { 0 } else { (2 - crate::math::log10(x.abs()).floor() as i32).clamp(0, 5) };
    format!("{x:.*}", digits as usize)
}

fn table(scores: &[Score]) -> String {
    let row = |score: &Score| {
        let target = &score.target;
        let error = score.error.map_or(String::new(), |error| format!(" ± {}", short(error)));
        vec![
            target.id.clone(),
            target.counts.clone(),
            score.model.map_or("not measured".into(), |model| format!("{}{error}", short(model))),
            short(target.value),
            format!("{} to {}", short(target.band[0]), short(target.band[1])),
            match &target.other_profile {
                Some(profile) => format!("not scored: {profile}"),
                None => score.verdict.word().to_string(),
            },
        ]
    };
    print::table(&["id", "fact", "model", "published", "band", "verdict"], &[2, 3, 4], scores.iter().map(row))
}

fn scored(scores: &[Score]) -> usize {
    scores.iter().filter(|score| score.verdict != Verdict::NotScored).count()
}

fn summary(scores: &[Score]) -> String {
    let count = |verdict| scores.iter().filter(|score| score.verdict == verdict).count();
    format!(
        "{} of {} scored facts within their bands, {} near, {} missed; sources stand in the targets file",
        count(Verdict::Pass),
        scored(scores),
        count(Verdict::Warn),
        count(Verdict::Fail)
    )
}

fn json(regime: &str, score: &Score) -> serde_json::Value {
    let target = &score.target;
    serde_json::json!({
        "regime": regime, "id": target.id, "fact": target.counts, "moment": target.moment.name, "definition": target.moment.definition, "unit": target.moment.unit,
        "at": target.at, "model": score.model, "standard_error": score.error, "target": target.value, "low": target.band[0], "high": target.band[1],
        "verdict": score.verdict.word(), "profile": target.other_profile, "source": target.source,
    })
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn three_digits_count() {
        assert_eq!(
            [0.0, 0.0321, 0.5, 4.87, 48.4, 0.998].map(short),
            ["0", "0.0321", "0.500", "4.87", "48.4", "0.998"]
        );
    }
}
