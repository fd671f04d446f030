//! Take-up: a firm uses a policy only if it is eligible, hears of it, and can file.

crate::parameters! {
    /// Parameters of take-up.
    pub struct TakeUp : "take_up" {
        awareness_micro = 0.35, 0.0 .. 1.0, "share of firms", "eligible micro firms that hear of a policy", Derived, "two thirds of micro firms reached by no policy, China";
        awareness_small = 0.6, 0.0 .. 1.0, "share of firms", "eligible small firms that hear of a policy", Assumed, "prior range 0.45-0.75";
        awareness_medium = 0.85, 0.0 .. 1.0, "share of firms", "eligible medium firms that hear of a policy", Assumed, "prior range 0.7-0.95";
        filing = 0.9, 0.0 .. 1.0, "share of firms", "firms that hear of a policy and can file for it", Assumed, "prior range 0.7-1";
    }
}

use super::Ctx;
use crate::levers::target::{A_WORD, Verdict};
use crate::month::budget;
use crate::month::out::Out;
use crate::scenario::SIZES;
use crate::state::block::{BLOCK, Block};
use crate::state::terms::Offers;

/// ROUND 3. Each firm is judged under each policy in force, once a month: whether it is in the target, hears of it, can file. Whatever asks
/// later in the month reads the verdict, so that a firm's claim does not change with the help it gets.
pub fn judge(b: &mut Block, ctx: &Ctx) {
    let mut verdicts = std::mem::take(&mut b.scratch.verdicts);
    verdicts.resize(ctx.terms.rules.words() * BLOCK, [0; 2]);
    b.scratch.interest_asked.clear();
    ctx.terms.rules.judge(b, ctx, &mut verdicts);
    b.scratch.verdicts = verdicts;
}

/// What became this month of a firm's claim to a policy in force.
#[inline]
pub fn verdict_on(policy: usize, b: &Block, i: usize) -> Verdict {
    let [low, high] = b.scratch.verdicts[policy / A_WORD * BLOCK + i].map(|word| (word >> (policy % A_WORD) & 1) as usize);
    Verdict::ALL[2 * high + low]
}

/// Whether a policy in force reaches a firm this month.
#[inline]
pub fn reached(policy: usize, b: &Block, i: usize) -> bool {
    let [low, high] = b.scratch.verdicts[policy / A_WORD * BLOCK + i];
    (low & high) >> (policy % A_WORD) & 1 != 0
}

/// Whether any policy behind these offers reaches a firm this month: for most firms and levers the answer is no, and the offers need not be
/// looked at.
#[inline]
pub fn reached_by_any<T>(offers: &Offers<T>, b: &Block, i: usize) -> bool {
    let reach = |(word, policies): (usize, &u64)| {
        let [low, high] = b.scratch.verdicts[word * BLOCK + i];
        low & high & policies != 0
    };
    offers.policies().iter().enumerate().any(reach)
}

/// Whether a firm is eligible for any of these offers.
#[inline]
pub fn eligible_for_any<T>(offers: &Offers<T>, b: &Block, i: usize) -> bool {
    let open = |(word, policies): (usize, &u64)| {
        let [low, high] = b.scratch.verdicts[word * BLOCK + i];
        (low | high) & policies != 0
    };
    offers.policies().iter().enumerate().any(open)
}

/// Which policies in force are of use to the firms of a block: a bit each, as in [`Scratch::verdicts`](crate::state::block::Scratch::verdicts).
pub struct Concerned(Vec<u64>);

impl Concerned {
    /// None so far.
    pub fn none(ctx: &Ctx) -> Concerned {
        Concerned(vec![0; ctx.terms.rules.words() * BLOCK])
    }
    /// These, by the number of their word, are of use to a firm.
    #[inline]
    pub fn mark_all(&mut self, i: usize, word: usize, policies: u64) {
        self.0[word * BLOCK + i] |= policies;
    }
    /// A policy is of use to a firm.
    #[inline]
    pub fn mark(&mut self, i: usize, policy: usize) {
        self.mark_all(i, policy / A_WORD, 1 << (policy % A_WORD));
    }

