//! Firms followed since the start: who has closed after one, two and three years, by what they had.

use super::Recorder;
use crate::state::State;
use crate::state::block::{Block, flag};
use crate::state::slots::BLOCK;
use crate::stats::tables::factors::{COUNTS, FactorCount};

/// Months after which it is looked who is still there.
const AFTER: [i32; 3] = [12, 24, 36];

/// Patterns of the firms of a block that were there at the start, and whether they have closed.
fn followed(b: &Block) -> impl Iterator<Item = (u32, bool)> {
    let there = |i: usize| b.lives(i) && b.has(i, flag::FOUNDING);
    let firms = b.side.factors.iter().take(BLOCK).enumerate().filter(|(_, pattern)| **pattern != 0);
    firms.map(move |(i, pattern)| (*pattern, !there(i)))
}

impl Recorder<'_> {
    /// Counts them in the months in which it is looked.
    pub(super) fn factors(&mut self, state: &State) {
        let months = state.now.0 - self.scenario.start.0 + 1;
        if !AFTER.contains(&months) {
            return;
        }
        let mut all: Vec<(u32, bool)> = state.blocks.iter().flat_map(followed).collect();
        all.sort_unstable();
        for firms in all.chunk_by(|one, other| one.0 == other.0) {
            let count = FactorCount {
                months: i64::from(months),
                pattern: i64::from(firms[0].0),
                firms: firms.len() as i64,
                closed: firms.iter().filter(|firm| firm.1).count() as i64,
            };
            let row = self.row(COUNTS.iter().map(|column| (column.value)(&count)));
            self.tables.factors.rows.push(row);
        }
    }
}
