//! Counting: what each firm adds to the sums of a month, and the stocks that the books are checked against.

use crate::math::one_if;
use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::obligations::lines::Obligations;
use crate::month::obligations::lines::Unpaid;
use crate::month::out::{Out, Stock};
use crate::month::tally::{Count, DENSE, Sums, Tally};
use crate::month::{outgo, strengths};
use crate::state::block::{Block, flag};
use crate::state::slots::{BLOCK, LARGE_FIRM, NOBODY};

/// Overdue obligations that count, as a share of a month's unavoidable outgo.
pub const NOTICED: f64 = 0.001;
/// Months of a calendar quarter.
const QUARTER: i32 = 3;

/// ROUND 4, before the owner and private lenders help. A firm that trades is short of cash when what falls due
/// exceeds it even after suppliers have been made to wait; `gap` is what is missing then. Bank loans and what
/// policies pay out are cash by now.
pub fn gap(b: &mut Block, i: usize, gap: Money, sums: &mut Sums) {
    let short = gap.real() > NOTICED * f64::from(b.scratch.outgo[i]) && !b.has(i, flag::DORMANT);
    if short && b.side.short.put(i) {
        sums.short_first += 1.0;
    }
}

/// Profit of the calendar quarter up to a month, with that of the month: it starts anew every January, April,
/// July and October.
#[inline]
pub fn profit_of_quarter(so_far: f32, profit: f64, now: i32) -> f32 {
    let before = if now.rem_euclid(QUARTER) == 0 { 0.0 } else { f64::from(so_far) };
    (before + profit) as f32
}

/// Whether a firm has traded, or could have, in all months of the calendar quarter that ends with this month:
/// who is born trades from the next month on.
#[inline]
pub fn whole_quarter(age: i32, now: i32) -> bool {
    now.rem_euclid(QUARTER) == QUARTER - 1 && age >= QUARTER
}

/// The money side of a firm's month; `owed` is what it owes suppliers once it has paid.
///
/// Firms that close later in the month are counted in, in both parts of each ratio.
#[inline]
pub fn month_of(tally: &mut Tally, d: &Obligations, unpaid: Unpaid, owed: Money, b: &Block, i: usize) {
    let wages = (d.wages + d.contributions + d.deferred_contributions).real();
    tally.sums.inputs_used += d.inputs_used;
    tally.sums.wages += wages;
    tally.sums.research += d.research.real();
    // What fell due to others, and what the firm chose to let wait, was counted when it chose.
    tally.sums.due_to_suppliers += d.linked_suppliers.real();
    tally.sums.overdue += (unpaid.stretched + unpaid.suppliers).real();
    tally.sums.owed_to_suppliers += owed.real();
    if !b.has(i, flag::DORMANT) {
        tally.sums.wages_of_trading += wages;
        tally.sums.normal_pay += d.normal_pay;
    }
}

/// ROUND 4, last: counts the firms of a block as they stand at the end of the month, and checks that what
/// each is owed by its principal customer is what that customer owes.
///
/// # Panics
/// When claims and debts of a principal customer differ: a defect of the program.
pub fn count(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let mut claimed = [0i64; BLOCK];
    for i in 0..BLOCK {
        if b.lives(i) {
            count_firm(b, i, ctx, out, &mut claimed);
        }
    }
    for (c, claims) in claimed.iter().enumerate() {
        assert!(
            *claims == b.payable_principal[c].0,
            "linked suppliers of firm {} claim {claims}, it owes {}",
            b.id[c],
            b.payable_principal[c].0
        );
    }
    strengths::count(b, &mut out.tally.sums);
    out.tally.sums.ever_short += f64::from(b.side.short.count());
    out.tally.sums.ever_helped += f64::from(b.side.helped.count());
    let arrears = b.side.total_arrears();
    let whole = |column: &[Money; BLOCK]| column.iter().copied().sum::<Money>();
    for (stock, value) in [
        (Stock::Cash, whole(&b.cash)),
        (Stock::Loans, whole(&b.working_loan) + whole(&b.term_loan)),
        (Stock::DueFromPrincipal, whole(&b.due_from_principal)),
        (Stock::InTransit, whole(&b.in_transit)),
        (Stock::Receivable, whole(&b.receivable)),
        (Stock::Payable, whole(&b.payable)),
        (Stock::PayablePrincipal, whole(&b.payable_principal)),
        (Stock::WageArrears, arrears.wages),
        (Stock::TaxArrears, arrears.taxes),
        (Stock::RentArrears, arrears.rent),
        (Stock::InterestArrears, arrears.interest),
    ] {
        out.stocks[stock as usize] += value;
    }
    let of_estates = b.side.estates.iter().flat_map(|estate| &estate.deferrals);
    for deferral in b.side.deferrals.iter().chain(of_estates) {
        out.stocks[Stock::Deferred as usize] += deferral.amount;
        out.policies[usize::from(deferral.policy)].outstanding += deferral.amount;
    }
    out.stocks[Stock::Informal as usize] += b.side.informal.values().copied().sum::<Money>();
    for estate in &b.side.estates {
        // Claims of linked suppliers on an estate are claims among small firms.
        for (stock, value) in [
            (Stock::Cash, estate.cash),
            (Stock::Loans, estate.loan),
            (Stock::FundClaims, estate.fund),
            (Stock::Payable, estate.payable),
            (Stock::Informal, estate.informal),
        ] {
            out.stocks[stock as usize] += value;
        }
        out.payables[usize::from(estate.sector)] += estate.payable;
        let bank = usize::from(estate.bank);
        out.loans[bank] += estate.loan;
        out.bad_loans[bank] += estate.loan;
        out.bad_uncovered[bank] += estate.loan;
    }
}

