//! What must hold in the tables of any run.

use super::grid::{Complaints, Grid, same};
use super::others::{environment, fidelity, lending, places, survival};
use std::collections::BTreeMap;
use tideover::month::model::Scenario;
use tideover::state::ledger::{Holder, ITEMS, Instrument};
use tideover::stats::run_tables::RunTables;
use tideover::table::{Cell, Table};

/// Everything that does not hold.
pub fn complaints(scenario: &Scenario, tables: &RunTables) -> Complaints {
    let mut c = Complaints::default();
    for (name, table) in all(tables) {
        sound(&Grid { name, table }, &mut c);
    }
    let monthly = Grid { name: "monthly", table: &tables.monthly };
    c.unless(tables.monthly.rows.len() == scenario.months as usize, "a row a month", || {
        format!("{} rows", tables.monthly.rows.len())
    });
    for (dimension, table) in &tables.by_group {
        groups(&monthly, dimension, &Grid { name: dimension, table }, &mut c);
    }
    stocks_of_firms(&monthly, &mut c);
    shares(&monthly, &mut c);
    parts(&monthly, &mut c);
    levels(&monthly, &mut c);
    ledger(&monthly, &Grid { name: "ledger", table: &tables.ledger }, &mut c);
    lending(&monthly, &Grid { name: "lending", table: &tables.lending }, &mut c);
    super::policies::policies(
        scenario,
        &monthly,
        &Grid { name: "policies", table: &tables.policies },
        &mut c,
    );
    survival(&Grid { name: "exposure", table: &tables.exposure }, &mut c);
    places(&monthly, tables, &mut c);
    environment(&Grid { name: "environment", table: &tables.environment }, &mut c);
    fidelity(&Grid { name: "fidelity", table: &tables.fidelity }, &mut c);
    c
}

fn all(tables: &RunTables) -> Vec<(&str, &Table)> {
    let mut all = vec![
        ("monthly", &tables.monthly),
        ("exposure", &tables.exposure),
        ("policies", &tables.policies),
        ("ledger", &tables.ledger),
        ("lending", &tables.lending),
        ("trace", &tables.trace),
        ("trace_balances", &tables.trace_balances),
        ("fidelity", &tables.fidelity),
        ("scorecard", &tables.scorecard),
        ("environment", &tables.environment),
        ("ladder", &tables.ladder),
        ("digital", &tables.digital),
    ];
    all.extend(tables.by_group.iter().map(|(name, table)| (*name, table)));
    all
}

/// No number is infinite or none at all; rows are as long as the header; what is a share by its name lies
/// between zero and one.
fn sound(grid: &Grid, c: &mut Complaints) {
    for (index, row) in grid.table.rows.iter().enumerate() {
        c.unless(row.len() == grid.table.columns.len(), "rows as long as the header", || grid.row(index));
        for (cell, column) in row.iter().zip(&grid.table.columns) {
            let Cell::Real(value) = cell else { continue };
            c.unless(value.is_finite(), "numbers are finite", || {
                format!("{}: {column} is {value}", grid.row(index))
            });
            // Research is over sales; the share of a tier in profits is odd when there are losses.
            let share = column.ends_with("_share") && column != "research_share"
                || column.starts_with("share_of_") && column != "share_of_profit";
            c.unless(!share || (0.0..=1.0).contains(value), "shares lie between 0 and 1", || {
                format!("{}: {column} is {value}", grid.row(index))
            });
            let count = ["_million", "_thousand", "_days"].iter().any(|end| column.ends_with(end))
                || column.starts_with("cash_days_");
            c.unless(!count || *value >= 0.0, "counts are not negative", || {
                format!("{}: {column} is {value}", grid.row(index))
            });
        }
    }
}

