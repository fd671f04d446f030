//! Renewal: support that goes on under another name goes on.
//!
//! What a scenario says can be written in several ways: March to August in one piece, or March to May and
//! June to August; all sizes at once, or micro firms in one policy and the others in the next. Results must
//! not depend on that. So policies that are *alike*, which is to say of the same kind, `draw` and settings,
//! are one instrument where one takes over from the other:
//!
//! - A policy *renews* one alike that ends in the month before it begins, or later. One that states no month
//!   in which it is announced is known since what it renews is known: whoever writes a period in two pieces
//!   does not mean that firms are in the dark about the second.
//! - What a firm has had under a policy that is paid once in so many months counts under all policies of the
//!   *instrument*: those that take over without a gap, and those beside one another whose targets no firm can
//!   meet at once.
//!
//! Policies alike that reach the same firms in the same months are two instruments, and so is one after a
//! gap: another round, which is paid anew. Different words under `draw` keep two policies apart in any case.
//! Budgets belong to policies: two of half the size are not one of the whole.
//!
//! What ends is seen by firms, not read off dates: see [`crate::month::expectations`].

use crate::policy::{Policy, Target};
use crate::units::Month;

/// Whether two policies are of the same kind, `draw` and settings.
pub fn alike(one: &Policy, other: &Policy) -> bool {
    one.lever == other.lever && one.draw == other.draw && one.settings == other.settings
}

/// Whether a policy takes over from one alike that began before it, and goes on for longer.
pub fn renews(later: &Policy, earlier: &Policy) -> bool {
    alike(later, earlier)
        && earlier.from < later.from
        && later.from <= earlier.to.plus(1)
        && earlier.to < later.to
}

/// Gives each policy that states no month in which it is announced the one of what it renews, or its first.
/// `stated`: which do.
pub fn announce(policies: &mut [Policy], stated: &[bool]) {
    let mut order: Vec<usize> = (0..policies.len()).filter(|at| !stated[*at]).collect();
    // What is renewed begins earlier, so its own month is known by the time it is asked for.
    order.sort_by_key(|at| policies[*at].from);
    for at in order {
        let own = &policies[at];
        let earlier = policies.iter().filter(|other| renews(own, other)).map(|other| other.announced);
        policies[at].announced = earlier.fold(own.from, Month::min);
    }
}

/// Whether no firm can be in both targets in the same month.
fn apart(one: &Target, other: &Target) -> bool {
    let lists = [
        (&one.sectors, &other.sectors),
        (&one.regions, &other.regions),
        (&one.sizes, &other.sizes),
        (&one.tiers, &other.tiers),
    ];
    let flags = [
        (one.exporters, other.exporters),
        (one.formal, other.formal),
        (one.viable, other.viable),
        (one.cluster, other.cluster),
    ];
    let below = |young: &Target, old: &Target| {
        young.age_below.zip(old.age_at_least).is_some_and(|(below, least)| below <= least)
    };
    lists.iter().any(
        |lists| matches!(lists, (Some(one), Some(other)) if one.iter().all(|item| !other.contains(item))),
    ) || flags.iter().any(|flags| matches!(flags, (Some(one), Some(other)) if one != other))
        || below(one, other)
        || below(other, one)
}

/// Whether two policies are parts of one instrument by themselves, others left aside.
fn linked(one: &Policy, other: &Policy) -> bool {
    let follows = |later: &Policy, earlier: &Policy| later.from == earlier.to.plus(1);
    let touch = one.from <= other.to.plus(1) && other.from <= one.to.plus(1);
    alike(one, other)
        && (follows(one, other) || follows(other, one) || touch && apart(&one.target, &other.target))
}

/// The instrument of each policy by the index of its first; of those that have begun by `month`, so that what
/// is still to come changes nothing.
pub fn instruments(policies: &[Policy], month: Month) -> Vec<u16> {
    let begun = |policy: &Policy| policy.from.plus(policy.delay as i32) <= month;
    let mut of: Vec<u16> = (0..policies.len() as u16).collect();
    for (at, policy) in policies.iter().enumerate().filter(|(_, policy)| begun(policy)) {
        for before in 0..at {
            if of[before] != of[at] && begun(&policies[before]) && linked(policy, &policies[before]) {
                let (kept, gone) = (of[before].min(of[at]), of[before].max(of[at]));
                of.iter_mut().filter(|own| **own == gone).for_each(|own| *own = kept);
            }
        }
    }
    of
}

