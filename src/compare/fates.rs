//! Fates over replications: how many firms, jobs and how much money by what the policy made of each firm.
//!
//! Every mean is over all replications: a group without firms in one of them counts as zero there. So the
//! groups of a dimension that divides up the firms add up to the whole, however few firms are simulated.

use super::effects::{Names, round};
use super::tables::fates::{COLUMNS, Estimate, FateNumbers};
use crate::catalogue::Fate;
use crate::stats::columns;
use crate::stats::summary::spread;
use crate::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// What is summed, as the tables of one replication name it.
const SUMS: [&str; 5] = ["firms_thousand", "jobs_thousand", "dormant_thousand", "money_bn", "support_bn"];

/// Regime, arm, horizon, dimension, group and fate.
type Key = (usize, usize, i64, usize, usize, usize);

/// Fates of the replications so far.
#[derive(Debug, Default)]
pub struct Fates {
    names: Names,
    /// One number for each replication that has firms in the group.
    values: BTreeMap<Key, [Vec<f64>; SUMS.len()]>,
    /// Replications by regime, arm and horizon.
    replications: BTreeMap<(usize, usize, i64), usize>,
}

impl Fates {
    /// Adds the fates of one replication.
    pub fn add(&mut self, table: &Table) {
        let text = ["regime", "arm", "dimension", "group", "fate"].map(|name| table.column(name));
        let numbers = SUMS.map(|name| table.column(name));
        let ([Some(regime), Some(arm), Some(dimension), Some(group), Some(fate)], Some(horizon)) =
            (text, table.column("horizon_months"))
        else {
            return;
        };
        let mut here = BTreeSet::new();
        for row in &table.rows {
            let Some(fate) = Fate::NAMES.iter().position(|name| *name == row[fate].text()) else { continue };
            let [regime, arm, dimension, group] =
                [regime, arm, dimension, group].map(|column| self.names.place(&row[column].text()));
            let key = (regime, arm, row[horizon].number().unwrap_or(0.0) as i64, dimension, group, fate);
            here.insert((regime, arm, key.2));
            let values = self.values.entry(key).or_default();
            for (values, column) in values.iter_mut().zip(numbers) {
                values.push(column.and_then(|column| row[column].number()).unwrap_or(0.0));
            }
        }
        for run in here {
            *self.replications.entry(run).or_default() += 1;
        }
    }

