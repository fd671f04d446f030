//! The trace: every entry in the books of a few firms, and their balances at the end of each month, so that
//! one firm can be followed by hand.
//!
//! A balance of one month, plus the month's entries, is the balance of the next: cash by the column
//! `cash_change`; claims and debts by the items that raise and lower them, as `trace.csv` names them.

use crate::classes::SIZES;
use crate::economy::Economy;
use crate::money::Money;
use crate::month::out::Traced;
use crate::state::State;
use crate::state::block::{Block, flag};
use crate::state::debts::Arrears;
use crate::state::slots::BLOCK;
use crate::stats::columns::{Column, MONEY, MONTH, PLAIN, column};
use crate::table::{Cell, Table};

/// The name of a firm in files.
fn firm(id: u64) -> Cell {
    Cell::Text(format!("{id:x}"))
}

/// An entry of a traced firm.
#[derive(Debug)]
pub struct EntryNumbers<'a> {
    /// The entry.
    pub entry: &'a Traced,
    /// The month, as written.
    pub month: &'a Cell,
    /// Minor units of the currency in a major unit.
    pub minor_per_major: f64,
}

impl EntryNumbers<'_> {
    /// The cells of the row, in the order of [`COLUMNS`].
    pub fn row(&self) -> impl Iterator<Item = Cell> {
        COLUMNS.iter().map(|column| (column.value)(self))
    }

    fn major(&self, money: Money) -> Cell {
        Cell::Real(money.real() / self.minor_per_major)
    }
}

/// Columns of `trace.csv` after `regime, arm, replication`.
pub const COLUMNS: &[Column<fn(&EntryNumbers) -> Cell>] = &[
    column("month", PLAIN, MONTH, |e| e.month.clone()),
    column("firm", PLAIN, "identity of the traced firm", |e| firm(e.entry.firm)),
    column("item", PLAIN, "the entry's item, as in ledger.csv", |e| Cell::Text(e.entry.item.name().into())),
    column("from", PLAIN, "who pays, as in ledger.csv", |e| Cell::Text(e.entry.item.from().name().into())),
    column("to", PLAIN, "who receives, as in ledger.csv", |e| Cell::Text(e.entry.item.to().name().into())),
    column("firm_is", PLAIN, "which side of the entry the firm is on: from or to", |e| {
        Cell::Text(if e.entry.debtor { "from" } else { "to" }.into())
    }),
    column("amount", MONEY, "the entry, {unit} of this one firm", |e| e.major(e.entry.amount)),
    column(
        "cash_change",
        MONEY,
        "what the entry adds to the firm's cash, {unit}: zero when it moves a claim or a debt only",
        |e| e.major(e.entry.cash_change),
    ),
    column("cash_after", MONEY, "the firm's cash after the entry, {unit}", |e| e.major(e.entry.cash)),
    column("meaning", PLAIN, "the item in words", |e| Cell::Text(e.entry.item.text().into())),
];

/// A traced firm at the end of a month.
#[derive(Debug)]
pub struct BalanceNumbers<'a> {
    month: &'a Cell,
    economy: &'a Economy,
    block: &'a Block,
    /// The firm's place in the block.
    at: usize,
    minor_per_major: f64,
}

impl BalanceNumbers<'_> {
    fn money(&self, money: Money) -> Cell {
        Cell::Real(money.real() / self.minor_per_major)
    }
    /// A flow or stock that firms keep in less than whole minor units.
    fn rounded(&self, minor: f32) -> Cell {
        self.money(Money::round(f64::from(minor)))
    }
    fn arrears(&self) -> Arrears {
        self.block.side.arrears(self.at)
    }
    fn deferred(&self) -> Money {
        self.block
            .side
            .deferrals
            .iter()
            .filter(|deferral| usize::from(deferral.slot) == self.at)
            .map(|deferral| deferral.amount)
            .sum()
    }
    fn is(&self, bit: u16) -> Cell {
        Cell::Int(i64::from(self.block.has(self.at, bit)))
    }
}

/// Adds the balances of all traced firms at the end of a month.
pub fn balances(table: &mut Table, head: &[Cell], state: &State, economy: &Economy) {
    let month = Cell::Text(state.now.to_string());
    for block in &state.blocks {
        for at in (0..BLOCK).filter(|at| block.lives(*at) && block.has(*at, flag::TRACED)) {
            let minor_per_major = economy.minor_per_major;
            let numbers = BalanceNumbers { month: &month, economy, block, at, minor_per_major };
            let cells = BALANCES.iter().map(|column| (column.value)(&numbers));
            table.rows.push(head.iter().cloned().chain(cells).collect());
        }
    }
}

