//! Fates over replications: how many firms, jobs and how much money by what the policy made of each firm.

use super::effects::{Names, round};
use super::follow::Fate;
use crate::stats::summary::spread;
use crate::stats::table::{Cell, Table};
use std::collections::BTreeMap;

/// Columns of `fates.csv`.
pub const COLUMNS: [&str; 20] = [
    "regime",
    "arm",
    "horizon_months",
    "dimension",
    "group",
    "fate",
    "replications",
    "firms_thousand",
    "firms_lower",
    "firms_upper",
    "share_of_firms",
    "jobs_thousand",
    "jobs_lower",
    "jobs_upper",
    "dormant_thousand",
    "money_bn",
    "money_lower",
    "money_upper",
    "share_of_money",
    "support_bn",
];

/// What is summed, as the tables of one replication name it.
const SUMS: [&str; 5] = ["firms_thousand", "jobs_thousand", "dormant_thousand", "money_bn", "support_bn"];

/// Regime, arm, horizon, dimension, group and fate.
type Key = (usize, usize, i64, usize, usize, usize);

/// Fates of the replications so far.
#[derive(Debug, Default)]
pub struct Fates {
    names: Names,
    values: BTreeMap<Key, [Vec<f64>; SUMS.len()]>,
}

impl Fates {
    /// Adds the fates of one replication.
    pub fn add(&mut self, table: &Table) {
        let text = ["regime", "arm", "dimension", "group", "fate"].map(|name| table.column(name));
        let numbers = SUMS.map(|name| table.column(name));
        let ([Some(regime), Some(arm), Some(dimension), Some(group), Some(fate)], Some(horizon)) = (text, table.column("horizon_months"))
        else {
            return;
        };
        for row in &table.rows {
            let Some(fate) = Fate::NAMES.iter().position(|name| *name == row[fate].text()) else { continue };
            let [regime, arm, dimension, group] = [regime, arm, dimension, group].map(|column| self.names.place(&row[column].text()));
            let key = (regime, arm, row[horizon].number().unwrap_or(0.0) as i64, dimension, group, fate);
            let values = self.values.entry(key).or_default();
            for (values, column) in values.iter_mut().zip(numbers) {
                values.push(column.and_then(|column| row[column].number()).unwrap_or(0.0));
            }
        }
    }

    /// The table of all fates.
    pub fn table(&self) -> Table {
        let mut table = Table::new(COLUMNS);
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
        for (key, values) in &self.values {
            let (regime, arm, horizon, dimension, group, fate) = *key;
            let all = |what: usize| {
                let fates = (0..Fate::ALL.len()).filter_map(|fate| self.values.get(&(regime, arm, horizon, dimension, group, fate)));
                fates.map(|values| mean(&values[what])).sum::<f64>()
            };
            let share = |what: usize| {
                let whole = all(what);
                if whole > 0.0 { Cell::Real(round(mean(&values[what]) / whole)) } else { Cell::Empty }
            };
            let three = |what: usize| {
                let spread = spread(&values[what]).expect("at least one replication");
                let bounds =
                    spread.error.map_or([const { Cell::Empty }; 2], |error| [error[2], error[3]].map(|bound| Cell::Real(round(bound))));
                std::iter::once(Cell::Real(round(spread.mean))).chain(bounds)
            };
            let mut row: Vec<Cell> = [regime, arm].map(|place| Cell::Text(self.names.name(place).into())).into();
            row.push(Cell::Int(horizon));
            row.extend([self.names.name(dimension), self.names.name(group), Fate::NAMES[fate]].map(|name| Cell::Text(name.into())));
            row.push(Cell::Int(values[0].len() as i64));
            row.extend(three(0));
            row.push(share(0));
            row.extend(three(1));
            row.push(Cell::Real(round(mean(&values[2]))));
            row.extend(three(3));
            row.push(share(3));
            row.push(Cell::Real(round(mean(&values[4]))));
            table.rows.push(row);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_intervals_worked_by_hand() {
        let mut fates = Fates::default();
        for (replication, saved) in [(0, 10.0), (1, 20.0)] {
            let mut table = Table::new(super::super::follow::COLUMNS);
            for (fate, firms, money) in [("saved", saved, 1.0), ("safe_anyway", 90.0, 3.0)] {
                let mut row: Vec<Cell> = ["middle", "relief"].map(|name| Cell::Text(name.into())).into();
                row.extend([Cell::Int(replication), Cell::Int(12)]);
                row.extend(["all", "all", fate].map(|name| Cell::Text(name.into())));
                row.extend([firms, 5.0 * firms, 0.0, money, 0.0].map(Cell::Real));
                table.rows.push(row);
            }
            fates.add(&table);
        }
        let table = fates.table();
        let cell = |row: usize, name: &str| table.rows[row][table.column(name).unwrap()].number().unwrap();
        assert_eq!(table.rows.len(), 2);
        assert_eq!((cell(0, "firms_thousand"), cell(0, "jobs_thousand")), (15.0, 75.0));
        assert!((cell(0, "share_of_firms") - 15.0 / 105.0).abs() < 1e-9);
        assert_eq!((cell(0, "share_of_money"), cell(1, "share_of_money")), (0.25, 0.75));
        // 10 and 20: error 5, t with one degree 12.7062.
        assert!((cell(0, "firms_upper") - (15.0 + 63.531)).abs() < 1e-3);
    }
}
