//! Loan guarantee: the fund bears part of a bank's loss.

use super::{Field, Lever, settings};
use crate::economy::Economy;
use crate::scenario::Policy;
use crate::state::terms::{GuaranteeOffer, Offer, Terms};
use crate::units::Grade;

/// Loan guarantee: the fund bears part of a bank's loss.
pub struct LoanGuarantee;

impl Lever for LoanGuarantee {
    fn kind(&self) -> &'static str {
        "loan_guarantee"
    }
    fn summary(&self) -> &'static str {
        "a public fund bears a share of the loss on new and renewed loans"
    }
    fn page(&self) -> &'static str {
        "Acts on the bank's decision: expected loss falls with the cover, so more firms pass the default probability an officer dares to accept, and the rate falls; access brings in firms without a bank relationship; the limit on debt may rise. Cost: fees come in; the covered share of what is lost is paid when the estate is settled. Capped by the fund's size times its leverage. Two of a kind: the higher cover counts. Sources: National Financing Guarantee Fund of China 2018; guarantee schemes of 2020."
    }
    fn fields(&self) -> &'static [Field] {
        const FIELDS: &[Field] = &[
            Field {
                name: "cover",
                description: "share of the loan that the fund bears",
                unit: "share of the loan",
                min: 0.0,
                max: 1.0,
                default: 0.8,
                source: "schemes of 2020: 0.8-1; China: fund and its partners 0.8, bank at least 0.2",
                grade: Grade::Official,
            },
            Field {
                name: "fee",
                description: "yearly fee on the guaranteed sum, paid by the firm",
                unit: "per year",
                min: 0.0,
                max: 0.1,
                default: 0.005,
                source: "China: at most 1%; re-guarantee 0.3-0.5%",
                grade: Grade::Official,
            },
            Field {
                name: "access",
                description: "chance that an eligible firm without a bank relationship gets one",
                unit: "share",
                min: 0.0,
                max: 1.0,
                default: 0.3,
                source: "first-time borrowers campaign; prior range 0-0.6",
                grade: Grade::Assumed,
            },
            Field {
                name: "limit_factor",
                description: "rise of the most debt that a bank allows",
                unit: "ratio",
                min: 1.0,
                max: 5.0,
                default: 1.25,
                source: "prior range 1-2",
                grade: Grade::Assumed,
            },
            Field {
                name: "cap_per_firm",
                description: "largest loan that is covered, 0 for no cap",
                unit: "currency",
                min: 0.0,
                max: 1e10,
                default: 10000000.0,
                source: "China: 10 m yuan for the inclusive definition",
                grade: Grade::Official,
            },
        ];
        FIELDS
    }
    fn shape(&self, index: usize, policy: &Policy, economy: &Economy, terms: &mut Terms) {
        let [cover, fee, access, limit_factor, cap] = settings(policy);
        let cap = if cap > 0.0 { cap * economy.minor_per_major } else { f64::INFINITY };
        terms.guarantees.push(Offer { policy: index, what: GuaranteeOffer { cover, fee, access, limit_factor, cap } });
    }
}
