//! Credibility: how far firms believe what the state announces, learned from what it did before.
//!
//! At the start firms believe announcements to a usual degree. Each policy for firms that begins as it was announced
//! beforehand is a promise kept, and belief closes a part of the gap to certainty; one that comes back within a year
//! after it had ended at once, without a phase-out, for the same firms, shows that what holds today need not hold tomorrow (stop and go),
//! and belief loses the same part. A rule on changes ([`crate::levers::policy_horizon`]: early notice, consultation,
//! fixed dates) moves belief towards what it promises, month by month. Without news belief returns slowly to the usual.
//!
//! What belief does stands in [`crate::month::expectations`]. It follows from the dates of policies alone, so that
//! nothing of it need be remembered. That reversals cost credibility is the common ground of the literature on policy
//! uncertainty (Baker, Bloom and Davis 2016); sizes are assumed.

crate::parameters! {
    /// Parameters of credibility.
    pub struct Credibility : "credibility" {
        belief = 0.4, 0.0 .. 1.0, "share", "how far firms believe announcements in usual times", Assumed, "no source; prior range 0.2-0.7";
        learning = 0.1, 0.0 .. 1.0, "share", "part of the gap that one promise kept closes, or one reversal opens", Assumed, "no source; prior range 0.02-0.3";
        forgetting = 0.03, 0.0 .. 1.0, "per month", "part of the distance from the usual belief that a month takes away", Assumed, "three years; no source; prior range 0.01-0.1";
        rule_speed = 0.08, 0.0 .. 1.0, "per month", "part of the gap to what a rule on changes promises that a month closes", Assumed, "a year: a rule is believed when it has held; prior range 0.03-0.3";
    }
}

use crate::levers::{self, Audience, policy_horizon};
use crate::month::model::Scenario;
use crate::policy::Policy;
use crate::units::Month;

/// Months within which support that comes back after an end at once counts as stop and go.
const REVERSAL: i32 = 12;

/// What happens to belief in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct News {
    kept: u32,
    reversed: u32,
    /// What a rule in force promises.
    rule: Option<f64>,
}

/// Belief a month later.
fn learn(p: &Credibility, belief: f64, news: News) -> f64 {
    let usual = p.belief.max(news.rule.unwrap_or(0.0));
    let mut belief = belief + p.forgetting * (usual - belief);
    for _ in 0..news.kept {
        belief += p.learning * (1.0 - belief);
    }
    for _ in 0..news.reversed {
        belief -= p.learning * belief;
    }
    if let Some(promised) = news.rule
        && promised > belief
    {
        belief += p.rule_speed * (promised - belief);
    }
    belief
}

/// Whether a policy begins in a month, and goes on from no other of its kind.
fn begins(policy: &Policy, all: &[Policy], month: Month) -> bool {
    let before = month.plus(-1);
    policy.in_force(month) && !all.iter().any(|other| other.lever == policy.lever && other.in_force(before))
}

/// Whether a policy that begins in a month is another go of one of its kind that had ended at once.
fn reverses(policy: &Policy, all: &[Policy], month: Month) -> bool {
    let ended = |other: &&Policy| {
        let last = other.to.plus(other.delay as i32);
        other.lever == policy.lever
            && other.target == policy.target
            && other.phase_out == 0
            && last.plus(1) < month
            && month.since(last) <= REVERSAL
    };
    all.iter().any(|other| ended(&other))
}

/// The news of a month.
fn news(scenario: &Scenario, month: Month) -> News {
    let mut news = News::default();
    let all = &scenario.policies;
    let for_firms = |policy: &&Policy| levers::ALL[policy.lever].about().audience == Audience::Firms;
    if month > scenario.start {
        // However many policies of a kind begin, in pieces or side by side, it is one piece of news.
        for lever in 0..levers::ALL.len() {
            let begin = || {
                let own = all.iter().filter(for_firms).filter(|policy| policy.lever == lever);
                own.filter(|policy| begins(policy, all, month))
            };
            let as_announced = |policy: &Policy| policy.delay == 0 && policy.announced < policy.from;
            news.kept += u32::from(begin().any(as_announced));
            news.reversed += u32::from(begin().any(|policy| reverses(policy, all, month)));
        }
    }
    let rules = scenario.policies.iter().filter(|policy| policy.in_force(month));
    news.rule = rules.filter_map(policy_horizon::promised).reduce(f64::max);
    news
}

/// How far firms believe in a month what is announced, from the start of the scenario on.
pub fn of(scenario: &Scenario, month: Month) -> f64 {
    let p = &scenario.params.credibility;
    let months = (scenario.start.0..=month.0).map(Month);
    months.fold(p.belief, |belief, month| learn(p, belief, news(scenario, month)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn belief_worked_by_hand() {
        let p = Credibility { belief: 0.4, learning: 0.1, forgetting: 0.5, rule_speed: 0.25 };
        let news = |kept, reversed, rule| News { kept, reversed, rule };
        assert_eq!(learn(&p, 0.4, news(0, 0, None)), 0.4);
        // Half of what was lost is forgotten.
        assert!((learn(&p, 0.2, news(0, 0, None)) - 0.3).abs() < 1e-12);
        // A tenth of the gap to one, then of the rest; a tenth of what there is.
        assert!((learn(&p, 0.4, news(2, 0, None)) - 0.514).abs() < 1e-12);
        assert!((learn(&p, 0.4, news(0, 1, None)) - 0.36).abs() < 1e-12);
        // A rule that promises 0.8 closes a quarter of the gap; one that promises less than is believed does nothing.
        let ruled = Credibility { forgetting: 0.0, ..p };
        assert!((learn(&ruled, 0.4, news(0, 0, Some(0.8))) - 0.5).abs() < 1e-12);
        // What it promises is what belief returns to while it holds, from below and from above.
        let held = |from| (0..200).fold(from, |belief, _| learn(&p, belief, news(0, 0, Some(0.8))));
        assert!((held(0.4) - 0.8).abs() < 1e-9 && (held(0.95) - 0.8).abs() < 1e-9);
        assert_eq!(learn(&p, 0.4, news(0, 0, Some(0.3))), 0.4);
    }
}
