//! The ladder of specialised firms by tier: the columns and rows of `ladder.csv`.

use crate::classes::TIERS;
use crate::economy::Economy;
use crate::month::tally::ladder::LadderTally;
use crate::month::tally::{COUNTS, Count, Tally};
use crate::stats::columns::{Column, FIRMS, MONTH, PLAIN, SHARE, column};
use crate::table::{Cell, round};
use crate::units::Month;

/// Simulated firms below which the shares of a tier say little.
const THIN: i64 = 30;

/// What is counted of firms of some size, by its place in [`LadderTally::at_scale`].
const FIRMS_AT_SCALE: usize = 0;
const SALES_AT_SCALE: usize = 1;
const PROFIT_AT_SCALE: usize = 2;
const JOBS_AT_SCALE: usize = 3;

/// A tier at the end of a month.
#[derive(Debug)]
pub struct TierNumbers<'a> {
    now: Month,
    economy: &'a Economy,
    ladder: &'a LadderTally,
    /// Counts by tier.
    of_tiers: &'a [[i64; COUNTS]],
    tier: usize,
    /// Real firms per simulated firm.
    weight: f64,
}

impl TierNumbers<'_> {
    fn count(&self, what: Count) -> i64 {
        self.of_tiers[self.tier][what as usize]
    }
    fn alive(&self) -> i64 {
        self.count(Count::Firms)
    }
    fn alive_or_above(&self) -> i64 {
        self.of_tiers[self.tier..].iter().map(|group| group[Count::Firms as usize]).sum()
    }
    /// Firms closed in the month, all causes.
    fn closed(&self) -> i64 {
        let causes = [Count::Illiquid, Count::Insolvent, Count::Chain, Count::Orderly, Count::Other];
        causes.iter().map(|cause| self.count(*cause)).sum()
    }
    /// Firms of the whole country.
    fn firms(&self, count: i64) -> Cell {
        Cell::Int((count as f64 * self.weight).round() as i64)
    }
    /// This tier in all; a loss is no part of a profit.
    fn part_at_scale(&self, what: usize) -> Cell {
        let part = self.ladder.at_scale[self.tier][what];
        let whole = self.ladder.at_scale.iter().map(|tier| tier[what]).sum::<i64>();
        if (0..=whole).contains(&part) { share(part, whole) } else { Cell::Empty }
    }
    fn reliable(&self) -> &'static str {
        match self.alive() {
            0 => "none",
            alive if alive < THIN => "thin",
            _ => "ok",
        }
    }
}

fn share(part: i64, whole: i64) -> Cell {
    if whole > 0 { Cell::Real(round(part as f64 / whole as f64)) } else { Cell::Empty }
}

/// The cells of a month, one row a tier above the lowest, from the month on.
pub fn rows(tally: &Tally, economy: &Economy, now: Month, weight: f64) -> Vec<Vec<Cell>> {
    let of_tiers = tally.dimension("tier");
    let row = |tier| {
        let numbers = TierNumbers { now, economy, ladder: &tally.ladder, of_tiers: &of_tiers, tier, weight };
        COLUMNS.iter().map(|column| (column.value)(&numbers)).collect()
    };
    (1..TIERS.len()).map(row).collect()
}

/// Columns after `regime, arm, replication`.
pub const COLUMNS: &[Column<fn(&TierNumbers) -> Cell>] = &[
    column("month", PLAIN, MONTH, |t| Cell::Text(t.now.to_string())),
    column("tier", PLAIN, "step of the ladder of specialised firms", |t| Cell::Text(TIERS[t.tier].into())),
    column(
        "simulated",
        FIRMS,
        "simulated firms that hold a certificate of this tier at the end of the month",
        |t| Cell::Int(t.alive()),
    ),
    column("firms", FIRMS, "the same for the whole country", |t| t.firms(t.alive())),
    column(
        "published",
        FIRMS,
        "published number of firms on this tier or above, between dates by a straight line; empty where the pack has none",
        |t| t.economy.published_ladder(t.tier, t.now).map_or(Cell::Empty, Cell::Real),
    ),
    column(
        "firms_or_above",
        FIRMS,
        "firms of the whole country on this tier or above, to be held against it",
        |t| t.firms(t.alive_or_above()),
    ),
    column("new", FIRMS, "certificates given in the month", |t| t.firms(t.ladder.new[t.tier])),
    column("promoted", FIRMS, "of these, to firms that held a lower tier", |t| {
        t.firms(t.ladder.promoted[t.tier])
    }),
    column("renewed", FIRMS, "certificates that ran out in the month and were renewed", |t| {
        t.firms(t.ladder.passed[t.tier])
    }),
    column(
        "not_renewed",
        FIRMS,
        "certificates that ran out and were not renewed; the firm steps down or off the ladder",
        |t| t.firms(t.ladder.failed[t.tier]),
    ),
    column("closed", FIRMS, "firms of this tier that closed in the month", |t| t.firms(t.closed())),
    column(
        "share_of_firms",
        SHARE,
        "this tier in all firms of at least the revenue ladder.at_scale in sectors with ladder.at_scale_research; both parts of such firms alone, as in the next three",
        |t| t.part_at_scale(FIRMS_AT_SCALE),
    ),
    column("share_of_sales", SHARE, "the same of sales", |t| t.part_at_scale(SALES_AT_SCALE)),
    column(
        "share_of_profit",
        SHARE,
        "the same of profit; empty where this tier, or the others together, make a loss",
        |t| t.part_at_scale(PROFIT_AT_SCALE),
    ),
    column("share_of_jobs", SHARE, "the same of jobs", |t| t.part_at_scale(JOBS_AT_SCALE)),
    column(
        "research_share",
        PLAIN,
        "research over sales of the firms of this tier, with what policy has lately added",
        |t| share(t.ladder.research[t.tier], t.ladder.normal_sales[t.tier]),
    ),
    column("small_share", SHARE, "micro and small firms, share of this tier", |t| {
        share(t.ladder.small[t.tier], t.alive())
    }),
    column(
        "supplier_share",
        SHARE,
        "firms whose principal customer is a large firm, share of this tier",
        |t| share(t.ladder.suppliers[t.tier], t.alive()),
    ),
    column(
        "reliable",
        PLAIN,
        "ok; thin when the tier has fewer than 30 simulated firms, whose shares say little; none when it has none",
        |t| Cell::Text(t.reliable().into()),
    ),
];
