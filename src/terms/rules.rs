//! Who qualifies for the policies in force, who hears of them, who files: written once, used by every lever.

use crate::classes::{SIZES, TIERS};
use crate::economy::norms::Norms;
use crate::policy::Policy;
use crate::rng::Stream;
use crate::rng::key::hashed;
use crate::state::block::{Block, flag};
use crate::state::heard::Heard;
use crate::state::slots::BLOCK;
use crate::terms::take_up::Chances;

/// What became of a firm's claim to a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Outside the target.
    NotEligible = 0,
    /// Never heard of it.
    NotAware = 1,
    /// Heard of it, could not file.
    NotFiled = 2,
    /// Uses it.
    Reached = 3,
}

impl Verdict {
    /// The verdicts by their numbers.
    pub const ALL: [Verdict; 4] =
        [Verdict::NotEligible, Verdict::NotAware, Verdict::NotFiled, Verdict::Reached];
}

/// Policies judged together, a bit each in a word.
pub const A_WORD: usize = u64::BITS as usize;
/// Policies whose draws are worked out side by side.
const LANES: usize = 8;
/// What chances are counted in: draws are whole numbers below it.
const CERTAIN: f64 = (1u32 << 30) as f64;
/// Bits of [`flag`] that targets ask for.
const MARKS: [u16; 5] = [flag::EXPORTER, flag::FORMAL, flag::INSOLVENT, flag::DORMANT, flag::CLUSTER];
/// Combinations of size class, tier and [`MARKS`].
const KINDS: usize = (SIZES.len() * TIERS.len()) << MARKS.len();

/// The rules of the policies in force, laid out so that a firm is judged under all of them at once: a bit for
/// each policy, by its index in the scenario. What one more policy costs a firm is its share of a few
/// operations on words, and one draw.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    words: Vec<Word>,
    /// A number for the policies and chances in them.
    print: u64,
}

/// The rules of [`A_WORD`] policies.
#[derive(Clone, Debug)]
struct Word {
    /// Index of the first of them.
    first: usize,
    regions: usize,
    /// Policies open to a sector and region, region fastest.
    cells: Vec<u64>,
    /// Policies open to a size class, tier and combination of marks, see [`kind`].
    kinds: Vec<u64>,
    /// Policies whose targets ask for numbers or name firms.
    exact: u64,
    /// Policies of which `[all firms hear, all file]`, by size class and region; no draw is needed for them.
    sure: Vec<[u64; 2]>,
    /// The other policies.
    lanes: Vec<DrawLanes>,
}

/// Policies whose draws are worked out side by side.
#[derive(Clone, Debug)]
struct DrawLanes {
    /// The first bit.
    bit: usize,
    /// The numbers that make each policy's draws.
    keys: [[u32; LANES]; 2],
    /// Draws below which a firm `[hears, files]`, by size class and region.
    chances: Vec<[[i32; LANES]; 2]>,
}

/// The place of a firm in [`Word::kinds`].
#[inline]
fn kind(b: &Block, i: usize) -> usize {
    let class = usize::from(b.class[i]).min(SIZES.len() - 1);
    let tier = b.tier_of(i);
    let mut kind = class * TIERS.len() + tier;
    for mark in MARKS {
        kind = 2 * kind + usize::from(b.has(i, mark));
    }
    kind
}

/// A firm's draw for a policy, below [`CERTAIN`], out of the 64 random bits of the firm. Two policies' draws
/// are as good as independent: each pair of numbers is met by equally many of the firm's bits, unless the
/// keys are next to equal.
#[inline]
fn draw(stream: u64, [low, high]: [u32; 2]) -> i32 {
    ((stream as u32).wrapping_mul(low).wrapping_add(((stream >> 32) as u32).wrapping_mul(high)) >> 2) as i32
}

/// The numbers that make a policy's draws. An odd number keeps all draws equally likely.
fn factors(policy: i64) -> [u32; 2] {
    [policy as u32 | 1, (policy >> 32) as u32]
}

impl Rules {
    /// Adds the rule of a policy in force, whose draws have this key.
    pub fn add(&mut self, index: usize, (policy, key): (&Policy, i64), norms: &Norms, chances: &Chances) {
        while self.words.len() <= index / A_WORD {
            self.words.push(Word::new(self.words.len() * A_WORD, norms));
        }
        let numbers = [self.print as i64, key, index as i64].into_iter().chain(chances.bits());
        let bytes: Vec<u8> = numbers.flat_map(i64::to_le_bytes).collect();
        self.print = hashed(&bytes) as u64;
        self.words[index / A_WORD].add(index % A_WORD, (policy, key), chances);
    }

