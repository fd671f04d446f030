//! The series of the output tables: name, description. Names carry units; `{unit}` is the currency's major unit.
//! Levels are those of the whole country: simulated values times real firms a simulated firm.

/// A column of an output table.
#[derive(Debug)]
pub struct Series {
    /// Column name.
    pub name: &'static str,
    /// What it is, for README.txt and the report.
    pub description: &'static str,
}

pub(super) const fn series(name: &'static str, description: &'static str) -> Series {
    Series { name, description }
}

/// Whether a column of these tables holds a part of a whole: zero to one, or empty where there is no whole. Margins, rates and ratios of two
/// different things (debt to sales, capital to loans, research to sales) are none.
pub fn is_share(column: &str) -> bool {
    const BY_OTHER_NAMES: [&str; 4] = ["bad_loan_ratio", "unemployment", "default_applied", "default_granted"];
    BY_OTHER_NAMES.contains(&column) || column.starts_with("share_of_") || (column.ends_with("_share") && column != "research_share")
}

/// Columns of `monthly.csv` after `regime, arm, replication, month`.
pub const SERIES: &[Series] = &[
    series("firms_million", "small and medium firms alive at the end of the month, dormant ones included"),
    series("suspended_million", "of these, firms whose business stands still this month, by restriction or by choice, staff kept"),
    series("dormant_million", "of these, firms that lie dormant: on the register, without business or staff"),
    series("jobs_million", "headcount of small and medium firms"),
    series("furloughed_million", "staff on reduced pay this month, with those who were laid off later in it"),
    series("births_thousand", "firms born in the month"),
    series("deaths_thousand", "firms that closed in the month, all causes"),
    series("deaths_illiquid_thousand", "failed for lack of cash although assets covered debts"),
    series("deaths_insolvent_thousand", "failed with debts above assets"),
    series("deaths_chain_thousand", "failed, short of cash or insolvent, since a customer closed and left invoices unpaid"),
    series("deaths_orderly_thousand", "closed in good order because the owner does better elsewhere"),
    series("deaths_other_thousand", "closed for the owner's age, health or accident"),
    series("hires_thousand", "headcount added by firms, new firms included"),
    series("layoffs_thousand", "headcount cut by firms, closed firms included"),
    series("sales_bn", "sales in billion {unit}"),
    series("lost_sales_bn", "orders that could not be served in their month, those that wait counted in, billion {unit}"),
    series(
        "late_sales_bn",
        "part of sales: orders that had waited since a restriction, billion {unit}; lost sales less these are lost for good",
    ),
    series("value_added_bn", "sales less inputs used, billion {unit}"),
    series("wages_bn", "pay due, billion {unit}"),
    series("profit_bn", "profit before profit tax, billion {unit}"),
    series("margin", "profit over sales"),
    series("loss_making_share", "share of firms, dormant ones left out, whose smoothed profit is below zero at the end of the month"),
    series("price_index", "mean price of small firms' goods, base one"),
    series("input_price_index", "mean price of their inputs, base one"),
    series("wage_index", "labour cost a head over normal, furlough counted in, base one"),
    series("cash_bn", "cash of small firms, billion {unit}"),
    series("debt_bn", "bank debt of small firms, billion {unit}"),
    series("debt_to_sales", "bank debt over sales of the last twelve months"),
    series("receivables_bn", "unpaid invoices owed to small firms, billion {unit}"),
    series("payables_bn", "unpaid invoices owed by small firms, those of estates to suppliers at large included, billion {unit}"),
    series(
        "overdue_share",
        "invoices owed by small firms that are past due, over all they owe: once they have paid, before those closed that closed this month; empty where none owes",
    ),
    series("receivable_days", "receivables over sales of the last twelve months, in days"),
    series("arrears_bn", "unpaid wages, taxes, rent and bank dues, those of estates included, billion {unit}"),
    series("informal_loans_bn", "owed to relatives, friends and private lenders, billion {unit}"),
    series("estates_thousand", "estates of closed firms whose creditors have not been paid yet, thousand"),
    series("illiquid_share", "share of firms with unpaid dues"),
    series("insolvent_share", "share of firms with debts above assets"),
    series("illiquid_and_insolvent_share", "share of firms that are both"),
    series("cash_days_p10", "cash over daily cost, tenth percentile of firms that are not dormant, as the next four"),
    series("cash_days_p25", "cash over daily cost, lower quartile"),
    series("cash_days_p50", "cash over daily cost, median"),
    series("cash_days_p75", "cash over daily cost, upper quartile"),
    series("cash_days_p90", "cash over daily cost, ninetieth percentile"),
    series("loan_applications_thousand", "firms that asked for a loan"),
    series("loan_grants_thousand", "firms whose request was granted"),
    series("credit_applied_bn", "loans asked for, billion {unit}"),
    series("credit_granted_bn", "loans granted, billion {unit}"),
    series("credit_refused_risk_bn", "refused because the bank does not dare, billion {unit}"),
    series(
        "credit_refused_access_bn",
        "needed but not asked for, since no bank knows the firm; in none of the sums asked for, billion {unit}",
    ),
    series("credit_refused_price_bn", "declined because of the rate, billion {unit}"),
    series("credit_refused_limit_bn", "refused because the bank can't lend more, billion {unit}"),
    series("loan_rate", "mean rate on loans granted, per year"),
    series(
        "bad_loan_ratio",
        "loans to firms three months in distress, extended because they could not be repaid, or in estates, over all loans",
    ),
    series("bank_capital_ratio", "bank capital over loans"),
    series("unemployment", "unemployment over the labour force attached to small firms and their normal unemployment"),
    series("household_income_bn", "pay, rents, profits and transfers from small firms, billion {unit}"),
    series("consumption_bn", "household spending on all sectors, billion {unit}"),
    series("government_revenue_bn", "taxes and contributions of small firms, billion {unit}"),
    series("policy_outlay_bn", "grants and subsidies paid out by levers and public dues waived, billion {unit}"),
    series("policy_recovered_bn", "deferred sums paid back and guarantee fees, billion {unit}"),
    series("policy_loss_bn", "guarantees called and deferred sums lost for good, billion {unit}"),
    series("policy_deferred_bn", "taxes put off and loans guaranteed, outstanding at the end of the month, billion {unit}"),
    series("entry_margin_gap", "margin less its normal, as entrants see it"),
    series("large_cash_bn", "cash of large firms, billion {unit}"),
    series("large_loans_bn", "bank debt of large firms, billion {unit}"),
    series("large_receivables_bn", "unpaid invoices owed to large firms, billion {unit}"),
    series("large_payables_bn", "unpaid invoices owed by large firms, billion {unit}"),
    series("large_sales_bn", "sales of large firms, billion {unit}"),
    series("large_orders_bn", "inputs that large firms bought, billion {unit}"),
    series("large_payment_days", "mean days at which large firms pay the small firms whose principal customer they are"),
    series("large_stress_share", "large firms that let suppliers wait or cut orders and staff for lack of money, share of their sales"),
];

