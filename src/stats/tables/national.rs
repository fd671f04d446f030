//! Columns of `monthly.csv` on those who are no small or medium firms: large firms, self-employed people, public
//! units, and the people at work in the whole country.

use super::numbers::{Monthly, ORDERS_OF_LARGE};
use crate::state::Producer;
use crate::stats::columns::{BILLION, DAYS, MILLION, column};

/// The columns, after those of small and medium firms.
pub(super) const COLUMNS: &[Monthly] = &[
    column("jobs_large_million", MILLION, "people at work with large firms", |m| {
        m.millions(m.people(Producer::LargeFirm))
    }),
    column(
        "jobs_self_employed_million",
        MILLION,
        "self-employed people and those who work with them; their number is given, their income moves",
        |m| m.millions(m.people(Producer::SelfEmployed)),
    ),
    column("jobs_public_million", MILLION, "people at work in public units; posts are given", |m| {
        m.millions(m.people(Producer::PublicUnit))
    }),
    column("jobs_all_million", MILLION, "people at work in the whole country", |m| {
        m.millions(m.all_people())
    }),
    column(
        "outlet_million",
        MILLION,
        "people beside these who took to farming or work on their own account since they found no job",
        |m| m.millions(m.state.households.outlet),
    ),
    column(
        "profit_large_bn",
        BILLION,
        "sales of large firms less inputs, pay, rent, taxes on turnover and interest, billion {unit}",
        |m| m.billions(m.surplus(Producer::LargeFirm)),
    ),
    column(
        "income_self_employed_bn",
        BILLION,
        "what sales leave self-employed people after inputs, rent, taxes on turnover and interest, billion {unit}",
        |m| m.billions(m.surplus(Producer::SelfEmployed)),
    ),
    column(
        "surplus_public_bn",
        BILLION,
        "what sales leave public units after inputs, pay, rent, taxes on turnover and interest, billion {unit}",
        |m| m.billions(m.surplus(Producer::PublicUnit)),
    ),
    column(
        "large_cash_bn",
        BILLION,
        "cash of large firms, self-employed people and public units, billion {unit}",
        |m| m.billions(m.large(|firm| firm.cash)),
    ),
    column(
        "large_loans_bn",
        BILLION,
        "bank debt of large firms, self-employed people and public units, billion {unit}",
        |m| m.billions(m.large(|firm| firm.loan)),
    ),
    column("large_receivables_bn", BILLION, "unpaid invoices owed to the same, billion {unit}", |m| {
        m.billions(m.large(|firm| firm.receivable))
    }),
    column("large_payables_bn", BILLION, "unpaid invoices owed by the same, billion {unit}", |m| {
        m.billions(m.large(|firm| firm.payable + firm.payable_principal))
    }),
    column("large_sales_bn", BILLION, "sales of the same, billion {unit}", |m| {
        m.billions(m.large(|firm| firm.sales))
    }),
    column("large_orders_bn", BILLION, "inputs that the same bought, billion {unit}", |m| {
        m.billions(m.entries(&ORDERS_OF_LARGE))
    }),
    column(
        "large_payment_days",
        DAYS,
        "mean days at which large firms pay the small firms whose principal customer they are",
        |m| m.large_payment_days(),
    ),
];
