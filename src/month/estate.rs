//! Estates: what a closed firm leaves, and who is paid from it in which order.

crate::parameters! {
    /// Parameters of winding up.
    pub struct Estate : "estate" {
        fixed_haircut = 0.6, 0.0 .. 1.0, "share of book value", "loss on fixed assets sold out of an estate", Assumed, "forced sale; prior range 0.4-0.8";
        claims_haircut = 0.1, 0.0 .. 1.0, "share of face value", "discount at which an estate sells its invoices", Assumed, "prior range 0.05-0.3";
        chain_loss = 0.1, 0.0 .. 12.0, "months of cost", "loss on a customer that closed, from which on a failure that follows counts as caused by it", Assumed, "a convention of counting: nothing else depends on it";
        stock_haircut = 0.7, 0.0 .. 1.0, "share of book value", "loss on inputs sold out of an estate", Assumed, "prior range 0.5-0.9";
    }
}

use super::Ctx;
use super::dues::monthly_cost;
use crate::money::Money;
use crate::month::out::Out;
use crate::state::block::{ANCHOR, BLOCK, Block, NOBODY, Record};
use crate::state::ledger::Item;
use crate::state::market;

/// Months for which a lost invoice is felt: it would have been paid over about so long.
const SHAKEN_MONTHS: u16 = 3;

/// Pays creditors of one rank out of `left`: all of them, or each the same share. Gives the share.
fn rank(left: &mut Money, owed: Money) -> f64 {
    if owed.0 <= 0 {
        return 1.0;
    }
    let share = (left.real() / owed.real()).min(1.0);
    *left -= owed.share(share).min(*left);
    share
}

/// Settles the estate of a firm that closes and frees its slot. Claims are sold to large firms of its sector and goods to households, at
/// their haircuts; then pay, taxes, bank, and landlord with suppliers are paid in this order; the rest is the owner's. What creditors lose reaches
/// the sellers' settlement accounts, and through them all sellers, next month; linked suppliers lose at once.
pub fn settle(b: &mut Block, i: usize, ctx: &Ctx, out: &mut Out) {
    let p = &ctx.params.estate;
    let n = ctx.norms.sectors;
    let s = usize::from(b.sector[i]);
    // The firm's own invoices: the principal customer owes the settlement account from now on.
    let claim = std::mem::take(&mut b.due_from_principal[i]);
    if b.customer[i] != NOBODY && claim.0 > 0 {
        if b.customer[i] & ANCHOR != 0 {
            let a = (b.customer[i] & !ANCHOR) as usize;
            out.post_to(a, ctx).novated += claim;
            out.novated[s * 2 * n + market::large(n, ctx.anchors[a].sector)] += claim;
            out.post(b, i, Item::NovatedAnchor, claim);
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

    let (arrears, deferrals) = b.side.forget(i);
    let deferred: Money = deferrals.iter().map(|d| d.amount).sum();
    let loan = b.debt(i);
    let suppliers = b.payable[i] + b.payable_principal[i];
    let mut left = b.cash[i];
    let shares = [
        rank(&mut left, arrears.wages),
        rank(&mut left, arrears.taxes + deferred),
        rank(&mut left, arrears.interest + loan),
        rank(&mut left, arrears.rent + suppliers),
    ];
    let pay = |b: &mut Block, out: &mut Out, settled: Item, lost: Item, owed: Money, share: f64| {
        let paid = if share >= 1.0 { owed } else { Money((owed.real() * share) as i64) }.min(b.cash[i]);
        b.cash[i] -= paid;
        out.post(b, i, settled, paid);
        out.post(b, i, lost, owed - paid);
        (paid, owed - paid)
    };
    pay(b, out, Item::WagesSettled, Item::WagesLost, arrears.wages, shares[0]);
    pay(b, out, Item::TaxesSettled, Item::TaxesLost, arrears.taxes, shares[1]);
    let mut outcomes = Vec::with_capacity(deferrals.len());
    for deferral in &deferrals {
        outcomes.push((deferral.policy, pay(b, out, Item::DeferredPaid, Item::DeferredLost, deferral.amount, shares[1])));
    }
    let (_, interest_lost) = pay(b, out, Item::InterestSettled, Item::InterestLost, arrears.interest, shares[2]);
    let (_, loan_lost) = pay(b, out, Item::LoanRepaid, Item::LoanLost, loan, shares[2]);
    pay(b, out, Item::RentSettled, Item::RentLost, arrears.rent, shares[3]);
    let (paid, lost) = pay(b, out, Item::SuppliersPaid, Item::SuppliersLost, b.payable[i], shares[3]);
    out.suppliers_paid[s] += paid;
    out.suppliers_lost[s] += lost;
    for (policy, (paid, lost)) in outcomes {
        out.policies[usize::from(policy)].recovered += paid;
        out.policies[usize::from(policy)].lost += lost;
    }
    let bank = usize::from(b.bank[i]);
    out.bank_income[bank] -= interest_lost + loan_lost;
    if b.guarantor[i] > 0 && loan_lost.0 > 0 {
        let called = loan_lost.times(f64::from(b.guaranteed[i]) / 100.0);
        out.entries.post(Item::GuaranteePaid, called);
        out.bank_income[bank] += called;
        out.policies[usize::from(b.guarantor[i]) - 1].lost += called;
    }
    pay_linked_suppliers(b, i, shares[3], ctx, out);
    let rest = b.cash[i];
    b.cash[i] = Money::ZERO;
    out.post(b, i, Item::EstateRest, rest);
    b.put(i, &Record::EMPTY);
    b.alive -= 1;
}

/// Firms whose principal customer closes get their share, lose the rest, and look for another customer next month.
fn pay_linked_suppliers(b: &mut Block, closed: usize, share: f64, ctx: &Ctx, out: &mut Out) {
    for k in 0..BLOCK {
        if b.customer[k] as usize != closed || !b.lives(k) || k == closed {
            continue;
        }
        b.customer[k] = NOBODY;
        let owed = std::mem::take(&mut b.due_from_principal[k]);
        let paid = if share >= 1.0 { owed } else { Money((owed.real() * share) as i64) }.min(b.cash[closed]);
        b.cash[closed] -= paid;
        b.payable_principal[closed] -= owed;
        b.in_transit[k] += paid;
        out.post(b, closed, Item::PrincipalPaidSme, paid);
        out.mirror(b, k, Item::PrincipalPaidSme, false, paid);
        out.post(b, k, Item::PrincipalLost, owed - paid);
        // Who was in distress already did not get there by this.
        if b.distress[k] == 0 && (owed - paid).real() > ctx.params.estate.chain_loss * monthly_cost(b, k, ctx) {
            b.shake(k, SHAKEN_MONTHS);
        }
    }
}