/// Columns of `monthly_by_*.csv` after `regime, arm, replication, month, GROUP`.
pub const GROUP_SERIES: &[Series] = &[
    series("firms_thousand", "firms alive at the end of the month"),
    series("jobs_thousand", "headcount"),
    series("births_thousand", "firms born in the month"),
    series("deaths_thousand", "firms closed in the month"),
    series("deaths_illiquid_thousand", "failed for lack of cash"),
    series("deaths_insolvent_thousand", "failed with debts above assets"),
    series("deaths_chain_thousand", "failed, short of cash or insolvent, since a customer closed and left invoices unpaid"),
    series("deaths_orderly_thousand", "closed in good order"),
    series("deaths_other_thousand", "closed for other causes"),
    series("sales_bn", "sales, billion {unit}"),
    series("lost_sales_bn", "orders not served in their month, billion {unit}"),
    series("profit_bn", "profit before profit tax, billion {unit}"),
    series("cash_bn", "cash, billion {unit}"),
    series("debt_bn", "bank debt, billion {unit}"),
    series("receivables_bn", "unpaid invoices owed to these firms, billion {unit}"),
    series("illiquid_share", "share of firms with unpaid dues"),
    series("insolvent_share", "share of firms with debts above assets"),
    series("suspended_thousand", "firms whose business is suspended"),
    series("dormant_thousand", "firms that lie dormant"),
];

