//! Effects: paired differences between each arm and the base, over replications, at each horizon, with their
//! 95% confidence intervals, by Student's t (`stats/summary/spread.rs`).

use super::ratio::ratio;
pub(crate) use super::series::{Columns, Series};
use super::tables::effects::{COLUMNS, EffectNumbers};
use crate::catalogue::Formula::{self, Level, Mean, Sum};
use crate::catalogue::{GROUP_METRICS, METRICS, Metric, PUBLIC_COST, RATIOS};
use crate::stats::columns;
use crate::stats::summary::{Spread, spread};
use crate::table::Table;
use std::collections::BTreeMap;

/// A number of one replication, in the base and in the arm.
type Pairs = Vec<[f64; 2]>;
/// Regime, arm, horizon, metric, dimension and group.
type Key = (usize, usize, u16, usize, usize, usize);

/// Effects of the replications so far.
#[derive(Debug, Default)]
pub struct Effects {
    names: Names,
    pairs: BTreeMap<Key, Pairs>,
}

/// Names in the order of first appearance: tables keep the order of the model.
#[derive(Debug, Default)]
pub struct Names(Vec<String>);

impl Names {
    /// The number of a name.
    pub fn place(&mut self, name: &str) -> usize {
        self.0.iter().position(|known| known == name).unwrap_or_else(|| {
            self.0.push(name.to_string());
            self.0.len() - 1
        })
    }
    /// The name of a number.
    pub fn name(&self, place: usize) -> &str {
        &self.0[place]
    }
}

/// Where the arms of a replication part, and the months at which effects are reported.
#[derive(Clone, Debug)]
pub struct Span {
    /// Name of the base.
    pub base: String,
    /// Months that all arms share.
    pub shared: usize,
    /// Months after the fork.
    pub horizons: Vec<u16>,
}

impl Effects {
    /// Adds a replication of one regime: its monthly table, its ledger, and its tables by group.
    pub fn add(&mut self, span: &Span, monthly: &Table, ledger: &Table, groups: &[(&str, Table)]) {
        self.compare(span, &Series::of_whole(monthly, ledger), METRICS, "all");
        for (dimension, table) in groups {
            self.compare(span, &Series::of(table, Some(dimension)), GROUP_METRICS, dimension);
        }
    }

    fn compare(&mut self, span: &Span, series: &Series, metrics: &[Metric], dimension: &str) {
        for ((regime, arm, group), columns) in &series.runs {
            let Some(base) = series.runs.get(&(regime.clone(), span.base.clone(), group.clone())) else {
                continue;
            };
            if *arm == span.base {
                continue;
            }
            for horizon in &span.horizons {
                for (place, metric) in metrics.iter().enumerate() {
                    let value =
                        |columns: &Columns| metric.formula.value(columns, span.shared, usize::from(*horizon));
                    if let (Some(here), Some(there)) = (value(base), value(columns)) {
                        let [regime, arm] = [regime, arm].map(|name| self.names.place(name));
                        let [dimension, group] =
                            [dimension, group.as_str()].map(|name| self.names.place(name));
                        self.pairs
                            .entry((regime, arm, *horizon, place, dimension, group))
                            .or_default()
                            .push([here, there]);
                    }
                }
            }
        }
    }

    /// The paired differences of a metric of the whole economy, one a replication.
    pub fn differences(&self, regime: &str, arm: &str, horizon: u16, metric: &str) -> Vec<f64> {
        let place = |name: &str| self.names.0.iter().position(|known| known == name);
        let metric = METRICS.iter().position(|known| known.name == metric);
        let (Some(regime), Some(arm), Some(all), Some(metric)) =
            (place(regime), place(arm), place("all"), metric)
        else {
            return Vec::new();
        };
        let pairs = self.pairs.get(&(regime, arm, horizon, metric, all, all));
        pairs.map_or_else(Vec::new, |pairs| pairs.iter().map(|[base, arm]| arm - base).collect())
    }

    /// Simulated firms of the group in the base at the horizon, all replications together; each stands for
    /// `weight` real ones.
    fn simulated(&self, key: &Key, weight: f64) -> i64 {
        // Firms come first in both lists of metrics, in thousands.
        let firms = self.pairs.get(&(key.0, key.1, key.2, 0, key.4, key.5));
        let thousand: f64 = firms.map_or(0.0, |pairs| pairs.iter().map(|pair| pair[0]).sum());
        (thousand * 1e3 / weight).round() as i64
    }

