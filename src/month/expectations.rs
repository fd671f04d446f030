//! Expectations: firms hesitate while they do not know what will hold.
//!
//! In a sector that a common shock has hit, firms delay hiring: to wait keeps the option open (Bloom 2009).
//! So do firms whose pay is borne in part by support which ends at once (a cliff), in its last months:
//! whoever hires then must soon pay alone. Support that others take over, by a policy known by then, does not
//! end. What they believe of announcements takes part of that hesitation away, and lets owners look through
//! as much more of the shock. Belief beyond the usual comes from `policy_horizon`.

crate::parameters! {
    /// Parameters of expectations.
    pub struct Expectations : "expectations" {
        hesitation = 0.2, 0.0 .. 1.0, "share of the hiring speed", "fall of the hiring speed in a sector hit by a common shock", Assumed, "Bloom 2009: hiring falls by about a fifth in the half year after a jump of uncertainty, from memory; prior range 0-0.4";
        cliff = 0.3, 0.0 .. 1.0, "ratio", "fall of the hiring speed of a firm for each unit of its pay that support bears which ends at once, in the last months before", Assumed, "no source; prior range 0-0.6";
        cliff_months = 3.0, 0.0 .. 12.0, "months", "how long before its end a cliff is felt", Assumed, "prior range 1-6";
    }
}

use crate::economy::norms::Norms;
use crate::levers::{self, Audience, PolicyContext};
use crate::month::ctx::Ctx;
use crate::month::model::Scenario;
use crate::month::queue;
use crate::month::take_up::{reached, reached_by_any};
use crate::policy::Policy;
use crate::state::block::Block;
use crate::terms::{Ending, Offer, Terms};
use crate::units::Month;

/// The hiring speed over its normal value when firms hesitate so much.
fn hiring_speed(hesitation: f64, credibility: f64) -> f64 {
    1.0 - hesitation * (1.0 - credibility)
}

/// Support of pay in force in a month, of the policies that `count`: the share of pay that owners count as
/// borne by it.
fn support(
    scenario: &Scenario,
    norms: &Norms,
    month: Month,
    count: impl Fn(&Policy) -> bool,
) -> Vec<Offer<f64>> {
    let mut terms = Terms::normal(norms, scenario.policies.len());
    terms.contribution_base = scenario.params.tax.contribution_base;
    for (index, policy) in scenario.policies.iter().enumerate() {
        let lever = levers::ALL[policy.lever];
        // Support that fades out is no cliff: it counts as in its last full month.
        let last = policy.to.plus(policy.delay as i32);
        let month = if policy.phase_out > 0 { Month(month.0.min(last.0)) } else { month };
        if lever.about().audience == Audience::Firms && policy.in_force(month) && count(policy) {
            let (policies, economy, start) = (&scenario.policies, &scenario.economy, scenario.start);
            lever.apply(&PolicyContext { index, policy, policies, economy, norms, month, start }, &mut terms);
        }
    }
    of_pay(&terms)
}

/// The support of pay among what is paid.
fn of_pay(terms: &Terms) -> Vec<Offer<f64>> {
    terms
        .payments
        .iter()
        .filter(|offer| offer.what.retention > 0.0)
        .map(|offer| offer.with(offer.what.retention))
        .collect()
}

/// Whether a policy for firms ends at once within the months in which a cliff is felt: most months none does,
/// and nothing more need be asked.
fn ends_soon(scenario: &Scenario, month: Month) -> bool {
    let sight = month.plus(scenario.params.expectations.cliff_months as i32);
    let ends = |policy: &&Policy| policy.phase_out == 0 && policy.in_force(month) && !policy.in_force(sight);
    scenario
        .policies
        .iter()
        .filter(ends)
        .any(|policy| levers::ALL[policy.lever].about().audience == Audience::Firms)
}

