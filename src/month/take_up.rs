//! Take-up: a firm uses a policy only if it is eligible, hears of it, and can file.

crate::parameters! {
    /// Parameters of take-up.
    pub struct TakeUp : "take_up" {
        awareness_micro = 0.35, 0.0 .. 1.0, "share of firms", "eligible micro firms that hear of a policy", Derived, "two thirds of micro firms reached by no policy, China";
        awareness_small = 0.6, 0.0 .. 1.0, "share of firms", "eligible small firms that hear of a policy", Assumed, "prior range 0.45-0.75";
        awareness_medium = 0.85, 0.0 .. 1.0, "share of firms", "eligible medium firms that hear of a policy", Assumed, "prior range 0.7-0.95";
        execution_gap = 0.3, 0.0 .. 1.0, "ratio", "how much worse a region that earns nothing of what it spends carries out policies than one that earns all", Assumed, "no source; prior range 0-0.6";
        filing = 0.9, 0.0 .. 1.0, "share of firms", "firms that hear of a policy and can file for it", Assumed, "prior range 0.7-1";
    }
}

use crate::economy::Region;
use crate::month::ctx::Ctx;
use crate::month::out::Out;
use crate::month::outgo;
use crate::month::queue;
use crate::policy::Facts;
use crate::policy::Policy;
use crate::rng::Purpose;
use crate::state::block::Block;
use crate::state::slots::BLOCK;
use crate::terms::Offers;
use crate::terms::rules::{A_WORD, Verdict};
use crate::terms::take_up::{Chances, Service};

/// ROUND 3. Each firm is judged under each policy in force, once a month: whether it is in the target, hears
/// of it, can file. Whatever asks later in the month reads the verdict, so that a firm's claim does not
/// change with the help it gets.
pub fn judge(b: &mut Block, ctx: &Ctx) {
    let mut verdicts = std::mem::take(&mut b.scratch.verdicts);
    verdicts.resize(ctx.terms.rules.words() * BLOCK, [0; 2]);
    let mut heard = std::mem::take(&mut b.scratch.heard);
    let stream = ctx.draws.stream(Purpose::TakeUp, 0);
    ctx.terms
        .rules
        .judge(b, stream, &mut heard, &mut verdicts, |i, first, asked| fitting(b, i, ctx, first, asked));
    b.scratch.heard = heard;
    b.scratch.verdicts = verdicts;
}

/// Of the policies `asked` (bits of those from `first` on), whose other criteria the firm meets, those whose
/// numerical criteria and lists of firms it meets as well.
#[inline(never)]
fn fitting(b: &Block, i: usize, ctx: &Ctx, first: usize, asked: u64) -> u64 {
    let facts = facts(b, i, ctx);
    let (mut fits, mut left) = (asked, asked);
    while left != 0 {
        let bit = left.trailing_zeros() as usize;
        left &= left - 1;
        let target = &ctx.scenario.policies[first + bit].target;
        let named = target.firms.as_ref().is_none_or(|firms| firms.binary_search(&b.id[i]).is_ok());
        if !(named && target.admits(&facts)) {
            fits &= !(1 << bit);
        }
    }
    fits
}

/// The facts of a firm.
#[inline]
fn facts(b: &Block, i: usize, ctx: &Ctx) -> Facts {
    let cell = ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
    let normal = f64::from(b.normal_sales[i]).max(1.0);
    Facts {
        age_years: f64::from(b.age(i, ctx.now)) / 12.0,
        sales_ratio: f64::from(b.sales[i]) / normal,
        cash_months: outgo::months_of_cash(b, i),
        headcount: f64::from(b.headcount[i]),
        digital: f64::from(b.digital_level(i)),
        headcount_kept: f64::from(b.headcount[i]) * ctx.cells[cell].productivity / normal,
    }
}

/// What became this month of a firm's claim to a policy in force.
#[inline]
pub fn verdict_on(policy: usize, b: &Block, i: usize) -> Verdict {
    let [low, high] =
        b.scratch.verdicts[policy / A_WORD * BLOCK + i].map(|word| (word >> (policy % A_WORD) & 1) as usize);
    Verdict::ALL[2 * high + low]
}

