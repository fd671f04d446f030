//! Estates of closed and bankrupt firms: who is paid in which order, and contagion to those who are not.
//!
//! A firm that closes sells what it has: its invoices at a discount to large firms of its sector, its fixed
//! assets and stock at a loss to households. Where that covers all debts, creditors are paid at once and the
//! rest is the owner's. Where it does not, the estate goes into a table of its own for as long as insolvency
//! takes; its loan is a bad loan until then, its suppliers wait. Then the cost of the proceedings, pay,
//! taxes, the bank (or the fund that stood in), and landlord, suppliers and private lenders are paid in this
//! order, the order of insolvency law (China: Enterprise Bankruptcy Law 2006, articles 41 to 43 and 113).
//! What suppliers lose reaches the sellers' settlement accounts, and through them all sellers, next month.

crate::parameters! {
    /// Parameters of winding up.
    pub struct Estate : "estate" {
        months = 20.0, 0.0 .. 120.0, "months", "time until the creditors of an insolvent estate are paid", Assumed, "about the 1.7 years of World Bank Doing Business 2020 for China, from memory; prior range 10-36";
        cost = 0.22, 0.0 .. 1.0, "share of the estate", "cost of insolvency proceedings, paid first", Assumed, "about the figure of World Bank Doing Business 2020 for China, from memory; prior range 0.1-0.3";
        fixed_haircut = 0.6, 0.0 .. 1.0, "share of book value", "loss on fixed assets sold out of an estate", Assumed, "forced sale; prior range 0.4-0.8";
        claims_haircut = 0.1, 0.0 .. 1.0, "share of face value", "discount at which an estate sells its invoices", Assumed, "prior range 0.05-0.3";
        chain_loss = 0.1, 0.0 .. 12.0, "months of cost", "unpaid invoices to a closed customer above which a later failure is attributed to it", Assumed, "a convention of counting: nothing else depends on it";
        stock_haircut = 0.7, 0.0 .. 1.0, "share of book value", "loss on inputs sold out of an estate", Assumed, "prior range 0.5-0.9";
    }
}

use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::ctx::monthly_cost;
use crate::month::lending;
use crate::month::limit;
use crate::month::out::{Out, Stock};
use crate::state::block::{Block, Record, flag};
use crate::state::estates::{self, Linked};
use crate::state::ledger::Item;
use crate::state::market;
use crate::state::slots::{BLOCK, LARGE_FIRM, NOBODY};

/// Months for which a lost invoice is felt: it would have been paid over about so long.
const LOSS_SHOCK_MONTHS: u16 = 3;

/// The share of its claims that each rank of creditors gets out of `cash`: all, or each the same share of
/// what is left.
pub fn shares<const RANKS: usize>(cash: Money, owed: [Money; RANKS]) -> [f64; RANKS] {
    let mut left = cash;
    owed.map(|owed| {
        if owed.0 <= 0 {
            return 1.0;
        }
        let share = (left.real() / owed.real()).min(1.0);
        left -= owed.share(share).min(left);
        share
    })
}

/// ROUND 4. A firm closes: its assets are sold, its debts pass to an estate, its slot is free. An estate that
/// covers all debts pays at once.
pub fn open(b: &mut Block, i: usize, ctx: &Ctx, out: &mut Out) {
    sell(b, i, ctx, out);
    let dared = b.side.dared.remove(&(i as u16));
    let (arrears, deferrals, informal) = b.side.forget(i);
    let mut estate = estates::Estate {
        id: b.id[i],
        sector: b.sector[i],
        bank: b.bank[i],
        guarantor: b.guarantor[i],
        traced: b.has(i, flag::TRACED),
        due: ctx.now,
        cash: b.cash[i],
        arrears,
        deferrals,
        loan: b.debt(i),
        fund: Money::ZERO,
        dared,
        informal,
        payable: b.payable[i],
        linked: unlink_suppliers(b, i, out),
    };
    let covered = f64::from(b.guaranteed[i]) / 100.0;
    b.put(i, &Record::EMPTY);
    b.alive -= 1;
    if estate.cash >= estate.debts() {
        distribute(b, estate, Money::ZERO, out);
        return;
    }
    if estate.guarantor > 0 && !ctx.terms.paid_up(usize::from(estate.guarantor) - 1) {
        // The fund stands in when the debtor fails, not when the court is done, and takes over that part of
        // the claim.
        let called = estate.loan.times(covered);
        estate.loan -= called;
        estate.fund = called;
        if let Some(dared) = &mut estate.dared {
            dared.amount = dared.amount.min(estate.loan);
        }
        out.entries.post(Item::GuaranteePaid, called);
        out.policies[usize::from(estate.guarantor) - 1].lost += called;
        b.side.received.note(i, usize::from(estate.guarantor) - 1, [called, Money::ZERO]);
    }
    set_loss_shock_months(b, &estate.linked, ctx);
    estate.due = due(estate.fund, ctx);
    b.side.estates.push(estate);
}

/// The month in which an estate opened now pays its creditors. One for which a fund stands in waits a month
/// at least: the fund may yet have to give back.
fn due(fund: Money, ctx: &Ctx) -> i32 {
    ctx.now + (ctx.params.estate.months as i32).max(i32::from(fund.0 > 0))
}

