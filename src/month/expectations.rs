//! Expectations: firms hesitate while they do not know what will hold.
//!
//! In a sector that a common shock has hit, firms delay hiring: to wait keeps the option open (Bloom 2009). So do
//! firms whose pay is borne in part by support which ends at once (a cliff), in its last months: whoever hires then
//! must soon pay alone. Support that others take over, by a policy known by then, does not end. And when an index of
//! policy uncertainty rises, firms hire more slowly and put off investment: by 8.7% when it doubles (Gulen and Ion
//! 2016, listed firms of the USA; of China 5.6 to 7.8%), with 0.35% fewer jobs after the rise of 2005-06 to 2011-12
//! (Baker, Bloom and Davis 2016). Belief in what is announced beyond the usual ([`crate::month::credibility`]) takes
//! away that part of the hesitation which is about policy.
//!
//! Support of pay that is announced and comes within some months counts before it is paid, as far as it is believed:
//! owners see part of this month's loss as passing ([`crate::month::pay`]), and lay off as slowly as if they had it
//! ([`crate::month::work`]). That brings no cash: who can't pay falls as before.

crate::parameters! {
    /// Parameters of expectations.
    pub struct Expectations : "expectations" {
        hesitation = 0.2, 0.0 .. 1.0, "share of the hiring speed", "fall of the hiring speed in a sector hit by a common shock", Assumed, "Bloom 2009: hiring falls by about a fifth in the half year after a jump of uncertainty, from memory; prior range 0-0.4";
        policy_part = 0.25, 0.0 .. 1.0, "share", "part of that hesitation which is about what policy will hold, and which belief beyond the usual takes away", Assumed, "policy uncertainty rises with the uncertainty of recessions (Baker, Bloom and Davis 2016); no source for the part; prior range 0-0.5";
        uncertain_hiring = 0.1, 0.0 .. 1.0, "share of the hiring speed", "fall of the hiring speed when an index of policy uncertainty doubles", Assumed, "half of what a common shock does; with the next jobs of the USA fall by 0.4% in a year after a rise by nine tenths, 0.35% as estimated (Baker, Bloom and Davis 2016); prior range 0.02-0.2";
        uncertain_investment = 0.03, 0.0 .. 1.0, "share of investment", "fall of investment orders when that index doubles", Assumed, "capital spending of listed firms falls by 8.7% (USA, Gulen and Ion 2016), by 5.6-7.8% in China; equipment of firms is some two fifths of fixed investment, the rest housing and public works; prior range 0.01-0.05";
        sight_months = 6.0, 0.0 .. 24.0, "months", "how far ahead announced support counts", Assumed, "prior range 3-12";
        cliff = 0.3, 0.0 .. 1.0, "ratio", "fall of the hiring speed of a firm for each unit of its pay that support bears which ends at once, in the last months before", Assumed, "no source; prior range 0-0.6";
        cliff_months = 3.0, 0.0 .. 12.0, "months", "how long before its end a cliff is felt", Assumed, "prior range 1-6";
    }
}

use crate::economy::norms::Norms;
use crate::levers::{self, Audience, PolicyContext};
use crate::month::credibility;
use crate::month::ctx::Ctx;
use crate::month::model::Scenario;
use crate::month::queue;
use crate::month::take_up::{reached, reached_by_any};
use crate::policy::Policy;
use crate::state::block::Block;
use crate::state::market::Final;
use crate::terms::{Ending, Offer, Terms};
use crate::units::Month;

/// The hiring speed over its normal value when firms hesitate so much.
fn hiring_speed(hesitation: f64, believed: f64) -> f64 {
    1.0 - (hesitation * (1.0 - believed)).clamp(0.0, 1.0)
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

/// The policies behind the support of pay that firms expect: what is announced and begins within sight, and where
/// some of what there is ends soon, this month's and that of each of the months ahead. Until two scenarios differ in
/// it, their firms expect the same.
pub fn expected<'a>(scenario: &'a Scenario, norms: &Norms, month: Month) -> Vec<(Month, Vec<&'a Policy>)> {
    let policies =
        |offers: &[Offer<f64>]| offers.iter().map(|offer| &scenario.policies[offer.policy]).collect();
    let mut expected = Vec::new();
    let mut expect = |Ending { now, ahead }: Ending| {
        let around = std::iter::once(&now[..]).chain(ahead.iter().map(Vec::as_slice)).zip(month.0..);
        expected.extend(around.map(|(offers, month)| (Month(month), policies(offers))));
    };
    let to_come = coming(scenario, norms, month);
    if !to_come.ahead.is_empty() {
        expect(to_come);
    }
    if ends_soon(scenario, month) {
        let ending = outlook(support(scenario, norms, month, |_| true), scenario, norms, month);
        if !ending.now.is_empty() {
            expect(ending);
        }
    }
    expected
}

