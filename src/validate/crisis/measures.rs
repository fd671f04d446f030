//! The measures: how each published number of a crisis is measured in the model, by its source's own
//! definition. A change is against the same months without shocks and policies.

use super::fact::{Fact, Measure};
use super::watch::{OfMonth, OfSector, Pair};
use std::collections::BTreeMap;

/// Days in a month, as sources take them when they spread the sales of several months over their days.
const DAYS: f64 = 365.0 / 12.0;

/// Every measure.
pub const MEASURES: &[Measure] = &[
    Measure {
        name: "sales_change",
        definition: "sales of small, medium and large firms, self-employed people and public units, against the same months without the \
                     crisis",
        unit: "percent",
        at: "",
        of: |pair, fact| change(pair, fact, |_, sums| sums.sales.iter().sum()),
    },
    Measure {
        name: "value_added_change",
        definition: "output at base prices of all who sell, each sector weighted by its value added a unit, against the \
                     same months without the crisis",
        unit: "percent",
        at: "",
        of: |pair, fact| {
            change(pair, fact, |value_added, sums| value_added * (sums.output[0] + sums.output[1]))
        },
    },
    Measure {
        name: "profit_change",
        definition: "profit of small, medium and large firms, against the same months without the crisis",
        unit: "percent",
        at: "",
        of: |pair, fact| change(pair, fact, |_, sums| sums.profit[0] + sums.profit[1]),
    },
    Measure {
        name: "receivable_days_change",
        definition: "unpaid invoices at the end of the last month over the sales of a day of all months counted, less the same without the \
                     crisis",
        unit: "days",
        at: "",
        of: |pair, fact| {
            Some(receivable_days(pair, fact, &pair.crisis)? - receivable_days(pair, fact, &pair.normal)?)
        },
    },
    Measure {
        name: "unemployment_change",
        definition: "jobs of small, medium and large firms, the self-employed and public units, and people who took to farming or their own account, lost since the month that `at` names (months after the first), share of the jobs \
                     of that month, less the same without the crisis",
        unit: "percentage points",
        at: "month from which jobs are counted, months after the first",
        of: |pair, fact| Some(jobs_lost(pair, fact, &pair.crisis)? - jobs_lost(pair, fact, &pair.normal)?),
    },
    Measure {
        name: "closed_share",
        definition: "small and medium firms that are closed, of those that trade",
        unit: "percent",
        at: "",
        of: |pair, fact| {
            let of = |which: usize| sum(&pair.crisis, pair, fact, |_, sums| sums.firms[which]);
            Some(100.0 * of(1)? / of(0)?)
        },
    },
    Measure {
        name: "loss_makers",
        definition: "micro and small firms whose profit of the months counted is below zero",
        unit: "percent",
        at: "",
        of: |pair, fact| losses(pair, fact, &pair.crisis, |_, class| class < 2),
    },
    Measure {
        name: "loss_makers_at_scale",
        definition: "small and medium firms with sales of `at` and more in the months counted whose profit of them is below zero, without \
                     the crisis",
        unit: "percent",
        at: "least sales, currency",
        of: |pair, fact| losses(pair, fact, &pair.normal, |sales, _| sales >= fact.at * pair.minor),
    },
    Measure {
        name: "overdue_share",
        definition: "invoices of suppliers not paid in the month in which they fell due, of those that fell due, without the crisis",
        unit: "percent",
        at: "",
        of: |pair, fact| {
            let months = within(&pair.normal, pair, fact)?;
            let of = |which: usize| months.iter().map(|month| month.overdue[which]).sum::<f64>();
            (of(1) > 0.0).then(|| 100.0 * of(0) / of(1))
        },
    },
    Measure {
        name: "exit_ratio",
        definition: "exits of firms of an age, in whole years, over the firms of that age, in the crisis over the same without it",
        unit: "ratio",
        at: "age in years; all older ones too where it is 26",
        of: |pair, fact| {
            let (crisis, normal) =
                (exit_rate(pair, fact, &pair.crisis)?, exit_rate(pair, fact, &pair.normal)?);
            (normal > 0.0).then(|| crisis / normal)
        },
    },
];

/// The months of an arm that a fact counts; `None` where the run does not hold them all.
fn within<'a>(arm: &'a [OfMonth], pair: &Pair, fact: &Fact) -> Option<&'a [OfMonth]> {
    let [from, to] = fact.months.map(|month| usize::try_from(month.since(pair.start)).ok());
    arm.get(from?..=to?)
}

