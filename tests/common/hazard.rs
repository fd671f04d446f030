//! Hazards of closing by what firms are, held side by side.

use super::model::burned;
use std::collections::{BTreeMap, BTreeSet};
use tideover::month::model::Scenario;
use tideover::simulation::{self, Run};
use tideover::state::block::{Block, flag};
use tideover::state::slots::BLOCK;

/// Firm-months and closures by what a firm was at the beginning of the month: sector, class, old or not, group.
pub type Exposure = BTreeMap<(u8, u8, bool, u8), [f64; 2]>;

/// Firms of the sectors in which at least such a share of medium firms does research, over so many months;
/// `group` sorts them.
pub fn exposed(
    scenario: &Scenario,
    research: f64,
    months: u32,
    group: impl Fn(&Block, usize) -> u8,
) -> Exposure {
    let mut run = Run::new(scenario, &burned(scenario), 0);
    (0..simulation::settling_months(scenario)).for_each(|_| drop(run.settle()));
    run.begin(false);
    let researches: Vec<bool> =
        scenario.economy.sectors.iter().map(|sector| sector.research >= research).collect();
    let trade = |b: &Block| -> Vec<usize> {
        (0..BLOCK).filter(|i| b.lives(*i) && !b.has(*i, flag::DORMANT)).collect()
    };
    let mut exposure = Exposure::new();
    for _ in 0..months {
        let mut before = BTreeMap::new();
        for b in &run.state.blocks {
            for i in trade(b).into_iter().filter(|i| researches[usize::from(b.sector[*i])]) {
                let old = run.state.now.0 - b.born[i] >= 60;
                before.insert(b.id[i], (b.sector[i], b.class[i], old, group(b, i)));
            }
        }
        run.month();
        let alive: BTreeSet<u64> =
            run.state.blocks.iter().flat_map(|b| trade(b).into_iter().map(|i| b.id[i])).collect();
        for (id, key) in before {
            let cell = exposure.entry(key).or_default();
            cell[0] += 1.0;
            cell[1] += f64::from(u8::from(!alive.contains(&id)));
        }
    }
    exposure
}

/// Hazard of some groups over that of others, strata weighted as Mantel and Haenszel do, with the closures of the first.
pub fn ratio(exposure: &Exposure, groups: &[u8], others: &[u8]) -> (f64, f64) {
    let mut strata: BTreeMap<(u8, u8, bool), [[f64; 2]; 2]> = BTreeMap::new();
    for (&(sector, class, old, group), counts) in exposure {
        for (side, groups) in [groups, others].into_iter().enumerate() {
            if groups.contains(&group) {
                let sums = &mut strata.entry((sector, class, old)).or_default()[side];
                sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            }
        }
    }
    let (mut above, mut below, mut closed) = (0.0, 0.0, 0.0);
    for [[months, exits], [other_months, other_exits]] in strata.into_values() {
        let all = (months + other_months).max(1.0);
        above += exits * other_months / all;
        below += other_exits * months / all;
        closed += exits;
    }
    (above / below, closed)
}
