//! What came out of finished folders: the metrics of `summary.csv`, and those of two folders in pairs.

use crate::error::{Error, Result};
use crate::files::read;
use crate::told;
use std::collections::BTreeSet;
use std::path::Path;

/// A mean over replications with its 95% interval, where there is one.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Interval {
    pub mean: f64,
    pub bounds: Option<[f64; 2]>,
}

/// A metric of a folder.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Metric {
    pub regime: String,
    pub arm: String,
    pub metric: String,
    pub group: String,
    pub unit: String,
    pub value: Interval,
}

/// A metric of two folders.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Pair {
    /// The metric, with regime and arm where there are several.
    pub name: String,
    pub regime: String,
    pub arm: String,
    pub metric: String,
    pub group: String,
    /// Of all firms, not of a size, sector or cause.
    pub whole: bool,
    pub unit: String,
    pub first: Interval,
    pub second: Interval,
}

impl Pair {
    /// Whether mean or interval differ.
    pub fn differs(&self) -> bool {
        self.first != self.second
    }
    /// Whether the intervals overlap; unknown where there are none.
    pub fn overlap(&self) -> Option<bool> {
        let ([low, high], [from, to]) = (self.first.bounds?, self.second.bounds?);
        Some(low <= to && from <= high)
    }
}

/// Reads the metrics of a finished folder.
///
/// # Errors
/// The file can't be read, is not a table, or lacks a column.
pub fn read(path: &Path) -> Result<Vec<Metric>> {
    let table = read::table(path)?;
    let place = |name: &str| {
        let why = || told!("the column {name} is missing", name = name);
        table.column(name).ok_or_else(|| Error::content(path, why()))
    };
    let (regime, arm, metric) = (place("regime")?, place("arm")?, place("metric")?);
    let (group, unit, mean) = (place("group")?, place("unit")?, place("mean")?);
    let (lower, upper) = (place("lower")?, place("upper")?);
    let metrics = table.rows.iter().filter_map(|row| {
        let text = |at: usize| row[at].text().into_owned();
        let bounds = row[lower].number().zip(row[upper].number()).map(|(low, high)| [low, high]);
        Some(Metric {
            regime: text(regime),
            arm: text(arm),
            metric: text(metric),
            group: text(group),
            unit: text(unit),
            value: Interval { mean: row[mean].number()?, bounds },
        })
    });
    Ok(metrics.collect())
}

/// The metrics that two folders have in common, in the order of the first. Those of one regime and arm go
/// together; where each folder has only one, these two do.
pub fn pairs(first: &[Metric], second: &[Metric]) -> Vec<Pair> {
    let ways = |list: &[Metric]| -> usize {
        list.iter().map(|metric| (&metric.regime, &metric.arm)).collect::<BTreeSet<_>>().len()
    };
    let (here, there) = (ways(first), ways(second));
    let single = here == 1 && there == 1;
    let like = |a: &Metric, b: &Metric| {
        let same_way = single || (&a.regime, &a.arm) == (&b.regime, &b.arm);
        same_way && (&a.metric, &a.group, &a.unit) == (&b.metric, &b.group, &b.unit)
    };
    let pairs = first.iter().filter_map(|a| {
        let b = second.iter().find(|b| like(a, b))?;
        let way = if single { String::new() } else { format!(", {}, {}", a.arm, a.regime) };
        Some(Pair {
            name: format!("{}{way}", a.metric),
            regime: a.regime.clone(),
            arm: a.arm.clone(),
            metric: a.metric.clone(),
            group: a.group.clone(),
            whole: matches!(a.group.as_str(), "" | "all"),
            unit: a.unit.clone(),
            first: a.value,
            second: b.value,
        })
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metric(regime: &str, metric: &str, mean: f64, bounds: Option<[f64; 2]>) -> Metric {
        Metric {
            regime: regime.into(),
            arm: "base".into(),
            metric: metric.into(),
            group: "all".into(),
            unit: "percent".into(),
            value: Interval { mean, bounds },
        }
    }

    #[test]
    fn two_runs_are_paired_whatever_their_regimes_and_several_by_name() {
        let (a, b) = (metric("middle", "jobs", 1.0, None), metric("strict", "jobs", 2.0, None));
        let found = pairs(std::slice::from_ref(&a), std::slice::from_ref(&b));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].differs(), found[0].overlap()), ("jobs", true, None));
        let found = pairs(&[a.clone(), b], &[metric("middle", "jobs", 1.0, None)]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].differs()), ("jobs, base, middle", false));
        assert_eq!(pairs(&[a], &[metric("middle", "firms", 1.0, None)]), []);
    }

    #[test]
    fn intervals_that_touch_overlap() {
        let pair = |a: [f64; 2], b: [f64; 2]| {
            let (a, b) = (metric("m", "x", 0.0, Some(a)), metric("m", "x", 9.0, Some(b)));
            pairs(&[a], &[b])[0].overlap()
        };
        assert_eq!(pair([0.0, 1.0], [1.0, 2.0]), Some(true));
        assert_eq!(pair([0.0, 1.0], [1.1, 2.0]), Some(false));
        assert_eq!(pair([3.0, 4.0], [1.1, 2.0]), Some(false));
        assert_eq!(pair([0.0, 9.0], [1.1, 2.0]), Some(true));
    }
}
