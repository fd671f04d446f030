//! Banks: what they earn and lose, what they set aside for bad loans, what is left to lend against.
//!
//! A loan is bad when its debtor has been in distress for three months, when the bank gave more time because
//! it could not be repaid (China: rules on risk classification of 2007 put such restructured loans among the
//! bad ones), or when it lies in an estate. For what bad loans will lose a bank sets aside part of its
//! capital as soon as they are bad; only the rest, the free capital, carries new loans. So losses cut lending
//! before they are final, by as much as a bank that keeps the required ratio can't carry any more (Basel III;
//! Peek and Rosengren 1997 on how losses cut lending).

use crate::economy::BankType;
use crate::money::{Money, apportion};
use crate::month::ctx::Setting;
use crate::month::out::{Out, PolicyCount};
use crate::state::ledger::{Entries, Item};
use crate::state::{Bank, State};
use crate::terms::Terms;

impl Bank {
    /// Capital less what is set aside for bad loans.
    pub fn free_capital(&self) -> Money {
        self.capital - self.provisions
    }
}

/// ⟂ Interest on deposits, cost, what large firms and the state pay, provisions, dividends out of free
/// capital above the aim.
pub fn compute(state: &mut State, setting: &Setting, fate: &Out, entries: &mut Entries) {
    let p = &setting.scenario.params.credit;
    let kinds = &setting.scenario.economy.banks;
    let bond_interest = state.treasury.debt.times(setting.scenario.params.budget.bond_rate / 12.0);
    let deposit_interest = state.households.deposits.positive().times(p.deposit_rate / 12.0);
    entries.post(Item::BondInterest, bond_interest);
    entries.post(Item::DepositInterest, deposit_interest);
    let common = bond_interest + entries.of(Item::LargeFirmInterest) - deposit_interest;
    let weights: Vec<f64> =
        state.banks.iter().map(|b| kinds[b.kind].loan_share / f64::from(kinds[b.kind].count)).collect();
    let mut parts = vec![Money::ZERO; state.banks.len()];
    apportion(common, &weights, &mut parts);
    for (index, bank) in state.banks.iter_mut().enumerate() {
        bank.loans = fate.loans[index];
        bank.bad_loans = fate.bad_loans[index];
        let kind = &kinds[bank.kind];
        let cost = bank.loans.times(kind.cost / 12.0);
        bank.capital += fate.bank_income[index] + parts[index] - cost;
        bank.provisions = fate.bad_uncovered[index].times(p.loss_given_default);
        let aim = bank.loans.times(kind.capital_ratio) + bank.injected;
        let dividend = (bank.free_capital() - aim).positive().times(p.dividend);
        bank.capital -= dividend;
        entries.post(Item::BankCosts, cost);
        entries.post(Item::BankDividends, dividend);
    }
}

/// Shares a sum out over the banks whose type passes `covers`, by their part of lending; it changes their
/// capital.
pub fn share_out(
    state: &mut State,
    setting: &Setting,
    sum: Money,
    covers: impl Fn(&BankType) -> bool,
) -> Vec<Money> {
    let kinds = &setting.scenario.economy.banks;
    let weight = |kind: &BankType| if covers(kind) { kind.loan_share / f64::from(kind.count) } else { 0.0 };
    let weights: Vec<f64> = state.banks.iter().map(|b| weight(&kinds[b.kind])).collect();
    let mut parts = vec![Money::ZERO; state.banks.len()];
    if weights.iter().sum::<f64>() > 0.0 {
        apportion(sum, &weights, &mut parts);
    }
    state.banks.iter_mut().zip(&parts).for_each(|(bank, part)| bank.capital += *part);
    parts
}

/// ⟂ Capital that the state puts into banks: not paid out again, and good for as many loans as the
/// requirement allows.
pub fn inject(
    state: &mut State,
    setting: &Setting,
    terms: &Terms,
    entries: &mut Entries,
    policies: &mut [PolicyCount],
) {
    for offer in &terms.injections {
        let what = offer.what;
        let parts = share_out(state, setting, Money::round(what.sum), |kind| {
            !what.small_banks || kind.size_taste < 0.0
        });
        for (bank, part) in state.banks.iter_mut().zip(&parts) {
            bank.injected += *part;
            bank.room += part.real() / setting.scenario.params.credit.capital_requirement;
        }
        let paid = parts.iter().copied().sum();
        entries.post(Item::CapitalInjected, paid);
        policies[offer.policy].paid += paid;
    }
}

/// ⟂ Credit lines of large firms follow the prime rate: what banks forgo by a change of it.
pub fn large_firms_prime(state: &State, terms: &Terms, policies: &mut [PolicyCount]) {
    let loans: Money = state.large_firms.iter().map(|large_firm| large_firm.loan).sum();
    for offer in &terms.prime {
        policies[offer.policy].borne -= loans.times(offer.what.now / 12.0);
    }
}