    /// Words of policies.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// Judges the firms of a block: two bits for each policy and firm, the number of a [`Verdict`], in two
    /// words. `verdicts` has [`Rules::words`] blocks of them.
    ///
    /// `stream` gives the random draws of take-up. They belong to the firm and the policy, not to the month:
    /// who does not hear of a policy in one month does not hear of it in the next. `exact(i, first, asked)`
    /// says which of the policies `asked`, bits of those from `first` on, firm `i` is eligible for by its
    /// numbers and identity.
    pub fn judge(
        &self,
        b: &Block,
        stream: Stream,
        heard: &mut Heard,
        verdicts: &mut [[u64; 2]],
        exact: impl Fn(usize, usize, u64) -> u64,
    ) {
        if self.words.is_empty() {
            *heard = Heard::NOTHING;
            return;
        }
        heard.under(self.print ^ stream.bits(0), self.words());
        for i in (0..BLOCK).filter(|i| b.lives(*i)) {
            heard.learn(i, (b.id[i], b.class[i]), |word| self.words[word].draws(b, i, stream));
        }
        for (n, (word, verdicts)) in self.words.iter().zip(verdicts.chunks_exact_mut(BLOCK)).enumerate() {
            for (i, verdict) in verdicts.iter_mut().enumerate() {
                *verdict = if b.lives(i) { word.judge(b, i, heard.word(n, i), &exact) } else { [0; 2] };
            }
        }
    }
}

impl Word {
    fn new(first: usize, norms: &Norms) -> Word {
        let regions = norms.regions;
        Word {
            first,
            regions,
            cells: vec![0; norms.sectors * regions],
            kinds: vec![0; KINDS],
            exact: 0,
            sure: vec![[0; 2]; SIZES.len() * regions],
            lanes: Vec::new(),
        }
    }

    fn add(&mut self, bit: usize, (policy, key): (&Policy, i64), chances: &Chances) {
        let target = &policy.target;
        let one = 1u64 << bit;
        let among =
            |list: &Option<Vec<usize>>, value: usize| list.as_ref().is_none_or(|list| list.contains(&value));
        for (cell, open) in self.cells.iter_mut().enumerate() {
            if among(&target.sectors, cell / self.regions) && among(&target.regions, cell % self.regions) {
                *open |= one;
            }
        }
        // No policy is for a firm that lies dormant.
        let wanted = [
            target.exporters,
            target.formal,
            target.viable.map(|viable| !viable),
            Some(false),
            target.cluster,
        ];
        for (kind, open) in self.kinds.iter_mut().enumerate() {
            let marked = |mark: usize| kind >> (MARKS.len() - 1 - mark) & 1 == 1;
            let fits = wanted
                .iter()
                .enumerate()
                .all(|(mark, wanted)| wanted.is_none_or(|wanted| wanted == marked(mark)));
            let group = kind >> MARKS.len();
            if fits && among(&target.sizes, group / TIERS.len()) && among(&target.tiers, group % TIERS.len())
            {
                *open |= one;
            }
        }
        if target.asks_numbers() || target.firms.is_some() {
            self.exact |= one;
        }
        self.draw_for(bit, key, chances);
    }

    /// Who hears of a policy and who files.
    fn draw_for(&mut self, bit: usize, key: i64, chances: &Chances) {
        let groups =
            || (0..SIZES.len()).flat_map(|class| (0..self.regions).map(move |region| (class, region)));
        let both =
            |(class, region): (usize, usize)| [chances.aware[class][region], chances.files[class][region]];
        if groups().all(|group| both(group).iter().all(|chance| *chance <= 0.0 || *chance >= 1.0)) {
            let certain: Vec<[f64; 2]> = groups().map(both).collect();
            for (sure, chances) in self.sure.iter_mut().zip(certain) {
                (0..2).for_each(|k| sure[k] |= u64::from(chances[k] >= 1.0) << bit);
            }
            return;
        }
        let (first, lane) = (bit / LANES * LANES, bit % LANES);
        let place = self.lanes.iter().position(|lanes| lanes.bit == first).unwrap_or_else(|| {
            let chances = vec![[[0; LANES]; 2]; SIZES.len() * self.regions];
            self.lanes.push(DrawLanes { bit: first, keys: [[1; LANES]; 2], chances });
            self.lanes.len() - 1
        });
        let below: Vec<[i32; 2]> =
            groups().map(|group| both(group).map(|chance| (chance * CERTAIN).round() as i32)).collect();
        let lanes = &mut self.lanes[place];
        let factors = factors(key);
        (0..2).for_each(|k| lanes.keys[k][lane] = factors[k]);
        for (chances, below) in lanes.chances.iter_mut().zip(below) {
            (0..2).for_each(|k| chances[k][lane] = below[k]);
        }
    }

