//! Expectations: firms hesitate while they do not know what will hold.
//!
//! In a sector that a common shock has hit firms put off hiring: who waits keeps the choice (Bloom 2009). So do firms whose pay is
//! borne in part by support which ends at once (a cliff), in its last months: whoever hires then must soon pay alone. What they believe of announcements takes part of that hesitation away, and lets owners look through as much more of the
//! shock. Belief beyond the usual comes from `policy_horizon`.

crate::parameters! {
    /// Parameters of expectations.
    pub struct Expectations : "expectations" {
        hesitation = 0.2, 0.0 .. 1.0, "share of the hiring speed", "fall of the hiring speed in a sector hit by a common shock", Assumed, "Bloom 2009: hiring falls by about a fifth in the half year after a jump of uncertainty, from memory; prior range 0-0.4";
        cliff = 0.3, 0.0 .. 1.0, "ratio", "fall of the hiring speed of a firm for each unit of its pay that support bears which ends at once, in the last months before", Assumed, "no source; prior range 0-0.6";
        cliff_months = 3.0, 0.0 .. 12.0, "months", "how long before its end a cliff is felt", Assumed, "prior range 1-6";
    }
}

use super::Ctx;
use crate::levers::{self, Audience};
use crate::month::budget;
use crate::month::take_up::{reached, reached_by_any};
use crate::scenario::{Policy, Scenario};
use crate::state::block::Block;
use crate::state::terms::{Offer, Terms, in_force};
use crate::units::Month;

/// The hiring speed over its normal value when firms hesitate so much.
fn hiring_speed(hesitation: f64, credibility: f64) -> f64 {
    1.0 - hesitation * (1.0 - credibility)
}

/// Whether support for firms ends at once within the months in which a cliff is felt.
pub fn near_cliff(p: &Expectations, policy: &Policy, month: Month) -> bool {
    let lever = levers::ALL[policy.lever].about();
    let strong = lever.fields.iter().zip(&policy.settings).any(|(field, value)| field.neutral.is_some_and(|neutral| *value != neutral));
    let within = p.cliff_months as i32;
    let ends = policy.phase_out == 0 && in_force(policy, month) && !in_force(policy, month.plus(within));
    within > 0 && lever.audience == Audience::Firms && strong && ends
}

/// What firms expect this month, given its shocks and policies.
pub fn form(terms: &mut Terms, scenario: &Scenario, month: Month) {
    let p = &scenario.params.expectations;
    for (speed, shocked) in terms.hiring_speed.iter_mut().zip(&terms.shocked) {
        *speed = hiring_speed(if *shocked { p.hesitation } else { 0.0 }, terms.credibility);
    }
    for offer in terms.payments.iter().filter(|offer| offer.what.retention > 0.0) {
        if near_cliff(p, &scenario.policies[offer.policy], month) {
            terms.ending.push(Offer { policy: offer.policy, what: offer.what.retention });
        }
    }
    terms.look_through = (1.0 - scenario.params.owner.look_through) * terms.credibility;
}

/// The hiring speed of a firm over its normal value for the support of its pay that ends soon.
pub fn before_cliff(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    if !reached_by_any(&ctx.terms.ending, b, i) {
        return 1.0;
    }
    let has = |policy: usize| reached(policy, b, i) && budget::served(policy, b, i, ctx);
    let borne: f64 = ctx.terms.ending.iter().filter(|offer| has(offer.policy)).map(|offer| offer.what).sum();
    hiring_speed(ctx.params.expectations.cliff * borne.min(1.0), ctx.terms.credibility)
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
}