/// What firms expect this month, given its shocks and policies.
pub fn form(terms: &mut Terms, scenario: &Scenario, norms: &Norms, month: Month) {
    let p = &scenario.params.expectations;
    terms.credibility = credibility::of(scenario, month);
    let beyond = beyond_usual(terms.credibility, scenario);
    for (s, of_regions) in terms.policy_uncertainty.chunks_exact(norms.regions).enumerate() {
        let uncertain = of_regions.iter().sum::<f64>() / norms.regions as f64;
        let hesitation = if terms.shocked[s] { p.hesitation } else { 0.0 };
        terms.hiring_speed[s] = hiring_speed(hesitation, p.policy_part * beyond)
            * hiring_speed(p.uncertain_hiring * uncertain, beyond);
    }
    for (demand, uncertain) in terms.demand.iter_mut().zip(&terms.policy_uncertainty) {
        demand[Final::Investment as usize] *= hiring_speed(p.uncertain_investment * uncertain, beyond);
    }
    if ends_soon(scenario, month) {
        terms.ending = outlook(of_pay(terms), scenario, norms, month);
    }
    terms.coming = coming(scenario, norms, month);
}

/// Belief beyond the usual, below zero where it has been lost.
fn beyond_usual(credibility: f64, scenario: &Scenario) -> f64 {
    credibility - scenario.params.credibility.belief
}

/// Whether support of firms that is announced in a month begins within sight, and goes on from none like it.
fn is_coming(policy: &Policy, scenario: &Scenario, month: Month) -> bool {
    let goes_on = |now: &Policy| {
        now.in_force(month)
            && (now.lever, &now.draw) == (policy.lever, &policy.draw)
            && (&now.target, &now.settings) == (&policy.target, &policy.settings)
    };
    is_in_sight(policy, scenario, month) && !scenario.policies.iter().any(goes_on)
}

/// Whether support of firms is announced in a month and begins within sight.
fn is_in_sight(policy: &Policy, scenario: &Scenario, month: Month) -> bool {
    let from = policy.from.plus(policy.delay as i32);
    policy.announced <= month
        && from > month
        && from <= month.plus(scenario.params.expectations.sight_months as i32)
        && levers::ALL[policy.lever].about().audience == Audience::Firms
}

/// Support of pay that is announced and begins within sight: what there is now, and what there will be in each of the
/// months ahead of that and of what is announced. Empty where nothing is announced.
fn coming(scenario: &Scenario, norms: &Norms, month: Month) -> Ending {
    // Support of pay alone acts before it is paid.
    let of_pay = |policy: &Policy| {
        let first = policy.from.plus(policy.delay as i32);
        !support(scenario, norms, first, |other| std::ptr::eq(other, policy)).is_empty()
    };
    if !scenario.policies.iter().any(|policy| is_coming(policy, scenario, month) && of_pay(policy)) {
        return Ending::default();
    }
    let known = |policy: &Policy| policy.in_force(month) || is_in_sight(policy, scenario, month);
    let months = scenario.params.expectations.sight_months as i32;
    let ahead = (1..=months).map(|later| support(scenario, norms, month.plus(later), known)).collect();
    Ending { now: support(scenario, norms, month, |_| true).into_iter().collect(), ahead }
}

/// By how much support rises at most above what it is now.
fn rise(now: f64, ahead: impl Iterator<Item = f64>) -> f64 {
    ahead.map(|later| later - now).fold(0.0, f64::max)
}

/// The share of its pay that a firm counts as borne by support to come beyond what it has, as far as it believes in it.
pub fn promised(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let coming = &ctx.terms.coming;
    let borne = |offers: &[Offer<f64>]| {
        offers.iter().filter(|offer| reached(offer.policy, b, i)).map(|offer| offer.what).sum::<f64>()
    };
    let more = rise(borne(&coming.now), coming.ahead.iter().map(|offers| borne(offers)));
    ctx.terms.credibility * more.min(1.0)
}

/// The same in minor units a month. Few months have any support to come: out of the line of those that have none.
#[cold]
#[inline(never)]
pub fn pay_to_come(b: &Block, i: usize, ctx: &Ctx) -> f64 {
    let cell = ctx.norms.cell(usize::from(b.sector[i]), usize::from(b.region[i]));
    let pay = f64::from(b.headcount[i]) * ctx.cells[cell].wage;
    promised(b, i, ctx) * pay
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
    let beyond = beyond_usual(ctx.terms.credibility, ctx.scenario);
    hiring_speed(ctx.params.expectations.cliff * lost.min(1.0), beyond)
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
        // Less believed than usual: more of it.
        assert!((hiring_speed(0.2, -0.25) - 0.75).abs() < 1e-12);
    }

    #[test]
    fn what_falls_off_a_cliff_worked_by_hand() {
        assert_eq!(fall(0.5, [0.5, 0.5, 0.0].into_iter()), 0.5);
        // Renewed at once, with more, with less, after a month without.
        assert_eq!(fall(0.5, [0.5, 0.5, 0.5].into_iter()), 0.0);
        assert_eq!(fall(0.5, [0.5, 0.75, 0.75].into_iter()), 0.0);
        assert_eq!(fall(0.5, [0.5, 0.25, 0.25].into_iter()), 0.25);
        assert_eq!(fall(0.5, [0.5, 0.0, 0.5].into_iter()), 0.5);
        // Support to come counts beyond what there is: nothing where it goes on, a quarter where it grows by that.
        assert_eq!(rise(0.5, [0.5, 0.0, 0.5].into_iter()), 0.0);
        assert_eq!([rise(0.5, [0.5, 0.75].into_iter()), rise(0.0, [0.0, 0.3].into_iter())], [0.25, 0.3]);
    }
}
