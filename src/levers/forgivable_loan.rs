//! Forgivable loan: a loan of some months of pay that becomes a grant where staff was kept.

use super::{About, Audience, Budgeting, Combine, Family, Lever, PolicyContext};
use crate::state::ledger::Item;
use crate::terms::Terms;
use crate::terms::payment::Forgiven;
use crate::terms::payment::{Basis, Payment};
use crate::units::Grade;

/// Forgivable loan: a loan of some months of pay that becomes a grant where staff was kept.
pub struct ForgivableLoan;

crate::settings! {
    FIELDS;
    strength months_of_pay = 2.5, 0.0 .. 24.0, "months of pay", "size of the loan", Official, "Paycheck Protection Program, United States 2020: 2.5 months";
    setting after = 6.0, 1.0 .. 60.0, "months", "months after which it is decided whether the loan is forgiven", Official, "the same: 24 weeks";
    setting keep = 0.9, 0.0 .. 1.0, "share of staff", "staff that must have been kept, of that at the time of the loan", Assumed, "the same: forgiveness falls with staff, a safe harbour waives most of it; prior range 0.75-1";
    setting repay = 24.0, 1.0 .. 120.0, "months", "months until a loan that is not forgiven must be repaid", Official, "the same: two years, at 1%";
}

impl Lever for ForgivableLoan {
    fn about(&self) -> &'static About {
        &About {
            kind: "forgivable_loan",
            family: Family::Grants,
            audience: Audience::Firms,
            summary: "a loan of some months of pay, forgiven if staff is kept",
            acts_on: "cash, layoffs",
            cost: "what is forgiven, and what closed firms never repay",
            combine: Combine::Sum,
            evidence: Grade::Official,
            page: "\
Acts on cash: a firm that qualifies, hears of it and files gets so many months of its normal pay
once, as a debt to the treasury without interest; and on layoffs: until the decision owners count
it as pay that others bear, spread over these months. If staff is then at least the share of what it
was, the debt is forgiven, which is when it counts as cost; else it must be repaid in one sum after
the months given.

A firm that closes before owes it.

Sources: Paycheck Protection Program 2020; Autor and others 2022 (169 to 258 thousand dollars a
job-year, 3.4 to 5.2 median earnings: abstract, Journal of Public Economics).",
            fields: FIELDS,
        }
    }
    fn budgeting(&self) -> Budgeting {
        Budgeting::PutOff
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [months_of_pay, after, keep, repay] = context.settings();
        let forgiven = Some(Forgiven { after: after as i32, keep, repay: repay as i32 });
        let what = Payment {
            share: months_of_pay,
            every: i32::MAX,
            forgiven,
            ..Payment::of(Basis::NormalPay, Item::ForgivableLoan)
        };
        terms.payments.push(context.offer(what));
    }
}
