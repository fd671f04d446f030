//! Places of the ladder that nobody can fill: refused when a scenario is read.

use crate::classes::{CHAMPION, GIANT, INNOVATIVE, SPECIALISED};
use crate::language::told::Told;
use crate::levers::{self, cultivation_ladder::places};
use crate::month::model::Scenario;
use crate::month::norms;
use crate::policy::Policy;
use crate::told;

/// The largest yearly revenue, major units, that a small or medium firm of a sector that does research has in
/// normal times.
fn largest(scenario: &Scenario) -> f64 {
    let economy = &scenario.economy;
    let norms = norms::of(economy, &scenario.params, f64::from(scenario.firms));
    let of = |(s, sector): (usize, &crate::economy::Sector)| {
        let best = (0..norms.regions).map(|r| norms.productivity[norms.cell(s, r)]).fold(0.0, f64::max);
        12.0 * best * sector.max_size / economy.minor_per_major
    };
    economy
        .sectors
        .iter()
        .enumerate()
        .filter(|(_, sector)| sector.has_firms && sector.research > 0.0)
        .map(of)
        .fold(0.0, f64::max)
}

/// Why a ladder can't be: it has places that no firm of the scenario can fill.
pub fn objection(policy: &Policy, scenario: &Scenario) -> Option<Told> {
    if levers::ALL[policy.lever].kind() != "cultivation_ladder" {
        return None;
    }
    let largest = largest(scenario);
    if largest == 0.0 {
        return Some(told!(
            "no sector of the pack does research (the column research of its sectors), so nobody can qualify"
        ));
    }
    let p = &scenario.params.ladder;
    let mark = |tier: usize| match tier {
        INNOVATIVE => p.innovative_revenue,
        SPECIALISED => p.specialised_revenue,
        GIANT => p.giant_revenue,
        CHAMPION => p.champion_revenue,
        _ => 0.0,
    };
    let (name, tier, _) =
        places(policy).into_iter().find(|(_, tier, places)| *places > 0.0 && mark(*tier) > largest)?;
    Some(told!(
        "{name} has places that nobody can fill: the mark of revenue is {mark} a year, but the largest small or medium firm of a sector that \
         does research sells {largest}",
        name = name,
        mark = format!("{:.0}", mark(tier)),
        largest = format!("{largest:.0}")
    ))
}