/// Columns of the grouped tables, the column of `monthly` they add up to, and the unit of that one in units
/// of theirs.
const SUMS: [(&str, &str, f64); 17] = [
    ("firms_thousand", "firms_million", 1e3),
    ("jobs_thousand", "jobs_million", 1e3),
    ("suspended_thousand", "suspended_million", 1e3),
    ("dormant_thousand", "dormant_million", 1e3),
    ("births_thousand", "births_thousand", 1.0),
    ("deaths_thousand", "deaths_thousand", 1.0),
    ("deaths_illiquid_thousand", "deaths_illiquid_thousand", 1.0),
    ("deaths_insolvent_thousand", "deaths_insolvent_thousand", 1.0),
    ("deaths_chain_thousand", "deaths_chain_thousand", 1.0),
    ("deaths_orderly_thousand", "deaths_orderly_thousand", 1.0),
    ("deaths_other_thousand", "deaths_other_thousand", 1.0),
    ("sales_bn", "sales_bn", 1.0),
    ("lost_sales_bn", "lost_sales_bn", 1.0),
    ("profit_bn", "profit_bn", 1.0),
    ("cash_bn", "cash_bn", 1.0),
    ("debt_bn", "debt_bn", 1.0),
    ("receivables_bn", "receivables_bn", 1.0),
];

/// Groups of each dimension add up to the whole; firms of a sector or region are those of the month before,
/// with births, without deaths.
fn groups(monthly: &Grid, dimension: &str, grid: &Grid, c: &mut Complaints) {
    let months = monthly.texts("month");
    let of_group = grid.texts("month");
    for (column, whole, unit) in SUMS {
        let (parts, whole) = (grid.numbers(column), monthly.numbers(whole));
        for (month, whole) in months.iter().zip(whole) {
            let members = parts.iter().zip(&of_group).filter(|(_, of)| *of == month).map(|(part, _)| *part);
            let (sum, size) = members.fold((0.0, 0.0), |(sum, size), part| (sum + part, size + part.abs()));
            c.unless(same(sum, whole * unit, size), "groups add up to the whole", || {
                format!("{month} {column} by {dimension}: {sum}, whole {}", whole * unit)
            });
        }
    }
    let (firms, births, deaths) =
        (grid.numbers("firms_thousand"), grid.numbers("births_thousand"), grid.numbers("deaths_thousand"));
    for (share, whole) in [("illiquid_share", "illiquid_share"), ("insolvent_share", "insolvent_share")] {
        let (parts, whole, all) =
            (grid.column(share), monthly.column(whole), monthly.numbers("firms_million"));
        for ((month, whole), all) in months.iter().zip(whole).zip(all) {
            let of = |k: usize| parts[k].unwrap_or(0.0) * firms[k];
            let sum: f64 = (0..parts.len()).filter(|k| of_group[*k] == *month).map(of).sum();
            let whole = whole.unwrap_or(0.0) * all * 1e3;
            c.unless(same(sum, whole, all), "shares of groups add up to that of the whole", || {
                format!("{month} {share} by {dimension}: {sum} thousand firms, whole {whole}")
            });
        }
    }
    for (group, rows) in
        grid.groups(dimension).into_iter().filter(|_| ["sector", "region"].contains(&dimension))
    {
        for pair in rows.windows(2) {
            let (before, now) = (pair[0], pair[1]);
            let expected = firms[before] + births[now] - deaths[now];
            c.unless(
                same(firms[now], expected, firms[before]),
                "firms = firms before + births - deaths, by group",
                || {
                    format!(
                        "{} {dimension} {group}: {} thousand firms, expected {expected}",
                        of_group[now], firms[now]
                    )
                },
            );
        }
    }
}

/// Firms and jobs are those of the month before, with what came, without what went.
fn stocks_of_firms(monthly: &Grid, c: &mut Complaints) {
    let months = monthly.texts("month");
    let of = |name: &str| monthly.numbers(name);
    for (stock, plus, minus, check) in [
        ("firms_million", "births_thousand", "deaths_thousand", "firms = firms before + births - deaths"),
        ("jobs_million", "hires_thousand", "layoffs_thousand", "jobs = jobs before + hires - layoffs"),
    ] {
        let (stock, plus, minus) = (of(stock), of(plus), of(minus));
        for t in 1..stock.len() {
            let expected = stock[t - 1] + (plus[t] - minus[t]) / 1e3;
            c.unless(same(stock[t], expected, stock[t - 1] + (plus[t] + minus[t]) / 1e3), check, || {
                format!("{}: {} million, expected {expected}", months[t], stock[t])
            });
        }
    }
    let jobs = of("jobs_million");
    let flows =
        ["new", "growing", "shrinking", "closed"].map(|what| of(&format!("jobs_{what}_firms_thousand")));
    for t in 1..jobs.len() {
        let [new, growing, shrinking, closed] = [0, 1, 2, 3].map(|k| flows[k][t] / 1e3);
        let expected = jobs[t - 1] + new + growing - shrinking - closed;
        let size = jobs[t - 1] + new + growing + shrinking + closed;
        c.unless(same(jobs[t], expected, size), "jobs = jobs before + what firms did", || {
            format!("{}: {} million, expected {expected}", months[t], jobs[t])
        });
    }
}

