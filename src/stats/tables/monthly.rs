//! Columns of `monthly.csv`: all small and medium firms of the country, and what surrounds them, by month.

pub use super::numbers::MonthNumbers;
use super::numbers::{INCOME, Monthly, REVENUE};
use super::scale::share;
use super::{ecology, national, strengths};
use crate::money::Money;
use crate::month::out::Stock;
use crate::month::tally::Count;
use crate::state::ledger::Item;
use crate::state::{LargeFirm, Producer};
use crate::stats::columns::{BILLION, DAYS, MILLION, PLAIN, SHARE, THOUSAND, column};
use crate::table::Cell;

/// Columns of small and medium firms, and what surrounds them.
const OWN: &[Monthly] = &[
    column(
        "firms_million",
        MILLION,
        "small and medium firms alive at the end of the month, dormant ones included",
        |m| m.millions(m.firms),
    ),
    column(
        "suspended_million",
        MILLION,
        "of these, firms whose business stands still this month, by restriction or by choice, staff kept",
        |m| m.millions(m.total(Count::Suspended)),
    ),
    column(
        "dormant_million",
        MILLION,
        "of these, firms that lie dormant: on the register, without business or staff",
        |m| m.millions(m.total(Count::Dormant)),
    ),
    column("jobs_million", MILLION, "headcount of small and medium firms", |m| {
        m.millions(m.total(Count::Jobs))
    }),
    column(
        "furloughed_million",
        MILLION,
        "staff on reduced pay this month, with those who were laid off later in it",
        |m| m.millions(m.sums.furloughed),
    ),
    column("births_thousand", THOUSAND, "firms born in the month", |m| m.thousands(m.total(Count::Births))),
    column("deaths_thousand", THOUSAND, "firms that closed in the month, all causes", |m| {
        m.thousands(m.deaths())
    }),
    column(
        "deaths_illiquid_thousand",
        THOUSAND,
        "failed for lack of cash although assets covered debts",
        |m| m.thousands(m.total(Count::Illiquid)),
    ),
    column("deaths_insolvent_thousand", THOUSAND, "failed with debts above assets", |m| {
        m.thousands(m.total(Count::Insolvent))
    }),
    column(
        "deaths_chain_thousand",
        THOUSAND,
        "failed, short of cash or insolvent, since a customer closed and left invoices unpaid",
        |m| m.thousands(m.total(Count::Chain)),
    ),
    column(
        "deaths_orderly_thousand",
        THOUSAND,
        "closed in good order because the owner does better elsewhere",
        |m| m.thousands(m.total(Count::Orderly)),
    ),
    column("deaths_other_thousand", THOUSAND, "closed for the owner's age, health or accident", |m| {
        m.thousands(m.total(Count::Other))
    }),
    column("hires_thousand", THOUSAND, "headcount added by firms, new firms included", |m| {
        m.thousands(m.sums.hires)
    }),
    column("layoffs_thousand", THOUSAND, "headcount cut by firms, closed firms included", |m| {
        m.thousands(m.sums.layoffs)
    }),
    column(
        "jobs_new_firms_thousand",
        THOUSAND,
        "part of hires: jobs in firms born in the month; jobs are those of the month before, with these and the next, less the two after",
        |m| m.thousands(m.sums.jobs_born),
    ),
    column(
        "jobs_growing_firms_thousand",
        THOUSAND,
        "the other part of hires: jobs added by firms that grow, with the staff of those that wake from dormancy",
        |m| m.thousands(m.sums.hires - m.sums.jobs_born),
    ),
    column(
        "jobs_shrinking_firms_thousand",
        THOUSAND,
        "part of layoffs: jobs dropped by firms that shrink and go on, with the staff of those that fall dormant",
        |m| m.thousands(m.sums.layoffs - m.sums.jobs_closed),
    ),
    column(
        "jobs_closed_firms_thousand",
        THOUSAND,
        "the other part of layoffs: jobs lost with firms that closed in the month, all causes",
        |m| m.thousands(m.sums.jobs_closed),
    ),
    column(
        "job_creation_year",
        PLAIN,
        "hires of the last twelve months over mean jobs at their ends: a sum of monthly flows, more than two counts a year apart would show; empty where fewer months were simulated",
        |m| m.last_year.job_flows()[0],
    ),
    column(
        "job_destruction_year",
        PLAIN,
        "layoffs of the last twelve months over mean jobs at their ends, a sum of monthly flows likewise",
        |m| m.last_year.job_flows()[1],
    ),
    column("sales_bn", BILLION, "sales in billion {unit}", |m| m.billions(m.sales)),
    column(
        "lost_sales_bn",
        BILLION,
        "orders that could not be served in their month, those that wait counted in, billion {unit}",
        |m| m.billions(m.total(Count::Lost)),
    ),
    column(
        "late_sales_bn",
        BILLION,
        "part of sales: orders that had waited since a restriction, billion {unit}; lost sales less these are lost for good",
        |m| m.billions(m.sums.late_sales),
    ),
    column("value_added_bn", BILLION, "sales less inputs used, billion {unit}", |m| {
        m.billions(m.sales - m.sums.inputs_used)
    }),
    column("wages_bn", BILLION, "pay due, billion {unit}", |m| m.billions(m.sums.wages)),
    column("research_bn", BILLION, "research that firms do of their own accord, billion {unit}", |m| {
        m.billions(m.sums.research)
    }),
    column("profit_bn", BILLION, "profit before profit tax, billion {unit}", |m| {
        m.billions(m.total(Count::Profit))
    }),
    column("margin", PLAIN, "profit over sales", |m| share(m.total(Count::Profit), m.sales)),
    column(
        "loss_making_share",
        SHARE,
        "share of firms, dormant ones left out, whose smoothed profit is below zero at the end of the month",
        |m| share(m.sums.loss_making, m.trading),
    ),
    column(
        "loss_month_share",
        SHARE,
        "share of firms, dormant ones and those born in the month left out, with a loss before profit tax this month",
        |m| share(m.sums.loss_month, m.settled),
    ),
    column(
        "loss_quarter_share",
        SHARE,
        "share of firms, dormant ones left out, there for all of the calendar quarter, with a loss before profit tax in it; in March, June, September and December, else empty",
        |m| m.loss_in_quarter(),
    ),
    column("price_index", PLAIN, "mean price of small firms' goods, base one", |m| {
        m.weighted_by_sales(&m.state.market.small_price)
    }),
    column("input_price_index", PLAIN, "mean price of their inputs, base one", |m| {
        m.weighted_by_sales(&m.state.market.input_price)
    }),
    column("wage_index", PLAIN, "labour cost per worker over normal, furlough counted in, base one", |m| {
        share(m.sums.wages_of_trading, m.sums.normal_pay)
    }),
    column("cash_bn", BILLION, "cash of small firms, billion {unit}", |m| m.billions(m.total(Count::Cash))),
    column("debt_bn", BILLION, "bank debt of small firms, billion {unit}", |m| {
        m.billions(m.total(Count::Debt))
    }),
    column("debt_to_sales", PLAIN, "bank debt over sales of the last twelve months", |m| {
        share(m.total(Count::Debt), m.last_year.sales())
    }),
    column("receivables_bn", BILLION, "unpaid invoices owed to small firms, billion {unit}", |m| {
        m.billions(m.total(Count::Receivables))
    }),
    column(
        "payables_bn",
        BILLION,
        "unpaid invoices owed by small firms, those of estates to suppliers at large included, billion {unit}",
        |m| m.billions(m.stock(Stock::Payable) + m.stock(Stock::PayablePrincipal)),
    ),
    column(
        "overdue_share",
        SHARE,
        "invoices owed by small firms that are past due, over all they owe: once they have paid, before those closed that closed this month; empty where none owes",
        |m| share(m.sums.overdue, m.sums.owed_to_suppliers),
    ),
    column(
        "late_payment_share",
        SHARE,
        "invoices that small firms did not pay in the month in which they fell due, over all that fell due in it, by value, firms that closed later in it counted in; empty where none fell due",
        |m| share(m.sums.overdue, m.sums.due_to_suppliers),
    ),
    column("receivable_days", DAYS, "receivables over sales of the last twelve months, in days", |m| {
        share(360.0 * m.total(Count::Receivables), m.last_year.sales())
    }),
    column(
        "arrears_bn",
        BILLION,
        "unpaid wages, taxes, rent and interest, those of estates included, billion {unit}",
        |m| m.billions(m.arrears()),
    ),
    column(
        "informal_loans_bn",
        BILLION,
        "owed to relatives, friends and private lenders, billion {unit}",
        |m| m.billions(m.stock(Stock::Informal)),
    ),
    column(
        "estates_thousand",
        THOUSAND,
        "estates of closed firms whose creditors have not been paid yet, thousand",
        |m| m.thousands(m.estates()),
    ),
    column("illiquid_share", SHARE, "share of firms with overdue obligations", |m| {
        share(m.total(Count::AreIlliquid), m.firms)
    }),
    column("insolvent_share", SHARE, "share of firms with debts above assets", |m| {
        share(m.total(Count::AreInsolvent), m.firms)
    }),
    column("illiquid_and_insolvent_share", SHARE, "share of firms that are both", |m| {
        share(m.sums.illiquid_and_insolvent, m.firms)
    }),
    column(
        "short_first_thousand",
        THOUSAND,
        "firms that this month, for the first time in the reported months, lacked cash for what fell due after suppliers had waited, before owner and private lenders helped",
        |m| m.thousands(m.sums.short_first),
    ),
    column(
        "ever_short_share",
        SHARE,
        "share of the firms alive to which that has happened, this month or before; the sum of the column before counts closed ones too",
        |m| share(m.sums.ever_short, m.firms),
    ),
    column(
        "ever_helped_share",
        SHARE,
        "share of the firms alive that have got something from at least one policy so far: money, a waiver, a deferral, more time or a guarantee; cheaper credit or orders do not count",
        |m| share(m.sums.ever_helped, m.firms),
    ),
    column(
        "cash_below_month_share",
        SHARE,
        "share of firms, dormant ones and those born in the month left out, whose cash is less than a month's unavoidable outgo",
        |m| share(m.sums.cash_below_month, m.settled),
    ),
    column(
        "cash_days_p10",
        DAYS,
        "cash over a day's unavoidable outgo (pay, contributions, contract rent, interest), tenth percentile of firms that are not dormant, as the next four",
        |m| m.cash_days(0.10),
    ),
    column("cash_days_p25", DAYS, "cash over a day's unavoidable outgo, lower quartile", |m| {
        m.cash_days(0.25)
    }),
    column("cash_days_p50", DAYS, "cash over a day's unavoidable outgo, median", |m| m.cash_days(0.50)),
    column("cash_days_p75", DAYS, "cash over a day's unavoidable outgo, upper quartile", |m| {
        m.cash_days(0.75)
    }),
    column("cash_days_p90", DAYS, "cash over a day's unavoidable outgo, ninetieth percentile", |m| {
        m.cash_days(0.90)
    }),
    column("loan_applications_thousand", THOUSAND, "firms that asked for a loan", |m| {
        m.thousands(m.sums.applications)
    }),
    column("loan_grants_thousand", THOUSAND, "firms whose request was granted", |m| {
        m.thousands(m.sums.grants)
    }),
    column("credit_applied_bn", BILLION, "loans asked for, billion {unit}", |m| m.billions(m.sums.applied)),
    column("credit_granted_bn", BILLION, "loans granted, billion {unit}", |m| m.billions(m.sums.granted)),
    column(
        "credit_refused_risk_bn",
        BILLION,
        "refused because the bank does not dare, billion {unit}",
        |m| m.billions(m.sums.refused_risk),
    ),
    column(
        "credit_refused_access_bn",
        BILLION,
        "needed but not asked for, since no bank knows the firm; in none of the sums asked for, billion {unit}",
        |m| m.billions(m.sums.refused_access),
    ),
    column("credit_refused_price_bn", BILLION, "declined because of the rate, billion {unit}", |m| {
        m.billions(m.sums.refused_price)
    }),
    column(
        "credit_refused_limit_bn",
        BILLION,
        "refused because the bank can't lend more, billion {unit}",
        |m| m.billions(m.sums.refused_capacity),
    ),
    column("loan_rate", PLAIN, "mean rate on loans granted, per year", |m| {
        share(m.sums.granted_rate, m.sums.granted)
    }),
    column(
        "bad_loan_ratio",
        PLAIN,
        "loans to firms three months in distress, extended because they could not be repaid, or in estates, over all loans",
        |m| share(m.banks(|bank| bank.bad_loans), m.banks(|bank| bank.loans)),
    ),
    column("bank_capital_ratio", PLAIN, "bank capital over loans", |m| {
        share(m.banks(|bank| bank.capital), m.banks(|bank| bank.loans))
    }),
    column(
        "unemployment",
        PLAIN,
        "labour force (people at work in normal times and normal unemployment) less people at work in all firms, self-employed, in public units \
         and those who took to farming or their own account, over the labour force",
        |m| share(m.labour_force - m.at_work(), m.labour_force),
    ),
    column(
        "household_income_bn",
        BILLION,
        "pay, rents, profits and transfers from small firms, billion {unit}",
        |m| m.billions(m.entries(&INCOME)),
    ),
    column("consumption_bn", BILLION, "household spending on all sectors, billion {unit}", |m| {
        m.billions(m.entry(Item::Consumption))
    }),
    column("government_revenue_bn", BILLION, "taxes and contributions of small firms, billion {unit}", |m| {
        m.billions(m.entries(&REVENUE))
    }),
    column(
        "policy_outlay_bn",
        BILLION,
        "grants and subsidies paid out by levers and public charges waived, billion {unit}",
        |m| m.billions(m.policies(|policy| policy.paid)),
    ),
    column(
        "policy_recovered_bn",
        BILLION,
        "deferred sums paid back, guarantee fees, and what public bodies save on purchases, billion {unit}",
        |m| m.billions(m.policies(|policy| policy.recovered)),
    ),
    column(
        "policy_loss_bn",
        BILLION,
        "guarantees called and deferred sums lost for good, billion {unit}",
        |m| m.billions(m.policies(|policy| policy.lost)),
    ),
    column(
        "policy_deferred_bn",
        BILLION,
        "taxes deferred and loans guaranteed, outstanding at the end of the month, billion {unit}",
        |m| m.billions(m.policies(|policy| policy.outstanding)),
    ),
    column("entry_margin_gap", PLAIN, "margin less its normal, as entrants see it", |m| m.margin_gap()),
    column(
        "large_stress_share",
        SHARE,
        "large firms that let suppliers wait or cut orders and staff for lack of money, share of their sales",
        |m| {
            let sales = |of: fn(&LargeFirm) -> bool| {
                let firms = m.state.large_firms.iter().filter(|firm| firm.kind == Producer::LargeFirm);
                firms.filter(|firm| of(firm)).map(|firm| firm.sales).sum::<Money>().real()
            };
            share(sales(LargeFirm::stressed), sales(|_| true))
        },
    ),
];

const SMALL_AND_NATIONAL: usize = OWN.len() + national::COLUMNS.len();
const WITH_STRENGTHS: usize = SMALL_AND_NATIONAL + strengths::COLUMNS.len();
const ALL: usize = WITH_STRENGTHS + ecology::COLUMNS.len();

const fn all() -> [Monthly; ALL] {
    let mut all = [OWN[0]; ALL];
    let mut k = 0;
    while k < ALL {
        all[k] = if k < OWN.len() {
            OWN[k]
        } else if k < SMALL_AND_NATIONAL {
            national::COLUMNS[k - OWN.len()]
        } else if k < WITH_STRENGTHS {
            strengths::COLUMNS[k - SMALL_AND_NATIONAL]
        } else {
            ecology::COLUMNS[k - WITH_STRENGTHS]
        };
        k += 1;
    }
    all
}

/// All columns after `regime, arm, replication, month`: those of small and medium firms, then those of the others.
pub const COLUMNS: &[Monthly] = &all();

impl MonthNumbers<'_> {
    /// The cells of the month, in the order of [`COLUMNS`].
    pub fn row(&self) -> impl Iterator<Item = Cell> {
        COLUMNS.iter().map(|column| Cell::known((column.value)(self)))
    }
}
