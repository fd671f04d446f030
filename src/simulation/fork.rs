//! Where arms part: the months before are simulated once.

use crate::economy::norms::Norms;
use crate::levers;
use crate::month::credibility;
use crate::month::expectations;
use crate::month::in_force;
use crate::month::model::Scenario;
use crate::policy::Policy;
use crate::shocks::{Path, Shock};
use crate::units::Month;

/// The first month in which the arms differ in what shocks or policies do; the first of all when they never
/// do, so that they are held against one another nevertheless.
pub fn first_difference(arms: &[Scenario], norms: &Norms) -> Month {
    let base = &arms[0];
    let end = base.start.plus(base.months as i32);
    arms[1..].iter().filter_map(|arm| first_apart(base, arm, norms, end)).min().unwrap_or(base.start)
}

/// The first month before `end` in which two scenarios that share all else differ in what shocks or policies
/// do.
pub fn first_apart(one: &Scenario, other: &Scenario, norms: &Norms, end: Month) -> Option<Month> {
    let quiet = [without_policies(one), without_policies(other)];
    (one.start.0..end.0)
        .map(Month)
        .find(|month| rules(one, &quiet[0], norms, *month) != rules(other, &quiet[1], norms, *month))
}

/// A digest of what is in force in each month: two scenarios that share all else have the same history up to
/// the first month in which these differ.
pub fn courses(arm: &Scenario, norms: &Norms) -> Vec<u128> {
    let quiet = without_policies(arm);
    let digest = |month| {
        let hash = blake3::hash(format!("{:?}", rules(arm, &quiet, norms, month)).as_bytes());
        hash.as_bytes()[..16].iter().fold(0, |sum, byte| sum << 8 | u128::from(*byte))
    };
    (0..arm.months as i32).map(|month| digest(arm.start.plus(month))).collect()
}

fn without_policies(arm: &Scenario) -> Scenario {
    Scenario { policies: Vec::new(), ..arm.clone() }
}

/// See [`rules`].
type Rules = (String, Vec<(Shock, bool)>, Vec<Policy>, Vec<Vec<Policy>>, u64);

/// What is in force in a month: the shocks as firms meet them, those that chance may bring, the policies, and
/// the support of pay that is expected in months to come, and how far firms believe in it. `shocks` is the same scenario
/// without its policies.
fn rules(arm: &Scenario, shocks: &Scenario, norms: &Norms, month: Month) -> Rules {
    // The end of a policy matters when it comes, or when firms feel that it comes: one that goes on for
    // longer differs only from then on.
    let dateless = |policy: &Policy, month: Month| {
        let left = policy.left(month);
        let faded = levers::ALL[policy.lever]
            .fields()
            .iter()
            .zip(&policy.settings)
            .map(|(field, value)| field.faded(*value, left));
        let settings = faded.collect();
        let from = policy.from.plus(policy.delay as i32);
        Policy { from, to: month, announced: month, delay: 0, phase_out: 0, settings, ..policy.clone() }
    };
    let of_month = |(later, policies): (Month, Vec<&Policy>)| {
        policies.into_iter().map(|policy| Policy { from: later, ..dateless(policy, later) }).collect()
    };
    let expected = expectations::expected(arm, norms, month).into_iter().map(of_month).collect();
    let active = arm
        .policies
        .iter()
        .filter(|policy| policy.in_force(month))
        .map(|policy| dateless(policy, month))
        .collect();
    let credibility = credibility::of(arm, month).to_bits();
    let possible = arm.shocks.iter().filter_map(|shock| possible(shock, month)).collect();
    (format!("{:?}", in_force::of(shocks, norms, month, None)), possible, active, expected, credibility)
}

/// A shock of which something is drawn, when it may run in a month, and whether it may begin in it. What was
/// drawn differs between replications, but a shock has the same random draws in every arm. Until the last
/// month in which it may begin nothing depends on which month that is.
fn possible(shock: &Shock, month: Month) -> Option<(Shock, bool)> {
    if !shock.is_drawn() || month < shock.path.first() {
        return None;
    }
    let Some(chance) = &shock.chance else {
        // The draw is named by the first month; of the rest of the course only this month's factors count.
        let by_sector: Vec<f64> =
            shock.by_sector.iter().enumerate().map(|(s, size)| size * shock.path.at(month, s)).collect();
        let path = Path::Pulse { at: shock.path.first() };
        return by_sector
            .iter()
            .any(|size| *size != 0.0)
            .then(|| (Shock { by_sector, path, ..shock.clone() }, true));
    };
    let last = chance.last_beginning(&shock.path);
    let runs = last.is_none_or(|last| month < last.plus(chance.months));
    let path = Path::Step { from: shock.path.first(), to: None };
    runs.then(|| (Shock { path, ..shock.clone() }, last.is_none_or(|last| month <= last)))
}