/// Shares of `monthly` with the column they are a share of; only without that may they be empty.
const SHARES: [(&str, &str); 8] = [
    ("margin", "sales_bn"),
    ("loss_making_share", "firms_million"),
    ("overdue_share", "payables_bn"),
    ("illiquid_share", "firms_million"),
    ("insolvent_share", "firms_million"),
    ("illiquid_and_insolvent_share", "firms_million"),
    ("loan_rate", "credit_granted_bn"),
    ("price_index", "sales_bn"),
];

/// Ratios lie where ratios can lie, and are empty only where there is nothing to divide by.
fn shares(monthly: &Grid, c: &mut Complaints) {
    let [firms, births, deaths] =
        ["firms_million", "births_thousand", "deaths_thousand"].map(|name| monthly.numbers(name));
    for (share, name) in SHARES {
        for (t, (value, of)) in monthly.column(share).into_iter().zip(monthly.numbers(name)).enumerate() {
            let absent = match share {
                "loss_making_share" => of == monthly.numbers("dormant_million")[t],
                // Estates owe as well, but are not asked whether they are overdue: were there firms at all
                // when invoices were paid?
                "overdue_share" => same(deaths[t] / 1e3 + firms[t], births[t] / 1e3, 0.0),
                _ => false,
            };
            c.unless(value.is_some() || of == 0.0 || absent, "ratios are there where they can be", || {
                format!("{}: {share}, {of} of {name}", monthly.row(t))
            });
        }
    }
    for column in ["bad_loan_ratio", "unemployment"] {
        for (t, value) in monthly.column(column).into_iter().enumerate() {
            let value = value.unwrap_or(0.0);
            c.unless((0.0..=1.0).contains(&value), "shares lie between 0 and 1", || {
                format!("{}: {column} is {value}", monthly.row(t))
            });
        }
    }
    let optional = [
        "margin",
        "entry_margin_gap",
        "debt_to_sales",
        "receivable_days",
        "bad_loan_ratio",
        "bank_capital_ratio",
        "large_payment_days",
        "unemployment",
        "job_creation_year",
        "job_destruction_year",
        // Indices, without a number where there are no firms.
        "diversity",
        "diversity_of_jobs",
        "customer_variety",
        "supplier_variety",
    ];
    for column in &monthly.table.columns[4..] {
        let ratio = column.ends_with("_share")
            || column.ends_with("_index")
            || column.starts_with("cash_days_")
            || column == "loan_rate";
        let full = ratio
            || optional.contains(&column.as_str())
            || monthly.column(column).iter().all(Option::is_some);
        c.unless(full, "sums are never empty", || column.clone());
    }
}

/// An economy that explodes does not get this far: its replication ends with a reason.
fn levels(monthly: &Grid, c: &mut Complaints) {
    let at_first = |column: &str| monthly.column(column).first().copied().flatten().unwrap_or(0.0);
    for column in [
        "jobs_million",
        "firms_million",
        "sales_bn",
        "wages_bn",
        "large_sales_bn",
        "price_index",
        "input_price_index",
    ] {
        let series = monthly.column(column);
        // Either kind of firm may sell next to nothing in a first month that a shock takes from it.
        let first = if column.ends_with("sales_bn") {
            at_first("sales_bn") + at_first("large_sales_bn")
        } else {
            at_first(column)
        };
        if first <= 0.0 {
            continue;
        }
        for (t, value) in series.into_iter().enumerate() {
            let fits = value.is_none_or(|value| value <= 1e4 * first);
            c.unless(fits, "levels stay within bounds", || {
                format!("{}: {column} is {}, at first {first}", monthly.row(t), value.unwrap())
            });
        }
    }
}