/// What firms know of the support of pay that ends at once within the months in which a cliff is felt. What
/// is announced and takes over counts as what goes on does: it is the support that firms get that falls off a
/// cliff, not a policy. Support that is phased out ends visibly and by steps.
fn outlook(mut now: Vec<Offer<f64>>, scenario: &Scenario, norms: &Norms, month: Month) -> Ending {
    let months = scenario.params.expectations.cliff_months as i32;
    let policy = |offer: &Offer<f64>| &scenario.policies[offer.policy];
    now.retain(|offer| policy(offer).phase_out == 0);
    if now.iter().all(|offer| policy(offer).in_force(month.plus(months))) {
        return Ending::default();
    }
    let comes = |policy: &Policy| policy.announced <= month && policy.from.plus(policy.delay as i32) > month;
    let expected =
        |policy: &Policy| if policy.in_force(month) { policy.phase_out == 0 } else { comes(policy) };
    let ahead = (1..=months).map(|later| support(scenario, norms, month.plus(later), expected)).collect();
    Ending { now: now.into_iter().collect(), ahead }
}

/// The policies behind the support of pay that firms expect, this month and in each of the months ahead;
/// empty where none of it ends soon. Until two scenarios differ in it, their firms expect the same.
pub fn expected<'a>(scenario: &'a Scenario, norms: &Norms, month: Month) -> Vec<(Month, Vec<&'a Policy>)> {
    if !ends_soon(scenario, month) {
        return Vec::new();
    }
    let Ending { now, ahead } = outlook(support(scenario, norms, month, |_| true), scenario, norms, month);
    if now.is_empty() {
        return Vec::new();
    }
    let policies =
        |offers: &[Offer<f64>]| offers.iter().map(|offer| &scenario.policies[offer.policy]).collect();
    std::iter::once(&now[..])
        .chain(ahead.iter().map(Vec::as_slice))
        .zip(month.0..)
        .map(|(offers, month)| (Month(month), policies(offers)))
        .collect()
}

/// What firms expect this month, given its shocks and policies.
pub fn form(terms: &mut Terms, scenario: &Scenario, norms: &Norms, month: Month) {
    let p = &scenario.params.expectations;
    for (speed, shocked) in terms.hiring_speed.iter_mut().zip(&terms.shocked) {
        *speed = hiring_speed(if *shocked { p.hesitation } else { 0.0 }, terms.credibility);
    }
    if ends_soon(scenario, month) {
        terms.ending = outlook(of_pay(terms), scenario, norms, month);
    }
    terms.look_through = (1.0 - scenario.params.owner.look_through) * terms.credibility;
}

/// By how much support falls at most below what it is now.
fn fall(now: f64, ahead: impl Iterator<Item = f64>) -> f64 {
    ahead.map(|later| now - later).fold(0.0, f64::max)
}

/// The hiring speed of a firm over its normal value for the support of its pay that ends soon.
pub fn before_cliff(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let ending = &ctx.terms.ending;
    if !reached_by_any(&ending.now, b, i) {
        return 1.0;
    }
    let has = |policy: usize| reached(policy, b, i) && queue::served(policy, b, i, ctx);
    let borne = |offers: &[Offer<f64>]| {
        offers.iter().filter(|offer| has(offer.policy)).map(|offer| offer.what).sum::<f64>()
    };
    let lost = fall(borne(&ending.now), ending.ahead.iter().map(|offers| borne(offers)));
    hiring_speed(ctx.params.expectations.cliff * lost.min(1.0), ctx.terms.credibility)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hesitation_worked_by_hand() {
        assert_eq!(hiring_speed(0.0, 0.0), 1.0);
        assert!((hiring_speed(0.2, 0.0) - 0.8).abs() < 1e-12);
        // Half believed away.
        assert!((hiring_speed(0.2, 0.5) - 0.9).abs() < 1e-12);
    }

    #[test]
    fn what_falls_off_a_cliff_worked_by_hand() {
        assert_eq!(fall(0.5, [0.5, 0.5, 0.0].into_iter()), 0.5);
        // Renewed at once, with more, with less, after a month without.
        assert_eq!(fall(0.5, [0.5, 0.5, 0.5].into_iter()), 0.0);
        assert_eq!(fall(0.5, [0.5, 0.75, 0.75].into_iter()), 0.0);
        assert_eq!(fall(0.5, [0.5, 0.25, 0.25].into_iter()), 0.25);
        assert_eq!(fall(0.5, [0.5, 0.0, 0.5].into_iter()), 0.5);
    }
}
