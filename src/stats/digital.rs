//! What is told of digital levels and clusters by region: `digital.csv`.

use crate::economy::Economy;
use crate::levers;
use crate::month::Ctx;
use crate::scenario::Scenario;
use crate::state::block::{BLOCK, Block, flag};
use crate::stats::table::{Cell, round};
use crate::units::Month;

/// What is counted of the firms of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Told {
    Firms,
    One,
    Two,
    Three,
    Lead,
    Members,
    NormalSteps,
    EarlySteps,
}
const TOLD: usize = 8;

/// Counts by region; empty until something is counted.
#[derive(Clone, Debug, Default)]
pub struct DigitalTally(Vec<[i64; TOLD]>);

impl DigitalTally {
    /// Adds another tally.
    pub fn add(&mut self, other: &DigitalTally) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), [0; TOLD]);
        }
        for (sum, more) in self.0.iter_mut().zip(&other.0) {
            sum.iter_mut().zip(more).for_each(|(a, b)| *a += b);
        }
    }
    /// Counts one more.
    pub fn add_to(&mut self, regions: usize, region: usize, what: Told) {
        self.0.resize(regions, [0; TOLD]);
        self.0[region][what as usize] += 1;
    }
    /// Counts the firms of a block, dormant ones left out.
    pub fn count(&mut self, b: &Block, ctx: &Ctx) {
        (0..BLOCK).filter(|i| b.lives(*i) && !b.has(*i, flag::DORMANT)).for_each(|i| self.count_firm(b, i, ctx));
    }
    /// Counts a firm.
    pub fn count_firm(&mut self, b: &Block, i: usize, ctx: &Ctx) {
        self.0.resize(ctx.norms.regions, [0; TOLD]);
        let row = &mut self.0[usize::from(b.region[i])];
        let level = b.digital_level(i);
        row[Told::Firms as usize] += 1;
        (0..usize::from(level)).for_each(|k| row[Told::One as usize + k] += 1);
        row[Told::Lead as usize] += i64::from(b.digital_lead(i));
        row[Told::Members as usize] += i64::from(b.has(i, flag::CLUSTER));
    }
    /// Firms counted.
    pub fn firms(&self) -> i64 {
        self.0.iter().map(|row| row[Told::Firms as usize]).sum()
    }
    /// The cells of a month: the whole country, then its regions.
    pub fn rows(&self, economy: &Economy, now: Month, weight: f64) -> Vec<Vec<Cell>> {
        let mut all = [0; TOLD];
        self.0.iter().for_each(|row| all.iter_mut().zip(row).for_each(|(a, b)| *a += b));
        let regions = economy.regions.iter().map(|region| region.id.clone()).zip(self.0.iter().copied());
        std::iter::once(("all".to_string(), all)).chain(regions).map(|(region, row)| cells(now, region, &row, weight)).collect()
    }
}

fn cells(now: Month, region: String, row: &[i64; TOLD], weight: f64) -> Vec<Cell> {
    let of = |what: Told| row[what as usize];
    let share = |part: i64| if of(Told::Firms) > 0 { Cell::Real(round(part as f64 / of(Told::Firms) as f64)) } else { Cell::Empty };
    let thousand = |count: i64| Cell::Real(round(count as f64 * weight / 1e3));
    let levels = [Told::One, Told::Two, Told::Three].map(of);
    vec![
        Cell::Text(now.to_string()),
        Cell::Text(region),
        Cell::Int(of(Told::Firms)),
        thousand(of(Told::Firms)),
        share(levels[0]),
        share(levels[1]),
        share(levels[2]),
        share(levels.iter().sum()),
        share(of(Told::Lead)),
        thousand(of(Told::NormalSteps)),
        thousand(of(Told::EarlySteps)),
        share(of(Told::Members)),
    ]
}

/// Whether a scenario has a policy of which this tells.
pub fn told(scenario: &Scenario) -> bool {
    levers::used(scenario, "digital_subsidy") || levers::used(scenario, "cluster_programme")
}

/// ROUND 4, last: counts the firms, where a policy is about them.
pub fn count(b: &Block, ctx: &Ctx, tally: &mut DigitalTally) {
    if told(ctx.scenario) {
        tally.count(b, ctx);
    }
}
