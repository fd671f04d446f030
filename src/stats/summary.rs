//! The summary of a run: a few dozen metrics of each replication, and what the replications say together.

mod metrics;
mod series;
pub mod spread;

pub use crate::math::student_975;
pub use metrics::{METRICS, Metric};
pub use spread::{Spread, quantile, spread};

use crate::stats::columns;
use crate::stats::tables::summary::{COLUMNS, SummaryNumbers};
use crate::table::Table;
use series::Series;
use std::collections::BTreeMap;

/// The dimensions by which metrics are given.
pub const DIMENSIONS: [&str; 2] = ["size", "sector"];

/// One value a replication, by group, in the order of first appearance.
type Groups = Vec<(String, Vec<f64>)>;

/// Metrics of the replications so far.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Regime and arm, in the order of first appearance.
    runs: Vec<(String, String)>,
    /// By run and metric.
    values: BTreeMap<(usize, usize), Groups>,
}

impl Summary {
    /// Adds a replication: its `monthly` table and its tables by group (those of [`DIMENSIONS`] are used).
    /// Columns carry the names that the simulation gives them ([`super::columns`]), not those of files.
    pub fn add(&mut self, monthly: &Table, by_group: &[(&str, &Table)]) {
        let groups: Vec<_> = by_group.iter().filter(|(name, _)| DIMENSIONS.contains(name)).collect();
        for (key, series) in split(monthly, &["regime", "arm", "replication"], &["month"]) {
            let members: Vec<_> = groups
                .iter()
                .map(|(dimension, table)| {
                    let keys = ["regime", "arm", "replication", dimension];
                    let of_run = split(table, &keys, &["month"])
                        .into_iter()
                        .filter(|(other, _)| other[..3] == key[..]);
                    (*dimension, of_run.map(|(mut other, series)| (other.swap_remove(3), series)).collect())
                })
                .collect();
            let run = self.run(&key[0], &key[1]);
            for (m, metric) in METRICS.iter().enumerate() {
                for (group, value) in metrics::values(metric, &series, &members) {
                    let rows = self.values.entry((run, m)).or_default();
                    match rows.iter_mut().find(|(name, _)| *name == group) {
                        Some((_, values)) => values.push(value),
                        None => rows.push((group, vec![value])),
                    }
                }
            }
        }
    }

    /// The values of a metric of the whole economy, one a replication, by regime and arm.
    pub fn whole(&self, metric: &str) -> Vec<(&str, &str, &[f64])> {
        let of_metric = |(run, m): (usize, usize)| (METRICS[m].name == metric).then(|| &self.runs[run]);
        let rows = self.values.iter().filter_map(|(key, rows)| {
            let (regime, arm) = of_metric(*key)?;
            let (_, values) = rows.iter().find(|(group, _)| group == "all")?;
            Some((regime.as_str(), arm.as_str(), values.as_slice()))
        });
        rows.collect()
    }

    fn run(&mut self, regime: &str, arm: &str) -> usize {
        let key = (regime.to_string(), arm.to_string());
        self.runs.iter().position(|run| *run == key).unwrap_or_else(|| {
            self.runs.push(key);
            self.runs.len() - 1
        })
    }

    /// The table of all metrics.
    pub fn table(&self, currency_unit: &str) -> Table {
        let mut table = columns::table(COLUMNS);
        for ((run, m), rows) in &self.values {
            let metric = &METRICS[*m];
            let (regime, arm) = &self.runs[*run];
            for (group, values) in rows {
                let Some(spread) = spread(values) else { continue };
                let unit = metric.unit.replace("{unit}", currency_unit);
                let (metric, replications) = (metric.name, values.len());
                let numbers = SummaryNumbers { regime, arm, metric, group, unit, replications, spread };
                table.rows.push(COLUMNS.iter().map(|column| (column.value)(&numbers)).collect());
            }
        }
        table
    }
}

