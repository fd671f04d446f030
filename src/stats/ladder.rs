//! The ladder of specialised firms by tier: the rows of `ladder.csv`.

use crate::classes::TIERS;
use crate::economy::Economy;
use crate::month::tally::{Count, Tally};
use crate::stats::table::{Cell, round};
use crate::units::Month;

/// Simulated firms below which the shares of a tier say little.
const THIN: i64 = 30;

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
