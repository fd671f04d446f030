//! Counts of digital levels and clusters by region.

use crate::levers;
use crate::month::ctx::Ctx;
use crate::month::model::Scenario;
use crate::state::block::{Block, flag};
use crate::state::slots::BLOCK;

/// What is counted of the firms of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum DigitalCount {
    Firms,
    One,
    Two,
    Three,
    Lead,
    Members,
    NormalSteps,
    EarlySteps,
}
/// How many there are of them.
pub const DIGITAL_COUNTS: usize = 8;

/// Counts by region; empty until something is counted.
#[derive(Clone, Debug, Default)]
pub struct DigitalTally(pub Vec<[i64; DIGITAL_COUNTS]>);

impl DigitalTally {
    /// Adds another tally.
    pub fn add(&mut self, other: &DigitalTally) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), [0; DIGITAL_COUNTS]);
        }
        for (sum, more) in self.0.iter_mut().zip(&other.0) {
            sum.iter_mut().zip(more).for_each(|(a, b)| *a += b);
        }
    }
    /// Counts one more.
    pub fn add_to(&mut self, regions: usize, region: usize, what: DigitalCount) {
        self.0.resize(regions, [0; DIGITAL_COUNTS]);
        self.0[region][what as usize] += 1;
    }
    /// Counts the firms of a block, dormant ones left out.
    pub fn count(&mut self, b: &Block, ctx: &Ctx) {
        (0..BLOCK)
            .filter(|i| b.lives(*i) && !b.has(*i, flag::DORMANT))
            .for_each(|i| self.count_firm(b, i, ctx));
    }
    /// Counts a firm.
    pub fn count_firm(&mut self, b: &Block, i: usize, ctx: &Ctx) {
        self.0.resize(ctx.norms.regions, [0; DIGITAL_COUNTS]);
        let row = &mut self.0[usize::from(b.region[i])];
        let level = b.digital_level(i);
        row[DigitalCount::Firms as usize] += 1;
        (0..usize::from(level)).for_each(|k| row[DigitalCount::One as usize + k] += 1);
        row[DigitalCount::Lead as usize] += i64::from(b.digital_lead(i));
        row[DigitalCount::Members as usize] += i64::from(b.has(i, flag::CLUSTER));
    }
    /// Firms counted.
    pub fn firms(&self) -> i64 {
        self.0.iter().map(|row| row[DigitalCount::Firms as usize]).sum()
    }
}

/// Whether a scenario has a policy that this counts.
pub fn counted(scenario: &Scenario) -> bool {
    levers::used(&scenario.policies, "digital_subsidy")
        || levers::used(&scenario.policies, "cluster_programme")
}

/// ROUND 4, last: counts the firms, where a policy is about them.
pub fn count(b: &Block, ctx: &Ctx, tally: &mut DigitalTally) {
    if counted(ctx.scenario) {
        tally.count(b, ctx);
    }
}