/// What `monthly` calls the last reason to refuse a loan.
pub fn last_reason(monthly: &Grid) -> &'static str {
    if monthly.has("credit_refused_limit_bn") { "limit" } else { "capacity" }
}

/// Parts are no more than the whole, and causes add up.
fn parts(monthly: &Grid, c: &mut Complaints) {
    let of = |name: &str| monthly.numbers(name);
    for (part, whole) in [
        ("suspended_million", "firms_million"),
        ("dormant_million", "firms_million"),
        ("late_sales_bn", "sales_bn"),
        ("illiquid_and_insolvent_share", "illiquid_share"),
        ("illiquid_and_insolvent_share", "insolvent_share"),
        ("jobs_new_firms_thousand", "hires_thousand"),
        ("jobs_growing_firms_thousand", "hires_thousand"),
        ("jobs_shrinking_firms_thousand", "layoffs_thousand"),
        ("jobs_closed_firms_thousand", "layoffs_thousand"),
        ("loan_grants_thousand", "loan_applications_thousand"),
        ("credit_granted_bn", "credit_applied_bn"),
        ("cash_days_p10", "cash_days_p25"),
        ("cash_days_p25", "cash_days_p50"),
        ("cash_days_p50", "cash_days_p75"),
        ("cash_days_p75", "cash_days_p90"),
    ] {
        let pairs = monthly.column(part).into_iter().zip(monthly.column(whole)).enumerate();
        for (t, (part_value, whole_value)) in pairs.filter_map(|(t, (a, b))| Some((t, (a?, b?)))) {
            c.unless(part_value <= whole_value * (1.0 + 1e-9), "parts are no more than the whole", || {
                format!("{}: {part} {part_value}, {whole} {whole_value}", monthly.row(t))
            });
        }
    }
    // Who was on reduced pay has stayed, or has left in the month.
    let (furloughed, jobs, left) = (of("furloughed_million"), of("jobs_million"), of("layoffs_thousand"));
    for t in 0..jobs.len() {
        let most = jobs[t] + left[t] / 1e3;
        c.unless(furloughed[t] <= most * (1.0 + 1e-9), "parts are no more than the whole", || {
            format!("{}: furloughed {} million of {most}", monthly.row(t), furloughed[t])
        });
    }
    let causes = ["illiquid", "insolvent", "chain", "orderly", "other"]
        .map(|cause| of(&format!("deaths_{cause}_thousand")));
    let refused = ["risk", "price", last_reason(monthly)].map(|why| of(&format!("credit_refused_{why}_bn")));
    let applied = [of("credit_granted_bn"), refused[0].clone(), refused[1].clone(), refused[2].clone()];
    for (whole, parts, check) in [
        ("deaths_thousand", &causes[..], "deaths are the sum of their causes"),
        ("credit_applied_bn", &applied[..], "loans asked for are granted or refused"),
    ] {
        for (t, whole) in of(whole).into_iter().enumerate() {
            let sum: f64 = parts.iter().map(|part| part[t]).sum();
            c.unless(same(sum, whole, 0.0), check, || format!("{}: {sum}, whole {whole}", monthly.row(t)));
        }
    }
    for column in [
        "sales_bn",
        "lost_sales_bn",
        "late_sales_bn",
        "wages_bn",
        "cash_bn",
        "debt_bn",
        "receivables_bn",
        "payables_bn",
        "arrears_bn",
        "informal_loans_bn",
        "credit_applied_bn",
        "credit_granted_bn",
        "credit_refused_risk_bn",
        "credit_refused_access_bn",
        "credit_refused_price_bn",
        "consumption_bn",
        "policy_outlay_bn",
        "policy_recovered_bn",
        "policy_loss_bn",
        "policy_deferred_bn",
        "large_loans_bn",
        "large_receivables_bn",
        "large_payables_bn",
        "large_sales_bn",
        "large_orders_bn",
        "price_index",
        "input_price_index",
        "wage_index",
    ] {
        for (t, value) in monthly.column(column).into_iter().enumerate() {
            c.unless(value.is_none_or(|value| value >= 0.0), "what can't be negative is not", || {
                format!("{}: {column} is {}", monthly.row(t), value.unwrap())
            });
        }
    }
}

