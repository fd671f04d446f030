//! Households: income, consumption with a lag, deposits.

crate::parameters! {
    /// Parameters of households.
    pub struct Households : "households" {
        income_share = 0.8, 0.0 .. 1.0, "share", "part of consumption that moves with income earned from small firms (theta)", Assumed, "prototype: product with the propensity below one";
        propensity = 0.6, 0.0 .. 2.0, "ratio", "response of that part to income, both relative to normal (psi)", Assumed, "prototype 0.5-1.3";
        habit = 0.333, 0.01 .. 1.0, "per month", "weight of last month's income in the income households expect", Assumed, "prototype one third";
        outlet = 0.15, 0.0 .. 1.0, "per month", "part of those who lost work and found none who take to farming or work on their own account, and of those there who are wanted back, in a month", Assumed, "self-employment moves against the cycle (Loayza and Rigolini 2011); migrant workers of China went back to the land in 2020 (Reserve Bank of Australia, Bulletin, September 2021), their number fell by 1.8% in the year; speed assumed, prior range 0.05-0.3";
        unemployment = 0.052, 0.0 .. 0.5, "share of labour force", "unemployment in normal times", Official, "China, surveyed urban rate, December 2019";
    }
}

use crate::money::Money;
use crate::state::Households as State;
use crate::state::ledger::{Entries, Item};

/// What households get from firms, banks and the state, and what goes the other way.
const INCOME: &[(Item, i64)] = &[
    (Item::Wages, 1),
    (Item::WagesSettled, 1),
    (Item::Rent, 1),
    (Item::RentSettled, 1),
    (Item::RentBorne, 1),
    (Item::OwnerDraw, 1),
    (Item::EstateRest, 1),
    (Item::LargeFirmWages, 1),
    (Item::LargeFirmDividends, 1),
    (Item::BankDividends, 1),
    (Item::BankCosts, 1),
    (Item::DepositInterest, 1),
    (Item::Transfers, 1),
    (Item::TransfersBack, -1),
    (Item::OwnerInjection, -1),
    (Item::PaidIn, -1),
    (Item::SharesIssued, -1),
    (Item::Equipment, 1),
    (Item::Research, 1),
    (Item::Projects, 1),
    (Item::DigitalStep, 1),
    (Item::Certificates, 1),
    (Item::Courses, 1),
    (Item::ExportEntry, 1),
    (Item::Programmes, 1),
];

/// Income of households in a month.
pub fn income(entries: &Entries) -> Money {
    INCOME.iter().map(|(item, sign)| Money(entries.of(*item).0 * sign)).sum()
}

/// ⟂ Income is smoothed: households spend by the income they expect.
pub fn compute(state: &mut State, p: &Households, entries: &Entries, settling: bool) {
    state.income = income(entries);
    let first = state.smoothed == 0.0;
    if first || state.normal == 0.0 {
        state.smoothed = state.income.real();
    }
    state.smoothed += p.habit * (state.income.real() - state.smoothed);
    // In the first month of all, balances come to rest: owners draw what is above their aim. That is nobody's
    // normal income.
    if settling && !first {
        state.normal = if state.normal == 0.0 {
            state.smoothed
        } else {
            state.normal + (state.smoothed - state.normal) / 12.0
        };
    }
}

/// People who took to farming or work on their own account for want of a job, a month later, when so many are
/// without work or there.
pub fn outlet(p: &Households, there: f64, without_job: f64) -> f64 {
    (there + p.outlet * (without_job - there)).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_finds_no_work_takes_to_the_land_worked_by_hand() {
        let p = Households { outlet: 0.2, ..Households::default() };
        // Of 100 who lost their job a fifth; of the 80 left a fifth.
        assert_eq!(outlet(&p, 0.0, 100.0), 20.0);
        assert_eq!(outlet(&p, 20.0, 100.0), 36.0);
        // Jobs are back for all but ten; and for more than there ever were.
        assert!((outlet(&p, 36.0, 10.0) - 30.8).abs() < 1e-12);
        assert_eq!(outlet(&p, 1.0, -50.0), 0.0);
    }

    #[test]
    fn income_worked_by_hand() {
        let mut entries = Entries::default();
        entries.post(Item::Wages, Money(100));
        entries.post(Item::OwnerInjection, Money(30));
        entries.post(Item::Interest, Money(9)); // goes to banks
        assert_eq!(income(&entries), Money(70));
        let mut state = State { smoothed: 100.0, normal: 100.0, ..State::default() };
        compute(&mut state, &Households::default(), &entries, false);
        assert!((state.smoothed - 90.01).abs() < 1e-9); // 100 + 0.333 · (70 − 100)
        assert_eq!(state.normal, 100.0);
    }
}
