//! Digital levels and clusters by region: the columns and rows of `digital.csv`.

use crate::economy::Economy;
use crate::month::tally::digital::{DIGITAL_COUNTS, DigitalCount, DigitalTally};
use crate::stats::columns::{Column, FIRMS, MONTH, PLAIN, SHARE, THOUSAND, column};
use crate::table::{Cell, round};
use crate::units::Month;

/// The counts of a region at the end of a month.
#[derive(Debug)]
pub struct DigitalNumbers<'a> {
    now: Month,
    region: &'a str,
    /// By [`DigitalCount`].
    counts: &'a [i64; DIGITAL_COUNTS],
    /// Real firms per simulated firm.
    weight: f64,
}

impl DigitalNumbers<'_> {
    fn of(&self, what: DigitalCount) -> i64 {
        self.counts[what as usize]
    }
    fn share(&self, part: i64) -> Cell {
        let firms = self.of(DigitalCount::Firms);
        if firms > 0 { Cell::Real(round(part as f64 / firms as f64)) } else { Cell::Empty }
    }
    fn thousands(&self, what: DigitalCount) -> Cell {
        Cell::Real(round(self.of(what) as f64 * self.weight / 1e3))
    }
}

/// The cells of a month: the whole country, then its regions.
pub fn rows(tally: &DigitalTally, economy: &Economy, now: Month, weight: f64) -> Vec<Vec<Cell>> {
    let mut all = [0; DIGITAL_COUNTS];
    tally.0.iter().for_each(|row| all.iter_mut().zip(row).for_each(|(a, b)| *a += b));
    let regions = economy.regions.iter().map(|region| region.id.as_str()).zip(&tally.0);
    let row = |(region, counts)| {
        let numbers = DigitalNumbers { now, region, counts, weight };
        COLUMNS.iter().map(|column| (column.value)(&numbers)).collect()
    };
    std::iter::once(("all", &all)).chain(regions).map(row).collect()
}

/// Columns after `regime, arm, replication`.
pub const COLUMNS: &[Column<fn(&DigitalNumbers) -> Cell>] = &[
    column("month", PLAIN, MONTH, |r| Cell::Text(r.now.to_string())),
    column("region", PLAIN, "region, or all for the whole country", |r| Cell::Text(r.region.into())),
    column(
        "simulated",
        FIRMS,
        "simulated firms at the end of the month, dormant ones left out, as in all that follows",
        |r| Cell::Int(r.of(DigitalCount::Firms)),
    ),
    column("firms_thousand", THOUSAND, "the same for the whole country", |r| {
        r.thousands(DigitalCount::Firms)
    }),
    column("digital_share", SHARE, "share of firms on digital level one or above", |r| {
        r.share(r.of(DigitalCount::One))
    }),
    column("level_two_share", SHARE, "share of firms on level two or above", |r| {
        r.share(r.of(DigitalCount::Two))
    }),
    column("level_three_share", SHARE, "share of firms on level three", |r| {
        r.share(r.of(DigitalCount::Three))
    }),
    column("mean_level", PLAIN, "mean digital level, zero to three", |r| {
        r.share(r.of(DigitalCount::One) + r.of(DigitalCount::Two) + r.of(DigitalCount::Three))
    }),
    column(
        "lead",
        PLAIN,
        "steps, by which firms are ahead of the level that they would have by themselves, on the mean",
        |r| r.share(r.of(DigitalCount::Lead)),
    ),
    column("normal_steps_thousand", THOUSAND, "steps of the month that firms took by themselves", |r| {
        r.thousands(DigitalCount::NormalSteps)
    }),
    column(
        "early_steps_thousand",
        THOUSAND,
        "steps of the month that firms took because of a policy, or because others of their sector had",
        |r| r.thousands(DigitalCount::EarlySteps),
    ),
    column("cluster_share", SHARE, "share of firms that are members of a cluster", |r| {
        r.share(r.of(DigitalCount::Members))
    }),
];
