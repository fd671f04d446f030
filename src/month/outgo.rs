//! Unavoidable outgo: what a firm must pay in a month even if it sells nothing, and how long its cash lasts.
//!
//! Materials are bought to sell, and taxes on sales end with sales; pay, contributions, contract rent and
//! interest do not. Surveys that ask for how long cash lets a firm *survive* ask for cash over this, not over
//! all outflows, of which materials alone are a fifth to four fifths of sales. It is the yardstick of the cash
//! that owners aim at, of their private wealth, of entrants' cash, of what private lenders lend, and of
//! arrears. Minimum utilities are in the fixed cost of the pack, and so in contract rent.

use crate::state::block::Block;

/// Pay with contributions, contract rent and interest of a month, minor units, of a firm of so many people
/// at `wage` (labour cost of a person and month), that owes `debt` at `rate` hundredths of a per cent a year.
#[inline]
pub fn monthly(people: f64, wage: f64, rent: f64, debt: f64, rate: f64) -> f64 {
    people * wage + rent + debt * rate * (1.0 / 120_000.0)
}

/// That of a firm at its present staff, rent and debt, at this month's wage or another. A dormant firm counts as what it was.
#[inline]
pub fn at_wage(b: &Block, i: usize, wage: f64) -> f64 {
    monthly(f64::from(b.headcount[i]), wage, f64::from(b.rent[i]), b.debt(i).real(), f64::from(b.rate[i]))
}

/// Months of this month's unavoidable outgo that a firm's cash covers.
#[inline]
pub fn months_of_cash(b: &Block, i: usize) -> f64 {
    b.cash[i].real() / f64::from(b.scratch.outgo[i]).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outgo_worked_by_hand() {
        // Four people at 5,000, rent 3,000, and 6% a year on 120,000, which is 600 a month.
        assert!((monthly(4.0, 5000.0, 3000.0, 120_000.0, 600.0) - 23_600.0).abs() < 1e-9);
    }
}
