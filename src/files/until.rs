//! What the manifest says of a run whose number of replications followed from a half-width.

use crate::language::Language;
use crate::say;
use serde::{Deserialize, Serialize};

/// What was asked for, and what was reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct UntilEntry {
    pub metric: String,
    pub unit: String,
    /// The half-width asked for.
    pub half_width: f64,
    pub min: u32,
    pub max: u32,
    /// Numbers of replications (of each regime) at which it might be looked.
    pub schedule: Vec<u32>,
    /// The quantile of Student's t by which half-widths are made: 1 − 0.025 over the number of interim
    /// analyses that might be.
    pub quantile: f64,
    /// Looks made.
    #[serde(alias = "looks")]
    pub analyses: u32,
    /// Replications, of each regime.
    pub replications: u32,
    /// The widest half-width at the last interim analysis; none when there was nothing to take it from.
    pub reached: Option<f64>,
    /// Whether it is as narrow as was asked for.
    pub met: bool,
    /// The interval of each regime and arm at the last interim analysis.
    pub intervals: Vec<IntervalEntry>,
}

/// An interval whose half-width counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct IntervalEntry {
    pub regime: String,
    pub arm: String,
    /// Replications that have the metric.
    pub replications: u32,
    pub mean: Option<f64>,
    pub half_width: Option<f64>,
}

impl UntilEntry {
    /// What was reached, in a sentence.
    pub fn reached(&self, language: Language) -> String {
        let count = self.replications;
        let regimes = self.intervals.iter().any(|one| one.regime != self.intervals[0].regime);
        let runs = match (regimes, self.met) {
            (false, true) => say!(language, "{count} replications", count = count),
            (true, true) => say!(language, "{count} replications of each regime", count = count),
            (false, false) => say!(language, "{count} replications, the most allowed", count = count),
            (true, false) => {
                say!(language, "{count} replications of each regime, the most allowed", count = count)
            }
        };
        let reached = self.reached.map_or_else(
            || say!(language, "can't be computed").to_string(),
            |reached| {
                say!(language, "is {value} {unit}", value = digits(reached), unit = language.of(&self.unit))
            },
        );
        let analyses = match self.analyses {
            1 => say!(language, "1 interim analysis").to_string(),
            count => say!(language, "{count} interim analyses", count = count),
        };
        say!(
            language,
            "the half-width of {metric} {reached} with {runs} ({analyses}); {half_width} was asked for",
            metric = self.metric,
            reached = reached,
            runs = runs,
            analyses = analyses,
            half_width = self.half_width
        )
    }

    /// How it was analysed, and what that means for intervals.
    pub fn method(&self, language: Language) -> String {
        let schedule: Vec<String> = self.schedule.iter().map(u32::to_string).collect();
        let how = say!(
            language,
            "It was looked after {schedule} replications at most, until the half-width was met. The 5% by which an interval may miss is split over \
             these {count} interim analyses (quantile {quantile} of Student's t), so that the interval in manifest.json covers at least 95% (as far as \
             Student's t fits the metric) although it was looked several times; those in the tables are plain 95% intervals.",
            schedule = language.list(&schedule),
            count = schedule.len(),
            quantile = format!("{:.5}", self.quantile)
        );
        let widest = match self.intervals.len() {
            0 | 1 => "",
            _ => {
                say!(language, "The widest of all alternatives and regimes counts, each covering by itself.")
            }
        };
        language.sentences(&[how.as_str(), widest])
    }
}

/// Three significant digits.
fn digits(x: f64) -> String {
    format!("{x:.2e}").parse::<f64>().unwrap_or(x).to_string()
}