/// Of a firm that is not dormant: how long its cash lasts, whether it makes a loss.
#[inline]
fn count_trading(b: &Block, i: usize, now: i32, tally: &mut Tally) {
    let months = outgo::months_of_cash(b, i);
    tally.cash_days.count(30.0 * months);
    let sums = &mut tally.sums;
    sums.cash_below_month += one_if(months < 1.0);
    sums.loss_making += one_if(b.profit[i] < 0.0);
    sums.loss_month += one_if(b.scratch.profit[i].0 < 0);
    if whole_quarter(b.age(i, now), now) {
        sums.whole_quarter += 1.0;
        sums.loss_quarter += one_if(b.profit_quarter[i] < 0.0);
    }
}

fn count_firm(b: &Block, i: usize, ctx: &Ctx, out: &mut Out, claimed: &mut [i64; BLOCK]) {
    let tally = &mut out.tally;
    // Money on its way has been paid: it is no receivable any more.
    let receivables = b.due_from_principal[i] + b.receivable[i];
    let (suspended, dormant) = (b.has(i, flag::SUSPENDED), b.has(i, flag::DORMANT));
    // A dormant firm is a state of its own, beside the four of illiquid and insolvent.
    let (illiquid, insolvent) = (b.has(i, flag::ILLIQUID) && !dormant, b.has(i, flag::INSOLVENT) && !dormant);
    let debt = b.debt(i);
    let jobs = if dormant { 0 } else { i64::from(b.headcount[i]) };
    let dense: [i64; DENSE] =
        [1, jobs, b.sales[i] as i64, b.scratch.profit[i].0, b.cash[i].0, debt.0, receivables.0];
    tally.count(b, i, ctx, |sums| {
        sums.iter_mut().zip(&dense).for_each(|(sum, value)| *sum += value);
        if illiquid | insolvent | suspended | dormant {
            sums[Count::AreIlliquid as usize] += i64::from(illiquid);
            sums[Count::AreInsolvent as usize] += i64::from(insolvent);
            sums[Count::Suspended as usize] += i64::from(suspended);
            sums[Count::Dormant as usize] += i64::from(dormant);
        }
    });
    tally.expose(b, i, ctx.now, 0);
    if !dormant {
        count_trading(b, i, ctx.now, tally);
    }
    tally.sums.illiquid_and_insolvent += one_if(illiquid && insolvent);
    let claim = b.due_from_principal[i];
    if b.customer[i] & LARGE_FIRM == 0 {
        claimed[b.customer[i] as usize] += claim.0;
    } else if b.customer[i] != NOBODY {
        out.post_to((b.customer[i] & !LARGE_FIRM) as usize, ctx).claimed += claim;
    }
    let s = usize::from(b.sector[i]);
    out.receivables[s] += b.receivable[i];
    out.payables[s] += b.payable[i];
    let bank = usize::from(b.bank[i]);
    out.loans[bank] += debt;
    if b.distress[i] >= 3 || b.has(i, flag::EXTENDED) {
        out.bad_loans[bank] += debt;
        out.bad_uncovered[bank] += debt.times(1.0 - f64::from(b.guaranteed[i]) / 100.0);
    }
    if b.guarantor[i] > 0 {
        out.policies[usize::from(b.guarantor[i]) - 1].outstanding +=
            debt.times(f64::from(b.guaranteed[i]) / 100.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Month;

    #[test]
    fn profit_of_a_quarter_worked_by_hand() {
        let month = |text: &str| text.parse::<Month>().unwrap().0;
        // What is left of December does not count from January on: 10, then 10 − 40, then 10 − 40 + 25.
        let january = profit_of_quarter(700.0, 10.0, month("2020-01"));
        let february = profit_of_quarter(january, -40.0, month("2020-02"));
        assert_eq!([january, february], [10.0, -30.0]);
        assert_eq!(profit_of_quarter(february, 25.0, month("2020-03")), -5.0);
        assert_eq!(profit_of_quarter(-5.0, 3.0, month("2020-04")), 3.0);
        // Born in December a firm trades from January on; born in January it misses that month.
        let march = month("2020-03");
        assert!(whole_quarter(march - month("2019-12"), march));
        assert!(!whole_quarter(march - month("2020-01"), march));
        assert!(!whole_quarter(99, month("2020-02")) && whole_quarter(99, month("2020-12")));
    }

    #[test]
    fn gaps_worked_by_hand() {
        let mut b = Box::new(Block::empty());
        let mut sums = Sums::default();
        (b.scratch.outgo[3], b.scratch.outgo[4]) = (50_000.0, 50_000.0);
        b.mark(4, flag::DORMANT, true);
        // Forty-nine in a month of 50,000 are not noticed, sixty are, once; dormant firms never are.
        for (slot, missing, short) in [(3, 49, 0.0), (3, 60, 1.0), (3, 900, 1.0), (4, 900, 1.0)] {
            gap(&mut b, slot, Money(missing), &mut sums);
            assert_eq!(sums.short_first, short, "{missing} missing in slot {slot}");
        }
        assert!(b.side.short.has(3) && b.side.short.count() == 1);
    }
}
