//! Replications until a half-width is met: interim analyses at fixed numbers of them
//! ([`crate::stats::interim`]), so that neither threads nor interruptions change where a run stops.

use crate::error::Result;
use crate::experiment::parts::Part;
use crate::experiment::simulator::{Measured, Simulator};
use crate::files::until::{IntervalEntry, UntilEntry};
use crate::month::model::{Scenario, Until};
use crate::stats::interim;
use std::collections::BTreeMap;
use std::path::Path;

/// The numbers of the runs that there must be at each interim analysis; one list when their number is fixed.
pub(crate) fn stages<S: Simulator>(simulator: &S, scenario: &Scenario) -> Vec<Vec<u32>> {
    match &scenario.until {
        None => vec![(0..scenario.replications).collect()],
        Some(until) => until.analyses().into_iter().map(|each| simulator.runs(each)).collect(),
    }
}

/// The interim analysis numbered `stage`, over the parts of the runs that are there by then.
pub(crate) fn analysis<S: Simulator>(
    simulator: &S,
    scenario: &Scenario,
    until: &Until,
    folder: &Path,
    (stage, parts): (usize, &BTreeMap<u32, Part>),
) -> Result<UntilEntry> {
    let schedule = until.analyses();
    let measured = simulator.measure(scenario, folder, parts, &until.metric)?;
    let interval = |one: Measured| {
        let found = interim::interval(&one.values, schedule.len());
        let replications = one.values.len() as u32;
        let [mean, half_width] = found.map_or([None; 2], |found| found.map(Some));
        IntervalEntry { regime: one.regime, arm: one.arm, replications, mean, half_width }
    };
    let intervals: Vec<IntervalEntry> = measured.into_iter().map(interval).collect();
    let widest = |widest: Option<f64>, one: &IntervalEntry| Some(widest?.max(one.half_width?));
    let reached = if intervals.is_empty() { None } else { intervals.iter().fold(Some(0.0), widest) };
    Ok(UntilEntry {
        metric: until.metric.clone(),
        unit: until.unit(&scenario.economy.currency_unit),
        half_width: until.half_width,
        min: until.min,
        max: until.max,
        quantile: 1.0 - interim::MISS / 2.0 / schedule.len() as f64,
        analyses: stage as u32 + 1,
        replications: schedule[stage],
        reached,
        met: reached.is_some_and(|reached| reached <= until.half_width),
        intervals,
        schedule,
    })
}