/// Columns of `policies.csv` after `regime, arm, replication`.
pub const POLICY_COLUMNS: &[Series] = &[
    MONTH,
    series("policy", "the scenario's name of the policy"),
    series("lever", "its lever (`tideover levers` explains each)"),
    series(
        "eligible",
        "firms that meet its conditions this month; of a lever that acts on one due only firms that have it: of a moratorium firms in debt, of a guarantee firms that look for a loan",
    ),
    series("reached", "of these, firms that hear of it and can file; the budget or the bank may still refuse them"),
    series("eligible_micro", "of the eligible, micro firms"),
    series("reached_micro", "of the reached, micro firms"),
    series("refused_not_aware", "eligible, but did not hear of it"),
    series("refused_not_filed", "heard of it, but could not file"),
    series("refused_budget", "reached, but the budget was spent"),
    series("refused_lender", "reached, but the bank refused the loan"),
    series("paid_out_bn", "grants and subsidies paid in the month, with taxes and contributions that were waived, billion {unit}"),
    series("recovered_bn", "came in during the month: deferred sums paid back, guarantee fees, billion {unit}"),
    series("lost_bn", "lost for good in the month: guarantees called, deferred sums that estates could not pay, billion {unit}"),
    series(
        "deferred_bn",
        "a stock: taxes put off and not yet paid, or loans guaranteed, outstanding at the end of the month, billion {unit}",
    ),
    series(
        "newly_deferred_bn",
        "a flow: put off in the month, billion {unit}; of a moratorium the interest added to loans, not the principal put off; of rollovers the loans extended",
    ),
    series("newly_guaranteed_bn", "a flow: guaranteed part of loans granted in the month, billion {unit}"),
    series("borne_by_others_bn", "what it cost others than the treasury in the month: banks, large firms, landlords, billion {unit}"),
    series(
        "substituted_bn",
        "part of what was newly guaranteed: loans that the bank would have made without the guarantee, by its own judgement, billion {unit}",
    ),
];

/// Columns of `lending.csv` after `regime, arm, replication`.
pub const LENDING_COLUMNS: &[Series] = &[
    MONTH,
    series(
        "dimension",
        "what firms that look for a loan are grouped by: all, size, age, risk (their true odds of default, not what banks see)",
    ),
    series(
        "group",
        "the group; of risk low, middle, high: default within a year less likely than 2%, less likely than 6% (what the strictest banks accept), more likely than that",
    ),
    series("applications_thousand", "firms that asked for a loan"),
    series("grants_thousand", "firms whose request was granted"),
    series("refused_thousand", "firms whose request was refused or declined, for whatever reason"),
    series("applied_bn", "loans asked for, billion {unit}"),
    series("granted_bn", "loans granted, billion {unit}"),
    series("refused_risk_bn", "refused because the bank does not dare, billion {unit}"),
    series("refused_access_bn", "needed but not asked for, since no bank knows the firm; in no sum asked for, billion {unit}"),
    series("refused_price_bn", "declined because of the rate, billion {unit}"),
    series("refused_capacity_bn", "refused because the bank can't lend more, billion {unit}"),
    series("loan_rate", "mean rate on loans granted, per year; empty without any"),
    series("default_applied", "mean true probability of default within a year of what was asked for; empty without any"),
    series("default_granted", "the same of what was granted; empty without any"),
];

/// Columns of `ledger.csv` after `regime, arm, replication`.
pub const LEDGER_COLUMNS: &[Series] = &[
    MONTH,
    series("from", "who pays, or whose claim falls or debt rises"),
    series("to", "who receives, or whose claim rises or debt falls"),
    series("item", "for what"),
    series("amount_bn", "sum of the month, billion {unit}"),
];

/// Columns of `trace.csv` after `regime, arm, replication`.
pub const TRACE_COLUMNS: &[Series] = &[
    MONTH,
    series("firm", "identity of the traced firm"),
    series("item", "the entry's item, as in ledger.csv"),
    series("from", "who pays, as in ledger.csv"),
    series("to", "who receives, as in ledger.csv"),
    series("firm_is", "which side of the entry the firm is on: from or to"),
    series("amount", "the entry, {unit} of this one firm"),
    series("cash_change", "what the entry adds to the firm's cash, {unit}: nought when it moves a claim or a debt only"),
    series("cash_after", "the firm's cash after the entry, {unit}"),
    series("meaning", "the item in words"),
];

