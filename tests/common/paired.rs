//! Effects as differences of paired runs: same start, same draws, with an interval over replications.

use super::model::burned;
use std::collections::BTreeSet;
use tideover::month::model::Scenario;
use tideover::simulation::{self, Run};
use tideover::state::block::{Block, flag};
use tideover::state::slots::BLOCK;
use tideover::stats::interim::student;

/// A mean and the half width of its 95% interval.
pub fn interval(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
    (mean, student(0.975, values.len() - 1) * (variance / n).sqrt())
}

/// Firms in business, their jobs and their normal sales at base prices after so many months; of the firms named, if any.
fn after(
    scenario: &Scenario,
    start: &Scenario,
    months: u32,
    replication: u32,
    of: Option<&BTreeSet<u64>>,
) -> [f64; 3] {
    let burned = burned(start);
    let mut run = Run::new(scenario, &burned, replication);
    (0..simulation::settling_months(scenario)).for_each(|_| drop(run.settle()));
    run.begin(false);
    (0..months).for_each(|_| drop(run.month()));
    let mut sums = [0.0; 3];
    for b in &run.state.blocks {
        for i in (0..BLOCK).filter(|i| b.lives(*i) && !b.has(*i, flag::DORMANT)) {
            if of.is_none_or(|of| of.contains(&b.id[i])) {
                let of_firm = [1.0, f64::from(b.headcount[i]), f64::from(b.normal_sales[i] / b.price[i])];
                sums.iter_mut().zip(of_firm).for_each(|(sum, value)| *sum += value);
            }
        }
    }
    sums
}

/// The firms that are something when the reported months begin.
pub fn those(scenario: &Scenario, replication: u32, what: impl Fn(&Block, usize) -> bool) -> BTreeSet<u64> {
    let mut run = Run::new(scenario, &burned(scenario), replication);
    (0..simulation::settling_months(scenario)).for_each(|_| drop(run.settle()));
    let of_block = |b: &Block| -> Vec<u64> {
        (0..BLOCK).filter(|i| b.lives(*i) && what(b, *i)).map(|i| b.id[i]).collect()
    };
    run.state.blocks.iter().flat_map(of_block).collect()
}

/// By how many per cent firms, jobs and sales are more in one scenario than in another after so many months, of the
/// firms named by `of`, if any; both from the population of the other.
pub fn effect(
    one: &Scenario,
    other: &Scenario,
    months: u32,
    replications: u32,
    of: impl Fn(u32) -> Option<BTreeSet<u64>>,
) -> [(f64, f64); 3] {
    let changes: Vec<[f64; 3]> = (0..replications)
        .map(|replication| {
            let of = of(replication);
            let [with, without] =
                [one, other].map(|scenario| after(scenario, other, months, replication, of.as_ref()));
            [0, 1, 2].map(|k| 100.0 * (with[k] / without[k] - 1.0))
        })
        .collect();
    [0, 1, 2].map(|k| interval(&changes.iter().map(|change| change[k]).collect::<Vec<_>>()))
}
