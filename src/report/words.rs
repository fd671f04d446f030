//! The headline metrics in an economist's words, in reading order.

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
    row("firms_start", "all", "Small and medium firms before the first month"),
    row("firms_change_month_12", "all", "Firms, change by {month}"),
    row("firms_change_end", "all", "Firms, change by the last month"),
    row("exits_12_months", "all", "Firms that closed within the first twelve months"),
    part("exits_12_months", "cause=illiquid", "illiquid: out of cash, although assets covered debts"),
    part("exits_12_months", "cause=insolvent", "insolvent: debts above assets"),
    part("exits_12_months", "cause=orderly", "orderly: the owner does better elsewhere"),
    part("exits_12_months", "cause=other", "other: the owner's age, health or an accident"),
    row("exits_12_months", "size=micro", "Micro firms that closed within the first twelve months"),
    row("exits_12_months", "size=small", "Small firms that closed within the first twelve months"),
    row("exits_12_months", "size=medium", "Medium firms that closed within the first twelve months"),
    row("jobs_start", "all", "Jobs in these firms before the first month"),
    row("jobs_change_lowest", "all", "Jobs, change at the lowest point"),
    row("jobs_change_month_12", "all", "Jobs, change by {month}"),
    row("jobs_change_end", "all", "Jobs, change by the last month"),
    row("illiquid_share_peak", "all", "Firms with overdue obligations, at the peak"),
    row("cash_days_median_lowest", "all", "Cash of the median firm, at the lowest point"),
    row("receivable_days_peak", "all", "Receivable days, at the peak"),
    row("lost_sales_share", "all", "Orders that could not be filled"),
    row("loan_grants_share", "all", "Loan applications that were granted"),
    row("bad_loan_ratio_peak", "all", "Bad loans, at the peak"),
    row("policy_outlay_total", "all", "Grants and subsidies paid out by policies, public charges waived"),
    row("policy_recovered_total", "all", "Deferred sums paid back, and guarantee fees"),
    row("policy_loss_total", "all", "Lost: guarantees called, deferred sums never paid"),
    row("policy_deferred_end", "all", "Taxes deferred and loans guaranteed, outstanding in the last month"),
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

/// What stands behind a number of that unit.
pub fn unit(unit: &str) -> String {
    match unit {
        "percent" => "%".to_string(),
        "month number" => String::new(),
        _ => match unit.strip_prefix("percent of ") {
            Some(whole) => format!("% of {whole}"),
            None => format!(" {}", unit.replace("bn_", "billion ").replace('_', " ")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_read_well() {
        assert_eq!(unit("percent of firms at start"), "% of firms at start");
        assert_eq!(unit("billion yuan"), " billion yuan");
        assert_eq!(unit("bn_yuan"), " billion yuan");
        assert_eq!(months("jobs_change_month_02"), Some(2));
        assert_eq!(months("firms_start"), None);
    }
}
