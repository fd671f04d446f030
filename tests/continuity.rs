//! Continuity: what policy uncertainty costs, what announcing alone saves, and what a rule on changes does.

mod common;

use common::model::{month, policy, shipped, shock, with_policy, with_shock};
use common::paired::effect;
use tideover::month::credibility;
use tideover::month::model::Scenario;
use tideover::policy::Policy;
use tideover::shocks::Path;

fn economy(name: &str, set: &[&str]) -> Scenario {
    let small = [
        "scenario.firms=10000",
        "scenario.months=24",
        "parameters.population.burn_in_years=6",
        "parameters.population.burn_in_firms=6000",
    ];
    shipped(name, &[&small[..], set].concat())
}

#[test]
fn policy_uncertainty_costs_jobs_as_estimated_for_the_united_states() {
    let calm = economy("baseline-united-states.toml", &[]);
    let path = Path::Step { from: month("2020-01"), to: None };
    let uncertain = with_shock(&calm, shock(&calm, "policy_uncertainty", 0.9, path));
    // The rise of 2005-06 to 2011-12, nine tenths: 0.35% fewer jobs, 1.2% less industrial output (Baker, Bloom and
    // Davis 2016), of the whole country. Small firms here lose somewhat more jobs than the country.
    let [firms, jobs, sales] = effect(&uncertain, &calm, 12, 8, |_| None);
    assert!((-0.9..-0.2).contains(&jobs.0) && jobs.1 < 0.3, "jobs {jobs:?}");
    assert!(sales.0 + sales.1 < 0.0 && sales.0 > -1.5, "sales {sales:?}");
    assert!(firms.0 > -0.6, "firms {firms:?}");
}

fn support(announced: &str) -> Policy {
    let support = policy("wage_subsidy", "2020-06", "2020-11", &[("share", 0.3)]);
    Policy { announced: month(announced), ..support }
}

#[test]
fn what_is_announced_saves_jobs_before_it_is_paid_as_far_as_it_is_believed() {
    let crisis = economy("covid-2020-no-policy.toml", &[]);
    let late = with_policy(&crisis, support("2020-06"));
    let early = with_policy(&crisis, support("2020-02"));
    // At the end of May nothing has been paid in either.
    let [firms, jobs, _] = effect(&early, &late, 5, 4, |_| None);
    assert!(jobs.0 - jobs.1 > 0.03 && jobs.0 < 0.6, "jobs {jobs:?}");
    assert!(firms.0 > -0.05 && firms.0 < 0.6, "firms {firms:?}");
    let nobody_believes = |scenario: &Scenario| {
        let mut scenario = scenario.clone();
        scenario.params.credibility.belief = 0.0;
        scenario
    };
    let [firms, jobs, _] = effect(&nobody_believes(&early), &nobody_believes(&late), 4, 2, |_| None);
    assert_eq!([firms, jobs], [(0.0, 0.0); 2]);
}

#[test]
fn a_rule_on_changes_moves_a_crisis_little_and_calm_months_not_at_all() {
    let rule = || policy("policy_horizon", "2020-01", "2021-12", &[]);
    let calm = economy("baseline.toml", &[]);
    // What the rule costs is spent: nothing else moves.
    let calm_effect = effect(&with_policy(&calm, rule()), &calm, 12, 2, |_| None);
    assert!(calm_effect.iter().all(|of| of.0.abs() < 1e-3), "{calm_effect:?}");
    let crisis = economy("covid-2020-no-policy.toml", &[]);
    // In the first version 0.2 bn yuan removed a quarter of the closures of this crisis.
    let [firms, jobs, _] = effect(&with_policy(&crisis, rule()), &crisis, 12, 4, |_| None);
    assert!(jobs.0 > 0.0 && jobs.0 < 0.1 && firms.0.abs() < 0.05, "firms {firms:?}, jobs {jobs:?}");
}

#[test]
fn stop_and_go_is_believed_less_than_support_that_goes_on_as_announced() {
    let crisis = economy("covid-2020-no-policy.toml", &[]);
    let of =
        |policies: Vec<Policy>| credibility::of(&Scenario { policies, ..crisis.clone() }, month("2021-03"));
    let go = |from: &str, to: &str| policy("wage_subsidy", from, to, &[]);
    let usual = crisis.params.credibility.belief;
    assert_eq!(of(vec![]), usual);
    let stop_and_go = of(vec![go("2020-03", "2020-05"), go("2020-09", "2020-10"), go("2021-01", "2021-03")]);
    let announced = |policy: Policy| Policy { announced: policy.from.plus(-3), ..policy };
    let as_announced = of(vec![announced(go("2020-06", "2021-06"))]);
    assert!(stop_and_go < usual && usual < as_announced, "{stop_and_go}, {usual}, {as_announced}");
}
