//! The rules in force in a month, put together from nothing: shocks first, then policies in the order of the
//! scenario, then what firms expect of them.

use super::{cluster, expectations, take_up};
use crate::economy::norms::Norms;
use crate::levers::{self, Audience, PolicyContext, renewal};
use crate::month::model::Scenario;
use crate::rng::Draws;
use crate::shocks::{self, Around, Elasticities};
use crate::terms::Terms;
use crate::units::Month;

/// The rules of `month` in a scenario. Shocks of which something is drawn are those of the replication whose
/// draws are given; without draws they are left out.
pub fn of(scenario: &Scenario, norms: &Norms, month: Month, draws: Option<Draws>) -> Terms {
    let mut terms = Terms::normal(norms, scenario.policies.len());
    terms.contribution_base = scenario.params.tax.contribution_base;
    terms.instruments = renewal::instruments(&scenario.policies, month);
    let p = &scenario.params;
    let elasticities =
        Elasticities { exports: p.demand.export_elasticity, import_prices: p.price.import_pass_through };
    let markets: Vec<f64> = scenario.economy.foreign_markets.iter().map(|m| m.export_share).collect();
    let around = Around { norms, elasticities: &elasticities, markets: &markets };
    shocks::apply(&scenario.shocks, &mut terms, month, draws, around);
    for (index, policy) in scenario.policies.iter().enumerate() {
        let lever = levers::ALL[policy.lever];
        let put = PolicyContext {
            index,
            policy,
            policies: &scenario.policies,
            economy: &scenario.economy,
            norms,
            month,
            start: scenario.start,
        };
        if !policy.in_force(month) {
            lever.after_end(&put, &mut terms);
        } else {
            lever.apply(&put, &mut terms);
        }
    }
    expectations::form(&mut terms, scenario, norms, month);
    for (index, policy) in scenario.policies.iter().enumerate() {
        let concerns = policy.in_force(month) || terms.ending.awaits(index) || terms.coming.awaits(index);
        if concerns && levers::ALL[policy.lever].about().audience == Audience::Firms {
            let chances = take_up::chances(
                policy,
                &scenario.params.take_up,
                &scenario.economy.regions,
                &terms.services,
            );
            terms.rules.add(index, (policy, levers::draw_key(policy)), norms, &chances);
        }
    }
    terms.cluster_shocks = cluster::shocks(scenario, norms, month, draws);
    terms.fees = terms.fees_stopped.iter().map(|offer| 1.0 - offer.what).product();
    terms.acts_on_banks = !(terms.lending.is_empty()
        && terms.relending.is_empty()
        && terms.prime.is_empty()
        && terms.fair.is_empty());
    terms.acts_on_obligations = !(terms.deferrals.is_empty()
        && terms.paperwork.is_empty()
        && terms.moratoria.is_empty()
        && terms.taxes.is_empty()
        && terms.contributions.is_empty()
        && terms.rents.is_empty()
        && terms.interest.is_empty()
        && terms.rollovers.is_empty());
    terms
}