/// Cuts a table into the series of each combination of `keys`, in the order of first appearance; `also` are
/// no series either.
fn split(table: &Table, keys: &[&str], also: &[&str]) -> Vec<(Vec<String>, Series)> {
    let columns: Vec<Option<usize>> = keys.iter().map(|key| table.column(key)).collect();
    let mut places: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut parts: Vec<(Vec<String>, Vec<usize>)> = Vec::new();
    for (r, row) in table.rows.iter().enumerate() {
        let key: Vec<String> = columns
            .iter()
            .map(|column| column.map_or(String::new(), |column| row[column].text().into_owned()))
            .collect();
        let place = *places.entry(key).or_insert_with_key(|key| {
            parts.push((key.clone(), Vec::new()));
            parts.len() - 1
        });
        parts[place].1.push(r);
    }
    let not_series: Vec<&str> = keys.iter().chain(also).copied().collect();
    parts.into_iter().map(|(key, rows)| (key, Series::of_rows(table, &rows, &not_series))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Cell;

    /// A run of 12 months: 10 million firms before, in month m births 10 and deaths 10·m thousand; jobs 100
    /// million before, layoffs of one million in months 1 to 3, hires of one million in months 4 to 6.
    fn monthly(replication: i64) -> Table {
        let mut table = Table::new([
            "regime",
            "arm",
            "replication",
            "month",
            "firms_million",
            "births_thousand",
            "deaths_thousand",
            "jobs_million",
            "hires_thousand",
            "layoffs_thousand",
            "illiquid_share",
            "policy_outlay_bn",
        ]);
        let (mut firms, mut jobs) = (10.0, 100.0);
        for month in 1..=12 {
            let (births, deaths) = (10.0, 10.0 * f64::from(month) + replication as f64);
            let (hires, layoffs) = match month {
                1..=3 => (0.0, 1000.0),
                4..=6 => (1000.0, 0.0),
                _ => (0.0, 0.0),
            };
            firms += (births - deaths) / 1000.0;
            jobs += (hires - layoffs) / 1000.0;
            let mut row =
                vec![Cell::Text("middle".into()), Cell::Text("base".into()), Cell::Int(replication)];
            row.push(Cell::Text(format!("2020-{month:02}")));
            row.extend(
                [firms, births, deaths, jobs, hires, layoffs, f64::from(month) / 100.0, 2.5].map(Cell::Real),
            );
            table.rows.push(row);
        }
        table
    }

    fn value(table: &Table, metric: &str, group: &str, column: &str) -> Option<f64> {
        let [m, g, c] = ["metric", "group", column].map(|name| table.column(name).unwrap());
        table.rows.iter().find(|row| row[m].text() == metric && row[g].text() == group)?[c].number()
    }

    #[test]
    fn metrics_worked_by_hand() {
        let mut summary = Summary::default();
        summary.add(&monthly(0), &[]);
        let table = summary.table("yuan");
        let mean =
            |metric: &str| value(&table, metric, "all", "mean").map(|value| (value * 1e9).round() / 1e9);
        assert_eq!(mean("firms_start"), Some(10.0));
        // Deaths 10·(1 + … + 12) = 780 thousand of 10 million; births 120.
        assert_eq!(mean("exits_12_months"), Some(7.8));
        assert_eq!(mean("firms_change_month_12"), Some(-6.6));
        assert_eq!(mean("firms_change_end"), Some(-6.6));
        assert_eq!(mean("firms_change_month_24"), None); // the run is shorter
        assert_eq!(mean("jobs_change_month_02"), Some(-2.0));
        assert_eq!(mean("jobs_change_lowest"), Some(-3.0));
        assert_eq!(mean("jobs_lowest_month"), Some(3.0));
        assert_eq!(mean("illiquid_share_month_10"), Some(10.0));
        assert_eq!(mean("illiquid_share_peak"), Some(12.0));
        assert_eq!(mean("policy_outlay_total"), Some(30.0));
        assert_eq!(mean("loan_grants_share"), None); // not a series of this table
        let unit = table.column("unit").unwrap();
        let outlay = table.rows.iter().find(|row| row[2].text() == "policy_outlay_total").unwrap();
        assert_eq!(outlay[unit].text(), "billion yuan");
    }

    #[test]
    fn replications_are_summarised_together_and_groups_apart() {
        let mut by_size = Table::new([
            "regime",
            "arm",
            "replication",
            "month",
            "size",
            "firms_thousand",
            "births_thousand",
            "deaths_thousand",
        ]);
        for month in 1..=12 {
            for (size, deaths) in [("small", 1.0), ("micro", 2.0)] {
                let mut row = vec![Cell::Text("middle".into()), Cell::Text("base".into()), Cell::Int(0)];
                row.extend([Cell::Text(format!("2020-{month:02}")), Cell::Text(size.into())]);
                row.extend([100.0 - deaths * f64::from(month), 0.0, deaths].map(Cell::Real));
                by_size.rows.push(row);
            }
        }
        let mut summary = Summary::default();
        summary.add(&monthly(0), &[("size", &by_size)]);
        summary.add(&monthly(10), &[]);
        let table = summary.table("yuan");
        // 7.8% and, with 10 thousand deaths a month more, 9%.
        assert!((value(&table, "exits_12_months", "all", "mean").unwrap() - 8.4).abs() < 1e-9);
        assert!((value(&table, "exits_12_months", "all", "sd").unwrap() - 0.72f64.sqrt()).abs() < 1e-9);
        assert_eq!(value(&table, "exits_12_months", "all", "replications"), Some(2.0));
        assert!((value(&table, "exits_12_months", "size=micro", "mean").unwrap() - 24.0).abs() < 1e-9);
        assert_eq!(value(&table, "exits_12_months", "size=small", "monte_carlo_error"), None);
    }

    #[test]
    fn metric_names_are_unique() {
        let mut names: Vec<_> = METRICS.iter().map(|metric| metric.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), METRICS.len());
    }
}
