//! Paying suppliers: a due date by contract, a paying date by choice.
//!
//! Of what a firm owes suppliers a part falls due in a month by contract. Some buyers pay on the day, others
//! let a part wait as a matter of habit, a trait of the firm for life; what is unpaid after its due date is
//! overdue, and comes up again next month. On top of habit, buyers choose: a firm whose business is suspended
//! lets suppliers wait the longer the less cash it has, and while many firms of its sector are closed every
//! buyer holds money back, open or not (a panic at the start of a crisis, when nobody knows how long it
//! lasts). Large buyers hold back as their sales fall, whatever money they have
//! ([`crate::month::buyers`]): bargaining power lets them. So suppliers feel a shock that never closed them.
//!
//! What falls due is paid early in the month out of opening cash, as far as this and the month's sales paid at
//! once go beyond the month's unavoidable outgo, and reaches the seller in the same month, before its own gap
//! is judged; the rest is paid at the end of the month, in the rank of all obligations, and arrives in the
//! next.

crate::parameters! {
    /// Parameters of paying suppliers.
    pub struct Paying : "paying" {
        habit_most = 0.6, 0.0 .. 0.95, "share of what falls due", "most that a firm lets wait each month by habit; habits are spread evenly between nothing and this", Derived, "with it a little over a third of invoices are overdue in normal times, as in V20 and C21";
        closed = 0.4, 0.0 .. 1.0, "share of what is paid by habit", "part that a firm whose business is suspended and that has no cash lets wait besides", Assumed, "no source; with more the cash of small firms would rise in a lockdown; prior range 0-0.9";
        comfort_months = 1.0, 0.1 .. 24.0, "months of outgo", "cash at which a suspended business pays as ever", Assumed, "no source; prior range 0.5-3";
        panic = 0.05, 0.0 .. 1.0, "share of what is paid by habit", "part held back by all firms of a sector in which all are closed; in proportion to the share closed", Assumed, "no source; with a tenth and more the cash of small firms would rise in a lockdown; prior range 0-0.2";
        large_hold = 4.8, 0.0 .. 20.0, "ratio", "part of what can wait that a large buyer lets wait, over the fall of its sales below the usual", Assumed, "all of it at a fall by a fifth; receivable days of industry in China rose by ten in 2020 (C13), most of them owed by large buyers; prior range 0-8";
    }
}

use crate::math;
use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::out::Out;
use crate::month::outgo;
use crate::rng::{Draws, Purpose};
use crate::state::block::{Block, flag};
use crate::state::ledger::Item;
use crate::state::slots::BLOCK;

/// The habit of a firm, in 256ths of the most that firms let wait: a trait for life.
pub fn habit(id: u64, draws: Draws) -> u8 {
    (draws.stream(Purpose::PayingHabit, 0).uniform(id) * 256.0) as u8
}

/// The part of the debts to suppliers that falls due in a month by contract, where buyers pay a part `paid`
/// of them on average. Who lets a part λ of what is due wait owes `1/(1 − λ)` times as much as who does not,
/// so with λ spread evenly from 0 to Λ the mean pace is the contract's times `Λ / −ln(1 − Λ)`.
pub fn by_contract(p: &Paying, paid: f64) -> f64 {
    let slower = if p.habit_most > 0.0 { -math::ln(1.0 - p.habit_most) / p.habit_most } else { 1.0 };
    (paid * slower).min(1.0)
}

/// The part of what falls due that a firm of this habit pays on its day.
#[inline]
pub fn on_the_day(p: &Paying, habit: u8) -> f64 {
    1.0 - p.habit_most * (f64::from(habit) + 0.5) / 256.0
}

/// The part of what a firm would pay by habit that it holds back this month: all do where so many of the
/// sector are `shut`, and a `closed` one besides, the more the less cash it has.
pub fn held_back(p: &Paying, shut: f64, closed: bool, cash_months: f64) -> f64 {
    let afraid = (p.panic * shut).clamp(0.0, 1.0);
    let short = if closed { p.closed * (1.0 - cash_months / p.comfort_months).clamp(0.0, 1.0) } else { 0.0 };
    1.0 - (1.0 - afraid) * (1.0 - short)
}

/// The part of what can wait that a large buyer holds back when its sales are so much below the usual.
pub fn held_back_by_large(p: &Paying, sales: f64, usual: f64) -> f64 {
    let fall = if usual > 0.0 { 1.0 - sales / usual } else { 0.0 };
    (p.large_hold * fall).clamp(0.0, 1.0)
}

