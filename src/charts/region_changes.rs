//! The change in jobs of each region: what both forms of the chart of regions draw.

use super::run::Run;
use super::tidy::{Tidy, cell};
use crate::error::Result;

/// A region with its change in jobs against the first month in each month that is shown, in per cent.
#[derive(Clone, Debug)]
pub struct Region {
    /// Its name.
    pub label: String,
    /// Its place on the map of tiles.
    pub at: Option<[i32; 2]>,
    /// The changes.
    pub change: Vec<f64>,
}

/// The months that are shown: the one with the fewest jobs nationwide, and the last.
pub fn shown(run: &Run) -> Result<Vec<usize>> {
    let total = run.course(&run.main, "jobs_million")?.mean;
    let last = run.months - 1;
    let known = (0..run.months).filter(|month| total[*month].is_finite());
    let lowest = known.min_by(|a, b| total[*a].total_cmp(&total[*b])).unwrap_or(last);
    Ok(if lowest == last || lowest == 0 { vec![last] } else { vec![lowest, last] })
}

/// All regions with jobs, and the table of their jobs.
pub fn read(run: &Run, shown: &[usize]) -> Result<Option<(Vec<Region>, Tidy)>> {
    let Some(table) = run.by("region", &["jobs_thousand"])? else { return Ok(None) };
    let mut numbers =
        Tidy::new(&["regime", "arm", "region", "label", "month", "jobs_thousand", "change_percent"]);
    let mut regions = Vec::new();
    for region in &run.manifest.regions {
        let jobs = run.group(&table, "region", &region.id, "jobs_thousand")?.course().mean;
        let Some(base) = jobs.first().copied().filter(|base| base.is_finite() && *base > 0.0) else {
            continue;
        };
        let change = |month: usize| 100.0 * (jobs[month] / base - 1.0);
        for (month, count) in jobs.iter().enumerate() {
            let (regime, arm) = (run.main.regime.clone(), run.main.arm.clone());
            let names = [regime, arm, region.id.clone(), region.label.clone(), run.month(month)];
            numbers.row(names.into_iter().chain([cell(*count), cell(change(month))]).collect());
        }
        regions.push(Region {
            label: run.label("region", &region.id),
            at: region.tile,
            change: shown.iter().map(|month| change(*month)).collect(),
        });
    }
    Ok(Some((regions, numbers)))
}

/// The end of a scale of colours for values up to `largest`: a round number little above it.
pub fn scale_end(largest: f64) -> f64 {
    let mut power = 0.01;
    while power * 10.0 < largest {
        power *= 10.0;
    }
    let steps = [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.into_iter().map(|step| step * power).find(|end| *end >= largest - 1e-9).unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_little_above_its_values() {
        for (largest, end) in [(5.2, 6.0), (4.1, 5.0), (0.34, 0.4), (12.0, 15.0), (10.0, 10.0), (0.0, 0.01)] {
            assert!((scale_end(largest) - end).abs() < 1e-9, "{largest}: {}", scale_end(largest));
        }
    }
}
