//! The tables of the report: headline metrics, and what each policy cost.

use super::words::{self, HEADLINE};
use crate::charts::columns::Columns;
use crate::charts::policy_cost;
use crate::charts::run::{Run, keep};
use crate::charts::ticks;
use crate::charts::track::TrackPanel;
use crate::charts::words::words as plain;
use crate::error::Result;
use crate::language::Language;
use crate::language::numbers::Counted;
use crate::say;
use serde::Serialize;

/// A row of the headline table.
#[derive(Debug, Serialize)]
pub struct Metric {
    text: String,
    part: bool,
    value: String,
    unit: String,
    interval: String,
    spread: String,
}

/// A row of the table of costs.
#[derive(Debug, Serialize)]
pub struct Cost {
    policy: String,
    lever: String,
    reached: String,
    paid_out: String,
    recovered: String,
    lost: String,
    deferred: String,
    outstanding: String,
    total: bool,
}

/// Decimals that show a number of that unit, and how far its interval reaches.
fn places(value: f64, width: f64, unit: &str) -> usize {
    let least: usize = match value.abs() {
        _ if unit.starts_with("percent") => 1,
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        _ => 2,
    };
    let shows = |places: &usize| width.is_nan() || width <= 0.0 || width * 10_f64.powi(*places as i32) >= 1.5;
    (least..least + 3).find(shows).unwrap_or(least + 2)
}

fn range(language: Language, low: f64, high: f64, places: usize) -> String {
    if low.is_finite() && high.is_finite() {
        let [lower, upper] = [low, high].map(|end| ticks::grouped(end, places));
        say!(language, "{lower} to {upper}", lower = lower, upper = upper)
    } else {
        String::new()
    }
}

/// The headline metrics of the main history, from `summary.csv`; empty when there is none.
///
/// # Errors
/// A table that can't be read.
pub fn headline(run: &Run) -> Result<Vec<Metric>> {
    let path = run.folder.join("summary.csv");
    let Some(table) = Columns::read(&path, &["regime", "arm", "metric", "group", "unit"], |_| true)? else {
        return Ok(Vec::new());
    };
    let (names, groups, units) = (table.names("metric")?, table.names("group")?, table.names("unit")?);
    let [mean, lower, upper, p10, p90] =
        ["mean", "lower", "upper", "p10", "p90"].map(|column| table.numbers(column));
    let (mean, lower, upper, p10, p90) = (mean?, lower?, upper?, p10?, p90?);
    let rows = keep(&table, &run.main, None)?;
    let language = run.page.language;
    let mut metrics = Vec::new();
    for wanted in HEADLINE {
        let found = rows
            .iter()
            .copied()
            .find(|row| names.at(*row) == wanted.metric && groups.at(*row) == wanted.group);
        let Some(row) = found.filter(|row| mean[*row].is_finite()) else { continue };
        // A run without policies has no use for rows of zero.
        if wanted.metric.starts_with("policy_")
            && ((run.manifest.policies.is_empty() && run.compared.is_none()) || mean[row] == 0.0)
        {
            continue;
        }
        let month =
            words::months(wanted.metric).map_or_else(String::new, |month| run.month_label(month.max(1) - 1));
        let unit = units.at(row);
        let (unit, factor) = words::measure(language, unit, run.unit());
        let [mean, lower, upper, p10, p90] =
            [&mean, &lower, &upper, &p10, &p90].map(|column| factor * column[row]);
        let digits = places(mean, upper - lower, units.at(row));
        metrics.push(Metric {
            text: language.fill(wanted.text, &[("month", &month)]),
            part: wanted.part,
            value: ticks::grouped(mean, digits),
            unit,
            interval: range(language, lower, upper, digits),
            spread: range(language, p10, p90, digits),
        });
    }
    Ok(metrics)
}

/// What each policy cost by the end of the run, and the sum; empty without policies.
///
/// # Errors
/// A table that can't be read.
pub fn costs(run: &Run) -> Result<Vec<Cost>> {
    let Some(table) = policy_cost::read(run)? else { return Ok(Vec::new()) };
    let levers = table.names("lever")?;
    let mut costs = Vec::new();
    let mut totals = [0.0; 5];
    let language = run.page.language;
    let billion = language.billions("").1;
    let brief = |sum: f64| ticks::brief(billion * sum);
    let policies = table.names("policy")?;
    for policy in &policies.distinct {
        let rows = keep(&table, &run.main, Some(("policy", policy)))?;
        let Some(first) = rows.first() else { continue };
        let lever = language.of(&plain(levers.at(*first))).to_string();
        let mut sums = [0.0; 5];
        let last = |beginning: &str, stock: bool| -> Result<f64> {
            let course = policy_cost::course(run, &table, policy, beginning, stock)?;
            Ok(course.and_then(|course| course.mean.last().copied()).unwrap_or(f64::NAN))
        };
        sums[0] = last("paid_out", false)?;
        sums[1] = last("recovered", false)?;
        sums[2] = last("lost", false)?;
        // Of one lever at most one of the two is more than zero.
        sums[3] = [last("newly_deferred", false)?, last("newly_guaranteed", false)?]
            .into_iter()
            .filter(|sum| sum.is_finite())
            .sum();
        sums[4] = last("deferred", true)?;
        for (total, sum) in totals.iter_mut().zip(sums) {
            *total += if sum.is_finite() { sum } else { 0.0 };
        }
        let [paid_out, recovered, lost, deferred, outstanding] = sums.map(brief);
        let reached = most_reached(run, &table, &rows)?;
        costs.push(Cost {
            policy: language.of(policy).to_string(),
            lever,
            reached,
            paid_out,
            recovered,
            lost,
            deferred,
            outstanding,
            total: false,
        });
    }
    if costs.len() > 1 {
        let [paid_out, recovered, lost, deferred, outstanding] = totals.map(brief);
        let (policy, lever, reached) =
            (say!(language, "All policies").to_string(), String::new(), String::new());
        costs.push(Cost {
            policy,
            lever,
            reached,
            paid_out,
            recovered,
            lost,
            deferred,
            outstanding,
            total: true,
        });
    }
    Ok(costs)
}

/// The largest number of firms reached in a month, mean over replications.
fn most_reached(run: &Run, table: &Columns, rows: &[usize]) -> Result<String> {
    let Some(reached) = table.numbers_like("reached") else { return Ok(String::new()) };
    let course = TrackPanel::gather((run.start, run.months), table, rows, reached)?.course();
    let most = course.mean.iter().copied().filter(|value| value.is_finite()).fold(0.0, f64::max);
    Ok(match run.page.language {
        Language::English => ticks::grouped(most, 0),
        language => language.whole(most, most, Counted::Firms),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_distinguished_from_a_point() {
        assert_eq!(places(-4.1, 0.033, "percent"), 2);
        assert_eq!(places(14.2, 2.0, "percent of firms at start"), 1);
        assert_eq!(places(18.1, f64::NAN, "million"), 1);
        assert_eq!(places(1158.0, 18.0, "billion yuan"), 0);
        assert_eq!(range(Language::English, f64::NAN, 1.0, 1), "");
    }
}
