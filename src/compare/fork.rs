//! Where arms part: the months before are simulated once.

use crate::economy::norms::Norms;
use crate::levers;
use crate::scenario::{Policy, Scenario};
use crate::state::terms::{Terms, in_force};
use crate::units::Month;

/// The first month in which the arms differ in what shocks or policies do; the first of all when they never do, so that they are held
/// against one another nevertheless.
pub fn first_difference(arms: &[Scenario], norms: &Norms) -> Month {
    let base = &arms[0];
    let end = base.start.plus(base.months as i32);
    arms[1..].iter().filter_map(|arm| first_apart(base, arm, norms, end)).min().unwrap_or(base.start)
}

/// The first month before `end` in which two scenarios that share all else differ in what shocks or policies do.
pub fn first_apart(one: &Scenario, other: &Scenario, norms: &Norms, end: Month) -> Option<Month> {
    (one.start.0..end.0).map(Month).find(|month| rules(one, norms, *month) != rules(other, norms, *month))
}

/// What is in force in a month: the shocks as firms meet them, and the policies.
fn rules(arm: &Scenario, norms: &Norms, month: Month) -> (String, Vec<Policy>) {
    let shocks = Scenario { policies: Vec::new(), ..arm.clone() };
    // Its dates say when a policy is in force, and nothing else: one that goes on for longer differs only from then on.
    let dateless = |policy: &Policy| {
        let left = policy.left(month);
        let faded = levers::ALL[policy.lever].fields().iter().zip(&policy.settings).map(|(field, value)| field.faded(*value, left));
        Policy { from: month, to: month, announced: month, delay: 0, phase_out: 0, settings: faded.collect(), ..policy.clone() }
    };
    let active = arm.policies.iter().filter(|policy| in_force(policy, month)).map(dateless).collect();
    (format!("{:?}", Terms::of(&shocks, norms, month)), active)
}
