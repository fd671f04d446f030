//! What is told of the ladder of specialised firms, by tier: `ladder.csv`.

use super::tally::{Count, Tally};
use crate::classes::TIERS;
use crate::economy::Economy;
use crate::stats::table::{Cell, round};
use crate::units::Month;

/// Simulated firms below which the shares of a tier say little.
const THIN: i64 = 30;

macro_rules! counts {
    ($( $(#[$doc:meta])* $name:ident : $type:ty; )*) => {
        /// Sums of a month by tier.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct LadderTally { $( $(#[$doc])* pub $name: [$type; TIERS.len()], )* }
    };
}
counts! {
    /// Certificates given.
    new: i64;
    /// Of these, to firms that held a lower one.
    promoted: i64;
    /// Certificates renewed.
    passed: i64;
    /// Certificates that ran out and were not renewed.
    failed: i64;
    /// Yearly research over twelve, minor units.
    research: i64;
    /// Normal sales of a month, minor units.
    normal_sales: i64;
    /// Micro and small firms.
    small: i64;
    /// Firms whose principal customer is a large firm.
    suppliers: i64;
    /// Of firms of some size in sectors that do research: firms, sales, profit, jobs.
    at_scale: [i64; 4];
}

impl LadderTally {
    /// Adds another tally.
    pub fn add(&mut self, other: &LadderTally) {
        for tier in 0..TIERS.len() {
            for (sum, more) in [
                (&mut self.new, &other.new),
                (&mut self.promoted, &other.promoted),
                (&mut self.passed, &other.passed),
                (&mut self.failed, &other.failed),
                (&mut self.research, &other.research),
                (&mut self.normal_sales, &other.normal_sales),
                (&mut self.small, &other.small),
                (&mut self.suppliers, &other.suppliers),
            ] {
                sum[tier] += more[tier];
            }
            self.at_scale[tier].iter_mut().zip(&other.at_scale[tier]).for_each(|(sum, more)| *sum += more);
        }
    }
}

/// The cells of a month, one row a tier above the lowest, from the month on.
pub fn rows(tally: &Tally, economy: &Economy, now: Month, weight: f64) -> Vec<Vec<Cell>> {
    let l = &tally.ladder;
    let of_tiers = tally.dimension("tier");
    let firms = |count: i64| Cell::Int((count as f64 * weight).round() as i64);
    let share = |part: i64, whole: i64| if whole > 0 { Cell::Real(round(part as f64 / whole as f64)) } else { Cell::Empty };
    // A loss is no part of a profit.
    let part = |part: i64, whole: i64| if (0..=whole).contains(&part) { share(part, whole) } else { Cell::Empty };
    let whole = |what: usize| l.at_scale.iter().map(|tier| tier[what]).sum::<i64>();
    (1..TIERS.len())
        .map(|tier| {
            let group = &of_tiers[tier];
            let count = |what: Count| group[what as usize];
            let closed = [Count::Illiquid, Count::Insolvent, Count::Chain, Count::Orderly, Count::Other].map(count).iter().sum::<i64>();
            let alive = count(Count::Firms);
            let reliable = if alive == 0 {
                "none"
            } else if alive < THIN {
                "thin"
            } else {
                "ok"
            };
            let mut row = vec![Cell::Text(now.to_string()), Cell::Text(TIERS[tier].into()), Cell::Int(alive), firms(alive)];
            row.push(economy.published_ladder(tier, now).map_or(Cell::Empty, Cell::Real));
            row.push(firms(of_tiers[tier..].iter().map(|group| group[Count::Firms as usize]).sum()));
            row.extend([l.new[tier], l.promoted[tier], l.passed[tier], l.failed[tier], closed].map(firms));
            row.extend((0..4).map(|what| part(l.at_scale[tier][what], whole(what))));
            row.push(share(l.research[tier], l.normal_sales[tier]));
            row.push(share(l.small[tier], alive));
            row.push(share(l.suppliers[tier], alive));
            row.push(Cell::Text(reliable.into()));
            row
        })
        .collect()
}