    /// Counts what became of the claims of all firms to the policies that are of use to them.
    pub fn tell(&self, b: &Block, ctx: &Ctx, out: &mut Out) {
        for (word, concerned) in self.0.chunks_exact(BLOCK).enumerate() {
            let verdicts = &b.scratch.verdicts[word * BLOCK..][..BLOCK];
            let with = |verdict: Verdict| {
                let [low, high] = [0, 1].map(|bit| if verdict as u64 >> bit & 1 == 1 { 0 } else { u64::MAX });
                by_bit(|i| concerned[i] & (verdicts[i][0] ^ low) & (verdicts[i][1] ^ high))
            };
            let [not_aware, not_filed, reached] = [Verdict::NotAware, Verdict::NotFiled, Verdict::Reached].map(with);
            for (bit, (policy, count)) in out.policies.iter_mut().enumerate().skip(word * A_WORD).take(A_WORD).enumerate() {
                count.not_aware += not_aware[bit];
                count.not_filed += not_filed[bit];
                count.reached += reached[bit];
                count.eligible += not_aware[bit] + not_filed[bit] + reached[bit];
                if reached[bit] > 0 && !budget::serves_all(policy, ctx) {
                    let claims = |i: usize| (concerned[i] & verdicts[i][0] & verdicts[i][1]) >> bit & 1 == 1;
                    count.no_budget += (0..BLOCK).filter(|i| claims(*i) && !budget::served(policy, b, *i, ctx)).count() as i64;
                }
            }
        }
    }
}

/// How many of a block's words have each bit set. The bits are added up as bytes, eight at a time.
fn by_bit(words: impl Fn(usize) -> u64) -> [i64; A_WORD] {
    /// So many ones fit in a byte.
    const STRETCH: usize = 128;
    let mut counts = [0; A_WORD];
    for from in (0..BLOCK).step_by(STRETCH) {
        let mut bytes = [0u64; 8];
        for i in from..from + STRETCH {
            let word = words(i);
            for (shift, bytes) in bytes.iter_mut().enumerate() {
                *bytes += word >> shift & 0x0101_0101_0101_0101;
            }
        }
        for (shift, bytes) in bytes.iter().enumerate() {
            for (byte, count) in bytes.to_le_bytes().iter().enumerate() {
                counts[8 * byte + shift] += i64::from(*count);
            }
        }
    }
    counts
}

/// The chances of an eligible firm, by size class and region.
#[derive(Clone, Debug)]
pub struct Chances {
    /// To hear of a policy.
    pub aware: [Vec<f64>; SIZES.len()],
    /// To hear of it and file.
    pub files: [Vec<f64>; SIZES.len()],
}

impl Chances {
    /// The policy's own take-up if it states one, else awareness by size class and the chance to file; the same in all regions.
    pub fn of(take_up: Option<f64>, p: &TakeUp, regions: usize) -> Chances {
        let aware = take_up.map_or([p.awareness_micro, p.awareness_small, p.awareness_medium], |share| [share; 3]);
        let files = aware.map(|aware| aware * if take_up.is_some() { 1.0 } else { p.filing });
        Chances { aware: aware.map(|chance| vec![chance; regions]), files: files.map(|chance| vec![chance; regions]) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn awareness_then_filing() {
        let p = TakeUp { awareness_micro: 0.4, awareness_medium: 0.8, filing: 0.5, ..TakeUp::default() };
        let usual = Chances::of(None, &p, 2);
        assert_eq!((&usual.aware[0], &usual.files[0]), (&vec![0.4; 2], &vec![0.2; 2]));
        assert_eq!((&usual.aware[2], &usual.files[2]), (&vec![0.8; 2], &vec![0.4; 2]));
        let own = Chances::of(Some(0.6), &p, 1);
        assert_eq!((own.aware, own.files), ([0.6, 0.6, 0.6].map(|share| vec![share]), [0.6, 0.6, 0.6].map(|share| vec![share])));
    }

    #[test]
    fn bits_are_counted_by_place() {
        let counts = by_bit(|i| if i < 300 { 1 | 1 << 63 } else { i as u64 & 1 });
        assert_eq!((counts[0], counts[1], counts[63]), (300 + 362, 0, 300));
    }
}
