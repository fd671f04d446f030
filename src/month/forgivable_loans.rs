//! Debts to the treasury that are forgiven where staff was kept: forgivable loans.
//!
//! Such a debt stands among the deferred obligations of a firm with its promise. In the month of decision it
//! is forgiven, which is when it becomes public cost, or it loses its promise and falls due later like any
//! other deferred sum. While the promise lasts, owners count the debt as pay that others bear, spread over
//! the months until the decision.

use crate::money::Money;
use crate::month::ctx::Ctx;
use crate::month::out::Out;
use crate::state::block::{Block, flag};
use crate::state::debts::{Deferral, Promise};
use crate::state::ledger::Item;
use crate::state::slots::BLOCK;
use crate::terms::payment::Forgiven;

/// The debt of a firm that gets a forgivable loan of `amount`; `pay` is its monthly pay.
pub fn make(
    slot: usize,
    policy: usize,
    amount: Money,
    what: Forgiven,
    pay: f64,
    people: u32,
    now: i32,
) -> Deferral {
    let borne = (amount.real() / (pay * f64::from(what.after)).max(1.0)).min(1.0);
    let promise = Promise {
        staff: (f64::from(people) * what.keep).ceil() as u32,
        repay: what.repay,
        borne: borne as f32,
    };
    Deferral {
        slot: slot as u16,
        policy: policy as u16,
        due: now + what.after,
        amount,
        promise: Some(promise),
    }
}

/// The share of pay that owners count as borne by others because a loan may be forgiven, by slot; empty where
/// there are none.
pub fn borne(b: &Block) -> Vec<f64> {
    let mut borne = Vec::new();
    for deferral in &b.side.deferrals {
        if let Some(promise) = deferral.promise {
            borne.resize(BLOCK, 0.0);
            borne[usize::from(deferral.slot)] += f64::from(promise.borne);
        }
    }
    borne
}

/// ROUND 4. Promises whose month has come are kept or lapse. Before the month's obligations, so that nothing
/// is asked for that is forgiven.
pub fn decide(b: &mut Block, ctx: &Ctx, out: &mut Out) {
    if !b.side.deferrals.iter().any(|deferral| deferral.promise.is_some()) {
        return;
    }
    let mut deferrals = std::mem::take(&mut b.side.deferrals);
    deferrals.retain_mut(|deferral| {
        let Some(promise) = deferral.promise.filter(|_| deferral.due <= ctx.now) else { return true };
        let i = usize::from(deferral.slot);
        if b.headcount[i] < promise.staff || b.has(i, flag::DORMANT) {
            deferral.due = ctx.now + promise.repay;
            deferral.promise = None;
            return true;
        }
        out.post(b, i, Item::LoanForgiven, deferral.amount);
        out.policies[usize::from(deferral.policy)].paid += deferral.amount;
        false
    });
    b.side.deferrals = deferrals;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forgivable_loan_worked_by_hand() {
        // Two and a half months of pay of 40,000, decided after six: owners count 100,000 of 240,000 as
        // borne. Of five people 4.5 must stay: five.
        let what = Forgiven { after: 6, keep: 0.9, repay: 24 };
        let debt = make(7, 1, Money(100_000), what, 40_000.0, 5, 100);
        assert_eq!((debt.slot, debt.due), (7, 106));
        let promise = debt.promise.unwrap();
        assert_eq!((promise.staff, promise.repay), (5, 24));
        assert!((promise.borne - 100.0 / 240.0).abs() < 1e-6);
    }
}
