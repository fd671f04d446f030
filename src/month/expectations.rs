//! Expectations: firms hesitate while they do not know what will hold.
//!
//! In a sector that a common shock has hit, and in the months before support ends at once (a cliff), firms put off hiring: who waits keeps the choice
//! (Bloom 2009). What they believe of announcements takes part of that hesitation away, and lets owners look through as much more of the
//! shock. Belief beyond the usual comes from `policy_horizon`.

crate::parameters! {
    /// Parameters of expectations.
    pub struct Expectations : "expectations" {
        hesitation = 0.2, 0.0 .. 1.0, "share of the hiring speed", "fall of the hiring speed in a sector hit by a common shock", Assumed, "Bloom 2009: hiring falls by about a fifth in the half year after a jump of uncertainty, from memory; prior range 0-0.4";
        cliff = 0.1, 0.0 .. 1.0, "share of the hiring speed", "fall of the hiring speed in the last months before support for firms ends at once", Assumed, "no source; prior range 0-0.2";
        cliff_months = 3.0, 0.0 .. 12.0, "months", "how long before its end a cliff is felt", Assumed, "prior range 1-6";
    }
}

use crate::levers::{self, Audience};
use crate::scenario::{Policy, Scenario};
use crate::state::terms::{Terms, in_force};
use crate::units::Month;

/// The hiring speed over its normal value.
fn hiring_speed(p: &Expectations, shocked: bool, cliff: bool, credibility: f64) -> f64 {
    let hesitation = if shocked { p.hesitation } else { 0.0 } + if cliff { p.cliff } else { 0.0 };
    1.0 - hesitation.min(1.0) * (1.0 - credibility)
}

/// Whether support for firms ends at once within so many months.
fn near_cliff(policy: &Policy, month: Month, within: i32) -> bool {
    let for_firms = levers::ALL[policy.lever].about().audience == Audience::Firms;
    for_firms && policy.phase_out == 0 && in_force(policy, month) && !in_force(policy, month.plus(within))
}

/// What firms expect this month, given its shocks and policies.
pub fn form(terms: &mut Terms, scenario: &Scenario, month: Month) {
    let p = &scenario.params.expectations;
    let within = p.cliff_months as i32;
    let cliff = within > 0 && scenario.policies.iter().any(|policy| near_cliff(policy, month, within));
    for (speed, shocked) in terms.hiring_speed.iter_mut().zip(&terms.shocked) {
        *speed = hiring_speed(p, *shocked, cliff, terms.credibility);
    }
    terms.look_through = (1.0 - scenario.params.owner.look_through) * terms.credibility;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hesitation_worked_by_hand() {
        let p = Expectations { hesitation: 0.2, cliff: 0.1, ..Expectations::default() };
        assert_eq!(hiring_speed(&p, false, false, 0.0), 1.0);
        assert!((hiring_speed(&p, true, false, 0.0) - 0.8).abs() < 1e-12);
        // Shock and cliff, half believed away: 1 − 0.3 / 2.
        assert!((hiring_speed(&p, true, true, 0.5) - 0.85).abs() < 1e-12);
    }
}
