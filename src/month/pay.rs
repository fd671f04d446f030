//! Paying: obligations by rank out of what cash there is, suppliers stretched first, the owner asked next,
//! then private lenders, the rest in arrears.

use crate::money::Money;
use crate::month::count;
use crate::month::ctx::Ctx;
use crate::month::expectations;
use crate::month::foreign_investment;
use crate::month::informal;
use crate::month::lending;
use crate::month::obligations;
use crate::month::obligations::lines::{Deferred, Obligations, Unpaid};
use crate::month::out::Out;
use crate::month::owner;
use crate::month::paying;
use crate::month::relief;
use crate::month::take_up::Concerned;
use crate::rng::Purpose;
use crate::state::block::{Block, flag};
use crate::state::debts::{Arrears, Deferral};
use crate::state::ledger::Item;
use crate::state::slots::{BLOCK, LARGE_FIRM, NOBODY};

/// Who waits when `gap` is missing: creditors in the reverse of the order in which a going concern pays them.
/// `stretch` is what suppliers still bear. Few firms have a gap: obligations come by value and out of line, so
/// that those of all others stay in registers.
#[inline(never)]
pub fn who_waits(d: Obligations, gap: Money, stretch: Money) -> Unpaid {
    let mut left = gap;
    let mut take = |most: Money| {
        let part = left.min(most).positive();
        left -= part;
        part
    };
    let all_suppliers = d.suppliers + d.linked_suppliers;
    let stretched = take(all_suppliers.min(stretch));
    let principal = take(d.maturing + d.instalment);
    let interest = take(d.interest + d.arrears.interest);
    let suppliers = take(all_suppliers - stretched);
    let rent = take(d.rent + d.arrears.rent);
    let deferred = take(d.deferred_due);
    let taxes = take(d.vat + d.profit_tax + d.fees + d.contributions + d.arrears.taxes);
    let wages = take(d.wages + d.arrears.wages);
    Unpaid { stretched, suppliers, principal, interest, rent, taxes, deferred, wages }
}

/// The part of a gap that must be found elsewhere once suppliers have been stretched.
fn beyond_stretch(gap: Money, due_to_suppliers: Money, stretch: Money) -> Money {
    gap - gap.min(due_to_suppliers.min(stretch))
}

/// ROUND 4. Obligations are paid by rank.
pub fn obligations(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    if ctx.terms.acts_on_obligations { pay_all::<true>(b, ctx, out) } else { pay_all::<false>(b, ctx, out) }
}

