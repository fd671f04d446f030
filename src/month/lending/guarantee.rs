//! Guarantees of loans: what of a debt is guaranteed, what room that takes in a fund, and the fee.

use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::limit;
use crate::month::out::Out;
use crate::state::block::Block;
use crate::state::ledger::Item;
use crate::terms::GuaranteeOffer;

/// The part of a firm's debt of `before` and a new loan that is guaranteed when `covered` of the loan is: per
/// cent, in whole numbers.
fn guaranteed_part(b: &Block, i: usize, before: Money, amount: Money, covered: Money) -> f64 {
    let held = before.real() * f64::from(b.guaranteed[i]) / 100.0 + covered.real();
    held / (before + amount).real() * 100.0
}

/// By how much the sum that a fund stands in for grows with a new loan, and whose fund. Parts are whole
/// numbers of per cent: it may differ a little from what is covered of the loan, and without a guarantee of
/// the loan the part of older ones may be rounded up.
pub fn guaranteed_more(
    b: &Block,
    i: usize,
    amount: Money,
    guarantee: Option<(usize, GuaranteeOffer)>,
) -> Option<(usize, Money)> {
    let before = b.debt(i);
    let old = before.times(f64::from(b.guaranteed[i]) / 100.0);
    let (policy, covered) = match guarantee {
        Some((policy, offer)) => (policy, amount.times(offer.cover)),
        None if b.guarantor[i] > 0 && before.0 > 0 && b.guaranteed[i] > 0 => {
            (usize::from(b.guarantor[i]) - 1, Money::ZERO)
        }
        None => return None,
    };
    let part = guaranteed_part(b, i, before, amount, covered).round().clamp(0.0, 100.0) / 100.0;
    // A fund that guarantees a new loan takes over what another had guaranteed.
    let own = if usize::from(b.guarantor[i]) == policy + 1 { old } else { Money::ZERO };
    Some((policy, ((before + amount).times(part) - own).positive()))
}

/// Whether a budget allows what a fund stands in for to grow with a new loan.
pub fn fund_takes(
    b: &Block,
    i: usize,
    amount: Money,
    guarantee: Option<(usize, GuaranteeOffer)>,
    ctx: &Ctx,
) -> bool {
    guaranteed_more(b, i, amount, guarantee).is_none_or(|(policy, rise)| {
        let rounding = guarantee.is_none() && rise.is_zero();
        rounding || limit::allows(policy, b, i, rise, ctx)
    })
}

/// ROUND 4. A loan has been drawn: what of the whole debt is guaranteed from now on. Where no fund guarantees
/// the loan, the guaranteed part of the debt may be rounded up if the fund of older loans `rises`.
pub fn guarantee(
    b: &mut Block,
    i: usize,
    amount: Money,
    by: Option<(usize, GuaranteeOffer)>,
    rises: bool,
    ctx: &Ctx,
    out: &mut Out,
) {
    let before = b.debt(i) - amount;
    let Some((policy, offer)) = by else {
        if before.0 > 0 && b.guaranteed[i] > 0 {
            let part = guaranteed_part(b, i, before, amount, Money::ZERO);
            b.guaranteed[i] = if rises { part.round() } else { part.floor() } as u8;
        }
        return;
    };
    let covered = amount.times(offer.cover);
    b.guaranteed[i] = guaranteed_part(b, i, before, amount, covered).round().clamp(0.0, 100.0) as u8;
    b.guarantor[i] = (policy + 1) as u8;
    let fee = covered.times(offer.fee * ctx.params.credit.working_months / 12.0).min(b.cash[i]);
    b.cash[i] -= fee;
    out.post(b, i, Item::GuaranteeFee, fee);
    out.policies[policy].guaranteed += covered;
    b.side.receive(i, policy, [Money::ZERO, covered]);
    out.policies[policy].recovered += fee;
}
