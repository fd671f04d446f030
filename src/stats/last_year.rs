//! The last twelve months of a replication, those that settle counted in: what yearly columns are made of.

use crate::month::tally::{Count, Tally};
use crate::stats::tables::scale::{NONE, share};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Months in a year.
const YEAR: usize = 12;

/// What is kept of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Past {
    sales: f64,
    jobs: f64,
    created: f64,
    destroyed: f64,
}

/// The last twelve months, or as many as there were.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LastYear(VecDeque<Past>);

impl LastYear {
    /// A month is over.
    pub fn push(&mut self, tally: &Tally) {
        self.add(Past {
            sales: tally.total(Count::Sales) as f64,
            jobs: tally.total(Count::Jobs) as f64,
            created: tally.sums.hires,
            destroyed: tally.sums.layoffs,
        });
    }

    fn add(&mut self, past: Past) {
        self.0.push_back(past);
        if self.0.len() > YEAR {
            self.0.pop_front();
        }
    }

    /// Months that are known, twelve at most.
    pub fn months(&self) -> usize {
        self.0.len()
    }

    /// Sales of a year: twelve times the mean month.
    pub fn sales(&self) -> f64 {
        self.0.iter().map(|past| past.sales).sum::<f64>() / self.0.len().max(1) as f64 * YEAR as f64
    }

    /// Jobs created and destroyed in the last twelve months, sums of what was in each month, over the mean of
    /// jobs at their ends; empty where fewer months are known.
    pub fn job_flows(&self) -> [f64; 2] {
        if self.0.len() < YEAR {
            return [NONE; 2];
        }
        let sum = |get: fn(&Past) -> f64| self.0.iter().map(get).sum::<f64>();
        let mean = sum(|past| past.jobs) / YEAR as f64;
        [share(sum(|past| past.created), mean), share(sum(|past| past.destroyed), mean)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_worked_by_hand() {
        let mut year = LastYear::default();
        assert_eq!(year.sales(), 0.0);
        // A month that will be forgotten, and eleven in which two of ten jobs go and two come.
        year.add(Past { sales: 100.0, jobs: 50.0, created: 40.0, destroyed: 1.0 });
        let steady = Past { sales: 10.0, jobs: 10.0, created: 2.0, destroyed: 2.0 };
        (0..2).for_each(|_| year.add(steady));
        // 120 in three months.
        assert_eq!((year.months(), year.sales()), (3, 480.0));
        assert!(year.job_flows().iter().all(|flow| flow.is_nan()));
        (0..9).for_each(|_| year.add(steady));
        assert_eq!(year.months(), 12);
        // Twelve jobs come in the month that closes the year, so that mean jobs are (11 · 10 + 22) / 12 = 11:
        // 22 + 12 were created, 22 destroyed.
        year.add(Past { sales: 10.0, jobs: 22.0, created: 12.0, destroyed: 0.0 });
        let [created, destroyed] = year.job_flows();
        assert!((created - 34.0 / 11.0).abs() < 1e-9 && (destroyed - 2.0).abs() < 1e-9);
        assert_eq!((year.months(), year.sales()), (12, 120.0));
    }
}