/// Whether a policy in force reaches a firm this month.
#[inline]
pub fn reached(policy: usize, b: &Block, i: usize) -> bool {
    let [low, high] = b.scratch.verdicts[policy / A_WORD * BLOCK + i];
    (low & high) >> (policy % A_WORD) & 1 != 0
}

/// The policies that reach a firm this month, for whoever asks about many: those of the first word are looked
/// up once.
#[derive(Clone, Copy)]
pub struct Reach<'a> {
    b: &'a Block,
    i: usize,
    first: u64,
}

impl<'a> Reach<'a> {
    /// Those of a firm, when any policy is in force.
    #[inline]
    pub fn of(b: &'a Block, i: usize) -> Reach<'a> {
        let [low, high] = b.scratch.verdicts.get(i).copied().unwrap_or_default();
        Reach { b, i, first: low & high }
    }
    /// Whether a policy does.
    #[inline]
    pub fn has(self, policy: usize) -> bool {
        if policy < A_WORD { self.first >> policy & 1 != 0 } else { reached(policy, self.b, self.i) }
    }
    /// Whether the budget of a policy suffices for the firm.
    #[inline]
    pub fn served(self, policy: usize, ctx: &Ctx) -> bool {
        ctx.all_served || queue::served(policy, self.b, self.i, ctx)
    }
}

/// Whether any policy behind these offers reaches a firm this month: for most firms and levers the answer is
/// no, and the offers need not be looked at.
#[inline]
pub fn reached_by_any<T>(offers: &Offers<T>, b: &Block, i: usize) -> bool {
    let reach = |(word, policies): (usize, &u64)| {
        let [low, high] = b.scratch.verdicts[word * BLOCK + i];
        low & high & policies != 0
    };
    offers.policies().iter().enumerate().any(reach)
}

/// Which firms of a block have had a payment after a month under a policy, or under what is one instrument
/// with it, by slot.
pub fn had_since(policy: usize, month: i32, b: &Block, ctx: &Ctx) -> [bool; BLOCK] {
    b.side.grants.since(month, |own| ctx.terms.same_instrument(own, policy))
}

/// Which policies in force are of use to the firms of a block: a bit each, as in
/// [`Scratch::verdicts`](crate::state::scratch::Scratch::verdicts).
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
    /// Marks a policy as of use to a firm when it is, without a branch.
    #[inline]
    pub fn mark_if(&mut self, of_use: bool, i: usize, policy: usize) {
        self.mark_all(i, policy / A_WORD, u64::from(of_use) << (policy % A_WORD));
    }
    /// A policy is of use to a firm.
    #[inline]
    pub fn mark(&mut self, i: usize, policy: usize) {
        self.mark_all(i, policy / A_WORD, 1 << (policy % A_WORD));
    }