/// A sum over the months and sectors that a fact counts.
fn sum(arm: &[OfMonth], pair: &Pair, fact: &Fact, of: impl Fn(f64, &OfSector) -> f64) -> Option<f64> {
    let months = within(arm, pair, fact)?;
    Some(months.iter().map(|month| of_sectors(month, pair, fact, &of)).sum())
}

/// A sum over the sectors that a fact counts.
fn of_sectors(month: &OfMonth, pair: &Pair, fact: &Fact, of: &impl Fn(f64, &OfSector) -> f64) -> f64 {
    let counted = |s: usize| fact.sectors.is_empty() || fact.sectors.contains(&s);
    let sectors = month.sectors.iter().zip(&pair.value_added).enumerate();
    sectors.filter(|(s, _)| counted(*s)).map(|(_, (sums, value_added))| of(*value_added, sums)).sum()
}

/// A sum in the crisis against the same without it, percent.
fn change(pair: &Pair, fact: &Fact, of: impl Fn(f64, &OfSector) -> f64) -> Option<f64> {
    let (crisis, normal) = (sum(&pair.crisis, pair, fact, &of)?, sum(&pair.normal, pair, fact, &of)?);
    (normal > 0.0).then(|| 100.0 * (crisis / normal - 1.0))
}

fn receivable_days(pair: &Pair, fact: &Fact, arm: &[OfMonth]) -> Option<f64> {
    let months = within(arm, pair, fact)?;
    let owed = of_sectors(months.last()?, pair, fact, &|_, sums| sums.receivables[0] + sums.receivables[1]);
    let sales = sum(arm, pair, fact, |_, sums| sums.sales[0] + sums.sales[1])?;
    (sales > 0.0).then(|| owed / sales * months.len() as f64 * DAYS)
}

/// Jobs lost between the month `at` and the mean of the months counted, percent of the jobs then.
fn jobs_lost(pair: &Pair, fact: &Fact, arm: &[OfMonth]) -> Option<f64> {
    let jobs = |month: &OfMonth| {
        of_sectors(month, pair, fact, &|_, sums| sums.jobs[0] + sums.jobs[1]) + month.outlet
    };
    let before = jobs(arm.get(fact.at as usize)?);
    let months = within(arm, pair, fact)?;
    let now = months.iter().map(jobs).sum::<f64>() / months.len() as f64;
    (before > 0.0).then(|| 100.0 * (1.0 - now / before))
}

/// Firms that trade in all months counted and lose money over them, of those of them whom `counts` takes by
/// sales and size class.
fn losses(pair: &Pair, fact: &Fact, arm: &[OfMonth], counts: impl Fn(f64, u8) -> bool) -> Option<f64> {
    let months = within(arm, pair, fact)?;
    let mut firms: BTreeMap<u64, (usize, f64, f64, u8)> = BTreeMap::new();
    for month in months {
        for (id, firm) in &month.firms {
            if fact.sectors.is_empty() || fact.sectors.contains(&usize::from(firm.sector)) {
                let sums = firms.entry(*id).or_default();
                *sums =
                    (sums.0 + 1, sums.1 + f64::from(firm.sales), sums.2 + f64::from(firm.profit), firm.class);
            }
        }
    }
    let whole =
        firms.values().filter(|(seen, sales, _, class)| *seen == months.len() && counts(*sales, *class));
    let (count, losing) = whole.fold((0.0, 0.0), |(count, losing), (_, _, profit, _)| {
        (count + 1.0, losing + f64::from(u8::from(*profit < 0.0)))
    });
    (count > 0.0).then(|| 100.0 * losing / count)
}

/// Exits in the months counted over the firms of the age at risk in a mean month of them.
fn exit_rate(pair: &Pair, fact: &Fact, arm: &[OfMonth]) -> Option<f64> {
    let months = within(arm, pair, fact)?;
    let age = fact.at as i32;
    let of_age = |at: &i32| if age >= OLD { *at >= OLD } else { *at == age };
    let all = months.iter().flat_map(|month| month.exits.iter().filter(|(at, _)| of_age(at)));
    let [risk, exits] = all.fold([0.0; 2], |sum, (_, own)| [sum[0] + own[0], sum[1] + own[1]]);
    (risk > 0.0).then(|| exits / risk * months.len() as f64)
}

/// The age from which sources count firms together.
const OLD: i32 = 26;

#[cfg(test)]
mod tests;
