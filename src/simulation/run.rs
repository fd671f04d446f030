//! A replication month by month: starting population, settling, reported months, forks.

use crate::classes::SIZES;
use crate::economy::CashDaysOf;
use crate::economy::norms::Norms;
use crate::levers;
use crate::month::ctx::Setting;
use crate::month::model::Scenario;
use crate::month::out::Report;
use crate::month::outgo;
use crate::month::{Stage, step, step_timed};
use crate::rng::{Draws, Purpose};
use crate::simulation::initial_balances;
use crate::simulation::months::{norms, settling_firms, settling_months};
use crate::simulation::population::{self, BurnedIn, Place};
use crate::state::State;
use crate::state::block::{Block, DENSE_BYTES, flag};
use crate::state::renumber::renumber;
use crate::state::scratch::SCRATCH_BYTES;
use crate::state::slots::BLOCK;
use crate::stats::factors;
use crate::stats::recorder::Recorder;
use crate::terms::Terms;

/// A replication that can be carried on month by month.
#[derive(Debug)]
pub struct Run<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) norms: Norms,
    pub(super) draws: Draws,
    pub(super) policy_keys: Vec<i64>,
    /// The economy.
    pub state: State,
    pub(super) places: Vec<Place>,
    /// Closures are reported one by one, and what each firm gets from each policy is kept.
    pub(super) follow: bool,
}

