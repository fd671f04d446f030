//! Splitting: a replication saved at the end of a reported month, and carried on, perhaps under another
//! scenario.
//!
//! What is saved is everything that later months depend on: the economy, what founding changed in the norms,
//! and what has been recorded. All else follows from scenario, seed and the number of the replication.

use crate::economy::norms::Norms;
use crate::levers;
use crate::month::model::Scenario;
use crate::month::tally::Count;
use crate::rng::Draws;
use crate::simulation::months::{BASE_ARM, Watch, last_month, norms, settling_months};
use crate::simulation::population::BurnedIn;
use crate::simulation::run::Run;
use crate::state::renumber::renumber;
use crate::state::save::{read_block, write_block};
use crate::state::{State, block::Block};
use crate::stats::recorder::Recorder;
use crate::stats::recorder::kept::Kept;
use crate::stats::run_tables::RunTables;
use crate::units::Month;
use serde::{Deserialize, Serialize};

/// What of a saved replication is not firms.
#[derive(Debug, Serialize, Deserialize)]
struct Rest {
    /// Without its blocks.
    state: State,
    /// How many blocks follow.
    blocks: usize,
    output: Vec<f64>,
    final_demand: Vec<[f64; 4]>,
    kept: Kept,
    /// Firm-months of the settling months.
    before: u64,
}

/// A replication read back from its chunks.
#[derive(Debug)]
pub struct Saved(Rest);

impl Saved {
    /// Reads a replication; `take` gives the next chunk, in the order in which [`Run::save`] put them. `None`
    /// when they are not whole.
    pub fn read(take: &mut dyn FnMut() -> Option<Vec<u8>>) -> Option<Saved> {
        let mut rest: Rest = postcard::from_bytes(&take()?).ok()?;
        rest.state.blocks = vec![Block::empty(); rest.blocks];
        for block in &mut rest.state.blocks {
            read_block(block, &take()?)?;
        }
        Some(Saved(rest))
    }

    /// The economy.
    pub fn state(&self) -> &State {
        &self.0.state
    }
}

impl<'a> Run<'a> {
    /// Hands all that later months depend on to `put`, in chunks of a block at most, with what has been
    /// recorded and the firm-months of the settling months.
    ///
    /// # Errors
    /// What `put` answers.
    pub fn save<E>(
        &self,
        kept: &Kept,
        before: u64,
        put: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        /// [`Rest`], by reference: a state is not copied to be saved.
        #[derive(Serialize)]
        struct Parts<'p>(&'p State, usize, &'p [f64], &'p [[f64; 4]], &'p Kept, u64);
        let norms = &self.norms;
        let blocks = &self.state.blocks;
        let rest = Parts(&self.state, blocks.len(), &norms.output, &norms.final_demand, kept, before);
        put(&postcard::to_allocvec(&rest).expect("a state is plain data"))?;
        let mut bytes = Vec::new();
        for block in blocks {
            bytes.clear();
            write_block(block, &mut bytes);
            put(&bytes)?;
        }
        Ok(())
    }

    /// Carries a saved replication on under `scenario`; it was simulated under `from`, which differs in
    /// shocks and policies alone, none of which had begun.
    fn resume(scenario: &'a Scenario, saved: Rest, from: &Scenario, replication: u32) -> Run<'a> {
        let norms = Norms { output: saved.output, final_demand: saved.final_demand, ..norms(scenario) };
        let mut state = saved.state;
        renumber(&mut state, &from.policies, &scenario.policies);
        let policy_keys = scenario.policies.iter().map(levers::draw_key).collect();
        let draws = Draws::new(scenario.seed, u64::from(replication));
        Run { scenario, norms, draws, policy_keys, state, places: Vec::new(), follow: false }
    }
}

/// What a replication begins from.
#[derive(Debug)]
pub enum Origin<'a> {
    /// A burned-in population, from which a starting one is drawn.
    Start(&'a BurnedIn),
    /// A saved replication, and the scenario under which it was simulated.
    Saved(Box<Saved>, &'a Scenario),
}

/// Simulates one replication to its end. `None` when `watch` stopped it.
pub fn finish(scenario: &Scenario, origin: Origin, replication: u32, watch: Watch) -> Option<RunTables> {
    let tables = |run: Run, recorder: Recorder, before: u64| recorder.finish(before, run.bytes());
    simulate_until(scenario, origin, replication, last_month(scenario), watch, tables)
}

/// Simulates one replication to the end of the reported month `last`; `then` gets the run, what was recorded
/// and the firm-months of the settling months. `None` when `watch` stopped it.
pub fn simulate_until<'a, T>(
    scenario: &'a Scenario,
    origin: Origin,
    replication: u32,
    last: Month,
    watch: Watch,
    then: impl FnOnce(Run<'a>, Recorder, u64) -> T,
) -> Option<T> {
    let mut done = 0;
    let mut tick = || {
        done += 1;
        watch(done)
    };
    let (mut run, mut before, kept) = match origin {
        Origin::Start(start) => (Run::new(scenario, start, replication), 0, None),
        Origin::Saved(saved, from) => {
            let Saved(mut rest) = *saved;
            let kept = (std::mem::take(&mut rest.kept), from);
            let before = rest.before;
            (Run::resume(scenario, rest, from, replication), before, Some(kept))
        }
    };
    let norms = run.norms().clone();
    let mut recorder = match kept {
        Some((kept, from)) => {
            let mut earlier = Recorder::new(from, &norms, replication, BASE_ARM);
            earlier.take_up(kept);
            earlier.fork(scenario, &norms, BASE_ARM)
        }
        None => {
            let mut recorder = Recorder::new(scenario, &norms, replication, BASE_ARM);
            for _ in 0..settling_months(scenario) {
                let report = run.settle();
                before += report.tally.total(Count::Firms) as u64;
                recorder.warm(&report.tally);
                if !tick() {
                    return None;
                }
            }
            run.fidelity(&mut recorder);
            run.begin(replication == 0);
            recorder.balances(&run.state);
            recorder
        }
    };
    while run.state.now < last {
        let report = run.month();
        recorder.month(&run.state, &report);
        if !tick() {
            return None;
        }
    }
    Some(then(run, recorder, before))
}
