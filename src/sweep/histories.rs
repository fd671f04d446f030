//! Points that share a history share its simulation: a tree of runs that branches where the scenarios part.
//!
//! All scenarios of a tree have the same economy, parameters, seed and months; they may differ in shocks and
//! policies. The months before any two of them differ are simulated once. Each ends with the very tables that
//! it would have alone.

use crate::economy::norms::Norms;
use crate::experiment::reasons;
use crate::experiment::replications::catch;
use crate::language::told::Told;
use crate::month::model::Scenario;
use crate::month::tally::Count;
use crate::simulation::fork::courses;
use crate::simulation::population::BurnedIn;
use crate::simulation::{BASE_ARM, Run, Watch, settling_months};
use crate::stats::recorder::Recorder;
use crate::stats::run_tables::RunTables;

/// What became of a scenario: its tables, or what the model said when it broke off.
pub(super) type Ending = Result<RunTables, Told>;

/// A scenario of a tree and the digests of its months.
struct Leaf<'a> {
    index: usize,
    scenario: &'a Scenario,
    course: Vec<u128>,
}

/// States that a tree of so many scenarios holds at a time, at most: the largest branch goes on with its
/// parent's state, so that each further state has at most half of the scenarios of the one before.
pub(super) fn states(scenarios: usize) -> u32 {
    scenarios.max(1).ilog2() + 1
}

/// Simulates one replication of all scenarios. `each_of` hears of every scenario when it has ended, with the
/// firm-months simulated since it was last reported, those of shared months once. False when `watch` stopped
/// it.
pub(super) fn simulate(
    scenarios: &[&Scenario],
    start: &BurnedIn,
    replication: u32,
    watch: Watch,
    each_of: &mut dyn FnMut(usize, Ending, u64),
) -> bool {
    let base = scenarios[0];
    let mut recorded = vec![false; scenarios.len()];
    let mut each = |index: usize, ending: Ending, firm_months: u64| {
        each_of(index, ending, firm_months);
        recorded[index] = true;
    };
    let trunk = catch(|| {
        let mut run = Run::new(base, start, replication);
        let norms = run.norms().clone();
        let mut recorder = Recorder::new(base, &norms, replication, BASE_ARM);
        let mut settled = 0;
        for month in 0..settling_months(base) {
            let report = run.settle();
            settled += report.tally.total(Count::Firms) as u64;
            recorder.warm(&report.tally);
            if !watch(month + 1) {
                return false;
            }
        }
        run.begin(false);
        let leaves = scenarios.iter().enumerate();
        let leaves = leaves
            .map(|(index, scenario)| Leaf { index, scenario, course: courses(scenario, &norms) })
            .collect();
        let mut tree = Tree { norms: &norms, watch, each: &mut each, settled, unreported: settled };
        tree.grow(run, recorder, leaves, 0)
    });
    let message = match trunk {
        Ok(whole) => return whole,
        Err(message) => reasons::known(&message),
    };
    // It broke off outside of a month: each that has no ending yet is tried alone, so that no point fails for
    // the sake of another.
    let unreported: Vec<usize> = (0..scenarios.len()).filter(|index| !recorded[*index]).collect();
    if let ([only], 1) = (unreported.as_slice(), scenarios.len()) {
        each_of(*only, Err(message), 0);
        return true;
    }
    unreported.into_iter().all(|index| {
        let alone = &mut |_: usize, ending: Ending, firm_months: u64| each_of(index, ending, firm_months);
        simulate(&scenarios[index..=index], start, replication, watch, alone)
    })
}

struct Tree<'a, 'w> {
    norms: &'a Norms,
    watch: Watch<'w>,
    each: &'w mut dyn FnMut(usize, Ending, u64),
    settled: u64,
    /// Firm-months simulated since `each` was last reported.
    unreported: u64,
}

impl<'a> Tree<'a, '_> {
    /// Carries a run on under the first of these scenarios, which do not differ before `month` (counted from
    /// zero), to where they part.
    fn grow(
        &mut self,
        mut run: Run<'a>,
        mut recorder: Recorder<'a>,
        leaves: Vec<Leaf<'a>>,
        month: usize,
    ) -> bool {
        let months = leaves[0].course.len();
        let part = leaves.iter().filter_map(|leaf| apart(&leaves[0], leaf)).min().unwrap_or(months);
        let carried = catch(|| {
            for now in month..part {
                let report = run.month();
                self.unreported += report.tally.total(Count::Firms) as u64;
                recorder.month(&run.state, &report);
                if !(self.watch)(now as u32 + 1) {
                    return false;
                }
            }
            true
        });
        match carried {
            Ok(true) => {}
            Ok(false) => return false,
            Err(message) => {
                let message = reasons::known(&message);
                // Alone, each of them would have broken off here too.
                for leaf in &leaves {
                    self.report(leaf.index, Err(message.clone()));
                }
                return true;
            }
        }
        if part == months {
            for leaf in leaves.iter().skip(1) {
                let tables =
                    recorder.fork(leaf.scenario, self.norms, BASE_ARM).finish(self.settled, run.bytes());
                self.report(leaf.index, Ok(tables));
            }
            let tables = recorder.finish(self.settled, run.bytes());
            self.report(leaves[0].index, Ok(tables));
            return true;
        }
        let mut classes: Vec<Vec<Leaf>> = Vec::new();
        for leaf in leaves {
            match classes.iter_mut().find(|class| class[0].course[part] == leaf.course[part]) {
                Some(class) => class.push(leaf),
                None => classes.push(vec![leaf]),
            }
        }
        // The largest last, see `states`.
        classes.sort_by_key(Vec::len);
        let last = classes.pop();
        for class in classes {
            let scenario = class[0].scenario;
            if !self.grow(run.branch(scenario), recorder.fork(scenario, self.norms, BASE_ARM), class, part) {
                return false;
            }
        }
        last.is_none_or(|class| {
            let scenario = class[0].scenario;
            let (run, recorder) = (run.go_on_under(scenario), recorder.fork(scenario, self.norms, BASE_ARM));
            self.grow(run, recorder, class, part)
        })
    }

    fn report(&mut self, index: usize, ending: Ending) {
        (self.each)(index, ending, std::mem::take(&mut self.unreported));
    }
}

/// The first month in which two scenarios differ.
fn apart(one: &Leaf, other: &Leaf) -> Option<usize> {
    one.course.iter().zip(&other.course).position(|(a, b)| a != b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_holds_few_states() {
        assert_eq!([1, 2, 3, 4, 16, 17].map(states), [1, 2, 2, 3, 5, 5]);
    }
}
