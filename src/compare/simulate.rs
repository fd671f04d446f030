//! One replication of a comparison: the months before the arms differ once, then each arm from a copy.

use super::arm::Arm;
use super::follow::{Cohort, Followed, Teller};
use super::shapley::{Games, Outcome, outcome};
use super::tables::fates_by_replication;
use crate::economy::norms::Norms;
use crate::month::model::Scenario;
use crate::month::tally::Count;
use crate::simulation::fork::first_difference;
use crate::simulation::population::BurnedIn;
use crate::simulation::{Run, Watch, settling_months};
use crate::stats::columns;
use crate::stats::recorder::Recorder;
use crate::stats::run_tables::RunTables;
use crate::stats::tables::scorecard;
use crate::table::Table;
use std::sync::Arc;

/// Months within which a failure in the base counts for perfect information.
const FORESIGHT: u16 = 24;

/// Months that [`replication`] reports, of arms that share so many; with coalitions they are as many more as
/// those simulated beside the arms.
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
pub fn with_coalitions(
    arms: &[Arm],
    games: &Games,
    start: &BurnedIn,
    replication: u32,
    watch: Watch,
) -> Option<RunTables> {
    let base = &arms[0].scenario;
    let scenarios: Vec<Scenario> =
        arms.iter().map(|arm| &arm.scenario).chain(&games.extra).cloned().collect();
    let mut done = 0;
    let mut tick = || {
        done += 1;
        watch(done)
    };
    let run = Run::new(&scenarios[0], start, replication);
    let norms = run.norms().clone();
    let fork = Shared::simulate(run, &norms, &scenarios, (replication, &arms[0].name), &mut tick)?;
    let mut fates = columns::table(fates_by_replication::COLUMNS);
    let mut base_followed: Option<Followed> = None;
    let mut finished: Vec<RunTables> = Vec::new();
    for arm in arms {
        let (tables, followed) = fork.arm(arm, base_followed.as_ref(), &mut fates, &mut tick)?;
        base_followed.get_or_insert(followed);
        finished.push(tables);
    }
    let mut outcomes: Vec<Outcome> = Vec::new();
    if !games.games.is_empty() {
        outcomes.extend(finished.iter().map(|tables| fork.outcome(tables)));
    }
    let base_path = finished.first().map(|tables| tables.scorecard.clone()).unwrap_or_default();
    finished.iter_mut().for_each(|tables| scorecard::beside(&mut tables.scorecard, &base_path));
    let mut finished = finished.into_iter();
    let mut whole = finished.next()?;
    for tables in finished {
        // What arms share was simulated once.
        whole.firm_months += tables.firm_months - fork.firm_months();
        whole.append(tables);
    }
    for scenario in &games.extra {
        let (tables, firm_months) = fork.coalition(scenario, &mut tick)?;
        whole.firm_months += firm_months - fork.firm_months();
        outcomes.push(fork.outcome(&tables));
    }
    if !games.games.is_empty() {
        whole.coalitions = games.report(&base.regime, replication, &fork.cohort.horizons, &outcomes);
    }
    Some(RunTables { fates, ..whole })
}

/// What all arms have in common: the months before they first differ, and the firms alive then.
struct Shared<'a> {
    run: Run<'a>,
    recorder: Recorder<'a>,
    norms: &'a Norms,
    replication: u32,
    /// Reported months that arms share.
    months: u32,
    /// Months of each arm of its own.
    left: u32,
    /// Firm-months of the settling months.
    before: u64,
    cohort: Cohort,
}

impl<'a> Shared<'a> {
    /// Settles, then simulates the reported months in which the scenarios, the base's first, do not differ.
    /// `None` when `tick` stopped it.
    fn simulate(
        mut run: Run<'a>,
        norms: &'a Norms,
        scenarios: &'a [Scenario],
        (replication, name): (u32, &str),
        tick: &mut impl FnMut() -> bool,
    ) -> Option<Shared<'a>> {
        let base = &scenarios[0];
        let mut recorder = Recorder::new(base, norms, replication, name);
        let mut before = 0u64;
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
        let months = first_difference(scenarios, norms).since(base.start) as u32;
        for _ in 0..months {
            let report = run.month();
            recorder.month(&run.state, &report);
            if !tick() {
                return None;
            }
        }
        let left = base.months - months;
        let cohort = Cohort::of(&run.state, norms, left);
        Some(Shared { run, recorder, norms, replication, months, left, before, cohort })
    }

    /// Firm-months simulated so far, once for all arms.
    fn firm_months(&self) -> u64 {
        self.recorder.firm_months()
    }

    /// What the games of policies take from the tables of an arm or a coalition.
    fn outcome(&self, tables: &RunTables) -> Outcome {
        outcome(tables, self.months, &self.cohort.horizons)
    }

    /// Carries an arm on to its end and follows the cohort; with a base that was followed before, the fates
    /// of its firms go to `fates`.
    fn arm(
        &self,
        arm: &Arm,
        base: Option<&Followed>,
        fates: &mut Table,
        tick: &mut impl FnMut() -> bool,
    ) -> Option<(RunTables, Followed)> {
        let mut scenario = arm.scenario.clone();
        if let (true, Some(base)) = (arm.to_failing, base) {
            // Perfect information: the firms that fail in the base within two years.
            let failing: Arc<[u64]> = base.failures(&self.cohort, FORESIGHT).into();
            scenario.policies.iter_mut().for_each(|policy| policy.target.firms = Some(failing.clone()));
        }
        let mut own = self.run.fork(&scenario);
        let mut recorder = self.recorder.fork(&scenario, self.norms, &arm.name);
        let mut followed = Followed::new(&self.cohort);
        let teller =
            Teller { scenario: &scenario, arm: &arm.name, replication: self.replication, norms: self.norms };
        for month in 1..=self.left as u16 {
            let report = own.month();
            recorder.month(&own.state, &report);
            followed.hear(&self.cohort, &report);
            followed.see(&self.cohort, &own.state);
            if let (Some(base), true) = (base, self.cohort.horizons.contains(&month)) {
                teller.report(&self.cohort, base, &followed, &own.state, fates);
            }
            if !tick() {
                return None;
            }
        }
        Some((recorder.finish(self.before, own.bytes()), followed))
    }

    /// Carries a coalition of policies on to its end, of which nothing but its outcome is kept; its tables
    /// and firm-months.
    fn coalition(&self, scenario: &Scenario, tick: &mut impl FnMut() -> bool) -> Option<(RunTables, u64)> {
        let mut own = self.run.fork(scenario);
        let mut recorder = self.recorder.fork(scenario, self.norms, "");
        for _ in 0..self.left {
            let report = own.month();
            recorder.month(&own.state, &report);
            if !tick() {
                return None;
            }
        }
        let firm_months = recorder.firm_months();
        Some((recorder.finish(self.before, own.bytes()), firm_months))
    }
}
