//! Who qualifies, who hears of it, who files: written once, used by every lever.

use crate::month::Ctx;
use crate::month::take_up;
use crate::rng::{Draws, Purpose, Stream};
use crate::scenario::Target;
use crate::state::block::{Block, flag};

/// What became of a firm's claim to a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Outside the target.
    NotEligible,
    /// Never heard of it.
    NotAware,
    /// Heard of it, could not file.
    NotFiled,
    /// Uses it.
    Reached,
}

/// What a target asks of a firm, as plain numbers.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Facts {
    pub sector: usize,
    pub region: usize,
    pub class: usize,
    pub tier: usize,
    pub age_years: f64,
    pub exporter: bool,
    pub formal: bool,
    /// Last month's sales over normal sales.
    pub sales_ratio: f64,
    /// Assets cover debts.
    pub solvent: bool,
    /// Cash over a month's cost.
    pub cash_months: f64,
    pub headcount: f64,
    /// Headcount over what normal sales call for.
    pub headcount_kept: f64,
}

/// Whether a firm with these facts is in the target.
#[inline]
pub fn qualifies(target: &Target, facts: &Facts) -> bool {
    let within = |list: &Option<Vec<usize>>, value: usize| list.as_ref().is_none_or(|list| list.contains(&value));
    let equal = |wanted: Option<bool>, value: bool| wanted.is_none_or(|wanted| wanted == value);
    within(&target.sectors, facts.sector)
        && within(&target.regions, facts.region)
        && within(&target.sizes, facts.class)
        && within(&target.tiers, facts.tier)
        && target.age_at_least.is_none_or(|age| facts.age_years >= age)
        && target.age_below.is_none_or(|age| facts.age_years < age)
        && equal(target.exporters, facts.exporter)
        && equal(target.formal, facts.formal)
        && target.revenue_drop_at_least.is_none_or(|drop| facts.sales_ratio <= 1.0 - drop)
        && equal(target.viable, facts.solvent)
        && target.cash_below_months.is_none_or(|months| facts.cash_months < months)
        && target.headcount_at_most.is_none_or(|most| facts.headcount <= most)
        && target.headcount_kept_at_least.is_none_or(|share| facts.headcount_kept >= share)
}

/// The facts of a firm.
#[inline]
pub fn facts(b: &Block, i: usize, ctx: &Ctx) -> Facts {
    let sector = usize::from(b.sector[i]);
    let cell = ctx.norms.cell(sector, usize::from(b.region[i]));
    let normal = f64::from(b.normal_sales[i]).max(1.0);
    Facts {
        sector,
        region: usize::from(b.region[i]),
        class: usize::from(b.class[i]),
        tier: usize::from(b.tier[i]),
        age_years: f64::from(b.age(i, ctx.now)) / 12.0,
        exporter: b.has(i, flag::EXPORTER),
        formal: b.has(i, flag::FORMAL),
        sales_ratio: f64::from(b.sales[i]) / normal,
        solvent: !b.has(i, flag::INSOLVENT),
        cash_months: b.cash[i].real() / (normal * 0.94),
        headcount: f64::from(b.headcount[i]),
        headcount_kept: f64::from(b.headcount[i]) * ctx.cells[cell].productivity / normal,
    }
}

/// Whether a firm that qualifies hears of a policy and files for it. The draw belongs to the firm and the policy, not to the month:
/// who does not hear of a policy in one month does not hear of it in the next.
pub fn hears(b: &Block, i: usize, policy: usize, ctx: &Ctx) -> Verdict {
    let luck = ctx.take_up[policy].uniform(b.id[i]);
    take_up::verdict(luck, ctx.scenario.policies[policy].take_up, usize::from(b.class[i]), &ctx.params.take_up)
}

/// The draws of take-up, by policy.
pub fn streams(draws: Draws, keys: &[i64]) -> Vec<Stream> {
    keys.iter().map(|key| draws.stream(Purpose::TakeUp, *key)).collect()
}

/// A number that names a policy in the keys of draws.
pub fn key(name: &str) -> i64 {
    let hash = blake3::hash(name.as_bytes());
    i64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("eight bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRM: Facts = Facts {
        sector: 3,
        region: 1,
        class: 0,
        tier: 0,
        age_years: 4.0,
        exporter: false,
        formal: true,
        sales_ratio: 0.75,
        solvent: true,
        cash_months: 0.5,
        headcount: 6.0,
        headcount_kept: 0.95,
    };

    #[test]
    fn an_empty_target_takes_every_firm_and_each_condition_can_refuse() {
        assert!(qualifies(&Target::default(), &FIRM));
        let target = Target { sizes: Some(vec![0, 1]), revenue_drop_at_least: Some(0.2), ..Target::default() };
        assert!(qualifies(&target, &FIRM));
        assert!(!qualifies(&Target { revenue_drop_at_least: Some(0.3), ..Target::default() }, &FIRM));
        assert!(!qualifies(&Target { sizes: Some(vec![2]), ..Target::default() }, &FIRM));
        assert!(!qualifies(&Target { age_at_least: Some(5.0), ..Target::default() }, &FIRM));
        assert!(!qualifies(&Target { exporters: Some(true), ..Target::default() }, &FIRM));
        assert!(!qualifies(&Target { viable: Some(false), ..Target::default() }, &FIRM));
        assert!(!qualifies(&Target { cash_below_months: Some(0.3), ..Target::default() }, &FIRM));
        assert!(!qualifies(&Target { headcount_kept_at_least: Some(0.97), ..Target::default() }, &FIRM));
    }
}
