//! Liquidity grant: cash that need not be paid back.

use super::{Field, Lever, settings};
use crate::economy::Economy;
use crate::scenario::Policy;
use crate::state::terms::{GrantOffer, Offer, Terms};
use crate::units::Grade;

/// Liquidity grant: cash that need not be paid back.
pub struct LiquidityGrant;

impl Lever for LiquidityGrant {
    fn kind(&self) -> &'static str {
        "liquidity_grant"
    }
    fn summary(&self) -> &'static str {
        "a grant of so many months of fixed cost, or a flat sum, paid once in each spell of months"
    }
    fn page(&self) -> &'static str {
        "Acts on cash: a firm that qualifies, hears of it and files gets the flat sum plus the share of its monthly fixed cost (rent and wages of one month), at most once in every so many months. Cost: what is paid. Two of a kind are both paid. Sources: bridging aid of Germany 2020, small business grant fund of England 2020."
    }
    fn fields(&self) -> &'static [Field] {
        const FIELDS: &[Field] = &[
            Field {
                name: "share",
                description: "share of one month of fixed cost and pay that is granted",
                unit: "share of monthly cost",
                min: 0.0,
                max: 12.0,
                default: 0.5,
                source: "bridging aid 2020: 40-80% of fixed cost",
                grade: Grade::Assumed,
            },
            Field {
                name: "flat",
                description: "flat sum for each firm",
                unit: "currency",
                min: 0.0,
                max: 1e7,
                default: 0.0,
                source: "none",
                grade: Grade::Assumed,
            },
            Field {
                name: "every",
                description: "months between two grants to one firm",
                unit: "months",
                min: 1.0,
                max: 60.0,
                default: 12.0,
                source: "once a year",
                grade: Grade::Assumed,
            },
        ];
        FIELDS
    }
    fn shape(&self, index: usize, policy: &Policy, economy: &Economy, terms: &mut Terms) {
        let [share, flat, every] = settings(policy);
        terms.grants.push(Offer { policy: index, what: GrantOffer { share, flat: flat * economy.minor_per_major, every: every as i32 } });
    }
}