fn pay_all<const OFFERS: bool>(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    let mut deferred = Deferred::until(b, ctx.now);
    informal::accrue(b, ctx, out);
    let circle = ctx.draws.stream(Purpose::Circle, 0);
    let wealth_draws = ctx.draws.stream(Purpose::OwnerWealth, i64::from(ctx.now));
    // Share of its debts to linked suppliers that each firm pays, and the money it keeps back for them.
    let mut linked_share = [0.0f64; BLOCK];
    let of_use = relief::OfUse::of(ctx.terms);
    let mut concerned = Concerned::none(ctx);
    for i in 0..BLOCK {
        if !b.lives(i) {
            continue;
        }
        let mut d = obligations::compute::<OFFERS>(b, i, deferred.of(i), ctx);
        if d.research.0 > 0 {
            let done = d.affords_of_research(b.cash[i]);
            d.cut_research_to(done);
            b.scratch.research[i] = done.real() as f32;
        }
        if let Some(waived) = &d.waived {
            relief::note_offers(b, i, &d, &of_use, &mut concerned, ctx, out);
            relief::book(b, i, waived, out);
        }
        let s = usize::from(b.sector[i]);
        let outgo = f64::from(b.scratch.outgo[i]);
        let total = d.total();
        let mut gap = (total - b.cash[i]).positive();
        let due_to_suppliers = d.suppliers + d.linked_suppliers;
        let stretch = if gap.0 > 0 { stretch_left(b, i, due_to_suppliers, ctx) } else { Money::ZERO };
        let wanted = beyond_stretch(gap, due_to_suppliers, stretch);
        if wanted.0 > 0 {
            count::gap(b, i, wanted, &mut out.tally.sums);
            let injected = injection(b, i, wanted, wealth_draws.uniform(b.id[i]), ctx);
            b.cash[i] += injected;
            b.owner_wealth[i] -= injected.real() as f32;
            let by = foreign_investment::injected(&ctx.params.foreign_investment, b.id[i], ctx.draws);
            out.post(b, i, by, injected);
            if wanted > injected {
                informal::borrow(b, i, wanted - injected, circle, ctx, out);
            }
            gap = (total - b.cash[i]).positive();
        }
        let unpaid = if gap.is_zero() { Unpaid::default() } else { who_waits(d, gap, stretch) };
        let owed =
            b.payable[i] + b.payable_principal[i] - (due_to_suppliers - unpaid.stretched - unpaid.suppliers);
        linked_share[i] = settle(b, i, &d, unpaid, s, out);
        deferred.leave(i, unpaid.deferred);
        for (policy, months, amount) in d.deferrals() {
            let due = ctx.now + months;
            b.side.deferrals.push(Deferral {
                slot: i as u16,
                policy: policy as u16,
                due,
                amount,
                promise: None,
            });
            out.post(b, i, Item::TaxesDeferred, amount);
            out.policies[policy].deferred += amount;
            b.side.receive(i, policy, [Money::ZERO, amount]);
        }
        if !b.debt(i).is_zero() {
            loans(b, i, OnLoans::of(&d, unpaid), ctx, out);
        }
        let late = unpaid.suppliers
            + unpaid.principal
            + unpaid.interest
            + unpaid.rent
            + unpaid.taxes
            + unpaid.deferred
            + unpaid.wages;
        let illiquid = late.real() > count::NOTICED * outgo;
        b.mark(i, flag::ILLIQUID, illiquid);
        if !illiquid && b.loss_shock_months(i) > 0 && !b.has(i, flag::DORMANT) {
            b.set_loss_shock_months(i, b.loss_shock_months(i) - 1);
        }
        b.distress[i] =
            if illiquid { b.distress[i].saturating_add(1) } else { b.distress[i].saturating_sub(2) };
        b.profit[i] = smoothed_profit(b, i, d.profit, ctx);
        out.profit[s] += d.profit;
        b.scratch.profit[i] = Money::towards_zero(d.profit);
        b.profit_quarter[i] = count::profit_of_quarter(b.profit_quarter[i], d.profit, ctx.now);
        count::month_of(&mut out.tally, &d, unpaid, owed, b, i);
    }
    if OFFERS {
        concerned.report(b, ctx, out);
    }
    let recovered = |policy: u16, paid| out.policies[usize::from(policy)].recovered += paid;
    b.side.repay(ctx.now, deferred.by_slot(), recovered);
    pay_linked(b, &linked_share, ctx, out);
}

/// The owner's view of profit: smoothed, and part of what all firms of the sector lose in a known common
/// shock is looked through, and what is announced to come soon. What a firm loses beyond them is its own.
#[inline(always)]
fn smoothed_profit(b: &Block, i: usize, profit: f64, ctx: &Ctx) -> f32 {
    let mut common = ctx.sectors[usize::from(b.sector[i])].looked_through * f64::from(b.normal_sales[i]);
    if !ctx.terms.coming.ahead.is_empty() {
        common += expectations::pay_to_come(b, i, ctx);
    }
    let old = f64::from(b.profit[i]);
    let seen = owner::seen_profit(profit, old, common);
    (old + ctx.params.owner.profit_memory * (seen - old)) as f32
}

/// What suppliers still bear: overdue invoices up to so many months of purchases.
fn stretch_left(b: &Block, i: usize, due_to_suppliers: Money, ctx: &Ctx) -> Money {
    let s = usize::from(b.sector[i]);
    let purchases = f64::from(b.normal_sales[i]) * ctx.sectors[s].material;
    let credit = 1.0 - ctx.sectors[s].delivery_cash;
    let usual_pace = ctx.sectors[s].contract_due * paying::on_the_day(&ctx.params.paying, b.habit[i]);
    let normal = purchases * credit / usual_pace.max(0.02);
    let most = normal + ctx.terms.waiting * ctx.params.trade_credit.stretch_months * purchases * credit;
    let left_over = (b.payable[i] + b.payable_principal[i] - due_to_suppliers).real();
    Money::round((most - left_over).max(0.0))
}

/// What the owner puts in: with some chance, out of private wealth, less likely when the firm makes a lasting
/// loss.
fn injection(b: &Block, i: usize, wanted: Money, draw: f64, ctx: &Ctx) -> Money {
    let o = &ctx.params.owner;
    let margin = f64::from(b.profit[i]) / f64::from(b.normal_sales[i]).max(1.0);
    let chance = o.injection_chance * if margin < o.losing_margin { o.injection_when_losing } else { 1.0 };
    if draw < chance {
        wanted.min(Money::towards_zero(f64::from(b.owner_wealth[i]))).positive()
    } else {
        Money::ZERO
    }
}