/// A fund that was called this month for more than it has pays the share of each call that it can; banks keep
/// the rest of the claim.
pub fn give_back(b: &mut Block, shares: &[f64], ctx: &Ctx, out: &mut Out) {
    for estate in
        b.side.estates.iter_mut().filter(|estate| estate.fund.0 > 0 && estate.due == due(estate.fund, ctx))
    {
        let policy = usize::from(estate.guarantor) - 1;
        if shares[policy] >= 1.0 {
            continue;
        }
        let back = estate.fund - limit::part_of_call(estate.fund, shares[policy]);
        estate.fund -= back;
        estate.loan += back;
        out.entries.post(Item::GuaranteePaid, -back);
        out.policies[policy].lost += -back;
        for (stock, change) in [(Stock::FundClaims, -back), (Stock::Loans, back)] {
            out.stocks[stock as usize] += change;
        }
        let bank = usize::from(estate.bank);
        for sums in [&mut out.loans, &mut out.bad_loans, &mut out.bad_uncovered] {
            sums[bank] += back;
        }
    }
}

/// ROUND 4. Estates whose time has come pay their creditors.
pub fn wind_up(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    if b.side.estates.iter().all(|estate| estate.due > ctx.now) {
        return;
    }
    let (ready, open) =
        std::mem::take(&mut b.side.estates).into_iter().partition(|estate| estate.due <= ctx.now);
    b.side.estates = open;
    for estate in ready {
        let cost = estate.cash.times(ctx.params.estate.cost);
        distribute(b, estate, cost, out);
    }
}

/// Turns the assets of a closing firm into cash.
fn sell(b: &mut Block, i: usize, ctx: &Ctx, out: &mut Out) {
    let p = &ctx.params.estate;
    let n = ctx.norms.sectors;
    let s = usize::from(b.sector[i]);
    // The firm's own invoices: the principal customer owes the settlement account from now on.
    let claim = std::mem::take(&mut b.due_from_principal[i]);
    if b.customer[i] != NOBODY && claim.0 > 0 {
        if b.customer[i] & LARGE_FIRM != 0 {
            let a = (b.customer[i] & !LARGE_FIRM) as usize;
            out.post_to(a, ctx).novated += claim;
            out.novated[s * 2 * n + market::large(n, ctx.large_firms[a].sector)] += claim;
            out.post(b, i, Item::NovatedLargeFirm, claim);
        } else {
            let c = b.customer[i] as usize;
            b.payable_principal[c] -= claim;
            b.payable[c] += claim;
            out.novated[s * 2 * n + market::small(usize::from(b.sector[c]))] += claim;
            out.post(b, i, Item::NovatedSme, claim);
            out.mirror(b, c, Item::NovatedSme, true, claim);
        }
        b.receivable[i] += claim;
    }
    let arrived = std::mem::take(&mut b.in_transit[i]);
    b.cash[i] += arrived;
    out.post(b, i, Item::PrincipalReceived, arrived);
    let invoices = std::mem::take(&mut b.receivable[i]);
    let price = invoices.share(1.0 - p.claims_haircut);
    b.cash[i] += price;
    out.post(b, i, Item::EstateClaims, price);
    out.post(b, i, Item::EstateClaimsMoved, invoices);
    out.estate_claims[s] += invoices;
    out.estate_price[s] += price;
    let goods = Money::round(
        f64::from(b.fixed_assets[i]) * (1.0 - p.fixed_haircut)
            + f64::from(b.inputs[i]) * ctx.sectors[s].input_price * (1.0 - p.stock_haircut),
    );
    b.cash[i] += goods;
    out.post(b, i, Item::EstateAssets, goods);
}

/// Firms whose principal customer closes are creditors of its estate from now on, and look for another
/// customer next month. They expect nothing from it: the claim leaves their balance sheet.
fn unlink_suppliers(b: &mut Block, closed: usize, out: &mut Out) -> Vec<Linked> {
    let mut linked = Vec::new();
    for k in 0..BLOCK {
        if b.customer[k] as usize != closed || !b.lives(k) || k == closed {
            continue;
        }
        b.customer[k] = NOBODY;
        let claim = std::mem::take(&mut b.due_from_principal[k]);
        if claim.is_zero() {
            continue;
        }
        b.payable_principal[closed] -= claim;
        out.post(b, k, Item::ClaimOnEstate, claim);
        linked.push(Linked { slot: k as u16, id: b.id[k], claim });
    }
    linked
}

/// Suppliers that wait for what an estate may pay one day feel it as a loss when it is much to them; who was
/// in distress already did not get there by this.
fn set_loss_shock_months(b: &mut Block, linked: &[Linked], ctx: &Ctx) {
    for Linked { slot, claim, .. } in linked {
        let k = usize::from(*slot);
        if b.distress[k] == 0 && claim.real() > ctx.params.estate.chain_loss * monthly_cost(b, k, ctx) {
            b.set_loss_shock_months(k, LOSS_SHOCK_MONTHS);
        }
    }
}

