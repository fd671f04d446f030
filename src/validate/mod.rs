//! Validation: the model without shock and policy against published facts, each measured by its source's own
//! definition.
//!
//! | file | what it does |
//! | --- | --- |
//! | `target.rs` | a published number, and how it is measured |
//! | `targets.rs` | the published numbers read, with bands and sources |
//! | `crisis/` | a crisis against published facts |
//! | `themes.rs` | what facts are about |
//! | `report/` | a folder of one comparison with published facts: table, chart, page |
//! | `panel.rs` | runs the model and watches it |
//! | `moments.rs` | how each number is measured |
//! | `flows.rs` | those of them that count who came, who went and which jobs did, from one yearly count to the next |

pub mod crisis;
pub mod flows;
pub mod moments;
pub mod panel;
pub mod report;
pub mod target;
pub mod targets;
pub mod themes;

use crate::month::model::Scenario;
use crate::phrase;
use crate::simulation::population::BurnedIn;
use panel::Panel;
use rayon::prelude::*;
use target::Target;

/// What a comparison says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Within the band.
    Pass,
    /// Within one and a half bands.
    Warn,
    /// Outside.
    Fail,
    /// Of another population or year than the one simulated, or not measurable in this run: not scored.
    NotScored,
}

impl Verdict {
    /// The verdict as printed, a phrase.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Pass => phrase!("PASS"),
            Verdict::Warn => phrase!("WARN"),
            Verdict::Fail => phrase!("FAIL"),
            Verdict::NotScored => "-",
        }
    }
}

/// A target beside what the model gives.
#[derive(Clone, Debug)]
pub struct Score {
    /// The published number.
    pub target: Target,
    /// The model's: mean over replications.
    pub model: Option<f64>,
    /// Its Monte-Carlo standard error; none with one replication.
    pub error: Option<f64>,
    /// What that means.
    pub verdict: Verdict,
}

/// Scores the targets. A band is at least two Monte-Carlo standard errors wide on each side.
pub fn score(targets: Vec<Target>, panels: &[Panel]) -> Vec<Score> {
    let score = |target: Target| {
        let values: Vec<f64> =
            panels.iter().filter_map(|panel| (target.moment.measure)(panel, &target)).collect();
        let n = values.len() as f64;
        let model =
            (!values.is_empty() && values.len() == panels.len()).then(|| values.iter().sum::<f64>() / n);
        let error = model.filter(|_| values.len() > 1).map(|mean| {
            let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
            (squares / (n - 1.0) / n).sqrt()
        });
        let verdict = match model {
            Some(model) if target.other_profile.is_none() => {
                judge(target.value, target.band, model, error.unwrap_or(0.0))
            }
            _ => Verdict::NotScored,
        };
        Score { target, model, error, verdict }
    };
    targets.into_iter().map(score).collect()
}

/// The verdict on a target, given the model's number and its Monte-Carlo standard error.
pub fn judge(value: f64, [low, high]: [f64; 2], model: f64, error: f64) -> Verdict {
    let (down, up) = ((value - low).max(2.0 * error), (high - value).max(2.0 * error));
    let room = if model < value { down } else { up };
    let off = (model - value).abs();
    if off <= room {
        Verdict::Pass
    } else if off <= 1.5 * room {
        Verdict::Warn
    } else {
        Verdict::Fail
    }
}

/// The scenario as it is validated: without shocks and policies.
pub fn quiet(scenario: &Scenario) -> Scenario {
    Scenario { shocks: Vec::new(), policies: Vec::new(), trace: Vec::new(), ..scenario.clone() }
}

/// Watches all replications. `None` when asked to stop.
pub fn watch(
    scenario: &Scenario,
    start: &BurnedIn,
    go_on: &(dyn Fn(u32) -> bool + Sync),
) -> Option<Vec<Panel>> {
    (0..scenario.replications)
        .into_par_iter()
        .map(|replication| panel::watch(scenario, start, replication, go_on))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::target::Moment;
    use super::*;

    pub(super) fn target(moment: &'static Moment) -> Target {
        Target {
            id: "X".into(),
            moment,
            counts: String::new(),
            sectors: Vec::new(),
            sizes: Vec::new(),
            founders: [0.0, f64::INFINITY],
            at: 0.0,
            value: 0.5,
            band: [0.4, 0.7],
            other_profile: None,
            source: String::new(),
        }
    }

    #[test]
    fn bands_worked_by_hand() {
        let judged = |model, error| judge(0.5, [0.4, 0.7], model, error);
        let verdicts = [0.4, 0.36, 0.34, 0.7, 0.79, 0.81].map(|model| judged(model, 0.0));
        use Verdict::{Fail, Pass, Warn};
        assert_eq!(verdicts, [Pass, Warn, Fail, Pass, Warn, Fail]);
        // Noise widens a band that is narrower.
        assert_eq!(judged(0.34, 0.1), Pass);
    }
}
