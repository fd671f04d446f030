//! The metrics of `summary.csv`, each computed from the monthly tables of one replication.

use super::series::Series;

/// A metric of `summary.csv`.
#[derive(Debug)]
pub struct Metric {
    /// Its stable name.
    pub name: &'static str,
    /// Its unit; `{unit}` is the currency's major unit.
    pub unit: &'static str,
    /// What it is.
    pub description: &'static str,
    formula: Formula,
}

/// How a metric is made of series. Months are counted from one, the first reported month.
#[derive(Clone, Copy, Debug)]
enum Formula {
    /// The level before the first month: the first month's level, less the flows in, plus the flows out.
    Opening(Stock),
    /// The level at the end of the last month.
    Closing(Stock),
    /// Change since the opening, percent; at the end of a month, or of the last one.
    Change(Stock, Option<usize>),
    /// Greatest fall since the opening, percent (the least change).
    Lowest(Stock),
    /// The month of that.
    LowestMonth(Stock),
    /// A series in a month, times a factor.
    At(&'static str, usize, f64),
    /// Greatest value of a series, times a factor.
    Peak(&'static str, f64),
    /// Least value of a series.
    Trough(&'static str),
    /// Last value of a series.
    Last(&'static str),
    /// Sum of a series over all months.
    Sum(&'static str),
    /// Sum of a series over the sum of two others, percent.
    Ratio(&'static str, [&'static str; 2]),
    /// Deaths of the first twelve months, percent of the firms at the opening; all and by cause, size and
    /// sector.
    ExitRate,
}

/// A stock with the flows that change it.
#[derive(Clone, Copy, Debug)]
struct Stock {
    level: &'static str,
    flow_in: &'static str,
    flow_out: &'static str,
    /// Flow units in a level unit (thousands in a million).
    scale: f64,
}

const FIRMS: Stock =
    Stock { level: "firms_million", flow_in: "births_thousand", flow_out: "deaths_thousand", scale: 1000.0 };
const JOBS: Stock =
    Stock { level: "jobs_million", flow_in: "hires_thousand", flow_out: "layoffs_thousand", scale: 1000.0 };
const GROUP_FIRMS: Stock =
    Stock { level: "firms_thousand", flow_in: "births_thousand", flow_out: "deaths_thousand", scale: 1.0 };

const CAUSES: [(&str, &str); 5] = [
    ("cause=illiquid", "deaths_illiquid_thousand"),
    ("cause=insolvent", "deaths_insolvent_thousand"),
    ("cause=chain", "deaths_chain_thousand"),
    ("cause=orderly", "deaths_orderly_thousand"),
    ("cause=other", "deaths_other_thousand"),
];

const fn metric(
    name: &'static str,
    unit: &'static str,
    formula: Formula,
    description: &'static str,
) -> Metric {
    Metric { name, unit, description, formula }
}

use Formula::{At, Change, Closing, ExitRate, Last, Lowest, LowestMonth, Opening, Peak, Ratio, Sum, Trough};

/// Every metric, in the order of `summary.csv`. Month 1 is the first reported month; changes are against the
/// level before it.
pub const METRICS: &[Metric] = &[
    metric("firms_start", "million", Opening(FIRMS), "small and medium firms alive before the first month"),
    metric("firms_end", "million", Closing(FIRMS), "firms alive at the end of the last month"),
    metric(
        "firms_change_month_12",
        "percent",
        Change(FIRMS, Some(12)),
        "change of the number of firms by the end of month 12",
    ),
    metric(
        "firms_change_month_24",
        "percent",
        Change(FIRMS, Some(24)),
        "change of the number of firms by the end of month 24",
    ),
    metric(
        "firms_change_end",
        "percent",
        Change(FIRMS, None),
        "change of the number of firms by the end of the last month",
    ),
    metric(
        "exits_12_months",
        "percent of firms at start",
        ExitRate,
        "firms that closed in months 1 to 12, over the firms alive before (of the same sector or size); by cause they add up to all",
    ),
    metric("jobs_start", "million", Opening(JOBS), "headcount before the first month"),
    metric("jobs_end", "million", Closing(JOBS), "headcount at the end of the last month"),
    metric(
        "jobs_change_month_01",
        "percent",
        Change(JOBS, Some(1)),
        "change of headcount by the end of month 1",
    ),
    metric(
        "jobs_change_month_02",
        "percent",
        Change(JOBS, Some(2)),
        "change of headcount by the end of month 2",
    ),
    metric(
        "jobs_change_month_03",
        "percent",
        Change(JOBS, Some(3)),
        "change of headcount by the end of month 3",
    ),
    metric(
        "jobs_change_month_06",
        "percent",
        Change(JOBS, Some(6)),
        "change of headcount by the end of month 6",
    ),
    metric(
        "jobs_change_month_10",
        "percent",
        Change(JOBS, Some(10)),
        "change of headcount by the end of month 10",
    ),
    metric(
        "jobs_change_month_12",
        "percent",
        Change(JOBS, Some(12)),
        "change of headcount by the end of month 12",
    ),
    metric(
        "jobs_change_month_24",
        "percent",
        Change(JOBS, Some(24)),
        "change of headcount by the end of month 24",
    ),
    metric(
        "jobs_change_end",
        "percent",
        Change(JOBS, None),
        "change of headcount by the end of the last month",
    ),
    metric("jobs_change_lowest", "percent", Lowest(JOBS), "change of headcount at its lowest point"),
    metric("jobs_lowest_month", "month number", LowestMonth(JOBS), "month of that lowest point"),
    metric(
        "illiquid_share_month_01",
        "percent",
        At("illiquid_share", 1, 100.0),
        "firms with overdue obligations in month 1, of all firms",
    ),
    metric(
        "illiquid_share_month_02",
        "percent",
        At("illiquid_share", 2, 100.0),
        "firms with overdue obligations in month 2, of all firms",
    ),
    metric(
        "illiquid_share_month_03",
        "percent",
        At("illiquid_share", 3, 100.0),
        "firms with overdue obligations in month 3, of all firms",
    ),
    metric(
        "illiquid_share_month_10",
        "percent",
        At("illiquid_share", 10, 100.0),
        "firms with overdue obligations in month 10, of all firms",
    ),
    metric(
        "illiquid_share_peak",
        "percent",
        Peak("illiquid_share", 100.0),
        "largest share of firms with overdue obligations",
    ),
    metric("receivable_days_month_01", "days", At("receivable_days", 1, 1.0), "receivable days in month 1"),
    metric("receivable_days_month_02", "days", At("receivable_days", 2, 1.0), "receivable days in month 2"),
    metric("receivable_days_month_03", "days", At("receivable_days", 3, 1.0), "receivable days in month 3"),
    metric("receivable_days_month_10", "days", At("receivable_days", 10, 1.0), "receivable days in month 10"),
    metric("receivable_days_peak", "days", Peak("receivable_days", 1.0), "largest receivable days"),
    metric(
        "cash_days_median_lowest",
        "days",
        Trough("cash_days_p50"),
        "median of cash over a day's unavoidable outgo, at its lowest",
    ),
    metric("sales_total", "billion {unit}", Sum("sales_bn"), "sales of all months"),
    metric(
        "lost_sales_total",
        "billion {unit}",
        Sum("lost_sales_bn"),
        "orders of all months that could not be served in their month",
    ),
    metric(
        "late_sales_total",
        "billion {unit}",
        Sum("late_sales_bn"),
        "of these, orders that waited through a restriction and were served later",
    ),
    metric(
        "lost_sales_share",
        "percent of orders",
        Ratio("lost_sales_bn", ["lost_sales_bn", "sales_bn"]),
        "orders that could not be served in their month, over these and sales",
    ),
    metric(
        "loan_grants_share",
        "percent of applications",
        Ratio("loan_grants_thousand", ["loan_applications_thousand", ""]),
        "requests for a loan that were granted, all months",
    ),
    metric("bad_loan_ratio_peak", "percent", Peak("bad_loan_ratio", 100.0), "largest share of bad loans"),
    metric(
        "policy_outlay_total",
        "billion {unit}",
        Sum("policy_outlay_bn"),
        "grants and subsidies paid out by levers and public charges waived, all months",
    ),
    metric(
        "policy_recovered_total",
        "billion {unit}",
        Sum("policy_recovered_bn"),
        "deferred sums paid back and guarantee fees, all months",
    ),
    metric(
        "policy_loss_total",
        "billion {unit}",
        Sum("policy_loss_bn"),
        "guarantees called and deferred sums lost for good, all months",
    ),
    metric(
        "policy_deferred_end",
        "billion {unit}",
        Last("policy_deferred_bn"),
        "taxes deferred and loans guaranteed, outstanding at the end of the last month",
    ),
];

impl Metric {
    /// Months that a run must have for the metric to be there.
    pub fn months(&self) -> u32 {
        match self.formula {
            Change(_, Some(month)) | At(_, month, _) => month as u32,
            ExitRate => 12,
            _ => 1,
        }
    }
}

/// The values of a metric in one replication: group and value. Empty when the run is too short or a series is
/// missing.
pub(super) fn values(
    metric: &Metric,
    monthly: &Series,
    groups: &[(&str, Vec<(String, Series)>)],
) -> Vec<(String, f64)> {
    let one = |value: Option<f64>| {
        value.filter(|value| value.is_finite()).map(|value| ("all".to_string(), value)).into_iter().collect()
    };
    match metric.formula {
        Opening(stock) => one(opening(monthly, stock)),
        Closing(stock) => one(monthly.get(stock.level).last().copied().flatten()),
        Change(stock, month) => one(change(monthly, stock, month.unwrap_or(monthly.months()))),
        Lowest(stock) => one(lowest(monthly, stock).map(|(_, change)| change)),
        LowestMonth(stock) => one(lowest(monthly, stock).map(|(month, _)| month as f64)),
        At(series, month, factor) => one(monthly.at(series, month).map(|value| value * factor)),
        Peak(series, factor) => {
            one(monthly.get(series).iter().flatten().copied().reduce(f64::max).map(|value| value * factor))
        }
        Trough(series) => one(monthly.get(series).iter().flatten().copied().reduce(f64::min)),
        Last(series) => one(monthly.get(series).last().copied().flatten()),
        Sum(series) => one(monthly.sum(series, monthly.months())),
        Ratio(above, below) => one(ratio(monthly, above, below)),
        ExitRate => exit_rates(monthly, groups),
    }
}

fn opening(series: &Series, stock: Stock) -> Option<f64> {
    let flow = series.at(stock.flow_out, 1)? - series.at(stock.flow_in, 1)?;
    Some(series.at(stock.level, 1)? + flow / stock.scale)
}

fn change(series: &Series, stock: Stock, month: usize) -> Option<f64> {
    let before = opening(series, stock)?;
    Some(100.0 * (series.at(stock.level, month)? / before - 1.0))
}

/// The first month of the lowest level, and the change there.
fn lowest(series: &Series, stock: Stock) -> Option<(usize, f64)> {
    let changes = (1..=series.months()).filter_map(|month| Some((month, change(series, stock, month)?)));
    changes.reduce(|low, next| if next.1 < low.1 { next } else { low })
}

fn ratio(series: &Series, above: &str, below: [&str; 2]) -> Option<f64> {
    let months = series.months();
    let mut total = 0.0;
    for name in below.iter().filter(|name| !name.is_empty()) {
        total += series.sum(name, months)?;
    }
    Some(100.0 * series.sum(above, months)? / total)
}

fn exit_rates(monthly: &Series, groups: &[(&str, Vec<(String, Series)>)]) -> Vec<(String, f64)> {
    let mut rates = Vec::new();
    let mut add = |group: String, exits: Option<f64>, firms: Option<f64>| {
        if let (Some(exits), Some(firms)) = (exits, firms)
            && firms > 0.0
        {
            rates.push((group, 100.0 * exits / firms));
        }
    };
    let firms = opening(monthly, FIRMS).map(|firms| firms * FIRMS.scale);
    add("all".into(), monthly.sum(FIRMS.flow_out, 12), firms);
    for (group, series) in CAUSES {
        add(group.into(), monthly.sum(series, 12), firms);
    }
    for (dimension, members) in groups {
        for (name, series) in members {
            add(
                format!("{dimension}={name}"),
                series.sum(GROUP_FIRMS.flow_out, 12),
                opening(series, GROUP_FIRMS),
            );
        }
    }
    rates
}
