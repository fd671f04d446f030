//! Names that users meet: the metrics and ratios of comparisons, the fates of firms, the arm without shocks.

/// Name of the arm without shocks and policies.
pub const NO_SHOCK: &str = "no shock";

/// How a number comes out of the monthly series between the fork and a horizon.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Formula {
    /// The level in the horizon's month, times a factor.
    Level(&'static str, f64),
    /// The sum over the months, times a factor.
    Sum(&'static [&'static str], f64),
    /// The mean over the months, times a factor.
    Mean(&'static str, f64),
}

/// A number of which arms show a difference.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    /// Name in files.
    pub name: &'static str,
    /// Its unit; `{unit}` is the currency's.
    pub unit: &'static str,
    /// What it is.
    pub description: &'static str,
    pub(crate) formula: Formula,
}

const fn metric(
    name: &'static str,
    unit: &'static str,
    formula: Formula,
    description: &'static str,
) -> Metric {
    Metric { name, unit, description, formula }
}

use Formula::{Level, Mean, Sum};

const FAILURES: &[&str] = &["deaths_illiquid_thousand", "deaths_insolvent_thousand", "deaths_chain_thousand"];

/// Numbers of the whole economy.
pub const METRICS: &[Metric] = &[
    metric("firms", "thousand", Level("firms_million", 1000.0), "firms alive at the horizon"),
    metric(
        "closures",
        "thousand",
        Sum(&["deaths_thousand"], 1.0),
        "firms closed since arms differ, for whatever cause",
    ),
    metric(
        "failures",
        "thousand",
        Sum(FAILURES, 1.0),
        "firms closed for lack of cash, with debts above assets, or by a customer's closure",
    ),
    metric(
        "births",
        "thousand",
        Sum(&["births_thousand"], 1.0),
        "firms founded since arms differ; below zero: entry forgone",
    ),
    metric(
        "jobs",
        "thousand",
        Level("jobs_million", 1000.0),
        "jobs in small and medium firms at the horizon",
    ),
    metric(
        "job_years",
        "thousand",
        Sum(&["jobs_million"], 1000.0 / 12.0),
        "jobs in small and medium firms times years since arms differ",
    ),
    metric(
        "national_jobs",
        "thousand",
        Level("jobs_all_million", 1000.0),
        "people at work in the whole country at the horizon: small, medium and large firms, self-employed, public units",
    ),
    metric(
        NATIONAL_JOB_YEARS,
        "thousand",
        Sum(&["jobs_all_million"], 1000.0 / 12.0),
        "people at work in the whole country times years since arms differ",
    ),
    metric(
        "large_profit",
        "billion {unit}",
        Sum(&["profit_large_bn"], 1.0),
        "profit of large firms since arms differ; below zero: what others gain, they lose",
    ),
    metric(
        "self_employed_income",
        "billion {unit}",
        Sum(&["income_self_employed_bn"], 1.0),
        "income of self-employed people since arms differ",
    ),
    metric("output", "billion {unit}", Sum(&["value_added_bn"], 1.0), "sales less inputs since arms differ"),
    metric(
        "illiquid_firms",
        "percent",
        Mean("illiquid_share", 100.0),
        "firms with overdue obligations, mean over the months",
    ),
    metric("bad_loans", "percent of loans", Level("bad_loan_ratio", 100.0), "bad loans at the horizon"),
    metric("outlay", "billion {unit}", Sum(&["policy_outlay_bn"], 1.0), "paid out or waived by policies"),
    metric(
        "losses",
        "billion {unit}",
        Sum(&["policy_loss_bn"], 1.0),
        "guarantees called and deferred sums lost for good",
    ),
    metric(
        PUBLIC_COST,
        "billion {unit}",
        PUBLIC_COST_FORMULA,
        "outlay and losses less fees and what guarantee and equity funds got back; sums deferred are no cost until they are lost",
    ),
    metric(
        "outstanding",
        "billion {unit}",
        Level("policy_deferred_bn", 1.0),
        "deferred or guaranteed at the horizon",
    ),
    metric(
        "revenue",
        "billion {unit}",
        Sum(&["government_revenue_bn"], 1.0),
        "taxes and contributions of small firms since arms differ",
    ),
];

