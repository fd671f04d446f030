//! One replication of a comparison: the months before the arms differ once, then each arm from a copy.

use super::arms::Arm;
use super::follow::{COLUMNS, Cohort, Followed, Teller};
use super::shapley::{Games, Outcome, outcome};
use crate::month::model::Scenario;
use crate::month::tally::Count;
use crate::simulation::fork::first_difference;
use crate::simulation::population::BurnedIn;
use crate::simulation::{Run, Watch, settling_months};
use crate::stats::recorder::Recorder;
use crate::stats::table::{RunTables, Table};
use std::sync::Arc;

/// Months within which a failure in the base counts for perfect information.
const FORESIGHT: u16 = 24;

/// Months that [`replication`] reports, of arms that share so many; with coalitions they are as many more as those simulated beside the arms.
pub fn months(arms: &[Arm], shared: u32) -> u32 {
    months_of(&arms[0].scenario, arms.len(), shared)
}

/// Months of so many arms and coalitions.
pub(super) fn months_of(base: &Scenario, count: usize, shared: u32) -> u32 {
    settling_months(base) + shared + count as u32 * (base.months - shared)
}

/// Simulates all arms, the base first, with common random numbers. `None` when `watch` stopped it.
pub fn replication(arms: &[Arm], start: &BurnedIn, replication: u32, watch: Watch) -> Option<RunTables> {
    with_coalitions(arms, &Games::default(), start, replication, watch)
}

/// [`replication`], and what the coalitions of policies come to whose shares are wanted.
pub fn with_coalitions(arms: &[Arm], games: &Games, start: &BurnedIn, replication: u32, watch: Watch) -> Option<RunTables> {
    let base = &arms[0].scenario;
    let mut run = Run::new(base, start, replication);
    let norms = run.norms().clone();
    let mut recorder = Recorder::new(base, &norms, replication, &arms[0].name);
    let (mut before, mut done) = (0u64, 0);
    let mut tick = || {
        done += 1;
        watch(done)
    };
    for _ in 0..settling_months(base) {
        let report = run.settle();
        before += report.tally.total(Count::Firms) as u64;
        recorder.warm(&report.tally);
        if !tick() {
            return None;
        }
    }
    run.fidelity(&mut recorder);
    run.begin(false);
    let scenarios: Vec<Scenario> = arms.iter().map(|arm| &arm.scenario).chain(&games.extra).cloned().collect();
    let shared = first_difference(&scenarios, &norms).since(base.start) as u32;
    for _ in 0..shared {
        let report = run.month();
        recorder.month(&run.state, &report);
        if !tick() {
            return None;
        }
    }
    let left = base.months - shared;
    let cohort = Cohort::of(&run.state, &norms, left);
    let mut fates = Table::new(COLUMNS);
    let mut whole: Option<RunTables> = None;
    let mut base_followed: Option<Followed> = None;
    let mut outcomes: Vec<Outcome> = Vec::new();
    let shared_firm_months = recorder.firm_months();
    for Arm { name, scenario, to_failing } in arms {
        let mut scenario = scenario.clone();
        if let (true, Some(base)) = (*to_failing, &base_followed) {
            // Perfect information: the firms that fail in the base within two years.
            let failing: Arc<[u64]> = base.failures(&cohort, FORESIGHT).into();
            scenario.policies.iter_mut().for_each(|policy| policy.target.firms = Some(failing.clone()));
        }
        let mut own = run.fork(&scenario);
        let mut recorder = recorder.fork(&scenario, &norms, name);
        let mut followed = Followed::new(&cohort);
        let teller = Teller { scenario: &scenario, arm: name, replication, norms: &norms };
        for month in 1..=left as u16 {
            let report = own.month();
            recorder.month(&own.state, &report);
            followed.hear(&cohort, &report);
            if let (Some(base), true) = (&base_followed, cohort.horizons.contains(&month)) {
                teller.report(&cohort, base, &followed, &own.state, &mut fates);
            }
            if !tick() {
                return None;
            }
        }
        let tables = recorder.finish(before, own.bytes());
        base_followed.get_or_insert(followed);
        if !games.games.is_empty() {
            outcomes.push(outcome(&tables, shared, &cohort.horizons));
        }
        match &mut whole {
            None => whole = Some(tables),
            Some(whole) => {
                // What arms share was simulated once.
                whole.firm_months += tables.firm_months - shared_firm_months;
                whole.append(tables);
            }
        }
    }
    let mut whole = whole?;
    for scenario in &games.extra {
        let mut own = run.fork(scenario);
        let mut recorder = recorder.fork(scenario, &norms, "");
        for _ in 0..left {
            let report = own.month();
            recorder.month(&own.state, &report);
            if !tick() {
                return None;
            }
        }
        whole.firm_months += recorder.firm_months() - shared_firm_months;
        outcomes.push(outcome(&recorder.finish(before, own.bytes()), shared, &cohort.horizons));
    }
    if !games.games.is_empty() {
        whole.coalitions = games.report(&base.regime, replication, &cohort.horizons, &outcomes);
    }
    Some(RunTables { fates, ..whole })
}