impl<'a> Run<'a> {
    /// Draws the starting population of a replication, at the end of the month before its settling months.
    pub fn new(scenario: &'a Scenario, start: &BurnedIn, replication: u32) -> Run<'a> {
        let firms = settling_firms(scenario);
        let mut norms = norms(scenario);
        let draws = Draws::new(scenario.seed, u64::from(replication));
        let policy_keys = scenario.policies.iter().map(levers::draw_key).collect();
        let before = scenario.start.plus(-(settling_months(scenario) as i32) - 1);
        let places = population::places(scenario, firms, draws.stream(Purpose::Population, 0));
        let banks = initial_balances::banks(scenario);
        let blocks = {
            let setting =
                Setting { scenario, norms: &norms, draws, policy_keys: &[], settling: true, follow: false };
            population::resample(start, &setting, before.0, &places, &banks)
        };
        let state = initial_balances::state(
            scenario,
            &mut norms,
            blocks,
            banks,
            before,
            &start.exit_rate,
            &start.margin,
            draws,
        );
        Run { scenario, norms, draws, policy_keys, state, places, follow: false }
    }

    /// One month before the reported ones: no shock, no policy, references follow.
    pub fn settle(&mut self) -> Report {
        let setting = Setting {
            scenario: self.scenario,
            norms: &self.norms,
            draws: self.draws,
            policy_keys: &self.policy_keys,
            settling: true,
            follow: self.follow,
        };
        let mut terms = Terms::normal(&self.norms, self.scenario.policies.len());
        step(&mut self.state, &setting, &mut terms)
    }

    /// One reported month.
    pub fn month(&mut self) -> Report {
        self.month_timed(&mut |_| {})
    }

    /// One reported month; `done` hears of each of its stages when it is over.
    pub fn month_timed(&mut self, done: &mut dyn FnMut(Stage)) -> Report {
        let setting = Setting {
            scenario: self.scenario,
            norms: &self.norms,
            draws: self.draws,
            policy_keys: &self.policy_keys,
            settling: false,
            follow: self.follow,
        };
        let mut terms =
            crate::month::in_force::of(self.scenario, &self.norms, self.state.now.plus(1), Some(self.draws));
        step_timed(&mut self.state, &setting, &mut terms, done)
    }

    /// Marks the firms alive as founding ones, and those to be traced; what happened to them so far does not
    /// count.
    pub fn begin(&mut self, trace: bool) {
        let traced: Vec<u64> = if trace {
            self.scenario
                .trace
                .iter()
                .map(|ordinal| population::initial_identity(u64::from(*ordinal)))
                .collect()
        } else {
            Vec::new()
        };
        for b in &mut self.state.blocks {
            b.side.begin();
            b.side.factors = vec![0; BLOCK];
            for i in 0..BLOCK {
                if b.lives(i) {
                    b.mark(i, flag::FOUNDING, true);
                    b.set_first_class(i, b.class[i]);
                    b.side.factors[i] = factors::pattern(b, i, self.state.now.0);
                    let wanted = traced.contains(&b.id[i]);
                    b.mark(i, flag::TRACED, wanted);
                }
            }
        }
    }

    /// The same economy, carried on from now under another scenario, which may differ in shocks and policies
    /// alone; its firms are followed one by one.
    pub fn fork<'b>(&self, scenario: &'b Scenario) -> Run<'b> {
        let mut run = self.branch(scenario);
        for b in &mut run.state.blocks {
            b.side.received.keep(scenario.policies.len());
        }
        run.follow = true;
        run
    }

    /// The same as [`Run::fork`], but nobody is followed.
    pub fn branch<'b>(&self, scenario: &'b Scenario) -> Run<'b> {
        let copy = Run {
            places: Vec::new(),
            norms: self.norms.clone(),
            policy_keys: Vec::new(),
            state: self.state.clone(),
            ..*self
        };
        copy.go_on_under(scenario)
    }

    /// The same as [`Run::branch`], without a copy.
    pub fn go_on_under<'b>(self, scenario: &'b Scenario) -> Run<'b> {
        let Run { norms, draws, mut state, .. } = self;
        renumber(&mut state, &self.scenario.policies, &scenario.policies);
        let policy_keys = scenario.policies.iter().map(levers::draw_key).collect();
        Run { scenario, norms, draws, policy_keys, state, places: Vec::new(), follow: false }
    }

    /// The scenario that it runs under.
    pub fn scenario(&self) -> &Scenario {
        self.scenario
    }

    /// The normal month that the run is held against.
    pub fn norms(&self) -> &Norms {
        &self.norms
    }

    /// Mean pay per worker and month in a sector, minor units.
    pub fn normal_pay(&self, sector: usize) -> f64 {
        let cells = sector * self.norms.regions..(sector + 1) * self.norms.regions;
        cells.map(|cell| self.norms.wage[cell] * self.state.market.region_share[cell]).sum()
    }
    /// Unavoidable outgo of a firm in a month at normal wages, minor units; see [`outgo`].
    pub fn outgo(&self, b: &Block, i: usize) -> f64 {
        let cell = self.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
        outgo::at_wage(b, i, self.norms.wage[cell])
    }
    /// All that a firm pays out in a usual month, minor units.
    pub fn outflow(&self, b: &Block, i: usize) -> f64 {
        let margin = self.scenario.economy.sectors[usize::from(b.sector[i])].margin;
        f64::from(b.normal_sales[i]) * (1.0 - margin)
    }
    /// Labour cost over sales in a sector in normal times.
    pub fn labour_share(&self, sector: usize) -> f64 {
        self.norms.labour[sector]
    }

    /// Bytes: dense columns and scratch a firm, side tables, everything.
    pub fn bytes(&self) -> [u64; 3] {
        let side: usize = self.state.blocks.iter().map(|b| b.side.bytes()).sum();
        let blocks = self.state.blocks.len() * size_of::<Block>();
        [(DENSE_BYTES + SCRATCH_BYTES) as u64, side as u64, (blocks + side) as u64]
    }

    /// How well the starting population meets its targets.
    pub(crate) fn fidelity(&self, recorder: &mut Recorder) {
        let economy = &self.scenario.economy;
        let firms = self.places.len() as f64;
        let share = |part: usize| part as f64 / firms;
        for (s, sector) in economy.sectors.iter().enumerate().filter(|(_, s)| s.has_firms) {
            let members: Vec<&Place> = self.places.iter().filter(|place| place.sector == s).collect();
            recorder.fidelity(
                "share of firms by sector",
                &sector.id,
                sector.firm_share,
                share(members.len()),
            );
            let mean = members.iter().map(|place| f64::from(place.people)).sum::<f64>()
                / members.len().max(1) as f64;
            recorder.fidelity("mean headcount by sector", &sector.id, sector.mean_size, mean);
        }
        for (r, region) in economy.regions.iter().enumerate() {
            let members = self.places.iter().filter(|place| place.region == r).count();
            recorder.fidelity("share of firms by region", &region.id, region.firm_share, share(members));
        }
        let firms_of = |block: &Block| (0..BLOCK).filter(|i| block.lives(*i)).collect::<Vec<usize>>();
        let mut ages = vec![0usize; self.norms.age_shares.len()];
        let mut classes = [0usize; 3];
        let mut cash = vec![Vec::new(); economy.sectors.len()];
        for b in &self.state.blocks {
            for i in firms_of(b) {
                let years = (b.age(i, self.state.now.0).max(0) / 12) as usize;
                ages[years.min(self.norms.age_shares.len() - 1)] += 1;
                classes[usize::from(b.class[i]).min(2)] += 1;
                let s = usize::from(b.sector[i]);
                let outgo = match economy.cash_days_of {
                    CashDaysOf::Outgo => self.outgo(b, i),
                    CashDaysOf::Outflows => self.outflow(b, i),
                };
                cash[s].push(30.0 * b.cash[i].real() / outgo.max(1.0));
            }
        }
        let alive: usize = ages.iter().sum();
        for (years, (target, count)) in self.norms.age_shares.iter().zip(&ages).enumerate() {
            recorder.fidelity(
                "share of firms by age in years",
                &years.to_string(),
                *target,
                *count as f64 / alive.max(1) as f64,
            );
        }
        for (class, count) in classes.iter().enumerate() {
            recorder.fidelity(
                "share of firms by size class (no target)",
                SIZES[class],
                f64::NAN,
                *count as f64 / alive.max(1) as f64,
            );
        }
        for (s, sector) in economy.sectors.iter().enumerate().filter(|(_, s)| s.has_firms) {
            let days = &mut cash[s];
            days.sort_by(f64::total_cmp);
            let median = days.get(days.len() / 2).copied().unwrap_or(0.0);
            recorder.fidelity("median cash by sector, days", &sector.id, sector.cash_days, median);
        }
    }
}
