//! Prompt payment: large firms and public bodies must pay small suppliers within so many days.

use super::{Field, Lever, settings};
use crate::economy::Economy;
use crate::scenario::Policy;
use crate::state::terms::{Offer, PromptOffer, Terms};
use crate::units::Grade;

/// Prompt payment: large firms and public bodies must pay small suppliers within so many days.
pub struct PromptPayment;

impl Lever for PromptPayment {
    fn kind(&self) -> &'static str {
        "prompt_payment"
    }
    fn summary(&self) -> &'static str {
        "large firms and public bodies that comply pay small suppliers within so many days of the invoice"
    }
    fn page(&self) -> &'static str {
        "Acts on buyers, not on firms that file: it takes no target, take-up, delay or budget. Large firms that comply pay small firms within the days, those whose principal customer they are and those paid through the settlement accounts; what they pay sooner comes out of their cash, then their credit line, then their orders and staff, and under stress they may let small suppliers wait no longer than the days. Who pays sooner by habit goes on doing so, and large suppliers are paid as before. Cost: no public money (the four cost columns are zero); large firms and public bodies have less cash or more debt, once, by what they owed longer before. Those that do not comply change nothing. Days are the mean of a buyer's payments, since invoices have no date of their own. Two of a kind: the fewest days count. Sources: China's regulation on payment to small and medium firms, 2020 (public bodies 30 days, at most 60) and its revision of 2025 (large firms 60 days)."
    }
    fn fields(&self) -> &'static [Field] {
        const FIELDS: &[Field] = &[
            Field {
                name: "days_large",
                description: "most days after invoice at which large private firms pay small suppliers",
                unit: "days",
                min: 30.0,
                max: 720.0,
                default: 60.0,
                source: "China, regulation on payment to small and medium firms, revised 2025: large firms 60 days",
                grade: Grade::Official,
            },
            Field {
                name: "days_state",
                description: "most days after invoice at which state-owned large firms and public bodies pay small suppliers",
                unit: "days",
                min: 30.0,
                max: 720.0,
                default: 60.0,
                source: "China, the same regulation, 2020: public bodies 30 days, at most 60 where agreed",
                grade: Grade::Official,
            },
            Field {
                name: "compliance",
                description: "share of large firms and public bodies that comply",
                unit: "share",
                min: 0.0,
                max: 1.0,
                default: 0.6,
                source: "two thirds of invoices between firms in China were paid on time (Atradius 2024); prior range 0.3-0.9",
                grade: Grade::Assumed,
            },
        ];
        FIELDS
    }
    fn on_buyers(&self) -> bool {
        true
    }
    fn shape(&self, index: usize, policy: &Policy, _economy: &Economy, terms: &mut Terms) {
        let [days_large, days_state, compliance] = settings(policy);
        terms.prompt.push(Offer { policy: index, what: PromptOffer { days_large, days_state, compliance } });
    }
}
