//! Who qualifies, who hears of it, who files: written once, used by every lever.

use crate::economy::norms::Norms;
use crate::month::Ctx;
use crate::month::dues::monthly_cost;
use crate::month::take_up::{self, Chances, TakeUp};
use crate::rng::{Purpose, Stream};
use crate::scenario::{Policy, SIZES, TIERS, Target};
use crate::state::block::{Block, flag};
use std::sync::Arc;

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
    pub const ALL: [Verdict; 4] = [Verdict::NotEligible, Verdict::NotAware, Verdict::NotFiled, Verdict::Reached];
}

/// The rule of a policy in force, laid out so that a firm is judged without searching: lists as one mark for each member, flags as bits.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Index of the policy in the scenario.
    pub policy: usize,
    sectors: Vec<bool>,
    regions: Vec<bool>,
    sizes: [bool; SIZES.len()],
    tiers: [bool; TIERS.len()],
    /// Bits of [`flag`] that matter, and what they must be.
    flags: [u16; 2],
    /// Whether the target asks for numbers, see [`Facts`].
    asks_numbers: bool,
    /// These firms alone.
    firms: Option<Arc<[u64]>>,
    chances: Chances,
}

impl Rule {
    /// The rule of a policy.
    pub fn of(index: usize, policy: &Policy, norms: &Norms, p: &TakeUp) -> Rule {
        let target = &policy.target;
        let among = |list: &Option<Vec<usize>>, value: usize| list.as_ref().is_none_or(|list| list.contains(&value));
        // No policy is for a firm that lies dormant.
        let mut flags = [flag::DORMANT, 0];
        for (bit, wanted) in
            [(flag::EXPORTER, target.exporters), (flag::FORMAL, target.formal), (flag::INSOLVENT, target.viable.map(|viable| !viable))]
        {
            if let Some(wanted) = wanted {
                flags[0] |= bit;
                flags[1] |= if wanted { bit } else { 0 };
            }
        }
        Rule {
            policy: index,
            sectors: (0..norms.sectors).map(|s| among(&target.sectors, s)).collect(),
            regions: (0..norms.regions).map(|r| among(&target.regions, r)).collect(),
            sizes: std::array::from_fn(|class| among(&target.sizes, class)),
            tiers: std::array::from_fn(|tier| among(&target.tiers, tier)),
            flags,
            asks_numbers: asks_numbers(target),
            firms: target.firms.clone(),
            chances: Chances::of(policy.take_up, p),
        }
    }

    /// The draws that decide who hears of the policy. They belong to the firm and the policy, not to the month: who does not hear of a policy in one
    /// month does not hear of it in the next.
    pub fn luck(&self, ctx: &Ctx) -> Stream {
        ctx.draws.stream(Purpose::TakeUp, ctx.policy_keys[self.policy])
    }

    /// What becomes of a firm's claim: the number of a [`Verdict`].
    #[inline]
    pub fn judge(&self, b: &Block, i: usize, luck: Stream, ctx: &Ctx) -> u32 {
        let class = usize::from(b.class[i]).min(SIZES.len() - 1);
        let member = self.sectors[usize::from(b.sector[i])]
            & self.regions[usize::from(b.region[i])]
            & self.sizes[class]
            & self.tiers[usize::from(b.tier[i]).min(TIERS.len() - 1)]
            & (b.flags[i] & self.flags[0] == self.flags[1]);
        // Answers differ from firm to firm as by chance: all are worked out and one is kept, which is quicker than guessing.
        let named = self.firms.as_ref().is_none_or(|firms| firms.binary_search(&b.id[i]).is_ok());
        let fits = !self.asks_numbers || within(&ctx.scenario.policies[self.policy].target, &facts(b, i, ctx));
        let verdict = take_up::verdict(luck.uniform(b.id[i]), class, &self.chances) as u32;
        verdict * u32::from(member & named & fits)
    }
}

/// What a target asks of a firm in numbers.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Facts {
    pub age_years: f64,
    /// This month's sales over normal sales.
    pub sales_ratio: f64,
    /// Cash over a month's cost.
    pub cash_months: f64,
    pub headcount: f64,
    /// Headcount over what normal sales call for.
    pub headcount_kept: f64,
}

fn asks_numbers(target: &Target) -> bool {
    let Target { age_at_least, age_below, revenue_drop_at_least, cash_below_months, headcount_at_most, headcount_kept_at_least, .. } =
        target;
    [age_at_least, age_below, revenue_drop_at_least, cash_below_months, headcount_at_most, headcount_kept_at_least]
        .iter()
        .any(|number| number.is_some())
}

/// Whether a firm with these facts is within the numbers of a target.
#[inline]
pub fn within(target: &Target, facts: &Facts) -> bool {
    target.age_at_least.is_none_or(|age| facts.age_years >= age)
        && target.age_below.is_none_or(|age| facts.age_years < age)
        && target.revenue_drop_at_least.is_none_or(|drop| facts.sales_ratio <= 1.0 - drop)
        && target.cash_below_months.is_none_or(|months| facts.cash_months < months)
        && target.headcount_at_most.is_none_or(|most| facts.headcount <= most)
        && target.headcount_kept_at_least.is_none_or(|share| facts.headcount_kept >= share)
}

/// The facts of a firm.
#[inline]
fn facts(b: &Block, i: usize, ctx: &Ctx) -> Facts {
    let cell = ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
    let normal = f64::from(b.normal_sales[i]).max(1.0);
    Facts {
        age_years: f64::from(b.age(i, ctx.now)) / 12.0,
        sales_ratio: f64::from(b.sales[i]) / normal,
        cash_months: b.cash[i].real() / monthly_cost(b, i, ctx).max(1.0),
        headcount: f64::from(b.headcount[i]),
        headcount_kept: f64::from(b.headcount[i]) * ctx.cells[cell].productivity / normal,
    }
}

/// A number that names a policy in the keys of draws.
pub fn key(name: &str) -> i64 {
    let hash = blake3::hash(name.as_bytes());
    i64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("eight bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRM: Facts = Facts { age_years: 4.0, sales_ratio: 0.75, cash_months: 0.5, headcount: 6.0, headcount_kept: 0.95 };

    #[test]
    fn each_number_can_refuse() {
        assert!(!asks_numbers(&Target { sizes: Some(vec![2]), viable: Some(true), ..Target::default() }));
        assert!(within(&Target::default(), &FIRM));
        let refuses = |target: Target| {
            assert!(asks_numbers(&target));
            assert!(!within(&target, &FIRM), "{target:?}");
        };
        refuses(Target { revenue_drop_at_least: Some(0.3), ..Target::default() });
        refuses(Target { age_at_least: Some(5.0), ..Target::default() });
        refuses(Target { age_below: Some(4.0), ..Target::default() });
        refuses(Target { cash_below_months: Some(0.3), ..Target::default() });
        refuses(Target { headcount_at_most: Some(5.0), ..Target::default() });
        refuses(Target { headcount_kept_at_least: Some(0.97), ..Target::default() });
        assert!(within(&Target { revenue_drop_at_least: Some(0.2), age_at_least: Some(4.0), ..Target::default() }, &FIRM));
    }
}
