//! Loan moratorium: principal and interest may be paid later.

use super::{Field, Lever, settings};
use crate::economy::Economy;
use crate::scenario::Policy;
use crate::state::terms::{MoratoriumOffer, Offer, Terms};
use crate::units::Grade;

/// Loan moratorium: principal and interest may be paid later.
pub struct LoanMoratorium;

impl Lever for LoanMoratorium {
    fn kind(&self) -> &'static str {
        "loan_moratorium"
    }
    fn summary(&self) -> &'static str {
        "principal (and, if asked, interest) that falls due may be paid at the end of the moratorium"
    }
    fn page(&self) -> &'static str {
        "Acts on the dues of the month: maturing working-capital loans are extended and instalments are put off while the policy is in force; interest may be put off too and is added to the loan. Cost: interest runs on, so the state pays nothing; banks bear the larger loss if the firm fails. Two of a kind: a firm uses the first that fits. Sources: deferral of principal and interest for small firms, China, March 2020 to March 2021."
    }
    fn fields(&self) -> &'static [Field] {
        const FIELDS: &[Field] = &[
            Field {
                name: "principal",
                description: "whether principal is put off: 0 no, 1 yes",
                unit: "0 or 1",
                min: 0.0,
                max: 1.0,
                default: 1.0,
                source: "China 2020",
                grade: Grade::Official,
            },
            Field {
                name: "interest",
                description: "whether interest is put off: 0 no, 1 yes",
                unit: "0 or 1",
                min: 0.0,
                max: 1.0,
                default: 1.0,
                source: "China 2020",
                grade: Grade::Official,
            },
        ];
        FIELDS
    }
    fn shape(&self, index: usize, policy: &Policy, _economy: &Economy, terms: &mut Terms) {
        let [principal, interest] = settings(policy);
        terms.moratoria.push(Offer { policy: index, what: MoratoriumOffer { principal: principal > 0.5, interest: interest > 0.5 } });
    }
}