/// Columns of `trace_balances.csv` after `regime, arm, replication`.
pub const BALANCES: &[Column<fn(&BalanceNumbers) -> Cell>] = &[
    column(
        "month",
        PLAIN,
        "calendar month (2020-02) at whose end the balances stand; the first is the month before the reported ones",
        |f| f.month.clone(),
    ),
    column("firm", PLAIN, "identity of the traced firm; a firm that has closed has no more rows", |f| {
        firm(f.block.id[f.at])
    }),
    column("sector", PLAIN, "its sector", |f| {
        Cell::Text(f.economy.sectors[usize::from(f.block.sector[f.at])].id.clone())
    }),
    column("size", PLAIN, "its size class", |f| {
        Cell::Text(SIZES[usize::from(f.block.class[f.at].min(2))].into())
    }),
    column("cash", MONEY, "money in the bank, {unit}", |f| f.money(f.block.cash[f.at])),
    column("receivable", MONEY, "unpaid invoices to anonymous customers, {unit}", |f| {
        f.money(f.block.receivable[f.at])
    }),
    column("due_from_principal", MONEY, "unpaid invoices to the principal customer, {unit}", |f| {
        f.money(f.block.due_from_principal[f.at])
    }),
    column("in_transit", MONEY, "paid by the principal customer and received next month, {unit}", |f| {
        f.money(f.block.in_transit[f.at])
    }),
    column("payable", MONEY, "unpaid invoices of suppliers, {unit}", |f| f.money(f.block.payable[f.at])),
    column(
        "payable_to_linked",
        MONEY,
        "unpaid invoices of firms whose principal customer this one is, {unit}",
        |f| f.money(f.block.payable_principal[f.at]),
    ),
    column("working_loan", MONEY, "working-capital loan, {unit}", |f| f.money(f.block.working_loan[f.at])),
    column("term_loan", MONEY, "term loan, {unit}", |f| f.money(f.block.term_loan[f.at])),
    column("wage_arrears", MONEY, "pay owed, {unit}", |f| f.money(f.arrears().wages)),
    column("tax_arrears", MONEY, "taxes and contributions owed, {unit}", |f| f.money(f.arrears().taxes)),
    column("rent_arrears", MONEY, "rent owed, {unit}", |f| f.money(f.arrears().rent)),
    column("interest_arrears", MONEY, "interest owed, {unit}", |f| f.money(f.arrears().interest)),
    column("deferred", MONEY, "taxes and contributions deferred by policy, {unit}", |f| {
        f.money(f.deferred())
    }),
    column("informal_loan", MONEY, "owed to relatives, friends and private lenders, {unit}", |f| {
        f.money(f.block.side.informal_debt(f.at))
    }),
    column("sales", MONEY, "sales of the month, {unit}", |f| f.rounded(f.block.sales[f.at])),
    column("normal_sales", MONEY, "smoothed sales of a month, {unit}", |f| {
        f.rounded(f.block.normal_sales[f.at])
    }),
    column("expected_profit", MONEY, "smoothed profit of a month as the owner sees it, {unit}", |f| {
        f.rounded(f.block.profit[f.at])
    }),
    column("inputs", MONEY, "stock of inputs at base prices, {unit}", |f| f.rounded(f.block.inputs[f.at])),
    column("ordered", MONEY, "inputs ordered for next month, {unit}", |f| f.rounded(f.block.order[f.at])),
    column("fixed_assets", MONEY, "fixed assets at book value, {unit}", |f| {
        f.rounded(f.block.fixed_assets[f.at])
    }),
    column("purse", MONEY, "what the owner keeps outside the firm for a bad day, {unit}", |f| {
        f.rounded(f.block.owner_wealth[f.at])
    }),
    column("price", PLAIN, "price of the firm's goods, base one", |f| {
        Cell::Real((f64::from(f.block.price[f.at]) * 1e6).round() / 1e6)
    }),
    column("loan_rate", PLAIN, "rate on its loans, per year", |f| {
        Cell::Real(f64::from(f.block.rate[f.at]) / 10_000.0)
    }),
    column("headcount", PLAIN, "number of workers", |f| Cell::Int(i64::from(f.block.headcount[f.at]))),
    column("months_in_distress", PLAIN, "months with overdue obligations, as far as they count", |f| {
        Cell::Int(i64::from(f.block.distress[f.at]))
    }),
    column("illiquid", PLAIN, "1 when obligations are unpaid", |f| f.is(flag::ILLIQUID)),
    column("insolvent", PLAIN, "1 when debts exceed assets", |f| f.is(flag::INSOLVENT)),
    column("suspended", PLAIN, "1 when business is suspended", |f| f.is(flag::SUSPENDED)),
    column("dormant", PLAIN, "1 when the firm lies dormant; its headcount is then the staff it had", |f| {
        f.is(flag::DORMANT)
    }),
];