/// What a firm pays its creditors from: its cash at hand while they are paid, written back at the end.
struct CashAtHand {
    firm: u64,
    cash: Money,
    traced: bool,
}

impl CashAtHand {
    #[inline(always)]
    fn pay(&mut self, item: Item, amount: Money, out: &mut Out) {
        self.cash -= amount;
        self.note(item, amount, out);
    }
    #[inline(always)]
    fn note(&self, item: Item, amount: Money, out: &mut Out) {
        out.entries.post(item, amount);
        if self.traced {
            out.trace(self.firm, self.cash, item, amount);
        }
    }
    /// Pays one creditor, this month's due before what was owed already; `items` are the entries of a payment,
    /// of a debt made and of a debt paid. What is unpaid is owed from now on.
    #[inline(always)]
    fn creditor(&mut self, items: [Item; 3], due: Money, owed: Money, unpaid: Money, out: &mut Out) {
        let late = unpaid.min(due);
        self.pay(items[0], due - late, out);
        if unpaid.is_zero() && owed.is_zero() {
            return;
        }
        self.note(items[1], late, out);
        self.pay(items[2], owed - (unpaid - late), out);
    }
}

/// Pays what is paid and books what is not; gives the share of its debts to linked suppliers that the firm
/// pays.
#[inline(always)]
fn settle(b: &mut Block, i: usize, d: &Obligations, u: Unpaid, s: usize, out: &mut Out) -> f64 {
    let mut at_hand = CashAtHand { firm: b.id[i], cash: b.cash[i], traced: b.has(i, flag::TRACED) };
    let items = [Item::Wages, Item::WagesOwed, Item::WagesSettled];
    at_hand.creditor(items, d.wages, d.arrears.wages, u.wages, out);
    let mut short = u.taxes;
    for (item, due) in [
        (Item::LocalFees, d.fees),
        (Item::ProfitTax, d.profit_tax),
        (Item::ValueAddedTax, d.vat),
        (Item::Contributions, d.contributions),
    ] {
        let missing = short.min(due);
        short -= missing;
        at_hand.pay(item, due - missing, out);
    }
    at_hand.note(Item::TaxesOwed, u.taxes - short, out);
    at_hand.pay(Item::TaxesSettled, d.arrears.taxes - short, out);
    at_hand.pay(Item::DeferredPaid, d.deferred_due - u.deferred, out);
    at_hand.creditor([Item::Rent, Item::RentOwed, Item::RentSettled], d.rent, d.arrears.rent, u.rent, out);
    if !d.research.is_zero() {
        at_hand.pay(Item::Research, d.research, out);
    }
    let items = [Item::Interest, Item::InterestOwed, Item::InterestSettled];
    at_hand.creditor(items, d.interest, d.arrears.interest, u.interest, out);
    out.bank_income[usize::from(b.bank[i])] += d.interest + d.interest_added;
    b.side.set_arrears(i, Arrears { wages: u.wages, taxes: u.taxes, rent: u.rent, interest: u.interest });

    let due = d.suppliers + d.linked_suppliers;
    let paid = due - u.stretched - u.suppliers;
    let share = if due.0 > 0 { paid.real() / due.real() } else { 0.0 };
    let to_pool = d.suppliers.share(share).min(paid);
    b.payable[i] -= to_pool;
    at_hand.pay(Item::SuppliersPaid, to_pool, out);
    b.cash[i] = at_hand.cash;
    out.suppliers_paid[s] += to_pool;
    f64::from(b.scratch.means_to_pay[i]) * share
}

/// What of a firm's obligations is about its loans.
#[derive(Clone, Copy)]
struct OnLoans {
    rolled_over: bool,
    interest_added: Money,
    instalment: Money,
    maturing: Money,
    extended_by: Option<(usize, u8)>,
    /// Principal that stays unpaid.
    unpaid: Money,
}

impl OnLoans {
    #[inline(always)]
    fn of(d: &Obligations, u: Unpaid) -> OnLoans {
        OnLoans {
            rolled_over: d.rolled_over,
            interest_added: d.interest_added,
            instalment: d.instalment,
            maturing: d.maturing,
            extended_by: d.extended_by,
            unpaid: u.principal,
        }
    }
}

