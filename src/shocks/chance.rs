//! Chance: shocks that may come, and shocks whose size is drawn.
//!
//! A shock with a probability begins, in each month of its window in which it is not running, with that
//! probability, and then lasts a stated number of months. A size may be drawn each time it begins: normal
//! about a mean, or anywhere between two bounds. Draws are named by the seed, the replication, the kind of
//! the shock, the word that the file gives it under `draw`, and the month, and by nothing else: names, the
//! order of shocks and the threads do not matter, and a shock has the same random draws in every arm of a
//! comparison, also where its size or its chance is another. Of several drawn shocks of a kind the file must
//! therefore say which share their random draws. Waiting times are geometric, the discrete form of a Poisson
//! process of rare events.

use super::path::Path;
use crate::rng::{Draws, Purpose};
use crate::units::Month;

/// The random draws of one shock in one replication.
#[derive(Clone, Copy, Debug)]
pub struct OwnDraws {
    /// The draws of the replication.
    pub draws: Draws,
    /// A number made of the shock's kind and `draw`.
    pub key: u64,
}

/// When a shock comes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// Probability that it begins in a month of its window in which it is not running.
    pub probability: f64,
    /// Months that it lasts.
    pub months: i32,
}

/// How a size is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Intensity {
    /// Normal.
    Normal {
        /// Mean.
        mean: f64,
        /// Standard deviation.
        sd: f64,
    },
    /// Anywhere between two bounds.
    Between {
        /// Smallest size.
        min: f64,
        /// Largest size.
        max: f64,
    },
}

impl Chance {
    /// The month in which the shock that runs in `month` began.
    pub fn began(&self, window: &Path, month: Month, own: OwnDraws) -> Option<Month> {
        self.began_by(window, month, |month| {
            own.draws.stream(Purpose::Onset, i64::from(month.0)).uniform(own.key)
        })
    }

    fn began_by(&self, window: &Path, month: Month, draw: impl Fn(Month) -> f64) -> Option<Month> {
        let last = self.last_beginning(window).map_or(month, |last| last.min(month));
        let mut next = window.first();
        while next <= last {
            if draw(next) >= self.probability {
                next = next.plus(1);
                continue;
            }
            let end = next.plus(self.months);
            if month < end {
                return Some(next);
            }
            next = end;
        }
        None
    }

    /// The last month in which it may begin; none: no end.
    pub fn last_beginning(&self, window: &Path) -> Option<Month> {
        match window {
            Path::Step { to, .. } => *to,
            other => Some(other.first()),
        }
    }
}

impl Intensity {
    /// The size of the shock that began in this month.
    pub fn draw(self, began: Month, own: OwnDraws) -> f64 {
        let stream = own.draws.stream(Purpose::Intensity, i64::from(began.0));
        match self {
            Intensity::Normal { mean, sd } => mean + sd * stream.normal(own.key),
            Intensity::Between { min, max } => min + (max - min) * stream.uniform(own.key),
        }
    }

    /// The sizes between which it lies: those stated, or the mean alone.
    pub fn extremes(self) -> [f64; 2] {
        match self {
            Intensity::Normal { mean, .. } => [mean, mean],
            Intensity::Between { min, max } => [min, max],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_worked_by_hand() {
        let month = |n: i32| "2020-01".parse::<Month>().unwrap().plus(n);
        let window = Path::Step { from: month(1), to: Some(month(6)) };
        let chance = Chance { probability: 0.5, months: 3 };
        // Luck falls below one half in months 0 (before the window), 2, 3 (it runs already), 6 and 9 (after
        // the window).
        let draw = |at: Month| if [0, 2, 3, 6, 9].contains(&at.since(month(0))) { 0.1 } else { 0.9 };
        let began: Vec<Option<i32>> =
            (0..11).map(|n| chance.began_by(&window, month(n), draw).map(|at| at.since(month(0)))).collect();
        assert_eq!(
            began,
            [None, None, Some(2), Some(2), Some(2), None, Some(6), Some(6), Some(6), None, None]
        );
    }

    #[test]
    fn sizes_are_named_by_shock_and_month() {
        let own = |key: u64| OwnDraws { draws: Draws::new(1, 0), key };
        let month: Month = "2020-05".parse().unwrap();
        let between = Intensity::Between { min: -0.3, max: -0.1 };
        let size = between.draw(month, own(7));
        assert!((-0.3..=-0.1).contains(&size));
        assert_eq!(size, between.draw(month, own(7)));
        assert_ne!(size, between.draw(month, own(8)));
        assert_ne!(size, between.draw(month.plus(1), own(7)));
        assert_eq!(Intensity::Normal { mean: 0.2, sd: 0.0 }.draw(month, own(7)), 0.2);
    }
}
