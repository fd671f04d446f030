//! What firms have heard of, kept from month to month: it changes only with the policies and with a firm's
//! size class.

use crate::classes::SIZES;
use crate::state::slots::BLOCK;

/// No firm: see [`name`].
const NOBODY: u64 = u64::MAX;

/// Of which policies the firms of a block hear, and for which they can file. Working it out takes a draw for
/// each policy; keeping it saves nearly all of them. It may be thrown away at any time: what is worked out
/// anew is the same.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// The rules and the random draws from which it follows.
    of: u64,
    /// Whose it is, by slot.
    firms: Vec<u64>,
    /// Policies that each `[hears of, can file for]`, a block for each word of policies.
    words: Vec<[u64; 2]>,
}

/// What the draws of a firm follow from: who it is, and its size class. It never moves to another region.
#[inline]
fn name(id: u64, class: u8) -> u64 {
    (id << 2) | u64::from(class).min(SIZES.len() as u64 - 1)
}

impl Heard {
    /// Nothing is known of anyone.
    pub const NOTHING: Heard = Heard { of: 0, firms: Vec::new(), words: Vec::new() };

    /// Forgets what follows from other rules or other random draws, both identified by `of`; `words` are the
    /// words of policies.
    pub fn under(&mut self, of: u64, words: usize) {
        if self.of != of || self.firms.is_empty() {
            *self = Heard { of, firms: vec![NOBODY; BLOCK], words: vec![[0; 2]; words * BLOCK] };
        }
    }
    /// That of a firm in a word of policies.
    #[inline]
    pub fn word(&self, word: usize, i: usize) -> [u64; 2] {
        self.words[word * BLOCK + i]
    }
    /// Computes it for the firm of a slot that is not known, or is of another size class than last month.
    #[inline]
    pub fn learn(&mut self, i: usize, (id, class): (u64, u8), work_out: impl Fn(usize) -> [u64; 2]) {
        let name = name(id, class);
        if self.firms[i] != name {
            self.firms[i] = name;
            for (word, heard) in self.words.iter_mut().skip(i).step_by(BLOCK).enumerate() {
                *heard = work_out(word);
            }
        }
    }
}