/// Loans: interest deferred is added, instalments and maturing loans are paid as far as they are, the bank
/// gives time for the rest.
fn loans(b: &mut Block, i: usize, d: OnLoans, ctx: &Ctx, out: &mut Out) {
    let p = &ctx.params.credit;
    if d.rolled_over && ctx.terms.acts_on_banks {
        lending::renew(b, i, ctx, out);
    }
    if d.interest_added.0 > 0 {
        if b.working_loan[i].0 > 0 {
            b.working_loan[i] += d.interest_added
        } else {
            b.term_loan[i] += d.interest_added
        }
        out.post(b, i, Item::InterestAdded, d.interest_added);
    }
    let paid_working = d.maturing - d.unpaid.min(d.maturing);
    let paid_term = d.instalment - (d.unpaid - d.unpaid.min(d.maturing));
    b.working_loan[i] -= paid_working;
    b.term_loan[i] -= paid_term;
    b.cash[i] -= paid_working + paid_term;
    out.post(b, i, Item::LoanRepaid, paid_working + paid_term);
    let in_moratorium = d.interest_added.0 > 0 || (d.instalment.is_zero() && b.term_loan[i].0 > 0);
    b.mark(i, flag::MORATORIUM, in_moratorium);
    if d.maturing.0 > 0 || d.rolled_over || b.working_loan[i].is_zero() {
        b.mark(i, flag::EXTENDED, b.working_loan[i].0 > 0 && !d.rolled_over);
    }
    if b.working_loan[i].0 > 0 {
        b.working_left[i] = if d.rolled_over {
            p.working_months as u8
        } else if let Some((_, months)) = d.extended_by {
            months
        } else if b.working_left[i] <= 1 {
            if d.maturing.0 > 0 { p.extension_months as u8 } else { 1 }
        } else {
            b.working_left[i] - 1
        };
    }
    if b.term_loan[i].0 > 0 && d.instalment.0 > 0 && paid_term == d.instalment {
        b.term_left[i] = b.term_left[i].saturating_sub(1).max(1);
    }
    if b.debt(i).is_zero() {
        release_guarantee(b, i);
    }
}

fn release_guarantee(b: &mut Block, i: usize) {
    b.guaranteed[i] = 0;
    b.guarantor[i] = 0;
    b.rate[i] = 0;
    if !b.side.dared.is_empty() {
        b.side.dared.remove(&(i as u16));
    }
    b.mark(i, flag::EXTENDED, false);
}

/// Payments to suppliers whose principal customer is in this block or is a large firm: receivers round down,
/// the payer is debited their sum; the money arrives next month.
fn pay_linked(b: &mut Block, share: &[f64; BLOCK], ctx: &Ctx, out: &mut Out) {
    for i in 0..BLOCK {
        if !b.lives(i) || b.due_from_principal[i].is_zero() || b.customer[i] == NOBODY {
            continue;
        }
        let owed = b.due_from_principal[i].real();
        if b.customer[i] & LARGE_FIRM != 0 {
            let a = (b.customer[i] & !LARGE_FIRM) as usize;
            let paid = Money::towards_zero(owed * ctx.large_firms[a].pays);
            if ctx.large_firms[a].late_interest > 0.0 {
                let interest = Money::towards_zero(owed * ctx.large_firms[a].late_interest);
                out.post_to(a, ctx).late_interest += interest;
                b.cash[i] += interest;
                out.post(b, i, Item::LateInterest, interest);
            }
            out.post_to(a, ctx).paid += paid;
            b.due_from_principal[i] -= paid;
            b.in_transit[i] += paid;
            out.post(b, i, Item::PrincipalPaidLargeFirm, paid);
        } else {
            let c = b.customer[i] as usize;
            let paid = Money::towards_zero(owed * share[c]).min(b.cash[c]);
            b.cash[c] -= paid;
            b.payable_principal[c] -= paid;
            b.due_from_principal[i] -= paid;
            b.in_transit[i] += paid;
            out.post(b, c, Item::PrincipalPaidSme, paid);
            out.mirror(b, i, Item::PrincipalPaidSme, false, paid);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_worked_by_hand() {
        let d = Obligations {
            wages: Money(100),
            vat: Money(20),
            rent: Money(30),
            interest: Money(10),
            instalment: Money(40),
            suppliers: Money(200),
            ..Obligations::default()
        };
        assert_eq!(d.total(), Money(400));
        // 120 is missing and suppliers bear 80: the instalment of 40 waits too.
        let u = who_waits(d, Money(120), Money(80));
        assert_eq!(u, Unpaid { stretched: Money(80), principal: Money(40), ..Unpaid::default() });
        // 310 is missing: then interest 10, the other suppliers 120, rent 30, taxes 20, and 10 of pay.
        let u = who_waits(d, Money(310), Money(80));
        assert_eq!(u.suppliers, Money(120));
        assert_eq!((u.interest, u.rent, u.taxes, u.wages), (Money(10), Money(30), Money(20), Money(10)));
    }
}
