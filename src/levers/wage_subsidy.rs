//! Wage subsidy: the state bears a share of pay.

use super::{Field, Lever, settings};
use crate::economy::Economy;
use crate::scenario::Policy;
use crate::state::terms::{Offer, Terms, WageOffer};
use crate::units::Grade;

/// Wage subsidy: the state bears a share of pay.
pub struct WageSubsidy;

impl Lever for WageSubsidy {
    fn kind(&self) -> &'static str {
        "wage_subsidy"
    }
    fn summary(&self) -> &'static str {
        "the state pays a share of the wages of firms that qualify"
    }
    fn page(&self) -> &'static str {
        "Acts on cash: the treasury pays the share of the month's wage bill (after furlough, up to the cap a head) in the month in which it is due; a delay moves all payments by so many months; and on lay-offs: the subsidised share slows them. Cost: what is paid. Two of a kind add up to at most the whole wage. Sources: Kurzarbeit and Coronavirus Job Retention Scheme evaluations; unemployment-insurance refunds of China 2020."
    }
    fn fields(&self) -> &'static [Field] {
        const FIELDS: &[Field] = &[
            Field {
                name: "share",
                description: "share of the wage bill that the state pays",
                unit: "share of pay",
                min: 0.0,
                max: 1.0,
                default: 0.3,
                source: "middle of schemes of 2020, 0.2-0.8",
                grade: Grade::Assumed,
            },
            Field {
                name: "cap_month",
                description: "most that is paid for one employee a month, 0 for no cap",
                unit: "currency a month",
                min: 0.0,
                max: 1e6,
                default: 0.0,
                source: "no cap",
                grade: Grade::Assumed,
            },
        ];
        FIELDS
    }
    fn shape(&self, index: usize, policy: &Policy, economy: &Economy, terms: &mut Terms) {
        let [share, cap] = settings(policy);
        let cap = if cap > 0.0 { cap * economy.minor_per_major } else { f64::INFINITY };
        terms.wages.push(Offer { policy: index, what: WageOffer { share, cap } });
    }
}
