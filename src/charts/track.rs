//! Series over months, by replication and summed up over replications.

use super::columns::Columns;
use crate::error::{Error, Result};
use crate::language::told::Told;
use crate::units::Month;
use std::collections::BTreeMap;

/// One series in every replication: `values[replication][month]`, missing is NaN.
#[derive(Clone, Debug, Default)]
pub struct TrackPanel {
    /// Values.
    pub values: Vec<Vec<f64>>,
}

/// A series over months: the mean over replications and where the middle 80% of them lie.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// Mean.
    pub mean: Vec<f64>,
    /// Tenth percentile.
    pub low: Vec<f64>,
    /// Ninetieth percentile.
    pub high: Vec<f64>,
}

impl TrackPanel {
    /// The rows `keep` of a table that has the columns `replication` and `month`, over `length` months from
    /// `start`.
    ///
    /// # Errors
    /// When a column is missing or a month is none.
    pub fn gather(
        (start, length): (Month, usize),
        table: &Columns,
        keep: &[usize],
        column: &[f64],
    ) -> Result<TrackPanel> {
        let (replications, months) = (table.numbers("replication")?, table.names("month")?);
        let mut place = Vec::new();
        for month in &months.distinct {
            place.push(month.parse::<Month>().map_err(|why| Error::Month(Told::from(why)))?.since(start));
        }
        let mut values: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
        for row in keep {
            let at = place[months.code[*row]];
            if (0..length as i32).contains(&at) {
                let series =
                    values.entry(replications[*row] as i64).or_insert_with(|| vec![f64::NAN; length]);
                series[at as usize] = column[*row];
            }
        }
        Ok(TrackPanel { values: values.into_values().collect() })
    }

    /// Mean and middle 80% over replications.
    pub fn course(&self) -> Course {
        let months = self.values.first().map_or(0, Vec::len);
        let mut course = Course::default();
        for month in 0..months {
            let mut values: Vec<f64> =
                self.values.iter().map(|series| series[month]).filter(|value| value.is_finite()).collect();
            values.sort_by(f64::total_cmp);
            course.mean.push(values.iter().sum::<f64>() / values.len() as f64);
            course.low.push(quantile(&values, 0.1));
            course.high.push(quantile(&values, 0.9));
        }
        course
    }

    /// Applies a formula month by month to two series of the same replications.
    pub fn with(&self, other: &TrackPanel, formula: impl Fn(f64, f64) -> f64) -> TrackPanel {
        let pairs = self.values.iter().zip(&other.values);
        let values = pairs.map(|(a, b)| a.iter().zip(b).map(|(a, b)| formula(*a, *b)).collect()).collect();
        TrackPanel { values }
    }

    /// The mean over replications of the sum over some months; missing months count as zero.
    pub fn sum(&self, months: std::ops::Range<usize>) -> f64 {
        let totals = self.values.iter().map(|series| {
            series.iter().take(months.end).skip(months.start).filter(|value| value.is_finite()).sum::<f64>()
        });
        totals.sum::<f64>() / self.values.len() as f64
    }

    /// Sums up along the months.
    pub fn cumulated(&self) -> TrackPanel {
        let add = |series: &Vec<f64>| {
            let mut total = 0.0;
            let step = |value: &f64| {
                total += if value.is_finite() { *value } else { 0.0 };
                total
            };
            series.iter().map(step).collect()
        };
        TrackPanel { values: self.values.iter().map(add).collect() }
    }
}

impl Course {
    /// The same in another unit.
    pub fn times(&self, factor: f64) -> Course {
        let scale = |values: &[f64]| values.iter().map(|value| value * factor).collect();
        Course { mean: scale(&self.mean), low: scale(&self.low), high: scale(&self.high) }
    }
    /// Whether any month has a value other than zero.
    pub fn has_data(&self) -> bool {
        self.mean.iter().any(|value| value.is_finite() && *value != 0.0)
    }
}

/// The quantile of sorted values, interpolated between neighbours.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    if sorted.is_empty() {
        return f64::NAN;
    }
    let at = share * (sorted.len() - 1) as f64;
    let below = at.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (sorted[above] - sorted[below]) * (at - below as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_interpolate() {
        let values = [1.0, 2.0, 3.0, 4.0];
        assert_eq!(quantile(&values, 0.5), 2.5);
        assert_eq!(quantile(&values, 0.0), 1.0);
        assert_eq!(quantile(&values, 1.0), 4.0);
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn a_course_leaves_missing_values_out() {
        let panel = TrackPanel { values: vec![vec![1.0, f64::NAN], vec![3.0, 4.0]] };
        let course = panel.course();
        assert_eq!(course.mean, [2.0, 4.0]);
        assert_eq!(panel.sum(0..2), 4.0);
        assert_eq!(panel.cumulated().values, [[1.0, 1.0], [3.0, 7.0]]);
    }
}
