//! From published sales to a path of household demand: what remains to be explained once closed firms have
//! turned customers away. A scenario that is fed with closures and with demand so takes each published figure
//! once.
//!
//! Let y be the published change of a sector's sales, growth of a normal year taken off, and s the part of
//! its normal demand that its firms, small and large, can serve under the restrictions of the scenario
//! ([`crate::month::closure`]). Then demand has changed by (1 + y) / s − 1; where households make a share h
//! of it, theirs by that over h. More than normal demand means that the closures explain more than the
//! published fall: the inputs contradict one another, and are refused.

use crate::diagnose::Problems;
use crate::economy::Economy;
use crate::economy::load::number::Number;
use crate::economy::load::table::Table;
use crate::language::told::Told;
use crate::month::closure;
use crate::month::in_force;
use crate::simulation::Run;
use crate::state::market::Final;
use crate::units::Month;
use crate::{phrase, told};
use std::path::Path;

/// Published changes of sales, share: by month and sector.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// Sectors, by number.
    pub sectors: Vec<usize>,
    /// A row a month, in the order of `sectors`; none where nothing is published.
    pub rows: Months,
}

/// A row a month, with a number for each of some sectors.
pub type Months = Vec<(Month, Vec<Option<f64>>)>;

/// Demand above normal by so much is taken for the rounding of what is published.
const TOLERANCE: f64 = 0.02;

/// Reads a table of a month and a column for each sector, percent; all problems are added to `problems`.
pub fn read(economy: &Economy, path: &Path, bytes: &[u8], problems: &mut Problems) -> Option<Published> {
    let mut table = Table::read("published sales", path, bytes, problems)?;
    let ids: Vec<&str> = economy.sectors.iter().map(|sector| sector.id.as_str()).collect();
    table.columns(["month"], &ids);
    table.sourced();
    let sectors: Vec<usize> = (0..ids.len()).filter(|s| table.has(ids[*s])).collect();
    let mut rows = Vec::new();
    for row in 0..table.rows.len() {
        let month = match table.text(row, "month").parse::<Month>() {
            Ok(month) => month,
            Err(why) => {
                table.problem(row, "month", why, None);
                continue;
            }
        };
        let cell = |s: &usize| {
            let number = Number { name: "sales", min: -100.0, max: 1000.0, unit: phrase!("percent") };
            let said = !table.text(row, ids[*s]).is_empty();
            said.then(|| table.number_named(row, ids[*s], number, &Told::words(month.to_string())) / 100.0)
        };
        rows.push((month, sectors.iter().map(cell).collect()));
    }
    table.close(problems);
    Some(Published { sectors, rows })
}

/// The change of household demand that a published change of sales leaves, when firms can serve the part
/// `served` of normal demand and households make the part `households` of it; what is wrong with it
/// otherwise.
pub fn left(published: f64, served: f64, households: f64) -> Result<f64, Told> {
    let whole = (1.0 + published) / served.max(1e-9) - 1.0;
    let of_households = whole / households.max(1e-9);
    if served >= 1.0 {
        // Nobody is closed: sales are demand, also where they rise.
    } else if whole > TOLERANCE {
        return Err(told!(
            "firms can serve {served}% of normal demand under the closures, so sales of {sales}% would take {needed}% of it; close fewer firms, or \
             let closed ones sell more",
            served = format!("{:.0}", 100.0 * served),
            sales = format!("{:+.1}", 100.0 * published),
            needed = format!("{:.0}", 100.0 * (1.0 + whole))
        ));
    }
    if of_households < -1.0 {
        return Err(told!(
            "sales of {sales}%, where firms can serve {served}% of normal demand and households make {households}% of it, would take less than no \
             demand of households",
            sales = format!("{:+.1}", 100.0 * published),
            served = format!("{:.0}", 100.0 * served),
            households = format!("{:.0}", 100.0 * households)
        ));
    }
    Ok(if served < 1.0 { of_households.min(0.0) } else { of_households })
}

/// The paths of household demand, a row a month; or what contradicts what, by month and sector.
///
/// # Errors
/// All months and sectors whose closures explain more than the published fall, or less than all demand can.
pub fn paths(run: &Run, published: &Published) -> Result<Months, Vec<Told>> {
    let (scenario, norms, market) = (run.scenario(), run.norms(), &run.state.market);
    let mut wrong = Vec::new();
    let mut one = |month: Month, s: usize, change: f64| {
        let terms = in_force::of(scenario, norms, month, None);
        let over = |of: &dyn Fn(usize) -> f64| {
            (0..norms.regions)
                .map(|r| norms.cell(s, r))
                .map(|cell| market.region_share[cell] * of(cell))
                .sum::<f64>()
        };
        let small = over(&|cell| closure::served_by_small(scenario, &terms, s, cell));
        let large = 1.0 - over(&|cell| closure::lost_by_large(scenario, &terms, s, cell));
        let served = market.small_share[s] * small + (1.0 - market.small_share[s]) * large;
        let households = norms.final_demand[s][Final::Households as usize] / norms.output[s].max(1.0);
        match left(change, served, households) {
            Ok(path) => path,
            Err(why) => {
                let sector = &scenario.economy.sectors[s].id;
                wrong.push(told!("{month}, {sector}: {why}", month = month, sector = sector, why = why));
                0.0
            }
        }
    };
    let rows = published.rows.iter().map(|(month, changes)| {
        let cells = published
            .sectors
            .iter()
            .zip(changes)
            .map(|(s, change)| change.map(|change| one(*month, *s, change)));
        (*month, cells.collect())
    });
    let rows = rows.collect();
    if wrong.is_empty() { Ok(rows) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_closures_leave_worked_by_hand() {
        // Sales fall by 52% and firms can serve 60%: demand is 80% of normal. Households make half of it:
        // they buy 40% less.
        assert!((left(-0.52, 0.6, 0.5).unwrap() + 0.4).abs() < 1e-12);
        assert_eq!(left(-0.4, 0.6, 0.5), Ok(0.0));
        // Nobody is closed and sales rise by a tenth.
        assert!((left(0.1, 1.0, 0.5).unwrap() - 0.2).abs() < 1e-12);
        let said = left(-0.2, 0.6, 0.5).unwrap_err().english();
        assert!(said.contains("serve 60%") && said.contains("-20.0%") && said.contains("133%"), "{said}");
        let said = left(-0.9, 0.6, 0.5).unwrap_err().english();
        assert!(said.contains("less than no demand"), "{said}");
    }
}
