//! Firms and jobs by kind: sector and size class together, and step of the ladder. Nearly all firms stand on the
//! lowest step, so only those above it are counted apart.

/// Firms and jobs on the steps above the lowest, by step, then by sector and size class; empty until one stands
/// there.
#[derive(Clone, Debug, Default)]
pub struct HigherSteps(Vec<[i64; 2]>);

impl HigherSteps {
    /// Counts a firm that stands on a step above the lowest; `all` is the number of groups by sector and class.
    pub(super) fn count(&mut self, step: usize, group: usize, all: usize, firms_and_jobs: [i64; 2]) {
        let at = (step - 1) * all + group;
        if self.0.len() < step * all {
            self.0.resize(step * all, [0; 2]);
        }
        add(&mut self.0[at], firms_and_jobs, 1);
    }

    pub(super) fn add(&mut self, other: &HigherSteps) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), [0; 2]);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(sum, more)| add(sum, *more, 1));
    }

    /// Firms and jobs by step, sector and class, the lowest step first, where `all` has those of every step.
    pub(super) fn split(&self, mut all: Vec<[i64; 2]>) -> Vec<[i64; 2]> {
        let groups = all.len();
        for (at, higher) in self.0.iter().enumerate() {
            add(&mut all[at % groups], *higher, -1);
        }
        all.extend(&self.0);
        all
    }
}

fn add(sum: &mut [i64; 2], more: [i64; 2], sign: i64) {
    (0..2).for_each(|k| sum[k] += sign * more[k]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_split_off() {
        // Two groups: ten firms and seven, of which two of the first stand on the second step and one of the
        // second on the first.
        let mut steps = HigherSteps::default();
        steps.count(1, 1, 2, [1, 30]);
        let mut others = HigherSteps::default();
        others.count(2, 0, 2, [1, 50]);
        others.count(2, 0, 2, [1, 5]);
        steps.add(&others);
        let kinds = steps.split(vec![[10, 100], [7, 70]]);
        assert_eq!(kinds, [[8, 45], [6, 40], [0, 0], [1, 30], [2, 55], [0, 0]]);
        assert_eq!(HigherSteps::default().split(vec![[3, 4]]), [[3, 4]]);
    }
}
