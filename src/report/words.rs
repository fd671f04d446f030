//! The headline metrics in an economist's words, in reading order.

use crate::language::Language;
use crate::{phrase, say};

/// A metric of `summary.csv` that the report shows.
#[derive(Debug)]
pub struct Words {
    /// Its name there.
    pub metric: &'static str,
    /// Its group there.
    pub group: &'static str,
    /// What it is. `{month}` is the calendar month the metric's name counts to.
    pub text: &'static str,
    /// Whether it is a part of the row above.
    pub part: bool,
}

const fn row(metric: &'static str, group: &'static str, text: &'static str) -> Words {
    Words { metric, group, text, part: false }
}
const fn part(metric: &'static str, group: &'static str, text: &'static str) -> Words {
    Words { metric, group, text, part: true }
}

/// The headline rows.
pub const HEADLINE: &[Words] = &[
    row("firms_start", "all", phrase!("Small and medium firms before the first month")),
    row("firms_change_month_12", "all", phrase!("Firms, change by {month}")),
    row("firms_change_end", "all", phrase!("Firms, change by the last month")),
    row("exits_12_months", "all", phrase!("Firms that closed within the first twelve months")),
    part(
        "exits_12_months",
        "cause=illiquid",
        phrase!("illiquid: out of cash, although assets covered debts"),
    ),
    part("exits_12_months", "cause=insolvent", phrase!("insolvent: debts above assets")),
    part("exits_12_months", "cause=orderly", phrase!("orderly: the owner does better elsewhere")),
    part("exits_12_months", "cause=other", phrase!("other: the owner's age, health or an accident")),
    row("exits_12_months", "size=micro", phrase!("Micro firms that closed within the first twelve months")),
    row("exits_12_months", "size=small", phrase!("Small firms that closed within the first twelve months")),
    row("exits_12_months", "size=medium", phrase!("Medium firms that closed within the first twelve months")),
    row("jobs_start", "all", phrase!("Jobs in these firms before the first month")),
    row("jobs_change_lowest", "all", phrase!("Jobs, change at the lowest point")),
    row("jobs_change_month_12", "all", phrase!("Jobs, change by {month}")),
    row("jobs_change_end", "all", phrase!("Jobs, change by the last month")),
    row("illiquid_share_peak", "all", phrase!("Firms with overdue obligations, at the peak")),
    row("cash_days_median_lowest", "all", phrase!("Cash of the median firm, at the lowest point")),
    row("receivable_days_peak", "all", phrase!("Receivable days, at the peak")),
    row("lost_sales_share", "all", phrase!("Orders that could not be filled")),
    row("loan_grants_share", "all", phrase!("Loan applications that were granted")),
    row("bad_loan_ratio_peak", "all", phrase!("Bad loans, at the peak")),
    row(
        "policy_outlay_total",
        "all",
        phrase!("Grants and subsidies paid out by policies, public charges waived"),
    ),
    row("policy_recovered_total", "all", phrase!("Deferred sums paid back, and guarantee fees")),
    row("policy_loss_total", "all", phrase!("Lost: guarantees called, deferred sums never paid")),
    row(
        "policy_deferred_end",
        "all",
        phrase!("Taxes deferred and loans guaranteed, outstanding in the last month"),
    ),
];

/// Those of them, for the whole economy, that are printed after a run.
pub const PRINTED: [&str; 9] = [
    "firms_change_end",
    "exits_12_months",
    "jobs_change_lowest",
    "jobs_change_end",
    "illiquid_share_peak",
    "lost_sales_share",
    "policy_outlay_total",
    "policy_loss_total",
    "policy_deferred_end",
];

/// The number of months in the name of a metric: 12 of `jobs_change_month_12`.
pub fn months(metric: &str) -> Option<usize> {
    metric.rsplit_once("_month_")?.1.parse().ok()
}

/// What stands behind a number of that unit in a language, and what the number is multiplied with there.
pub fn measure(language: Language, unit: &str, currency: &str) -> (String, f64) {
    let known = |words: &str, factor: f64| (words.to_string(), factor);
    match unit {
        "percent" => known("%", 1.0),
        "percent of applications" => known(say!(language, "% of applications"), 1.0),
        "percent of firms at start" => known(say!(language, "% of firms at start"), 1.0),
        "percent of orders" => known(say!(language, "% of orders"), 1.0),
        "month number" => known("", 1.0),
        "days" => known(say!(language, "days"), 1.0),
        "million" => known(language.millions().0, language.millions().1),
        "thousand" => known(language.thousands().0, language.thousands().1),
        _ if unit.starts_with("billion") || unit.starts_with("bn_") => language.billions(currency),
        other => known(language.of(&other.replace('_', " ")), 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_read_well() {
        let measured = |unit: &str| Language::ALL.map(|language| measure(language, unit, "yuan"));
        assert_eq!(measured("percent of firms at start")[0], ("% of firms at start".to_string(), 1.0));
        assert_eq!(
            measured("billion yuan"),
            [("billion yuan".to_string(), 1.0), ("亿yuan".to_string(), 10.0)]
        );
        assert_eq!(measured("million"), [("million".to_string(), 1.0), ("万".to_string(), 100.0)]);
        assert_eq!(measured("month number")[0].0, "");
        assert_eq!(months("jobs_change_month_02"), Some(2));
        assert_eq!(months("firms_start"), None);
    }
}
