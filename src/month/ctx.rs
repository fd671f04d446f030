//! The context of a month: what stays the same for a run, what a phase may look at, what a month puts out, and the walk over all firms.

use super::innovation;
use super::model::Scenario;
use super::out::{Closure, Out, PolicyCount, Traced};
use super::params::Params;
use super::rates::{self, CellRates, SectorRates};
use super::tally::Tally;
use crate::economy::norms::Norms;
use crate::money::Money;
use crate::month::queue;
use crate::rng::{Draws, Stream};
use crate::state::block::Block;
use crate::state::ledger::Entries;
use crate::state::market::Market;
use crate::state::{Anchor, Bank, State};
use crate::terms::Terms;
use rayon::prelude::*;

/// Tasks into which a large economy is cut, and the fewest blocks of a task. The cut depends on the number of blocks alone, so that sums
/// of real numbers do not depend on the threads.
const TASKS: usize = 64;
const LEAST_BLOCKS: usize = 4;

/// What stays the same for a whole run.
#[derive(Debug)]
pub struct Setting<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its norms.
    pub norms: &'a Norms,
    /// The draws of this replication.
    pub draws: Draws,
    /// Numbers that name the policies in the keys of draws.
    pub policy_keys: &'a [i64],
    /// Before the reported months: references (normal income, margins, entry, transfers) follow what happens.
    pub steering: bool,
    /// Closures are told one by one, see [`Report::closures`].
    pub follow: bool,
}

/// What a month puts out.
#[derive(Debug)]
pub struct Report {
    /// Statistics.
    pub tally: Tally,
    /// Accounts of the policies.
    pub policies: Vec<PolicyCount>,
    /// All entries of the month.
    pub entries: Entries,
    /// Entries of traced firms.
    pub trace: Vec<Traced>,
    /// Firms that closed, one by one, when [`Setting::follow`] asks.
    pub closures: Vec<Closure>,
    /// Stocks of small firms at the end of the month.
    pub stocks: Vec<Money>,
}

/// What a phase may look at: the rules and the aggregates of the month. Firms of other blocks are out of reach.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Ctx<'a> {
    /// The month, as counted in [`crate::units::Month`].
    pub now: i32,
    pub setting: &'a Setting<'a>,
    pub scenario: &'a Scenario,
    pub params: &'a Params,
    pub norms: &'a Norms,
    pub draws: Draws,
    pub policy_keys: &'a [i64],
    /// What the firms of a sector meet this month.
    pub sectors: &'a [SectorRates],
    /// What the firms of a sector and region meet this month.
    pub cells: &'a [CellRates],
    pub terms: &'a Terms,
    /// No budget turns anybody away: what most months need not ask firm by firm.
    pub all_served: bool,
    /// A budget limits what a policy pays to a firm.
    pub capped: bool,
    /// Lots of research that firms keep for life: whether they do any, and how much.
    pub research: [Stream; 2],
    pub market: &'a Market,
    pub anchors: &'a [Anchor],
    pub banks: &'a [Bank],
}

/// Walks all blocks with `phase` and adds up what they put out, in a fixed order.
pub(super) fn round(state: &mut State, setting: &Setting, terms: &Terms, phase: impl Fn(&mut Block, &Ctx, &mut Out) + Sync) -> Out {
    let State { now, blocks, anchors, banks, market, .. } = state;
    let sectors = rates::sectors(setting.scenario, setting.norms, market, terms);
    let cells = rates::cells(setting.norms, market, terms);
    let ctx = Ctx {
        now: now.0,
        setting,
        scenario: setting.scenario,
        params: &setting.scenario.params,
        norms: setting.norms,
        draws: setting.draws,
        policy_keys: setting.policy_keys,
        sectors: &sectors,
        cells: &cells,
        terms,
        all_served: queue::suffices(terms),
        capped: terms.capped.iter().any(|capped| *capped),
        research: innovation::lots(setting.draws),
        market,
        anchors,
        banks,
    };
    let blocks_a_task = blocks.len().div_ceil(TASKS).max(LEAST_BLOCKS);
    let outs: Vec<Out> = blocks
        .par_chunks_mut(blocks_a_task)
        .map(|blocks| {
            let mut out = Out::new(&ctx);
            for block in blocks {
                phase(block, &ctx, &mut out);
            }
            out
        })
        .collect();
    let mut sum = Out::new(&ctx);
    for out in outs {
        sum.add(out);
    }
    sum
}