    /// The table of all fates; each simulated firm stands for `weight` real ones.
    pub fn table(&self, weight: f64) -> Table {
        let mut table = columns::table(COLUMNS);
        for (key, values) in &self.values {
            let (regime, arm, horizon, dimension, group, fate) = *key;
            let count =
                self.replications.get(&(regime, arm, horizon)).copied().unwrap_or(0).max(values[0].len());
            let mean = |values: &[f64]| values.iter().sum::<f64>() / count as f64;
            let all = |what: usize| {
                let fates = (0..Fate::ALL.len())
                    .filter_map(|fate| self.values.get(&(regime, arm, horizon, dimension, group, fate)));
                fates.map(|values| mean(&values[what])).sum::<f64>()
            };
            let share = |what: usize| {
                let whole = all(what);
                (whole > 0.0).then(|| round(mean(&values[what]) / whole))
            };
            let estimate = |what: usize| {
                let mut all = values[what].clone();
                all.resize(count, 0.0);
                let spread = spread(&all).expect("at least one replication");
                let bounds = spread.error.map(|error| [round(error[2]), round(error[3])]);
                Estimate { mean: round(spread.mean), bounds }
            };
            let numbers = FateNumbers {
                regime: self.names.name(regime),
                arm: self.names.name(arm),
                horizon,
                dimension: self.names.name(dimension),
                group: self.names.name(group),
                fate: Fate::NAMES[fate],
                replications: count,
                simulated: (values[0].iter().sum::<f64>() * 1e3 / weight).round() as i64,
                firms: estimate(0),
                share_of_firms: share(0),
                jobs: estimate(1),
                dormant: round(mean(&values[2])),
                money: estimate(3),
                share_of_money: share(3),
                support: round(mean(&values[4])),
            };
            table.rows.push(COLUMNS.iter().map(|column| (column.value)(&numbers)).collect());
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::tables::fates_by_replication;
    use crate::table::Cell;

    /// A row of the table of one replication: a group and its fate, thousand firms of five jobs each, and
    /// money.
    fn row(replication: i64, [dimension, group, fate]: [&str; 3], firms: f64, money: f64) -> Vec<Cell> {
        let mut row: Vec<Cell> = ["middle", "relief"].map(|name| Cell::Text(name.into())).into();
        row.extend([Cell::Int(replication), Cell::Int(12)]);
        row.extend([dimension, group, fate].map(|name| Cell::Text(name.into())));
        row.extend([firms, 5.0 * firms, 0.0, money, 0.0, 0.0, 0.0, 0.0, 0.0].map(Cell::Real));
        row
    }

    #[test]
    fn a_group_without_firms_in_a_replication_counts_as_zero_there() {
        // Two simulated firms, each for ten thousand: both in trade in the first replication; one in mining
        // in the second.
        let mut fates = Fates::default();
        for (replication, groups) in
            [(0, vec![("trade", 20.0)]), (1, vec![("trade", 10.0), ("mining", 10.0)])]
        {
            let mut table = columns::table(fates_by_replication::COLUMNS);
            table.rows.push(row(replication, ["all", "all", "saved"], 20.0, 4.0));
            table.rows.extend(
                groups
                    .iter()
                    .map(|(group, firms)| row(replication, ["sector", group, "saved"], *firms, firms / 5.0)),
            );
            fates.add(&table);
        }
        let table = fates.table(10_000.0);
        let cell = |row: usize, name: &str| table.rows[row][table.column(name).unwrap()].number().unwrap();
        assert_eq!(table.rows.len(), 3);
        // 20 and 10, 0 and 10: fifteen and five are the twenty of the whole, and so it is with jobs and
        // money.
        assert_eq!([0, 1, 2].map(|row| cell(row, "firms_thousand")), [20.0, 15.0, 5.0]);
        for column in ["jobs_thousand", "money_bn", "simulated_firms"] {
            assert_eq!(cell(0, column), cell(1, column) + cell(2, column), "{column}");
        }
        assert_eq!([0, 1, 2].map(|row| cell(row, "replications")), [2.0; 3]);
        assert_eq!([0, 1, 2].map(|row| cell(row, "simulated_firms")), [4.0, 3.0, 1.0]);
        // Mining: zero and ten, error 5, t with one degree 12.7062.
        assert!((cell(2, "firms_upper") - (5.0 + 63.531)).abs() < 1e-3);
    }

    #[test]
    fn shares_and_intervals_worked_by_hand() {
        let mut fates = Fates::default();
        for (replication, saved) in [(0, 10.0), (1, 20.0)] {
            let mut table = columns::table(fates_by_replication::COLUMNS);
            for (fate, firms, money) in [("saved", saved, 1.0), ("safe_anyway", 90.0, 3.0)] {
                table.rows.push(row(replication, ["all", "all", fate], firms, money));
            }
            fates.add(&table);
        }
        let table = fates.table(1000.0);
        let cell = |row: usize, name: &str| table.rows[row][table.column(name).unwrap()].number().unwrap();
        assert_eq!(table.rows.len(), 2);
        assert_eq!((cell(0, "firms_thousand"), cell(0, "jobs_thousand")), (15.0, 75.0));
        assert!((cell(0, "share_of_firms") - 15.0 / 105.0).abs() < 1e-9);
        assert_eq!((cell(0, "share_of_money"), cell(1, "share_of_money")), (0.25, 0.75));
        // 10 and 20: error 5, t with one degree 12.7062.
        assert!((cell(0, "firms_upper") - (15.0 + 63.531)).abs() < 1e-3);
    }
}