    /// The table of all effects; each simulated firm stands for `weight` real ones.
    pub fn table(&self, currency_unit: &str, weight: f64) -> Table {
        let mut table = columns::table(COLUMNS);
        let mut put = |numbers: EffectNumbers| {
            table.rows.push(COLUMNS.iter().map(|column| (column.value)(&numbers)).collect());
        };
        for (key, pairs) in &self.pairs {
            let whole = self.names.name(key.4) == "all";
            let metric = if whole { &METRICS[key.3] } else { &GROUP_METRICS[key.3] };
            let simulated = self.simulated(key, weight);
            let head = |metric, unit: &str| EffectNumbers {
                simulated,
                unit: unit.replace("{unit}", currency_unit),
                ..self.head(key, metric)
            };
            put(Effects::effect(head(metric.name, metric.unit), pairs));
            if whole && metric.name == PUBLIC_COST {
                RATIOS.iter().filter_map(|ratio| self.ratio(key, ratio, &head)).for_each(&mut put);
            }
        }
        table
    }

    /// What a row is about.
    fn head<'a>(&'a self, key: &Key, metric: &'a str) -> EffectNumbers<'a> {
        let name = |place| self.names.name(place);
        let (regime, arm, dimension, group) = (name(key.0), name(key.1), name(key.4), name(key.5));
        let horizon = i64::from(key.2);
        EffectNumbers { regime, arm, horizon, metric, dimension, group, ..EffectNumbers::default() }
    }

    /// The effect that pairs of base and arm have.
    fn effect<'a>(head: EffectNumbers<'a>, pairs: &Pairs) -> EffectNumbers<'a> {
        let of = |pick: &dyn Fn(&[f64; 2]) -> f64| {
            spread(&pairs.iter().map(pick).collect::<Vec<_>>()).expect("at least one replication")
        };
        let (base, arm, effect) = (of(&|p| p[0]), of(&|p| p[1]), of(&|p| p[1] - p[0]));
        let variance = |spread: &Spread| spread.error.map_or(0.0, |error| error[0] * error[0]);
        let (apart, paired) = (variance(&base) + variance(&arm), variance(&effect));
        let error = effect.error.map(|error| error.map(round));
        EffectNumbers {
            replications: pairs.len(),
            base: Some(round(base.mean)),
            of_arm: Some(round(arm.mean)),
            effect: Some(round(effect.mean)),
            sd: error.map(|error| error[0]),
            monte_carlo_error: error.map(|error| error[1]),
            bounds: error.map(|error| [error[2], error[3]]),
            variance_ratio: (paired > 0.0).then(|| round(apart / paired)),
            ..head
        }
    }

    /// The ratio of two effects, with its interval by Fieller; none where it means nothing.
    fn ratio<'a>(
        &self,
        key: &Key,
        (name, unit, above, below, factor, _): &(&'a str, &str, &str, &str, f64, &str),
        head: &dyn Fn(&'a str, &str) -> EffectNumbers<'a>,
    ) -> Option<EffectNumbers<'a>> {
        let pairs = |name: &str| {
            let place = METRICS
                .iter()
                .position(|metric| metric.name == name.trim_start_matches('-'))
                .expect("a metric of that name");
            let sign = if name.starts_with('-') { -1.0 } else { 1.0 };
            self.pairs
                .get(&(key.0, key.1, key.2, place, key.4, key.5))
                .map(|pairs| pairs.iter().map(|p| sign * (p[1] - p[0])).collect::<Vec<_>>())
        };
        let (above, below) = (pairs(above)?, pairs(below)?);
        let ratio = ratio(&above.iter().copied().zip(below.iter().copied()).collect::<Vec<_>>())?;
        // Nothing kept, or nothing spent on balance: there is no price to speak of.
        if below.iter().sum::<f64>() <= 0.0 || above.iter().sum::<f64>() <= 0.0 {
            return None;
        }
        Some(EffectNumbers {
            replications: above.len(),
            effect: Some(round(ratio.value * factor)),
            bounds: ratio.bounds.map(|bounds| bounds.map(|bound| round(bound * factor))),
            ..head(name, unit)
        })
    }
}

/// Ten significant digits: differences of sums carry no more.
pub(super) fn round(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        if x == 0.0 { 0.0 } else { x }
    } else {
        format!("{x:.9e}").parse().unwrap_or(x)
    }
}