    /// Counts what became of the claims of all firms to the policies that are of use to them.
    pub fn report(&self, b: &Block, ctx: &Ctx, out: &mut Out) {
        for (word, concerned) in self.0.chunks_exact(BLOCK).enumerate() {
            let verdicts = &b.scratch.verdicts[word * BLOCK..][..BLOCK];
            let with = |verdict: Verdict| {
                let [low, high] = [0, 1].map(|bit| if verdict as u64 >> bit & 1 == 1 { 0 } else { u64::MAX });
                by_bit(|i| concerned[i] & (verdicts[i][0] ^ low) & (verdicts[i][1] ^ high))
            };
            let micro = |i: usize| if b.class[i] == 0 { u64::MAX } else { 0 };
            let eligible_micro = by_bit(|i| concerned[i] & (verdicts[i][0] | verdicts[i][1]) & micro(i));
            let reached_micro = by_bit(|i| concerned[i] & verdicts[i][0] & verdicts[i][1] & micro(i));
            let [not_aware, not_filed, reached] =
                [Verdict::NotAware, Verdict::NotFiled, Verdict::Reached].map(with);
            for (bit, (policy, count)) in
                out.policies.iter_mut().enumerate().skip(word * A_WORD).take(A_WORD).enumerate()
            {
                count.not_aware += not_aware[bit];
                count.not_filed += not_filed[bit];
                count.reached += reached[bit];
                count.eligible_micro += eligible_micro[bit];
                count.reached_micro += reached_micro[bit];
                count.eligible += not_aware[bit] + not_filed[bit] + reached[bit];
                if reached[bit] > 0 && !queue::serves_all(policy, ctx) {
                    let claims = |i: usize| (concerned[i] & verdicts[i][0] & verdicts[i][1]) >> bit & 1 == 1;
                    count.no_budget += (0..BLOCK)
                        .filter(|i| claims(*i) && !queue::served(policy, b, *i, ctx))
                        .count() as i64;
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

/// How well a region implements a policy, relative to the current mean of the country, and the part of its
/// own share that it can pay. `fiscal` is its revenue over its spending.
#[derive(Clone, Copy, Debug)]
struct Execution {
    odds: f64,
    paid: f64,
}

impl Execution {
    fn of(p: &TakeUp, fiscal: f64, mean: f64, gap: f64, regional_share: f64) -> Execution {
        let weak = gap * (1.0 - fiscal);
        Execution {
            odds: (1.0 - p.execution_gap * weak) / (1.0 - p.execution_gap * (1.0 - mean)).max(0.01),
            paid: 1.0 - regional_share * weak,
        }
    }
    /// A chance where all goes as in the mean region, here: its odds move, so that what is certain by law
    /// stays so, and who must pay a share can't serve all.
    fn chance(self, chance: f64) -> f64 {
        let moved = chance * self.odds / (1.0 - chance + chance * self.odds).max(1e-9);
        self.paid * if chance >= 1.0 { 1.0 } else { moved.min(1.0) }
    }
}

/// The chances of a policy: its own take-up if it states one, else awareness by size class and the chance to
/// file; moved by the services of each region and by how well it carries out policies.
pub fn chances(policy: &Policy, p: &TakeUp, regions: &[Region], services: &[Service]) -> Chances {
    let firms: f64 = regions.iter().map(|region| region.firm_share).sum();
    let mean = regions.iter().map(|region| region.firm_share * region.fiscal).sum::<f64>() / firms.max(1e-9);
    let of = |class: usize| -> (Vec<f64>, Vec<f64>) {
        let awareness = [p.awareness_micro, p.awareness_small, p.awareness_medium][class];
        let here = |(region, service): (&Region, &Service)| {
            let execution = Execution::of(p, region.fiscal, mean, service.gap, policy.regional_share);
            let (hears, files) = policy.take_up.map_or((awareness, p.filing), |share| (share, 1.0));
            let hears = 1.0 - (1.0 - hears) * service.missed;
            let files = 1.0 - (1.0 - files) * service.stuck;
            // A stated take-up is the share of users: awareness and filing coincide.
            if policy.take_up.is_some() {
                let uses = execution.chance(hears);
                (hears.max(uses), uses)
            } else {
                (hears, hears * execution.chance(files))
            }
        };
        regions.iter().zip(services).map(here).unzip()
    };
    let [micro, small, medium] = [0, 1, 2].map(of);
    Chances { aware: [micro.0, small.0, medium.0], files: [micro.1, small.1, medium.1] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_and_execution_worked_by_hand() {
        let p = TakeUp { execution_gap: 0.5, ..TakeUp::default() };
        // Strength 0.6 where the mean is 0.8, half the gap counts: 0.8 of what full strength does over 0.9.
        let weak = Execution::of(&p, 0.6, 0.8, 1.0, 0.5);
        assert!((weak.odds - 0.8 / 0.9).abs() < 1e-12 && (weak.paid - 0.8).abs() < 1e-12);
        // An even chance has odds of one: they fall to 8/9, which is 8/17; four fifths of that can be paid.
        assert!((weak.chance(0.5) - 0.8 * 8.0 / 17.0).abs() < 1e-12);
        assert!((weak.chance(1.0) - 0.8).abs() < 1e-12);
        let closed = Execution::of(&p, 0.6, 0.8, 0.0, 0.5);
        assert!((closed.odds - 1.0 / 0.9).abs() < 1e-12 && closed.paid == 1.0);
    }

    #[test]
    fn bits_are_counted_by_place() {
        let counts = by_bit(|i| if i < 300 { 1 | 1 << 63 } else { i as u64 & 1 });
        assert_eq!((counts[0], counts[1], counts[63]), (300 + 362, 0, 300));
    }
}