/// The months, first and last, through which the support of a policy runs, with those alike that `count` and
/// take over without a gap.
pub fn span(policies: &[Policy], policy: &Policy, count: impl Fn(&Policy) -> bool) -> (Month, Month) {
    let (mut from, mut to) = (policy.from, policy.to);
    let others: Vec<&Policy> = policies.iter().filter(|other| alike(other, policy) && count(other)).collect();
    loop {
        let joins = |other: &&&Policy| {
            other.from <= to.plus(1) && from <= other.to.plus(1) && (other.from < from || other.to > to)
        };
        let Some(other) = others.iter().find(joins) else { return (from, to) };
        (from, to) = (from.min(other.from), to.max(other.to));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(from: &str, to: &str) -> Policy {
        let [from, to] = [from, to].map(|month| month.parse().unwrap());
        Policy {
            name: String::new(),
            lever: 0,
            draw: String::new(),
            from,
            to,
            announced: from,
            target: Target::default(),
            take_up: None,
            delay: 0,
            budget: None,
            queue: Default::default(),
            regional_share: 0.0,
            phase_out: 0,
            settings: vec![0.5],
        }
    }

    fn sizes(sizes: &[usize], policy: Policy) -> Policy {
        Policy { target: Target { sizes: Some(sizes.to_vec()), ..Target::default() }, ..policy }
    }

    #[test]
    fn what_takes_over_is_one_instrument() {
        let late: Month = "2022-01".parse().unwrap();
        let of = |policies: &[Policy]| instruments(policies, late);
        let [spring, summer, autumn] =
            [("2020-03", "2020-05"), ("2020-06", "2020-08"), ("2020-10", "2020-12")]
                .map(|(f, t)| policy(f, t));
        assert_eq!(of(&[spring.clone(), summer.clone()]), [0, 0]);
        // A gap of a month is another round; so is whatever differs.
        assert_eq!(of(&[spring.clone(), summer.clone(), autumn.clone()]), [0, 0, 2]);
        assert_eq!(of(&[spring.clone(), Policy { settings: vec![0.4], ..summer.clone() }]), [0, 1]);
        assert_eq!(of(&[spring.clone(), Policy { draw: "b".into(), ..summer.clone() }]), [0, 1]);
        assert_eq!(of(&[spring.clone(), Policy { lever: 1, ..summer.clone() }]), [0, 1]);
        // The same months twice are two grants; for micro firms and for the others they are one.
        assert_eq!(of(&[spring.clone(), spring.clone()]), [0, 1]);
        assert_eq!(of(&[sizes(&[0], spring.clone()), sizes(&[1, 2], spring.clone())]), [0, 0]);
        assert_eq!(of(&[sizes(&[0, 1], spring.clone()), sizes(&[1, 2], spring.clone())]), [0, 1]);
        // In pieces by time and by size, in any order.
        let pieces = [
            sizes(&[0], summer.clone()),
            sizes(&[1, 2], spring.clone()),
            sizes(&[1, 2], summer.clone()),
            sizes(&[0], spring.clone()),
        ];
        assert_eq!(of(&pieces), [0, 0, 0, 0]);
        // What has not begun yet joins nothing.
        assert_eq!(instruments(&[spring.clone(), summer], "2020-05".parse().unwrap()), [0, 1]);
        assert_eq!(instruments(&[spring, autumn], "2020-05".parse().unwrap()), [0, 1]);
    }

    #[test]
    fn targets_that_no_firm_can_meet_at_once() {
        let of = |change: fn(&mut Target)| {
            let mut target = Target::default();
            change(&mut target);
            target
        };
        assert!(apart(&of(|t| t.age_below = Some(5.0)), &of(|t| t.age_at_least = Some(5.0))));
        assert!(!apart(&of(|t| t.age_below = Some(6.0)), &of(|t| t.age_at_least = Some(5.0))));
        assert!(apart(&of(|t| t.exporters = Some(true)), &of(|t| t.exporters = Some(false))));
        assert!(!apart(&of(|t| t.exporters = Some(true)), &of(|t| t.formal = Some(false))));
        assert!(!apart(&of(|t| t.cash_below_months = Some(1.0)), &Target::default()));
    }

    #[test]
    fn what_is_renewed_is_announced_with_it() {
        let months = |policies: &[Policy]| {
            policies.iter().map(|policy| policy.announced.to_string()).collect::<Vec<_>>()
        };
        let first = Policy { announced: "2020-01".parse().unwrap(), ..policy("2020-03", "2020-05") };
        let mut chain = vec![policy("2020-09", "2020-12"), policy("2020-06", "2020-08"), first.clone()];
        announce(&mut chain, &[false, false, true]);
        assert_eq!(months(&chain), ["2020-01", "2020-01", "2020-01"]);
        // Stated, or no renewal.
        let mut stated = vec![first.clone(), policy("2020-06", "2020-08"), policy("2020-10", "2020-12")];
        announce(&mut stated, &[true, true, false]);
        assert_eq!(months(&stated), ["2020-01", "2020-06", "2020-10"]);
        // A policy beside another is none.
        let mut beside = vec![first, policy("2020-03", "2020-05")];
        announce(&mut beside, &[true, false]);
        assert_eq!(months(&beside), ["2020-01", "2020-03"]);
    }

    #[test]
    fn a_span_worked_by_hand() {
        let all = [policy("2020-06", "2020-08"), policy("2020-03", "2020-05"), policy("2020-10", "2020-12")];
        let text = |(from, to): (Month, Month)| format!("{from} {to}");
        assert_eq!(text(span(&all, &all[0], |_| true)), "2020-03 2020-08");
        assert_eq!(text(span(&all, &all[2], |_| true)), "2020-10 2020-12");
        assert_eq!(text(span(&all, &all[0], |_| false)), "2020-06 2020-08");
    }
}
