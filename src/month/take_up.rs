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
use crate::levers::target::Verdict;
use crate::state::block::{BLOCK, Block};

/// Policies whose verdicts share a word of [`Scratch::verdicts`](crate::state::block::Scratch::verdicts), at two bits each.
const A_WORD: usize = 16;

/// ROUND 3. Each firm is judged under each policy in force, once a month: whether it is in the target, hears of it, can file. Whatever asks
/// later in the month reads the verdict, so that a firm's claim does not change with the help it gets.
pub fn judge(b: &mut Block, ctx: &Ctx) {
    let mut verdicts = std::mem::take(&mut b.scratch.verdicts);
    verdicts.clear();
    b.scratch.interest_asked.clear();
    if !ctx.terms.rules.is_empty() {
        verdicts.resize(ctx.scenario.policies.len().div_ceil(A_WORD) * BLOCK, 0);
    }
    for rule in &ctx.terms.rules {
        let luck = rule.luck(ctx);
        let words = &mut verdicts[rule.policy / A_WORD * BLOCK..][..BLOCK];
        for (i, word) in words.iter_mut().enumerate() {
            if b.lives(i) {
                *word |= rule.judge(b, i, luck, ctx) << (2 * (rule.policy % A_WORD));
            }
        }
    }
    b.scratch.verdicts = verdicts;
}

/// What became this month of a firm's claim to a policy in force.
#[inline]
pub fn verdict_on(policy: usize, b: &Block, i: usize) -> Verdict {
    Verdict::ALL[(b.scratch.verdicts[policy / A_WORD * BLOCK + i] >> (2 * (policy % A_WORD)) & 3) as usize]
}

/// Whether a policy in force reaches a firm this month.
#[inline]
pub fn reached(policy: usize, b: &Block, i: usize) -> bool {
    verdict_on(policy, b, i) == Verdict::Reached
}

/// The chances of an eligible firm, by size class.
#[derive(Clone, Copy, Debug)]
pub struct Chances {
    /// To hear of a policy.
    aware: [f64; 3],
    /// To hear of it and file.
    files: [f64; 3],
}

impl Chances {
    /// The policy's own take-up if it states one, else awareness by size class and the chance to file.
    pub fn of(take_up: Option<f64>, p: &TakeUp) -> Chances {
        let aware = take_up.map_or([p.awareness_micro, p.awareness_small, p.awareness_medium], |share| [share; 3]);
        let files = aware.map(|aware| aware * if take_up.is_some() { 1.0 } else { p.filing });
        Chances { aware, files }
    }
}

/// What becomes of an eligible firm of a size class, given its draw.
#[inline]
pub fn verdict(luck: f64, class: usize, chances: &Chances) -> Verdict {
    Verdict::ALL[1 + usize::from(luck < chances.aware[class]) + usize::from(luck < chances.files[class])]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn awareness_then_filing() {
        let p = TakeUp { awareness_micro: 0.4, filing: 0.5, ..TakeUp::default() };
        let usual = Chances::of(None, &p);
        assert_eq!(verdict(0.1, 0, &usual), Verdict::Reached);
        assert_eq!(verdict(0.3, 0, &usual), Verdict::NotFiled);
        assert_eq!(verdict(0.5, 0, &usual), Verdict::NotAware);
        assert_eq!(verdict(0.5, 0, &Chances::of(Some(0.6), &p)), Verdict::Reached);
        assert_eq!(verdict(0.5, 2, &Chances::of(Some(0.0), &p)), Verdict::NotAware);
    }
}
