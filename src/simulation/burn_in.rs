//! The burn-in: firms simulated from a crude start, until records can be drawn from them.
//!
//! A burned-in population is kept and used again by other runs. So everything it depends on is one value,
//! [`BurnInInput`]: the computation is given nothing else, and the name of the kept file is a hash of that
//! value. An input can't be left out of the name, for what is not in the value can't be reached.

use crate::economy::Economy;
use crate::economy::norms::Norms;
use crate::month::ctx::Setting;
use crate::month::model::Scenario;
use crate::month::params::Params;
use crate::month::step;
use crate::month::tally::Count;
use crate::rng::{Draws, Purpose};
use crate::simulation::initial_balances;
use crate::simulation::months::{Watch, firms_before};
use crate::simulation::population;
use crate::simulation::population::BurnedIn;
use crate::state::State;
use crate::state::slots::BLOCK;
use crate::terms::Terms;
use crate::units::Month;

/// Closures a firm and month, before the burn-in has shown better.
const CRUDE_EXIT_RATE: f64 = 0.007;

/// Seed of the burn-in: the records do not belong to any replication.
const BURN_IN_SEED: u64 = 0x7469_6465_6f76_6572;

/// Everything that a burned-in population depends on. The derived debug form lists every number with the
/// digits that read back the same: names of kept files are hashes of it.
#[derive(Clone, Debug)]
pub struct BurnInInput {
    /// The country, without the file of published facts, which no result depends on.
    economy: Economy,
    /// All parameters.
    params: Params,
    /// First reported month: it places the burn-in in the calendar, with its seasons and published paths.
    start: Month,
}

impl BurnInInput {
    /// The part of a scenario that its burn-in depends on.
    pub fn of(scenario: &Scenario) -> BurnInInput {
        let economy = Economy { targets: None, crisis_targets: None, ..scenario.economy.clone() };
        BurnInInput { economy, params: scenario.params.clone(), start: scenario.start }
    }

    /// A hash of all of it, 32 hex digits.
    pub fn key(&self) -> String {
        blake3::hash(format!("{} {self:?}", crate::VERSION).as_bytes()).to_hex()[..32].to_string()
    }

    /// Months that [`BurnInInput::burn_in`] will report.
    pub fn months(&self) -> u32 {
        (self.params.population.burn_in_years * 12.0) as u32
    }

    /// The scenario that is simulated: no shocks, no policies; all else that a scenario holds is the same for
    /// every burn-in.
    fn scenario(&self) -> Scenario {
        let BurnInInput { economy, params, start } = self.clone();
        let firms = firms_before(&params, params.population.burn_in_firms, self.months());
        Scenario {
            economy,
            params,
            start,
            firms,
            months: 0,
            name: String::new(),
            title: String::new(),
            question: String::new(),
            source: String::new(),
            shocks: Vec::new(),
            policies: Vec::new(),
            replications: 1,
            until: None,
            seed: BURN_IN_SEED,
            regime: String::new(),
            quick: false,
            trace: Vec::new(),
        }
    }

    /// Simulates the burn-in from a crude start, without shocks and policies. `None` when `watch` stopped it.
    pub fn burn_in(&self, watch: Watch) -> Option<BurnedIn> {
        let quiet = self.scenario();
        let months = self.months() as i32;
        let mut norms = crate::month::norms::of(&quiet.economy, &quiet.params, f64::from(quiet.firms));
        let draws = Draws::new(quiet.seed, 0);
        let start = quiet.start.plus(-months - 1);
        let places = population::places(&quiet, quiet.firms, draws.stream(Purpose::Population, 0));
        let banks = initial_balances::banks(&quiet);
        let mut blocks = population::blocks_for(places.len());
        let count = blocks.len();
        {
            let setting = Setting {
                scenario: &quiet,
                norms: &norms,
                draws,
                policy_keys: &[],
                settling: true,
                follow: false,
            };
            for (k, place) in places.iter().enumerate() {
                let record = population::crude(place, start.0, &setting, &banks);
                blocks[k % count].put(k / count, &record);
                blocks[k % count].alive += 1;
            }
        }
        let rates = vec![CRUDE_EXIT_RATE; norms.sectors];
        let margins: Vec<f64> = quiet.economy.sectors.iter().map(|s| s.margin).collect();
        let mut state =
            initial_balances::state(&quiet, &mut norms, blocks, banks, start, &rates, &margins, draws);
        let setting = Setting {
            scenario: &quiet,
            norms: &norms,
            draws,
            policy_keys: &[],
            settling: true,
            follow: false,
        };
        let mut firm_months = 0;
        for month in 0..months {
            let mut terms = Terms::normal(&norms, 0);
            let report = step(&mut state, &setting, &mut terms);
            firm_months += report.tally.total(Count::Firms) as u64;
            if !watch(month as u32 + 1) {
                return None;
            }
        }
        Some(harvest(&state, &norms, firm_months))
    }
}

/// The burn-in of a scenario, for those who keep nothing. `None` when `watch` stopped it.
pub fn burn_in(scenario: &Scenario, watch: Watch) -> Option<BurnedIn> {
    BurnInInput::of(scenario).burn_in(watch)
}

/// Takes the records out of a burned-in state; months of birth become relative to its end.
fn harvest(state: &State, norms: &Norms, firm_months: u64) -> BurnedIn {
    let mut firms = Vec::new();
    let mut alive = vec![0.0; norms.sectors];
    for b in &state.blocks {
        for i in (0..BLOCK).filter(|i| b.lives(*i)) {
            let mut record = b.record(i);
            record.born -= state.now.0;
            alive[usize::from(record.sector)] += 1.0;
            firms.push((record, b.side.arrears(i)));
        }
    }
    let exit_rate = (0..norms.sectors)
        .map(|s| {
            let exits: f64 = state.entry.exits[s * norms.regions..(s + 1) * norms.regions].iter().sum();
            if alive[s] > 0.0 { exits / alive[s] } else { CRUDE_EXIT_RATE }
        })
        .collect();
    BurnedIn { firms, exit_rate, margin: state.entry.normal_margin.clone(), firm_months }
}
