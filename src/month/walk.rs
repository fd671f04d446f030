//! The walk over all firms: a round of the month, on all threads, summed up in a fixed order.

use super::ctx::{Ctx, Setting};
use super::out::Out;
use super::{innovation, queue, rates};
use crate::state::block::Block;
use crate::state::{Producer, State};
use crate::terms::Terms;
use rayon::prelude::*;

/// Tasks into which a large economy is cut, and the fewest blocks of a task. The cut depends on the number of
/// blocks alone, so that sums of real numbers do not depend on the threads.
const TASKS: usize = 64;
const LEAST_BLOCKS: usize = 4;

/// Walks all blocks with `phase` and adds up what they put out, in a fixed order.
pub(super) fn round(
    state: &mut State,
    setting: &Setting,
    terms: &Terms,
    phase: impl Fn(&mut Block, &Ctx, &mut Out) + Sync,
) -> Out {
    let State { now, blocks, large_firms, banks, market, .. } = state;
    let sectors = rates::sectors(setting.scenario, setting.norms, market, terms);
    let cells = rates::cells(setting.scenario, setting.norms, market, terms);
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
        extremes: rates::extremes(&cells),
        terms,
        all_served: queue::suffices(terms),
        capped: terms.capped.iter().any(|capped| *capped),
        research: innovation::stream(setting.draws),
        market,
        large_firms,
        large: large_firms.iter().filter(|a| a.kind == Producer::LargeFirm).count(),
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
