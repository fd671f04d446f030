//! Digital levels and clusters by region: the rows of `digital.csv`.

use crate::economy::Economy;
use crate::month::tally::digital::{DigitalTally, TOLD, Told};
use crate::stats::table::{Cell, round};
use crate::units::Month;

/// The cells of a month: the whole country, then its regions.
pub fn rows(tally: &DigitalTally, economy: &Economy, now: Month, weight: f64) -> Vec<Vec<Cell>> {
    let mut all = [0; TOLD];
    tally.0.iter().for_each(|row| all.iter_mut().zip(row).for_each(|(a, b)| *a += b));
    let regions = economy.regions.iter().map(|region| region.id.clone()).zip(tally.0.iter().copied());
    std::iter::once(("all".to_string(), all)).chain(regions).map(|(region, row)| cells(now, region, &row, weight)).collect()
}

fn cells(now: Month, region: String, row: &[i64; TOLD], weight: f64) -> Vec<Cell> {
    let of = |what: Told| row[what as usize];
    let share = |part: i64| if of(Told::Firms) > 0 { Cell::Real(round(part as f64 / of(Told::Firms) as f64)) } else { Cell::Empty };
    let thousand = |count: i64| Cell::Real(round(count as f64 * weight / 1e3));
    let levels = [Told::One, Told::Two, Told::Three].map(of);
    vec![
        Cell::Text(now.to_string()),
        Cell::Text(region),
        Cell::Int(of(Told::Firms)),
        thousand(of(Told::Firms)),
        share(levels[0]),
        share(levels[1]),
        share(levels[2]),
        share(levels.iter().sum()),
        share(of(Told::Lead)),
        thousand(of(Told::NormalSteps)),
        thousand(of(Told::EarlySteps)),
        share(of(Told::Members)),
    ]
}