/// Columns of `trace_balances.csv` after `regime, arm, replication`.
pub const TRACE_BALANCES_COLUMNS: &[Series] = &[
    series("month", "calendar month (2020-02) at whose end the balances stand; the first is the month before the reported ones"),
    series("firm", "identity of the traced firm; a firm that has closed has no more rows"),
    series("cash", "money in the bank, {unit}"),
    series("receivable", "unpaid invoices to anonymous customers, {unit}"),
    series("due_from_principal", "unpaid invoices to the principal customer, {unit}"),
    series("in_transit", "paid by the principal customer and received next month, {unit}"),
    series("payable", "unpaid invoices of suppliers, {unit}"),
    series("payable_to_linked", "unpaid invoices of firms whose principal customer this one is, {unit}"),
    series("working_loan", "working-capital loan, {unit}"),
    series("term_loan", "term loan, {unit}"),
    series("wage_arrears", "pay owed, {unit}"),
    series("tax_arrears", "taxes and contributions owed, {unit}"),
    series("rent_arrears", "rent owed, {unit}"),
    series("interest_arrears", "interest owed, {unit}"),
    series("deferred", "taxes and contributions put off by policy, {unit}"),
    series("informal_loan", "owed to relatives, friends and private lenders, {unit}"),
    series("sales", "sales of the month, {unit}"),
    series("normal_sales", "smoothed sales of a month, {unit}"),
    series("expected_profit", "smoothed profit of a month as the owner sees it, {unit}"),
    series("inputs", "stock of inputs at base prices, {unit}"),
    series("ordered", "inputs ordered for next month, {unit}"),
    series("fixed_assets", "fixed assets at book value, {unit}"),
    series("purse", "what the owner keeps outside the firm for a bad day, {unit}"),
    series("price", "price of the firm's goods, base one"),
    series("loan_rate", "rate on its loans, per year"),
    series("headcount", "staff"),
    series("months_in_distress", "months with unpaid dues, as far as they count"),
    series("illiquid", "1 when dues are unpaid"),
    series("insolvent", "1 when debts exceed assets"),
    series("suspended", "1 when business is suspended"),
    series("dormant", "1 when the firm lies dormant; its headcount is then the staff it had"),
];

/// Columns of `digital.csv` after `regime, arm, replication`.
pub const DIGITAL_COLUMNS: &[Series] = &[
    MONTH,
    series("region", "region, or all for the whole country"),
    series("simulated", "simulated firms at the end of the month, dormant ones left out, as in all that follows"),
    series("firms_thousand", "the same for the whole country"),
    series("digital_share", "share of firms on digital level one or above"),
    series("level_two_share", "share of firms on level two or above"),
    series("level_three_share", "share of firms on level three"),
    series("mean_level", "mean digital level, nought to three"),
    series("lead", "steps, by which firms are ahead of the level that they would have by themselves, on the mean"),
    series("normal_steps_thousand", "steps of the month that firms took by themselves"),
    series("early_steps_thousand", "steps of the month that firms took because of a policy, or because others of their sector had"),
    series("cluster_share", "share of firms that are members of a cluster"),
];

/// Columns of `ladder.csv` after `regime, arm, replication`.
pub const LADDER_COLUMNS: &[Series] = &[
    MONTH,
    series("tier", "step of the ladder of specialised firms"),
    series("simulated", "simulated firms that hold a certificate of this tier at the end of the month"),
    series("firms", "the same for the whole country"),
    series("published", "published number of firms on this tier or above, between dates by a straight line; empty where the pack has none"),
    series("firms_or_above", "firms of the whole country on this tier or above, to be held against it"),
    series("new", "certificates given in the month"),
    series("promoted", "of these, to firms that held a lower tier"),
    series("renewed", "certificates that ran out in the month and were renewed"),
    series("not_renewed", "certificates that ran out and were not renewed; the firm steps down or off the ladder"),
    series("closed", "firms of this tier that closed in the month"),
    series(
        "share_of_firms",
        "this tier in all firms of at least the revenue ladder.at_scale in sectors with ladder.at_scale_research; both parts of such firms alone, as in the next three",
    ),
    series("share_of_sales", "the same of sales"),
    series("share_of_profit", "the same of profit; empty where this tier, or the others together, make a loss"),
    series("share_of_jobs", "the same of jobs"),
    series("research_share", "research over sales of the firms of this tier, with what policy has lately added"),
    series("small_share", "micro and small firms, share of this tier"),
    series("supplier_share", "firms whose principal customer is a large firm, share of this tier"),
    series("reliable", "ok; thin when the tier has fewer than 30 simulated firms, whose shares say little; none when it has none"),
];

/// Columns of `fidelity.csv` after `regime, arm, replication`.
pub const FIDELITY_COLUMNS: &[Series] = &[
    series("table", "which figures"),
    series("group", "the group"),
    series("target", "the published figure; empty when there is none"),
    series("drawn", "that of the starting population, at the end of the settling months"),
    series("difference", "drawn less target"),
];

const MONTH: Series = series("month", "calendar month (2020-02)");