/// Every entry has the sides that its item has, items change instruments by nothing in sum, and stocks move
/// by their entries.
fn ledger(monthly: &Grid, ledger: &Grid, c: &mut Complaints) {
    let months = monthly.texts("month");
    let (month, item, amount) = (ledger.texts("month"), ledger.texts("item"), ledger.numbers("amount_bn"));
    let (from, to) = (ledger.texts("from"), ledger.texts("to"));
    // By month: changes of positions, and amounts by item.
    let mut changes: BTreeMap<&str, BTreeMap<(usize, usize), f64>> = BTreeMap::new();
    let mut sizes: BTreeMap<&str, f64> = BTreeMap::new();
    let mut amounts: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for k in 0..month.len() {
        let known = ITEMS.iter().find(|known| known.name() == item[k]);
        let sides = known.is_some_and(|known| known.from().name() == from[k] && known.to().name() == to[k]);
        c.unless(sides, "entries have the sides of their item", || ledger.row(k));
        c.unless(amount[k] > 0.0, "entries are positive", || format!("{}: {}", ledger.row(k), amount[k]));
        c.unless(months.contains(&month[k]), "entries belong to a month", || ledger.row(k));
        for (instrument, holder, sign) in known.into_iter().flat_map(|item| item.legs()) {
            *changes
                .entry(month[k])
                .or_default()
                .entry((instrument as usize, holder as usize))
                .or_default() += amount[k] * sign as f64;
        }
        *sizes.entry(month[k]).or_default() += amount[k].abs();
        amounts.insert((month[k], item[k]), amount[k]);
    }
    for (month, changes) in &changes {
        for instrument in 0..Instrument::NAMES.len() {
            let sum: f64 =
                changes.iter().filter(|((of, _), _)| *of == instrument).map(|(_, change)| change).sum();
            c.unless(sum.abs() <= 1e-9 * sizes[month], "instruments sum to zero over their holders", || {
                format!("{month} {}: {sum}", Instrument::NAMES[instrument])
            });
        }
    }
    let change = |month: &str, instrument: Instrument, holder: Holder| {
        changes
            .get(month)
            .and_then(|of| of.get(&(instrument as usize, holder as usize)))
            .copied()
            .unwrap_or(0.0)
    };
    let stock = |name: &str| monthly.numbers(name);
    let large = (stock("large_receivables_bn"), stock("large_payables_bn"));
    let trade: Vec<f64> = large.0.iter().zip(&large.1).map(|(owed, owing)| owed - owing).collect();
    for (name, stock, instrument, holder, sign) in [
        ("large_cash_bn", stock("large_cash_bn"), Instrument::Deposits, Holder::LargeFirms, 1.0),
        ("large_loans_bn", stock("large_loans_bn"), Instrument::Loans, Holder::LargeFirms, -1.0),
        ("large receivables less payables", trade, Instrument::TradeCredit, Holder::LargeFirms, 1.0),
        ("informal_loans_bn", stock("informal_loans_bn"), Instrument::InformalLoans, Holder::Smes, -1.0),
    ] {
        for t in 1..stock.len() {
            let expected = stock[t - 1] + sign * change(months[t], instrument, holder);
            let size = stock[t - 1].abs() + sizes.get(months[t]).copied().unwrap_or(0.0);
            c.unless(same(stock[t], expected, size), "stocks move by their entries", || {
                format!("{} {name}: {}, by the entries {expected}", months[t], stock[t])
            });
        }
    }
    for (column, items) in [
        ("consumption_bn", &["household_consumption"][..]),
        ("household_income_bn", &["wages", "wage_arrears_paid", "rent", "owner_draws"][..]),
        (
            "government_revenue_bn",
            &[
                "contributions",
                "value_added_tax",
                "profit_tax",
                "local_fees",
                "tax_arrears_paid",
                "deferred_taxes_paid",
            ][..],
        ),
    ] {
        for (month, value) in months.iter().zip(stock(column)) {
            let sum: f64 = items.iter().filter_map(|item| amounts.get(&(*month, *item))).sum();
            c.unless(same(sum, value, 0.0), "series are the sum of their entries", || {
                format!("{month} {column}: {value}, entries {sum}")
            });
        }
    }
}
