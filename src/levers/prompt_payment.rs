//! Prompt payment: large firms and public bodies must pay small suppliers within so many days.

use super::{About, Audience, Combine, Family, Lever, PolicyContext};
use crate::terms::{PromptOffer, Terms};
use crate::units::Grade;

/// Prompt payment: large firms and public bodies must pay small suppliers within so many days.
pub struct PromptPayment;

crate::settings! {
    FIELDS;
    setting days_large = 60.0, 30.0 .. 720.0, "days", "most days after invoice at which large private firms pay small suppliers", Official, "China, regulation on payment to small and medium firms, revised 2025: large firms 60 days";
    setting days_state = 60.0, 30.0 .. 720.0, "days", "most days after invoice at which state-owned large firms and public bodies pay small suppliers", Official, "China, the same regulation, 2020: public bodies 30 days, at most 60 where agreed";
    strength enforcement = 0.0, 0.0 .. 1.0, "share", "share of the others that inspection makes comply", Assumed, "none unless asked for; prior range 0-0.6";
    setting enforcement_bn_year = 1.0, 0.0 .. 100.0, "billion currency a year", "cost of inspecting all of them, whole country; a part of them costs that part", Assumed, "prior range 0.2-5";
    strength late_interest = 0.0, 0.0 .. 0.5, "per year", "interest that large firms which do not comply pay on what they owe principal suppliers for longer", Official, "China 2020: at least the one-year prime rate where agreed, else 0.05% a day; hardly ever claimed";
    strength compliance = 0.6, 0.0 .. 1.0, "share", "share of large firms and public bodies that comply", Assumed, "two thirds of invoices between firms in China were paid on time (Atradius 2024); prior range 0.3-0.9";
}

impl Lever for PromptPayment {
    fn about(&self) -> &'static About {
        &About {
            kind: "prompt_payment",
            family: Family::Payment,
            audience: Audience::Buyers,
            summary: "large firms and public bodies that comply pay small suppliers within so many days of the invoice",
            acts_on: "when large buyers and public bodies pay",
            cost: "inspection, if any; buyers pay interest on the money that suppliers no longer lend them",
            combine: Combine::Largest,
            evidence: Grade::Derived,
            page: "\
Acts on buyers, not on firms that file: it takes no target, take-up, delay or budget. Large firms
that comply pay small firms within the days, those whose principal customer they are and those paid
through the settlement accounts; what they pay sooner comes out of their cash, then their credit
line, then their orders and staff, and under stress they may let small suppliers wait no longer than
the days.

Who pays sooner by habit goes on doing so, and large suppliers are paid as before.

Cost: inspection; without it no public money. Large firms and public bodies have less cash or more
debt, once, by what they owed longer before. Inspection makes a share of the others comply, at a
cost of its own. Those that do not comply change nothing, but may have to pay interest on what they
owe the firms whose principal customer they are for longer than the days; who pays interest still
pays late.

Days are the mean of a buyer's payments, since invoices have no date of their own.

Two of a kind: the fewest days count.

Sources: China's regulation on payment to small and medium firms, 2020 (public bodies 30 days, at
most 60) and its revision of 2025 (large firms 60 days).",
            fields: FIELDS,
        }
    }
    fn apply(&self, context: &PolicyContext<'_>, terms: &mut Terms) {
        let [days_large, days_state, enforcement, cost, late_interest, complied] = context.settings();
        let compliance = complied + (1.0 - complied) * enforcement;
        terms.prompt.push(context.offer(PromptOffer { days_large, days_state, compliance, late_interest }));
        if enforcement > 0.0 {
            terms.outlays.push(context.offer(context.monthly(cost * enforcement)));
        }
    }
}
