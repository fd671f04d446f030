//! Re-lending: central-bank money below the prime rate for loans to small firms.
//!
//! A quota is drawn month by month, as far as banks lend to small firms, and paid back over the months
//! agreed; what was paid back may be drawn anew within the quota of the month. It widens what banks can lend,
//! since it funds loans beside their own growth, and lowers the rate on the part of new loans that it funds
//! by a share of the gap to the prime rate. The central bank forgoes that gap on all that is outstanding: a
//! quasi-fiscal cost, reported as borne by others than the treasury. The interest that banks pay on it stands
//! in the books. What banks save on other funding does not: their market funding is no agent of this model.
//! Rests on the People's Bank of China's re-lending to support small firms (quota 1.76 trillion yuan in June
//! 2023).

use crate::economy::BankType;
use crate::money::Money;
use crate::month::ctx::{Ctx, Setting};
use crate::month::out::PolicyCount;
use crate::state::ledger::{Entries, Item};
use crate::state::{Bank, Relent, State};
use crate::terms::Terms;

/// The part of the monthly quotas of a bank of this type.
pub fn quota(kind: &BankType, terms: &Terms) -> f64 {
    let all: f64 = terms.relending.iter().map(|offer| offer.what.monthly).sum();
    all * kind.loan_share / f64::from(kind.count)
}

/// Points by which new loans of a bank are cheaper: what it passes on of the gap, on the part of its usual
/// lending that is so funded.
pub fn points(bank: &Bank, kind: &BankType, ctx: &Ctx) -> f64 {
    if ctx.terms.relending.is_empty() || bank.usual <= 0.0 {
        return 0.0;
    }
    let funded = (quota(kind, ctx.terms) / bank.usual).min(1.0);
    let prime = ctx.params.credit.policy_rate + ctx.terms.prime_change();
    let monthly: f64 = ctx.terms.relending.iter().map(|offer| offer.what.monthly).sum();
    let passed = ctx.terms.relending.iter().map(|offer| {
        let what = offer.what;
        what.monthly / monthly.max(1e-9) * cheaper(prime, what.rate, what.pass_through, funded)
    });
    passed.sum()
}

/// Points of which a loan is cheaper when a part of it is funded at a rate below prime.
pub fn cheaper(prime: f64, rate: f64, pass_through: f64, funded: f64) -> f64 {
    (prime - rate).max(0.0) * pass_through * funded
}

/// A sum shared out by what each owes, to the unit.
fn shared_out(sum: Money, owed: &[Money]) -> Vec<Money> {
    let all: Money = owed.iter().copied().sum();
    let (mut before, mut given) = (Money::ZERO, Money::ZERO);
    let share = |own: &Money| {
        before += *own;
        let up_to = if before == all { sum } else { sum.times(before.real() / all.real()) };
        let share = up_to - given;
        given = up_to;
        share
    };
    owed.iter().map(share).collect()
}

/// ⟂ Banks draw, pay interest and pay back; the gap is reported as what the central bank bears.
pub fn compute(
    state: &mut State,
    setting: &Setting,
    terms: &Terms,
    entries: &mut Entries,
    policies: &mut [PolicyCount],
) {
    if terms.relending.is_empty() && state.relending.iter().all(|relent| relent.outstanding.is_zero()) {
        return;
    }
    let prime = setting.scenario.params.credit.policy_rate + terms.prime_change();
    let mut interest_paid = Money::ZERO;
    for first in 0..state.relending.len() {
        // What renews a quota goes on with its account: sums are rounded as those of one.
        let one = |policy: &usize| {
            usize::from(terms.instruments[*policy]) == first
                && !state.relending[*policy].outstanding.is_zero()
        };
        let members: Vec<usize> = (first..state.relending.len()).filter(one).collect();
        let Some(Relent { rate, months, .. }) = members.first().map(|policy| state.relending[*policy]) else {
            continue;
        };
        let owed: Vec<Money> = members.iter().map(|policy| state.relending[*policy].outstanding).collect();
        let outstanding: Money = owed.iter().copied().sum();
        let interest = outstanding.times(rate / 12.0);
        let repaid = outstanding.times(1.0 / months.max(1.0)).max(Money(1)).min(outstanding);
        entries.post(Item::RelendingInterest, interest);
        entries.post(Item::RelendingRepaid, repaid);
        let gap = outstanding.times((prime - rate).max(0.0) / 12.0);
        for ((policy, repaid), gap) in
            members.iter().zip(shared_out(repaid, &owed)).zip(shared_out(gap, &owed))
        {
            policies[*policy].borne += gap;
            state.relending[*policy].outstanding -= repaid;
        }
        state.reserves -= interest + repaid;
        interest_paid += interest;
    }
    let mut lent = entries.of(Item::LoanDrawn);
    for offer in &terms.relending {
        let drawn = Money::round(offer.what.monthly).min(lent).positive();
        lent -= drawn;
        let relent = &mut state.relending[offer.policy];
        let held = relent.outstanding.real();
        let mixed = || (held * relent.rate + drawn.real() * offer.what.rate) / (held + drawn.real()).max(1.0);
        let rate = if held == 0.0 || relent.rate == offer.what.rate { offer.what.rate } else { mixed() };
        *relent = Relent { outstanding: relent.outstanding + drawn, rate, months: offer.what.months };
        entries.post(Item::RelendingDrawn, drawn);
        state.reserves += drawn;
    }
    super::banks::share_out(state, setting, -interest_paid, |_| true);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loan_is_cheaper_by_hand() {
        // 4.15% less 1.75% is 2.4 points; 60% passed on of what funds a quarter: 0.36 points.
        assert!((cheaper(0.0415, 0.0175, 0.6, 0.25) - 0.0036).abs() < 1e-12);
        assert_eq!(cheaper(0.02, 0.03, 1.0, 1.0), 0.0);
    }

    #[test]
    fn what_is_paid_back_is_shared_out_by_hand() {
        // Thirty of ninety: a third each, the odd unit to the later.
        assert_eq!(shared_out(Money(31), &[Money(30), Money(60)]), [Money(10), Money(21)]);
        assert_eq!(shared_out(Money(7), &[Money(90)]), [Money(7)]);
        assert_eq!(shared_out(Money(90), &[Money(30), Money(60)]), [Money(30), Money(60)]);
    }
}