/// Pays the creditors of an estate by rank; the rest is the owner's.
fn distribute(b: &mut Block, mut estate: estates::Estate, cost: Money, out: &mut Out) {
    estate.cash -= cost;
    out.post_estate(&estate, Item::EstateCost, cost);
    let estates::Estate { arrears, loan, fund, informal, payable, .. } = estate;
    let ranks = [
        arrears.wages,
        arrears.taxes + estate.deferred(),
        arrears.interest + loan + fund,
        arrears.rent + payable + estate.owed_to_linked() + informal,
    ];
    let [first, second, third, last] = shares(estate.cash, ranks);
    let deferrals = std::mem::take(&mut estate.deferrals);
    let mut pay = |settled: Item, lost: Item, owed: Money, share: f64| {
        let paid = part(owed, share, estate.cash);
        estate.cash -= paid;
        out.post_estate(&estate, settled, paid);
        out.post_estate(&estate, lost, owed - paid);
        (paid, owed - paid)
    };
    pay(Item::WagesSettled, Item::WagesLost, arrears.wages, first);
    pay(Item::TaxesSettled, Item::TaxesLost, arrears.taxes, second);
    let outcomes: Vec<(Money, Money)> = deferrals
        .iter()
        .map(|deferral| pay(Item::DeferredPaid, Item::DeferredLost, deferral.amount, second))
        .collect();
    let (_, interest_lost) = pay(Item::InterestSettled, Item::InterestLost, arrears.interest, third);
    let (_, loan_lost) = pay(Item::LoanRepaid, Item::LoanLost, loan, third);
    let (recovered, _) = pay(Item::FundRecovered, Item::FundLost, fund, third);
    pay(Item::RentSettled, Item::RentLost, arrears.rent, last);
    pay(Item::InformalRepaid, Item::InformalLost, informal, last);
    let (paid, lost) = pay(Item::SuppliersPaid, Item::SuppliersLost, payable, last);
    let s = usize::from(estate.sector);
    out.suppliers_paid[s] += paid;
    out.suppliers_lost[s] += lost;
    for (deferral, (paid, lost)) in deferrals.iter().zip(outcomes) {
        let policy = &mut out.policies[usize::from(deferral.policy)];
        policy.recovered += paid;
        policy.lost += lost;
    }
    if recovered.0 > 0 {
        // What the fund gets back of what it paid is no loss after all.
        out.policies[usize::from(estate.guarantor) - 1].recovered += recovered;
    }
    out.bank_income[usize::from(estate.bank)] -= interest_lost + loan_lost;
    if let Some(dared) = estate.dared {
        lending::share_loss(dared, loan, loan_lost, usize::from(estate.bank), out);
    }
    pay_linked_suppliers(b, &mut estate, last, out);
    let rest = std::mem::take(&mut estate.cash);
    out.post_estate(&estate, Item::EstateRest, rest);
}

/// A share of a claim, rounded down so that no rank gets more than there is.
fn part(owed: Money, share: f64, cash: Money) -> Money {
    if share >= 1.0 { owed } else { Money::towards_zero(owed.real() * share) }.min(cash)
}

/// Linked suppliers get their share, on its way like any payment along a link. That of a supplier which
/// closed meanwhile goes to its own estate, or to its owner when that is wound up.
fn pay_linked_suppliers(b: &mut Block, estate: &mut estates::Estate, share: f64, out: &mut Out) {
    for linked in std::mem::take(&mut estate.linked) {
        let paid = part(linked.claim, share, estate.cash);
        estate.cash -= paid;
        let k = usize::from(linked.slot);
        out.post_estate(estate, Item::EstatePaysLinked, paid);
        if b.lives(k) && b.id[k] == linked.id {
            b.in_transit[k] += paid;
            out.mirror(b, k, Item::EstatePaysLinked, false, paid);
            out.post(b, k, Item::PrincipalLost, linked.claim - paid);
            continue;
        }
        out.entries.post(Item::PrincipalLost, linked.claim - paid);
        if let Some(own) = b.side.estates.iter_mut().find(|other| other.id == linked.id) {
            own.cash += paid;
            out.post_estate(own, Item::PrincipalReceived, paid);
        } else {
            out.entries.post(Item::PrincipalReceived, paid);
            out.entries.post(Item::EstateRest, paid);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_worked_by_hand() {
        // 100 in hand: 30 of pay in full, 50 of taxes in full, 20 of the bank's 80 (a quarter), nothing for
        // suppliers.
        assert_eq!(shares(Money(100), [30, 50, 80, 40].map(Money)), [1.0, 1.0, 0.25, 0.0]);
        // A rank without claims takes nothing from the next.
        assert_eq!(shares(Money(60), [0, 50, 0, 40].map(Money)), [1.0, 1.0, 1.0, 0.25]);
        assert_eq!(part(Money(80), 0.25, Money(100)), Money(20));
        // Rounded down, and never more than there is.
        assert_eq!(part(Money(7), 0.5, Money(100)), Money(3));
        assert_eq!(part(Money(7), 1.0, Money(5)), Money(5));
    }
}
