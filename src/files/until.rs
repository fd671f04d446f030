//! What the manifest says of a run whose number of replications followed from a half-width.

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
    pub fn reached(&self) -> String {
        let Self { metric, unit, half_width, replications, analyses, .. } = self;
        let reached = self
            .reached
            .map_or("can't be computed".to_string(), |reached| format!("is {} {unit}", digits(reached)));
        let analyses = if *analyses == 1 {
            "1 interim analysis".to_string()
        } else {
            format!("{analyses} interim analyses")
        };
        let regimes = self.intervals.iter().any(|one| one.regime != self.intervals[0].regime);
        let each = if regimes { " of each regime" } else { "" };
        let most = if self.met { "" } else { ", the most allowed" };
        format!(
            "the half-width of {metric} {reached} with {replications} replications{each}{most} ({analyses}); {half_width} was asked for"
        )
    }

    /// How it was analysed, and what that means for intervals.
    pub fn method(&self) -> String {
        let schedule: Vec<String> = self.schedule.iter().map(u32::to_string).collect();
        let arms = if self.intervals.len() > 1 {
            " The widest of all alternatives and regimes counts, each covering by itself."
        } else {
            ""
        };
        format!(
            "It was looked after {} replications at most, until the half-width was met. The 5% by which an interval may miss is split over \
             these {} interim analyses (quantile {:.5} of Student's t), so that the interval in manifest.json covers at least 95% (as far as \
             Student's t fits the metric) although it was looked several times; those in the tables are plain 95% intervals.{arms}",
            schedule.join(", "),
            schedule.len(),
            self.quantile,
        )
    }
}

/// Three significant digits.
fn digits(x: f64) -> String {
    format!("{x:.2e}").parse::<f64>().unwrap_or(x).to_string()
}
