//! Resilience: how deep a series falls below the path without shocks, how soon it is back, what is lost, what
//! stays.

use super::effects::{Columns, Names, Series, round};
use super::tables::resilience::{COLUMNS, ResilienceNumbers};
use crate::stats::columns;
use crate::stats::summary::spread;
use crate::table::Table;
use std::collections::BTreeMap;

/// Series whose resilience is reported.
const SERIES: [&str; 4] = ["jobs_million", "firms_million", "sales_bn", "value_added_bn"];

/// Measures: name and unit.
const MEASURES: [(&str, &str); 6] = [
    ("depth", "percent"),
    ("depth_month", "months"),
    ("months_to_95_percent", "months"),
    ("months_to_99_percent", "months"),
    ("area_lost", "percent times months"),
    ("scar_at_end", "percent"),
];

/// What one path says, held against the path without shocks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resilience {
    /// Largest shortfall, percent.
    pub depth: f64,
    /// Month of it, counted from one.
    pub depth_month: f64,
    /// Month from which the series is at 95% again after its lowest point; zero when it never was below,
    /// `None` when it is not back.
    pub back_95: Option<f64>,
    /// The same for 99%.
    pub back_99: Option<f64>,
    /// Shortfalls summed over months, percent.
    pub area: f64,
    /// Shortfall in the last month, percent.
    pub scar: f64,
}

/// The resilience of a path against the path without shocks, month by month.
pub fn resilience(path: &[f64], without: &[f64]) -> Option<Resilience> {
    let short: Vec<f64> =
        path.iter().zip(without).map(|(here, there)| 100.0 * (1.0 - here / there)).collect();
    let lowest = (0..short.len()).reduce(|low, month| if short[month] > short[low] { month } else { low })?;
    let back = |level: f64| {
        if short[lowest] <= level {
            return Some(0.0);
        }
        (lowest..short.len()).find(|month| short[*month] <= level).map(|month| (month + 1) as f64)
    };
    Some(Resilience {
        depth: short[lowest].max(0.0),
        depth_month: (lowest + 1) as f64,
        back_95: back(5.0),
        back_99: back(1.0),
        area: short.iter().map(|short| short.max(0.0)).sum(),
        scar: *short.last()?,
    })
}

/// All that was reached, by measure, and how many replications there are.
type Reached = (usize, [Vec<f64>; MEASURES.len()]);

/// Resilience over replications so far.
#[derive(Debug, Default)]
pub struct Paths {
    names: Names,
    /// By regime, arm and series.
    values: BTreeMap<(usize, usize, usize), Reached>,
}

impl Paths {
    /// Adds a replication; `without` names the arm without shocks.
    pub fn add(&mut self, monthly: &Table, without: &str) {
        let series = Series::of(monthly, None);
        for ((regime, arm, group), columns) in &series.runs {
            let Some(calm) = series.runs.get(&(regime.clone(), without.to_string(), group.clone())) else {
                continue;
            };
            if arm == without {
                continue;
            }
            for (place, name) in SERIES.iter().enumerate() {
                let of = |columns: &Columns| columns.get(*name).cloned();
                let (Some(here), Some(there)) = (of(columns), of(calm)) else { continue };
                let Some(found) = resilience(&here, &there) else { continue };
                let [regime, arm] = [regime, arm].map(|name| self.names.place(name));
                let (count, lists) = self.values.entry((regime, arm, place)).or_default();
                *count += 1;
                let all = [
                    Some(found.depth),
                    Some(found.depth_month),
                    found.back_95,
                    found.back_99,
                    Some(found.area),
                    Some(found.scar),
                ];
                lists.iter_mut().zip(all).for_each(|(list, value)| list.extend(value));
            }
        }
    }

    /// The table of all of it. Where a series is not back in some replications, mean and interval are of
    /// those in which it is.
    pub fn table(&self) -> Table {
        let mut table = columns::table(COLUMNS);
        for ((regime, arm, series), (count, lists)) in &self.values {
            for ((measure, unit), values) in MEASURES.iter().zip(lists) {
                let spread = spread(values);
                let numbers = ResilienceNumbers {
                    regime: self.names.name(*regime),
                    arm: self.names.name(*arm),
                    series: SERIES[*series],
                    measure,
                    unit,
                    replications: *count,
                    reached_in: values.len(),
                    mean: spread.as_ref().map(|spread| round(spread.mean)),
                    error: spread.and_then(|spread| spread.error).map(|error| error.map(round)),
                };
                table.rows.push(COLUMNS.iter().map(|column| (column.value)(&numbers)).collect());
            }
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_and_a_return_worked_by_hand() {
        // 100 without the shock; with it 100, 90, 94, 96, 99.5, 98.
        let found = resilience(&[100.0, 90.0, 94.0, 96.0, 99.5, 98.0], &[100.0; 6]).unwrap();
        assert!((found.depth - 10.0).abs() < 1e-12 && found.depth_month == 2.0);
        assert_eq!((found.back_95, found.back_99), (Some(4.0), Some(5.0)));
        assert!((found.area - 22.5).abs() < 1e-9 && (found.scar - 2.0).abs() < 1e-12);
        // Never so low; never back.
        let mild = resilience(&[98.0, 97.0], &[100.0, 100.0]).unwrap();
        assert_eq!((mild.back_95, mild.back_99), (Some(0.0), None));
        assert_eq!(resilience(&[], &[]), None);
    }
}
