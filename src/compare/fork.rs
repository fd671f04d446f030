//! Where arms part: the months before are simulated once.

use crate::economy::norms::Norms;
use crate::scenario::{Policy, Scenario};
use crate::state::terms::{Terms, in_force};
use crate::units::Month;

/// The first month in which the arms differ in what shocks or policies do; the month after the last one when they never do.
pub fn first_difference(arms: &[Scenario], norms: &Norms) -> Month {
    let base = &arms[0];
    let same = |month: Month| {
        let here = rules(base, norms, month);
        arms[1..].iter().all(|arm| rules(arm, norms, month) == here)
    };
    let months = base.months as i32;
    base.start.plus((0..months).find(|k| !same(base.start.plus(*k))).unwrap_or(months))
}

/// What is in force in a month: the shocks as firms meet them, and the policies.
fn rules(arm: &Scenario, norms: &Norms, month: Month) -> (String, Vec<Policy>) {
    let shocks = Scenario { policies: Vec::new(), ..arm.clone() };
    let active = arm.policies.iter().filter(|policy| in_force(policy, month)).cloned().collect();
    (format!("{:?}", Terms::of(&shocks, norms, month)), active)
}