/// Numbers of groups of firms.
pub const GROUP_METRICS: &[Metric] = &[
    metric("firms", "thousand", Level("firms_thousand", 1.0), "firms alive at the horizon"),
    metric(
        "closures",
        "thousand",
        Sum(&["deaths_thousand"], 1.0),
        "firms closed since arms differ, for whatever cause",
    ),
    metric(
        "failures",
        "thousand",
        Sum(FAILURES, 1.0),
        "firms closed for lack of cash, with debts above assets, or by a customer's closure",
    ),
    metric("jobs", "thousand", Level("jobs_thousand", 1.0), "jobs at the horizon"),
    metric(
        "job_years",
        "thousand",
        Sum(&["jobs_thousand"], 1.0 / 12.0),
        "jobs times years since arms differ",
    ),
];

/// The formula of public cost.
pub(crate) const PUBLIC_COST_FORMULA: Formula = Sum(
    &[
        "policy_outlay_bn",
        "policy_loss_bn",
        "-guarantee_fees",
        "-fund_claims_paid",
        "-fund_dividends",
        "-fund_stakes_sold",
    ],
    1.0,
);

/// Name of the metric of job-years in the whole country.
pub(crate) const NATIONAL_JOB_YEARS: &str = "national_job_years";

/// Name of the metric of public cost.
pub(crate) const PUBLIC_COST: &str = "public_cost";

/// Ratios of effects: name, unit, above, below, what one unit above over one below is in that unit,
/// description.
pub const RATIOS: [(&str, &str, &str, &str, f64, &str); 4] = [
    (
        "cost_per_job_year",
        "{unit}",
        PUBLIC_COST,
        NATIONAL_JOB_YEARS,
        1e6,
        "public cost over job-years kept in the whole country: what small firms win from others counts for nothing",
    ),
    (
        "cost_per_sme_job_year",
        "{unit}",
        PUBLIC_COST,
        "job_years",
        1e6,
        "public cost over job-years kept in small and medium firms alone",
    ),
    ("cost_per_firm", "{unit}", PUBLIC_COST, "firms", 1e6, "public cost over firms kept at the horizon"),
    (
        "cost_per_failure_avoided",
        "{unit}",
        PUBLIC_COST,
        "-failures",
        1e6,
        "public cost over failures avoided",
    ),
];

/// What a policy made of a firm, arm against base, by a horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Alive with the policy, closed without.
    Saved,
    /// Closed in both, later with.
    Delayed,
    /// Alive in both.
    Safe,
    /// Closed in both, in the same month.
    Lost,
    /// Closed in both, earlier with.
    Hastened,
    /// Closed with the policy, alive without.
    Harmed,
}

impl Fate {
    /// Every fate, in the order of tables.
    pub const ALL: [Fate; 6] =
        [Fate::Saved, Fate::Delayed, Fate::Safe, Fate::Lost, Fate::Hastened, Fate::Harmed];
    /// Names in files.
    pub const NAMES: [&'static str; 6] =
        ["saved", "only_delayed", "safe_anyway", "lost_anyway", "hastened", "harmed"];

    /// The fate of a firm that closed after so many months in the base and in the arm (zero: not by the end),
    /// seen at a horizon in months.
    pub fn of(base: u16, arm: u16, horizon: u16) -> Fate {
        let closed = |month: u16| month > 0 && month <= horizon;
        match (closed(base), closed(arm)) {
            (true, false) => Fate::Saved,
            (false, true) => Fate::Harmed,
            (false, false) => Fate::Safe,
            (true, true) => match arm.cmp(&base) {
                std::cmp::Ordering::Greater => Fate::Delayed,
                std::cmp::Ordering::Equal => Fate::Lost,
                std::cmp::Ordering::Less => Fate::Hastened,
            },
        }
    }
}
