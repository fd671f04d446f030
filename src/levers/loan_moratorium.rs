//! Loan moratorium: principal and interest may be paid later. Tested in `tests/levers.rs`.

use super::{About, Audience, Budgeting, Combine, Family, Lever, PolicyContext};
use crate::terms::{MoratoriumOffer, Terms};
use crate::units::Grade;

/// Loan moratorium: principal and interest may be paid later.
pub struct LoanMoratorium;

crate::settings! {
    FIELDS;
    strength principal = 1.0, 0.0 .. 1.0, "0 or 1", "whether principal is deferred: 0 no, 1 yes", Official, "China 2020";
    strength interest = 1.0, 0.0 .. 1.0, "0 or 1", "whether interest is deferred: 0 no, 1 yes", Official, "China 2020";
}

impl Lever for LoanMoratorium {
    fn about(&self) -> &'static About {
        &About {
            kind: "loan_moratorium",
            family: Family::Credit,
            audience: Audience::Firms,
            summary: "principal (and, if asked, interest) that falls due may be paid at the end of the moratorium",
            acts_on: "principal and interest due",
            cost: "none at once; later defaults reach banks and funds",
            combine: Combine::Largest,
            evidence: Grade::Derived,
            page: "\
Acts on the obligations of the month: maturing working-capital loans are extended and instalments
are deferred while the policy is in force; interest may be deferred too and is added to the loan.

Cost: interest runs on, so the state pays nothing; banks bear the larger loss if the firm fails.

Two of a kind: what one of them defers is deferred.

Sources: deferral of principal and interest for small firms, China, March 2020 to March 2021.",
            fields: FIELDS,
        }
    }
    fn budgeting(&self) -> Budgeting {
        Budgeting::Nothing
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [principal, interest] = context.settings();
        terms
            .moratoria
            .push(context.offer(MoratoriumOffer { principal: principal > 0.5, interest: interest > 0.5 }));
    }
}