/// The parts of its debts to suppliers that a firm should pay this month by contract, and that it means to,
/// when its unavoidable outgo is `outgo`.
#[inline]
fn pace(b: &Block, i: usize, outgo: f64, contract: f64, shut: f64, p: &Paying) -> [f64; 2] {
    let closed = b.has(i, flag::SUSPENDED);
    let meant = contract * on_the_day(p, b.habit[i]);
    if shut == 0.0 && !closed {
        return [contract, meant];
    }
    let held = held_back(p, shut, closed, b.cash[i].real() / outgo.max(1.0));
    [contract, meant * (1.0 - held)]
}

/// ROUND 2. Firms decide what to pay suppliers this month and pay at once what cash and sales beyond the
/// month's unavoidable outgo allow: their sellers get it this month.
pub fn early(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let p = &ctx.params.paying;
    // Sums of the block, in the order of its firms: at hand, not in memory.
    let (mut due_to_suppliers, mut overdue) = (out.tally.sums.due_to_suppliers, out.tally.sums.overdue);
    let mut all = Money::ZERO;
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let s = usize::from(b.sector[i]);
        let cell = &ctx.cells[ctx.norms.cell(s, usize::from(b.region[i]))];
        let outgo = outgo::at_wage(b, i, cell.wage * cell.pay);
        b.scratch.outgo[i] = outgo as f32;
        let [contract, meant] = pace(b, i, outgo, ctx.sectors[s].contract_due, cell.closed, p);
        let meant = meant as f32;
        b.scratch.means_to_pay[i] = meant;
        let meant = f64::from(meant);
        let owed = b.payable[i];
        let due = owed.times(meant);
        let cash = b.cash[i];
        let beyond = (cash + b.scratch.sales_at_once[i]).real() - outgo;
        let paid = due.min(Money::towards_zero(beyond).positive()).min(cash.positive()).min(owed);
        b.scratch.due_late[i] = due - paid;
        // Rounded down, so that no more can be overdue than is owed.
        let waits = |owed: Money| Money::towards_zero(owed.real() * (contract - meant)).real();
        let linked = b.payable_principal[i];
        let chosen = waits(owed) + if linked.is_zero() { 0.0 } else { waits(linked) };
        due_to_suppliers += chosen + due.real();
        overdue += chosen;
        if paid.0 > 0 {
            b.cash[i] = cash - paid;
            b.payable[i] = owed - paid;
            out.suppliers_paid[s] += paid;
            all += paid;
            if b.has(i, flag::TRACED) {
                out.trace(b.id[i], b.cash[i], Item::SuppliersPaid, paid);
            }
        }
    }
    out.entries.post(Item::SuppliersPaid, all);
    (out.tally.sums.due_to_suppliers, out.tally.sums.overdue) = (due_to_suppliers, overdue);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn habits_worked_by_hand() {
        // Habits up to a half: −ln ½ / ½ = 1.386; a mean pace of 0.3 is a contract's of 0.416.
        let p = Paying { habit_most: 0.5, ..Paying::default() };
        assert!((by_contract(&p, 0.3) - 0.3 * 1.386_294_361).abs() < 1e-9);
        assert_eq!(by_contract(&p, 0.9), 1.0);
        assert_eq!(by_contract(&Paying { habit_most: 0.0, ..p }, 0.3), 0.3);
        // The middle one of 256 habits lets a quarter wait.
        assert!((on_the_day(&p, 127) - (1.0 - 0.5 * 127.5 / 256.0)).abs() < 1e-12);
        // The mean pace of all habits, each with the debts that it brings, is the one that was asked for.
        let (mut paid, mut owed) = (0.0, 0.0);
        for habit in 0..=255 {
            let debts = 1.0 / on_the_day(&p, habit);
            owed += debts;
            paid += by_contract(&p, 0.3) * on_the_day(&p, habit) * debts;
        }
        assert!((paid / owed - 0.3).abs() < 1e-5, "{}", paid / owed);
    }

    #[test]
    fn holding_back_worked_by_hand() {
        let p = Paying { closed: 0.6, comfort_months: 3.0, panic: 0.4, large_hold: 4.0, ..Paying::default() };
        assert_eq!(held_back(&p, 0.0, false, 0.0), 0.0);
        // Half of the sector is closed: a fifth is held back. A closed firm with cash for a month and a half
        // holds back three tenths of the rest besides.
        assert!((held_back(&p, 0.5, false, 0.0) - 0.2).abs() < 1e-12);
        assert!((held_back(&p, 0.5, true, 1.5) - (1.0 - 0.8 * 0.7)).abs() < 1e-12);
        assert!((held_back(&p, 0.0, true, 9.0)).abs() < 1e-12);
        assert!((held_back_by_large(&p, 90.0, 100.0) - 0.4).abs() < 1e-12);
        assert_eq!([held_back_by_large(&p, 60.0, 100.0), held_back_by_large(&p, 120.0, 100.0)], [1.0, 0.0]);
    }
}
