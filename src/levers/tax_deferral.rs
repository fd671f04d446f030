//! Tax deferral: taxes fall due now but may be paid later.

use super::{Field, Lever, settings};
use crate::economy::Economy;
use crate::scenario::Policy;
use crate::state::terms::{DeferralOffer, Offer, Terms};
use crate::units::Grade;

/// Tax deferral: taxes fall due now but may be paid later.
pub struct TaxDeferral;

impl Lever for TaxDeferral {
    fn kind(&self) -> &'static str {
        "tax_deferral"
    }
    fn summary(&self) -> &'static str {
        "taxes (and, if asked, contributions) due now may be paid months later"
    }
    fn page(&self) -> &'static str {
        "Acts on the dues of the month: the share of taxes (and of contributions) that falls due while the policy is in force is set aside and falls due, without interest, after the months of deferral. Cost: none at first; what firms that close never pay is booked as a loss when their estates are settled. Two of a kind: a firm uses the one with the larger share. Sources: State Taxation Administration of China 2020-22; OECD Tax Policy Reforms 2021."
    }
    fn fields(&self) -> &'static [Field] {
        const FIELDS: &[Field] = &[
            Field {
                name: "share",
                description: "share of the taxes that may be put off",
                unit: "share of the tax due",
                min: 0.0,
                max: 1.0,
                default: 1.0,
                source: "full deferral of the tax due, China 2021-22: medium 50%, small 100%",
                grade: Grade::Official,
            },
            Field {
                name: "months",
                description: "months until the deferred sum falls due",
                unit: "months",
                min: 1.0,
                max: 60.0,
                default: 6.0,
                source: "China 2021-22: three, then six months",
                grade: Grade::Official,
            },
            Field {
                name: "contributions",
                description: "whether employer contributions may be put off too: 0 no, 1 yes",
                unit: "0 or 1",
                min: 0.0,
                max: 1.0,
                default: 0.0,
                source: "pension, unemployment and injury in China 2020 and 2022",
                grade: Grade::Official,
            },
        ];
        FIELDS
    }
    fn shape(&self, index: usize, policy: &Policy, _economy: &Economy, terms: &mut Terms) {
        let [share, months, contributions] = settings(policy);
        terms
            .deferrals
            .push(Offer { policy: index, what: DeferralOffer { share, months: months as i32, contributions: contributions > 0.5 } });
    }
}