impl Formula {
    pub(crate) fn value(self, columns: &Columns, shared: usize, horizon: usize) -> Option<f64> {
        let over = |name: &str| {
            columns.get(name)?.get(shared..shared + horizon).map(|months| months.iter().sum::<f64>())
        };
        let value = match self {
            Level(name, factor) => columns.get(name)?.get(shared + horizon - 1)? * factor,
            Mean(name, factor) => over(name)? / horizon as f64 * factor,
            Sum(names, factor) => {
                let mut sum = 0.0;
                for name in names {
                    sum += match name.strip_prefix('-') {
                        // What was never booked is zero.
                        Some(item) => -over(item).unwrap_or(0.0),
                        None => over(name)?,
                    };
                }
                sum * factor
            }
        };
        value.is_finite().then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Cell;

    /// Two replications, two arms, three months, of which the arms share the first. Jobs in millions; the
    /// policy of the second arm costs 2 billion a month and keeps 0.01 and 0.02 million jobs in the two
    /// months, in the second replication twice as many.
    fn monthly(replication: i64) -> Table {
        let mut table = Table::new([
            "regime",
            "arm",
            "replication",
            "month",
            "firms_million",
            "jobs_million",
            "jobs_all_million",
            "policy_outlay_bn",
            "policy_loss_bn",
        ]);
        let kept = [0.0, 0.01, 0.02].map(|jobs| jobs * (1 + replication) as f64);
        for (arm, keeps, cost) in [("none", 0.0, 0.0), ("relief", 1.0, 2.0)] {
            for (month, jobs) in kept.iter().enumerate() {
                let mut row =
                    vec![Cell::Text("middle".into()), Cell::Text(arm.into()), Cell::Int(replication)];
                row.push(Cell::Text(format!("2020-{:02}", month + 1)));
                let spent = if month > 0 { cost } else { 0.0 };
                // Elsewhere a quarter of what small firms keep is lost.
                let all = 700.0 + replication as f64 + 0.75 * keeps * jobs;
                row.extend(
                    [10.0, 100.0 + replication as f64 + keeps * jobs, all, spent, 0.0].map(Cell::Real),
                );
                table.rows.push(row);
            }
        }
        table
    }

    #[test]
    fn paired_differences_worked_by_hand() {
        let span = Span { base: "none".into(), shared: 1, horizons: vec![2] };
        let mut effects = Effects::default();
        let mut ledger =
            Table::new(["regime", "arm", "replication", "month", "from", "to", "item", "amount_bn"]);
        for month in ["2020-01", "2020-02", "2020-03"] {
            let text = ["middle", "relief", "0", month, "smes", "government", "guarantee_fees"]
                .map(|text| Cell::Text(text.into()));
            ledger.rows.push(text.into_iter().chain([Cell::Real(0.5)]).collect());
        }
        for replication in 0..2 {
            effects.add(&span, &monthly(replication), &ledger, &[]);
        }
        let table = effects.table("yuan", 2_500_000.0);
        let cell = |metric: &str, column: &str| {
            let [m, c] = ["metric", column].map(|name| table.column(name).unwrap());
            table.rows.iter().find(|row| row[m].text() == metric).unwrap()[c].number()
        };
        // At the end 20 and 40 thousand jobs more; thirty and sixty thousand job-months, 2.5 and 5 thousand
        // job-years.
        assert!((cell("jobs", "effect").unwrap() - 30.0).abs() < 1e-6);
        assert!((cell("job_years", "effect").unwrap() - 3.75).abs() < 1e-6);
        // Difference 20 or 40: sd 14.142, error 10, t with one degree 12.7062.
        assert!((cell("jobs", "upper").unwrap() - 157.062).abs() < 1e-3);
        // Apart the arms vary by a million jobs each: pairing takes that out.
        assert!(cell("jobs", "variance_ratio").unwrap() > 1000.0);
        // Two months of two billion, less the fees of the two months after the fork.
        assert!((cell("public_cost", "effect").unwrap() - 3.0).abs() < 1e-9);
        // Three billion over 3.75 thousand job-years: 800,000 each; over the three quarters of them that the whole
        // country keeps 1,066,667.
        assert!((cell("cost_per_sme_job_year", "effect").unwrap() - 800_000.0).abs() < 1.0);
        assert!((cell("cost_per_job_year", "effect").unwrap() - 1_066_666.67).abs() < 1.0);
        assert_eq!(cell("firms", "effect"), Some(0.0));
        // Ten million firms in each of two replications, one simulated for two and a half million.
        assert_eq!(cell("jobs", "simulated_firms"), Some(8.0));
        assert_eq!(cell("cost_per_job_year", "simulated_firms"), Some(8.0));
    }

    #[test]
    fn what_earns_money_has_no_price() {
        let span = Span { base: "none".into(), shared: 1, horizons: vec![2] };
        let ledger = |fees: f64| {
            let mut ledger =
                Table::new(["regime", "arm", "replication", "month", "from", "to", "item", "amount_bn"]);
            for month in ["2020-01", "2020-02", "2020-03"] {
                let text = ["middle", "relief", "0", month, "smes", "government", "guarantee_fees"]
                    .map(|text| Cell::Text(text.into()));
                ledger.rows.push(text.into_iter().chain([Cell::Real(fees)]).collect());
            }
            ledger
        };
        // Two billion a month are paid out; fees of three more than cover them: jobs are kept, and no
        // job-year cost −1 billion over it.
        for (fees, priced) in [(0.5, true), (3.0, false)] {
            let mut effects = Effects::default();
            (0..2).for_each(|replication| effects.add(&span, &monthly(replication), &ledger(fees), &[]));
            let table = effects.table("yuan", 1.0);
            let metric = table.column("metric").unwrap();
            assert_eq!(
                table.rows.iter().any(|row| row[metric].text() == "cost_per_job_year"),
                priced,
                "{fees}"
            );
        }
    }
}