    #[inline]
    fn judge(
        &self,
        b: &Block,
        i: usize,
        [aware, files]: [u64; 2],
        exact: impl Fn(usize, usize, u64) -> u64,
    ) -> [u64; 2] {
        let (sector, region) = (usize::from(b.sector[i]), usize::from(b.region[i]));
        let mut eligible = self.cells[sector * self.regions + region] & self.kinds[kind(b, i)];
        let asked = eligible & self.exact;
        if asked != 0 {
            eligible = eligible & !asked | exact(i, self.first, asked);
        }
        [eligible & (!aware | files), eligible & aware]
    }

    /// Of which policies a firm `[hears, files]` if it is eligible for them.
    fn draws(&self, b: &Block, i: usize, stream: Stream) -> [u64; 2] {
        let group = usize::from(b.class[i]).min(SIZES.len() - 1) * self.regions + usize::from(b.region[i]);
        let [mut aware, mut files] = self.sure[group];
        let stream = stream.bits(b.id[i]);
        for lanes in &self.lanes {
            let below = &lanes.chances[group];
            let mut hits = [[0u8; LANES]; 2];
            for k in 0..LANES {
                let draw = draw(stream, [lanes.keys[0][k], lanes.keys[1][k]]);
                hits[0][k] = u8::from(draw < below[0][k]);
                hits[1][k] = u8::from(draw < below[1][k]);
            }
            aware |= gathered(hits[0]) << lanes.bit;
            files |= gathered(hits[1]) << lanes.bit;
        }
        [aware, files]
    }
}

/// Eight zeros and ones as bits: the product moves each to its place in the highest byte.
#[inline]
fn gathered(ones: [u8; LANES]) -> u64 {
    u64::from_le_bytes(ones).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Purpose;
    use crate::rng::key::of_kind;

    #[test]
    fn draws_of_policies_are_uniform_and_independent() {
        const FIRMS: u64 = 400_000;
        let stream = crate::rng::Draws::new(1, 2).stream(Purpose::TakeUp, 0);
        let kinds = crate::levers::ALL.iter().map(|lever| of_kind(lever.kind(), ""));
        let keys: Vec<[u32; 2]> =
            kinds.take(6).chain(["b", "c"].map(|draw| of_kind("wage_subsidy", draw))).map(factors).collect();
        let below = |share: f64| (share * CERTAIN) as i32;
        // Within four standard deviations of what as many independent draws would give.
        let near = |count: u64, chance: f64| {
            (count as f64 - FIRMS as f64 * chance).abs()
                < 4.0 * (FIRMS as f64 * chance * (1.0 - chance)).sqrt()
        };
        let count = |hit: &dyn Fn(u64) -> bool| (0..FIRMS).filter(|id| hit(stream.bits(*id))).count() as u64;
        for (n, one) in keys.iter().enumerate() {
            for tenth in 0..10 {
                let within = below(f64::from(tenth) / 10.0)..below(f64::from(tenth + 1) / 10.0);
                assert!(
                    near(count(&|stream| within.contains(&draw(stream, *one))), 0.1),
                    "tenth {tenth} of policy {n}"
                );
            }
            for (m, other) in keys.iter().enumerate().skip(n + 1) {
                for (p, q) in [(0.35, 0.6), (0.5, 0.5), (0.1, 0.1)] {
                    let both =
                        count(&|stream| draw(stream, *one) < below(p) && draw(stream, *other) < below(q));
                    assert!(near(both, p * q), "policies {n} and {m} at {p} and {q}: {both}");
                }
            }
        }
    }

    #[test]
    fn bits_are_gathered_in_their_order() {
        assert_eq!(gathered([1, 0, 0, 0, 0, 0, 0, 0]), 1);
        assert_eq!(gathered([0, 1, 1, 0, 0, 0, 0, 1]), 0b1000_0110);
        assert_eq!(gathered([1; 8]), 255);
    }
}
