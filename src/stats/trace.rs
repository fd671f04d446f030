//! The trace: every entry in the books of a few firms, and their balances at the end of each month, so that one firm can be followed by hand.
//!
//! A balance of one month, plus the month's entries, is the balance of the next: cash by the column `cash_change`; claims and debts by the
//! items that raise and lower them, as `trace.csv` names them.

use super::columns::TRACE_BALANCES_COLUMNS;
use super::table::{Cell, Table};
use crate::money::Money;
use crate::month::out::Traced;
use crate::state::State;
use crate::state::block::{Block, flag};
use crate::state::slots::BLOCK;

/// The name of a firm in files.
fn name(firm: u64) -> Cell {
    Cell::Text(format!("{firm:x}"))
}

/// The row of an entry; money in major units.
pub fn entry(entry: &Traced, month: &Cell, minor: f64) -> Vec<Cell> {
    let Traced { firm, item, debtor, amount, cash_change, cash } = entry;
    let mut row = vec![month.clone(), name(*firm)];
    row.extend([item.name(), item.from().name(), item.to().name()].map(|name| Cell::Text(name.into())));
    row.push(Cell::Text(if *debtor { "from" } else { "to" }.into()));
    row.extend([amount, cash_change, cash].map(|money| Cell::Real(money.real() / minor)));
    row.push(Cell::Text(item.text().into()));
    row
}

/// Adds the balances of all traced firms at the end of a month.
pub fn balances(table: &mut Table, head: &[Cell], state: &State, minor: f64) {
    for b in &state.blocks {
        for i in (0..BLOCK).filter(|i| b.lives(*i) && b.has(*i, flag::TRACED)) {
            let mut row = head.to_vec();
            row.extend([Cell::Text(state.now.to_string()), name(b.id[i])]);
            row.extend(balance(b, i, minor));
            debug_assert_eq!(row.len(), head.len() + TRACE_BALANCES_COLUMNS.len());
            table.rows.push(row);
        }
    }
}

/// A firm's balances, in the order of [`TRACE_BALANCES_COLUMNS`].
fn balance(b: &Block, i: usize, minor: f64) -> Vec<Cell> {
    let arrears = b.side.arrears(i);
    let deferred: Money = b.side.deferrals.iter().filter(|d| usize::from(d.slot) == i).map(|d| d.amount).sum();
    let money = [
        b.cash[i],
        b.receivable[i],
        b.due_from_principal[i],
        b.in_transit[i],
        b.payable[i],
        b.payable_principal[i],
        b.working_loan[i],
        b.term_loan[i],
        arrears.wages,
        arrears.taxes,
        arrears.rent,
        arrears.interest,
        deferred,
        b.side.informal_debt(i),
    ];
    let real = [b.sales[i], b.normal_sales[i], b.profit[i], b.inputs[i], b.order[i], b.fixed_assets[i], b.purse[i]];
    let mut row: Vec<Cell> = money.iter().map(|m| Cell::Real(m.real() / minor)).collect();
    row.extend(real.iter().map(|x| Cell::Real(Money::round(f64::from(*x)).real() / minor)));
    row.push(Cell::Real((f64::from(b.price[i]) * 1e6).round() / 1e6));
    row.push(Cell::Real(f64::from(b.rate[i]) / 10_000.0));
    row.push(Cell::Int(i64::from(b.headcount[i])));
    row.push(Cell::Int(i64::from(b.distress[i])));
    row.extend([flag::ILLIQUID, flag::INSOLVENT, flag::SUSPENDED, flag::DORMANT].map(|bit| Cell::Int(i64::from(b.has(i, bit)))));
    row
}
