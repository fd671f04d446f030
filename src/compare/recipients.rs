//! What a policy did to those who got it, over replications: the average effect on the treated, since the same
//! firms are seen in both arms on the same draws.
//!
//! Made of the tables of fates by replication: a firm alive in the base is safe anyway or harmed, one alive in
//! the arm safe anyway or saved.

use super::effects::{Names, round};
use super::tables::recipients::{COLUMNS, RecipientNumbers};
use crate::catalogue::Fate;
use crate::stats::columns;
use crate::stats::summary::spread;
use crate::table::Table;
use std::collections::BTreeMap;

/// What is summed over fates, as the tables of one replication name it.
const SUMS: [&str; 5] = [
    "firms_thousand",
    "jobs_base_thousand",
    "jobs_arm_thousand",
    "short_base_thousand",
    "short_arm_thousand",
];

/// Firms, alive in base and arm, jobs in both, short of cash in both.
type Sums = [f64; 7];

/// Regime, arm, horizon, whether it is one policy or all firms, and its name: a policy may be called "all".
type Key = (usize, usize, i64, bool, usize);

/// Recipients of the replications so far.
#[derive(Debug, Default)]
pub struct Recipients {
    names: Names,
    values: BTreeMap<Key, Vec<Sums>>,
}

impl Recipients {
    /// Adds the fates of one replication.
    pub fn add(&mut self, table: &Table) {
        let text = ["regime", "arm", "dimension", "group", "fate"].map(|name| table.column(name));
        let numbers = SUMS.map(|name| table.column(name));
        let ([Some(regime), Some(arm), Some(dimension), Some(group), Some(fate)], Some(horizon)) =
            (text, table.column("horizon_months"))
        else {
            return;
        };
        let mut here: BTreeMap<Key, Sums> = BTreeMap::new();
        for row in &table.rows {
            let policy = match row[dimension].text().as_ref() {
                "all" => false,
                "policy" => true,
                _ => continue,
            };
            let [regime, arm, group] =
                [regime, arm, group].map(|column| self.names.place(&row[column].text()));
            let key = (regime, arm, row[horizon].number().unwrap_or(0.0) as i64, policy, group);
            let [firms, jobs_base, jobs_arm, short_base, short_arm] =
                numbers.map(|column| column.and_then(|column| row[column].number()).unwrap_or(0.0));
            let name = row[fate].text();
            let among = |fates: [Fate; 2]| fates.iter().any(|fate| Fate::NAMES[*fate as usize] == name);
            let alive = |fates: [Fate; 2]| if among(fates) { firms } else { 0.0 };
            let own = [
                firms,
                alive([Fate::Safe, Fate::Harmed]),
                alive([Fate::Safe, Fate::Saved]),
                jobs_base,
                jobs_arm,
                short_base,
                short_arm,
            ];
            let sums = here.entry(key).or_default();
            sums.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
        }
        for (key, sums) in here {
            self.values.entry(key).or_default().push(sums);
        }
    }

    /// The table; each simulated firm stands for `weight` real ones.
    pub fn table(&self, weight: f64) -> Table {
        let mut table = columns::table(COLUMNS);
        for ((regime, arm, horizon, _, group), values) in &self.values {
            let mean = |which: usize| {
                round(values.iter().map(|sums| sums[which]).sum::<f64>() / values.len() as f64)
            };
            let change = |base: usize| {
                let all: Vec<f64> = values.iter().map(|sums| sums[base + 1] - sums[base]).collect();
                spread(&all).expect("at least one replication")
            };
            let numbers = RecipientNumbers {
                regime: self.names.name(*regime),
                arm: self.names.name(*arm),
                horizon: *horizon,
                group: self.names.name(*group),
                replications: values.len(),
                simulated: (values.iter().map(|sums| sums[0]).sum::<f64>() * 1e3 / weight).round() as i64,
                firms: mean(0),
                alive: [mean(1), mean(2)],
                jobs: [mean(3), mean(4)],
                short: [mean(5), mean(6)],
                change: [change(3), change(1), change(5)],
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

    /// A row of one replication: a fate, thousand firms, jobs and firms short of cash in base and arm.
    fn row(replication: i64, fate: &str, firms: f64, jobs: [f64; 2], short: [f64; 2]) -> Vec<Cell> {
        let mut row: Vec<Cell> = ["middle", "guarantee"].map(|name| Cell::Text(name.into())).into();
        row.extend([Cell::Int(replication), Cell::Int(24)]);
        row.extend(["policy", "guarantee", fate].map(|name| Cell::Text(name.into())));
        row.extend([firms, 5.0 * firms, 0.0, 0.0, 0.0].map(Cell::Real));
        row.extend([jobs[0], jobs[1], short[0], short[1]].map(Cell::Real));
        row
    }

    #[test]
    fn those_who_got_it_worked_by_hand() {
        let mut recipients = Recipients::default();
        for replication in 0..2 {
            let more = replication as f64;
            let mut table = columns::table(fates_by_replication::COLUMNS);
            // Ten thousand firms, of whom one is saved and one harmed: nine alive either way, with forty jobs
            // in the base and two, or three, more with the guarantee.
            table.rows.push(row(replication, "saved", 1.0, [0.0, 5.0], [1.0, 1.0]));
            table.rows.push(row(replication, "harmed", 1.0, [5.0, 0.0], [0.0, 1.0]));
            table.rows.push(row(replication, "safe_anyway", 8.0, [40.0, 42.0 + more], [3.0, 1.0]));
            recipients.add(&table);
        }
        let table = recipients.table(1000.0);
        let cell = |name: &str| table.rows[0][table.column(name).unwrap()].number().unwrap();
        assert_eq!((cell("firms_thousand"), cell("simulated_firms")), (10.0, 20.0));
        assert_eq!([cell("alive_base"), cell("alive_arm")], [0.9, 0.9]);
        assert_eq!([cell("jobs_base_thousand"), cell("jobs_arm_thousand")], [45.0, 47.5]);
        // Two and three: mean 2.5, error 0.5, t with one degree 12.7062.
        assert!((cell("jobs_upper") - (2.5 + 6.3531)).abs() < 1e-3);
        // A policy by the name of the whole is not added to it.
        let mut named = Recipients::default();
        let mut table_of_one = columns::table(fates_by_replication::COLUMNS);
        for dimension in ["all", "policy"] {
            let mut own = row(0, "safe_anyway", 8.0, [40.0, 42.0], [3.0, 1.0]);
            (own[4], own[5]) = (Cell::Text(dimension.into()), Cell::Text("all".into()));
            table_of_one.rows.push(own);
        }
        named.add(&table_of_one);
        assert_eq!(named.table(1000.0).rows.len(), 2);
        assert_eq!([cell("short_base"), cell("short_arm"), cell("short_change_thousand")], [0.4, 0.3, -1.0]);
    }
}
