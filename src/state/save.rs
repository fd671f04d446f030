//! The economy as bytes and back. Firms go block by block, so that no second copy of a large economy is ever
//! in memory.
//!
//! Only what outlives a month is saved: the scratch of a block is written anew in every month before it is
//! read, and free slots are empty.

use super::State;
use super::block::{Block, Record};
use super::side::Side;
use crate::state::slots::BLOCK;

/// Which slots of a block hold a firm, a bit each.
type Living = [u64; BLOCK / 64];

/// Appends a block's bytes: which slots live, the side tables, then the firms' records.
pub fn write_block(block: &Block, out: &mut Vec<u8>) {
    debug_assert!(block.newborns.is_empty(), "firms born this month have their slots when it ends");
    let mut living: Living = [0; BLOCK / 64];
    for i in (0..BLOCK).filter(|i| block.lives(*i)) {
        living[i / 64] |= 1 << (i % 64);
    }
    out.extend(postcard::to_allocvec(&(living, &block.side)).expect("side tables are plain data"));
    for i in (0..BLOCK).filter(|i| block.lives(*i)) {
        block.record(i).write(out);
    }
}

/// Fills an empty block in its place (it is too large to be handed about on the stack) out of all of its
/// bytes; `None` when they are not those of a block.
pub fn read_block(block: &mut Block, bytes: &[u8]) -> Option<()> {
    let ((living, side), mut rest) = postcard::take_from_bytes::<(Living, Side)>(bytes).ok()?;
    block.side = side;
    for i in (0..BLOCK).filter(|i| living[i / 64] >> (i % 64) & 1 != 0) {
        block.put(i, &Record::read(&mut rest)?);
        block.alive += 1;
    }
    rest.is_empty().then_some(())
}

impl State {
    /// Whether two states hold the same, number for number, scratch left out.
    pub fn same(&self, other: &State) -> bool {
        let bytes = |block: &Block| {
            let mut bytes = Vec::new();
            (0..BLOCK).for_each(|i| block.record(i).write(&mut bytes));
            (block.alive, bytes, format!("{:?}", block.side))
        };
        let rest = |state: &State| postcard::to_allocvec(state).expect("a state is plain data");
        self.blocks.len() == other.blocks.len()
            && self.blocks.iter().zip(&other.blocks).all(|(a, b)| bytes(a) == bytes(b))
            && rest(self) == rest(other)
    }
}
